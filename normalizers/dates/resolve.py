"""Which days a printed point in time names, given the dates around it."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from typing import Final, Literal

from normalizers.dates.points import EraYear, Point, Precision, Reference, Shift, Unit
from normalizers.eras import ERAS, Era, japanese_fiscal_year

Warning_ = Literal["era_overrun", "reversed_range", "weekday_mismatch"]
Reason = Literal["no_such_month", "no_such_day", "year_zero", "before_era"]

_APRIL: Final = 4
_FIRST_MONTH_OF_SEASON: Final = (3, 6, 9, 12)
_NEARBY_YEARS: Final = (0, -1, 1)
_NEXT_ERA_REACH: Final = (
    5  # 平成30年度、2年度: years within which a smaller number is taken for the next era's
)
REFERENCES: Final[dict[Reference, tuple[str, ...]]] = {
    "text": ("before", "previous"),
    "following": ("before", "previous", "document"),
    "recent": ("before", "document", "previous"),
    "document": ("document",),
}
"""Which dates a relative word is counted from: the first that is known."""

_PRECISIONS: Final[dict[Unit, Precision]] = {
    "day": "day", "last_day": "day", "third": "third", "month": "month", "quarter": "quarter", "season": "quarter", "half": "quarter",
    "year": "year", "fiscal_year": "fiscal_year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the next date in the text may leave out.

    Attributes:
        year: Calendar year; of a fiscal year the year in which it begins.
        month, day: As far as they are known.
        fiscal_year: Fiscal year within which dates without a year lie, as long as no calendar year is printed.
        era: Era in which the year was printed.
        is_year_inherited: The year was not printed.
    """

    year: int
    month: int | None = None
    day: int | None = None
    fiscal_year: int | None = None
    era: Era | None = None
    is_year_inherited: bool = False

    @property
    def current_fiscal_year(self) -> int:
        """The fiscal year the anchor lies in."""
        if self.fiscal_year is not None:
            return self.fiscal_year
        return self.year - 1 if self.month is not None and self.month < _APRIL else self.year


@dataclass(frozen=True, slots=True)
class Context:
    """What dates are counted from.

    Attributes:
        before: The expression before in the same text.
        previous: Start of the expression before the text, such as that of the row above.
        document: Date of the document.
        eras: The table of eras.
    """

    before: Anchor | None = None
    previous: date | None = None
    document: date | None = None
    eras: tuple[Era, ...] = ERAS

    def anchor(self, reference: Reference) -> Anchor | None:
        """What a relative word counts from."""
        known = {
            "before": self.before,
            "previous": _anchor_of(self.previous),
            "document": _anchor_of(self.document),
        }
        return next((known[name] for name in REFERENCES[reference] if known[name]), None)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days a point names."""

    start: date
    end: date
    precision: Precision
    anchor: Anchor
    is_approximate: bool = False
    is_overrun: bool = False
    is_weekday_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Impossible:
    """A point that names no day."""

    reason: Reason
    anchor: Anchor | None


@dataclass(frozen=True, slots=True)
class _Year:
    """A year as found: its number, the fiscal year in force, its era, and whether it was printed."""

    number: int
    fiscal: int | None
    era: Era | None
    era_year: int | None
    is_printed: bool


def resolve(point: Point, context: Context) -> Resolved | Impossible | None:
    """Find the days that a point names.

    Returns:
        The days; why there are none (2月30日, 令和元年3月); or None where the context does not say which year or
        month is meant, so that the point is no date.
    """
    if isinstance(point.year, EraYear) and point.year.number == 0:
        return Impossible("year_zero", None)
    if isinstance(point.month, int) and not 1 <= point.month <= 12:
        return Impossible("no_such_month", _fallback_anchor(point, context))
    try:
        return _resolve(point, context)
    except OverflowError:  # the day after 9999-12-31
        return None


def _resolve(point: Point, context: Context) -> Resolved | Impossible | None:
    if point.year is None and isinstance(point.day, Shift) and point.month is None:
        return _resolve_day_word(point, point.day, context)
    year = _year(point, context)
    if year is None or not 1 <= year.number < MAXYEAR - 1:
        return None
    placed = _month(point, year, context)
    if placed is None:
        return None
    year_number, month = placed
    anchor = Anchor(year_number, month, None, year.fiscal, year.era, not year.is_printed)
    span = _span(point, year_number, month, context)
    if span is None:
        return Impossible("no_such_day", replace(anchor, day=None))
    return _checked(point, span, year, anchor)


def _checked(point: Point, span: tuple[date, date], year: _Year, anchor: Anchor) -> Resolved | Impossible:
    """Hold the days against the borders of the era and against the printed weekday."""
    start, end = span
    is_overrun = False
    eras = (
        [era for era in (year.era, _era(point.other_year)) if era] if isinstance(point.year, EraYear) else []
    )
    # 平成31年度 is a year of its era to its end, although most of it lies after the era.
    earliest = date(year.number, _APRIL, 1) if point.is_fiscal and not isinstance(point.month, int) else start
    if eras and not any(era.start <= end and (era.last is None or earliest <= era.last) for era in eras):
        if end < eras[0].start:
            return Impossible("before_era", replace(anchor, era=None))
        is_overrun = True
    precision = _PRECISIONS[point.unit]
    if precision == "day":
        anchor = replace(anchor, year=start.year, month=start.month, day=start.day)
    is_weekday_wrong = point.weekday is not None and start.weekday() != point.weekday
    return Resolved(start, end, precision, anchor, point.is_approximate, is_overrun, is_weekday_wrong)


def _resolve_day_word(point: Point, word: Shift, context: Context) -> Resolved | None:
    anchor = context.anchor(word.reference)
    if anchor is None or anchor.month is None or anchor.day is None:
        return None
    day = date(anchor.year, anchor.month, anchor.day) + timedelta(days=word.offset)
    found = replace(anchor, year=day.year, month=day.month, day=day.day, is_year_inherited=True)
    is_wrong = point.weekday is not None and day.weekday() != point.weekday
    return Resolved(day, day, "day", found, point.is_approximate, is_weekday_wrong=is_wrong)


def _year(point: Point, context: Context) -> _Year | None:
    year = point.year
    if year is None:
        return _inherited_year(point, context)
    if isinstance(year, int):
        return _Year(year, year if point.is_fiscal else None, None, None, is_printed=True)
    if isinstance(year, Shift):
        anchor = context.anchor(year.reference)
        if anchor is None:
            return None
        number = (anchor.current_fiscal_year if point.is_fiscal else anchor.year) + year.offset
        return _Year(number, number if point.is_fiscal else None, None, None, is_printed=True)
    era = year.era or _missing_era(year.number, context)
    if era is None:
        return _western_short_year(point, year.number, context)
    number = era.western_year(year.number)
    return _Year(number, number if point.is_fiscal else None, era, year.number, is_printed=True)


def _western_short_year(point: Point, number: int, context: Context) -> _Year | None:
    """2022～24年度: two digits after a western year."""
    if context.before is None or not 10 <= number <= 99:
        return None
    full = context.before.year // 100 * 100 + number
    return _Year(full, full if point.is_fiscal else None, None, None, is_printed=True)


def _missing_era(number: int, context: Context) -> Era | None:
    """The era of a year whose number alone is printed."""
    if context.before:
        era = context.before.era
        if era is None:
            return None
        later = next((other for other in context.eras if other.start > era.start), None)
        year = era.western_year(number)
        if (
            later
            and year
            < context.before.year
            <= later.western_year(number)
            <= context.before.year + _NEXT_ERA_REACH
        ):
            return later
        return era
    reference = context.document or context.previous
    if reference is None:
        return None
    limit = reference.year
    return next((era for era in reversed(context.eras) if era.western_year(number) <= limit), None)


def _inherited_year(point: Point, context: Context) -> _Year | None:
    """The year of a point that prints none."""
    anchor = context.before or _anchor_of(context.previous)
    reference = point.month.reference if isinstance(point.month, Shift) else None
    if reference:
        anchor = context.anchor(reference)
    elif point.month is None and point.unit in {"day", "third"}:
        pass  # a day takes the month with the year
    elif anchor is None:
        return _document_year(point, context)
    if anchor is None:
        return None
    if point.is_fiscal:
        number = anchor.current_fiscal_year
        return _Year(number, number, anchor.era, None, is_printed=False)
    number = anchor.year
    if isinstance(point.month, int):
        if anchor.fiscal_year is not None:
            number = anchor.fiscal_year + (point.month < _APRIL)
        elif _is_after_new_year(point, anchor):
            number += 1
    return _Year(number, anchor.fiscal_year, anchor.era, None, is_printed=False)


def _is_after_new_year(point: Point, anchor: Anchor) -> bool:
    """Whether a month before the last one belongs to the next year: 翌3月, and where only there the weekday fits."""
    if not isinstance(point.month, int) or anchor.month is None or point.month > anchor.month:
        return False
    if point.is_next:
        return True
    if point.weekday is None or not isinstance(point.day, int) or point.month == anchor.month:
        return False
    here, there = _day(anchor.year, point.month, point.day), _day(anchor.year + 1, point.month, point.day)
    return bool(here and there and here.weekday() != point.weekday == there.weekday())


def _document_year(point: Point, context: Context) -> _Year | None:
    document = context.document
    if document is None:
        return None
    number = japanese_fiscal_year(document) if point.is_fiscal else document.year
    if point.weekday is not None and isinstance(point.month, int) and isinstance(point.day, int):
        for near in _NEARBY_YEARS:
            day = _day(document.year + near, point.month, point.day)
            if day and day.weekday() == point.weekday:
                number = day.year
                break
    return _Year(number, number if point.is_fiscal else None, None, None, is_printed=False)


def _month(point: Point, year: _Year, context: Context) -> tuple[int, int | None] | None:
    """Year and month of a point; the month is None where the point is a year or a part of one."""
    month = point.month
    if isinstance(month, int):
        return year.number + (year.is_printed and point.is_fiscal and month < _APRIL), month
    if month is None and point.day is None and point.unit != "third":
        return year.number, None
    anchor = context.anchor(month.reference if isinstance(month, Shift) else "text")
    if anchor is None or anchor.month is None:
        return None
    shift = month.offset if isinstance(month, Shift) else int(_is_next_month(point, anchor))
    base = (year.number if year.is_printed else anchor.year) * 12 + anchor.month - 1 + shift
    return (base // 12, base % 12 + 1) if base // 12 >= 1 else None


def _is_next_month(point: Point, anchor: Anchor) -> bool:
    """Whether a bare day lies in the month after the last date's: 翌10日."""
    if not point.is_next or not isinstance(point.day, int) or anchor.day is None:
        return False
    return point.day <= anchor.day


def _span(point: Point, year: int, month: int | None, context: Context) -> tuple[date, date] | None:
    """First and last day of what a point names; None where there is no such day."""
    if month is None:
        return _year_span(point, year)
    last = monthrange(year, month)[1]
    day = point.day
    if isinstance(day, Shift):
        anchor = context.before or _anchor_of(context.previous)
        day = anchor.day if anchor and anchor.day is not None else 0
    if isinstance(day, int):
        found = _day(year, month, day)
        return (found, found) if found else None
    if point.unit == "last_day":
        return date(year, month, last), date(year, month, last)
    if point.unit == "third":
        return date(year, month, point.part * 10 - 9), date(
            year, month, last if point.part == 3 else point.part * 10
        )
    return date(year, month, 1), date(year, month, last)


def _year_span(point: Point, year: int) -> tuple[date, date]:
    """First and last day of a year, a fiscal year, or of a part of one."""
    if point.unit == "quarter":
        return _months(year, _APRIL + 3 * (point.part - 1))
    if point.unit == "season":
        first = _FIRST_MONTH_OF_SEASON[point.part]
        return _months(year, first)
    if point.unit == "half":
        return _months(year, (_APRIL if point.is_fiscal else 1) + 6 * point.part, 6)
    last = date(year + 1, 3, 31) if point.is_fiscal else date(year, 12, 31)
    if point.unit == "last_day":
        return last, last
    return (date(year, _APRIL, 1), last) if point.is_fiscal else (date(year, 1, 1), last)


def _months(year: int, first: int, count: int = 3) -> tuple[date, date]:
    """Some months from one that may lie beyond December."""
    begin, last = year * 12 + first - 1, year * 12 + first + count - 2
    end = date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])
    return date(begin // 12, begin % 12 + 1, 1), end


def _fallback_anchor(point: Point, context: Context) -> Anchor | None:
    year = _year(replace(point, month=None, day=None, unit="year"), context)
    return Anchor(year.number, era=year.era, fiscal_year=year.fiscal) if year else None


def _era(year: int | EraYear | None) -> Era | None:
    return year.era if isinstance(year, EraYear) else None


def _anchor_of(day: date | None) -> Anchor | None:
    return Anchor(day.year, day.month, day.day) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
