"""Rows over the whole width of a list: what they say of the rows below them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extractors.cases.table_cases import BANNER, Setting, read_table_cases
from extractors.documents.offices import is_department_line
from tests.extractors.table_making import table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.model import Case

HEADER = ("番号", "業務名", "委託先", "個人情報の項目")
ROWS = (("1", "樹木の診断", "見本大学", "氏名、住所"), ("2", "検針", "見本ガス株式会社", "氏名、水量"))


def below(
    band: str, header: Sequence[str] = HEADER, rows: Sequence[Sequence[str]] = ROWS
) -> tuple[Case, ...]:
    """The cases of a list whose first row is one cell."""
    table = table_of(header, [(band,) * len(header), *rows])
    cells = [
        cell._replace(column_span=len(header)) if (cell.row, cell.column) == (0, 0) else cell
        for cell in table.cells
        if cell.row != 0 or cell.column == 0
    ]
    cases, findings = read_table_cases(replace(table, cells=tuple(cells)), 0, Setting())
    assert findings == ()
    return cases


@pytest.mark.parametrize(
    "band",
    [
        "【みどり部】公園課",
        "（みどり部）公園課",
        "■ みどり部公園課",
        "●みどり部　公園課",
        "○【みどり部】 公園課",
        "１　みどり部公園課",
        "１みどり部公園課",
        "(2) みどり部 公園課",
        "②みどり部公園課",
    ],
)
def test_an_office_above_rows_is_theirs(band: str) -> None:
    cases = below(band)
    assert [[(d.bureau, d.division) for d in case.departments] for case in cases] == [
        [("みどり部", "公園課")]
    ] * 2
    assert BANNER not in cases[0].attributes


def test_what_is_no_office_is_kept() -> None:
    cases = below("■ 令和5年度から継続するもの")
    assert [case.attributes[BANNER] for case in cases] == ["■ 令和5年度から継続するもの"] * 2
    assert [case.departments for case in cases] == [(), ()]


def test_an_office_above_rows_that_name_their_own_is_kept() -> None:
    header = ("番号", "所管課", "業務名", BANNER)
    (case,) = below("みどり部", header, [("1", "公園課", "樹木の診断", "甲")])
    assert [(d.bureau, d.division) for d in case.departments] == [(None, "公園課")]
    assert case.attributes[BANNER] == "甲"
    assert case.attributes[BANNER + "'"] == "みどり部"


@pytest.mark.parametrize("line", ["■みどり部公園課", "◆ 【みどり部】公園課", "○《みどり部》公園課"])
def test_a_bullet_before_offices(line: str) -> None:
    assert is_department_line(line)


@pytest.mark.parametrize("line", ["■公園の樹木", "1 みどり部公園課の業務", "■", "・公園課について"])
def test_a_bullet_before_other_words(line: str) -> None:
    assert not is_department_line(line)


@pytest.mark.parametrize(
    ("band", "kind"),
    [("Ⅰ　目的外利用", "purpose_change"), ("■ 外部提供", "external_provision"), ("新規", "outsourcing")],
)
def test_a_kind_of_matter_above_rows(band: str, kind: str) -> None:
    assert [case.case_type for case in below(band)] == [kind, kind]


def test_a_sign_for_the_cell_above_looks_past_a_band() -> None:
    rows = [ROWS[0], ("みどり部",) * 4, ("2", "検針", "〃", "氏名")]
    table = table_of(HEADER, rows)
    cells = [
        cell._replace(column_span=4) if (cell.row, cell.column) == (1, 0) else cell
        for cell in table.cells
        if cell.row != 1 or cell.column == 0
    ]
    cases, _ = read_table_cases(replace(table, cells=tuple(cells)), 0, Setting())
    assert [case.counterparty for case in cases] == [("見本大学",), ("見本大学",)]
