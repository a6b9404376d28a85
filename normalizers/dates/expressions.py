"""Whole date expressions: points with their range marks (から, まで, ～, 以降), and which of them are dates at all."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from normalizers.dates.admission import Surroundings, is_date
from normalizers.dates.grammar import Grammar
from normalizers.dates.points import EraYear, Point, Shift
from normalizers.dates.resolve import Context, Impossible, Resolved, resolve
from normalizers.dates.text import CanonicalText

Mark = Literal["from", "since", "dash", "until", "none"]

_CLOCK = r"(?:の?(?:午前|午後|深夜|正午|朝|夜|AM|PM|am|pm)?(?:[0-9〇一二三四五六七八九十]{1,3}時(?!間|点|期)(?:[0-9一二三四五六七八九十]{1,3}分|半)?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)|の?正午)(?:頃|ごろ)?"
_CLOCK_RANGE: Final = re.compile(rf"[T(、,]?{_CLOCK}(?:から|より|~|-){_CLOCK}(?:まで)?\)?")
_CLOCK_POINT: Final = re.compile(rf"T?\(?{_CLOCK}\)?")
# 4月1日 18:30～ and 午前9時から開催 say when one event begins, not that something goes on from that day.
_OPENING_HOUR: Final = re.compile(r"~(?![0-9第同翌令平昭])|から(?:開催|開会|開始)")
_NOTE: Final = re.compile(r"\([^()]{1,30}\)")
_TAIL = r"(?:生まれ|[一-龥]{0,2}分|付け?|生)?[)」』]?"
_MARKS: Final[tuple[tuple[Mark, re.Pattern[str]], ...]] = (
    ("until", re.compile(rf"{_TAIL}の?(?:(?:まで|迄)(?:の間|の期間)?|以前(?!から|より))")),
    ("since", re.compile(rf"{_TAIL}(?:以降|以後|以来)")),
    ("from", re.compile(
        rf"(?:を?もって)?{_TAIL}(?:の[一-龥]{{1,6}}日)?(?:から(?!の?(?:変更点|増加|減少))"
        r"|より(?!も|前|後|早|遅|多|少な|高|低|増|減|大き|小さ|以前|[0-9]+(?:件|人|名|円|%)))"
    )),
    ("dash", re.compile(rf"{_TAIL}(?:~|-|ー|至:?)")),
)  # fmt: skip
"""Range marks in the order in which they are tried. より before a comparison (前年より増加) is none."""

_UNTIL: Final = re.compile(rf"{_TAIL}(?:の?(?:まで|迄)(?:の間|の期間)?|の間|の期間|にかけて)")
_STARTS_AGAIN: Final = re.compile(r"[)」』]?(?:から|より|以降)")
_TO_END: Final = re.compile(
    r"[、,]?(?:最長で?|[一-龥々]{1,10}?(?:の|である|的に|で|まで)|[一-龥々]{1,10}(?=\())?\(?"
)
_AFTER_BARE_DAY: Final = re.compile(r"$|[)(、。,]")
_OPEN_DASH: Final = re.compile(r"$|[。、,)(]|未定|継続|現在|当面|当分|随時|終了|(?![^~]{1,40}~)")
# ～令和5年3月31日, and 契約締結日～令和5年3月31日: what begins on a day that is not printed has only its end.
_BEGINNING: Final = re.compile(r"(?:^|[(、。:]|[^0-9]日|後)(?P<mark>~)$")
_UNNAMED_DAY: Final = re.compile(
    r"(?:契約|締結|協定|委託|承認|決定|決裁|選定|指定|許可)(?:の|予定|翌)*(?:日|後)(?:の?翌日|以降)?(?:\([^()]{0,20}\))?(?P<mark>から|より|~|-)$"
)
_LENGTH: Final = re.compile("[かヶケカヵ箇][年月]|(?<=[0-9])(?:週|月)間")  # behind the 5 of R6.4.1～5か年
_AFTER_END: Final = re.compile(r"$|[)(、。,・]|頃|末")
_LONGEST_LEAD: Final = 36


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression: a point, or a range of which one end may be missing.

    Attributes:
        begin, stop: Where it stands in the canonical text, with its range marks.
        first: The point, or the beginning of the range; None where only the end is printed.
        last: The end of the range, else None.
        is_range: A range mark is printed.
        is_open: It has no end.
    """

    begin: int
    stop: int
    first: Resolved | Impossible | None
    last: Resolved | Impossible | None = None
    is_range: bool = False
    is_open: bool = False

    @property
    def impossible(self) -> Impossible | None:
        """The part that is no day, if one is."""
        return next((part for part in (self.first, self.last) if isinstance(part, Impossible)), None)

    @property
    def latest(self) -> Resolved | Impossible | None:
        """What relative dates after it refer to."""
        return self.last or self.first


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: Mark
    stop: int


_NO_MARK: Final = _Mark("none", -1)


class Reader:
    """Reads the expressions of one text, from its beginning to its end."""

    def __init__(self, canonical: CanonicalText, grammar: Grammar, context: Context) -> None:
        self._canonical = canonical
        self._text = canonical.text
        self._grammar = grammar
        self._context = context
        self._stop = -1  # where the last expression ended
        self._last_point: Point | None = None

    def expressions(self) -> Iterator[Expression]:
        """The expressions in order of appearance."""
        at = 0
        while head := self._grammar.head.search(self._text, at):
            point = self._grammar.point(self._text, head)
            at = max(head.end(), head.start() + 1)
            if point is None:
                continue
            if not is_date(self._text, point, self._surroundings()):
                at = max(at, self._after_refused(point))
                continue
            found, at = self._expression(point)
            if found is not None:
                yield found
            while rest := self._rest_of_list(at):
                found, at = self._expression(rest)
                if found is not None:
                    yield found

    def _surroundings(self) -> Surroundings:
        return Surroundings(self._context, self._stop, self._last_point)

    def _after_refused(self, point: Point) -> int:
        """Where to go on after what is no date: 毎年4月1日から翌年3月31日まで is none as a whole."""
        mark = self._mark(point.stop)
        end = self._point_at(mark.stop, point) if mark.kind in {"from", "dash"} else None
        return end.stop if end and (end.year is None or isinstance(end.year, Shift)) else point.stop

    def _rest_of_list(self, at: int) -> Point | None:
        """The next member of a list of numeric dates: R4.4.1、4.15."""
        if self._last_point is None or not self._text.startswith(("、", ",", "・"), at):
            return None
        if self._grammar.head.match(self._text, at + 1):
            return None
        rest = self._grammar.rest(self._text, at + 1, self._last_point)
        return rest if rest and rest.month is not None else None

    def _resolve(
        self, point: Point, before: Resolved | Impossible | None = None
    ) -> Resolved | Impossible | None:
        if before is not None and before.anchor is not None:
            return resolve(point, replace(self._context, before=before.anchor))
        return resolve(point, self._context)

    def _expression(self, point: Point) -> tuple[Expression | None, int]:
        """Read the expression that begins with a point, and where to go on reading."""
        first = self._resolve(point)
        stop = self._skip_other_notation(point, first)
        mark = self._mark(stop)
        end = self._range_end(point, first, mark) if mark.kind not in {"until", "none"} else None
        if end is not None:
            last_point, last, range_stop = end
            if first is None:
                first = self._start_before(point, last)
            return self._done(Expression(point.begin, range_stop, first, last, is_range=True), last_point)
        if first is None:
            return None, max(stop, mark.stop)
        opening = self._opening(point.begin, stop) if mark.kind == "none" else 0
        if mark.kind == "until" or opening:
            begin = point.begin - opening
            return self._done(Expression(begin, max(stop, mark.stop), None, first, is_range=True), point)
        if mark.kind != "none" and (mark.kind != "dash" or self._is_open_dash(mark)):
            return self._done(Expression(point.begin, mark.stop, first, is_range=True, is_open=True), point)
        return self._done(Expression(point.begin, stop, first), point)

    def _opening(self, begin: int, stop: int) -> int:
        """Length of the range mark before a point from `begin` to `stop` that is an end without a beginning; 0 if it is none."""
        found = _BEGINNING.search(self._text[max(0, begin - 3) : begin])
        if found is None and _AFTER_END.match(self._text, stop):
            found = _UNNAMED_DAY.search(self._text[max(0, begin - _LONGEST_LEAD) : begin])
        return len(found["mark"]) if found else 0

    def _done(self, expression: Expression, point: Point) -> tuple[Expression | None, int]:
        """Remember an expression as what the next ones refer to."""
        if expression.first is None and expression.last is None:
            return None, expression.stop
        latest = expression.latest
        if latest is not None and latest.anchor is not None:
            self._context = replace(self._context, before=latest.anchor)
        self._stop, self._last_point = expression.stop, point
        return expression, expression.stop

    def _start_before(self, point: Point, last: Resolved | Impossible) -> Resolved | Impossible | None:
        """The beginning of a range whose year only its end prints: the last one that is not after the end."""
        if not isinstance(last, Resolved) or point.month is None:
            return None
        found = self._resolve(point, last)
        if isinstance(found, Resolved) and found.start > last.end:
            earlier = replace(last.anchor, year=last.anchor.year - 1)
            return self._resolve(point, replace(last, anchor=earlier))
        return found

    def _skip_other_notation(self, point: Point, found: Resolved | Impossible | None) -> int:
        """Skip a bracket that says the same in the other calendar: 平成31年度（令和元年度）."""
        stop = point.stop
        if not isinstance(found, Resolved) or stop >= len(self._text) or self._text[stop] not in "(/=・":
            return stop
        head = self._grammar.head.match(self._text, stop + 1)
        other = self._grammar.point(self._text, head) if head else None
        if other is None or not isinstance(other.year, int | EraYear):
            return stop
        same = self._resolve(other)
        closes = self._text[stop] != "(" or self._text.startswith(")", other.stop)
        if not isinstance(same, Resolved) or not closes or (same.start, same.end) != (found.start, found.end):
            return stop
        return other.stop + (self._text[stop] == "(")

    def _mark(self, stop: int) -> _Mark:
        """The range mark after a point; clock times and a note in brackets may stand between."""
        clock_range = _CLOCK_RANGE.match(self._text, stop)
        if clock_range:
            return _NO_MARK
        if clock := _CLOCK_POINT.match(self._text, stop):
            stop = clock.end()
            if _OPENING_HOUR.match(self._text, stop):
                return _NO_MARK
        note = _NOTE.match(self._text, stop)
        noted = note.end() if note and not self._grammar.head.search(note.group()) else None
        for at in (stop, noted):
            if at is None:
                continue
            for kind, pattern in _MARKS:
                found = pattern.match(self._text, at)
                if found and not self._canonical.is_broken(stop, found.end() - 1):
                    return (
                        _Mark(kind, found.end()) if not self._canonical.is_broken(stop - 1, at) else _NO_MARK
                    )
        return _NO_MARK

    def _is_open_dash(self, mark: _Mark) -> bool:
        """Whether a dash opens the date: 4月～, but not the dash of a subtitle nor an empty cell's."""
        at = mark.stop - 1
        if self._text[at] == "~":
            return bool(_OPEN_DASH.match(self._text, mark.stop)) or self._canonical.is_broken(at, mark.stop)
        return self._text[at] == "-" and mark.stop == len(self._text)

    def _range_end(
        self, first_point: Point, first: Resolved | Impossible | None, mark: _Mark
    ) -> tuple[Point, Resolved | Impossible, int] | None:
        """The end of a range whose beginning and mark have been read."""
        if self._canonical.is_broken(mark.stop - 1, mark.stop):
            return None
        point, is_plain = self._end_point(mark, first_point)
        last = self._resolve(point, first) if point else None
        if point is None or last is None or _LENGTH.match(self._text, point.stop):
            return None
        stop = self._skip_other_notation(point, last)
        until = self._until(stop)
        if until is None and not self._is_range_without_until(first_point, point, mark, is_plain=is_plain):
            return None
        if isinstance(first, Resolved) and isinstance(last, Resolved) and last.end < first.start:
            last = self._moved(point, last, first)
        return point, last, until or stop

    def _end_point(self, mark: _Mark, first: Point) -> tuple[Point | None, bool]:
        """The point after a range mark, and whether it stands right there: から、最長で令和5年3月31日."""
        if point := self._point_at(mark.stop, first):
            return point, True
        filler = _TO_END.match(self._text, mark.stop)
        if mark.kind == "dash" or filler is None or filler.end() == mark.stop:
            return None, False
        return self._point_at(filler.end(), first), False

    def _point_at(self, at: int, first: Point) -> Point | None:
        head = self._grammar.head.match(self._text, at)
        point = self._grammar.point(self._text, head) if head else None
        return point or self._grammar.rest(self._text, at, first)

    def _until(self, stop: int) -> int | None:
        """Where まで ends, with which a range closes; a clock time or a note may stand before it."""
        if clock := _CLOCK_POINT.match(self._text, stop):
            stop = clock.end()
        note = _NOTE.match(self._text, stop)
        for at in (stop, note.end() if note else stop):
            if found := _UNTIL.match(self._text, at):
                return found.end()
        return None

    def _is_range_without_until(self, first: Point, last: Point, mark: _Mark, *, is_plain: bool) -> bool:
        """Whether a mark and a point right after it make a range although no まで follows."""
        is_number = isinstance(last.year, EraYear) and last.year.era is None and last.month is None
        if is_number and first.month is not None:
            return False  # a number of years: 令和4年4月1日から5年
        if mark.kind == "dash":
            return True
        if mark.kind != "from" or not is_plain or _STARTS_AGAIN.match(self._text, last.stop):
            return False
        if is_number:
            return last.is_fiscal and first.is_fiscal
        if last.unit == "day" and last.month is None and isinstance(last.day, int) and last.weekday is None:
            return bool(_AFTER_BARE_DAY.match(self._text, last.stop))
        return True

    def _moved(self, point: Point, last: Resolved, first: Resolved) -> Resolved | Impossible:
        """Move an end that would lie before its beginning to the next year, or a bare day to the next month."""
        if point.year is not None or isinstance(point.month, Shift) or isinstance(point.day, Shift):
            return last
        if point.month is None and point.unit == "day" and first.anchor.month is not None:
            moved = self._resolve(replace(point, is_next=True), first)
        else:
            later = replace(first.anchor, year=first.anchor.year + 1, fiscal_year=None)
            moved = self._resolve(point, replace(first, anchor=later))
        return moved or last


def without_repeats(text: str, expressions: Iterable[Expression]) -> list[Expression]:
    """Join a range with a bracket that says it again in the other calendar: 令和4～5年度（2022～2023年度）."""
    joined: list[Expression] = []
    for one in expressions:
        before = joined[-1] if joined else None
        if (
            before
            and text[before.stop : one.begin] == "("
            and text.startswith(")", one.stop)
            and _is_same(before, one)
        ):
            joined[-1] = replace(before, stop=one.stop + 1)
        else:
            joined.append(one)
    return joined


def _is_same(one: Expression, other: Expression) -> bool:
    ends = [part for expression in (one, other) for part in (expression.first, expression.last)]
    days = [(part.start, part.end) if isinstance(part, Resolved) else None for part in ends]
    return one.is_range and None not in days and days[:2] == days[2:]
