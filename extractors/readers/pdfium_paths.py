"""The paths of a page through PDFium: what is drawn, handed to the canvas in drawing order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.geometry import BBox
from extractors.readers import native
from extractors.readers.painting import Canvas, Cover, Paint, Subpath, is_straight
from extractors.readers.pdfium_objects import apply, colours, segment_points

if TYPE_CHECKING:
    from extractors.pages import Bools, Ints
    from extractors.readers.painting import Point
    from extractors.readers.pdfium_objects import PageObjects

_SEE_THROUGH = 40
"""Alpha (of 255) at or below which paint is not seen as a rule or an area."""


class _Outlines(NamedTuple):
    """The segments of all paths, one after another: points as shown, types, whether a segment closes its subpath.

    Those of path `k` are the slice from `bounds[k]` to `bounds[k + 1]`.
    """

    points: list[Point]
    kinds: list[int]
    closes: list[int]
    bounds: list[int]
    is_single: list[bool]
    """For each path whether it is one subpath of straight lines."""


def paint_paths(objects: PageObjects) -> Canvas:
    """Everything that is filled or stroked on a page."""
    canvas = Canvas()
    indices = objects.of_kind(pdfium.FPDF_PAGEOBJ_PATH)
    paths = objects.handles_at(indices)
    modes = np.zeros((len(paths), 2), dtype=np.int32)
    known = native.each(native.draw_mode, paths, native.rows(modes), native.rows(modes, 1))
    drawn = np.array(known, dtype=np.bool_) & modes.any(axis=1)
    indices, modes = indices[drawn], modes[drawn]
    lengths = np.array(native.each(native.count_segments, objects.handles_at(indices)), dtype=np.int64)
    allowed = objects.within_limit(np.maximum(lengths, 0))
    indices, modes, lengths = indices[allowed], modes[allowed], np.maximum(lengths, 0)[allowed]
    paints, outlines = _paints(objects, indices, modes), _outlines(objects, indices, lengths)
    shadings = objects.of_kind(pdfium.FPDF_PAGEOBJ_SHADING)
    clips = objects.clips(np.concatenate([indices, shadings])).tolist()
    # A gradient hides nothing that matters here, but white text shows on it.
    grounds = [
        Cover(BBox(*clip), 0, order + 1, is_opaque=False)
        for clip, order in zip(clips[len(indices) :], shadings.tolist(), strict=True)
    ]
    for number, index in enumerate(indices.tolist()):
        while grounds and grounds[0].order <= index:
            canvas.covers.append(grounds.pop(0))
        canvas.add_path(_subpaths(outlines, number), paints[number], BBox(*clips[number]), index + 1)
    canvas.covers.extend(grounds)
    return canvas


def _paints(objects: PageObjects, indices: Ints, modes: Ints) -> list[Paint]:
    """How each path is painted; `modes` holds its fill mode and whether it is stroked."""
    paths = objects.handles_at(indices)
    filled, stroked = modes[:, 0] != 0, modes[:, 1] != 0
    fill, fill_alpha, is_plain = colours(native.fill_colour, paths)
    stroke, stroke_alpha, _ = colours(native.stroke_colour, paths)
    transparent = np.array(native.each(native.has_transparency, paths), dtype=np.bool_)
    is_opaque = ~objects.blended[objects.form[indices]] & ~transparent & (~filled | is_plain)
    widths = np.zeros((len(paths), 1), dtype=np.float32)
    native.run(native.stroke_width, paths, native.rows(widths))
    a, b, c, d = objects.matrices_of(indices)[:, :4].T
    width = np.where(stroked, widths[:, 0] * np.sqrt(np.abs(a * d - b * c)), 0.0)
    return [
        Paint(*values)
        for values in zip(
            _where_seen(fill, filled & (fill_alpha > _SEE_THROUGH)),
            _where_seen(stroke, stroked & (stroke_alpha > _SEE_THROUGH)),
            width.tolist(),
            is_opaque.tolist(),
            (modes[:, 0] == pdfium.FPDF_FILLMODE_ALTERNATE).tolist(),
            strict=True,
        )
    ]


def _where_seen(colour: Ints, is_seen: Bools) -> list[int | None]:
    return [value if seen else None for value, seen in zip(colour.tolist(), is_seen.tolist(), strict=True)]


def _outlines(objects: PageObjects, indices: Ints, lengths: Ints) -> _Outlines:
    """The segments of the paths at `indices`, which have so many segments each."""
    begins = np.cumsum(lengths) - lengths
    of_path = np.repeat(np.arange(len(indices)), lengths)
    segments = native.each(
        native.get_segment,
        objects.handles_at(indices[of_path]),
        (np.arange(len(of_path)) - begins[of_path]).tolist(),
    )
    kinds = np.array(native.each(native.segment_type, segments), dtype=np.int32)
    points = apply(objects.matrices_of(indices)[of_path], segment_points(segments))
    extra = kinds != pdfium.FPDF_SEGMENT_LINETO
    extra[begins[lengths > 0]] = False  # A path begins by moving somewhere.
    return _Outlines(
        list(zip(*points.T.tolist(), strict=True)),
        kinds.tolist(),
        native.each(native.segment_closes, segments),
        [*begins.tolist(), len(of_path)],
        (np.bincount(of_path, weights=extra, minlength=len(indices)) == 0).tolist(),
    )


def _subpaths(outlines: _Outlines, number: int) -> list[Subpath]:
    """The subpaths of one path."""
    begin, end = outlines.bounds[number : number + 2]
    points, closes = outlines.points[begin:end], outlines.closes[begin:end]
    if outlines.is_single[number]:
        return [Subpath(points, any(closes))] if points else []
    return _split(points, outlines.kinds[begin:end], closes)


def _split(outline: list[Point], kinds: list[int], closes: list[int]) -> list[Subpath]:
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
        is_closed = is_closed or bool(closing)
    if points:
        result.append(Subpath(points, is_closed, frozenset(bends)))
    return result
