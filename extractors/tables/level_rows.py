"""Rows of a table that are not ruled off: told by wider white between them, or by the column that begins each row."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.tables.header import is_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.pages import Bools, Floats
    from extractors.tables.corridors import Row
    from extractors.tables.level import Banded

FILLED = 0.6
"""Share of the lines that must begin in the first column, if each is a row."""

MIN_FIGURES = 3
"""Lines of figures, one below the other, that make rows."""

STEP = 0.2
"""Two kinds of white, between rows and between lines of one, differ by this share of the type size."""

WRAPPED = 0.7
"""Share of the lines with another line of their cell below them that must fill the column: else they are no wrapped text."""

STACKED = 0.1
"""Share of the rows that may have two figures in one cell."""

ROOM = 2.0
"""A column leaves a figure so much room (share of the type size), or the figure may be a piece of a wrapped one."""


class RowRule(NamedTuple):
    """What parts two lines of text into two rows: `white` (points) at least, or a text in the first column."""

    white: float = math.inf
    by_key: bool = False


def row_rule(bands: Sequence[Sequence[Row]], xs: Floats) -> RowRule:
    """What parts the rows of a table whose rows are not ruled off.

    Args:
        bands: the lines of its body, for each page, measured from the left border.
        xs: borders of the columns, likewise.

    Returns:
        The rule that leaves the fewest rows, all cells of which can be wrapped text; one that parts nothing if there is none.
    """
    whites = sorted(white for band in bands for white in _whites(band))
    size = float(np.median([run.size for band in bands for line in band for run in line] or [0.0]))
    rules = [RowRule((a + b) / 2) for a, b in pairwise(whites) if b - a > STEP * size][::-1]
    for rule in [*rules, RowRule(by_key=True)]:
        groups = [group for band in bands for group in split_rows(band, rule, xs)]
        if len(groups) > len(bands) and _is_wrapped(groups, xs):
            return rule
    return RowRule()


def split_rows(band: Sequence[Row], rule: RowRule, xs: Floats) -> list[list[Row]]:
    """The lines of a body, row by row."""
    if not band:
        return []
    groups = [[band[0]]]
    for line, white in zip(band[1:], _whites(band), strict=True):
        begins = any(run.middle < xs[1] for run in line) if rule.by_key else white > rule.white
        if begins:
            groups.append([])
        groups[-1].append(line)
    return groups


def _whites(band: Sequence[Row]) -> list[float]:
    """The white above each line but the first; below zero where it stands beside lines of other cells."""
    found = []
    bottom = -math.inf
    for line, below in pairwise(band):
        bottom = max(bottom, *(run.y + run.size / 2 for run in line))
        found.append(min(run.y - run.size / 2 for run in below) - bottom)
    return found


def _is_wrapped(groups: Sequence[Sequence[Row]], xs: Floats) -> bool:
    """Whether the cells that rows would have can be wrapped text: lines that another one follows fill their column."""
    followed = full = stacked = 0
    for low, high in pairwise(xs.tolist()):
        cells = [[run for line in group for run in line if low < run.middle < high] for group in groups]
        widest = max((run.x1 for cell in cells for run in cell), default=0.0)
        for cell in cells:
            figures = [
                run for run in cell if is_number(run.text) and high - low - run.x1 + run.x0 > ROOM * run.size
            ]
            stacked += len(figures) > 1
            for run, below in pairwise(cell):
                followed += below.y > run.y + run.size / 2
                full += below.y > run.y + run.size / 2 and run.x1 > widest - 1.3 * run.size
    return stacked <= STACKED * len(groups) and full >= WRAPPED * followed


def with_rows(
    part: Banded, rule: RowRule, made: tuple[Floats, Bools, Bools], xs: Floats, *, has_head: bool
) -> tuple[Floats, Bools, Bools]:
    """The heights of a table with a border between each two rows that are not ruled off.

    Args:
        part: one page's part of the table, ruled about its header only.
        rule: what parts its rows.
        made: its heights; for each of them and each column, whether it is ruled; for each inner border and band, whether
            cells are parted.
        xs: borders of the columns.
        has_head: whether it begins with the header.

    Returns:
        The same as `made`.
    """
    ys, ruled, parted = made
    new_ys, new_ruled, new_parted = [float(ys[0])], [ruled[0]], []
    for number, (band, lower) in enumerate(zip(part.lines, ys[1:].tolist(), strict=True)):
        if number >= part.head or not has_head:
            for border in _borders(band, rule, xs):
                new_ys.append(border)
                new_ruled.append(np.ones(len(xs) - 1, dtype=np.bool_))
                new_parted.append(np.ones(len(xs) - 2, dtype=np.bool_))
        new_ys.append(lower)
        new_ruled.append(ruled[number + 1])
        new_parted.append(parted[:, number])
    return np.array(new_ys), np.array(new_ruled), np.array(new_parted).T


def _borders(band: Sequence[Row], rule: RowRule, xs: Floats) -> Iterator[float]:
    rows = split_rows(band, rule, xs)
    if rule == RowRule() and _has_rows_of_a_line(band, xs):
        rows = [[line] for line in band]
    for above, below in pairwise(rows):
        bottom = max(run.y + run.size / 2 for line in above for run in line)
        yield (bottom + min(run.y - run.size / 2 for line in below for run in line)) / 2


def _has_rows_of_a_line(band: Sequence[Row], xs: Floats) -> bool:
    """Whether each line is a row: most begin in the first column, and are no wrapped text, or have figures."""
    leading = sum(any(run.x0 < xs[1] for run in line) for line in band)
    if leading < FILLED * len(band):
        return False
    return (len(band) >= MIN_FIGURES and _has_figures(band, xs)) or not _is_wrapped([band], xs)


def _has_figures(band: Sequence[Row], xs: Floats) -> bool:
    """Whether a column holds a figure in most lines."""
    figures = [
        [run for run in line if run.text.replace(",", "").isnumeric() and low < run.middle < high]
        for low, high in pairwise(xs.tolist())
        for line in band
    ]
    columns = np.array([bool(found) for found in figures]).reshape(len(xs) - 1, len(band))
    return bool(columns.mean(axis=1).max() > FILLED)
