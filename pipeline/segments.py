"""Parts of a publish that are kept ready: the rows of some hundred files that lie side by side, merged and checked.

When one file among ten thousand changes, one segment is made anew and the others are taken as they are. Where a
segment ends is decided by the names and sizes of the files in it, so that a new file moves no other border than its own.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline import packages
from pipeline.errors import RefusedError
from pipeline.rules import KEY_DIGITS, violations
from pipeline.schema import EXTRACTED
from pipeline.version import publisher_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.packages import Batches
    from pipeline.records import Row

_SUFFIX = ".segment"

_ONE_IN = 128
"""A segment ends with the name of every 128th file, on average."""

_MAX_BYTES = 4 * 2**20
"""... and when the packages in it (compressed about ten times) come to this."""

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
        size: of the package in bytes.
        is_removed: whether it has left the raw folder.
        notes: findings besides those in the package.
    """

    source_path: str
    package: Path | None
    digest: str = ""
    size: int = 0
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
    """Hash of all that decides the rows of some parts and the bytes they are published as."""
    digest = hashlib.sha256(publisher_version().encode())
    for part in parts:
        notes = [f"{note.code}\t{note.severity}\t{note.message}" for note in part.notes]
        words = [part.source_path, part.digest, str(part.is_removed), *notes]
        digest.update("\0".join(words).encode() + b"\n")
    return digest.hexdigest()[:16]


def segments_of(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Divide parts, which come in the order of their paths, into segments."""
    segment: list[Part] = []
    size = 0
    for part in parts:
        segment.append(part)
        size += part.size
        if size >= _MAX_BYTES or zlib.crc32(part.source_path.encode()) % _ONE_IN == 0:
            yield segment
            segment, size = [], 0
    if segment:
        yield segment


class Segments:
    """The segments in a cache folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "segments"
        self._used: set[str] = set()

    def rows(self, parts: Sequence[Part]) -> Batches:
        """The rows of one segment, checked against the rules; made when it is not kept.

        Raises:
            DamagedPartError: a package cannot be used.
            RefusedError: rows break a rule.
            OSError: the disk is full.
        """
        name = snapshot_of(parts) + _SUFFIX
        self._used.add(name)
        path = self._folder / name
        try:
            return packages.read(path)
        except packages.DamagedPackageError:
            batches = _merge(parts)
            packages.write(path, packages.pack(packages.Outcome(ok=True), batches))
            return batches

    def sweep(self) -> None:
        """Remove every segment that was not used."""
        for path in self._folder.glob(f"*{_SUFFIX}*"):
            if path.name not in self._used:
                path.unlink(missing_ok=True)


def _merge(parts: Iterable[Part]) -> Batches:
    gathered: dict[str, list[pa.RecordBatch]] = {}
    for part in parts:
        for name, batch in _batches(part).items():
            gathered.setdefault(name, []).append(batch)
    tables = {name: pa.Table.from_batches(gathered[name]) for name in EXTRACTED if name in gathered}
    _check(tables)
    return {name: table.combine_chunks().to_batches()[0] for name, table in tables.items()}


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


def note_id(source_path: str, number: int) -> str:
    """Id of a finding about a file that does not come out of its content."""
    return f"{hashlib.sha256(source_path.encode()).hexdigest()[:KEY_DIGITS]}-n{number:02}"


def failure_id(sha256: str) -> str:
    """Id of the one finding about a content that gives no documents; see `pipeline.records`."""
    return f"{sha256[:KEY_DIGITS]}-f0001"


def _note_batch(part: Part) -> pa.RecordBatch:
    rows: list[Row] = [
        {
            "finding_id": note_id(part.source_path, number),
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


def _check(tables: dict[str, pa.Table]) -> None:
    broken = [str(violation) for violation in violations(tables)]
    if broken:
        more = f" … and {len(broken) - _SHOWN} more" if len(broken) > _SHOWN else ""
        raise RefusedError(
            "the rows break rules of the data contract, and nothing was published: "
            f"{'; '.join(broken[:_SHOWN])}{more}"
        )
