"""Facts that stand in sentences only: how many, what is handed over, and to whom."""

from __future__ import annotations

import pytest

from extractors.profiles.headings import heading_field
from tests.prose.test_facts import cases, lines, names

PROVIDED = ("諮問第14号", "名簿の外部提供について", "福祉部福祉課")


@pytest.mark.parametrize(
    ("sentence", "count", "subjects"),
    [
        ("対象者は約2,400人である。", 2400, ()),
        ("対象となる者は、年間延べ90人程度を見込んでいる。", 90, ()),
        ("対象者は、講座に申し込んだ市民約150人とする。", 150, ("講座に申し込んだ市民約150人",)),
        ("対象者は、講座に申し込んだ者とする。", None, ("講座に申し込んだ者",)),
        ("対象者は、別表のとおりとする。", None, ()),
    ],
)
def test_a_number_alone_names_no_persons(sentence: str, count: int | None, subjects: tuple[str, ...]) -> None:
    (case,) = cases(*lines("1 趣旨", sentence), title=PROVIDED)
    assert (case.quantity.min, case.subjects) == (count, subjects)


@pytest.mark.parametrize(
    ("sentence", "items", "party"),
    [
        (
            "見守りのため、登録した者の氏名、電話番号及び住所を青葉自治会に提供する。",
            ["登録した者の氏名", "電話番号", "住所"],
            ("青葉自治会",),
        ),
        (
            "登録した者の氏名及び住所を青葉自治会に対し提供する。",
            ["登録した者の氏名", "住所"],
            ("青葉自治会",),
        ),
        (
            "青葉自治会及び緑野消防署に対し、氏名、住所を提供している。",
            ["氏名", "住所"],
            ("青葉自治会", "緑野消防署"),
        ),
        (
            "本市は、協議会の構成員である緑野消防署に対して、登録した者の名簿を提供する。",
            [],
            ("緑野消防署",),
        ),
        ("納税課が、滞納者の氏名、滞納額を介護保険課から取得する。", ["滞納者の氏名", "滞納額"], ()),
        ("制度の案内及び講座の内容を市民に提供する。", [], ()),
        ("登録した者の氏名及び住所を提供しない。", [], ()),
        ("入室した者の氏名及び時刻を記録する。", [], ()),
        ("作業をする者の氏名を台帳に登録し、鍵を貸し出す。", [], ()),
    ],
)
def test_what_is_handed_over_and_to_whom(sentence: str, items: list[str], party: tuple[str, ...]) -> None:
    (case,) = cases(*lines("1 趣旨", sentence), title=PROVIDED)
    assert (names(case), case.counterparty) == (items, party)


def test_the_list_itself_is_taken_before_what_is_done_with_parts_of_it() -> None:
    (case,) = cases(
        *lines(
            "1 趣旨",
            "氏名及び住所を青葉自治会に提供する。",
            "提供する個人情報は、氏名、住所、年齢である。",
        ),
        title=PROVIDED,
    )
    assert names(case) == ["氏名", "住所", "年齢"]


def test_pairs_that_are_one_item_stay_together() -> None:
    (case,) = cases(
        *lines("1 趣旨", "提供する個人情報は、氏名、障害の種類及び程度である。"),
        title=PROVIDED,
    )
    assert names(case) == ["氏名", "障害の種類及び程度"]


@pytest.mark.parametrize(
    "heading",
    [
        "回線により照会する個人情報",
        "端末で表示される個人情報",
        "閲覧できる個人情報の範囲",
        "窓口で受け渡しする個人情報の項目",
    ],
)
def test_headings_that_say_what_is_done_with_the_data(heading: str) -> None:
    assert heading_field(heading, exactly=True) == "items"


@pytest.mark.parametrize("heading", ["提供しない個人情報", "利用される者の声"])
def test_headings_that_say_nothing_of_the_kind(heading: str) -> None:
    assert heading_field(heading, exactly=True) is None
