"""What heads of papers of all kinds of councils say: which council, which day, which title."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.documents import split_documents, words
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
    "mark",
    [
        "諮問事項１",
        "【報告（２）】",
        "報告事項（３）",
        "議題(二)",
        "第２号様式（第５条関係）",
        "様式第１号（第３条関係）",
        "別記様式第4号",
    ],
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


LETTER = (
    Text("緑野区情報公開・個人情報保護審議会　会長　様"),
    Text("緑野区長　野山　一郎", "right"),
)


@pytest.mark.parametrize(
    "title",
    [
        "緑野区個人情報保護条例第12条第2項の規定に基づく個人情報の外部提供について",
        "緑野区個人情報保護条例第9条による届出の件",
        "条例の定めるところによる目的外利用について（諮問）",
    ],
)
def test_a_title_that_names_its_legal_basis_is_no_sentence(title: str) -> None:
    sentence = "　緑野区個人情報保護条例第12条の規定に基づき、下記のとおり貴審議会の意見を求めます。"
    (read,) = documents(
        *LETTER, Text(title, "center", size=1.1, above=1), Text(sentence, above=1), Text("記", "center")
    )
    assert read.fields.title == title
    assert read.fields.opening.startswith("緑野区個人情報保護条例第12条の規定に基づき")


@pytest.mark.parametrize(
    "line", ["令和6年7月8日　緑野区個人情報保護審議会", "緑野区個人情報保護審議会　令和6年7月8日"]
)
def test_a_day_beside_the_council(line: str) -> None:
    (read,) = documents(*paper(Text(line, "right")))
    assert (read.fields.date, read.fields.council) == (date(2024, 7, 8), "緑野区個人情報保護審議会")


def test_a_form_at_the_head_states_day_and_office() -> None:
    rows = [("諮問年月日", "令和6年7月8日"), ("担当課", "区民部戸籍課"), ("件名", "予約受付業務の委託")]
    (read,) = documents(
        Text("予約受付業務の委託について（諮問）", "center", size=1.1),
        Table((), grid(rows), (1, 3)),
        Text("1 趣旨"),
        Text("便利にするため。", indent=1),
    )
    assert read.fields.date == date(2024, 7, 8)
    assert [(one.bureau, one.division) for one in read.fields.departments] == [("区民部", "戸籍課")]


@pytest.mark.parametrize(
    ("title", "kind", "number"),
    [
        ("個人情報の外部提供に関する報告（令和5年度下半期分）", "報告", None),
        ("予約受付業務の委託について（諮問第98号～第100号）", "諮問", 98),
        ("予約受付業務の委託について（諮問第14号・第15号）", "諮問", 14),
        ("諮問事項一覧", "諮問", None),
    ],
)
def test_kinds_that_titles_tell(title: str, kind: str, number: int | None) -> None:
    (read,) = documents(
        Text(title, "center", size=1.1),
        Text("令和6年7月8日", "right"),
        Text("1 趣旨"),
        Text("便利にするため。", indent=1),
    )
    assert (read.fields.kind, read.fields.number) == (kind, number)


@pytest.mark.parametrize(
    "remark",
    ["〜　窓口の事務　〜", "（令和６年４月１日から同年６月30日まで）", "令和６年度分", "－窓口の事務－"],
)
def test_a_line_below_the_title_that_is_set_apart_ends_no_head(remark: str) -> None:
    for align in ("center", "right"):
        (read,) = documents(
            Text("予約受付業務の委託について", "center", size=1.2),
            Text(remark, align),
            Text("令和6年7月8日", "right"),
            Text("区民部戸籍課", "right"),
            Text("1 委託先"),
            Text("株式会社みどり", indent=1),
        )
        assert (read.fields.title, read.fields.date) == ("予約受付業務の委託について", date(2024, 7, 8))
        assert [one.division for one in read.fields.departments] == ["戸籍課"]


def test_a_box_about_a_mark_opens_no_text() -> None:
    box = Table((), grid([("資料番号", "2-3")]), (1, 1))
    (read,) = documents(box, *paper(Text("令和6年7月8日", "right")))
    assert (read.fields.title, read.fields.date) == ("予約受付業務の委託について", date(2024, 7, 8))


def test_what_stands_behind_a_number_and_is_no_title() -> None:
    (read,) = documents(*paper(Text("諮問第31号関係資料", "right"), Text("令和6年7月8日", "right")))
    assert (read.fields.number, read.fields.title) == (31, "予約受付業務の委託について")


BROKEN = (
    "　予約受付業務に係る個人情報の電算入力及び外部結合について、緑野区個人情報保護条例（以下「条例」という。）第1",
    "7条第1項の規定に基づき、下記のとおり諮問します。",
)


def test_a_sentence_broken_off_at_the_end_of_its_first_line() -> None:
    (read,) = documents(
        *LETTER, *map(Text, BROKEN), Text("記", "center"), Text("1 委託先"), Text("株式会社みどり", indent=1)
    )
    assert read.fields.title == "予約受付業務に係る個人情報の電算入力及び外部結合について"
    assert [(p.law, p.article, p.paragraph) for p in read.fields.legal_basis] == [
        ("緑野区個人情報保護条例", 17, 1)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "【諮問の根拠】緑野区個人情報保護条例第17条第1項",
        "　緑野区個人情報保護条例第17条第1項の規定により提供した事例は、次のとおりです。",
    ],
)
def test_where_a_paper_says_under_which_rule_it_is_put_forward(line: str) -> None:
    (read,) = documents(
        Text("名簿の提供について", "center", size=1.2),
        Text("令和6年7月8日", "right"),
        Text(line),
        Text("1 提供先"),
        Text("町会"),
    )
    assert [(p.article, p.paragraph) for p in read.fields.legal_basis] == [(17, 1)]


def test_a_form_states_its_basis_and_names_no_person_as_office() -> None:
    rows = [
        ("担当課", "区民部戸籍課"),
        ("実施機関", "区長"),
        ("諮問の根拠", "緑野区個人情報保護条例第17条第1項"),
    ]
    (read,) = documents(
        Text("諮問第3号"),
        Text("名簿の提供について", "center", size=1.2),
        Table((), grid([*rows, ("提供先", "町会")]), (1, 3)),
    )
    assert [one.division for one in read.fields.departments] == ["戸籍課"]
    assert [(p.article, p.paragraph) for p in read.fields.legal_basis] == [(17, 1)]


def test_a_title_that_names_the_provisions() -> None:
    (read,) = documents(
        Text("緑野市個人情報保護条例第8条第2項の規定による諮問について", "center", size=1.1),
        Text("令和6年7月8日", "right"),
        Text("1 提供先"),
        Text("町会"),
    )
    assert [(p.article, p.paragraph) for p in read.fields.legal_basis] == [(8, 2)]


def test_the_first_of_several_matters_below_a_letter_is_no_title() -> None:
    (read,) = documents(
        *LETTER,
        Text("条例の規定に基づく諮問について（答申）", "center", size=1.1, above=1),
        Text(
            "　令和6年7月8日付けで諮問のあった事項について、緑野区個人情報保護条例第12条の規定に基づき、答申します。"
        ),
        Text("記", "center"),
        Text("諮問第51号　名簿の外部提供について"),
        Text("1 結論"),
        Text("名簿を町会に提供することは、適当と認める。", indent=1),
        Text("諮問第52号　申込みの電算処理について"),
        Text("1 結論"),
        Text("申込みを電算で処理することは、適当と認める。", indent=1),
    )
    assert read.fields.title == "条例の規定に基づく諮問について（答申）"
    assert [case.title for case in read.prose.cases] == ["名簿の外部提供について", "申込みの電算処理について"]


@pytest.mark.parametrize(
    ("line", "is_attachment"),
    [
        ("別表（第５項関係）", True),
        ("別紙２", True),
        ("様式第１号（第３条関係）", False),
        ("別紙（案を添える。）", False),
    ],
)
def test_what_opens_an_attachment(line: str, is_attachment: bool) -> None:
    assert words.opens_attachment(line) == is_attachment
