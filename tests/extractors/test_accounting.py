"""Nothing that a page shows is lost: every character is in one place, and what is published holds it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from extractors.accounting import account_pages, placed_lines
from extractors.errors import ReadError
from extractors.extract import extract_file
from extractors.ocr.tesseract import find_engine
from extractors.ranges import read_contents
from tests.samples.blocks import Text
from tests.samples.generate import PDF_FOLDER
from tests.samples.style import PageStyle
from tests.samples.typeset import typeset
from tests.shared import ROOT, needs_shared, shared_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from extractors.model import Document, Extraction

SHARED = [
    f"{folder}/{name}" for folder in ("corpus", "real", "minutes") for name in shared_names(folder, "*.pdf")
]

LONG = 600_000
"""Bytes; the few files that are larger take longer than all others together."""

SAID_TO_BE_LOST = ("text_unplaced", "minutes_line_unread")
SAID_TO_BE_EMPTY = (
    "blank_page",
    "figure_page",
    "ocr_unavailable",
    "ocr_timeout",
    "page_unreadable",
    "page_over_limit",
)


def shared_files() -> list[Any]:
    """All of them; the long ones are left out of `make test`."""
    return [
        pytest.param(name, marks=[pytest.mark.slow] if (ROOT / name).stat().st_size > LONG else [])
        for name in SHARED
    ]


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Pages that are pictures stay pictures: recognizing them takes most of the time."""
    monkeypatch.setenv("PATH", str(tmp_path))
    find_engine.cache_clear()
    yield
    monkeypatch.undo()
    find_engine.cache_clear()


@pytest.mark.parametrize("name", sorted(path.name for path in PDF_FOLDER.glob("*.pdf")))
def test_the_samples_add_up(name: str) -> None:
    assert_adds_up(PDF_FOLDER / name)


@needs_shared
@pytest.mark.usefixtures("without_tesseract")
@pytest.mark.parametrize("name", shared_files())
def test_papers_of_other_producers_add_up(name: str) -> None:
    assert_adds_up(ROOT / name)


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("name", SHARED)
def test_papers_add_up_with_the_pages_that_are_recognized(name: str) -> None:
    if find_engine() is None:
        pytest.skip("needs Tesseract: apt-get install tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert")
    assert_adds_up(ROOT / name)


def test_lines_that_only_stand_to_the_right_are_text(tmp_path: Path) -> None:
    """Above a title such a line is a mark of the meeting, which no dataset has; many of them, or no title, are none."""
    said = [
        "みなと公園の桜が咲いた",
        "川べりの道を歩いた",
        "橋の上から海が見えた",
        "夕方に風が出た",
        "雨になった",
    ]
    for count in (1, 2, len(said)):
        path = tmp_path / "right.pdf"
        path.write_bytes(
            typeset([Text(line, "right") for line in said[:count]], PageStyle(number="none")).pdf
        )
        assert_adds_up(path)
        assert letters(section_texts(extract_file(path).documents)) == letters(said[:count])


def assert_adds_up(path: Path) -> None:
    """Shown = in cells + sections + heads + minutes + furniture + ruby + said to be lost; so is what is published."""
    try:
        contents = read_contents(path)
    except ReadError:
        with pytest.raises(ReadError):
            extract_file(path)
        return
    found = extract_file(path)
    told = told_to_be_lost(found)
    assert told.keys() <= {content.page.number for content in contents}
    for page in account_pages(contents):
        assert sum(page.counts.values()) == page.shown, page
        assert page.twice == 0, page
        assert page.counts.get("lost", 0) == told[page.page], page
        assert page.shown or page.page in told_to_be_empty(found), page
    lines: dict[str, list[str]] = {}
    for _, kind, line in placed_lines(contents):
        lines.setdefault(kind, []).append(line.text)
    assert letters(lines.get("table", ())) == letters(cell_lines(found.documents))
    assert letters(lines.get("section", ())) == letters(section_texts(found.documents))


def told_to_be_lost(found: Extraction) -> Counter[int]:
    """Characters of the lines on each page about which a finding says that they were not placed."""
    told = Counter[int]()
    for finding in every_finding(found):
        if finding.code in SAID_TO_BE_LOST and finding.severity != "info":  # Small print is furniture.
            told[finding.span[0].page] += len("".join(finding.raw.split()))
    return told


def told_to_be_empty(found: Extraction) -> set[int]:
    """Pages about which a finding says why they have no text."""
    return {
        place.page
        for finding in every_finding(found)
        if finding.code in SAID_TO_BE_EMPTY
        for place in finding.span
    }


def every_finding(found: Extraction) -> Iterator[Any]:
    yield from found.findings
    for document in found.documents:
        yield from document.findings


def cell_lines(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        for table in document.tables:
            for cell in table.cells:
                yield from cell.lines


def section_texts(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        for section in document.sections:
            yield from (section.number_raw, section.heading, section.body)


def letters(texts: Iterable[str]) -> Counter[str]:
    """Letters and digits, as they are compared: marks around headings and between labels and values are not kept."""
    return Counter(
        char for char in unicodedata.normalize("NFKC", "".join(texts)) if char.isalnum() and char != "ー"
    )
