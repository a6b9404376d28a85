"""The part of a page that a finding is about, for the quality report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.site.case_page import Sheet
    from pipeline.site.data import Row

_MARGIN = 24.0
"""Points of the page shown above and below the place of a finding."""

_TALLEST_CROP = 260.0


def example_of(finding: Row, new_sheet: Callable[[int], Sheet] | None) -> Row:
    """A finding with the part of the page that it is about, where there is a picture of it."""
    if not finding["span"] or new_sheet is None:
        return {**finding, "page": None, "crop": None}
    place = finding["span"][0]
    sheet = new_sheet(place["page"])
    if not sheet.picture:
        return {**finding, "page": place["page"], "crop": None}
    top = max(place["top"] - _MARGIN, 0.0)
    height = min(place["bottom"] + _MARGIN - top, _TALLEST_CROP)
    box = {
        "x": round(place["x0"], 1),
        "y": round(place["top"], 1),
        "width": round(place["x1"] - place["x0"], 1),
        "height": round(place["bottom"] - place["top"], 1),
    }
    crop = {
        "view": f"0 {top:.1f} {sheet.width} {height:.1f}",
        "picture": sheet.picture,
        "width": sheet.width,
        "height": sheet.height,
        "box": box,
    }
    return {**finding, "page": place["page"], "crop": crop}
