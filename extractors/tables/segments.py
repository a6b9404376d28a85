"""Painted rules to straight segments: dashes joined, doubled lines made one, positions snapped."""

from __future__ import annotations

from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.pages import Floats, Rules

SNAP = 2.0
"""Parallel rules closer than this (points) are one rule, drawn doubled or in parts."""

MAX_DOT = 3.6
"""A painted box no longer than this in either direction is one dash of a dotted rule, of either direction."""

LONG_RULE = 100.0
"""A table that is ruled in one direction only has rules longer than this (points)."""

_LONG = 14.0
_GAP_LONG = 1.6
_GAP_DASH = 5.0
MIN_LENGTH = 5.0


class Segment(NamedTuple):
    """A straight rule: its position across, its extent along, and how thick it is painted (all in points)."""

    position: float
    start: float
    end: float
    thickness: float

    @property
    def length(self) -> float:
        """Extent along the rule."""
        return self.end - self.start


def find_segments(rules: Rules) -> tuple[list[Segment], list[Segment]]:
    """The page's horizontal and vertical segments, each sorted by position, then by start."""
    width, height = rules.x1 - rules.x0, rules.bottom - rules.top
    dot = np.maximum(width, height) <= MAX_DOT
    level = (width >= height) | dot
    upright = (width < height) | dot
    x, y = (rules.x0 + rules.x1) / 2, (rules.top + rules.bottom) / 2
    horizontals = _joined(np.stack([y, rules.x0, rules.x1, height], axis=1)[level])
    verticals = _joined(np.stack([x, rules.top, rules.bottom, width], axis=1)[upright])
    return horizontals, verticals


def _joined(pieces: Floats) -> list[Segment]:
    """Pieces on one line joined where they touch or are dashes of one pattern."""
    rows = pieces[np.argsort(pieces[:, 0], kind="stable")].tolist()
    breaks = cluster_breaks([row[0] for row in rows], SNAP)
    result: list[Segment] = []
    for begin, end in pairwise([0, *breaks, len(rows)]):
        result.extend(_join_cluster(sorted(rows[begin:end], key=itemgetter(1))))
    return result


def cluster_breaks(positions: Sequence[float], tolerance: float) -> list[int]:
    """Where sorted `positions` fall apart: a new cluster begins at each index returned.

    A cluster never grows wider than twice the tolerance, so that a hatching does not become one rule.
    """
    breaks: list[int] = []
    first = last = positions[0] if positions else 0.0
    for index, position in enumerate(positions):
        if position - last > tolerance or position - first > 2 * tolerance:
            breaks.append(index)
            first = position
        last = position
    return breaks


def _join_cluster(rows: list[list[float]]) -> list[Segment]:
    """Segments of pieces (position, start, end, thickness) on one line, in order of their starts."""
    if len(rows) == 1:
        _, start, end, _ = rows[0]
        return [Segment(*rows[0])] if end - start >= MIN_LENGTH else []
    result: list[Segment] = []
    run: list[list[float]] = []
    end = 0.0
    for piece in rows:
        _, start, stop, _ = piece
        length = max(stop - start, 0.01)
        is_long = run and max(end - run[0][1], length) > _LONG and length > MAX_DOT
        if run and start - end > (_GAP_LONG if is_long else _GAP_DASH):
            result.append(_one_segment(run))
            run = []
        end = max(end, stop) if run else stop
        run.append(piece)
    if run:
        result.append(_one_segment(run))
    return [segment for segment in result if segment.end - segment.start >= MIN_LENGTH]


def _one_segment(run: list[list[float]]) -> Segment:
    """Pieces that hang together as one rule, as thick as all of them: both lines of a doubled one."""
    if len(run) == 1:
        return Segment(*run[0])
    lengths = [max(e - s, 0.01) for _, s, e, _ in run]
    position = sum(p * length for (p, *_), length in zip(run, lengths, strict=True)) / sum(lengths)
    thickness = max(p + t / 2 for p, _, _, t in run) - min(p - t / 2 for p, _, _, t in run)
    return Segment(position, min(s for _, s, _, _ in run), max(e for _, _, e, _ in run), thickness)


def of_one_extent(segments: Iterable[Segment], tolerance: float) -> list[list[Segment]]:
    """The long ones of parallel rules, those together that begin and end (to `tolerance` points) where another does."""
    groups: list[list[Segment]] = []
    for segment in sorted(s for s in segments if s.length > LONG_RULE):
        for group in groups:
            last = group[-1]
            if abs(last.start - segment.start) <= tolerance and abs(last.end - segment.end) <= tolerance:
                group.append(segment)
                break
        else:
            groups.append([segment])
    return groups
