"""The published rows as the site needs them: by document, by case, by table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from pipeline.exports import Source
from pipeline.schema import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Row = dict[str, Any]


class Grouped:
    """The rows of a dataset by the value of one column, turned into plain values only when they are asked for."""

    def __init__(self, table: pa.Table, column: str) -> None:
        self._table = table
        encoded = table.column(column).combine_chunks().dictionary_encode()
        codes = np.asarray(encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False), dtype=np.int64)
        order = np.argsort(codes, kind="stable")
        names, starts = np.unique(codes[order], return_index=True)
        bounds = [*starts.tolist(), len(order)]
        values = encoded.dictionary.to_pylist()
        self._places = {
            (values[name] if name >= 0 else None): order[bounds[i] : bounds[i + 1]]
            for i, name in enumerate(names.tolist())
        }

    def __getitem__(self, value: str | None) -> list[Row]:
        """The rows with that value, in published order; none for a value that does not occur."""
        places = self._places.get(value)
        if places is None:
            return []
        rows: list[Row] = self._table.take(pa.array(places)).to_pylist()
        return rows

    def counts(self) -> dict[str | None, int]:
        """Number of rows by value."""
        return {value: len(places) for value, places in self._places.items()}


class Data:
    """All datasets of one publish."""

    def __init__(self, out: Path) -> None:
        """Load what is published.

        Raises:
            UsageError: nothing was published there yet.
        """
        source = Source(out)
        self._tables = {
            name: pa.Table.from_batches(source.batches(name), schema=DATASETS[name].schema())
            for name in source.names()
        }

    def table(self, dataset: str) -> pa.Table:
        """All rows of a dataset."""
        return self._tables[dataset]

    def rows(self, dataset: str) -> Iterator[Row]:
        """All rows of a dataset as plain values."""
        for batch in self._tables[dataset].to_batches(max_chunksize=10_000):
            yield from batch.to_pylist()

    def by(self, dataset: str, column: str) -> Grouped:
        """The rows of a dataset by the value of a column."""
        return Grouped(self._tables[dataset], column)
