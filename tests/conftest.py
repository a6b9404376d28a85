"""What holds for every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.site.browser import CHROMIUM, start_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# How long an example takes depends on what else the machine does, and a law does not.
settings.register_profile("shingikai", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shingikai")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    with start_chromium() as browser:
        yield browser
