"""Tables ruled only horizontally: where they stand, and their cells once the columns are known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractors.tables.corridors import text_rows, text_runs
from extractors.tables.grid import SNAP_AXES, TOUCH
from extractors.tables.header import is_number
from extractors.tables.header_words import is_header_word
from extractors.tables.segments import LONG_RULE, of_one_extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.pages import Chars, Ints
    from extractors.tables.corridors import Row, Run
    from extractors.tables.segments import Segment

MIN_RULES = 3
"""A table is ruled at least this often."""

TRIM = 9.0
"""Rules of one height are one rule, cut at the columns, where no more than this (points) is missing between them."""

WIDE = 0.6
"""A line of text that takes more of the width than this is running text, unless it stands beside other text."""

BLANK = 3.5
"""Blank space between two rules, as a multiple of the font size, that parts two tables."""

MAX_REMARK = 2
"""Lines of a remark that may be the last row of a table."""

MIN_INDENTS = 3
"""Lines that stand alone and begin at so many places are no row: a note, a heading, a unit at the right."""

MIN_NAMES = 2
"""So many words that usually name columns stand beside each other in a header."""

HEADING_GAP = 1.3
"""White space between the number of a heading and its words, or inside words that are set wide (share of the font size)."""


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """Level rules of one extent on one page, and what stands between them.

    Attributes:
        left, right: their extent.
        ys: heights of the rules that run through, ascending.
        pieces: rules between them that do not: below merged cells, and below the name of a group of columns.
        where: indices of the characters between the first rule and the last.
        top, bottom: how far the text beyond the first and the last rule belongs to the table, too: it is open there at a
            page break. The heights of these rules, if it is not.
    """

    left: float
    right: float
    ys: tuple[float, ...]
    pieces: tuple[Segment, ...]
    where: Ints
    top: float
    bottom: float

    @property
    def heights(self) -> list[float]:
        """All heights at which something is ruled, and the open ends."""
        found = sorted([*self.ys, *(piece.position for piece in self.pieces)])
        merged = [y for k, y in enumerate(found) if k == 0 or y - found[k - 1] > SNAP_AXES]
        if self.top < merged[0] - SNAP_AXES:
            merged.insert(0, self.top)
        if self.bottom > merged[-1] + SNAP_AXES:
            merged.append(self.bottom)
        return merged


def find_stacks(chars: Chars, free: Ints, horizontals: Sequence[Segment]) -> list[Stack]:
    """What may be a table that is ruled only horizontally.

    Args:
        chars: the page's characters.
        free: indices of those in no other table.
        horizontals: rules that are part of no grid.

    Returns:
        From top to bottom; those of fewer than `MIN_RULES` rules may go on of a table on the page before.
    """
    if not any(s.length > LONG_RULE for s in _rules_through(horizontals)):
        return []
    drawn = [s for s in horizontals if not _is_underline(s, chars, free)]
    through = _rules_through(drawn)
    stacks: list[Stack] = []
    for rules in of_one_extent(through, SNAP_AXES):
        stacks.extend(_stacks_of(rules, drawn, chars, free))
    outer = [s for s in stacks if not any(_is_within(s, other) for other in stacks)]
    return sorted(outer, key=lambda s: s.ys[0])


def _is_underline(rule: Segment, chars: Chars, free: Ints) -> bool:
    """Whether a rule is as long as the text that stands on it."""
    bottom = chars.bottom[free]
    size = chars.size[free]
    x = (chars.x0[free] + chars.x1[free]) / 2
    near = free[
        (bottom > rule.position - 0.35 * size)
        & (bottom < rule.position + 0.5 * size)
        & (x > rule.start - size)
        & (x < rule.end + size)
    ]
    runs = list(text_runs(chars, near)) if len(near) else []
    return (
        len(runs) == 1
        and max(abs(runs[0].x0 - rule.start), abs(runs[0].x1 - rule.end)) <= 0.25 * runs[0].size
    )


def _rules_through(horizontals: Sequence[Segment]) -> list[Segment]:
    """Rules of one height as one, where hardly anything is missing between them."""
    found: list[Segment] = []
    for rule in sorted(horizontals, key=lambda s: (round(s.position / TOUCH), s.start)):
        last = found[-1] if found else None
        if last and abs(last.position - rule.position) <= TOUCH and -TRIM < rule.start - last.end <= TRIM:
            found[-1] = last._replace(end=max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def _stacks_of(
    rules: Sequence[Segment], drawn: Sequence[Segment], chars: Chars, free: Ints
) -> Iterable[Stack]:
    """The stacks that rules of one extent make: several, where what stands between two of them is no row of a table."""
    left, right = min(s.start for s in rules), max(s.end for s in rules)
    ys = [s.position for s in rules]
    x, y = (chars.x0[free] + chars.x1[free]) / 2, (chars.top[free] + chars.bottom[free]) / 2
    within = free[(x > left) & (x < right) & (y > ys[0]) & (y < ys[-1])]
    height = (chars.top + chars.bottom) / 2
    parts = [[ys[0]]]
    bands = [within[(height[within] > upper) & (height[within] < lower)] for upper, lower in pairwise(ys)]
    for number, (upper, lower) in enumerate(pairwise(ys)):
        band = bands[number]
        begun = number - len(parts[-1]) + 1
        inner = [s for s in drawn if upper + SNAP_AXES < s.position < lower - SNAP_AXES]
        inner = [s for s in inner if s.start > left - SNAP_AXES and s.end < right + SNAP_AXES]
        if (
            _is_apart(chars, band, (left, right), lower - upper, is_last=number == len(ys) - 2)
            or _is_other_table(chars, band, inner)
            or (number > begun and _is_caption(chars, bands[begun], bands[number : number + 2]))
        ):
            parts.append([])
        parts[-1].append(lower)
    for part in parts:
        where = within[(height[within] > part[0]) & (height[within] < part[-1])]
        pieces = tuple(
            s
            for s in drawn
            if part[0] + SNAP_AXES < s.position < part[-1] - SNAP_AXES
            and s.start > left - SNAP_AXES
            and s.end < right + SNAP_AXES
            and min(abs(s.position - y) for y in part) > SNAP_AXES
        )
        yield Stack(left, right, tuple(part), pieces, where, part[0], part[-1])


def _is_apart(chars: Chars, band: Ints, extent: tuple[float, float], height: float, *, is_last: bool) -> bool:
    """Whether the band between two rules is no row: blank and high, or running text."""
    if not len(band):
        return height > BLANK * (float(np.median(chars.size)) if len(chars) else 0.0)
    lines = [list(text_runs(chars, line)) for line in text_rows(chars, band)]
    if is_last and len(lines) <= MAX_REMARK:
        return False  # A remark about the table may be its last row.
    if not all(map(_is_one_piece, lines)):
        return False
    wide = WIDE * (extent[1] - extent[0])
    begins = sorted(line[0].x0 for line in lines)
    indents = 1 + sum(b - a > lines[0][0].size / 2 for a, b in pairwise(begins))
    return indents >= MIN_INDENTS or any(len(line) == 1 and line[0].x1 - line[0].x0 > wide for line in lines)


def _is_one_piece(line: Sequence[Run]) -> bool:
    return all(two.x0 - one.x1 <= HEADING_GAP * one.size for one, two in pairwise(line))


def _is_caption(chars: Chars, first: Ints, bands: Sequence[Ints]) -> bool:
    """Whether a band is no row but what stands above another table: below it columns are named.

    Args:
        chars: the page's characters.
        first: the first band of the table above.
        bands: the band, and the one below it.
    """
    if len(bands) < 2 or not all(map(len, bands)):
        return False
    if not all(_is_one_piece(list(text_runs(chars, line))) for line in text_rows(chars, bands[0])):
        return False
    names = [run.text for line in text_rows(chars, bands[1]) for run in text_runs(chars, line)]
    known = sum(map(is_header_word, names))
    are_names = known >= max(MIN_NAMES, 0.5 * len(names)) and not any(map(is_number, names))
    return are_names or (len(names) > 1 and _letters(chars, bands[1]) == _letters(chars, first))


def _letters(chars: Chars, where: Ints) -> list[str]:
    """What is printed, in whatever order: names may be wrapped otherwise where they are repeated."""
    return sorted([chars.text[k] for k in where.tolist()])


def _is_other_table(chars: Chars, band: Ints, inner: Sequence[Segment]) -> bool:
    """Whether rules between two others make a table of their own: nothing stands beside it, and no row above it."""
    if len(inner) < 2:
        return False
    left, right = min(s.start for s in inner), max(s.end for s in inner)
    top, bottom = min(s.position for s in inner), max(s.position for s in inner)
    x, y = (chars.x0[band] + chars.x1[band]) / 2, (chars.top[band] + chars.bottom[band]) / 2
    is_beside = (y > top) & (y < bottom) & ((x < left) | (x > right))
    around = text_rows(chars, band[(y < top) | (y > bottom)])
    return not is_beside.any() and all(len(list(text_runs(chars, line))) == 1 for line in around)


def _is_within(stack: Stack, other: Stack) -> bool:
    return (
        other is not stack
        and other.ys[0] < stack.ys[0]
        and stack.ys[-1] < other.ys[-1]
        and other.left - SNAP_AXES < stack.left
        and stack.right < other.right + SNAP_AXES
    )


@dataclass(frozen=True, slots=True, eq=False)
class Banded:
    """The text of a stack, band by band between all its heights.

    Attributes:
        chars: the page's characters.
        stack: the rules.
        lines: for each band, the lines of text in it, as runs.
        head: how many bands stand above the second rule that runs through: the header, if the table has one.
    """

    chars: Chars
    stack: Stack
    lines: tuple[tuple[Row, ...], ...]
    head: int

    @property
    def bands(self) -> list[Row]:
        """The runs of each band."""
        return [tuple(run for line in band for run in line) for band in self.lines]

    @property
    def names(self) -> Row:
        """What stands lowest in the header: not the names of groups, below which it is ruled on."""
        heights = self.stack.heights
        inside = [p for p in self.stack.pieces if p.position < heights[self.head]]
        return tuple(run for band in self.bands[: self.head] for run in band if not _is_over(run, inside))

    def shifted(self, row: Row) -> Row:
        """Runs measured from the left border of the table."""
        left = self.stack.left
        return tuple(run._replace(x0=run.x0 - left, x1=run.x1 - left) for run in row)

    @property
    def head_texts(self) -> list[str]:
        """What the header says."""
        return sorted(run.text for band in self.bands[: self.head] for run in band)


def _is_over(run: Run, pieces: Sequence[Segment]) -> bool:
    return any(piece.position > run.y and piece.start < run.middle < piece.end for piece in pieces)


def read_bands(chars: Chars, stack: Stack) -> Banded:
    """Deal the text of a stack out to its bands."""
    heights = stack.heights
    middle = (chars.top[stack.where] + chars.bottom[stack.where]) / 2
    band_of = np.searchsorted(heights, middle) - 1
    lines = tuple(
        tuple(tuple(text_runs(chars, line)) for line in text_rows(chars, stack.where[band_of == band]))
        for band in range(len(heights) - 1)
    )
    through = [y for y in stack.ys if y > heights[0] + SNAP_AXES]
    head = min(range(len(heights)), key=lambda k: abs(heights[k] - through[0])) if through else len(lines)
    return Banded(chars, stack, lines, max(head, 1))
