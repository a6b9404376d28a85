"""CSV for Excel and everything else: UTF-8 with a byte order mark, RFC 4180, no cell that runs as a formula."""

from __future__ import annotations

import csv
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pipeline.exports.datapackage import write_csv_package
from pipeline.exports.files import replacing
from pipeline.exports.flat import flat
from pipeline.terminal import spreadsheet_safe

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.exports.source import Source


def write_csv(source: Source, target: Path) -> list[Path]:
    """Write one CSV file for each dataset, and a `datapackage.json` that describes them.

    Args:
        source: what is published.
        target: folder to write to, which is there.

    Returns:
        The files written.
    """
    paths = [target / f"{dataset.name}.csv" for dataset in source.datasets()]
    for dataset, path in zip(source.datasets(), paths, strict=True):
        # utf-8-sig: Excel takes a file without the mark for Shift JIS.
        with replacing(path) as temporary, temporary.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            columns = [column.name for column in dataset.columns]
            writer.writerow(columns)
            writer.writerows(
                [cell_text(column, row[column]) for column in columns] for row in source.rows(dataset.name)
            )
    return [*paths, write_csv_package(target, source.datasets())]


def cell_text(column: str, value: Any) -> str:  # noqa: ANN401 - any value of a row
    """A value as it stands in the file: ISO 8601 dates, true and false, nested values as readable text."""
    match value:
        case None:
            text = ""
        case bool():
            text = "true" if value else "false"
        case datetime():
            text = value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date() | int() | float():
            text = str(value)
        case str():
            text = spreadsheet_safe(value)
        case _:
            text = spreadsheet_safe(flat(column, value))
    return text
