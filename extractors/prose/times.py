"""When a matter runs or happened: periods under headings and in sentences, and the days of an incident."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.cases.fields import goes_on_without_day
from extractors.cases.parties import MARK
from extractors.model import DatedPeriod, Period
from extractors.profiles import plain
from extractors.prose.profile import section
from normalizers import normalize_display, parse_dates
from normalizers.dates.terms import with_terms

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from extractors.prose.matters import Matter
    from extractors.prose.units import Entry
    from normalizers import DateSpan

_CONDITION: Final = re.compile("場合|とき|ときは|可能性|ことがある|更新する|延長")


def matter_period(matter: Matter, document_date: dt.date | None) -> Period:
    """The period that a matter states; where its first and its last day stand under headings of their own, from the one to the other."""
    entries = matter.of("period")
    ends = [e for e in entries if plain(e.heading).endswith(tuple(section("answers")["last_day"]))]
    found = [read_period(e, document_date) for e in entries if e not in ends or len(entries) == 1]
    period = next((p for p in found if p.start_date or p.end_date), found[0] if found else Period())
    last = next((p for e in ends if (p := read_period(e, document_date)).start_date or p.end_date), None)
    if last is None or period.end_date is not None or len(entries) == 1:
        return period
    day = last.end_date or last.start_date
    precision = last.end_precision or last.start_precision
    raw = "\n".join(filter(None, (period.raw, last.raw)))
    return replace(period, raw=raw, end_date=day, end_precision=precision, is_ongoing=False)


def incident_period(matter: Matter, document_date: dt.date | None) -> Period | None:
    """When an incident happened, with the days of its chronology; None where the paper dates nothing."""
    told = matter.of("chronology") or [*matter.of("description"), *matter.of("response")]
    dates = read_chronology(told, document_date)
    own = next((read_period(e, document_date) for e in matter.of("incident_date")), None)
    if own is not None and own.start_date:
        return replace(own, dates=dates or own.dates)
    if not dates:
        return None
    raw = normalize_display("\n".join(e.text for e in told if e.text)).strip()
    return Period(raw=raw, start_date=dates[0].start, start_precision=dates[0].precision, dates=dates)


def read_period(entry: Entry, document_date: dt.date | None) -> Period:
    """When something runs, from a section such as 委託の開始時期及び期間."""
    texts = [u.text for u in entry.statements]
    raw = "\n".join(texts) or entry.text
    spans = _main_spans(raw, with_terms(raw, parse_dates(raw, document_date=document_date).spans))
    if not spans:
        return Period(raw=raw, is_ongoing=goes_on_without_day(raw) or None)
    heading = plain(entry.heading)
    if re.search("予定|見込", heading):
        spans = [replace(s, is_provisional=True) for s in spans]
    if len(spans) == 1:
        return _single(raw, spans[0], has_end="期間" in heading and "開始" not in heading)
    ongoing = any(s.is_ongoing for s in spans)
    starts = [s for s in spans if s.start is not None]
    ends = [s for s in spans if s.end is not None]
    first = min(starts, key=lambda s: s.start, default=None)  # type: ignore[arg-type,return-value] # start is not None here
    last = max(ends, key=lambda s: s.end, default=None)  # type: ignore[arg-type,return-value] # end is not None here
    return Period(
        raw=raw,
        start_date=first.start if first else None,
        start_precision=first.start_precision if first else None,
        end_date=last.end if last and not ongoing else None,
        end_precision=last.end_precision if last and not ongoing else None,
        is_ongoing=ongoing,
        is_provisional=any(s.is_provisional for s in spans),
        dates=tuple(DatedPeriod(s.start, s.end, s.start_precision, s.raw) for s in spans),
    )


def _single(raw: str, span: DateSpan, *, has_end: bool) -> Period:
    whole_year = span.start_precision in {"fiscal_year", "year"}
    ends = span.is_range or (has_end and whole_year)
    goes_on = span.is_ongoing or (not span.is_range and _goes_on(raw))
    return Period(
        raw=raw,
        start_date=span.start,
        start_precision=span.start_precision,
        end_date=span.end if ends and not goes_on else None,
        end_precision=span.end_precision if ends and not goes_on else None,
        is_ongoing=goes_on,
        is_provisional=span.is_provisional,
    )


def _goes_on(raw: str) -> bool:
    """Whether a text says without condition that something continues (以後継続して行う)."""
    return any(
        any(plain(word) in plain(sentence) for word in section("answers")["ongoing"])
        and not _CONDITION.search(sentence)
        for sentence in re.split("[。\n]", raw)
    )


def _main_spans(raw: str, spans: Sequence[DateSpan]) -> list[DateSpan]:
    """The dates outside round brackets, where there are any: a bracket speaks of something else."""
    hidden = [m.span() for m in re.finditer(r"[（(][^（）()]*[)）]", raw)]
    free = [s for s in spans if not any(b <= s.begin and s.stop <= e for b, e in hidden)]
    if all(s.start is None for s in free):
        return list(spans)
    return free


def read_chronology(entries: Sequence[Entry], document_date: dt.date | None) -> tuple[DatedPeriod, ...]:
    """The dates of an incident's chronology, one for each entry that begins with one."""
    found: list[DatedPeriod] = []
    previous: dt.date | None = None
    for entry in entries:
        for unit in entry.units:
            if unit.kind == "table" or not unit.text:
                continue
            text = MARK.sub("", unit.text)
            spans = parse_dates(text[:40], document_date=document_date, previous=previous).spans
            if spans and spans[0].begin <= 2:
                found.append(
                    DatedPeriod(spans[0].start, spans[0].end, spans[0].start_precision, text.strip())
                )
                previous = spans[0].start
    return tuple(found)
