"""Readers: a PDF file to pages as plain data.

    for page in read_pages("minutes.pdf"):
        print(page.number, page.width, page.height, len(page.chars))

Two readers stand behind `read_pages`: `pdfium` (the default) and `pdfplumber` (the reference it is held against).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from extractors.findings import Finding
from extractors.geometry import Place
from extractors.readers.layers import shown_only
from extractors.readers.opening import open_pdfium, read_info

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractors.pages import Page

__all__ = ["Reader", "read_info", "read_pages"]

Reader = Literal["pdfium", "pdfplumber"]


def read_pages(
    path: Path | str, *, reader: Reader = "pdfium", pages: Iterable[int] | None = None
) -> Iterator[Page]:
    """The pages of a PDF, one after another.

    Args:
        path: the file.
        reader: which library decodes the pages.
        pages: 1-based numbers of the pages wanted, in the order wanted; all when None.

    Raises:
        ReadError: if the file gives no pages at all; its message says what is wrong and what to do.
        ValueError: for a page number that the file does not have.
    """
    shown = shown_only(Path(path))
    if reader == "pdfplumber":
        from extractors.readers import plumber  # noqa: PLC0415 - half a second of imports that few runs need

        found = plumber.read_pages(path, pages, shown.data)
    else:
        found = _pdfium_pages(path, pages, shown.data)
    for page in found:
        is_told = shown.is_unsure and page.number == 1
        yield replace(page, findings=(*page.findings, _layers_unread(page))) if is_told else page


def _pdfium_pages(path: Path | str, pages: Iterable[int] | None, instead: bytes | None) -> Iterator[Page]:
    from extractors.ocr.recognize import complete_page  # noqa: PLC0415 - likewise
    from extractors.readers import pdfium  # noqa: PLC0415 - likewise

    with open_pdfium(path, instead) as document:
        for number in range(1, len(document) + 1) if pages is None else pages:
            if not 1 <= number <= len(document):
                raise ValueError(f"page {number} is not among the file's pages 1 to {len(document)}")
            yield complete_page(document, pdfium.read_page(document, number))


def _layers_unread(page: Page) -> Finding:
    message = "The file may hide layers and could not be taken apart: whatever stands on them is in the data."
    return Finding("layers_unread", "warning", message, span=(Place(page.number, page.box),))
