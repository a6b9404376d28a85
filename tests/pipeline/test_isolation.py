"""No file stops a run, however it misbehaves."""

from __future__ import annotations

import time

import pytest

from pipeline.errors import RefusedError
from tests.pipeline.support import Place, Told

TROUBLES = {
    "segfault": "reader_crashed",
    "exit": "reader_crashed",
    "loop": "time_limit",
    "memory": "memory_limit",
    "recursion": "over_limit",
    "bug": "extractor_error",
    "encrypted": "encrypted",
}


def test_every_trouble_is_one_finding_and_the_rest_is_published(place: Place) -> None:
    for name in TROUBLES:
        place.file(f"{name}.pdf", trouble=name)
    for n in range(4):
        place.file(f"good-{n}.pdf")
    place.file("print.pdf", trouble="print")
    told = Told()
    summary = place.ingest(told, workers=2, time_limit=6.0, memory_limit=600)
    assert {f.source_path: f.code for f in summary.failures} == {f"{n}.pdf": c for n, c in TROUBLES.items()}
    assert summary.exit_status == 1
    assert len(place.rows("documents")) == 5
    errors = {row["source_path"]: row["code"] for row in place.rows("findings") if row["severity"] == "error"}
    assert errors == {f"{name}.pdf": code for name, code in TROUBLES.items()}
    assert len([line for line in told.lines if line.startswith("failed: ")]) == len(TROUBLES)


def test_a_file_that_failed_is_not_tried_again_until_it_changes_or_is_asked_for(place: Place) -> None:
    place.file("a.pdf", trouble="bug")
    assert [f.is_new for f in place.ingest().failures] == [True]
    again = place.ingest()
    assert again.actions == {"failed before": 1}
    assert [f.is_new for f in again.failures] == [False]
    assert again.exit_status == 1
    retried = place.ingest(retry_failed=True)
    assert retried.actions == {"retried": 1}
    assert [f.is_new for f in retried.failures] == [False]
    place.file("a.pdf", trouble="encrypted")
    assert [f.is_new for f in place.ingest().failures] == [True]
    place.file("a.pdf")
    assert place.ingest().exit_status == 0


def test_the_outcome_does_not_depend_on_the_files_before(place: Place) -> None:
    """A used worker that dies gives the file another chance in a fresh one, and then it is final."""
    place.file("a.pdf")
    place.file("b.pdf", trouble="segfault")
    place.file("c.pdf")
    summary = place.ingest(workers=1)
    assert [(f.source_path, f.code) for f in summary.failures] == [("b.pdf", "reader_crashed")]
    assert place.column("documents", "source_path") == ["a.pdf", "c.pdf"]


def test_a_file_that_changes_while_it_is_read_is_read_as_it_is_then(place: Place) -> None:
    place.file("a.pdf", sleep=2.0, title="first")
    process = place.start()
    deadline = time.monotonic() + 30
    while not (place.base / "cache" / "index.sqlite").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(1.2)
    place.file("a.pdf", title="second")
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert place.column("documents", "title") == ["second"]


def test_rows_that_break_the_contract_fail_their_file_only(place: Place) -> None:
    place.file("a.pdf", kind="手紙")
    place.file("b.pdf", date="0745-01-01")
    place.file("c.pdf", pages=40000)
    place.file("d.pdf")
    summary = place.ingest()
    assert {f.source_path: f.code for f in summary.failures} == {
        "a.pdf": "invalid_rows",
        "b.pdf": "invalid_rows",
        "c.pdf": "invalid_rows",
    }
    raw = [row["raw"] for row in place.rows("findings") if row["code"] == "invalid_rows"]
    assert raw[0].startswith("documents.kind: it is not in the closed list (1 rows, such as '手紙')")
    assert place.column("documents", "source_path") == ["d.pdf"]


def test_an_extractor_that_does_not_start_is_no_files_fault(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    before = place.hashes()
    place.file("b.pdf")
    with pytest.raises(RefusedError, match=r"the extractor does not start: .*no_such_module"):
        place.ingest(extract="no_such_module:extract")
    assert place.hashes() == before
    assert place.ingest().exit_status == 0


def test_workers_end_with_the_run_that_started_them(place: Place) -> None:
    place.file("a.pdf", trouble="loop")
    process = place.start(time_limit=600.0)
    worker = _child_of(process.pid)
    process.kill()
    process.communicate(timeout=10)
    deadline = time.monotonic() + 10
    while _is_alive(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_alive(worker)


def _child_of(pid: int) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with open(f"/proc/{pid}/task/{pid}/children") as file:  # noqa: PTH123 - /proc
            children = file.read().split()
        if children:
            time.sleep(1.0)
            return int(children[0])
        time.sleep(0.05)
    raise AssertionError("no worker was started")


def _is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123 - /proc
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
