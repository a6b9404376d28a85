"""What is found in a picture before any character is recognized: its lean, its rules, its lines, its figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from extractors.ocr.figures import find_dust, find_figures, find_seals
from extractors.ocr.picture import is_ink, without_noise, without_specks
from extractors.ocr.ruling import find_rules
from extractors.ocr.segmentation import Window, find_pieces
from extractors.ocr.shades import even_ink, even_paper
from extractors.ocr.skew import find_skew

SCALE = 300 / 72
EM = 44


def paper(rows: int = 1200, columns: int = 1000) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    return np.full((rows, columns), 255, dtype=np.uint8)


def write(grey: np.ndarray, x: int, y: int, count: int, em: int = EM) -> None:
    """Boxes as large as characters, with a hole each, in a row."""
    for k in range(count):
        left = x + k * em
        grey[y : y + em - 4, left + 2 : left + em - 4] = 30
        grey[y + 8 : y + em - 12, left + 10 : left + em - 12] = 255


def lean(grey: np.ndarray, degrees: float) -> np.ndarray:
    return np.asarray(Image.fromarray(grey).rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255))


@given(st.floats(-4.0, 4.0))
@settings(max_examples=12)
def test_the_lean_of_a_page_is_found_to_two_pixels_across_it(degrees: float) -> None:
    grey = paper(900, 800)
    for row in range(10):
        write(grey, 100, 120 + row * 60, 26, em=22)
    assert find_skew(is_ink(lean(grey, degrees))) == pytest.approx(degrees, abs=0.15)


def test_a_page_with_hardly_any_ink_does_not_lean() -> None:
    grey = paper()
    grey[500:505, 500:520] = 0
    assert find_skew(is_ink(grey)) == 0.0


def test_paper_becomes_white_whatever_its_shade() -> None:
    shade = np.linspace(120, 250, 1000)[None, :].repeat(900, axis=0)
    grey = shade.astype(np.uint8)
    grey[400:420, 100:900] //= 4
    even = even_paper(grey)
    assert (even[:350] > 235).all()
    assert is_ink(even)[400:420, 120:880].all()


def test_paper_that_was_turned_has_no_shadow_along_its_edges() -> None:
    page = Image.fromarray(np.full((900, 1000), 150, dtype=np.uint8))
    grey = np.asarray(page.rotate(2.0, Image.Resampling.BICUBIC, fillcolor=255))
    assert not is_ink(even_paper(grey, 2.0)).any()


def test_a_shaded_cell_is_white_up_to_its_edges() -> None:
    grey = paper()
    grey[300:400, 200:700] = 170
    write(grey, 230, 330, 5)
    grey[(grey == 255)] = 230
    even = even_paper(grey)
    assert (even[300:400, 450:700] > 225).all()
    assert (even[308:392, 450:690] > 240).all()
    assert is_ink(even)[320:380, 200:450].any()


def test_pale_print_becomes_dark_and_noise_stays_pale() -> None:
    grey = np.random.default_rng(5).normal(246, 6, (600, 800)).clip(0, 255).astype(np.uint8)
    grey[300:340:4, 100:500] = 185
    dark = even_ink(grey)
    assert np.median(dark[300:340:4, 100:500]) < 120
    assert np.median(dark[100:200]) > 235
    black = grey.copy()
    black[300:340:4, 100:500] = 40
    assert (even_ink(black) == black).all()


def table_picture() -> np.ndarray:
    grey = paper()
    for y in (100, 220, 340, 460):
        grey[y : y + 3, 100:903] = 60
    for x in (100, 300, 600, 900):
        grey[100:463, x : x + 3] = 60
    write(grey, 130, 140, 3)
    write(grey, 330, 260, 5)
    return grey


def test_rules_are_found_where_they_are_and_leave_the_picture() -> None:
    grey = table_picture()
    rules, clean = find_rules(grey, SCALE)
    level = rules.x1 - rules.x0 > rules.bottom - rules.top
    assert sorted(np.round(rules.top[level] * SCALE).tolist()) == [100, 220, 340, 460]
    assert sorted(np.round(rules.x0[~level] * SCALE).tolist()) == [100, 300, 600, 900]
    without = paper()
    write(without, 130, 140, 3)
    write(without, 330, 260, 5)
    assert (is_ink(clean) == is_ink(without)).all()


def test_a_rule_torn_by_noise_is_one_rule() -> None:
    grey = table_picture()
    grey[:, 200:203] = 255
    rules, _ = find_rules(grey, SCALE)
    assert (rules.x1 - rules.x0 > 150).sum() == 4


def test_short_strokes_that_only_meet_each_other_among_print_are_no_rules() -> None:
    grey = table_picture()
    grey[400:404, 303:385] = (
        60  # held by the rule at 300 on one side, by a stroke that nothing holds on the other
    )
    grey[344:404, 381:385] = 60
    for x in range(310, 380, 12):
        grey[380:424, x : x + 4] = 60
    rules, _ = find_rules(grey, SCALE)
    assert len(rules) == 8


def test_a_small_box_standing_alone_is_ruled() -> None:
    grey = paper()
    grey[[300, 301, 302, 420, 421, 422], 300:423] = 60
    grey[300:423, [300, 301, 302, 420, 421, 422]] = 60
    assert len(find_rules(grey, SCALE)[0]) == 4


def test_long_strokes_of_large_characters_are_no_rules() -> None:
    grey = paper()
    grey[300:308, 300:420] = 20  # 一 of 29 points
    rules, clean = find_rules(grey, SCALE)
    assert not len(rules)
    assert (clean == grey).all()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 12), st.integers(0, 6)), min_size=1, max_size=8))
@settings(max_examples=30)
def test_all_print_is_in_exactly_one_line(rows: list[tuple[int, int, int]]) -> None:
    grey = paper()
    for row, count, shift in rows:
        write(grey, 80 + shift * EM, 60 + row * 90, count)
    ink = is_ink(grey)
    pieces = find_pieces(ink, [Window(0, 0, 500, 600), Window(0, 0, 1000, 1200)])
    times = np.zeros(ink.shape, dtype=np.int32)
    for piece in pieces:
        box = piece.window
        times[box.top : box.bottom, box.x0 : box.x1] += 1
    assert (times[ink] == 1).all()


def test_lines_that_touch_are_parted() -> None:
    grey = paper()
    for row in range(6):
        write(grey, 100, 100 + row * 80, 15)
    write(grey, 100, 700, 8)
    write(grey, 100, 744, 8)
    grey[738:746, 220] = 30
    pieces = find_pieces(is_ink(grey), [Window(0, 0, 1000, 1200)])
    assert len(pieces) == 8


def test_a_narrow_tall_cell_holds_vertical_writing() -> None:
    grey = paper()
    for row in range(5):
        write(grey, 300, 100 + row * 70, 12)
        write(grey, 120, 120 + row * 50, 1)
    pieces = find_pieces(is_ink(grey), [Window(100, 90, 190, 480), Window(0, 0, 1000, 1200)])
    assert [p.is_vertical for p in pieces] == [True] + [False] * 5
    assert [p.is_entry for p in pieces] == [True] + [False] * 5


def test_two_columns_whose_rows_are_independent_are_vertical() -> None:
    grey = paper()
    for row in range(4):
        write(grey, 400, 100 + row * 70, 12)
    for row in range(8):
        write(grey, 200, 100 + row * 50, 1)
        write(grey, 110, 128 + row * 50, 1)
    cells = [Window(100, 90, 260, 580), Window(0, 0, 1000, 1200)]
    assert [p.is_vertical for p in find_pieces(is_ink(grey), cells)][:2] == [True, True]
    for row in range(8):
        grey[90:580, 100:160] = 255
        write(grey, 110, 100 + row * 50, 1)
    assert not any(p.is_vertical for p in find_pieces(is_ink(grey), cells))


def test_a_speck_above_a_line_makes_it_no_taller() -> None:
    grey = paper()
    for row in range(4):
        write(grey, 100, 100 + row * 70, 12)
    grey[90:95, 300:304] = 30
    heights = [p.window.height for p in find_pieces(is_ink(grey), [Window(0, 0, 1000, 1200)])]
    assert heights == [40, 40, 40, 40]


def test_no_line_reaches_across_a_cell() -> None:
    grey = paper()
    write(grey, 100, 300, 2)
    write(grey, 260, 300, 2)
    cell = Window(200, 100, 240, 600)
    assert len(find_pieces(is_ink(grey), [Window(0, 0, 1000, 1200)])) == 1
    assert len(find_pieces(is_ink(grey), [cell, Window(0, 0, 1000, 1200)])) == 2


def test_a_dash_is_as_large_as_the_print_around_it() -> None:
    grey = paper()
    for row in range(4):
        write(grey, 400, 100 + row * 70, 12)
    grey[640:644, 400:436] = 30
    assert {round(p.em) for p in find_pieces(is_ink(grey), [Window(0, 0, 1000, 1200)])} == {42}


def test_figures_and_seals_are_told_from_print() -> None:
    grey = paper()
    write(grey, 100, 100, 12)
    rng = np.random.default_rng(1)
    grey[500:900, 100:900] = rng.integers(0, 120, (400, 800))
    grey[300:480, 700:880][rng.random((180, 180)) < 0.4] = 20
    grey[300:480, 700:880][[*range(6), *range(174, 180)]] = 20
    grey[300:480, 700:880][:, [*range(6), *range(174, 180)]] = 20
    grey[300:480, 400:580][rng.random((180, 180)) < 0.4] = 20  # as dense, but not framed
    ink = is_ink(grey)
    (figure,) = [f for f in find_figures(ink, SCALE) if f.width > 400]
    assert figure.x0 == pytest.approx(100, abs=3)
    assert figure.bottom == pytest.approx(900, abs=3)
    (seal,) = find_seals(ink, SCALE)
    assert (seal.x0, seal.top) == (pytest.approx(700, abs=4), pytest.approx(300, abs=4))


def test_dust_is_small_and_alone() -> None:
    grey = paper()
    write(grey, 100, 100, 5)
    grey[115:121, 335:341] = 30  # a dot in the line
    grey[800:806, 500:506] = 30  # a dot by itself
    write(grey, 160, 400, 5)
    grey[416:422, 100:106] = 30  # a bullet before a line
    (dust,) = find_dust(is_ink(grey), SCALE)
    assert dust.x0 <= 500 < dust.x1
    assert dust.top <= 800 < dust.bottom


def test_specks_are_wiped_off_and_print_is_not() -> None:
    grey = paper(60, 60)
    grey[10:12, 10:13] = 40
    grey[30:34, 30:34] = 40
    grey[50, 20:40] = 40
    clean = without_specks(grey)
    assert (clean[8:16, 8:16] == 255).all()
    assert (clean[20:] == grey[20:]).all()


def test_noise_is_no_ink() -> None:
    ink = np.zeros((50, 50), dtype=np.bool_)
    ink[10, 10] = ink[30, 30] = ink[30, 31] = True
    ink[20:23, 20:30] = True
    assert without_noise(ink).sum() == 30 - 4 + 4
    assert not without_noise(ink)[10, 10]
    assert not without_noise(ink)[30].any()
