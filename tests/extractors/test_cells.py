"""What the cells of a list say of their matter: what was and what is to be, facts behind labels, days without a year or an era."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from extractors.audits import audit_document
from extractors.cases.changes import lists_of, opening_change
from extractors.cases.table_cases import Setting, read_table_cases
from extractors.tables.roles import role_of
from tests.extractors.table_making import merged, table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.model import Case

DAY = dt.date(2024, 6, 20)


def cases(
    header: Sequence[str], *rows: Sequence[str], titles: tuple[str, ...] = (), date: dt.date | None = DAY
) -> tuple[Case, ...]:
    return read_table_cases(table_of(header, rows), 0, Setting(titles=titles, date=date))[0]


def changes(case: Case) -> dict[str, str | None]:
    return {item.name: item.change for item in case.items}


CHANGED = {"氏名": "unchanged", "電話番号": "removed", "住所": "added"}


@pytest.mark.parametrize("names", [("変更前", "変更後"), ("現行", "改正後"), ("旧", "新")])
def test_two_columns_for_what_was_and_what_is_to_be(names: tuple[str, str]) -> None:
    header = ("届出番号", "事務の名称", "所管課", *(f"記録項目 / {name}" for name in names))
    (case,) = cases(header, ("4-2", "農園の貸出し", "みどり課", "氏名、電話番号", "氏名、住所"))
    assert changes(case) == CHANGED
    assert [item.ordinal for item in case.items] == [0, 1, 2]
    assert case.attributes[f"記録項目 / {names[0]}"] == "氏名、電話番号"


@pytest.mark.parametrize("heading", ["（変更{}）", "【変更{}】", "変更{}：", "〔変更{}〕\n"])
def test_both_in_one_cell(heading: str) -> None:
    text = f"{heading.format('前')}氏名、電話番号\n{heading.format('後')}氏名、住所"
    (case,) = cases(("事務の名称", "所管課", "記録項目"), ("農園の貸出し", "みどり課", text))
    assert changes(case) == CHANGED


@pytest.mark.parametrize("line", ["（新）住所", "変更前の住所：氏名", "備考：変更後", "（任意）電話番号"])
def test_what_only_looks_like_such_a_heading(line: str) -> None:
    assert opening_change(line) is None
    assert list(lists_of(line)) == [(None, line)]


LABELLED = "○委託の内容：畑の区割り\n○委託先：緑野農園株式会社\n○委託期間：令和6年7月1日～令和7年3月31日\n○対象件数：約90世帯\n○個人情報の項目：氏名、畑の番号"


def test_facts_behind_labels_in_a_cell() -> None:
    (case, other) = cases(
        ("番号", "件名・主管課", "内容"),
        ("1", "農園の貸出し\n（環境部みどり課）", LABELLED),
        ("2", "草刈り\n環境部みどり課", LABELLED.replace("緑野農園株式会社", "未定").replace("○", "・")),
    )
    assert (case.title, case.description) == ("農園の貸出し", "畑の区割り")
    assert (case.counterparty, case.quantity.min, case.quantity.unit) == (("緑野農園株式会社",), 90, "世帯")
    assert (case.period.start_date, case.period.end_date) == (dt.date(2024, 7, 1), dt.date(2025, 3, 31))
    assert [item.name for item in case.items] == ["氏名", "畑の番号"]
    assert case.attributes["内容"] == LABELLED
    assert (other.title, other.counterparty) == ("草刈り", ())
    assert {(d.bureau, d.division) for c in (case, other) for d in c.departments} == {("環境部", "みどり課")}


@pytest.mark.parametrize(
    "text", ["委託先：緑野農園株式会社", "草を刈る。\n委託先：緑野農園株式会社", "畑\n田\n委託"]
)
def test_a_cell_with_one_label_states_nothing_else(text: str) -> None:
    (case,) = cases(("番号", "件名", "主管課", "内容"), ("1", "草刈り", "みどり課", text))
    assert (case.description, case.counterparty) == (text, ())


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("件名・主管課", "title"),
        ("業務名／所管課", "business"),
        ("委託先・所管課", "department"),
        ("結合する組織の管理者（相手方）", "counterparty"),
        ("記録項目 / 変更後", "items"),
        ("備考（相手方に伝えたことを含む。）", None),
    ],
)
def test_headers_that_name_two_things(header: str, role: str | None) -> None:
    assert role_of(header) == role


@pytest.mark.parametrize(
    ("title", "start"),
    [
        ("令和5年度の事故の状況", dt.date(2023, 9, 9)),
        ("事故の状況（令和5年度）", dt.date(2023, 9, 9)),
        ("平成30年度の事故の状況", dt.date(2018, 9, 9)),
        ("令和5年度第2回の会議で報告する事故", dt.date(2024, 9, 9)),
        ("令和4年度及び令和5年度の事故の状況", dt.date(2024, 9, 9)),
    ],
)
def test_a_day_without_a_year_lies_in_the_year_that_the_list_is_of(title: str, start: dt.date) -> None:
    rows = (("1", "9月9日", "みどり課", "誤送付した。"), ("2", "令和3年2月9日", "みどり課", "紛失した。"))
    first, second = cases(("番号", "発生日", "所管課", "概要"), *rows, titles=(title,))
    assert (first.period.start_date, second.period.start_date) == (start, dt.date(2021, 2, 9))


@pytest.mark.parametrize(
    ("cell", "date", "start", "end"),
    [
        ("５．４．１～６．３．３１", DAY, dt.date(2023, 4, 1), dt.date(2024, 3, 31)),
        ("6.4.1から", DAY, dt.date(2024, 4, 1), None),
        ("30.4.1", DAY, dt.date(2018, 4, 1), None),
        ("60.4.1", DAY, dt.date(1985, 4, 1), None),
        ("9/7/15", DAY, dt.date(2027, 7, 15), None),
        ("28.10.3", dt.date(2017, 3, 1), dt.date(2016, 10, 3), None),
        ("5.4.1", None, None, None),
        ("1.2.3.4", DAY, None, None),
    ],
)
def test_a_day_without_an_era(
    cell: str, date: dt.date | None, start: dt.date | None, end: dt.date | None
) -> None:
    (case,) = cases(("件名", "提供先", "提供日"), ("見舞い", "見本病院", cell), date=date)
    assert (case.period.start_date, case.period.end_date, case.period.raw) == (start, end, cell)


@pytest.mark.parametrize(
    ("header", "unit"),
    [("件数（件）", "件"), ("人数(人)", "人"), ("数量（箱）", "箱"), ("件数（予定）", None), ("件数", None)],
)
def test_a_header_gives_its_figures_their_unit(header: str, unit: str | None) -> None:
    (case,) = cases(("件名", "提供先", header), ("見舞い", "見本病院", "１２"))
    assert (case.quantity.min, case.quantity.unit) == (12, unit)


def test_the_title_names_the_article_that_the_rows_leave_out() -> None:
    header, row = ("件名", "提供先", "根拠条項"), ("見舞い", "見本病院", "第2項第5号")
    (case,) = cases(header, row, titles=("緑野市個人情報保護条例第10条関係",))
    assert [(p.article, p.paragraph, p.item) for p in case.legal_basis] == [(10, 2, 5)]
    (other,) = cases(header, row, titles=("緑野市個人情報保護条例第10条及び第11条関係",))
    assert other.legal_basis == ()


def test_spaced_subtotals_are_no_addends() -> None:
    rows = [
        ("甲", "見本病院", "2"),
        ("小　計", "小　計", "2"),
        ("乙", "見本病院", "5"),
        ("小　計", "小　計", "5"),
    ]
    rows.append(("合　計", "合　計", "7"))
    table = merged(("件名", "提供先", "件数"), rows, {(1, 0): (1, 2), (3, 0): (1, 2), (4, 0): (1, 2)})
    (audit,) = audit_document([table], read_table_cases(table, 0, Setting())[0], [])
    assert (audit.stated, audit.found, audit.agrees) == (7, 7, True)


def test_what_has_changed_of_the_matter_that_a_row_names() -> None:
    header = ("業務の名称", "所管課", "修正箇所", "修正前", "修正後")
    first, second = cases(
        header,
        ("墓園の台帳", "衛生課", "記録項目", "氏名、電話番号", "氏名、住所"),
        ("農園の台帳", "みどり課", "対象者", "会員", "会員及びその家族"),
    )
    assert changes(first) == CHANGED
    assert (second.items, second.subjects) == ((), ("会員及びその家族",))
    assert cases(header[2:], ("記録項目", "氏名、電話番号", "氏名、住所"), ("対象者", "会員", "家族")) == ()


@pytest.mark.parametrize(
    ("cell", "subs"),
    [
        ("（同）緑野印刷", ("（同）緑野印刷（再委託先）",)),
        ("有（緑野印刷株式会社）", ("緑野印刷株式会社（再委託先）",)),
        ("―", ()),
        ("無", ()),
        ("有", ()),
        ("未定", ()),
    ],
)
def test_subcontractors_in_a_column_of_their_own(cell: str, subs: tuple[str, ...]) -> None:
    header = ("業務名", "委託先 / 受託者", "委託先 / 再受託者", "再委託の有無")
    (case,) = cases(header, ("検針", "見本水道株式会社", cell, "有"))
    assert case.counterparty == ("見本水道株式会社", *subs)


def test_items_that_are_columns_of_ticks() -> None:
    header = (
        "番号",
        "件名",
        "所属",
        *(f"取り扱う個人情報 / {item}" for item in ("氏名", "住所", "口座情報")),
    )
    first, second = cases(
        header, ("1", "給付金の支給", "福祉課", "○", "", "○"), ("2", "催しの受付", "みどり課", "○", "○", "－")
    )
    assert [item.name for item in first.items] == ["氏名", "口座情報"]
    assert [item.name for item in second.items] == ["氏名", "住所"]
    (other,) = cases(header, ("1", "給付金の支給", "福祉課", "漢字", "", "○"))
    assert other.items == ()


def test_a_list_is_named_by_its_column_of_names_where_no_other_is() -> None:
    header = ("施設名", "所管課", "指定管理者の名称", "個人情報の項目")
    (case,) = cases(header, ("第二別館", "みどり課", "緑野文化株式会社", "氏名"))
    assert (case.title, case.counterparty) == ("第二別館", ("緑野文化株式会社",))


@pytest.mark.parametrize(
    ("cell", "least", "unit"),
    [
        ("受診した者　約2万人", 20000, "人"),
        ("登録者（312名）", 312, "名"),
        ("3人以上の児童がいる世帯", None, None),
        ("受診した者", None, None),
    ],
)
def test_persons_whose_number_stands_behind_them(cell: str, least: int | None, unit: str | None) -> None:
    (case,) = cases(("業務名", "委託先", "対象者"), ("検診", "緑野検査株式会社", cell))
    assert (case.quantity.min, case.quantity.unit, case.subjects) == (least, unit, (cell,))


@pytest.mark.parametrize(("printed", "number"), [("20230017", 20230017), ("(12)", 12), ("12345678901", None)])
def test_numbers_of_rows_are_kept_as_far_as_they_can_be_published(printed: str, number: int | None) -> None:
    (case,) = cases(("整理番号", "業務の名称", "所管課"), (printed, "見守り訪問", "福祉課"))
    assert case.row_number == number
    assert case.attributes["整理番号"] == printed
