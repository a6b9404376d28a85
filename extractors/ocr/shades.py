"""Shades of a scanned page made even: white paper, shaded cells too, and black print."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from extractors.ocr.filters import box_sums, extremes, in_squares

if TYPE_CHECKING:
    from extractors.pages import Bools

Grey = npt.NDArray[np.uint8]
"""A picture in shades of grey, [row, column]: 0 is black, 255 white."""

Shades = npt.NDArray[np.float32]

BLOCK = 4
"""Side (pixels) of the squares in which the paper's shade is told, and dark areas are looked for."""

_REACH = 5
"""Paper shows between the strokes of print at least this many squares away in each direction: 20 pixels, 5 points."""

_BLUR = 2
"""By so many squares the edge of a shaded area is blurred where the paper's shade is told. The darker shade holds as far
beyond the edge: paper divided by less than its lightness is white all the same, shade divided by more remains grey."""

_DARKEST_PAPER = 110
"""What is darker (of 255) is no paper, but ink or a dark area."""

_TILE = 48
"""Side (pixels) of the squares in which the shade of the print is told."""

_FINELY, _DARKEST, _BLACK, _BLANK, _MAX_FACTOR = 2, 2, 60, 208, 3.0
"""Where the darkest 2% of a square are paler than black, ink is darkened so far, at most threefold; a square that has nothing
darker than the fourth is blank, and no noise of blank squares is made darker than that. Looked at is every so manieth pixel."""


def even_paper(grey: Grey, angle: float = 0.0) -> Grey:
    """The picture with its paper white: every pixel divided by the lightness of the paper around it.

    The paper is what remains when everything narrower than a few points and darker than what surrounds it is filled
    (the morphological closing): shaded cells become white up to their edges.

    Args:
        grey: the picture.
        angle: degrees by which it was turned; outside the turned page there is no paper.
    """
    blocks = _light_shades(grey)
    outside = _outside(grey.shape, angle)
    blocks[outside] = 0
    paper = extremes(blocks, np.maximum, _REACH, _REACH)
    paper[paper == 0] = 255
    paper = np.maximum(extremes(paper, np.minimum, _REACH + _BLUR, _REACH + _BLUR), _DARKEST_PAPER)
    lightness = _enlarged((255 / paper).astype(np.float32), BLOCK, grey.shape)
    lightness *= grey
    result: Grey = np.minimum(lightness, 255, out=lightness).astype(np.uint8)
    return result


def block_shades(grey: Grey) -> Grey:
    """Four pixels of each square of 4 pixels, the darkest first: [which, row, column]."""
    squares = in_squares(grey, BLOCK)
    return np.sort(np.stack([squares[:, y, :, x] for y in (0, 2) for x in (0, 2)]), axis=0)


def _light_shades(grey: Grey) -> Shades:
    """The second lightest of four pixels of each block, noise smoothed."""
    shades = np.pad(block_shades(grey)[2].astype(np.float32), 1, mode="edge")
    sums = box_sums(shades, 1)
    sums /= 9
    return sums


def _outside(shape: tuple[int, ...], angle: float) -> Bools:
    """The blocks that a turned page does not cover."""
    rows, columns = (-(-side // BLOCK) for side in shape)
    if not angle:
        return np.zeros((rows, columns), dtype=np.bool_)
    y, x = (np.mgrid[0:rows, 0:columns].astype(np.float32) + 0.5) * BLOCK
    x -= shape[1] / 2
    y -= shape[0] / 2
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    across, down = np.abs(x * cos - y * sin), np.abs(x * sin + y * cos)
    result: Bools = (across > shape[1] / 2 - 2 * BLOCK) | (down > shape[0] / 2 - 2 * BLOCK)
    return result


def even_ink(grey: Grey) -> Grey:
    """The picture with pale print made dark: what is printed grey, and small type that the scanner blurred.

    The models were trained on black print, and thresholds for ink are made for it.

    Args:
        grey: the picture, its paper even, without rules and figures.
    """
    sample = in_squares(grey, _TILE)[:, ::_FINELY, :, ::_FINELY].swapaxes(1, 2)
    tiles = sample.reshape(*sample.shape[:2], -1)
    darkest = tiles.shape[2] * _DARKEST // 100
    shade = np.partition(tiles, darkest, axis=2)[:, :, darkest].astype(np.float32)
    is_blank = shade > _BLANK
    noise = 255 - float(np.median(shade[is_blank])) if is_blank.any() else 0.0
    most = min(_MAX_FACTOR, max((255 - _BLANK) / max(noise, 1.0), 1.0))
    factor = np.clip((255 - _BLACK) / np.maximum(255 - shade, 1), 1, most).astype(np.float32)
    factor[is_blank] = 1
    factor = np.where(is_blank, extremes(factor, np.maximum, 1, 1), factor)
    if factor.max() == 1:
        return grey
    result: Grey = np.clip(255 - (255 - grey) * _enlarged(factor, _TILE, grey.shape), 0, 255).astype(np.uint8)
    return result


def _enlarged(values: Shades, side: int, shape: tuple[int, ...]) -> Shades:
    """Values at the centres of squares, drawn out to one for each pixel."""
    result = values
    for axis, length in enumerate(shape):
        at = np.clip((np.arange(length) + 0.5) / side - 0.5, 0, values.shape[axis] - 1)
        low = np.floor(at).astype(np.int64)
        high = np.minimum(low + 1, values.shape[axis] - 1)
        share = (at - low).astype(np.float32).reshape((-1, 1) if axis == 0 else (1, -1))
        result = np.take(result, low, axis) * (1 - share) + np.take(result, high, axis) * share
    return result
