"""One file in reading order: lines and logical tables, page furniture set aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.furniture import find_furniture
from extractors.readers import read_pages
from extractors.tables.logical import join_tables
from extractors.tables.page_tables import read_content

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from extractors.geometry import BBox
    from extractors.lines import Line
    from extractors.model import Table
    from extractors.pages import Page
    from extractors.readers import Reader


@dataclass(frozen=True, slots=True, eq=False)
class FlowLine:
    """A line of running text on a page."""

    page: int
    line: Line

    @property
    def box(self) -> BBox:
        """Where it stands on its page."""
        return self.line.box


@dataclass(frozen=True, slots=True, eq=False)
class FlowTable:
    """A logical table at the place where it begins; `index` is its place in `Flow.tables`."""

    page: int
    index: int
    table: Table

    @property
    def box(self) -> BBox:
        """Where it begins."""
        return self.table.span[0].box


FlowElement = FlowLine | FlowTable


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """A file in reading order.

    Attributes:
        pages: all pages, as read.
        elements: lines and tables in reading order, page by page; a table stands where it begins.
        furniture: page numbers and running heads.
        tables: all logical tables.
    """

    pages: tuple[Page, ...]
    elements: tuple[FlowElement, ...]
    furniture: tuple[FlowLine, ...]
    tables: tuple[Table, ...]


def read_flow(path: Path | str, *, reader: Reader = "pdfium") -> Flow:
    """Read a file.

    Raises:
        ReadError: if the file gives no pages at all.
    """
    return make_flow(read_pages(path, reader=reader))


def make_flow(pages: Iterable[Page]) -> Flow:
    """Take pages apart and put their lines and tables into reading order."""
    contents = [read_content(page) for page in pages]
    furniture = find_furniture(contents)
    tables = join_tables(contents, furniture)
    starts: dict[int, list[FlowTable]] = {}
    for index, table in enumerate(tables):
        starts.setdefault(table.span[0].page, []).append(FlowTable(table.span[0].page, index, table))
    elements: list[FlowElement] = []
    apart: list[FlowLine] = []
    for content, indices in zip(contents, furniture, strict=True):
        number = content.page.number
        here: list[FlowElement] = list(starts.get(number, ()))
        for index, line in enumerate(content.lines):
            (apart if index in indices else here).append(FlowLine(number, line))  # type: ignore[arg-type]
        elements.extend(
            sorted(
                here, key=lambda e: (e.box.top + e.box.bottom) / 2 if isinstance(e, FlowLine) else e.box.top
            )
        )
    return Flow(tuple(c.page for c in contents), tuple(elements), tuple(apart), tuple(tables))
