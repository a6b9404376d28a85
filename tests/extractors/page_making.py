"""Pages made by hand: characters and rules as plain values, without any PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from extractors.geometry import BBox
from extractors.pages import Chars, Font, Page, Rules
from extractors.readers.painting import Canvas, Paint, Subpath

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Word = tuple[float, float, str]
"""Left, top and text of a string set at one size."""


def chars_of(words: Iterable[Word], size: float = 10.0) -> Chars:
    """Characters one em wide each, word after word."""
    text, boxes, runs = "", [], []
    for run, (x, top, word) in enumerate(words):
        text += word
        boxes += [(x + k * size, top, x + (k + 1) * size, top + size) for k in range(len(word))]
        runs += [run] * len(word)
    return chars_at(text, boxes, runs)


def chars_at(
    text: str, boxes: Sequence[tuple[float, float, float, float]], runs: Sequence[int] = ()
) -> Chars:
    """Characters in given boxes; the size is the height of each."""
    table = np.array(boxes, dtype=np.float64).reshape(-1, 4)
    whole = np.zeros(len(table), dtype=np.int32)
    run = np.array(runs, dtype=np.int32) if len(runs) else np.arange(len(table), dtype=np.int32)
    x0, top, x1, bottom = table.T
    return Chars(text, x0, top, x1, bottom, bottom - top, whole, run, whole, whole.astype(np.bool_))


def rules_of(boxes: Iterable[tuple[float, float, float, float]]) -> Rules:
    """Black rules."""
    table = np.array(list(boxes), dtype=np.float64).reshape(-1, 4)
    return Rules(*table.T, np.zeros(len(table), dtype=np.int32))


def page_of(chars: Chars, rules: Rules, width: float = 595.0, height: float = 842.0) -> Page:
    """A page with one font."""
    return Page(1, width, height, chars, rules, fonts=(Font("Mincho"),))


def lattice(xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """Hairlines of a full grid, as rules."""
    level = [(xs[0], y, xs[-1], y) for y in ys]
    return level + [(x, ys[0], x, ys[-1]) for x in xs]


PAGE = BBox(0.0, 0.0, 595.0, 842.0)
BLACK, WHITE, GREY = 0x000000, 0xFFFFFF, 0xDDDDDD


def stroke(
    canvas: Canvas, *points: tuple[float, float], width: float = 0.6, order: int = 1, closed: bool = False
) -> None:
    """Stroke a path in black."""
    canvas.add_path([Subpath(points, closed)], Paint(None, BLACK, width), PAGE, order)


def fill(canvas: Canvas, box: BBox, colour: int = BLACK, order: int = 1) -> None:
    """Fill a rectangle."""
    x0, top, x1, bottom = box
    corners = [(x0, top), (x1, top), (x1, bottom), (x0, bottom)]
    canvas.add_path([Subpath(corners, is_closed=True)], Paint(colour, None, 0.0), PAGE, order)
