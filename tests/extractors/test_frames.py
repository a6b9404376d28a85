"""A frame about a page or a table is no border of the table, also where it meets it."""

from __future__ import annotations

import pytest

from extractors.tables.page_tables import PageTable, read_content
from tests.extractors.page_making import chars_of, lattice, page_of, rules_of

XS, YS = [60.0, 160.0, 300.0], [200.0, 230.0, 260.0, 290.0]
BELOW = [400.0, 430.0, 460.0, 490.0]
WORDS = [
    (x + 5, y + 8, word)
    for y, row in zip(YS, (["番号", "受付窓口"], ["一", "北出張所"], ["二", "南出張所"]), strict=False)
    for x, word in zip(XS, row, strict=False)
]
NOTE = (70.0, 150.0, "次の窓口で受け付ける。")


def tables(
    *boxes: tuple[float, float, float, float], ys: list[list[float]] | None = None
) -> tuple[PageTable, ...]:
    words = [NOTE, *WORDS, *((x, y + 200, word) for x, y, word in (WORDS if ys else []))]
    rules = [line for rows in ys or [YS] for line in lattice(XS, rows)]
    return read_content(page_of(chars_of(words), rules_of([*rules, *boxes]))).tables


def frame(x0: float, top: float, x1: float, bottom: float) -> list[tuple[float, float, float, float]]:
    return lattice([x0, x1], [top, bottom])


@pytest.mark.parametrize(
    "drawn",
    [
        frame(30, 40, 560, 800),
        frame(60, 40, 560, 800),
        frame(58.5, 40, 560, 800),
        frame(30, 40, 300, 800),
        frame(30, 40, 560, 290),
        frame(30, 200, 560, 800),
        frame(70, 40, 560, 800),
        [*frame(60, 40, 560, 800), *frame(57.5, 37.5, 562.5, 802.5)],
        frame(56.8, 196.8, 303.2, 293.2),
        frame(54, 194, 306, 296),
    ],
    ids=["free", "left", "nearly", "right", "foot", "head", "crossing", "doubled", "close", "less close"],
)
def test_a_frame_is_no_cell(drawn: list[tuple[float, float, float, float]]) -> None:
    (table,) = tables(*drawn)
    assert (table.row_count, table.column_count) == (3, 2)
    assert [cell.text for cell in table.cells] == [word for _, _, word in WORDS]


def test_two_tables_at_one_side_of_a_frame_are_two() -> None:
    found = tables(*frame(60, 40, 560, 800), ys=[YS, BELOW])
    assert [(table.row_count, table.column_count) for table in found] == [(3, 2), (3, 2)]
    assert [table.box.bottom for table in found] == pytest.approx([YS[-1], BELOW[-1]])


def test_a_table_with_wide_cells_above_and_below_keeps_them() -> None:
    """Both sides of the frame meet the table's rules: its first and its last row have one cell."""
    (table,) = tables(*frame(60, 130, 300, 330))
    assert table.row_count == 5
    assert table.cells[0].column_span == 2
