"""The objects of a page through PDFium: where each stands in the drawing order, how texts are painted, pictures, clips."""

from __future__ import annotations

import math
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.geometry import BBox
from extractors.pages import Image
from extractors.readers import native
from extractors.readers.painting import is_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractors.pages import Bools, Floats, Ints
    from extractors.readers.native import Handle

MAX_OBJECTS = 150_000
"""Page objects read of one page; a page drawn with more is cut there, and a finding says so."""

MAX_SEGMENTS = 600_000
"""Path segments read of one page."""

MAX_FORM_DEPTH = 12

_CLIP_SAMPLE = 24
_MAX_CLIP = 0.4
"""Share of the page above which a clip is the page's body, not a cell's."""

# Text rendering modes (ISO 32000-2, table 104).
_STROKED_ONLY = frozenset({1, 5})
_IS_STROKED = np.array([mode in {1, 2, 5, 6} for mode in range(8)])
_IS_INVISIBLE = np.array([mode in {3, 7} for mode in range(8)])

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TextPaint(NamedTuple):
    """A page's text objects, in columns: place in the drawing order, colour, whether painted, font, and the cut-out shown.

    `row_of` finds the row of an object by its address; a last row stands for objects that are not among them.
    """

    row_of: dict[int, int]
    order: Ints
    colour: Ints
    is_painted: Bools
    font: Ints
    clips: tuple[BBox | None, ...]


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first`, then `then` (row vectors, as PDF writes them)."""
    a, b, c, d, e, f = first
    ta, tb, tc, td, te, tf = then
    return (
        a * ta + b * tc,
        a * tb + b * td,
        c * ta + d * tc,
        c * tb + d * td,
        e * ta + f * tc + te,
        e * tb + f * td + tf,
    )


def shown_matrix(page: pdfium.FPDF_PAGE) -> tuple[Matrix, float, float]:
    """Matrix from PDF user space to the page as shown (origin top left, cropped, rotated), with its width and height.

    Args:
        page: the page as pypdfium2's pointer.
    """
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
    width, height = right - left, top - bottom
    rotation = pdfium.FPDFPage_GetRotation(page) % 4
    matrices: tuple[tuple[Matrix, float, float], ...] = (
        ((1.0, 0.0, 0.0, -1.0, -left, top), width, height),
        ((0.0, 1.0, 1.0, 0.0, -bottom, -left), height, width),
        ((-1.0, 0.0, 0.0, 1.0, right, -bottom), width, height),
        ((0.0, -1.0, -1.0, 0.0, top, right), height, width),
    )
    return matrices[rotation]


class PageObjects:
    """All objects of a page in drawing order, those inside forms included; an object's order is its index here.

    Attributes:
        kinds: type of each object.
        form: for each object the index of the form it lies in; 0 is the page itself.
        matrices: for each form the matrix to the page as shown, as rows of six.
        blended: for each form whether it, or one that it lies in, is painted with transparency.
        images: the bitmaps, each with its place in the drawing order.
        is_cut: whether the page holds more than is read.
    """

    def __init__(self, page: Handle, to_page: Matrix, page_box: BBox) -> None:
        self.to_page = to_page
        self.page_box = page_box
        self.is_cut = False
        self.segments = 0
        self.handles: list[Handle] = []
        self._kinds: list[int] = []
        self._form: list[int] = []
        self._matrices = [to_page]
        self._blended = [False]
        count = native.count_objects(page)
        self._collect(
            native.each(native.get_object, repeat(page, max(count, 0)), range(MAX_OBJECTS + 1)), 0, 0
        )
        self.kinds = np.array(self._kinds, dtype=np.int32)
        self.form = np.array(self._form, dtype=np.int32)
        self.matrices = np.array(self._matrices, dtype=np.float64)
        self.blended = np.array(self._blended, dtype=np.bool_)
        self.images = self._images()

    def _collect(self, objects: list[Handle], form: int, depth: int) -> None:
        room = MAX_OBJECTS - len(self.handles)
        if len(objects) > room:
            self.is_cut = True
            objects = objects[:room]
        kinds = native.each(native.object_type, objects)
        begin = 0
        for place in [k for k, kind in enumerate(kinds) if kind == pdfium.FPDF_PAGEOBJ_FORM]:
            self._append(objects[begin : place + 1], kinds[begin : place + 1], form)
            self._open_form(objects[place], form, depth + 1)
            begin = place + 1
        self._append(objects[begin:], kinds[begin:], form)

    def _append(self, objects: list[Handle], kinds: list[int], form: int) -> None:
        room = MAX_OBJECTS - len(self.handles)
        self.is_cut = self.is_cut or len(objects) > room
        self.handles += objects[:room]
        self._kinds += kinds[:room]
        self._form += [form] * len(objects[:room])

    def _open_form(self, obj: Handle, outer: int, depth: int) -> None:
        if depth > MAX_FORM_DEPTH or len(self.handles) >= MAX_OBJECTS:
            self.is_cut = True
            return
        own = self.own_matrices([obj])[0].tolist()
        self._matrices.append(
            multiply((own[0], own[1], own[2], own[3], own[4], own[5]), self._matrices[outer])
        )
        self._blended.append(self._blended[outer] or bool(native.has_transparency(obj)))
        count = native.count_form_objects(obj)
        inner = native.each(native.get_form_object, repeat(obj, max(count, 0)), range(MAX_OBJECTS + 1))
        self._collect(inner, len(self._matrices) - 1, depth)

    def of_kind(self, kind: int) -> Ints:
        """Indices of the objects of a type."""
        return np.flatnonzero(self.kinds == kind)

    def handles_at(self, indices: Ints) -> list[Handle]:
        """The objects at some indices."""
        handles = self.handles
        return [handles[index] for index in indices.tolist()]

    def matrices_of(self, indices: Ints) -> Floats:
        """For each of some objects the matrix to the page as shown, as a row of six."""
        own, form = self.own_matrices(self.handles_at(indices)), self.matrices[self.form[indices]]
        a, b, c, d, e, f = own.T
        ta, tb, tc, td, te, tf = form.T
        columns = (a * ta + b * tc, a * tb + b * td, c * ta + d * tc, c * tb + d * td)
        return np.stack([*columns, e * ta + f * tc + te, e * tb + f * td + tf], axis=1)

    def own_matrices(self, objects: Sequence[Handle]) -> Floats:
        """Each object's own matrix as a row of six."""
        matrices, is_known = native.filled(native.object_matrix, native.MATRIX, len(objects), objects)
        matrices[~is_known] = IDENTITY
        result: Floats = matrices.astype(np.float64)
        return result

    def text_paint(self) -> TextPaint:
        """How each text object is painted."""
        indices = self.of_kind(pdfium.FPDF_PAGEOBJ_TEXT)
        texts = self.handles_at(indices)
        modes = np.array(native.each(native.text_render_mode, texts), dtype=np.int32)
        colour, alpha, _ = colours(native.fill_colour, texts)
        modes = np.clip(modes, 0, 7)
        stroked = _IS_STROKED[modes]
        for k in np.flatnonzero(stroked).tolist():
            if int(modes[k]) in _STROKED_ONLY or is_paper(int(colour[k])):
                (colour[k],), (alpha[k],), _ = colours(native.stroke_colour, texts[k : k + 1])
        is_painted = ~_IS_INVISIBLE[modes] & ((alpha > 0) | stroked)
        clips = self._text_clips(indices)
        return TextPaint(
            {text.value or 0: row for row, text in enumerate(texts)},
            np.append(indices + 1, 0),
            np.append(colour, 0),
            np.append(is_painted, True),
            np.append(native.column(np.uint64, len(texts), native.text_font, texts), np.uint64(0)),
            (*clips, None),
        )

    def _text_clips(self, indices: Ints) -> list[BBox | None]:
        """The part of the page that each text is cut to, where texts are cut to parts at all.

        A page whose first texts are not cut is taken for one that cuts none: asking costs as much as the text itself.
        """
        sample = self._small_clips(indices[:_CLIP_SAMPLE])
        rest = indices[_CLIP_SAMPLE:]
        return sample + (self._small_clips(rest) if any(sample) else [None] * len(rest))

    def _small_clips(self, indices: Ints) -> list[BBox | None]:
        boxes = self.clips(indices)
        areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        small = areas <= _MAX_CLIP * self.page_box.width * self.page_box.height
        return [BBox(*box) if is_small else None for box, is_small in zip(boxes.tolist(), small, strict=True)]

    def clips(self, indices: Ints) -> Floats:
        """The box that clips each object, as rows: the common part of the extents of its clipping paths."""
        result = np.tile(np.array(self.page_box), (len(indices), 1))
        paths = native.each(native.clip_path, self.handles_at(indices))
        found = [native.count_clips(path) if path else 0 for path in paths]
        counts = np.maximum(np.array(found, dtype=np.int64), 0)
        owner = np.repeat(np.arange(len(paths)), counts)
        if not len(owner):
            return result
        part = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
        clips = [paths[k] for k in owner.tolist()]
        found = native.each(native.count_clip_segments, clips, part.tolist())
        lengths = np.maximum(np.array(found, dtype=np.int64), 0)
        kept = self.within_limit(lengths) & (lengths > 0)
        owner, part, lengths = owner[kept], part[kept], lengths[kept]
        if not len(owner):
            return result
        begins = np.cumsum(lengths) - lengths
        of_path = np.repeat(np.arange(len(owner)), lengths)
        segments = native.each(
            native.get_clip_segment,
            [paths[k] for k in owner[of_path].tolist()],
            part[of_path].tolist(),
            (np.arange(len(of_path)) - begins[of_path]).tolist(),
        )
        points = apply(self.matrices[self.form[indices[owner]]][of_path], segment_points(segments))
        lower, upper = np.minimum.reduceat(points, begins), np.maximum.reduceat(points, begins)
        # The paths of one object follow one another.
        first = np.flatnonzero(np.diff(owner, prepend=-1))
        having = owner[first]
        result[having, :2] = np.maximum(result[having, :2], np.maximum.reduceat(lower, first))
        result[having, 2:] = np.minimum(result[having, 2:], np.minimum.reduceat(upper, first))
        return result

    def within_limit(self, lengths: Ints) -> Bools:
        """Marks the paths, of so many segments each, that may still be read; the page is cut where one may not."""
        total = self.segments + np.cumsum(lengths)
        allowed: Bools = total <= MAX_SEGMENTS
        self.segments = int(total[-1]) if len(total) else self.segments
        self.is_cut = self.is_cut or not bool(allowed.all())
        return allowed

    @property
    def turn(self) -> int:
        """How the page is turned when shown, in quarter turns clockwise."""
        a, b = self.to_page[:2]
        return round(math.degrees(math.atan2(b, a)) / 90) % 4

    def _images(self) -> list[tuple[Image, int]]:
        """The page's bitmaps, each with its place in the drawing order."""
        indices = self.of_kind(pdfium.FPDF_PAGEOBJ_IMAGE)
        images = self.handles_at(indices)
        if not images:
            return []
        corners = np.array([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)])
        boxes = [apply(np.tile(matrix, (4, 1)), corners) for matrix in self.matrices_of(indices)]
        sizes, _ = native.filled(native.image_size, native.TWO_COUNTS, len(images), images)
        return [
            (Image(BBox(*box.min(axis=0).tolist(), *box.max(axis=0).tolist()), width, height), order + 1)
            for box, (width, height), order in zip(boxes, sizes.tolist(), indices.tolist(), strict=True)
        ]


def colours(getter: Callable[..., Any], objects: Sequence[Handle]) -> tuple[Ints, Ints, Bools]:
    """0xRRGGBB, alpha (0 to 255) and whether it is a plain colour, of each object; a pattern counts as black."""
    parts, is_known = native.filled(getter, native.COLOUR, len(objects), objects)
    parts[~is_known] = (0, 0, 0, 255)
    red, green, blue, alpha = parts.astype(np.int32).T
    return red << 16 | green << 8 | blue, alpha, is_known


def segment_points(segments: Sequence[Handle]) -> Floats:
    """The points of path segments, as rows."""
    points, _ = native.filled(native.segment_point, native.POINT, len(segments), segments)
    result: Floats = points.astype(np.float64)
    return result


def apply(matrices: Floats, points: Floats) -> Floats:
    """Each point moved by the matrix in its row."""
    x, y = points.T
    a, b, c, d, e, f = matrices.T
    return np.stack([a * x + c * y + e, b * x + d * y + f], axis=1)
