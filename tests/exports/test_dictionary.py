"""Every column and every coded value has a name, and the generated dictionary is up to date."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.dictionary import dictionary, type_text, value_names
from pipeline.dictionary.markdown import markdown
from pipeline.rules import CLOSED
from pipeline.schema import DATASETS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "dictionary.md"


@pytest.mark.parametrize("name", DATASETS)
def test_every_column_has_a_japanese_name(name: str) -> None:
    entry = dictionary()[name]
    assert entry.ja
    missing = [c.name for c in entry.columns if not c.ja or c.title == c.name]
    assert not missing, f"add them to pipeline/dictionary/labels.toml: {missing}"
    titles = [c.title for c in entry.columns]
    assert len(set(titles)) == len(titles)


def test_no_name_is_left_of_a_column_that_is_gone() -> None:
    labels = tomllib.loads((ROOT / "pipeline" / "dictionary" / "labels.toml").read_text(encoding="utf-8"))
    for name, entry in labels["datasets"].items():
        assert entry["columns"].keys() == {column.name for column in DATASETS[name].columns}, name


@pytest.mark.parametrize("rule", CLOSED, ids=lambda rule: f"{rule.dataset}.{rule.column}")
def test_every_coded_value_has_names(rule: object) -> None:
    names = value_names(rule.dataset, rule.column)
    assert list(names)
    assert set(names) == set(rule.values)
    assert all(name.ja and name.en for name in names.values())


def test_the_dictionary_in_the_docs_is_the_one_of_the_schema() -> None:
    assert PAGE.read_text(encoding="utf-8") == markdown(), (
        "run `python -m pipeline dictionary > docs/dictionary.md`"
    )


def test_types_read_well() -> None:
    assert (
        type_text("list<element: struct<page: int16, item: int32>>")
        == "list<struct<page: int16, item: int32>>"
    )
    assert type_text("date32[day]") == "date32"
