"""What is published, row by row, for writers of other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import UsageError
from pipeline.exports.codes import CODES, code_rows
from pipeline.runs import read_runs
from pipeline.schema import DATASETS, EXTRACTED, RUNS
from pipeline.versions import CURRENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.schema import Dataset

_ROWS = 10_000
"""Rows that are in memory at once."""


class Source:
    """All datasets of one publish; it stays the same one when another is switched to meanwhile."""

    def __init__(self, out: Path) -> None:
        """Settle on the publish that is read now.

        Raises:
            UsageError: nothing was published there yet, or by a version of this program with other columns.
        """
        if not (out / CURRENT).exists():
            raise UsageError(
                f"{out}: nothing was published here yet; run `shingikai ingest` (or `make ingest`)"
            )
        self._out = out
        self._folder = (out / CURRENT).resolve()
        for name, dataset in EXTRACTED.items():
            path = self.path(name)
            if not path.exists() or pq.read_schema(path).names != dataset.schema().names:
                raise UsageError(
                    f"{out}: the data were published by another version of this program; run `shingikai ingest`"
                )

    def names(self) -> list[str]:
        """Names of the datasets, in the order of the schema."""
        return list(DATASETS)

    def datasets(self) -> list[Dataset]:
        """All datasets and the table of codes, for formats that others read."""
        return [*DATASETS.values(), CODES]

    def path(self, dataset: str) -> Path:
        """The Parquet file of a dataset that comes out of the PDFs."""
        return self._folder / dataset / f"{dataset}.parquet"

    def batches(self, dataset: str) -> Iterator[pa.RecordBatch]:
        """The rows of a dataset, some thousands at a time."""
        if dataset == RUNS.name:
            yield from read_runs(self._out).to_batches(max_chunksize=_ROWS)
            return
        if dataset == CODES.name:
            yield from pa.Table.from_pylist(list(code_rows()), CODES.schema()).to_batches()
            return
        with pq.ParquetFile(self.path(dataset)) as file:
            yield from file.iter_batches(batch_size=_ROWS)

    def rows(self, dataset: str) -> Iterator[dict[str, Any]]:
        """The rows of a dataset as plain values."""
        for batch in self.batches(dataset):
            yield from batch.to_pylist()
