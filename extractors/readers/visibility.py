"""Which characters of a page can be seen: the same rules for every reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from extractors.readers.painting import are_paper, is_pale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.geometry import BBox
    from extractors.pages import Bools, Chars, Floats, Ints
    from extractors.readers.painting import Cover

_SAME_PLACE = 0.16
"""Two equal glyphs closer than this share of their size are one glyph, drawn twice to look bold."""

_BAND = 3.0
"""Height (points) of the bands in which copies are looked for; larger than copies ever part."""

_BANDS = 1 << 13
"""Bands of either sign that are told apart; pages are at most 14,400 points high."""

_FINELY, _SPAN = 50, 1 << 20
"""Along its line a place is told to the fiftieth of a point, so far to either side."""


def hidden(  # noqa: PLR0913 - what is seen depends on all that is painted
    chars: Chars,
    *,
    painted: Bools,
    order: Ints,
    colour: Ints,
    page: BBox,
    covers: Sequence[Cover],
    images: Sequence[tuple[BBox, int]],
) -> Bools:
    """Marks every character that cannot be seen.

    Of a glyph drawn several times one copy stays: the first of those that nothing covers. Producers draw a table's text,
    then its shading over it, then the text once more.

    Args:
        chars: the characters.
        painted: whether their rendering mode paints them at all.
        order: place of each character in the drawing order.
        colour: 0xRRGGBB of each character.
        page: the page's box.
        covers: filled areas.
        images: bitmaps as (box, place in the drawing order).
    """
    mask = ~painted | outside(chars, page) | covered(chars, order, colour, covers, images)
    if mask.any():
        seen = np.flatnonzero(~mask)
        mask[seen[doubled(chars.take(seen))]] = True
    else:
        mask = doubled(chars)
    return mask


def doubled(chars: Chars) -> Bools:
    """Marks characters that repeat an equal one at (nearly) the same place; the first drawn is kept."""
    mask = np.zeros(len(chars), dtype=np.bool_)
    if len(chars) < 2:
        return mask
    codes = np.frombuffer(chars.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    reach = _SAME_PLACE * chars.size
    farthest = int(float(reach.max()) * _FINELY) + 2
    along = (np.clip(chars.x0 * _FINELY, -_SPAN, _SPAN - 1) + _SPAN).astype(np.int64)
    for shift in (0.0, 0.5):  # Copies that one banding of the page parts stand in one band of the other.
        band = (np.clip(chars.top / _BAND + shift, -_BANDS, _BANDS - 1) + _BANDS).astype(np.int64)
        place = (codes * 2 * _BANDS + band) * 2 * _SPAN + along
        ordered = np.sort(place)
        if int((ordered[1:] - ordered[:-1]).min()) > farthest:  # On most pages nothing is drawn twice.
            continue
        order = np.argsort(place, kind="stable")
        for step in (1, 2, 3):
            one, two = order[:-step], order[step:]
            near = np.abs(chars.x0[one] - chars.x0[two]) < np.minimum(reach[one], reach[two])
            one, two = one[near], two[near]
            apart = np.abs(chars.top[one] - chars.top[two])
            same = (codes[one] == codes[two]) & (apart < np.minimum(reach[one], reach[two]))
            mask[np.maximum(one[same], two[same])] = True
    return mask


def outside(chars: Chars, page: BBox) -> Bools:
    """Marks characters whose centre lies outside the page, or nowhere (not a number)."""
    x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    result: Bools = ~((x >= page.x0) & (x <= page.x1) & (y >= page.top) & (y <= page.bottom))
    return result


def covered(
    chars: Chars,
    order: Ints,
    colour: Ints,
    covers: Sequence[Cover],
    images: Sequence[tuple[BBox, int]],
) -> Bools:
    """Marks characters that lie under something opaque, or are painted on paper in the paper's colour.

    Args:
        chars: the characters.
        order: place of each character in the drawing order.
        colour: 0xRRGGBB of each character.
        covers: filled areas.
        images: bitmaps as (box, place in the drawing order).
    """
    if not len(chars):
        return np.zeros(0, dtype=np.bool_)
    x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    white = are_paper(colour)
    mask = np.zeros(len(chars), dtype=np.bool_)
    first = int(order.min())
    for box, _, place, is_opaque in covers:
        if is_opaque and place > first:
            mask |= _inside(x, y, box) & (order < place)
    if white.any():
        # A fill painted later is the ground that shows: white on pale again hides what dark ground revealed.
        # A bitmap hides nothing (stamps are see-through), but is a ground that white text shows on.
        has_ground = np.zeros(len(chars), dtype=np.bool_)
        grounds = [(box, is_pale(c), place) for box, c, place, _ in covers] + [
            (box, False, p) for box, p in images
        ]
        for box, ground_is_pale, place in grounds:
            has_ground[_inside(x, y, box) & (order > place)] = not ground_is_pale
        mask |= white & ~has_ground
    return mask


def _inside(x: Floats, y: Floats, box: BBox) -> Bools:
    result: Bools = (x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom)
    return result
