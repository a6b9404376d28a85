"""What a new user gets wrong: one clear line each, and nothing that is dropped in silence."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from pipeline.scan import find_raw, left_alone
from tests.pipeline.support import ROOT, Place, shingikai

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534


@contextmanager
def no_rights() -> Iterator[None]:
    """File permissions hold for whoever runs the tests, root too."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("command", ["tables", "account", "boxes"])
def test_a_folder_where_a_file_is_meant(tmp_path: Path, command: str) -> None:
    done = shingikai(command, tmp_path)
    assert done.returncode == 2
    assert (
        done.stderr
        == f"shingikai: {tmp_path}: it is a folder; name one PDF in it (`shingikai ingest` reads folders)\n"
    )


def test_a_file_where_the_raw_folder_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"")
    done = shingikai("ingest", "--raw", path, "--out", tmp_path / "parquet")
    assert done.returncode == 2
    assert done.stderr.startswith(f"shingikai: {path}: it is a file; --raw names a folder")


@pytest.mark.parametrize("command", [("site", "--site"), ("export", "--format", "csv", "--to")])
def test_a_file_where_a_folder_is_to_be_written(place: Place, command: tuple[str, ...]) -> None:
    place.file("a.pdf")
    place.ingest()
    path = place.base / "taken"
    path.write_bytes(b"")
    done = shingikai(*command, path, "--out", place.out)
    assert done.returncode == 2
    assert done.stderr == f"shingikai: {path}: it is a file; name a folder to write to\n"


def test_the_python_of_the_system_is_told_which_one_to_use() -> None:
    command = [sys.executable, "-S", "-m", "pipeline", "status"]  # -S: without installed packages
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "has no typer; run `make setup` and use .venv/bin/python" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_subfolder_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "令和5年" / "closed"
    closed.mkdir(parents=True)
    (closed / "a.pdf").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(b"")
    for folder in (tmp_path, closed.parent):
        folder.chmod(0o755)
    closed.chmod(0)
    monkeypatch.chdir(tmp_path)
    try:
        with no_rights():
            found = {file.source_path: file.error for file in find_raw(Path())}
    finally:
        closed.chmod(0o755)
    assert found.keys() == {"b.pdf", "令和5年/closed"}
    assert found["b.pdf"] == ""
    assert found["令和5年/closed"].startswith("This folder cannot be opened (Permission denied)")


def test_what_is_left_alone_is_told(place: Place) -> None:
    place.file("a.pdf")
    (place.raw / "議事 録.docx").write_bytes(b"")
    (place.raw / "第1回").mkdir()
    (place.raw / "第1回" / "notes.txt").write_bytes(b"")
    (place.raw / ".hidden").write_bytes(b"")
    elsewhere = place.base / "share"
    elsewhere.mkdir()
    (place.raw / "share").symlink_to(elsewhere)
    summary = place.ingest()
    assert summary.left_alone == left_alone(place.raw) == ["share", "第1回/notes.txt", "議事 録.docx"]
    assert "not read   share, 第1回/notes.txt, 議事 録.docx: only names ending in .pdf are" in summary.text()
    assert not place.ingest(paths=(place.raw / "a.pdf",)).left_alone


def test_names_with_spaces_and_japanese(place: Place) -> None:
    path = place.raw / "令和 5年" / "第1回 審議会"
    path.mkdir(parents=True)
    place.file("令和 5年/第1回 審議会/報告 第1号（写し）.PDF")
    done = shingikai("ingest", "--raw", place.raw, "--out", place.base / "出力 先" / "データ")
    assert done.returncode == 1  # a fake is no PDF, and is named as it is
    assert done.stderr.startswith("令和 5年/第1回 審議会/報告 第1号（写し）.PDF: It is no PDF")


def test_a_file_dropped_while_a_run_is_at_work_is_read_by_the_next(place: Place) -> None:
    place.file("slow.pdf", sleep=2.0)
    thread = threading.Thread(target=place.ingest)
    thread.start()
    time.sleep(1.0)
    place.file("late.pdf")
    thread.join()
    assert sorted(place.column("documents", "source_path")) == ["slow.pdf"]
    place.ingest()
    assert sorted(place.column("documents", "source_path")) == ["late.pdf", "slow.pdf"]


def test_what_is_lost_of_a_file_that_was_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    picture = Image.new("L", (600, 800), 255)
    for top in range(80, 700, 40):
        picture.paste(0, (60, top, 540, top + 12))
    picture.save(raw / "scan.pdf", "PDF", resolution=72)
    nowhere = {name: value for name, value in os.environ.items() if name != "PATH"} | {"PATH": str(tmp_path)}
    done = shingikai("ingest", "--raw", raw, "--out", tmp_path / "parquet", env=nowhere)
    assert done.returncode == 0, done.stderr
    [line] = [line for line in done.stdout.splitlines() if line.startswith("ocr_unavailable: 1 in 1 files. ")]
    assert "apt-get install tesseract-ocr" in line
