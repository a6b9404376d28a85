"""The column types of the published datasets, and the small vocabulary the datasets are declared with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import pyarrow as pa

SCHEMA_VERSION = "1.0"
"""Version of the data contract, in the metadata of every table: the first number changes when a column is renamed,
removed or given another type or meaning, the second when columns are added."""

STRING = pa.string()
INT8 = pa.int8()
INT16 = pa.int16()
INT32 = pa.int32()
INT64 = pa.int64()
FLOAT64 = pa.float64()
BOOL = pa.bool_()
DATE = pa.date32()
TIMESTAMP = pa.timestamp("us", tz="UTC")
STRINGS = pa.list_(STRING)
ATTRIBUTES = pa.map_(STRING, STRING)


def list_of_structs(**fields: pa.DataType) -> pa.DataType:
    """A list column whose entries have the given named fields."""
    return pa.list_(pa.struct([pa.field(name, kind) for name, kind in fields.items()]))


SPAN = list_of_structs(page=INT16, x0=pa.float32(), top=pa.float32(), x1=pa.float32(), bottom=pa.float32())
PAGE_SIZES = list_of_structs(page=INT16, width=pa.float32(), height=pa.float32())
DEPARTMENTS = list_of_structs(bureau=STRING, division=STRING)
LEGAL_BASIS = list_of_structs(
    law=STRING, article=INT32, branch=INT32, paragraph=INT32, item=INT32, raw=STRING
)
REFERENCES = list_of_structs(kind=STRING, number=INT32, raw=STRING)
DATES = list_of_structs(start=DATE, end=DATE, precision=STRING, raw=STRING)
COUNTS = list_of_structs(label=STRING, min=INT64, max=INT64, unit=STRING, raw=STRING)
ATTENDEES = list_of_structs(role=STRING, name=STRING, affiliation=STRING, is_present=BOOL)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a dataset.

    Attributes:
        name, type: as published.
        description: one line for the data dictionary, also stored with the column itself.
        nullable: False for keys and for what every row has.
    """

    name: str
    type: pa.DataType
    description: str
    nullable: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """One published dataset.

    Attributes:
        name: of its folder.
        description: what one row is.
        key: names of the columns that tell its rows apart.
        columns: in the order in which they are published.
    """

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def schema(self) -> pa.Schema:
        """The explicit Arrow schema, with a description on every field and the schema version on the table."""
        return _schema(self)


@cache
def _schema(dataset: Dataset) -> pa.Schema:
    fields = [
        pa.field(c.name, c.type, nullable=c.nullable, metadata={"description": c.description})
        for c in dataset.columns
    ]
    return pa.schema(
        fields,
        metadata={
            "shingikai.schema_version": SCHEMA_VERSION,
            "shingikai.dataset": dataset.name,
            "description": dataset.description,
            # pandas.read_parquet(...).attrs: the descriptions where analysts look for them.
            "PANDAS_ATTRS": json.dumps(
                {
                    "description": dataset.description,
                    "columns": {c.name: c.description for c in dataset.columns},
                },
                ensure_ascii=False,
            ),
        },
    )


def required(name: str, kind: pa.DataType, description: str) -> Column:
    """A column that is never null."""
    return Column(name, kind, description, nullable=False)
