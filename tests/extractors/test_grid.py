"""From rules to cells, with pages made by hand; and laws that hold on any page of rules and characters."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors.geometry import BBox
from extractors.pages import Page
from extractors.tables.grid import Grid, find_grids
from extractors.tables.page_tables import PageContent, read_content
from extractors.tables.segments import find_segments
from tests.extractors.page_making import chars_at, chars_of, lattice, page_of, rules_of

Box = tuple[float, float, float, float]
XS, YS = [50.0, 150.0, 300.0, 500.0], [100.0, 130.0, 160.0, 200.0]


def grids(boxes: list[Box]) -> list[Grid]:
    return find_grids(*find_segments(rules_of(boxes)))


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    return [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells]


def assert_plain(found: list[Grid]) -> None:
    (grid,) = found
    assert grid.xs == pytest.approx(XS, abs=1.0)
    assert grid.ys == pytest.approx(YS, abs=1.0)
    assert spans(grid) == [(r, c, 1, 1) for r in range(3) for c in range(3)]
    assert not grid.open_top
    assert not grid.open_bottom


@pytest.mark.parametrize(
    ("text", "end"), [("調査研究の概要の別冊", 152.0), ("調査研究の概要及びその成果の一覧", 149.5)]
)
def test_an_underline_from_side_to_side_is_no_border(text: str, end: float) -> None:
    """Text that fills its cell, or runs over its border, is underlined from there to there."""
    words = [(52.0, 105.0, text), (52.0, 117.0, "別冊"), (310.0, 105.0, "総務課")]
    rules = [*lattice([50.0, max(end, 150), 300.0, 500.0], YS), (52.0, 115.0, end, 115.0)]
    (table,) = read_content(page_of(chars_of(words), rules_of(rules))).tables
    assert table.row_count == 3


def test_a_border_of_one_cell_below_text_that_fills_it() -> None:
    words = [(51.0, 103.0, "四月から六月まで、七月"), (51.0, 117.0, "九月"), (170.0, 110.0, "総務課")]
    rules = [*lattice([50.0, 162.0, 300.0], [100.0, 130.0, 160.0]), (50.0, 115.0, 162.0, 115.0)]
    (table,) = read_content(page_of(chars_of(words), rules_of(rules))).tables
    assert [(c.row_span, c.text) for c in table.cells if c.row < 2] == [
        (1, "四月から六月まで、七月"),
        (2, "総務課"),
        (1, "九月"),
    ]


def test_a_table_drawn_as_lines() -> None:
    assert_plain(grids(lattice(XS, YS)))


def test_a_table_drawn_cell_by_cell() -> None:
    boxes = [
        side
        for x0, x1 in pairwise(XS)
        for y0, y1 in pairwise(YS)
        for side in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
    ]
    assert_plain(grids(boxes))


def test_a_table_drawn_as_thin_areas() -> None:
    boxes = [(x0 - 0.3, y0 - 0.3, x1 + 0.3, y1 + 0.3) for x0, y0, x1, y1 in lattice(XS, YS)]
    assert_plain(grids(boxes))


@pytest.mark.parametrize(("dash", "gap"), [(2.0, 1.0), (3.0, 2.0), (1.0, 1.0), (6.0, 1.5)])
def test_a_table_drawn_in_dashes(dash: float, gap: float) -> None:
    boxes: list[Box] = []
    for x0, y0, x1, y1 in lattice(XS, YS):
        for at in np.arange(0.0, max(x1 - x0, y1 - y0), dash + gap).tolist():
            here = (x0 + at, y0, x0 + at + dash, y0) if y0 == y1 else (x0, y0 + at, x0, y0 + at + dash)
            boxes.append(here)
    (grid,) = grids(boxes)
    assert spans(grid) == [(r, c, 1, 1) for r in range(3) for c in range(3)]


@pytest.mark.parametrize("apart", [0.8, 1.8, 3.2])
def test_doubled_rules_are_one(apart: float) -> None:
    pair = (-apart / 2, apart / 2)
    level = [(50.0, y + side, 500.0, y + side) for y in YS for side in pair]
    upright = [(x + side, 100.0, x + side, 200.0) for x in XS for side in pair]
    assert_plain(grids([*level, *upright]))


def test_a_table_without_its_outer_sides() -> None:
    boxes = [box for box in lattice(XS, YS) if box[:1] + box[2:3] not in {(50.0, 50.0), (500.0, 500.0)}]
    assert len(boxes) == 6
    assert_plain(grids(boxes))


def test_a_table_cut_by_the_page_break_is_open() -> None:
    boxes = [box for box in lattice(XS, YS) if box[1] != 200.0 or box[3] != 200.0]
    (grid,) = grids(boxes)
    assert grid.open_bottom
    assert not grid.open_top
    assert grid.ys == pytest.approx(YS)


def test_merged_cells() -> None:
    boxes = [(50, y, 500, y) for y in (100, 200)] + [(x, 100, x, 200) for x in (50, 500)]
    boxes += [(150, 130, 500, 130), (150, 100, 150, 200), (300, 130, 300, 200), (150, 160, 500, 160)]
    (grid,) = grids([tuple(map(float, box)) for box in boxes])  # type: ignore[misc]
    assert spans(grid) == [(0, 0, 3, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]


def test_a_region_that_is_no_rectangle_falls_into_rectangles() -> None:
    """An L of three elementary cells: the rule between its upper and its lower half ends in the middle."""
    boxes = [(50.0, y, 350.0, y) for y in (100.0, 200.0)] + [(x, 100.0, x, 200.0) for x in (50.0, 350.0)]
    boxes += [(200.0, 100.0, 200.0, 150.0), (200.0, 150.0, 350.0, 150.0)]
    (grid,) = grids(boxes)
    assert_tiles(grid)
    assert (0, 1, 1, 1) in spans(grid)


def test_an_underline_is_no_border() -> None:
    free, touching = (320.0, 150.0, 420.0, 150.0), (300.0, 150.0, 400.0, 150.0)
    for line in (free, touching):
        assert_plain(grids([*lattice(XS, YS), line]))


def test_two_tables_on_a_page_are_two() -> None:
    boxes = lattice(XS, YS) + lattice(XS, [300.0, 330.0, 360.0])
    upper, lower = grids(boxes)
    assert (upper.box.bottom, lower.box.top) == pytest.approx((200.0, 300.0))


def test_tables_side_by_side_are_two() -> None:
    left, right = grids(lattice([50.0, 150.0, 250.0], YS) + lattice([300.0, 400.0, 500.0], YS))
    assert (left.box.x1, right.box.x0) == pytest.approx((250.0, 300.0))


@pytest.mark.parametrize("boxes", [[], [(50.0, 100.0, 500.0, 100.0)], [(50.0, 100.0, 50.0, 300.0)]])
def test_rules_that_enclose_nothing_make_no_grid(boxes: list[Box]) -> None:
    assert grids(boxes) == []


def test_a_cross_is_no_table() -> None:
    assert grids([(50.0, 150.0, 250.0, 150.0), (150.0, 50.0, 150.0, 250.0)]) == []


def test_graph_paper_is_no_table() -> None:
    lines = [4.0 * k for k in range(400)]
    page = page_of(chars_of([(20, 20, "図")]), rules_of(lattice(lines, lines)), width=1600, height=1600)
    content = read_content(page)
    assert content.tables == ()
    assert [line.text for line in content.lines] == ["図"]


# --- laws -------------------------------------------------------------------------------------------------------------


def assert_tiles(grid: Grid) -> None:
    covered = Counter(
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    )
    rows, columns = len(grid.ys) - 1, len(grid.xs) - 1
    assert covered == Counter({(row, column): 1 for row in range(rows) for column in range(columns)})
    for (row, column), index in np.ndenumerate(grid.owner):
        cell = grid.cells[index]
        assert cell.row <= row < cell.row + cell.row_span
        assert cell.column <= column < cell.column + cell.column_span
    assert (np.diff(grid.xs) > 0).all()
    assert (np.diff(grid.ys) > 0).all()


def printed(content: PageContent) -> Counter[int]:
    """How often each character of the page stands in a line, of a table or outside."""
    lines = [line for table in content.tables for cell in table.cells for line in cell.lines]

    return Counter(index for line in (*lines, *content.lines, *content.ruby) for index in line.chars)


def assert_nothing_lost(page: Page) -> None:
    content = read_content(page)
    assert printed(content) == Counter(range(len(page.chars)))
    for table in content.tables:
        assert all(np.isfinite(table.xs))
        assert all(np.isfinite(table.ys))


places = st.integers(0, 30).map(lambda k: 20.0 * k)
"""Many rules share a place, so that they meet and form cells."""
level_rules = st.tuples(places, places, places).map(
    lambda t: (min(t[0], t[1]), t[2], max(t[0], t[1]), t[2] + 0.5)
)
upright_rules = st.tuples(places, places, places).map(
    lambda t: (t[2], min(t[0], t[1]), t[2] + 0.5, max(t[0], t[1]))
)
rule_lists = st.lists(level_rules | upright_rules, max_size=40)
words = st.tuples(
    st.floats(-20, 600), st.floats(-20, 850), st.text("表の字あア12（）、", min_size=1, max_size=8)
)
hostile = st.one_of(
    st.floats(-1e9, 1e9), st.sampled_from([0.0, 1e-300, -1e-300, 1e15, -1e15, 1e30, -1e30, 595.0, 842.0])
)
hostile_boxes = st.lists(st.tuples(hostile, hostile, hostile, hostile), max_size=12)


@settings(max_examples=150)
@given(rule_lists)
def test_cells_tile_their_grid(boxes: list[Box]) -> None:
    for grid in grids(boxes):
        assert_tiles(grid)


@settings(max_examples=150)
@given(rule_lists, st.lists(words, max_size=25))
def test_every_character_is_in_one_cell_or_line(
    boxes: list[Box], text: list[tuple[float, float, str]]
) -> None:
    assert_nothing_lost(page_of(chars_of(text), rules_of(boxes)))


@settings(max_examples=150)
@given(hostile_boxes, hostile_boxes)
@example([], [])
@example([(0.0, 0.0, 0.0, 0.0)] * 9, [])
@example([(0.0, 0.0, 0.0, 0.0)] * 9, [(0.0, 50.0 * k, 1e15, 50.0 * k) for k in range(4)])
@example(
    [(10.0 * k, 10.0, 10.0 * k + 9, 20.0) for k in range(9)], [(0.0, 8.0 * k, 1e9, 8.0 * k) for k in range(9)]
)
def test_hostile_numbers_lose_nothing_and_raise_nothing(characters: list[Box], boxes: list[Box]) -> None:
    ordered = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in boxes]
    set_apart = [(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in characters]
    page = page_of(chars_at("字" * len(set_apart), set_apart), rules_of(ordered))
    assert_nothing_lost(page)


def test_text_over_a_border_belongs_to_the_cell_where_it_begins() -> None:
    text = chars_of([(60, 105, "あふれてしまう長い文字列"), (310, 105, "右")])
    content = read_content(page_of(text, rules_of(lattice(XS, YS))))
    (table,) = content.tables
    assert [cell.text for cell in table.cells][:3] == ["あふれてしまう長い文字列", "", "右"]


def test_a_callout_over_a_table_keeps_its_text_to_itself() -> None:
    text = chars_of([(60, 110, "左"), (160, 140, "注意書き"), (320, 110, "右")])
    page = page_of(text, rules_of(lattice(XS, YS)))
    covered = Page(
        **{
            **{name: getattr(page, name) for name in Page.__slots__},
            "overlays": (BBox(155.0, 135.0, 205.0, 155.0),),
        }
    )
    content = read_content(covered)
    assert [cell.text for cell in content.tables[0].cells if cell.text] == ["左", "右"]
    assert [line.text for line in content.lines] == ["注意書き"]


def test_a_list_in_a_box_is_a_table_and_a_sentence_in_a_box_is_not() -> None:
    frame = lattice([50.0, 400.0], [90.0, 200.0])
    rows = [(60.0, 100.0 + 25 * k, f"第{k + 1}号") for k in range(4)]
    names = [(200.0, 100.0 + 25 * k, "事業の名称") for k in range(4)]
    (table,) = read_content(page_of(chars_of(rows + names), rules_of(frame))).tables
    assert (table.row_count, table.column_count, table.is_ruled) == (4, 2, False)
    sentence = [(60.0, 100.0 + 25 * k, "この枠の中は一つの文が続いている") for k in range(4)]
    content = read_content(page_of(chars_of(sentence), rules_of(frame)))
    assert content.tables == ()
    assert len({line.group for line in content.lines}) == 1


def test_a_table_ruled_only_horizontally() -> None:
    boxes = [(50.0, y, 500.0, y) for y in (90.0, 115.0, 140.0, 165.0, 190.0)]
    cells = [
        (x, 97.0 + 25 * k, f"{name}{k}")
        for k in range(4)
        for x, name in ((60.0, "番"), (200.0, "業務"), (400.0, "件"))
    ]
    (table,) = read_content(page_of(chars_of(cells), rules_of(boxes))).tables
    assert [cell.text for cell in table.cells] == [text for *_, text in cells]


def test_white_after_every_third_row_of_figures_parts_no_rows() -> None:
    rules = [(50.0, y, 500.0, y) for y in (90.0, 115.0, 290.0)]
    heights = [120.0 + 14 * k + 10 * (k // 3) for k in range(9)]
    cells = [(60.0, 97.0, "地区"), (200.0, 97.0, "件数"), (400.0, 97.0, "人数")]
    for k, y in enumerate(heights):
        cells += [(60.0, y, f"第{k}地区"), (200.0, y, f"{k + 11}"), (400.0, y, f"{k + 101}")]
    (table,) = read_content(page_of(chars_of(cells), rules_of(rules))).tables
    assert table.row_count == 10


def test_level_rules_that_are_cut_between_the_columns() -> None:
    """None of the pieces is long."""
    heights = [90.0 + 25 * k for k in range(5)]
    rules = [(x0, y, x0 + 94, y) for y in heights for x0 in (50.0, 148.0, 246.0)]
    texts = [("地区", "件数", "人数"), *((f"第{k}地区", f"{k + 11}", f"{k + 101}") for k in range(3))]
    words = [
        (x0, y + 7, text)
        for y, row in zip(heights, texts, strict=False)
        for x0, text in zip((60.0, 160.0, 260.0), row, strict=True)
    ]
    (table,) = read_content(page_of(chars_of(words), rules_of(rules))).tables
    assert [cell.text for cell in table.cells] == [text for row in texts for text in row]
