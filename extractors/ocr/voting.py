"""Lines recognized several times over, in slightly different pictures, and the reading that most agrees with the others.

Tesseract's errors on clean print are brittle: another size or margin gives another error, seldom the same one. Two
readings that agree are nearly always right; where they differ, a third and fourth are taken and the median wins.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from PIL import Image

from extractors.ocr.tesseract import Glyph, Mode, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractors.ocr.segmentation import Piece
    from extractors.ocr.shades import Grey
    from extractors.ocr.tesseract import Engine
    from extractors.pages import Ints

_MAX_GAP, _KEPT_GAP = 0.55, 0.35
"""White space along a line wider than the first is made as wide as the second (in characters): in wide white space
the model sees characters that are not there, and letter-spaced words are known to it only as usual ones."""

_INKED, _ENOUGH, _DARKEST, _BLACK, _MAX_FACTOR = 190, 20, 10, 60, 3.0
"""A line of which the darkest tenth of the ink (what is darker than 190 of 255) is not as dark as 60 is darkened so far,
at most threefold: the models were trained on black print. Pale lines of small type lose most of their errors by it."""

_DIGITS = "0123456789,.-%"
_DIGIT_WIDTH = 0.78
"""A digit's ink is narrower than this share of a character's height, full-width digits included."""


_AGREED = 0.99
"""Lines on which no two of three readings agree so far are read twice more."""


class _View(NamedTuple):
    """How a line is shown to Tesseract.

    Attributes:
        em: height of its characters in pixels.
        canvas: height of the picture in characters.
        margin: white at the picture's ends, in pixels.
        light: shade (0 to 255) from which on all is paper: its grain makes the model see what is not there.
        dark: shade up to which all is black.
        mode, language, alphabet: see `Engine.read`.
    """

    em: float
    canvas: float
    margin: int
    light: int
    dark: int
    mode: Mode
    language: str
    alphabet: str = ""


_FIRST = (
    _View(44.0, 1.2, 4, 220, 60, "raw_line", "jpn"),
    _View(35.0, 1.3, 3, 235, 10, "raw_line", "jpn"),
)
_THIRD = _View(28.0, 1.5, 6, 225, 40, "raw_line", "jpn")
_LAST = (_View(50.0, 1.25, 8, 215, 20, "line", "jpn"), _View(38.0, 1.4, 4, 205, 60, "raw_line", "jpn"))
NUMBER = _View(35.0, 1.3, 4, 220, 40, "raw_line", "eng", _DIGITS)
_COLUMN = _View(44.0, 1.3, 12, 220, 60, "column", "jpn_vert")


@dataclass(frozen=True, slots=True)
class Vote:
    """What a line was read as.

    Attributes:
        piece: the line.
        glyphs: its characters with boxes in pixels of the page's picture.
        agreement: share of its characters that another reading has too (0 to 1).
    """

    piece: Piece
    glyphs: Reading
    agreement: float

    @property
    def confidence(self) -> float:
        """Mean confidence of the characters, 0 when there is none."""
        return sum(g.confidence for g in self.glyphs) / max(len(self.glyphs), 1)


def read_pieces(
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
    poll = Poll(grey, [p for p in pieces if not p.is_vertical], engine, seconds)
    everyone = range(len(poll.pieces))
    for view in _FIRST:
        poll.take(everyone, view)
    doubtful = [k for k in everyone if not _is_settled(poll.ballots[k])]
    poll.take(doubtful, _THIRD)
    still = [k for k in doubtful if poll.vote(k).agreement < _AGREED]
    for view in _LAST:
        poll.take(still, view)
    if NUMBER.language in engine.languages:
        poll.take([k for k in everyone if _may_be_number(grey, poll.pieces[k], poll.ballots[k])], NUMBER)
    votes = [poll.vote(k) for k in everyone]
    if _COLUMN.language in engine.languages:
        columns = Poll(grey, [p for p in pieces if p.is_vertical], engine, seconds)
        columns.take(range(len(columns.pieces)), _COLUMN)
        votes += [Vote(p, b[0], 1.0) for p, b in zip(columns.pieces, columns.ballots, strict=True)]
    return votes


class Poll:
    """Lines and the readings of each so far."""

    def __init__(
        self, grey: Grey, pieces: Sequence[Piece], engine: Engine, seconds: Callable[[], float]
    ) -> None:
        self.grey = grey
        self.pieces = pieces
        self.engine = engine
        self.seconds = seconds
        self.ballots: list[list[Reading]] = [[] for _ in pieces]

    def take(self, chosen: Sequence[int], view: _View) -> None:
        """Have the chosen lines read in one view."""
        prints = [_print(self.grey, self.pieces[k], view) for k in chosen]
        readings = self.engine.read(
            [p.picture for p in prints],
            mode=view.mode,
            language=view.language,
            alphabet=view.alphabet,
            seconds=self.seconds(),
        )
        for k, shown, reading in zip(chosen, prints, readings, strict=True):
            self.ballots[k].append(tuple(shown.placed(glyph) for glyph in reading if glyph.text.strip()))

    def vote(self, k: int) -> Vote:
        """What a line is read as so far."""
        return _elect(self.pieces[k], self.ballots[k])


class _Print(NamedTuple):
    """A line as shown: its picture, and where its pixels come from.

    Attributes:
        picture: what Tesseract sees.
        columns: for each column of the line kept, its column in the page's picture; one more for the end.
        top: first row of the line in the page's picture.
        scale: pixels of the picture per pixel of the page's picture.
        x, y: where the line begins in the picture.
    """

    picture: Grey
    columns: Ints
    top: int
    scale: float
    x: int
    y: int

    def placed(self, glyph: Glyph) -> Glyph:
        """A glyph with its box in pixels of the page's picture."""
        x0, x1 = (self._column((x - self.x) / self.scale) for x in (glyph.x0, glyph.x1))
        top, bottom = (self.top + (y - self.y) / self.scale for y in (glyph.top, glyph.bottom))
        return Glyph(glyph.text, glyph.confidence, x0, top, max(x1, x0 + 1), bottom)

    def _column(self, at: float) -> float:
        return float(self.columns[min(max(round(at), 0), len(self.columns) - 1)])


def _print(grey: Grey, piece: Piece, view: _View) -> _Print:
    window = piece.window
    edge = max(round(0.07 * piece.em), 1)
    top, left = max(window.top - edge, 0), max(window.x0 - edge, 0)
    line = grey[top : window.bottom + edge, left : window.x1 + edge]
    kept = np.arange(line.shape[1]) if piece.is_vertical else _without_gaps(line, piece.em)
    line = _darkened(line[:, kept])
    scale = view.em / piece.em
    size = max(round(line.shape[1] * scale), 3), max(round(line.shape[0] * scale), 3)
    way = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    small = np.asarray(Image.fromarray(np.ascontiguousarray(line)).resize(size, way))
    white = max(round(view.canvas * view.em) - size[1], 4)
    x, y = view.margin, white // 2
    clear = np.clip((small.astype(np.float32) - view.dark) * (255 / (view.light - view.dark)), 0, 255)
    small = clear.astype(np.uint8)
    picture = np.pad(small, ((y, white - y), (x, x)), constant_values=255)
    return _Print(picture, np.append(kept, line.shape[1] and kept[-1] + 1) + left, top, scale, x, y)


def _darkened(line: Grey) -> Grey:
    """A line whose ink is dark, however pale it is printed or small type has blurred it."""
    ink = line[line < _INKED]
    if len(ink) < _ENOUGH:
        return line
    level = float(np.percentile(ink, _DARKEST))
    if level <= _BLACK:
        return line
    factor = min((255 - _BLACK) / (255 - level), _MAX_FACTOR)
    result: Grey = np.clip(255 - (255 - line.astype(np.float32)) * factor, 0, 255).astype(np.uint8)
    return result


def _without_gaps(line: Grey, em: float) -> Ints:
    """The columns of a line that are kept: wide white space is made narrow."""
    blank = np.asarray(~(line < 180).any(axis=0))
    keep = np.ones(len(blank), dtype=np.bool_)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], blank, [False])).astype(np.int8)))
    for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if last - first > _MAX_GAP * em:
            half = round(_KEPT_GAP * em / 2)
            keep[first + half : last - half] = False
    return np.flatnonzero(keep)


def text_of(reading: Reading) -> str:
    """A reading's characters, widths folded: Tesseract gives digits of either width alike."""
    return unicodedata.normalize("NFKC", "".join(g.text for g in reading))


def _is_settled(ballot: Sequence[Reading]) -> bool:
    """Whether the first readings agree on more than a character or two, which may be wrong the same way."""
    first, *others = [text_of(reading) for reading in ballot]
    return len(first) > 2 and all(other == first for other in others)


def _may_be_number(grey: Grey, piece: Piece, ballot: Sequence[Reading]) -> bool:
    """Whether a line that readings differ on, or that is as short as a row's number, is as narrow as digits are."""
    texts = {text_of(reading) for reading in ballot}
    if len(texts) == 1 and len(next(iter(texts))) > 2:
        return False
    window = piece.window
    blank = ~(grey[window.top : window.bottom, window.x0 : window.x1] < 150).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([True], blank, [True])).astype(np.int8)))
    widths = edges[1::2] - edges[::2]
    return bool(len(widths) and widths.max() < _DIGIT_WIDTH * piece.em and window.height < 0.92 * piece.em)


def _elect(piece: Piece, ballot: Sequence[Reading]) -> Vote:
    """The reading that is nearest to all others; among equals the most confident."""
    texts = [text_of(reading) for reading in ballot]

    def rank(k: int) -> tuple[float, float]:
        others = [
            _distance(texts[k], texts[j]) / max(len(texts[k]), len(texts[j]), 1) for j in range(len(texts))
        ]
        return sum(others), -_mean(ballot[k])

    best = min((k for k in range(len(ballot)) if texts[k]), key=rank, default=None)
    if best is None:
        return Vote(piece, (), 0.0)
    agreement = max(
        1 - _distance(texts[best], texts[j]) / max(len(texts[best]), len(texts[j]))
        for j in range(len(texts))
        if j != best
    )
    return Vote(piece, ballot[best], agreement)


def _mean(reading: Reading) -> float:
    return sum(g.confidence for g in reading) / max(len(reading), 1)


def _distance(one: str, other: str) -> int:
    """Levenshtein distance."""
    if one == other:
        return 0
    above = list(range(len(other) + 1))
    for row, a in enumerate(one, start=1):
        here = [row]
        for column, b in enumerate(other, start=1):
            here.append(min(above[column] + 1, here[-1] + 1, above[column - 1] + (a != b)))
        above = here
    return above[-1]
