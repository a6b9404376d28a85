"""The paths of a page through PDFium: what is drawn, handed to the canvas in drawing order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.geometry import BBox
from extractors.readers import native
from extractors.readers.painting import (
    MAX_RULE_THICKNESS,
    MAX_STROKE,
    NOISE,
    SLANT,
    Canvas,
    Cover,
    Paint,
    Subpath,
    are_paper,
    is_straight,
)
from extractors.readers.pdfium_objects import apply, colours, segment_points

if TYPE_CHECKING:
    from extractors.pages import Bools, Floats, Ints
    from extractors.readers.native import Handle
    from extractors.readers.painting import Point
    from extractors.readers.pdfium_objects import PageObjects

_SEE_THROUGH = 40
"""Alpha (of 255) at or below which paint is not seen as a rule or an area."""


class _Paths(NamedTuple):
    """The painted paths of a page in drawing order: columns of one row for each path, then of one row for each point.

    Attributes:
        order: place in the drawing order.
        fill, stroke: 0xRRGGBB.
        is_filled, is_stroked: whether that paint is seen.
        width: of the stroke, in points as shown.
        is_opaque, is_even_odd: as in `Paint`.
        clip: rows of x0, top, x1, bottom.
        begin, length: which rows of the points are the path's.
        is_line: whether it is one subpath of straight lines that nothing closes.
        points: x and y as shown.
        kind, closes: of each segment its type, and whether it closes its subpath.
    """

    order: Ints
    fill: Ints
    stroke: Ints
    is_filled: Bools
    is_stroked: Bools
    width: Floats
    is_opaque: Bools
    is_even_odd: Bools
    clip: Floats
    begin: Ints
    length: Ints
    is_line: Bools
    points: Floats
    kind: Ints
    closes: Bools


def paint_paths(objects: PageObjects) -> Canvas:
    """Everything that is filled or stroked on a page."""
    canvas = Canvas()
    paths = _read_paths(objects)
    shadings = objects.of_kind(pdfium.FPDF_PAGEOBJ_SHADING)
    # A gradient hides nothing that matters here, but white text shows on it.
    grounds = [
        Cover(BBox(*clip), 0, order + 1, is_opaque=False)
        for clip, order in zip(objects.clips(shadings).tolist(), shadings.tolist(), strict=True)
    ]
    is_done = _add_lines(canvas, paths) | _add_thin_rectangles(canvas, paths)
    for number in np.flatnonzero(~is_done).tolist():
        order = int(paths.order[number])
        while grounds and grounds[0].order < order:
            canvas.covers.append(grounds.pop(0))
        canvas.add_path(
            _subpaths(paths, number), _paint(paths, number), BBox(*paths.clip[number].tolist()), order
        )
    canvas.covers.extend(grounds)
    return canvas


def _add_lines(canvas: Canvas, paths: _Paths) -> Bools:
    """Paint all straight lines of two points at once; marks the paths that are done with."""
    chosen = np.flatnonzero(
        paths.is_line
        & (paths.length == 2)
        & ~paths.is_filled
        & paths.is_stroked
        & (paths.width <= MAX_STROKE)
    )
    if not len(chosen):
        return _marked(chosen, len(paths.order))
    one, two = paths.points[paths.begin[chosen]], paths.points[paths.begin[chosen] + 1]
    run = np.abs(two - one)
    straight = run.min(axis=1) <= np.maximum(SLANT * run.max(axis=1), NOISE)
    chosen, one, two, run = chosen[straight], one[straight], two[straight], run[straight]
    half = paths.width[chosen, None] / 2
    level = (run[:, 0] >= run[:, 1])[:, None]
    lower, upper, middle = np.minimum(one, two), np.maximum(one, two), (one + two) / 2
    along = np.where(level, [True, False], [False, True])
    boxes = np.hstack([np.where(along, lower, middle - half), np.where(along, upper, middle + half)])
    drawn = run.any(axis=1)
    lines = chosen[drawn]
    _add_rules(canvas, boxes[drawn], paths.stroke[lines], paths.clip[lines], paths.order[lines])
    return _marked(chosen, len(paths.order))


def _add_thin_rectangles(canvas: Canvas, paths: _Paths) -> Bools:
    """Paint all filled rectangles that are thin enough for a rule at once; marks the paths that are done with."""
    is_stroked = paths.is_stroked & ~are_paper(paths.stroke)
    chosen = np.flatnonzero(
        paths.is_line & ((paths.length == 4) | (paths.length == 5)) & paths.is_filled & ~is_stroked
    )
    if not len(chosen):
        return _marked(chosen, len(paths.order))
    corners = paths.points[paths.begin[chosen, None] + [0, 1, 2, 3]]
    last = paths.points[(paths.begin + paths.length)[chosen] - 1]
    is_ring = (paths.length[chosen] == 4) | (last == corners[:, 0]).all(axis=1)
    lower, upper = corners.min(axis=1), corners.max(axis=1)
    near = np.maximum(NOISE, SLANT * (upper - lower).min(axis=1))[:, None]
    on_sides = (
        np.minimum(corners - lower[:, None], upper[:, None] - corners).max(axis=2).max(axis=1) <= near[:, 0]
    )
    steps = np.abs(corners - np.roll(corners, -1, axis=1)).min(axis=2)
    boxes = np.hstack([lower, upper])
    clip = paths.clip[chosen]
    shown = np.minimum(upper, clip[:, 2:]) - np.maximum(lower, clip[:, :2])
    is_thin = (shown.min(axis=1) <= MAX_RULE_THICKNESS) & is_ring & on_sides & (steps <= 2 * near).all(axis=1)
    chosen = chosen[is_thin]
    _add_rules(canvas, boxes[is_thin], paths.fill[chosen], paths.clip[chosen], paths.order[chosen])
    return _marked(chosen, len(paths.order))


def _add_rules(canvas: Canvas, boxes: Floats, colour: Ints, clip: Floats, order: Ints) -> None:
    """Add the boxes that are seen, each cut to its clip."""
    lower, upper = np.maximum(boxes[:, :2], clip[:, :2]), np.minimum(boxes[:, 2:], clip[:, 2:])
    is_seen = (lower <= upper).all(axis=1) & ~are_paper(colour)
    rows = np.hstack([lower, upper, colour[:, None], order[:, None]])[is_seen]
    canvas.rules.extend(map(tuple, rows.tolist()))


def _marked(indices: Ints, count: int) -> Bools:
    marks = np.zeros(count, dtype=np.bool_)
    marks[indices] = True
    return marks


def _read_paths(objects: PageObjects) -> _Paths:
    """All paths of a page that are painted at all."""
    indices = objects.of_kind(pdfium.FPDF_PAGEOBJ_PATH)
    paths = objects.handles_at(indices)
    modes, is_known = native.filled(native.draw_mode, native.TWO_INTEGERS, len(paths), paths)
    lengths = np.maximum(native.column(np.int64, len(paths), native.count_segments, paths), 0)
    drawn = is_known & modes.any(axis=1)
    drawn[drawn] = objects.within_limit(lengths[drawn])
    indices, modes, lengths = indices[drawn], modes[drawn], lengths[drawn]
    paths = objects.handles_at(indices)
    matrices = objects.matrices_of(indices)
    fill, fill_alpha, is_plain = colours(native.fill_colour, paths)
    stroke, stroke_alpha, _ = colours(native.stroke_colour, paths)
    filled, stroked = modes[:, 0] != 0, modes[:, 1] != 0
    transparent = native.column(np.int32, len(paths), native.has_transparency, paths) != 0
    widths, _ = native.filled(native.stroke_width, native.FLOAT, len(paths), paths)
    a, b, c, d = matrices[:, :4].T
    return _Paths(
        indices + 1,
        fill,
        stroke,
        filled & (fill_alpha > _SEE_THROUGH),
        stroked & (stroke_alpha > _SEE_THROUGH),
        np.where(stroked, widths[:, 0] * np.sqrt(np.abs(a * d - b * c)), 0.0),
        ~objects.blended[objects.form[indices]] & ~transparent & (~filled | is_plain),
        modes[:, 0] == pdfium.FPDF_FILLMODE_ALTERNATE,
        objects.clips(indices),
        *_read_outlines(paths, matrices, lengths),
    )


def _read_outlines(
    paths: list[Handle], matrices: Floats, lengths: Ints
) -> tuple[Ints, Ints, Bools, Floats, Ints, Bools]:
    """The last columns of `_Paths`: where each path's points begin, how many, whether a plain line; then its points."""
    begins = np.cumsum(lengths) - lengths
    of_path = np.repeat(np.arange(len(paths)), lengths)
    places = (np.arange(len(of_path)) - begins[of_path]).tolist()
    segments = native.each(native.get_segment, [paths[k] for k in of_path.tolist()], places)
    kinds = native.column(np.int32, len(segments), native.segment_type, segments)
    closes = native.column(np.int32, len(segments), native.segment_closes, segments) != 0
    is_other = kinds != pdfium.FPDF_SEGMENT_LINETO
    is_other[begins[lengths > 0]] = False  # A path begins by moving somewhere.
    is_line = np.bincount(of_path, weights=is_other, minlength=len(paths)) == 0
    return begins, lengths, is_line, apply(matrices[of_path], segment_points(segments)), kinds, closes


def _paint(paths: _Paths, number: int) -> Paint:
    """How one path is painted."""
    return Paint(
        int(paths.fill[number]) if paths.is_filled[number] else None,
        int(paths.stroke[number]) if paths.is_stroked[number] else None,
        float(paths.width[number]),
        bool(paths.is_opaque[number]),
        bool(paths.is_even_odd[number]),
    )


def _subpaths(paths: _Paths, number: int) -> list[Subpath]:
    """The subpaths of one path."""
    part = slice(paths.begin[number], paths.begin[number] + paths.length[number])
    points: list[Point] = [(x, y) for x, y in paths.points[part].tolist()]
    closes = paths.closes[part].tolist()
    if paths.is_line[number]:
        return [Subpath(points, any(closes))] if points else []
    return _split(points, paths.kind[part].tolist(), closes)


def _split(outline: list[Point], kinds: list[int], closes: list[bool]) -> list[Subpath]:
    """A path of several subpaths, or with curves: each curve is given as three points, of which the last is kept."""
    result: list[Subpath] = []
    points: list[Point] = []
    controls: list[Point] = []
    bends: set[int] = set()
    is_closed = False
    for point, kind, closing in zip(outline, kinds, closes, strict=True):
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            result.append(Subpath(points, is_closed, frozenset(bends)))
            points, bends, is_closed = [], set(), False
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO and len(controls) < 2:
            controls.append(point)
            continue
        if controls and not is_straight((points or controls)[-1], *controls, point):
            bends.add(len(points))
        controls.clear()
        points.append(point)
        is_closed = is_closed or closing
    if points:
        result.append(Subpath(points, is_closed, frozenset(bends)))
    return result
