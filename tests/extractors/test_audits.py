"""Every kind of statement that a paper makes about itself, with agreeing and with disagreeing input."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extractors.audits import Statement, audit_document
from extractors.cases.table_cases import Setting, read_table_cases
from extractors.tables.values import with_values
from tests.extractors.table_making import merged, place, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.model import Audit, Table

LIST = ("番号", "委託の件名", "担当課", "要配慮個人情報", "実施機関")


def listed(numbers: Sequence[str], flags: str = "", bodies: Sequence[str] = ()) -> Table:
    rows = [
        [number, f"業務その{k}", "税務課", flags[k : k + 1] or "無", bodies[k] if bodies else "市長"]
        for k, number in enumerate(numbers)
    ]
    return table_of(LIST, rows, caption="外部委託")


def audits(*tables: Table, said: str = "") -> list[Audit]:
    cases = [
        case for index, table in enumerate(tables) for case in read_table_cases(table, index, Setting())[0]
    ]
    return list(audit_document(tables, cases, [Statement(said, place(9, 0))] if said else []))


def told(found: list[Audit], kind: str) -> list[tuple[int, int, bool]]:
    return [(audit.stated, audit.found, audit.agrees) for audit in found if audit.kind == kind]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1", "2", "3"], (3, 3, True)),
        (["１", "２", "３"], (3, 3, True)),
        (["(11)", "(12)", "(13)"], (3, 3, True)),
        (["1", "2", "4"], (4, 3, False)),
        (["1", "2", "2", "3"], (3, 4, False)),
        (["1", "2", "2", "4"], (4, 4, False)),
        (["1", "3", "2"], (3, 3, False)),
        (["1", "", "2"], (2, 3, False)),
    ],
)
def test_numbering(numbers: list[str], expected: tuple[int, int, bool]) -> None:
    (audit,) = (a for a in audits(listed(numbers)) if a.kind == "numbering")
    assert (audit.stated, audit.found, audit.agrees) == expected
    assert audit.table == 0
    assert audit.span


def test_a_list_without_numbers_is_not_audited_for_them() -> None:
    assert audits(listed(["", "", ""])) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("次のとおり委託した業務（３件）について報告する。", (3, 3, True)),
        ("次のとおり委託した業務（5件）について報告する。", (5, 3, False)),
        ("全3件について報告する。", (3, 3, True)),
        ("昨年は1,204件の請求があった。", None),
    ],
)
def test_row_count(said: str, expected: tuple[int, int, bool] | None) -> None:
    found = told(audits(listed(["1", "2", "3"]), said=said), "row_count")
    assert found == ([expected] if expected else [])


def test_a_number_of_matters_is_held_against_one_list_only() -> None:
    two = listed(["1", "2"]), listed(["1", "2", "3"])
    assert told(audits(*two, said="業務（2件）について報告する。"), "row_count") == []


def summary(*rows: tuple[str, str]) -> Table:
    return table_of(("実施機関", "うち、要配慮個人情報を含むもの"), rows, caption="外部委託")


def test_flag_counts_by_implementing_body_and_in_all() -> None:
    cases = listed(["1", "2", "3", "4"], "有有無有", ["市長", "教育委員会", "市長", "市長"])
    right = summary(("市長", "2"), ("教育委員会", "1"), ("監査委員", "0"), ("合計", "3"))
    assert told(audits(right, cases), "flag_count") == [
        (2, 2, True),
        (1, 1, True),
        (0, 0, True),
        (3, 3, True),
    ]
    wrong = summary(("市長", "3"), ("教育委員会", "1"), ("合計", "4"))
    assert told(audits(wrong, cases), "flag_count") == [(3, 2, False), (1, 1, True), (4, 3, False)]


STATISTICS = ("区分", "請求", "決定")


def totals(*rows: tuple[str, ...], header: Sequence[str] = STATISTICS) -> list[tuple[int, int, bool]]:
    return told(audits(table_of(header, rows)), "column_total")


def test_columns_that_add_up_and_one_that_does_not() -> None:
    assert totals(("公開", "10", "7"), ("非公開", "5", "3"), ("合計", "15", "10")) == [
        (15, 15, True),
        (10, 10, True),
    ]
    assert totals(("公開", "10", "7"), ("非公開", "5", "3"), ("合計", "15", "11")) == [
        (15, 15, True),
        (11, 10, False),
    ]


COUNTED = ("番号", "業務名", "提供先", "件数")


@pytest.mark.parametrize(
    ("figures", "total", "expected"),
    [
        (["12", "1,300"], "1,312", [(1312, 1312, True)]),
        (["12件", "1,300件"], "1,310件", [(1310, 1312, False)]),
        (["12", "－"], "12", [(12, 12, True)]),
        (["12件", "30人"], "42", []),
        (["12", "約1千件"], "1,012", []),
        (["12", "1,300"], "", []),
    ],
)
def test_a_list_may_sum_its_figures_up(
    figures: list[str], total: str, expected: list[tuple[int, int, bool]]
) -> None:
    rows = [(str(k), f"業務その{k}", "見本大学", figure) for k, figure in enumerate(figures, start=1)]
    found = audits(table_of(COUNTED, [*rows, ("合計", "合計", "合計", total)], caption="外部提供"))
    assert told(found, "column_total") == expected
    assert told(found, "numbering") == [(2, 2, True)]


def test_a_figure_of_two_rows_is_added_once() -> None:
    rows = [("1", "検針", "甲", "5"), ("2", "督促", "乙", "5"), ("計", "計", "計", "5")]
    table = merged(COUNTED, rows, {(0, 3): (2, 1)})
    assert told(audits(with_values(table, None)), "column_total") == [(5, 5, True)]


def test_the_total_may_stand_on_top() -> None:
    assert totals(("総数", "15", "10"), ("公開", "10", "7"), ("非公開", "5", "3")) == [
        (15, 15, True),
        (10, 10, True),
    ]


def test_units_thousands_and_dashes() -> None:
    assert totals(("複写", "1,200円", "－"), ("郵送", "300円", "2件"), ("合計", "1,500円", "2件")) == [
        (1500, 1500, True),
        (2, 2, True),
    ]


def test_subtotals_are_not_added_again() -> None:
    rows = (
        ("公開", "4", "1"),
        ("非公開", "6", "2"),
        ("小計", "10", "3"),
        ("取下げ", "1", "1"),
        ("合計", "11", "4"),
    )
    assert totals(*rows) == [(11, 11, True), (4, 4, True)]


def test_rows_that_break_another_down_are_not_added_again() -> None:
    rows = (("請求", "10", "8"), ("うち 本人", "4", "3"), ("申出", "5", "5"), ("合計", "15", "13"))
    assert totals(*rows) == [(15, 15, True), (13, 13, True)]
    unmarked = (
        ("請求", "10", "8"),
        ("本人", "4", "3"),
        ("代理人", "6", "5"),
        ("申出", "5", "5"),
        ("合計", "15", "13"),
    )
    assert totals(*unmarked) == [(15, 15, True), (13, 13, True)]


def test_a_table_without_a_total_or_with_two_is_not_audited() -> None:
    assert totals(("公開", "10", "7"), ("非公開", "5", "3")) == []
    assert totals(("公開", "10", "7"), ("計", "10", "7"), ("申出", "5", "3"), ("計", "5", "3")) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("請求は105件（開示99件、訂正3件、利用停止3件）であった。", [(105, 105, True)]),
        ("請求は１０５件（開示９９件、訂正３件、利用停止３件）であった。", [(105, 105, True)]),
        ("請求は105件（内訳：開示99件、訂正3件）であった。", [(105, 102, False)]),
        ("請求は105件（開示99件、訂正3件など）であった。", []),
        ("請求は105件（前の年度は99件、その前は101件）であった。", []),
        ("請求は105件（開示99件、手数料3円）であった。", []),
        ("請求は105件（99件、6件）であった。", []),
        ("対象は3人（" + "あ" * 5000, []),
    ],
)
def test_breakdowns_in_prose(said: str, expected: list[tuple[int, int, bool]]) -> None:
    assert told(audits(said=said), "breakdown") == expected


@pytest.mark.parametrize(
    ("counts", "total", "expected"),
    [
        (("120人", "30人"), "150人", [(150, 150, True)]),
        (("120人", "30人"), "140人", [(140, 150, False)]),
        (("120人", "約30人"), "148人", []),
        (("120人", "30世帯"), "150人", []),
        (("120人/年", "30人"), "150人", []),
        (("120人", "30人以上"), "150人", []),
        (("120人", "未定"), "120人", []),
    ],
)
def test_a_total_below_a_list_of_cases_is_added_up(
    counts: tuple[str, str], total: str, expected: list[tuple[int, int, bool]]
) -> None:
    rows = [(str(number), "検針", "水道課", count) for number, count in enumerate(counts, 1)]
    rows.append(("計（２件）", "計（２件）", "計（２件）", total))
    found = audits(table_of(("番号", "委託の件名", "担当課", "対象人数"), rows))
    assert told(found, "column_total") == expected
    assert told(found, "numbering") == [(2, 2, True)]
