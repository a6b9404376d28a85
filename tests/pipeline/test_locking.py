"""One run at a time."""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import LockedError
from pipeline.locking import LOCK, holder_of

if TYPE_CHECKING:
    import subprocess

    from tests.pipeline.support import Place
from tests.pipeline.support import Told, shingikai


def started(place: Place, **changes: object) -> subprocess.Popen[str]:
    """A run that holds the lock and is busy."""
    place.ingest()
    place.file("slow.pdf", sleep=4.0)
    process = place.start(**changes)
    deadline = time.monotonic() + 30
    while holder_of(place.out) is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return process


def test_a_second_run_leaves_in_one_line_with_its_own_status(place: Place) -> None:
    process = started(place)
    done = shingikai("ingest", "--raw", place.raw, "--out", place.out, "--cache", place.base / "cache")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert f"another run is at work (process {process.pid} on " in done.stderr
    with pytest.raises(LockedError):
        place.ingest()
    status = shingikai("status", "--out", place.out)
    assert f"a run is at work: process {process.pid}" in status.stdout
    assert process.communicate()[1] == ""
    assert process.returncode == 0


def test_a_second_run_can_wait(place: Place) -> None:
    process = started(place)
    told = Told()
    summary = place.ingest(told, wait=True)
    assert summary.actions == {"unchanged": 1}
    assert any(line.startswith("waiting: ") for line in told.lines)
    process.communicate()


def test_the_lock_of_a_killed_run_is_taken_over_and_the_run_is_recorded(place: Place) -> None:
    process = started(place)
    process.kill()
    process.communicate()
    assert (place.out / LOCK).read_text() != ""
    told = Told()
    assert place.ingest(told).exit_status == 0
    assert any(line.startswith("recovered: the run before") for line in told.lines)
    assert place.column("runs", "exit_status") == [0, None, 0]
    assert (place.out / LOCK).read_text() == ""


def test_a_run_that_is_asked_to_stop_stops_and_says_so(place: Place) -> None:
    place.ingest()
    place.file("slow.pdf", sleep=20.0)
    process = started_from_shell(place)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert errors.strip().splitlines()[-1].startswith("shingikai: interrupted")
    assert holder_of(place.out) is None
    assert place.column("runs", "exit_status") == [0, 130]


def started_from_shell(place: Place) -> subprocess.Popen[str]:
    process = place.start()
    deadline = time.monotonic() + 30
    while holder_of(place.out) is None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    time.sleep(1.0)
    return process
