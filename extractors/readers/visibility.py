"""Which characters of a page can be seen: the same rules for every reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from extractors.readers.painting import is_pale

if TYPE_CHECKING:
    from extractors.geometry import BBox
    from extractors.pages import Bools, Chars, Floats, Ints

_SAME_PLACE = 0.16
"""Two equal glyphs closer than this share of their size are one glyph, drawn twice to look bold."""


def doubled(chars: Chars) -> Bools:
    """Marks characters that repeat an equal one at (nearly) the same place; the first drawn is kept."""
    mask = np.zeros(len(chars), dtype=np.bool_)
    if len(chars) < 2:
        return mask
    codes = np.frombuffer(chars.text.encode("utf-32-le"), dtype=np.uint32)
    order = np.lexsort((np.arange(len(chars)), chars.x0, np.round(chars.top / 3), codes))
    reach = _SAME_PLACE * chars.size
    for step in (1, 2, 3):
        one, two = order[:-step], order[step:]
        same = (
            (codes[one] == codes[two])
            & (np.abs(chars.x0[one] - chars.x0[two]) < reach[one])
            & (np.abs(chars.top[one] - chars.top[two]) < reach[one])
        )
        mask[np.maximum(one[same], two[same])] = True
    return mask


def outside(chars: Chars, page: BBox) -> Bools:
    """Marks characters whose centre lies outside the page."""
    x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    result: Bools = (x < page.x0) | (x > page.x1) | (y < page.top) | (y > page.bottom)
    return result


def covered(
    chars: Chars,
    order: Ints,
    colour: Ints,
    covers: list[tuple[BBox, int, int]],
    images: list[tuple[BBox, int]],
) -> Bools:
    """Marks characters that lie under something opaque, or are painted on paper in the paper's colour.

    Args:
        chars: the characters.
        order: place of each character in the drawing order.
        colour: 0xRRGGBB of each character.
        covers: opaque filled areas as (box, colour, place in the drawing order).
        images: bitmaps as (box, place in the drawing order).
    """
    if not len(chars):
        return np.zeros(0, dtype=np.bool_)
    x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    white = _is_paper_array(colour)
    mask = np.zeros(len(chars), dtype=np.bool_)
    first = int(order.min())
    for box, _, place in covers:
        if place > first:
            mask |= _inside(x, y, box) & (order < place)
    if white.any():
        # A fill painted later is the ground that shows: white on pale again hides what dark ground revealed.
        # A bitmap hides nothing (stamps are see-through), but is a ground that white text shows on.
        has_ground = np.zeros(len(chars), dtype=np.bool_)
        grounds = [(box, is_pale(c), place) for box, c, place in covers] + [
            (box, False, p) for box, p in images
        ]
        for box, ground_is_pale, place in grounds:
            has_ground[_inside(x, y, box) & (order > place)] = not ground_is_pale
        mask |= white & ~has_ground
    return mask


def _inside(x: Floats, y: Floats, box: BBox) -> Bools:
    result: Bools = (x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom)
    return result


def _is_paper_array(colour: Ints) -> Bools:
    channels = np.minimum(np.minimum(colour >> 16 & 255, colour >> 8 & 255), colour & 255)
    result: Bools = channels >= 0xFA
    return result
