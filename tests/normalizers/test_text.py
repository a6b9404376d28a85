"""Text forms: what each changes, that it changes nothing else, and the way back to the raw characters."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers import (
    GLYPH_REPAIRS,
    join_lines,
    normalize_comparison,
    normalize_display,
    normalize_with_offsets,
    raw_span,
    repair_glyph_text,
)
from normalizers.edits import apply_edits
from normalizers.radicals import RADICALS
from normalizers.text import FORMS, UNSURE_PUNCTUATION, punctuation_edits

TRICKY = (
    *"0123０５９ABxＢ第約年月日件人氏名区ガサか－ー-―–−〜～~() （）［］，,．.、。・·:：!／ 　\n\t\rﾞﾟｶﾊｰ①㈱㎡Ⅱ⼀⻑⼾豈﨑髙",
    *"\u3099\u309a\u0301\u200b\ufeff\ufe00\U000e0100\xad\x00\x85゛゜½¨é가\ud800",
    "  ",
    "　　",
    "令和",
)
texts = st.lists(st.sampled_from(TRICKY), max_size=16).map("".join) | st.text(max_size=24)
lawful = settings(max_examples=200)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("令和 ５ 年 ２ 月 ３ 日", "令和5年2月3日"),
        ("４ ， ５ ０ ０ 件", "4,500件"),
        ("約４ ， ５ ０ ０件", "約4,500件"),
        ("I C T 活用", "ICT活用"),
        ("第 ７ ３ １ 号", "第731号"),
        ("緑　川　区", "緑川区"),
        ("備　考", "備考"),
        ("平成 28(2016)年 10 月 3 日から令和 2 年度まで", "平成28（2016）年10月3日から令和2年度まで"),
        ("緑川区条例第 9 条第 2 項", "緑川区条例第9条第2項"),
        ("職員 4 名が", "職員4名が"),
        ("ｺｰﾙｾﾝﾀｰ", "コールセンター"),
        ("か\u3099ん", "がん"),
        ("メ－ル", "メール"),
        ("ＤＶＤ－Ｒ", "DVD-R"),
        ("０３ー１２３４−５６７８", "03-1234-5678"),
        ("１０〜２０件", "10～20件"),
        ("申請(新規)", "申請（新規）"),
        ("ｆ（ｘ）", "f(x)"),
        ("https://example.jp/~midori", "https://example.jp/~midori"),
        ("㈱ミドリ①３㎡Ⅱ", "㈱ミドリ①3㎡Ⅱ"),
        ("髙橋と山﨑", "髙橋と山﨑"),
        ("制\u200b度\ufeff", "制度"),
        ("　 段落  の字下げ　", "段落 の字下げ"),
        ("電子‧通信", "電子・通信"),
        ("甲·乙", "甲・乙"),
        ("上\r\n下", "上\n下"),
    ],
)
def test_display_form(printed: str, shown: str) -> None:
    assert normalize_display(printed) == shown


@pytest.mark.parametrize(
    "text",
    [
        "緑川 次郎",  # surname and given name
        "青葉3丁目公園課 樹木担当",
        "4 回線結合の理由",  # number of a heading
        "3 件数",
        "5 今後の予定",
        "120件 340件",
        "区分3 25件",
        "Open Data Portal",
        "plan A B",
    ],
)
def test_words_that_stand_apart_are_not_glued(text: str) -> None:
    assert normalize_display(text) == text


def test_a_wider_gap_between_letter_spaced_words_stays() -> None:
    assert normalize_display("議 事 録　　第 １ ２ 回") == "議事録 第12回"


def test_letter_spaced_line_closes_pairs_at_the_same_distance() -> None:
    assert normalize_display("担 当\u2003 第 ４ ５ 号") == "担当 第45号"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("㈱ミドリ", "(株)ミドリ"),
        ("①氏名", "1氏名"),
        ("３㎡", "3m2"),
        ("第Ⅱ期", "第II期"),
        ("１〜３", "1～3"),
        ("２０２４‐０５", "2024−05"),
        ("葛\U000e0100城", "葛城"),
        ("所管課\n名　称", "所管課名称"),
        ("Open\nData", "Open Data"),
        ("１２\n３件", "123件"),
        ("⺠⽣委員", "民生委員"),
    ],
)
def test_two_printings_compare_equal(one: str, other: str) -> None:
    assert normalize_comparison(one) == normalize_comparison(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("髙橋", "高橋"), ("山﨑", "山崎"), ("ゴム", "コム"), ("スーパー", "ス-パ"), ("A", "a")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert normalize_comparison(one) != normalize_comparison(other)


def test_every_radical_is_repaired_and_none_is_left_over() -> None:
    radicals = [chr(code) for code in range(0x2E81, 0x2FD6) if unicodedata.category(chr(code)) == "So"]
    assert [one for one in radicals if repair_glyph_text(one) == one] == []
    assert not set(RADICALS) & set(RADICALS.values())


def test_kangxi_radicals_agree_with_unicode_but_for_the_japanese_forms() -> None:
    differing = {
        one: RADICALS[one]
        for one in RADICALS
        if one >= "\u2f00" and RADICALS[one] != unicodedata.normalize("NFKC", one)
    }
    assert differing == {"⼾": "戸", "⿊": "黒"}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("⻑", "長"),
        ("⻄", "西"),
        ("⻘", "青"),
        ("⻝", "食"),
        ("⻲", "亀"),
        ("⼀", "一"),
        ("\uf9dc", "隆"),
        ("\ufa26", "都"),
        ("︵", "（"),
        ("‧", "・"),
    ],
)
def test_glyph_repair(given: str, meant: str) -> None:
    assert repair_glyph_text(given) == meant


@pytest.mark.parametrize("variant", "髙﨑\ufa0e\ufa1f濵德邊①㈱～〜ー")
def test_glyph_repair_leaves_characters_of_their_own(variant: str) -> None:
    assert repair_glyph_text(variant) == variant


@lawful
@given(texts)
def test_glyph_repair_is_one_for_one_and_idempotent(text: str) -> None:
    repaired = repair_glyph_text(text)
    assert len(repaired) == len(text)
    assert repair_glyph_text(repaired) == repaired
    assert all(old == new or ord(old) in GLYPH_REPAIRS for old, new in zip(text, repaired, strict=True))


@pytest.mark.parametrize("form", FORMS)
@lawful
@given(text=texts)
def test_forms_are_idempotent(form: str, text: str) -> None:
    once, _ = normalize_with_offsets(text, form=form)
    assert normalize_with_offsets(once, form=form)[0] == once


@pytest.mark.parametrize("form", FORMS)
@lawful
@given(text=texts)
def test_offsets_never_fall_and_end_with_the_text(form: str, text: str) -> None:
    once, offsets = normalize_with_offsets(text, form=form)
    assert len(offsets) == len(once) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] == len(text)
    assert all(0 <= offset <= len(text) for offset in offsets)


@lawful
@given(texts)
def test_every_kept_letter_comes_from_where_the_offsets_say(text: str) -> None:
    once, offsets = normalize_with_offsets(text, form="display")
    for at, character in enumerate(once):
        source = text[offsets[at]]
        if "一" <= character <= "鿿":
            assert repair_glyph_text(source) == character
        elif character.isdigit() and character.isascii():
            assert unicodedata.normalize("NFKC", source) == character


@lawful
@given(texts)
def test_display_loses_nothing_but_space_and_invisible_characters(text: str) -> None:
    def letters(one: str) -> list[str]:
        folded = unicodedata.normalize("NFKC", repair_glyph_text(one))
        return [character for character in folded if character.isalnum() and character != "ー"]

    plain = text.replace("\xad", "").translate(dict.fromkeys([*range(0xFE00, 0xFE10), 0x200B, 0xFEFF, 0]))
    if all(ord(character) < 0xE000 or 0xF900 <= ord(character) < 0xFFF0 for character in plain):
        assert letters(normalize_display(plain)) == letters(plain)


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["個人情報の", "保護"], "個人情報の保護"),
        (["local", "government"], "local government"),
        (["２０", "件"], "２０件"),
        (["1,2", "00件"], "1,200件"),
        (["システム", "Web"], "システムWeb"),
        (["食物ｱﾚﾙ", "ｷﾞｰの有無"], "食物ｱﾚﾙｷﾞｰの有無"),
        (["ｻｰﾋﾞｽ", "name"], "ｻｰﾋﾞｽname"),
        (["https://www.example.", "jp/path"], "https://www.example.jp/path"),
        (["  甲 ", "", " 乙"], "甲乙"),
        ([], ""),
        (["", " "], ""),
    ],
)
def test_join_lines(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


@lawful
@given(text=texts)
@pytest.mark.parametrize("form", FORMS)
def test_steps_that_are_not_asked_would_change_nothing(form: str, text: str) -> None:
    asked, offsets = text, range(len(text) + 1)
    for step in FORMS[form].steps:
        edits = tuple(step.wanted(asked))
        assert not edits or step.triggers is None or step.triggers.intersection(asked)
        asked, offsets = apply_edits(asked, offsets, edits)
    assert normalize_with_offsets(text, form=form) == (asked, tuple(offsets))
    assert FORMS[form].run(text) == asked


@lawful
@given(texts)
def test_punctuation_that_looks_right_is_right(text: str) -> None:
    assert UNSURE_PUNCTUATION.search(text) or not list(punctuation_edits(text))


@lawful
@given(st.lists(st.text(max_size=8), max_size=5))
def test_joining_keeps_every_printed_character(lines: list[str]) -> None:
    def printed(text: str) -> str:
        return "".join(text.split())

    assert printed(join_lines(lines)) == printed("".join(lines))
    assert join_lines([join_lines(lines)]) == join_lines(lines)


@lawful
@given(texts, st.data())
def test_raw_spans_lie_inside_the_text_and_hold_something(text: str, data: st.DataObject) -> None:
    once, offsets = normalize_with_offsets(text)
    if once:
        begin = data.draw(st.integers(0, len(once) - 1))
        stop = data.draw(st.integers(begin + 1, len(once)))
        first, last = raw_span(text, offsets, begin, stop)
        assert 0 <= first <= last <= len(text)
        assert first < last or not once[begin:stop].strip()


def test_raw_span_covers_a_ligature_for_a_part_of_it_and_drops_outer_space() -> None:
    text = "甲 ㈱　乙"
    once, offsets = normalize_with_offsets(text)
    assert once == "甲(株)乙"
    assert raw_span(text, offsets, 2, 3) == (2, 3)
    assert raw_span(text, offsets, 1, 4) == (2, 3)


@pytest.mark.parametrize("hostile", ["１ ", "1 , ", " ", "(", "年 1 月 (か\u3099) ", "　甲\n"])
@pytest.mark.parametrize("form", FORMS)
def test_long_hostile_text_is_quick(hostile: str, form: str) -> None:
    text = (hostile * 100_000)[:100_000]
    begun = time.perf_counter()
    normalize_with_offsets(text, form=form)
    assert time.perf_counter() - begun < 10
