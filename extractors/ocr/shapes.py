"""Signs that the model has no name for, told by their shape: ～ between dates, △ before a figure, a short dash."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from extractors.ocr.picture import is_ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.ocr.picture import Grey
    from extractors.ocr.tesseract import Glyph
    from extractors.ocr.voting import Vote
    from extractors.pages import Bools

_FLAT = frozenset("てー一-―‐~")
"""What the model takes a wave or a dash for."""

_TRIANGLE_LIKE = frozenset("Aムへ人入八ハ^厶作4")
"""What the model takes a triangle for, alone or several of these for one."""

_FAINT = 0.8
"""Share of the paper's lightness below which thin lines are seen."""

_WAVE_HEIGHT = (0.14, 0.42)
_WAVE_WIDTH = 0.5
_WAVE = 0.05
"""A wave's left half lies higher than its right half by this share of a character; て is taller, ー is straight."""

_DASH_HEIGHT, _DASH_WIDTH = 0.16, 0.46
"""A dash that is no taller and no wider is a short one; ー and 一 are as wide as a character."""

_BASE, _TIP = 0.8, 0.45
"""A triangle's lowest fifth has a row of ink right across, its highest fifth is narrow."""

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

    def shape(first: int, last: int) -> Bools:
        return _trimmed(ink[:, max(round(spans[first][0]), 0) : round(spans[last][1])])

    glyphs = [
        glyph._replace(text=_flat_sign(shape(k, k), em) or glyph.text) if glyph.text in _FLAT else glyph
        for k, glyph in enumerate(vote.glyphs)
    ]
    count = _triangle_like(glyphs)
    if count and (sign := _triangle(shape(0, count - 1), em)):
        glyphs[:count] = [glyphs[0]._replace(text=sign, x1=glyphs[count - 1].x1)]
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


def _triangle_like(glyphs: Sequence[Glyph]) -> int:
    """How many characters at the beginning, with a digit behind them, may be one triangle."""
    count = 0
    while count < len(glyphs) and glyphs[count].text in _TRIANGLE_LIKE:
        count += 1
    return count if count < len(glyphs) and glyphs[count].text.isdigit() else 0


def _triangle(ink: Bools, em: float) -> str:
    """△ or ▲ if the shape is one, else nothing."""
    height, width = ink.shape
    if height < 0.4 * em or width < 0.4 * em:
        return ""
    fifth = max(height // 5, 1)
    if ink[-fifth:].mean(axis=1).max() < _BASE or ink[:fifth].any(axis=0).mean() > _TIP:
        return ""
    return "▲" if ink[height // 3 : -fifth, width // 3 : -width // 3].mean() > 0.6 else "△"
