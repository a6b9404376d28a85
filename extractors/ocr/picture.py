"""A page as a picture: rendered straight, in shades of grey, on white paper."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2.raw as pdfium

from extractors.ocr.filters import box_sums
from extractors.ocr.negative import turn_dark_areas
from extractors.ocr.shades import even_paper
from extractors.ocr.tesseract import DPI

if TYPE_CHECKING:
    from extractors.ocr.shades import Grey
    from extractors.pages import Bools

MAX_PIXELS = 25_000_000
"""Larger pages are looked at more coarsely."""

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
        even_paper(turn_dark_areas(grey, scale), angle),
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
    result: Bools = ink & (box_sums(np.pad(ink, 1).astype(np.uint8), 1) >= 4)
    return result


def without_specks(grey: Grey) -> Grey:
    """A picture without marks of up to three pixels each way around which there is no other ink: finer than a full stop."""
    dark = np.pad(is_ink(grey, _SPECK), 3).astype(np.uint8)
    inner = box_sums(dark, 1)[2:-2, 2:-2]
    outer = box_sums(dark, 3)
    rows, columns = np.nonzero((inner > 0) & (inner == outer))
    clean = np.pad(grey, 3, mode="edge")
    for down in range(1, 6):
        for right in range(1, 6):
            clean[rows + down, columns + right] = 255
    result: Grey = clean[3:-3, 3:-3]
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
