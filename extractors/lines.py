"""Characters to printed lines: grouped by where they stand, never by the order in which the file draws them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.geometry import BBox

if TYPE_CHECKING:
    import numpy.typing as npt

    from extractors.pages import Bools, Chars, Floats, Ints, Page

NEW_LINE = 0.45
"""Characters whose centres differ across the line by more than this share of their size stand on different lines."""

WORD_GAP = 0.75
"""A gap along the line wider than this share of the size separates words, printed space or not."""


class Line(NamedTuple):
    """One printed line of one group of characters, like no other: two lines are equal only if they are the same.

    Attributes:
        text: its characters in reading order, a space wherever white space is printed or a gap is wide.
        box: extent in points.
        size: median font size in points.
        is_bold: whether most of it is set bold.
        chars: indices into the page's characters, in reading order (an array: a long file has millions of them).
        middles: x of the middle of each of these characters (32-bit).
        group: the group it belongs to (a table cell, or a region of running text).
        angle: direction of writing, as in `Chars.angle`.
    """

    text: str
    box: BBox
    size: float
    is_bold: bool
    chars: Ints
    middles: npt.NDArray[np.float32]
    group: int
    angle: int = 0

    def __eq__(self, other: object) -> bool:
        """Whether it is the same line, not one that looks the same."""
        return self is other

    def __ne__(self, other: object) -> bool:
        """Whether it is another line."""
        return self is not other

    def __hash__(self) -> int:
        """Made of its identity, as its equality is."""
        return id(self)


def build_lines(page: Page, group: Ints) -> list[Line]:
    """Lines of all characters whose group is not negative, ordered by group, then in reading order.

    Args:
        page: the page.
        group: one number for each character of the page; characters of different groups share no line.
    """
    chars = page.chars
    chosen = np.flatnonzero(group >= 0)
    if not len(chosen):
        return []
    along0, along1, across = _writing_axes(chars)
    size = np.maximum(chars.size, 1.0)
    order = chosen[np.lexsort((across[chosen], chars.angle[chosen], group[chosen]))]
    breaks = _line_breaks(order, across, size, group, chars.angle)
    line_of = np.cumsum(breaks)
    order = order[np.lexsort((along0[order], line_of))]
    line_of = np.cumsum(_line_starts(line_of))
    gap = np.zeros(len(order))
    gap[1:] = along0[order[1:]] - along1[order[:-1]]
    spaced = (gap > WORD_GAP * size[order]) | (chars.space_before[order] & (gap > 0.12 * size[order]))
    starts = np.flatnonzero(_line_starts(line_of))
    spaced[starts] = False
    return _make_lines(page, order, starts, spaced, group)


def _writing_axes(chars: Chars) -> tuple[Floats, Floats, Floats]:
    """Begin and end of each character along its line, and its centre across the lines, in reading direction."""
    x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    angle = chars.angle
    if not angle.any():
        return chars.x0, chars.x1, y
    turns = [angle == 90, angle == 180, angle == 270]
    along0 = np.select(turns, [chars.top, -chars.x1, -chars.bottom], chars.x0)
    along1 = np.select(turns, [chars.bottom, -chars.x0, -chars.top], chars.x1)
    across = np.select(turns, [-x, -y, x], y)
    return along0, along1, across


def _line_breaks(order: Ints, across: Floats, size: Floats, group: Ints, angle: Ints) -> Bools:
    before, after = order[:-1], order[1:]
    breaks = np.ones(len(order), dtype=np.bool_)
    breaks[1:] = (
        (group[after] != group[before])
        | (angle[after] != angle[before])
        | (across[after] - across[before] > NEW_LINE * np.minimum(size[before], size[after]))
    )
    return breaks


def _line_starts(line_of: Ints | Bools) -> Bools:
    starts = np.ones(len(line_of), dtype=np.bool_)
    starts[1:] = line_of[1:] != line_of[:-1]
    return starts


def _make_lines(page: Page, order: Ints, starts: Ints, spaced: Bools, group: Ints) -> list[Line]:
    chars = page.chars
    bold = np.array([font.is_bold for font in page.fonts] or [False], dtype=np.bool_)
    lengths = np.diff(starts, append=len(order))
    x0 = np.minimum.reduceat(chars.x0[order], starts)
    top = np.minimum.reduceat(chars.top[order], starts)
    x1 = np.maximum.reduceat(chars.x1[order], starts)
    bottom = np.maximum.reduceat(chars.bottom[order], starts)
    is_bold = 2 * np.add.reduceat(bold[chars.font[order]], starts, dtype=np.int64) > lengths
    places = order.astype(np.int32)
    middles = ((chars.x0 + chars.x1) / 2)[order].astype(np.float32)
    text, bounds = _spaced_text(chars.text, order, np.append(starts, len(order)), spaced)
    columns = zip(
        [text[start:end] for start, end in pairwise(bounds)],
        map(BBox, x0.tolist(), top.tolist(), x1.tolist(), bottom.tolist()),
        medians(chars.size[order], starts).tolist(),
        is_bold.tolist(),
        starts.tolist(),
        (starts + lengths).tolist(),
        group[order[starts]].tolist(),
        chars.angle[order[starts]].tolist(),
        strict=True,
    )
    return [
        Line(words, box, size, heavy, places[start:end], middles[start:end], own, angle)
        for words, box, size, heavy, start, end, own, angle in columns
    ]


def _spaced_text(text: str, order: Ints, bounds: Ints, spaced: Bools) -> tuple[str, list[int]]:
    """The characters in their order, a space before those that are `spaced`, and where in that text the bounds are."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    ordered = codes[order].tobytes().decode("utf-32-le", "surrogatepass")
    gaps = np.flatnonzero(spaced)
    cuts = [0, *gaps.tolist(), len(ordered)]
    joined = " ".join([ordered[start:end] for start, end in pairwise(cuts)])
    return joined, (bounds + np.searchsorted(gaps, bounds)).tolist()


def medians(values: Floats, starts: Ints) -> Floats:
    """The median of each stretch of `values`; most are all alike."""
    result: Floats = np.minimum.reduceat(values, starts)
    mixed = result != np.maximum.reduceat(values, starts)
    if mixed.any():
        lengths = np.diff(starts, append=len(values))
        stretch = np.repeat(np.arange(len(starts)), lengths)
        chosen = np.flatnonzero(mixed[stretch])
        ordered = values[chosen[np.lexsort((values[chosen], stretch[chosen]))]]
        count = lengths[mixed]
        first = np.cumsum(count) - count
        result[mixed] = (ordered[first + (count - 1) // 2] + ordered[first + count // 2]) / 2
    return result
