"""Which ink is which character, and signs told by their shape."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extractors.ocr.alignment import align
from extractors.ocr.placing import place_votes
from extractors.ocr.segmentation import Piece, Window
from extractors.ocr.shapes import reshaped
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


@given(st.text(alphabet=st.sampled_from(sorted(INK)), min_size=1, max_size=14), st.floats(-1.0, 1.0))
@settings(max_examples=60, deadline=None)
def test_each_character_gets_its_own_ink_however_far_off_the_model_saw_it(text: str, off: float) -> None:
    amount, spans = typeset(text)
    centres = np.array([(a + b) / 2 + off * EM for a, b in spans])
    assert align(amount, list(text), np.maximum.accumulate(centres), EM) == spans


@given(
    st.lists(st.integers(0, 30), max_size=200),
    st.lists(st.tuples(st.characters(), st.floats(0, 200)), min_size=1, max_size=20),
)
@settings(max_examples=100, deadline=None)
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


@pytest.mark.parametrize(("fill", "sign"), [(None, "△"), (0, "▲")])
def test_a_triangle_before_a_figure_is_a_minus_sign(fill: int | None, sign: str) -> None:
    picture, pen = drawing()
    pen.polygon([(19, 3), (4, 33), (34, 33)], outline=0, fill=fill, width=2)
    assert signs(picture, "A5") == sign + "5"
    assert signs(picture, "A判") == "A判"


def test_a_letter_before_a_figure_is_a_letter() -> None:
    picture, pen = drawing()
    pen.line([(4, 35), (19, 3), (34, 35)], fill=0, width=3)
    pen.line([(10, 23), (28, 23)], fill=0, width=3)
    assert signs(picture, "A4") == "A4"


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
