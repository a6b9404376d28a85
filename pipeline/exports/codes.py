"""What the coded values mean, as one more table beside the exported datasets.

A join gives a column its Japanese names: `FROM items JOIN codes ON dataset = 'items' AND "column" = 'category' AND
code = category`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.dictionary import ColumnEntry, DatasetEntry, dictionary, type_text, value_names
from pipeline.dictionary.findings import finding_codes
from pipeline.schema.types import STRING, Column, Dataset, required

if TYPE_CHECKING:
    from collections.abc import Iterator

CODES = Dataset(
    "codes",
    "What the coded values of the datasets mean; one row per value.",
    ("dataset", "column", "code"),
    (
        required("dataset", STRING, "Dataset that the value stands in"),
        required("column", STRING, "Column that it stands in"),
        required("code", STRING, "The value as published"),
        required("ja", STRING, "Its Japanese name"),
        required("en", STRING, "Its English name"),
        Column(
            "meaning_ja", STRING, "What a finding means and what to do, in Japanese; null for other values"
        ),
        Column("meaning_en", STRING, "The same in English"),
    ),
)

_TITLES = ("データセット", "列", "コード", "日本語名", "英語名", "意味とすること", "意味とすること（英語）")


def code_rows() -> Iterator[dict[str, str]]:
    """The rows of `CODES`, in the order of the schema."""
    findings = finding_codes()
    for dataset, entry in dictionary().items():
        for column in entry.columns:
            for code, name in value_names(dataset, column.name).items():
                row = {"dataset": dataset, "column": column.name, "code": code, "ja": name.ja, "en": name.en}
                if (dataset, column.name) == ("findings", "code"):
                    meaning, action = findings[code].meaning, findings[code].action
                    row["meaning_ja"] = meaning.ja + action.ja
                    row["meaning_en"] = f"{meaning.en} {action.en}"
                yield row


def entry_of(dataset: Dataset) -> DatasetEntry:
    """A dataset described for people, also `CODES`, which is no part of the data contract."""
    if dataset is not CODES:
        return dictionary()[dataset.name]
    columns = (
        ColumnEntry(c.name, type_text(str(c.type)), c.nullable, title, title, c.description, ())
        for c, title in zip(CODES.columns, _TITLES, strict=True)
    )
    return DatasetEntry(CODES.name, CODES.key, "コード表", "コードの意味", CODES.description, tuple(columns))
