"""Dates in Japanese text: every notation of a council's documents, resolved to days.

`text` takes out the accidents of layout, `notations` and `grammar` read single points in time, `expressions` puts them
together to ranges, `resolve` finds the days; `parser` offers the result, `plain` is its short way for plain dates.
"""

from normalizers.dates.parser import DateParse, DateParser, DateSpan, RejectedDate, parse_dates

__all__ = ["DateParse", "DateParser", "DateSpan", "RejectedDate", "parse_dates"]
