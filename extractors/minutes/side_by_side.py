"""Which lines of a page stand in columns beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.columns import MIN_LINES
from extractors.flow import FlowLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.flow import FlowElement
    from extractors.geometry import BBox


def column_shifts(elements: Sequence[FlowElement]) -> dict[tuple[int, int], float]:
    """How far to the right of the leftmost column each column begins (points).

    Args:
        elements: in reading order.

    Returns:
        By page and group of lines; nothing for lines that stand in no column beside another.
    """
    groups: dict[tuple[int, int], list[BBox]] = {}
    for element in elements:
        if isinstance(element, FlowLine) and element.line.group and not element.line.angle:
            groups.setdefault((element.page, element.line.group), []).append(element.box)
    places = {
        key: (
            min(b.x0 for b in boxes),
            max(b.x1 for b in boxes),
            min(b.top for b in boxes),
            max(b.bottom for b in boxes),
        )
        for key, boxes in groups.items()
        if len(boxes) >= MIN_LINES // 2
    }
    found: dict[tuple[int, int], float] = {}
    for (page, group), place in places.items():
        beside = [
            other
            for (other_page, other_group), other in places.items()
            if other_page == page and other_group != group and _is_beside(place, other)
        ]
        if beside:
            found[page, group] = place[0] - min(place[0], *(other[0] for other in beside))
    return found


def _is_beside(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Whether two extents (left, right, top, bottom) share heights and no place along the line."""
    return (one[1] <= other[0] or other[1] <= one[0]) and min(one[3], other[3]) > max(one[2], other[2])
