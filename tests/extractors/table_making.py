"""Logical tables made by hand: header, rows, and cells with a place each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.geometry import BBox, Place, Span, join_spans
from extractors.model import Cell, Table
from extractors.tables.values import with_values

if TYPE_CHECKING:
    from collections.abc import Sequence


def place(row: int, column: int, page: int = 1) -> Span:
    """A box of 100 by 20 points for each place of a table."""
    return (Place(page, BBox(100.0 * column, 20.0 * row + 40, 100.0 * column + 100, 20.0 * row + 60)),)


def table_of(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str = "",
    banners: Sequence[str] = (),
    unit: str | None = None,
) -> Table:
    """A table in which no cells are merged."""
    cells = [
        Cell(row, column, 1, 1, text, tuple(text.split("\n")), place(row, column))
        for row, texts in enumerate(([header] if header else []) + list(rows), start=-1 if header else 0)
        for column, text in enumerate(texts)
    ]
    spans = [join_spans(cell.span for cell in cells if cell.row == row) for row in range(len(rows))]
    table = Table(
        tuple(header),
        tuple(map(tuple, rows)),
        tuple(cells),
        tuple(spans),
        join_spans(spans),
        len(header or rows[0]),
    )
    return with_values(replace(table, caption=caption, banners=tuple(banners)), unit)


def merged(
    header: Sequence[str], rows: Sequence[Sequence[str]], spans: dict[tuple[int, int], tuple[int, int]]
) -> Table:
    """A table in which the cells at some places cover more rows and columns than one: place to height and width."""
    table = table_of(header, rows)
    hidden = {
        (row + down, column + right)
        for (row, column), (height, width) in spans.items()
        for down in range(height)
        for right in range(width)
        if down or right
    }
    cells = [
        cell._replace(
            **dict(zip(("row_span", "column_span"), spans.get((cell.row, cell.column), (1, 1)), strict=True))
        )
        for cell in table.cells
        if (cell.row, cell.column) not in hidden
    ]
    return replace(table, cells=tuple(cells))
