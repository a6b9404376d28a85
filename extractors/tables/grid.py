"""Segments to grids: which rules belong together, and the cells that they enclose."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.geometry import BBox
from extractors.tables.segments import Segment, cluster_breaks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.pages import Bools, Floats, Ints

TOUCH = 2.6
"""Rules whose ends miss each other by no more than this (points) meet."""

SNAP_AXES = 3.6
"""Grid lines closer than this (points) are one, also both lines of a doubled border: no cell is narrower."""

DRAWN = 0.6
"""Share of a cell's side that must be ruled for the side to be closed."""

MAX_CELLS = 60_000
"""Elementary cells of one grid; more of them are graph paper or a hatching."""

MAX_SEGMENTS = 5000
"""Segments of one direction on one page that are considered, the longest first."""


_MAX_TABLE = 500_000


class GridCell(NamedTuple):
    """A cell of a grid: first row and column, and how many of each it covers."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Cells enclosed by rules that hang together.

    Attributes:
        xs, ys: positions of the grid lines, ascending.
        cells: all cells, in row-major order of their first corner.
        owner: for each elementary cell [row, column], the index of its cell in `cells`.
        open_top, open_bottom: whether no rule closes the grid there (a table cut by a page break).
        is_ruled: whether rules of both directions made it; columns of others are found by white space.
    """

    xs: Floats
    ys: Floats
    cells: tuple[GridCell, ...]
    owner: Ints
    open_top: bool
    open_bottom: bool
    is_ruled: bool = True

    @property
    def box(self) -> BBox:
        """Extent in points."""
        return BBox(float(self.xs[0]), float(self.ys[0]), float(self.xs[-1]), float(self.ys[-1]))

    def cell_boxes(self) -> list[BBox]:
        """The box of each cell."""
        xs, ys = self.xs.tolist(), self.ys.tolist()
        return [
            BBox(xs[column], ys[row], xs[column + column_span], ys[row + row_span])
            for row, column, row_span, column_span in self.cells
        ]


def find_grids(horizontals: Sequence[Segment], verticals: Sequence[Segment]) -> list[Grid]:
    """All grids of a page, from top to bottom and left to right."""
    level, upright = _longest(horizontals), _longest(verticals)
    grids = []
    for h_part, v_part in _components(level, upright):
        if len(v_part) and (grid := _make_grid(h_part, v_part)) is not None:
            grids.append(grid)
    return sorted(grids, key=lambda g: (g.box.top, g.box.x0))


def _longest(segments: Sequence[Segment]) -> list[Segment]:
    return sorted(segments, key=lambda s: -s.length)[:MAX_SEGMENTS]


def _components(horizontals: Sequence[Segment], verticals: Sequence[Segment]) -> list[tuple[Floats, Floats]]:
    """Groups of segments that touch, directly or over others, a row of four numbers each."""
    if not horizontals or not verticals:
        return []
    h, v = _as_rows(horizontals), _as_rows(verticals)
    # A thick or doubled rule is met at its surface, not at its middle.
    h_reach, v_reach = TOUCH + h[:, None, 3] / 2, TOUCH + v[None, :, 3] / 2
    touching = (
        (v[None, :, 1] - h_reach <= h[:, None, 0])
        & (h[:, None, 0] <= v[None, :, 2] + h_reach)
        & (h[:, None, 1] - v_reach <= v[None, :, 0])
        & (v[None, :, 0] <= h[:, None, 2] + v_reach)
    )
    h_left, v_left = np.ones(len(h), dtype=np.bool_), np.ones(len(v), dtype=np.bool_)
    result = []
    for seed in range(len(h)):
        if not h_left[seed]:
            continue
        h_in, v_in = _reach(touching, seed)
        h_left &= ~h_in
        v_left &= ~v_in
        result.append((h[h_in], v[v_in]))
    return result


def _as_rows(segments: Sequence[Segment]) -> Floats:
    """Segments as rows of position, start, end and thickness."""
    return np.fromiter(chain.from_iterable(segments), np.float64, 4 * len(segments)).reshape(-1, 4)


def _reach(touching: Bools, seed: int) -> tuple[Bools, Bools]:
    h_in = np.zeros(touching.shape[0], dtype=np.bool_)
    h_in[seed] = True
    v_in = np.zeros(touching.shape[1], dtype=np.bool_)
    frontier = h_in
    while frontier.any():
        new_v = touching[frontier].any(axis=0) & ~v_in
        v_in |= new_v
        frontier = touching[:, new_v].any(axis=1) & ~h_in
        h_in = h_in | frontier
    return h_in, v_in


def _make_grid(horizontals: Floats, verticals: Floats) -> Grid | None:
    horizontals, verticals = _borders(horizontals, verticals), _borders(verticals, horizontals)
    if not len(horizontals) or not len(verticals):
        return None
    xs, *_ = _axis(verticals, horizontals)
    ys, has_top, has_bottom = _axis(horizontals, verticals)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MAX_CELLS:
        return None
    v_edges = _coverage(verticals, xs, ys)
    h_edges = _coverage(horizontals, ys, xs)
    owner, cells = cells_between(v_edges[1:-1].T, h_edges[1:-1])
    return Grid(
        xs=xs,
        ys=ys,
        cells=cells,
        owner=owner,
        open_top=not has_top or bool(h_edges[0].mean() < 0.5),
        open_bottom=not has_bottom or bool(h_edges[-1].mean() < 0.5),
    )


def _borders(own: Floats, other: Floats) -> Floats:
    """The segments that can be cell borders: both ends meet a rule of the other direction, or an edge of the table.

    What ends in the middle of a cell is an underline, a strike or part of a drawing. Tables without rules at their outer
    sides have an edge where many segments end together, and rules that run beyond all rules of the other direction.
    """
    position, starts, ends, thickness = own.T
    enough = max(2.0, 0.3 * len(own))
    reach = TOUCH + thickness / 2
    spans_all = (starts < other[:, 0].min() - TOUCH) & (ends > other[:, 0].max() + TOUCH) & (len(other) > 1)
    held = spans_all
    for part in _blocks(len(own), max(len(own), len(other))):
        crosses = (other[:, 1] <= (position + reach)[part, None]) & (
            (position - reach)[part, None] <= other[:, 2]
        )
        meets = [
            (crosses & (np.abs(other[:, 0] - side[part, None]) <= TOUCH + other[:, 3] / 2)).any(axis=1)
            | ((np.abs(side - side[part, None]) <= SNAP_AXES).sum(axis=1) >= enough)
            for side in (starts, ends)
        ]
        held[part] |= meets[0] & meets[1]
    borders: Floats = own[held]
    return borders


def _blocks(count: int, width: int) -> Iterator[slice]:
    """Slices of `count` rows, small enough that a table of them and `width` columns is no burden on memory."""
    step = max(_MAX_TABLE // max(width, 1), 1)
    yield from (slice(begin, begin + step) for begin in range(0, count, step))


def _axis(rules: Floats, other: Floats) -> tuple[Floats, bool, bool]:
    """Positions of grid lines along one axis; the outer lines are added where the rules of the other direction go on.

    Returns:
        The positions, and whether the first and the last of them are really ruled.
    """
    low, high = float(other[:, 1].min()), float(other[:, 2].max())
    positions = sorted(rules[:, 0].tolist())
    bounds = pairwise([0, *cluster_breaks(positions, SNAP_AXES), len(positions)])
    lines = [sum(positions[begin:end]) / (end - begin) for begin, end in bounds]
    is_first_ruled, is_last_ruled = True, True
    if low < lines[0] - 2 * SNAP_AXES:
        lines.insert(0, low)
        is_first_ruled = False
    if high > lines[-1] + 2 * SNAP_AXES:
        lines.append(high)
        is_last_ruled = False
    return np.array(lines), is_first_ruled, is_last_ruled


def coverage(segments: Sequence[Segment], positions: Floats, ticks: Floats) -> Bools:
    """For each grid line (rows) and each interval between `ticks` (columns): whether it is ruled."""
    return _coverage(_as_rows(segments), positions, ticks)


def _coverage(segments: Floats, positions: Floats, ticks: Floats) -> Bools:
    covered = np.zeros((len(positions), len(ticks) - 1))
    starts, ends = ticks[:-1], ticks[1:]
    position, start, end, _ = segments.T
    for part in _blocks(len(segments), max(len(positions), len(ticks))):
        line = np.abs(positions - position[part, None]).argmin(axis=1)
        overlap = np.minimum(ends, end[part, None]) - np.maximum(starts, start[part, None])
        np.add.at(covered, line, np.maximum(overlap, 0.0))
    result: Bools = covered >= DRAWN * (ends - starts)
    return result


def cells_between(v_edges: Bools, h_edges: Bools) -> tuple[Ints, tuple[GridCell, ...]]:
    """Cells between the inner edges.

    Args:
        v_edges: [row, inner vertical line]: whether the line is ruled in that row.
        h_edges: [inner horizontal line, column]: whether the line is ruled in that column.
    """
    rows, columns = v_edges.shape[0], h_edges.shape[1]
    if v_edges.all() and h_edges.all():
        singles = [GridCell(row, column, 1, 1) for row in range(rows) for column in range(columns)]
        return np.arange(rows * columns, dtype=np.int32).reshape(rows, columns), tuple(singles)
    roots = _regions(v_edges, h_edges)
    sizes = np.bincount(roots.ravel(), minlength=rows * columns)
    is_single = sizes[roots] == 1
    owner = np.zeros((rows, columns), dtype=np.int32)
    cells: list[GridCell] = []
    done = np.zeros((rows, columns), dtype=np.bool_)
    for row, alone in enumerate(is_single.tolist()):
        for column, single in enumerate(alone):
            if single:
                owner[row, column] = len(cells)
                cells.append(GridCell(row, column, 1, 1))
            elif not done[row, column]:
                cell = _largest_rectangle(roots, done, row, column)
                area = np.s_[row : row + cell.row_span, column : column + cell.column_span]
                owner[area] = len(cells)
                done[area] = True
                cells.append(cell)
    return owner, tuple(cells)


def _regions(v_edges: Bools, h_edges: Bools) -> Ints:
    """For each elementary cell [row, column] the number of the region it hangs together with over open edges."""
    rows, columns = v_edges.shape[0], h_edges.shape[1]
    parent = list(range(rows * columns))

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row, line in np.argwhere(~v_edges).tolist():
        parent[find(row * columns + line + 1)] = find(row * columns + line)
    for line, column in np.argwhere(~h_edges).tolist():
        parent[find((line + 1) * columns + column)] = find(line * columns + column)
    return np.array([find(node) for node in range(rows * columns)], dtype=np.int32).reshape(rows, columns)


def _largest_rectangle(roots: Ints, done: Bools, row: int, column: int) -> GridCell:
    """The region's rectangle from this corner: a region that is no rectangle falls into several."""
    region = roots[row, column]
    free = (roots == region) & ~done
    width = 1
    while column + width < roots.shape[1] and free[row, column + width]:
        width += 1
    height = 1
    while row + height < roots.shape[0] and free[row + height, column : column + width].all():
        height += 1
    return GridCell(row, column, height, width)
