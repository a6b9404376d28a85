"""Provisions of laws: lists, ranges, abbreviations and what 同条 means."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers import bind_abbreviations, parse_legal
from normalizers.numerals import int_to_kanji

KNOWN = {"条例": "緑川区個人情報保護条例", "法": "個人情報の保護に関する法律"}
WARD, ACT = KNOWN["条例"], KNOWN["法"]
TRICKY = (
    *"0123１一二十第条項号の同法例規則及び又は、。・「」（）() 　\n区市を～",
    "条例",
    "第1条",
    "第2項",
    "以下「法」という。",
    "に関する法律",
    "から",
    "まで",
    "同条",
    "施行令",
    "附則",
)
texts = st.lists(st.sampled_from(TRICKY), max_size=16).map("".join) | st.text(max_size=24)
lawful = settings(max_examples=200)
Found = list[tuple[str | None, int | None, int | None, int | None, int | None]]


def found(text: str) -> Found:
    return [(r.law, r.article, r.branch, r.paragraph, r.item) for r in parse_legal(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("条例第８条第２項第４号", (WARD, 8, None, 2, 4)),
        ("条例第 8 条\n第 2 項第 4 号", (WARD, 8, None, 2, 4)),
        ("条例第八条第二項第四号", (WARD, 8, None, 2, 4)),
        ("条例8条2項4号", (WARD, 8, None, 2, 4)),
        ("法施行規則第20条第1号", (f"{ACT}施行規則", 20, None, None, 1)),
        ("第二十条の三", (None, 20, 3, None, None)),
        ("介護保険法第115条の45第1項", ("介護保険法", 115, 45, 1, None)),
        ("子ども・子育て支援法第20条", ("子ども・子育て支援法", 20, None, None, None)),
        (
            "緑川区いじめ防止対策推進条例施行規則第3条",
            ("緑川区いじめ防止対策推進条例施行規則", 3, None, None, None),
        ),
        ("個人番号の利用等に関する条例第4条", ("個人番号の利用等に関する条例", 4, None, None, None)),
        ("本件は、個人情報保護条例第8条の規定による", (WARD, 8, None, None, None)),
        ("改正前の個人情報の保護に関する法律第8条", (ACT, 8, None, None, None)),
        ("相談や助言　児童福祉法 第7条", ("児童福祉法", 7, None, None, None)),
        (
            "障害者の日常生活及び社会生活を総合的に支援するための法律第5条",
            ("障害者の日常生活及び社会生活を総合的に支援するための法律", 5, None, None, None),
        ),
        (
            "配偶者からの暴力の防止及び被害者の保護等に関する法律第1条",
            ("配偶者からの暴力の防止及び被害者の保護等に関する法律", 1, None, None, None),
        ),
        ("利用規約第7条", ("利用規約", 7, None, None, None)),
        ("「緑川区情報公開条例」第7条", ("緑川区情報公開条例", 7, None, None, None)),
        ("都市計画法（昭和43年法律第100号）第5条", ("都市計画法", 5, None, None, None)),
        ("番号法及び都市計画法第5条", ("都市計画法", 5, None, None, None)),
        (
            "都市計画法等の一部を改正する法律附則第2条",
            ("都市計画法等の一部を改正する法律附則", 2, None, None, None),
        ),
        ("第8条第2項第4号", (None, 8, None, 2, 4)),
        ("調査の方法第8条", (None, 8, None, None, None)),
    ],
)
def test_one_provision(
    text: str, expected: tuple[str | None, int | None, int | None, int | None, int | None]
) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("条例第9条及び第11条", [(WARD, 9, None, None, None), (WARD, 11, None, None, None)]),
        ("条例第9条第1項第1号、第3号", [(WARD, 9, None, 1, 1), (WARD, 9, None, 1, 3)]),
        ("条例第9条第1項及び第3項第2号", [(WARD, 9, None, 1, None), (WARD, 9, None, 3, 2)]),
        (
            "条例第9条第1項、第10条並びに法第2条",
            [(WARD, 9, None, 1, None), (WARD, 10, None, None, None), (ACT, 2, None, None, None)],
        ),
        ("条例第9条（目的）及び第11条（範囲）", [(WARD, 9, None, None, None), (WARD, 11, None, None, None)]),
        ("条例第9条第1項の規定及び第11条", [(WARD, 9, None, 1, None), (WARD, 11, None, None, None)]),
        ("条例第3条から第5条まで", [(WARD, number, None, None, None) for number in (3, 4, 5)]),
        ("条例第3条第1号～第3号", [(WARD, 3, None, None, number) for number in (1, 2, 3)]),
        ("法第5条の2から第5条の4まで", [(ACT, 5, number, None, None) for number in (2, 3, 4)]),
        (
            "条例第9条第1項。同条第2項第1号、同項第3号",
            [(WARD, 9, None, 1, None), (WARD, 9, None, 2, 1), (WARD, 9, None, 2, 3)],
        ),
        (
            "都市計画法第5条。同法第6条、同法施行令第7条",
            [
                ("都市計画法", 5, None, None, None),
                ("都市計画法", 6, None, None, None),
                ("都市計画法施行令", 7, None, None, None),
            ],
        ),
        (
            "法第5条、条例第3条及び同法第6条",
            [(ACT, 5, None, None, None), (WARD, 3, None, None, None), (ACT, 6, None, None, None)],
        ),
    ],
)
def test_lists_ranges_and_relative_references(text: str, expected: Found) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "平成15年法律第57号", "第3項", "同条第2項", "前条第1項", "第12号", "条件第3", "緑川区告示第9号"],
)
def test_what_names_no_article(text: str) -> None:
    assert parse_legal(text) == ()


def test_unknown_abbreviations_stay_as_printed_and_unknown_relatives_have_no_law() -> None:
    assert [r.law for r in parse_legal("規則第3条")] == ["規則"]
    assert [r.law for r in parse_legal("同法第3条")] == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("緑川区個人情報保護条例（以下「条例」という。）第3条", {"条例": "緑川区個人情報保護条例"}),
        (
            "番号の利用等に関する法律（平成25年法律第27号。以下「番号法」という。）",
            {"番号法": "番号の利用等に関する法律"},
        ),
        ("緑川区個人情報保護条例(以下、「条例」といいます。)", {"条例": "緑川区個人情報保護条例"}),
        ("緑川区個人情報\n保護条例（以 下「条 例」と い う 。）", {"条例": "緑川区個人情報保護条例"}),
        (
            "「法」とは、個人情報の保護に関する法律（平成15年法律第57号）をいう。",
            {"法": "個人情報の保護に関する法律"},
        ),
        ("「窓口」とは、区民の相談を受ける場所をいう。", {}),
        ("総合窓口システム（以下「システム」という。）", {}),
        ("以下「条例」という。", {}),
        ("", {}),
    ],
)
def test_abbreviations_are_bound_where_the_text_defines_them(text: str, expected: dict[str, str]) -> None:
    assert bind_abbreviations(text) == expected


def test_a_definition_holds_inside_its_own_text() -> None:
    text = "青葉市情報公開条例（以下「公開条例」という。）第2条及び公開条例施行規則第5条"
    assert [(r.law, r.article) for r in parse_legal(text)] == [
        ("青葉市情報公開条例", 2),
        ("青葉市情報公開条例施行規則", 5),
    ]


def test_raw_is_printed_from_the_name_of_the_law_on() -> None:
    text = "本件は、条例 第９条\n及び第１１条による。"
    first, second = parse_legal(text, KNOWN)
    assert (first.raw, second.raw) == ("条例 第９条", "第１１条")
    assert text[second.begin : second.stop] == second.raw


numbers = st.integers(1, 400)


@lawful
@given(
    numbers,
    st.none() | numbers,
    st.none() | numbers,
    st.none() | numbers,
    st.sampled_from([str, int_to_kanji]),
)
def test_every_provision_is_read_back(
    article: int, branch: int | None, paragraph: int | None, item: int | None, write: type[str]
) -> None:
    text = f"条例第{write(article)}条"
    text += f"の{write(branch)}" if branch else ""
    text += f"第{write(paragraph)}項" if paragraph else ""
    text += f"第{write(item)}号" if item else ""
    assert found(text) == [(WARD, article, branch, paragraph, item)]


@lawful
@given(texts)
def test_spans_stand_at_their_offsets_and_name_an_article(text: str) -> None:
    for reference in parse_legal(text, KNOWN):
        assert text[reference.begin : reference.stop] == reference.raw
        assert reference.raw
        assert reference.article is not None


@lawful
@given(texts)
def test_abbreviations_are_never_bound_to_themselves(text: str) -> None:
    assert all(short != full and full for short, full in bind_abbreviations(text).items())


@pytest.mark.parametrize(
    "hostile", ["第1条", "法第1条", "法第1項", "に関する", "同条", "(以下「法」という。)", "(法", "の"]
)
def test_long_hostile_text_is_quick(hostile: str) -> None:
    text = (hostile * 100_000)[:100_000]
    begun = time.perf_counter()
    parse_legal(text, KNOWN)
    assert time.perf_counter() - begun < 20
