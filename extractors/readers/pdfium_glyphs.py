"""Each character of a page as PDFium's text interface tells of it (fpdf_text.h)."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from extractors.readers import native
from extractors.readers.glyphs import UNKNOWN

if TYPE_CHECKING:
    from extractors.pages import Bools, Floats, Ints
    from extractors.readers.native import Handle

HYPHEN, _BREAK = 0x02, 0xFFFE
"""What PDFium gives for a hyphen at a line's end, one by one and in the whole text."""

SPACES = frozenset(" \t\r\n\f\v\u00a0\u3000\u2002\u2003\u2009\u200b\ufeff\u00ad")
_IS_SPACE = np.isin(np.arange(0x10000), [ord(space) for space in SPACES])
_LAST_CODE = 0x10FFFF

_NOTHING = 0x00
"""In place of what is a part of the character before."""

_SELECTORS = 0xFE00 >> 4
"""Of standardized variants (U+FE00 to U+FE0F), which say no more than the character before."""


class Glyphs(NamedTuple):
    """What PDFium says of each character that is no white space, in columns, in user space.

    Attributes:
        codes: code points.
        origins: x and y of their origins on the baseline.
        boxes: left, top, right and bottom of advance and ink together.
        is_unmapped: whether the font says what character a glyph is.
        space_before: whether white space was printed since the character before.
        run: number of the text object, ascending.
    """

    codes: Ints
    origins: Floats
    boxes: Floats
    is_unmapped: Bools
    space_before: Bools
    run: Ints


def read_glyphs(text_page: Handle) -> tuple[Glyphs, list[int], list[int]]:
    """The characters of a page; with the index of each run's first character, and its text object."""
    count = max(native.count_chars(text_page), 0)
    codes = _codes(text_page, count)
    is_space = _IS_SPACE[np.minimum(codes, len(_IS_SPACE) - 1)]
    indices = np.flatnonzero(~is_space & (codes != _NOTHING) & (codes >> 4 != _SELECTORS))
    owners: Ints = native.column(
        np.uint64, len(indices), native.char_object, repeat(text_page), indices.tolist()
    )
    if not owners.all():
        indices, owners = indices[owners != 0], owners[owners != 0]
    is_first = np.diff(owners, prepend=np.uint64(0)) != 0
    wanted, size = indices.tolist(), len(indices)
    boxes, _ = native.filled(native.char_loose_box, native.BOX, size, repeat(text_page), wanted)
    errors = native.column(np.int32, size, native.has_map_error, repeat(text_page), wanted)
    # PDFium adds white space of its own where it sees a gap; gaps are judged later, by geometry.
    spaces = np.flatnonzero(is_space)
    printed = np.zeros(count, dtype=np.int64)
    generated = native.column(np.int32, len(spaces), native.is_generated, repeat(text_page), spaces.tolist())
    printed[spaces] = generated == 0
    glyphs = Glyphs(
        codes[indices],
        _origins(text_page, indices, boxes, is_first),
        boxes.astype(np.float64),
        errors == 1,
        np.diff(np.cumsum(printed)[indices], prepend=0) > 0,
        np.cumsum(is_first) - 1,
    )
    return glyphs, indices[is_first].tolist(), owners[is_first].tolist()


def _origins(text_page: Handle, indices: Ints, boxes: Floats, is_first: Bools) -> Floats:
    """Where each character's advance begins, x and y on the baseline.

    A loose box holds the advance and the ink. Where it begins just where the box before it in the same run ends, no ink
    stands out there and that is the place: only the others, half of them on a dense page, are asked for.

    Args:
        text_page: the page's text.
        indices: of the characters.
        boxes: their loose boxes.
        is_first: whether each is the first of its run.
    """
    follows = np.zeros(len(indices), dtype=np.bool_)
    follows[1:] = (boxes[1:, 0] == boxes[:-1, 2]) & (boxes[1:, 0] > boxes[:-1, 0]) & ~is_first[1:]
    asked = np.flatnonzero(~follows)
    found, _ = native.filled(
        native.char_origin, native.EXACT_POINT, len(asked), repeat(text_page), indices[asked].tolist()
    )
    origins: Floats = found[np.cumsum(~follows) - 1]
    origins[follows, 0] = boxes[follows, 0]
    return origins


def _codes(text_page: Handle, count: int) -> Ints:
    """The code point of each character; of the whole text at once where each is one unit of UTF-16."""
    units = np.zeros(2 * count + 2, dtype=np.uint16)
    written = native.get_text(text_page, 0, count, native.Handle(units.ctypes.data)) if count else 1
    codes = units[:count].astype(np.uint32)
    if written != count + 1 or ((codes >= 0xD800) & (codes <= 0xDFFF)).any():
        codes = native.column(np.uint32, count, native.char_unicode, repeat(text_page), range(count))
        codes[codes > _LAST_CODE] = ord(UNKNOWN)
        _join_surrogates(codes)
    marks = np.flatnonzero(codes == _BREAK)
    codes[marks] = native.each(native.char_unicode, repeat(text_page), marks.tolist())
    return codes


def _join_surrogates(codes: Ints) -> None:
    """Make the two halves of a character one: PDFium gives halves where one glyph stands for several characters.

    So it is with variants of ideographs in names: the ideograph and a selector (U+E0100 and following) are one glyph.
    """
    is_high, is_low = (codes >> 10) == 0x36, (codes >> 10) == 0x37
    pairs = np.flatnonzero(is_high[:-1] & is_low[1:])
    codes[pairs] = 0x10000 + ((codes[pairs] & 0x3FF) << 10) + (codes[pairs + 1] & 0x3FF)
    codes[pairs + 1] = _NOTHING
