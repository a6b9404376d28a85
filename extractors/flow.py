"""One file in reading order: lines and logical tables, page furniture set aside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from extractors.furniture import find_furniture, watermarks
from extractors.readers import read_pages
from extractors.tables.captions import finish_table
from extractors.tables.continuation import heads_of_parts
from extractors.tables.level_pages import read_contents
from extractors.tables.logical import join_tables
from extractors.tables.page_tables import beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from extractors.findings import Finding
    from extractors.geometry import BBox
    from extractors.lines import Line
    from extractors.model import Table
    from extractors.pages import Page
    from extractors.readers import Reader
    from extractors.tables.page_tables import PageContent


_NONE = np.zeros(0, dtype=np.int64)


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
        pages: all pages, as read; without their characters, which are in lines now, where none of them was recognized.
        elements: lines and tables in reading order, page by page; a table stands where it begins.
        furniture: page numbers, running heads, stamps and watermarks.
        tables: all logical tables.
        ruby: small kana beside words, told from the text.
        watermarks: those of `furniture` that lie across the text.
        findings: what the pages did not give faithfully, and what does not add up.
    """

    pages: tuple[Page, ...]
    elements: tuple[FlowElement, ...]
    furniture: tuple[FlowLine, ...]
    tables: tuple[Table, ...]
    ruby: tuple[FlowLine, ...] = ()
    watermarks: tuple[FlowLine, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_flow(path: Path | str, *, reader: Reader = "pdfium") -> Flow:
    """Read a file.

    Raises:
        ReadError: if the file gives no pages at all.
    """
    return make_flow(read_pages(path, reader=reader))


def make_flow(pages: Iterable[Page]) -> Flow:
    """Take pages apart and put their lines and tables into reading order."""
    return arrange(read_contents(pages))


def arrange(contents: Sequence[PageContent]) -> Flow:
    """Put the lines and tables of consecutive pages into reading order."""
    furniture = heads_of_parts(contents, find_furniture(contents))
    tables = join_tables(contents, furniture)
    starting: dict[int, list[int]] = {}
    for index, table in enumerate(tables):
        starting.setdefault(table.span[0].page, []).append(index)
    elements: list[FlowElement] = []
    apart: list[FlowLine] = []
    across: list[FlowLine] = []
    for content, indices, marks in zip(contents, furniture, watermarks(contents), strict=True):
        number = content.page.number
        lines = [FlowLine(number, line) for index, line in enumerate(content.lines) if index not in indices]
        heads = [FlowLine(number, content.lines[index]) for index in sorted(indices - marks)]
        laid_over = [FlowLine(number, content.lines[index]) for index in sorted(indices & marks)]
        begun = [FlowTable(number, index, tables[index]) for index in starting.get(number, ())]
        here: list[FlowElement] = sorted([*lines, *begun], key=partial(_reading_place, content))
        for place, element in enumerate(here):
            if isinstance(element, FlowTable):
                tables[element.index] = finish_table(
                    element.table, _lines_before(here[:place]), (head.line for head in heads)
                )
                here[place] = replace(element, table=tables[element.index])
        elements.extend(here)
        apart.extend([*heads, *laid_over])
        across.extend(laid_over)
    findings = tuple(f for content in contents for f in (*content.page.findings, *content.findings))
    ruby = tuple(FlowLine(content.page.number, line) for content in contents for line in content.ruby)
    return Flow(
        pages=tuple(map(_without_chars, contents)),
        elements=tuple(elements),
        furniture=tuple(apart),
        tables=tuple(tables),
        ruby=ruby,
        watermarks=tuple(across),
        findings=findings,
    )


def _without_chars(content: PageContent) -> Page:
    """A long file's characters, kept until its last page is understood, would fill the memory."""
    page = content.page
    return page if page.confidence is not None else replace(page, chars=page.chars.take(_NONE))


def _lines_before(elements: Sequence[FlowElement]) -> Iterator[Line]:
    """The lines at the end of a stretch, the last first, back to the table before them."""
    for element in reversed(elements):
        if not isinstance(element, FlowLine):
            return
        yield element.line


def _reading_place(content: PageContent, element: FlowElement) -> tuple[float, float, float]:
    """Where an element comes in reading order: by its height on the page.

    What stands in one box or column stays together, in the order in which its lines are read.
    """
    if isinstance(element, FlowTable):
        return beside(element.box.top, content.tables), element.box.x0, 0.0
    if element.line.group:
        return *content.regions[element.line.group - 1].place, float(content.lines.index(element.line))
    return (element.box.top + element.box.bottom) / 2, element.box.x0, 0.0
