"""Tables ruled only horizontally: common columns of all their parts, and the cells of each part."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractors.tables.corridors import borders_of_centred, column_borders, extents, free_share
from extractors.tables.grid import SNAP_AXES, Grid, cells_between, coverage
from extractors.tables.level import MIN_RULES, read_bands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.pages import Bools, Chars, Floats
    from extractors.tables.corridors import Row
    from extractors.tables.level import Banded, Stack

FILLED = 0.6
"""Share of the rows that must have text in two columns or more."""

FILLED_IF_NAMED = 0.3
"""Likewise, if each column has a name."""

BLANK_NAME = 12.0
"""A name stands off the middle of its columns by less than this (points), or a blank name beside it is likelier."""

MIN_FIGURES = 3
"""Lines of figures, one below the other, that make rows."""

CROSSING = 0.5
"""Text crosses a border that it reaches over by this share of its size on both sides."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What the parts of one table on successive pages have in common.

    Attributes:
        xs: borders of the columns, measured from the left border.
        is_plain: whether the table is ruled about its header only, and has a row for each line of text.
        has_head: for each part, whether it begins with the header.
    """

    xs: Floats
    is_plain: bool
    has_head: tuple[bool, ...]


def lay_out(parts: Sequence[Banded]) -> Layout | None:
    """The common layout of the parts of a table, or None if they make none."""
    names = parts[0].head_texts
    has_head = tuple(k == 0 or part.head_texts == names for k, part in enumerate(parts))
    bodies = [part.lines[part.head if head else 0 :] for part, head in zip(parts, has_head, strict=True)]
    is_plain = all(_is_plain(body) for body in bodies)
    named = [part.shifted(part.names) for part, head in zip(parts, has_head, strict=True) if head]
    bands, lines = list(named), list(named)
    for part, body in zip(parts, bodies, strict=True):
        bands += [part.shifted(tuple(run for line in band for run in line)) for band in body]
        lines += [part.shifted(line) for band in body for line in band]
    rows = lines if is_plain else bands
    width = max(part.stack.right - part.stack.left for part in parts)
    ends = [
        x - part.stack.left for part in parts for piece in part.stack.pieces for x in (piece.start, piece.end)
    ]
    xs = column_borders(rows, [*rows, *bands] if is_plain else rows, named, (0.0, width), ends)
    centred = borders_of_centred(named[0], width)
    if centred is not None and len(centred) >= len(xs) and free_share(rows, centred) >= free_share(rows, xs):
        xs = centred
    filled = [len({int(np.searchsorted(xs, run.middle)) for run in band}) >= 2 for band in bands if band]
    least = FILLED_IF_NAMED if is_named(named[0], xs) else FILLED
    if len(xs) < 3 or sum(filled) < max(2, least * len(filled)):
        return None
    return Layout(xs, is_plain, has_head)


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
    _join_crossed(part, xs, ruled, parted)
    if has_head:
        _join_names(part, xs, ruled, parted)
    ys, ruled, parted = _with_lines(part, layout, (ys, ruled, parted), xs, has_head=has_head)
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


def _join_crossed(part: Banded, xs: Floats, ruled: Bools, parted: Bools) -> None:
    """Join the cells that the only text of a row runs over: a remark, or a name of several columns."""
    for number, band in enumerate(part.bands):
        if len(band) > 1 and number >= part.head:
            continue
        for run in band:
            for k, x in enumerate(xs[1:-1].tolist()):
                if run.x0 < x - CROSSING * run.size and run.x1 > x + CROSSING * run.size:
                    first, stop = _extent(ruled, number, k)
                    if _extent(ruled, number, k + 1) == (first, stop):
                        parted[k, first:stop] = False


def _extent(ruled: Bools, band: int, column: int) -> tuple[int, int]:
    """The bands that the cell of a column spans at a band: the first, and the one behind the last."""
    first, stop = band, band + 1
    while first > 0 and not ruled[first, column]:
        first -= 1
    while stop < len(ruled) - 1 and not ruled[stop, column]:
        stop += 1
    return first, stop


def _join_names(part: Banded, xs: Floats, ruled: Bools, parted: Bools) -> None:
    """Join the cells below which a header is ruled on: each name of a group stands in the middle of its columns."""
    columns = len(xs) - 1
    bands = part.bands
    for number in range(part.head):
        at = 0
        while at < columns:
            first, stop = _extent(ruled, number, at)
            end = at + 1
            while (
                end < columns
                and _extent(ruled, number, end) == (first, stop)
                and not (number and _is_parted_above(parted, first, end - 1))
            ):
                end += 1
            if first == number and stop < part.head and end - at > 1:
                low, high = xs[at], xs[end]
                runs = tuple(run for band in bands[first:stop] for run in band if low < run.middle < high)
                for k in _joined(runs, xs[at : end + 1], math.inf):
                    parted[at + k, first:stop] = False
            at = end
    if not part.stack.pieces and _has_crossed(parted, part.head):
        for k in _joined(bands[0], xs, BLANK_NAME):
            parted[k, 0 : part.head] = False


def _is_parted_above(parted: Bools, band: int, border: int) -> bool:
    return bool(band > 0 and parted[border, band - 1])


def _has_crossed(parted: Bools, head: int) -> bool:
    return not parted[:, :head].all()


def _joined(runs: Row, xs: Floats, blank: float) -> list[int]:
    """Which inner borders part no two names: columns dealt out to names so that each stands in the middle of its own.

    Args:
        runs: the names, lines of one name one by one.
        xs: borders of the columns, the outer ones included.
        blank: what a column without a name counts for, in points that a name stands off the middle of its columns.
    """
    names = extents(runs)
    count = len(xs) - 1
    best: list[list[tuple[float, tuple[int, ...]] | None]] = [
        [None] * (count + 1) for _ in range(len(names) + 1)
    ]
    best[0][0] = (0.0, ())
    for used in range(len(names) + 1):
        for stop in range(1, count + 1):
            options = []
            if (before := best[used][stop - 1]) is not None:
                options.append((before[0] + blank, before[1]))
            for start in range(stop) if used else ():
                before, (x0, x1) = best[used - 1][start], names[used - 1]
                if before is not None and x0 > xs[start] - SNAP_AXES and x1 < xs[stop] + SNAP_AXES:
                    off = abs((x0 + x1) / 2 - (xs[start] + xs[stop]) / 2)
                    options.append((before[0] + off, (*before[1], *range(start, stop - 1))))
            best[used][stop] = min(options, default=None)
    chosen = best[len(names)][count]
    return list(chosen[1]) if chosen and chosen[0] < math.inf else []


def _with_lines(
    part: Banded, layout: Layout, made: tuple[Floats, Bools, Bools], xs: Floats, *, has_head: bool
) -> tuple[Floats, Bools, Bools]:
    """The heights with a border between each two lines of text, where the table is ruled about its header only."""
    ys, ruled, parted = made
    if not layout.is_plain:
        return made
    new_ys, new_ruled, new_parted = [float(ys[0])], [ruled[0]], []
    for number, (band, lower) in enumerate(zip(part.lines, ys[1:].tolist(), strict=True)):
        is_body = number >= part.head or not has_head
        leading = sum(any(run.x0 < xs[1] for run in line) for line in band)
        if is_body and len(band) > 1 and leading >= FILLED * len(band) and not _is_wrapped(band, xs):
            for above, below in pairwise(band):
                new_ys.append(
                    (max(r.y + r.size / 2 for r in above) + min(r.y - r.size / 2 for r in below)) / 2
                )
                new_ruled.append(np.ones(len(xs) - 1, dtype=np.bool_))
                new_parted.append(np.ones(len(xs) - 2, dtype=np.bool_))
        new_ys.append(lower)
        new_ruled.append(ruled[number + 1])
        new_parted.append(parted[:, number])
    return np.array(new_ys), np.array(new_ruled), np.array(new_parted).T


def _is_wrapped(band: Sequence[Row], xs: Floats) -> bool:
    """Whether the lines of a band are wrapped text: most that another line follows in their column fill it.

    A column of figures line by line is not.
    """
    if len(band) >= MIN_FIGURES and _has_figures(band, xs):
        return False
    full = followed = 0
    for low, high in pairwise(xs.tolist()):
        ends = [max((run.x1 for run in line if low < run.middle < high), default=None) for line in band]
        widest = max((end for end in ends if end is not None), default=0.0)
        for above, below in pairwise(ends):
            if above is not None and below is not None:
                followed += 1
                full += above > widest - 1.3 * max(run.size for run in band[0])
    return full > FILLED * followed


def _has_figures(band: Sequence[Row], xs: Floats) -> bool:
    """Whether a column holds a figure in most lines."""
    figures = [
        [run for run in line if run.text.replace(",", "").isnumeric() and low < run.middle < high]
        for low, high in pairwise(xs.tolist())
        for line in band
    ]
    columns = np.array([bool(found) for found in figures]).reshape(len(xs) - 1, len(band))
    return bool(columns.mean(axis=1).max() > FILLED)
