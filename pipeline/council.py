"""The council whose documents are read: municipality, default name, legal regimes. Data in `council.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Council:
    """What every document of a council has in common.

    Attributes:
        municipality_code: 全国地方公共団体コード, six digits with the check digit.
        municipality: its name.
        council: name of the council where a document prints none, or None.
        regimes: (first day, name), by first day.
    """

    municipality_code: str
    municipality: str
    council: str | None
    regimes: tuple[tuple[date, str], ...]

    def regime(self, day: date | None) -> str | None:
        """The legal regime on a day; None where the day is not known."""
        if day is None:
            return None
        names = [name for first, name in self.regimes if first <= day]
        return names[-1] if names else None


@cache
def default_council() -> Council:
    """The council of `council.toml`."""
    with (Path(__file__).parent / "council.toml").open("rb") as file:
        data = tomllib.load(file)
    regimes = sorted((entry.get("from", date.min), str(entry["name"])) for entry in data["legal_regimes"])
    return Council(
        municipality_code=data["municipality_code"],
        municipality=data["municipality"],
        council=data["council"] or None,
        regimes=tuple(regimes),
    )
