"""Image-only copies of PDFs, as a scanner makes them: grey, slightly turned, soft, specked, packed as JPEG."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.readers import read_pages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from extractors.pages import Page

PAPER = 246
"""Grey of the paper, of 255."""

INK = 38
"""Grey of black print."""

NOISE = 7.0
"""Standard deviation of the sensor's noise, in levels of grey."""

SPECKS = 30
"""Specks of dust on a page."""

JPEG_QUALITY = 80

LAYER_FONT = "HeiseiMin-W3"


def scan_pdf(
    source: Path | str,
    target: Path | str,
    *,
    dpi: int,
    skew: float = 0.0,
    pages: Iterable[int] | None = None,
    layer: str = "",
) -> None:
    """Write an image-only copy of a PDF.

    Args:
        source: the PDF.
        target: where the copy goes.
        dpi: resolution of the scanner.
        skew: how far the paper lies turned, in degrees clockwise.
        pages: 1-based numbers of the pages to copy; all when None.
        layer: "invisible" puts the source's text over the picture as scanners do; any other text is put there itself.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(LAYER_FONT))
    document = pypdfium2.PdfDocument(source)
    canvas = Canvas(str(target), invariant=True)
    for number in range(1, len(document) + 1) if pages is None else pages:
        page = document[number - 1]
        width, height = page.get_size()
        picture = scan_page(page, dpi, skew, np.random.default_rng(number))
        packed = io.BytesIO()
        Image.fromarray(picture).save(packed, "JPEG", quality=JPEG_QUALITY)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(packed), 0, 0, width, height)
        if layer:
            _add_layer(canvas, next(iter(read_pages(source, pages=[number]))), layer)
        canvas.showPage()
    canvas.save()
    document.close()


def _add_layer(canvas: Canvas, page: Page, layer: str) -> None:
    text = canvas.beginText()
    text.setTextRenderMode(3)
    chars = page.chars
    shown = chars.text if layer == "invisible" else (layer * len(chars))[: len(chars)]
    for index, char in enumerate(shown):
        text.setFont(LAYER_FONT, float(chars.size[index]))
        baseline = float(chars.bottom[index]) - 0.12 * float(chars.size[index])
        text.setTextOrigin(float(chars.x0[index]), page.height - baseline)
        text.textOut(char)
    canvas.drawText(text)


def scan_page(
    page: pypdfium2.PdfPage, dpi: int, skew: float, rng: np.random.Generator
) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """One page as the scanner sees it: shades of grey, 0 is black."""
    drawn = page.render(scale=2 * dpi / 72, grayscale=True).to_pil()
    turned = drawn.rotate(-skew, Image.Resampling.BICUBIC, fillcolor=255)
    size = (math.ceil(drawn.width / 2), math.ceil(drawn.height / 2))
    soft = np.asarray(turned.resize(size, Image.Resampling.BOX), dtype=np.float64)
    soft = (2 * soft + np.roll(soft, 1, 0) + np.roll(soft, 1, 1)) / 4
    grey = INK + soft / 255 * (PAPER - INK)
    for x, y in zip(rng.integers(2, size[0] - 2, SPECKS), rng.integers(2, size[1] - 2, SPECKS), strict=True):
        grey[y : y + rng.integers(1, 3), x : x + rng.integers(1, 3)] -= 90
    grey += rng.normal(0.0, NOISE, grey.shape)
    return np.clip(grey, 0, 255).astype(np.uint8)
