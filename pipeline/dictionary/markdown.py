"""The data dictionary as a page of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.dictionary import dictionary, value_name
from pipeline.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.dictionary import ColumnEntry, DatasetEntry

_HEAD = """# Data dictionary

Made from the schema by `python -m pipeline dictionary`; schema version {version}. Every dataset is a folder of
Parquet files: `pandas.read_parquet("data/parquet/cases")`. Columns in bold are never null.
"""


def markdown() -> str:
    """All datasets and columns in Markdown, English with the Japanese names."""
    contents = [f"- [{name}](#{name}) {entry.title}: {entry.en}" for name, entry in dictionary().items()]
    parts = [_HEAD.format(version=SCHEMA_VERSION), "\n".join(contents), ""]
    parts += ["\n".join(_dataset(entry)) for entry in dictionary().values()]
    return "\n".join(parts)


def _dataset(entry: DatasetEntry) -> Iterator[str]:
    yield f"## {entry.name}\n"
    yield f"{entry.title}. {entry.en} Key: {', '.join(f'`{name}`' for name in entry.key)}.\n"
    yield "| column | Japanese | type | meaning |"
    yield "|---|---|---|---|"
    yield from (_column(column) for column in entry.columns)
    yield ""
    for column in entry.columns:
        if column.values:
            names = ", ".join(_value(entry.name, column.name, code) for code in column.values)
            yield f"`{column.name}`: {names}.\n"


def _column(column: ColumnEntry) -> str:
    name = f"**{column.name}**" if not column.nullable else column.name
    return f"| {name} | {column.title} | `{column.type}` | {column.en.replace('|', chr(92) + '|')} |"


def _value(dataset: str, column: str, code: str) -> str:
    name = value_name(dataset, column, code).ja
    return f"`{code}`" if name == code else f"`{code}` {name}"
