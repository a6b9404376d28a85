"""The property test of tables, thousands of times over: `python -m tests.extractors.campaign_tables [CASES]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.extractors.table_cases import TableCase, check, table_cases


def main() -> None:
    """Look for a table that is read wrongly; Hypothesis prints the smallest one it finds."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    with tempfile.TemporaryDirectory() as folder:

        @settings(
            max_examples=count,
            deadline=None,
            print_blob=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
        )
        @given(table_cases())
        def campaign(case: TableCase) -> None:
            check(case, Path(folder) / "table.pdf")

        campaign()
    sys.stdout.write(f"{count} tables were read exactly\n")


if __name__ == "__main__":
    main()
