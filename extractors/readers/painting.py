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

    from extractors.pages import Bools, Ints

MAX_RULE_THICKNESS = 3.5
"""A filled rectangle thicker than this (points) is an area, not a rule."""

MAX_STROKE = 8.0
"""Likewise of a stroked line, which may be a heavy frame; thicker ones shade a line of text."""

MAX_LETTER = 30.0
"""Subpaths no larger than this (points), of a path with curves, are letters drawn as outlines, not borders."""

PAPER = 0xFFFFFF
_NEARLY_WHITE = 0xFA
_PALE = 200
_RIM = 2.0
_MAX_OVERLAY = 0.3
"""Share of the page that an overlay may cover; larger areas are backgrounds."""
SLANT, NOISE = 0.02, 0.05
"""Rise over run, and rise in points, below which a line counts as straight: matrices carry rounding noise."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Subpath:
    """Points of one subpath on the page as shown, without the control points of curves.

    `bends` holds the indices of the points that a curve leads to; all others end a straight line.
    """

    points: Sequence[Point]
    is_closed: bool
    bends: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Paint:
    """How a path is painted; a colour of None means not at all.

    `width` is the stroke's, in points as shown; `is_opaque` tells whether what lies under a fill is lost to sight: not
    under translucent paint, nor where colours are blended (a tint multiplied over a finished page). `is_even_odd`: a
    subpath inside another is a hole, whatever its direction.
    """

    fill: int | None
    stroke: int | None
    width: float
    is_opaque: bool = True
    is_even_odd: bool = False


class Cover(NamedTuple):
    """A filled area: what it may hide, and the ground that text painted on it shows against."""

    box: BBox
    colour: int
    order: int
    is_opaque: bool = True


def is_straight(*points: Point) -> bool:
    """Whether points lie on one level or upright line: a Bézier curve of such points is a line."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    across, along = sorted((max(xs) - min(xs), max(ys) - min(ys)))
    return across <= max(SLANT * along, NOISE)


def is_paper(colour: int) -> bool:
    """Whether a colour cannot be told from the paper."""
    return min(colour >> 16 & 255, colour >> 8 & 255, colour & 255) >= _NEARLY_WHITE


def are_paper(colours: Ints) -> Bools:
    """Marks the colours that cannot be told from the paper."""
    channels = np.minimum(np.minimum(colours >> 16 & 255, colours >> 8 & 255), colours & 255)
    result: Bools = channels >= _NEARLY_WHITE
    return result


def is_pale(colour: int) -> bool:
    """Whether white text cannot be read on a colour: its luminance (ITU-R BT.601) is near the paper's."""
    red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
    return 0.299 * red + 0.587 * green + 0.114 * blue >= _PALE


@dataclass(slots=True)
class Canvas:
    """Collects what is painted on one page, in order."""

    rules: list[tuple[float, ...]] = field(default_factory=list)
    """Boxes (four numbers) with colour and place in the drawing order."""
    shapes: list[Shape] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)
    """Filled areas that are no rules."""

    def add_path(self, subpaths: Sequence[Subpath], paint: Paint, clip: BBox, order: int) -> None:
        """Paint `subpaths`, cut to `clip`; `order` is the place of the path in the page's drawing order."""
        rings = _rings(subpaths, paint) if paint.fill is not None and 1 < len(subpaths) <= _MAX_RINGS else {}
        has_curves = any(subpath.bends for subpath in subpaths)
        for number, subpath in enumerate(subpaths):
            if has_curves and _is_letter(subpath):
                self._outline(subpath, paint, clip)
                continue
            for band in rings.get(number, ()):
                self._fill(Subpath((), is_closed=True), band, paint, clip, order)
            if paint.fill is not None and number not in rings:
                self._fill(subpath, _rectangle(subpath), paint, clip, order)
            if paint.stroke is not None and not is_paper(paint.stroke):
                self._stroke(subpath, paint.stroke, paint.width, clip, order)

    def _outline(self, subpath: Subpath, paint: Paint, clip: BBox) -> None:
        """Part of a letter: no line of it is a rule, nor does it hide anything."""
        colour = paint.stroke if paint.fill is None or is_paper(paint.fill) else paint.fill
        cut = _cut(_extent(subpath.points), clip)
        if cut is not None and colour is not None and not is_paper(colour):
            self.shapes.append(Shape("curve", cut, colour))

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
        for number, ((xa, ya), (xb, yb)) in enumerate(pairwise(points), start=1):
            dx, dy = abs(xb - xa), abs(yb - ya)
            if dx == dy == 0 or number in subpath.bends:
                continue
            if min(dx, dy) <= max(SLANT * max(dx, dy), NOISE):
                box = (
                    BBox(min(xa, xb), (ya + yb) / 2 - half, max(xa, xb), (ya + yb) / 2 + half)
                    if dx >= dy
                    else BBox((xa + xb) / 2 - half, min(ya, yb), (xa + xb) / 2 + half, max(ya, yb))
                )
                if (cut := _cut(box, clip)) is not None:
                    self._line(cut, width, colour, order)
            elif (cut := _cut(_extent(((xa, ya), (xb, yb))), clip)) is not None:
                self.shapes.append(Shape("diagonal", cut, colour))
        if subpath.bends and (cut := _cut(_extent(points), clip)) is not None:
            self.shapes.append(Shape("curve", cut, colour))

    def _line(self, box: BBox, width: float, colour: int, order: int) -> None:
        if width <= MAX_STROKE:
            self.rules.append((*box, colour, order))
        else:
            self.covers.append(Cover(box, colour, order))
            self.shapes.append(Shape("fill", box, colour))

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
        table = table[np.argsort(table[:, 5], kind="stable")]
        for box, order in overlays:
            inside = (
                (table[:, 0] >= box.x0 - _RIM)
                & (table[:, 1] >= box.top - _RIM)
                & (table[:, 2] <= box.x1 + _RIM)
                & (table[:, 3] <= box.bottom + _RIM)
            )
            table = table[~(inside & (table[:, 5] >= order))]
        return Rules(table[:, 0], table[:, 1], table[:, 2], table[:, 3], table[:, 4].astype(np.int32))


_MAX_RINGS = 64
"""Subpaths of one path among which rings are looked for."""


def _rings(subpaths: Sequence[Subpath], paint: Paint) -> dict[int, tuple[BBox, ...]]:
    """Rectangles with a rectangular hole, as browsers draw borders: their four bands, by the number of the subpath.

    The hole itself is in the result with no bands.
    """
    boxes = [(number, box) for number, s in enumerate(subpaths) if (box := _rectangle(s)) is not None]
    result: dict[int, tuple[BBox, ...]] = {}
    for outer, big in boxes:
        for inner, small in boxes:
            if outer == inner or {outer, inner} & result.keys() or not _is_within(small, big):
                continue
            if paint.is_even_odd or _turn(subpaths[outer].points) * _turn(subpaths[inner].points) < 0:
                result[inner] = ()
                result[outer] = (
                    BBox(big.x0, big.top, big.x1, small.top),
                    BBox(big.x0, small.bottom, big.x1, big.bottom),
                    BBox(big.x0, big.top, small.x0, big.bottom),
                    BBox(small.x1, big.top, big.x1, big.bottom),
                )
    return result


def _is_within(small: BBox, big: BBox) -> bool:
    return (
        big.x0 <= small.x0 < small.x1 <= big.x1
        and big.top <= small.top < small.bottom <= big.bottom
        and small != big
    )


def _turn(points: Sequence[Point]) -> float:
    """Twice the signed area: its sign tells which way round the points go."""
    return sum(xa * yb - xb * ya for (xa, ya), (xb, yb) in pairwise([*points, points[0]]))


def _rectangle(subpath: Subpath) -> BBox | None:
    """The subpath's box if it is an axis-parallel rectangle (or a degenerate one), else None."""
    if subpath.bends:
        return None
    points = list(subpath.points)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    if not 2 <= len(points) <= 8:
        return None
    box = _extent(points)
    near = max(NOISE, SLANT * min(box.width, box.height))
    on_sides = all(
        min(abs(x - box.x0), abs(x - box.x1)) <= near and min(abs(y - box.top), abs(y - box.bottom)) <= near
        for x, y in points
    )
    if not on_sides:
        return None
    # Three corners may be a triangle: every side must be level or upright.
    sides = pairwise([*points, points[0]])
    return box if all(min(abs(xb - xa), abs(yb - ya)) <= 2 * near for (xa, ya), (xb, yb) in sides) else None


def _is_letter(subpath: Subpath) -> bool:
    """Whether a subpath is an outline as small as a letter or a part of one."""
    box = _extent(subpath.points)
    return len(subpath.points) > 2 and max(box.width, box.height) <= MAX_LETTER


def _extent(points: Sequence[Point]) -> BBox:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return BBox(min(xs), min(ys), max(xs), max(ys))


def _cut(box: BBox, clip: BBox) -> BBox | None:
    """The part of `box` inside `clip`, or None if nothing of it shows; hairlines keep their zero thickness."""
    if not (box.x0 <= clip.x1 and box.x1 >= clip.x0 and box.top <= clip.bottom and box.bottom >= clip.top):
        return None
    return BBox(
        max(box.x0, clip.x0), max(box.top, clip.top), min(box.x1, clip.x1), min(box.bottom, clip.bottom)
    )
