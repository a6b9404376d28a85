"""Where the parts of a table come to stand: line wraps, row heights, page breaks. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.samples import fonts
from tests.samples.wrap import Line, full_width_digits, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.samples.blocks import Cell, Table
    from tests.samples.style import Align


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell with its wrapped lines. Header rows are negative."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    lines: tuple[Line, ...]
    align: Align
    cell: Cell


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a row that stands on one page: lines `first` up to `stop` of each of its cells."""

    row: int
    first: int
    stop: int
    top: float
    height: float
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class LaidTable:
    """Column edges, cells, and for each page the fragments of rows on it, from the top down."""

    edges: tuple[float, ...]
    cells: tuple[LaidCell, ...]
    line_counts: dict[int, int]
    pages: tuple[tuple[Fragment, ...], ...]


@dataclass(slots=True)
class _Breaker:
    """Puts rows on pages; knows how much room is left on the current one."""

    table: Table
    heights: dict[int, float]
    counts: dict[int, int]
    tops: tuple[float, float]
    bottom: float
    at: float
    pages: list[list[Fragment]]

    @property
    def room(self) -> float:
        return self.bottom - self.at

    @property
    def header(self) -> range:
        return range(-len(self.table.header), 0)

    def height(self, rows: Iterable[int]) -> float:
        return sum(self.heights[row] for row in rows)

    def turn(self) -> None:
        """Go on at the top of the next page, under the header if it is repeated."""
        started = any(self.pages)
        self.pages.append([])
        self.at = self.tops[1]
        if started and self.table.style.repeat_header:
            self.put_whole(self.header)

    def put_whole(self, rows: Iterable[int]) -> None:
        for row in rows:
            self._put(row, (0, self.counts[row]), self.heights[row])

    def put_group(self, rows: Sequence[int]) -> None:
        """Put rows that belong together, on the next page if need be; a single row may be split instead."""
        height = self.height(rows)
        if height <= self.room:
            self.put_whole(rows)
            return
        header = self.height(self.header) if self.table.style.repeat_header else 0.0
        fits_a_page = height <= self.bottom - self.tops[1] - header
        if len(rows) > 1 and not fits_a_page:
            raise ValueError(f"rows {rows[0]} to {rows[-1]} are spanned together and taller than a page")
        if fits_a_page and (len(rows) > 1 or not self.table.style.split_rows):
            self.turn()
            self.put_whole(rows)
        else:
            self._put_split(rows[0])

    def _put(self, row: int, lines: tuple[int, int], height: float) -> None:
        first, stop = lines
        fragment = Fragment(
            row, first, stop, self.at, height, begins=first == 0, ends=stop == self.counts[row]
        )
        self.pages[-1].append(fragment)
        self.at += height

    def _put_split(self, row: int) -> None:
        line, padding = line_height(self.table), 2 * self.table.style.padding
        first, count = 0, self.counts[row]
        while first < count:
            fitting = int((self.room - padding + 0.001) // line)
            if fitting < 1:
                self.turn()
                fitting = max(1, int((self.room - padding) // line))
            stop = min(count, first + fitting)
            self._put(row, (first, stop), (stop - first) * line + padding)
            first = stop
            if first < count:
                self.turn()


def lay_out(table: Table, left: float, width: float, tops: tuple[float, float], bottom: float) -> LaidTable:
    """Lay a table out from `tops[0]` on the first page and from `tops[1]` on the pages after it.

    Raises:
        ValueError: rows that a cell spans together do not fit on a page, or a row has the wrong number of cells.

    """
    edges = _edges(table, left, width)
    cells = tuple(_cells(table, edges))
    heights, counts = _heights(table, cells)
    breaker = _Breaker(table, heights, counts, tops, bottom, tops[0], [[]])
    if breaker.room < breaker.height(breaker.header) + line_height(table) + 2 * table.style.padding:
        breaker.turn()  # A header does not stand alone at a page's end.
    breaker.put_whole(breaker.header)
    for group in _groups(len(table.rows), () if table.style.split_spans else cells):
        breaker.put_group(group)
    return LaidTable(edges, cells, counts, tuple(tuple(page) for page in breaker.pages))


def _edges(table: Table, left: float, width: float) -> tuple[float, ...]:
    total = sum(table.widths)
    edges = [left]
    for share in table.widths:
        edges.append(edges[-1] + width * share / total)
    return tuple(round(edge, 2) for edge in edges)


def line_height(table: Table) -> float:
    return table.style.text.size * table.style.text.leading


def _cells(table: Table, edges: tuple[float, ...]) -> Iterable[LaidCell]:
    columns = len(table.widths)
    numbered = [*zip(range(-len(table.header), 0), table.header, strict=True), *enumerate(table.rows)]
    for number, row in numbered:
        if len(row) != columns:
            raise ValueError(f"row {number} has {len(row)} cells for {columns} columns")
        for column, cell in enumerate(row):
            if cell is not None:
                align = cell.align or (
                    "center" if number < 0 else (table.columns[column] if table.columns else "left")
                )
                room = edges[column + cell.column_span] - edges[column] - 2 * table.style.padding
                yield _cell(table, (number, column), cell, room, align)


def _cell(table: Table, place: tuple[int, int], cell: Cell, room: float, align: Align) -> LaidCell:
    style = table.style.text
    text = full_width_digits(cell.text) if style.full_width_digits else cell.text

    def width(char: str) -> float:
        return fonts.advance(style.font, char) * style.size + style.spacing

    lines = tuple(map(Line, text)) if cell.vertical else wrap(text, width, room)
    return LaidCell(*place, cell.row_span, cell.column_span, text, lines, align, cell)


def _heights(table: Table, cells: tuple[LaidCell, ...]) -> tuple[dict[int, float], dict[int, int]]:
    line, padding = line_height(table), 2 * table.style.padding
    counts = dict.fromkeys(range(-len(table.header), len(table.rows)), 1)
    for cell in cells:
        if cell.row_span == 1:
            counts[cell.row] = max(counts[cell.row], len(cell.lines))
    heights = {row: count * line + padding for row, count in counts.items()}
    for cell in cells:
        spanned = range(cell.row, cell.row + cell.row_span)
        lacking = len(cell.lines) * line + padding - sum(heights[row] for row in spanned)
        heights[spanned[-1]] += max(0.0, lacking) if cell.row_span > 1 else 0.0
    return heights, counts


def _groups(rows: int, cells: tuple[LaidCell, ...]) -> list[list[int]]:
    """Body rows, those together that a cell spans: no page break falls between them."""
    tied = {row + 1 for cell in cells for row in range(cell.row, cell.row + cell.row_span - 1)}
    groups: list[list[int]] = []
    for row in range(rows):
        if row in tied:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups
