"""Reading what is published: one consistent set of datasets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc
import pyarrow.dataset as ds

from pipeline.errors import UsageError
from pipeline.versions import CURRENT

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa


class Published:
    """The datasets of one publish, also when another one is switched to meanwhile."""

    def __init__(self, out: Path) -> None:
        """Settle on the publish that is read now.

        Raises:
            UsageError: nothing was published there yet.
        """
        if not (out / CURRENT).exists():
            raise UsageError(
                f"{out}: nothing was published here yet; run `shingikai ingest` (or `make ingest`)"
            )
        self._folder = (out / CURRENT).resolve()

    def table(self, dataset: str, where: pc.Expression | None = None) -> pa.Table:
        """The rows of a dataset for which `where` holds; all when it is None."""
        return ds.dataset(self._folder / dataset / f"{dataset}.parquet").to_table(filter=where)

    def rows(self, dataset: str, column: str, value: str) -> list[dict[str, Any]]:
        """The rows of a dataset in which a column has a value, as plain values."""
        rows: list[dict[str, Any]] = self.table(dataset, pc.field(column) == value).to_pylist()
        return rows
