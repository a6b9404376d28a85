"""PDFium's functions as they are, called over whole columns.

pypdfium2's own bindings make an object of every pointer and check its type, which costs several times the call itself.
A dense page needs some ten thousand calls; here their loop runs in C, and what they write through pointers comes back as
arrays:

    boxes, is_known = filled(char_loose_box, BOX, count, repeat(text_page), range(count))

The functions are told no types to convert arguments to, which takes half the time: pointers must be given as `Handle`, all
other arguments as integers that fit into 32 bits. Names and arguments are those of PDFium's headers (fpdfview.h,
fpdf_edit.h, fpdf_text.h, fpdf_transformpage.h).
"""

from __future__ import annotations

import ctypes
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy.typing as npt

    from extractors.pages import Bools

_INT, _UINT, _ADDRESS = ctypes.c_int, ctypes.c_uint, ctypes.c_size_t

_ROWS = 2048
"""Rows that functions write before they are taken over into an array."""


class Handle(ctypes.c_void_p):
    """A pointer of PDFium's; false where it is NULL. `value` is its address."""


def handle(pointer: Any) -> Handle:  # noqa: ANN401 - any of pypdfium2's pointers
    """A pointer of pypdfium2 as the functions here take it."""
    return ctypes.cast(pointer, Handle)


def _function(name: str, result: Any = _INT) -> Callable[..., Any]:  # noqa: ANN401 - ctypes' types
    return ctypes.PYFUNCTYPE(result)(handle(getattr(pdfium, name)).value or 0)


count_objects = _function("FPDFPage_CountObjects")
get_object = _function("FPDFPage_GetObject", Handle)
count_form_objects = _function("FPDFFormObj_CountObjects")
get_form_object = _function("FPDFFormObj_GetObject", Handle)
object_type = _function("FPDFPageObj_GetType")
object_box = _function("FPDFPageObj_GetBounds")
object_matrix = _function("FPDFPageObj_GetMatrix")
has_transparency = _function("FPDFPageObj_HasTransparency")
fill_colour = _function("FPDFPageObj_GetFillColor")
stroke_colour = _function("FPDFPageObj_GetStrokeColor")
stroke_width = _function("FPDFPageObj_GetStrokeWidth")
image_size = _function("FPDFImageObj_GetImagePixelSize")

draw_mode = _function("FPDFPath_GetDrawMode")
count_segments = _function("FPDFPath_CountSegments")
get_segment = _function("FPDFPath_GetPathSegment", Handle)
segment_type = _function("FPDFPathSegment_GetType")
segment_point = _function("FPDFPathSegment_GetPoint")
segment_closes = _function("FPDFPathSegment_GetClose")
clip_path = _function("FPDFPageObj_GetClipPath", Handle)
count_clips = _function("FPDFClipPath_CountPaths")
count_clip_segments = _function("FPDFClipPath_CountPathSegments")
get_clip_segment = _function("FPDFClipPath_GetPathSegment", Handle)

text_render_mode = _function("FPDFTextObj_GetTextRenderMode")
text_font = _function("FPDFTextObj_GetFont", _ADDRESS)
count_chars = _function("FPDFText_CountChars")
get_text = _function("FPDFText_GetText")
char_unicode = _function("FPDFText_GetUnicode", _UINT)
char_object = _function("FPDFText_GetTextObject", _ADDRESS)
char_origin = _function("FPDFText_GetCharOrigin")
char_loose_box = _function("FPDFText_GetLooseCharBox")
char_matrix = _function("FPDFText_GetMatrix")
char_font_size = _function("FPDFText_GetFontSize", ctypes.c_double)
has_map_error = _function("FPDFText_HasUnicodeMapError")
is_generated = _function("FPDFText_IsGenerated")


def each(function: Callable[..., Any], *columns: Iterable[Any]) -> list[Any]:
    """The results of a function called with each row of `columns`; as long as the shortest of them."""
    return list(map(function, *columns))


def column(dtype: type[np.generic], count: int, function: Callable[..., Any], *columns: Iterable[Any]) -> Any:  # noqa: ANN401 - an array of any type
    """The results of a function called with each of `count` rows of `columns`, as an array."""
    return np.fromiter(map(function, *columns), dtype, count)


class Cells(NamedTuple):
    """What a function writes: values of a type, so many a call, through one pointer to all of them or one to each."""

    dtype: type[np.generic]
    width: int
    is_struct: bool = False


FLOAT, POINT, EXACT_POINT = Cells(np.float32, 1), Cells(np.float32, 2), Cells(np.float64, 2)
LIMITS = Cells(np.float32, 4)
BOX, MATRIX = Cells(np.float32, 4, is_struct=True), Cells(np.float32, 6, is_struct=True)
COLOUR, TWO_COUNTS, TWO_INTEGERS = Cells(np.uint32, 4), Cells(np.uint32, 2), Cells(np.int32, 2)


@cache
def _scratch(cells: Cells) -> tuple[npt.NDArray[Any], list[list[Handle]]]:
    """Rows to write to, and their addresses, column by column: making these anew for each call costs as much as the call."""
    rows = np.zeros((_ROWS, cells.width), cells.dtype)
    places = rows.ctypes.data + rows.itemsize * np.arange(rows.size).reshape(rows.shape)
    columns = places.T[:1] if cells.is_struct else places.T
    return rows, [[Handle(place) for place in column] for column in columns.tolist()]


def filled(
    function: Callable[..., Any], cells: Cells, count: int, *columns: Iterable[Any]
) -> tuple[Any, Bools]:
    """What a function writes through pointers when it is called with each row of `columns`.

    Args:
        function: its last arguments are the pointers; its result says whether it succeeds.
        cells: what it writes.
        count: how long the columns are.
        columns: its first arguments.

    Returns:
        The values, an array of `count` rows, zero where the function fails; and whether it does not.
    """
    rows, pointers = _scratch(cells)
    values, is_known = np.empty((count, cells.width), cells.dtype), np.empty(count, dtype=np.bool_)
    given = [iter(column) for column in columns]
    for begin in range(0, count, _ROWS):
        size = min(_ROWS, count - begin)
        rows[:size] = 0
        calls = map(function, *(islice(column, size) for column in given), *pointers)
        is_known[begin : begin + size] = np.fromiter(calls, np.int32, size)
        values[begin : begin + size] = rows[:size]
    return values, is_known
