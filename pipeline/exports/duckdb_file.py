"""A DuckDB database: one table for each dataset, nested values kept, descriptions as comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from pipeline.dictionary import dictionary
from pipeline.exports.files import replacing
from pipeline.schema import DATASETS

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.exports.source import Source


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
        for name in source.names():
            rows = pa.RecordBatchReader.from_batches(DATASETS[name].schema(), source.batches(name))
            database.register("incoming", rows)
            # S608: names come from the schema, not from a document.
            database.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming')  # noqa: S608
            database.unregister("incoming")
            _comment(database, name)
    return [path]


def _comment(database: duckdb.DuckDBPyConnection, name: str) -> None:
    """Describe a table and its columns, Japanese first."""
    entry = dictionary()[name]
    database.execute(f'COMMENT ON TABLE "{name}" IS {_quoted(f"{entry.title} {entry.en}")}')
    for column in entry.columns:
        text = f"{column.title}: {column.en}"
        database.execute(f'COMMENT ON COLUMN "{name}"."{column.name}" IS {_quoted(text)}')


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
