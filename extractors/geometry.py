"""Boxes on a page: plain numbers in PDF points, origin at the top left of the page as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class BBox(NamedTuple):
    """A rectangle: left, top, right, bottom, in PDF points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Horizontal extent in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Vertical extent in points."""
        return self.bottom - self.top

    def overlaps(self, other: BBox) -> bool:
        """Whether the two boxes share an area (touching borders do not)."""
        return (
            self.x0 < other.x1 and other.x0 < self.x1 and self.top < other.bottom and other.top < self.bottom
        )

    def contains_point(self, x: float, y: float) -> bool:
        """Whether the point lies in the box, its left and top borders included."""
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


class Place(NamedTuple):
    """A box on one page; `page` is 1-based in the PDF file."""

    page: int
    box: BBox


Span = tuple[Place, ...]
"""Where a thing stands: one place for each page it touches, in page order."""


def bounding_box(boxes: Iterable[BBox]) -> BBox:
    """The smallest box around all of `boxes`.

    Raises:
        ValueError: if there is no box at all.
    """
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return BBox(min(x0s), min(tops), max(x1s), max(bottoms))


def join_spans(spans: Iterable[Span]) -> Span:
    """One span that covers all of `spans`: their boxes joined page by page."""
    parts = tuple(spans)
    if len(parts) == 1:
        return parts[0]
    by_page: dict[int, list[BBox]] = {}
    for span in parts:
        for page, box in span:
            by_page.setdefault(page, []).append(box)
    return tuple(Place(page, bounding_box(boxes)) for page, boxes in sorted(by_page.items()))
