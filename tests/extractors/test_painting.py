"""What of a drawing is a rule, an area or neither, with values made by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from extractors.geometry import BBox
from extractors.readers import visibility
from extractors.readers.painting import Canvas, Cover, Paint, Subpath, is_pale, is_paper, is_straight
from tests.extractors.page_making import BLACK, GREY, PAGE, WHITE, chars_at, chars_of, fill, stroke

BOX = BBox(100.0, 100.0, 200.0, 140.0)
CORNERS = [(100.0, 100.0), (200.0, 100.0), (200.0, 140.0), (100.0, 140.0)]


def rules(canvas: Canvas) -> list[tuple[float, ...]]:
    made = canvas.finished_rules()
    return sorted(zip(made.x0, made.top, made.x1, made.bottom, strict=True))


def test_a_stroked_line_is_a_rule_as_thick_as_its_stroke() -> None:
    canvas = Canvas()
    stroke(canvas, (100, 50), (200, 50), width=2.0)
    stroke(canvas, (100, 50), (100, 90), width=1.0)
    assert rules(canvas) == [(99.5, 50, 100.5, 90), (100, 49, 200, 51)]


def test_a_stroked_rectangle_is_four_rules_whether_closed_or_drawn_round() -> None:
    for points, closed in ((CORNERS, True), ([*CORNERS, CORNERS[0]], False), ([*CORNERS, CORNERS[0]], True)):
        canvas = Canvas()
        stroke(canvas, *points, width=0.0, closed=closed)
        assert rules(canvas) == sorted(
            [(100, 100, 200, 100), (200, 100, 200, 140), (100, 140, 200, 140), (100, 100, 100, 140)]
        )


@pytest.mark.parametrize("paint", [Paint(None, BLACK, 0.4), Paint(BLACK, None, 0.0), Paint(GREY, BLACK, 0.4)])
def test_letters_drawn_as_outlines_are_no_rules(paint: Paint) -> None:
    """Programs that cannot say "bold" in text draw the outlines of the letters over it, a line of text in one path."""
    canvas = Canvas()
    bar = [(10.0, 10.0), (22.0, 10.0), (22.0, 11.5), (10.0, 11.5)]
    hook = [(24.0, 10.0), (34.0, 10.0), (36.0, 14.0), (24.0, 11.0)]
    canvas.add_path([Subpath(bar, True), Subpath(hook, True, frozenset({2}))], paint, PAGE, 1)
    assert rules(canvas) == []
    assert [shape.kind for shape in canvas.shapes] == ["curve", "curve"]
    assert canvas.covers == []


def test_a_frame_with_round_corners_has_rules_and_so_have_lines_drawn_with_it() -> None:
    canvas = Canvas()
    frame = [(10.0, 15.0), (15.0, 10.0), (200.0, 10.0), (205.0, 15.0), (205.0, 60.0)]
    tick = [(50.0, 10.0), (50.0, 30.0)]
    canvas.add_path(
        [Subpath(frame, False, frozenset({1, 3})), Subpath(tick, False)], Paint(None, BLACK, 0.0), PAGE, 1
    )
    assert rules(canvas) == [(15, 10, 200, 10), (50, 10, 50, 30), (205, 15, 205, 60)]


def test_a_thin_filled_rectangle_is_a_rule_and_a_thick_one_an_area() -> None:
    canvas = Canvas()
    fill(canvas, BBox(10, 10, 300, 10.5))
    fill(canvas, BBox(10, 10, 300, 30), GREY)
    assert rules(canvas) == [(10, 10, 300, 10.5)]
    assert [(shape.kind, shape.colour) for shape in canvas.shapes] == [("fill", GREY)]
    assert [cover.box for cover in canvas.covers] == [BBox(10, 10, 300, 30)]


def test_what_is_painted_in_the_colour_of_paper_is_no_rule_but_may_cover() -> None:
    canvas = Canvas()
    fill(canvas, BBox(10, 10, 300, 10.5), WHITE)
    fill(canvas, BOX, WHITE)
    canvas.add_path([Subpath(CORNERS, is_closed=True)], Paint(None, WHITE, 1.0), PAGE, 3)
    assert rules(canvas) == []
    assert canvas.shapes == []
    assert [cover.colour for cover in canvas.covers] == [WHITE]


@pytest.mark.parametrize("noise", [0.0, 0.004, -0.004])
def test_rounding_noise_of_a_matrix_bends_no_rule(noise: float) -> None:
    canvas = Canvas()
    stroke(canvas, (100, 50), (500, 50 + noise * 400))
    fill(canvas, BBox(100, 60, 300, 60.6))
    corners = [(x + noise * y / 10, y + noise * x / 10) for x, y in CORNERS]
    canvas.add_path([Subpath(corners, is_closed=True)], Paint(GREY, None, 0.0), PAGE, 1)
    assert len(rules(canvas)) == 2
    assert [shape.kind for shape in canvas.shapes] == ["fill"]


def test_a_slanted_line_is_a_drawing() -> None:
    canvas = Canvas()
    stroke(canvas, (100, 100), (200, 160))
    assert rules(canvas) == []
    assert [shape.kind for shape in canvas.shapes] == ["diagonal"]


def test_only_the_straight_sides_of_a_rounded_rectangle_are_rules() -> None:
    points = [
        (110, 100),
        (190, 100),
        (200, 110),
        (200, 130),
        (190, 140),
        (110, 140),
        (100, 130),
        (100, 110),
        (110, 100),
    ]
    canvas = Canvas()
    subpath = Subpath(points, is_closed=True, bends=frozenset({2, 4, 6, 8}))
    canvas.add_path([subpath], Paint(None, BLACK, 0.0), PAGE, 1)
    assert rules(canvas) == sorted(
        [(110, 100, 190, 100), (200, 110, 200, 130), (110, 140, 190, 140), (100, 110, 100, 130)]
    )
    assert [shape.kind for shape in canvas.shapes] == ["curve"]


def test_a_curve_without_bend_is_a_line() -> None:
    assert is_straight((0, 0), (30, 0.0), (60, 0.01), (90, 0.0))
    assert not is_straight((0, 0), (0, 5.5), (4.5, 10), (10, 10))


def test_a_triangle_is_no_rectangle() -> None:
    canvas = Canvas()
    canvas.add_path([Subpath(CORNERS[:3], is_closed=True)], Paint(GREY, None, 0.0), PAGE, 1)
    assert [shape.kind for shape in canvas.shapes] == ["curve"]
    assert canvas.covers == []


def test_a_rectangle_with_a_hole_is_four_bands_and_covers_nothing_inside() -> None:
    hole = [(101.0, 101.0), (199.0, 101.0), (199.0, 139.0), (101.0, 139.0)]
    for inner, even_odd in ((hole, True), (hole[::-1], False)):
        canvas = Canvas()
        paint = Paint(BLACK, None, 0.0, is_even_odd=even_odd)
        subpaths = [Subpath(CORNERS, is_closed=True), Subpath(inner, is_closed=True)]
        canvas.add_path(subpaths, paint, PAGE, 1)
        assert rules(canvas) == sorted(
            [(100, 100, 200, 101), (100, 139, 200, 140), (100, 100, 101, 140), (199, 100, 200, 140)]
        )
        assert canvas.covers == []


def test_two_rectangles_of_one_direction_have_no_hole() -> None:
    inner = [(110.0, 110.0), (190.0, 110.0), (190.0, 130.0), (110.0, 130.0)]
    canvas = Canvas()
    subpaths = [Subpath(CORNERS, is_closed=True), Subpath(inner, is_closed=True)]
    canvas.add_path(subpaths, Paint(GREY, None, 0.0), PAGE, 1)
    assert [cover.box for cover in canvas.covers] == [BOX, BBox(110, 110, 190, 130)]


def test_a_line_as_thick_as_text_shades_and_a_heavy_frame_rules() -> None:
    canvas = Canvas()
    stroke(canvas, (100, 50), (300, 50), width=12.0)
    stroke(canvas, (100, 90), (300, 90), width=4.5)
    assert rules(canvas) == [(100, 87.75, 300, 92.25)]
    assert [shape.box for shape in canvas.shapes] == [BBox(100, 44, 300, 56)]


def test_drawings_are_cut_at_their_clip() -> None:
    clip = BBox(120, 90, 160, 120)
    canvas = Canvas()
    canvas.add_path([Subpath(CORNERS, is_closed=True)], Paint(GREY, BLACK, 0.0), clip, 1)
    canvas.add_path([Subpath([(0, 0), (50, 0)], is_closed=False)], Paint(None, BLACK, 0.0), clip, 2)
    assert rules(canvas) == [(120, 100, 160, 100)]
    assert [shape.box for shape in canvas.shapes] == [BBox(120, 100, 160, 120)]


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf, 1e30])
def test_numbers_that_are_nowhere_draw_nothing_on_the_page(bad: float) -> None:
    canvas = Canvas()
    for points in ([(bad, 10.0), (bad, 20.0)], [(bad, bad), (100.0, bad)]):
        canvas.add_path([Subpath(points, is_closed=False)], Paint(GREY, BLACK, 1.0), PAGE, 1)
    assert all(np.isfinite(rule).all() for rule in rules(canvas))
    assert all(PAGE.x0 <= v <= PAGE.bottom for rule in rules(canvas) for v in rule)


def test_a_callout_over_rules_is_an_overlay_and_its_outline_no_rule() -> None:
    canvas = Canvas()
    stroke(canvas, (50, 120), (400, 120), order=1)
    fill(canvas, BOX, WHITE, order=2)
    stroke(canvas, *CORNERS, closed=True, order=2, width=0.0)
    overlays = canvas.overlays(PAGE)
    assert [box for box, _ in overlays] == [BOX]
    made = canvas.finished_rules(overlays)
    assert [(x0, x1) for x0, x1 in zip(made.x0, made.x1, strict=True)] == [(50, 400)]


def test_shading_under_a_table_and_see_through_areas_are_no_overlays() -> None:
    canvas = Canvas()
    fill(canvas, BOX, GREY, order=1)
    stroke(canvas, (50, 120), (400, 120), order=2)
    corners = [Subpath(CORNERS, is_closed=True)]
    canvas.add_path(corners, Paint(GREY, None, 0.0, is_opaque=False), PAGE, 3)
    assert canvas.overlays(PAGE) == []


def test_colours_near_white() -> None:
    assert is_paper(0xFFFFFF)
    assert is_paper(0xFAFBFC)
    assert not is_paper(0xFFFFE0)
    assert is_pale(0xFFFFE0)
    assert not is_pale(0x4472C4)


# --- visibility ------------------------------------------------------------------------------------------------------

TEXT = chars_of([(110, 110, "表の字")])
ORDER = np.array([5, 5, 5], dtype=np.int32)
INK = np.zeros(3, dtype=np.int32)
PAPER = np.full(3, WHITE, dtype=np.int32)


def seen(covers: list[Cover], colour: np.ndarray = INK, images: list[tuple[BBox, int]] | None = None) -> bool:  # type: ignore[type-arg]
    mask = visibility.covered(TEXT, ORDER, colour, covers, images or [])
    assert mask.all() or not mask.any()
    return not mask.any()


def test_what_is_painted_later_and_opaque_hides() -> None:
    assert seen([])
    assert not seen([Cover(BOX, WHITE, 6)])
    assert not seen([Cover(BOX, BLACK, 6)])
    assert seen([Cover(BOX, WHITE, 4)])
    assert seen([Cover(BOX, WHITE, 6, is_opaque=False)])
    assert seen([Cover(BBox(300, 300, 400, 400), WHITE, 6)])


def test_white_text_is_seen_on_dark_ground_only() -> None:
    assert not seen([], PAPER)
    assert seen([Cover(BOX, 0x203864, 4)], PAPER)
    assert not seen([Cover(BOX, 0xF2F2F2, 4)], PAPER)
    assert not seen([Cover(BOX, 0x203864, 3), Cover(BOX, WHITE, 4)], PAPER)
    assert seen([Cover(BOX, WHITE, 3), Cover(BOX, 0x203864, 4)], PAPER)
    assert seen([], PAPER, [(BOX, 4)])
    assert not seen([], PAPER, [(BOX, 6)])


@pytest.mark.parametrize("top", np.arange(0.0, 6.0, 0.35).tolist())
@pytest.mark.parametrize("shift", [(0.3, 0.0), (0.0, 0.3), (-0.3, 0.3), (0.7, -0.7)])
def test_a_copy_is_found_wherever_on_the_page_it_stands(top: float, shift: tuple[float, float]) -> None:
    dx, dy = shift
    boxes = [(50.0, top, 60.0, top + 10), (50.0 + dx, top + dy, 60.0 + dx, top + dy + 10)]
    assert visibility.doubled(chars_at("太太", boxes)).tolist() == [False, True]


def test_equal_neighbours_are_no_copies() -> None:
    assert not visibility.doubled(chars_of([(50, 50, "々々ーー…"), (50, 52.5, "々")])).any()
    assert not visibility.doubled(chars_of([])).any()


def test_of_several_copies_the_first_is_kept() -> None:
    boxes = [(50.0 + k * 0.3, 50.0, 60.0 + k * 0.3, 60.0) for k in range(4)]
    assert visibility.doubled(chars_at("太太太太", boxes)).tolist() == [False, True, True, True]


def hidden(chars, order, covers):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201
    count = len(chars)
    return visibility.hidden(
        chars,
        painted=np.ones(count, dtype=np.bool_),
        order=np.array(order, dtype=np.int32),
        colour=np.zeros(count, dtype=np.int32),
        page=PAGE,
        covers=covers,
        images=[],
    ).tolist()


def test_of_text_drawn_under_and_over_its_shading_the_upper_copy_is_seen() -> None:
    boxes = [(110.0, 110.0, 120.0, 120.0)] * 3
    assert hidden(chars_at("字字字", boxes), [1, 3, 4], [Cover(BOX, GREY, 2)]) == [True, False, True]


def test_text_outside_the_page_is_hidden() -> None:
    boxes = [(-20.0, 5.0, -10.0, 15.0), (-4.0, 5.0, 6.0, 15.0), (math.nan, 5.0, math.nan, 15.0)]
    assert hidden(chars_at("外内無", boxes), [1, 1, 1], []) == [True, False, True]
