"""The data contract as code: every published dataset with its columns, types and descriptions.

`DATASETS["cases"].schema()` is the `pyarrow.Schema` that is published.
"""

from __future__ import annotations

from pipeline.schema.layout import CELLS, SECTIONS, TABLES
from pipeline.schema.matters import CASES, DOCUMENTS, ITEMS
from pipeline.schema.minutes import AGENDA_ITEMS, MEETINGS, UTTERANCES
from pipeline.schema.quality import AUDITS, FINDINGS, RUNS
from pipeline.schema.types import SCHEMA_VERSION, Column, Dataset

__all__ = ["DATASETS", "EXTRACTED", "RUNS", "SCHEMA_VERSION", "Column", "Dataset"]

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
