"""Readers: a PDF file to pages as plain data.

    for page in read_pages("minutes.pdf"):
        print(page.number, page.width, page.height, len(page.chars))

Two readers stand behind `read_pages`: `pdfium` (the default) and `pdfplumber` (the reference it is held against).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from extractors.readers.opening import open_pdfium, read_info

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

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
    if reader == "pdfplumber":
        from extractors.readers import plumber  # noqa: PLC0415 - half a second of imports that few runs need

        yield from plumber.read_pages(path, pages)
        return
    from extractors.ocr.recognize import complete_page  # noqa: PLC0415 - likewise
    from extractors.readers import pdfium  # noqa: PLC0415 - likewise

    with open_pdfium(path, all_layers=False) as document:
        for number in range(1, len(document) + 1) if pages is None else pages:
            if not 1 <= number <= len(document):
                raise ValueError(f"page {number} is not among the file's pages 1 to {len(document)}")
            yield complete_page(document, pdfium.read_page(document, number))
