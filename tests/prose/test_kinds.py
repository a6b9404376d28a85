"""Kinds of matters: what the paper asks for, the number above a matter, and reports that tell of none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.prose.test_documents import documents, head
from tests.prose.test_facts import cases, document_of, form, lines, names
from tests.samples.blocks import Table, Text, grid

if TYPE_CHECKING:
    from pathlib import Path

GROUPED = (
    "1　目的外利用",
    "　(1)　農園の区画の見直し（みどり部農園課）",
    "　　利用した個人情報　借受者の氏名、区画の番号",
    "　　利用日　令和5年6月7日",
    "2　外部提供",
    "　(1)　橋の傷みの分析（土木部橋りょう課）",
    "　　提供した個人情報　通報者の居住地",
    "　　提供先　見本工科大学",
    "　　提供日　令和5年9月4日",
)


def test_matters_below_numbers_that_name_their_kinds() -> None:
    one, other = cases(
        *lines(*GROUPED), title=("報告第3号", "保有個人情報の取扱いの状況について", "総務部文書課")
    )
    assert (one.title, one.case_type, names(one)) == (
        "農園の区画の見直し", "purpose_change", ["借受者の氏名", "区画の番号"],
    )  # fmt: skip
    assert (other.title, other.case_type, other.counterparty) == (
        "橋の傷みの分析", "external_provision", ("見本工科大学",),
    )  # fmt: skip
    assert [c.departments[0].division for c in (one, other)] == ["農園課", "橋りょう課"]


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("本人以外から個人情報を収集することについて、意見を求める。", "indirect_collection"),
        ("湖畔の見守りについて、意見を求める。", "outsourcing"),
    ],
)
def test_what_a_paper_asks_for_says_more_than_whom_it_pays(asked: str, kind: str) -> None:
    facts = (
        "1　諮問の趣旨",
        f"　{asked}",
        "2　個人情報の項目　通行者の映像",
        "3　機器の保守の委託先　見本電機株式会社",
    )
    (case,) = cases(*lines(*facts), title=("諮問第4号", "湖畔カメラの運用について", "みどり部公園課"))
    assert case.case_type == kind


def test_figures_of_requests_are_no_matter(tmp_path: Path) -> None:
    figures = Table(grid((("区分", "件数"),)), grid((("開示", "18"), ("訂正", "2"))), (2, 1))
    report = document_of(
        tmp_path, Text("令和5年度の請求の状況について（報告）", "center", size=1.2), Text("令和6年7月5日", "right"),
        Text("総務部文書課", "right"), Text("1　請求の件数"), figures,
    )  # fmt: skip
    assert (report.kind, len(report.tables), report.cases) == ("報告", 1, ())


@pytest.mark.parametrize("label", ["システムの名称", "システム名"])
def test_forms_of_systems_bear_their_names(label: str) -> None:
    found = cases(
        Text("案件1"), form((label, "入浴券販売システム"), ("記録する項目", "会員番号、氏名"), ("稼働日", "令和4年10月1日")),
        Text("案件2"), form((label, "譲渡希望者台帳"), ("記録する項目", "氏名、飼育歴"), ("稼働日", "令和4年9月1日")),
    )  # fmt: skip
    assert [case.title for case in found] == ["入浴券販売システム", "譲渡希望者台帳"]


@pytest.mark.parametrize(
    ("names_of", "total", "count"),
    [
        (("請求", "件数"), ("7", "41"), 41),
        (("件数", "取下げ"), ("41", "2"), 41),
        (("窓口", "郵送", "計"), ("20", "21", "41"), 41),
        (("窓口", "郵送", "全部"), ("20", "21", "41"), 41),
        (("請求", "取下げ"), ("41", "2"), None),
    ],
)
def test_the_column_of_a_total_row_that_counts(
    names_of: tuple[str, ...], total: tuple[str, ...], count: int | None
) -> None:
    figures = Table(
        grid((("機関", *names_of),)), grid((("市長", *total), ("合計", *total))), (2, *(1 for _ in total))
    )
    (case,) = cases(Text("1　請求の件数"), figures, Text("2　個人情報の項目　氏名、住所"))
    assert (case.quantity.min, names(case)) == (count, ["氏名", "住所"])


def test_an_office_behind_a_bullet_above_a_table_is_no_office_of_the_paper() -> None:
    listed = Table(grid((("契約件名", "受託者"),)), grid((("台帳の電子化", "見本測地株式会社"),)), (1, 1))
    (read,) = documents(*head("報告第1号", "委託の状況について", "総務部文書課"), Text("○　市民部"), listed)
    assert [one.raw for one in read.fields.departments] == ["総務部文書課"]
