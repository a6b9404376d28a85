"""Lists whose records take several lines under a header of as many: each line has columns and names of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.geometry import join_spans
from extractors.tables.roles import role_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from extractors.model import Cell, Table


def on_one_line(table: Table) -> Table:
    """The table with one row for each record, and a column for each name in its header.

    The number of a record covers its lines as the header of the numbers covers those of the header, and the cells of each line
    are divided as those of the header's line; nested headings do not look so, as their records have one line. Rows over the
    whole width stay.

    Args:
        table: any logical table.

    Returns:
        The same table if its records are not such.
    """
    height = -min((cell.row for cell in table.cells), default=0)
    if height < 2 or not table.rows:
        return table
    names = _names(table, height)
    place = table.by_place() if names else {}
    starts = frozenset(_starts(place, table, names, height) if names else ())
    if not starts:
        return table
    records = _records(table, starts, height)
    rows = [
        [place[row + (name.row + height if row in starts else 0), name.column] for name in names]
        for row, _ in records
    ]
    cells = [name._replace(row=-1, column=k, row_span=1, column_span=1) for k, name in enumerate(names)]
    for at, row in enumerate(rows):
        whole = len(set(row)) == 1
        own = row[:1] if whole else row
        cells += [
            cell._replace(row=at, column=k, row_span=1, column_span=len(names) if whole else 1)
            for k, cell in enumerate(own)
        ]
    return replace(
        table,
        header=tuple("".join(name.text.split()) for name in names),
        rows=tuple(tuple(cell.text for cell in row) for row in rows),
        cells=tuple(cells),
        row_spans=tuple(join_spans(table.row_spans[first:stop]) for first, stop in records),
        column_count=len(names),
    )


def _names(table: Table, height: int) -> list[Cell]:
    """The cells of a header that may name the fields of such records, line by line; none if it is no such header."""
    names = sorted((cell for cell in table.cells if cell.row < 0), key=lambda cell: cell[:2])
    lines = [[name for name in names if name.row == row and name.row_span == 1] for row in range(-height, 0)]
    whole = [name for name in names if name.row_span == height]
    divided = {tuple((name.column, name.column_span) for name in line) for line in lines}
    numbered = any(role_of(name.text) == "row_number" for name in whole)
    if (
        len(divided) == 1
    ):  # lines divided alike: the first column must cover them in header and body, as a number's does
        numbered = whole == names[:1] and all(lines)
    return names if numbered and len(names) == len(whole) + sum(map(len, lines)) else []


def _starts(
    place: Mapping[tuple[int, int], Cell], table: Table, names: Sequence[Cell], height: int
) -> list[int]:
    """The first rows of the records, if all rows are lines of records or one cell; else none."""
    found: list[int] = []
    row = 0
    while row < len(table.rows):
        if all(
            _answers(place.get((row + name.row + height, name.column)), name, row + height) for name in names
        ):
            found.append(row)
            row += height
        elif (row, 0) in place and place[row, 0].column_span == table.column_count:
            row += 1
        else:
            return []
    return found


def _answers(cell: Cell | None, name: Cell, shift: int) -> bool:
    """Whether a cell stands in its record where its name stands in the header, `shift` rows above."""
    if cell is None:
        return False
    return cell[1:4] == name[1:4] and cell.row == name.row + shift


def _records(table: Table, starts: Collection[int], height: int) -> list[tuple[int, int]]:
    """First row of each record or row over the whole width, and the row behind it."""
    inner = {row + k for row in starts for k in range(1, height)}
    return [
        (row, row + (height if row in starts else 1)) for row in range(len(table.rows)) if row not in inner
    ]
