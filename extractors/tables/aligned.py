"""Tables with a row for each line of text: lists set in columns inside a ruled box, and tables ruled only vertically."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractors.tables.corridors import column_borders, free_share, text_rows, text_runs
from extractors.tables.grid import SNAP_AXES, Grid, GridCell
from extractors.tables.header_words import are_header_words
from extractors.tables.level import MIN_RULES
from extractors.tables.segments import of_one_extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.geometry import BBox
    from extractors.pages import Chars, Floats, Ints
    from extractors.tables.segments import Segment

MIN_ROWS = 3
"""Lines of text that a table has at least."""

MIN_OPEN, MAX_OPEN = 4, 40
"""Vertical rules of one extent that make a row open at both ends; fewer are a margin or a frame, more a hatching."""

FILLED = 0.6
"""Share of the rows that must have text in two columns or more."""


def boxed_grid(chars: Chars, where: Ints, box: BBox) -> Grid | None:
    """The columns and rows of a list set inside a ruled box, or None if its text is no such list.

    Args:
        chars: the page's characters.
        where: indices of those inside the box.
        box: the ruled box.
    """
    rows = text_rows(chars, where)
    if len(rows) < MIN_ROWS:
        return None
    runs = [tuple(text_runs(chars, row)) for row in rows]
    named = runs[:1] if len(runs[0]) > 1 and are_header_words([run.text for run in runs[0]]) else []
    xs = column_borders(runs, runs, named, (box.x0, box.x1))
    if len(xs) < 3 or free_share(runs, xs) < 1 or not _is_filled(chars, rows, xs):
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
    for stack in of_one_extent(verticals, SNAP_AXES):
        if len(stack) < MIN_RULES:
            continue
        top, bottom = min(s.start for s in stack), max(s.end for s in stack)
        xs = np.array([s.position for s in stack])
        x, y = (chars.x0[free] + chars.x1[free]) / 2, (chars.top[free] + chars.bottom[free]) / 2
        where = free[(x > xs[0]) & (x < xs[-1]) & (y > top) & (y < bottom)]
        rows = text_rows(chars, where)
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


def _is_filled(chars: Chars, rows: Sequence[Ints], xs: Floats) -> bool:
    filled = sum(len(np.unique(np.searchsorted(xs, chars.x0[row] + 0.1))) >= 2 for row in rows)
    return filled >= max(2, FILLED * len(rows))
