"""White print on dark areas, as in the heads of tables, turned to dark print on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from extractors.ocr.components import components
from extractors.ocr.filters import extremes
from extractors.ocr.segmentation import Window
from extractors.ocr.shades import BLOCK, block_shades

if TYPE_CHECKING:
    from extractors.ocr.shades import Grey, Shades
    from extractors.pages import Bools

_DARK = 0.6
"""Share of the paper's lightness below which an area is dark; what is lighter bears black print."""

_STROKE, _AREA = (1, 4), (5, 5)
"""Squares down and across: white strokes are up to twice the first; areas are twice the second, and one, or more. Downwards
little is filled: rules lie close below a row of black print."""

_MIN_SHARE, _MIN_EDGE = 0.6, 0.95
"""Shares of a dark area, and of each of its edges, that are dark: lines of black print are lighter, and no edge of theirs is
so dark."""

_EVEN, _MIN_EVEN = 0.2, 0.5
"""Of a dark area so much is of one shade, give or take the first (as a share of its contrast to the paper): no photograph is."""

_MIN_WHITE = 0.005
"""Share of a dark area that its print covers at least."""

_RULE = 0.6
"""Share of a row or column of pixels that marks cover where a rule runs along it, and at most where there is print."""

_BEYOND = 9.0
"""Points that a rule goes on beyond a dark area in which no rules can be seen, to be drawn through it."""

_ASPECT = 1.5
"""A dark area is so many times as wide as tall, or as tall as wide; others may be seals."""

_FRAME = 0.5
"""Points along the edges of a dark area that are made black: they stand for the rules around it."""


def turn_dark_areas(grey: Grey, scale: float) -> Grey:
    """The picture with each dark area that bears white print made white, its print and its rules dark.

    Args:
        grey: the picture, straight, as rendered.
        scale: pixels per point.
    """
    shades = block_shades(grey)
    paper = float(np.percentile(shades[2], 80))
    dark = shades[1] < _DARK * paper
    filled = extremes(extremes(dark, np.maximum, *_STROKE), np.minimum, *_STROKE)
    areas = extremes(extremes(filled, np.minimum, *_AREA), np.maximum, *_AREA)
    result = grey
    for box in components(areas):
        if _is_area(dark[box.top : box.bottom, box.x0 : box.x1]):
            if result is grey:
                result = grey.copy()
            _turn(result, Window(*(v * BLOCK for v in box)), paper, scale)
    return result


def _is_area(dark: Bools) -> bool:
    """Whether a box is dark all along its edges, most of it, and oblong."""
    height, width = dark.shape
    if min(height, width) < 3:
        return False
    edges = (dark[1], dark[-2], dark[:, 1], dark[:, -2])
    return bool(
        max(height, width) >= _ASPECT * min(height, width)
        and dark.mean() >= _MIN_SHARE
        and min(edge.mean() for edge in edges) >= _MIN_EDGE
    )


def _turn(grey: Grey, box: Window, paper: float, scale: float) -> None:
    """Turn one dark area, where it bears white print."""
    top, left = max(box.top - BLOCK, 0), max(box.x0 - BLOCK, 0)
    around = grey[top : box.bottom + BLOCK, left : box.x1 + BLOCK]
    ground = float(np.median(around))
    if ground >= _DARK * paper:  # hatched: dark only here and there
        return
    is_dark = around < (ground + paper) / 2
    rows = np.flatnonzero(is_dark.mean(axis=1) >= 0.5) + top
    columns = np.flatnonzero(is_dark.mean(axis=0) >= 0.5) + left
    frame = max(round(_FRAME * scale), 2)
    inner = Window(columns[0] + frame, rows[0] + frame, columns[-1] + 1 - frame, rows[-1] + 1 - frame)
    area = grey[inner.top : inner.bottom, inner.x0 : inner.x1]
    contrast = (area - np.float32(ground)) / max(paper - ground, 1)
    if not contrast.size or not _is_negative(contrast):
        return
    marks = np.abs(contrast)
    if not ((marks > 0.5).mean(axis=0) > _RULE).any():
        rules = _rules_beyond(grey < _DARK * paper, inner, 2 * frame, scale)
        marks[:, rules & ~(contrast > 0.5).any(axis=0)] = 1
    grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] = 0
    area[:] = 255 * (1 - np.minimum(marks, 1))


def _rules_beyond(dark: Bools, inner: Window, away: int, scale: float) -> Bools:
    """The columns of pixels of a box along which a rule goes on above or below it, `away` pixels off."""
    reach = round(_BEYOND * scale)
    result = np.zeros(inner.width, dtype=np.bool_)
    for top in (inner.top - away - reach, inner.bottom + away):
        if 0 <= top <= len(dark) - reach:
            result |= dark[top : top + reach, inner.x0 : inner.x1].mean(axis=0) > _MIN_EDGE
    return result


def _is_negative(contrast: Shades) -> bool:
    """Whether an area bears white print, rules apart.

    Args:
        contrast: how much lighter than the area's own shade its pixels are: 1 is white.
    """
    is_mark = np.abs(contrast) > 0.5
    along = is_mark.mean(axis=1) < _RULE, is_mark.mean(axis=0) < _RULE
    bare = contrast[along[0]][:, along[1]]
    if not bare.size or (np.abs(bare) < _EVEN).mean() < _MIN_EVEN:
        return False
    white, black = (bare > 0.5).mean(), (bare < -0.5).mean()
    return bool(white >= _MIN_WHITE and white > black)
