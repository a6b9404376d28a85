"""Every command and snippet of docs/running.md, run one after another in a folder with samples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.pipeline.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_what_running_md_shows_runs(tmp_path: Path) -> None:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True)
    shutil.copy(min((ROOT / "data" / "raw").glob("*.pdf")), raw)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PATH": f"{_program(tmp_path)}:{os.environ['PATH']}",
    }
    _run(["shingikai", "ingest"], tmp_path, environment)
    (raw / "another.pdf").write_bytes(b"")
    _run(["shingikai", "ingest", "--retry-failed"], tmp_path, environment, status=1)
    blocks = _BLOCK.findall((ROOT / "docs" / "running.md").read_text(encoding="utf-8"))
    assert {language for language, _ in blocks} == {"sh", "python"}
    for language, code in blocks:
        if language == "python":
            _run([sys.executable, "-c", code], tmp_path, environment)
        else:
            for line in code.splitlines():
                _run(
                    ["/bin/sh", "-c", line],
                    tmp_path,
                    environment,
                    status=int("ingest" in line and "--dry" not in line),
                )


def _program(folder: Path) -> Path:
    """A folder with the console script in it, as an installation has it."""
    script = folder / "bin" / "shingikai"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n')
    script.chmod(0o755)
    return script.parent


def _run(command: list[str], folder: Path, environment: dict[str, str], status: int = 0) -> None:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == status, (command, done.stdout, done.stderr)
