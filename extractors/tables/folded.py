"""Lists whose entries take several rows: below the cells of a matter stand a name and a value over the width of the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from extractors.geometry import join_spans
from extractors.model import Cell
from extractors.profiles import plain
from extractors.tables.header_words import is_header_word
from extractors.tables.roles import roles_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractors.model import Table

LONGEST_NAME: Final = 20
"""Names of values have no more characters than this, in compared form."""


@dataclass(frozen=True, slots=True)
class _Added:
    """A row that belongs to one above it: the row above, and the cells of each name and its value."""

    above: int
    pairs: tuple[tuple[Cell, Cell], ...]


def unfolded(table: Table, number: int | None) -> Table:
    """The table with one row for each entry: names in the rows below become columns behind the printed ones.

    Args:
        table: a list of cases.
        number: the column that numbers its entries; without one each row is an entry.

    Returns:
        The same table where every row is an entry of its own.
    """
    added = {} if number is None else _added_rows(table, number)
    if not added:
        return table
    kept = [row for row in range(len(table.rows)) if row not in added]
    new_row = {row: place for place, row in enumerate(kept)}
    names = list(dict.fromkeys(_name(name) for one in added.values() for name, _ in one.pairs))
    behind = _columns_behind(table, added, new_row, names)
    spans = {row: [table.row_spans[row]] for row in kept}
    for row, one in added.items():
        spans[one.above].append(table.row_spans[row])
    return replace(
        table,
        header=(*table.header, *names),
        rows=tuple(
            (*table.rows[row], *(cell.text for cell in cells))
            for row, cells in zip(kept, behind, strict=True)
        ),
        cells=(
            *(moved(cell, new_row) for cell in table.cells if cell.row < 0 or _rows(cell, new_row)),
            *chain.from_iterable(behind),
        ),
        row_spans=tuple(join_spans(spans[row]) for row in kept),
        column_count=table.column_count + len(names),
    )


def _columns_behind(
    table: Table, added: Mapping[int, _Added], new_row: Mapping[int, int], names: Sequence[str]
) -> list[list[Cell]]:
    """The cells of the new columns, row by row; a name that stands twice below an entry has both values."""
    width = table.column_count
    cells = [
        [Cell(place, width + k, 1, 1, "", (), table.row_spans[row]) for k in range(len(names))]
        for row, place in new_row.items()
    ]
    for one in added.values():
        row = cells[new_row[one.above]]
        for name, value in one.pairs:
            before = row[names.index(_name(name))]
            text = f"{before.text}\n{value.text}" if before.text else value.text
            span = join_spans((before.span, value.span)) if before.text else value.span
            row[before.column - width] = before._replace(
                text=text, lines=(*before.lines, *value.lines), span=span
            )
    return cells


def _added_rows(table: Table, number: int) -> dict[int, _Added]:
    """The rows that hold names and values of an entry above them."""
    if all(row[number].strip() for row in table.rows) and not spans_rows(table, number):
        return {}
    cells = table.by_place()
    found: dict[int, _Added] = {}
    above = 0
    for row in range(1, len(table.rows)):
        first = cells.get((row, number))
        goes_on = (first is not None and first.row < row) or not table.rows[row][number].strip()
        own = [cells[row, column] for column in range(table.column_count) if (row, column) in cells]
        own = [cell for cell in dict.fromkeys(own) if cell.row == row and cell.column != number]
        if goes_on and _are_pairs(own):
            found[row] = _Added(above, tuple(zip(own[::2], own[1::2], strict=True)))
        else:
            above = row
    return found


def spans_rows(table: Table, column: int) -> bool:
    """Whether a cell of a column covers more than one row of the body."""
    return any(
        cell.row_span > 1 and cell.row >= 0 and cell.column <= column < cell.column + cell.column_span
        for cell in table.cells
    )


def _are_pairs(own: Sequence[Cell]) -> bool:
    """Whether cells are names and values by turns, one value at least over more than one column."""
    return (
        len(own) > 1
        and len(own) % 2 == 0
        and any(value.column_span > 1 for value in own[1::2])
        and all(name.column_span == 1 and _is_name(name.text) for name in own[::2])
    )


def _is_name(text: str) -> bool:
    return 0 < len(plain(text)) <= LONGEST_NAME and (is_header_word(text) or bool(roles_of(text)))


def _name(cell: Cell) -> str:
    return cell.text.replace("\n", "")


def _rows(cell: Cell, new_row: Mapping[int, int]) -> list[int]:
    """The rows of a cell that are kept, by their new numbers."""
    rows = range(cell.row, cell.row + cell.row_span)
    return sorted({new_row[row] for row in rows if row in new_row})


def moved(cell: Cell, new_row: Mapping[int, int]) -> Cell:
    """A cell in the place of its rows that are kept, by their new numbers; cells of the header stay."""
    if cell.row < 0:
        return cell
    rows = _rows(cell, new_row)
    return cell._replace(row=rows[0], row_span=len(rows))
