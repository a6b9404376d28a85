"""Where a paper may state the facts of a matter: forms, sentences, attachments, parts that tell one matter between them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from extractors.documents import words
from extractors.extract import extract_file
from extractors.prose import account
from tests.prose.test_documents import documents, head
from tests.samples.blocks import Block, Cell, NewPage, Table, Text, grid
from tests.samples.typeset import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractors.model import Case, Document

Rows = tuple[tuple[str | Cell | None, ...], ...]
TITLE = ("諮問第10号", "こども医療証の作成等について", "こども部児童課")


def cases(*blocks: Block, title: tuple[str, str, str] = TITLE) -> Sequence[Case]:
    (read,) = documents(*head(*title), *blocks)
    assert all(fate.place != "lost" for fate in account(read.part, read.fields, read.outline))
    return read.prose.cases


def lines(*texts: str) -> tuple[Text, ...]:
    return tuple(map(Text, texts))


def form(*rows: tuple[str | Cell | None, ...], widths: tuple[float, ...] = (1, 3)) -> Table:
    return Table((), grid(rows), widths)


def names(case: Case) -> list[str]:
    return [item.name for item in case.items]


def document_of(folder: Path, *blocks: Block) -> Document:
    (folder / "paper.pdf").write_bytes(typeset(blocks).pdf)
    (document,) = extract_file(folder / "paper.pdf").documents
    return document


def test_labels_before_each_of_several_values_on_a_row() -> None:
    (case,) = cases(
        form(
            ("所管部課", "市民部　市民課", "協議年月日", "令和5年8月28日"),
            ("結合の相手方", "共同情報機構", "結合開始年月日", "令和6年1月4日"),
            ("個人情報の記録項目", Cell("氏名、住所、転出年月日", 1, 3), None, None),
            ("対象者の範囲", "転入する者", "対象者数", "年間5,600人程度"),
            ("要配慮個人情報の有無", "無", "備考", "特になし"),
            widths=(2, 4, 2, 3),
        )
    )
    assert case.case_type == "online_connection"
    assert [(d.bureau, d.division) for d in case.departments] == [("市民部", "市民課")]
    assert (case.counterparty, case.subjects) == (("共同情報機構",), ("転入する者",))
    assert (case.period.start_date, case.quantity.min, case.special_care) == (date(2024, 1, 4), 5600, False)
    assert names(case) == ["氏名", "住所", "転出年月日"]
    assert case.attributes["備考"] == "特になし"
    assert all(item.span for item in case.items)


def test_labels_in_groups_and_behind_numbers() -> None:
    (grouped,) = cases(
        form(
            (Cell("委託業務", 3), "件名", "訪問業務委託"),
            (None, "受託者", "株式会社やすらぎ"),
            (None, "契約期間", "令和5年12月1日～令和6年11月30日"),
            (Cell("個人情報", 2), "記録項目", "氏名、健康状態"),
            (None, "対象者数", "480名"),
            widths=(2, 2, 6),
        )
    )
    assert (grouped.title, grouped.counterparty, grouped.quantity.min) == (
        "訪問業務委託",
        ("株式会社やすらぎ",),
        480,
    )
    assert names(grouped) == ["氏名", "健康状態"]
    (numbered,) = cases(
        form(
            ("1", "対象者", "庁舎に立ち入る者"),
            ("2", "記録する項目", "容貌、服装"),
            ("3", "記録の開始", "令和7年4月1日"),
            ("4", "保存期間", "30日間"),
            widths=(1, 3, 8),
        )
    )
    assert (numbered.subjects, numbered.period.start_date) == (("庁舎に立ち入る者",), date(2025, 4, 1))
    assert numbered.quantity.min is None


def test_matters_beside_one_another() -> None:
    one, other = cases(
        form(
            ("", "案件1", "案件2"),
            ("件名", "図書館の結合", "施設予約の結合"),
            ("相手方", "株式会社本の森", "一般社団法人共同機構"),
            ("個人情報の項目", "利用者番号、氏名", "団体名、電話番号"),
            ("件数", "45,000件", "約8,000件"),
            widths=(2, 4, 4),
        ),
        title=("報告第11号", "電子計算機の結合の状況について", "情報部情報課"),
    )
    assert (one.title, other.title) == ("図書館の結合", "施設予約の結合")
    assert (one.counterparty, other.counterparty) == (("株式会社本の森",), ("一般社団法人共同機構",))
    assert (names(one), names(other)) == (["利用者番号", "氏名"], ["団体名", "電話番号"])
    assert (one.quantity.min, other.quantity.min) == (45_000, 8_000)
    assert "団体名" not in str(one.attributes["個人情報の項目"])


def test_forms_that_state_all_anew_are_matters_of_their_own() -> None:
    use = form(
        ("件名", "予防接種の対象者の抽出"),
        ("利用する課", "健康課"),
        ("利用項目", "氏名、住所"),
        ("本人の数", "9,800人"),
    )
    give = form(
        ("件名", "調査区の設定"),
        ("提供先", "総務省統計局"),
        ("提供項目", "住居表示、世帯数"),
        ("本人の数", "約65,000世帯"),
    )
    found = cases(Text("1 利用"), use, Text("2 提供"), give)
    assert [(case.case_type, case.title) for case in found] == [
        ("purpose_change", "予防接種の対象者の抽出"),
        ("external_provision", "調査区の設定"),
    ]
    both = form(("対象者", "児童"), ("開始日", "令和5年4月1日"), ("所管課", "健康課"))
    (case,) = cases(
        form(("委託先", "株式会社みどり"), ("委託理由", "専門性"), ("取扱項目", "氏名、住所")),
        Text("　"),
        both,
    )
    assert (case.counterparty, case.period.start_date) == (("株式会社みどり",), date(2023, 4, 1))


def test_what_sentences_say_where_no_heading_does() -> None:
    (case,) = cases(
        *lines(
            "1 趣旨",
            "医療証の作成を株式会社北浜印刷に委託する。",
            "2 概要",
            "対象者は、医療証の交付を受ける者とする。委託期間は、令和5年11月1日から令和6年2月29日までとする。",
            "対象となる件数は、年間約80件を見込んでいる。",
            "3 個人情報",
            "市が委託先に提供する個人情報は、氏名、住所、年齢とする。",
            "4 安全管理措置",
            "保管期間は、令和9年3月31日までとする。取り扱う個人情報は、必要最小限の項目とする。",
        )
    )
    assert case.counterparty == ("株式会社北浜印刷",)
    assert (case.period.start_date, case.period.end_date) == (date(2023, 11, 1), date(2024, 2, 29))
    assert (case.quantity.min, case.quantity.period, case.quantity.is_approximate) == (80, "year", True)
    assert [(item.name, item.flow) for item in case.items] == [
        (name, "ward_to_contractor") for name in ("氏名", "住所", "年齢")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "区は、関係機関に情報を提供する。",
        "個人情報は、必要最小限の項目とする。",
        "件数は、集計中である。",
        "業務の一部を専門業者に委託する。",
        "実施時期は、別途定める。",
    ],
)
def test_sentences_that_name_nothing_give_nothing(sentence: str) -> None:
    (case,) = cases(*lines("1 趣旨", sentence))
    assert (case.counterparty, case.items, case.period.start_date, case.quantity.min) == ((), (), None, None)


def test_an_attachment_takes_the_place_of_the_paper_that_points_to_it() -> None:
    letter = (
        Text("令和6年6月3日", "right"), Text("緑野区個人情報保護審議会会長　様"), Text("緑野区長　野山　一郎", "right"),
        Text("保険料の収納業務の委託について", "center", size=1.1, above=1),
        Text("　緑野区個人情報保護条例第11条第1項の規定に基づき、別紙のとおり諮問します。", above=1),
    )  # fmt: skip
    one = lines(
        "別紙",
        "1 委託先",
        "日本収納株式会社",
        "2 委託に係る個人情報",
        "氏名、住所、保険料額",
        "3 対象となる者の数",
        "31,000人",
    )
    (read,) = documents(*letter, NewPage(), *one)
    (case,) = read.prose.cases
    assert (case.counterparty, names(case), case.quantity.min) == (
        ("日本収納株式会社",), ["氏名", "住所", "保険料額"], 31_000,
    )  # fmt: skip
    assert [(r.article, r.paragraph) for r in case.legal_basis] == [(11, 1)]
    two = (
        Text("別記1"), form(("件名", "水道使用情報の利用"), ("利用する課", "福祉課"), ("利用する個人情報", "氏名、使用水量")),
        NewPage(), Text("別記2"), form(("件名", "名簿の提供"), ("提供先", "消防団"), ("提供する個人情報", "氏名、年齢")),
    )  # fmt: skip
    (read,) = documents(*letter, NewPage(), *two)
    assert [(c.case_type, c.title, names(c)) for c in read.prose.cases] == [
        ("purpose_change", "水道使用情報の利用", ["氏名", "使用水量"]),
        ("external_provision", "名簿の提供", ["氏名", "年齢"]),
    ]


def test_parts_that_tell_one_matter_between_them() -> None:
    facts = (
        "第1 諮問の趣旨",
        "委託により効率化を図る。",
        "第2 委託の内容",
        "1 委託先",
        "株式会社みどり",
        "第3 個人情報の取扱い",
        "1 個人情報の項目",
        "氏名、住所",
    )
    (case,) = cases(*lines(*facts))
    assert (case.counterparty, names(case)) == (("株式会社みどり",), ["氏名", "住所"])
    several = (
        "第1 外部委託",
        "1 委託先",
        "株式会社みどり",
        "2 個人情報の項目",
        "氏名、住所",
        "第2 目的外利用",
        "1 利用する項目",
        "第1の2のとおり",
    )
    one, other = cases(*lines(*several))
    assert (one.case_type, other.case_type) == ("outsourcing", "purpose_change")
    assert names(one) == names(other) == ["氏名", "住所"]


def test_numbers_in_brackets_open_parts() -> None:
    one, other = cases(
        *lines(
            "【1】目的外利用", "a) 利用する情報", "氏名、住所", "b) 利用人数", "3,000人",
            "【2】業務委託", "a) 委託先へ渡す情報", "氏名", "b) 委託先が集める情報", "年代、職業", "c) 期間", "令和7年4月1日から同年9月30日まで",
        )
    )  # fmt: skip
    assert (one.case_type, one.quantity.min, names(one)) == ("purpose_change", 3000, ["氏名", "住所"])
    assert [(item.name, item.flow) for item in other.items] == [
        ("氏名", "ward_to_contractor"), ("年代", "subject_to_contractor"), ("職業", "subject_to_contractor"),
    ]  # fmt: skip


def test_facts_below_the_heading_of_the_items() -> None:
    (case,) = cases(
        *lines(
            "1 取り扱う個人情報", "(1) 対象者　医療証の交付を受ける者（延べ24,000人／年）", "(2) 項目　受給者番号、児童氏名",
            "(3) 受渡しの方法　専用回線による送信", "2 委託先　東都印刷株式会社（再委託先　東都運輸株式会社）",
        )
    )  # fmt: skip
    assert names(case) == ["受給者番号", "児童氏名"]
    assert (case.quantity.min, case.quantity.unit, case.quantity.period) == (24_000, "人", "year")
    assert case.counterparty == ("東都印刷株式会社", "東都運輸株式会社（再委託先）")


def test_references_in_kanji_numbers_and_to_chapters() -> None:
    facts = (
        "第一　外部提供について",
        "一　提供先",
        "みどり協議会",
        "二　提供する個人情報",
        "（一）項目",
        "氏名、住所",
        "（二）対象者数",
        "七百人程度",
    )
    _, other = cases(
        *lines(
            *facts,
            "第二　外部委託について",
            "一　委託先",
            "桜警備株式会社",
            "二　個人情報の項目",
            "第一の二（一）のとおり",
        )
    )
    assert names(other) == ["氏名", "住所"]
    chapters = (
        "第1章 記録",
        "1 記録する個人情報",
        "氏名、病歴",
        "2 件数",
        "10件",
        "第2章 委託",
        "1 委託に係る個人情報",
        "第1章1と同じ",
        "2 件数",
        "5件",
    )
    (read,) = documents(*head(*TITLE), *lines(*chapters))
    assert [s.number_raw for s in read.outline.sections] == ["第1章", "1", "2", "第2章", "1", "2"]
    assert read.outline.sections[4].resolved_body == "氏名、病歴"


def test_check_boxes_are_no_bullets() -> None:
    (case,) = cases(
        *lines("1 個人情報の項目", "□住所", "■氏名", "■生年月日", "2 要配慮個人情報の有無", "□有　■無")
    )
    assert (names(case), case.special_care) == (["氏名", "生年月日"], False)
    (case,) = cases(*lines("1 個人情報の項目　□住所　☑氏名　☑電話番号", "2 要配慮個人情報の有無　有・無"))
    assert (names(case), case.special_care) == (["氏名", "電話番号"], None)
    (case,) = cases(*lines("1 個人情報の項目", "■住所", "■氏名"))
    assert names(case) == ["住所", "氏名"]


def test_what_was_and_what_is_to_be_in_columns() -> None:
    table = Table(grid((("変更前", "変更後"),)), grid((("年齢、性別", "年齢、性別、居住地区"),)), (1, 1))
    (case,) = cases(Text("1 提供する個人情報の項目"), table, *lines("2 提供先", "青葉大学"))
    assert [(item.name, item.change) for item in case.items] == [
        ("年齢", "unchanged"), ("性別", "unchanged"), ("居住地区", "added"),
    ]  # fmt: skip


def test_a_period_and_a_count_that_cannot_be_read_are_findings() -> None:
    (read,) = documents(
        *head(*TITLE), *lines("1 委託先　未定", "2 件数　未定", "3 開始時期　契約締結後速やかに")
    )
    (case,) = read.prose.cases
    assert (case.findings, case.period.raw) == (("value_not_read",), "契約締結後速やかに")
    assert [(f.code, f.raw) for f in read.prose.findings] == [("value_not_read", "契約締結後速やかに")]
    (case,) = cases(*lines("1 委託先　（未定）", "2 件数　無制限", "3 委託期間　調整中である。"))
    assert (case.counterparty, case.findings) == ((), ("value_not_read",))


@pytest.mark.parametrize(
    ("first", "label"),
    [
        ("令和2年11月27日　諮問第88号", ("諮問", 88)),
        ("諮問第88号（令和2年11月27日）", ("諮問", 88)),
    ],
)
def test_label_and_day_on_one_line(first: str, label: tuple[str, int]) -> None:
    found = words.dated_label(first)
    assert found is not None
    assert (found.kind, found.number) == label
    (read,) = documents(
        Text(first, "right"), Text("個人情報の収集について", "center", size=1.1), Text("1 収集先　医療機関")
    )
    assert (read.fields.label, read.fields.date) == (found.raw, date(2020, 11, 27))


def test_papers_without_a_matter_give_no_case(tmp_path: Path) -> None:
    training = document_of(
        tmp_path, Text("職員研修の実施結果について", "center", size=1.2), Text("令和6年7月5日", "right"), Text("総務部人材課", "right"),
        *lines("1 目的", "理解を深める。", "2 実施日", "令和6年5月13日", "3 対象", "新任職員", "4 内容", "法律の概要"),
    )  # fmt: skip
    assert (training.kind, training.cases) == ("その他", ())
    budget = Table(
        grid((("担当課", "事業名", "金額", "繰越理由"),)),
        grid((("総務課", "庁舎管理費", "80,764", "納期の遅れ"), ("福祉課", "給付金支給費", "1,200", "申請期間の延長"))), (2, 3, 2, 4),
    )  # fmt: skip
    listed = document_of(tmp_path, Text("繰越明許費の一覧", "center", size=1.2), budget)
    assert (len(listed.tables), listed.cases) == (1, ())


def test_rows_that_only_head_others_and_cells_that_repeat_the_one_above(tmp_path: Path) -> None:
    table = Table(
        grid((("番号", "事務名", "受注者", "契約始期", "契約終期", "取り扱わせた個人情報", "対象数"),)),
        grid((
            (Cell("総務部職員課", 1, 7), None, None, None, None, None, None),
            ("1", "給与明細の作成", "北計算株式会社", "令6.4.1", "令7.3.31", "氏名、支給額", "1,150人"),
            ("2", "源泉徴収票の作成", "〃", "令6.12.2", "令7.1.31", "氏名、扶養親族の氏名", "〃"),
        )),
        (1, 3, 3, 2, 2, 4, 2),
    )  # fmt: skip
    document = document_of(
        tmp_path, *head("報告第3号", "業務の外部委託の状況について", "総務部文書課"), table
    )
    one, other = document.cases
    assert [case.row_number for case in document.cases] == [1, 2]
    assert (one.period.start_date, one.period.end_date) == (date(2024, 4, 1), date(2025, 3, 31))
    assert (other.counterparty_raw, other.quantity.min, other.attributes["受注者"]) == (
        "北計算株式会社",
        1150,
        "〃",
    )
    assert [(d.bureau, d.division) for d in other.departments] == [("総務部", "職員課")]
    assert names(other) == ["氏名", "扶養親族の氏名"]


def test_labels_that_nothing_is_known_of_end_the_one_before() -> None:
    (case,) = cases(
        *lines(
            "審議の区分：外部提供・外部結合", "担当部署：地域文化部　施設課", "番号：１２", "結合（提供）の相手：東日本決済株式会社",
            "情報の内容：予約番号、使用料額", "参考：前回の審議で承認を得た案件",
        )
    )  # fmt: skip
    assert [(d.bureau, d.division) for d in case.departments] == [("地域文化部", "施設課")]
    assert (case.counterparty, names(case)) == (("東日本決済株式会社",), ["予約番号", "使用料額"])
    assert (case.attributes["番号"], case.attributes["参考"]) == ("１２", "前回の審議で承認を得た案件")


def test_entries_in_the_old_order_and_numbers_that_are_spoken_of() -> None:
    (read,) = documents(
        *head(*TITLE),
        *lines("1 委託先：", "①　株式会社ケア", "②　医療法人あおば会", "2 内容", "①は、運用を行う。②は、入力を行う。", "3 個人情報の項目", "イ　氏名", "ロ　電話番号", "ハ　受診年月"),
    )  # fmt: skip
    (case,) = read.prose.cases
    assert case.counterparty == ("株式会社ケア", "医療法人あおば会")
    assert names(case) == ["氏名", "電話番号", "受診年月"]
    assert [s.number_raw for s in read.outline.sections] == ["1", "①", "②", "2", "3", "イ", "ロ", "ハ"]
    assert read.outline.sections[0].heading == "委託先"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("被虐待者70人、養護者80人、計150人", 150),
        ("2学年　118人", 118),
        ("毎月3,000件、年間36,000件", 3000),
    ],
)
def test_the_count_of_a_line_that_holds_several(text: str, count: int) -> None:
    (case,) = cases(*lines("1 件数", text))
    assert case.quantity.min == count
