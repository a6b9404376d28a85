"""Tables of agenda items, with their results and conditions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.minutes.agenda import Entry, Opinion
from extractors.minutes.matters import is_frame, is_group, references_in
from extractors.minutes.outcomes import is_list_line, read_result
from extractors.minutes.rows import cells_by_row, span_of
from extractors.minutes.speakers import Speaker
from extractors.minutes.words import bare, pattern, plain, take_bullet, take_token, unbracket, word_set
from normalizers.text import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractors.model import Cell, Table

_COLUMNS = ("title", "number", "reference", "kind", "result", "conditions", "opinions")
_APART = ("conditions", "opinions")
"""Columns that do not tell a table of agenda items from another."""

_MARK_IN_LINE = re.compile(r"(?<=。)\s*(?=[・●◆]|[0-9０-９]{1,2}[\s.．]|[①-⑳⑴-⒇]|[(（][0-9０-９]{1,2}[)）])")
"""Where a further entry of a list begins on a line of a cell."""

_ENDED = re.compile("(?:[。)）]|こと|もの)$")


def agenda_columns(table: Table) -> dict[str, int] | None:
    """Which column of a table of agenda items holds what; None if it is none."""
    rows = cells_by_row(table.cells)
    if len(rows) < 2:
        return None
    found: dict[str, int] = {}
    for key in _COLUMNS:
        words = _headers(key)
        for cell in rows[0]:
            last = cell.column + cell.column_span - 1
            if plain(cell.text) in words and last not in found.values():
                found[key] = last
                if key == "title" and cell.column_span == 2:
                    found["number"] = cell.column
                break
    if "title" not in found:
        return None
    if "result" in found or len(found) >= 2 + sum(key in found for key in _APART):
        return found
    return None


def _headers(key: str) -> frozenset[str]:
    words = word_set("agenda", f"column_{key}")
    return words | word_set("headings", "stage", "opinions") if key == "opinions" else words


def listed(lines: Sequence[str]) -> list[str]:
    """The entries of a list in a cell, each on one line: they begin at list marks, or below a line that has ended."""
    parts = [one for line in lines for one in _MARK_IN_LINE.split(line) if one.strip()]
    has_marks = any(map(_begins_entry, parts))
    entries: list[list[str]] = []
    for line in parts:
        goes_on = not _begins_entry(line) if has_marks else not (entries and _ENDED.search(entries[-1][-1]))
        if entries and goes_on:
            entries[-1].append(line)
        else:
            entries.append([line])
    return [join_lines(entry) for entry in entries]


def _begins_entry(line: str) -> bool:
    return bool(take_bullet(line)[0]) or is_list_line(line)


def _part_result(lines: Sequence[str]) -> tuple[str, list[str]]:
    """A result, and the conditions that the same cell lists below it; the whole cell where it lists none."""
    first = next((k for k, line in enumerate(lines) if k and _begins_entry(line)), len(lines))
    head = lines[:first]
    if len(head) > 1 and bare(head[-1]) in word_set("headings", "stage", "conditions"):
        head = head[:-1]
    found = read_result(join_lines(head))
    if first == len(lines) or found is None or found.outcome != "approved_with_conditions":
        return join_lines(lines), []
    return join_lines(head), listed(lines[first:])


def read_table(table: Table, columns: dict[str, int], kind: str = "") -> list[Entry]:
    """The entries of a table of agenda items, with their results."""
    entries: list[Entry] = []
    held = kind
    for row in cells_by_row(table.cells)[1:]:
        opinions = _said(table, row, columns.get("opinions"))
        if entries and row[0].column_span == 1 and columns["title"] not in {cell.column for cell in row}:
            entries[-1].opinions.extend(opinions)
            continue
        cells = {cell.column: cell for cell in row} | _merged(table.cells, row)
        texts = {column: cell.text for column, cell in cells.items()}
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
        result, own = _part_result(_lines(cells, columns.get("result")))
        conditions = listed(_lines(cells, columns.get("conditions")))
        refers = references_in(reference) or _bare_reference(reference, printed_kind)
        entries.append(
            Entry(
                " ".join(number.split()) or token,
                [title],
                entry_kind,
                result=result,
                conditions="\n".join(conditions or own),
                refers=refers,
                opinions=opinions,
                span=span_of(()) or tuple(place for cell in row for place in cell.span)[:1],
            )
        )
        if re.search("諮問|報告", number) and not refers:
            entries[-1].refers = references_in(number)
            if entries[-1].refers:
                entries[-1].number = ""
    return entries


def _said(table: Table, row: Sequence[Cell], column: int | None) -> list[Opinion]:
    """What a row says of an item: opinions of nobody, or questions and answers where their columns stand side by side."""
    heads = {cell.column: cell.text for cell in cells_by_row(table.cells)[0]}
    asked, answered = (heads.get(column + k, "") for k in (0, 1)) if column is not None else ("", "")
    if (
        column is None
        or not pattern("speakers", "question_column").fullmatch(plain(asked))
        or not pattern("speakers", "answer_column").fullmatch(plain(answered))
    ):
        return _opinions(row, column)
    questions = [replace(one, speaker=Speaker(asked, "問", None)) for one in _opinions(row, column)]
    answers = [replace(one, speaker=Speaker(answered, "答", None)) for one in _opinions(row, column + 1)]
    if len(questions) != len(answers):
        return [*questions, *answers]
    return [one for pair in zip(questions, answers, strict=True) for one in pair]


def _opinions(row: Sequence[Cell], column: int | None) -> list[Opinion]:
    """What the cell of opinions says: a speech of nobody for each entry, a note where a bracket stands alone."""
    cell = next((one for one in row if one.column == column), None)
    if cell is None or plain(cell.text) in word_set("attendance", "none") | {"-", "特になし", "―"}:
        return []
    found = []
    for text in listed(cell.lines):
        inner = unbracket(text)
        is_note = bool(inner and not inner[1])
        bullet, rest = take_bullet(text)
        found.append(Opinion(rest if bullet else take_token(text)[1], is_note, cell.span))
    return [one for one in found if one.text]


def _bare_reference(text: str, kind: str) -> list[str]:
    """第12号 in a column of numbers, beside a column that says 諮問."""
    match = re.fullmatch(r"第?([0-9]{1,5})号?", plain(text))
    word = next((k for k in ("諮問", "報告") if k in kind), None)
    return [f"{word}第{match[1]}号"] if match and word else []


def _lines(cells: Mapping[int, Cell], column: int | None) -> tuple[str, ...]:
    """The printed lines of the cell of a column; none where there is none."""
    cell = cells.get(column) if column is not None else None
    return cell.lines if cell is not None else ()


def _merged(cells: Iterable[Cell], row: Sequence[Cell]) -> dict[int, Cell]:
    """The cells that are merged over this row from above."""
    at = row[0].row
    return {c.column: c for c in cells if c.row < at < c.row + c.row_span}
