"""Cell texts to the fields of a case: periods, quantities, items."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from extractors.cases.boxes import ticked
from extractors.cases.changes import lists_of, paired
from extractors.items import classify_item, split_items
from extractors.model import DatedPeriod, Item, Period, Quantity
from extractors.profiles import plain, words
from normalizers import parse_counts, parse_dates
from normalizers.counts.counters import COUNTERS
from normalizers.dates.terms import with_terms
from normalizers.eras import ERAS

if TYPE_CHECKING:
    import datetime as dt

    from extractors.findings import Finding
    from extractors.geometry import Span
    from normalizers import DateSpan


SOON: Final = 10
"""Years from a paper's date on in which what it tells of may end."""

_PERSONS: Final = frozenset({"人", "名", "世帯", "者", "件", "組", "家庭"})
"""Units in which persons concerned are counted."""

_UNIT: Final = re.compile(r"\(([^()]{1,6})\)$")
"""Where a header gives the unit of its figures: 件数（件）."""

_DAY: Final = r"[0-9]{1,2}[./・][0-9]{1,2}[./・][0-9]{1,2}"
_WITHOUT_ERA: Final = re.compile(rf"(?:{_DAY}(?:付け?)?|{_DAY}(?:から)?[~-]?(?:{_DAY}(?:まで)?)?)")
_YEAR: Final = re.compile(r"(?<![0-9./・])([0-9]{1,2})(?=[./・][0-9]{1,2}[./・])")


def read_period(
    text: str, *, document_date: dt.date | None = None, previous: dt.date | None = None, within: str = ""
) -> Period:
    """When something runs, from a cell or a section.

    Args:
        text: as printed.
        document_date: the document's date, for years left out.
        previous: the date in the row above, for what is left out otherwise.
        within: the fiscal year that days without a year lie in, as printed (令和5年度); "" where nothing says so.
    """
    spans = _spans(text, document_date, previous, within)
    if not spans:
        return Period(raw=text, is_ongoing=goes_on_without_day(text) or None)
    first, last = spans[0], spans[-1]
    is_list = len(spans) > 1
    has_end = is_list or first.is_range
    return Period(
        raw=text,
        start_date=first.start,
        start_precision=first.start_precision,
        end_date=last.end if has_end else None,
        end_precision=last.end_precision if has_end else None,
        is_ongoing=any(s.is_ongoing for s in spans),
        is_provisional=any(s.is_provisional for s in spans),
        dates=tuple(DatedPeriod(s.start, s.end, s.start_precision, s.raw) for s in spans) if is_list else (),
    )


def _spans(
    text: str, document_date: dt.date | None, previous: dt.date | None, within: str
) -> tuple[DateSpan, ...]:
    if within:
        _, *inside = parse_dates(f"{within}\n{text}", document_date=document_date).spans
        return tuple(inside)
    spans = tuple(with_terms(text, parse_dates(text, document_date=document_date, previous=previous).spans))
    if spans or document_date is None or not _WITHOUT_ERA.fullmatch(plain(text)):
        return spans
    return parse_dates(_YEAR.sub(lambda m: _era(int(m[1]), document_date) + m[0], plain(text))).spans


def _era(year: int, document_date: dt.date) -> str:
    """The era of a year that is printed without it (5.4.1): the last that had begun by the paper's date in which it comes no later than soon."""
    latest = document_date.year + SOON
    begun = (era for era in reversed(ERAS) if era.start <= document_date)
    return next((era.name for era in begun if era.western_year(year) <= latest), "")


def goes_on_without_day(text: str) -> bool:
    """Whether all that is printed for a period is that something goes on: 継続, 通年."""
    return plain(text).strip("。()") in words("tables", "ongoing", "whole")


def read_quantity(text: str, *, heading: str = "") -> Quantity:
    """How many, from a cell or a section; `heading` may say that all counts are yearly or expected (件数（予定）)."""
    counts = parse_counts(f"{heading}\n{text}" if heading else text)
    if not counts:
        return Quantity(raw=text)
    first = counts[0]
    unit = _UNIT.search(plain(heading))
    named = unit[1] if unit and unit[1] in COUNTERS else None
    return Quantity(
        raw=text,
        min=first.min,
        max=first.max,
        unit=first.unit or named,
        period=first.period,
        is_approximate=first.is_approximate,
    )


def count_at_end(text: str) -> Quantity | None:
    """How many the persons are that a text names, where it ends with it: …を除く者（約1,200人）; None where it does not."""
    text = text.rstrip("。 　")
    for count in parse_counts(text):
        rest = re.sub(r"[)）/／年月間につき程度以内等。]*", "", text[count.stop :])
        if count.unit in _PERSONS and not rest and count.min is not None:
            return Quantity(text, count.min, count.max, count.unit, count.period, count.is_approximate)
    return None


@dataclass(frozen=True, slots=True)
class ItemCell:
    """What one printed list of items gave.

    Attributes:
        items: the items, split and classified.
        is_common_only: whether it says 共通項目のみ.
        findings: brackets and separators that are doubtful.
    """

    items: tuple[Item, ...] = ()
    is_common_only: bool = False
    findings: tuple[Finding, ...] = ()


def read_items(
    text: str, span: Span, *, start: int = 0, is_common: bool = False, path: tuple[str, ...] = ()
) -> ItemCell:
    """The personal-data items of one printed list, split and classified.

    Args:
        text: as printed; 共通項目のみ and なし give no item.
        span: where the list stands.
        start: ordinal of the first item.
        is_common: whether the list holds for all cases of a table.
        path: headings that the list stands under, outer to inner.
    """
    lists = [(change, split_items(ticked(one))) for change, one in lists_of(text)]
    told = [(change, item) for change, found in lists for item in found.items]
    items = [
        Item(
            ordinal=start + number,
            raw=item.raw,
            path=(*path, *item.path),
            name=item.name,
            qualifier=item.qualifier,
            is_open_ended=item.is_open_ended,
            span=span,
            is_common=is_common,
            change=change,
        )
        for number, (change, item) in enumerate(told)
    ]
    if len(lists) > 1 or lists[0][0] is not None:
        items = [replace(item, ordinal=start + k) for k, item in enumerate(paired(items))]
    return ItemCell(
        tuple(map(classified, items)),
        all(found.is_common_only for _, found in lists),
        tuple(replace(f, span=span) for _, found in lists for f in found.findings),
    )


def classified(item: Item) -> Item:
    """The item with what the taxonomy says of it; what the document itself prints is not overruled."""
    found = classify_item(item.name, item.path)
    return replace(
        item,
        subject=found.subject,
        attribute=found.attribute,
        category=found.category,
        group=found.group,
        special_care=item.special_care if item.special_care_basis == "printed" else found.special_care,
        special_care_basis=item.special_care_basis,
        is_my_number=found.is_my_number,
        dpv=found.dpv,
    )
