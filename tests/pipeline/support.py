"""What several tests of the pipeline share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from pipeline.publish import file_hashes
from pipeline.reporting import Reporter
from pipeline.run import ingest
from pipeline.settings import Settings
from tests.pipeline import fakes

if TYPE_CHECKING:
    from pipeline.summary import Summary

ROOT = Path(__file__).resolve().parents[2]


class Told(Reporter):
    """Keeps what a run tells."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def say(self, event: str, text: str, **_facts: Any) -> None:
        self.lines.append(f"{event}: {text}")


@dataclass(frozen=True)
class Place:
    """A raw folder, an output folder and a cache below one folder."""

    base: Path

    @property
    def raw(self) -> Path:
        return self.base / "raw"

    @property
    def out(self) -> Path:
        return self.base / "parquet"

    @property
    def settings(self) -> Settings:
        self.raw.mkdir(parents=True, exist_ok=True)
        cache = self.base / "cache"
        return Settings(self.raw, self.out, cache, extract=fakes.NAME, time_limit=20.0, memory_limit=1024)

    def file(self, name: str, **wanted: object) -> Path:
        return fakes.write_fake(self.raw / name, **({"seed": name} | wanted))

    def ingest(self, told: Told | None = None, **changes: Any) -> Summary:
        return ingest(replace(self.settings, **changes), told or Told())

    def rows(self, dataset: str) -> list[dict[str, Any]]:
        return pq.read_table(self.out / dataset).to_pylist()

    def column(self, dataset: str, column: str) -> list[Any]:
        return [row[column] for row in self.rows(dataset)]

    def hashes(self) -> dict[str, str]:
        """Of every published file but `runs`."""
        return file_hashes((self.out / ".current").resolve())

    def start(self, env: dict[str, str] | None = None, **changes: Any) -> subprocess.Popen[str]:
        """A run in a process of its own."""
        given = {k: str(v) if isinstance(v, Path) else v for k, v in asdict(self.settings).items()} | changes
        given["paths"] = ()
        return subprocess.Popen(
            [sys.executable, "-m", "tests.pipeline.driver", json.dumps(given)],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def shingikai(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    options = {"cwd": ROOT, "capture_output": True, "text": True, "timeout": 120} | more
    return subprocess.run(command, check=False, **options)
