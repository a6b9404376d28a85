"""Forms whose labels are numbered, and values that state several facts."""

from __future__ import annotations

from datetime import date

import pytest

from tests.prose.test_facts import cases, form, lines, names

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
