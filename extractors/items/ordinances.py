"""What a municipality's ordinance adds to special care (条例要配慮個人情報, Act art. 60(5))."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Ordinance:
    """One version of an ordinance: what it lists, and from which day to which (None: still in force)."""

    municipality_code: str
    name: str
    start: date
    end: date | None
    attributes: frozenset[str]


def read_ordinances(source: str) -> tuple[Ordinance, ...]:
    """Read the configuration (`data/ordinances.toml`).

    Raises:
        KeyError: an entry lacks municipality_code, name, start or attributes.
    """
    return tuple(
        Ordinance(
            municipality_code=entry["municipality_code"],
            name=entry["name"],
            start=entry["start"],
            end=entry.get("end"),
            attributes=frozenset(entry["attributes"]),
        )
        for entry in tomllib.loads(source)["ordinance"]
    )


@cache
def _shipped() -> tuple[Ordinance, ...]:
    return read_ordinances(files(__package__).joinpath("data/ordinances.toml").read_text(encoding="utf-8"))


def ordinance_special_care(
    attribute: str, municipality_code: str, on: date, ordinances: tuple[Ordinance, ...] | None = None
) -> bool | None:
    """Whether an ordinance makes an attribute special care on a day.

    Args:
        attribute: one of the 89 attributes.
        municipality_code: 全国地方公共団体コード with check digit.
        on: the day that counts, usually the document's date.
        ordinances: what to look in; the shipped configuration when None.

    Returns:
        None where the ordinance in force that day is not known.
    """
    for one in _shipped() if ordinances is None else ordinances:
        if (
            one.municipality_code == municipality_code
            and one.start <= on
            and (one.end is None or on <= one.end)
        ):
            return attribute in one.attributes
    return None
