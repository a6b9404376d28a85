"""What the shape of its ink tells of a character that the model is not sure of: ～ or a dash, the digit 0."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from extractors.ocr.picture import is_ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.ocr.shades import Grey
    from extractors.ocr.voting import Vote
    from extractors.pages import Bools

_FLAT = frozenset("てー一-―‐~")
"""What the model takes a wave or a dash for."""

_FAINT = 0.8
"""Share of the paper's lightness below which thin lines are seen."""

_WAVE_HEIGHT = (0.14, 0.42)
_WAVE_WIDTH = 0.5
_WAVE = 0.05
"""A wave's left half lies higher than its right half by this share of a character; て is taller, ー is straight."""

_DASH_HEIGHT, _DASH_WIDTH = 0.16, 0.46
"""A dash that is no taller and no wider is a short one; ー and 一 are as wide as a character."""

_ZERO_LIKE = frozenset("@MOQo〇○")
"""What the model takes the digit 0 for, other digits apart."""

_ZERO_HEIGHT, _ZERO_WIDTH = 0.5, 0.78
"""0 is at least so tall (in characters), and no wider than so many times its height."""

_ZERO_HOLE = 0.55
"""The hole of 0 is at least so much of its height; those of 6, 8 and 9 are not."""

_TURNED, _TURNED_SAME = "96M@", 0.77
"""What a 0 is taken for, and the share of its ink that is ink upside down as well; of 9 and 6 that share is smaller."""

Span = tuple[float, float]


def reshaped(grey: Grey, vote: Vote, spans: Sequence[Span]) -> Vote:
    """A line with the signs that their shape tells.

    Args:
        grey: the page's picture without rules and figures.
        vote: the line.
        spans: where the ink of each of its characters begins and ends, in columns of the picture.
    """
    window, em = vote.piece.window, vote.piece.em
    ink = is_ink(grey[window.top : window.bottom], _FAINT)

    def shape(k: int) -> Bools:
        return _trimmed(ink[:, max(round(spans[k][0]), 0) : round(spans[k][1])])

    texts = [glyph.text for glyph in vote.glyphs]
    for k, text in enumerate(texts):
        if text in _FLAT:
            texts[k] = _flat_sign(shape(k), em) or text
        elif _may_be_zero(texts, k) and _is_zero(shape(k), em, text):
            texts[k] = "0"
    glyphs = [glyph._replace(text=text) for glyph, text in zip(vote.glyphs, texts, strict=True)]
    return replace(vote, glyphs=tuple(glyphs))


def _trimmed(ink: Bools) -> Bools:
    """The part of a picture that holds ink."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return ink[:0, :0]
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _flat_sign(ink: Bools, em: float) -> str:
    """～ or - if the shape is one, else nothing."""
    height, width = ink.shape[0] / em, ink.shape[1] / em
    if 0 < height <= _DASH_HEIGHT and width <= _DASH_WIDTH:
        return "-"
    if not (_WAVE_HEIGHT[0] <= height <= _WAVE_HEIGHT[1] and width >= _WAVE_WIDTH):
        return ""
    rows = np.arange(ink.shape[0])[:, None]
    middle = (ink * rows).sum(axis=0) / np.maximum(ink.sum(axis=0), 1)
    half = ink.shape[1] // 2
    return "～" if middle[half:].mean() - middle[:half].mean() >= _WAVE * em else ""


def _may_be_zero(texts: Sequence[str], k: int) -> bool:
    """Whether a character is a digit, or one that 0 is taken for, among digits or alone."""
    if texts[k].isdigit() and texts[k].isascii():
        return True
    beside = [*texts[max(k - 1, 0) : k], *texts[k + 1 : k + 2]]
    return (
        texts[k] in _ZERO_LIKE
        and (not beside or any(text.isdigit() for text in beside))
        and not any(text.isascii() and text.isalpha() for text in beside)
    )


def _is_zero(ink: Bools, em: float, text: str) -> bool:
    """A narrow ring: strokes on both sides of a long hole in the middle that only a bar may cross; it has no waist.

    Where the hole is not to be seen: what was taken for 9 or 6, and looks the same upside down.
    """
    height, width = ink.shape
    if height < _ZERO_HEIGHT * em or not 0.2 * height < width < _ZERO_WIDTH * height:
        return False
    turned = ink[::-1, ::-1]
    if text in _TURNED and (ink & turned).sum() >= _TURNED_SAME * (ink | turned).sum():
        return True
    starts = np.diff(np.pad(ink, ((0, 0), (1, 0))).astype(np.int8), axis=1) == 1
    strokes = starts.sum(axis=1)
    hollow = np.flatnonzero(strokes > 1)
    if not len(hollow) or (strokes > 3).any():
        return False
    top, bottom = int(hollow[0]), int(hollow[-1]) + 1
    sides = ink[top:bottom]
    left, right = sides.argmax(axis=1), sides[:, ::-1].argmax(axis=1)
    middle, quarter = len(sides) // 2, len(sides) // 4
    return bool(
        len(hollow) == bottom - top >= _ZERO_HOLE * height
        and 0 < top < 0.3 * height
        and 0 < height - bottom < 0.3 * height
        and abs(top + bottom - height) <= 0.16 * height
        and max(left.max(), right.max()) < 0.45 * width
        and max(left[middle] - left[quarter], right[middle] - right[quarter]) < 2
    )
