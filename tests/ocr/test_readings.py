"""What becomes of Tesseract's answers: parsed, voted on, repaired."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.ocr.digits import _checked
from extractors.ocr.repair import repair_line
from extractors.ocr.segmentation import Piece, Window
from extractors.ocr.tesseract import Glyph, parse_hocr
from extractors.ocr.voting import _elect, text_of

HOCR = """
<div class='ocr_page' id='page_1'><span class='ocrx_word' id='word_1_1' title='bbox 4 4 50 30; x_wconf 96'>
<span class='ocrx_cinfo' title='x_bboxes 4 4 24 30; x_conf 98.5'>区</span>
<span class='ocrx_cinfo' title='x_bboxes 26 4 50 30; x_conf 60'>&amp;</span></span></div>
<div class='ocr_page' id='page_2'></div>
"""


def test_characters_of_each_picture() -> None:
    first, second = parse_hocr(HOCR)
    assert first == (Glyph("区", 0.985, 4, 4, 24, 30), Glyph("&", 0.6, 26, 4, 50, 30))
    assert second == ()


def reading(text: str, confidence: float = 0.9) -> tuple[Glyph, ...]:
    return tuple(Glyph(char, confidence, 40.0 * k, 0.0, 40.0 * k + 38, 40.0) for k, char in enumerate(text))


PIECE = Piece(Window(0, 0, 400, 40), 44.0)


def test_two_that_agree_outvote_a_more_confident_third() -> None:
    vote = _elect(
        PIECE, [reading("公園緑地課", 0.8), reading("公園線地課", 0.99), reading("公園緑地課", 0.8)]
    )
    assert text_of(vote.glyphs) == "公園緑地課"
    assert vote.agreement == 1.0


def test_where_none_agrees_the_nearest_to_all_wins_and_the_doubt_is_told() -> None:
    vote = _elect(PIECE, [reading("公園緑地課"), reading("公園線地課"), reading("公圏緑地諜")])
    assert text_of(vote.glyphs) == "公園緑地課"
    assert vote.agreement == pytest.approx(0.8)


def test_nothing_read_is_no_vote() -> None:
    vote = _elect(PIECE, [(), ()])
    assert vote.glyphs == ()
    assert vote.confidence == 0.0


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("対象は2歳て5歳の幼児", "対象は2歳～5歳の幼児"),
        ("令和6年度一令和8年度", "令和6年度～令和8年度"),
        ("午前9時て午前11時", "午前9時～午前11時"),
        ("-時預かりの利用", "一時預かりの利用"),
        ("サ一ビスとセンタ一", "サービスとセンター"),
        ("舎和5年4月1日", "令和5年4月1日"),
        ("府問第12号", "諮問第12号"),
        ("ビデ才", "ビデ才"),
        ("アカウント", "アカウント"),
        ("工ネルギー", "エネルギー"),
        ("セキュリ夕ィ", "セキュリタィ"),
        ("人ロ減少", "人口減少"),
        ("1O0件", "100件"),
        ("2,l30円", "2,130円"),
        ("(図書の貸出し】", "【図書の貸出し】"),
        ("ー12一", "-12-"),
        ("--7-", "-7-"),
        ("〇田中委員", "○田中委員"),
        ("次回の府問", "次回の諮問"),
        ("府間第12号", "諮問第12号"),
        ("]枚100円", "1枚100円"),
        ("]", "1"),
        ("取り組んだととによって", "取り組んだことによって"),
    ],
)
def test_repaired_where_the_context_proves_it(read: str, printed: str) -> None:
    assert repair_line(read)[0] == printed


@pytest.mark.parametrize(
    "text",
    [
        "03-1234-5678",
        "昭和60年",
        "温和な性格",
        "都市計画",
        "二〇二四年",
        "第一回",
        "質問第3号",
        "して1件",
        "コロナ一斉",
        "A4判",
        "(注】の（",
        "政府問題",
        "公開するとともに",
        "京都府問合せ先",
        "〔昭和]年",
        "注]",
    ],
)
def test_left_alone_where_it_does_not(text: str) -> None:
    assert repair_line(text)[0] == text


@given(st.text(alphabet=st.sampled_from("ー一-て～0123年令和舎カ力ロ口【】()「」区〇O l,あ"), max_size=30))
@settings(max_examples=300)
def test_repairs_keep_count_of_characters_and_settle(text: str) -> None:
    once, sources = repair_line(text)
    assert len(sources) == len(once) + 1
    assert list(sources) == sorted(sources)
    assert sources[-1] == len(text)
    twice = repair_line(once)[0]
    assert repair_line(twice)[0] == repair_line(repair_line(twice)[0])[0]


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    repair_line(text)


def test_the_second_look_finds_a_percent_sign_and_sure_digits_only() -> None:
    def checked(seen: str, read: str, confidence: float = 0.99) -> str:
        return text_of(_checked(reading(seen, 0.975), reading(read, confidence)))

    assert checked("10.7896", "10.78%") == "10.78%"
    assert checked("1896", "18") == "1896"
    assert checked("1896", "1836") == "1836"
    assert checked("1896", "1836", 0.972) == "1896"
    assert checked("1896", "1836", 0.98) == "1836"
    assert checked("1896", "1836", 0.5) == "1896"
    assert checked("7", "") == "7"
