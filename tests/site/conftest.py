from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from pipeline.site.build import Pictures, write_site
from tests.site.browser import fetch_axe
from tests.site.published import SAMPLES, publish_samples

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The datasets of the sample PDFs."""
    return publish_samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="session")
def site(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review site of the sample PDFs."""
    folder = tmp_path_factory.mktemp("site") / "site"
    write_site(out, SAMPLES, folder, pictures=Pictures.marked, workers=2)
    return folder


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page on which an error of a script, or a request to a network, fails the test."""
    context = chromium.new_context(viewport={"width": 1360, "height": 900})
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    page.on("request", lambda asked: None if asked.url.startswith("file:") else troubles.append(asked.url))
    yield page
    context.close()
    assert not troubles


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core."""
    if shutil.which("npm") is None:
        pytest.skip("needs npm, to fetch axe-core with")
    source = fetch_axe(tmp_path_factory.mktemp("axe"))
    if source is None:
        pytest.skip("npm could not fetch axe-core")
    return source
