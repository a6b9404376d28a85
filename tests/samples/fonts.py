"""Fonts: two that need no file, and subsets of the IPA fonts for PDFs that must look right everywhere."""

from __future__ import annotations

import struct
from functools import cache
from io import BytesIO
from pathlib import Path

from reportlab import rl_config  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont, TTFontFile, TTFontMaker  # type: ignore[import-untyped]

from tests.samples.style import CID_GOTHIC, CID_MINCHO, GOTHIC, MINCHO

# Debian and Ubuntu: apt-get install fonts-ipafont-mincho fonts-ipafont-gothic (IPA Font License: may be embedded).
FONT_FILES = {
    MINCHO: Path("/usr/share/fonts/opentype/ipafont-mincho/ipam.ttf"),
    GOTHIC: Path("/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf"),
}
_HINT_TABLES = {"cvt ", "fpgm", "prep"}
_KEPT_TABLES = ("OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name", "post")

rl_config.useA85 = 0  # Binary streams: ASCII85 makes every stream a quarter longer.


def missing_fonts() -> tuple[Path, ...]:
    """The font files that the samples need and this machine lacks."""
    return tuple(path for path in FONT_FILES.values() if not path.exists())


def without_hints(path: Path) -> bytes:
    """The TrueType font without its hinting programs, which are nearly half of it and of no use in a sample."""
    source = TTFontFile(str(path))
    outlines = source.get_table("glyf")
    glyphs, offsets, end = [], [0], 0
    for start, stop in zip(source.glyphPos, source.glyphPos[1:], strict=False):
        glyph = outlines[start:stop]
        contours = struct.unpack_from(">h", glyph)[0] if glyph else -1
        if contours >= 0:  # A composite glyph keeps its hints, if any: nothing calls them any more.
            at = 10 + 2 * contours
            (length,) = struct.unpack_from(">H", glyph, at)
            glyph = glyph[:at] + b"\0\0" + glyph[at + 2 + length :]
        glyph += b"\0" * (-len(glyph) % 4)
        glyphs.append(glyph)
        end += len(glyph)
        offsets.append(end)
    made = TTFontMaker()
    for tag in _KEPT_TABLES:
        made.add(tag, source.get_table(tag))
    made.add("head", _long_offsets(source.get_table("head")))
    made.add("glyf", b"".join(glyphs))
    made.add("loca", struct.pack(f">{len(offsets)}L", *offsets))
    stream: bytes = made.makeStream()
    return stream


def _long_offsets(head: bytes) -> bytes:
    return head[:50] + struct.pack(">h", 1) + head[52:]


@cache
def _lean(name: str) -> bytes:
    return without_hints(FONT_FILES[name])


def register(name: str) -> None:
    """Make the font known to ReportLab, afresh for every document.

    An embedded font remembers the subset of the document before, which would change the next document's bytes.
    """
    if name in FONT_FILES:
        pdfmetrics.registerFont(TTFont(name, BytesIO(_lean(name))))
    elif name in (CID_MINCHO, CID_GOTHIC):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(name))
    else:
        raise ValueError(f"no such font: {name}")


@cache
def advance(name: str, char: str) -> float:
    """Width of a character at size 1."""
    width: float = pdfmetrics.stringWidth(char, name, 1000) / 1000
    return width


def text_width(text: str, name: str, size: float, spacing: float = 0.0) -> float:
    """Width of a line, with the spacing between its characters but not after the last."""
    return sum(advance(name, char) for char in text) * size + spacing * max(len(text) - 1, 0)
