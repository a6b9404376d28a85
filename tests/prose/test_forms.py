"""Forms whose labels are numbered, and values that state several facts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.prose.test_documents import documents, head
from tests.prose.test_facts import cases, form, lines, names
from tests.samples.blocks import Cell, NewPage, Table, Text, grid

LEAKED = ("報告第6号", "個人情報の漏えいについて", "消防本部予防課")


@pytest.mark.parametrize("mark", ["{}　", "{}．", "({})", "（{}）　", "{}) "])
def test_labels_with_a_number_in_their_cell(mark: str) -> None:
    rows = (
        ("件名", "点検結果の誤送信"),
        ("所属", "消防本部予防課"),
        ("発生日時", "令和5年2月14日　午後3時"),
        ("見直しの会", "3月に開く"),
        ("漏えいした情報の項目", "氏名、住所、点検の結果"),
        ("人数", "17人"),
    )
    (case,) = cases(
        form(*((mark.format(k) + label, text) for k, (label, text) in enumerate(rows, start=1))), title=LEAKED
    )
    assert (case.title, case.quantity.min, case.quantity.unit) == ("点検結果の誤送信", 17, "人")
    assert [(d.bureau, d.division) for d in case.departments] == [("消防本部", "予防課")]
    assert case.period.start_date == date(2023, 2, 14)
    assert names(case) == ["氏名", "住所", "点検の結果"]
    assert case.attributes["見直しの会"] == "3月に開く"


@pytest.mark.parametrize(
    ("who", "how_many", "what"),
    [
        ("(1) 対象者　{}", "(2) 人数　{}", "(3) 項目　{}"),
        ("・対象者：{}", "・件数：{}", "・個人情報の項目：{}"),
        ("対象者：{}", "件数：{}", "項目：{}"),
        ("【対象者】{}", "【件数】{}", "【項目】{}"),
        ("対象者　{}", "件数　{}", "項目　{}"),
    ],
)
def test_a_value_that_states_several_facts(who: str, how_many: str, what: str) -> None:
    told = (who.format("届出をした者"), how_many.format("約60人"), what.format("氏名、届出の内容"))
    (case,) = cases(
        form(
            ("件名", "届出の写しの紛失"), ("所属", "消防本部予防課"), ("紛失した情報の内容", "\n".join(told))
        ),
        title=LEAKED,
    )
    assert (case.subjects, names(case)) == (("届出をした者",), ["氏名", "届出の内容"])
    assert (case.quantity.min, case.quantity.is_approximate) == (60, True)


@pytest.mark.parametrize("label", ["{}：{}", "【{}】{}", "（{}）{}", "・{}：{}"])
def test_labels_below_the_heading_of_a_list(label: str) -> None:
    told = (("対象者", "届出をした者"), ("人数", "約60人"), ("項目", "氏名、届出の内容"))
    (case,) = cases(
        *lines("1　紛失した個人情報", *(label.format(*pair) for pair in told), "2　発生日", "令和5年3月2日"),
        title=LEAKED,
    )
    assert (case.subjects, names(case)) == (("届出をした者",), ["氏名", "届出の内容"])
    assert (case.quantity.min, case.period.start_date) == (60, date(2023, 3, 2))


def test_persons_that_group_a_list_stay_in_it() -> None:
    (case,) = cases(
        form(
            ("件名", "届出の受付"),
            ("対象者数", "200人"),
            ("個人情報の項目", "対象者：氏名、住所\n家族：氏名、続柄"),
        )
    )
    assert [(i.path, i.name) for i in case.items] == [
        (("対象者",), "氏名"),
        (("対象者",), "住所"),
        (("家族",), "氏名"),
        (("家族",), "続柄"),
    ]
    assert case.subjects == ()


def test_counts_of_groups_stay_in_their_cell() -> None:
    (case,) = cases(
        form(
            ("件名", "届出の受付"),
            ("個人情報の項目", "氏名、住所"),
            ("件数", "300人\n対象者：200人\n家族：100人"),
        )
    )
    assert (case.quantity.min, case.subjects) == (300, ())


@pytest.mark.parametrize("last", ["提供終了予定年月日", "終了年月", "提供の満了日"])
def test_first_and_last_day_under_labels_of_their_own(last: str) -> None:
    (case,) = cases(
        form(
            ("区局・課名", "消防本部　予防課"),
            ("提供先", "緑野警察署"),
            ("提供する記録の項目", "氏名、届出の内容"),
            ("提供開始年月日", "令和5年4月1日"),
            (last, "令和5年9月30日"),
            ("関係法令", "個人情報の保護に関する法律第69条第2項第3号"),
        )
    )
    assert (case.period.start_date, case.period.end_date) == (date(2023, 4, 1), date(2023, 9, 30))
    assert [d.division for d in case.departments] == ["予防課"]
    assert [(r.article, r.item) for r in case.legal_basis] == [(69, 3)]
    assert names(case) == ["氏名", "届出の内容"]


def test_labels_before_a_gap_in_a_paper() -> None:
    (case,) = cases(
        *lines(
            "次のとおり報告します。",
            "件　　名　　届出の写しの紛失",
            "対 象 者　　届出をした者",
            "個人情報の項目　　氏名、届出の内容",
            "件　　数　　約60件",
        ),
        title=LEAKED,
    )
    assert (case.title, case.subjects) == ("届出の写しの紛失", ("届出をした者",))
    assert (names(case), case.quantity.min) == (["氏名", "届出の内容"], 60)


def test_one_gap_behind_a_known_word_is_no_label() -> None:
    (case,) = cases(
        *lines(
            "1　事案の概要", "　対象者　全員に電話で謝罪した。", "2　個人情報の項目", "　氏名、届出の内容"
        ),
        title=LEAKED,
    )
    assert case.subjects == ()


REGISTER = ("報告第6号", "個人情報ファイル簿", "消防本部予防課")


def register(*rows: tuple[str | Cell | None, ...], name: str = "点検台帳") -> Table:
    """A file as the statutory form describes it: of its labels about half say what a matter states too."""
    wide = [(label, None, *text) for label, *text in rows]
    return form(
        (Cell("個人情報ファイルの名称", 1, 2), None, name),
        (Cell("行政機関等の名称", 1, 2), None, "緑野市消防長"),
        (
            Cell("個人情報ファイルが利用に供される事務をつかさどる組織の名称", 1, 2),
            None,
            "消防本部　予防課",
        ),
        (Cell("個人情報ファイルの利用目的", 1, 2), None, "立入検査の記録のため"),
        (Cell("記録項目", 1, 2), None, "1氏名、2住所、3検査の結果"),
        (Cell("記録範囲", 1, 2), None, "防火管理者"),
        (Cell("記録情報の収集方法", 1, 2), None, "届出書"),
        (Cell("要配慮個人情報が含まれるときは、その旨", 1, 2), None, "含む"),
        (Cell("記録情報の経常的提供先", 1, 2), None, "緑野警察署"),
        (Cell("開示請求等を受理する組織の名称及び所在地", 2), "（名称）", "総務部　文書課"),
        (None, "（所在地）", "緑野市本町3番地"),
        (Cell("訂正及び利用停止の手続等", 1, 2), None, "－"),
        (Cell("ファイルの種別", 1, 2), None, "電算処理ファイル"),
        *wide,
        widths=(3, 2, 9),
    )


def test_a_file_in_the_statutory_form() -> None:
    (case,) = cases(register((Cell("備考", 1, 2), "紙の台帳を含む")), title=REGISTER)
    assert (case.business, case.implementing_body) == ("点検台帳", "緑野市消防長")
    assert [(d.bureau, d.division) for d in case.departments] == [("消防本部", "予防課")]
    assert (case.subjects, case.special_care) == (("防火管理者",), True)
    assert case.counterparty == ("緑野警察署",)
    assert names(case) == ["氏名", "住所", "検査の結果"]
    assert case.title == REGISTER[1]


def test_files_one_behind_another_are_called_by_their_names() -> None:
    one, other = cases(register(), Text("次のファイル"), register(name="講習台帳"), title=REGISTER)
    assert (one.title, other.title) == ("点検台帳", "講習台帳")


SORTS = ("基本的事項", "氏名、住所"), ("心身の状況", "健康状態")


def test_kinds_of_items_under_one_label_keep_their_items() -> None:
    (case,) = cases(
        form(
            ("件名", Cell("訪問の記録", 1, 2), None),
            ("対象者の範囲", Cell("訪問を受ける者", 1, 2), None),
            (Cell("個人情報の項目", 3), *SORTS[0]),
            (None, *SORTS[1]),
            (None, "要配慮個人情報", "病歴、障害の程度"),
            ("委託先", Cell("株式会社やすらぎ", 1, 2), None),
            widths=(3, 3, 8),
        )
    )
    assert [(i.path, i.name) for i in case.items][-2:] == [
        (("要配慮個人情報",), "病歴"),
        (("要配慮個人情報",), "障害の程度"),
    ]
    assert len(case.items) == 5


def test_an_answer_under_the_label_of_the_items_is_no_kind_of_them() -> None:
    (case,) = cases(
        form(
            ("件名", Cell("訪問の記録", 1, 2), None),
            (Cell("個人情報の項目", 2), "記録項目", "氏名、住所"),
            (None, "要配慮個人情報の有無", "無"),
            ("委託先", Cell("株式会社やすらぎ", 1, 2), None),
            widths=(3, 3, 8),
        )
    )
    assert (names(case), case.special_care) == (["氏名", "住所"], False)


def test_rows_of_two_labels_that_nothing_is_known_of() -> None:
    (case,) = cases(
        form(
            ("整理記号", "消－7", "記入の日", "令和5年4月3日"),
            ("件名", Cell("訪問の記録", 1, 3), None, None),
            ("対象者の範囲", Cell("訪問を受ける者", 1, 3), None, None),
            ("個人情報の項目", Cell("氏名、住所", 1, 3), None, None),
            ("庁外の者", "無", "回線", "有"),
            ("委託先", "株式会社やすらぎ", "受渡し", "手渡し"),
            widths=(3, 4, 3, 4),
        )
    )
    told = {key: case.attributes[key] for key in ("整理記号", "記入の日", "庁外の者", "回線")}
    assert told == {"整理記号": "消－7", "記入の日": "令和5年4月3日", "庁外の者": "無", "回線": "有"}


def test_values_beside_one_another_stay_together() -> None:
    (case,) = cases(
        form(
            ("件名", Cell("訪問の記録", 1, 3), None, None),
            ("対象者の範囲", "児童", "保護者", "支援者"),
            ("個人情報の項目", Cell("氏名、住所", 1, 3), None, None),
            ("委託先", Cell("株式会社やすらぎ", 1, 3), None, None),
            widths=(3, 3, 3, 3),
        )
    )
    assert case.subjects == ("児童", "保護者", "支援者")


@pytest.mark.parametrize("label", ["諮問の類型", "審議区分", "案件の種類"])
def test_what_the_paper_calls_the_kind_is_the_type(label: str) -> None:
    kinds = ("要配慮個人情報の収集", "外部提供", "変更")
    found = cases(
        form(
            (label, *kinds),
            ("事務の名称", "相談の記録", "避難の支援", "献血の案内"),
            ("対象者", "相談をした者", "避難を要する者", "献血をした者"),
            ("個人情報の項目", "氏名、病歴", "氏名、住所", "氏名、血液型"),
            ("収集先", "医療機関", "民生委員", "血液センター"),
            widths=(2, 3, 3, 3),
        ),
        title=("諮問第6号", "本人外収集について", "保健所健康課"),
    )
    assert [case.case_type for case in found] == ["other", "external_provision", "indirect_collection"]


@pytest.mark.parametrize("copies", [2, 3, 4])
def test_a_form_on_each_page_below_the_same_title(copies: int) -> None:
    files = ("点検台帳", "講習台帳", "届出台帳", "許可台帳")[:copies]
    pages = [(Text("個人情報ファイル簿", "center", size=1.2), register(name=name)) for name in files]
    blocks = [block for page in pages for block in (*page, NewPage())][:-1]
    found = documents(*blocks)
    assert [read.fields.title for read in found] == ["個人情報ファイル簿"]
    (read,) = found
    assert [case.title for case in read.prose.cases] == list(files)
    assert all(names(case) == ["氏名", "住所", "検査の結果"] for case in read.prose.cases)
    assert [len(t.rows) for t in read.flow.tables] == [13] * copies


def test_a_list_whose_header_each_page_repeats_goes_on() -> None:
    header = grid((("課名", "件名", "委託先"),))
    rows = grid(tuple((f"第{k}課", f"第{k}庁舎の清掃", "株式会社みどり") for k in range(1, 90)))
    (read,) = documents(*head(*REGISTER), Table(header, rows, (1, 3, 2)))
    (table,) = read.flow.tables
    assert len(table.rows) == 89


CHANGES = (
    ("項目", "変更前", "変更後"),
    ("対象者", "満65歳以上の者", "満60歳以上の者"),
    ("個人情報の項目", "氏名、電話番号", "氏名、住所"),
    ("委託先", "株式会社みどり", "同左"),
)


def test_a_table_of_changes_tells_one_matter() -> None:
    (case,) = cases(form(*CHANGES, widths=(1, 2, 2)))
    assert (case.subjects, case.counterparty) == (("満60歳以上の者",), ("株式会社みどり",))
    assert {i.name: i.change for i in case.items} == {
        "氏名": "unchanged",
        "電話番号": "removed",
        "住所": "added",
    }
    assert case.attributes["対象者（変更前）"] == "満65歳以上の者"


def test_tables_of_changes_below_one_number_are_matters() -> None:
    other = (CHANGES[0], ("対象者", "会員", "会員及び家族"), ("個人情報の項目", "氏名", "氏名、続柄"))
    first, second = cases(
        Text("1 変更した業務"),
        Text("(1) 見守り業務", indent=1),
        form(*CHANGES, widths=(1, 2, 2)),
        Text("(2) 会報の送付業務", indent=1),
        form(*other, widths=(1, 2, 2)),
        Text("2 その他"),
        Text("写しを添える。", indent=1),
    )
    assert (first.title, names(first)) == ("見守り業務", ["氏名", "電話番号", "住所"])
    assert (second.title, names(second)) == ("会報の送付業務", ["氏名", "続柄"])


def test_a_row_above_each_matter_of_a_form_is_its_title() -> None:
    def one(name: str, party: str, items: str) -> tuple[tuple[str | Cell | None, ...], ...]:
        return (Cell(name, 1, 2), None), ("提供の相手方", party), ("提供する情報", items), ("人数", "20人")

    first, second = cases(
        form(
            *one("案件１　名簿の提供", "見本町会", "氏名、住所"),
            *one("案件２　学習の研究", "見本大学", "学年"),
        )
    )
    assert [c.title for c in (first, second)] == ["名簿の提供", "学習の研究"]
    assert [names(c) for c in (first, second)] == [["氏名", "住所"], ["学年"]]


def test_a_form_that_begins_anew_below() -> None:
    def one(name: str, office: str, party: str, items: str, day: str) -> tuple[tuple[str, str], ...]:
        return (
            ("事例の名称", name), ("所管課", office), ("提供先", party), ("提供した情報", items), ("提供日・件数", day),
        )  # fmt: skip

    first, second = cases(
        form(
            *one("墓地の調査", "環境部衛生課", "見本県警察", "氏名、住所", "令和6年8月2日・1件"),
            *one("学習の研究", "教育部指導課", "見本大学", "学校名、学年", "令和6年9月12日・248件"),
        )
    )
    assert [c.title for c in (first, second)] == ["墓地の調査", "学習の研究"]
    assert [c.counterparty for c in (first, second)] == [("見本県警察",), ("見本大学",)]
    assert [names(c) for c in (first, second)] == [["氏名", "住所"], ["学校名", "学年"]]
    assert [c.period.start_date for c in (first, second)] == [date(2024, 8, 2), date(2024, 9, 12)]
    assert [c.quantity.min for c in (first, second)] == [1, 248]
    assert [d.division for c in (first, second) for d in c.departments] == ["衛生課", "指導課"]


def test_a_numbered_group_in_a_value() -> None:
    told = "１　児童に関する情報\n氏名、病名\n２　保護者に関する情報\n住所"
    (case,) = cases(form(("件名", "入所の調整"), ("委託先", "株式会社みどり"), ("個人情報の項目", told)))
    assert [(i.path, i.name) for i in case.items] == [
        (("児童に関する情報",), "氏名"),
        (("児童に関する情報",), "病名"),
        (("保護者に関する情報",), "住所"),
    ]


def test_a_table_of_items_is_read_by_its_own_column() -> None:
    rows = [("被保険者", "番号、氏名", "紙"), ("家族", "氏名、続柄", "紙")]
    (case,) = cases(
        *lines("1 委託先", "株式会社みどり", "2 提供する個人情報", "別表のとおり"),
        NewPage(),
        Text("別表（第２項関係）"),
        Table(grid([("区分", "個人情報の項目", "媒体")]), grid(rows), (1, 3, 1)),
    )
    assert [(*i.path, i.name) for i in case.items] == [
        ("被保険者", "番号"), ("被保険者", "氏名"), ("家族", "氏名"), ("家族", "続柄"),
    ]  # fmt: skip


def test_an_office_behind_the_name_of_a_matter() -> None:
    first, second = cases(
        *lines("○ 名簿の提供（福祉部高齢課）", "・提供先　町会", "・提供した情報　氏名、住所"),
        *lines("○ 記録の提供（改訂版）", "・提供先　見本大学", "・提供した情報　番号、学年"),
    )
    assert (first.title, second.title) == ("名簿の提供", "記録の提供（改訂版）")
    assert [(d.bureau, d.division) for d in first.departments] == [("福祉部", "高齢課")]
    assert [d.division for d in second.departments] == ["児童課"]
