"""The examples of the documentation and of the docstrings say what the code does."""

import doctest
import importlib
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "normalizers.md"
MODULES = ("text", "counts.parser", "cross_references", "departments", "legal", "references")


def test_the_guide() -> None:
    result = doctest.testfile(str(GUIDE), module_relative=False, encoding="utf-8")
    assert result.attempted > 20
    assert result.failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"normalizers.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
