"""Tables ruled only horizontally: cells that nothing parts, told by where their text stands."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.tables.corridors import OFF_CENTRE, extents
from extractors.tables.grid import SNAP_AXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.pages import Bools, Floats
    from extractors.tables.corridors import Row
    from extractors.tables.level import Banded

BLANK_NAME = 12.0
"""A name stands off the middle of its columns by less than this (points), or a blank name beside it is likelier."""

FLUSH = 0.5
"""Share of the entries of a column that begin, end or have their middles at one place, if it is set so."""

CROSSING = 0.5
"""Text crosses a border that it reaches over by this share of its size on both sides."""


class Borders(NamedTuple):
    """Borders of the columns, and which of them are known to the point, not just somewhere in the white space."""

    xs: Floats
    is_exact: Bools


def join_crossed(part: Banded, xs: Floats, ruled: Bools, parted: Bools) -> None:
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


def join_names(part: Banded, borders: Borders, ruled: Bools, parted: Bools) -> None:
    """Join the cells of a header: each name of a group stands in the middle of its columns.

    Args:
        part: one page's part of the table.
        borders: the columns; exact are those between which the names are known to stand.
        ruled: for each height and column, whether it is ruled.
        parted: for each inner border and band, whether cells are parted; those of joined cells are cleared.
    """
    xs, is_exact = borders
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
    if part.head == 1 and is_exact[1:-1].any():
        parted[~is_exact[1:-1], 0] = False
    elif not part.stack.pieces and _has_crossed(parted, part.head):
        for k in _joined(bands[0], xs, BLANK_NAME):
            parted[k, 0 : part.head] = False


def join_centred(part: Banded, borders: Borders, ruled: Bools, parted: Bools, *, has_head: bool) -> None:
    """Join the cells of a row that has text in the very middle of several columns, and nothing else in them.

    Such is the name of a line of totals. Arguments as for `join_names`.
    """
    xs, is_exact = borders
    if not is_exact[1:-1].any():
        return
    columns = len(xs) - 1
    bands = [extents(band) for band in part.bands]
    inner = xs[1:-1]
    sides = [
        [entry for band in bands for entry in band if _column(inner, entry) == k] for k in range(columns)
    ]
    for number in range(part.head if has_head else 0, len(bands)):
        if len(part.lines[number]) > 1:
            continue
        used = {_column(inner, entry) for entry in bands[number]}
        free = [k not in used and _extent(ruled, number, k) == (number, number + 1) for k in range(columns)]
        for entry in bands[number]:
            own = _column(inner, entry)
            if _extent(ruled, number, own) != (number, number + 1) or _is_flush(entry, sides[own]):
                continue
            low, high = own, own + 1
            while low > 0 and free[low - 1]:
                low -= 1
            while high < columns and free[high]:
                high += 1
            first, stop = min(
                ((i, j) for i in range(low, own + 1) for j in range(own + 1, high + 1)),
                key=lambda ends: _off(entry, xs[ends[0]], xs[ends[1]]),
            )
            if is_exact[first] and is_exact[stop] and _off(entry, xs[first], xs[stop]) <= OFF_CENTRE:
                parted[first : stop - 1, number] = False


def _column(inner: Floats, entry: tuple[float, float]) -> int:
    return int(np.searchsorted(inner, sum(entry) / 2))


def _off(entry: tuple[float, float], low: float, high: float) -> float:
    return abs(sum(entry) - low - high) / 2


def _is_flush(entry: tuple[float, float], column: Sequence[tuple[float, float]]) -> bool:
    """Whether an entry is set as its column is: the begin, end or middle that most entries share is its own, too."""
    ends = np.array(column)
    places = np.stack([ends[:, 0], ends[:, 1], ends.mean(axis=1)])
    shares = (np.abs(places[:, :, None] - places[:, None, :]) <= 1).mean(axis=2)
    kind = int(shares.max(axis=1).argmax())
    usual = places[kind, int(shares[kind].argmax())]
    own = (entry[0], entry[1], sum(entry) / 2)[kind]
    return len(column) > 1 and shares[kind].max() > FLUSH and abs(own - float(usual)) <= 1


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
