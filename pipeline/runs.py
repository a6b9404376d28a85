"""The dataset `runs`: one row per run, appended when the run ends."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pipeline.versions import sync

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

_FOLDER = "runs"


@dataclass(slots=True)
class Counters:
    """What a run counts, as published in `runs`."""

    files_seen: int = 0
    files_new: int = 0
    files_changed: int = 0
    files_unchanged: int = 0
    files_removed: int = 0
    files_failed: int = 0
    pages: int = 0
    cases: int = 0
    items: int = 0


def new_run_id(started: datetime) -> str:
    """An id for a run: its start and its process number."""
    return f"{started:%Y%m%dT%H%M%S.%f}Z-{os.getpid()}"


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a run when it starts.

    Attributes:
        run_id: see `new_run_id`.
        at: when, in UTC.
        extractor_version: of the extractor that it uses.
    """

    run_id: str
    at: datetime
    extractor_version: str


def row_of(start: Start, counters: Counters, exit_status: int, publish: str | None) -> dict[str, Any]:
    """The row of a run that ends now."""
    finished = datetime.now(UTC)
    return {
        "run_id": start.run_id,
        "started_at": start.at,
        "finished_at": finished,
        **{name: getattr(counters, name) for name in Counters.__slots__},
        "seconds": round((finished - start.at).total_seconds(), 3),
        "extractor_version": start.extractor_version,
        "host": socket.gethostname(),
        "exit_status": exit_status,
        "publish": publish,
    }


def interrupted_row(left: dict[str, Any]) -> dict[str, Any]:
    """The row of a run that was killed, from what it left in the lock file."""
    return {
        "run_id": str(left["run_id"]),
        "started_at": datetime.fromisoformat(left["started_at"]),
        "finished_at": None,
        **dict.fromkeys(Counters.__slots__, 0),
        "seconds": 0.0,
        "extractor_version": "",
        "host": str(left.get("host", "")),
        "exit_status": None,
        "publish": None,
    }


def read_runs(out: Path) -> pa.Table:
    """All runs so far, oldest first; a damaged file is begun anew."""
    import pyarrow as pa  # noqa: PLC0415 - a quarter of a second that only some commands need
    import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

    from pipeline.schema import RUNS  # noqa: PLC0415 - likewise

    try:
        table = pq.ParquetFile(out / _FOLDER / "runs.parquet").read()
        return table.select(RUNS.schema().names).cast(RUNS.schema())
    except (OSError, pa.ArrowException, KeyError):
        return RUNS.schema().empty_table()


def append_rows(out: Path, rows: list[dict[str, Any]]) -> None:
    """Add rows to `runs`, in one step for whoever reads it.

    Raises:
        OSError: the disk is full or the folder is read-only.
    """
    import pyarrow as pa  # noqa: PLC0415 - see `read_runs`
    import pyarrow.parquet as pq  # noqa: PLC0415 - likewise

    from pipeline.schema import RUNS  # noqa: PLC0415 - likewise

    schema = RUNS.schema()
    table = pa.concat_tables([read_runs(out), pa.Table.from_pylist(rows, schema=schema)]).combine_chunks()
    folder = out / _FOLDER
    folder.mkdir(exist_ok=True)
    temporary = out / ".runs.parquet.new"
    pq.write_table(table.replace_schema_metadata(schema.metadata), temporary, compression="zstd")
    sync(temporary)
    temporary.replace(folder / "runs.parquet")
    sync(folder)
