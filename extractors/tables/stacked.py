"""Tables that stand on one another without a gap: one grid of rules, but other columns, with names of their own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractors.tables.grid import Grid, GridCell
from extractors.tables.header_words import is_header_word
from extractors.tables.placing import inside, place_in_cells

if TYPE_CHECKING:
    from extractors.pages import Chars, Ints
    from extractors.tables.placing import Anchors

MIN_NAMES = 3
"""Cells of a row that names columns; labels and values of a form stand in pairs."""

NAMED = 0.5
"""Share of them that are words that head columns: more than this, or as many and no such word in the rows below."""


def stacked_tables(chars: Chars, anchors: Anchors, grid: Grid) -> list[Grid]:
    """The tables that a grid is made of, from the top down; the grid itself if it is one table.

    A table begins below a level border that no cell crosses, at a row that names columns, where some of the borders above
    end and others begin. Rows that are only divided further, or less, belong to the table above.

    Args:
        chars: the page's characters.
        anchors: where each belongs.
        grid: a ruled grid.
    """
    above, below = grid.owner[:-2], grid.owner[1:-1]
    parted, parted_below = np.diff(above, axis=1) != 0, np.diff(below, axis=1) != 0
    begins, ends_here = (parted_below & ~parted).any(axis=1), (parted & ~parted_below).any(axis=1)
    breaks = (np.flatnonzero(begins & ends_here & (above != below).all(axis=1)) + 1).tolist()
    if not breaks:
        return [grid]
    where = np.flatnonzero(inside(anchors, grid.box))
    cell_of = place_in_cells(chars, anchors, where, grid)
    texts = [
        "".join([chars.text[k] for k in where[cell_of == cell].tolist()]) for cell in range(len(grid.cells))
    ]
    rows = [[texts[cell] for cell in dict.fromkeys(row.tolist())] for row in grid.owner]
    ends = [*breaks[1:], len(rows)]
    named = [
        row for row, end in zip(breaks, ends, strict=True) if _names_columns(rows[row], rows[row + 1 : end])
    ]
    bounds = [0, *named, len(rows)]
    return [_part(grid, first, stop) for first, stop in pairwise(bounds)] if named else [grid]


def _inner_borders(owner: Ints) -> set[int]:
    """The column borders that part cells of a row."""
    return set((np.flatnonzero(np.diff(owner)) + 1).tolist())


def _names_columns(names: list[str], below: list[list[str]]) -> bool:
    """Whether the cells of a row all hold text, and enough of them words that head columns."""
    known = sum(map(is_header_word, names))
    if len(names) < MIN_NAMES or not all(names) or known < NAMED * len(names):
        return False
    return known > NAMED * len(names) or not any(is_header_word(text) for row in below for text in row)


def _part(grid: Grid, first: int, stop: int) -> Grid:
    """Some rows of a grid as one of their own, without the borders that part none of their cells."""
    rows = grid.owner[first:stop]
    kept = sorted({0, len(grid.xs) - 1}.union(*map(_inner_borders, rows)))
    place = {border: column for column, border in enumerate(kept)}
    old = list(dict.fromkeys(rows.ravel().tolist()))
    cells = []
    for cell in (grid.cells[number] for number in old):
        left, right = place[cell.column], place[cell.column + cell.column_span]
        cells.append(GridCell(cell.row - first, left, cell.row_span, right - left))
    number_of = np.zeros(len(grid.cells), dtype=np.int32)
    number_of[old] = np.arange(len(old))
    return replace(
        grid,
        xs=grid.xs[kept],
        ys=grid.ys[first : stop + 1],
        cells=tuple(cells),
        owner=number_of[rows[:, kept[:-1]]],
        open_top=grid.open_top and first == 0,
        open_bottom=grid.open_bottom and stop == len(grid.owner),
    )
