"""The lines of a page, read: signs told by their shape first, then what Tesseract says, then what ink says of that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from extractors.ocr.alignment import ink_spans, without_doubles
from extractors.ocr.digits import check_digits
from extractors.ocr.picture import is_ink
from extractors.ocr.segmentation import Window
from extractors.ocr.shapes import reshaped
from extractors.ocr.signs import CONFIDENCE, find_signs
from extractors.ocr.tesseract import Glyph
from extractors.ocr.voting import Vote, read_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractors.ocr.picture import Grey
    from extractors.ocr.segmentation import Piece
    from extractors.ocr.signs import Sign
    from extractors.ocr.tesseract import Engine


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
    clean = grey.copy()
    votes: list[Vote] = []
    rest: list[Piece] = []
    cut: dict[Window, tuple[Piece, tuple[Sign, ...]]] = {}
    for piece in pieces:
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
    return replace(vote, piece=piece, glyphs=tuple(glyph for _, glyph in placed))
