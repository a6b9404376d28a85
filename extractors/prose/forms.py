"""Forms: tables that say what a matter is, a label and its value beside each other, not a row for each matter.

The label may stand in the first column or before each of several values on a row, over its value, or in front of several columns of
which each is a matter of its own (案件１, 案件２). Which cells are labels is told by what headings mean, never by place alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from extractors.cases.changes import change_of
from extractors.documents.numbering import read_marker
from extractors.geometry import join_spans
from extractors.profiles import plain, words
from extractors.profiles.headings import heading_field
from extractors.prose.headings import inline_value
from extractors.prose.profile import bracketed_heading
from extractors.prose.values import read_answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.geometry import Span
    from extractors.model import Cell, Table

FEWEST: Final = 3
"""A table with fewer known labels is no form."""

TELLING_ROWS: Final = 40
"""So many rows tell whether a table is a form; a list of thousands need not be read for it."""

LONGEST_LABEL: Final = 45
MOST_FILLED: Final = 0.6
"""Share of labels with a value in each of several columns, from which on the columns are matters of their own."""

_GROUPED: Final = 2
_TWO_PAIRS: Final = 4
_SEVERAL: Final = frozenset({"items", "subjects", "count", "counterparty"})
"""Fields of which several values may stand beside one another."""

NAMED: Final = frozenset({"counterparty", "departments", "implementing_body", "requests"})
"""Fields that hold a body, which a label below theirs may name (名称, 所在地)."""

BANNER: Final = "見出し"
"""Label of what a row over the whole width says above one of several matters: its title."""

_TOGETHER: Final = {"period", "count"}
_AND: Final = re.compile("[・／/]|及び|並びに|と")

_NUMBER: Final = re.compile(r"[(]?(?:[0-9]{1,2}|[①-⑳]|[一二三四五六七八九十]{1,2}|[ア-ン])[).]?")


@dataclass(frozen=True, slots=True)
class Fact:
    """A label of a form and what is printed for it.

    Attributes:
        field: what the label means, or None.
        column: which of several matters beside one another it is said of; None where the form is about one.
        span: where the value stands.
    """

    field: str | None
    label: str
    text: str
    span: Span
    column: int | None = None


def read_form(table: Table) -> tuple[Fact, ...]:
    """The labels and values of a form in reading order; none if the table is no form."""
    first = _without_numbers(_rows(table, TELLING_ROWS))
    states = _states(first[0])
    if not _is_labelled(first if states is None else first[1:], FEWEST if states is None else 1):
        return ()
    rows = _without_numbers(_rows(table, len(table.rows)))
    if states is not None:
        return tuple(_changed(rows[1:], *states))
    if (width := _matters(table.column_count - rows[0][0].column - 1, rows)) > 1:
        return tuple(_beside(rows, table.column_count - width, width))
    return tuple(_below_one_another(_records(rows)))


def _below_one_another(records: Sequence[Sequence[Sequence[Cell]]]) -> Iterator[Fact]:
    """The facts of records that stand below one another, of one as of a form about one matter."""
    for number, rows in enumerate(records):
        column = number if len(records) > 1 else None
        if column is not None and len(rows[0]) == 1 and _means(rows[0][0]) is None:
            yield Fact("title", BANNER, _name(rows[0][0]), rows[0][0].span, column)
        for fact in _joined(_pairs(rows)):
            yield replace(fact, column=column)
            if (beside := _beside_field(fact)) is not None:
                yield replace(fact, column=column, field=beside)


def _beside_field(fact: Fact) -> str | None:
    """The other of two fields that a label names (提供日・件数): a day and a number on one line are told apart by themselves."""
    if fact.field not in _TOGETHER or (split := _AND.search(fact.label)) is None:
        return None
    both = {
        heading_field(part, exactly=True) for part in (fact.label[: split.start()], fact.label[split.end() :])
    }
    return next(iter(both - {fact.field}), None) if both == _TOGETHER else None


def _records(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Sequence[Cell]]]:
    """The matters of a form that begins anew below: stretches of rows that begin with the same label and state the same."""
    labels = [row[0] if len(row) > 1 and _means(row[0]) is not None else None for row in rows]
    known = [plain(cell.text) if cell else "" for cell in labels]
    first = next((k for k, text in enumerate(known) if text), 0)
    starts = [
        k
        for k, text in enumerate(known)
        if text and text == known[first] and (k == first or labels[k] is not labels[k - 1])
    ]
    if len(starts) < _GROUPED:
        return [rows]
    starts = [k - 1 if k and len(rows[k - 1]) == 1 else k for k in starts]
    stops = [*starts[1:], len(rows)]
    stated = [set(known[a:b]) - {""} for a, b in zip(starts, stops, strict=True)]
    alike = all(len(one & stated[0]) >= max(_GROUPED, len(stated[0]) / 2) for one in stated)
    return [rows[a:b] for a, b in zip([0, *starts[1:]], stops, strict=True)] if alike else [rows]


def _is_labelled(rows: Sequence[Sequence[Cell]], fewest: int) -> bool:
    """Whether known labels, so many at least, stand on most of the rows, the first of a table."""
    different: set[str] = set()
    without = 0
    for row in rows:
        labels = {plain(cell.text) for cell in row[:-1] if _means(cell) is not None}
        different |= labels
        without += not labels
        if 2 * without > len(rows):  # most lists are told within a few rows
            return False
    return len(different) >= fewest


def _states(head: Sequence[Cell]) -> tuple[int, int] | None:
    """The columns of what was and what is to be, where the first row of a table names such: 項目, 変更前, 変更後."""
    found = {change_of(cell.text): cell.column for cell in head[1:]}
    return (found["before"], found["after"]) if {"before", "after"} <= found.keys() else None


def _changed(rows: Sequence[Sequence[Cell]], before: int, after: int) -> Iterator[Fact]:
    """What a table of changes says of its one matter: what is to be, and of a list of items both."""
    for row in rows:
        cells = {cell.column: cell for cell in row[1:]}
        label, old, new = row[0], cells.get(before), cells.get(after)
        if not label.text.strip() or old is None:
            continue
        new = old if new is None or _says_unchanged(new) else new
        field, name = _means(label), _name(label)
        if field == "items" and new is not old:
            text = f"変更前：{old.text}\n変更後：{new.text}"
            yield Fact(field, name, text, join_spans((old.span, new.span)))
            continue
        yield Fact(field, name, new.text, new.span)
        if new is not old:
            yield Fact(None, f"{name}（変更前）", old.text, old.span)


def _says_unchanged(cell: Cell) -> bool:
    return plain(cell.text).strip("()-ー―－。") in words("prose", "changes", "as_before") | {""}


def _rows(table: Table, count: int) -> list[list[Cell]]:
    """The first rows from top to bottom, header rows included, each with its cells from left to right; a merged cell once in each.

    Args:
        table: any table.
        count: how many rows of the body.
    """
    found: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, count)):
            found.setdefault(row, {})[cell.column] = cell
    return [[cells[column] for column in sorted(cells)] for _, cells in sorted(found.items())]


def _without_numbers(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows without a first column that only numbers them."""
    first = [row[0] for row in rows if len(row) > _GROUPED - 1]
    if len(first) < FEWEST or any(not _NUMBER.fullmatch(plain(cell.text)) for cell in first):
        return rows
    return [row[1:] for row in rows if len(row) > 1]


def _means(cell: Cell) -> str | None:
    text = plain(_name(cell))
    if not text or len(text) > LONGEST_LABEL or "。" in text:
        return None
    return heading_field(text, exactly=True)


def _matters(width: int, rows: Sequence[Sequence[Cell]]) -> int:
    """How many matters stand beside one another: 1, or the number of columns (`width`) behind the labels."""
    labelled = [row for row in rows if _means(row[0]) is not None]
    inner = sum(any(_means(cell) is not None for cell in row[1:]) for row in labelled)
    if width < _GROUPED or inner >= _GROUPED or any(row[0].column_span > 1 for row in labelled):
        return 1
    full = [row for row in labelled if len(row) == width + 1 and all(cell.text.strip() for cell in row[1:])]
    return width if len(full) >= max(FEWEST, MOST_FILLED * len(labelled)) else 1


def _beside(rows: Sequence[Sequence[Cell]], first: int, width: int) -> Iterator[Fact]:
    for row in rows:
        label = row[0]
        for cell in row[1:]:
            for column in range(cell.column, cell.column + cell.column_span):
                if 0 <= column - first < width and label.text.strip():
                    yield Fact(_means(label), _name(label), cell.text, cell.span, column - first)


def _pairs(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[Cell, list[Cell]]]:
    """Each label with the cells that are its value on one row; the value of a label over a whole row stands below it."""
    above: Cell | None = None
    columns = {cell.column for row in rows for cell in row[:-1] if _means(cell) is not None}
    for row in rows:
        if len(row) == 1:
            if above is not None and _means(row[0]) is None:
                yield above, [row[0]]
                above = None
            else:
                above = row[0] if _means(row[0]) is not None else None
            continue
        above = None
        label = row[0]
        values: list[Cell] = []
        inner = _labels_inside(row, columns, rows)
        for cell in row[1:]:
            if cell in inner:
                if values:
                    yield label, values
                label, values = cell, []
            else:
                values.append(cell)
        yield label, values


def _labels_inside(row: Sequence[Cell], columns: set[int], rows: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The cells of a row behind the first that are labels; `columns`: those in which known labels stand."""
    if _is_two_pairs(row, rows):
        return [row[2]]
    found: list[Cell] = []
    for before, cell in pairwise(row[:-1]):
        is_first = before is row[0]
        if cell.column not in columns or (is_first and _is_group(row, rows)):
            continue
        if _means(cell) is not None or not (is_first or before in found):
            found.append(cell)
    return found


def _is_two_pairs(row: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether four cells are two labels with a value each, whatever they mean: other values are as wide as the last three."""
    if len(row) != _TWO_PAIRS or row[0].row_span > 1 or _means(row[1]) is not None:
        return False
    second = plain(row[2].text)
    if not second or len(second) > LONGEST_LABEL or re.search("[0-9、。]", second):
        return False
    if _means(row[0]) in _SEVERAL and _means(row[2]) is None:
        return False
    wide = [r for r in rows if len(r) == _GROUPED and r[1].column == row[1].column]
    return len(wide) >= FEWEST and all(r[1].column_span >= _TWO_PAIRS - 1 for r in wide)


def _is_group(row: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the second cell heads a part of what a label over several rows is given, though it names a field elsewhere.

    要配慮個人情報 before 病歴 is a kind of items where the label says items, 名称 the name of the office that it names.
    """
    label, inner = row[0], _means(row[1])
    field = _means(label)
    if label.row_span == 1 or inner is None:
        return False
    if inner == "title":
        return field in NAMED
    if field != "items" or inner not in {"subjects", "special_care", "ordinance_special_care"}:
        return False
    beside = {_means(r[1]) for r in rows if r[0] is label and len(r) > _GROUPED}
    return "items" not in beside and read_answer(row[-1].text) is None


def _joined(pairs: Iterator[tuple[Cell, list[Cell]]]) -> Iterator[Fact]:
    """One fact for each label cell, with the values of all the rows that it covers."""
    found: dict[tuple[int, int], tuple[Cell, list[list[Cell]]]] = {}
    for label, values in pairs:
        found.setdefault((label.row, label.column), (label, []))[1].append(values)
    for label, rows in found.values():
        if label.text.strip():
            text = "\n".join(filter(None, (_value(row, grouped=label.row_span > 1) for row in rows)))
            yield Fact(_means(label), _name(label), text, join_spans(c.span for row in rows for c in row))


def _value(cells: Sequence[Cell], *, grouped: bool) -> str:
    """The text of a row's value; where a label covers several rows, the first of two cells heads the other."""
    texts = [cell.text for cell in cells if cell.text.strip()]
    if grouped and len(texts) == _GROUPED:
        return f"{_name(cells[0])}：{texts[1]}"
    return "\n".join(texts)


def _name(cell: Cell) -> str:
    """The text of a label cell on one line, without a number before it (２　所属)."""
    text = "".join(cell.text.split("\n")).strip()
    marker = read_marker(text)
    if marker is None or marker.kind == "note" or not marker.rest:
        return text
    known = heading_field(marker.rest, exactly=True) is not None
    return marker.rest if known or (marker.is_apart and marker.kind != "bullet") else text


def lines_of_their_own(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    r"""The lines of a value that other facts stand on: a number or nothing, a known heading, a gap or colon, what is said.

    Without number and colon, a heading and a gap on one line may be part of a sentence; on two they are not.

    >>> lines_of_their_own("(1) 対象者　区民\n(2) 人数　42人\n（見込み）")
    ([], [('対象者', '区民'), ('人数', '42人\n（見込み）')])

    Args:
        text: the value, line by line.

    Returns:
        The lines before the first such fact, and each fact's heading with its text, further lines of it included.
    """
    lines = text.split("\n")
    loose = sum(_heading_on(line, is_loose=True) is not None for line in lines) > 1
    before: list[str] = []
    facts: list[tuple[str, str]] = []
    for line in lines:
        if (found := _heading_on(line, is_loose=loose)) is not None:
            facts.append(found)
        elif facts:
            head, said = facts[-1]
            facts[-1] = head, f"{said}\n{line}"
        else:
            before.append(line)
    return before, facts


def _heading_on(line: str, *, is_loose: bool) -> tuple[str, str] | None:
    """The known heading that a line begins with, and the text behind it; `is_loose`: a gap alone may stand between them."""
    text = line.strip()
    marker = read_marker(text)
    rest = marker.rest if marker is not None and marker.kind not in {"note", "label"} else text
    if (bracketed := bracketed_heading(rest)) is not None:
        head, begin = bracketed
        return (head, rest[begin:]) if begin < len(rest) else None
    split = inline_value(rest, known_only=True)
    if split is None or not (is_loose or rest is not text or re.search("[：:]", rest[split[0] : split[1]])):
        return None
    return rest[: split[0]].strip(), rest[split[1] :]
