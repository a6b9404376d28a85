"""Painted paths to rules and shapes: what of a drawing is a straight rule, an area, or something else.

Producers draw the same table border as a stroked line, as the side of a stroked rectangle, as a filled rectangle one
point thin, or as hundreds of dashes. After this step all of these are boxes of `Rules`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.geometry import BBox
from extractors.pages import Rules, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_RULE_THICKNESS = 3.5
"""A filled rectangle thicker than this (points) is an area, not a rule."""

PAPER = 0xFFFFFF
_NEARLY_WHITE = 0xFA
_PALE = 200
_RIM = 2.0
_MAX_OVERLAY = 0.3
"""Share of the page that an overlay may cover; larger areas are backgrounds."""
_SLANT = 0.02
"""Rise over run below which a line counts as straight: matrices carry rounding noise."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Subpath:
    """Points of one subpath on the page as shown; `is_curved` when any part of it is a Bézier curve."""

    points: Sequence[Point]
    is_closed: bool
    is_curved: bool


@dataclass(frozen=True, slots=True)
class Paint:
    """How a path is painted; a colour of None means not at all.

    `width` is the stroke's, in points as shown; `is_opaque` tells whether what lies under a fill is lost to sight: not
    under translucent paint, nor where colours are blended (a tint multiplied over a finished page).
    """

    fill: int | None
    stroke: int | None
    width: float
    is_opaque: bool = True


class Cover(NamedTuple):
    """A filled area: what it may hide, and the ground that text painted on it shows against."""

    box: BBox
    colour: int
    order: int
    is_opaque: bool = True


def is_paper(colour: int) -> bool:
    """Whether a colour cannot be told from the paper."""
    return min(colour >> 16 & 255, colour >> 8 & 255, colour & 255) >= _NEARLY_WHITE


def is_pale(colour: int) -> bool:
    """Whether white text cannot be read on a colour: its luminance (ITU-R BT.601) is near the paper's."""
    red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    return 0.299 * red + 0.587 * green + 0.114 * blue >= _PALE


@dataclass(slots=True)
class Canvas:
    """Collects what is painted on one page, in order."""

    rules: list[tuple[float, float, float, float, int, int]] = field(default_factory=list)
    """Boxes with colour and place in the drawing order."""
    shapes: list[Shape] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    """Filled areas that are no rules."""

    def add_path(self, subpaths: Sequence[Subpath], paint: Paint, clip: BBox, order: int) -> None:
        """Paint `subpaths`, cut to `clip`; `order` is the place of the path in the page's drawing order."""
        for subpath in subpaths:
            rectangle = _rectangle(subpath)
            if paint.fill is not None:
                self._fill(subpath, rectangle, paint, clip, order)
            if paint.stroke is not None and not is_paper(paint.stroke):
                self._stroke(subpath, paint.stroke, paint.width, clip, order)

    def _fill(self, subpath: Subpath, rectangle: BBox | None, paint: Paint, clip: BBox, order: int) -> None:
        box, colour = _cut(rectangle or _extent(subpath.points), clip), paint.fill
        if box is None or colour is None:
            return
        if rectangle is None:
            if not is_paper(colour):
                self.shapes.append(Shape("curve", box, colour))
            return
        if min(box.width, box.height) <= MAX_RULE_THICKNESS:
            if not is_paper(colour):
                self.rules.append((*box, colour, order))
            return
        self.covers.append(Cover(box, colour, order, paint.is_opaque))
        if not is_paper(colour):
            self.shapes.append(Shape("fill", box, colour))

    def _stroke(self, subpath: Subpath, colour: int, width: float, clip: BBox, order: int) -> None:
        points = list(subpath.points)
        if subpath.is_closed and points and points[0] != points[-1]:
            points.append(points[0])
        half = width / 2
        for (xa, ya), (xb, yb) in pairwise(points):
            dx, dy = abs(xb - xa), abs(yb - ya)
            if dx == dy == 0:
                continue
            if min(dx, dy) <= max(_SLANT * max(dx, dy), 0.05):
                box = (
                    BBox(min(xa, xb), (ya + yb) / 2 - half, max(xa, xb), (ya + yb) / 2 + half)
                    if dx >= dy
                    else BBox((xa + xb) / 2 - half, min(ya, yb), (xa + xb) / 2 + half, max(ya, yb))
                )
                if (cut := _cut(box, clip)) is not None:
                    self.rules.append((*cut, colour, order))
            elif not subpath.is_curved and (cut := _cut(_extent(((xa, ya), (xb, yb))), clip)) is not None:
                self.shapes.append(Shape("diagonal", cut, colour))
        if subpath.is_curved and (cut := _cut(_extent(points), clip)) is not None:
            self.shapes.append(Shape("curve", cut, colour))

    def overlays(self, page: BBox) -> list[tuple[BBox, int]]:
        """Opaque areas painted over rules: callouts and text boxes laid on a table, with their place in the order."""
        if not self.rules or not self.covers:
            return []
        x0, top, x1, bottom, _, painted = np.array(self.rules, dtype=np.float64).T
        first = painted.min()
        found = []
        for box, _, order, is_opaque in self.covers:
            if (
                not is_opaque
                or order <= first
                or box.width * box.height > _MAX_OVERLAY * page.width * page.height
            ):
                continue
            inner = BBox(box.x0 + _RIM, box.top + _RIM, box.x1 - _RIM, box.bottom - _RIM)
            within = (
                (painted < order)
                & (x0 < inner.x1)
                & (x1 > inner.x0)
                & (top < inner.bottom)
                & (bottom > inner.top)
            )
            runs_through = (np.minimum(x1, inner.x1) - np.maximum(x0, inner.x0) > 2 * _RIM) | (
                np.minimum(bottom, inner.bottom) - np.maximum(top, inner.top) > 2 * _RIM
            )
            if (within & runs_through).any():
                found.append((box, order))
        return found

    def finished_rules(self, overlays: Sequence[tuple[BBox, int]] = ()) -> Rules:
        """All rules painted so far, in columns; without the outlines of `overlays`."""
        table = np.array(self.rules, dtype=np.float64).reshape(-1, 6)
        for box, order in overlays:
            inside = (
                (table[:, 0] >= box.x0 - _RIM)
                & (table[:, 1] >= box.top - _RIM)
                & (table[:, 2] <= box.x1 + _RIM)
                & (table[:, 3] <= box.bottom + _RIM)
            )
            table = table[~(inside & (table[:, 5] >= order))]
        return Rules(table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4].astype(np.int32))


def _rectangle(subpath: Subpath) -> BBox | None:
    """The subpath's box if it is an axis-parallel rectangle (or a degenerate one), else None."""
    if subpath.is_curved:
        return None
    points = list(subpath.points)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    if not 2 <= len(points) <= 8:
        return None
    box = _extent(points)
    near = max(0.05, _SLANT * min(box.width, box.height))
    on_sides = all(
        min(abs(x - box.x0), abs(x - box.x1)) <= near and min(abs(y - box.top), abs(y - box.bottom)) <= near
        for x, y in points
    )
    return box if on_sides else None


def _extent(points: Sequence[Point]) -> BBox:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _cut(box: BBox, clip: BBox) -> BBox | None:
    """The part of `box` inside `clip`, or None if nothing of it shows; hairlines keep their zero thickness."""
    if box.x0 > clip.x1 or box.x1 < clip.x0 or box.top > clip.bottom or box.bottom < clip.top:
        return None
    return BBox(
        max(box.x0, clip.x0), max(box.top, clip.top), min(box.x1, clip.x1), min(box.bottom, clip.bottom)
    )
