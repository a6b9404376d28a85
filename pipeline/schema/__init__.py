"""The data contract as code: every published dataset with its columns, types and descriptions.

from pipeline.schema import DATASETS
DATASETS["cases"].schema()      # the pyarrow.Schema that is published
"""

from __future__ import annotations

import hashlib
from functools import cache

from pipeline.schema.layout import CELLS, SECTIONS, TABLES
from pipeline.schema.matters import CASES, DOCUMENTS, ITEMS
from pipeline.schema.minutes import AGENDA_ITEMS, MEETINGS, UTTERANCES
from pipeline.schema.quality import AUDITS, FINDINGS, RUNS
from pipeline.schema.types import SCHEMA_VERSION, Column, Dataset

__all__ = ["DATASETS", "EXTRACTED", "RUNS", "SCHEMA_VERSION", "Column", "Dataset", "fingerprint"]

EXTRACTED: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        DOCUMENTS,
        CASES,
        ITEMS,
        TABLES,
        CELLS,
        SECTIONS,
        MEETINGS,
        AGENDA_ITEMS,
        UTTERANCES,
        FINDINGS,
        AUDITS,
    )
}
"""The datasets that come out of the files and are published, switched and rolled back together."""

DATASETS: dict[str, Dataset] = {**EXTRACTED, RUNS.name: RUNS}
"""All datasets by name, in the order in which they are documented."""


@cache
def fingerprint() -> str:
    """A short hash of all names and types: rows kept under another one cannot be merged with today's."""
    text = "\n".join(
        f"{d.name} {d.schema().to_string(show_field_metadata=False)}" for d in EXTRACTED.values()
    )
    return hashlib.sha256(text.encode()).hexdigest()[:12]
