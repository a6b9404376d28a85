"""Small values that many rows hold: spans, departments, provisions, references, PDF dates."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from pipeline.schema.types import INT16, SPAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractors.geometry import Span
    from extractors.model import DatedPeriod, LabelledCount
    from normalizers.departments import Department
    from normalizers.legal import LegalReference
    from normalizers.references import DocumentReference

Row = dict[str, Any]
"""One row of a dataset, by column name."""

PageSizes = dict[int, tuple[float, float]]
"""Width and height of each page as shown, in points, by 1-based page number."""


def span_array(spans: Sequence[Span], sizes: PageSizes) -> pa.Array:
    """Spans as published, cut at the edges of their pages: what hangs over an edge is not to be seen.

    Args:
        spans: one for each row.
        sizes: of the pages; boxes on other pages are left as they are.
    """
    places = list(chain.from_iterable(spans))
    pages = [page for page, _ in places]
    values = chain.from_iterable([box for _, box in places])
    boxes = np.fromiter(values, np.float64, 4 * len(places)).reshape(-1, 4)
    numbers, of_page = np.unique(np.array(pages, dtype=np.int64), return_inverse=True)
    limits = np.array([sizes.get(number, (np.nan, np.nan)) * 2 for number in numbers.tolist()]).reshape(-1, 4)
    limits = limits[of_page]
    boxes = np.where(np.isnan(limits), boxes, np.clip(boxes, 0.0, limits))
    offsets = np.fromiter(accumulate(map(len, spans), initial=0), np.int32, len(spans) + 1)
    columns = [pa.array(column) for column in boxes.T.astype(np.float32)]
    structs = pa.StructArray.from_arrays([pa.array(pages, INT16), *columns], fields=list(SPAN.value_type))
    return pa.ListArray.from_arrays(pa.array(offsets), structs, type=SPAN)


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
