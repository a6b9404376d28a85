"""Tables without vertical rules: columns told by white space, rows by lines of text.

Two kinds occur in official papers: lists set in columns inside a ruled box, and tables ruled only horizontally.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractors.tables.grid import SNAP_AXES, Grid, GridCell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.geometry import BBox
    from extractors.pages import Chars, Floats, Ints
    from extractors.tables.segments import Segment

MIN_ROWS = 3
CORRIDOR = 0.9
"""Columns are parted by white space at least this wide (share of the font size) on every row."""

FILLED = 0.6
"""Share of the rows that must have text in two columns or more."""


def boxed_grid(chars: Chars, where: Ints, box: BBox) -> Grid | None:
    """The columns and rows of a list set inside a ruled box, or None if its text is no such list.

    Args:
        chars: the page's characters.
        where: indices of those inside the box.
        box: the ruled box.
    """
    rows = _text_rows(chars, where)
    if len(rows) < MIN_ROWS:
        return None
    xs = _column_edges(chars, where, rows, box.x0, box.x1)
    if len(xs) < 3 or not _is_filled(chars, rows, xs):
        return None
    middles = [(float(chars.bottom[a].max()) + float(chars.top[b].min())) / 2 for a, b in pairwise(rows)]
    return plain_grid(xs, np.array([box.top, *middles, box.bottom]))


def level_grids(chars: Chars, free: Ints, horizontals: Sequence[Segment]) -> list[Grid]:
    """Tables ruled only horizontally.

    Args:
        chars: the page's characters.
        free: indices of those in no other table.
        horizontals: rules that are part of no grid.
    """
    found = []
    for stack in _stacks(horizontals):
        left, right = min(s.start for s in stack), max(s.end for s in stack)
        ys = [s.position for s in stack]
        x, y = (chars.x0[free] + chars.x1[free]) / 2, (chars.top[free] + chars.bottom[free]) / 2
        where = free[(x > left) & (x < right) & (y > ys[0]) & (y < ys[-1])]
        rows = _text_rows(chars, where)
        if len(rows) < MIN_ROWS:
            continue
        xs = _column_edges(chars, where, rows, left, right)
        if len(xs) >= 3 and _is_filled(chars, rows, xs):
            found.append(plain_grid(xs, _row_edges(chars, rows, ys, xs)))
    return found


def plain_grid(xs: Floats, ys: Floats) -> Grid:
    """A grid in which no cells are merged."""
    rows, columns = len(ys) - 1, len(xs) - 1
    cells = tuple(GridCell(r, c, 1, 1) for r in range(rows) for c in range(columns))
    owner = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns)
    return Grid(xs, ys, cells, owner, open_top=False, open_bottom=False, is_ruled=False)


def _stacks(horizontals: Sequence[Segment]) -> list[list[Segment]]:
    """Rules of one extent, one below the other, three or more."""
    stacks: list[list[Segment]] = []
    for segment in sorted(horizontals):
        for stack in stacks:
            if (
                abs(stack[-1].start - segment.start) <= SNAP_AXES
                and abs(stack[-1].end - segment.end) <= SNAP_AXES
            ):
                stack.append(segment)
                break
        else:
            stacks.append([segment])
    return [stack for stack in stacks if len(stack) >= MIN_ROWS and stack[0].length > 100]


def _text_rows(chars: Chars, where: Ints) -> list[Ints]:
    """Indices of characters, line by line from the top; characters that overlap vertically share a line."""
    if not len(where):
        return []
    middle = (chars.top[where] + chars.bottom[where]) / 2
    order = where[np.argsort(middle, kind="stable")]
    heights = np.sort(middle)
    breaks = np.flatnonzero(np.diff(heights) > 0.5 * chars.size[order][1:]) + 1
    return np.split(order, breaks)


def _column_edges(chars: Chars, where: Ints, rows: Sequence[Ints], left: float, right: float) -> Floats:
    """Borders of the columns: the middles of the white corridors that run through (nearly) all rows."""
    size = float(np.median(chars.size[where]))
    start, step = left, 0.5
    count = max(int((right - left) / step) + 1, 1)
    crossed = np.zeros(count)
    for row in rows:
        covered = np.zeros(count, dtype=np.bool_)
        for x0, x1 in zip(chars.x0[row].tolist(), chars.x1[row].tolist(), strict=True):
            covered[max(int((x0 - start) / step), 0) : max(int((x1 - start) / step) + 1, 0)] = True
        crossed += covered
    is_free = crossed <= 0.03 * len(rows)
    edges = [left]
    begin = None
    for k, free in enumerate([*is_free.tolist(), False]):
        if free and begin is None:
            begin = k
        elif not free and begin is not None:
            if begin > 0 and k < count and (k - begin) * step >= CORRIDOR * size:
                edges.append(start + (begin + k) / 2 * step)
            begin = None
    return np.array([*edges, right])


def _is_filled(chars: Chars, rows: Sequence[Ints], xs: Floats) -> bool:
    filled = sum(len(np.unique(np.searchsorted(xs, chars.x0[row] + 0.1))) >= 2 for row in rows)
    return filled >= max(MIN_ROWS, FILLED * len(rows))


def _row_edges(chars: Chars, rows: Sequence[Ints], ys: Sequence[float], xs: Floats) -> Floats:
    """Borders of the rows: the rules; where a band between two rules holds a line of text for each row, also these."""
    edges = [ys[0]]
    for upper, lower in pairwise(ys):
        band = [r for r in rows if upper < float((chars.top[r] + chars.bottom[r]).mean() / 2) < lower]
        leading = sum(bool((chars.x0[r] < xs[1]).any()) for r in band)
        if len(band) > 1 and leading >= FILLED * len(band):
            for above, below in pairwise(band):
                edges.append((float(chars.bottom[above].max()) + float(chars.top[below].min())) / 2)
        edges.append(lower)
    return np.array(edges)
