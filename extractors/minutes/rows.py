"""The file in reading order as rows: printed lines with their geometry, table cells as labels and lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from extractors.flow import FlowLine, FlowTable
from extractors.geometry import BBox, Place
from extractors.minutes.side_by_side import column_shifts
from extractors.minutes.words import labels, pattern, plain

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from extractors.flow import FlowElement
    from extractors.geometry import Span
    from extractors.model import Cell

SMALL = 0.8
"""A last line of a page smaller than this share of the text belongs to no text on it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line.

    Attributes:
        element: index of the element it comes from.
        page: page it stands on.
        text: as printed, white space shrunk to single spaces.
        x0, x1, top, bottom: extent; in a cell, where the file tells no positions, `x0` is 0 and `x1` the text's width.
            Where a page is set in columns, all are moved to the place of the leftmost, so that they are read as one.
        size: size of its characters in the unit of the extent.
        right: where the lines about it wrap.
        cell: number of the cell it stands in, 0 for running text.
        is_label: it is the label cell of the cells beside it.
        is_bold: printed in bold face.
        span: its place on the page; that of the whole cell for a line in a cell.
        column: number of the column of the page, 0 where it is set in one.
        turn: in a table of questions and answers, the words at the head of the column, and 問 or 答 ("" for the head itself).
    """

    element: int
    page: int
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    right: float
    cell: int
    is_label: bool
    is_bold: bool
    span: Span
    column: int = 0
    turn: tuple[str, str] | None = None

    @property
    def is_full(self) -> bool:
        """Whether the line ends where lines wrap, to one character."""
        return self.right - self.x1 < 1.2 * self.size


_POINT_AS_STOP = re.compile("(?<=[ぁ-ゖァ-ヺ一-鿿」』）)])．(?![0-9０-９])")


def with_stops(rows: list[Row]) -> tuple[list[Row], bool]:
    """The rows of a paper that ends its sentences with ．, read with 。 instead; whether it does so."""
    points = sum(bool(_POINT_AS_STOP.search(row.text)) for row in rows)
    if points < 3 or any("。" in row.text for row in rows):
        return rows, False
    return [replace(row, text=_POINT_AS_STOP.sub("。", row.text)) for row in rows], True


def paper_text(rows: Sequence[Row]) -> str:
    """All text in comparison form, line by line; lines that go on with the one above are joined to it."""
    found = ""
    for above, row in zip([None, *rows], rows, strict=False):
        goes_on = above is not None and above.cell == row.cell and above.is_full and not above.is_label
        found += ("" if goes_on else "\n") + plain(row.text)
    return found.lstrip("\n")


def width_of(text: str) -> float:
    """Width of a text in characters: 1 for each full-width one, a half for the others."""
    return sum(map(_width_of_character, text))


@cache
def _width_of_character(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5


def make_rows(
    elements: Sequence[FlowElement], tables: Container[int] = (), *, limit: int | None = None
) -> tuple[list[Row], dict[int, str]]:
    """The rows of all elements.

    Args:
        elements: in reading order.
        tables: indices of elements that are read as tables; they give no rows.
        limit: how many rows are enough, None for all.

    Returns:
        The rows, and what the elements are that give none although they are lines: running head, or small print.
    """
    apart = dict.fromkeys(_small_print(elements), "small print") | dict.fromkeys(
        _running_heads(elements), "running head"
    )
    columns = column_shifts(elements)
    rows: list[Row] = []
    cells = 0
    for index, element in enumerate(elements):
        if limit is not None and len(rows) >= limit:
            break
        if index in apart or index in tables:
            continue
        if isinstance(element, FlowLine):
            rows.append(_line_row(index, element, columns))
        else:
            made, cells = _table_rows(index, element, cells, limit)
            rows.extend(made)
    return _with_right_margins(rows), apart


def _line_row(index: int, element: FlowLine, columns: Mapping[tuple[int, int], float]) -> Row:
    line = element.line
    shift = columns.get((element.page, line.group))
    return Row(
        element=index,
        page=element.page,
        text=" ".join(line.text.split()),
        x0=line.box.x0 - (shift or 0.0),
        x1=line.box.x1 - (shift or 0.0),
        top=line.box.top,
        bottom=line.box.bottom,
        size=line.size,
        right=line.box.x1 - (shift or 0.0),
        cell=0,
        is_label=False,
        is_bold=line.is_bold,
        span=(Place(element.page, line.box),),
        column=0 if shift is None else line.group,
    )


def _with_right_margins(rows: list[Row]) -> list[Row]:
    """Give every line of running text the right margin of its page or column: where the widest lines of the text end."""
    ends: dict[tuple[int, int], list[float]] = {}
    every: dict[bool, list[float]] = {}
    for row in rows:
        if not row.cell:
            ends.setdefault((row.page, row.column), []).append(row.x1)
            every.setdefault(row.column > 0, []).append(row.x1)
    overall = {kind: sorted(xs)[int(0.97 * (len(xs) - 1))] for kind, xs in every.items()}
    margins = {
        place: max(sorted(xs)[int(0.95 * (len(xs) - 1))], overall[place[1] > 0] - 12.0)
        for place, xs in ends.items()
    }
    return [row if row.cell else replace(row, right=margins[row.page, row.column]) for row in rows]


def _usual_size(elements: Sequence[FlowElement]) -> float:
    """The size in which most lines are set; 0 where there are none."""
    sizes = Counter(round(e.line.size, 1) for e in elements if isinstance(e, FlowLine))
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _small_print(elements: Sequence[FlowElement]) -> set[int]:
    """Last lines of pages that are set small and stand apart from the text."""
    usual = _usual_size(elements)
    pages: dict[int, list[tuple[int, FlowElement]]] = {}
    for index, e in enumerate(elements):
        pages.setdefault(e.page, []).append((index, e))
    found = set()
    for lines in pages.values():
        index, last = lines[-1]
        if isinstance(last, FlowLine) and _stands_apart(lines, -1) and last.line.size < SMALL * usual:
            found.add(index)
    return found


def _running_heads(elements: Sequence[FlowElement]) -> set[int]:
    """Outermost lines that stand apart from the text, or are smaller, and repeat one of an earlier page at its height.

    The first head of all stays: it may be the title.
    """
    pages: dict[int, list[tuple[int, FlowElement]]] = {}
    for index, e in enumerate(elements):
        pages.setdefault(e.page, []).append((index, e))
    smaller = 0.95 * _usual_size(elements)
    found: set[int] = set()
    for edge in (0, -1):
        seen: dict[str, list[tuple[float, int]]] = {}
        for _, lines in sorted(pages.items()):
            index, line = lines[edge]
            if not isinstance(line, FlowLine) or not (_stands_apart(lines, edge) or line.line.size < smaller):
                continue
            key = plain(line.line.text)
            same = [k for top, k in seen.get(key, ()) if abs(top - line.box.top) < 6]
            found.update([index, *(same if edge else ())] if same else ())
            seen.setdefault(key, []).append((line.box.top, index))
    return found


def _stands_apart(lines: Sequence[tuple[int, FlowElement]], edge: int) -> bool:
    """Whether the first (0) or last (-1) line of a page is parted from the text by more than the space between lines."""
    if len(lines) < 3:
        return False
    line, neighbour = lines[edge][1], lines[1 if edge == 0 else -2][1]
    upper, lower = (line, neighbour) if edge == 0 else (neighbour, line)
    return isinstance(line, FlowLine) and lower.box.top - upper.box.bottom > 1.1 * line.line.size


def cells_by_row(cells: Iterable[Cell]) -> list[list[Cell]]:
    """The cells of a table by the row they begin in, header rows first, each row from left to right."""
    table: dict[int, list[Cell]] = {}
    for cell in cells:
        table.setdefault(cell.row, []).append(cell)
    return [sorted(row, key=lambda cell: cell.column) for _, row in sorted(table.items())]


def _table_rows(index: int, element: FlowTable, cells: int, limit: int | None) -> tuple[list[Row], int]:
    """A table as labels and lines: the first cell of each row is a label, and so is each cell that holds a known one."""
    rows: list[Row] = []
    page = element.page
    turns = _turns(element.table.cells)
    widths = _widths(element.table.cells)
    for row in cells_by_row(element.table.cells):
        has_value = False
        if limit is not None and len(rows) >= limit:
            break
        for place, cell in enumerate(row):
            if not cell.lines:
                continue
            cells += 1
            known = plain(cell.text) in labels() or plain(cell.text).rstrip(":") in labels()
            turn = turns.get(cell)
            is_last = place == len(row) - 1 or turn is not None
            is_label = not is_last and (
                known or (not has_value and cell.column == 0 and len(cell.text) <= 24)
            )
            has_value = not is_label
            page = cell.span[0].page if cell.span else page
            width = None if is_label else widths[cell.column, cell.column_span]
            made = _cell_rows(index, page, cell, cells, width)
            rows.extend(replace(one, turn=turn) if turn else one for one in made)
    return rows, cells


def _widths(cells: Iterable[Cell]) -> dict[tuple[int, int], float]:
    """How wide the widest line is in the cells of each column and span, in characters."""
    found: dict[tuple[int, int], float] = {}
    for cell in cells:
        place = cell.column, cell.column_span
        lines = (width_of(" ".join(line.split())) for line in cell.lines)
        found[place] = max(found.get(place, 0.0), *lines, 0.0)
    return found


def _turns(cells: Iterable[Cell]) -> dict[Cell, tuple[str, str]]:
    """Whose turn each cell is in a table whose columns are questions and answers (and a number before them)."""
    head, *below = cells_by_row(cells) or [[]]
    if not below or not 2 <= len(head) <= 3:
        return {}
    asked, answered = head[-2:]
    if not (
        pattern("speakers", "question_column").fullmatch(plain(asked.text))
        and pattern("speakers", "answer_column").fullmatch(plain(answered.text))
    ):
        return {}
    signs = {asked.column: (asked.text, "問"), answered.column: (answered.text, "答")}
    found = {cell: signs[cell.column] for row in below for cell in row if cell.column in signs}
    return {**dict.fromkeys(head, ("", "")), **found}


def _cell_rows(index: int, page: int, cell: Cell, number: int, width: float | None) -> list[Row]:
    """The lines of a cell; `width` is that of the widest line of its column, None where the cell is a label."""
    is_label = width is None
    texts = (
        [" ".join("".join(cell.lines).split())]
        if is_label
        else [" ".join(line.split()) for line in cell.lines]
    )
    right = max(map(width_of, texts))
    if width is not None and all(text.endswith("。") for text in texts[:-1] if width_of(text) < width - 2.3):
        right = width
    return [
        Row(
            element=index,
            page=page,
            text=text,
            x0=0.0,
            x1=width_of(text),
            top=float(at),
            bottom=float(at + 1),
            size=1.0,
            right=right if len(texts) > 1 else width_of(text) + 10,
            cell=number,
            is_label=is_label,
            is_bold=False,
            span=cell.span,
        )
        for at, text in enumerate(texts)
        if text
    ]


def span_of(rows: Iterable[Row]) -> Span:
    """Where rows stand, page by page."""
    boxes: dict[int, BBox] = {}
    for row in rows:
        for page, box in row.span:
            other = boxes.get(page, box)
            boxes[page] = BBox(
                min(box.x0, other.x0),
                min(box.top, other.top),
                max(box.x1, other.x1),
                max(box.bottom, other.bottom),
            )
    return tuple(Place(page, box) for page, box in sorted(boxes.items()))
