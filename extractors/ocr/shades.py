"""Shades of a scanned page made even: white paper, shaded cells too, and black print."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from extractors.pages import Bools

Grey = npt.NDArray[np.uint8]
"""A picture in shades of grey, [row, column]: 0 is black, 255 white."""

Shades = npt.NDArray[np.float32]

_BLOCK = 4
"""Side (pixels) of the squares in which the paper's shade is told."""

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
    paper = _filtered(blocks, np.maximum, _REACH)
    paper[paper == 0] = 255
    paper = np.maximum(_filtered(paper, np.minimum, _REACH + _BLUR), _DARKEST_PAPER)
    lift = (255 / paper).astype(np.float32)
    lightness = _enlarged(_enlarged(lift, _BLOCK, grey.shape[0], 0), _BLOCK, grey.shape[1], 1)
    lightness *= grey
    result: Grey = np.minimum(lightness, 255, out=lightness).astype(np.uint8)
    return result


def _light_shades(grey: Grey) -> Shades:
    """The second lightest of four pixels of each block, noise smoothed."""
    rows, columns = (-(-side // _BLOCK) for side in grey.shape)
    padded = np.pad(
        grey, ((0, rows * _BLOCK - grey.shape[0]), (0, columns * _BLOCK - grey.shape[1])), mode="edge"
    )
    four = (padded[y::_BLOCK, x::_BLOCK] for y in (0, 2) for x in (0, 2))
    shades = np.sort(np.stack(list(four)), axis=0)[2].astype(np.float32)
    around = np.pad(shades, 1, mode="edge")
    down = around[:-2] + around[1:-1] + around[2:]
    result: Shades = (down[:, :-2] + down[:, 1:-1] + down[:, 2:]) / 9
    return result


def _filtered(blocks: Shades, extreme: np.ufunc, reach: int) -> Shades:
    """The highest or lowest of the blocks that lie up to `reach` away from each."""
    result = blocks
    for axis in (0, 1):
        padding = [(0, 0), (0, 0)]
        padding[axis] = (reach, reach)
        around = np.pad(result, padding, mode="edge")
        length = result.shape[axis]
        result = np.take(around, range(length), axis)
        for shift in range(1, 2 * reach + 1):
            extreme(result, np.take(around, range(shift, shift + length), axis), out=result)
    return result


def _outside(shape: tuple[int, ...], angle: float) -> Bools:
    """The blocks that a turned page does not cover."""
    rows, columns = (-(-side // _BLOCK) for side in shape)
    if not angle:
        return np.zeros((rows, columns), dtype=np.bool_)
    y, x = (np.mgrid[0:rows, 0:columns].astype(np.float32) + 0.5) * _BLOCK
    x -= shape[1] / 2
    y -= shape[0] / 2
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    across, down = np.abs(x * cos - y * sin), np.abs(x * sin + y * cos)
    result: Bools = (across > shape[1] / 2 - 2 * _BLOCK) | (down > shape[0] / 2 - 2 * _BLOCK)
    return result


def even_ink(grey: Grey) -> Grey:
    """The picture with pale print made dark: what is printed grey, and small type that the scanner blurred.

    The models were trained on black print, and thresholds for ink are made for it.

    Args:
        grey: the picture, its paper even, without rules and figures.
    """
    rows, columns = (-(-side // _TILE) for side in grey.shape)
    padding = (0, rows * _TILE - grey.shape[0]), (0, columns * _TILE - grey.shape[1])
    sample = np.pad(grey, padding, mode="edge")[::_FINELY, ::_FINELY]
    side = _TILE // _FINELY
    tiles = sample.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, -1)
    darkest = tiles.shape[2] * _DARKEST // 100
    shade = np.partition(tiles, darkest, axis=2)[:, :, darkest].astype(np.float32)
    is_blank = shade > _BLANK
    noise = 255 - float(np.median(shade[is_blank])) if is_blank.any() else 0.0
    most = min(_MAX_FACTOR, max((255 - _BLANK) / max(noise, 1.0), 1.0))
    factor = np.clip((255 - _BLACK) / np.maximum(255 - shade, 1), 1, most).astype(np.float32)
    factor[is_blank] = 0
    factor = np.maximum(_spread(factor), np.float32(1))
    if factor.max() == 1:
        return grey
    factors = _enlarged(_enlarged(factor, _TILE, grey.shape[0], 0), _TILE, grey.shape[1], 1)
    result: Grey = np.clip(255 - (255 - grey) * factors, 0, 255).astype(np.uint8)
    return result


def _spread(values: Shades) -> Shades:
    """Values, those that are 0 taken from the highest of their neighbours."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(values, 1), (3, 3)).max(axis=(2, 3))
    result: Shades = np.where(values == 0, around, values)
    return result


def _enlarged(values: Shades, side: int, length: int, axis: int) -> Shades:
    """Values at the centres of squares along an axis, drawn out to one for each pixel."""
    at = (np.arange(length) + 0.5) / side - 0.5
    at = np.clip(at, 0, values.shape[axis] - 1)
    low = np.floor(at).astype(np.int64)
    high = np.minimum(low + 1, values.shape[axis] - 1)
    share = (at - low).astype(np.float32).reshape((-1, 1) if axis == 0 else (1, -1))
    result: Shades = np.take(values, low, axis) * (1 - share) + np.take(values, high, axis) * share
    return result
