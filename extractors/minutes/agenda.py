"""The agenda: entries of a list or a table with their numbers, kinds, and the documents that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.minutes.outcomes import wording
from extractors.minutes.rows import cells_by_row, span_of
from extractors.minutes.words import (
    REFERENCE,
    bare,
    group_kinds,
    plain,
    profile,
    take_bullet,
    take_token,
    unbracket,
    word_set,
)
from normalizers.text import join_lines, normalize_display

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.geometry import Span
    from extractors.minutes.rows import Row
    from extractors.model import Cell, Table

_REFERENCE = re.compile(REFERENCE)
_MORE = re.compile(r"\s*(?:及び|並びに|、|・|,|から|～)\s*(?:第\s?[0-9０-９]{1,5}\s?号|(?=諮問|報告))")
_TAIL = re.compile(r"(?P<title>.*?\S)\s*(?:[→⇒➡]\s*|…+\s*|\s+|(?=[【〔\[（(]))(?P<result>\S{1,24})$")
_ENUMERATION = re.compile(r"(?<=\s)(?=[(（][0-9０-９]{1,2}[)）]\s*\S|[①-⑳⑴-⒇]\s*\S)")


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

    @property
    def printed(self) -> str:
        """Its text on one line."""
        return join_lines(self.lines)


def references_in(text: str) -> list[str]:
    """The documents that a text names, in order, written as labels: 諮問第1004号."""
    found: list[str] = []
    for match in _REFERENCE.finditer(text):
        label = re.sub(r"\s+", "", normalize_display(match.group()))
        found.append(label)
        word = re.match(r"\D+?(?=第)", label)
        at = match.end()
        while word and (
            more := re.compile(r"\s*(?:及び|並びに|、|・|,)\s*(第\s?[0-9０-９]{1,5}\s?号)").match(text, at)
        ):
            found.append(word.group() + re.sub(r"\s+", "", normalize_display(more[1])))
            at = more.end()
    return list(dict.fromkeys(found))


def title_of(text: str) -> str:
    """The title of an entry: without its number, without references before it or in brackets after it."""
    rest = take_bullet(text)[1]
    token, after = take_token(rest)
    rest = after if token else rest
    before = None
    while rest != before:
        before = rest
        rest = re.sub(
            rf"^[(（【〔\[]?\s*(?:{REFERENCE})(?:\s*(?:及び|並びに|、|・|,)\s*(?:第\s?[0-9０-９]+\s?号|{REFERENCE}))*\s*[)）】〕\]]?[:：、,]?\s*(?=\S)",
            "",
            rest,
        ).strip()
        rest = re.sub(
            rf"\s*[(（【〔\[]\s*(?:{REFERENCE})(?:\s*(?:及び|並びに|、|・|,)\s*(?:第\s?[0-9０-９]+\s?号|{REFERENCE}))*\s*[)）】〕\]]\s*$",
            "",
            rest,
        ).strip()
        again = take_token(rest)
        if again[0] and again[1] and re.match("議|案|第|付|審|報|諮", again[0]):
            rest = again[1]
    return rest.strip(" :：").strip()


def core(text: str) -> str:
    """What two printings of an entry's title have in common."""
    return re.sub(r"[\s。、，,.・]", "", plain(title_of(text)))


def style(token: str) -> str:
    """The form of a number, in which digits and kana count for themselves: (1) and (2) are of one form."""
    form = (
        re.sub(r"[0-9]+|[一二三四五六七八九十]+", "1", plain(token))
        if not re.fullmatch(r"\s*[①-⑳⑴-⒇]\s*", token)
        else "o"
    )
    return re.sub("[ア-ン]", "ア", form)


def is_group(text: str) -> str | None:
    """The kind that a group heading gives the entries below it, "" for none; None if the text is no such heading."""
    word = bare(re.sub(r"[(（【][^()（）【】]*[)）】]\s*$", "", text) or text)
    if word in group_kinds():
        return group_kinds()[word]
    if re.fullmatch(".{2,6}(?:事項|案件)", word) and len(word) <= 8:
        return next((kind for kind in ("諮問", "報告", "審議") if kind in word), "")
    return None


def is_frame(text: str) -> bool:
    """Whether a heading names a part of the meeting that is no item: 開会, 資料確認, 会長挨拶."""
    word = bare(text)
    return word in word_set("headings", "frame") or bool(
        re.fullmatch(
            r".{0,8}(?:挨拶|あいさつ|ご挨拶|紹介|委嘱|資料(?:の)?確認|委嘱状(?:の)?(?:交付|伝達))(?:について)?",
            word,
        )
    )


def read_entries(lines: Sequence[tuple[int, Row, str]], kind: str = "") -> list[Entry]:
    """Read the lines of an agenda.

    Args:
        lines: index, row, and the text of it that belongs to the agenda (the label on the same line taken off).
        kind: what the label above says of the entries.
    """
    reader = _EntryReader(kind)
    for index, row, text in lines:
        for part in _ENUMERATION.split(text):
            if part.strip():
                reader.read(index, row, part.strip())
    return reader.finish()


class _EntryReader:
    """Reads an agenda line by line."""

    def __init__(self, kind: str) -> None:
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
        continues = self.is_open and self._continues(row, text, token, bullet, starts=starts)
        self.last = row
        if continues:
            self.entries[-1].lines.append(text)
            self.entries[-1].rows.append(index)
            return
        kind = is_group(text)
        if kind is not None:
            self.kind, self.group_style, self.is_open = kind, style(token) if token else "", False
            return
        if is_frame(text) or bare(text) in {"なし", "無し", "特になし"} or _is_remark(text):
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

    def _continues(self, row: Row, text: str, token: str, bullet: str, *, starts: bool) -> bool:
        """Whether the line goes on with the entry above it."""
        entry, last = self.entries[-1], self.last
        if token or last is None or row.cell != last.cell:
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

    def _is_sub(self, row: Row) -> bool:
        return bool(self.entries) and (
            bool(self.entries[-1].number) and (row.cell > 0 or row.x0 > self.entries[-1].x0 + 0.5 * row.size)
        )

    def finish(self) -> list[Entry]:
        return [entry for entry in self.entries if title_of(entry.printed) or references_in(entry.printed)]


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
    found = wording(plain(result))
    title = match["title"]
    if (
        found
        and found[2] - found[1] >= 0.4 * len(plain(result))
        and re.search(r"(?:について|の件|件|報告|）|\)|号)$", title)
    ):
        entry.lines = [title]
        entry.result = result


# ------------------------------------------------------------------------------------------------------------ tables

_COLUMNS = ("title", "number", "reference", "kind", "result", "conditions")


def agenda_columns(table: Table) -> dict[str, int] | None:
    """Which column of a table of agenda items holds what; None if it is none."""
    rows = cells_by_row(table.cells)
    if len(rows) < 2:
        return None
    found: dict[str, int] = {}
    for key in _COLUMNS:
        words = word_set("agenda", f"column_{key}")
        for cell in rows[0]:
            last = cell.column + cell.column_span - 1
            if plain(cell.text) in words and last not in found.values():
                found[key] = last
                if key == "title" and cell.column_span == 2:
                    found["number"] = cell.column
                break
    if "title" not in found:
        return None
    if "result" in found or len(found) >= 2 + ("conditions" in found):
        return found
    return None


def read_table(table: Table, columns: dict[str, int], kind: str = "") -> list[Entry]:
    """The entries of a table of agenda items, with their results."""
    entries: list[Entry] = []
    held = kind
    for row in cells_by_row(table.cells)[1:]:
        texts = {cell.column: cell.text for cell in row}
        texts.update(_merged(table.cells, row))
        if len(row) == 1 and row[0].column_span > 1:
            found = is_group(row[0].text)
            held = found if found is not None else held
            continue
        title = join_lines(texts.get(columns["title"], "").split("\n"))
        if not title or is_frame(title):
            continue
        token, _ = take_token(title)
        number = texts.get(columns["number"], "") if "number" in columns else ""
        reference = texts.get(columns["reference"], "") if "reference" in columns else ""
        printed_kind = plain(texts.get(columns["kind"], "")) if "kind" in columns else ""
        entry_kind = next((k for k in ("諮問", "報告", "審議") if k in printed_kind), held)
        refers = references_in(reference) or _bare_reference(reference, printed_kind)
        entries.append(
            Entry(
                " ".join(number.split()) or token,
                [title],
                entry_kind,
                result=join_lines(texts.get(columns["result"], "").split("\n"))
                if "result" in columns
                else "",
                conditions=texts.get(columns["conditions"], "") if "conditions" in columns else "",
                refers=refers,
                span=span_of(()) or tuple(place for cell in row for place in cell.span)[:1],
            )
        )
        if re.search("諮問|報告", number) and not refers:
            entries[-1].refers = references_in(number)
            if entries[-1].refers:
                entries[-1].number = ""
    return entries


def _bare_reference(text: str, kind: str) -> list[str]:
    """第12号 in a column of numbers, beside a column that says 諮問."""
    match = re.fullmatch(r"第?([0-9]{1,5})号?", plain(text))
    word = next((k for k in ("諮問", "報告") if k in kind), None)
    return [f"{word}第{match[1]}号"] if match and word else []


def _merged(cells: Iterable[Cell], row: Sequence[Cell]) -> dict[int, str]:
    """Texts of the cells that are merged over this row from above."""
    at = row[0].row
    return {c.column: c.text for c in cells if c.row < at < c.row + c.row_span}


def kind_of(entry: Entry, refers: Sequence[str]) -> str:
    """諮問, 報告 or 審議 by what is printed; その他 by its title; "" where nothing tells."""
    for kind in ("諮問", "報告"):
        if any(label.startswith(kind) for label in refers):
            return kind
    title = core(entry.printed)
    if title in {"その他", "その他について"} or (
        any(word in title for word in profile()["agenda"]["other"]) and len(title) <= 20 and not entry.kind
    ):
        return "その他"
    return entry.kind
