"""Recognized lines as the characters of a page: repaired, each with its box and confidence."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractors.ocr.repair import repair_line
from extractors.pages import Chars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.ocr.picture import Grey
    from extractors.ocr.tesseract import Glyph
    from extractors.ocr.voting import Vote
    from extractors.pages import Floats, Ints

_BEARING = 0.06
"""White on either side of a character's ink, as a share of its size."""

_WIDE_RIGHT = "、。，．）」』】］〕〉》"
_WIDE_LEFT = "（「『【［〔〈《"
_WIDE_BEARING = 0.5
"""White on the open side of punctuation that is set on a full square."""

_MIDDLE_BEARING = 0.3
_MIDDLE = "・：；"

_WORD_GAP = 0.2
"""White between two Latin letters wider than this share of their size is a printed space."""

_TRIANGLE_LIKE = "Aムへ人入八ハ^厶"


def place_votes(grey: Grey, votes: Sequence[Vote], scale: float) -> tuple[Chars, Floats]:
    """The characters of a page and the confidence of each.

    Args:
        grey: the page's picture without rules and figures.
        votes: its recognized lines.
        scale: pixels per point.
    """
    texts: list[str] = []
    rows: list[tuple[float, ...]] = []
    for run, vote in enumerate(votes):
        glyphs = _repaired(grey, vote)
        boxes = _stacked(vote, glyphs) if vote.piece.is_vertical else _in_line(grey, vote, glyphs)
        for glyph, box in zip(glyphs, boxes, strict=True):
            texts.append(glyph.text)
            confidence = glyph.confidence * (0.5 + 0.5 * vote.agreement)
            angle = 90.0 if vote.piece.is_vertical else 0.0
            rows.append((*box[:4], vote.piece.em, run, angle, box[4], confidence))
    table = np.array(rows, dtype=np.float64).reshape(-1, 9)
    x0, top, x1, bottom, size = (np.ascontiguousarray(table[:, k] / scale) for k in range(5))
    runs, angles = (table[:, k].astype(np.int32) for k in (5, 6))
    font, spaced = np.zeros(len(table), dtype=np.int32), table[:, 7].astype(np.bool_)
    chars = Chars("".join(texts), x0, top, x1, bottom, size, font, runs, angles, spaced)
    return chars, np.round(table[:, 8], 3)


def _repaired(grey: Grey, vote: Vote) -> list[Glyph]:
    """A line's characters, repaired, one code point each."""
    single = [glyph._replace(text=char) for glyph in vote.glyphs for char in glyph.text]
    single = _triangle(grey, vote, single)
    text, sources = repair_line("".join(glyph.text for glyph in single))
    return [single[source]._replace(text=char) for char, source in zip(text, sources, strict=False)]


def _triangle(grey: Grey, vote: Vote, glyphs: list[Glyph]) -> list[Glyph]:
    """A minus sign as books of account print it (△51) is no letter: its outline closes below."""
    count = 0
    while count < len(glyphs) and glyphs[count].text in _TRIANGLE_LIKE:
        count += 1
    if not 0 < count < min(len(glyphs), 3 + count) or not glyphs[count].text.isdigit():
        return glyphs
    window = vote.piece.window
    ink = grey[window.top : window.bottom, window.x0 : window.x1] < 160
    width = int(np.argmin(np.append(ink.any(axis=0), False)))
    blob = ink[:, :width]
    rows = np.flatnonzero(blob.any(axis=1))
    if width < 0.4 * vote.piece.em or not len(rows):
        return glyphs
    blob = blob[rows[0] : rows[-1] + 1]
    height = len(blob)
    base = blob[-max(height // 5, 1) :].mean(axis=1).max()
    tip = blob[: max(height // 5, 1)].any(axis=0).mean()
    if base < 0.8 or tip > 0.5:
        return glyphs
    sign = "▲" if blob[height // 3 : -max(height // 5, 1)].mean() > 0.5 else "△"
    return [glyphs[0]._replace(text=sign, x1=float(window.x0 + width)), *glyphs[count:]]


def _stacked(vote: Vote, glyphs: Sequence[Glyph]) -> list[tuple[float, float, float, float, bool]]:
    """Boxes of a column of vertical writing: the glyphs' own along it, the column's width across it."""
    window = vote.piece.window
    middle, half = (window.x0 + window.x1) / 2, vote.piece.em / 2
    return [(middle - half, g.top, middle + half, g.bottom, False) for g in glyphs]


def _in_line(
    grey: Grey, vote: Vote, glyphs: Sequence[Glyph]
) -> list[tuple[float, float, float, float, bool]]:
    """Boxes of a line's characters: equal above and below, along it their ink with the white that belongs to it.

    The model tells only roughly where a character stands; the white between two of them tells where they part.
    """
    if not glyphs:
        return []
    window, em = vote.piece.window, vote.piece.em
    middle = (window.top + window.bottom) / 2
    amount = (255 - grey[window.top : window.bottom, window.x0 : window.x1].astype(np.float64)).sum(axis=0)
    amount[amount < 0.04 * 255 * em] = 0.0
    centres = np.maximum.accumulate(np.array([(g.x0 + g.x1) / 2 - window.x0 for g in glyphs]))
    centres = np.clip(centres, 0, window.width - 1)
    starts, ends = _partings(amount, centres)
    boxes: list[tuple[float, float, float, float, bool]] = []
    last_end = -np.inf
    for k, glyph in enumerate(glyphs):
        left, right = _bearings(glyph.text, em)
        x0, x1 = starts[k] - left, ends[k] + right
        white = starts[k] - last_end
        spaced = k > 0 and white > _WORD_GAP * em and _is_latin(glyph.text) and _is_latin(glyphs[k - 1].text)
        last_end = ends[k]
        if boxes and x0 < boxes[-1][2] and not spaced:
            # Whatever the partings say, characters stay in the order in which they were recognized.
            meeting = max((x0 + boxes[-1][2]) / 2, boxes[-1][0] + 0.5)
            boxes[-1] = (*boxes[-1][:2], meeting, *boxes[-1][3:])
            x0 = meeting
        boxes.append((x0, middle - em / 2, max(x1, x0 + 1.0), middle + em / 2, spaced))
    shift = float(window.x0)
    return [(x0 + shift, top, x1 + shift, bottom, spaced) for x0, top, x1, bottom, spaced in boxes]


def _partings(amount: Floats, centres: Floats) -> tuple[list[float], list[float]]:
    """Where the ink of each character starts and ends: between two centres, at the widest white or the least ink."""
    starts, ends = [0.0], []
    for here, there in pairwise(centres.tolist()):
        between = amount[int(here) : int(there) + 1]
        blank: Ints = np.flatnonzero(
            np.diff(np.concatenate(([False], between == 0, [False])).astype(np.int8))
        )
        if len(blank):
            widest = int(np.argmax(blank[1::2] - blank[::2]))
            first, last = int(blank[2 * widest]), int(blank[2 * widest + 1])
        else:
            first = last = int(np.argmin(between)) if len(between) else 0
        ends.append(float(int(here) + first))
        starts.append(float(int(here) + last))
    ends.append(float(len(amount)))
    return starts, ends


def _bearings(char: str, em: float) -> tuple[float, float]:
    """White to the left and to the right of a character's ink that belongs to the character."""
    left = _WIDE_BEARING if char in _WIDE_LEFT else _MIDDLE_BEARING if char in _MIDDLE else _BEARING
    right = _WIDE_BEARING if char in _WIDE_RIGHT else _MIDDLE_BEARING if char in _MIDDLE else _BEARING
    return left * em, right * em


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
