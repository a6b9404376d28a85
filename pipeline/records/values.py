"""Small values that many rows hold: spans, departments, provisions, references, PDF dates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extractors.model import DatedPeriod, LabelledCount
    from normalizers.departments import Department
    from normalizers.legal import LegalReference
    from normalizers.references import DocumentReference

Row = dict[str, Any]
"""One row of a dataset, by column name."""


def department_values(departments: Iterable[Department]) -> list[Row]:
    """Departments as published."""
    return [{"bureau": d.bureau, "division": d.division} for d in departments]


def legal_values(references: Iterable[LegalReference]) -> list[Row]:
    """Provisions as published."""
    return [
        {
            "law": r.law,
            "article": r.article,
            "branch": r.branch,
            "paragraph": r.paragraph,
            "item": r.item,
            "raw": r.raw,
        }
        for r in references
    ]


def reference_values(references: Iterable[DocumentReference]) -> list[Row]:
    """References to other council documents as published."""
    return [{"kind": r.kind, "number": r.number, "raw": r.raw} for r in references]


def date_values(dates: Iterable[DatedPeriod]) -> list[Row]:
    """A list of days as published."""
    return [{"start": d.start, "end": d.end, "precision": d.precision, "raw": d.raw} for d in dates]


def count_values(counts: Iterable[LabelledCount]) -> list[Row]:
    """A breakdown as published."""
    return [{"label": c.label, "min": c.min, "max": c.max, "unit": c.unit, "raw": c.raw} for c in counts]


def attribute_values(attributes: Mapping[str, str]) -> list[tuple[str, str]]:
    """A case's printed columns as published, in printed order."""
    return list(attributes.items())


def instant(text: str | None) -> datetime | None:
    """An ISO 8601 date and time in UTC; None for none, and for one at the very end of the calendar."""
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
