"""Logical tables: the parts of a table on successive pages made one, row cut by the page break included."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.geometry import Place, join_spans
from extractors.model import Cell, Table
from extractors.tables.cell_text import cell_text
from extractors.tables.continuation import (
    body_texts,
    is_cut_row,
    nothing_between,
    ordinal_column,
    same_columns,
)
from extractors.tables.header import count_header_rows, flatten_header, repeated_rows, text_grid

if TYPE_CHECKING:
    from collections.abc import Sequence

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
                    part = _continuing_part(chain, table)
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
    ):
        below = contents[number + 1].tables[0]
        if same_columns(table, below) and len(table.xs) == len(below.xs):
            repeated = repeated_rows(text_grid(table), text_grid(below))
            return max(own, repeated) if repeated < table.row_count else own
    return own


def _continuing_part(chain: list[Part], table: PageTable) -> Part | None:
    """The table as the chain's next part, or None if it is a table of its own."""
    head = chain[0]
    if not same_columns(chain[-1].table, table):
        return None
    if not head.header_rows:
        return Part(table, 0)
    names = text_grid(head.table)[: head.header_rows]
    repeated = repeated_rows(names, text_grid(table)) if len(head.table.xs) == len(table.xs) else 0
    if repeated:
        return Part(table, repeated)
    return (
        None
        if count_header_rows(table) and len(head.table.xs) == len(table.xs) and _renames(head, table)
        else Part(table, 0)
    )


def _renames(head: Part, table: PageTable) -> bool:
    """Whether the table's first row names columns anew instead of going on with data."""
    first = text_grid(table)[0]
    body = body_texts(head.table, head.header_rows)
    number = ordinal_column(body)
    return number is None or (bool(first[number]) and not first[number].isdigit())


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
        self.cells: list[_Building] = []
        self.owner: list[list[_Building]] = []
        self.number = ordinal_column([row for part in chain for row in self._aligned(part)])

    @property
    def width(self) -> int:
        return len(self.edges) - 1

    def _columns(self, table: PageTable) -> list[int]:
        """For each grid line of a part, the common grid line it is."""
        return [
            min(range(len(self.edges)), key=lambda k, x=x: abs(self.edges[k] - (x - table.box.x0)))
            for x in table.xs
        ]

    def _aligned(self, part: Part) -> list[list[str]]:
        """Body texts of a part on the common columns."""
        columns = self._columns(part.table)
        rows = []
        for texts in body_texts(part.table, part.header_rows):
            row = [""] * self.width
            for index, text in enumerate(texts):
                row[columns[index]] = text
            rows.append(row)
        return rows

    def add(self, part: Part, skip: int) -> None:
        """Add the rows of a part but for the first `skip`, cutting nothing."""
        table = part.table
        columns = self._columns(table)
        texts = self._aligned(Part(table, skip))
        cut = bool(self.owner) and bool(texts) and self._is_cut(texts)
        first_row = len(self.owner) - (1 if cut else 0)
        for row in range(skip, table.row_count):
            if first_row + row - skip >= len(self.owner):
                self.owner.append([None] * self.width)  # type: ignore[list-item] - filled below
        for cell in table.cells:
            if cell.row + cell.row_span <= skip:
                continue
            start = max(cell.row, skip)
            span = cell.row + cell.row_span - start
            left = columns[cell.column]
            right = max(columns[cell.column + cell.column_span], left + 1)
            at = first_row + start - skip
            target = self._target(at, left, cell, is_first=start == skip, cut=cut, texts=texts)
            if target is None:
                target = _Building(at, left, span, right - left)
                self.cells.append(target)
            else:
                target.row_span = max(target.row_span, at + span - target.row)
            target.pieces.append((table.page, cell))
            for r in range(at, at + span):
                for c in range(left, right):
                    self.owner[r][c] = target

    def _is_cut(self, texts: list[list[str]]) -> bool:
        last = self.last_texts
        inner = self.inner_rows
        return is_cut_row(last, texts[0], inner, self.number)

    def _target(
        self, at: int, left: int, cell: PageCell, *, is_first: bool, cut: bool, texts: list[list[str]]
    ) -> _Building | None:
        """The cell above the page break that this cell goes on, if it does."""
        if not is_first or not self.owner or at == 0:
            return None
        if cut:
            return self.owner[at][left]
        above = self.owner[at - 1][left]
        if above is None or cell.lines or not any(texts[0]):
            return None
        # A merged cell that is open at the page break: blank below, while its neighbours begin new rows.
        return above if self._merges_rows(left) else None

    def _merges_rows(self, column: int) -> bool:
        return any(c.column == column and c.row_span > 1 and c.row >= 0 for c in self.cells)

    def run(self) -> None:
        """Join all parts."""
        for index, part in enumerate(self.chain):
            rows = self._aligned(part)
            self.inner_rows = [r for k, p in enumerate(self.chain) for r in self._inner(p, k)]
            self.add(part, part.header_rows if index else 0)
            self.last_texts = rows[-1] if rows else [""] * self.width

    def _inner(self, part: Part, index: int) -> list[list[str]]:
        rows = self._aligned(part)
        first = 1 if index else 0
        last = len(rows) - 1 if index < len(self.chain) - 1 else len(rows)
        return rows[first:last]


def _common_edges(tables: Sequence[PageTable]) -> list[float]:
    """Grid lines, measured from the left border, of the part with the most columns."""
    widest = max(tables, key=lambda t: len(t.xs))
    return [x - widest.box.x0 for x in widest.xs]


def build_table(chain: Sequence[Part]) -> Table:
    """One logical table out of its parts."""
    builder = _Builder(chain)
    builder.run()
    head = chain[0].header_rows
    cells = sorted((_finish(cell, head) for cell in builder.cells), key=lambda c: (c.row, c.column))
    text_of = {(c.row, c.column): c for c in cells}
    grid = [[text_of[b.row - head, b.column].text for b in row] for row in builder.owner]
    return Table(
        header=flatten_header([[" ".join(t.split()) for t in row] for row in grid[:head]]) if head else (),
        rows=tuple(tuple(row) for row in grid[head:]),
        cells=tuple(cells),
        row_spans=tuple(
            join_spans(
                {
                    id(b): text_of[b.row - head, b.column].span for b in row if b.row_span == 1 or b.row == r
                }.values()
            )
            for r, row in enumerate(builder.owner)
            if r >= head
        ),
        span=tuple(Place(part.table.page, part.table.box) for part in chain),
        column_count=builder.width,
    )


def _finish(building: _Building, header_rows: int) -> Cell:
    lines = [line for _, piece in building.pieces for line in piece.lines]
    boxes = [piece.box for _, piece in building.pieces]
    return Cell(
        row=building.row - header_rows,
        column=building.column,
        row_span=building.row_span,
        column_span=building.column_span,
        text=cell_text(lines, boxes[0]),
        lines=tuple(line.text for line in lines),
        span=join_spans((Place(page, piece.box),) for page, piece in building.pieces),
    )
