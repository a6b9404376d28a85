"""Counts of cases, persons, things and money (件数, 人数, 金額) in running text and table cells."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from normalizers.counts.context import qualified, stands_alone, with_headings
from normalizers.counts.values import Value, find_numbers, range_at
from normalizers.cross_references import cross_reference_spans
from normalizers.edits import Edit, apply_edits, raw_span
from normalizers.text import normalize_with_offsets


@dataclass(frozen=True, slots=True)
class Count:
    """One count as printed.

    Attributes:
        min: Least whole number meant; None where the text sets no lower bound (500件以下).
        max: Greatest one; None where it sets no upper bound (5件以上).
        unit: The counter (件, 人, 円, か所 in whichever spelling); None behind a bare number.
        period: `year` or `month` where the count is one per year or month, else None.
        is_approximate: 約, 程度, 前後 and the like.
        is_provisional: 予定, 見込み, 想定.
        raw: The printed characters from the first word that belongs to the number to the last.
        begin: Where `raw` begins in the text that was parsed.
        stop: Where it ends.
    """

    min: int | None
    max: int | None
    unit: str | None
    period: str | None
    is_approximate: bool
    is_provisional: bool
    raw: str
    begin: int
    stop: int


_WRAPPED: Final = re.compile(r"(?<=[0-9,])\n+(?=[0-9])|(?<=[0-9])\n+(?=,[0-9]{3})")
_THOUSANDS: Final = re.compile("(?<=[0-9])、(?=000(?![0-9]))")
_SPACED_UNIT: Final = re.compile(r"(?<=[0-9])[ ]+(?=[万億千百])|(?<=[0-9] [万億])[ ]+(?=[0-9])")


@lru_cache(maxsize=1024)  # The rows of a list say the same again and again.
def parse_counts(text: str) -> tuple[Count, ...]:
    """Find every count in a text, in order.

    Read are figures in any width, with thousands separators, letter-spaced or wrapped; kanji numerals; 万, 億, 千円;
    ranges (10～20件, 100件以上200件以下) and bounds (未満 N is N - 1, 超 N is N + 1); 約, 程度; 年間, 月額, /年; 予定, 見込み, also
    from a heading such as 件数（年間）. Not counts are dates, durations, ages, ordinals, articles, labels, telephone numbers,
    and amounts without a number (数百件). A bare number counts only where it fills its line or stands behind a heading.

    >>> [(c.min, c.max, c.unit, c.period) for c in parse_counts("年間約２，０００件（うち窓口 ３０ 件以上）")]
    [(2000, 2000, '件', 'year'), (30, None, '件', None)]
    """
    form, offsets = normalize_with_offsets(text, form="parsing")
    form, moved = apply_edits(form, offsets, list(_wraps(form)))
    form, moved = apply_edits(form, moved, [Edit(*match.span(), "") for match in _SPACED_UNIT.finditer(form)])
    form = _THOUSANDS.sub(",", form)
    counts = []
    for value in with_headings(form, list(_values(form))):
        begin, stop = raw_span(text, moved, value.begin, value.stop)
        counts.append(
            Count(
                value.low,
                value.high,
                value.unit,
                value.period,
                value.about,
                value.provisional,
                text[begin:stop],
                begin,
                stop,
            )
        )
    return tuple(counts)


def _wraps(text: str) -> Iterator[Edit]:
    """Line feeds inside a number: its last group is not complete, or the next line begins with zero."""
    for match in _WRAPPED.finditer(text):
        head = re.search(r"[0-9,]*\Z", text[max(0, match.start() - 20) : match.start()])
        tail = re.match(r"[0-9]*", text[match.end() : match.end() + 20])
        assert head is not None
        assert tail is not None
        group = head.group().rpartition(",")[2] + tail.group()
        zero = text[match.end()] in "0," and len(tail.group()) != 1
        if ("," in head.group() and len(group) == 3) or zero:
            yield Edit(*match.span(), "")


def _values(text: str) -> Iterator[Value]:
    """Numbers and ranges, each with what its neighbourhood says about it."""
    atoms = list(find_numbers(text))
    references = cross_reference_spans(text)
    starts = [begin for begin, _ in references]
    at = 0
    previous = 0
    while at < len(atoms):
        value, used = range_at(text, atoms, at)
        at += used
        before = bisect_left(starts, value.begin + 1) - 1
        if before >= 0 and value.begin < references[before][1]:
            continue
        limit = atoms[at].begin if at < len(atoms) else len(text)
        if value.unit is None and not stands_alone(text, value):
            continue
        value, previous = qualified(text, value, previous, limit)
        yield value
