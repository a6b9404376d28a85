"""The dates of a text, and what is printed as a date and cannot be one.

>>> found = parse_dates("令和4年5月下旬から6月上旬まで").spans[0]
>>> found.start.isoformat(), found.end.isoformat(), found.start_precision
('2022-05-21', '2022-06-10', 'third')
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from normalizers.dates.expressions import Expression, Reader, without_repeats
from normalizers.dates.grammar import Grammar
from normalizers.dates.plain import PlainDates
from normalizers.dates.points import Precision
from normalizers.dates.provisional import provisional
from normalizers.dates.resolve import Context, Reason, Resolved, Warning_
from normalizers.dates.text import canonical
from normalizers.eras import ERAS, Era


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One date expression.

    Attributes:
        start: First day; None where only an end is printed (令和5年3月31日まで).
        end: Last day; None where the expression has no end (令和4年4月1日から).
        start_precision, end_precision: How exact start and end are printed; None with them.
        is_range: A range mark is printed: から, まで, ～, 以降.
        is_approximate: 頃, 末, or a season.
        is_provisional: 予定, 調整中 or 見込 is said of it.
        is_ongoing: It has a start and no end.
        warning: `era_overrun` (平成32年), `reversed_range`, `weekday_mismatch`, or None.
        raw: The printed text, `text[begin:stop]`.
        begin, stop: Where it stands in the text.
    """

    start: date | None
    end: date | None
    start_precision: Precision | None
    end_precision: Precision | None
    is_range: bool
    is_approximate: bool
    is_provisional: bool
    is_ongoing: bool
    warning: Warning_ | None
    raw: str
    begin: int
    stop: int


@dataclass(frozen=True, slots=True)
class RejectedDate:
    """What is printed as a date and cannot be one.

    Attributes:
        raw: The printed text, `text[begin:stop]`.
        begin, stop: Where it stands in the text.
        reason: `no_such_day`, `no_such_month`, `year_zero`, or `before_era`.
    """

    raw: str
    begin: int
    stop: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class DateParse:
    """What `parse_dates` found, both in order of appearance."""

    spans: tuple[DateSpan, ...] = ()
    rejected: tuple[RejectedDate, ...] = ()


def parse_dates(text: str, *, document_date: date | None = None, previous: date | None = None) -> DateParse:
    """Find every date expression in a text.

    Args:
        text: Any text, as printed.
        document_date: Date of the document, to which 本年 and 来年度 refer and from which a missing year is taken.
        previous: Start of the date expression before the text (the row above), to which 同年 and 翌月 refer.

    Returns:
        The dates, and what is printed as a date and cannot be one. A text without dates gives none of either.
    """
    return _DEFAULT.parse(text, document_date=document_date, previous=previous)


class DateParser:
    """Finds dates in the notations of a table of eras; `parse_dates` is this with the eras of `eras.toml`."""

    def __init__(self, eras: Sequence[Era] = ERAS) -> None:
        self._eras = tuple(eras)
        self._grammar = Grammar(self._eras)
        self._plain = PlainDates(self._eras)

    def parse(
        self, text: str, *, document_date: date | None = None, previous: date | None = None
    ) -> DateParse:
        """Find every date expression in a text; see `parse_dates`."""
        if day := self._plain.read(text):
            raw = text.strip()
            begin = text.index(raw)
            span = DateSpan(
                day, day, "day", "day", False, False, False, False, None, raw, begin, begin + len(raw)
            )
            return DateParse((span,))
        if not self._plain.may_hold_date(text):
            return _NOTHING
        printed = canonical(text)
        reader = Reader(printed, self._grammar, Context(None, previous, document_date, self._eras))
        expressions = without_repeats(printed.text, reader.expressions())
        if not expressions:
            return _NOTHING
        planned = provisional(printed, [(one.begin, one.stop) for one in expressions])
        spans: list[DateSpan] = []
        rejected: list[RejectedDate] = []
        for expression, is_provisional in zip(expressions, planned, strict=True):
            begin, stop = printed.original_range(expression.begin, expression.stop)
            if expression.impossible:
                rejected.append(RejectedDate(text[begin:stop], begin, stop, expression.impossible.reason))
            else:
                spans.append(_span(expression, text, (begin, stop), is_provisional=is_provisional))
        return DateParse(tuple(spans), tuple(rejected))


def _span(expression: Expression, text: str, place: tuple[int, int], *, is_provisional: bool) -> DateSpan:
    first = expression.first if isinstance(expression.first, Resolved) else None
    last = expression.last if isinstance(expression.last, Resolved) else None
    if last is None and not expression.is_open:
        last = first
    parts = [part for part in (first, last) if part]
    return DateSpan(
        start=first.start if first else None,
        end=last.end if last else None,
        start_precision=first.precision if first else None,
        end_precision=last.precision if last else None,
        is_range=expression.is_range,
        is_approximate=any(part.is_approximate for part in parts),
        is_provisional=is_provisional,
        is_ongoing=expression.is_open,
        warning=_warning(first, last),
        raw=text[slice(*place)],
        begin=place[0],
        stop=place[1],
    )


def _warning(first: Resolved | None, last: Resolved | None) -> Warning_ | None:
    parts = [part for part in (first, last) if part]
    if any(part.is_overrun for part in parts):
        return "era_overrun"
    if first and last and last.end < first.start:
        return "reversed_range"
    return "weekday_mismatch" if any(part.is_weekday_wrong for part in parts) else None


_NOTHING: Final = DateParse()
_DEFAULT: Final = DateParser()
