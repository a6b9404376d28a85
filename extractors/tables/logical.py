"""Logical tables: the parts of a table on successive pages made one, row cut by the page break included."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from extractors.geometry import Place, join_spans
from extractors.model import Cell, Table
from extractors.tables.cell_text import cell_text
from extractors.tables.continuation import (
    as_one_row,
    begins_anew,
    body_texts,
    is_cut_row,
    learn,
    nothing_between,
    numbered_cut,
    ordinal_column,
    same_columns,
)
from extractors.tables.header import (
    MAX_HEADER_ROWS,
    count_header_rows,
    flatten_header,
    is_header_of,
    is_number,
    repeated_rows,
    spread,
    text_grid,
)
from extractors.tables.header_words import are_header_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.geometry import Span
    from extractors.lines import Line
    from extractors.tables.continuation import Learned
    from extractors.tables.page_tables import PageCell, PageContent, PageTable


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One page's part of a logical table, with how many of its rows repeat the header."""

    table: PageTable
    header_rows: int


def join_tables(
    contents: Sequence[PageContent], furniture: Sequence[set[int]], *, joined: bool = True
) -> list[Table]:
    """All logical tables of consecutive pages, in reading order.

    Args:
        contents: the pages.
        furniture: for each page, the indices of its lines that are page furniture.
        joined: False leaves each page's part a table of its own.
    """
    return [build_table(chain) for chain in chains(contents, furniture, joined=joined)]


def chains(
    contents: Sequence[PageContent], furniture: Sequence[set[int]], *, joined: bool = True
) -> list[list[Part]]:
    """Parts of the same logical table, chained over pages."""
    result: list[list[Part]] = []
    for number, content in enumerate(contents):
        for index, table in enumerate(content.tables):
            chain = result[-1] if result else None
            part = None
            if joined and index == 0 and chain and number and chain[-1].table is _last(contents[number - 1]):
                above = contents[number - 1]
                if nothing_between(
                    above, chain[-1].table, content, table, furniture[number - 1 : number + 1]
                ):
                    part = _continuing_part(chain, as_one_row(chain[-1].table, table))
            if chain is not None and part is not None:
                chain.append(part)
            else:
                result.append([Part(table, _header_rows(table, contents, number, index))])
    return result


def _last(content: PageContent) -> PageTable | None:
    return content.tables[-1] if content.tables else None


def _header_rows(table: PageTable, contents: Sequence[PageContent], number: int, index: int) -> int:
    """Header rows of a table's first part: what the next page repeats, or else what the table alone tells."""
    own = count_header_rows(table)
    if (
        index == len(contents[number].tables) - 1
        and number + 1 < len(contents)
        and contents[number + 1].tables
        and same_columns(table, contents[number + 1].tables[0])
        and not begins_anew(table, contents[number + 1].tables[0])
    ):
        below = contents[number + 1].tables[0]
        grid = text_grid(table, MAX_HEADER_ROWS)
        repeated = repeated_rows(grid, text_grid(below, MAX_HEADER_ROWS))
        if own:  # Two tables of one form may begin with equal rows of data, too.
            repeated = next((k for k in range(own, repeated) if any(map(is_number, grid[k]))), repeated)
        if len(table.xs) == len(below.xs) and repeated < table.row_count:
            own = max(own, repeated)
        if not own:
            return table.row_count if is_header_of(table, below) else 0
    return own


def _continuing_part(chain: list[Part], table: PageTable) -> Part | None:
    """The table as the chain's next part, or None if it is a table of its own."""
    head = chain[0]
    if not same_columns(chain[-1].table, table) or begins_anew(head.table, table):
        return None
    if not head.header_rows:
        return Part(table, 0)
    wide = max(head.table, table, key=lambda part: part.column_count)
    grid = spread(text_grid(table, MAX_HEADER_ROWS), table, wide)
    repeated = repeated_rows(spread(text_grid(head.table, head.header_rows), head.table, wide), grid)
    if len(head.table.xs) != len(table.xs):
        return Part(table, repeated)
    if not repeated and are_header_words(grid[0]):
        return None  # It names its columns anew.
    return Part(table, repeated)


@dataclass(slots=True)
class _Building:
    """A cell while its table is being joined: it may gain rows and pieces on later pages."""

    row: int
    column: int
    row_span: int
    column_span: int
    pieces: list[tuple[int, PageCell]] = field(default_factory=list)


class _Builder:
    """Joins parts row by row on common columns."""

    def __init__(self, chain: Sequence[Part]) -> None:
        self.chain = chain
        self.edges = _common_edges([part.table for part in chain])
        self.width = len(self.edges) - 1
        self.cells: list[_Building] = []
        self.owner: list[list[_Building | None]] = []
        self.columns = [self._columns_of(part.table) for part in chain]
        self.texts = [self._texts_of(part, at) for part, at in zip(chain, self.columns, strict=True)]
        self.number = ordinal_column(self.texts)
        self.merged = {
            at[cell.column]
            for part, at in zip(chain, self.columns, strict=True)
            for cell in part.table.cells
            if cell.row_span > 1 and cell.row >= part.header_rows
        }

    @cached_property
    def learned(self) -> Learned:
        """What the rows that touch no page break tell."""
        last = len(self.chain) - 1
        inner = [
            row
            for index, rows in enumerate(self.texts)
            for row in rows[1 if index else 0 : None if index == last else -1]
        ]
        return learn(inner, self.width, self.merged)

    def _is_cut(self, last: list[str], first: list[str]) -> bool:
        cut = numbered_cut(last, first, self.number)
        return is_cut_row(last, first, self.learned) if cut is None else cut

    def _columns_of(self, table: PageTable) -> list[int]:
        """For each grid line of a part, the common grid line it is."""
        edges = np.array(self.edges)
        return [int(np.argmin(np.abs(edges - (x - table.box.x0)))) for x in table.xs]

    def _texts_of(self, part: Part, columns: list[int]) -> list[list[str]]:
        """Body texts of a part on the common columns."""
        rows = []
        for texts in body_texts(part.table, part.header_rows):
            row = [""] * self.width
            for index, text in enumerate(texts):
                row[columns[index]] = text
            rows.append(row)
        return rows

    def run(self) -> None:
        """Join all parts."""
        last: list[str] = []
        for index, part in enumerate(self.chain):
            texts = self.texts[index]
            cut = bool(last and texts) and self._is_cut(last, texts[0])
            self._add(part.table, part.header_rows if index else 0, self.columns[index], cut=cut)
            if cut and len(texts) == 1:
                last = [above + below for above, below in zip(last, texts[0], strict=True)]
            elif texts:
                last = texts[-1]

    def _add(self, table: PageTable, skip: int, columns: list[int], *, cut: bool) -> None:
        """Add the rows of a part but for the first `skip`; with `cut`, the first of them goes on the last row so far."""
        first = len(self.owner) - (1 if cut else 0)
        while len(self.owner) < first + table.row_count - skip:
            self.owner.append([None] * self.width)
        is_blank = not any(c.lines for c in table.cells if c.row == skip)
        for cell in table.cells:
            end = cell.row + cell.row_span
            if end <= skip:
                continue
            start = max(cell.row, skip)
            at, stop = first + start - skip, first + end - skip
            left = columns[cell.column]
            right = max(columns[cell.column + cell.column_span], left + 1)
            target = None
            if start == skip and cut:
                target = self.owner[at][left]
            elif start == skip and at and not cell.lines and not is_blank:
                target = self._open_above(at, left)
            if target is None:
                target = _Building(at, left, stop - at, right - left)
                self.cells.append(target)
            elif stop - target.row > target.row_span:
                target.row_span = stop - target.row
            target.pieces.append((table.page, cell))
            for row in range(at, stop):
                self.owner[row][left:right] = [target] * (right - left)

    def _open_above(self, row: int, column: int) -> _Building | None:
        """The merged cell that is open at the page break above `row`: blank below it, while its neighbours begin anew.

        A column merges over page breaks only if it merges rows elsewhere.
        """
        return self.owner[row - 1][column] if column in self.merged else None


def _common_edges(tables: Sequence[PageTable]) -> list[float]:
    """Grid lines, measured from the left border, of the part with the most columns."""
    widest = max(tables, key=lambda t: len(t.xs))
    return [x - widest.box.x0 for x in widest.xs]


def build_table(chain: Sequence[Part]) -> Table:
    """One logical table out of its parts."""
    builder = _Builder(chain)
    builder.run()
    head = chain[0].header_rows
    finished = {id(building): _finish(building, head) for building in builder.cells}
    grid = [[finished[id(building)] for building in row] for row in builder.owner]
    names = [[" ".join(cell.text.split()) for cell in row] for row in grid[:head]]
    return Table(
        header=flatten_header(names),
        rows=tuple(tuple(cell.text for cell in row) for row in grid[head:]),
        cells=tuple(sorted(finished.values(), key=lambda c: (c.row, c.column))),
        row_spans=tuple(_row_span(row, number) for number, row in enumerate(grid[head:])),
        span=tuple(Place(part.table.page, part.table.box) for part in chain),
        column_count=builder.width,
    )


def _row_span(row: list[Cell], number: int) -> Span:
    """Where a row stands: the places of the cells that are its own; those merged over rows only where no other is."""
    own = [cell.span for cell in row if cell.row_span == 1]
    return join_spans(own or [cell.span for cell in row if cell.row == number] or [cell.span for cell in row])


def _finish(building: _Building, header_rows: int) -> Cell:
    page, first = building.pieces[0]
    lines: Sequence[Line] = first.lines
    span: Span = (Place(page, first.box),)
    if len(building.pieces) > 1:
        lines = [line for _, piece in building.pieces for line in piece.lines]
        span = join_spans([(Place(page, piece.box),) for page, piece in building.pieces])
    return Cell(
        building.row - header_rows,
        building.column,
        building.row_span,
        building.column_span,
        cell_text(lines, first.box) if lines else "",
        tuple([line.text for line in lines]),
        span,
    )
