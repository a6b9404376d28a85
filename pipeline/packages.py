"""What was extracted of one file, kept as one small file: a package.

Layout: `MAGIC`, length of the header (8 bytes, big-endian), header (JSON: outcome, counts, where each dataset lies),
payload (one Arrow stream for each dataset that has rows, compressed together), SHA-256 of all before it.
The hash is checked before anything is parsed, so a damaged package is noticed and made anew; nothing in it is code.
Each stream carries its schema, so that rows kept of a file that is gone outlive an upgrade which adds columns.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from dataclasses import asdict, dataclass, field
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.schema import EXTRACTED
from pipeline.schema.types import SPAN
from pipeline.spans import span_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.records import Row, Rows
    from pipeline.spans import PageSizes

MAGIC = b"SHINGIKAI PACKAGE 1\n"
_HASH = 32
_PART = 10_000

Batches = dict[str, pa.RecordBatch]
"""Rows of the extracted datasets that have any, by dataset name."""


class DamagedPackageError(Exception):
    """A package that is missing, damaged, or of a schema that does not fit; its file is read again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, small enough to be kept for all of them in memory.

    Attributes:
        ok: whether it gave documents; otherwise `code` and `message` say why not.
        digest: hash of the package, which changes when any row does.
        size: of the package in bytes.
        The others: for the summary.
    """

    ok: bool
    code: str = ""
    message: str = ""
    pages: int = 0
    documents: int = 0
    tables: int = 0
    cases: int = 0
    items: int = 0
    audits_agree: int = 0
    audits_disagree: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    digest: str = ""
    size: int = 0


def to_batches(rows: Rows, sizes: PageSizes) -> Batches:
    """Rows as record batches of the published schemas.

    Args:
        rows: of one file.
        sizes: of its pages, which boxes are cut at.

    Raises:
        ValueError: a value does not fit its column (pyarrow's errors are kinds of ValueError, TypeError, OverflowError).
    """
    batches = {}
    for name, dataset in EXTRACTED.items():
        schema = dataset.schema()
        parts = [_part(part, schema, sizes) for part in _in_parts(rows.get(name, ()))]
        if parts:
            batches[name] = parts[0] if len(parts) == 1 else pa.concat_batches(parts)
    return batches


def _in_parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows a part at a time: all of a long file's, and Arrow's work on them, would fill the memory."""
    some = iter(rows)
    while part := list(islice(some, _PART)):
        yield part


def _part(rows: Sequence[Row], schema: pa.Schema, sizes: PageSizes) -> pa.RecordBatch:
    arrays = []
    for column in schema:
        values = list(map(itemgetter(column.name), rows))
        if column.type == SPAN:
            arrays.append(span_array(values, sizes))
            continue
        try:
            arrays.append(pa.array(values, column.type))
        except UnicodeEncodeError:  # a lone surrogate out of a broken ToUnicode map: no valid text
            arrays.append(pa.array(_encodable(values), column.type))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _encodable(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case dict():
            return {key: _encodable(entry) for key, entry in value.items()}
        case list() | tuple():
            return type(value)(_encodable(entry) for entry in value)
        case _:
            return value


def outcome_of(batches: Batches, *, ok: bool, pages: int, code: str = "", message: str = "") -> Outcome:
    """The outcome that belongs to the rows of one file."""
    agrees = _values(batches, "audits", "agrees")
    return Outcome(
        ok=ok,
        code=code,
        message=message,
        pages=pages,
        documents=_count(batches, "documents"),
        tables=_count(batches, "tables"),
        cases=_count(batches, "cases"),
        items=_count(batches, "items"),
        audits_agree=agrees.count(True),
        audits_disagree=agrees.count(False),
        findings=dict(Counter(_values(batches, "findings", "severity"))),
    )


def _count(batches: Batches, dataset: str) -> int:
    return int(batches[dataset].num_rows) if dataset in batches else 0


def _values(batches: Batches, dataset: str, column: str) -> list[Any]:
    return batches[dataset].column(column).to_pylist() if dataset in batches else []


def pack(outcome: Outcome, batches: Batches) -> bytes:
    """A package as bytes, equal for equal rows (how long the reading took is no part of it)."""
    places: dict[str, list[int]] = {}
    size = 0
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as payload:
        for name, batch in batches.items():
            places[name] = [size, _write_stream(pa.MockOutputStream(), batch).size()]
            size += places[name][1]
            _write_stream(payload, batch)
    facts = asdict(outcome)
    del facts["digest"], facts["size"], facts["seconds"]
    header = {"size": size, "datasets": places, "outcome": facts}
    head = json.dumps(header, ensure_ascii=False, sort_keys=True).encode()
    body = b"".join((MAGIC, len(head).to_bytes(8), head, sink.getvalue()))
    return body + hashlib.sha256(body).digest()


def _write_stream(sink: pa.NativeFile, batch: pa.RecordBatch) -> pa.NativeFile:
    with pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return sink


def write(path: Path, data: bytes) -> None:
    """Put a package in its place in one step.

    It is not forced to disk: after a power cut a torn package is noticed by its hash and made anew.

    Raises:
        OSError: the disk is full or the folder is read-only.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _checked(path: Path) -> tuple[dict[str, Any], memoryview, str]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DamagedPackageError(f"{path.name}: {error.strerror}") from error
    body, digest = data[:-_HASH], data[-_HASH:]
    if not body.startswith(MAGIC) or hashlib.sha256(body).digest() != digest:
        raise DamagedPackageError(f"{path.name}: it is damaged")
    start = len(MAGIC) + 8
    length = int.from_bytes(body[len(MAGIC) : start])
    header: dict[str, Any] = json.loads(body[start : start + length])
    return header, memoryview(body)[start + length :], digest.hex()


def read_outcome(path: Path) -> Outcome:
    """What became of the file that a package was made from.

    Raises:
        DamagedPackageError: if it cannot be used.
    """
    header, _, digest = _checked(path)
    facts: Mapping[str, Any] = header["outcome"]
    return Outcome(**facts, digest=digest, size=path.stat().st_size)


def read(path: Path) -> Batches:
    """The rows of a package, checked to be valid Arrow data.

    Raises:
        DamagedPackageError: if it cannot be used.
    """
    header, compressed, _ = _checked(path)
    try:
        payload = pa.Codec("zstd").decompress(compressed, decompressed_size=header["size"])
        batches: Batches = {}
        for name, (offset, size) in header["datasets"].items():
            batch = pa.ipc.open_stream(payload.slice(offset, size)).read_next_batch()
            batch.validate(full=True)
            batches[name] = _fitted(batch, EXTRACTED[name].schema())
    except (pa.ArrowException, KeyError, ValueError, OSError) as error:
        raise DamagedPackageError(f"{path.name}: it is damaged ({type(error).__name__})") from error
    return batches


def _fitted(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Rows that were kept under an older schema as rows of today's: columns that were added are empty.

    Raises:
        ValueError: a column has another type now.
    """
    if batch.schema.equals(schema, check_metadata=True):
        return batch
    names = batch.schema.names
    columns = [
        batch.column(field.name) if field.name in names else _empty(field, batch.num_rows) for field in schema
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _empty(field: pa.Field, rows: int) -> pa.Array:
    if field.nullable:
        return pa.nulls(rows, field.type)
    if pa.types.is_nested(field.type):
        return pa.array([[]] * rows, field.type)
    nothing = "" if pa.types.is_string(field.type) else 0
    return pa.array([nothing] * rows).cast(field.type)
