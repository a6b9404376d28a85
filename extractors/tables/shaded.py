"""Tables made of areas: cells told apart by shading, or each in a frame of its own, with no rule from side to side.

Areas that lie side by side and on one another are what a reader takes for cells. Their sides are given as rules, and all
that follows works on them as on rules that are drawn.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.geometry import BBox
from extractors.tables.segments import LONG_RULE, Segment, cluster_breaks, of_one_extent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from extractors.pages import Chars, Ints, Page
    from extractors.tables.grid import Grid

MIN_SIDE = 6.0
"""Areas smaller than this (points) are no cells."""

MAX_AREAS = 2000
"""Areas on one page; more of them are a drawing."""

GAP = 5.5
"""White between the cells of such a table is no wider than this (points)."""

SAME_BORDER = 3.5
"""Borders of rows above one another differ by no more than this (points)."""

COMMON = 0.6
"""Share of the borders between areas that part cells of more than one row."""

LEADING = 0.9
"""White between the lines of a row, as a share of the size of their letters, is less than this."""

_THICKNESS = 0.5


class Block(NamedTuple):
    """Areas that hang together, their sides laid on common lines.

    Attributes:
        box: extent.
        cells: the areas.
        top_xs, bottom_xs: the upright borders of the first and of the last row.
        top_colour, bottom_colour: their colours; None of cells in frames.
    """

    box: BBox
    cells: tuple[BBox, ...]
    top_xs: tuple[float, ...]
    bottom_xs: tuple[float, ...]
    top_colour: int | None
    bottom_colour: int | None


def with_shaded_cells(
    page: Page, grids: Sequence[Grid], horizontals: list[Segment], verticals: list[Segment]
) -> tuple[list[Segment], list[Segment]] | None:
    """The rules of a page together with the sides of its cells that are areas; None if there are no such cells.

    Args:
        page: the page.
        grids: what its rules enclose.
        horizontals: its level rules.
        verticals: its upright rules.
    """
    areas: dict[BBox, int | None] = {grid.box: None for grid in grids if len(grid.cells) == 1}
    areas |= {shape.box: shape.colour for shape in page.shapes if shape.kind == "fill"}
    if not 1 < len(areas) <= MAX_AREAS:
        return None
    ruled = [grid for grid in grids if len(grid.cells) > 1]
    free = [
        a for a in areas if min(a.width, a.height) >= MIN_SIDE and not any(_is_in(a, g.box) for g in ruled)
    ]
    level: list[Segment] = []
    upright: list[Segment] = []
    left = []
    for block in _blocks(sorted(free, key=lambda a: (a.top, a.x0)), areas):
        if (top := _top_below(block, ruled)) is not None:
            _add_sides(block, level, upright)
            upright += [Segment(x, block.box.bottom, top, _THICKNESS) for x in block.bottom_xs]
        elif _has_rule(block.box, block.box.bottom, horizontals):
            if not _has_rule(block.box, block.box.top, horizontals):
                level.append(_level(block.box.top, block.box))
        else:
            left.append(block)
    level += _strip_sides([a for a in free if areas[a] is not None], horizontals)
    for series in _series(left, page.chars):
        for block in series:
            _add_sides(block, level, upright)
        for one, two in pairwise(series):
            upright += [Segment(x, one.box.bottom, two.box.top, _THICKNESS) for x in one.bottom_xs]
        if len(series) > 1:
            first, last = series[0], series[-1]
            for xs, edge, upwards in (
                (first.top_xs, first.box.top, True),
                (last.bottom_xs, last.box.bottom, False),
            ):
                if (end := _outer_row(xs, edge, page.chars, upwards=upwards)) is not None:
                    level.append(_level(end, last.box))
                    upright += [Segment(x, min(end, edge), max(end, edge), _THICKNESS) for x in xs]
    return (sorted([*horizontals, *level]), sorted([*verticals, *upright])) if level else None


def _strip_sides(areas: Sequence[BBox], horizontals: Sequence[Segment]) -> Iterator[Segment]:
    """The upper and lower sides of rows that are each shaded as a whole: two or more of one extent, or one over a rule."""
    wide = [a for a in areas if a.width > LONG_RULE]
    strips = [Segment(a.top, a.x0, a.x1, a.height) for a in wide if not any(_are_beside(a, b) for b in areas)]
    for group in of_one_extent(strips, SAME_BORDER):
        boxes = [BBox(s.start, s.position, s.end, s.position + s.thickness) for s in group]
        if len(boxes) > 1 or _has_rule(boxes[0], boxes[0].bottom, horizontals):
            drawn = [*horizontals]
            for box in boxes:
                for y in (box.top, box.bottom):
                    if not _has_rule(box, y, drawn):
                        drawn.append(_level(y, box))
            yield from drawn[len(horizontals) :]


def _are_beside(one: BBox, two: BBox) -> bool:
    apart = max(one.x0, two.x0) - min(one.x1, two.x1)
    return (
        -MIN_SIDE / 2 <= apart <= GAP and min(one.bottom, two.bottom) - max(one.top, two.top) > MIN_SIDE / 2
    )


def _is_in(area: BBox, box: BBox) -> bool:
    return box.contains_point((area.x0 + area.x1) / 2, (area.top + area.bottom) / 2)


def _blocks(areas: Sequence[BBox], colours: Mapping[BBox, int | None]) -> list[Block]:
    """Two or more areas that hang together, each, from top to bottom."""
    if len(areas) < 2:
        return []
    x0, top, x1, bottom = np.array(areas).T
    # Beside one another or on one another: near in one direction, and with a common stretch in the other.
    apart_x = np.maximum(x0[:, None], x0) - np.minimum(x1[:, None], x1)
    apart_y = np.maximum(top[:, None], top) - np.minimum(bottom[:, None], bottom)
    near = (np.maximum(apart_x, apart_y) <= GAP) & (np.minimum(apart_x, apart_y) < -MIN_SIDE / 2)
    label = np.arange(len(areas))
    while True:
        lowest = np.where(near, label, len(areas)).min(axis=1)
        if (lowest == label).all():
            break
        label = lowest
    parts = [np.flatnonzero(label == first) for first in dict.fromkeys(label.tolist())]
    found = [_block([areas[k] for k in part.tolist()], colours) for part in parts]
    return [block for block in found if block is not None]


def _block(areas: Sequence[BBox], colours: Mapping[BBox, int | None]) -> Block | None:
    xs, ys = (
        _lines([x for a in areas for x in (a.x0, a.x1)]),
        _lines([y for a in areas for y in (a.top, a.bottom)]),
    )
    laid = {a: BBox(_near(xs, a.x0), _near(ys, a.top), _near(xs, a.x1), _near(ys, a.bottom)) for a in areas}
    if len(areas) < 2 or len(xs) < 3 or any(cell.width <= 0 or cell.height <= 0 for cell in laid.values()):
        return None
    first = {area: cell for area, cell in laid.items() if cell.top == ys[0]}
    last = {area: cell for area, cell in laid.items() if cell.bottom == ys[-1]}
    return Block(
        BBox(xs[0], ys[0], xs[-1], ys[-1]),
        tuple(dict.fromkeys(laid.values())),
        tuple(sorted({x for cell in first.values() for x in (cell.x0, cell.x1)})),
        tuple(sorted({x for cell in last.values() for x in (cell.x0, cell.x1)})),
        colours[next(iter(first))],
        colours[next(iter(last))],
    )


def _lines(sides: list[float]) -> list[float]:
    """The common lines that sides are laid on: those with no more than a gap between them are one."""
    sides.sort()
    bounds = pairwise([0, *cluster_breaks(sides, GAP), len(sides)])
    return [(sides[begin] + sides[end - 1]) / 2 for begin, end in bounds]


def _near(lines: Sequence[float], side: float) -> float:
    return min(lines, key=lambda line: abs(line - side))


def _add_sides(block: Block, level: list[Segment], upright: list[Segment]) -> None:
    for x0, top, x1, bottom in block.cells:
        level += [Segment(y, x0, x1, _THICKNESS) for y in (top, bottom)]
        upright += [Segment(x, top, bottom, _THICKNESS) for x in (x0, x1)]


def _level(y: float, box: BBox) -> Segment:
    return Segment(y, box.x0, box.x1, _THICKNESS)


def _top_below(block: Block, ruled: Iterable[Grid]) -> float | None:
    """The top of the ruled grid that a row of names stands on, if its borders are borders of the names as well."""
    for grid in ruled:
        xs = grid.xs.tolist()
        if abs(grid.box.top - block.box.bottom) <= GAP and all(
            min(abs(x - other) for other in xs) <= SAME_BORDER for x in block.bottom_xs
        ):
            return grid.box.top
    return None


def _has_rule(box: BBox, y: float, horizontals: Iterable[Segment]) -> bool:
    """Whether a level rule of the same extent as a block runs at a height."""
    return any(
        rule.length > LONG_RULE
        and abs(rule.position - y) <= GAP
        and abs(rule.start - box.x0) <= SAME_BORDER
        and abs(rule.end - box.x1) <= SAME_BORDER
        for rule in horizontals
    )


def _series(blocks: Iterable[Block], chars: Chars) -> Iterator[list[Block]]:
    """The blocks of one table each, with rows that are not shaded between them."""
    found: list[list[Block]] = []
    for block in blocks:
        for series in found:
            if _goes_on(series, block, chars):
                series.append(block)
                break
        else:
            found.append([block])
    return (series for series in found if _is_table(series))


def _is_table(series: Sequence[Block]) -> bool:
    """Whether most borders between areas part cells of two rows or more; shading behind words ends anywhere."""
    inner = [
        round(x / SAME_BORDER)
        for block in series
        for cell in block.cells
        for x in (cell.x0, cell.x1)
        if block.box.x0 < x < block.box.x1
    ]
    rows: dict[int, set[float]] = {}
    for block in series:
        for cell in block.cells:
            for x in (cell.x0, cell.x1):
                if block.box.x0 < x < block.box.x1:
                    rows.setdefault(round(x / SAME_BORDER), set()).add(cell.top)
    return sum(len(rows[x]) > 1 for x in inner) > COMMON * len(inner)


def _goes_on(series: Sequence[Block], two: Block, chars: Chars) -> bool:
    """Whether one row that is not shaded stands between blocks: in their columns, in most of these text.

    The colour is the same, unless the first block is a row of names; one of the same text begins another table.
    """
    one = series[-1]
    if one.bottom_colour is None or two.top_colour is None or two.box.top < one.box.bottom:
        return False
    if one.bottom_colour != two.top_colour and (len(series) > 1 or not _is_row(one)):
        return False
    xs = one.bottom_xs
    if len(xs) != len(two.top_xs) or any(
        abs(x - other) > SAME_BORDER for x, other in zip(xs, two.top_xs, strict=True)
    ):
        return False
    middle = (chars.top + chars.bottom) / 2
    row = np.flatnonzero((middle > one.box.bottom) & (middle < two.box.top))
    return _keeps_within(xs, row, chars) and _text_in(one.box, chars) != _text_in(two.box, chars)


def _is_row(block: Block) -> bool:
    return len({cell.top for cell in block.cells}) == 1


def _outer_row(xs: Sequence[float], edge: float, chars: Chars, *, upwards: bool) -> float | None:
    """Where a row ends that is not shaded and adjoins the first or the last one that is; None if there is none.

    Args:
        xs: the borders of the shaded row.
        edge: where that row ends.
        chars: the page's characters.
        upwards: whether the row is looked for above the edge.
    """
    sign = -1 if upwards else 1
    near, far = (
        sign * (chars.bottom if upwards else chars.top),
        sign * (chars.top if upwards else chars.bottom),
    )
    beyond = np.flatnonzero((near > sign * edge - 1) & (chars.x1 > xs[0]) & (chars.x0 < xs[-1]))
    beyond = beyond[np.argsort(near[beyond], kind="stable")]
    end, count = sign * edge, 0
    for k in beyond.tolist():
        if near[k] - end > LEADING * chars.size[k]:
            break
        end, count = max(end, float(far[k])), count + 1
    return sign * (end + 1) if _keeps_within(xs, beyond[:count], chars) else None


def _keeps_within(xs: Sequence[float], row: Ints, chars: Chars) -> bool:
    """Whether characters stand in most columns between borders, and none on a border."""
    x0, x1, slack = chars.x0[row], chars.x1[row], 0.3 * chars.size[row]
    columns = np.unique(np.searchsorted(xs, (x0 + x1) / 2))
    within = int(((columns > 0) & (columns < len(xs))).sum())
    return within > COMMON * (len(xs) - 1) and not any(
        ((x0 + slack < x) & (x < x1 - slack)).any() for x in xs
    )


def _text_in(box: BBox, chars: Chars) -> str:
    x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
    within = (x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom)
    return "".join([chars.text[k] for k in np.flatnonzero(within).tolist()])
