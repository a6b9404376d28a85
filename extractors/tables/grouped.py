"""Lists whose entries are divided into rows: a number and a name over several rows, beside them one row for each sort of person."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from extractors.geometry import join_spans
from extractors.items.words import canonical
from extractors.model import Cell
from extractors.profiles import case_type_of
from extractors.tables.folded import moved, spans_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractors.model import Table
    from extractors.tables.roles import Roles

LONGEST_LABEL: Final = 20
"""What names a row of an entry has no more characters than this."""

_NAMES: Final = ("business", "title")
_LABELS: Final = ("subjects", "case_type")
"""Roles of columns that may say whose or which items stand in a row; 区分 heads sorts of persons as well as kinds of matters."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """A list with one row for each entry.

    Attributes:
        table: the list.
        item_cells: for each row that several were made one of, the printed cells of items with what names each ("" for none).
    """

    table: Table
    item_cells: Mapping[int, tuple[tuple[str, Cell], ...]] = field(default_factory=dict)


def grouped(table: Table, roles: Roles) -> Grouped:
    """One row for each entry: what its number and its name cover together is one.

    Cells of one entry that differ are joined with line feeds.

    Args:
        table: a list of cases.
        roles: what its columns are; without a number each row is an entry.
    """
    number = roles.columns.get("row_number")
    if number is None or not spans_rows(table, number):
        return Grouped(table)
    place = table.by_place()
    groups = _groups(table, place, number, roles)
    if all(len(group) == 1 for group in groups):
        return Grouped(table)
    at_row = {row: at for at, group in enumerate(groups) for row in group}
    kept = [cell for cell in table.cells if cell.row < 0 or _is_whole(cell, at_row, groups)]
    made = [
        _joined(at, column, [place[row, column] for row in group if (row, column) in place])
        for at, group in enumerate(groups)
        for column in range(table.column_count)
        if (group[0], column) in place and not _is_whole(place[group[0], column], at_row, groups)
    ]
    texts = {(cell.row, cell.column): cell.text for cell in made}
    joined = replace(
        table,
        rows=tuple(
            tuple(texts.get((at, column), text) for column, text in enumerate(table.rows[group[0]]))
            for at, group in enumerate(groups)
        ),
        cells=tuple(
            sorted([*(moved(cell, at_row) for cell in kept), *made], key=lambda c: (c.row, c.column))
        ),
        row_spans=tuple(join_spans(table.row_spans[row] for row in group) for group in groups),
    )
    return Grouped(joined, dict(_item_cells(groups, place, roles)))


def _groups(table: Table, place: Mapping[tuple[int, int], Cell], number: int, roles: Roles) -> list[range]:
    """The rows of each entry: those of one number that name no matter and no kind of matter of their own."""
    groups: list[range] = []
    row = 0
    while row < len(table.rows):
        cell = place.get((row, number))
        stop = row + 1
        if cell is not None and cell.row == row and cell.text.strip():
            stop = min(row + cell.row_span, len(table.rows))
        if not _is_one(table, place, range(row, stop), roles):
            stop = row + 1
        groups.append(range(row, stop))
        row = stop
    return groups


def _is_one(table: Table, place: Mapping[tuple[int, int], Cell], rows: range, roles: Roles) -> bool:
    """Whether rows of one number are about one matter: its name is printed once, and they are of one kind."""
    for name in (roles.columns[role] for role in _NAMES if role in roles.columns):
        first, *below = (place.get((row, name)) for row in rows)
        if any(cell is None or (cell != first and cell.text.strip()) for cell in below):
            return False
    kind = roles.columns.get("case_type")
    return kind is None or len({case_type_of(table.rows[row][kind]) for row in rows}) == 1


def _is_whole(cell: Cell, at_row: Mapping[int, int], groups: Sequence[range]) -> bool:
    """Whether a cell covers all rows of each entry that it touches."""
    rows = range(cell.row, cell.row + cell.row_span)
    touched = {at_row[row] for row in rows if row in at_row}
    return all(groups[at][0] in rows and groups[at][-1] in rows for at in touched)


def _joined(at: int, column: int, cells: Sequence[Cell]) -> Cell:
    """One cell for those of an entry in one column; what is printed in each alike stands once."""
    own = list(dict.fromkeys(cells))
    text = "\n".join(dict.fromkeys(cell.text for cell in own if cell.text.strip()))
    lines = tuple(chain.from_iterable(cell.lines for cell in own))
    return Cell(at, column, 1, 1, text, lines, join_spans(cell.span for cell in own))


def _item_cells(
    groups: Sequence[range], place: Mapping[tuple[int, int], Cell], roles: Roles
) -> Iterator[tuple[int, tuple[tuple[str, Cell], ...]]]:
    """For each entry whose items stand in several cells, these with their labels."""
    items = roles.columns.get("items")
    if items is None:
        return
    for at, group in enumerate(groups):
        cells = list(dict.fromkeys(place[row, items] for row in group if (row, items) in place))
        if len(cells) > 1:
            label = _label_column(group, place, roles, items)
            labels = ["" if label is None else canonical(place[cell.row, label].text) for cell in cells]
            yield at, tuple(zip(labels, cells, strict=True))


def _label_column(
    group: range, place: Mapping[tuple[int, int], Cell], roles: Roles, items: int
) -> int | None:
    """The column that says of each row of an entry whom or what its items are about."""
    known = [roles.columns[role] for role in _LABELS if role in roles.columns]
    taken = set(roles.columns.values())
    for column in [*known, *(column for column in range(items - 1, -1, -1) if column not in taken)]:
        texts = [place[row, column].text for row in group if (row, column) in place]
        if len(set(texts)) == len(group) and all(0 < len(canonical(text)) <= LONGEST_LABEL for text in texts):
            return column
    return None
