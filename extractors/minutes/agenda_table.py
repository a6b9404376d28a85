"""Tables of agenda items, with their results and conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.minutes.agenda import Entry
from extractors.minutes.matters import is_frame, is_group, references_in
from extractors.minutes.rows import cells_by_row, span_of
from extractors.minutes.words import plain, take_token, word_set
from normalizers.text import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.model import Cell, Table

_COLUMNS = ("title", "number", "reference", "kind", "result", "conditions")


def agenda_columns(table: Table) -> dict[str, int] | None:
    """Which column of a table of agenda items holds what; None if it is none."""
    rows = cells_by_row(table.cells)
    if len(rows) < 2:
        return None
    found: dict[str, int] = {}
    for key in _COLUMNS:
        words = word_set("agenda", f"column_{key}")
        for cell in rows[0]:
            last = cell.column + cell.column_span - 1
            if plain(cell.text) in words and last not in found.values():
                found[key] = last
                if key == "title" and cell.column_span == 2:
                    found["number"] = cell.column
                break
    if "title" not in found:
        return None
    if "result" in found or len(found) >= 2 + ("conditions" in found):
        return found
    return None


def read_table(table: Table, columns: dict[str, int], kind: str = "") -> list[Entry]:
    """The entries of a table of agenda items, with their results."""
    entries: list[Entry] = []
    held = kind
    for row in cells_by_row(table.cells)[1:]:
        texts = {cell.column: cell.text for cell in row}
        texts.update(_merged(table.cells, row))
        if len(row) == 1 and row[0].column_span > 1:
            found = is_group(row[0].text)
            held = found if found is not None else held
            continue
        title = join_lines(texts.get(columns["title"], "").split("\n"))
        if not title or is_frame(title):
            continue
        token, _ = take_token(title)
        number = texts.get(columns["number"], "") if "number" in columns else ""
        reference = texts.get(columns["reference"], "") if "reference" in columns else ""
        printed_kind = plain(texts.get(columns["kind"], "")) if "kind" in columns else ""
        entry_kind = next((k for k in ("諮問", "報告", "審議") if k in printed_kind), held)
        refers = references_in(reference) or _bare_reference(reference, printed_kind)
        entries.append(
            Entry(
                " ".join(number.split()) or token,
                [title],
                entry_kind,
                result=join_lines(texts.get(columns["result"], "").split("\n"))
                if "result" in columns
                else "",
                conditions=texts.get(columns["conditions"], "") if "conditions" in columns else "",
                refers=refers,
                span=span_of(()) or tuple(place for cell in row for place in cell.span)[:1],
            )
        )
        if re.search("諮問|報告", number) and not refers:
            entries[-1].refers = references_in(number)
            if entries[-1].refers:
                entries[-1].number = ""
    return entries


def _bare_reference(text: str, kind: str) -> list[str]:
    """第12号 in a column of numbers, beside a column that says 諮問."""
    match = re.fullmatch(r"第?([0-9]{1,5})号?", plain(text))
    word = next((k for k in ("諮問", "報告") if k in kind), None)
    return [f"{word}第{match[1]}号"] if match and word else []


def _merged(cells: Iterable[Cell], row: Sequence[Cell]) -> dict[int, str]:
    """Texts of the cells that are merged over this row from above."""
    at = row[0].row
    return {c.column: c.text for c in cells if c.row < at < c.row + c.row_span}
