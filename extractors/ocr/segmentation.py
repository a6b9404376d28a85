"""A picture without rules to printed lines: cut where there is no ink, along and across."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.pages import Bools

DEFAULT_EM = 44.0
"""Pixels of a character of 10.5 points at 300 dpi, taken where a page has no line long enough to measure."""

_SPECK, _SPECK_OUTSIDE = 0.13, 0.5
"""Ink smaller than these shares of a character, in both directions, is dust; in a cell a mere dot may be an entry."""

_SPECK_AT_LINE = 0.22
"""Ink above or below a long line that is smaller than this (in characters) is dust."""

_ONE_LINE = 1.15
"""Pieces that are together no taller than this many characters are parts of one line (二, ：, 三)."""

_SEVERAL_LINES = 1.7
"""What is taller is cut once more, where it has least ink."""

_APART = 3.0
"""White space along a line wider than this many characters separates what is recognized by itself."""

_LONG = 5.0
"""A line this many times longer than tall holds characters of full height."""

_INDEPENDENT = 0.65
"""Where two columns are white together less often than this share of how often each is, each has its own rows."""

_LOW = 0.3
"""Print is at least so tall, in characters of the page."""

_NARROW = 1.45
"""A cell's print no wider than this many characters, and taller than wide, is one column of vertical writing."""


class Window(NamedTuple):
    """A rectangle of pixels: columns `x0` to `x1`, rows `top` to `bottom`, ends excluded."""

    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def width(self) -> int:
        """Columns."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Rows."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed line, or a part of one.

    Attributes:
        window: its ink.
        em: height of its characters in pixels, as far as it can be told before they are read.
        is_vertical: whether it is a column of vertical writing.
        is_entry: whether it stands in a cell, where a lone dash or dot is an entry.
        is_whole: whether it is all that stands in its cell.
    """

    window: Window
    em: float
    is_vertical: bool = False
    is_entry: bool = False
    is_whole: bool = False


def find_pieces(ink: Bools, zones: Iterable[Window]) -> list[Piece]:
    """The printed lines of a page, zone by zone.

    Args:
        ink: where there is ink, without rules and noise.
        zones: cells, and last the whole page; no line reaches from one into another. Those later in order do not see
            the ink of earlier ones.
    """
    left = ink.copy()
    cells = np.zeros(ink.shape, dtype=np.bool_)
    strips: list[tuple[Window, list[Window]]] = []
    for zone in zones:
        area = np.s_[zone.top : zone.bottom, zone.x0 : zone.x1]
        strips.append((zone, _cut(np.ascontiguousarray(left[area]), zone.x0, zone.top)))
        left[area] = False
    em = _usual_height([w for _, windows in strips for w in windows])
    pieces: list[Piece] = []
    for number, (zone, windows) in enumerate(strips, start=1):
        is_entry = number < len(strips)
        sheet = _Sheet(ink, cells, em, _SPECK if is_entry else _SPECK_OUTSIDE)
        found = _vertical(ink, zone, windows, em) or _horizontal(sheet, windows)
        pieces += [
            replace(piece, is_entry=is_entry, is_whole=is_entry and len(found) == 1) for piece in found
        ]
        cells[zone.top : zone.bottom, zone.x0 : zone.x1] = True
    return pieces


class _Sheet(NamedTuple):
    """What lines are cut from.

    Attributes:
        ink: all of a page's.
        cells: where it belongs to cells that have been cut already.
        em: height of the page's characters in pixels.
        speck: share of it below which ink is dust.
    """

    ink: Bools
    cells: Bools
    em: float
    speck: float


def _cut(ink: Bools, x0: int, top: int) -> list[Window]:
    """Rows of ink that white space separates."""
    rows = _bands(_any(ink, 1), 1)
    windows = []
    for first, last in rows:
        columns = np.flatnonzero(ink[first:last].any(axis=0))
        windows.append(Window(x0 + int(columns[0]), top + first, x0 + int(columns[-1]) + 1, top + last))
    return windows


def _any(marks: Bools, axis: int) -> Bools:
    """Whether there is a mark in each column (axis 0) or row (axis 1)."""
    result: Bools = np.asarray(marks.any(axis=axis))
    return result


def _bands(marks: Bools, gap: int, walls: Bools | None = None) -> list[tuple[int, int]]:
    """Stretches of marks as (first, last + 1), over gaps shorter than `gap` that hold no wall."""
    at = np.flatnonzero(marks)
    if not len(at):
        return []
    is_break = np.diff(at) > gap
    if walls is not None:
        is_break |= np.diff(np.cumsum(walls & ~marks)[at]) > 0
    breaks = np.flatnonzero(is_break)
    firsts = at[np.append(0, breaks + 1)]
    lasts = at[np.append(breaks, len(at) - 1)] + 1
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _usual_height(windows: Sequence[Window]) -> float:
    """Height of the page's characters: the median of its long lines."""
    heights = [w.height for w in windows if w.height > 12 and w.width > _LONG * w.height]
    return float(np.median(heights)) / 0.95 if len(heights) > 2 else DEFAULT_EM


def _horizontal(sheet: _Sheet, windows: Sequence[Window]) -> list[Piece]:
    pieces: list[Piece] = []
    for window in _merged(windows, sheet.em):
        for part in _across(sheet, window):
            pieces += [
                Piece(line, _em_of(line, sheet.em))
                for line in _split_tall(sheet, part)
                if max(line.width, line.height) > sheet.speck * sheet.em
            ]
    return pieces


def _merged(windows: Sequence[Window], em: float) -> list[Window]:
    """Rows of ink, those that are together as tall as one line made one; specks above and below a line left out."""
    result: list[Window] = []
    for window in windows:
        above = result[-1] if result else None
        if above and window.bottom - above.top <= _ONE_LINE * em:
            if not _is_speck_at(window, above, em):
                result[-1] = window if _is_speck_at(above, window, em) else _union(above, window)
        else:
            result.append(window)
    return result


def _is_speck_at(small: Window, line: Window, em: float) -> bool:
    """Whether a row of ink is a speck, and the other a line so long that its own characters fill its height."""
    return max(small.width, small.height) < _SPECK_AT_LINE * em and line.width > _LONG * line.height


def _union(one: Window, other: Window) -> Window:
    return Window(
        min(one.x0, other.x0),
        min(one.top, other.top),
        max(one.x1, other.x1),
        max(one.bottom, other.bottom),
    )


def _across(sheet: _Sheet, window: Window) -> list[Window]:
    """Parts of a row that wide white space or another cell separates, each as tall as its own ink."""
    parts = []
    inside = np.s_[window.top : window.bottom, window.x0 : window.x1]
    area = sheet.ink[inside] & ~sheet.cells[inside]
    for first, last in _bands(_any(area, 0), round(_APART * sheet.em), _any(sheet.cells[inside], 0)):
        rows = np.flatnonzero(area[:, first:last].any(axis=1))
        parts.append(
            Window(
                window.x0 + first, window.top + int(rows[0]), window.x0 + last, window.top + int(rows[-1]) + 1
            )
        )
    return parts


def _split_tall(sheet: _Sheet, window: Window, depth: int = 0) -> list[Window]:
    """Lines that touch one another: cut at the row with least ink, if it has clearly less than lines have."""
    if window.height <= _SEVERAL_LINES * sheet.em or depth > 6:
        return [window]
    inside = np.s_[window.top : window.bottom, window.x0 : window.x1]
    area = sheet.ink[inside] & ~sheet.cells[inside]
    rows = _cut(area, window.x0, window.top)
    if len(rows) > 1:
        return [
            line
            for row in _merged(rows, sheet.em)
            for part in _across(sheet, row)
            for line in _split_tall(sheet, part, depth + 1)
        ]
    profile = area.sum(axis=1).astype(np.float64)
    margin = round(0.6 * sheet.em)
    inner = profile[margin:-margin]
    valley = margin + (int(np.argmin(inner)) if len(inner) else 0)
    if not len(inner) or profile[valley] > 0.35 * np.percentile(profile, 75):
        return [window]
    halves = (
        window._replace(bottom=window.top + valley),
        window._replace(top=window.top + valley),
    )
    return [line for half in halves for line in _split_tall(sheet, half, depth + 1)]


def _em_of(line: Window, em: float) -> float:
    """Height of a line's characters: the page's, unless the line is clearly taller, or long and clearly smaller.

    What is much lower than the page's characters is no line of small ones, but a dash.
    """
    own = line.height / 0.95
    if own > 1.25 * em or (_LOW * em < own < 0.82 * em and line.width > _LONG * line.height):
        return own
    return em


def _vertical(ink: Bools, zone: Window, windows: Sequence[Window], em: float) -> list[Piece]:
    """Columns of vertical writing, if the zone holds such; else none."""
    if not windows:
        return []
    box = windows[0]
    for window in windows[1:]:
        box = _union(box, window)
    area = ink[box.top : box.bottom, box.x0 : box.x1]
    columns = _bands(_any(area, 0), 1)
    is_narrow = len(windows) > 1 and box.width <= _NARROW * em and box.height > 2.2 * box.width
    if is_narrow and zone.width < 3 * em:
        columns = [(0, box.width)]
    elif not _is_vertical_text(columns, area, em):
        return []
    pieces = []
    for first, last in columns:
        rows = np.flatnonzero(area[:, first:last].any(axis=1))
        window = Window(box.x0 + first, box.top + int(rows[0]), box.x0 + last, box.top + int(rows[-1]) + 1)
        if window.width > 0.3 * em:
            pieces.append(Piece(window, float(max(window.width, 0.7 * em)), is_vertical=True))
    return pieces


def _is_vertical_text(columns: Sequence[tuple[int, int]], area: Bools, em: float) -> bool:
    """Whether print falls apart into columns of one character's width, but not into rows.

    Two columns may be two characters of every row: only if the rows of one do not go on in the other, they are columns.
    """
    if len(columns) < 2 or area.shape[0] < 6 * em:
        return False
    widths = np.array([last - first for first, last in columns])
    blank = 1 - widths.sum() / area.shape[1]
    if np.median(widths) >= 1.5 * em or blank <= 0.25:
        return False
    white = 1 - float(_any(area, 1).mean())
    if len(columns) > 2:
        return white < 0.5 * float(blank)
    own = min(1 - float(_any(area[:, first:last], 1).mean()) for first, last in columns)
    return area.shape[0] > 2.5 * area.shape[1] and white < _INDEPENDENT * own
