"""Japanese eras (元号) and fiscal years (年度): the table in `eras.toml` and what follows from it."""

import tomllib
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

_FISCAL_YEAR_FIRST_MONTH: Final = 4


@dataclass(frozen=True, slots=True)
class Era:
    """One era.

    Attributes:
        name: 令和.
        letter: Its abbreviation in Roman letters, R.
        short: Its abbreviation in one kanji, 令.
        symbol: The one character Unicode has for the name, ㋿; empty where there is none.
        start: First day of the era.
        last: Last day of the era, None while it goes on.
    """

    name: str
    letter: str
    short: str
    symbol: str
    start: date
    last: date | None

    def western_year(self, era_year: int) -> int:
        """Western year of a year of this era, by arithmetic alone: also past the end of the era."""
        return self.start.year + era_year - 1

    def covers(self, day: date) -> bool:
        """Whether a date may be written in this era; on a border day both eras cover it."""
        return self.start <= day and (self.last is None or day <= self.last)


def load_eras(table: str) -> tuple[Era, ...]:
    """Read a table of eras.

    Args:
        table: TOML as in `eras.toml`.

    Returns:
        The eras, oldest first.

    Raises:
        ValueError: The table is no TOML, or an era is not begun after the one before it.
        KeyError: A row lacks a field.
    """
    eras = tuple(
        Era(row["name"], row["letter"], row["short"], row.get("symbol", ""), row["start"], row.get("last"))
        for row in tomllib.loads(table)["era"]
    )
    for older, newer in pairwise(eras):
        if older.last is None or newer.start < older.last:
            raise ValueError(f"{newer.name} begins before {older.name} has ended")
    return eras


ERAS: Final = load_eras((Path(__file__).parent / "eras.toml").read_text(encoding="utf-8"))
"""The eras of modern Japan, oldest first."""


def era_of(day: date, eras: tuple[Era, ...] = ERAS) -> Era | None:
    """The era of a day, on a border day the newer one; None before the first."""
    return next((era for era in reversed(eras) if era.covers(day)), None)


def format_era(day: date, eras: tuple[Era, ...] = ERAS) -> str:
    """Write a day as Japanese documents do.

    >>> format_era(date(2019, 5, 1))
    '令和元年5月1日'

    Args:
        day: Any day from the first day of the first era on.
        eras: The table of eras.

    Raises:
        ValueError: The day lies before the first era.
    """
    era = era_of(day, eras)
    if era is None:
        raise ValueError(f"{day} lies before the first era, {eras[0].name}")
    year = day.year - era.start.year + 1
    return f"{era.name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def japanese_fiscal_year(day: date) -> int:
    """The fiscal year (年度, April to March) of a day, named after the calendar year in which it begins.

    >>> japanese_fiscal_year(date(2023, 3, 31))
    2022
    """
    return day.year if day.month >= _FISCAL_YEAR_FIRST_MONTH else day.year - 1
