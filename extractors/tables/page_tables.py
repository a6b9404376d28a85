"""The ruled tables of one page, their cells filled with the page's characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.columns import text_columns
from extractors.findings import Finding
from extractors.geometry import Place
from extractors.lines import Line, build_lines
from extractors.ruby import split_ruby
from extractors.tables.aligned import boxed_grid, upright_grids
from extractors.tables.frames import without_frames
from extractors.tables.grid import SNAP_AXES, Grid, find_grids
from extractors.tables.level import find_stacks
from extractors.tables.level_grid import own_grids
from extractors.tables.placing import EDGE, inside, place_in_cells, struck_by_border
from extractors.tables.segments import find_segments
from extractors.tables.shaded import with_shaded_cells
from extractors.tables.stacked import stacked_tables
from extractors.tables.underlines import without_underlines
from extractors.watermarks import watermark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractors.geometry import BBox
    from extractors.pages import Ints, Page, Shape
    from extractors.tables.level import Stack
    from extractors.tables.segments import Segment

MAX_BOX = 0.7
"""Share of the page that a ruled box may cover to set text apart; larger ones frame the page."""


_ONE_COLUMN, _FEWEST_ROWS = 2, 3
"""Borders of a grid of one column, and its rows: a frame that is divided once holds two texts, not rows."""


class PageCell(NamedTuple):
    """A cell on one page: its place in the grid, its box, the lines printed in it, and its shading (0xRRGGBB)."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: BBox
    lines: tuple[Line, ...]
    shade: int | None = None

    @property
    def text(self) -> str:
        """The printed lines, one below the other."""
        return self.lines[0].text if len(self.lines) == 1 else "\n".join([line.text for line in self.lines])


@dataclass(frozen=True, slots=True, eq=False)
class PageTable:
    """The part of a table that stands on one page.

    Attributes:
        page: 1-based page number.
        box: extent.
        xs, ys: grid lines.
        cells: in row-major order.
        open_top, open_bottom: whether it is not closed by a rule there.
        is_ruled: whether its columns are ruled; those of others are found by white space, and vary with the text.
    """

    page: int
    box: BBox
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[PageCell, ...]
    open_top: bool
    open_bottom: bool
    is_ruled: bool = True

    @property
    def row_count(self) -> int:
        """Rows of the grid."""
        return len(self.ys) - 1

    @property
    def column_count(self) -> int:
        """Columns of the grid."""
        return len(self.xs) - 1


class Region(NamedTuple):
    """A part of a page whose text is read on its own: a ruled box, an overlay or a column.

    `place` is where it comes in reading order: a height on the page, then the rank among what stands there.
    """

    box: BBox
    place: tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class PageContent:
    """One page taken apart: its tables, and the lines of all other text in reading order.

    Attributes:
        page: the page.
        tables: its tables, from top to bottom.
        lines: all other lines; `Line.group` is 0 for the page's running text, else 1 + the index of its region.
        regions: ruled boxes, overlays and columns that hold text of their own.
        ruby: small kana beside words, told from the text.
        findings: what does not add up.
        stacks: level rules that may be a table by themselves or together with those of other pages.
        watermark: `Line.group` of the words set across the page; 0 if there are none.
    """

    page: Page
    tables: tuple[PageTable, ...]
    lines: tuple[Line, ...]
    regions: tuple[Region, ...] = ()
    ruby: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()
    stacks: tuple[Stack, ...] = ()
    watermark: int = 0


class _Sorter:
    """Deals a page's characters out to tables and regions, each to exactly one.

    Attributes:
        group: for each character 0 while nothing has taken it, 1 + the index of its region, or below zero the number of
            its cell: -1 for the first cell of the first grid, and so on over all grids.
        grids: the grids of the tables.
        cells: how many cells they have.
        regions: the regions.
        watermark: group of the words set across the page; 0 if there are none.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.anchors = page.anchors()
        self.group = np.zeros(len(page.chars), dtype=np.int32)
        self.grids: list[Grid] = []
        self.cells = 0
        self.regions: list[Region] = []
        self.watermark = self._take_watermark()

    def _take_watermark(self) -> int:
        marks = watermark(self.page.chars)
        if not len(marks):
            return 0
        self.regions.append(Region(self.page.box, (0.0, 0.0)))
        self.group[marks] = len(self.regions)
        return len(self.regions)

    def take_region(self, box: BBox) -> None:
        """Give a box the characters in it that no table has."""
        self.regions.append(Region(box, (box.top, box.x0)))
        self.group[inside(self.anchors, box) & (self.group == 0)] = len(self.regions)

    def take_columns(self) -> None:
        """Give the columns of running text the characters that nothing else has."""
        columns = list(text_columns(self.page.chars, np.flatnonzero(self.group == 0)))
        top = min((box.top for box, _ in columns), default=0.0)
        for rank, (box, indices) in enumerate(columns):
            self.regions.append(Region(box, (top, float(rank))))
            self.group[indices] = len(self.regions)

    def take_table(self, grid: Grid, least: int = 2) -> bool:
        """Make a table of a grid and the characters in it; False if fewer than `least` of its cells hold text.

        One is enough for a ruled grid of several columns: it may be what a page break left of a row.
        """
        chars = self.page.chars
        within = inside(self.anchors, grid.box) & (self.group == 0)
        within &= ~struck_by_border(chars, grid, within)
        where = np.flatnonzero(within)
        cell_of = place_in_cells(chars, self.anchors, where, grid)
        if len(np.unique(cell_of)) < (1 if grid.is_ruled and len(grid.xs) > 3 else least):
            return False
        self.group[where] = -1 - self.cells - cell_of
        self.grids.append(grid)
        self.cells += len(grid.cells)
        return True

    def free(self, box: BBox) -> Ints:
        """Indices of the characters in a box that nothing has taken."""
        return np.flatnonzero(inside(self.anchors, box) & (self.group == 0))


def read_content(page: Page, level: Sequence[Grid] | None = None) -> PageContent:
    """Take a page apart into tables and other lines; every character is in exactly one of them.

    Args:
        page: the page.
        level: its tables that are ruled only horizontally, where the pages before and after it tell more of them.
    """
    horizontals, verticals = find_segments(page.rules)
    horizontals = without_underlines(page.chars, horizontals, verticals)
    horizontals, verticals = without_frames(horizontals, verticals)
    grids = find_grids(horizontals, verticals)
    if shaded := with_shaded_cells(page, grids, horizontals, verticals):
        horizontals, verticals = shaded
        grids = find_grids(horizontals, verticals)
    sorter = _Sorter(page)
    for overlay in page.overlays:
        sorter.take_region(overlay)
    found = [t for grid in _outer_tables(grids) for t in stacked_tables(page.chars, sorter.anchors, grid)]
    framed = [grid for grid in found if len(grid.xs) == _ONE_COLUMN and len(grid.cells) >= _FEWEST_ROWS]
    tables = [grid for grid in found if grid not in framed and sorter.take_table(grid)]
    for box in _text_boxes(grids, [*tables, *framed], page):
        grid = boxed_grid(page.chars, sorter.free(box), box)
        if grid is None or not sorter.take_table(grid):
            sorter.take_region(box)
    # In a frame about level rules columns are parted by white space, as without it.
    closed = [grid for grid in grids if grid not in framed]
    loose = [s for s in horizontals if not any(_touches(s, grid.box) for grid in closed)]
    stacks = find_stacks(page.chars, sorter.free(page.box), loose)
    for grid in own_grids(page.chars, stacks) if level is None else level:
        sorter.take_table(grid, least=2 if level is None else 1)
    for grid in framed:
        if not any(_is_over(grid.box, other.box) for other in sorter.grids):
            sorter.take_table(grid)
    upright = [s for s in verticals if not any(_stands_in(s, grid.box) for grid in grids)]
    for grid in upright_grids(page.chars, sorter.free(page.box), upright):
        sorter.take_table(grid)
    sorter.take_columns()
    return _finished(page, sorter, stacks)


def _finished(page: Page, sorter: _Sorter, stacks: Sequence[Stack]) -> PageContent:
    """Tables and lines of a page whose characters are dealt out."""
    # Groups of `lines`: running text and regions as they are, then the cells of all tables.
    beyond = len(sorter.regions) + 1
    body, ruby = split_ruby(
        build_lines(page, np.where(sorter.group < 0, beyond - 1 - sorter.group, sorter.group))
    )
    in_cells: dict[int, list[Line]] = {}
    lines = []
    for line in body:
        if line.group < beyond:
            lines.append(line)
        else:
            in_cells.setdefault(line.group, []).append(line)
    found = []
    for grid in sorter.grids:
        found.append(_page_table(page, grid, in_cells, beyond))
        beyond += len(grid.cells)
    tables = tuple(sorted(found, key=lambda t: (beside(t.box.top, found), t.box.x0)))
    doubts = _check(page, tables, (*lines, *ruby))
    return PageContent(
        page,
        tables,
        tuple(lines),
        tuple(sorter.regions),
        tuple(ruby),
        doubts,
        tuple(stacks),
        sorter.watermark,
    )


def beside(top: float, tables: Iterable[PageTable]) -> float:
    """Where the first of the tables begins that stand beside one another at this height: they are read from the left."""
    return min((t.box.top for t in tables if abs(t.box.top - top) <= SNAP_AXES), default=top)


def _check(page: Page, tables: Sequence[PageTable], lines: Sequence[Line]) -> tuple[Finding, ...]:
    """Every character of the page must stand in one cell or one line: count them."""
    in_cells = sum(len(line.chars) for table in tables for cell in table.cells for line in cell.lines)
    placed = in_cells + sum(len(line.chars) for line in lines)
    shown = len(page.chars)
    if placed == shown:
        return ()
    message = f"Page {page.number} shows {shown} characters, of which {placed} were placed; compare it with the data."
    return (Finding("characters_unbalanced", "error", message, span=(Place(page.number, page.box),)),)


def _outer_tables(grids: list[Grid]) -> list[Grid]:
    """Grids that can be tables: of several cells, and not inside a cell of another such grid."""
    candidates = [g for g in grids if len(g.cells) > 1]
    return [
        g for g in candidates if not any(other is not g and _holds(other.box, g.box) for other in candidates)
    ]


def _text_boxes(grids: list[Grid], tables: list[Grid], page: Page) -> list[BBox]:
    """Ruled boxes that set text apart: of one cell, in no table, around no table, and not a frame about the page."""
    boxes = [g.box for g in grids if len(g.cells) == 1]
    return [
        box
        for box in boxes
        if box.width * box.height < MAX_BOX * page.width * page.height
        and not any(_holds(table.box, box) or _holds(box, table.box) for table in tables)
        and not any(_holds(box, other) for other in boxes if other is not box)
    ]


def _stands_in(segment: Segment, box: BBox) -> bool:
    return (
        box.x0 - EDGE <= segment.position <= box.x1 + EDGE
        and segment.start < box.bottom + EDGE
        and segment.end > box.top - EDGE
    )


def _is_over(box: BBox, other: BBox) -> bool:
    return box.contains_point((other.x0 + other.x1) / 2, (other.top + other.bottom) / 2)


def _touches(segment: Segment, box: BBox) -> bool:
    return (
        box.top - EDGE <= segment.position <= box.bottom + EDGE
        and segment.start < box.x1 + EDGE
        and segment.end > box.x0 - EDGE
    )


def _holds(outer: BBox, inner: BBox) -> bool:
    return (
        outer.x0 - EDGE <= inner.x0
        and inner.x1 <= outer.x1 + EDGE
        and outer.top - EDGE <= inner.top
        and inner.bottom <= outer.bottom + EDGE
        and outer.width * outer.height > inner.width * inner.height
    )


def _page_table(page: Page, grid: Grid, lines: Mapping[int, list[Line]], first: int) -> PageTable:
    """The table of a grid; `lines` holds those of each cell by its number, which begin at `first` for this grid."""
    fills = [shape for shape in reversed(page.shapes) if shape.kind == "fill"]
    cells = []
    for number, (cell, box) in enumerate(zip(grid.cells, grid.cell_boxes(), strict=True), start=first):
        cells.append(
            PageCell(*cell, box, tuple(lines.get(number, ())), _shade(fills, box) if fills else None)
        )
    return PageTable(
        page=page.number,
        box=grid.box,
        xs=tuple(grid.xs.tolist()),
        ys=tuple(grid.ys.tolist()),
        cells=tuple(cells),
        open_top=grid.open_top,
        open_bottom=grid.open_bottom,
        is_ruled=grid.is_ruled,
    )


def _shade(fills: Sequence[Shape], box: BBox) -> int | None:
    """The colour of the first of `fills` (the last painted) behind a cell that fills most of it."""
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    for shape in fills:
        if (
            shape.box.contains_point(x, y)
            and min(shape.box.x1, box.x1) - max(shape.box.x0, box.x0) > 0.8 * box.width
            and min(shape.box.bottom, box.bottom) - max(shape.box.top, box.top) > 0.8 * box.height
        ):
            return shape.colour
    return None
