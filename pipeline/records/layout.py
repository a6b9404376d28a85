"""Tables, cells and sections as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.model import Cell, Section, Table
    from pipeline.records.values import Row


def table_row(table: Table, ordinal: int, table_id: str, document_id: str) -> Row:
    """One table; its cells are rows of their own."""
    return {
        "table_id": table_id,
        "document_id": document_id,
        "ordinal": ordinal,
        "caption": table.caption,
        "header": list(table.header),
        "row_count": len(table.rows),
        "column_count": table.column_count,
        "kind": table.kind,
        "banners": list(table.banners),
        "span": table.span,
    }


def cell_row(cell: Cell, table_id: str) -> Row:
    """One cell of a table."""
    return {
        "table_id": table_id,
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": cell.text,
        "text_raw": "\n".join(cell.lines),
        "number": cell.number,
        "unit": cell.unit,
        "confidence": cell.confidence,
        "span": cell.span,
    }


def section_rows(sections: Sequence[Section], document_id: str) -> list[Row]:
    """The outline of a document; references between sections become ids."""
    ids = {s.ordinal: f"{document_id}-s{n:04}" for n, s in enumerate(sections, start=1)}
    return [
        {
            "section_id": ids[section.ordinal],
            "document_id": document_id,
            "parent_id": None if section.parent is None else ids[section.parent],
            "ordinal": section.ordinal,
            "level": section.level,
            "number_raw": section.number_raw,
            "heading": section.heading,
            "body": section.body,
            "resolved_body": section.resolved_body,
            "resolved_from": [ids[ordinal] for ordinal in section.resolved_from],
            "span": section.span,
        }
        for section in sections
    ]
