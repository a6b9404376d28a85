"""What heads of papers of all kinds of councils say: which council, which day, which title."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.documents import split_documents
from tests.prose.papers import Read, read_blocks
from tests.samples.blocks import Block, NewPage, Table, Text, grid
from tests.samples.style import PageStyle


def documents(*blocks: Block, page: PageStyle | None = None) -> list[Read]:
    flow = read_blocks(blocks, page or PageStyle())
    return [Read(flow, part) for part in split_documents(flow)]


def paper(*above: Text) -> tuple[Block, ...]:
    title = Text("予約受付業務の委託について", "center", size=1.1, above=0.6)
    return (*above, title, Text("1 委託先"), Text("株式会社みどり", indent=1))


@pytest.mark.parametrize(
    ("line", "council"),
    [
        ("令和５年度第４回緑野市個人情報保護審議会", "緑野市個人情報保護審議会"),
        ("令和６年度緑野市個人情報保護運営審議会", "緑野市個人情報保護運営審議会"),
        ("緑野区行政情報公開・個人情報保護審議会", "緑野区行政情報公開・個人情報保護審議会"),
        ("緑野県個人情報保護審議会　資料２", "緑野県個人情報保護審議会"),
        ("第２回みどりの市個人情報保護審議会", "みどりの市個人情報保護審議会"),
        ("南部後期高齢者医療広域連合個人情報保護審査会", "南部後期高齢者医療広域連合個人情報保護審査会"),
    ],
)
def test_the_council_is_told_by_its_name_alone(line: str, council: str) -> None:
    (read,) = documents(*paper(Text(line, "right"), Text("令和6年7月8日", "right")))
    assert read.fields.council == council


def test_the_council_that_only_a_running_head_names() -> None:
    body = [Text(f"{k} 第{k}の場所では、受付の記録を{k}年の間保存する。", indent=1) for k in range(2, 70)]
    head = PageStyle(banner="緑野町個人情報保護審議会")
    (read,) = documents(*paper(Text("令和6年7月8日", "right")), *body, page=head)
    assert read.part.page_last > 1
    assert read.fields.council == "緑野町個人情報保護審議会"


@pytest.mark.parametrize(
    "line", ["令和6年7月8日　資料4-2", "資料４－２　　令和６年７月８日", "令和6年7月8日　【資料3】"]
)
def test_a_day_beside_a_mark(line: str) -> None:
    (read,) = documents(*paper(Text(line, "right")))
    assert read.fields.date == date(2024, 7, 8)
    assert "資料" not in (read.fields.date_raw or "")


@pytest.mark.parametrize(
    "mark", ["諮問事項１", "第２号様式（第５条関係）", "様式第１号（第３条関係）", "別記様式第4号"]
)
def test_a_mark_above_the_title_is_no_title(mark: str) -> None:
    (read,) = documents(*paper(Text(mark), Text("令和6年7月8日", "right")))
    assert read.fields.title == "予約受付業務の委託について"


@pytest.mark.parametrize("title", ["会議結果", "会議要旨", "開催報告", "会議録"])
def test_minutes_go_on_below_a_table_that_goes_on(title: str) -> None:
    rows = [
        (f"案件{k}", "受付の記録を保存する期間について、事務局から説明を受けた。" * 3, "承認")
        for k in range(14)
    ]
    read = documents(
        Text(f"令和6年度第1回緑野市個人情報保護審議会{title}", "center", size=1.2),
        Text("日時　令和6年7月8日　午後2時"),
        Text("場所　市役所2階会議室"),
        Text("出席者　山川委員、野原委員"),
        Table(grid([("案件", "内容", "結果")]), grid(rows), (1, 4, 1)),
        Text("次回の開催予定　令和6年10月上旬", size=1.2, above=2),
        Text("総務部総務課"),
    )
    assert [one.part.page_first for one in read] == [1]
    assert read[0].part.page_last == 2


def test_papers_behind_each_other_are_still_told_apart() -> None:
    mark = Text("資料1　令和6年7月8日", "right")
    read = documents(*paper(mark), NewPage(), *paper(Text("資料2　令和6年7月9日", "right")))
    assert [one.fields.date for one in read] == [date(2024, 7, 8), date(2024, 7, 9)]
