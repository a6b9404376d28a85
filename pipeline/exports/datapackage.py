"""Descriptions after the Data Package standard (https://datapackage.org, version 1), which many tools read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.exports.codes import entry_of
from pipeline.exports.files import replacing
from pipeline.rules import FOREIGN
from pipeline.schema import DATASETS, SCHEMA_VERSION
from pipeline.schema.types import ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pipeline.dictionary import ColumnEntry
    from pipeline.schema import Column, Dataset

NAME = "datapackage.json"

_TITLE = "審議会の文書から取り出したデータ"
_DESCRIPTION = (
    "Datasets out of the PDFs of Japanese councils on personal data. Nested columns are written out as text in CSV "
    "and kept in Parquet. In CSV a text that a spreadsheet would take for a formula begins with an apostrophe."
)


def write_csv_package(folder: Path, datasets: Iterable[Dataset]) -> Path:
    """Describe the CSV files of a folder.

    Args:
        folder: to write to; holds the files.
        datasets: those that it holds.

    Returns:
        The file written.
    """
    resources = [
        {
            **_head(dataset),
            "type": "table",
            "path": f"{dataset.name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "schema": _schema(dataset, nested=False),
        }
        for dataset in datasets
    ]
    return _write(folder, resources)


def write_parquet_package(folder: Path, sha256: Mapping[str, str]) -> Path:
    """Describe the Parquet files of a publish, with their hashes, so that a copy can be checked.

    Args:
        folder: to write to; holds the files.
        sha256: hash of each file, by its path below `folder`.

    Returns:
        The file written.
    """
    resources = []
    for name, dataset in DATASETS.items():
        path = f"{name}/{name}.parquet"
        if path in sha256:
            resources.append(
                {
                    **_head(dataset),
                    # `table` would have the frictionless tool read the rows, which it cannot where they hold lists.
                    "type": "file",
                    "path": path,
                    "format": "parquet",
                    "mediatype": "application/vnd.apache.parquet",
                    "bytes": (folder / path).stat().st_size,
                    "hash": f"sha256:{sha256[path]}",
                    "schema": _schema(dataset, nested=True),
                }
            )
    return _write(folder, resources)


def _head(dataset: Dataset) -> dict[str, Any]:
    entry = entry_of(dataset)
    return {"name": dataset.name.replace("_", "-"), "title": entry.title, "description": entry.en}


def _write(folder: Path, resources: list[dict[str, Any]]) -> Path:
    package = {
        "name": "shingikai",
        "title": _TITLE,
        "description": _DESCRIPTION,
        "version": SCHEMA_VERSION,
        "profile": "data-package",
        "resources": resources,
    }
    path = folder / NAME
    with replacing(path) as temporary:
        temporary.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _schema(dataset: Dataset, *, nested: bool) -> dict[str, Any]:
    entry = entry_of(dataset)
    fields = [_field(c, e, nested=nested) for c, e in zip(dataset.columns, entry.columns, strict=True)]
    foreign = [
        {
            "fields": [rule.column],
            "reference": {
                "resource": rule.target.replace("_", "-"),
                "fields": [DATASETS[rule.target].key[0]],
            },
        }
        for rule in FOREIGN
        if rule.dataset == dataset.name and not pa.types.is_list(dataset.schema().field(rule.column).type)
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": list(dataset.key), "missingValues": [""]}
    return {**schema, "foreignKeys": foreign} if foreign else schema


def _field(column: Column, entry: ColumnEntry, *, nested: bool) -> dict[str, Any]:
    kind = _type(column.type, nested=nested)
    field = {"name": column.name, "title": entry.title, "type": kind, "description": column.description}
    if kind == "datetime":
        field["format"] = "%Y-%m-%dT%H:%M:%S.%fZ"
    constraints: dict[str, Any] = {}
    # An empty text is a value in Parquet; in CSV it cannot be told from none.
    if not column.nullable and (nested or kind not in ("string", "array")):
        constraints["required"] = True
    if entry.values:
        constraints["enum"] = list(entry.values)
    return {**field, "constraints": constraints} if constraints else field


def _type(kind: pa.DataType, *, nested: bool) -> str:
    if kind == ATTRIBUTES:
        return "object" if nested else "string"
    if pa.types.is_list(kind):
        return "array" if nested else "string"
    return _TYPES[kind]


_TYPES: dict[pa.DataType, str] = {
    pa.string(): "string",
    pa.int8(): "integer",
    pa.int16(): "integer",
    pa.int32(): "integer",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us", tz="UTC"): "datetime",
}
