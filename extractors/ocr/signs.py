"""Geometric signs told by their shape before a line is read: ○ ● ◎ □ ■ ◇ ◆ △ ▲ ▽ ▼ ×, ～, arrows, a lone dash or 。.

Tesseract's Japanese model has no name for them and reads kanji in their place, surely. They are plain figures: the
outline or the area that geometry says, and little else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.ocr.picture import grown, is_ink

if TYPE_CHECKING:
    from extractors.ocr.segmentation import Piece
    from extractors.ocr.shades import Grey, Shades
    from extractors.pages import Bools

_MIN_SIDE, _MAX_SIDE = 0.5, 1.08
"""Sides of a sign, as shares of a character's height."""

_MIN_PIXELS = 11
"""A sign smaller than this cannot be told from a character."""

_ASPECT = 1.22
"""A sign is about as tall as wide."""

_FITS = 0.95
"""Share of the ink that must lie on the figure, and of the figure that must be inked."""

_FILLED = 0.985
"""Share of an area that is ink; dense kanji leave more white."""

_TOLERANCE = 0.035
"""Ink may lie beside the figure by this share of a character's height."""

_FAINT = 0.78
"""Share of the paper's lightness below which the thin outline of a sign is seen."""

_EMPTY, _FULL = 0.05, 0.9
"""Share of ink in the middle below which a figure is outlined, and above which it is filled."""

_THICKEST = 0.2
"""The outline of a sign is thinner than this share of its side."""

CONFIDENCE = 0.95
"""How surely a sign that fits is what it looks like."""


_ROUND = 0.82
"""A circle smaller than this is the letter O."""

_WAVE_HEIGHT = (0.12, 0.42)
_WAVE_WIDTH = 0.55
_WAVE_FITS = 0.9
"""How high and wide a wave is (in characters), and how well its middle follows a sine."""

_STOP = (0.14, 0.36)
"""Sides of a full stop."""

_DASH_HEIGHT, _DASH_WIDTH = 0.14, 0.55
"""A dash that is an entry by itself is lower and wider than this."""

_DASH_EVEN = 1.6
"""A dash is as thick at its end as in its middle; 一 has a corner there that is so many times as high."""


class Sign(NamedTuple):
    """A sign in a line: its text, and the columns of its ink in the page's picture (end excluded)."""

    text: str
    begin: int
    end: int


_ARROW_HEIGHT = (0.2, 0.72)
"""An arrow is so high (in characters)."""

_HEAD = (0.25, 0.75)
"""The head of an arrow begins so far along it, and its shaft is no thicker than the share of its head below."""

_SHAFT = 0.45
_MIRRORED = 0.85
"""Share of an arrow's ink that has ink opposite to it."""


def find_signs(grey: Grey, piece: Piece) -> tuple[Sign, ...]:
    """The signs of a line that white parts from what is beside them.

    Args:
        grey: the page's picture without rules and figures.
        piece: the line.
    """
    window = piece.window
    ink = is_ink(grey[window.top : window.bottom, window.x0 : window.x1], _FAINT)
    edges = np.flatnonzero(np.diff(np.pad(ink.any(axis=0), 1).astype(np.int8)))
    bands = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    found = []
    for begin, end in bands:
        rows = np.flatnonzero(ink[:, begin:end].any(axis=1))
        text = _sign(ink[rows[0] : rows[-1] + 1, begin:end], piece, is_alone=len(bands) == 1)
        if text:
            found.append(Sign(text, window.x0 + begin, window.x0 + end))
    return tuple(found)


def _sign(ink: Bools, piece: Piece, *, is_alone: bool) -> str:
    """The sign that a patch of a line's ink is, or nothing."""
    em = max(piece.em, float(piece.window.height))
    if is_alone and not piece.is_whole and _is_full_stop(ink, em):
        return "。"
    if not _MIN_SIDE * em <= ink.shape[1] <= _MAX_SIDE * em:
        return ""
    if is_alone and piece.is_whole and _is_dash(ink, em):
        return "－"
    text = sign_of(ink, em) or _flat_sign(ink, em)
    # X among letters looks the same.
    return "" if text == "×" and not is_alone else text


@dataclass(frozen=True, slots=True)
class _Figure:
    """A geometric figure, and the signs it makes.

    Attributes:
        filled: the sign when all of it is ink.
        outlined: the sign when only its edge is.
        smallest: shares of a character's height below which it is something else.
    """

    filled: str
    outlined: str
    smallest: float = _MIN_SIDE


_FIGURES = {
    "circle": _Figure("●", "○", 0.62),
    "square": _Figure("■", "□", 0.6),
    "diamond": _Figure("◆", "◇", 0.6),
    "up": _Figure("▲", "△"),
    "down": _Figure("▼", "▽"),
}


def depth_in(figure: str, rows: int, columns: int) -> Shades:
    """How many pixels each pixel lies inside a figure that fills a box.

    Args:
        figure: circle, square, diamond, up or down (triangles).
        rows: height of the box in pixels.
        columns: its width.
    """
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32) + 0.5
    if figure == "square":
        inside: Shades = np.minimum(np.minimum(x, columns - x), np.minimum(y, rows - y))
        return inside
    across, down = np.abs(x / columns - 0.5), y / rows
    if figure == "circle":
        round_: Shades = (0.5 - np.hypot(across, down - 0.5)) * (rows + columns) / 2
        return round_
    steep = 1 / np.hypot(1 / columns, (1 if figure == "diamond" else 0.5) / rows)
    if figure == "diamond":
        slanted: Shades = (0.5 - across - np.abs(down - 0.5)) * steep
        return slanted
    down = down if figure == "up" else 1 - down
    below: Shades = np.minimum((down / 2 - across) * steep, (1 - down) * rows)
    return below


_depth_in = lru_cache(maxsize=2000)(depth_in)
"""The same for patches as small as characters, which recur."""


def sign_of(ink: Bools, em: float) -> str:
    """The sign that a patch of ink is, or nothing.

    Args:
        ink: the patch, its edges touching ink.
        em: height of a character in pixels.
    """
    rows, columns = ink.shape
    side = max(rows, columns)
    if (
        min(rows, columns) < max(_MIN_SIDE * em, _MIN_PIXELS)
        or side > _MAX_SIDE * em
        or side > _ASPECT * min(rows, columns)
    ):
        return ""
    middle = ink[
        int(0.44 * rows) : int(0.58 * rows) + 1, int(0.44 * columns) : int(0.56 * columns) + 1
    ].mean()
    if middle > _FULL:
        return "×" if _is_cross(ink, em) else _filled(ink, em)
    return _outlined(ink, em) if middle < _EMPTY else ""


def _filled(ink: Bools, em: float) -> str:
    reach = max(_TOLERANCE * em, 1.0)
    for name, figure in _FIGURES.items():
        depth = _depth_in(name, *ink.shape)
        if (
            max(ink.shape) >= figure.smallest * em
            and ink[depth >= reach].mean() >= _FILLED
            and ink[depth >= -reach].sum() >= _FITS * ink.sum()
        ):
            return figure.filled
    return ""


def _outlined(ink: Bools, em: float) -> str:
    side = max(ink.shape)
    for name, figure in _FIGURES.items():
        if side < figure.smallest * em:
            continue
        depth = _depth_in(name, *ink.shape)
        if name != "circle":
            if _is_outline(ink, depth, em):
                return figure.outlined
        elif side >= _ROUND * em:
            if _is_outline(ink, depth, em):
                return figure.outlined
            if _is_double(ink, depth, em):
                return "◎"
    return ""


def _is_outline(ink: Bools, depth: Shades, em: float) -> bool:
    """Whether the ink is the edge of a figure, all of it and nothing else."""
    length = int(((depth >= 0) & (depth < 1)).sum())
    thickness = max(float(ink.sum()) / max(length, 1), 1.0)
    if thickness > _THICKEST * max(ink.shape):
        return False
    reach = max(_TOLERANCE * em, 1.0)
    on_it = (depth >= -reach) & (depth < thickness + reach)
    edge = (depth >= 0) & (depth < thickness)
    return bool(ink[on_it].sum() >= _FITS * ink.sum() and grown(ink, round(reach))[edge].mean() >= _FITS)


def _is_double(ink: Bools, depth: Shades, em: float) -> bool:
    """A circle within a circle."""
    side = max(ink.shape)
    inner = ink & (depth > 0.11 * side)
    rows, columns = np.flatnonzero(inner.any(axis=1)), np.flatnonzero(inner.any(axis=0))
    if not len(rows) or not 0.35 * side < len(columns) < 0.8 * side:
        return False
    outer = ink & ~inner
    edge = (depth >= 0) & (depth < 1)
    if grown(outer)[edge].mean() < _FITS:
        return False
    patch = inner[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if max(patch.shape) > _ASPECT * min(patch.shape):
        return False
    return _is_outline(patch, _depth_in("circle", *patch.shape), em)


def _is_cross(ink: Bools, em: float) -> bool:
    """Two strokes of equal thickness from corner to corner."""
    rows, columns = ink.shape
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32) + 0.5
    steep = 1 / np.hypot(1 / columns, 1 / rows)
    off = np.minimum(np.abs(x / columns - y / rows), np.abs(1 - x / columns - y / rows)) * steep
    half = ink.sum() / (4 * np.hypot(rows, columns))
    if half > _THICKEST / 2 * rows:
        return False
    reach = max(_TOLERANCE * em, 1.0)
    return bool(
        ink[off <= half + reach].sum() >= _FITS * ink.sum()
        and grown(ink, round(reach))[off <= max(half, 0.5)].mean() >= _FITS
    )


def _flat_sign(ink: Bools, em: float) -> str:
    """～ or an arrow along the line, or nothing."""
    if _is_wave(ink, em):
        return "～"
    if not (_ARROW_HEIGHT[0] * em <= len(ink) <= _ARROW_HEIGHT[1] * em):
        return ""
    return "→" if _is_arrow(ink) else "←" if _is_arrow(ink[:, ::-1]) else ""


def _is_arrow(ink: Bools) -> bool:
    """A shaft, and a head that narrows to a point on the right, both equal above and below."""
    rows, columns = ink.shape
    if (ink & ink[::-1]).sum() < _MIRRORED * ink.sum():
        return False
    height = np.where(ink.any(axis=0), rows - ink.argmax(axis=0) - ink[::-1].argmax(axis=0), 0)
    head = int(height.argmax())
    if not _HEAD[0] * columns <= head <= _HEAD[1] * columns:
        return False
    shaft, point = height[: max(head - 2, 1)], height[head:]
    return bool(
        height[:2].max() <= _SHAFT * rows
        and np.median(shaft) <= _SHAFT * rows
        and np.ptp(shaft[: len(shaft) // 2 + 1]) <= 0.15 * rows + 1
        and (np.abs(np.diff(point)) <= 0.35 * rows).all()
        and (np.diff(point) <= 1).all()
        and point[-1] <= 0.4 * rows
        and abs(float(point.mean()) - (rows + point[-1]) / 2) <= 0.15 * rows
    )


def _is_wave(ink: Bools, em: float) -> bool:
    """A line that goes up, down and up again as a sine does."""
    rows, columns = ink.shape
    if not (_WAVE_HEIGHT[0] * em <= rows <= _WAVE_HEIGHT[1] * em and columns >= _WAVE_WIDTH * em):
        return False
    count = ink.sum(axis=0)
    if count.max() > 0.75 * rows + 1:
        return False
    middle = (ink * np.arange(rows)[:, None]).sum(axis=0) / np.maximum(count, 1)
    sine = -np.sin((np.arange(columns) + 0.5) / columns * 2 * np.pi)
    return bool(np.ptp(middle) > 0.3 * rows and np.corrcoef(middle, sine)[0, 1] >= _WAVE_FITS)


def _is_full_stop(ink: Bools, em: float) -> bool:
    """A small ring: what is left of a sentence that did not fit on the line above."""
    rows, columns = ink.shape
    if (
        not _STOP[0] * em
        <= min(rows, columns)
        <= max(rows, columns)
        <= min(_STOP[1] * em, _ASPECT * min(rows, columns))
    ):
        return False
    corner, middle = (
        max(min(rows, columns) // 6, 1),
        (slice(rows // 3, -(rows // 3)), slice(columns // 3, -(columns // 3))),
    )
    corners = [
        ink[y, x]
        for y in (slice(corner), slice(-corner, None))
        for x in (slice(corner), slice(-corner, None))
    ]
    return bool(max(float(part.mean()) for part in corners) < 0.5 and ink[middle].mean() < 0.7)


def _is_dash(ink: Bools, em: float) -> bool:
    """A straight stroke, equally thick everywhere."""
    rows, columns = ink.shape
    if rows > _DASH_HEIGHT * em or columns < _DASH_WIDTH * em:
        return False
    count = ink.sum(axis=0)
    return bool(count[2:-2].max() <= _DASH_EVEN * max(float(np.median(count)), 1.0) + 1)
