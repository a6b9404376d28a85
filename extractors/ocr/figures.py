"""What of a picture is no print: stamps, drawings, photographs, maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from extractors.ocr.components import components
from extractors.ocr.filters import in_squares
from extractors.ocr.segmentation import Window
from extractors.ocr.signs import depth_in

if TYPE_CHECKING:
    from extractors.pages import Bools

LARGE = 45.0
"""Points: ink that hangs together and is larger than this both ways is no character."""

DUST = 4.5
"""Points: smaller marks that stand alone are dirt. No character outside a table's cell is so small and so alone."""

ALONE = 9.0
"""Points to either side (half of it above and below) in which a mark that stands alone has no other."""

BULLET, _BULLET_GAP, _OFF = 9.0, 24.0, 1.5
"""Points: how far above and below a bullet the line behind it is looked for, how far behind it, and how far it may be off
its middle."""

_COARSE = 3
"""Pixels to a side of what is looked at as one: finer detail does not tell figures from characters."""

_MIN_STAMP, _MAX_STAMP = 18.0, 150.0
"""Sides of a seal (印), in points."""

_STAMP_ASPECT = 1.5

_SEAL_INK = 0.2
"""Share of a seal's box that its ink covers; print in a ruled box covers half as much."""


_FRAME, _FRAME_DEPTH = 0.75, 0.16
"""Share of a seal's frame that is ink, and how far inside the seal's box (of its side) the frame lies at most."""


def find_figures(ink: Bools, scale: float) -> list[Window]:
    """Boxes of ink that hangs together and is too large for a character, rules taken out before.

    Args:
        ink: where there is ink.
        scale: pixels per point.
    """
    side = LARGE * scale / _COARSE
    boxes = [b for b in components(_coarse(ink, _COARSE)) if b.width > side and b.height > side]
    return [Window(*(v * _COARSE for v in box)) for box in _disjoint(boxes)]


def find_dust(ink: Bools, scale: float) -> list[Window]:
    """Boxes of small marks that stand alone: dirt on the glass, holes, dots of a copier.

    A dot before a line, at half its height, is the bullet of a list (・).

    Args:
        ink: where there is ink, rules and figures taken out before.
        scale: pixels per point.
    """
    coarse = _coarse(ink, _COARSE)
    unit = scale / _COARSE
    side, reach = DUST * unit, round(ALONE * unit)
    found = []
    for box in components(coarse):
        if max(box.width, box.height) > side:
            continue
        around = coarse[
            max(box.top - reach // 2, 0) : box.bottom + reach // 2,
            max(box.x0 - reach, 0) : box.x1 + reach,
        ]
        own = coarse[box.top : box.bottom, box.x0 : box.x1]
        if around.sum() == own.sum() and not _is_bullet(box, coarse, unit):
            found.append(Window(*(v * _COARSE for v in box)))
    return found


def _is_bullet(box: Window, marks: Bools, unit: float) -> bool:
    """Whether a dot stands before a line, at half its height."""
    middle = (box.top + box.bottom) / 2
    top = max(round(middle - BULLET * unit), 0)
    beside = marks[top : round(middle + BULLET * unit), box.x1 : box.x1 + round(_BULLET_GAP * unit)]
    rows = np.flatnonzero(beside.any(axis=1))
    if not len(rows) or np.ptp(rows) < BULLET * unit:
        return False
    return bool(abs(top + (rows[0] + rows[-1] + 1) / 2 - middle) <= _OFF * unit)


def find_seals(ink: Bools, scale: float) -> list[Window]:
    """Boxes of seals copied in black: ink that hangs together, about as tall as wide, dense, and framed.

    A few characters of tightly set lines hang together too, but no frame goes around them.
    """
    return [
        box
        for box in _stamp_like(ink, _COARSE, scale)
        if ink[box.top : box.bottom, box.x0 : box.x1].mean() > _SEAL_INK
        and _is_framed(ink[box.top : box.bottom, box.x0 : box.x1])
    ]


def _is_framed(ink: Bools) -> bool:
    """Whether ink runs along a circle or square near the patch's edge: on two rings of pixels side by side."""
    deepest = max(round(_FRAME_DEPTH * min(ink.shape)), 2) + 1
    for figure in ("circle", "square"):
        ring = np.floor(depth_in(figure, *ink.shape)).astype(np.int64) + 1
        is_near = (ring >= 0) & (ring <= deepest)
        pixels, inked = (
            np.bincount(ring[chosen], minlength=deepest + 1) for chosen in (is_near, is_near & ink)
        )
        if (inked[:-1] + inked[1:] >= _FRAME * np.maximum(pixels[:-1] + pixels[1:], 1)).any():
            return True
    return False


def find_stamps(red: Bools, scale: float) -> list[Window]:
    """Boxes of seals in their own red: patches of it, about as tall as wide."""
    return _stamp_like(red, round(3 * scale), scale)


def _stamp_like(marks: Bools, step: int, scale: float) -> list[Window]:
    """Boxes as large as a stamp's, and about as tall as wide, of marks less than `step` pixels apart."""
    found = []
    for box in components(_coarse(marks, step)):
        width, height = box.width * step / scale, box.height * step / scale
        if (
            min(width, height) >= _MIN_STAMP
            and max(width, height) <= _MAX_STAMP
            and max(width, height) <= _STAMP_ASPECT * min(width, height)
        ):
            found.append(Window(*(v * step for v in box)))
    return found


def _coarse(marks: Bools, side: int) -> Bools:
    """Marks on squares of pixels that hold any."""
    result: Bools = np.asarray(in_squares(marks, side).any(axis=(1, 3)))
    return result


def _disjoint(boxes: list[Window]) -> list[Window]:
    """Boxes of which those that overlap are made one."""
    result: list[Window] = []
    for box in sorted(boxes):
        joined = box
        while meeting := [r for r in result if _meet(r, joined)]:
            for other in meeting:
                result.remove(other)
                joined = Window(
                    min(joined.x0, other.x0),
                    min(joined.top, other.top),
                    max(joined.x1, other.x1),
                    max(joined.bottom, other.bottom),
                )
        result.append(joined)
    return result


def _meet(one: Window, other: Window) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom
