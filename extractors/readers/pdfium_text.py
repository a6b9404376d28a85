"""Characters of a page through PDFium's text interface."""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.geometry import BBox
from extractors.ocr.assess import is_scan_layer
from extractors.pages import Bools, Chars, Floats, Font, Ints
from extractors.readers import native, visibility
from extractors.readers.glyphs import UNKNOWN, is_symbol_font, suspects, symbol_of, unknown_glyphs
from extractors.readers.pdfium_glyphs import HYPHEN, read_glyphs
from extractors.readers.pdfium_objects import IDENTITY
from normalizers.text import repair_glyph_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2

    from extractors.findings import Finding
    from extractors.readers.native import Handle
    from extractors.readers.painting import Canvas
    from extractors.readers.pdfium_glyphs import Glyphs
    from extractors.readers.pdfium_objects import PageObjects, TextPaint

ASCENT, DESCENT = 0.88, 0.12
"""The em box around the baseline that East Asian fonts use; taking it for all fonts keeps one line's boxes equal."""

_INKLESS = 0.01
"""Width (points) below which a text object shows nothing."""

_FORCE_BOLD = 1 << 18
_ITALIC = 1 << 6
_BOLD_WEIGHT = 600

# By direction of writing in quarter turns, clockwise in user space (which grows upwards): the way ahead, and the way up.
_ALONG = np.array([(1, 0), (0, -1), (-1, 0), (0, 1)], dtype=np.float64)
_UPWARD = np.array([(0, 1), (1, 0), (0, -1), (-1, 0)], dtype=np.float64)
_SLANTED = 3.0
"""Degrees off the right angle beyond which text counts as slanted."""


class PageText(NamedTuple):
    """The visible characters of a page, its fonts, how many are hidden, what could not be read, clips, and their source."""

    chars: Chars
    fonts: tuple[Font, ...]
    hidden: int
    findings: tuple[Finding, ...]
    clips: dict[int, BBox]
    source: str


class _Runs(NamedTuple):
    """What all characters of one text object share, in columns.

    Attributes:
        size: font size in points as shown.
        font: index of its font.
        turn: direction of writing in quarter turns.
        up: unit vector to the tops of the letters.
        baseline: the first character's origin.
        is_slanted: whether it runs at no right angle to the page.
        paint: row of `TextPaint`.
    """

    size: Floats
    font: Ints
    turn: Ints
    up: Floats
    baseline: Floats
    is_slanted: Bools
    paint: Ints


def _read_runs(
    text_page: Handle, firsts: list[int], objects: list[int], origins: Floats, paint: TextPaint
) -> tuple[_Runs, list[Font]]:
    """The runs that begin at the characters `firsts`, whose origins are given; with the page's fonts."""
    count = len(firsts)
    matrices, is_known = native.filled(native.char_matrix, native.MATRIX, count, repeat(text_page), firsts)
    matrices[~is_known] = IDENTITY
    a, b, c, d = matrices[:, :4].astype(np.float64).T
    sizes = native.column(np.float64, count, native.char_font_size, repeat(text_page), firsts)
    degrees = np.degrees(np.arctan2(-b, a))
    turns = np.round(degrees / 90).astype(np.int64) % 4
    up = np.where((a * d - b * c >= 0)[:, None], _UPWARD[turns], -_UPWARD[turns])
    rows = np.array([paint.row_of.get(obj, -1) for obj in objects], dtype=np.int64)
    pointers = paint.font[rows].tolist()
    fonts: dict[Font, int] = {}
    index_of = {pointer: fonts.setdefault(_font(pointer), len(fonts)) for pointer in dict.fromkeys(pointers)}
    runs = _Runs(
        sizes * np.hypot(c, d),
        np.array([index_of[pointer] for pointer in pointers], dtype=np.int32),
        turns,
        up,
        origins,
        np.abs((degrees - 90 * turns + 180) % 360 - 180) > _SLANTED,
        rows,
    )
    return runs, list(fonts)


def _after_lone_spaces(rows: Ints, paint: TextPaint) -> Bools:
    """Which runs are drawn just after text objects without ink: lone spaces, of which PDFium tells no character.

    Args:
        rows: row of `paint` of each run.
        paint: how text objects are painted.
    """
    result = np.zeros(len(rows), dtype=np.bool_)
    is_blank = np.ones(len(paint.order), dtype=np.bool_)
    is_blank[rows] = False
    silent = [address for address, row in paint.row_of.items() if is_blank[row]]
    if not silent:
        return result
    boxes, _ = native.filled(native.object_box, native.LIMITS, len(silent), map(native.Handle, silent))
    is_blank[[paint.row_of[address] for address in silent]] = boxes[:, 2] - boxes[:, 0] < _INKLESS
    inked_until = np.cumsum(~is_blank)
    before, after = rows[:-1], rows[1:]
    result[1:] = (before >= 0) & (after > before + 1) & (inked_until[after - 1] == inked_until[before])
    return result


def _font(pointer: int) -> Font:
    if not pointer:  # of text beyond the objects that are read
        return Font("")
    font = ctypes.cast(pointer, pdfium.FPDF_FONT)
    size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    pdfium.FPDFFont_GetBaseFontName(font, buffer, size)
    name = buffer.value.decode("utf-8", "replace")
    if len(name) > 7 and name[6] == "+":
        name = name[7:]
    flags = pdfium.FPDFFont_GetFlags(font)
    lowered = name.lower()
    bold = bool(flags & _FORCE_BOLD) or "bold" in lowered or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    italic = bool(flags & _ITALIC) or "italic" in lowered or "oblique" in lowered
    return Font(name, bold, italic)


def _text(glyphs: Glyphs, font: Ints, fonts: Sequence[Font]) -> tuple[str, list[int]]:
    """The characters as text, and which of them nothing is known of.

    Args:
        glyphs: the characters.
        font: index of each one's font.
        fonts: the page's fonts.
    """
    is_hyphen = glyphs.codes == HYPHEN
    codes = np.where(is_hyphen, ord("-"), glyphs.codes).astype(np.uint32)
    is_symbolic = np.array([is_symbol_font(one.name) for one in fonts], dtype=np.bool_)
    unmapped = []
    for index in np.flatnonzero(
        (is_symbolic[font] | suspects(codes) | glyphs.is_unmapped) & ~is_hyphen
    ).tolist():
        known = symbol_of(chr(codes[index]), fonts[font[index]].name) if is_symbolic[font[index]] else UNKNOWN
        if known == UNKNOWN:
            unmapped.append(index)
        codes[index] = ord(known)
    return repair_glyph_text(codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")), unmapped


def _user_boxes(glyphs: Glyphs, runs: _Runs) -> tuple[Floats, Ints]:
    """Left, top, right and bottom of each character's em box in user space, and its direction in quarter turns."""
    run = glyphs.run
    if _is_all_level(glyphs, runs):
        return _level_boxes(glyphs, runs), np.zeros(len(run), dtype=np.int64)
    ahead = _ALONG[runs.turn][run]
    vertical = _is_vertical(glyphs, ahead, len(runs.size))
    em_boxes = _em_boxes(glyphs, runs, ahead)
    boxes = np.where((vertical | runs.is_slanted[run])[:, None], glyphs.boxes, em_boxes)
    return boxes, (runs.turn[run] + vertical) % 4


def _is_all_level(glyphs: Glyphs, runs: _Runs) -> bool:
    """Whether all text of a page stands upright and advances to the right: on most pages it does."""
    if runs.turn.any() or runs.is_slanted.any() or not (runs.up[:, 1] > 0).all():
        return False
    x, y = glyphs.origins.T
    return bool((np.abs(np.diff(y)) <= np.abs(np.diff(x)))[np.diff(glyphs.run) == 0].all())


def _level_boxes(glyphs: Glyphs, runs: _Runs) -> Floats:
    """As `_em_boxes`, of level text."""
    run, start = glyphs.run, glyphs.origins[:, 0]
    end = np.maximum(glyphs.boxes[:, 0], glyphs.boxes[:, 2])
    goes_on = (run[1:] == run[:-1]) & (start[1:] > start[:-1])
    end[:-1][goes_on] = np.minimum(end[:-1], start[1:])[goes_on]
    base = runs.baseline[:, 1]
    top, bottom = base + ASCENT * runs.size, base - DESCENT * runs.size
    return np.stack([start, top[run], np.maximum(end, start), bottom[run]], axis=1)


def _em_boxes(glyphs: Glyphs, runs: _Runs, ahead: Floats) -> Floats:
    """Each character's em box: its advance, on its run's baseline.

    PDFium's loose boxes add the ink to the advance, and where text is turned take heights from the ink alone.
    """
    run, up, size = glyphs.run, runs.up[glyphs.run], runs.size[glyphs.run]
    start = (glyphs.origins * ahead).sum(axis=1)
    left, top, right, bottom = glyphs.boxes.T
    forward = ahead.sum(axis=1) > 0
    end = np.where(
        forward,
        np.maximum(left, right) * ahead[:, 0] + np.maximum(top, bottom) * ahead[:, 1],
        np.minimum(left, right) * ahead[:, 0] + np.minimum(top, bottom) * ahead[:, 1],
    )
    following = np.full(len(run), np.inf)
    following[:-1] = np.where((run[1:] == run[:-1]) & (start[1:] > start[:-1]), start[1:], np.inf)
    end = np.maximum(np.minimum(end, following), start)
    across = (runs.baseline * runs.up).sum(axis=1)[run]
    low, high = across - DESCENT * size, across + ASCENT * size
    one = start[:, None] * ahead + low[:, None] * up
    two = end[:, None] * ahead + high[:, None] * up
    lower, upper = np.minimum(one, two), np.maximum(one, two)
    return np.stack([lower[:, 0], upper[:, 1], upper[:, 0], lower[:, 1]], axis=1)


def _is_vertical(glyphs: Glyphs, ahead: Floats, count: int) -> Bools:
    """Marks characters of runs that advance across their direction of writing: a font in vertical writing mode."""
    run = glyphs.run
    moved = np.abs(np.diff(glyphs.origins, axis=0, prepend=0.0))
    moved[np.diff(run, prepend=-1) != 0] = 0.0
    along = (moved * np.abs(ahead)).sum(axis=1)
    total = moved.sum(axis=1)
    distance = np.bincount(run, weights=along, minlength=count)
    result: Bools = (np.bincount(run, weights=total, minlength=count) > 3 * distance)[run]
    return result


def _shown_boxes(boxes: Floats, objects: PageObjects) -> Floats:
    """Boxes of user space on the page as shown: rows of x0, top, x1, bottom."""
    a, b, c, d, e, f = objects.to_page
    left, top, right, bottom = boxes.T
    xs = np.stack([a * left + c * top + e, a * right + c * bottom + e])
    ys = np.stack([b * left + d * top + f, b * right + d * bottom + f])
    return np.stack([xs.min(axis=0), ys.min(axis=0), xs.max(axis=0), ys.max(axis=0)])


def read_text(
    document: pypdfium2.PdfDocument, page: pdfium.FPDF_PAGE, number: int, objects: PageObjects, canvas: Canvas
) -> PageText:
    """The visible text of a page.

    Args:
        document: the open document.
        page: the open page, as pypdfium2's pointer.
        number: its number, from 1.
        objects: what is drawn on it.
        canvas: what is painted on it.
    """
    paint = objects.text_paint()
    opened = pdfium.FPDFText_LoadPage(page)
    try:
        text_page = native.handle(opened)
        glyphs, firsts, owners = read_glyphs(text_page)
        is_first = np.diff(glyphs.run, prepend=-1) != 0
        runs, fonts = _read_runs(text_page, firsts, owners, glyphs.origins[is_first], paint)
    finally:
        pdfium.FPDFText_ClosePage(opened)
    glyphs.space_before[is_first] |= _after_lone_spaces(runs.paint, paint)
    text, unmapped = _text(glyphs, runs.font[glyphs.run], fonts)
    boxes, turns = _user_boxes(glyphs, runs)
    x0, top, x1, bottom = _shown_boxes(boxes, objects)
    chars = Chars(
        text,
        x0,
        top,
        x1,
        bottom,
        runs.size[glyphs.run],
        runs.font[glyphs.run],
        glyphs.run.astype(np.int32),
        (90 * (turns + objects.turn) % 360).astype(np.int32),
        glyphs.space_before,
    )
    hidden, is_layer = _hidden(chars, runs.paint[glyphs.run], paint, objects, canvas)
    unknown = [k for k in unmapped if not hidden[k]]
    drawn = [BBox(x0, min(y0, y1), x1, max(y0, y1)) for x0, y0, x1, y1 in glyphs.boxes[unknown].tolist()]
    shown = [chars.box(k) for k in unknown]
    findings = unknown_glyphs(document[number - 1], number, shown, drawn) if unknown else ()
    clips = {
        run: clip
        for run, row in enumerate(runs.paint.tolist() if any(paint.clips) else ())
        if (clip := paint.clips[row]) is not None
    }
    kept = chars.take(~hidden) if hidden.any() else chars
    source = "ocr" if is_layer else "text" if len(kept) else "none"
    return PageText(kept, tuple(fonts), int(hidden.sum()), findings, clips, source)


def _hidden(
    chars: Chars, row: Ints, paint: TextPaint, objects: PageObjects, canvas: Canvas
) -> tuple[Bools, bool]:
    """Which characters cannot be seen, and whether all are the layer that a scanner recognized.

    Args:
        chars: the characters.
        row: for each its row of `paint`.
        paint: how text objects are painted.
        objects: what is drawn on the page.
        canvas: what is painted on it.
    """
    images = [(image.box, place) for image, place in objects.images]
    painted = paint.is_painted[row]
    is_layer = is_scan_layer(painted, objects.page_box, [box for box, _ in images])
    hidden = visibility.hidden(
        chars,
        painted=painted | is_layer,
        order=paint.order[row],
        colour=paint.colour[row],
        page=objects.page_box,
        covers=canvas.covers,
        images=images,
    )
    return hidden, is_layer
