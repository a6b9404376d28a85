"""A few of the hostile files and mutants; see `make campaign-fuzz` for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.account import ingest_hostile
from tests.hostile.campaign import write_mutants
from tests.hostile.kinds import KINDS

if TYPE_CHECKING:
    from pathlib import Path

QUICK = (
    "arrays_nested_deeply",
    "coordinates_beyond_all_bounds",
    "dictionaries_nested_deeply",
    "encrypted_by_nobody",
    "far_startxref",
    "filters_of_no_kind",
    "font_map_that_uses_itself",
    "html",
    "matrix_that_squeezes_all_to_nothing",
    "metadata_that_steers_terminals",
    "negative_length",
    "noise",
    "numbers_that_are_none",
    "operators_without_operands",
    "page_as_large_as_a_country",
    "page_count_that_lies",
    "page_without_area",
    "pages_in_a_circle",
    "previous_xref_in_a_circle",
    "reference_to_itself",
    "text_of_paths_and_scripts",
    "truncated",
)


def test_there_are_at_least_forty_kinds() -> None:
    assert len(KINDS) >= 40


def test_hostile_files_stop_nothing(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    for name in QUICK:
        (raw / f"{name}.pdf").write_bytes(KINDS[name]())
    account = ingest_hostile(tmp_path)
    assert account.broken == []
    assert account.files == len(QUICK)


def test_mutants_stop_nothing(tmp_path: Path) -> None:
    assert write_mutants(tmp_path / "raw", count=16, seed=20) == 16
    account = ingest_hostile(tmp_path)
    assert account.broken == []


def test_equal_seeds_give_equal_mutants(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_mutants(tmp_path / name, count=5, seed=3)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two"))
    assert one == two
    assert len(set(one.values())) == 5
