"""Headings and labels inside the text of minutes: items of the agenda, steps of their treatment, times, closing words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.minutes.matters import core, references_in
from extractors.minutes.numbered import item_spoken_of
from extractors.minutes.outcomes import wording
from extractors.minutes.paragraphs import is_wrapped
from extractors.minutes.words import (
    bare,
    pattern,
    plain,
    profile,
    take_bullet,
    take_glued_number,
    take_numbers,
    take_token,
    unbracket,
    word_set,
)
from normalizers.times import parse_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.minutes.agenda import Entry
    from extractors.minutes.rows import Row

_IN_CHARGE = re.compile(
    r"[(（［【〔＜]\s*(?:担当|所管|説明|主管|関係)[^\s:：()（）]{0,4}\s*[:：][^()（）［］【】]{1,60}[)）］】〕＞]"
)
"""A line below a heading that says who is in charge of the item."""
HEADING_LINES = 4
"""A heading takes at most so many lines."""
HEADING_BRACKETS = "【＜<〈"
"""Brackets that set off labels, and no remarks."""


def item_heading(
    rows: Sequence[Row], at: int, cores: Sequence[str], entries: Sequence[Entry]
) -> tuple[int, int] | None:
    """The agenda item that the lines from `at` on name as a heading, and how many lines do; None if they name none."""
    text = ""
    best: tuple[int, int] | None = None
    for count in range(1, HEADING_LINES + 1):
        if at + count > len(rows) or (count > 1 and rows[at + count - 1].cell != rows[at].cell):
            break
        line = rows[at + count - 1].text
        if best is not None and not references_in(line) and not _is_open(text):
            break
        if count > 1 and not (
            is_wrapped(rows[at + count - 2], rows[at + count - 1]) or _is_open(text) or _is_begun(text, cores)
        ):
            break
        text = text + line if count > 1 else line
        inner = unbracket(text)
        found = _named(inner[0] if inner and not inner[1] else text, cores, entries)
        if found is None and (parted := take_outcome(text)):
            found = _named(parted[0], cores, entries)
        if found is None and (glued := take_glued_number(text))[0]:
            found = _named(" ".join(glued), cores, entries)
        if found is not None:
            best = (found, count)
        elif best is not None:
            break
    return best


def _is_begun(text: str, cores: Sequence[str]) -> bool:
    """Whether a line is the beginning of an item's title, which the agenda prints in two lines too."""
    own = core(text)
    return len(own) >= 4 and any(one.startswith(own) and one != own for one in cores)


_OUTCOME_AFTER = re.compile(r"(?P<title>.*?\S)\s*(?:[→⇒➡]|(?=[【〔\[]))\s*(?P<outcome>\S{1,24})$")


def take_outcome(text: str) -> tuple[str, str] | None:
    """A heading and the outcome printed at its end (… → 承認, …【継続審議】); None without one."""
    match = _OUTCOME_AFTER.match(text)
    if match is None:
        return None
    inner = unbracket(match["outcome"])
    outcome = inner[0] if inner and not inner[1] else match["outcome"]
    return (match["title"], outcome) if wording(plain(outcome)) else None


def _is_open(text: str) -> bool:
    return sum(text.count(c) for c in "（(「") > sum(text.count(c) for c in "）)」")


def _named(text: str, cores: Sequence[str], entries: Sequence[Entry]) -> int | None:
    """The item whose title, reference or number the text is."""
    if text.endswith("。"):
        return None
    own = core(text)
    refers = references_in(text)
    token = plain(_number(text))
    same = [k for k, one in enumerate(cores) if one and own == one]
    if same:
        return next(
            (
                k
                for k in same
                if refers and refers == (entries[k].refers or references_in(entries[k].printed))
            ),
            same[0],
        )
    rest = re.sub(r"[()（）【】\[\]〔〕・、]", "", own)
    for label in refers:
        rest = rest.replace(plain(label), "")
    if refers and rest in {"", "について", "の件", "関係"}:
        return next(
            (k for k, e in enumerate(entries) if set(refers) & set(e.refers or references_in(e.printed))),
            None,
        )
    by_number = _by_number(text, token, entries)
    if by_number is None and len(own) >= 8:
        near = [
            k for k, one in enumerate(cores) if one.startswith(own) or (len(one) >= 8 and own.startswith(one))
        ]
        near = [
            k
            for k in near
            if (token and plain(entries[k].number) == token)
            or (refers and set(refers) & set(references_in(entries[k].printed)))
            or own.startswith(cores[k])
        ]
        if len(near) == 1 and _is_whole(own, cores[near[0]]):
            return near[0]
    return by_number


def _by_number(text: str, token: str, entries: Sequence[Entry]) -> int | None:
    """The item that a line names by its number and no more: 議題１, （１）及び（２）について."""
    if not token:
        return None
    if plain(text) in {token, token + ":"} and re.match("[議案第付審報諮]", token):
        return next((k for k, e in enumerate(entries) if plain(e.number) == token), None)
    return item_spoken_of(text, entries)


def _is_whole(own: str, item: str) -> bool:
    """Whether what a heading has more or less than the title is no sentence: （報告）, について."""
    longer, shorter = (own, item) if len(own) > len(item) else (item, own)
    return bool(re.fullmatch(r"について|[(（【\[].{1,30}[)）】\]]|の件", longer[len(shorter) :]))


def _number(text: str) -> str:
    numbers, after = take_numbers(take_bullet(text)[1])
    if numbers and (again := take_token(after)[0]) and re.match("[議案第付審報諮]", again):
        return again
    return numbers[-1] if numbers else ""


def clock_line(text: str) -> bool:
    """Whether a line tells nothing but when the meeting was opened, closed or paused."""
    word = re.sub(r"[()（）【】〔〕\[\]<>＜＞○●■◆・]", "", plain(text)).strip("―-─~")
    spans = parse_times(word)
    if len(spans) != 1:
        return False
    rest = word[: spans[0].begin] + word[spans[0].stop :]
    rest = re.sub(r"^[0-9]{1,2}[.．、]?|[:：。、()（）]|頃|ごろ|に|時刻|時間|令和.*日|\(.\)", "", rest)
    return rest in {w for key in ("opened", "closed", "pause") for w in profile()["clock"][key]}


def stage_of(text: str) -> tuple[str, str] | None:
    """The kind of a step's label (plain, opinions, result, conditions), and the text after it on the line."""
    stripped = text.strip()
    inner = unbracket(stripped)
    heads: list[tuple[str, str]] = [(bare(stripped), "")]
    if inner and inner[1]:
        heads.append((bare(inner[0]), inner[1].lstrip(":：").strip()))
    colon = re.match(r"([^:：。、]{1,24}?)\s*[:：]\s*(.+)", stripped)
    if colon:
        heads.append((bare(colon[1]), colon[2]))
    gap = re.match(r"(\S{2,12})\s+(\S.*)", stripped)
    if gap:
        heads.append((bare(gap[1]), gap[2]))
    for word, rest in heads:
        for kind in ("result", "conditions", "opinions", "plain"):
            if word in word_set("headings", "stage", kind):
                if gap and rest == gap[2] and not (kind == "result" and wording(plain(rest))):
                    continue
                return kind, rest
    if inner and not inner[1] and stripped[0] in HEADING_BRACKETS:
        return ("plain", "") if pattern("headings", "stage", "bracketed").fullmatch(plain(inner[0])) else None
    return None


def is_stage(text: str) -> bool:
    """Whether the line is a step's label."""
    found = stage_of(text)
    return found is not None and not found[1]


def is_courtesy(text: str) -> bool:
    """A remark that titles are left out (敬称略), or who is in charge of an item (（説明：給付課長）)."""
    return "敬称略" in text or bool(_IN_CHARGE.fullmatch(text))


def is_closing(text: str) -> bool:
    """以上 at the end of a paper, in brackets or between dashes."""
    return bool(text) and plain(text).strip("()-ー―─~・*") in word_set("notes", "end")


def is_divider(text: str) -> bool:
    """Whether a line is drawn with signs: ――◇――, ＊＊＊."""
    return (
        len(text) >= 3
        and not re.search(r"[^\W_]", text.replace("〇", "○").replace("ー", "-"))
        and text[0] not in "（("
    )


def is_numbered(text: str) -> bool:
    """(1) and 【3】 are numbers, no notes."""
    inner = unbracket(text)
    return inner is not None and bool(re.fullmatch(r"[0-9０-９一二三四五六七八九十]{1,3}", inner[0]))
