"""Accounting: what became of every character that a page shows.

Characters shown = characters in table cells + sections + heads of documents + minutes + page furniture + ruby + lost,
none of them twice. White space is no character here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors import prose
from extractors.documents import read_fields
from extractors.extract import document_parts
from extractors.flow import FlowLine, arrange
from extractors.furniture import find_furniture
from extractors.minutes.account import account
from extractors.prose import read_outline
from extractors.ranges import read_contents
from extractors.tables.continuation import heads_of_parts
from extractors.tables.logical import chains

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from extractors.documents import DocumentPart
    from extractors.flow import Flow
    from extractors.lines import Line
    from extractors.readers import Reader
    from extractors.tables.page_tables import PageContent, PageTable

KINDS = ("table", "section", "head", "minutes", "furniture", "ruby", "lost")


@dataclass(frozen=True, slots=True)
class PageAccount:
    """One page's account.

    Attributes:
        page: 1-based.
        shown: characters that the page shows.
        hidden: characters in the file that are not to be seen.
        counts: characters by what they became; see `KINDS`.
        twice: characters that are in more than one place.
    """

    page: int
    shown: int
    hidden: int
    counts: dict[str, int]
    twice: int

    @property
    def balances(self) -> bool:
        """Whether every character is in exactly one place, and none is lost."""
        return sum(self.counts.values()) == self.shown and not self.twice and not self.counts.get("lost")


def account_file(path: Path | str, *, reader: Reader = "pdfium") -> tuple[PageAccount, ...]:
    """The account of every page of a PDF.

    Raises:
        ReadError: if the file gives no pages at all.
    """
    return account_pages(read_contents(path, reader=reader))


def account_pages(contents: Sequence[PageContent]) -> tuple[PageAccount, ...]:
    """The account of every page of a file, from its pages as they were taken apart."""
    books = [Counter[str]() for _ in contents]
    seen = [Counter[int]() for _ in contents]
    for page, kind, line in placed_lines(contents):
        books[page - 1][kind] += len(line.chars)
        seen[page - 1].update(line.chars.tolist())
    return tuple(
        PageAccount(
            content.page.number,
            len(content.page.chars),
            content.page.hidden,
            dict(counts),
            sum(times - 1 for times in places.values()),
        )
        for content, counts, places in zip(contents, books, seen, strict=True)
    )


def placed_lines(contents: Sequence[PageContent]) -> Iterator[tuple[int, str, Line]]:
    """Every printed line of a file: its 1-based page, what it became (see `KINDS`), and the line itself."""
    yield from _table_lines(contents)
    yield from _flow_lines(arrange(contents))


def _table_lines(contents: Sequence[PageContent]) -> Iterator[tuple[int, str, Line]]:
    """Lines in cells; a header that a later page repeats is furniture there."""
    for chain in chains(contents, heads_of_parts(contents, find_furniture(contents))):
        for number, part in enumerate(chain):
            repeated = part.header_rows if number else 0
            for kind, line in _cell_lines(part.table, repeated):
                yield part.table.page, kind, line


def _cell_lines(table: PageTable, repeated: int) -> Iterator[tuple[str, Line]]:
    for cell in table.cells:
        kind = "furniture" if cell.row + cell.row_span <= repeated else "table"
        for line in cell.lines:
            yield kind, line


def _flow_lines(flow: Flow) -> Iterator[tuple[int, str, Line]]:
    """Lines outside tables; what looked like a running head and is a document's head after all counts as that."""
    used: set[int] = set()
    for part, is_minutes in document_parts(flow):
        for page, kind, line in _minutes_lines(part) if is_minutes else _paper_lines(part):
            used.add(id(line))
            yield page, kind, line
    for kind, apart in (("furniture", flow.furniture), ("ruby", flow.ruby)):
        for one in apart:
            if id(one.line) not in used:
                yield one.page, kind, one.line


def _paper_lines(part: DocumentPart) -> Iterator[tuple[int, str, Line]]:
    fields = read_fields(part)
    kinds = {"cover": "head", "head": "head", "heading": "section", "body": "section", "lost": "lost"}
    for fate in prose.account(part, fields, read_outline(part, fields)):
        yield fate.line.page, kinds[fate.place], fate.line.line


def _minutes_lines(part: DocumentPart) -> Iterator[tuple[int, str, Line]]:
    kinds = {"unread": "lost", "running head": "furniture", "small print": "furniture"}
    placed = {entry.element: entry.became for entry in account(part.elements)}
    for index, element in enumerate(part.elements):
        if isinstance(element, FlowLine):
            yield element.page, kinds.get(placed.get(index, "unread"), "minutes"), element.line
