"""Tables whose cells are areas: shaded or framed one by one, shaded row by row, or level rules in a frame."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from extractors.geometry import BBox
from extractors.pages import Shape
from extractors.tables.page_tables import read_content
from tests.extractors.page_making import chars_of, lattice, page_of, rules_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.pages import Page

XS = (60.0, 100.0, 260.0, 460.0)
TOP, HEIGHT = 100.0, 20.0
NAMES = ("番号", "件名", "項目")
ROWS = [(str(n), f"第{'一二三四五六'[n - 1]}の事業", "氏名、住所") for n in range(1, 7)]
NAVY, BLUE, GREY = 0x203764, 0xDDEBF7, 0xEEEEEE


def at(row: int) -> float:
    return TOP + HEIGHT * row


def words(rows: Iterable[Sequence[str]]) -> list[tuple[float, float, str]]:
    return [(x + 4, at(k) + 5, text) for k, row in enumerate(rows) for x, text in zip(XS, row, strict=False)]


def cell_areas(row: int, colour: int, gap: float = 0.0) -> list[Shape]:
    places = pairwise(XS)
    return [
        Shape("fill", BBox(a + gap, at(row) + gap, b - gap, at(row + 1) - gap), colour) for a, b in places
    ]


def page_with(
    rows: Sequence[Sequence[str]],
    shapes: Iterable[Shape] = (),
    rules: Iterable[tuple[float, float, float, float]] = (),
    more: Iterable[tuple[float, float, str]] = (),
) -> Page:
    return replace(page_of(chars_of([*words(rows), *more]), rules_of(rules)), shapes=tuple(shapes))


def tables_of(page: Page) -> list[list[list[str]]]:
    tables = []
    for table in read_content(page).tables:
        texts = [[""] * table.column_count for _ in range(table.row_count)]
        for cell in table.cells:
            texts[cell.row][cell.column] = cell.text
        tables.append(texts)
    return tables


def expected(rows: Iterable[Sequence[str]]) -> list[list[list[str]]]:
    return [[list(row) for row in rows]]


@pytest.mark.parametrize("gap", [0.0, 1.0])
def test_a_shaded_header_without_rules_on_a_ruled_body(gap: float) -> None:
    body = lattice(XS, [at(row) for row in range(1, 5)])
    page = page_with([NAMES, *ROWS[:3]], cell_areas(0, NAVY, gap), body)
    assert tables_of(page) == expected([NAMES, *ROWS[:3]])


@pytest.mark.parametrize("first", [1, 2])
@pytest.mark.parametrize("count", [5, 6])
def test_every_other_row_shaded_and_nothing_ruled(first: int, count: int) -> None:
    shapes = [*cell_areas(0, NAVY), *(s for row in range(first, count + 1, 2) for s in cell_areas(row, BLUE))]
    after = [(60.0, at(count + 1) + 30, "以上のとおり、今年度の事業を報告する。")]
    page = page_with([NAMES, *ROWS[:count]], shapes, more=after)
    assert tables_of(page) == expected([NAMES, *ROWS[:count]])


def test_rows_shaded_as_a_whole() -> None:
    colours = [NAVY, *(BLUE if row % 2 else GREY for row in range(1, 7))]
    shapes = [
        Shape("fill", BBox(XS[0], at(row), XS[-1], at(row + 1)), colour) for row, colour in enumerate(colours)
    ]
    assert tables_of(page_with([NAMES, *ROWS], shapes)) == expected([NAMES, *ROWS])


def test_each_cell_in_a_frame_of_its_own() -> None:
    rules = [
        side
        for row in range(4)
        for left, right in pairwise(XS)
        for side in lattice([left + 2, right - 2], [at(row) + 2, at(row + 1) - 2])
    ]
    assert tables_of(page_with([NAMES, *ROWS[:3]], (), rules)) == expected([NAMES, *ROWS[:3]])


def test_level_rules_in_a_frame() -> None:
    rules = lattice([XS[0], XS[-1]], [at(row) for row in range(8)])
    assert tables_of(page_with([NAMES, *ROWS], (), rules)) == expected([NAMES, *ROWS])


def test_lines_of_prose_in_a_ruled_frame_stay_one_column() -> None:
    lines = [[text * 2] for text in ("窓口で受け付けた後に", "担当の課が内容を見て", "本人に結果を知らせる")]
    rules = lattice([XS[0], XS[-1]], [at(row) for row in range(4)])
    assert tables_of(page_with(lines, (), rules)) == expected(lines)


def test_a_frame_divided_once_holds_two_texts() -> None:
    rows = [(f"（{n}）", "積立金", f"{n}5,000") for n in range(1, 7)]
    rules = lattice([XS[0], XS[-1]], [at(0), at(3), at(6)])
    ((upper, lower),) = tables_of(page_with(rows, (), rules))
    assert [len(cells) for cells in (upper, lower)] == [1, 1]
    assert [cell.count("積立金") for (cell,) in (upper, lower)] == [3, 3]


def test_two_headers_of_the_same_words_are_two_tables() -> None:
    rows = [NAMES, *ROWS[:2], ("（２）", "次の年度"), NAMES, *ROWS[2:4]]
    shapes = [s for row in (0, 1, 4, 5) for s in cell_areas(row, NAVY if row in {0, 4} else BLUE)]
    found = tables_of(page_with(rows, shapes))
    assert not any(list(NAMES) in table[1:] for table in found)


def test_words_marked_in_prose_are_no_table() -> None:
    lines = ["この報告では、事業の概要を", "述べた後に、取り扱う項目の", "一覧を示すこととする。"]
    shapes = [
        Shape("fill", BBox(60 + 10 * begin, at(row), 60 + 10 * end, at(row) + 14), GREY)
        for row, cuts in enumerate([(0, 3, 7), (2, 6, 11), (0, 4, 9)])
        for begin, end in pairwise(cuts)
    ]
    page = page_with((), shapes, more=[(60.0, at(row) + 2, line) for row, line in enumerate(lines)])
    assert tables_of(page) == []
