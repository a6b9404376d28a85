"""Which characters stand in a grid, and in which of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from extractors.geometry import BBox
    from extractors.pages import Bools, Chars, Floats, Ints
    from extractors.tables.grid import Grid

EDGE = 1.5
"""Characters whose centre lies up to this far (points) outside a grid still belong to it."""

OVERFLOW_GAP = 0.2
"""Text that runs on over a cell's border has no gap there wider than this share of its size."""

Anchors = tuple["Floats", "Floats"]
"""Where each character belongs (`Page.anchors`)."""


def inside(anchors: Anchors, box: BBox) -> Bools:
    """Marks the characters that belong in a box."""
    x, y = anchors
    return (x > box.x0 - EDGE) & (x < box.x1 + EDGE) & (y > box.top - EDGE) & (y < box.bottom + EDGE)


def struck_by_border(chars: Chars, grid: Grid, within: Bools) -> Bools:
    """Marks lines that the grid's upper or lower border runs through, and that no single cell holds.

    Such a line (a banner set too close to the table) belongs to the page, however much of it lies inside.
    """
    struck = np.zeros(len(chars), dtype=np.bool_)
    for border in (grid.ys[0], grid.ys[-1]):
        reach = 0.2 * chars.size
        on_border = within & (chars.top < border - reach) & (chars.bottom > border + reach)
        for top in np.unique(np.round(chars.top[on_border])).tolist():
            line = on_border & (np.abs(chars.top - top) <= 1.0)
            columns = np.searchsorted(grid.xs, [chars.x0[line].min() + 1, chars.x1[line].max() - 1])
            gaps = np.sort(chars.x0[line])[1:] - np.sort(chars.x1[line])[:-1]
            if columns[0] != columns[1] and (len(gaps) == 0 or gaps.max() < 1.5 * chars.size[line].max()):
                struck |= line
    return struck


def place_in_cells(chars: Chars, anchors: Anchors, where: Ints, grid: Grid) -> Ints:
    """The cell of each character in `where`: the one that its anchor lies in, or where the text that runs into it began."""
    x, y = anchors
    column = np.clip(np.searchsorted(grid.xs, x[where], side="right") - 1, 0, len(grid.xs) - 2)
    row = np.clip(np.searchsorted(grid.ys, y[where], side="right") - 1, 0, len(grid.ys) - 2)
    cell = grid.owner[row, column].astype(np.int32)
    before, after = where[:-1], where[1:]
    runs_on = (
        (after == before + 1)
        & (chars.angle[after] == 0)
        & (np.abs(y[after] - y[before]) < 0.2 * chars.size[after])
        & (np.abs(chars.x0[after] - chars.x1[before]) < OVERFLOW_GAP * chars.size[after])
        & ~chars.space_before[after]
    )
    for k in np.flatnonzero(runs_on & (cell[1:] != cell[:-1])).tolist():
        own, other = cell[k], cell[k + 1]
        if own == other:
            continue
        end = k + 1
        while end < len(cell) and runs_on[end - 1] and cell[end] == other:
            cell[end] = own
            end += 1
    return cell
