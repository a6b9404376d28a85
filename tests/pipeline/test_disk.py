"""A disk that is full, and folders that cannot be written to: old data stay, and one line says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.pipeline.support import Place, shingikai

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def mounted(path: Path, options: str) -> Iterator[Path]:
    """A small file system of its own; skips the test where the machine does not allow that."""
    path.mkdir(parents=True, exist_ok=True)
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root can mount a small file system to fill up")
    done = subprocess.run(
        [mount, "-t", "tmpfs", "-o", options, "tmpfs", path], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"the machine does not let root mount: {done.stderr.decode().strip()}")
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", path], check=True)


def command(place: Place) -> tuple[str | Path, ...]:
    return ("ingest", "--raw", place.raw, "--out", place.out, "--cache", place.settings.cache)


@pytest.mark.parametrize("where", ["parquet", "cache"])
def test_a_full_disk(place: Place, where: str) -> None:
    with mounted(place.base / where, "size=2m") as disk:
        place.file("a.pdf")
        place.ingest()
        before = place.hashes()
        place.file("b.pdf", cases=300, items=20)
        with (disk / "ballast").open("wb") as ballast:
            ballast.write(bytes(_free(disk) - 16 * 1024))
        process = place.start()
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 4
        assert len(errors.splitlines()) == 1, errors
        assert "No space left on device" in errors or "database or disk is full" in errors
        assert "free some space and run again" in errors
        assert place.hashes() == before
        assert len(place.rows("documents")) == 1
        (disk / "ballast").unlink()
        assert place.ingest().published == "000002"
        assert len(place.rows("documents")) == 2


def _free(disk: Path) -> int:
    info = os.statvfs(disk)
    return info.f_bavail * info.f_frsize


@pytest.mark.parametrize("where", ["parquet", "cache"])
def test_a_folder_that_cannot_be_written_to(place: Place, where: str) -> None:
    with mounted(place.base / where, "size=8m") as disk:
        place.file("a.pdf")
        place.ingest()
        before = place.hashes()
        place.file("b.pdf")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        process = place.start()
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 4
        assert len(errors.splitlines()) == 1
        assert "cannot be written to" in errors
        assert place.hashes() == before
        assert len(place.rows("documents")) == 1


def test_a_raw_folder_that_is_not_there(place: Place) -> None:
    done = shingikai(*command(replace(place)), "--raw", place.base / "nowhere")
    assert done.returncode == 2
    assert "there is no such folder" in done.stderr
    assert len(done.stderr.splitlines()) == 1
