"""Tables of the field's forms come back exactly however they are ruled, turned, shaded and broken over pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from tests.extractors.table_cases import TableCase, check, table_cases

if TYPE_CHECKING:
    import pytest


@settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)
@given(case=table_cases())
def test_a_table_is_read_as_it_was_set(tmp_path_factory: pytest.TempPathFactory, case: TableCase) -> None:
    check(case, tmp_path_factory.getbasetemp() / "table.pdf")
