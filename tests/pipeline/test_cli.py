"""The command line, as a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pipeline.cli import COMMANDS
from tests.pipeline.support import ROOT, shingikai

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pipeline.support import Place

HTML = b"<!DOCTYPE html><html><body>Not found</body></html>"


def where(place: Place) -> tuple[str | Path, ...]:
    return ("--raw", place.raw, "--out", place.out, "--cache", place.base / "cache", "--workers", "1")


def seconds_of_cpu(*arguments: str) -> tuple[float, subprocess.CompletedProcess[str]]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = shingikai(*arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_teaches_and_is_quick(command: str) -> None:
    seconds, done = seconds_of_cpu(*([command] if command else []), "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout
    assert not command or "Example" in done.stdout
    assert "\\b" not in done.stdout
    assert seconds < 0.5


def test_a_run_that_reads_nothing_loads_nothing_that_reads(place: Place) -> None:
    place.raw.mkdir()
    (place.raw / "page.pdf").write_bytes(HTML)
    shingikai("ingest", *where(place))
    command = [sys.executable, "-X", "importtime", "-m", "pipeline", "ingest", *map(str, where(place))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "files      1 failed before" in done.stdout
    loaded = {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if "|" in line}
    assert "pipeline.run" in loaded
    heavy = {"pandas.core", "pypdfium2", "pdfplumber", "sudachipy", "extractors.extract"}
    assert loaded & heavy == set()


def test_files_that_are_no_pdfs_give_one_line_each(place: Place) -> None:
    place.raw.mkdir()
    (place.raw / "empty.pdf").write_bytes(b"")
    (place.raw / "page.pdf").write_bytes(HTML)
    (place.raw / "cut\x1b[31m.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    done = shingikai("ingest", *where(place))
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert [line.split(": It is ")[0] for line in sorted(lines)] == [
        "cut\\x1b[31m.pdf",
        "empty.pdf",
        "page.pdf",
    ]
    assert "Files that give no documents: 3" in done.stdout
    assert "\x1b" not in done.stdout + done.stderr
    assert sorted(set(place.column("findings", "code"))) == ["not_a_pdf"]


def test_tables_of_an_unreadable_file_is_one_line_and_status_1(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(HTML)
    done = shingikai("tables", path, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"shingikai: {path}: It is no PDF but an HTML page; get the PDF itself.\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("ingest", "--workers", "0"),
        ("ingest", "nowhere.pdf"),
        ("tables", "nowhere.pdf"),
        ("boxes", "nowhere.pdf"),
        ("show", "x", "--out", "nowhere"),
        ("rollback", "--out", "nowhere"),
        ("rollback", "../x", "--out", "nowhere"),
        ("ingest", "--log-format", "xml"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2_without_a_traceback(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = shingikai(*arguments, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_json_lines_tell_everything_to_a_machine(place: Place) -> None:
    place.raw.mkdir()
    (place.raw / "page\n.pdf").write_bytes(HTML)
    done = shingikai("ingest", *where(place), "--log-format", "json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(e["event"], e["source_path"], e["code"]) for e in events] == [
        ("failed", "page\n.pdf", "not_a_pdf")
    ]
    summary = json.loads(done.stdout)
    assert summary["event"] == "summary"
    assert summary["exit_status"] == done.returncode == 1
    assert summary["failures"][0]["is_new"] is True


def test_the_alarm_is_raised_for_new_errors_only(place: Place, tmp_path: Path) -> None:
    place.raw.mkdir()
    (place.raw / "page.pdf").write_bytes(HTML)
    told = tmp_path / "told.json"
    keep = f"{sys.executable} -c \"import sys; open('{told}', 'a').write(sys.stdin.read())\""
    shingikai("ingest", *where(place), "--on-error", keep)
    assert json.loads(told.read_text())["failures"][0]["source_path"] == "page.pdf"
    told.unlink()
    shingikai("ingest", *where(place), "--on-error", keep)
    assert not told.exists()


def test_the_alarm_is_raised_when_nothing_can_be_published(place: Place, tmp_path: Path) -> None:
    place.file("a.pdf", trouble="encrypted")
    (place.out / "cases").mkdir(parents=True)
    told = tmp_path / "told.json"
    done = shingikai("ingest", *where(place), "--log-format", "json", "--on-error", f"tee {told}")
    assert done.returncode == 4
    assert json.loads(told.read_text())["exit_status"] == 4
    last = json.loads(done.stderr.splitlines()[-1])
    assert last["event"] == "stopped"
    assert "something that this program did not make is in the way" in last["error"]


@pytest.mark.parametrize("command", ["false", "no-such-command", "'"])
def test_an_alarm_that_fails_is_told_and_changes_nothing(place: Place, command: str) -> None:
    place.raw.mkdir()
    (place.raw / "page.pdf").write_bytes(HTML)
    done = shingikai("ingest", *where(place), "--on-error", command)
    assert done.returncode == 1
    assert f"--on-error {command}: " in done.stderr
    assert "Traceback" not in done.stderr


def test_status_and_show_tell_what_is_published(place: Place) -> None:
    place.file("a.pdf", title="一覧\x1b[31m")
    place.ingest()
    status = shingikai("status", "--out", place.out)
    assert "publish 000001 of " in status.stdout
    assert "kept publishes: 000001" in status.stdout
    facts = json.loads(shingikai("status", "--out", place.out, "--json").stdout)
    assert facts["current"]["rows"]["cases"] == 2
    case_id = place.column("cases", "case_id")[0]
    shown = shingikai("show", case_id, "--out", place.out)
    assert shown.returncode == 0
    assert "一覧\\x1b[31m" in shown.stdout
    assert "page 1 (50.0, 200.0, 500.0, 212.0)" in shown.stdout
    assert "本人 > 生年月日（西暦）" in shown.stdout
    assert "\x1b" not in shown.stdout
    shown = shingikai("show", case_id, "--out", place.out, "--json")
    assert len(json.loads(shown.stdout)["items"]) == 2
    missing = shingikai("show", "no-such-case", "--out", place.out)
    assert missing.returncode == 2


def test_status_before_the_first_publish(tmp_path: Path) -> None:
    done = shingikai("status", "--out", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing was published here yet" in done.stdout


def test_rollback_says_what_is_read_now(place: Place) -> None:
    for title in ("one", "two"):
        place.file("a.pdf", title=title)
        place.ingest()
    done = shingikai("rollback", "--out", place.out)
    assert done.returncode == 0
    assert "publish 000001 of " in done.stdout
    assert "is read now instead of 000002" in done.stdout
    assert place.column("documents", "title") == ["one"]


def test_data_of_another_schema_are_pointed_out(place: Place) -> None:
    place.file("a.pdf")
    place.ingest()
    manifest = (place.out / ".current").resolve() / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"schema_version": "1.0"', '"schema_version": "0.9"'))
    assert "run `shingikai ingest` to publish them anew" in shingikai("status", "--out", place.out).stdout


def test_a_closed_pipe_is_no_error(place: Place) -> None:
    place.file("a.pdf", cases=2000)
    place.ingest()
    command = f'"{sys.executable}" -m pipeline status --json --out "{place.out}" | head -c 1'
    done = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
