"""A page that is a picture, read: straightened, its rules and figures taken out, its lines recognized."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2.raw as pdfium

from extractors.findings import Finding
from extractors.geometry import BBox, Place, bounding_box
from extractors.ocr.assess import Need, assess, foreign_images, is_covered, is_readable
from extractors.ocr.figures import find_dust, find_figures, find_seals, find_stamps
from extractors.ocr.picture import grown, is_ink, take_picture, without_noise
from extractors.ocr.placing import place_votes
from extractors.ocr.reading import read_lines
from extractors.ocr.ruling import find_rules
from extractors.ocr.segmentation import Window, find_pieces
from extractors.ocr.shades import even_ink
from extractors.ocr.skew import find_skew
from extractors.ocr.tesseract import DPI, PACKAGES, OutOfTimeError, find_engine
from extractors.pages import Chars, Font, Image, Page
from extractors.tables.grid import find_grids
from extractors.tables.segments import find_segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.ocr.picture import Picture
    from extractors.ocr.segmentation import Piece
    from extractors.ocr.shades import Grey
    from extractors.ocr.tesseract import Engine
    from extractors.ocr.voting import Vote
    from extractors.pages import Bools, Floats, Rules

SECONDS = 150.0
"""Seconds that the recognition of one page may take: some ten times what a dense page takes."""

MAX_PIECES = 1500
"""Lines on a page; what has more is no page of print."""

PRINTED = 0.7
"""Share of the characters on which readings agree, from which on a page is print: there, a line on which they do not
is doubtful print; elsewhere it is a part of a figure."""

SURE_CONFIDENCE, SURE_AGREEMENT = 0.8, 0.8
"""Print is recognized at least so surely."""

MIN_CONFIDENCE = 0.75
"""What is recognized less surely is dirt or a drawing even among print."""

_LINE, _MIN_AGREEMENT = 6, 0.5
"""A line of so many characters on which no two readings agree better than this is a guess, and is not passed on."""

_MARKS = frozenset("・ー一-－―‐~～.,、。．，'`´’‘“”\"°:;；：%*^_|｜/\\<>=+")
_MARKS_SHARE = 0.8
"""A line of which so much is dashes and dots is no print."""

_SKEW_STEP = 3
"""A picture so many times coarser tells how far a page leans."""

_MIN_INK = 40
"""Pixels of ink, noise apart, below which a page is blank."""

FONT = Font("(recognized)")
"""The font that recognized characters are said to be set in."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """A page's picture, taken apart.

    Attributes:
        picture: as rendered, straight.
        rules: in points.
        grey: the picture without rules, figures, stamps and what is read otherwise.
        figures: boxes of stamps and figures, in pixels.
    """

    picture: Picture
    rules: Rules
    grey: Grey
    figures: tuple[Window, ...]


def complete_page(document: Any, page: Page) -> Page:  # noqa: ANN401 - pypdfium2 is untyped
    """The page with what only its picture tells: all of its text, or the rules around a scanner's text layer.

    Args:
        document: an open `pypdfium2.PdfDocument`.
        page: one of its pages, as read; returned as it is where its text can be used.
    """
    need = assess(page)
    if need is Need.NOTHING:
        return page
    if need is Need.RECOGNITION and page.text_source == "ocr":
        page = _without_layer(page)
    handle = pdfium.FPDF_LoadPage(document.raw, page.number - 1)
    if not handle:
        return page
    try:
        sheet = _look(handle, page, need)
    finally:
        pdfium.FPDF_ClosePage(handle)
    return _with_layer(page, sheet) if need is Need.RULES else _recognized(page, sheet)


def _without_layer(page: Page) -> Page:
    """A scan without the layer that its scanner recognized, which says nothing."""
    nothing = page.chars.take(np.zeros(0, dtype=np.int64))
    return replace(page, chars=nothing, clips={}, hidden=page.hidden + len(page.chars), text_source="none")


def _look(handle: Any, page: Page, need: Need) -> _Sheet:  # noqa: ANN401 - PDFium's handle
    """Take a page's picture apart."""
    width, height = page.width, page.height
    is_scan = is_covered(page)
    angle = 0.0
    if is_scan:
        coarse = take_picture(handle, width, height, dpi=DPI / _SKEW_STEP)
        angle = find_skew(is_ink(coarse.grey))
    picture = take_picture(handle, width, height, angle=angle)
    grey = picture.grey.copy()
    stamps = tuple(find_stamps(picture.red, picture.scale)) if is_scan else ()
    for stamp in stamps:
        area = np.s_[stamp.top : stamp.bottom, stamp.x0 : stamp.x1]
        grey[area][grown(picture.red[area])] = 255
    if need is Need.RECOGNITION:
        _whiten(grey, [image.box for image in foreign_images(page)], picture)
        _whiten(grey, [page.chars.box(k) for k in _readable(page.chars)], picture)
        seals = find_seals(is_ink(grey), picture.scale) if is_scan else []
        for seal in seals:
            grey[seal.top : seal.bottom, seal.x0 : seal.x1] = 255
        stamps = (*stamps, *seals)
    rules, grey = find_rules(grey, picture.scale)
    if not is_scan and len(page.rules):
        rules = page.rules
    figures = tuple(find_figures(is_ink(grey), picture.scale))
    for figure in figures:
        grey[figure.top : figure.bottom, figure.x0 : figure.x1] = 255
    return _Sheet(picture, rules, even_ink(grey), (*stamps, *figures))


def _whiten(grey: Grey, boxes: Sequence[BBox], picture: Picture) -> None:
    for box in boxes:
        x0, top, x1, bottom = straightened(box, picture, grey.shape)
        grey[max(int(top), 0) : max(int(bottom) + 1, 0), max(int(x0), 0) : max(int(x1) + 1, 0)] = 255


def straightened(box: BBox, picture: Picture, shape: tuple[int, ...]) -> tuple[float, float, float, float]:
    """A box of the page, in pixels of its straightened picture: moved with its centre, not turned."""
    turn, scale = np.radians(-picture.angle), picture.scale
    x = (box.x0 + box.x1) / 2 * scale - shape[1] / 2
    y = (box.top + box.bottom) / 2 * scale - shape[0] / 2
    middle_x = x * np.cos(turn) - y * np.sin(turn) + shape[1] / 2
    middle_y = x * np.sin(turn) + y * np.cos(turn) + shape[0] / 2
    half_width, half_height = box.width * scale / 2, box.height * scale / 2
    return middle_x - half_width, middle_y - half_height, middle_x + half_width, middle_y + half_height


def _readable(chars: Chars) -> list[int]:
    return [k for k, char in enumerate(chars.text) if is_readable(char)]


def _with_layer(page: Page, sheet: _Sheet) -> Page:
    """A scan with a text layer by its scanner: the layer's characters straightened, the rules of the picture."""
    chars = _straight(page.chars, sheet)
    message = (
        f"Page {page.number} is a scan; its text is what the scanner recognized: "
        "hold it against the page before you rely on it."
    )
    finding = Finding("ocr_layer", "warning", message, span=(Place(page.number, page.box),))
    return replace(
        page,
        chars=chars,
        rules=sheet.rules,
        images=(*page.images, *_images(sheet)),
        findings=(*page.findings, finding),
    )


def _straight(chars: Chars, sheet: _Sheet) -> Chars:
    """Characters moved to where they stand on the straightened page."""
    picture = sheet.picture
    if not picture.angle:
        return chars
    boxes = [straightened(chars.box(k), picture, sheet.grey.shape) for k in range(len(chars))]
    x0, top, x1, bottom = np.array(boxes, dtype=np.float64).reshape(-1, 4).T / picture.scale
    return replace(chars, x0=x0, top=top, x1=x1, bottom=bottom)


def _images(sheet: _Sheet) -> list[Image]:
    scale = sheet.picture.scale
    return [Image(BBox(*(v / scale for v in box)), box.width, box.height) for box in sheet.figures]


def _recognized(page: Page, sheet: _Sheet) -> Page:
    """The page as Tesseract reads it, or the finding that says why it is not read."""
    zones = _zones(sheet)
    ink = _without_dust(without_noise(is_ink(sheet.grey)), zones[:-1], sheet.picture.scale)
    images = (*page.images, *_images(sheet))
    pieces = find_pieces(ink, zones) if ink.sum() > _MIN_INK else []
    if not pieces or len(pieces) > MAX_PIECES:
        return _unread(replace(page, images=images), has_print=bool(pieces) or bool(sheet.figures))
    place = (Place(page.number, page.box),)
    engine = find_engine()
    if engine is None:
        message = (
            f"Page {page.number} has no text of its own and was not read: "
            f"install Tesseract with its Japanese models (apt-get install {PACKAGES}) and run again."
        )
        finding = Finding("ocr_unavailable", "error", message, span=place)
        return replace(page, findings=(*page.findings, finding))
    try:
        votes = _read(sheet, pieces, engine)
    except OutOfTimeError:
        message = (
            f"Page {page.number} has no text of its own, and recognizing it took longer than "
            f"{SECONDS:g} seconds: look at it in a PDF viewer."
        )
        finding = Finding("ocr_timeout", "error", message, span=place)
        return replace(page, findings=(*page.findings, finding))
    kept = [vote for vote in votes if _is_print(vote, _print_share(votes))]
    if not kept:
        return _unread(replace(page, images=images), has_print=True)
    chars, confidence = place_votes(sheet.grey, kept, sheet.picture.scale)
    refused = [v for v in votes if len(v.glyphs) >= _LINE and v not in kept and not _is_marks(v)]
    page = replace(page, images=images, findings=(*page.findings, *_illegible(page, refused, sheet.picture)))
    return _assembled(page, sheet, chars, confidence)


def _without_dust(ink: Bools, cells: Sequence[Window], scale: float) -> Bools:
    """Ink without small marks that stand alone, but for those in cells, where a dash or a dot is an entry."""
    clean = ink.copy()
    for dust in find_dust(ink, scale):
        if not any(c.x0 <= dust.x0 < c.x1 and c.top <= dust.top < c.bottom for c in cells):
            clean[dust.top : dust.bottom, dust.x0 : dust.x1] = False
    return clean


def _zones(sheet: _Sheet) -> list[Window]:
    """Cells from small to large, then the whole page."""
    scale, (rows, columns) = sheet.picture.scale, sheet.grey.shape
    boxes = [box for grid in find_grids(*find_segments(sheet.rules)) for box in grid.cell_boxes()]
    boxes.sort(key=lambda box: (box.width * box.height, box))
    cells = [
        Window(
            max(int(box.x0 * scale) + 1, 0),
            max(int(box.top * scale) + 1, 0),
            min(int(box.x1 * scale), columns),
            min(int(box.bottom * scale), rows),
        )
        for box in boxes
    ]
    return [*(c for c in cells if c.width > 1 and c.height > 1), Window(0, 0, columns, rows)]


def _read(sheet: _Sheet, pieces: Sequence[Piece], engine: Engine) -> list[Vote]:
    end = time.monotonic() + SECONDS
    return read_lines(sheet.grey, pieces, engine, lambda: end - time.monotonic())


def _is_sure(vote: Vote) -> bool:
    return vote.confidence >= SURE_CONFIDENCE and vote.agreement >= SURE_AGREEMENT and len(vote.glyphs) > 1


def _is_marks(vote: Vote) -> bool:
    """Whether a line outside cells is mere dashes and dots: dirt, an underline, an ornament."""
    marks = sum(glyph.text in _MARKS for glyph in vote.glyphs)
    return not vote.piece.is_entry and marks >= _MARKS_SHARE * len(vote.glyphs)


def _print_share(votes: Sequence[Vote]) -> float:
    """Share of a page's characters that are surely print."""
    sure = sum(len(vote.glyphs) for vote in votes if _is_sure(vote))
    return sure / max(sum(len(vote.glyphs) for vote in votes), 1)


def _is_print(vote: Vote, share: float) -> bool:
    if not vote.glyphs or _is_marks(vote):
        return False
    if _is_sure(vote):
        return True
    is_guess = len(vote.glyphs) >= _LINE and vote.agreement < _MIN_AGREEMENT
    return share >= PRINTED and vote.confidence >= MIN_CONFIDENCE and not is_guess


def _unread(page: Page, *, has_print: bool) -> Page:
    """A page on which there is nothing to read."""
    place = (Place(page.number, page.box),)
    if has_print or page.images:
        message = (
            f"Page {page.number} is a figure without text that could be read; it is kept as a picture only."
        )
        finding = Finding("figure_page", "info", message, span=place)
    else:
        finding = Finding("blank_page", "info", f"Page {page.number} is blank.", span=place)
    return replace(page, findings=(*page.findings, finding))


def _illegible(page: Page, refused: Sequence[Vote], picture: Picture) -> list[Finding]:
    """The lines that could not be read, if there are any."""
    if not refused:
        return []
    boxes = [BBox(*(v / picture.scale for v in vote.piece.window)) for vote in refused]
    message = f"Page {page.number}: {len(boxes)} lines of print or drawing could not be read; look at them."
    return [Finding("ocr_illegible", "warning", message, span=(Place(page.number, bounding_box(boxes)),))]


def _assembled(page: Page, sheet: _Sheet, chars: Chars, confidence: Floats) -> Page:
    """The page with its recognized characters, those that it had of its own among them."""
    own = page.chars.take(np.array(_readable(page.chars), dtype=np.int64))
    own = replace(_straight(own, sheet), run=own.run + (chars.run.max() + 1 if len(chars) else 0))
    joined = _joined(replace(chars, font=chars.font + len(page.fonts)), own)
    mean = float(confidence.mean())
    message = (
        f"Page {page.number} has no text of its own; {len(chars)} characters were recognized "
        f"(mean confidence {mean:.0%}): hold them against the page before you rely on them."
    )
    finding = Finding("ocr_page", "warning", message, span=(Place(page.number, page.box),))
    return replace(
        page,
        chars=joined,
        rules=sheet.rules,
        fonts=(*page.fonts, FONT),
        findings=(*page.findings, finding),
        clips={},
        text_source="ocr",
        confidence=np.concatenate([confidence, np.full(len(own), np.nan)]),
    )


def _joined(one: Chars, other: Chars) -> Chars:
    def both(name: str) -> Any:  # noqa: ANN401 - columns of several types
        return np.concatenate([getattr(one, name), getattr(other, name)])

    names = ("x0", "top", "x1", "bottom", "size", "font", "run", "angle", "space_before")
    return Chars(one.text + other.text, **{name: both(name) for name in names})
