"""What a document says about itself, held against what was extracted.

A council paper states its own totals: 「…事業（79件）について報告する」, a summary whose 合計 row says how many cases hold special
care data, columns that add up, printed row numbers. Each statement becomes one `Audit`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractors.geometry import join_spans
from extractors.model import Audit
from extractors.profiles import case_type_of, plain, words
from extractors.tables.roles import find_roles, role_of
from extractors.tables.row_kinds import BLANK, FIGURES, is_total_label
from normalizers import parse_counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from extractors.geometry import Span
    from extractors.model import Case, Cell, Table

_STATED_ROWS = re.compile(
    r"(?:[(]|計|全|合計|次の|以下の|下記の|別紙の)(?:計|全|合計)?([\d,]+)件(?:[)]|について|を報告|の(?:案件|事業|一覧|業務))"
)

_FLAGS = frozenset({"special_care", "ordinance_special_care"})


_WITH_PARTS = re.compile(r"([0-9０-９][0-9０-９,，]{0,12}[^\W\d]{1,4})[（(]([^（()）]{4,200})[)）]")


class Statement(NamedTuple):
    """A paragraph of a document and where it stands."""

    text: str
    span: Span


def audit_document(
    tables: Sequence[Table], cases: Sequence[Case], statements: Sequence[Statement]
) -> tuple[Audit, ...]:
    """All audits that tables and prose of one document give.

    Args:
        tables: the document's tables.
        cases: its cases; those of tables say which (`Case.table`).
        statements: its paragraphs outside tables.
    """
    audits: list[Audit] = []
    lists = {index: [c for c in cases if c.table == index] for index in range(len(tables))}
    for index, table in enumerate(tables):
        rows = lists[index]
        audits.extend(_numbering(index, rows))
        audits.extend(_column_totals(index, table, is_list=bool(rows)))
    audits.extend(_row_counts(lists, statements))
    audits.extend(_flag_counts(tables, lists))
    audits.extend(audit for statement in statements for audit in _breakdowns(statement))
    return tuple(audits)


def _numbering(index: int, rows: Sequence[Case]) -> Iterator[Audit]:
    """Printed row numbers must be 1, 2, 3 … without gap or repeat."""
    numbers = [c.row_number for c in rows if c.row_number is not None]
    if len(numbers) < 2:
        return
    first, last = numbers[0], max(numbers)
    agrees = numbers == list(range(first, first + len(rows)))
    yield Audit(
        "numbering",
        f"{first}…{last}",
        last - first + 1,
        len(rows),
        agrees,
        join_spans(c.span for c in rows),
        index,
    )


def _row_counts(lists: dict[int, list[Case]], statements: Sequence[Statement]) -> Iterator[Audit]:
    """A number of matters stated in the prose, where the document has one list of cases to hold it against."""
    filled = [(index, rows) for index, rows in lists.items() if rows]
    if len(filled) != 1:
        return
    index, rows = filled[0]
    found = [
        (int(match.group(1).replace(",", "")), match.group(0), statement.span)
        for statement in statements
        for match in _STATED_ROWS.finditer(plain(statement.text))
    ]
    if not found:
        return
    stated, raw, span = next((f for f in found if f[0] == len(rows)), found[0])
    yield Audit("row_count", raw, stated, len(rows), stated == len(rows), span, index)


def _breakdowns(statement: Statement) -> Iterator[Audit]:
    """Counts whose parts follow in brackets: 105件（開示99件、訂正3件、利用停止3件）.

    Parts that come to something else are an audit only where they are said to be all (内訳): others are examples.
    """
    for match in _WITH_PARTS.finditer(statement.text):
        whole, inside = parse_counts(match.group(1)), match.group(2)
        parts = parse_counts(inside)
        if len(whole) != 1 or len(parts) < 2 or {part.unit for part in parts} != {whole[0].unit}:
            continue
        gaps = pairwise([0, *(part.stop for part in parts)])
        labels = [
            inside[start : part.begin].strip("、，, 　") for (start, _), part in zip(gaps, parts, strict=True)
        ]
        if not all(labels) or whole[0].min is None or inside[parts[-1].stop :].strip("。 　"):
            continue
        stated, found = whole[0].min, sum(part.min or 0 for part in parts)
        if stated == found or inside.startswith("内訳"):
            yield Audit("breakdown", match.group(0), stated, found, stated == found, statement.span)


def _flag_counts(tables: Sequence[Table], lists: dict[int, list[Case]]) -> Iterator[Audit]:
    """Summaries by 実施機関 of how many cases bear a flag, against the rows of the list of the same case type."""
    by_type = {rows[0].case_type: (index, rows) for index, rows in lists.items() if rows}
    for index, table in enumerate(tables):
        kind = None if lists[index] else case_type_of(table.caption)
        if (
            kind not in by_type
            or not table.header
            or find_roles(table).columns.get("implementing_body") is None
        ):
            continue
        target, rows = by_type[kind]
        body_column = find_roles(table).columns["implementing_body"]
        cells = table.by_place()
        for column, header in enumerate(table.header):
            flag = role_of(header)
            if flag not in _FLAGS or not any(getattr(c, flag) is not None for c in rows):
                continue
            for row, texts in enumerate(table.rows):
                cell = cells[row, column]
                if cell.number is None:
                    continue
                is_total = is_total_label(texts[body_column])
                found = sum(
                    getattr(c, flag) is True
                    and (is_total or plain(c.implementing_body or "") == plain(texts[body_column]))
                    for c in rows
                )
                stated = round(cell.number)
                statement = f"{texts[body_column]} {header} {cell.text}"
                yield Audit("flag_count", statement, stated, found, stated == found, cell.span, target)


def _column_totals(index: int, table: Table, *, is_list: bool) -> Iterator[Audit]:
    """Every numeric column of a table that has one total row; of a list of cases, those of how many only."""
    if is_list and not _figures(table):
        return
    cells = table.by_place()
    width, rows = range(table.column_count), range(len(table.rows))
    values = [[cells[row, column].number for column in width] for row in rows]
    labels = [
        " ".join(
            dict.fromkeys(table.rows[row][column] for column in width if values[row][column] is None)
        ).strip()
        for row in rows
    ]
    totals = [row for row in rows if is_total_label(labels[row])]
    if len(totals) != 1:
        return
    total = totals[0]
    columns = [column for column in width if _is_whole(values[total][column])]
    if is_list:
        values = [[cells[r, c].number if cells[r, c].row == r else None for c in width] for r in rows]
        columns = [c for c in _figures(table) if c in columns and _are_exact(cells, rows, c)]
    addends = _addends(values, labels, total, columns)
    for column in columns if addends else ():
        cell = cells[total, column]
        stated = round(values[total][column] or 0.0)
        found = round(sum(values[row][column] or 0.0 for row in addends))
        statement = f"{labels[total]} {table.header[column] if table.header else ''} {cell.text}"
        yield Audit(
            "column_total", " ".join(statement.split()), stated, found, stated == found, cell.span, index
        )


def _figures(table: Table) -> list[int]:
    """The columns of a list of cases that say how many."""
    columns = find_roles(table).columns
    return sorted(columns[role] for role in FIGURES if role in columns)


def _are_exact(cells: Mapping[tuple[int, int], Cell], rows: Iterable[int], column: int) -> bool:
    """Whether all cells of a column are exact numbers of one unit or say nothing; 約1万枚 and 3件 do not add up."""
    told = [cells[row, column] for row in rows if plain(cells[row, column].text).strip(BLANK)]
    if any(count.is_approximate for cell in told for count in parse_counts(cell.text)):
        return False
    return all(cell.number is not None for cell in told) and len({cell.unit for cell in told} - {None}) < 2


def _is_whole(value: float | None) -> bool:
    return value is not None and value == round(value)


def _addends(
    values: list[list[float | None]], labels: list[str], total: int, columns: list[int]
) -> list[int]:
    """The rows that the total adds up: not those that break another row down (うち …), nor subtotals."""
    subtotals, parts = words("tables", "total", "subtotals"), tuple(words("tables", "total", "parts_of"))
    rows = [
        r
        for r, label in enumerate(labels)
        if r != total
        and not plain(label).startswith(parts)
        and subtotals.isdisjoint({plain(label), plain(label.split(" ")[-1])})
    ]

    def adds_up(chosen: list[int]) -> bool:
        return all(
            abs(sum(values[r][c] or 0.0 for r in chosen) - (values[total][c] or 0.0)) < 0.5 for c in columns
        )

    if adds_up(rows):
        return rows
    without = [r for r in rows if r not in _broken_down(values, rows, columns)]
    return without if adds_up(without) else rows


def _broken_down(values: list[list[float | None]], rows: list[int], columns: list[int]) -> set[int]:
    """Rows that, taken together, repeat the row just above them in every column: its breakdown."""
    inner: set[int] = set()
    for position, head in enumerate(rows):
        if head in inner or not any(values[head][c] for c in columns):
            continue
        sums = [0.0] * len(columns)
        for count, row in enumerate(rows[position + 1 :], start=1):
            sums = [s + (values[row][c] or 0.0) for s, c in zip(sums, columns, strict=True)]
            if count > 1 and all(
                abs(s - (values[head][c] or 0.0)) < 0.5 for s, c in zip(sums, columns, strict=True)
            ):
                inner.update(rows[position + 1 : position + 1 + count])
                break
    return inner
