"""Columns of lists: headings told by their words, offices above a list or in two columns, states without a heading above them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from extractors.cases.table_cases import Setting, read_table_cases
from extractors.tables.roles import names_columns, role_of
from tests.extractors.table_making import table_of
from tests.extractors.test_cells import CHANGED, cases, changes
from tests.prose.test_facts import document_of, form
from tests.samples.blocks import Cell, Text

if TYPE_CHECKING:
    from pathlib import Path

FILES = (
    "個人情報ファイルの名称", "事務をつかさどる組織の名称", "利用目的", "記録項目", "記録範囲", "収集方法", "経常的提供先",
)  # fmt: skip


def test_a_list_whose_headings_nothing_sets_off(tmp_path: Path) -> None:
    row = (
        "農園の台帳",
        "みどり部農園課",
        "区画の貸出し",
        "１ 氏名 ２ 区画の番号",
        "借受者",
        "本人の届出",
        "見本農協",
    )
    paper = document_of(
        tmp_path,
        Text("個人情報ファイル簿について", "center", size=1.2),
        form(FILES, row, ("湖の台帳", *row[1:]), widths=(1,) * 7),
    )
    assert paper.tables[0].header == FILES
    assert [case.title for case in paper.cases] == ["農園の台帳", "湖の台帳"]
    assert {case.counterparty for case in paper.cases} == {("見本農協",)}


def test_headings_on_two_levels_that_nothing_sets_off(tmp_path: Path) -> None:
    tall = {
        name: Cell(name, 2, 1)
        for name in ("提供に係る事務", "提供を行った課", "提供した情報", "提供した時期")
    }
    work, office, items, period = tall.values()
    rows = (
        (work, office, Cell("提供の相手", 1, 2), None, items, period),
        (None, None, "相手の名称", "相手の利用の目的", None, None),
        ("農園の貸出し", "農園課", "見本農協", "講習の案内", "氏名、住所", "令和5年2月1日"),
        ("湖の清掃", "公園課", "見本大学", "水質の調査", "氏名、年齢", "令和5年3月1日"),
    )
    paper = document_of(tmp_path, Text("提供の状況", "center", size=1.2), form(*rows, widths=(1,) * 6))
    assert [case.counterparty for case in paper.cases] == [("見本農協",), ("見本大学",)]
    assert [len(case.items) for case in paper.cases] == [2, 2]


@pytest.mark.parametrize(
    "texts",
    [
        ("所管課", "福祉課", "件名", "見守り訪問", "期間", "通年"),
        ("福祉課", "見守り訪問", "氏名、住所", "令和5年4月1日"),
        ("件名", "所管課", "", "委託先"),
        ("件名", "所管課", "委託先"),
    ],
)
def test_rows_that_are_no_headings(texts: tuple[str, ...]) -> None:
    assert not names_columns(texts)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("収集を始めた日", "period"),
        ("漏えいが判明した日", None),
        ("届出に係る事務", "business"),
        ("届出の内容（個人情報の項目）", "items"),
        ("届出の内容（必要な添付書類）", "description"),
        ("委託の終期", "period_end"),
        ("提供を行った課", "department"),
    ],
)
def test_headings_built_as_clauses(header: str, role: str | None) -> None:
    assert role_of(header) == role


@pytest.mark.parametrize(("bureau", "division"), [("担当部", "担当課"), ("部", "課"), ("所管部局", "課名")])
def test_offices_in_two_columns(bureau: str, division: str) -> None:
    (case,) = cases((bureau, division, "件名", "記録項目"), ("みどり部", "農園課", "区画の貸出し", "氏名"))
    assert [(one.bureau, one.division) for one in case.departments] == [("みどり部", "農園課")]


@pytest.mark.parametrize(("caption", "offices"), [("○　みどり部", ["みどり部"]), ("総務部文書課", [])])
def test_the_office_that_heads_a_list(caption: str, offices: list[str]) -> None:
    table = table_of(("契約件名", "受託者"), [("区画の測量", "見本測地株式会社")])
    ((case,), _) = read_table_cases(replace(table, caption=caption), 0, Setting())
    assert [one.raw for one in case.departments] == offices


def test_states_with_no_heading_above_them() -> None:
    header = ("登録番号", "事務の名称", "変更年月日", "変更前", "変更後", "主管課")
    (case,) = cases(header, ("4-2", "農園の貸出し", "R6.5.20", "氏名、電話番号", "氏名、住所", "農園課"))
    assert changes(case) == CHANGED
    (other,) = cases(header, ("4-3", "農園の貸出し", "R6.5.20", "窓口、郵送", "窓口、郵送、端末", "農園課"))
    assert (other.items, other.attributes["変更後"]) == ((), "窓口、郵送、端末")


@pytest.mark.parametrize("cell", ["有（１社）", "有（2者）", "有"])
def test_how_many_subcontractors_there_are_names_none(cell: str) -> None:
    (case,) = cases(("件名", "受託者", "再委託"), ("検針", "見本水道株式会社", cell))
    assert case.counterparty == ("見本水道株式会社",)
