"""Times of day in Japanese text: 午前10時05分, 14時から15時半まで, 10:05～11:30, 正午.

>>> [(found.start, found.end) for found in parse_times("午後1時30分～3時10分")]
[('13:30', '15:10')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from normalizers.numerals import kanji_to_int

_MORNING: Final = ("午前", "am", "a.m.", "朝")
_AFTERNOON: Final = ("午後", "pm", "p.m.", "夜", "夕方")
_NUMBER: Final = "[0-9]{1,2}|[〇一二三四五六七八九十]{1,3}"
_POINT: Final = re.compile(
    rf"(?P<half>午前|午後|朝|夜|夕方|[AaPp]\.?[Mm]\.?)?\s{{0,4}}"
    rf"(?:(?P<hour>{_NUMBER})\s{{0,2}}時(?!間)(?:\s{{0,2}}(?:(?P<minute>{_NUMBER})\s{{0,2}}分|(?P<thirty>半)))?"
    r"|(?<![0-9:.])(?P<clock_hour>[0-9]{1,2})\s{0,2}:\s{0,2}(?P<clock_minute>[0-9]{2})(?![0-9]))"
    r"(?:\s{0,2}(?P<after>[AaPp]\.?[Mm]\.?)(?![A-Za-z]))?"
    r"|(?P<noon>正午)"
)
_BETWEEN: Final = re.compile(
    r"\s*(?:頃|ごろ|ころ)?\s*(?:開会|開始|開議)?\s*[\s、,]*(?:から|より|~|-|[‐‑‒–—―−ー─]|至)\s*[\s、,]*(?:閉会|終了)?\s*"
)
_WIDE: Final = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)}
    | dict.fromkeys("〜～∼", "~")
    | {"　": " "}
)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """One time, or a stretch of time.

    Attributes:
        start, end: HH:MM on a 24-hour clock; `end` is None where one time only is printed.
        raw: The printed text, `text[begin:stop]`.
        begin, stop: Where it stands in the text.
    """

    start: str
    end: str | None
    raw: str
    begin: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Point:
    minutes: int
    half: str
    begin: int
    stop: int


def parse_times(text: str) -> tuple[TimeSpan, ...]:
    """Find the times of day in a text, in order; a stretch of time is one.

    The second time of a stretch takes 午前 or 午後 from the first, and is carried past noon where it would lie before it
    (午前11時～1時). 12時 after 午前 or 午後 is noon, as minutes are written. What is no time (25時, 10時75分) is left out.

    Args:
        text: Any text.
    """
    narrow = text.translate(_WIDE)
    points = list(_points(narrow))
    spans: list[TimeSpan] = []
    at = 0
    while at < len(points):
        first = points[at]
        second = points[at + 1] if at + 1 < len(points) else None
        if second is not None and _BETWEEN.fullmatch(narrow, first.stop, second.begin):
            spans.append(_span(text, first, _inherit(first, second)))
            at += 2
        else:
            spans.append(_span(text, first, None))
            at += 1
    return tuple(spans)


def _points(text: str) -> Iterator[_Point]:
    for match in _POINT.finditer(text):
        if match["noon"]:
            yield _Point(12 * 60, "", *match.span())
            continue
        half = _half(match["half"] or match["after"] or "")
        hour = kanji_to_int(match["hour"] or match["clock_hour"])
        minute = 30 if match["thirty"] else kanji_to_int(match["minute"] or match["clock_minute"] or "0")
        if hour is None or minute is None or minute > 59 or hour > 24 or (hour == 24 and minute):
            continue
        begin = match.start() + len(match.group()) - len(match.group().lstrip())
        yield _Point(_clock(hour, half) * 60 + minute, half, begin, match.end())


def _half(word: str) -> str:
    if word.lower() in _MORNING or word.lower().startswith("a"):
        return "am"
    return "pm" if word else ""


def _clock(hour: int, half: str) -> int:
    return hour + 12 if half == "pm" and hour < 12 else hour


def _inherit(first: _Point, second: _Point) -> _Point:
    """The second time with the half of the day that the first names."""
    if second.half or second.minutes >= 12 * 60:
        return second
    if first.half == "pm" or (first.half == "am" and second.minutes < first.minutes):
        return _Point(second.minutes + 12 * 60, first.half, second.begin, second.stop)
    return second


def _span(text: str, first: _Point, second: _Point | None) -> TimeSpan:
    stop = (second or first).stop
    return TimeSpan(
        _written(first), _written(second) if second else None, text[first.begin : stop], first.begin, stop
    )


def _written(point: _Point) -> str:
    return f"{point.minutes // 60:02d}:{point.minutes % 60:02d}"
