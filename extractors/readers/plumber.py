"""The reference reader: pdfplumber, whose pages the default reader is held against."""

from __future__ import annotations

import io
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from extractors.errors import EncryptedError, NotAPdfError
from extractors.geometry import BBox
from extractors.pages import Chars, Font, Image, Page
from extractors.readers import visibility
from extractors.readers.glyphs import UNKNOWN, is_suspect, is_symbol_font, symbol_of
from extractors.readers.opening import check_head
from extractors.readers.painting import Canvas, Paint, Subpath
from extractors.readers.pdfium_glyphs import SPACES
from extractors.readers.pdfium_text import ASCENT, DESCENT
from normalizers.text import repair_glyph_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractors.pages import Ints


_NO_UNICODE = re.compile(r"\(cid:\d+\)")


def read_pages(
    path: Path | str, numbers: Iterable[int] | None = None, instead: bytes | None = None
) -> Iterator[Page]:
    """The pages of a PDF as pdfplumber reads them, of the file rewritten if `instead` is given.

    Other arguments and errors are those of `extractors.readers.read_pages`.
    """
    check_head(Path(path))
    try:
        document = pdfplumber.open(path if instead is None else io.BytesIO(instead))
        count = len(document.pages)
    except Exception as error:  # pdfminer raises many kinds on damaged files
        causes = (error, error.__cause__, error.__context__, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise EncryptedError("A password is needed to open it; save a copy without one.") from error
        message = (
            "It is damaged (truncated?) and could not be read; get it again from where it was published."
        )
        raise NotAPdfError(message) from error
    with document:
        for number in range(1, count + 1) if numbers is None else numbers:
            if not 1 <= number <= count:
                raise ValueError(f"page {number} is not among the file's pages 1 to {count}")
            page = document.pages[number - 1]
            yield _page(page, number)
            page.close()


def _page(page: Any, number: int) -> Page:  # noqa: ANN401 - pdfplumber is untyped
    x0, top, x1, bottom = page.bbox
    box = BBox(0.0, 0.0, float(x1 - x0), float(bottom - top))
    canvas = Canvas()
    for place, thing in enumerate([*page.rects, *page.lines, *page.curves]):
        canvas.add_path([_subpath(thing, x0, top)], _paint(thing), box, place)
    images = tuple(
        Image(
            BBox(i["x0"] - x0, i["top"] - top, i["x1"] - x0, i["bottom"] - top),
            int((i.get("srcsize") or (0, 0))[0]),
            int((i.get("srcsize") or (0, 0))[1]),
        )
        for i in page.images
    )
    fonts: dict[Font, int] = {}
    chars, colour = _chars(page.chars, fonts, x0, top)
    order = np.full(len(chars), len(canvas.covers) + 1, dtype=np.int32)
    # pdfplumber does not tell in what order text and paths are drawn: fills are taken for ground, never for covers.
    hidden = visibility.hidden(
        chars,
        painted=np.ones(len(chars), dtype=np.bool_),
        order=order,
        colour=colour,
        page=box,
        covers=[cover._replace(order=0, is_opaque=False) for cover in canvas.covers],
        images=[(image.box, 0) for image in images],
    )
    return Page(
        number=number,
        width=box.width,
        height=box.height,
        chars=chars.take(~hidden),
        rules=canvas.finished_rules(),
        shapes=tuple(canvas.shapes),
        images=images,
        fonts=tuple(fonts),
        hidden=int(hidden.sum()),
        text_source="text" if len(chars) else "none",
    )


def _subpath(thing: dict[str, Any], x0: float, top: float) -> Subpath:
    points = [(float(x - x0), float(y - top)) for x, y in thing["pts"]]
    is_rectangle = thing["object_type"] == "rect"
    bends = {number for number, step in enumerate(thing.get("path") or ()) if step[0] in "cvy"}
    return Subpath(points, is_rectangle or thing["object_type"] == "curve", frozenset(bends))


def _paint(thing: dict[str, Any]) -> Paint:
    fill = _rgb(thing.get("non_stroking_color")) if thing.get("fill") else None
    stroke = _rgb(thing.get("stroking_color")) if thing.get("stroke") else None
    return Paint(fill, stroke, float(thing.get("linewidth") or 0))


def _rgb(colour: Any) -> int:  # noqa: ANN401
    """A PDF colour of one (grey), three (RGB) or four (CMYK) components as 0xRRGGBB; anything else is black."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    if not all(isinstance(p, int | float) for p in parts):
        return 0
    if len(parts) == 1:
        parts = (*parts, *parts, *parts)
    elif len(parts) == 4:
        cyan, magenta, yellow, black = parts
        parts = ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    if len(parts) != 3:
        return 0
    red, green, blue = (min(255, max(0, round(p * 255))) for p in parts)
    return int(red << 16 | green << 8 | blue)


def _chars(things: list[dict[str, Any]], fonts: dict[Font, int], x0: float, top: float) -> tuple[Chars, Ints]:
    """Pdfplumber's characters in columns, and the colour of each; `fonts` is filled on the way."""
    texts: list[str] = []
    rows: list[tuple[float, ...]] = []
    spaced: list[bool] = []
    space, run, last = False, -1, None
    for thing in things:
        text = _text(thing)
        if not text.strip() or text in SPACES:
            space = True
            continue
        font = Font(thing["fontname"].split("+", 1)[-1], "bold" in thing["fontname"].lower())
        left, upper, right, lower, size, angle = _glyph(thing, x0, top)
        style = (fonts.setdefault(font, len(fonts)), round(size, 2), angle)
        if style != last:
            run, last = run + 1, style
        width = (right - left) / len(text)
        colour = _rgb(thing.get("non_stroking_color") or 0)
        for k, char in enumerate(text):
            texts.append(char)
            rows.append(
                (left + k * width, upper, left + (k + 1) * width, lower, size, style[0], angle, run, colour)
            )
            spaced.append(space)
            space = False
    table = np.array(rows, dtype=np.float64).reshape(-1, 9)
    x0s, tops, x1s, bottoms, sizes = (np.ascontiguousarray(table[:, k]) for k in range(5))
    font_of, angles, runs, colours = (table[:, k].astype(np.int32) for k in range(5, 9))
    marks = np.array(spaced, dtype=np.bool_)
    text = repair_glyph_text("".join(texts))
    return Chars(text, x0s, tops, x1s, bottoms, sizes, font_of, runs, angles, marks), colours


def _text(thing: dict[str, Any]) -> str:
    """The characters of one glyph; U+FFFD for one without Unicode value, which pdfminer calls (cid:123)."""
    text: str = thing["text"]
    if _NO_UNICODE.fullmatch(text):
        return UNKNOWN
    name = thing["fontname"]
    return "".join(symbol_of(c, name) if is_suspect(c) or is_symbol_font(name) else c for c in text)


def _glyph(thing: dict[str, Any], x0: float, top: float) -> tuple[float, float, float, float, float, int]:
    """Box, size and direction of one character; level text gets its em box on the baseline."""
    a, b, c, d, _, origin = thing["matrix"]
    size = abs(thing["size"]) or math.hypot(c, d)
    angle = round(math.degrees(math.atan2(-b, a)) / 90) * 90 % 360
    upper, lower = thing["top"] - top, thing["bottom"] - top
    if angle == 0 and thing["upright"]:
        # pdfminer places level text by its font's descent; the glyph's origin tells the baseline.
        baseline = upper + thing["y1"] - origin
        upper, lower = baseline - ASCENT * size, baseline + DESCENT * size
    return thing["x0"] - x0, upper, thing["x1"] - x0, lower, size, angle
