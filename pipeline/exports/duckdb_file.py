"""A DuckDB database: one table for each dataset, nested values kept, descriptions as comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from pipeline.exports.codes import entry_of
from pipeline.exports.files import replacing

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.exports.source import Source
    from pipeline.schema import Column, Dataset


def write_duckdb(source: Source, target: Path) -> list[Path]:
    """Write one database file.

    Args:
        source: what is published.
        target: folder to write to, which is there.

    Returns:
        The file written.
    """
    path = target / "shingikai.duckdb"
    with replacing(path) as temporary, duckdb.connect(temporary) as database:
        for dataset in source.datasets():
            rows = pa.RecordBatchReader.from_batches(dataset.schema(), source.batches(dataset.name))
            database.register("incoming", rows)
            columns = ", ".join(_selected(column) for column in dataset.columns)
            # S608: names come from the schema, not from a document.
            database.execute(f'CREATE TABLE "{dataset.name}" AS SELECT {columns} FROM incoming')  # noqa: S608
            database.unregister("incoming")
            _comment(database, dataset)
    return [path]


def _selected(column: Column) -> str:
    """A time without its zone, which is UTC: one with a zone is shown in the reader's, and Python needs pytz for it."""
    if not pa.types.is_timestamp(column.type):
        return f'"{column.name}"'
    return f'"{column.name}" AT TIME ZONE \'UTC\' AS "{column.name}"'


def _comment(database: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    """Describe a table and its columns, Japanese first."""
    name, entry = dataset.name, entry_of(dataset)
    database.execute(f'COMMENT ON TABLE "{name}" IS {_quoted(f"{entry.title} {entry.en}")}')
    for column in entry.columns:
        zone = " (UTC)" if column.type.startswith("timestamp") else ""
        text = f"{column.title}: {column.en}{zone}"
        database.execute(f'COMMENT ON COLUMN "{name}"."{column.name}" IS {_quoted(text)}')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
