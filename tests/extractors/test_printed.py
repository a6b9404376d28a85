"""The samples as a browser prints them are read as they are written: another producer, another typesetter."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from pipeline.run import ingest
from pipeline.settings import Settings
from tests.bench.bench_accuracy import Published, Silent, answers
from tests.samples.fonts import missing_fonts
from tests.samples.generate import render, samples, truth
from tests.samples.html import any_sheet, as_html

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SHEETS = 2


def test_samples_that_a_browser_printed(chromium: Browser, tmp_path: Path) -> None:
    if missing_fonts():
        pytest.skip("needs the IPA fonts (Debian: apt-get install fonts-ipafont-mincho fonts-ipafont-gothic)")
    known = {}
    page = chromium.new_page()
    for sample in samples():
        for number in range(SHEETS):
            path = f"{number}/{sample.name}.pdf"
            page.set_content(as_html(sample.blocks, any_sheet(random.Random(f"{number} {sample.name}"))))
            (tmp_path / "raw" / path).parent.mkdir(parents=True, exist_ok=True)
            page.pdf(path=tmp_path / "raw" / path, prefer_css_page_size=True)
            known[path] = truth(sample, render(sample))
    page.close()
    ingest(Settings(tmp_path / "raw", tmp_path / "parquet", tmp_path / "cache", workers=1), Silent())
    published = Published(tmp_path / "parquet")
    told = [(path, *one) for path, expected in known.items() for one in answers(published, path, expected)]
    assert len(told) > 2000
    assert [(path, kind, what) for path, kind, is_right, what in told if not is_right] == []
