"""White print on dark areas."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.ocr.negative import turn_dark_areas
from extractors.ocr.picture import is_ink
from extractors.ocr.tesseract import find_engine
from extractors.readers import read_pages
from extractors.tables.page_tables import read_content
from tests.ocr.scanning import scan_pdf
from tests.ocr.test_pictures import SCALE, paper, write

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.ocr.shades import Grey

FONT = "HeiseiKakuGo-W5"
WIDTHS = (50, 140, 110, 150)
ROWS = (("番号", "件名", "主管課", "記録項目"), ("1", "図書の貸出し", "中央図書館", "氏名、利用者番号"))


def dark_area(ground: int, print_shade: int) -> Grey:
    """A picture with characters on an area of one shade: rows 300 to 400, columns 200 to 700."""
    grey = paper()
    written = paper()
    write(written, 230, 330, 6)
    grey[300:400, 200:700] = np.where(written[300:400, 200:700] < 128, print_shade, ground)
    return grey


@pytest.mark.parametrize("ground", [0, 60, 140])
def test_white_print_on_a_dark_area_becomes_dark_and_the_area_white(ground: int) -> None:
    grey = dark_area(ground, 255)
    turned = turn_dark_areas(grey, SCALE)
    assert (is_ink(turned)[310:390, 210:690] == (grey[310:390, 210:690] == 255)).all()
    assert is_ink(turned)[300, 200:700].all()
    assert (turned[:300] == grey[:300]).all()
    assert (turned[400:] == grey[400:]).all()


def test_rules_that_end_at_a_dark_area_are_drawn_through_it() -> None:
    grey = dark_area(0, 255)
    grey[400:600, 597:600] = 0
    grey[400:600, 260:263] = 0
    ink = is_ink(turn_dark_areas(grey, SCALE))
    assert ink[300:400, 597:600].all()
    assert not ink[310:325, 260:263].any(), "no rule runs through print"


def test_rules_of_a_dark_area_are_kept_and_no_others_drawn() -> None:
    grey = dark_area(140, 255)
    grey[300:400, 550:553] = 20
    grey[400:600, 550:553] = 20
    grey[400:600, 627:630] = 20
    ink = is_ink(turn_dark_areas(grey, SCALE))
    assert ink[300:400, 550:553].all()
    assert not ink[310:390, 627:630].any()


def test_what_is_no_white_print_on_a_dark_area_stays() -> None:
    black_print = dark_area(120, 10)
    solid = dark_area(60, 60)
    lines = paper()
    for row in range(6):
        write(lines, 100, 100 + row * 60, 16)
    photograph = paper()
    rng = np.random.default_rng(3)
    photograph[300:600, 100:800] = rng.integers(0, 140, (10, 70)).repeat(30, axis=0).repeat(10, axis=1)
    for grey in (black_print, solid, lines, photograph, paper(3, 3), paper(20, 20)):
        assert (turn_dark_areas(grey, SCALE) == grey).all()


@given(
    st.tuples(st.integers(1, 6), st.integers(1, 6)),
    st.tuples(st.integers(0, 255), st.integers(0, 255)),
    st.floats(0, 1),
)
@settings(max_examples=60)
def test_hatching_and_halftones_harm_nothing_around_them(
    grain: tuple[int, int], shades: tuple[int, int], share: float
) -> None:
    grey = paper(240, 320)
    marks = np.random.default_rng(3).random((120 // grain[0] + 1, 240 // grain[1] + 1)) < share
    marks = marks.repeat(grain[0], axis=0).repeat(grain[1], axis=1)[:120, :240]
    grey[60:180, 40:280] = np.where(marks, *shades)
    turned = turn_dark_areas(grey, SCALE)
    assert turned.shape == grey.shape
    assert (turned[:50] == 255).all()


def test_the_dark_head_of_a_scanned_table_is_read(tmp_path: Path) -> None:
    if find_engine() is None:
        pytest.skip("needs Tesseract: apt-get install tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert")
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    canvas = Canvas(str(tmp_path / "table.pdf"), pagesize=(595, 842), invariant=True)
    for top, ground in ((700, 0.0), (500, 0.35)):
        for row, texts in enumerate(ROWS):
            for column, text in enumerate(texts):
                x, y = 60 + sum(WIDTHS[:column]), top - 22 * row
                canvas.setFillGray(1 if row else ground)
                canvas.rect(x, y, WIDTHS[column], 22, fill=1)
                canvas.setFillGray(0 if row else 1)
                canvas.setFont(FONT, 10)
                canvas.drawString(x + 5, y + 7, text)
    canvas.save()
    scan_pdf(tmp_path / "table.pdf", tmp_path / "scan.pdf", dpi=200, skew=0.8)
    tables = read_content(next(iter(read_pages(tmp_path / "scan.pdf")))).tables
    wanted = [unicodedata.normalize("NFKC", text) for texts in ROWS for text in texts]
    for table in tables:
        assert [unicodedata.normalize("NFKC", "".join(cell.text.split())) for cell in table.cells] == wanted
    assert len(tables) == 2
