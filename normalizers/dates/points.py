"""What one printed point in time says, before it is known which day that is."""

from dataclasses import dataclass
from typing import Literal

from normalizers.eras import Era

Precision = Literal["day", "third", "month", "quarter", "year", "fiscal_year"]
"""How exact a date is: a day, a third of a month (旬), a month, a quarter or season, a year, a fiscal year (年度)."""

Unit = Literal["day", "third", "month", "quarter", "season", "half", "year", "fiscal_year", "last_day"]
"""What a point names; `half` is 上半期 or 下半期, `last_day` is the end of its month, year or fiscal year (3月末, 年度末)."""

Reference = Literal["text", "following", "recent", "document"]
"""What a relative word counts from; `resolve.REFERENCES` says which dates are tried, in which order."""


@dataclass(frozen=True, slots=True)
class EraYear:
    """令和4年: the year of an era; `era` is None where only the number is printed (28年, 4年度)."""

    era: Era | None
    number: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A relative word: 同月 is 0 from the date before, 翌月 is 1, 昨年 is -1 from the document's date."""

    reference: Reference
    offset: int


@dataclass(frozen=True, slots=True)
class Point:
    """One printed point in time.

    Attributes:
        begin, stop: Where it stands in the canonical text.
        unit: What it names.
        year: A western year, an era's year, a relative word, or None where no year is printed.
        other_year: The same year in the other calendar, where it is printed beside it.
        is_fiscal: The year is a fiscal year (年度).
        month, day: A number, a relative word, or None.
        part: Third of the month (1 to 3), quarter (1 to 4), season (0 spring to 3 winter) or half of the year (0 or 1).
        weekday: Printed weekday, Monday is 0.
        is_next: 翌3月, 翌10日: the first such month or day after the date before.
        is_approximate: 頃, 末, a season.
        separator: What parts the numbers of a numeric date (R4.4.1), else empty.
    """

    begin: int
    stop: int
    unit: Unit
    year: int | EraYear | Shift | None = None
    other_year: int | EraYear | None = None
    is_fiscal: bool = False
    month: int | Shift | None = None
    day: int | Shift | None = None
    part: int = 0
    weekday: int | None = None
    is_next: bool = False
    is_approximate: bool = False
    separator: str = ""
