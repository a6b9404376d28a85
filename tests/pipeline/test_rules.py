"""Each rule, broken once."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from extractors.geometry import Place
from pipeline.council import default_council
from pipeline.packages import to_batches
from pipeline.records import Source, rows_of
from pipeline.rules import CLOSED, FOREIGN, PATTERNS, violations
from pipeline.schema import EXTRACTED
from tests.pipeline import fakes
from tests.pipeline.test_records import meeting

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.records import Row

SOURCE = Source("ab" * 32, "v1", {1: (595.0, 842.0)})


@pytest.fixture
def rows(tmp_path: Path) -> dict[str, list[Row]]:
    extraction = fakes.extract(fakes.write_fake(tmp_path / "a.pdf", seed=1))
    document = replace(extraction.documents[0], meeting=meeting())
    made = rows_of(replace(extraction, documents=(document,)), SOURCE, default_council())
    return {name: list(some) for name, some in made.items()}


def broken(rows: dict[str, list[Row]]) -> list[tuple[str, str]]:
    tables = {name: pa.Table.from_batches([batch]) for name, batch in to_batches(rows, {}).items()}
    return [(violation.dataset, violation.column) for violation in violations(tables)]


def test_good_rows_break_none(rows: dict[str, list[Row]]) -> None:
    assert broken(rows) == []


@pytest.mark.parametrize("rule", CLOSED, ids=lambda rule: f"{rule.dataset}.{rule.column}")
def test_closed_lists(rows: dict[str, list[Row]], rule: Any) -> None:
    rows[rule.dataset][0][rule.column] = "something else"
    assert broken(rows) == [(rule.dataset, rule.column)]


@pytest.mark.parametrize("rule", FOREIGN, ids=lambda rule: f"{rule.dataset}.{rule.column}")
def test_foreign_keys(rows: dict[str, list[Row]], rule: Any) -> None:
    row = rows[rule.dataset][0]
    row[rule.column] = ["nowhere"] if isinstance(row[rule.column], list) else "nowhere"
    assert (rule.dataset, rule.column) in broken(rows)


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: f"{rule.dataset}.{rule.column}")
def test_patterns(rows: dict[str, list[Row]], rule: Any) -> None:
    rows[rule.dataset][0][rule.column] += "\n9"
    assert broken(rows) == [(rule.dataset, rule.column)]


@pytest.mark.parametrize("name", EXTRACTED)
def test_keys_are_unique(rows: dict[str, list[Row]], name: str) -> None:
    rows[name].append(rows[name][-1])
    assert (name, ", ".join(EXTRACTED[name].key)) in broken(rows)


@pytest.mark.parametrize(("dataset", "column"), [("documents", "title"), ("items", "is_common")])
def test_what_every_row_has_is_not_null(rows: dict[str, list[Row]], dataset: str, column: str) -> None:
    rows[dataset][0][column] = None
    assert broken(rows) == [(dataset, column)]


@pytest.mark.parametrize("day", [date(1867, 12, 31), date(2200, 1, 1)])
def test_dates_are_in_range(rows: dict[str, list[Row]], day: date) -> None:
    rows["cases"][0]["start_date"] = day
    assert broken(rows) == [("cases", "start_date")]


@pytest.mark.parametrize(
    "change",
    [
        {"page": 0},
        {"x0": -1.0},
        {"x0": 501.0},
        {"x1": 596.0},
        {"bottom": 843.0},
        {"bottom": math.nan},
        {"x1": math.inf},
        {"page": 2, "x1": math.inf},
    ],
    ids=str,
)
def test_boxes_are_on_their_page(rows: dict[str, list[Row]], change: dict[str, float]) -> None:
    (place,) = rows["cells"][1]["span"]
    box = place.box._replace(**{name: value for name, value in change.items() if name != "page"})
    rows["cells"][1]["span"] = (Place(int(change.get("page", place.page)), box),)
    assert broken(rows) == [("cells", "span")]


def test_a_violation_tells_where_and_what(rows: dict[str, list[Row]]) -> None:
    rows["audits"][0]["kind"] = "guess"
    tables = {name: pa.Table.from_batches([batch]) for name, batch in to_batches(rows, {}).items()}
    assert [str(v) for v in violations(tables)] == [
        "audits.kind: it is not in the closed list (1 rows, such as 'guess')"
    ]
