"""Pages set in columns: two or more columns of level text, or bands (段) of vertical text, each read to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.geometry import BBox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.pages import Bools, Chars, Floats, Ints

MIN_LINES = 8
"""Lines side by side that make columns; a few pairs of words beside each other are no columns."""

MIN_GUTTER = 1.2
"""Width of the white between columns, as a share of the font size."""

MIN_LENGTH = 10
"""Characters in the usual line of a column; shorter ones are labels and figures set apart, which belong together."""

FULL = 0.55
"""Share of the lines that must run up to the gutter, and begin at it."""

WIDE_GUTTER, MANY_LINES, SOME_FULL = 2.0, 12, 0.25
"""Columns of short lines (speeches, lists) are told by a gutter as wide as this along so many lines, of which some are full."""

_BIN = 2.0
_MAX_BINS = 8000


class _Axes(NamedTuple):
    """Characters in the direction of writing: extent along the line, place across the lines, size."""

    start: Floats
    end: Floats
    across: Floats
    size: Floats


def text_columns(chars: Chars, free: Ints) -> Iterator[tuple[BBox, Ints]]:
    """Columns of a page's running text, in reading order.

    Args:
        chars: the page's characters.
        free: indices of those in no table and no box.

    Yields:
        The box of each column and the indices of its characters; nothing where the text is set in one column of level
        lines. Vertical text is one column at least.
    """
    for angle in (0, 90):
        chosen = free[chars.angle[free] == angle]
        if len(chosen) == 0 or (angle == 90 and len(chosen) < 0.5 * len(free)):
            continue
        columns = _split(chars, chosen, angle)
        if len(columns) > 1 or angle == 90:
            for indices in columns:
                yield _box(chars, indices), indices


def _split(chars: Chars, indices: Ints, angle: int) -> list[Ints]:
    """Characters parted at gutters; those above and below the stretch in which columns run stay out."""
    axes = _axes(chars, indices, angle)
    gutter = _find_gutter(axes, is_vertical=angle == 90)
    if gutter is None:
        return [indices]
    middle, first, last = gutter
    beside = (axes.across >= first) & (axes.across <= last)
    near = indices[beside & (axes.end <= middle)]
    far = indices[beside & (axes.start >= middle)]
    parts = [*_split(chars, near, angle), *_split(chars, far, angle)]
    if angle == 90:
        # The title to the right of the bands, and what stands to their left, are vertical text of their own.
        parts = [indices[axes.across < first], *parts, indices[axes.across > last]]
    return [part for part in parts if len(part)]


def _axes(chars: Chars, indices: Ints, angle: int) -> _Axes:
    x = (chars.x0[indices] + chars.x1[indices]) / 2
    y = (chars.top[indices] + chars.bottom[indices]) / 2
    size = np.maximum(chars.size[indices], 1.0)
    if angle == 90:
        return _Axes(chars.top[indices], chars.bottom[indices], -x, size)
    return _Axes(chars.x0[indices], chars.x1[indices], y, size)


def _find_gutter(axes: _Axes, *, is_vertical: bool) -> tuple[float, float, float] | None:
    """The gutter's middle, and the places across of the first and the last line it parts; None if there is none."""
    low, high = float(axes.start.min()), float(axes.end.max())
    count = int((high - low) / _BIN)
    if not 40 <= count <= _MAX_BINS:
        return None
    axes, bounds = _by_rows(axes)
    if len(bounds) <= MIN_LINES:
        return None
    free = ~_crossed(axes, bounds, low, count + 2)
    usual = float(np.median(axes.size))
    best: tuple[int, float, float, float] | None = None
    before: tuple[int, int, int] | None = None
    for place in _long_runs(free, int(0.2 * count), int(0.8 * count)):
        begin, stop = _longest_run(free[:, place])
        # The same lines free in the next place too are parted there into the same halves.
        is_known = before == (place - 1, begin, stop)
        before = place, begin, stop
        if is_known or (best is not None and stop - begin <= best[0]):
            continue
        middle = low + (place + 0.5) * _BIN
        part = slice(bounds[begin], bounds[stop])
        chosen = _Axes(axes.start[part], axes.end[part], axes.across[part], axes.size[part])
        if _parts(chosen, bounds[begin:stop] - bounds[begin], middle, usual, is_vertical=is_vertical):
            best = (stop - begin, middle, float(chosen.across.min()), float(chosen.across.max()))
    return best[1:] if best else None


def _by_rows(axes: _Axes) -> tuple[_Axes, Ints]:
    """The characters row by row, and where each row begins; the last bound is their number."""
    order = np.argsort(axes.across, kind="stable")
    start, end, across, size = (values[order] for values in axes)
    breaks = np.flatnonzero(np.diff(across) > 0.45 * size[1:]) + 1
    return _Axes(start, end, across, size), np.concatenate(([0], breaks, [len(order)]))


def _crossed(axes: _Axes, bounds: Ints, low: float, count: int) -> Bools:
    """For each row the bins along it, counted from `low`, that its characters cover."""
    row = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    begin = ((axes.start - low) / _BIN).astype(int)
    end = ((axes.end - low) / _BIN).astype(int)
    steps = np.zeros((len(bounds) - 1, count + 1), dtype=np.int32)
    np.add.at(steps, (row, np.clip(begin, 0, count)), 1)
    np.add.at(steps, (row, np.clip(end + 1, 0, count)), -1)
    result: Bools = np.cumsum(steps, axis=1)[:, :count] > 0
    return result


def _long_runs(free: Bools, first: int, last: int) -> list[int]:
    """The columns, from `first` up to `last`, that have at least `MIN_LINES` rows of True below one another."""
    part = free[:, first:last].astype(np.int32)
    so_far = np.cumsum(part, axis=0)
    # In a window of so many rows all are True.
    windows = so_far[MIN_LINES - 1 :] - np.vstack([np.zeros_like(part[:1]), so_far[:-MIN_LINES]])
    found: list[int] = (first + np.flatnonzero((windows == MIN_LINES).any(axis=0))).tolist()
    return found


def _longest_run(free: Bools) -> tuple[int, int]:
    """The longest stretch of True: its first index and the one behind its last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(np.int8)))
    starts, ends = edges[::2], edges[1::2]
    best = int(np.argmax(ends - starts))
    return int(starts[best]), int(ends[best])


def _parts(axes: _Axes, rows: Ints, middle: float, size: float, *, is_vertical: bool) -> bool:
    """Whether the lines on both sides of a place are columns of running text: full up to it, and beginning behind it.

    Bands of vertical text need not be full: nothing else is set so, while level words are set apart in many ways.

    Args:
        axes: the characters of the lines, line by line.
        rows: where each line begins among them.
        middle: the place.
        size: the usual size of characters on the page, in points.
        is_vertical: whether the text is vertical.
    """
    before, behind = axes.end <= middle, axes.start >= middle
    lengths = np.stack([np.add.reduceat(side, rows, dtype=np.int64) for side in (before, behind)], axis=1)
    is_parted = lengths.all(axis=1)
    lengths = lengths[is_parted]
    if len(lengths) < max(MIN_LINES, 0.6 * len(rows)):
        return False
    ends = np.maximum.reduceat(np.where(before, axes.end, -np.inf), rows)[is_parted]
    starts = np.minimum.reduceat(np.where(behind, axes.start, np.inf), rows)[is_parted]
    edge, begin = float(ends.max()), float(starts.min())
    gutter = begin - edge
    full, flush = (ends > edge - 2.5 * size).mean(), (starts < begin + 1.5 * size).mean()
    if gutter < MIN_GUTTER * size or flush < FULL:
        return False
    if is_vertical or (full >= FULL and np.median(lengths.min(axis=1)) >= MIN_LENGTH):
        return True
    is_wide = gutter >= WIDE_GUTTER * size and len(lengths) >= MANY_LINES
    # A side of labels or figures has no long lines at all.
    is_full = bool(full >= SOME_FULL)
    return is_wide and is_full and float(np.percentile(lengths, 75, axis=0).min()) > MIN_LENGTH


def _box(chars: Chars, indices: Ints) -> BBox:
    return BBox(
        float(chars.x0[indices].min()),
        float(chars.top[indices].min()),
        float(chars.x1[indices].max()),
        float(chars.bottom[indices].max()),
    )
