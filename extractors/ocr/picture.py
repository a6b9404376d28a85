"""A page as a picture: rendered straight, in shades of grey, on white paper."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from extractors.pages import Bools

Grey = npt.NDArray[np.uint8]
"""A picture in shades of grey, [row, column]: 0 is black, 255 white."""

Shades = npt.NDArray[np.float32]

DPI = 300
"""Resolution at which a page is looked at: characters of 10 points are as tall as Tesseract's models like them."""

MAX_PIXELS = 25_000_000
"""Larger pages are looked at more coarsely."""

_TILE = 48
"""Side (pixels) of the squares whose lightest shades tell the colour of the paper there."""

_EVERY = 4
"""Of a square's pixels, every so manieth in each direction is looked at."""

_PAPER_SHARE = 80
"""Percentile of a square's shades that is taken for its paper: print never covers more of it."""

_MOST = 0.8
"""A square of which so much is no paper tells nothing."""

_FINELY, _DARKEST, _BLACK, _BLANK, _MAX_FACTOR = 2, 2, 60, 208, 3.0
"""Where the darkest 2% of a square are paler than black, ink is darkened so far, at most threefold; a square that has nothing
darker than the fourth is blank, and no noise of blank squares is made darker than that. Looked at is every so manieth pixel."""

_RED = 60
"""By so much (of 255) red outshines the other colours in a seal."""

_SPECK = 0.8
"""Share of the paper's lightness below which a pixel may be part of a speck."""

INK = 0.72
"""Share of the paper's lightness below which a pixel is ink."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A rendered page.

    Attributes:
        grey: its pixels, the paper evened out to white.
        red: where it is red, as seals are.
        scale: pixels per point.
        angle: degrees (clockwise) by which what is on the page leant, before it was turned back.
    """

    grey: Grey
    red: Bools
    scale: float
    angle: float


def take_picture(
    page: Any,  # noqa: ANN401 - PDFium's handle
    width: float,
    height: float,
    *,
    angle: float = 0.0,
    dpi: float = DPI,
) -> Picture:
    """Render a page.

    Args:
        page: PDFium's page handle.
        width: of the page as shown, in points.
        height: likewise.
        angle: degrees by which what is on the page leans clockwise; it is turned back about the page's centre.
        dpi: resolution.
    """
    scale = min(dpi / 72, math.sqrt(MAX_PIXELS / max(width * height, 1.0)))
    blue, green, red = np.moveaxis(_render(page, width, height, scale, angle), 2, 0).astype(np.int16)
    grey = ((blue * 15 + green * 75 + red * 38) >> 7).astype(np.uint8)
    return Picture(
        even_paper(grey, _outside(grey.shape, width * scale, height * scale, angle)),
        red - np.maximum(blue, green) > _RED,
        scale,
        angle,
    )


def is_ink(grey: Grey, share: float = INK) -> Bools:
    """Where a picture is darker than a share of the paper's lightness."""
    result: Bools = grey < 255 * share
    return result


def without_noise(ink: Bools) -> Bools:
    """Ink of which every pixel has at least three others around it."""
    padded = np.pad(ink, 1).astype(np.uint8)
    sums = padded[:-2] + padded[1:-1] + padded[2:]
    around = sums[:, :-2] + sums[:, 1:-1] + sums[:, 2:]
    result: Bools = ink & (around >= 4)
    return result


def without_specks(grey: Grey) -> Grey:
    """A picture without marks of up to three pixels each way around which there is no other ink: finer than a full stop."""
    dark = np.pad(is_ink(grey, _SPECK), 3).astype(np.uint8)
    inner = _box_sums(dark, 1)[2:-2, 2:-2]
    outer = _box_sums(dark, 3)
    rows, columns = np.nonzero((inner > 0) & (inner == outer))
    clean = np.pad(grey, 3, mode="edge")
    for down in range(1, 6):
        for right in range(1, 6):
            clean[rows + down, columns + right] = 255
    result: Grey = clean[3:-3, 3:-3]
    return result


def _box_sums(marks: Grey, reach: int) -> Grey:
    """How many marks there are in the square of `reach` pixels around each pixel that is so far from the edges."""
    side = 2 * reach + 1
    rows, columns = marks.shape[0] - side + 1, marks.shape[1] - side + 1
    across = marks[:, :columns].copy()
    for k in range(1, side):
        across += marks[:, k : k + columns]
    result = across[:rows].copy()
    for k in range(1, side):
        result += across[k : k + rows]
    return result


def grown(marks: Bools, reach: int = 2) -> Bools:
    """Marks with all that lies up to `reach` pixels above, below or beside them."""
    result = marks.copy()
    for _ in range(reach):
        grown_now = result.copy()
        grown_now[1:] |= result[:-1]
        grown_now[:-1] |= result[1:]
        grown_now[:, 1:] |= result[:, :-1]
        grown_now[:, :-1] |= result[:, 1:]
        result = grown_now
    return result


def _render(
    page: Any,  # noqa: ANN401 - PDFium's handle
    width: float,
    height: float,
    scale: float,
    angle: float,
) -> Grey:
    """Pixels of a page, [row, column, blue to red]."""
    columns, rows = max(round(width * scale), 1), max(round(height * scale), 1)
    pixels = np.full((rows, columns, 3), 255, dtype=np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(
        columns, rows, pdfium.FPDFBitmap_BGR, pixels.ctypes.data_as(ctypes.c_void_p), columns * 3
    )
    turn = math.radians(-angle)
    cos, sin = scale * math.cos(turn), scale * math.sin(turn)
    x, y = width / 2, height / 2
    matrix = pdfium.FS_MATRIX(
        cos, sin, -sin, cos, columns / 2 - x * cos + y * sin, rows / 2 - x * sin - y * cos
    )
    clip = pdfium.FS_RECTF(0.0, 0.0, float(columns), float(rows))
    pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels


def _outside(shape: tuple[int, ...], width: float, height: float, angle: float) -> Bools | None:
    """Where the turned page does not cover its picture, at every `_EVERY`th pixel; None where it covers all of it."""
    if not angle:
        return None
    y, x = np.mgrid[0 : shape[0] : _EVERY, 0 : shape[1] : _EVERY].astype(np.float32)
    x -= shape[1] / 2
    y -= shape[0] / 2
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    margin = 2 * _EVERY
    result: Bools = (np.abs(x * cos - y * sin) > width / 2 - margin) | (
        np.abs(x * sin + y * cos) > height / 2 - margin
    )
    return result


def even_paper(grey: Grey, outside: Bools | None = None) -> Grey:
    """The picture with its paper white: every pixel divided by the lightness of the paper around it.

    Args:
        grey: the picture.
        outside: where there is no paper, at every `_EVERY`th pixel.
    """
    rows, columns = (-(-side // _TILE) for side in grey.shape)
    padding = (0, rows * _TILE - grey.shape[0]), (0, columns * _TILE - grey.shape[1])
    sample = np.pad(grey, padding, mode="edge")[::_EVERY, ::_EVERY]
    missing = np.zeros((1, 1), dtype=np.bool_) if outside is None else outside
    reach = (0, sample.shape[0] - missing.shape[0]), (0, sample.shape[1] - missing.shape[1])
    missing = np.pad(missing, reach, mode="edge")
    shades = np.sort(_in_tiles(np.where(missing, 0, sample).astype(np.uint8), rows, columns), axis=2)
    lost, count = _in_tiles(missing, rows, columns).sum(axis=2), shades.shape[2]
    at = np.minimum(lost + (count - lost) * _PAPER_SHARE // 100, count - 1)
    paper = np.take_along_axis(shades, at[:, :, None], axis=2)[:, :, 0]
    paper = _filled(paper, lost > _MOST * count)
    lift = (255 / np.maximum(paper, 1)).astype(np.float32)
    lightness = _enlarged(_enlarged(lift, grey.shape[0], 0), grey.shape[1], 1)
    lightness *= grey
    result: Grey = np.minimum(lightness, 255, out=lightness).astype(np.uint8)
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
    factors = _enlarged(_enlarged(factor, grey.shape[0], 0), grey.shape[1], 1)
    result: Grey = np.clip(255 - (255 - grey) * factors, 0, 255).astype(np.uint8)
    return result


def _spread(values: Shades) -> Shades:
    """Values, those that are 0 taken from the highest of their neighbours."""
    around = np.lib.stride_tricks.sliding_window_view(np.pad(values, 1), (3, 3)).max(axis=(2, 3))
    result: Shades = np.where(values == 0, around, values)
    return result


def _in_tiles(sample: npt.NDArray[Any], rows: int, columns: int) -> npt.NDArray[Any]:
    """Samples by tile: [row, column, sample]."""
    side = _TILE // _EVERY
    return sample.reshape(rows, side, columns, side).swapaxes(1, 2).reshape(rows, columns, -1)


def _filled(paper: Grey, unknown: Bools) -> Shades:
    """The paper's shades, those of unknown tiles taken from the lightest of their neighbours."""
    result: Shades = np.where(unknown, 0, paper).astype(np.float32)
    for _ in range(max(result.shape)):
        if result.all():
            break
        result = _spread(result)
    return result


def _enlarged(values: Shades, length: int, axis: int) -> Shades:
    """Values at the centres of tiles along an axis, drawn out to one for each pixel."""
    at = (np.arange(length) + 0.5) / _TILE - 0.5
    at = np.clip(at, 0, values.shape[axis] - 1)
    low = np.floor(at).astype(np.int64)
    high = np.minimum(low + 1, values.shape[axis] - 1)
    share = (at - low).astype(np.float32).reshape((-1, 1) if axis == 0 else (1, -1))
    result: Shades = np.take(values, low, axis) * (1 - share) + np.take(values, high, axis) * share
    return result
