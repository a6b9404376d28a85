"""Tables without a full grid of rules: columns told by white space, rows by lines of text.

Three kinds occur in official papers: lists set in columns inside a ruled box, tables ruled only horizontally, and tables
ruled only vertically.
"""

from __future__ import annotations

from dataclasses import replace
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
CORRIDOR_IN_BOX = 0.9
CORRIDOR_UNDER_RULES = 0.45
"""Columns are parted by white space at least this wide (share of the font size) on every row."""

BIN = 0.5
"""Width (points) of the strips in which white space is looked for."""

MAX_BINS = 8000
"""Strips at most; a page may claim to be as wide as a continent."""

MIN_OPEN, MAX_OPEN = 4, 40
"""Vertical rules of one extent that make a row open at both ends; fewer are a margin or a frame, more a hatching."""

MAX_PLAIN_BANDS = 3
"""A table with more bands between its rules than this has a rule for each row."""

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
    xs = _column_edges(chars, where, rows, (box.x0, box.x1), CORRIDOR_IN_BOX)
    xs = _merge_columns(chars, rows, xs)
    if len(xs) < 3 or not _is_filled(chars, rows, xs):
        return None
    return plain_grid(xs, np.array([box.top, *_between_rows(chars, rows), box.bottom]))


def upright_grids(chars: Chars, free: Ints, verticals: Sequence[Segment]) -> list[Grid]:
    """Tables ruled only vertically: a row for each line of text.

    Where one column alone has text, it is what goes on of a row that is open at both page breaks.

    Args:
        chars: the page's characters.
        free: indices of those in no other table.
        verticals: rules that are part of no grid.
    """
    found = []
    for stack in _stacks(verticals):
        top, bottom = min(s.start for s in stack), max(s.end for s in stack)
        xs = np.array([s.position for s in stack])
        x, y = (chars.x0[free] + chars.x1[free]) / 2, (chars.top[free] + chars.bottom[free]) / 2
        where = free[(x > xs[0]) & (x < xs[-1]) & (y > top) & (y < bottom)]
        rows = _text_rows(chars, where)
        if len(rows) >= MIN_ROWS and _is_filled(chars, rows, xs):
            found.append(plain_grid(xs, np.array([top, *_between_rows(chars, rows), bottom])))
        elif rows and MIN_OPEN <= len(xs) <= MAX_OPEN:
            grid = plain_grid(xs, np.array([top, bottom]))
            found.append(replace(grid, open_top=True, open_bottom=True, is_ruled=True))
    return found


def _between_rows(chars: Chars, rows: Sequence[Ints]) -> list[float]:
    """Heights half-way between successive lines of text."""
    return [(float(chars.bottom[a].max()) + float(chars.top[b].min())) / 2 for a, b in pairwise(rows)]


def plain_grid(xs: Floats, ys: Floats) -> Grid:
    """A grid in which no cells are merged."""
    rows, columns = len(ys) - 1, len(xs) - 1
    cells = tuple(GridCell(r, c, 1, 1) for r in range(rows) for c in range(columns))
    owner = np.arange(rows * columns, dtype=np.int32).reshape(rows, columns)
    return Grid(xs, ys, cells, owner, open_top=False, open_bottom=False, is_ruled=False)


def _stacks(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Parallel rules of one extent, three or more."""
    stacks: list[list[Segment]] = []
    for segment in sorted(segments):
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


def _column_edges(
    chars: Chars, where: Ints, rows: Sequence[Ints], extent: tuple[float, float], corridor: float
) -> Floats:
    """Borders of the columns: the middles of the white corridors that run through (nearly) all rows.

    Args:
        chars: the page's characters.
        where: those of the table.
        rows: the same, line by line.
        extent: left and right border of the table.
        corridor: least width of a corridor, as a share of the font size.
    """
    left, right = extent
    size = float(np.median(chars.size[where]))
    start, step = left, max(BIN, (right - left) / MAX_BINS)
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
            if begin > 0 and k < count and (k - begin) * step >= corridor * size:
                edges.append(start + (begin + k) / 2 * step)
            begin = None
    return np.array([*edges, right])


def _merge_columns(chars: Chars, bands: Sequence[Ints], xs: Floats) -> Floats:
    """Columns that never hold text side by side made one: a centred name above cells set to the left."""
    edges = xs.tolist()
    middles = [(chars.x0[band] + chars.x1[band]) / 2 for band in bands]
    k = 1
    while k < len(edges) - 1:
        low, edge, high = edges[k - 1 : k + 2]
        if any(((m > low) & (m < edge)).any() and ((m > edge) & (m < high)).any() for m in middles):
            k += 1
        else:
            del edges[k]
    return np.array(edges)


def _is_filled(chars: Chars, rows: Sequence[Ints], xs: Floats) -> bool:
    filled = sum(len(np.unique(np.searchsorted(xs, chars.x0[row] + 0.1))) >= 2 for row in rows)
    return filled >= max(2, FILLED * len(rows))
