"""Frames drawn about a table and what stands around it: where one meets the table's own border, it is no part of it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractors.tables.segments import Segment, of_one_extent

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 4.0
"""Rules that miss a frame's corner by no more than this (points) are its sides, one of several where it is doubled."""

MAX_RULES = 1000
"""Rules of one direction on one page; more of them are a drawing."""

_MEETS = 2.6
_LEAST_INNER = 2
"""Rules of either direction, beside its frame's sides, that a table in a frame has at least."""


class _Side(NamedTuple):
    """One side of a frame: its rules, and the rules across it that run from within the frame to it or over it."""

    position: float
    rules: list[Segment]
    meeting: list[Segment]
    is_crossed: bool


def without_frames(
    horizontals: list[Segment], verticals: list[Segment]
) -> tuple[list[Segment], list[Segment]]:
    """The level and the upright rules of a page without frames that meet a table inside at one of their sides.

    What is left between such a table and the other three sides goes round corners, so it is no cell. A frame that its table
    does not meet needs no care: rules that do not touch make separate grids.
    """
    if max(len(horizontals), len(verticals)) > MAX_RULES:
        return horizontals, verticals
    for group in of_one_extent(horizontals, NEAR):
        top, bottom = group[0], group[-1]
        # What runs from side to side between them meets both: most tables end here.
        if len(group) < 2 or any(top.position + NEAR < s.position < bottom.position - NEAR for s in group):
            continue
        if bottom.position - top.position <= 2 * NEAR:
            continue
        lefts = _along(verticals, top.start, top.position, bottom.position)
        rights = _along(verticals, top.end, top.position, bottom.position)
        if not lefts or not rights:
            continue
        uppers = _along(group, top.position, top.start, top.end)
        lowers = _along(group, bottom.position, top.start, top.end)
        level = _apart(
            [s for s in horizontals if top.position < s.position < bottom.position], uppers, lowers
        )
        upright = _apart([s for s in verticals if top.start < s.position < top.end], lefts, rights)
        if min(len(level), len(upright)) < _LEAST_INNER:
            continue
        across, down = (
            (_side(lefts, level, -1), _side(rights, level, 1)),
            (_side(uppers, upright, -1), _side(lowers, upright, 1)),
        )
        if sum(bool(side.meeting) for side in (*across, *down)) == 1:
            return (
                sorted([*_apart(horizontals, uppers, lowers), *_left_of(down, level)]),
                sorted([*_apart(verticals, lefts, rights), *_left_of(across, upright)]),
            )
    return horizontals, verticals


def _along(rules: Sequence[Segment], position: float, start: float, end: float) -> list[Segment]:
    return [
        s
        for s in rules
        if abs(s.position - position) <= NEAR and abs(s.start - start) <= NEAR and abs(s.end - end) <= NEAR
    ]


def _apart(rules: Sequence[Segment], *others: Sequence[Segment]) -> list[Segment]:
    taken = {segment for other in others for segment in other}
    return [s for s in rules if s not in taken]


def _side(rules: list[Segment], across: Sequence[Segment], outward: int) -> _Side:
    """The side of a frame that `rules` make; `outward` is the sign of the direction that leads out of the frame there."""
    meeting, is_crossed = [], False
    for segment in across:
        inner, outer = (segment.start, segment.end) if outward > 0 else (-segment.end, -segment.start)
        reached = [outward * s.position for s in rules]
        if inner < min(reached) - NEAR and outer >= min(reached) - _MEETS:
            meeting.append(segment)
            is_crossed = is_crossed or outer > max(reached) + _MEETS
    return _Side(rules[0].position, rules, meeting, is_crossed)


def _left_of(sides: tuple[_Side, _Side], inner: Sequence[Segment]) -> list[Segment]:
    """The parts of a side that are a table's border too: between rules that end there, beside rules of the table within."""
    result = []
    for side in sides:
        places = sorted(s.position for s in side.meeting) if not side.is_crossed else []
        for start, end in pairwise(places):
            middle = (start + end) / 2
            if any(s.start < middle < s.end for s in inner):
                result.append(Segment(side.position, start, end, side.rules[0].thickness))
    return result
