"""From one file to everything that is read out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.flow import read_flow
from extractors.furniture import find_furniture
from extractors.readers import read_pages
from extractors.tables.logical import join_tables
from extractors.tables.page_tables import read_content

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.model import Table
    from extractors.readers import Reader


def read_tables(path: Path | str, *, reader: Reader = "pdfium", joined: bool = True) -> tuple[Table, ...]:
    """Every ruled table of a PDF.

    Args:
        path: the file.
        reader: which library decodes the pages.
        joined: False leaves each page's part of a table a table of its own.

    Raises:
        ReadError: if the file gives no pages at all.
    """
    if joined:
        return read_flow(path, reader=reader).tables
    contents = [read_content(page) for page in read_pages(path, reader=reader)]
    return tuple(join_tables(contents, find_furniture(contents), joined=False))
