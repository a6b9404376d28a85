"""The lines of a cell: which go on and which begin anew."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.geometry import BBox
from extractors.lines import Line
from extractors.tables.cell_text import cell_text

SIZE = 10.0


def cell(*texts: str, width: int) -> str:
    """Lines of full-width characters, in a cell that holds `width` of them."""
    lines = [
        Line(
            text,
            BBox(0.0, SIZE * row, SIZE * len(text), SIZE * (row + 1)),
            SIZE,
            False,
            np.zeros(0, dtype=np.int32),
            np.zeros(0, dtype=np.float32),
            0,
        )
        for row, text in enumerate(texts)
    ]
    return cell_text(lines, BBox(0.0, 0.0, SIZE * width, SIZE * len(texts)))


@pytest.mark.parametrize(
    "lines",
    [
        ("・登記簿の記載事項", "・納付の状況"),
        ("①納付の年度及び額", "②督促の有無"),
        ("(1)納付の年度と額", "(2)督促の有無"),
        ("（１）納付の年度額", "（２）督促の有無"),
        ("1.納付の年度及額", "2.督促の有無"),
        ("ア 納付の年度と額", "イ 督促の有無"),
    ],
)
def test_a_line_that_opens_as_the_one_above_begins_an_entry(lines: tuple[str, ...]) -> None:
    assert cell(*lines, width=len(lines[0])) == "\n".join(lines)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("・登記簿の記載事", "項、納付"), "・登記簿の記載事項、納付"),
        (("・耕作者の氏名（農業", "・林業）"), "・耕作者の氏名（農業・林業）"),
        (("耕作者の氏名と住所", "・納付の状況"), "耕作者の氏名と住所・納付の状況"),
        (("①登記簿の記載事項", "・納付の状況"), "①登記簿の記載事項・納付の状況"),
        (("①年度②額", "③督促の有無"), "①年度②額③督促の有無"),
        (("(1)納付の年度と額", "(2)督促(3)延滞"), "(1)納付の年度と額(2)督促(3)延滞"),
        (
            ("(1)納付の年度と額", "(2)督促の有無など", "(3)延滞(4)還付"),
            "(1)納付の年度と額(2)督促の有無など(3)延滞(4)還付",
        ),
        (("1.登記簿の記載が", "2.5倍の額"), "1.登記簿の記載が2.5倍の額"),
    ],
)
def test_a_full_line_goes_on_below(lines: tuple[str, ...], expected: str) -> None:
    assert cell(*lines, width=len(lines[0])) == expected


def test_an_entry_begins_behind_a_wrapped_one() -> None:
    lines = ("・登記簿に記載された", "地目", "・納付の状況")
    assert cell(*lines, width=10) == "・登記簿に記載された地目\n・納付の状況"
