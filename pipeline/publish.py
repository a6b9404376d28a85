"""From the packages of all files to one Parquet file for each dataset.

The rows are merged in the order of the files' paths and streamed, so that memory does not grow with their number, and
equal packages give equal bytes, whatever the number of workers, the clock or the hash seed.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import packages
from pipeline.errors import RefusedError
from pipeline.rules import KEY_DIGITS, violations
from pipeline.schema import EXTRACTED, SCHEMA_VERSION
from pipeline.version import publisher_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.packages import Batches
    from pipeline.records import Row

_CHECK_BYTES = 64 * 2**20
"""Rows are checked and handed on whenever so many bytes have come together."""

_GROUP_BYTES = 32 * 2**20
"""Size of a row group before it is encoded."""

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Note:
    """A finding about a file that does not come out of its content: it is a duplicate, or has been removed."""

    code: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one file gives to a publish.

    Attributes:
        source_path: as published.
        package: file with its rows, or None when it has none of its own.
        digest: of the package, or "".
        is_removed: whether it has left the raw folder.
        notes: findings besides those in the package.
    """

    source_path: str
    package: Path | None
    digest: str
    is_removed: bool = False
    notes: tuple[Note, ...] = ()


class DamagedPartError(Exception):
    """A package that cannot be used; its file must be read again.

    Attributes:
        part: what it belongs to.
    """

    def __init__(self, part: Part) -> None:
        super().__init__(part.source_path)
        self.part = part


def snapshot_of(parts: Iterable[Part]) -> str:
    """Hash of all that decides the bytes of a publish."""
    digest = hashlib.sha256(publisher_version().encode())
    for part in parts:
        notes = [f"{note.code}\t{note.severity}\t{note.message}" for note in part.notes]
        words = [part.source_path, part.digest, str(part.is_removed), *notes]
        digest.update("\0".join(words).encode() + b"\n")
    return digest.hexdigest()[:16]


def write_datasets(parts: Iterable[Part], folder: Path, snapshot: str) -> dict[str, int]:
    """Write all datasets below `folder`, checking every row against the rules on the way.

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
        for tables in _chunks(parts):
            _check(tables, seen)
            for name, table in tables.items():
                writers[name].add(table)
        return {name: writer.finish() for name, writer in writers.items()}


def _chunks(parts: Iterable[Part]) -> Iterator[dict[str, pa.Table]]:
    """The rows of whole files, some tens of megabytes at a time."""
    chunk: dict[str, list[pa.RecordBatch]] = {}
    size = 0
    for part in parts:
        for name, batch in _batches(part).items():
            chunk.setdefault(name, []).append(batch)
            size += batch.nbytes
        if size >= _CHECK_BYTES:
            yield {name: pa.Table.from_batches(batches) for name, batches in chunk.items()}
            chunk, size = {}, 0
    yield {name: pa.Table.from_batches(batches) for name, batches in chunk.items()}


def _batches(part: Part) -> Batches:
    """The rows of one file with its path, and whether it was removed, filled in."""
    batches: Batches = {}
    if part.package is not None:
        try:
            batches = packages.read(part.package)
        except packages.DamagedPackageError as error:
            raise DamagedPartError(part) from error
    for name in ("documents", "findings"):
        if name in batches:
            batches[name] = _filled(batches[name], "source_path", pa.scalar(part.source_path))
    if part.is_removed and "documents" in batches:
        batches["documents"] = _filled(batches["documents"], "is_removed", pa.scalar(value=True))
    if part.notes:
        own = [batches["findings"]] if "findings" in batches else []
        table = pa.Table.from_batches([*own, _note_batch(part)]).combine_chunks()
        batches["findings"] = table.to_batches()[0]
    return batches


def _filled(batch: pa.RecordBatch, column: str, value: pa.Scalar) -> pa.RecordBatch:
    index = batch.schema.get_field_index(column)
    return batch.set_column(index, batch.schema.field(index), pa.repeat(value, batch.num_rows))


def _note_batch(part: Part) -> pa.RecordBatch:
    key = hashlib.sha256(part.source_path.encode()).hexdigest()[:KEY_DIGITS]
    rows: list[Row] = [
        {
            "finding_id": f"{key}-n{number:02}",
            "document_id": None,
            "source_path": part.source_path,
            "severity": note.severity,
            "code": note.code,
            "message": note.message,
            "raw": "",
            "span": [],
            "case_id": None,
        }
        for number, note in enumerate(part.notes, start=1)
    ]
    return pa.RecordBatch.from_pylist(rows, schema=EXTRACTED["findings"].schema())


def _check(tables: dict[str, pa.Table], seen: set[str]) -> None:
    """Raise unless the rows hold all rules. Keys begin with their document's id, so `seen` ids cover them all."""
    broken = [str(violation) for violation in violations(tables)]
    if "documents" in tables:
        ids = tables["documents"].column("document_id").to_pylist()
        broken += [f"documents.document_id: {i} comes twice" for i in ids if i in seen]
        seen.update(ids)
    if broken:
        more = f" … and {len(broken) - _SHOWN} more" if len(broken) > _SHOWN else ""
        raise RefusedError(
            f"the rows break rules of the data contract, and nothing was published: "
            f"{'; '.join(broken[:_SHOWN])}{more}"
        )


class _Writer:
    """One dataset's Parquet file, written row group by row group."""

    def __init__(self, folder: Path, name: str, snapshot: str) -> None:
        self._path = folder / name / f"{name}.parquet"
        self._path.parent.mkdir()
        schema = EXTRACTED[name].schema()
        self._schema = schema.with_metadata(
            {
                **schema.metadata,
                b"shingikai.snapshot": snapshot.encode(),
                b"shingikai.schema_version": SCHEMA_VERSION.encode(),
            }
        )
        self._writer = pq.ParquetWriter(self._path, self._schema, compression="zstd", write_page_index=True)
        self._waiting: list[pa.Table] = []
        self._bytes = 0
        self._rows = 0

    def add(self, table: pa.Table) -> None:
        self._waiting.append(table)
        self._bytes += table.nbytes
        self._rows += table.num_rows
        if self._bytes >= _GROUP_BYTES:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            table = pa.concat_tables(self._waiting).combine_chunks()
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
