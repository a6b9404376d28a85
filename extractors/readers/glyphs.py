"""Glyphs without a Unicode value: what a few symbol fonts mean, and a picture of all others.

A private-use code point, or a glyph whose font maps it to nothing, is never passed on as text: U+FFFD stands in its
place, and a finding shows what the glyph looks like.
"""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, Final

from extractors.findings import Finding
from extractors.geometry import BBox, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pypdfium2

    from extractors.pages import Bools, Ints

UNKNOWN: Final = "\ufffd"
MAX_PICTURES = 12
"""Glyphs of one page that are shown; a font that maps nothing would give hundreds."""

_WINGDINGS: Final = dict(zip("lnowqrstuvxyz§¨Øàèðüûýþ", "●■□◆❑❒⬧⧫◆❖⌧⍓⌘▪◻➢→➔⇨✓✗☒☑", strict=True))
"""The Wingdings characters that papers use as bullets and marks, by the letter on the same key."""

_SYMBOL: Final = {"·": "•", "´": "×", "¸": "÷", "±": "±", "£": "≤", "³": "≥", "®": "→", "¾": "―", "¬": "←"}


def symbol_of(char: str, font: str) -> str:
    """What a private-use character of a known symbol font stands for; U+FFFD where that is not known.

    Symbol fonts keep their characters at U+F020 to U+F0FF, 0xF000 above the Latin-1 code of the key.

    Args:
        char: one character.
        font: base name of its font.
    """
    key = chr(ord(char) - 0xF000) if 0xF020 <= ord(char) <= 0xF0FF else char
    for name, table in (("wingdings", _WINGDINGS), ("symbol", _SYMBOL)):
        if name in font.lower() and key in table:
            return table[key]
    return UNKNOWN if is_unreadable(char) else char


def is_symbol_font(name: str) -> bool:
    """Whether a font is one whose characters are known symbols in place of letters."""
    return "wingdings" in name.lower() or name.lower().startswith("symbol")


def is_suspect(char: str) -> bool:
    """Whether a character may say nothing: a cheap look before `symbol_of`."""
    return char < " " or "\ud800" <= char <= "\uf8ff" or "\ufff9" <= char <= "\uffff"


def suspects(codes: Ints) -> Bools:
    """Marks the code points of which `is_suspect` holds."""
    private = (codes >= 0xD800) & (codes <= 0xF8FF)
    result: Bools = (codes < 0x20) | private | ((codes >= 0xFFF9) & (codes <= 0xFFFF))
    return result


def is_unreadable(char: str) -> bool:
    """Whether a character says nothing: private use, unassigned, a control character, or the replacement mark."""
    return char == UNKNOWN or unicodedata.category(char) in {"Co", "Cn", "Cc", "Cs"}


def unknown_glyphs(
    page: pypdfium2.PdfPage, number: int, shown: Sequence[BBox], drawn: Sequence[BBox]
) -> tuple[Finding, ...]:
    """One finding for each unreadable glyph of a page, with its picture; the last one counts those left out.

    Args:
        page: the page.
        number: its number.
        shown: boxes of the glyphs on the page as shown.
        drawn: the same boxes in PDF user space: left, bottom, right, top.
    """
    findings = [
        Finding(
            "unmapped_glyph",
            "warning",
            f"Page {number} has a glyph without a Unicode value; its picture shows what it is.",
            raw=UNKNOWN,
            span=(Place(number, box),),
            picture=_picture(page, place),
        )
        for box, place in list(zip(shown, drawn, strict=True))[:MAX_PICTURES]
    ]
    if len(shown) > MAX_PICTURES:
        message = f"Page {number} has {len(shown) - MAX_PICTURES} more glyphs without a Unicode value; their text is lost."
        findings.append(
            Finding("unmapped_glyphs", "error", message, span=(Place(number, shown[MAX_PICTURES]),))
        )
    return tuple(findings)


def _picture(page: pypdfium2.PdfPage, place: BBox) -> bytes:
    """A PNG of a box given in user space, with a little room around it."""
    left, bottom, right, top = page.get_bbox()
    x0, y0, x1, y1 = place
    crop = (
        max(x0 - 2 - left, 0.0),
        max(y0 - 2 - bottom, 0.0),
        max(right - x1 - 2, 0.0),
        max(top - y1 - 2, 0.0),
    )
    file = io.BytesIO()
    page.render(scale=4, crop=crop).to_pil().convert("L").save(file, "PNG")
    return file.getvalue()
