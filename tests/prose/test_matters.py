"""Where one matter of a paper ends and the next begins: bullets, bracketed labels, a title over the sections of 別紙."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.prose.profile import bracketed_heading, opens_entry
from tests.prose.test_documents import LETTER
from tests.prose.test_facts import cases, form, lines, names
from tests.samples.blocks import NewPage, Table, Text

OPENING = "　次の業務を外部に委託しましたので、報告します。"
OUTSOURCED = ("報告第4号", "業務の外部委託について", "土木部公園課")
LEAKED = ("報告第5号", "個人情報の漏えい事案について", "環境部清掃課")


def test_matters_under_bullets_below_an_opening_sentence() -> None:
    park, trees = cases(
        *lines(
            OPENING,
            "■　花壇の登録受付業務",
            "・委託先：株式会社花の輪",
            "・委託期間：令和5年7月1日～令和6年3月31日",
            "・取り扱う個人情報：氏名、住所、電話番号",
            "・件数：320件",
            "■　樹木の台帳整備業務",
            "・委託先：有限会社みどり測量",
            "・委託期間：令和5年9月1日～令和5年12月28日",
            "・取り扱う個人情報：氏名、樹木の所在地",
            "・件数：45件",
        ),
        title=OUTSOURCED,
    )
    assert (park.title, trees.title) == ("花壇の登録受付業務", "樹木の台帳整備業務")
    assert (park.counterparty, trees.counterparty) == (("株式会社花の輪",), ("有限会社みどり測量",))
    assert (park.quantity.min, trees.quantity.min) == (320, 45)
    assert (park.period.start_date, trees.period.start_date) == (date(2023, 7, 1), date(2023, 9, 1))
    assert names(trees) == ["氏名", "樹木の所在地"]
    assert park.description is None


def test_bullets_that_are_facts_of_one_matter_stay_together() -> None:
    (case,) = cases(
        *lines(
            OPENING,
            "■　委託先",
            "株式会社花の輪",
            "■　委託期間",
            "令和5年7月1日から",
            "■　取り扱う個人情報",
            "氏名、住所",
        ),
        title=OUTSOURCED,
    )
    assert (case.counterparty, names(case)) == (("株式会社花の輪",), ["氏名", "住所"])
    assert case.period.start_date == date(2023, 7, 1)


def test_matters_below_the_title_of_an_attachment() -> None:
    change, provision = cases(
        *LETTER[5:],
        NewPage(),
        Text("別紙", "right"),
        Text("見守り名簿の整備に係る目的外利用及び提供について", "center", size=1.2),
        *lines(
            "Ⅰ　目的外利用について",
            "1　利用する項目",
            "　氏名、住所、年齢",
            "2　対象者数",
            "　約2,400人",
            "3　利用開始年月日",
            "　令和5年6月1日",
            "Ⅱ　外部提供について",
            "1　提供先",
            "　緑野警察署",
            "2　提供する個人情報",
            "　氏名、緊急連絡先",
            "3　提供件数",
            "　900件",
        ),
    )
    assert (change.case_type, provision.case_type) == ("purpose_change", "external_provision")
    assert (change.quantity.min, provision.quantity.min) == (2400, 900)
    assert (change.counterparty, provision.counterparty) == ((), ("緑野警察署",))
    assert (names(change), names(provision)) == (["氏名", "住所", "年齢"], ["氏名", "緊急連絡先"])


INCIDENTS = (
    ("収集日程表の誤配布", ("令和5年4月11日", "環境部清掃課", "12名", "氏名、住所、電話番号")),
    ("許可証の控えの紛失", ("令和5年6月上旬", "環境部保全課", "4名", "氏名、許可番号")),
)


def incidents(heading: str, label: str) -> list[str]:
    """Two incidents, what each heading and each label looks like as a format."""
    words = ("発生日", "所管課", "本人の数", "漏えいした個人情報")
    return [
        line
        for number, (title, values) in enumerate(INCIDENTS, start=1)
        for line in (
            heading.format(number, title),
            *(label.format(word, value) for word, value in zip(words, values, strict=True)),
        )
    ]


@pytest.mark.parametrize("heading", ["{}　{}", "■事案{}　{}", "（事案{}）{}", "■　{1}"])
@pytest.mark.parametrize("label", ["【{}】{}", "（{}）{}", "〈{}〉　{}", "・【{}】：{}", "{}：{}"])
def test_labels_in_brackets_tell_matters_apart(heading: str, label: str) -> None:
    found = cases(
        *lines("　次の事案について報告します。", *incidents(heading, label)),
        title=LEAKED,
    )
    assert [c.title for c in found] == ["収集日程表の誤配布", "許可証の控えの紛失"]
    assert [(c.period.start_date, c.quantity.min) for c in found] == [
        (date(2023, 4, 11), 12),
        (date(2023, 6, 1), 4),
    ]
    assert [[d.division for d in c.departments] for c in found] == [["清掃課"], ["保全課"]]
    assert [names(c) for c in found] == [["氏名", "住所", "電話番号"], ["氏名", "許可番号"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("【委託先】株式会社花の輪", ("委託先", 5)),
        ("・（本人の数）　12名", ("本人の数", 8)),
        ("〔対象者〕", ("対象者", 5)),
        ("[件数（予定）]：40件", ("件数（予定）", 9)),
        ("（対象者）の同意を得る。", None),
        ("（委託先）及び再委託先", None),
        ("（単位：件）320件", None),
        ("【児童】氏名、住所", None),
    ],
)
def test_headings_in_brackets(text: str, found: tuple[str, int] | None) -> None:
    assert bracketed_heading(text) == found
    assert opens_entry(text) is (found is not None)


@pytest.mark.parametrize("length", range(30, 46))
def test_a_label_in_brackets_begins_a_paragraph_whatever_line_stands_before(length: int) -> None:
    told = "収集日程表を封筒に入れる際に宛名を確かめず隣の世帯の分を同封したまま配布員に渡した結果、別の世帯に届いた"
    (case,) = cases(
        *lines(
            "1　収集日程表の誤配布",
            f"（事案の概要）{told[:length]}",
            "（本人の数）12名",
            "（漏えいした個人情報）氏名、住所、電話番号",
        ),
        title=LEAKED,
    )
    assert (case.quantity.min, names(case)) == (12, ["氏名", "住所", "電話番号"])


@pytest.mark.parametrize("same", ["同上", "同上。", "〃"])
def test_what_is_the_same_as_above_is_taken_from_there(same: str) -> None:
    found = cases(
        *lines(
            "1　花壇の登録受付業務",
            "・委託先：株式会社花の輪",
            "・取り扱う個人情報：氏名、住所",
            "・法的根拠：個人情報の保護に関する法律第66条第2項第1号",
            *(
                line
                for number, title in ((2, "樹木の台帳整備業務"), (3, "遊具の点検業務"))
                for line in (
                    f"{number}　{title}",
                    f"・委託先：{same}",
                    "・取り扱う個人情報：氏名",
                    f"・法的根拠：{same}",
                )
            ),
        ),
        title=OUTSOURCED,
    )
    assert [c.counterparty for c in found] == [("株式会社花の輪",)] * 3
    assert [[(r.article, r.item) for r in c.legal_basis] for c in found] == [[(66, 1)]] * 3
    assert [names(c) for c in found] == [["氏名", "住所"], ["氏名"], ["氏名"]]
    assert found[2].attributes["法的根拠"] == same


def test_the_office_that_uses_the_data_is_the_one_in_charge() -> None:
    (case,) = cases(
        *lines(
            "1　所管所属",
            "　(1) 提供元　市民部市民課",
            "　(2) 利用所属　福祉部高齢者支援課",
            "2　利用する項目",
            "　氏名、住所",
            "3　利用開始年月日",
            "　令和5年6月1日",
        ),
        title=("諮問第8号", "名簿の目的外利用について", "総務部総務課"),
    )
    assert [(d.bureau, d.division) for d in case.departments] == [("福祉部", "高齢者支援課")]


def test_what_the_contractor_makes_goes_no_way() -> None:
    (case,) = cases(
        *lines(
            "1　委託先",
            "　株式会社花の輪",
            "2　取り扱う個人情報の項目",
            "　(1) 市から受託者に提供するもの",
            "　　氏名、住所",
            "　(2) 受託者が作成するもの",
            "　　登録番号、入力の結果",
            "　(3) 受託者が本人から収集するもの",
            "　　電話番号",
        ),
        title=OUTSOURCED,
    )
    assert [i.flow for i in case.items] == [
        *["ward_to_contractor"] * 2,
        None,
        None,
        "subject_to_contractor",
    ]


PLANTED = (
    ("花壇の登録受付業務", ("株式会社花の輪", "令和5年7月1日から", "氏名、住所、電話番号", "320件")),
    ("樹木の台帳整備業務", ("有限会社みどり測量", "令和5年9月1日から", "氏名、樹木の所在地", "45件")),
)


def planted(heading: str, label: str) -> list[str]:
    """Two matters with the same facts, as formats print them: number and title, word and value and the number of the fact."""
    words = ("委託先", "委託期間", "取り扱う個人情報の項目", "件数")
    return [
        line
        for number, (title, values) in enumerate(PLANTED, start=1)
        for line in (
            heading.format(number, title),
            *(label.format(*pair, k) for k, pair in enumerate(zip(words, values, strict=True), start=1)),
        )
    ]


@pytest.mark.parametrize("label", ["・{}：{}", "{}：{}", "【{}】{}", "({2})　{0}　{1}"])
@pytest.mark.parametrize("heading", ["＜{1}＞", "【{1}】", "◎{1}", "{0}　{1}", "案件{0}　{1}"])
@pytest.mark.parametrize("where", ["paper", "attachment"])
def test_matters_however_headed_and_wherever_they_stand(heading: str, label: str, where: str) -> None:
    if where == "paper":
        found = cases(*lines(OPENING, *planted(heading, label)), title=OUTSOURCED)
    else:
        found = cases(*LETTER[5:], NewPage(), Text("別紙", "right"), *lines(*planted(heading, label)))
    assert [c.counterparty for c in found] == [("株式会社花の輪",), ("有限会社みどり測量",)]
    assert [c.quantity.min for c in found] == [320, 45]
    assert [names(c) for c in found] == [["氏名", "住所", "電話番号"], ["氏名", "樹木の所在地"]]


def test_labels_that_tell_one_matter_between_them() -> None:
    (case,) = cases(
        *lines(
            "【業務について】",
            "・委託先：株式会社花の輪",
            "・委託期間：令和5年7月1日から",
            "【個人情報について】",
            "・取り扱う個人情報の項目：氏名、住所",
            "・件数：320件",
        ),
        title=OUTSOURCED,
    )
    assert (case.counterparty, case.quantity.min, names(case)) == (("株式会社花の輪",), 320, ["氏名", "住所"])


def _use(holder: str, user: str, items: str, many: str) -> Table:
    rows = (("保有課", holder), ("利用課", user), ("利用する項目", items), ("件数", many))
    return form(*rows)


@pytest.mark.parametrize("mark", ["{}　", "第{}　"])
def test_forms_under_numbered_headings_bear_their_titles(mark: str) -> None:
    bath, bus = cases(
        Text(mark.format(1) + "高齢福祉課による世帯の情報の利用"),
        _use("住民課", "高齢福祉課", "氏名、世帯の人数", "700件"),
        Text(mark.format(2) + "交通課による免許返納の情報の利用"),
        _use("市民課", "交通課", "氏名、返納の日", "80件"),
        title=("諮問第8号", "名簿の目的外利用について", "総務部総務課"),
    )
    assert (bath.title, bus.title) == ("高齢福祉課による世帯の情報の利用", "交通課による免許返納の情報の利用")
    assert (bath.quantity.min, bus.quantity.min) == (700, 80)
    assert (names(bath), names(bus)) == (["氏名", "世帯の人数"], ["氏名", "返納の日"])
    assert (bath.attributes["利用課"], bus.attributes["利用課"]) == ("高齢福祉課", "交通課")
    assert "交通課による免許返納の情報の利用" not in bath.attributes


def test_forms_of_one_matter_under_numbered_headings_stay_together() -> None:
    (case,) = cases(
        Text("1　契約のあらまし"),
        form(("委託件名", "花壇の手入れ"), ("委託先", "株式会社花の輪"), ("委託期間", "令和5年4月1日から")),
        Text("2　情報の扱い"),
        form(("対象者", "花壇の世話をする者"), ("個人情報の項目", "氏名、電話番号"), ("件数", "90件")),
        title=OUTSOURCED,
    )
    assert (case.title, case.counterparty, case.quantity.min) == ("花壇の手入れ", ("株式会社花の輪",), 90)
