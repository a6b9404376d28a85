"""PDFium's functions with plain integers for pointers, called over whole columns.

pypdfium2's own bindings make an object of every pointer and check its type, which costs several times the call itself.
A dense page needs some ten thousand calls; here their results go straight into NumPy arrays and their loop runs in C:

    boxes = np.zeros((count, 4), dtype=np.float32)
    run(char_loose_box, repeat(text_page), range(count), rows(boxes))

Names and arguments are those of PDFium's headers (fpdfview.h, fpdf_edit.h, fpdf_text.h, fpdf_transformpage.h).
"""

from __future__ import annotations

import ctypes
from collections import deque
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy.typing as npt

_POINTER, _ADDRESS, _INT, _UINT = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_uint


def address(pointer: Any) -> int:  # noqa: ANN401 - any of pypdfium2's pointers
    """A pointer of pypdfium2 as the integer that the functions here take; 0 for NULL."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _indexed(name: str, result: Any) -> Callable[[ctypes.c_void_p, int], Any]:  # noqa: ANN401 - ctypes' types
    """A function of a pointer, given as `c_void_p` itself, and an index.

    ctypes passes both on as they are where it is told no types to convert to, in little more than half the time.
    """
    return ctypes.PYFUNCTYPE(result)(address(getattr(pdfium, name)))


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:  # noqa: ANN401 - ctypes' types
    return ctypes.PYFUNCTYPE(result, *arguments)(address(getattr(pdfium, name)))


count_objects = _function("FPDFPage_CountObjects", _INT, _POINTER)
get_object = _indexed("FPDFPage_GetObject", _POINTER)
count_form_objects = _function("FPDFFormObj_CountObjects", _INT, _POINTER)
get_form_object = _function("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
object_type = _function("FPDFPageObj_GetType", _INT, _POINTER)
object_matrix = _function("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
has_transparency = _function("FPDFPageObj_HasTransparency", _INT, _POINTER)
fill_colour = _function("FPDFPageObj_GetFillColor", _INT, *[_POINTER] * 5)
stroke_colour = _function("FPDFPageObj_GetStrokeColor", _INT, *[_POINTER] * 5)
stroke_width = _function("FPDFPageObj_GetStrokeWidth", _INT, _POINTER, _POINTER)
image_size = _function("FPDFImageObj_GetImagePixelSize", _INT, _POINTER, _POINTER, _POINTER)

draw_mode = _function("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)
count_segments = _function("FPDFPath_CountSegments", _INT, _POINTER)
get_segment = _function("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
segment_type = _function("FPDFPathSegment_GetType", _INT, _POINTER)
segment_point = _function("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
segment_closes = _function("FPDFPathSegment_GetClose", _INT, _POINTER)
clip_path = _function("FPDFPageObj_GetClipPath", _POINTER, _POINTER)
count_clips = _function("FPDFClipPath_CountPaths", _INT, _POINTER)
count_clip_segments = _function("FPDFClipPath_CountPathSegments", _INT, _POINTER, _INT)
get_clip_segment = _function("FPDFClipPath_GetPathSegment", _POINTER, _POINTER, _INT, _INT)

text_render_mode = _function("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
text_font = _function("FPDFTextObj_GetFont", _POINTER, _POINTER)
count_chars = _function("FPDFText_CountChars", _INT, _POINTER)
get_text = _function("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
char_unicode = _indexed("FPDFText_GetUnicode", _UINT)
char_object = _indexed("FPDFText_GetTextObject", _ADDRESS)
char_origin = _function("FPDFText_GetCharOrigin", _INT, _POINTER, _INT, _POINTER, _POINTER)
char_loose_box = _function("FPDFText_GetLooseCharBox", _INT, _POINTER, _INT, _POINTER)
char_matrix = _function("FPDFText_GetMatrix", _INT, _POINTER, _INT, _POINTER)
char_font_size = _indexed("FPDFText_GetFontSize", ctypes.c_double)
has_map_error = _indexed("FPDFText_HasUnicodeMapError", _INT)
is_generated = _indexed("FPDFText_IsGenerated", _INT)


def rows(array: npt.NDArray[np.generic], column: int = 0) -> range:
    """Addresses of one column's cells, row by row, of a contiguous two-dimensional array; of all rows by default."""
    first = array.ctypes.data + column * array.itemsize
    return range(first, first + array.nbytes, array.strides[0]) if len(array) else range(0)


def each(function: Callable[..., Any], *columns: Iterable[Any]) -> list[Any]:
    """The results of a function called with each row of `columns`; as long as the shortest of them."""
    return list(map(function, *columns))


def column(dtype: npt.DTypeLike, count: int, function: Callable[..., Any], *columns: Iterable[Any]) -> Any:  # noqa: ANN401 - of any type
    """The results of a function called with each of `count` rows of `columns`, as an array."""
    return np.fromiter(map(function, *columns), dtype, count)


def run(function: Callable[..., Any], *columns: Iterable[Any]) -> None:
    """Call a function that writes through a pointer with each row of `columns`."""
    deque(map(function, *columns), maxlen=0)
