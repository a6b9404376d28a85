"""Places on pages as they are published."""

from __future__ import annotations

from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.schema.types import INT16, SPAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.geometry import Span

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
