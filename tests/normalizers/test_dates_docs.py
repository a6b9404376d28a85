"""The examples of the documentation and of the docstrings are true."""

from __future__ import annotations

import doctest
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from normalizers import eras, numerals
from normalizers.dates import parser

if TYPE_CHECKING:
    from types import ModuleType

PAGE = Path(__file__).resolve().parents[2] / "docs" / "dates.md"


def test_the_examples_of_the_page() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 15
    assert failed == 0


@pytest.mark.parametrize("module", [parser, eras, numerals], ids=lambda module: module.__name__)
def test_the_examples_of_the_docstrings(module: ModuleType) -> None:
    failed, tried = doctest.testmod(module)
    assert tried > 0
    assert failed == 0
