"""Every column and every coded value has a name, and the generated dictionary is up to date."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.dictionary import dictionary, type_text, value_names
from pipeline.dictionary.findings import SEVERITIES, by_code, finding_code
from pipeline.dictionary.findings import finding_codes as explained
from pipeline.dictionary.markdown import markdown
from pipeline.rules import CLOSED
from pipeline.schema import DATASETS
from tests.codes import finding_codes

if TYPE_CHECKING:
    from pipeline.dictionary.findings import FindingCode

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


_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def test_every_finding_code_is_explained_and_no_other() -> None:
    assert explained().keys() == finding_codes(), "pipeline/dictionary/findings.toml"


@pytest.mark.parametrize("entry", explained().values(), ids=lambda entry: entry.code)
def test_a_finding_code_is_explained_in_both_languages(entry: FindingCode) -> None:
    assert entry.severity in SEVERITIES
    for name in (entry.title, entry.meaning, entry.action):
        assert _JAPANESE.search(name.ja), name
        assert name.en[0].isascii(), name
        assert name.ja.count("`") == name.en.count("`") != 1
    for name in (entry.meaning, entry.action):
        assert name.ja.endswith("。")
        assert name.en.endswith((".", "?"))
    assert not entry.title.ja.endswith("。")
    assert not entry.title.en.endswith(".")


def test_finding_codes_come_gravest_first() -> None:
    grades = [SEVERITIES.index(entry.severity) for entry in explained().values()]
    assert grades == sorted(grades)
    rows = [("no_date", "info")] * 3 + [
        ("no_title", "warning"),
        ("encrypted", "error"),
        ("ocr_page", "warning"),
    ] * 2
    found = by_code({"code": code, "severity": severity} for code, severity in rows)
    assert [(code, len(group)) for code, _, group in found] == [
        ("encrypted", 2), ("no_title", 2), ("ocr_page", 2), ("no_date", 3),
    ]  # fmt: skip


def test_a_code_of_another_version_stands_for_itself() -> None:
    assert finding_code("of_tomorrow").title.ja == "of_tomorrow"
    assert finding_code("of_tomorrow").meaning.ja == ""


@pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("README.ja.md", "ja")])
def test_the_tables_of_the_readme_say_what_the_site_says(page: str, language: str) -> None:
    listed = re.findall(
        r"^\| (?:error|warning|info) \| `\w+` \|.*$", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE
    )
    wanted = [
        f"| {e.severity} | `{e.code}` | {getattr(e.title, language)} | {getattr(e.action, language)} |"
        for e in explained().values()
    ]
    assert listed == wanted
