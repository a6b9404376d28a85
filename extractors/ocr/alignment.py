"""Which ink of a line is which character.

Tesseract's model tells what the characters are, but only roughly where. Their order, the white between them and how
wide each kind of character is printed settle it: the cheapest way to deal the ink out to the characters, found by
dynamic programming.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.ocr.segmentation import Piece
    from extractors.ocr.shades import Grey
    from extractors.ocr.tesseract import Glyph
    from extractors.pages import Floats

_REACH = 10.0
"""Characters by which the model's places are off at most."""

_OFF = 0.15
"""Where the model saw a whole line off by more than this (in characters), its places are moved back together."""

_MAX_WIDTH = 1.25
"""No character's ink is wider than this (in characters)."""

_CUT_EVERY = 0.22
"""Within ink that hangs together, a cut is considered for each stretch as long as this, where there is least ink."""

_WIDTHS = {"narrow": (0.05, 0.6), "mark": (0.03, 0.5), "kana": (0.25, 0.98), "wide": (0.5, 1.05)}
"""Ink is as wide as this for each kind of character (in characters)."""

_MISFIT, _HOLLOW, _THROUGH_INK, _AWAY = 12.0, 6.0, 3.0, 0.12
"""What it costs: ink too wide or narrow, white inside a character, a cut through ink, a place other than the model's."""

_FAINTEST = 0.04
"""A column with less ink than this (in characters) is white: the grain of the paper."""

_INNER = {"narrow": 0.06, "mark": 0.1, "kana": 0.22, "wide": 0.22}
"""White inside a character up to this (in characters) is usual: 川, い, 小."""


_KATAKANA_OFFSET = ord("ァ") - ord("ぁ")
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ")


class _Cut(NamedTuple):
    """A place where one character may end (`left`) and the next begin (`right`), and what cutting there costs."""

    left: int
    right: int
    cost: float


def ink_spans(grey: Grey, piece: Piece, glyphs: Sequence[Glyph]) -> list[tuple[float, float]]:
    """Where the ink of each character of a line begins and ends, in columns of the page's picture.

    Args:
        grey: the page's picture without rules and figures.
        piece: the line.
        glyphs: its characters, where the model saw them.
    """
    if not glyphs:
        return []
    spans = align(_amount(grey, piece), [g.text for g in glyphs], _centres(piece, glyphs), piece.em)
    return [(begin + piece.window.x0, end + piece.window.x0) for begin, end in spans]


def without_doubles(grey: Grey, piece: Piece, glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """A line's characters without those that the model saw twice in the ink of one: ピ as ピビ, 有 as 有有.

    Args:
        grey: the page's picture without rules and figures.
        piece: the line.
        glyphs: its characters, where the model saw them.
    """
    left = list(glyphs)
    pairs = [k for k in range(1, len(left)) if _is_twin(left[k - 1].text, left[k].text)]
    if not pairs:
        return tuple(left)
    amount = _amount(grey, piece)

    def misfit(chosen: Sequence[Glyph]) -> float:
        return fit(amount, [g.text for g in chosen], _centres(piece, chosen), piece.em)[0]

    for k in reversed(pairs):
        weaker = min(k - 1, k, key=lambda i: left[i].confidence)
        fewer = left[:weaker] + left[weaker + 1 :]
        if misfit(fewer) < misfit(left):
            left = fewer
    return tuple(left)


def _is_twin(one: str, other: str) -> bool:
    """Whether two characters are drawn alike: the same, or the same kana but for its mark, size or script."""
    return one == other or _bare(one) == _bare(other)


def _bare(char: str) -> str:
    """A kana without marks, as hiragana of full size; any other character as it is."""
    base = unicodedata.normalize("NFD", char)[0]
    if "ァ" <= base <= "ヶ":
        base = chr(ord(base) - _KATAKANA_OFFSET)
    return base.translate(_SMALL) if "ぁ" <= base <= "ゖ" else char


def _amount(grey: Grey, piece: Piece) -> Floats:
    """How much ink there is in each column of a line."""
    window = piece.window
    line = grey[window.top : window.bottom, window.x0 : window.x1]
    amount: Floats = (255 - line.astype(np.float64)).sum(axis=0)
    amount[amount < _FAINTEST * 255 * piece.em] = 0.0
    return amount


def _centres(piece: Piece, glyphs: Sequence[Glyph]) -> Floats:
    """Where the model saw characters, ascending, in columns of the line."""
    centres = np.array([(g.x0 + g.x1) / 2 - piece.window.x0 for g in glyphs])
    result: Floats = np.clip(np.maximum.accumulate(centres), 0, piece.window.width - 1)
    return result


def align(amount: Floats, texts: Sequence[str], centres: Floats, em: float) -> list[tuple[float, float]]:
    """Where the ink of each character begins and ends along a line.

    Args:
        amount: how much ink there is in each column of the line.
        texts: its characters.
        centres: where the model saw each (columns), ascending.
        em: height of a character in pixels.

    Returns:
        A begin and an end for each character, in order and without overlap.
    """
    spans = fit(amount, texts, centres, em)[1]
    middles = np.array([(begin + end) / 2 for begin, end in spans])
    off = float(np.median(centres - middles)) if spans else 0.0
    if abs(off) <= _OFF * em:
        return spans
    return fit(amount, texts, centres - off, em)[1]


def fit(
    amount: Floats, texts: Sequence[str], centres: Floats, em: float
) -> tuple[float, list[tuple[float, float]]]:
    """What `align` finds, and before it how ill it fits: infinitely where the ink cannot be dealt out at all."""
    cuts = _cuts(amount, em)
    last = len(cuts) - 1
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for k, text in enumerate(texts):
        kind = _kind(text)
        low, high = _WIDTHS[kind]
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, path) in best.items():
            begin = cuts[start].right
            hollow = 0.0
            for stop in range(start + 1, last + 1):
                cut = cuts[stop]
                width = (cut.left - begin) / em
                if width > _MAX_WIDTH and stop > start + 1:
                    break
                away = ((begin + cut.left) / 2 - centres[k]) / em
                if abs(away) <= _REACH:
                    misfit = max(low - width, width - high, 0.0)
                    price = cost + cut.cost + _HOLLOW * hollow + _MISFIT * misfit**2 + _AWAY * away**2
                    if stop not in following or price < following[stop][0]:
                        following[stop] = (price, (*path, stop))
                hollow += max((cut.right - cut.left) / em - _INNER[kind], 0.0)
        best = following
        if not best:
            break
    if last not in best:
        return np.inf, _evenly(centres, len(amount))
    cost, path = best[last]
    return cost, [(float(cuts[a].right), float(cuts[b].left)) for a, b in pairwise(path)]


def _cuts(amount: Floats, em: float) -> list[_Cut]:
    """All places where a line may be cut, its two ends included."""
    ink = amount > 0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], ink, [False])).astype(np.int8)))
    usual = float(np.median(amount[ink])) if ink.any() else 1.0
    cuts = [_Cut(0, int(edges[0]) if len(edges) else 0, 0.0)]
    stretch = max(round(_CUT_EVERY * em), 2)
    before = 0
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if begin > cuts[-1].right:
            cuts.append(_Cut(before, begin, 0.0))
        for at in range(begin + stretch // 2, end - stretch // 2, stretch):
            thin = at + int(np.argmin(amount[at : at + stretch]))
            if begin < thin < end:
                cuts.append(_Cut(thin, thin, 0.3 + _THROUGH_INK * float(amount[thin]) / usual))
        before = end
    cuts.append(_Cut(int(edges[-1]) if len(edges) else len(amount), len(amount), 0.0))
    return cuts


def _kind(text: str) -> str:
    """How wide a character is printed; a digit or Latin letter may be set on a full square, its ink stays narrow."""
    category = unicodedata.category(text[0])
    if category.startswith("P") or text in "'`^~°|":
        return "mark" if text not in "ー～—―" else "wide"
    if text.isascii():
        return "narrow" if text not in "mwMW%@&" else "kana"
    if "ぁ" <= text <= "ヶ":
        return "kana"
    return "wide"


def _evenly(centres: Floats, length: int) -> list[tuple[float, float]]:
    """The model's own places, parted half-way."""
    inside = np.clip(centres, 0, length).tolist()
    middles = [0.0, *((a + b) / 2 for a, b in pairwise(inside)), float(length)]
    return list(pairwise(middles))
