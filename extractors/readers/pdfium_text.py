"""Characters of a page through PDFium's text interface."""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.geometry import BBox
from extractors.ocr.assess import is_scan_layer
from extractors.pages import Bools, Chars, Floats, Font, Ints
from extractors.readers import visibility
from extractors.readers.glyphs import UNKNOWN, is_suspect, is_symbol_font, symbol_of, unknown_glyphs
from normalizers.text import repair_glyph_text

if TYPE_CHECKING:
    import pypdfium2

    from extractors.findings import Finding
    from extractors.readers.pdfium_objects import Handle, PageObjects

ASCENT, DESCENT = 0.88, 0.12
"""The em box around the baseline that East Asian fonts use; taking it for all fonts keeps one line's boxes equal."""

_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_WEIGHT = 600
_HYPHEN = "\x02"  # what PDFium gives for a hyphen at a line's end
SPACES = frozenset(" \t\r\n\f\v\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff\u00ad")


# By direction of writing, clockwise in user space (which grows upwards): the way ahead, and the way up.
_ALONG = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}
_UPWARD = {0: (0, 1), 90: (1, 0), 180: (0, -1), 270: (-1, 0)}
_SLANTED = 3.0
"""Degrees off the right angle beyond which text counts as slanted."""


class _Run(NamedTuple):
    """What all characters of one text object share.

    `baseline` is the first character's origin and `up` points from it to the tops of the letters, both in user space;
    `is_slanted` when the text runs at no right angle to the page.
    """

    size: float
    font: int
    baseline: tuple[float, float]
    up: tuple[int, int]
    angle: int
    is_slanted: bool
    order: int
    colour: int
    is_painted: bool
    clip: BBox | None


class PageText(NamedTuple):
    """The visible characters of a page, its fonts, how many are hidden, what could not be read, clips, and their source."""

    chars: Chars
    fonts: tuple[Font, ...]
    hidden: int
    findings: tuple[Finding, ...]
    clips: dict[int, BBox]
    source: str


class TextReader:
    """Reads the characters of one page, run by run."""

    def __init__(self, page: Handle, objects: PageObjects) -> None:
        self.objects = objects
        self.fonts: dict[tuple[str, bool, bool], int] = {}
        self.unmapped: list[int] = []
        self.font_name = ""
        self.is_symbolic = False
        self._text_page = pdfium.FPDFText_LoadPage(page)
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._xy = ctypes.c_double(), ctypes.c_double()
        self.texts: list[str] = []
        self.boxes: list[tuple[float, float, float, float]] = []
        self.origins: list[tuple[float, float]] = []
        self.runs: list[_Run] = []
        self.run_of: list[int] = []
        self.spaced: list[bool] = []

    def read(self) -> None:
        """Fill the columns."""
        text_page, rect, get_object = self._text_page, self._box, pdfium.FPDFText_GetTextObject
        reference, address = ctypes.byref(rect), ctypes.addressof
        has_error = pdfium.FPDFText_HasUnicodeMapError
        get_unicode, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        get_origin, (x, y) = pdfium.FPDFText_GetCharOrigin, self._xy
        at_x, at_y = ctypes.byref(x), ctypes.byref(y)
        current, space = 0, False
        try:
            for index in range(max(pdfium.FPDFText_CountChars(text_page), 0)):
                char = chr(get_unicode(text_page, index))
                if char in SPACES:
                    # PDFium adds white space of its own where it sees a gap; gaps are judged later, by geometry.
                    space = space or pdfium.FPDFText_IsGenerated(text_page, index) == 0
                    continue
                obj = get_object(text_page, index)
                if not obj:
                    continue
                here = address(obj.contents)
                get_origin(text_page, index, at_x, at_y)
                if here != current:
                    current = here
                    self._begin_run(obj, here, index)
                self.origins.append((x.value, y.value))
                get_box(text_page, index, reference)
                if char == _HYPHEN:
                    char = "-"
                elif self.is_symbolic or is_suspect(char) or has_error(text_page, index) == 1:
                    char = self._symbol(char)
                self.texts.append(char)
                self.boxes.append((rect.left, rect.top, rect.right, rect.bottom))
                self.run_of.append(len(self.runs) - 1)
                self.spaced.append(space)
                space = False
        finally:
            pdfium.FPDFText_ClosePage(text_page)

    def _symbol(self, char: str) -> str:
        """What a character of a symbol font stands for; a glyph that nothing is known of is remembered."""
        known = symbol_of(char, self.font_name)
        if known == UNKNOWN or not self.is_symbolic:
            known = UNKNOWN
            self.unmapped.append(len(self.texts))
        return known

    def _begin_run(self, obj: Handle, address: int, index: int) -> None:
        a, b, c, d = 1.0, 0.0, 0.0, 1.0
        if pdfium.FPDFText_GetMatrix(self._text_page, index, self._matrix):
            a, b, c, d = self._matrix.a, self._matrix.b, self._matrix.c, self._matrix.d
        size = pdfium.FPDFText_GetFontSize(self._text_page, index) * math.hypot(c, d)
        x, y = self._xy
        text = self.objects.texts.get(address)
        order, colour, is_painted, clip = text or (0, 0, True, None)
        degrees = math.degrees(math.atan2(-b, a))
        angle = _quarter_turn(degrees)
        is_slanted = abs((degrees - angle + 180) % 360 - 180) > _SLANTED
        up_x, up_y = _UPWARD[angle]
        up = (up_x, up_y) if a * d - b * c >= 0 else (-up_x, -up_y)
        self.runs.append(
            _Run(
                size,
                self._font(obj),
                (x.value, y.value),
                up,
                angle,
                is_slanted,
                order,
                colour,
                is_painted,
                clip,
            )
        )

    def _font(self, obj: Handle) -> int:
        font = pdfium.FPDFTextObj_GetFont(obj)
        size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
        buffer = ctypes.create_string_buffer(max(size, 1))
        pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
        name = buffer.value.decode("utf-8", "replace")
        if len(name) > 7 and name[6] == "+":
            name = name[7:]
        flags = pdfium.FPDFFont_GetFlags(font)
        lowered = name.lower()
        bold = (
            bool(flags & _FORCE_BOLD) or "bold" in lowered or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        )
        italic = bool(flags & _ITALIC) or "italic" in lowered or "oblique" in lowered
        self.font_name, self.is_symbolic = name, is_symbol_font(name)
        return self.fonts.setdefault((name, bold, italic), len(self.fonts))

    def drawn_box(self, index: int) -> BBox:
        """Where a character is drawn, in user space: left, bottom, right, top."""
        left, top, right, bottom = self.boxes[index]
        return BBox(left, min(top, bottom), right, max(top, bottom))

    def columns(self) -> tuple[Chars, Ints, Ints, Bools]:
        """The characters with their drawing order, colour and whether their rendering mode paints them."""
        runs = self.run_of
        boxes = np.array(self.boxes, dtype=np.float64).reshape(-1, 4)
        run = np.array(runs, dtype=np.int32)
        size = np.array([r.size for r in self.runs])[run] if runs else np.zeros(0)
        angle = np.array([r.angle for r in self.runs], dtype=np.int32)[run] if runs else run
        if runs:
            ahead = np.array([_ALONG[r.angle] for r in self.runs], dtype=np.float64)[run]
            vertical = self._is_vertical(run, ahead)
            slanted = np.array([r.is_slanted for r in self.runs])[run]
            em_boxes = self._em_boxes(run, ahead, size, boxes)
            boxes = np.where((vertical | slanted)[:, None], boxes, em_boxes)
            angle = np.where(vertical, (angle + 90) % 360, angle).astype(np.int32)
        a, b, c, d, e, f = self.objects.to_page
        left, top, right, bottom = boxes.T
        xs = np.stack([a * left + c * top + e, a * right + c * bottom + e])
        ys = np.stack([b * left + d * top + f, b * right + d * bottom + f])
        turn = _quarter_turn(math.degrees(math.atan2(b, a)))
        chars = Chars(
            repair_glyph_text("".join(self.texts)),
            xs.min(axis=0),
            ys.min(axis=0),
            xs.max(axis=0),
            ys.max(axis=0),
            size,
            np.array([self.runs[r].font for r in runs], dtype=np.int32),
            run,
            ((angle + turn) % 360).astype(np.int32),
            np.array(self.spaced, dtype=np.bool_),
        )
        order = np.array([self.runs[r].order for r in runs], dtype=np.int32)
        colour = np.array([self.runs[r].colour for r in runs], dtype=np.int32)
        painted = np.array([self.runs[r].is_painted for r in runs], dtype=np.bool_)
        return chars, order, colour, painted

    def _em_boxes(self, run: Ints, ahead: Floats, size: Floats, boxes: Floats) -> Floats:
        """Left, top, right and bottom, in user space, of each character's em box: its advance, on its run's baseline.

        PDFium's loose boxes add the ink to the advance, and where text is turned take heights from the ink alone.
        """
        up = np.array([r.up for r in self.runs], dtype=np.float64)[run]
        base = np.array([r.baseline for r in self.runs])[run]
        start = (np.array(self.origins) * ahead).sum(axis=1)
        left, top, right, bottom = boxes.T
        forward = ahead.sum(axis=1) > 0
        end = np.where(
            forward,
            np.maximum(left, right) * ahead[:, 0] + np.maximum(top, bottom) * ahead[:, 1],
            np.minimum(left, right) * ahead[:, 0] + np.minimum(top, bottom) * ahead[:, 1],
        )
        following = np.full(len(run), np.inf)
        following[:-1] = np.where((run[1:] == run[:-1]) & (start[1:] > start[:-1]), start[1:], np.inf)
        end = np.maximum(np.minimum(end, following), start)
        across = (base * up).sum(axis=1)
        low, high = across - DESCENT * size, across + ASCENT * size
        one = start[:, None] * ahead + low[:, None] * up
        two = end[:, None] * ahead + high[:, None] * up
        lower, upper = np.minimum(one, two), np.maximum(one, two)
        return np.stack([lower[:, 0], upper[:, 1], upper[:, 0], lower[:, 1]], axis=1)

    def _is_vertical(self, run: Ints, ahead: Floats) -> Bools:
        """Marks runs that advance across their direction of writing: a font in vertical writing mode."""
        origins = np.array(self.origins)
        moved = np.zeros((len(run), 2))
        same = run[1:] == run[:-1]
        moved[1:][same] = np.abs(np.diff(origins, axis=0))[same]
        along = np.bincount(run, weights=(moved * np.abs(ahead)).sum(axis=1), minlength=len(self.runs))
        across = np.bincount(run, weights=(moved * (1 - np.abs(ahead))).sum(axis=1), minlength=len(self.runs))
        result: Bools = (across > 2 * along)[run]
        return result


def _quarter_turn(degrees: float) -> int:
    return round(degrees / 90) * 90 % 360


def read_text(document: pypdfium2.PdfDocument, page: Handle, objects: PageObjects, number: int) -> PageText:
    """The visible text of a page."""
    reader = TextReader(page, objects)
    reader.read()
    chars, order, colour, painted = reader.columns()
    images = [(image.box, place) for image, place in objects.images]
    is_layer = is_scan_layer(painted, objects.page_box, [box for box, _ in images])
    hidden = visibility.hidden(
        chars,
        painted=painted | is_layer,
        order=order,
        colour=colour,
        page=objects.page_box,
        covers=objects.canvas.covers,
        images=images,
    )
    unknown = [k for k in reader.unmapped if not hidden[k]]
    findings = (
        unknown_glyphs(
            document[number - 1],
            number,
            [chars.box(k) for k in unknown],
            [reader.drawn_box(k) for k in unknown],
        )
        if unknown
        else ()
    )
    fonts = tuple(Font(*key) for key in reader.fonts)
    clips = {number: run.clip for number, run in enumerate(reader.runs) if run.clip is not None}
    shown = chars.take(~hidden) if hidden.any() else chars
    source = "ocr" if is_layer else "text" if len(shown) else "none"
    return PageText(shown, fonts, int(hidden.sum()), findings, clips, source)
