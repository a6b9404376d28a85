"""How far a scanned page leans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from extractors.pages import Bools, Floats

MAX_SKEW = 5.0
"""Degrees; what leans further was not laid askew by hand."""

_POINTS = 60_000
"""Pixels of ink that the search looks at."""


def find_skew(ink: Bools) -> float:
    """Degrees (clockwise) by which what is printed leans.

    The angle sought is the one at which the ink gathers most sharply into rows and columns: lines of text and ruled
    lines give the same answer (the projection profile of Postl, US patent 4,723,297). Searched coarsely, then finely.

    Args:
        ink: where there is ink, [row, column]; about 100 pixels to the inch is enough.
    """
    ys, xs = np.nonzero(ink)
    if len(ys) < 200:
        return 0.0
    step = max(len(ys) // _POINTS, 1)
    # Somewhere in each pixel, not at its corner: else the pixels' own grid is the sharpest row of all.
    somewhere = np.random.default_rng(0).random((2, len(ys[::step])))
    y, x = ys[::step] - ink.shape[0] / 2 + somewhere[0], xs[::step] - ink.shape[1] / 2 + somewhere[1]
    best = 0.0
    for reach, stride in ((MAX_SKEW, 0.25), (0.25, 0.05), (0.05, 0.01)):
        angles = np.arange(best - reach, best + reach + stride / 2, stride)
        best = float(angles[int(np.argmax([_sharpness(x, y, angle) for angle in angles]))])
    if abs(best) > MAX_SKEW - 0.3 or _sharpness(x, y, best) < 1.02 * _sharpness(x, y, 0.0):
        return 0.0
    return round(best, 2)


def _sharpness(x: Floats, y: Floats, degrees: float) -> float:
    """How sharply the ink gathers into rows and columns when it is turned back by an angle."""
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    total = 0.0
    for across in (y * cos - x * sin, x * cos + y * sin):
        profile = np.bincount((across - across.min()).astype(np.int64)).astype(np.float64)
        total += float((np.diff(profile) ** 2).sum())
    return total
