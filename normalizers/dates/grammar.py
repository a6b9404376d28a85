"""Reads single points in time from canonical text: what `notations` matches, as a `Point`."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from normalizers.dates.notations import (
    ABOUT,
    DAY,
    DAY_WORDS,
    FISCAL_YEAR_WORDS,
    MONTH,
    MONTH_WORDS,
    NUMERIC_REST,
    PART_OF_YEAR,
    SEASONS,
    SLASHED,
    THIRDS,
    WEEKDAY,
    WEEKDAYS,
    YEAR_WORDS,
    head_pattern,
    number_of,
)
from normalizers.dates.points import EraYear, Point, Shift, Unit
from normalizers.eras import ERAS, Era

_FIRST_ERA_OF_NO_TOWN: Final = 1989  # 平成

_FIRST_YEAR_OF_SHORT_MONTHS: Final = (
    1950  # a letter, a year and a month alone are read only for eras after it
)


@dataclass(frozen=True)
class Grammar:
    """Reads single points in time in the notations of a table of eras."""

    eras: tuple[Era, ...] = ERAS

    @cached_property
    def head(self) -> re.Pattern[str]:
        """What a point may begin with."""
        return head_pattern(self.eras)

    @cached_property
    def _by_name(self) -> dict[str, Era]:
        return {
            key: era for era in self.eras for key in (era.name, era.letter, era.letter.lower(), era.short)
        }

    def point(self, text: str, head: re.Match[str]) -> Point | None:
        """Read the point that begins with what `head` matched; None where it is an empty form or no date."""
        kind = head.lastgroup or ""
        point = _READERS[kind](self, text, head)
        return point and _with_weekday(text, point)

    def rest(self, text: str, at: int, before: Point) -> Point | None:
        """Read what is left of a numeric date after a range mark: R4.4.1-4.30, 2022/4/1-5, R4.4-9."""
        found = NUMERIC_REST.match(text, at)
        if not before.separator or not found or (found["s"] or before.separator) != before.separator:
            return None
        numbers = [int(found[key]) for key in "abc" if found[key]]
        if len(numbers) > (size := 3 if before.unit == "day" else 2):
            return None
        full: list[int | None] = [None] * (size - len(numbers)) + [*numbers]
        year, month, day = full if size == 3 else [*full, None]
        point = Point(
            at, found.end(), before.unit, EraYear(None, year) if year is not None else None, month=month, day=day,
            separator=before.separator,
        )  # fmt: skip
        return _with_weekday(text, point)

    def _era_year(self, head: re.Match[str], key: str) -> EraYear:
        name = head[f"{key}_name"] or head[f"{key}_letter"] or head[f"{key}_short"]
        return EraYear(self._by_name[name], number_of(head[f"{key}_number"]))

    def _other_year(self, head: re.Match[str], *keys: str) -> int | EraYear | None:
        for key in keys:
            if head[f"{key}_western"]:
                return number_of(head[f"{key}_western"])
            if head[f"{key}_era"]:
                return EraYear(self._by_name[head[f"{key}_era"]], number_of(head[f"{key}_n"]))
        return None

    def read_era_numeric(self, text: str, head: re.Match[str]) -> Point | None:
        """R4.4.1, H31/4/30, 令和4.4.1, R3.11."""
        year, separator = self._era_year(head, "en"), head["en_sep"]
        is_place = not (head["en_day"] and _is_no_town(year)) or text.startswith("号", head.end())
        if separator == "-" and not head["en_letter"] and is_place:
            return None  # the 昭和 of an address (昭和2-3-5), or the number of a paper
        if head["en_day"] is None and not self._is_month(head, year):
            return None
        return _numeric(head, year, "en")

    def _is_month(self, head: re.Match[str], year: EraYear) -> bool:
        """Whether two numbers after an era are year and month: R3.11, not M7.3, which is an earthquake."""
        if head["en_sep"] == "・" or head["en_short"]:
            return False
        last = year.era.last if year.era else None
        is_living = last is None or last.year >= _FIRST_YEAR_OF_SHORT_MONTHS
        return bool(head["en_name"]) or (
            is_living and head["en_letter"].isupper() and not head.group().startswith(head["en_letter"] + ".")
        )

    def read_era_kanji(self, _text: str, head: re.Match[str]) -> Point:
        """令五・四・一."""
        year = EraYear(self._by_name[head["ek_short"]], number_of(head["ek_number"]))
        month, day = number_of(head["ek_month"]), number_of(head["ek_day"])
        return Point(head.start(), head.end(), "day", year, month=month, day=day, separator="・")

    def read_law_year(self, _text: str, head: re.Match[str]) -> Point:
        """平12 of 平12条例5, as the histories of ordinances write it."""
        year = EraYear(self._by_name[head["ly_short"]], number_of(head["ly_number"]))
        return Point(head.start(), head.end(), "year", year)

    def read_western_numeric(self, _text: str, head: re.Match[str]) -> Point | None:
        """2022/4/1, 2022.4.1, 2022-04-01, 2022/4."""
        is_month = head["wn_day"] is None
        if is_month and (
            not 1 <= int(head["wn_month"]) <= 12 or (head["wn_sep"] == "-" and len(head["wn_month"]) == 1)
        ):
            return None
        return _numeric(head, int(head["wn_year"]), "wn")

    def read_era_year(self, text: str, head: re.Match[str]) -> Point | None:
        """令和4年, 平成31(2019)年, 令和4年度, 令和4 of 令和4～6年度, and what follows of month and day."""
        year, other = self._era_year(head, "ey"), self._other_year(head, "ea", "eb")
        return _in_year(
            text,
            head,
            Point(
                head.start(),
                head.end(),
                "year",
                year,
                other,
                bool(head["ey_fiscal"] or head["ey_later"] or head["ey_behind"]),
            ),
        )

    def read_western_year(self, text: str, head: re.Match[str]) -> Point | None:
        """2022年, 2022(令和4)年度, 二〇二二年, and what follows."""
        year, other = number_of(head["wy_number"]), self._other_year(head, "wa", "wb")
        return _in_year(
            text,
            head,
            Point(head.start(), head.end(), "year", year, other, bool(head["wy_fiscal"] or head["wy_later"])),
        )

    def read_year_word(self, text: str, head: re.Match[str]) -> Point | None:
        """同年, 翌年, 来年度, and what follows."""
        fiscal, year = head["yw_fiscal"], head["yw_year"]
        shift = FISCAL_YEAR_WORDS[fiscal] if fiscal else YEAR_WORDS[year]
        return _in_year(text, head, Point(head.start(), head.end(), "year", shift, is_fiscal=bool(fiscal)))

    def read_bare_year(self, text: str, head: re.Match[str]) -> Point | None:
        """28年, 4年度: a year without its era, and what follows."""
        year = EraYear(None, number_of(head["by_number"]))
        return _in_year(
            text,
            head,
            Point(
                head.start(), head.end(), "year", year, is_fiscal=bool(head["by_fiscal"] or head["by_later"])
            ),
        )

    def read_slash_day(self, _text: str, head: re.Match[str]) -> Point:
        """6/26, where a weekday follows."""
        return Point(
            head.start(),
            head.end(),
            "day",
            month=int(head["sd_month"]),
            day=int(head["sd_day"]),
            separator="/",
        )

    def read_quarter(self, _text: str, head: re.Match[str]) -> Point:
        """第1四半期."""
        return Point(
            head.start(), head.end(), "quarter", part=number_of(head["bare_quarter"]), is_fiscal=True
        )

    def read_month(self, text: str, head: re.Match[str]) -> Point | None:
        """4月, 同月, 翌3月, and what follows."""
        start = head.start() + (1 if head["m_next"] else 0)
        point = _in_month(text, Point(head.start(), start, "month", is_next=bool(head["m_next"])))
        return point if point and point.month is not None else None

    def read_day(self, _text: str, head: re.Match[str]) -> Point:
        """12日, 翌10日, 同日."""
        if head["d_word"]:
            return Point(head.start(), head.end(), "day", day=DAY_WORDS[head["d_word"]])
        return Point(
            head.start(), head.end(), "day", day=number_of(head["d_number"]), is_next=head["d_prefix"] == "翌"
        )

    def read_third(self, _text: str, head: re.Match[str]) -> Point:
        """下旬."""
        return Point(head.start(), head.end(), "third", part=THIRDS[head.group()])

    def read_end(self, _text: str, head: re.Match[str]) -> Point:
        """年度末, 年末, 月末."""
        month = Shift("text", 0) if head["end_unit"] == "月" else None
        return Point(
            head.start(), head.end(), "last_day", is_fiscal=head["end_unit"] == "年度", month=month,
            is_approximate=not head["end_exact"],
        )  # fmt: skip

    def read_season(self, _text: str, head: re.Match[str]) -> Point:
        """夏頃, 来春."""
        year = {"今": 0, "来": 1, "昨": -1}.get(head["season_year"] or "")
        return Point(
            head.start(), head.end(), "season", Shift("document", year) if year is not None else None,
            part=SEASONS.index(head["named_season"] or head["bare_season"]), is_approximate=True,
        )  # fmt: skip


_READERS: Final = {
    "era_numeric": Grammar.read_era_numeric,
    "era_kanji": Grammar.read_era_kanji,
    "law_year": Grammar.read_law_year,
    "era_year": Grammar.read_era_year,
    "western_numeric": Grammar.read_western_numeric,
    "western_year": Grammar.read_western_year,
    "year_word": Grammar.read_year_word,
    "slash_day": Grammar.read_slash_day,
    "quarter": Grammar.read_quarter,
    "bare_year": Grammar.read_bare_year,
    "month": Grammar.read_month,
    "day": Grammar.read_day,
    "third": Grammar.read_third,
    "end": Grammar.read_end,
    "season": Grammar.read_season,
}


def _numeric(head: re.Match[str], year: int | EraYear, key: str) -> Point:
    day = head[f"{key}_day"]
    unit: Unit = "day" if day else "month"
    month, day_number = int(head[f"{key}_month"]), int(day) if day else None
    return Point(
        head.start(), head.end(), unit, year, month=month, day=day_number, separator=head[f"{key}_sep"]
    )


def _with_weekday(text: str, point: Point) -> Point:
    """Read what may follow any point: its weekday and 頃."""
    if weekday := WEEKDAY.match(text, point.stop) if point.unit == "day" else None:
        name = weekday.group(1) or weekday.group(2)
        point = replace(point, weekday=WEEKDAYS.index(name), stop=weekday.end())
    if about := ABOUT.match(text, point.stop):
        point = replace(point, is_approximate=True, stop=about.end())
    return point


def _in_year(text: str, head: re.Match[str], point: Point) -> Point | None:
    """Read what follows a year: a month, a quarter, a season, its end."""
    if text.startswith(("月日", "月 日"), head.end()):
        return None  # a form that nobody has filled in: 令和4年　月　日
    if part := PART_OF_YEAR.match(text, head.end()):
        return replace(_part_of_year(point, part), stop=part.end())
    if point.is_fiscal:
        point = replace(point, unit="fiscal_year")
    elif (slashed := SLASHED.match(text, head.end())) and 1 <= int(slashed["month"]) <= 12:
        month, day = int(slashed["month"]), int(slashed["day"])
        return replace(point, unit="day", month=month, day=day, separator="/", stop=slashed.end())
    return _in_month(text, point)


def _part_of_year(point: Point, part: re.Match[str]) -> Point:
    """第1四半期, 上半期, 夏, 年度末 behind a year."""
    if quarter := part["quarter"] or part["q"]:
        return replace(point, unit="quarter", part=number_of(quarter))
    if half := part["half"]:
        return replace(point, unit="half", part="上下".index(half))
    if season := part["season"]:
        return replace(point, unit="season", part=SEASONS.index(season), is_approximate=True)
    return replace(point, unit="last_day", is_approximate=not part["exact_end"])


def _is_no_town(year: EraYear) -> bool:
    """Whether the name of the era alone is no place: 昭和, 大正 and 明治 are parts of many towns."""
    return year.era is not None and year.era.start.year >= _FIRST_ERA_OF_NO_TOWN


def _in_month(text: str, point: Point) -> Point:
    month = MONTH.match(text, point.stop)
    if month is None:
        if point.year is not None and (day := DAY.match(text, point.stop)) and day["word"]:
            return replace(point, unit="day", day=Shift("text", 0), stop=day.end())
        return point
    number = month["number"] or month["same"]
    value = number_of(number) if number else MONTH_WORDS[month["word"]]
    return _in_day(text, replace(point, unit="month", month=value, stop=month.end()))


def _in_day(text: str, point: Point) -> Point:
    day = DAY.match(text, point.stop)
    if day is None:
        return point
    if day["number"]:
        return replace(point, unit="day", day=number_of(day["number"]), stop=day.end())
    if day["word"]:
        return replace(point, unit="day", day=Shift("text", 0), stop=day.end())
    if day["third"]:
        return replace(point, unit="third", part=THIRDS[day["third"]], stop=day.end())
    if day["about"]:
        return replace(point, is_approximate=True, stop=day.end())
    return replace(point, unit="last_day", is_approximate=not day["exact_end"], stop=day.end())
