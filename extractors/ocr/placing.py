"""Recognized lines as the characters of a page: repaired, each with its box and confidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from extractors.ocr.alignment import ink_spans
from extractors.ocr.repair import repair_line
from extractors.pages import Chars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.ocr.shades import Grey
    from extractors.ocr.tesseract import Glyph
    from extractors.ocr.voting import Vote
    from extractors.pages import Floats

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
        glyphs = _repaired(vote)
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


def _repaired(vote: Vote) -> list[Glyph]:
    """A line's characters, repaired."""
    text, sources = repair_line("".join(glyph.text for glyph in vote.glyphs))
    return [vote.glyphs[source]._replace(text=char) for char, source in zip(text, sources, strict=False)]


def _stacked(vote: Vote, glyphs: Sequence[Glyph]) -> list[tuple[float, float, float, float, bool]]:
    """Boxes of a column of vertical writing: as wide as the column, and evenly spread along its ink.

    Characters of a column are set on equal squares; where the model saw them says less than that.
    """
    window = vote.piece.window
    middle, half = (window.x0 + window.x1) / 2, vote.piece.em / 2
    pitch = window.height / max(len(glyphs), 1)
    return [
        (middle - half, window.top + k * pitch, middle + half, window.top + (k + 1) * pitch, False)
        for k in range(len(glyphs))
    ]


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
    inked = ink_spans(grey, vote.piece, glyphs)
    boxes: list[tuple[float, float, float, float, bool]] = []
    last_end = -np.inf
    for k, glyph in enumerate(glyphs):
        left, right = _bearings(glyph.text, em)
        x0, x1 = inked[k][0] - left, inked[k][1] + right
        white = inked[k][0] - last_end
        spaced = k > 0 and white > _WORD_GAP * em and _is_latin(glyph.text) and _is_latin(glyphs[k - 1].text)
        last_end = inked[k][1]
        if boxes and x0 < boxes[-1][2] and not spaced:
            # Whatever the partings say, characters stay in the order in which they were recognized.
            meeting = max((x0 + boxes[-1][2]) / 2, boxes[-1][0] + 0.5)
            boxes[-1] = (*boxes[-1][:2], meeting, *boxes[-1][3:])
            x0 = meeting
        boxes.append((x0, middle - em / 2, max(x1, x0 + 1.0), middle + em / 2, spaced))
    return boxes


def _bearings(char: str, em: float) -> tuple[float, float]:
    """White to the left and to the right of a character's ink that belongs to the character."""
    left = _WIDE_BEARING if char in _WIDE_LEFT else _MIDDLE_BEARING if char in _MIDDLE else _BEARING
    right = _WIDE_BEARING if char in _WIDE_RIGHT else _MIDDLE_BEARING if char in _MIDDLE else _BEARING
    return left * em, right * em


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
