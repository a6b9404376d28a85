"""The agenda: entries of a list or a table with their numbers, kinds, and the documents that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.minutes.matters import (
    core,
    group_before,
    is_business,
    is_frame,
    is_group,
    kind_after,
    references_in,
    style,
    title_of,
)
from extractors.minutes.outcomes import wording
from extractors.minutes.steps import HEADING_BRACKETS, stage_of
from extractors.minutes.words import (
    REFERENCE,
    bare,
    plain,
    profile,
    take_bullet,
    take_glued_number,
    take_numbers,
    take_token,
    unbracket,
)
from normalizers.text import join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.geometry import Span
    from extractors.minutes.rows import Row
    from extractors.minutes.speakers import Speaker

_REFERENCE = re.compile(REFERENCE)
_REMARK_BELOW = re.compile(
    r"[(（\[［【〔＜<]\s*(?:担当|所管|説明|主管|関係)[^()（）\[\]］【】]{0,60}[)）\]］】〕＞>]"
)
"""A line below an entry that says who is in charge of it."""
_LABELLED_ITEM = re.compile(
    r"(?:追加\s?)?日\s?程|第[0-9０-９一二三四五六七八九十]{1,2}$|議\s?題|議\s?案|案\s?件"
)
_TAIL = re.compile(r"(?P<title>.*?\S)\s*(?:[→⇒➡]\s*|…+\s*|\s+|(?=[【〔\[（(]))(?P<result>\S{1,24})$")
_ENUMERATION = re.compile(r"(?<=\s)(?=[(（][0-9０-９]{1,2}[)）]\s*\S|[①-⑳⑴-⒇]\s*\S)")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a column of a table of items prints of one as said about it: text, whether nobody says it, place, and speaker."""

    text: str
    is_note: bool
    span: Span
    speaker: Speaker | None = None


@dataclass(slots=True)
class Entry:
    """An item of the agenda while it is being read.

    Attributes:
        number: its own number as printed, or "".
        lines: its printed lines.
        kind: of the group it stands in, or "".
        rows: indices of the rows that it came from.
        x0: left edge of its first line.
        result: what a result column or the end of the line says of it.
        conditions: what a column of conditions says.
        refers: references of a column of their own.
        span: where it stands.
        opinions: what a column of opinions says.
        element: index of the table that it stands in, -1 for other entries.
    """

    number: str
    lines: list[str]
    kind: str = ""
    rows: list[int] = field(default_factory=list)
    x0: float = 0.0
    result: str = ""
    conditions: str = ""
    refers: list[str] = field(default_factory=list)
    span: Span = ()
    opinions: list[Opinion] = field(default_factory=list)
    element: int = -1

    @property
    def printed(self) -> str:
        """Its text on one line."""
        return join_lines(self.lines)


def read_entries(
    lines: Sequence[tuple[int, Row, str]], kind: str = "", above: Sequence[Entry] = ()
) -> list[Entry]:
    """Read the lines of an agenda.

    Args:
        lines: index, row, and the text of it that belongs to the agenda (the label on the same line taken off).
        kind: what the label above says of the entries.
        above: entries read before.
    """
    reader = _EntryReader(kind, above)
    number = ""
    glued = [one for one in (take_glued_number(text)[0] for _, _, text in lines) if one]
    is_glued = [int(one) for one in glued[:2]] == [1, 2]
    for index, row, line in lines:
        text = f"{number} {line}" if number else line
        if is_glued and (leading := take_glued_number(text))[0]:
            text = " ".join(leading)
        number = ""
        for part in (one for piece in _ENUMERATION.split(text) for one in _split_at_numbers(piece)):
            if re.fullmatch(r"\s*[0-9０-９]\s*", part) and row.is_full:
                number = part.strip()
            elif part.strip():
                reader.read(index, row, part.strip())
    return reader.finish()


def _split_at_numbers(text: str) -> list[str]:
    """A line that lists items one after the other (１ …　２ …　３ その他), parted before each number."""
    first = re.match(r"\s*([0-9０-９])(?=[\s.．、])", text)
    parts, rest = [], text
    number = int(first[1]) if first else 0
    while first and (
        nxt := re.search(rf"(?<=\s)[{number + 1}{chr(0xFF10 + number + 1)}](?=[\s.．、]|その他|$)", rest)
    ):
        parts.append(rest[: nxt.start()])
        rest = rest[nxt.start() :]
        number += 1
        if number == 9:
            break
    return [*parts, rest]


class _EntryReader:
    """Reads an agenda line by line."""

    def __init__(self, kind: str, above: Sequence[Entry]) -> None:
        self.above = frozenset(core(entry.printed) for entry in above)
        self.outer = kind
        self.kind = kind
        self.group_style: str | None = None
        self.entries: list[Entry] = []
        self.is_open = False
        self.last: Row | None = None

    def read(self, index: int, row: Row, text: str) -> None:
        bullet, after = take_bullet(text)
        token, _ = take_token(after)
        starts = (
            bool(token) or bool(_REFERENCE.match(after)) or bool(re.match(r"[(（【]?\s*" + REFERENCE, after))
        )
        if (is_step := _is_step(text)) or _REMARK_BELOW.fullmatch(text):
            self.is_open = self.is_open and not is_step
            return
        continues = (
            self.is_open
            and not text.endswith("。")
            and self._continues(row, text, token, bullet, starts=starts)
        )
        self.last = row
        if continues:
            self.entries[-1].lines.append(text)
            self.entries[-1].rows.append(index)
            return
        if self._says_result(text, token):
            return
        kind = is_group(text)
        if kind is not None:
            self.kind, self.group_style, self.is_open = kind, style(token) if token else "", False
            return
        is_item = bool(_LABELLED_ITEM.match(token)) and is_business(text)
        if (is_frame(text) and not is_item) or bare(text) in {"なし", "無し", "特になし"} or _is_remark(text):
            self.is_open = False
            if token and style(token) == self.group_style:
                self.kind = self.outer
            return
        if bullet and not token and self._is_sub(row):
            self.is_open = False
            return
        if token and self.group_style is not None and style(token) == self.group_style:
            self.kind = self.outer
        self.entries.append(
            Entry(
                token,
                [after if token else (after if bullet and not starts else text if not bullet else after)],
                self.kind,
                [index],
                row.x0,
                span=row.span,
            )
        )
        self.is_open = True

    def _says_result(self, text: str, token: str) -> bool:
        """Take in a line below an entry that says what came of it, or a sentence about it, which is no part of its title."""
        stage = stage_of(text)
        if stage and stage[0] == "result" and stage[1] and self.entries:
            self.entries[-1].result = self.entries[-1].result or stage[1]
            self.is_open = False
            return True
        if token or not re.search("。$", text) or not self.entries:
            return False
        if wording(plain(text)):
            self.entries[-1].result = self.entries[-1].result or text
        self.is_open = False
        return True

    def _continues(self, row: Row, text: str, token: str, bullet: str, *, starts: bool) -> bool:
        """Whether the line goes on with the entry above it."""
        entry, last = self.entries[-1], self.last
        if token or last is None or row.cell != last.cell or self._is_repeated(entry):
            return False
        if _is_unclosed(entry.printed) or _is_only_references(text):
            return True
        hangs = not row.cell and row.x0 > entry.x0 + 0.5 * row.size
        if bullet or starts:
            return bool(starts and not bullet and hangs and last.is_full)
        is_whole = re.search(r"(?:について|の件|その他)$", entry.printed) and not (
            entry.number and not row.cell
        )
        return hangs or bool(last.is_full and not is_whole)

    def _is_repeated(self, entry: Entry) -> bool:
        """Whether an entry has the whole title of one before it: then it is the heading of the account of that one."""
        title = core(entry.printed)
        return len(title) >= 8 and (
            title in self.above or any(core(one.printed) == title for one in self.entries[:-1])
        )

    def _is_sub(self, row: Row) -> bool:
        return bool(self.entries) and (
            bool(self.entries[-1].number) and (row.cell > 0 or row.x0 > self.entries[-1].x0 + 0.5 * row.size)
        )

    def finish(self) -> list[Entry]:
        return [entry for entry in self.entries if title_of(entry.printed) or references_in(entry.printed)]


def _is_step(text: str) -> bool:
    """Whether a line below an entry is the label of a step of its treatment: ＜申請者への質疑＞."""
    return text[0] in HEADING_BRACKETS and stage_of(text) == ("plain", "") and is_group(text) is None


def _is_unclosed(text: str) -> bool:
    return sum(text.count(c) for c in "（(") > sum(text.count(c) for c in "）)")


def _is_only_references(text: str) -> bool:
    """Whether the line is a bracket that names documents and nothing else: （報告第8号）."""
    inner = unbracket(text)
    if not inner or inner[1]:
        return False
    return not re.sub(rf"{REFERENCE}|第[0-9０-９]+号|[、・,及び並に\s]", "", inner[0])


def _is_remark(text: str) -> bool:
    inner = unbracket(text)
    return bool(inner and not inner[1] and not _REFERENCE.search(text)) and bool(
        re.search("敬称略|公開|別紙|資料|[0-9０-９]+件", text)
    )


def take_result(entry: Entry) -> None:
    """Take a result at the end of an entry's line (… → 承認, …【継続審議】) off its title."""
    match = _TAIL.match(entry.printed)
    if not match:
        return
    inner = unbracket(match["result"])
    result = inner[0] if inner and not inner[1] else match["result"]
    found = None if kind_after(entry.printed) else wording(plain(result))
    title = match["title"]
    if (
        found
        and found[2] - found[1] >= 0.4 * len(plain(result))
        and re.search(r"(?:について|の件|件|報告|）|\)|号)$", title)
    ):
        entry.lines = [title]
        entry.result = result


def kind_of(entry: Entry, refers: Sequence[str]) -> str:
    """諮問, 報告 or 審議 by what is printed; その他 by its title; "" where nothing tells."""
    for kind in ("諮問", "報告"):
        if any(label.startswith(kind) for label in refers) or plain(entry.number).startswith(kind):
            return kind
    named = kind_after(entry.printed) or (group_before(take_numbers(entry.printed)[1]) or ("", ""))[0]
    if named:
        return named
    title = core(entry.printed)
    if title in {"その他", "その他について"} or (
        any(word in title for word in profile()["agenda"]["other"]) and len(title) <= 20 and not entry.kind
    ):
        return "その他"
    return entry.kind
