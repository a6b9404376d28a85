"""Minutes among other papers, by their make-up; and where minutes end in a file that goes on with other papers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.flow import FlowLine
from extractors.minutes.heading import read_label
from extractors.minutes.notation import find_notation, marks_of, says_something
from extractors.minutes.rows import Row, make_rows, paper_text, with_stops
from extractors.minutes.speakers import Known
from extractors.minutes.steps import clock_line, stage_of
from extractors.minutes.title import is_title
from extractors.minutes.words import REFERENCE, labels, profile, unbracket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.flow import FlowElement

TITLE_LINES = 14
"""A title stands among so many lines from the top."""

HEADING_LINES = 120
"""Labels of the heading are looked for among so many elements."""

ENOUGH_SPEECHES = 4
"""Papers without a title of minutes need so many marked speeches beside the labels of a heading."""

_HEAD_OF_PAPER = re.compile(
    rf"(?:{REFERENCE}|(?:別\s?紙|別\s?添|資\s?料|参考資料|添付資料|別\s?表)\s?[0-9０-９一二三四五-]{{0,4}}|諮\s?問\s?書?|答\s?申\s?書?|報\s?告\s?書|.{{0,12}}第\s?[0-9０-９]{{1,6}}\s?号|.{{0,10}}(?:諮問|答申)書)"
)
_CLOSING = re.compile("閉会|散会|終わ(?:り|ら)|終了|終会|ありがとうございました|お疲れ")


def looks_like_minutes(elements: Sequence[FlowElement]) -> bool:
    """Whether the elements are minutes.

    Minutes have a title that ends in a word for them (会議録, 議事要旨 …) and a heading with the day and the place or the
    people, or some of that and speeches. Without such a title they need both labels and several marked speeches. A paper
    that only mentions minutes has neither.

    Args:
        elements: of one paper, in reading order.
    """
    if not _may_be_minutes(elements[:HEADING_LINES]):
        return False
    head, _ = make_rows(elements[:HEADING_LINES], limit=2 * HEADING_LINES)
    keys = {label[0].key for row in head[: 2 * HEADING_LINES] if (label := read_label(row))}
    has_heading = "date" in keys and bool(keys & {"place", "attendees", "observers"})
    if any(is_title(row.text) for row in head[:TITLE_LINES]):
        return has_heading or (bool(keys & {"date", "attendees", "agenda"}) and _speeches(elements) >= 2)
    if not (has_heading and keys & {"attendees", "agenda"}):
        return False
    return _speeches(elements) >= ENOUGH_SPEECHES or _opinions(elements) >= 2


def _may_be_minutes(head: Sequence[FlowElement]) -> bool:
    """Whether a line ends with a word for minutes, or begins with one for a day: most papers are told apart by that alone."""
    texts = (
        text
        for element in head
        for text in (
            (element.line.text,)
            if isinstance(element, FlowLine)
            else (cell.text for cell in element.table.cells[:HEADING_LINES])
        )
    )
    return any(len(text) < 90 and _signs().search(text) for text in texts)


@cache
def _signs() -> re.Pattern[str]:
    """A word for the day of a meeting at the beginning of a line, after a number or sign, or for minutes towards its end."""
    days = [word for word, label in labels().items() if label.key == "date"]
    titles = [profile()["title_behind"].get(word, "") + word for word in profile()["title"]]
    named, ends = (
        "|".join(r"\s*".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))
        for words in (days, titles)
    )
    number = r"[\W\d_一二三四五六七八九十Ⅰ-Ⅻ①-⑳]{0,6}"
    rest = r"(?:\s*(?:[(（【〔「].{0,24}|第.{1,5}号))?\W{0,3}"
    return re.compile(rf"^{number}(?:.{{0,6}}日\s*時|{named})|(?:{ends}){rest}$", re.MULTILINE)


def _speeches(elements: Sequence[FlowElement]) -> int:
    """How many lines begin with a speaker who says something, in the paper's own notation."""
    rows, _ = with_stops(make_rows(elements)[0])
    known = Known(frozenset(), paper_text(rows))
    notation = find_notation(rows, known)
    if notation is None:
        return 0
    return sum(
        any(
            mark.notation == notation and (not mark.rest or says_something(mark.rest) or row.is_full)
            for mark in marks_of(row, known)
        )
        for row in rows
    )


def _opinions(elements: Sequence[FlowElement]) -> int:
    """How many labels announce opinions or results, as in summaries without speakers."""
    rows, _ = make_rows(elements)
    return sum(
        found is not None and found[0] in {"opinions", "result"} and not found[1]
        for found in (stage_of(row.text) for row in rows)
    )


def minutes_end(elements: Sequence[FlowElement]) -> int:
    """Index of the first element that is no longer minutes; the number of elements where all are.

    Other papers begin atop a page, after the last speech, with a head of their own (諮問第n号, 別紙, 資料1) or, once the
    meeting is closed, with a centred title; a second paper of minutes begins with its title.

    Args:
        elements: in reading order, minutes first.
    """
    rows, _ = with_stops(make_rows(elements)[0])
    known = Known(frozenset(), paper_text(rows))
    notation = find_notation(rows, known)
    said = [at for at, row in enumerate(rows) if _is_said(row, notation, known)]
    for at in range(1, len(rows)):
        if rows[at].page == rows[at - 1].page or not said or at <= said[0]:
            continue
        page = rows[at : at + 12]
        if _starts_minutes(page) or (at > said[-1] and _starts_paper(rows, at, page)):
            return _first_on_page(elements, rows[at].page)
    return len(elements)


def _first_on_page(elements: Sequence[FlowElement], page: int) -> int:
    return next(index for index, element in enumerate(elements) if element.page == page)


def _is_said(row: Row, notation: str | None, known: Known) -> bool:
    if notation and any(mark.notation == notation for mark in marks_of(row, known)):
        return True
    found = stage_of(row.text)
    return (found is not None and not found[1] and unbracket(row.text) is not None) or clock_line(row.text)


def _starts_minutes(page: Sequence[Row]) -> bool:
    """Whether a page begins with the title and the labels of further minutes."""
    keys = {label[0].key for row in page if (label := read_label(row))}
    return any(is_title(row.text) for row in page[:4]) and "date" in keys


def _starts_paper(rows: Sequence[Row], at: int, page: Sequence[Row]) -> bool:
    above = rows[at - 1]
    is_short = above.x1 - above.x0 < 12 * above.size
    if above.is_full and not is_short and not re.search(r"[。」）)]$", above.text):
        return False
    if any(_HEAD_OF_PAPER.fullmatch(row.text.strip()) for row in page[:4] if not row.cell):
        return True
    closed = any(_CLOSING.search(row.text) for row in rows[max(at - 6, 0) : at])
    return closed and _is_centred(page[0], rows)


def _is_centred(row: Row, rows: Sequence[Row]) -> bool:
    if row.cell:
        return False
    left = min(r.x0 for r in rows if not r.cell and r.page == row.page)
    return row.x0 > left + 4 * row.size and not row.text.endswith("。")
