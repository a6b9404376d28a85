"""Tables ruled only horizontally: common columns of all their parts, and the cells of each part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from extractors.tables.corridors import borders_of_centred, column_borders, fitted, free_share
from extractors.tables.grid import Grid, cells_between, coverage
from extractors.tables.level import MIN_RULES, read_bands
from extractors.tables.level_joins import Borders, join_centred, join_crossed, join_names
from extractors.tables.level_rows import RowRule, row_rule, with_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.pages import Bools, Chars, Floats
    from extractors.tables.corridors import Row
    from extractors.tables.level import Banded, Stack

FILLED = 0.6
"""Share of the rows that must have text in two columns or more."""

FILLED_IF_NAMED = 0.3
"""Likewise, if each column has a name."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What the parts of one table on successive pages have in common.

    Attributes:
        xs: borders of the columns, measured from the left border.
        is_exact: for each of these, whether it is known to the point, and not just somewhere in the white space: the names of
            the columns stand in the middle between two such borders.
        rows: what parts rows, if the table is ruled about its header only; None if its rows are ruled off.
        has_head: for each part, whether it begins with the header.
    """

    xs: Floats
    is_exact: Bools
    rows: RowRule | None
    has_head: tuple[bool, ...]


def lay_out(parts: Sequence[Banded]) -> Layout | None:
    """The common layout of the parts of a table, or None if they make none."""
    names = parts[0].head_texts
    has_head = tuple(k == 0 or part.head_texts == names for k, part in enumerate(parts))
    bodies = [
        [[part.shifted(line) for line in band] for band in part.lines[part.head if head else 0 :]]
        for part, head in zip(parts, has_head, strict=True)
    ]
    is_plain = all(map(_is_plain, bodies))
    named = [part.shifted(part.names) for part, head in zip(parts, has_head, strict=True) if head]
    lines = [*named, *(line for body in bodies for band in body for line in band)]
    bands = [*named, *(tuple(run for line in band for run in line) for body in bodies for band in body)]
    rows = lines if is_plain else bands
    width = max(part.stack.right - part.stack.left for part in parts)
    ends = [
        x - part.stack.left for part in parts for piece in part.stack.pieces for x in (piece.start, piece.end)
    ]
    xs = column_borders(rows, [*rows, *bands] if is_plain else rows, named, (0.0, width), ends)
    xs, is_exact = _with_centred(xs, borders_of_centred(named[0], width), rows)
    filled = [len({int(np.searchsorted(xs, run.middle)) for run in band}) >= 2 for band in bands if band]
    least = FILLED_IF_NAMED if is_named(named[0], xs) else FILLED
    if len(xs) < 3 or sum(filled) < max(2, least * len(filled)):
        return None
    rule = row_rule([band for body in bodies for band in body], xs) if is_plain else None
    return Layout(xs, is_exact, rule, has_head)


def _with_centred(xs: Floats, centred: Floats | None, rows: Sequence[Row]) -> tuple[Floats, Bools]:
    """The borders of columns with what centred names tell of them, and which of them are exact then."""
    if centred is not None:
        found = centred if len(centred) >= len(xs) else fitted(xs, centred)
        if found is not None and free_share(rows, found) >= free_share(rows, xs):
            return found, np.isin(found, centred)
    is_exact = np.zeros(len(xs), dtype=np.bool_)
    is_exact[[0, -1]] = True
    return xs, is_exact


def is_named(names: Row, xs: Floats) -> bool:
    """Whether each column has a name; runs and borders are measured from the left border."""
    return len({int(np.searchsorted(xs, run.middle)) for run in names}) == len(xs) - 1


def _is_plain(body: Sequence[Sequence[Row]]) -> bool:
    """Whether the rows below a header may be unruled: they stand between two rules, but for a last line of totals."""
    return len(body) <= 1 or (len(body) == 2 and len(body[-1]) == 1 < len(body[0]))


def grid_of(part: Banded, layout: Layout, *, has_head: bool) -> Grid:
    """The cells of one part."""
    stack = part.stack
    xs = layout.xs + stack.left
    xs[-1] = stack.right
    heights = stack.heights
    ys = np.array(heights)
    ruled = (
        coverage(stack.pieces, ys, xs) if stack.pieces else np.zeros((len(ys), len(xs) - 1), dtype=np.bool_)
    )
    for y in stack.ys:
        ruled[int(np.argmin(np.abs(ys - y)))] = True
    parted = np.ones((len(xs) - 2, len(ys) - 1), dtype=np.bool_)
    join_crossed(part, xs, ruled, parted)
    if has_head:
        join_names(part, Borders(xs, layout.is_exact), ruled, parted)
    join_centred(part, Borders(xs, layout.is_exact), ruled, parted, has_head=has_head)
    if layout.rows is not None:
        ys, ruled, parted = with_rows(part, layout.rows, (ys, ruled, parted), xs, has_head=has_head)
    owner, cells = cells_between(parted.T, ruled[1:-1])
    return Grid(
        xs,
        ys,
        cells,
        owner,
        open_top=stack.top < stack.ys[0],
        open_bottom=stack.bottom > stack.ys[-1],
        is_ruled=False,
    )


def own_grid(chars: Chars, stack: Stack) -> Grid | None:
    """The grid that a page alone tells, or None if it makes no table."""
    if len(stack.ys) < MIN_RULES:
        return None
    part = read_bands(chars, stack)
    layout = lay_out([part])
    return grid_of(part, layout, has_head=True) if layout else None


def own_grids(chars: Chars, stacks: Sequence[Stack]) -> list[Grid]:
    """The grids that a page alone tells."""
    return [grid for stack in stacks if (grid := own_grid(chars, stack)) is not None]
