"""Where one document ends and the next begins.

A new document begins with a head: its number, a title with a date or the offices in charge, or a cover letter with an addressee.
At the top of a page less is asked for than in the midst of one. A cover letter and the paper that follows with the same number
or title are one document; 別紙 and 参考 stay with the paper before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from extractors.documents import words
from extractors.documents.head import read_head
from extractors.documents.model import DocumentPart, Head
from extractors.documents.numbering import read_marker
from extractors.flow import FlowLine
from extractors.minutes.title import is_title
from extractors.profiles import plain
from normalizers import normalize_display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.documents.words import Label
    from extractors.flow import Flow, FlowElement

_TITLE_END: Final = re.compile(
    r"(?:について|の件|報告|報告書|諮問|概要|結果|状況|計画|方針|案|一覧|スケジュール|次第)(?:\(.*\))?$"
)


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """A place where a document may begin."""

    index: int
    head: Head
    label: Label | None
    title: str

    @property
    def is_cover(self) -> bool:
        return self.head.has("addressee") and (self.head.has("sentence") or self.head.has("below"))


def split_documents(flow: Flow) -> tuple[DocumentPart, ...]:
    """Split a file into its documents.

    Args:
        flow: the file in reading order.

    Returns:
        The documents in order. Every element belongs to exactly one, and every page to at least one; a file without any
        element gives one part without elements.
    """
    widths = tuple(page.width for page in flow.pages)
    elements = _elements(flow)
    starts = _merged(_starts(elements, widths))
    last_page = max(len(flow.pages), 1)
    if not starts:
        return (DocumentPart(1, last_page, (), tuple(elements), widths, _running(flow, 1)),)
    parts = []
    for position, (first, body) in enumerate(starts):
        stop = starts[position + 1][0] if position + 1 < len(starts) else len(elements)
        begin = 0 if position == 0 else first
        page_first = 1 if position == 0 else elements[first].page
        page_last = _last_page(elements, stop, last_page)
        parts.append(
            DocumentPart(
                page_first,
                max(page_first, page_last),
                tuple(elements[begin:body]),
                tuple(elements[body:stop]),
                widths,
                _running(flow, page_first),
            )
        )
    return tuple(parts)


def _running(flow: Flow, page: int) -> tuple[str, ...]:
    """What is printed about the text of a page: running heads and feet."""
    return tuple(
        line.line.text for line in flow.furniture if line.page == page and line not in flow.watermarks
    )


def _elements(flow: Flow) -> list[FlowElement]:
    """The file's elements, with those lines put back that repeat at one place and yet are no running heads.

    Papers of one meeting print the same date at the same height. What stands below a paper's own text cannot be furniture.
    """
    tops: dict[int, float] = {}
    for element in flow.elements:
        tops[element.page] = min(tops.get(element.page, element.box.top), element.box.top)
    back: dict[int, list[FlowElement]] = {}
    for line in flow.furniture:
        if line in flow.watermarks:
            continue
        height = flow.pages[line.page - 1].height
        if tops.get(line.page, height) < line.box.top - 1 and line.box.bottom < height / 2:
            back.setdefault(line.page, []).append(line)
    if not back:
        return list(flow.elements)
    result: list[FlowElement] = []
    for element in flow.elements:
        waiting = back.get(element.page, [])
        while (
            waiting and waiting[0].box.bottom <= element.box.bottom and waiting[0].box.top <= element.box.top
        ):
            result.append(waiting.pop(0))
        if result and element.page != result[-1].page:
            result.extend(back.pop(result[-1].page, []))
        result.append(element)
    for page in sorted(back):
        result.extend(back[page])
    return result


def _last_page(elements: Sequence[FlowElement], stop: int, last_page: int) -> int:
    """The last page of a document that ends before element `stop`: empty pages before the next one are its own."""
    if stop >= len(elements):
        return last_page
    following = elements[stop]
    shares = stop > 0 and elements[stop - 1].page == following.page
    return following.page if shares else following.page - 1


def _starts(elements: Sequence[FlowElement], widths: Sequence[float]) -> list[_Start]:
    starts: list[_Start] = []
    in_minutes = False
    for index, element in enumerate(elements):
        is_top = index == 0 or elements[index - 1].page != element.page
        if not is_top and not _may_open(elements, index):
            continue
        head = read_head(
            elements[index : index + 40], widths[element.page - 1] if element.page <= len(widths) else 595.3
        )
        start = _Start(index, head, _label(head), _title(head))
        if index == 0 or _opens(elements, start, is_top=is_top, strictly=in_minutes):
            if starts and index - starts[-1].index < len(starts[-1].head.lines):
                continue
            starts.append(start)
            in_minutes = is_title(start.title)
    return starts


def _may_open(elements: Sequence[FlowElement], index: int) -> bool:
    """Whether a line within a page is worth a closer look: a label alone, or a line well apart from the one before."""
    element = elements[index]
    if not isinstance(element, FlowLine):
        return False
    before = elements[index - 1]
    bottom = before.box.bottom if isinstance(before, FlowLine) else None
    label = words.read_label(element.line.text)
    if label is not None and not label.rest:
        return True
    return (
        bottom is not None
        and element.box.top - bottom > 2.2 * element.box.height
        and element.line.size > 1.05 * (before.line.size if isinstance(before, FlowLine) else 99)
    )


def _opens(  # noqa: PLR0911 # a rule a line
    elements: Sequence[FlowElement], start: _Start, *, is_top: bool, strictly: bool
) -> bool:
    """Whether a head is one of a new document."""
    head = start.head
    if not head.lines:
        return False
    signed = any(map(head.has, ("date", "date_label", "department", "date_department")))
    first = head.lines[0]
    if first.role == "mark" and words.opens_attachment(first.line.line.text):
        return False
    if start.is_cover:
        return is_top
    if not start.label and (not start.title or _is_boxed(start.title)):
        return False
    if not is_top or strictly:
        return (
            bool(start.title)
            and (head.has("date") or head.has("date_department"))
            and (start.label is not None or head.has("department") or head.has("date_department"))
        )
    if start.label is not None:
        return bool(start.title) or signed
    if any(is_title(normalize_display(line.line.text)) for line in head.of("title", "mark")):
        return True
    if signed:
        return (
            head.has("department")
            or head.has("date_department")
            or _TITLE_END.search(plain(start.title)) is not None
        ) and _page_ended(elements, start.index)
    return _is_bare_title(elements, start)


def _is_boxed(title: str) -> bool:
    """Whether a title is a label in brackets (【年度別件数】): a caption, no document's title."""
    marker = read_marker(title)
    return marker is not None and marker.kind == "label"


def _page_ended(elements: Sequence[FlowElement], index: int) -> bool:
    """Whether the text before ends where it may end: not in the midst of a sentence."""
    before = elements[index - 1]
    if not isinstance(before, FlowLine):
        return True
    return not before.line.text.rstrip().endswith(("、", ",", "「", "(", "（"))


def _is_bare_title(elements: Sequence[FlowElement], start: _Start) -> bool:
    """A title without date and office: larger than the text below it, and followed by a first heading."""
    if _TITLE_END.search(plain(start.title)) is None or not _page_ended(elements, start.index):
        return False
    after = elements[start.index + len(start.head.lines) :][:3]
    sizes = [line.line.size for line in start.head.of("title")]
    lines = [e for e in after if isinstance(e, FlowLine)]
    if not lines or not sizes or min(sizes) < 1.06 * lines[0].line.size:
        return False
    marker = read_marker(lines[0].line.text)
    return marker is not None and (
        marker.kind == "label" or (marker.number == 1 and marker.kind in {"part", "arabic", "roman"})
    )


def _label(head: Head) -> Label | None:
    lines = head.of("label", "label_title")
    if lines:
        return words.read_label(lines[0].line.text)
    dated = next((words.dated_label(line.line.text) for line in head.of("date_label")), None)
    return dated or words.label_behind(_title(head))


def _title(head: Head) -> str:
    parts = [words.read_label(line.line.text) for line in head.of("label_title")]
    return "".join([part.rest for part in parts if part] + [line.line.text for line in head.of("title")])


def _merged(starts: Sequence[_Start]) -> list[tuple[int, int]]:
    """Cover letters joined with the papers they cover, and pages that repeat their document's number with it.

    Returns:
        For each document where it begins and where its body begins.
    """
    merged: list[tuple[int, int]] = []
    current: _Start | None = None
    for start in starts:
        if current is not None and _is_same(current, start):
            first, body = merged[-1]
            if current.is_cover and first == body:
                merged[-1] = (first, start.index)
                current = _Start(
                    current.index, start.head, start.label or current.label, start.title or current.title
                )
            continue
        merged.append((start.index, start.index))
        current = start
    return merged


def _is_same(current: _Start, start: _Start) -> bool:
    if start.is_cover:
        return False
    if current.label and start.label:
        return (current.label.kind, current.label.number) == (start.label.kind, start.label.number)
    if not current.is_cover:
        return False
    return _alike(plain(current.title), plain(start.title))


def _alike(one: str, other: str) -> bool:
    short, long = sorted((re.sub(r"[「」『』()]", "", one), re.sub(r"[「」『』()]", "", other)), key=len)
    return not short or (len(short) >= 6 and short[: len(short) * 4 // 5] in long)
