"""Rules that underline the text of a cell, and are no border of it although they reach from side to side."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import numpy as np

from extractors.tables.grid import TOUCH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.pages import Chars, Ints
    from extractors.tables.segments import Segment

FLUSH = 0.1
"""An underline begins and ends where its text does, to this share of the type size; text keeps further off a border."""

HANGING = 0.25
"""It stands no further than this from the bottom of the text, as a share of the type size."""

OFF = 0.7
"""It begins or ends off the upright rule beside it by more than this (points), which a border does not."""

MIN_SIZES = 2.0
"""It is longer than this many times the type size: one character may fill a box."""


def without_underlines(
    chars: Chars, horizontals: Sequence[Segment], verticals: Sequence[Segment]
) -> list[Segment]:
    """The level rules of a page but for those that no upright rule crosses, and that begin and end where their text does.

    Args:
        chars: the page's characters.
        horizontals: the level rules.
        verticals: the upright rules, sorted by position.
    """
    if not verticals or not len(chars):
        return list(horizontals)
    positions = [segment.position for segment in verticals]
    order = np.argsort(chars.bottom, kind="stable")
    bottoms = chars.bottom[order]
    reach = HANGING * float(chars.size.max())
    kept = []
    for rule in horizontals:
        first, stop = bisect_left(positions, rule.start + TOUCH), bisect_right(positions, rule.end - TOUCH)
        borders = positions[max(first - 1, 0) : first], positions[stop : stop + 1]
        is_off = any(abs(x - end) > OFF for xs, end in zip(borders, rule[1:3], strict=True) for x in xs)
        is_crossed = any(v.start - TOUCH <= rule.position <= v.end + TOUCH for v in verticals[first:stop])
        if is_off and not is_crossed:
            low, high = np.searchsorted(bottoms, (rule.position - reach, rule.position + reach))
            if low < high and _underlines(rule, chars, order[low:high]):
                continue
        kept.append(rule)
    return kept


def _underlines(rule: Segment, chars: Chars, near: Ints) -> bool:
    """Whether a rule begins and ends with the text on it; text that runs over its cell is underlined up to the border."""
    size = chars.size[near]
    x = (chars.x0[near] + chars.x1[near]) / 2
    on_it = near[
        (np.abs(chars.bottom[near] - rule.position) <= HANGING * size)
        & (x > rule.start - size)
        & (x < rule.end + size)
    ]
    if not len(on_it):
        return False
    usual = float(np.median(chars.size[on_it]))
    flush = FLUSH * usual
    reaches = (chars.x0[on_it] < rule.end) & (chars.x1[on_it] >= rule.end - flush)
    begins = abs(float(chars.x0[on_it].min()) - rule.start) <= flush
    return bool(begins and reaches.any()) and rule.length > MIN_SIZES * usual
