"""Lists whose entries are divided into rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extractors.audits import audit_document
from extractors.cases.table_cases import Setting, read_table_cases
from tests.extractors.table_making import merged, place

if TYPE_CHECKING:
    from extractors.model import Case, Table

HEADER = ("番号", "所管課", "事務の名称", "区分", "個人情報の項目", "提供開始日")
FIRST = [
    ("1", "水道課", "検針", "使用者", "氏名、水量", "令和5年4月1日"),
    ("1", "水道課", "検針", "所有者", "氏名、地番", "令和5年4月1日"),
]
SECOND = ("2", "水道課", "督促", "滞納者", "氏名", "令和6年4月1日")
BOTH = {(0, 0): (2, 1), (0, 2): (2, 1)}


def read(table: Table) -> tuple[Case, ...]:
    cases, findings = read_table_cases(table, 0, Setting())
    assert findings == ()
    return cases


def test_rows_below_one_number_and_name_are_one_entry() -> None:
    table = merged(HEADER, [*FIRST, SECOND], {**BOTH, (0, 1): (3, 1)})
    cases = read(table)
    assert [(case.row_number, case.business, case.department_raw) for case in cases] == [
        (1, "検針", "水道課"),
        (2, "督促", "水道課"),
    ]
    assert [[(*item.path, item.name) for item in case.items] for case in cases] == [
        [("使用者", "氏名"), ("使用者", "水量"), ("所有者", "氏名"), ("所有者", "地番")],
        [("氏名",)],
    ]
    assert [item.ordinal for item in cases[0].items] == [0, 1, 2, 3]
    assert [item.subject for item in cases[0].items] == ["使用者", "使用者", "所有者", "所有者"]
    assert [item.span for item in cases[0].items] == [place(0, 4)] * 2 + [place(1, 4)] * 2
    assert cases[0].items_raw == "氏名、水量\n氏名、地番"
    assert cases[0].attributes["区分"] == "使用者\n所有者"
    assert cases[0].attributes["提供開始日"] == "令和5年4月1日"
    assert [(audit.kind, audit.agrees) for audit in audit_document([table], cases, ())] == [
        ("numbering", True)
    ]


def test_cells_that_differ_are_joined() -> None:
    rows = [(*FIRST[0][:5], "令和5年4月1日"), (*FIRST[1][:5], "令和5年5月1日")]
    (case,) = read(merged(HEADER, rows, BOTH))
    assert case.period.raw == "令和5年4月1日\n令和5年5月1日"
    assert [str(one.start) for one in case.period.dates] == ["2023-04-01", "2023-05-01"]


def test_items_in_one_cell_have_no_label() -> None:
    (case,) = read(merged(HEADER, FIRST, {**BOTH, (0, 4): (2, 1)}))
    assert [(*item.path, item.name) for item in case.items] == [("氏名",), ("水量",)]


def test_a_list_alike_in_two_rows_has_no_label() -> None:
    rows = [(*row[:3], "使用者", *row[4:]) for row in FIRST]
    (case,) = read(merged(HEADER, rows, BOTH))
    assert [item.path for item in case.items] == [()] * 4


def test_kinds_of_matters_are_entries_of_their_own() -> None:
    rows = [(*row[:3], kind, *row[4:]) for row, kind in zip(FIRST, ["目的外利用", "外部提供"], strict=True)]
    cases = read(merged(HEADER, rows, BOTH))
    assert [case.case_type for case in cases] == ["purpose_change", "external_provision"]


@pytest.mark.parametrize("name", ["開栓", "検針"])
def test_a_name_of_its_own_is_an_entry(name: str) -> None:
    rows = [FIRST[0], ("1", "水道課", name, *FIRST[1][3:])]
    assert [case.business for case in read(merged(HEADER, rows, {(0, 0): (2, 1)}))] == ["検針", name]
