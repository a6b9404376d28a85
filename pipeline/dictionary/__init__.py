"""Names for people: datasets, columns and coded values in Japanese and English.

Data in `labels.toml`; what the finding codes mean in `findings.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.dictionary.findings import finding_codes
from pipeline.dictionary.names import Name
from pipeline.schema import DATASETS, Column

__all__ = ["ColumnEntry", "DatasetEntry", "Name", "dictionary", "value_name", "value_names"]


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """One column of a dataset, described for people.

    Attributes:
        name: as published.
        type: its Arrow type in words.
        nullable: whether it may be empty.
        title: short Japanese name; the published name where there is none.
        ja, en: what it says.
        values: the closed list of its values, in order; empty where any value may stand.
    """

    name: str
    type: str
    nullable: bool
    title: str
    ja: str
    en: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatasetEntry:
    """One dataset, described for people."""

    name: str
    key: tuple[str, ...]
    title: str
    ja: str
    en: str
    columns: tuple[ColumnEntry, ...]


@cache
def _labels() -> dict[str, Any]:
    with (Path(__file__).parent / "labels.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def dictionary() -> dict[str, DatasetEntry]:
    """All datasets by name, in the order of the schema."""
    entries = {}
    for name, dataset in DATASETS.items():
        labels = _labels()["datasets"].get(name, {})
        titles = labels.get("columns", {})
        columns = tuple(_column(name, column, titles.get(column.name)) for column in dataset.columns)
        entries[name] = DatasetEntry(
            name,
            dataset.key,
            labels.get("name", name),
            labels.get("text", ""),
            dataset.description,
            columns,
        )
    return entries


def _column(dataset: str, column: Column, names: list[str] | None) -> ColumnEntry:
    title, ja = names or (column.name, "")
    return ColumnEntry(
        name=column.name,
        type=type_text(str(column.type)),
        nullable=column.nullable,
        title=title,
        ja=ja,
        en=column.description,
        values=tuple(value_names(dataset, column.name)),
    )


def type_text(arrow: str) -> str:
    """An Arrow type without what nobody reads: `list<element: string>` becomes `list<string>`."""
    return arrow.replace("list<element: ", "list<").replace("list<item: ", "list<").replace("[day]", "")


def value_names(dataset: str, column: str) -> dict[str, Name]:
    """The coded values of a column with their names; empty for a column of free values."""
    if (dataset, column) == ("findings", "code"):
        return {code: entry.title for code, entry in finding_codes().items()}
    values = _labels()["values"].get(f"{dataset}.{column}", {})
    return {code: Name(*names) for code, names in values.items()}


def value_name(dataset: str, column: str, code: str) -> Name:
    """Names of one coded value; the code itself where it has none."""
    return value_names(dataset, column).get(code, Name(code, code))
