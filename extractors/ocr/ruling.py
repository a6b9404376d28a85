"""Ruled lines found in a picture, and taken out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.ocr.picture import is_ink
from extractors.pages import Rules

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from extractors.ocr.shades import Grey
    from extractors.pages import Bools, Ints

FAINT = 0.86
"""Share of the paper's lightness below which a pixel may belong to a thin rule: a hairline is scanned as grey."""

MIN_RUN = 17.0
"""Points that ink must run straight on to be a rule: no stroke of a character is so long."""

MAX_THICKNESS = 3.2
"""Points; what is thicker is an area."""

LONE = 60.0
"""A rule that meets no other one is at least this long (points); shorter ones are strokes of large characters."""

_GAP = 0.8
"""Points of paper that noise may tear into a rule."""

_MEET = 3.0
"""Points by which the ends of rules that meet may miss each other."""

_BESIDE = (0.7, 2.0)
"""Points from a stroke between which the paper is white where it is a rule."""

_SOILED = 0.3
"""Share of a rule's length beside which there is ink at most."""

_MARGIN, _HALO, _SHADED = 0.5, 1.5, 242
"""Points around a rule that are whitened with it: the first in any case, up to the second where most of a row of pixels along
it is darker than the third."""


class Stroke(NamedTuple):
    """A straight rule in pixels: `first` to `last` along it, `low` to `high` across it (ends excluded)."""

    low: int
    high: int
    first: int
    last: int


def find_rules(grey: Grey, scale: float) -> tuple[Rules, Grey]:
    """The horizontal and vertical rules of a picture, in points, and the picture without them.

    Args:
        grey: the picture, straight.
        scale: pixels per point.
    """
    faint = is_ink(grey, FAINT)
    level = _strokes(faint, scale)
    upright = _strokes(np.ascontiguousarray(faint.T), scale)
    level, upright = _anchored(level, upright, faint, scale)
    boxes = [(s.first, s.low, s.last, s.high) for s in level] + [
        (s.low, s.first, s.high, s.last) for s in upright
    ]
    clean = grey.copy()
    for stroke in level:
        _wipe(clean, grey, stroke, scale)
    for stroke in upright:
        _wipe(clean.T, grey.T, stroke, scale)
    table = np.array(boxes, dtype=np.float64).reshape(-1, 4) / scale
    colour = np.zeros(len(table), dtype=np.int32)
    return Rules(table[:, 0], table[:, 1], table[:, 2], table[:, 3], colour), clean


def _wipe(clean: Grey, grey: Grey, stroke: Stroke, scale: float) -> None:
    """Whiten a horizontal rule with its margin, and with the shade beside it that the scanner blurred it into."""
    margin, reach = max(round(_MARGIN * scale), 1), round(_HALO * scale)
    along = slice(max(stroke.first - margin, 0), stroke.last + margin)

    def is_shaded(row: int) -> bool:
        return 0 <= row < len(grey) and float(np.median(grey[row, stroke.first : stroke.last])) < _SHADED

    low, high = max(stroke.low - margin, 0), stroke.high + margin
    while low > stroke.low - reach and is_shaded(low - 1):
        low -= 1
    while high < stroke.high + reach and is_shaded(high):
        high += 1
    clean[low:high, along] = 255


def _strokes(ink: Bools, scale: float) -> list[Stroke]:
    """Straight horizontal rules: long runs of ink, row by row, that lie on one another and are thin together."""
    runs = _long_runs(ink, round(MIN_RUN * scale), round(_GAP * scale))
    strokes: list[Stroke] = []
    for group in _touching(runs):
        row, first, last = runs[group].T
        length = last.max() - first.min()
        # The rule's thickness is that of its ink, not of its box: paper that was fed unevenly bends it.
        thickness = (last - first).sum() / max(length, 1)
        if thickness > MAX_THICKNESS * scale or np.ptp(row) > 2 * MAX_THICKNESS * scale:
            continue
        strokes.append(Stroke(int(row.min()), int(row.max()) + 1, int(first.min()), int(last.max())))
    return strokes


def _long_runs(ink: Bools, shortest: int, gap: int) -> Ints:
    """Horizontal runs of ink as rows of (row, first, last + 1), in reading order, over gaps of a few pixels."""
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    if not len(rows):
        return np.zeros((0, 3), dtype=np.int64)
    new = np.ones(len(rows), dtype=np.bool_)
    new[1:] = (rows[1:] != rows[:-1]) | (starts[1:] - ends[:-1] > gap)
    firsts = np.flatnonzero(new)
    lasts = np.append(firsts[1:], len(rows)) - 1
    covered = np.add.reduceat(ends - starts, firsts)
    length = ends[lasts] - starts[firsts]
    long = (length >= shortest) & (covered >= 0.85 * length)
    result: Ints = np.stack([rows[firsts], starts[firsts], ends[lasts]], axis=1)[long]
    return result


def _touching(runs: Ints) -> list[Ints]:
    """Groups of runs (indices) that lie on one another in successive rows, or one row apart."""
    parent = list(range(len(runs)))

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    rows = runs[:, 0]
    for index, (row, first, last) in enumerate(runs.tolist()):
        for other in range(int(np.searchsorted(rows, row - 2)), index):
            if rows[other] < row and runs[other, 1] < last and runs[other, 2] > first:
                parent[find(index)] = find(other)
    groups: dict[int, list[int]] = {}
    for index in range(len(runs)):
        groups.setdefault(find(index), []).append(index)
    return [np.array(group, dtype=np.int64) for group in groups.values()]


def _anchored(
    level: list[Stroke], upright: list[Stroke], ink: Bools, scale: float
) -> tuple[list[Stroke], list[Stroke]]:
    """The strokes that are rules: long ones, sides of small boxes, and those that end at such on both sides.

    Strokes of characters that touch are as long as short rules, and touch one another; but no rule holds them.
    """
    clean = [s for s in level if _is_clean(s, ink, scale)], [s for s in upright if _is_clean(s, ink.T, scale)]
    long = LONE * scale
    sides = {s for s in level if s.last - s.first >= long} | set(_held(clean[0], clean[1], scale))
    posts = {s for s in upright if s.last - s.first >= long} | set(_held(clean[1], clean[0], scale))
    count = -1
    while count != len(sides) + len(posts):
        count = len(sides) + len(posts)
        sides.update(_held(level, posts, scale))
        posts.update(_held(upright, sides, scale))
    return [s for s in level if s in sides], [s for s in upright if s in posts]


def _held(strokes: Iterable[Stroke], others: Collection[Stroke], scale: float) -> list[Stroke]:
    """The strokes that end at one of the other direction on both sides."""
    reach = _MEET * scale
    low, high, first, last = np.array(list(others), dtype=np.float64).reshape(-1, 4).T

    def meets(stroke: Stroke, end: int) -> bool:
        across = (first < stroke.high + reach) & (last > stroke.low - reach)
        return bool((across & (low < end + reach) & (high > end - reach)).any())

    return [s for s in strokes if meets(s, s.first) and meets(s, s.last)]


def _is_clean(stroke: Stroke, ink: Bools, scale: float) -> bool:
    """Whether the paper beside a stroke is white along most of it."""
    near, far = round(_BESIDE[0] * scale), round(_BESIDE[1] * scale)
    along = slice(stroke.first + far, max(stroke.last - far, stroke.first + far + 1))
    above = ink[max(stroke.low - far, 0) : max(stroke.low - near, 1), along]
    below = ink[stroke.high + near : stroke.high + far, along]
    return float(above.any(axis=0).mean() + below.any(axis=0).mean()) / 2 <= _SOILED
