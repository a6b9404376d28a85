"""A page with what was found drawn on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import ImageDraw

from extractors.readers.opening import open_pdfium

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL.Image import Image

    from extractors.geometry import Span
    from extractors.model import Table

_SCALE = 2.0
"""Pixels a point: 144 dots an inch."""

_TABLE = (200, 30, 30)
_HEADER = (30, 90, 200)
_CELL = (30, 150, 60)
_CUT = (230, 140, 0)


def draw_page(path: Path, number: int, tables: Sequence[Table], out: Path) -> int:
    """Draw a page with its tables.

    Tables are red, header cells blue, body cells green, and cells that go on on another page orange.

    Args:
        path: the PDF.
        number: 1-based page.
        tables: tables of the file.
        out: picture to write; its suffix says of which kind.

    Returns:
        Number of tables on the page.

    Raises:
        ReadError: the file gives no pages.
        IndexError: it has no such page.
    """
    with open_pdfium(path) as document:
        if not 1 <= number <= len(document):
            raise IndexError(f"it has pages 1 to {len(document)}, and no page {number}")
        page = document[number - 1]
        picture: Image = page.render(scale=_SCALE).to_pil().convert("RGB")
    draw = ImageDraw.Draw(picture)
    here = [table for table in tables if number in table.pages]
    for table in here:
        for cell in table.cells:
            runs_on = len(cell.span) > 1
            colour = _CUT if runs_on else _HEADER if cell.row < 0 else _CELL
            _frame(draw, cell.span, number, colour, width=2)
        _frame(draw, table.span, number, _TABLE, width=4)
    picture.save(out)
    return len(here)


def _frame(
    draw: ImageDraw.ImageDraw, span: Span, number: int, colour: tuple[int, int, int], width: int
) -> None:
    for page, box in span:
        if page == number and box.x0 <= box.x1 and box.top <= box.bottom:
            draw.rectangle([value * _SCALE for value in box], outline=colour, width=width)
