"""The default reader: PDFium through pypdfium2's raw interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pypdfium2.raw as pdfium

from extractors.findings import Finding
from extractors.geometry import BBox, Place
from extractors.pages import Chars, Page
from extractors.readers import native
from extractors.readers.painting import Canvas
from extractors.readers.pdfium_objects import MAX_OBJECTS, PageObjects, shown_matrix
from extractors.readers.pdfium_paths import paint_paths
from extractors.readers.pdfium_text import read_text

if TYPE_CHECKING:
    import pypdfium2


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """Read one page.

    Args:
        document: the open document.
        number: 1-based page number.
    """
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        message = f"Page {number} is damaged and could not be opened; look at it in a PDF viewer."
        return empty_page(number, Finding("page_unreadable", "error", message, span=()))
    try:
        to_page, width, height = shown_matrix(page)
        box = BBox(0.0, 0.0, width, height)
        objects = PageObjects(native.handle(page), to_page, box)
        canvas = paint_paths(objects)
        text = read_text(document, page, number, objects, canvas)
    finally:
        pdfium.FPDF_ClosePage(page)
    overlays = canvas.overlays(box)
    findings = text.findings
    if objects.is_cut:
        message = f"Page {number} has more drawing objects than are read ({MAX_OBJECTS}); what is beyond is missing."
        findings = (*findings, Finding("page_over_limit", "error", message, span=(Place(number, box),)))
    return Page(
        number=number,
        width=width,
        height=height,
        chars=text.chars,
        rules=canvas.finished_rules(overlays),
        overlays=tuple(overlay for overlay, _ in overlays),
        shapes=tuple(canvas.shapes),
        images=tuple(image for image, _ in objects.images),
        fonts=text.fonts,
        clips=text.clips,
        hidden=text.hidden,
        findings=findings,
        text_source=text.source,
    )


def empty_page(number: int, *findings: Finding) -> Page:
    """A page of which nothing could be read."""
    none, whole = np.zeros(0), np.zeros(0, dtype=np.int32)
    chars = Chars("", none, none, none, none, none, whole, whole, whole, none.astype(np.bool_))
    return Page(number, 0.0, 0.0, chars, Canvas().finished_rules(), findings=findings, text_source="none")
