"""Lists whose entries take several rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extractors.audits import audit_document
from extractors.cases.table_cases import Setting, read_table_cases
from tests.extractors.table_making import merged, place

if TYPE_CHECKING:
    from extractors.model import Case, Table

HEADER = ("番号", "所管課", "事務の名称", "提供先", "提供開始日")
FIRST = ("1", "水道課", "検針", "見本ガス株式会社", "令和5年4月1日")
SECOND = ("2", "公園課", "樹木の診断", "見本大学", "令和6年4月1日")


def read(table: Table) -> tuple[Case, ...]:
    cases, findings = read_table_cases(table, 0, Setting())
    assert findings == ()
    return cases


def below(number: str, name: str, value: str) -> tuple[str, ...]:
    return (number, name, value, value, value)


@pytest.mark.parametrize("number", ["merged", "blank"])
def test_a_name_and_a_value_below_a_row_belong_to_it(number: str) -> None:
    numbers = ("1", "2") if number == "merged" else ("", "")
    rows = [
        FIRST,
        below(numbers[0], "提供項目", "氏名、使用水量"),
        SECOND,
        below(numbers[1], "提供項目", "樹木の\n所有者の氏名"),
    ]
    spans = {(1, 2): (1, 3), (3, 2): (1, 3)}
    if number == "merged":
        spans |= {(0, 0): (2, 1), (2, 0): (2, 1)}
    cases = read(merged(HEADER, rows, spans))
    assert [(case.row_number, case.business, case.counterparty) for case in cases] == [
        (1, "検針", ("見本ガス株式会社",)),
        (2, "樹木の診断", ("見本大学",)),
    ]
    assert [[item.name for item in case.items] for case in cases] == [
        ["氏名", "使用水量"],
        ["樹木の所有者の氏名"],
    ]
    assert [case.items_raw for case in cases] == ["氏名、使用水量", "樹木の\n所有者の氏名"]
    assert cases[0].items[0].span == place(1, 2)
    assert cases[0].attributes == {**dict(zip(HEADER, FIRST, strict=True)), "提供項目": "氏名、使用水量"}
    assert all(audit.agrees for audit in audit_document([merged(HEADER, rows, spans)], cases, ()))


def test_an_entry_may_have_several_of_them_or_none() -> None:
    rows = [FIRST, below("1", "利用目的", "減免の確認"), below("1", "提供項目", "氏名"), SECOND]
    cases = read(merged(HEADER, rows, {(0, 0): (3, 1), (1, 2): (1, 3), (2, 2): (1, 3)}))
    assert [(case.description, [item.name for item in case.items]) for case in cases] == [
        ("減免の確認", ["氏名"]),
        ("", []),
    ]


@pytest.mark.parametrize(
    ("row", "spans"),
    [
        (("1", "公園課", "検針", "見本大学", "令和6年4月1日"), {(0, 0): (2, 1)}),
        (below("1", "見本地区", "氏名、住所"), {(0, 0): (2, 1), (1, 2): (1, 3)}),
        (below("2", "提供項目", "氏名、住所"), {(1, 2): (1, 3)}),
    ],
)
def test_other_rows_stay_entries_of_their_own(
    row: tuple[str, ...], spans: dict[tuple[int, int], tuple[int, int]]
) -> None:
    cases, _ = read_table_cases(merged(HEADER, [FIRST, row], spans), 0, Setting())
    assert len(cases) == 2
