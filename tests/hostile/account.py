"""Ingesting a folder of hostile files, and holding the run to its promises."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from tests.pipeline.support import shingikai

if TYPE_CHECKING:
    from pathlib import Path

TIME_LIMIT = 20
MEMORY_LIMIT = 1024
_START = 30.0
"""Seconds that starting a worker may take on a busy machine."""


@dataclass
class Account:
    """What became of all files.

    Attributes:
        files, documents: how many.
        outcomes: files by the code of the finding they failed with; "ok" for the others.
        defects: where the extractor failed, by place in the code or rule; each is worth mending.
        broken: promises that were not kept.
        seconds: of the run.
    """

    files: int = 0
    documents: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    defects: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, other: Account) -> None:
        self.files += other.files
        self.documents += other.documents
        self.outcomes += other.outcomes
        self.defects += other.defects
        self.broken += other.broken
        self.seconds += other.seconds


def ingest_hostile(base: Path, workers: int = 2) -> Account:
    """Ingest `base/raw`: the run ends by itself, tells each failure in one line, and accounts for every file."""
    raw, out = base / "raw", base / "parquet"
    names = {path.name for path in raw.iterdir()}
    account = Account(files=len(names))
    started = time.monotonic()
    limits = ("--time-limit", str(TIME_LIMIT), "--memory-limit", str(MEMORY_LIMIT), "--workers", str(workers))
    done = shingikai(
        "ingest",
        "--raw",
        raw,
        "--out",
        out,
        "--log-format",
        "json",
        *limits,
        timeout=len(names) * TIME_LIMIT + 600,
    )
    account.seconds = time.monotonic() - started
    if done.returncode not in (0, 1):
        account.broken.append(f"exit status {done.returncode}: {done.stderr[-500:]}")
        return account
    for line in done.stderr.splitlines():
        event = json.loads(line)
        if event.get("seconds", 0) > TIME_LIMIT + _START:
            account.broken.append(f"{event['source_path']}: took {event['seconds']:.0f} s")
    findings = pq.read_table(out / "findings").to_pylist()
    documents = pq.read_table(out / "documents").to_pylist()
    failures = {f["source_path"]: f["code"] for f in json.loads(done.stdout)["failures"]}
    told = {row["source_path"] for row in findings + documents}
    account.broken += [f"{name}: neither documents nor findings" for name in sorted(names - told)]
    account.defects = Counter(f["raw"] for f in findings if f["code"] in {"extractor_error", "invalid_rows"})
    account.documents = len(documents)
    account.outcomes = Counter(failures.get(name, "ok") for name in names)
    return account
