"""The lines of a page, read: signs told by their shape first, then what Tesseract says, then what ink says of that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from extractors.ocr.alignment import ink_spans, without_doubles
from extractors.ocr.digits import check_digits
from extractors.ocr.picture import is_ink, without_specks
from extractors.ocr.segmentation import Window
from extractors.ocr.shapes import reshaped
from extractors.ocr.signs import CONFIDENCE, find_signs
from extractors.ocr.tesseract import Glyph
from extractors.ocr.voting import Vote, read_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractors.ocr.segmentation import Piece
    from extractors.ocr.shades import Grey
    from extractors.ocr.signs import Sign
    from extractors.ocr.tesseract import Engine
    from extractors.pages import Bools

_DIRT, _AWAY = 0.14, 0.25
"""A mark at a line's end that is smaller than the first, and farther away than the second (in characters), is dirt."""

_MIDDLE = 0.15
"""A mark that is no farther from a line's middle (in characters) may be a middle dot."""


def read_lines(
    grey: Grey, pieces: Sequence[Piece], engine: Engine, seconds: Callable[[], float]
) -> list[Vote]:
    """Recognize lines.

    Args:
        grey: the page's picture without rules and figures.
        pieces: its lines.
        engine: Tesseract.
        seconds: how many seconds are left.

    Raises:
        OutOfTimeError: if they do not suffice.
    """
    grey = without_specks(grey)
    clean = grey.copy()
    votes: list[Vote] = []
    rest: list[Piece] = []
    cut: dict[Window, tuple[Piece, tuple[Sign, ...]]] = {}
    for piece in (p if p.is_vertical else _without_dirt(grey, p) for p in pieces):
        signs = () if piece.is_vertical else find_signs(grey, piece)
        for sign in signs:
            clean[piece.window.top : piece.window.bottom, sign.begin : sign.end] = 255
        left = _remaining(clean, piece) if signs else piece
        if left is None:
            votes.append(Vote(piece, tuple(_glyph(sign, piece) for sign in signs), 1.0))
        else:
            rest.append(left)
            cut[left.window] = piece, signs
    for vote in read_pieces(clean, rest, engine, seconds):
        if vote.piece.is_vertical:
            votes.append(vote)
        else:
            once = replace(vote, glyphs=without_doubles(clean, vote.piece, vote.glyphs))
            votes.append(_with_signs(clean, once, *cut[vote.piece.window]))
    return [
        vote if vote.piece.is_vertical else reshaped(grey, vote, ink_spans(grey, vote.piece, vote.glyphs))
        for vote in check_digits(grey, votes, engine, seconds)
    ]


def _without_dirt(grey: Grey, piece: Piece) -> Piece:
    """A line without marks smaller than any character beyond white space at its ends."""
    window = piece.window
    ink = is_ink(grey[window.top : window.bottom, window.x0 : window.x1])
    edges = np.flatnonzero(np.diff(np.pad(ink.any(axis=0), 1).astype(np.int8)))
    bands = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    while (
        len(bands) > 1 and bands[1][0] - bands[0][1] > _AWAY * piece.em and _is_dirt(ink, bands[0], piece.em)
    ):
        bands.pop(0)
    while (
        len(bands) > 1
        and bands[-1][0] - bands[-2][1] > _AWAY * piece.em
        and _is_dirt(ink, bands[-1], piece.em)
    ):
        bands.pop()
    if len(bands) * 2 == len(edges):
        return piece
    rows = np.flatnonzero(ink[:, bands[0][0] : bands[-1][1]].any(axis=1))
    box = Window(
        window.x0 + bands[0][0],
        window.top + int(rows[0]),
        window.x0 + bands[-1][1],
        window.top + int(rows[-1]) + 1,
    )
    return replace(piece, window=box)


def _is_dirt(ink: Bools, band: tuple[int, int], em: float) -> bool:
    """Whether a mark is too small for a character, and no middle dot (・)."""
    rows = np.flatnonzero(ink[:, band[0] : band[1]].any(axis=1))
    off = abs(float(rows[0] + rows[-1] + 1 - len(ink))) / 2
    return max(band[1] - band[0], int(np.ptp(rows)) + 1) < _DIRT * em and off > _MIDDLE * em


def _remaining(clean: Grey, piece: Piece) -> Piece | None:
    """What is left of a line without its signs."""
    window = piece.window
    ink = is_ink(clean[window.top : window.bottom, window.x0 : window.x1])
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return None
    x0, top = window.x0 + int(columns[0]), window.top + int(rows[0])
    box = Window(x0, top, window.x0 + int(columns[-1]) + 1, window.top + int(rows[-1]) + 1)
    return replace(piece, window=box)


def _glyph(sign: Sign, piece: Piece) -> Glyph:
    window = piece.window
    return Glyph(sign.text, CONFIDENCE, sign.begin, window.top, sign.end, window.bottom)


def _with_signs(clean: Grey, vote: Vote, piece: Piece, signs: Sequence[Sign]) -> Vote:
    """A line that was read without its signs, with them."""
    if not signs:
        return vote
    spans = ink_spans(clean, vote.piece, vote.glyphs)
    placed = [((begin + end) / 2, glyph) for (begin, end), glyph in zip(spans, vote.glyphs, strict=True)]
    placed += [((sign.begin + sign.end) / 2, _glyph(sign, piece)) for sign in signs]
    placed.sort(key=lambda pair: pair[0])
    texts = ["", *(glyph.text for _, glyph in placed), ""]
    glyphs = [
        glyph._replace(text=_in_context(glyph.text, texts[k] + texts[k + 2]))
        for k, (_, glyph) in enumerate(placed)
    ]
    return replace(vote, piece=piece, glyphs=tuple(glyphs))


def _in_context(sign: str, beside: str) -> str:
    """A square among katakana is ロ."""
    return "ロ" if sign == "□" and any("ァ" <= char <= "ー" for char in beside) else sign
