"""Page furniture: page numbers, running heads, stamps and watermarks, which belong to the paper and to no text on it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from extractors.profiles import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.lines import Line
    from extractors.tables.page_tables import PageContent

MARGIN = 0.14
"""Share of the page's height, at its top and at its bottom, in which furniture stands."""

SAME_PLACE = 6.0
"""A running head stands at the same height on each page, to this many points."""

APART = 1.1
"""White between a running head and the text, as a share of its size."""

MIN_RUN = 3
"""Consecutive pages on which a line must stand to count as a running head."""

EDGE, MIN_AT_EDGE = 0.065, 2
"""Share of the page's height at its very edge, where no text begins: a line there need be on so many pages only."""

MIN_SMALL = 2
"""Pages on which a line must stand that is set smaller than the text; not all pages need have it."""

SMALL = 0.9
"""Lines set smaller than the text by this share, or more, are small print."""

QUARTER = 0.25
"""Share of the page's height, at its top and at its bottom, in which a number that stands by itself is that of the page."""

FREE = 2.0
"""White between such a number and everything else, as a share of its size."""

CENTRED = 4.0
"""Such a number stands in the middle of the page or of its text, to this many points."""

_DECORATION = r"[-‐–—―ー~・<>《》〈〉\[\]()|.]*"
_PAGE_NUMBER = re.compile(
    rf"{_DECORATION}(?:p|page|no)?\.?(?P<number>\d{{1,4}}|0\d{{4,7}}|[ivxl]{{1,6}})(?:/\d{{1,4}})?(?:頁|ページ|p)?{_DECORATION}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_OF_PAGES = re.compile(r"/\d+(?!\d|[/月日])|頁|ページ|p(?:age)?\b")
"""What follows the number of a page: how many there are, or the word for a page."""

_FORM_NUMBER = re.compile(r"[A-Za-z]?\d{1,3}(?:[-‐–—―ー]\d{1,4}){1,2}")


def find_furniture(contents: Sequence[PageContent]) -> list[set[int]]:
    """For each page, the indices of its lines that are furniture."""
    candidates = [_number_candidates(content) for content in contents]
    found = watermarks(contents)
    _add_page_numbers(contents, candidates, found)
    seen: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, content in enumerate(contents):
        height = content.page.height
        for index, line in enumerate(content.lines):
            if line.box.bottom < 1.6 * MARGIN * height or line.box.top > (1 - MARGIN) * height:
                seen[key_of(line)].append((number, index))
    repeated: list[set[int]] = [set() for _ in contents]
    sizes = [
        float(np.median(content.page.chars.size)) if len(content.page.chars) else 0.0 for content in contents
    ]
    for places in seen.values():
        small = [(k, index) for k, index in places if contents[k].lines[index].size < SMALL * sizes[k]]
        at_edge = [(k, index) for k, index in places if _is_at_edge(contents[k], contents[k].lines[index])]
        for run in (
            *_runs(places, contents, 1, MIN_RUN),
            *_runs(small, contents, len(contents), MIN_SMALL),
            *_runs(at_edge, contents, 1, MIN_AT_EDGE),
        ):
            for number, index in run:
                repeated[number].add(index)
    _add_counting(contents, found)
    for content, indices, numbers in zip(contents, repeated, found, strict=True):
        numbers.update(index for index in indices if _stands_apart(content, index, indices | numbers))
    _add_page_numbers(contents, candidates, found)  # Below or above the number itself there may be stamps.
    return found


def watermarks(contents: Sequence[PageContent]) -> list[set[int]]:
    """For each page, the lines of its watermark: also where no text happens to run through it."""
    if not any(content.watermark for content in contents):
        return [set() for _ in contents]
    marks = {
        (key_of(line), round(line.size))
        for content in contents
        if content.watermark
        for line in content.lines
        if line.group == content.watermark
    }
    return [
        {index for index, line in enumerate(content.lines) if (key_of(line), round(line.size)) in marks}
        for content in contents
    ]


def _is_at_edge(content: PageContent, line: Line) -> bool:
    return line.box.bottom < EDGE * content.page.height or line.box.top > (1 - EDGE) * content.page.height


def _stands_apart(content: PageContent, index: int, others: set[int]) -> bool:
    """Whether more than the space between two lines parts a line from the text that begins or ends beside it.

    A speaker's name on a line of its own may come at the same height on page after page, and is no running head.
    """
    line = content.lines[index]
    is_top = line.box.top < content.page.height / 2
    gaps = [
        other.box.top - line.box.bottom if is_top else line.box.top - other.box.bottom
        for k, other in enumerate(content.lines)
        if k not in others and k != index
    ]
    return all(gap > APART * line.size for gap in gaps if gap > -line.size)


def _add_page_numbers(
    contents: Sequence[PageContent], candidates: Sequence[dict[int, int | None]], found: list[set[int]]
) -> None:
    """Add the lines of each page that are its page number, of the lines that look like one.

    A number is one if it stands in the margin, if the next or last page has the next or last number at the same place, or
    if it stands by itself in the middle: pages with wide margins may have no others beside them.
    """
    outermost = [
        {index: value for index, value in here.items() if _is_outermost(content, index, known)}
        for content, here, known in zip(contents, candidates, found, strict=True)
    ]
    for number, (content, here) in enumerate(zip(contents, outermost, strict=True)):
        height = content.page.height
        for index, value in here.items():
            box = content.lines[index].box
            in_margin = box.bottom < MARGIN * height or box.top > (1 - MARGIN) * height
            if (
                in_margin
                or _stands_by_itself(content, index)
                or any(
                    other == (value or 0) + step
                    and abs(contents[number + step].lines[k].box.top - box.top) <= SAME_PLACE
                    for step in (-1, 1)
                    if 0 <= number + step < len(contents)
                    for k, other in outermost[number + step].items()
                )
            ):
                found[number].add(index)


def _add_counting(contents: Sequence[PageContent], found: list[set[int]]) -> None:
    """Add lines that two pages bear at the same place, but for one number, which counts the pages: a file's name, 3/12."""
    before: dict[str, list[tuple[int, Line]]] = {}
    for number, content in enumerate(contents):
        here: dict[str, list[tuple[int, Line]]] = defaultdict(list)
        height = content.page.height
        for index, line in enumerate(content.lines):
            in_margin = line.box.bottom < MARGIN * height or line.box.top > (1 - MARGIN) * height
            if (
                in_margin
                and _DIGITS.search(line.text) is not None
                and _is_outermost(content, index, found[number])
            ):
                pattern = _DIGITS.sub("#", key_of(line))
                here[pattern].append((index, line))
                for last_index, last in before.get(pattern, ()):
                    if abs(last.box.top - line.box.top) <= SAME_PLACE and _counts(last, line, height):
                        found[number - 1].add(last_index)
                        found[number].add(index)
        before = here


def _counts(last: Line, line: Line, height: float) -> bool:
    """Whether one number of a line is the next one, and all others are the same as on the page before.

    At the top of a page it must say that it is the page's: headings that stand there count papers.
    """
    numbers = list(zip(_DIGITS.finditer(key_of(last)), _DIGITS.finditer(key_of(line)), strict=True))
    changed = [(one, two) for one, two in numbers if one.group() != two.group()]
    if len(changed) != 1 or int(changed[0][1].group()) != int(changed[0][0].group()) + 1:
        return False
    place = changed[0][1]
    is_top = line.box.bottom < MARGIN * height
    return not is_top or _OF_PAGES.match(place.string, place.end()) is not None


def _stands_by_itself(content: PageContent, index: int) -> bool:
    """Whether a line stands in the middle of the uppermost or the lowest quarter of a page, with white all around it."""
    line, height = content.lines[index], content.page.height
    boxes = [other.box for other in content.lines if other is not line] + [t.box for t in content.tables]
    gaps = [max(line.box.top - box.bottom, box.top - line.box.bottom) for box in boxes]
    if QUARTER * height < line.box.bottom and line.box.top < (1 - QUARTER) * height:
        return False
    x0, x1 = min((b.x0 for b in boxes), default=0.0), max((b.x1 for b in boxes), default=0.0)
    middle = (line.box.x0 + line.box.x1) / 2
    is_centred = min(abs(middle - content.page.width / 2), abs(middle - (x0 + x1) / 2)) <= CENTRED
    return is_centred and all(gap > FREE * line.size for gap in gaps)


def _number_candidates(content: PageContent) -> dict[int, int | None]:
    """Lines of a page that look like a page number, with the number where it is an Arabic one."""
    result: dict[int, int | None] = {}
    for index, line in enumerate(content.lines):
        text = key_of(line)
        if match := _PAGE_NUMBER.fullmatch(text) or _FORM_NUMBER.fullmatch(text):
            digits = match.groupdict().get("number") or ""
            result[index] = int(digits) if digits.isdigit() else None
    return result


def _is_outermost(content: PageContent, index: int, known: set[int]) -> bool:
    """Whether nothing but other small print stands between a line and the nearer edge of the page.

    Args:
        content: the page.
        index: of the line.
        known: lines that are known to be furniture.
    """
    box = content.lines[index].box
    boxes = [other.box for k, other in enumerate(content.lines) if k != index and k not in known]
    boxes += [table.box for table in content.tables]
    above = sum(other.bottom <= box.top + 1 for other in boxes)
    below = sum(other.top >= box.bottom - 1 for other in boxes)
    return min(above, below) <= 1


def key_of(line: Line) -> str:
    """What makes two lines the same line printed twice."""
    return plain(line.text)


def _runs(
    places: list[tuple[int, int]], contents: Sequence[PageContent], step: int, least: int
) -> list[list[tuple[int, int]]]:
    """Chains of pages that bear the line at the same height: `step` pages apart at most, `least` or more of them."""
    runs: list[list[tuple[int, int]]] = []
    for number, index in places:
        top = contents[number].lines[index].box.top
        for run in runs:
            last_number, last_index = run[-1]
            last_top = contents[last_number].lines[last_index].box.top
            if last_number < number <= last_number + step and abs(top - last_top) <= SAME_PLACE:
                run.append((number, index))
                break
        else:
            runs.append([(number, index)])
    return [run for run in runs if len(run) >= least]
