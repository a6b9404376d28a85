"""Digits among other characters, looked at once more by themselves.

Figures are what records are made of, and the Japanese model takes one digit for another more often than a model that
knows digits only. A second look that finds as many digits, and is sure of them, is believed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.ocr.alignment import ink_spans
from extractors.ocr.segmentation import Piece, Window
from extractors.ocr.voting import NUMBER, Poll, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractors.ocr.shades import Grey
    from extractors.ocr.tesseract import Engine, Reading
    from extractors.ocr.voting import Vote

_RUN = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]")

_PERCENT = "96"
"""What the Japanese model takes % for."""

SURE = 0.97
"""Confidence from which the second look is believed where it is surer than the first, each digit by itself."""


def check_digits(
    grey: Grey, votes: Sequence[Vote], engine: Engine, seconds: Callable[[], float]
) -> list[Vote]:
    """The lines with their digits as the second look finds them.

    Args:
        grey: the page's picture without rules and figures.
        votes: its recognized lines.
        engine: Tesseract.
        seconds: how many seconds are left.

    Raises:
        OutOfTimeError: if they do not suffice.
    """
    result = list(votes)
    runs = [
        (k, match.start(), match.end())
        for k, vote in enumerate(votes)
        if not vote.piece.is_vertical
        for match in _RUN.finditer("".join(glyph.text for glyph in vote.glyphs))
    ]
    if NUMBER.language not in engine.languages or not runs:
        return result
    spans = {k: ink_spans(grey, votes[k].piece, votes[k].glyphs) for k in {k for k, _, _ in runs}}
    pieces = [_part(votes[k].piece, spans[k][begin][0], spans[k][end - 1][1]) for k, begin, end in runs]
    poll = Poll(grey, pieces, engine, seconds)
    poll.take(range(len(pieces)), NUMBER)
    # From a line's end to its beginning, so that a sign that takes the place of two digits moves none to be looked at.
    for (k, begin, end), (read, *_) in reversed(list(zip(runs, poll.ballots, strict=True))):
        seen = result[k].glyphs
        changed = _checked(seen[begin:end], read)
        result[k] = replace(result[k], glyphs=(*seen[:begin], *changed, *seen[end:]))
    return result


def _checked(seen: Reading, read: Reading) -> Reading:
    """A run of digits as the second look has them, where it is sure."""
    if len(read) == len(seen):
        return tuple(
            old._replace(text=new.text) if new.confidence >= max(SURE, old.confidence) else old
            for old, new in zip(seen, read, strict=True)
        )
    if 0 < len(read) == len(seen) - 1 and read[-1].text == "%" and text_of(seen[-2:]) == _PERCENT:
        return (*seen[:-2], seen[-2]._replace(text="%", x1=seen[-1].x1))
    return seen


def _part(piece: Piece, x0: float, x1: float) -> Piece:
    """A part of a line, from one place along it to another."""
    window = piece.window
    left, right = max(round(x0), window.x0), min(round(x1), window.x1)
    return replace(piece, window=Window(left, window.top, max(right, left + 1), window.bottom))
