"""Which ink is which character, and signs told by their shape."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extractors.ocr.alignment import align, without_doubles
from extractors.ocr.placing import place_votes
from extractors.ocr.segmentation import Piece, Window
from extractors.ocr.shapes import reshaped
from extractors.ocr.signs import find_signs
from extractors.ocr.tesseract import Glyph
from extractors.ocr.voting import Vote

EM = 40
INK = {"区": (0.05, 0.95), "い": (0.1, 0.9), "1": (0.15, 0.4), "、": (0.08, 0.3), "小": (0.05, 0.95)}
ADVANCE = {"1": 0.5}


def typeset(text: str) -> tuple[np.ndarray, list[tuple[float, float]]]:
    """Amounts of ink for a text, and where each character's ink is; 小 has white inside."""
    amount = np.zeros(round((len(text) + 1) * EM * 1.2))
    spans = []
    at = 0.0
    for char in text:
        begin, end = (round((at + side) * EM) for side in INK[char])
        amount[begin:end] = 20 * 255
        if char == "小":
            amount[begin + 8 : begin + 14] = 0
        spans.append((float(begin), float(end)))
        at += ADVANCE.get(char, 1.0)
    return amount, spans


@given(st.text(alphabet=st.sampled_from(sorted(INK)), min_size=1, max_size=14), st.floats(-0.9, 0.9))
@example("区小11小", 0.9)
@settings(max_examples=60)
def test_each_character_gets_its_own_ink_though_the_model_saw_all_of_them_beside_it(
    text: str, off: float
) -> None:
    amount, spans = typeset(text)
    centres = np.array([(a + b) / 2 + off * EM for a, b in spans])
    assert align(amount, list(text), np.maximum.accumulate(centres), EM) == spans


@given(
    st.lists(st.integers(0, 30), max_size=200),
    st.lists(st.tuples(st.characters(), st.floats(0, 200)), min_size=1, max_size=20),
)
@settings(max_examples=100)
def test_characters_never_overlap_or_change_places(columns: list[int], seen: list[tuple[str, float]]) -> None:
    centres = np.sort(np.array([at for _, at in seen]))
    spans = align(np.array(columns, dtype=np.float64), [char for char, _ in seen], centres, EM)
    assert len(spans) == len(seen)
    assert all(here[0] <= there[0] and here[1] <= there[1] for here, there in pairwise(spans))


def drawing() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", (400, EM), 255)
    return picture, ImageDraw.Draw(picture)


def vote(text: str) -> Vote:
    glyphs = tuple(Glyph(c, 0.9, k * EM + 2.0, 0.0, k * EM + 38.0, EM) for k, c in enumerate(text))
    return Vote(Piece(Window(0, 0, 400, EM), float(EM)), glyphs, 1.0)


def signs(picture: Image.Image, text: str) -> str:
    spans = [(k * EM + 2.0, k * EM + 38.0) for k in range(len(text))]
    return "".join(g.text for g in reshaped(np.asarray(picture), vote(text), spans).glyphs)


FIGURES = {
    "△": ([(19, 3), (4, 33), (34, 33)], None),
    "▲": ([(19, 3), (4, 33), (34, 33)], 0),
    "▽": ([(4, 5), (34, 5), (19, 35)], None),
    "□": ([(4, 4), (35, 4), (35, 35), (4, 35)], None),
    "■": ([(4, 4), (35, 4), (35, 35), (4, 35)], 0),
    "◇": ([(20, 3), (37, 20), (20, 37), (3, 20)], None),
    "◆": ([(20, 3), (37, 20), (20, 37), (3, 20)], 0),
}
ROUND = {"○": [(2, None)], "●": [(2, 0)], "◎": [(2, None), (10, None)]}


def in_line(picture: Image.Image, *, is_whole: bool = False) -> list[str]:
    piece = Piece(Window(0, 0, 400, EM), float(EM), is_entry=is_whole, is_whole=is_whole)
    return [sign.text for sign in find_signs(np.asarray(picture), piece)]


@pytest.mark.parametrize("sign", FIGURES)
def test_a_figure_with_corners_is_a_sign(sign: str) -> None:
    picture, pen = drawing()
    corners, fill = FIGURES[sign]
    pen.polygon(corners, outline=0, fill=fill, width=2)
    assert in_line(picture) == [sign]


@pytest.mark.parametrize("sign", ROUND)
def test_a_round_figure_is_a_sign(sign: str) -> None:
    picture, pen = drawing()
    for margin, fill in ROUND[sign]:
        pen.ellipse([margin, margin, EM - 1 - margin, EM - 1 - margin], outline=0, fill=fill, width=2)
    assert in_line(picture) == [sign]


def test_a_small_circle_is_a_letter() -> None:
    picture, pen = drawing()
    pen.ellipse([5, 9, 33, 37], outline=0, width=3)
    assert in_line(picture) == []


def test_letters_are_no_signs() -> None:
    picture, pen = drawing()
    pen.line([(4, 35), (19, 3), (34, 35)], fill=0, width=3)  # A without and with its bar
    pen.line([(10, 23), (28, 23)], fill=0, width=3)
    pen.rectangle([64, 4, 95, 33], outline=0, width=3)  # 口, whose sides reach below its floor
    pen.line([(65, 33), (65, 38)], fill=0, width=3)
    pen.line([(94, 33), (94, 38)], fill=0, width=3)
    pen.line([(124, 4), (155, 35)], fill=0, width=3)  # X among other letters
    pen.line([(124, 35), (155, 4)], fill=0, width=3)
    assert in_line(picture) == []


def test_a_cross_or_a_dash_alone_in_a_cell_is_a_sign() -> None:
    cross, pen = drawing()
    pen.line([(4, 4), (35, 35)], fill=0, width=3)
    pen.line([(4, 35), (35, 4)], fill=0, width=3)
    assert in_line(cross) == ["×"]
    dash, pen = drawing()
    pen.line([(3, 20), (37, 20)], fill=0, width=3)
    assert in_line(dash, is_whole=True) == ["－"]
    assert in_line(dash) == []
    one, pen = drawing()
    pen.line([(3, 20), (37, 20)], fill=0, width=3)
    pen.polygon([(30, 20), (35, 14), (38, 20)], fill=0)  # the corner of 一
    assert in_line(one, is_whole=True) == []


def test_a_small_ring_alone_on_its_line_is_a_full_stop() -> None:
    picture, pen = drawing()
    pen.ellipse([4, 26, 13, 35], outline=0, width=2)
    assert in_line(picture) == ["。"]
    assert in_line(picture, is_whole=True) == []
    dot, pen = drawing()
    pen.ellipse([4, 26, 11, 33], fill=0)
    assert in_line(dot) == []


@pytest.mark.parametrize("bar", [False, True])
def test_a_narrow_ring_among_digits_is_0(*, bar: bool) -> None:
    picture, pen = drawing()
    pen.ellipse([10, 3, 28, 37], outline=0, width=3)
    if bar:
        pen.line([(23, 10), (15, 30)], fill=0, width=2)
    assert signs(picture, "9") == "0"
    assert signs(picture, "M") == "0"
    assert signs(picture, "Mr") == "Mr"


def test_digits_with_a_small_hole_stay() -> None:
    nine, pen = drawing()
    pen.ellipse([10, 3, 28, 22], outline=0, width=3)
    pen.line([(27, 12), (24, 37)], fill=0, width=3)
    eight, pen = drawing()
    pen.ellipse([10, 3, 28, 20], outline=0, width=3)
    pen.ellipse([10, 18, 28, 37], outline=0, width=3)
    assert (signs(nine, "9"), signs(eight, "8")) == ("9", "8")


def test_a_character_seen_twice_in_one_ink_is_one() -> None:
    picture, pen = drawing()
    for k in range(3):
        pen.rectangle([k * EM + 3, 2, k * EM + 36, 37], fill=0)
    piece = Piece(Window(0, 0, 400, EM), float(EM))
    grey = np.asarray(picture)

    def once(text: str, confidences: list[float]) -> str:
        glyphs = [
            Glyph(char, sure, k * 3 * EM / len(text), 0, (k + 1) * 3 * EM / len(text), EM)
            for k, (char, sure) in enumerate(zip(text, confidences, strict=True))
        ]
        return "".join(glyph.text for glyph in without_doubles(grey, piece, glyphs))

    assert once("ピビアサ", [0.9, 0.6, 0.9, 0.9]) == "ピアサ"
    assert once("有有無し", [0.6, 0.9, 0.9, 0.9]) == "有無し"
    assert once("ここは", [0.9, 0.6, 0.9]) == "ここは"


def test_a_wave_is_flat_and_falls() -> None:
    picture, pen = drawing()
    pen.line([(x, 20 - 5 * np.sin((x - 3) / 34 * 2 * np.pi)) for x in range(3, 37)], fill=0, width=3)
    assert signs(picture, "て5") == "～5"
    straight, pen = drawing()
    pen.line([(3, 20), (37, 20)], fill=0, width=3)
    assert signs(straight, "ー") == "ー"
    short, pen = drawing()
    pen.line([(12, 20), (25, 20)], fill=0, width=3)
    assert signs(short, "ー") == "-"


def test_boxes_of_one_line_are_equally_high_and_in_order() -> None:
    picture, pen = drawing()
    for k in range(5):
        pen.rectangle([k * EM + 3, 2, k * EM + 36, 37], fill=0)
    chars, confidence = place_votes(np.asarray(picture), [vote("公園緑地課")], 2.0)
    assert chars.text == "公園緑地課"
    assert len(set(chars.top)) == len(set(chars.bottom)) == 1
    assert (np.diff(chars.x0) > 0).all()
    assert (chars.x1[:-1] <= chars.x0[1:] + 1e-9).all()
    assert np.allclose((chars.x0 + chars.x1) / 2 * 2.0, np.arange(5) * EM + 20, atol=2)
    assert (confidence == 0.9).all()


def test_a_column_is_spread_evenly_over_its_ink() -> None:
    grey = np.full((400, 100), 255, dtype=np.uint8)
    piece = Piece(Window(30, 20, 70, 380), float(EM), is_vertical=True)
    glyphs = tuple(Glyph(char, 0.9, 0.0, 300.0, 40.0, 310.0) for char in "備考欄")
    chars, _ = place_votes(grey, [Vote(piece, glyphs, 1.0)], 1.0)
    assert chars.text == "備考欄"
    assert chars.top.tolist() == [20.0, 140.0, 260.0]
