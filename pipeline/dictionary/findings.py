"""What every finding code means and what to do about it, in Japanese and English. Data in `findings.toml`."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.dictionary.names import Name

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]

SEVERITIES = ("error", "warning", "info")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class FindingCode:
    """One finding code, explained for people.

    Attributes:
        code: as in the column `findings.code`.
        severity: the one that its findings usually have.
        title: what it is called, some words.
        meaning: what has happened, and what it does to the data.
        action: what to do; may hold commands between backticks.
    """

    code: str
    severity: str
    title: Name
    meaning: Name
    action: Name


@cache
def finding_codes() -> dict[str, FindingCode]:
    """All codes by name, in the order of the table: the gravest first."""
    with (Path(__file__).parent / "findings.toml").open("rb") as file:
        table = tomllib.load(file)
    return {
        code: FindingCode(
            code, row["severity"], Name(*row["title"]), Name(*row["meaning"]), Name(*row["action"])
        )
        for code, row in table.items()
    }


def finding_code(code: str) -> FindingCode:
    """One code; a code out of data of another version, which the table does not have, stands for itself."""
    nothing = Name("", "")
    return finding_codes().get(code) or FindingCode(code, "", Name(code, code), nothing, nothing)


def by_code(findings: Iterable[Row]) -> list[tuple[str, str, list[Row]]]:
    """Rows of `findings` by code and severity: the gravest first, then those that are many.

    Returns:
        Code, severity and rows of each group.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for finding in findings:
        groups[finding["code"], finding["severity"]].append(finding)
    found = [(code, severity, rows) for (code, severity), rows in groups.items()]
    return sorted(found, key=lambda g: (SEVERITIES.index(g[1]), -len(g[2]), g[0]))
