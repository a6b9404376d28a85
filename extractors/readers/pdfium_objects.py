"""One pass over the objects of a page through PDFium's raw interface: rules, areas, pictures, how texts are painted."""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

from extractors.geometry import BBox
from extractors.pages import Image
from extractors.readers.painting import Canvas, Cover, Paint, Subpath, is_paper, is_straight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.readers.painting import Point

Handle: TypeAlias = Any
"""An opaque pointer of PDFium's C interface."""

MAX_OBJECTS = 150_000
"""Page objects read of one page; a page drawn with more is cut there, and a finding says so."""

MAX_SEGMENTS = 600_000
"""Path segments read of one page."""

MAX_FORM_DEPTH = 12

_CLIP_SAMPLE = 24
_MAX_CLIP = 0.4
"""Share of the page above which a clip is the page's body, not a cell's."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TextObject(NamedTuple):
    """A text object's place in the drawing order and how it is painted."""

    order: int
    colour: int
    is_painted: bool
    clip: BBox | None = None


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


def shown_matrix(page: Handle) -> tuple[Matrix, float, float]:
    """Matrix from PDF user space to the page as shown (origin top left, cropped, rotated), with its width and height."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
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
    """One walk over a page's objects, forms included."""

    def __init__(self, to_page: Matrix, page_box: BBox) -> None:
        self.to_page = to_page
        self.page_box = page_box
        self.canvas = Canvas()
        self.images: list[tuple[Image, int]] = []
        self.texts: dict[int, TextObject] = {}
        self.objects = 0
        self.segments = 0
        self.blended = 0
        self.is_cut = False
        self.clipped_texts = 0
        self._floats = [ctypes.c_float() for _ in range(4)]
        self._ints = [ctypes.c_uint() for _ in range(4)]
        self._matrix = pdfium.FS_MATRIX()

    def walk(self, page: Handle) -> None:
        """Read all objects of `page`."""
        count = pdfium.FPDFPage_CountObjects(page)
        self._walk((pdfium.FPDFPage_GetObject(page, i) for i in range(count)), self.to_page, 0)

    def _walk(self, objects: Iterator[Handle], matrix: Matrix, depth: int) -> None:
        for obj in objects:
            self.objects += 1
            if self.objects > MAX_OBJECTS or self.segments > MAX_SEGMENTS:
                self.is_cut = True
                return
            kind = pdfium.FPDFPageObj_GetType(obj)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                self._text(obj, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(obj, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                self._image(obj, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                if depth >= MAX_FORM_DEPTH:
                    self.is_cut = True
                    continue
                count = pdfium.FPDFFormObj_CountObjects(obj)
                inner = (pdfium.FPDFFormObj_GetObject(obj, i) for i in range(max(count, 0)))
                is_blended = bool(pdfium.FPDFPageObj_HasTransparency(obj))
                self.blended += is_blended
                self._walk(inner, multiply(self._object_matrix(obj), matrix), depth + 1)
                self.blended -= is_blended
            elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
                # A gradient hides nothing that matters here, but white text shows on it.
                self.canvas.covers.append(Cover(self._clip(obj, matrix), 0, self.objects, is_opaque=False))

    def _text(self, obj: Handle, matrix: Matrix) -> None:
        mode = pdfium.FPDFTextObj_GetTextRenderMode(obj)
        colour, alpha, _ = self._colour(pdfium.FPDFPageObj_GetFillColor, obj)
        if mode in _STROKED and (mode in _STROKED_ONLY or is_paper(colour)):
            colour, alpha, _ = self._colour(pdfium.FPDFPageObj_GetStrokeColor, obj)
        is_painted = mode not in _INVISIBLE and (alpha > 0 or mode in _STROKED)
        self.texts[ctypes.addressof(obj.contents)] = TextObject(
            self.objects, colour, is_painted, self._text_clip(obj, matrix)
        )

    def _text_clip(self, obj: Handle, matrix: Matrix) -> BBox | None:
        """The part of the page that a text is cut to, where texts are cut to parts at all.

        A page whose first texts are not cut is taken for one that cuts none: asking costs as much as the text itself.
        """
        if self.clipped_texts == 0 and len(self.texts) >= _CLIP_SAMPLE:
            return None
        clip = self._clip(obj, matrix)
        if clip.width * clip.height > _MAX_CLIP * self.page_box.width * self.page_box.height:
            return None
        self.clipped_texts += 1
        return clip

    def _image(self, obj: Handle, matrix: Matrix) -> None:
        corners = [
            _apply(p, multiply(self._object_matrix(obj), matrix)) for p in ((0, 0), (1, 0), (0, 1), (1, 1))
        ]
        box = BBox(
            min(x for x, _ in corners),
            min(y for _, y in corners),
            max(x for x, _ in corners),
            max(y for _, y in corners),
        )
        width, height = self._ints[0], self._ints[1]
        pdfium.FPDFImageObj_GetImagePixelSize(obj, width, height)
        self.images.append((Image(box, width.value, height.value), self.objects))

    def _path(self, obj: Handle, form_matrix: Matrix) -> None:
        mode, is_stroked = ctypes.c_int(), ctypes.c_int()
        if not pdfium.FPDFPath_GetDrawMode(obj, mode, is_stroked) or not (mode.value or is_stroked.value):
            return
        matrix = multiply(self._object_matrix(obj), form_matrix)
        fill = stroke = None
        is_opaque = not self.blended and not pdfium.FPDFPageObj_HasTransparency(obj)
        if mode.value:
            colour, alpha, is_plain = self._colour(pdfium.FPDFPageObj_GetFillColor, obj)
            fill = colour if alpha > _SEE_THROUGH else None
            is_opaque = is_opaque and is_plain
        width = 0.0
        if is_stroked.value:
            colour, alpha, _ = self._colour(pdfium.FPDFPageObj_GetStrokeColor, obj)
            stroke = colour if alpha > _SEE_THROUGH else None
            pdfium.FPDFPageObj_GetStrokeWidth(obj, self._floats[0])
            width = self._floats[0].value * math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
        subpaths = self._subpaths(obj, pdfium.FPDFPath_CountSegments, pdfium.FPDFPath_GetPathSegment, matrix)
        paint = Paint(fill, stroke, width, is_opaque, mode.value == pdfium.FPDF_FILLMODE_ALTERNATE)
        self.canvas.add_path(subpaths, paint, self._clip(obj, form_matrix), self.objects)

    def _clip(self, obj: Handle, matrix: Matrix) -> BBox:
        """The box that clips an object: the common part of its clipping paths' extents."""
        box = self.page_box
        clip = pdfium.FPDFPageObj_GetClipPath(obj)
        for index in range(pdfium.FPDFClipPath_CountPaths(clip) if clip else 0):
            points: list[tuple[float, float]] = []
            for number in range(pdfium.FPDFClipPath_CountPathSegments(clip, index)):
                self.segments += 1
                segment = pdfium.FPDFClipPath_GetPathSegment(clip, index, number)
                points.append(self._point(segment, matrix))
            if points:
                xs, ys = [p[0] for p in points], [p[1] for p in points]
                box = BBox(
                    max(box.x0, min(xs)),
                    max(box.top, min(ys)),
                    min(box.x1, max(xs)),
                    min(box.bottom, max(ys)),
                )
        return box

    def _subpaths(self, obj: Handle, count_of: Handle, get: Handle, matrix: Matrix) -> list[Subpath]:
        result: list[Subpath] = []
        points: list[Point] = []
        controls: list[Point] = []
        bends: set[int] = set()
        is_closed = False
        count = count_of(obj)
        self.segments += count
        for index in range(min(count, MAX_SEGMENTS)):
            segment = get(obj, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                result.append(Subpath(points, is_closed, frozenset(bends)))
                points, bends, is_closed = [], set(), False
            point = self._point(segment, matrix)
            if (
                kind == pdfium.FPDF_SEGMENT_BEZIERTO and len(controls) < 2
            ):  # Each curve is given as three points.
                controls.append(point)
                continue
            if controls and not is_straight((points or controls)[-1], *controls, point):
                bends.add(len(points))
            controls.clear()
            points.append(point)
            is_closed = is_closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
        if points:
            result.append(Subpath(points, is_closed, frozenset(bends)))
        return result

    def _point(self, segment: Handle, matrix: Matrix) -> tuple[float, float]:
        x, y = self._floats[0], self._floats[1]
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        return _apply((x.value, y.value), matrix)

    def _object_matrix(self, obj: Handle) -> Matrix:
        m = self._matrix
        if not pdfium.FPDFPageObj_GetMatrix(obj, m):
            return IDENTITY
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _colour(self, getter: Handle, obj: Handle) -> tuple[int, int, bool]:
        """0xRRGGBB, alpha (0 to 255) and whether it is a plain colour; a pattern counts as black."""
        red, green, blue, alpha = self._ints
        if not getter(obj, red, green, blue, alpha):
            return 0, 255, False
        return red.value << 16 | green.value << 8 | blue.value, alpha.value, True


# Text rendering modes (ISO 32000-2, table 104).
_STROKED = frozenset({1, 2, 5, 6})
_STROKED_ONLY = frozenset({1, 5})
_INVISIBLE = frozenset({3, 7})

_SEE_THROUGH = 40
"""Alpha (of 255) at or below which paint is not seen as a rule or an area."""


def _apply(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
