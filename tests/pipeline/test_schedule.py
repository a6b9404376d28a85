"""The ready-to-use schedule files, tested by running what they run."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.support import ROOT, Place

SCHEDULE = ROOT / "docs" / "schedule"


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(SCHEDULE / name, encoding="utf-8")
    return parser


def moved(command: str, place: Place) -> str:
    """The command as it would run if the program were installed here, and the data lay in a folder of the test."""
    program = f"{shlex.quote(sys.executable)} -m pipeline"
    command = re.sub(r"(/opt/shingikai/)?\.venv/bin/shingikai", program, command)
    return command.replace("/opt/shingikai", str(ROOT)).replace("/srv/shingikai", str(place.base))


@pytest.fixture
def raw(place: Place) -> Path:
    place.raw.mkdir()
    (place.raw / "page.pdf").write_bytes(b"<html>")
    return place.raw


def test_what_the_service_runs(place: Place, raw: Path) -> None:
    service = unit("shingikai.service")["Service"]
    done = subprocess.run(
        shlex.split(moved(service["ExecStart"], place)),
        cwd=moved(service["WorkingDirectory"], place),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert str(done.returncode) in ("0", service["SuccessExitStatus"])
    assert json.loads(done.stdout)["exit_status"] == done.returncode
    assert place.rows("findings")[0]["source_path"] == next(raw.iterdir()).name


def test_what_the_service_writes_to_is_what_it_may_write_to() -> None:
    service = unit("shingikai.service")["Service"]
    out = re.search(r"--out (\S+)", service["ExecStart"])
    assert out is not None
    assert Path(out[1]).is_relative_to(service["ReadWritePaths"])


def test_what_the_crontab_runs(place: Place, raw: Path) -> None:
    lines = (SCHEDULE / "crontab").read_text(encoding="utf-8").splitlines()
    jobs = [line for line in lines if re.match(r"[\d*]", line)]
    assert len(jobs) == 1
    fields = jobs[0].split(None, 5)
    assert all(re.fullmatch(r"[\d*/,-]+", field) for field in fields[:5])
    assert "%" not in fields[5], "cron turns % into a line feed"
    done = subprocess.run(
        ["/bin/sh", "-c", moved(fields[5], place)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"{next(raw.iterdir()).name}: ")
    assert "files      1 new" in (place.base / "ingest.log").read_text(encoding="utf-8")


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    for name in ("shingikai.service", "shingikai.timer"):
        text = (SCHEDULE / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/opt/shingikai/.venv/bin/shingikai", "/bin/true"))
    units = [tmp_path / "shingikai.service", tmp_path / "shingikai.timer"]
    done = subprocess.run([analyze, "verify", *units], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_timer_starts_the_service() -> None:
    assert (SCHEDULE / "shingikai.timer").stem == (SCHEDULE / "shingikai.service").stem
    assert unit("shingikai.timer")["Timer"]["OnCalendar"] == "*-*-* 02:30"
