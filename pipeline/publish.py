"""From segments of rows to one Parquet file for each dataset.

The rows are merged in the order of the files' paths and streamed, so that memory does not grow with their number, and
equal packages give equal bytes, whatever the number of workers, the clock or the hash seed.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import RefusedError
from pipeline.schema import EXTRACTED
from pipeline.segments import segments_of
from pipeline.versions import CURRENT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.packages import Batches
    from pipeline.segments import Part, Segments

_GROUP_BYTES = 32 * 2**20
"""Size of a row group before it is encoded: some 50,000 cases, in which filters skip pages by their index."""


def write_datasets(parts: Iterable[Part], segments: Segments, folder: Path, snapshot: str) -> dict[str, int]:
    """Write all datasets below `folder`.

    Args:
        parts: in the order of their paths.
        segments: where merged rows are kept.
        folder: to write to.
        snapshot: hash of all that goes into the datasets; becomes part of every table's metadata.

    Returns:
        The number of rows of each dataset.

    Raises:
        DamagedPartError: a package cannot be used.
        RefusedError: rows break a rule.
        OSError: the disk is full.
    """
    writers: dict[str, _Writer] = {}
    seen: set[str] = set()
    with ExitStack() as stack:
        for name in EXTRACTED:
            writers[name] = _Writer(folder, name, snapshot)
            stack.callback(writers[name].close)
        for segment in segments_of(parts):
            batches = segments.rows(segment)
            _remember(batches, seen)
            for name, batch in batches.items():
                writers[name].add(batch)
        return {name: writer.finish() for name, writer in writers.items()}


def _remember(batches: Batches, seen: set[str]) -> None:
    """Keys are unique within a segment, and begin with their document's id: so these tell about all of them."""
    if "documents" not in batches:
        return
    ids = batches["documents"].column("document_id").to_pylist()
    if again := seen.intersection(ids):
        raise RefusedError(
            f"documents.document_id: the key is not unique ({min(again)}); nothing was published"
        )
    seen.update(ids)


class _Writer:
    """One dataset's Parquet file, written row group by row group."""

    def __init__(self, folder: Path, name: str, snapshot: str) -> None:
        self._path = folder / name / f"{name}.parquet"
        self._path.parent.mkdir()
        schema = EXTRACTED[name].schema()
        self._schema = schema.with_metadata({**schema.metadata, b"shingikai.snapshot": snapshot.encode()})
        self._writer = pq.ParquetWriter(self._path, self._schema, compression="zstd", write_page_index=True)
        self._waiting: list[pa.RecordBatch] = []
        self._bytes = 0
        self._rows = 0

    def add(self, batch: pa.RecordBatch) -> None:
        self._waiting.append(batch)
        self._bytes += batch.nbytes
        self._rows += batch.num_rows
        if self._bytes >= _GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            table = pa.Table.from_batches(self._waiting).combine_chunks()
            self._writer.write_table(table.replace_schema_metadata(self._schema.metadata))
        self._waiting, self._bytes = [], 0

    def finish(self) -> int:
        self._flush()
        self._writer.close()
        return self._rows

    def close(self) -> None:
        """Close the file of a publish that is given up."""
        if self._writer.is_open:
            with suppress(OSError):
                self._writer.close()
            self._writer.is_open = False  # or it tries again, and complains, when it is collected


def file_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every Parquet file below a folder, by its path there."""
    hashes = {}
    for path in sorted(folder.rglob("*.parquet")):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        hashes[path.relative_to(folder).as_posix()] = digest
    return hashes


def published_errors(out: Path) -> set[tuple[str, str]]:
    """Ids and codes of the published findings of severity error; none where nothing (readable) is published."""
    path = out / CURRENT / "findings" / "findings.parquet"
    try:
        table = pq.ParquetFile(path).read(columns=["finding_id", "code", "severity"])
    except (OSError, pa.ArrowException):
        return set()
    return {(row["finding_id"], row["code"]) for row in table.to_pylist() if row["severity"] == "error"}
