"""How large the published cases are and how fast they are filtered, by compression, row groups, order and page index.

    .venv/bin/python -m tests.bench.bench_parquet [--rows N]

The cases of the samples, told apart by a number in their texts and with dates and departments dealt at random as a ward's
are, are written in every way, and DuckDB (one thread) asks what analysts ask: one department, one quarter of one kind, how
many of each kind. What is published is the first row of the table.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.reporting import Reporter
from pipeline.run import ingest
from pipeline.schema import EXTRACTED
from pipeline.settings import Settings
from tests.samples.generate import PDF_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUESTIONS = (
    "select count(*) from '{0}' where list_contains(list_transform(departments, lambda d: d.division), '第7課')",
    "select title from '{0}' where case_type = 'outsourcing' and start_date between '2019-04-01' and '2019-06-30'",
    "select case_type, count(*) from '{0}' group by 1",
)
_ORDERS = {"document": ["case_id"], "kind, then date": ["case_type", "start_date"]}


class Way(NamedTuple):
    """One way to write the rows."""

    compression: str
    rows: int
    order: str
    index: bool


WAYS = (
    Way("zstd", 50_000, "document", index=True),
    Way("zstd", 50_000, "document", index=False),
    Way("zstd", 10_000, "document", index=True),
    Way("zstd", 1_000_000, "document", index=True),
    Way("snappy", 50_000, "document", index=True),
    Way("lz4", 50_000, "document", index=True),
    Way("none", 50_000, "document", index=True),
    Way("zstd", 50_000, "kind, then date", index=True),
)


def cases(count: int) -> pa.Table:
    """So many cases, no two alike."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(PDF_FOLDER, Path(folder, "parquet"), Path(folder, "cache"), workers=1)
        ingest(settings, Reporter())
        some = pq.read_table(Path(folder, "parquet", "cases")).to_pylist()
    dice = random.Random(1)
    rows = [_another(dice.choice(some), number, dice) for number in range(count)]
    return pa.Table.from_pylist(rows, schema=EXTRACTED["cases"].schema())


def _another(row: dict[str, Any], number: int, dice: random.Random) -> dict[str, Any]:
    """A case like another, of its own document (of a hundred cases), day and department."""
    own = random.Random(number // 100)
    varied = {
        name: f"{value}{number}"
        for name, value in row.items()
        if name in {"title", "items_raw", "description"} and value
    }
    day = date(2001, 4, 1) + timedelta(days=own.randrange(9000) + dice.randrange(90))
    division = f"第{dice.randrange(300)}課"
    case_id = f"{number // 100:016x}-01-c{number % 100:04}"
    changed = {"case_id": case_id, "start_date": day, "departments": [{"bureau": None, "division": division}]}
    return {**row, **varied, **changed}


def measure(table: pa.Table, way: Way, folder: Path) -> Iterator[float]:
    """Megabytes, then milliseconds of processor time for each question, the best of five."""
    path = folder / "cases.parquet"
    ordered = table.sort_by([(name, "ascending") for name in _ORDERS[way.order]])
    pq.write_table(
        ordered, path, compression=way.compression, row_group_size=way.rows, write_page_index=way.index
    )
    yield path.stat().st_size / 1e6
    with duckdb.connect() as connection:
        connection.execute("set threads = 1")
        for question in _QUESTIONS:
            times = []
            for _ in range(5):
                started = time.process_time()
                connection.execute(question.format(path)).fetchall()
                times.append(1000 * (time.process_time() - started))
            yield min(times)


def main() -> None:
    """Print a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=100_000)
    table = cases(parser.parse_args().rows)
    print(
        "| compression | rows a group | order | page index | MB | department, ms | quarter, ms | kinds, ms |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for way in WAYS:
            size, *times = measure(table, way, Path(folder))
            shown = " | ".join(f"{value:.0f}" for value in times)
            index = "yes" if way.index else "no"
            print(
                f"| {way.compression} | {way.rows:,} | {way.order} | {index} | {size:.1f} | {shown} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
