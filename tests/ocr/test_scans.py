"""Whole pages: scans, blank pages, figures, stamps, a scanner's own text layer, and a machine without Tesseract."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.extract import extract_file
from extractors.ocr.assess import Need, assess, covered_share, is_plausible
from extractors.ocr.tesseract import find_engine
from extractors.readers import read_pages
from extractors.tables.page_tables import read_content
from tests.ocr.scanning import scan_pdf
from tests.ocr.test_pictures import paper, write
from tests.samples.generate import PDF_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from extractors.pages import Page
    from extractors.tables.page_tables import PageContent

SAMPLE = PDF_FOLDER / "houkoku-0902-online-meetings.pdf"
A4 = (595.0, 842.0)


@pytest.fixture
def needs_tesseract() -> None:
    if find_engine() is None:
        pytest.skip("needs Tesseract: apt-get install tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert")


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("PATH", str(tmp_path))
    find_engine.cache_clear()
    yield
    monkeypatch.undo()
    find_engine.cache_clear()


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def only_page(path: Path) -> Page:
    (page,) = read_pages(path)
    return page


def cells(content: PageContent) -> list[str]:
    return [folded(cell.text) for table in content.tables for cell in table.cells]


def codes(page: Page) -> list[str]:
    return [finding.code for finding in page.findings]


@pytest.mark.usefixtures("needs_tesseract")
def test_a_scanned_list_is_read(tmp_path: Path) -> None:
    copy = tmp_path / "scan.pdf"
    scan_pdf(SAMPLE, copy, dpi=200, skew=1.3, pages=[1])
    page, original = only_page(copy), next(iter(read_pages(SAMPLE, pages=[1])))
    read, truth = read_content(page), read_content(original)
    printed = Counter(folded(original.chars.text))
    assert (printed & Counter(folded(page.chars.text))).total() >= 0.97 * printed.total()
    assert len(cells(read)) == len(cells(truth))
    right = sum(a == b for a, b in zip(cells(read), cells(truth), strict=True))
    assert right >= 0.9 * len(cells(truth))
    assert page.text_source == "ocr"
    assert codes(page) == ["ocr_page"]
    assert page.confidence is not None
    assert len(page.confidence) == len(page.chars)
    assert (page.confidence > 0).all()
    assert (page.confidence <= 1).all()
    extraction = extract_file(copy)
    (document,) = extraction.documents
    assert document.text_source == "ocr"
    assert document.label == "報告第902号"
    assert all("ocr_page" in case.findings for case in document.cases)
    for table in document.tables:
        assert all((cell.confidence is not None) == bool(cell.lines) for cell in table.cells)
    again = only_page(copy)
    assert again.chars.text == page.chars.text
    assert (again.chars.x0 == page.chars.x0).all()


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_a_finding_says_what_to_install(tmp_path: Path) -> None:
    copy = tmp_path / "scan.pdf"
    scan_pdf(SAMPLE, copy, dpi=100, pages=[1])
    page = only_page(copy)
    assert not len(page.chars)
    assert page.text_source == "none"
    (finding,) = page.findings
    assert (finding.code, finding.severity) == ("ocr_unavailable", "error")
    assert "apt-get install tesseract-ocr tesseract-ocr-jpn" in finding.message
    assert extract_file(copy).findings == (finding,)


def test_a_layer_that_the_scanner_recognized_is_used(tmp_path: Path) -> None:
    copy = tmp_path / "scan.pdf"
    scan_pdf(SAMPLE, copy, dpi=150, skew=0.0, pages=[1], layer="invisible")
    page, original = only_page(copy), next(iter(read_pages(SAMPLE, pages=[1])))
    assert page.text_source == "ocr"
    assert page.confidence is None
    assert page.chars.text == original.chars.text
    assert codes(page) == ["ocr_layer"]
    assert cells(read_content(page)) == cells(read_content(original))


@pytest.mark.usefixtures("without_tesseract")
def test_invisible_text_on_a_page_without_a_picture_stays_hidden(tmp_path: Path) -> None:
    path = tmp_path / "hidden.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    text = canvas.beginText(100, 700)
    text.setTextRenderMode(3)
    text.textOut("not to be seen")
    canvas.drawText(text)
    canvas.save()
    page = only_page(path)
    assert not len(page.chars)
    assert page.hidden == 11
    assert codes(page) == ["blank_page"]


def test_what_is_a_plausible_layer() -> None:
    assert is_plausible("令和5年度の報告")
    assert is_plausible("1,234 5,678")
    assert not is_plausible("Eilg ZZFFD Hlitt wmi Jtff ltEE iJi lfI ttlE")
    assert not is_plausible("\ue001\ue002\ufffd")
    assert not is_plausible("")


def draw(path: Path, picture: np.ndarray | None, box: tuple[float, float, float, float]) -> Path:
    """A page of one picture, `box` being its left, bottom, width and height."""
    canvas = Canvas(str(path), pagesize=A4)
    if picture is not None:
        packed = io.BytesIO()
        Image.fromarray(picture.astype(np.uint8)).save(packed, "PNG")
        canvas.drawImage(ImageReader(packed), *box)
    canvas.showPage()
    canvas.save()
    return path


def noise(rows: int, columns: int, low: int, high: int) -> np.ndarray:
    return np.random.default_rng(3).integers(low, high, (rows, columns))


def test_a_blank_page_is_no_error(tmp_path: Path) -> None:
    page = only_page(draw(tmp_path / "blank.pdf", None, (0, 0, 0, 0)))
    assert [(f.code, f.severity) for f in page.findings] == [("blank_page", "info")]


def test_a_blank_sheet_that_was_scanned_is_no_error(tmp_path: Path) -> None:
    page = only_page(draw(tmp_path / "sheet.pdf", noise(842, 595, 225, 255), (0, 0, *A4)))
    assert [f.severity for f in page.findings] == ["info"]
    assert not len(page.chars)


def test_a_photograph_is_a_figure(tmp_path: Path) -> None:
    photograph = noise(840, 590, 0, 200)
    page = only_page(draw(tmp_path / "photo.pdf", photograph, (0, 0, *A4)))
    assert codes(page) == ["figure_page"]
    assert page.text_source == "none"
    assert len(page.images) >= 1


def test_text_in_a_small_image_is_not_read(tmp_path: Path) -> None:

    stamp = paper(120, 300)
    write(stamp, 20, 40, 5)
    page = only_page(draw(tmp_path / "stamp.pdf", stamp, (200, 400, 150, 60)))
    assert not len(page.chars)
    assert codes(page) == ["figure_page"]
    (image,) = page.images
    assert (round(image.box.x0), round(image.box.top)) == (200, 842 - 460)


def test_a_page_with_text_is_left_as_it_is() -> None:
    assert {assess(page) for page in read_pages(SAMPLE)} == {Need.NOTHING}


def test_strips_cover_a_page_together() -> None:
    page = next(iter(read_pages(SAMPLE)))
    strips = [page.box._replace(top=k * 100.0, bottom=(k + 1) * 100.0) for k in range(8)]
    assert covered_share(page.box, strips) > 0.9
    assert covered_share(page.box, strips[:3]) < 0.4
