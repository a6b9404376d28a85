"""Columns told by white space: text in runs, and the corridors between them that no row, or hardly any, crosses."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.lines import medians

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.pages import Bools, Chars, Floats, Ints

WIDE_GAP = 0.45
"""White space at least this wide (share of the font size) parts two runs of text."""

DRAWN_GAP = 0.3
"""Likewise where the file draws them apart, and prints no space between them."""

BIN = 0.5
"""Width (points) of the strips in which white space is looked for."""

MAX_BINS = 8000
"""Strips at most; a page may claim to be as wide as a continent."""

MAX_ROWS = 600
"""Rows that are looked at, spread evenly over the table; more would tell no more."""

STRAY = 0.03
"""Share of the rows that may cross a corridor, come what may."""

CROSSED = 0.25
"""Rows that cross a corridor, as a share of those that it parts: names of groups, totals, remarks."""

MIN_SUPPORT = 2
"""Rows in which a border must part two entries; one is enough if it is the row that names the columns."""

OFF_CENTRE = 0.6
"""A centred name stands off the middle of its column by no more than this (points)."""


class Run(NamedTuple):
    """Text without a gap: extent and height of its middle (points), size, and the text.

    `is_spaced`: the file prints a space before it.
    """

    x0: float
    x1: float
    y: float
    size: float
    text: str
    is_spaced: bool

    @property
    def middle(self) -> float:
        """Middle of its extent."""
        return (self.x0 + self.x1) / 2

    @property
    def is_piece(self) -> bool:
        """Whether it can be a piece of a word that is set wide: one character, and no figure."""
        return len(self.text) == 1 and not self.text.isnumeric()


Row = tuple[Run, ...]
"""The runs of what stands side by side."""


def text_rows(chars: Chars, where: Ints) -> list[Ints]:
    """Indices of characters, line by line from the top; characters that overlap vertically share a line."""
    if not len(where):
        return []
    middle = (chars.top[where] + chars.bottom[where]) / 2
    order = where[np.argsort(middle, kind="stable")]
    heights = np.sort(middle)
    breaks = np.flatnonzero(np.diff(heights) > 0.5 * chars.size[order][1:]) + 1
    return np.split(order, breaks)


def text_runs(chars: Chars, line: Ints) -> list[Run]:
    """The runs of one line of text, from left to right."""
    order = line[np.argsort(chars.x0[line], kind="stable")]
    gap = chars.x0[order][1:] - np.maximum.accumulate(chars.x1[order])[:-1]
    size = chars.size[order][1:]
    is_drawn_apart = (np.diff(chars.run[order]) != 0) & ~chars.space_before[order][1:]
    parted = (gap >= WIDE_GAP * size) | (is_drawn_apart & (gap >= DRAWN_GAP * size))
    starts = np.concatenate(([0], np.flatnonzero(parted) + 1))
    lengths = np.diff(starts, append=len(order))
    text = "".join([chars.text[i] for i in order.tolist()])
    columns = zip(
        np.minimum.reduceat(chars.x0[order], starts).tolist(),
        np.maximum.reduceat(chars.x1[order], starts).tolist(),
        (np.add.reduceat(chars.top[order] + chars.bottom[order], starts) / lengths / 2).tolist(),
        medians(chars.size[order], starts).tolist(),
        [text[start:stop] for start, stop in pairwise([*starts.tolist(), len(text)])],
        chars.space_before[order[starts]].tolist(),
        strict=True,
    )
    return [Run(*fields) for fields in columns]


class _Field:
    """Rows of text over strips of the table's width: which strips each row covers."""

    def __init__(self, rows: Sequence[Row], extent: tuple[float, float]) -> None:
        self.left, self.right = extent
        self.step = max(BIN, (self.right - self.left) / MAX_BINS)
        self.count = max(int((self.right - self.left) / self.step) + 1, 1)
        self.covered = np.zeros((len(rows), self.count), dtype=np.bool_)
        for number, row in enumerate(rows):
            for run in row:
                reach = DRAWN_GAP / 2 * run.size - self.step
                low, high = self._strip(run.x0 - reach), self._strip(run.x1 + reach)
                self.covered[number, max(low, 0) : max(high + 1, 0)] = True

    def _strip(self, x: float) -> int:
        return int(min(max((x - self.left) / self.step, -1.0), self.count))

    def zones(self, is_free: Bools, crossing: Ints, low: float, high: float) -> Iterator[float]:
        """For each stretch of free strips between two borders, its middle, where the fewest rows cross it."""
        first, stop = self._strip(low) + 1, self._strip(high)
        for begin, end in _stretches(is_free[first:stop]):
            if begin > 0 and end < stop - first:
                part = crossing[first + begin : first + end]
                fewest = max(_stretches(part == part.min()), key=lambda s: s[1] - s[0])
                yield self.left + (first + begin + sum(fewest) / 2) * self.step

    def moved(self, border: float, ends: Sequence[float]) -> float:
        """The border, or the one of `ends` that lies in the same corridor."""
        crossing = self.covered.sum(axis=0)
        for end in sorted(ends, key=lambda x: abs(x - border)):
            low, high = sorted((max(self._strip(border), 0), max(self._strip(end), 0)))
            if crossing[low : high + 1].max(initial=0) <= crossing[max(self._strip(border), 0)]:
                return end
            break
        return border

    def counts(self, low: float, high: float) -> tuple[Ints, Ints]:
        """For each strip: how many rows cross it, and how many have text on both sides of it inside low…high."""
        first, stop = max(self._strip(low), 0), max(self._strip(high), 0)
        part = self.covered[:, first:stop]
        before = np.maximum.accumulate(part, axis=1)
        behind = np.maximum.accumulate(part[:, ::-1], axis=1)[:, ::-1]
        crossing, parted = np.zeros(self.count, dtype=np.int32), np.zeros(self.count, dtype=np.int32)
        crossing[first:stop] = part.sum(axis=0)
        parted[first:stop] = (before & behind & ~part).sum(axis=0)
        return crossing, parted


def _stretches(flags: Bools) -> list[tuple[int, int]]:
    """Where stretches of True begin, and where they have ended."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0])))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def column_borders(
    rows: Sequence[Row],
    beside: Sequence[Row],
    named: Sequence[Row],
    extent: tuple[float, float],
    ends: Sequence[float] = (),
) -> Floats:
    """Borders of the columns of a table, the outer ones included.

    Args:
        rows: what stands in each row; names of groups of columns may be left out.
        beside: what stands side by side: the same, and perhaps more.
        named: the rows that name the columns; a column without a single entry is still one if it has a name.
        extent: left and right border of the table.
        ends: where rules below merged cells begin and end: the very borders, where they lie in a corridor.
    """
    rows, beside = _spread(rows), _spread(beside)
    field = _Field(rows, extent)
    crossing = field.covered.sum(axis=0)
    left, right = extent
    edges = [left, *field.zones(crossing <= STRAY * len(rows), crossing, left, right), right]
    edges = _side_by_side(edges, beside, named)
    inner = [x for low, high in pairwise(edges) for x in _crossed_borders(field, low, high)]
    edges = _side_by_side(sorted([*edges, *inner]), beside, named)
    return np.array([left, *(field.moved(x, ends) for x in edges[1:-1]), right])


def _spread(rows: Sequence[Row]) -> Sequence[Row]:
    return rows[:: len(rows) // MAX_ROWS + 1]


def _crossed_borders(field: _Field, low: float, high: float) -> list[float]:
    """Corridors inside a column that few rows cross, beside those that have text on both sides of it."""
    crossing, parted = field.counts(low, high)
    is_free = (crossing <= CROSSED * parted) & (parted >= 2)
    best = np.where(is_free, parted - 4 * crossing, -1)
    if best.max(initial=-1) < 0:
        return []
    found = list(field.zones(best == best.max(), crossing, low, high))
    if not found:
        return []
    border = found[0]
    return [*_crossed_borders(field, low, border), border, *_crossed_borders(field, border, high)]


def _side_by_side(edges: Sequence[float], rows: Sequence[Row], named: Sequence[Row]) -> list[float]:
    """The borders but for those that hardly part entries of a row: a centred name above cells set to the left.

    The border that parts the fewest goes first: without it, others may part more.
    """
    kept = list(edges)
    while len(kept) > 2:
        supports = [_support(rows, named, *kept[k - 1 : k + 2]) for k in range(1, len(kept) - 1)]
        weakest = min(range(len(supports)), key=supports.__getitem__)
        if supports[weakest] >= MIN_SUPPORT:
            break
        del kept[weakest + 1]
    return kept


def _support(rows: Sequence[Row], named: Sequence[Row], low: float, edge: float, high: float) -> int:
    return _parts(rows, low, edge, high) + MIN_SUPPORT * _parts(named, low, edge, high)


def _parts(rows: Sequence[Row], low: float, edge: float, high: float) -> int:
    """In how many rows a border parts two entries, unless they are the pieces of words that are set wide."""
    pairs = []
    for row in rows:
        before = [run for run in row if low < run.middle < edge]
        behind = [run for run in row if edge < run.middle < high]
        if before and behind:
            pairs.append((max(before, key=lambda run: run.x1), min(behind, key=lambda run: run.x0)))
    if all(one.is_piece and two.is_piece for one, two in pairs):
        return 0
    if all(two.is_spaced and two.x0 - one.x1 < 1.3 * two.size for one, two in pairs):
        return 0
    return len(pairs)


def extents(row: Row) -> list[tuple[float, float]]:
    """Where entries of a row begin and end, the lines of one entry taken together; from left to right."""
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted((run.x0, run.x1) for run in row):
        if found and x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def borders_of_centred(names: Row, width: float) -> Floats | None:
    """The borders of columns in whose middle their names stand, measured from the left border; None if they do not.

    The first name is as far from the left border as from its column's right one, and so on; if all are centred, this ends
    at the right border of the table.
    """
    edges = [0.0]
    for x0, x1 in extents(names):
        edges.append(x0 + x1 - edges[-1])
        if edges[-1] < x1:
            return None
    if len(edges) < 3 or abs(edges[-1] - width) > OFF_CENTRE * len(edges):
        return None
    return np.array([*edges[:-1], width])


def fitted(xs: Floats, centred: Floats) -> Floats | None:
    """The borders moved to those of centred names, of which there are fewer: some names stand over several columns.

    Args:
        xs: borders of the columns, found by white space.
        centred: borders between the names.

    Returns:
        As many borders as `xs` has, those of `centred` among them; None if two of these are near the same.
    """
    nearest = np.abs(xs[:, None] - centred).argmin(axis=0)
    if len(np.unique(nearest)) < len(centred):
        return None
    found = xs.copy()
    found[nearest] = centred
    return found if (np.diff(found) > 0).all() else None


def parts_two(row: Row, edges: Floats, border: float) -> bool:
    """Whether a border parts two entries of a row that stand between the same two of some edges."""
    high = int(np.searchsorted(edges, border))
    near = [run.middle for run in row if edges[high - 1] < run.middle < edges[high]]
    return any(x < border for x in near) and any(x > border for x in near)


def free_share(rows: Sequence[Row], xs: Floats) -> float:
    """Share of the entries that cross no border."""
    inner = np.asarray(xs)[1:-1]
    crossing = [bool(((run.x0 + 1 < inner) & (inner < run.x1 - 1)).any()) for row in rows for run in row]
    return 1 - sum(crossing) / max(len(crossing), 1)
