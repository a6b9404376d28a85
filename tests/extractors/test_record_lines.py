"""Lists whose records take two lines below a header of two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extractors.audits import audit_document
from extractors.cases.table_cases import Setting, read_table_cases
from extractors.model import Cell
from extractors.tables.record_lines import on_one_line
from extractors.tables.values import with_values
from tests.extractors.table_making import place, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.model import Case, Table

Line = tuple[tuple[str, int], ...]
"""Texts and how many columns each covers."""

NAMES: tuple[Line, Line] = (
    (("業務名", 1), ("所管課", 1), ("提供先", 1), ("開始日", 1)),
    (("個人情報の項目", 3), ("件数", 1)),
)
FIRST: tuple[Line, Line] = (
    (("検針", 1), ("水道課", 1), ("見本ガス株式会社", 1), ("令和5年4月1日", 1)),
    (("氏名、水量", 3), ("120件", 1)),
)
SECOND: tuple[Line, Line] = (
    (("樹木の診断", 1), ("公園課", 1), ("見本大学", 1), ("令和6年4月1日", 1)),
    (("所有者の氏名", 3), ("35件", 1)),
)
BAND: tuple[Line] = ((("新規のもの", 5),),)


def table_with(*records: tuple[Line, ...], numbers: Sequence[str] = ("番号", "1", "2")) -> Table:
    """A list with a number before each record of more than one line; the first record is the header."""
    cells: list[Cell] = []
    row, left = -2, iter(numbers)
    for record in records:
        if len(record) > 1:
            cells.append(Cell(row, 0, len(record), 1, next(left), (), place(row, 0)))
        for line in record:
            column = 5 - sum(width for _, width in line)
            for text, width in line:
                cells.append(Cell(row, column, 1, width, text, (), place(row, column)))
                column += width
            row += 1
    texts = {
        (r, c): cell.text
        for cell in cells
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }
    header = [" / ".join(dict.fromkeys(texts[k, column] for k in (-2, -1))) for column in range(5)]
    plain = table_of(header, [[texts[k, column] for column in range(5)] for k in range(row)])
    return with_values(replace(plain, cells=tuple(cells)), None)


def read(table: Table) -> tuple[Case, ...]:
    cases, findings = read_table_cases(table, 0, Setting())
    assert findings == ()
    return cases


@pytest.mark.parametrize("records", [(FIRST, SECOND), (BAND, FIRST, SECOND), (FIRST, BAND, SECOND)])
def test_each_record_is_a_case_with_the_names_of_both_lines(records: tuple[tuple[Line, ...], ...]) -> None:
    table = table_with(NAMES, *records)
    assert table.kind == "case_list"
    cases = read(table)
    assert [(case.row_number, case.business, case.counterparty, case.quantity.min) for case in cases] == [
        (1, "検針", ("見本ガス株式会社",), 120),
        (2, "樹木の診断", ("見本大学",), 35),
    ]
    assert [[item.name for item in case.items] for case in cases] == [["氏名", "水量"], ["所有者の氏名"]]
    assert [str(case.period.start_date) for case in cases] == ["2023-04-01", "2024-04-01"]
    assert {"番号", "業務名", "所管課", "提供先", "開始日", "個人情報の項目", "件数"} <= set(
        cases[1].attributes
    )
    assert cases[1].attributes["個人情報の項目"] == "所有者の氏名"
    assert cases[0].items[0].span == place(1 + (records[0] is BAND), 1)
    assert [(audit.kind, audit.agrees) for audit in audit_document([table], cases, ())] == [
        ("numbering", True)
    ]


def test_every_character_is_kept_once() -> None:
    table = table_with(NAMES, FIRST, SECOND)
    folded = on_one_line(table)
    assert sorted(cell.text for cell in folded.cells) == sorted(cell.text for cell in table.cells)
    assert folded.column_count == len(folded.header) == len(folded.rows[0]) == 7
    assert len(folded.rows) == len(folded.row_spans) == 2


def test_rows_that_are_divided_otherwise_are_left_alone() -> None:
    other = (SECOND[1], SECOND[0])
    for table in (table_with(NAMES, FIRST, other), table_with(NAMES, FIRST, numbers=("業務", "1"))):
        assert on_one_line(table) is table


def test_nested_headings_are_no_lines_of_records() -> None:
    nested: tuple[Line, Line] = (
        (("検針", 2), ("実績", 2)),
        (("計画", 1), ("実施", 1), ("件数", 1), ("人数", 1)),
    )
    line: Line = (("甲", 1), ("乙", 1), ("3", 1), ("4", 1))
    table = table_with(nested, (line, line))
    assert on_one_line(table) is table


def test_lines_divided_alike_below_any_name_in_the_first_column() -> None:
    names: tuple[Line, Line] = (
        (("業務の名称", 2), ("利用した項目", 1), ("件数", 1)),
        (("利用する課", 2), ("対象者", 1), ("根拠", 1)),
    )
    records: list[tuple[Line, Line]] = [
        (
            ((f"検針{k}", 2), ("氏名、水量", 1), (f"{k}件", 1)),
            (("水道課", 2), ("使用者", 1), ("条例第5条", 1)),
        )
        for k in (1, 2)
    ]
    (first, second) = read(table_with(names, *records, numbers=("記録簿の番号", "5-1", "5-2")))
    assert [case.business for case in (first, second)] == ["検針1", "検針2"]
    assert [case.quantity.min for case in (first, second)] == [1, 2]
    assert {case.subjects for case in (first, second)} == {("使用者",)}
    assert [item.name for item in second.items] == ["氏名", "水量"]
