"""The collection of papers beside the project, where it lies on this machine: which of them are minutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.flow import read_flow
from extractors.minutes import looks_like_minutes, minutes_end, read_meeting

SHARED = Path("/work/shared")
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared collection of papers is not on this machine"
)


def files(folder: str) -> list[Path]:
    return sorted((SHARED / folder).glob("*.pdf"))


@pytest.mark.parametrize("path", files("minutes"), ids=lambda p: p.stem)
def test_minutes_are_recognized_and_read_to_the_end(path: Path) -> None:
    elements = read_flow(path).elements
    assert looks_like_minutes(elements)
    assert minutes_end(elements) == len(elements)
    meeting, findings = read_meeting(elements)
    assert not findings
    assert meeting.council
    assert meeting.agenda
    assert meeting.utterances


@pytest.mark.slow
@pytest.mark.parametrize("path", files("corpus"), ids=lambda p: p.stem)
def test_other_papers_are_no_minutes(path: Path) -> None:
    try:
        elements = read_flow(path).elements
    except ReadError:
        pytest.skip("the file gives no pages")
    assert not looks_like_minutes(elements)
