"""Where a run works and within which limits."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_RAW = Path("data/raw")
DEFAULT_OUT = Path("data/parquet")

DEFAULT_TIME_LIMIT = 600.0
"""Seconds for one file: some hundred times what a long real document takes."""

DEFAULT_MEMORY_LIMIT = 2048
"""Mebibytes of data for one worker: five times what a 1,000-page document takes."""

DEFAULT_KEEP = 5
"""Publishes that are kept for `rollback` and for readers that are still at work."""

DEFAULT_EXTRACT = "extractors:extract_file"
"""Entry point that reads one file, as `module:function`."""


def available_cores() -> int:
    """Cores that this process may use (a container or cron's cpuset may allow fewer than the machine has)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def default_cache(out: Path) -> Path:
    """The cache folder of an output folder: `cache/<its name>` beside it."""
    out = out.absolute()
    return out.parent / "cache" / out.name


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a run is told.

    Attributes:
        raw: folder that PDFs are dropped into.
        out: folder that the datasets are published in.
        cache: folder for what was extracted of each file.
        paths: files and folders to read; the whole raw folder when empty.
        workers: number of worker processes.
        force: read every file again.
        keep_removed: keep documents whose file has left the raw folder.
        retry_failed: try files again that failed before.
        wait: wait for another run to end instead of leaving.
        time_limit: seconds for one file.
        memory_limit: mebibytes of data for one worker.
        reader: library that decodes the pages.
        keep: publishes to keep.
        extract: entry point that reads one file, as `module:function`.
        on_error: command to call when a run finds new errors, or None.
    """

    raw: Path
    out: Path
    cache: Path
    paths: tuple[Path, ...] = ()
    workers: int = 1
    force: bool = False
    keep_removed: bool = False
    retry_failed: bool = False
    wait: bool = False
    time_limit: float = DEFAULT_TIME_LIMIT
    memory_limit: int = DEFAULT_MEMORY_LIMIT
    reader: str = "pdfium"
    keep: int = DEFAULT_KEEP
    extract: str = DEFAULT_EXTRACT
    on_error: str | None = None
