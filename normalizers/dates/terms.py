"""Periods that are printed as a beginning and a length: 令和6年4月1日から3年間.

`parse_dates` gives such a beginning without an end, for a length is no date. Where a text says when something runs, the length
gives its last day: the day before the beginning comes again.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta
from typing import Final

from normalizers.dates.parser import DateSpan
from normalizers.numerals import kanji_to_int

_LENGTH: Final = re.compile(
    r"[、,]?(?:向こう|の)?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
    r"(?:(?P<years>年間|[かヶケカヵ箇]年間?|年(?=$|[。、,)(]))|(?P<months>[かヶケカヵ箇]月間?|月間)|(?P<weeks>週間)|(?P<days>日間))"
    r"(?!に|ごと|毎|以[内上下]|程度|前|後|未満|を超)"
)
_REACH: Final = 16


def with_terms(text: str, spans: Iterable[DateSpan]) -> list[DateSpan]:
    """The dates of a text, where a length follows a beginning with its last day.

    >>> from normalizers.dates import parse_dates
    >>> text = "令和6年4月1日から3年間"
    >>> [str(span.end) for span in with_terms(text, parse_dates(text).spans)]
    ['2027-03-31']

    Args:
        text: as it was given to `parse_dates`.
        spans: what that found in it.
    """
    return [_closed(text, span) for span in spans]


def _closed(text: str, span: DateSpan) -> DateSpan:
    if not span.is_ongoing or span.start is None:
        return span
    behind = text[span.stop : span.stop + _REACH]
    length = _LENGTH.match(re.sub(r"\s+", "", unicodedata.normalize("NFKC", behind)))
    number = kanji_to_int(length["number"]) if length else None
    if length is None or not number:
        return span
    end = _last_day(span, length, number)
    return replace(span, end=end, end_precision=span.start_precision, is_ongoing=False) if end else span


def _last_day(span: DateSpan, length: re.Match[str], number: int) -> date | None:
    """The last day of a period; None where the beginning is too vague for its length (令和6年度から10日間)."""
    assert span.start is not None
    if length["days"] or length["weeks"]:
        days = number * (7 if length["weeks"] else 1)
        return span.start + timedelta(days=days - 1) if span.start_precision == "day" else None
    if span.start_precision not in {"day", "month"} and not length["years"]:
        return None
    if span.start_precision in {"third", "quarter"}:
        return None
    months = span.start.year * 12 + span.start.month - 1 + number * (12 if length["years"] else 1)
    year, month = divmod(months, 12)
    if year >= MAXYEAR:
        return None
    day = min(span.start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=day == span.start.day)
