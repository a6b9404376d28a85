"""Watermarks: words set across a page in very large letters, over or under its text (写, 案, 取扱注意)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from extractors.pages import Chars, Ints

LARGE = 2.5
"""Letters of a watermark are as many times as large as the text, or larger."""

CORE = 0.35
"""Text runs through a watermark: through this share of a letter to either side of its middle."""

SAME_SIZE = 0.5
"""Letters are of one size, to so many points."""


def watermark(chars: Chars) -> Ints:
    """Indices of the characters of watermarks: large letters through which text runs, and all that are set as they are."""
    none = np.zeros(0, dtype=np.int64)
    if not len(chars):
        return none
    usual = float(np.median(chars.size))
    large = np.flatnonzero(chars.size >= LARGE * usual)
    if not len(large) or len(large) > len(chars) / 4:
        return none
    x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    text = chars.size < LARGE * usual
    crossed = [
        k
        for k in large.tolist()
        if (
            text
            & (np.abs(x - x[k]) < CORE * (chars.x1[k] - chars.x0[k]))
            & (np.abs(y - y[k]) < CORE * (chars.bottom[k] - chars.top[k]))
        ).any()
    ]
    is_set = np.zeros(len(chars), dtype=np.bool_)
    for k in crossed:
        is_set |= (np.abs(chars.size - chars.size[k]) < SAME_SIZE) & (chars.font == chars.font[k])
    return np.flatnonzero(is_set)
