"""A long file's pages come out the same, however many processes read them."""

from __future__ import annotations

import subprocess
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.extract import extract_file, read_tables
from extractors.ranges import MIN_PAGES, page_ranges
from tests.extractors.table_cases import assert_exact
from tests.samples.generate import PDF_FOLDER
from tests.samples.style import PageStyle, TableStyle
from tests.samples.typeset import typeset_table

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).resolve().parents[2]

_DYING = """
import os, sys
from extractors.ranges import read_contents
os.register_at_fork(after_in_child=lambda: os._exit(3))
contents = read_contents(sys.argv[1], processes=3)
print([content.page.number for content in contents] == list(range(1, len(contents) + 1)), len(contents))
"""


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A sample's pages, again and again."""
    path = tmp_path_factory.mktemp("long") / "long.pdf"
    reader, writer = pypdf.PdfReader(next(PDF_FOLDER.glob("houkoku-0901*.pdf"))), pypdf.PdfWriter()
    while len(writer.pages) < 2 * MIN_PAGES + 1:
        for page in reader.pages:
            writer.add_page(page)
    writer.write(path)
    return path


def test_what_is_published_are_the_tables_that_are_read(tmp_path: Path) -> None:
    """A table ruled only horizontally needs the pages before and after it, also where a file becomes documents."""
    rows = [
        [str(n), "申請の受付" * (1 + n % 3), "氏名、住所、電話番号、" * 9, "記録" * (n % 2)]
        for n in range(1, 16)
    ]
    style = TableStyle(sides="horizontal", valign="middle_of_row", close_at_break=False, repeat_header=False)
    header = [["番号", "業務の名称", "項目", "備考"]]
    made = typeset_table(rows, header, style, PageStyle(margin_bottom=330), widths=(1, 3, 6, 2))
    path = tmp_path / "table.pdf"
    path.write_bytes(made.pdf)
    assert len(made.pages) > 1
    published = [table for document in extract_file(path).documents for table in document.tables]
    assert published == list(read_tables(path))
    assert_exact(published, made.tables)


@given(st.integers(1, 20_000), st.integers(1, 64))
def test_ranges_hold_every_page_once_and_in_order(count: int, processes: int) -> None:
    ranges = page_ranges(count, processes)
    assert list(chain(*ranges)) == list(range(1, count + 1))
    assert 1 <= len(ranges) <= processes
    assert len(ranges) == 1 or min(map(len, ranges)) >= MIN_PAGES


def test_two_processes_read_what_one_reads(long_file: Path) -> None:
    assert repr(extract_file(long_file, processes=2)) == repr(extract_file(long_file))


def test_the_pages_of_a_process_that_dies_are_read_by_the_one_that_waits(long_file: Path) -> None:
    count = len(pypdf.PdfReader(long_file).pages)
    said = subprocess.run(
        [sys.executable, "-c", _DYING, long_file], capture_output=True, text=True, check=True, cwd=_ROOT
    )
    assert said.stdout.split() == ["True", str(count)]
