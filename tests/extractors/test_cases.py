"""What columns mean and what a row makes a case of, in the words of more than one municipality."""

from __future__ import annotations

import datetime as dt
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.cases.boxes import ticked
from extractors.cases.table_cases import Setting, is_case_table, read_table_cases
from extractors.profiles import load, plain
from extractors.tables.roles import case_type_of_table, find_roles, read_flag, role_of
from tests.extractors.table_making import place, table_of

if TYPE_CHECKING:
    from extractors.findings import Finding
    from extractors.model import Case, Table


@pytest.mark.parametrize(
    ("role", "headers"),
    [
        ("row_number", ["番号", "No", "No.", "№", "Ｎｏ．", "項番", "通し番号", "整理番号", "番 号"]),
        (
            "department",
            ["部署名", "担当所管", "担当部課", "所管課", "担当課（係）", "所管部署", "主管課", "担 当 課"],
        ),
        ("title", ["手続名", "会議の名称", "件名", "案件名", "委託業務名", "申請等の名称"]),
        ("items", ["項目", "個人情報の項目", "取り扱う個人情報の項目", "記録項目", "個人情報項目（※）"]),
        ("period", ["開始時期", "実施時期", "開始年月日", "委託期間", "開始（予定）時期", "利用開始日"]),
        ("participants", ["区民参加数", "市民参加数", "参加者数", "町民参加者数（人）"]),
        ("counterparty", ["委託先", "提供先", "相手方", "受託者名", "委託先の名称"]),
        ("legal_basis", ["根拠法令", "該当条項", "根拠規定", "法的根拠等"]),
        (
            "special_care",
            ["要配慮個人情報", "要配慮個人情報（有／無）", "うち、要配慮個人情報を取り扱うもの"],
        ),
        (
            "ordinance_special_care",
            ["条例要配慮個人情報", "条例要配慮個人情報の有無", "うち、条例要配慮個人情報を含むもの"],
        ),
        ("implementing_body", ["実施機関", "実施機関名"]),
        ("business", ["業務の名称", "業務名", "事務の名称", "個人情報取扱事務の名称"]),
        ("count", ["件数", "対象件数", "件数（予定）", "取扱件数"]),
        ("description", ["内容", "会議の内容", "委託の内容", "概要", "利用目的"]),
    ],
)
def test_headers_name_their_role(role: str, headers: list[str]) -> None:
    assert {header: role_of(header) for header in headers} == dict.fromkeys(headers, role)


@pytest.mark.parametrize("header", ["", "備考", "摘要", "1", "令和5年度", "あ" * 500, "／", "（）"])
def test_other_headers_name_none(header: str) -> None:
    assert role_of(header) is None


def test_the_last_level_of_a_header_names_the_role() -> None:
    assert role_of("委託の概要 / 委託先") == "counterparty"
    assert role_of("個人情報 / 要配慮個人情報") == "special_care"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("受託者 / 名称", "counterparty"),
        ("提供先 / 名", "counterparty"),
        ("再委託先 / 名称等", "counterparty"),
        ("本人 / 範囲", "subjects"),
        ("個人情報 / 内容", "items"),
        ("個人情報 / 範囲", "items"),
        ("要配慮個人情報 / 有無", "special_care"),
        ("事務 / 名称", "business"),
        ("所管 / 名称", "department"),
        ("会議 / 名称", "title"),
        ("契約 / 件名", "title"),
        ("契約 / 期間", "period"),
        ("個人情報 / 件数", "count"),
        ("文書の保存 / 期間", None),
        ("委託先 / 所在地", None),
    ],
)
def test_a_last_level_that_says_little_is_read_with_the_one_above(header: str, role: str | None) -> None:
    assert role_of(header) == role


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_any_header_is_taken(header: str) -> None:
    role_of(header)


HEADER = ("番号", "業務の名称", "担当課", "手続名", "個人情報の項目", "開始時期")
ROW = ("７", "市民講座", "生涯学習部\n文化課", "天体観望会の\n申込み", "氏名、住所", "令和5年4月1日")


def only(table: Table, **setting: object) -> Case:
    (case,), findings = read_table_cases(table, 3, Setting(**setting))  # type: ignore[arg-type]
    assert findings == ()
    return case


@pytest.mark.parametrize("order", list(permutations(range(6)))[::90])
def test_columns_stand_in_any_order(order: tuple[int, ...]) -> None:
    case = only(table_of([HEADER[k] for k in order], [[ROW[k] for k in order]]))
    assert (case.row_number, case.business, case.title) == (7, "市民講座", "天体観望会の 申込み")
    assert [(d.bureau, d.division) for d in case.departments] == [("生涯学習部", "文化課")]
    assert [item.name for item in case.items] == ["氏名", "住所"]
    assert case.period.start_date == dt.date(2023, 4, 1)
    assert case.case_type == "electronic_application"
    assert case.table == 3
    assert case.attributes == {HEADER[k]: ROW[k] for k in order}


def test_a_contractor_below_a_general_header_is_not_the_title() -> None:
    header = ("番号", "契約 / 件名", "担当課", "受託者 / 名称", "受託者 / 所在地", "本人 / 範囲")
    case = only(
        table_of(header, [("1", "検針票の印字", "水道課", "見本印刷株式会社", "甲市", "給水を受ける者")])
    )
    assert (case.title, case.counterparty, case.subjects) == (
        "検針票の印字",
        ("見本印刷株式会社",),
        ("給水を受ける者",),
    )


def test_the_numbers_of_many_rows_in_one_cell_are_no_number() -> None:
    numbers = "\n".join(map(str, range(1, 14)))
    case = only(table_of(HEADER, [[numbers, *ROW[1:]]]))
    assert case.row_number is None
    assert case.attributes["番号"] == numbers


def test_columns_without_a_role_or_a_name_stay_among_the_attributes() -> None:
    header = ("", "件名", "担当課", "備考", "備考")
    case = only(table_of(header, [("5", "窓口業務の委託", "税務課", "甲", "乙")]))
    assert case.row_number == 5
    assert case.attributes == {
        "column 1": "5",
        "件名": "窓口業務の委託",
        "担当課": "税務課",
        "備考": "甲",
        "備考'": "乙",
    }


@pytest.mark.parametrize("name", ["届出情報", "申立ての項目", "連絡のデータ（一部）"])
def test_a_column_of_lists_that_nothing_was_read_from_is_a_finding(name: str) -> None:
    assert [(f.code, f.raw) for f in findings_of(name, "氏名、住所")] == [("items_not_read", name)]
    for cell in ("有", "", "該当なし"):
        assert findings_of(name, cell) == ()


def findings_of(name: str, cell: str) -> tuple[Finding, ...]:
    table = table_of(("件名", "担当課", "提供先", name), [("名簿の整備", "税務課", "緑野警察署", cell)])
    (case,), findings = read_table_cases(table, 0, Setting())
    assert case.counterparty == ("緑野警察署",)
    return findings


@pytest.mark.parametrize("last", ["提供終了予定年月日", "利用の終了日", "契約満了予定日"])
def test_the_last_day_in_a_column_of_its_own(last: str) -> None:
    table = table_of(
        ("件名", "担当課", "開始年月日", last), [("名簿の整備", "税務課", "令和5年6月1日", "令和6年3月31日")]
    )
    case = only(table)
    assert (case.period.start_date, case.period.end_date) == (dt.date(2023, 6, 1), dt.date(2024, 3, 31))


@pytest.mark.parametrize("signature", load("tables")["case_table"]["signatures"])
def test_a_table_with_the_columns_of_a_signature_is_a_list_of_cases(signature: list[str]) -> None:
    names = {
        role: (lists.get("names") or lists["parts"])[0] for role, lists in load("tables")["role"].items()
    }
    header = [names[role] for role in signature]
    row = ["1" if role == "row_number" else "あ" for role in signature]
    assert is_case_table(table_of(header, [row]))
    assert not is_case_table(table_of(header, []))


def test_a_table_of_figures_is_no_list_of_cases() -> None:
    figures = table_of(("実施機関", "件数", "要配慮個人情報"), [("市長", "3", "1"), ("合計", "3", "1")])
    assert not is_case_table(figures)
    assert read_table_cases(figures, 0, Setting()) == ((), ())


@pytest.mark.parametrize(
    ("header", "caption", "context", "expected"),
    [
        (("会議の名称", "区民参加数"), "", (), "online_meeting"),
        (("委託の件名", "担当課"), "目的外利用", (), "outsourcing"),
        (("件名", "担当課"), "目的外利用の一覧", ("外部提供",), "purpose_change"),
        (("件名", "担当課"), "", ("別紙", "個人情報の外部提供について"), "external_provision"),
        (("提供先", "担当課"), "", (), "external_provision"),
        (("件名", "担当課"), "", (), "other"),
    ],
)
def test_the_case_type_follows_headers_then_caption_then_title(
    header: tuple[str, ...], caption: str, context: tuple[str, ...], expected: str
) -> None:
    table = table_of(header, [tuple("あ" for _ in header)], caption=caption)
    assert case_type_of_table(table, context) == expected


def test_a_column_may_say_the_type_of_each_row() -> None:
    rows = [
        ("外部提供", "統計の提供", "税務課"),
        ("業務委託", "封入の委託", "税務課"),
        ("ほか", "その他", "税務課"),
    ]
    cases, _ = read_table_cases(
        table_of(("種別", "件名", "担当課"), rows, caption="目的外利用"), 0, Setting()
    )
    assert [case.case_type for case in cases] == ["external_provision", "outsourcing", "purpose_change"]
    assert [case.case_type_raw for case in cases] == ["外部提供", "業務委託", "ほか"]


@pytest.mark.parametrize(
    ("text", "value"), [("有", True), ("あり", True), ("○", True), (" 有 ", True), ("無", False)]
)
def test_flags(text: str, value: bool) -> None:
    assert read_flag(text) is value


@pytest.mark.parametrize("text", [None, "", "不明", "有無", "3"])
def test_what_is_neither_yes_nor_no(text: str | None) -> None:
    assert read_flag(text) is None


COMMON = ("利用者の番号、受付番号", place(0, 0))


def test_common_items_follow_the_rows_own_and_stand_in_for_them() -> None:
    header = ("番号", "手続名", "担当課", "項目")
    rows = [
        ("1", "甲の申請", "税務課", "氏名、住所"),
        ("2", "乙の申請", "税務課", "共通項目のみ"),
        ("3", "丙の届", "税務課", ""),
    ]
    cases, _ = read_table_cases(table_of(header, rows), 0, Setting(common_items=COMMON))
    named = [[(item.name, item.is_common) for item in case.items] for case in cases]
    both = [("利用者の番号", True), ("受付番号", True)]
    assert named == [[("氏名", False), ("住所", False), *both], both, both]
    assert all([item.ordinal for item in case.items] == list(range(len(case.items))) for case in cases)
    assert cases[1].items[0].span == COMMON[1]


def test_own_items_stand_in_their_cell() -> None:
    header = ("手続名", "担当課", "項目")
    case = only(table_of(header, [("甲の申請", "税務課", "氏名")]))
    assert case.items[0].span == place(0, 2)


def test_rows_of_totals_are_no_cases() -> None:
    header = ("番号", "件名", "担当課", "件数")
    rows = [
        ("1", "窓口の委託", "税務課", "120件"),
        ("", "合計", "", "120件"),
        ("合計", "合計", "合計", "120件"),
    ]
    cases, _ = read_table_cases(table_of(header, rows), 0, Setting())
    assert [case.title for case in cases] == ["窓口の委託"]
    assert (cases[0].quantity.min, cases[0].quantity.unit) == (120, "件")


def test_what_is_left_out_of_a_date_is_taken_from_the_row_above_or_the_document() -> None:
    header = ("実施時期", "担当課", "会議の名称")
    rows = [
        ("令和4年4月8日", "税務課", "甲会議"),
        ("5月9日", "税務課", "乙会議"),
        ("同月20日", "税務課", "丙会議"),
    ]
    cases, _ = read_table_cases(table_of(header, rows), 0, Setting(date=dt.date(2022, 6, 1)))
    assert [case.period.start_date for case in cases] == [
        dt.date(2022, 4, 8),
        dt.date(2022, 5, 9),
        dt.date(2022, 5, 20),
    ]


def test_a_list_of_days_is_kept_day_by_day() -> None:
    header = ("実施時期", "担当課", "会議の名称", "参加者数")
    case = only(
        table_of(header, [("令和4年6月3日、10日、7月1日", "税務課", "甲会議", "12名\n（うち子ども3名）")])
    )
    days = [dt.date(2022, 6, 3), dt.date(2022, 6, 10), dt.date(2022, 7, 1)]
    assert [one.start for one in case.period.dates] == days
    assert (case.period.start_date, case.period.end_date) == (days[0], days[2])
    assert case.period.raw == "令和4年6月3日、10日、7月1日"


def test_flags_legal_basis_and_counterparty_of_a_row() -> None:
    header = ("No", "委託の内容", "担当課", "委託先", "根拠法令", "要配慮個人情報", "条例要配慮個人情報")
    row = (
        "12",
        "封入と発送。\n返戻の処理。",
        "税務課",
        "株式会社見本",
        "個人情報の保護に関する法律第69条第2項第1号",
        "有",
        "無",
    )
    case = only(table_of(header, [row]))
    assert (case.row_number, case.special_care, case.ordinance_special_care) == (12, True, False)
    assert case.description == "封入と発送。\n返戻の処理。"
    assert (case.counterparty, case.counterparty_raw) == (("株式会社見本",), "株式会社見本")
    assert [(ref.article, ref.paragraph, ref.item) for ref in case.legal_basis] == [(69, 2, 1)]
    assert case.case_type == "outsourcing"


CELLS = st.text(st.sampled_from("表の字12、。（）\n　有無氏名"), max_size=12)


@settings(max_examples=60)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=4))
def test_no_printed_character_of_a_row_is_lost(rows: list[tuple[str, ...]]) -> None:
    table = table_of(("番号", "手続名", "担当課", "項目", "備考"), rows)
    cases, _ = read_table_cases(table, 0, Setting(common_items=COMMON))
    kept = [row for row in rows if tuple(row) in {tuple(case.attributes.values()) for case in cases}]
    assert [tuple(case.attributes.values()) for case in cases] == [tuple(row) for row in kept]
    assert len(find_roles(table).columns) == 4


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        ("世 田 谷　区", "世田谷区"),
        ("個人情報の\n項目", "個人情報の項目"),
        ("Open  Data ２", "opendata2"),
        ("ﾃﾞ ｰ ﾀ", "データ"),
        ("①　㈱ 見本", "1(株)見本"),
    ],
)
def test_words_are_compared_without_the_accidents_of_print(printed: str, compared: str) -> None:
    assert plain(printed) == compared


LIST_HEADER = ("番号", "事務の名称", "所管課", "提供先", "件数")
LIST_ROW = ("1", "水道の使用開始の受付", "水道課", "見本検針株式会社", "40件")


@pytest.mark.parametrize(
    "row",
    [
        ("計（１件）", "計（１件）", "計（１件）", "計（１件）", "40件"),
        ("", "合　計　１件", "", "－", "40件"),
        ("総計", "1件", "―", "", "40件"),
        ("小計", "", "", "", "40件"),
    ],
)
def test_a_total_may_say_how_many_rows_it_adds_up(row: tuple[str, ...]) -> None:
    cases, _ = read_table_cases(table_of(LIST_HEADER, [LIST_ROW, row]), 0, Setting())
    assert [case.business for case in cases] == ["水道の使用開始の受付"]


@pytest.mark.parametrize(
    "row",
    [
        ("該当なし",) * 5,
        ("", "該当する事務はありません。", "", "", ""),
        ("2", "該当なし", "水道課", "－", "－"),
        ("－", "－", "－", "－", "－"),
        ("", "", "水道課", "今期は該当なし", ""),
    ],
)
def test_a_row_that_says_that_there_is_none_is_no_case(row: tuple[str, ...]) -> None:
    cases, _ = read_table_cases(table_of(LIST_HEADER, [LIST_ROW, row]), 0, Setting())
    assert [case.business for case in cases] == ["水道の使用開始の受付"]


@pytest.mark.parametrize("name", ["計画の策定", "件数の集計", "なしの木の保護", "合計所得の照会"])
def test_a_row_that_only_begins_like_those_is_a_case(name: str) -> None:
    cases, _ = read_table_cases(table_of(LIST_HEADER, [("1", name, "", "なし", "")]), 0, Setting())
    assert [case.business for case in cases] == [name]


@pytest.mark.parametrize(
    ("cell", "parties"),
    [
        ("未定", ()),
        ("未定（企画競争により選定）", ()),
        ("－", ()),
        ("該当なし", ()),
        ("見本検針㈱\n合同会社山手計器", ("見本検針㈱", "合同会社山手計器")),
        ("(株)見本\n(有)山手", ("（株）見本", "（有）山手")),
        ("1 見本検針㈱\n2 山手計器㈱", ("見本検針㈱", "山手計器㈱")),
        ("町内会、児童委員、保健所", ("町内会", "児童委員", "保健所")),
        ("町内会\n児童委員", ("町内会", "児童委員")),
        ("見本検針㈱（再委託先：山手印刷㈱）", ("見本検針㈱", "山手印刷㈱（再委託先）")),
        ("公益財団法人見本会\n（再委託先）合同会社山手", ("公益財団法人見本会", "合同会社山手（再委託先）")),
        ("公益財団法人\n見本会", ("公益財団法人見本会",)),
        ("株式会社見本\nシステムズ", ("株式会社見本 システムズ",)),
        ("見本県\n衛生センター", ("見本県衛生センター",)),
        ("共同企業体\n（代表：株式会社見本）", ("共同企業体（代表：株式会社見本）",)),
        ("区内に店舗を有する事業者", ("区内に店舗を有する事業者",)),
    ],
)
def test_the_parties_that_a_cell_names(cell: str, parties: tuple[str, ...]) -> None:
    case = only(table_of(("番号", "件名", "担当課", "委託先"), [("1", "検針の委託", "水道課", cell)]))
    assert (case.counterparty, case.counterparty_raw) == (parties, cell)


@pytest.mark.parametrize(
    ("header", "cell", "day"),
    [
        ("発生日", "令和6年5月2日", dt.date(2024, 5, 2)),
        ("事故発生日時", "令和6年5月2日 午後3時頃", dt.date(2024, 5, 2)),
        ("発生年月日（発覚年月日）", "R6.5.2（R6.5.9）", dt.date(2024, 5, 2)),
        ("発生年月日（発覚年月日）", "不明（R6.5.9）", None),
        ("判明日", "令和6年5月9日", dt.date(2024, 5, 9)),
    ],
)
def test_an_incident_begins_on_the_day_it_happened(header: str, cell: str, day: dt.date | None) -> None:
    table = table_of(("番号", header, "所管課", "事案の概要"), [("1", cell, "水道課", "検針票の誤配布")])
    (case,), _ = read_table_cases(table, 0, Setting())
    assert (case.period.start_date, case.period.end_date, case.period.raw) == (day, None, cell)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("契約締結日～R7.3.31", None, dt.date(2025, 3, 31)),
        ("R6.7.1から3年間", dt.date(2024, 7, 1), dt.date(2027, 6, 30)),
    ],
)
def test_a_period_with_one_printed_day(cell: str, start: dt.date | None, end: dt.date) -> None:
    header = ("番号", "件名", "担当課", "委託期間")
    period = only(table_of(header, [("1", "検針の委託", "水道課", cell)])).period
    assert (period.start_date, period.end_date, period.is_ongoing) == (start, end, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "使用者：■氏名 □性別 ■電話番号\n建物：■用途・構造 □面積\n支払：□口座番号",
            "使用者：氏名、電話番号\n建物：用途・構造",
        ),
        ("使用者：☑氏名 □性別　建物：☑用途 □面積", "使用者：氏名\n建物：用途"),
        ("【使用者】■氏名□性別【建物】■用途", "【使用者】氏名\n【建物】用途"),
        ("基本：■氏名 □性別\nその他：検針日、使用水量", "基本：氏名\nその他：検針日、使用水量"),
        ("□性別\n■氏名\n■使用\n水量", "氏名、使用\n水量"),
    ],
)
def test_groups_of_choices_keep_their_headings(text: str, expected: str) -> None:
    assert ticked(text) == expected


def test_items_of_groups_of_choices_stand_under_their_own_heading() -> None:
    header = ("番号", "事務の名称", "担当課", "記録項目")
    cell = "使用者：■氏名 □性別\n建物：□面積 ■用途"
    case = only(table_of(header, [("1", "検針", "水道課", cell)]))
    assert [(item.path, item.name) for item in case.items] == [(("使用者",), "氏名"), (("建物",), "用途")]
