"""How surely recognized text was read: from the characters of a page to the cells and items that are made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractors.geometry import Span
    from extractors.model import Case, Document, Table
    from extractors.pages import Page

RECOGNIZED = frozenset({"ocr_page", "ocr_layer"})
"""Codes of the findings of pages whose text was recognized."""


def with_confidence(document: Document, pages: Sequence[Page]) -> Document:
    """The document with a confidence on every recognized cell and item, and its recognized cases marked as such.

    Args:
        document: as read.
        pages: of its file.
    """
    if document.text_source != "ocr":
        return document
    by_number = {page.number: page for page in pages}
    return replace(
        document,
        tables=tuple(_table(table, by_number) for table in document.tables),
        cases=tuple(_case(case, by_number) for case in document.cases),
    )


def span_confidence(span: Span, pages: Mapping[int, Page]) -> float | None:
    """Mean confidence of the recognized characters in a span, or None if there is none.

    Args:
        span: where to look.
        pages: by number.
    """
    found = []
    for number, box in span:
        page = pages[number]
        if page.confidence is None:
            continue
        x, y = page.anchors()
        inside = (x >= box.x0) & (x <= box.x1) & (y >= box.top) & (y <= box.bottom)
        found.append(page.confidence[inside & ~np.isnan(page.confidence)])
    values = np.concatenate(found) if found else np.zeros(0)
    return round(float(values.mean()), 3) if len(values) else None


def _table(table: Table, pages: Mapping[int, Page]) -> Table:
    cells = (
        cell._replace(confidence=span_confidence(cell.span, pages)) if cell.lines else cell
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))


def _case(case: Case, pages: Mapping[int, Page]) -> Case:
    codes = {f.code for place in case.span for f in pages[place.page].findings} & RECOGNIZED
    items = tuple(replace(item, confidence=span_confidence(item.span, pages)) for item in case.items)
    return replace(case, items=items, findings=(*case.findings, *sorted(codes)))
