"""A page with what was found drawn on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from extractors.readers.opening import open_pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from extractors.flow import Flow
    from extractors.geometry import BBox, Span
    from extractors.model import Table

SCALE = 2.0
"""Pixels a point: 144 dots an inch."""

Colour = tuple[int, int, int]

_TABLES: tuple[Colour, ...] = ((30, 150, 60), (150, 50, 170), (0, 140, 150), (160, 110, 0))
_HEADER: Colour = (30, 90, 200)
_CUT: Colour = (230, 120, 0)
_GROUND: Colour = (255, 255, 255)
_TINT = 40
"""How much (of 255) of its colour covers a cell."""

_LABEL = 7.0
"""Size of the numbers of rows and columns, and `_GAP` how far they stand from the table; in points."""

_GAP = 3.0


def draw_page(path: Path, number: int, flow: Flow, out: Path) -> int:
    """Draw a page with its tables; see `page_picture`.

    Args:
        path: the PDF.
        number: 1-based page.
        flow: what was found in it.
        out: picture to write; its suffix says of which kind.

    Returns:
        Number of tables on the page.

    Raises:
        ReadError: the file gives no pages.
        IndexError: it has no such page.
    """
    page_picture(path, number, flow).save(out)
    return sum(number in table.pages for table in flow.tables)


def page_picture(path: Path, number: int, flow: Flow) -> Image.Image:
    """A page with its tables, `SCALE` pixels a point.

    Each table has a colour of its own. Its header cells are blue, and cells that go on on another page orange. Rows and
    columns bear their numbers (`cells.row`, `cells.column`) to the left of the table and above it. Frames that lie over
    the page are left as they are.

    Raises:
        ReadError: the file gives no pages.
        IndexError: it has no such page.
    """
    with open_pdfium(path) as document:
        if not 1 <= number <= len(document):
            raise IndexError(f"it has pages 1 to {len(document)}, and no page {number}")
        picture: Image.Image = document[number - 1].render(scale=SCALE).to_pil().convert("RGBA")
    tints = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(tints)
    for index, table in enumerate(flow.tables):
        colour = _TABLES[index % len(_TABLES)]
        for cell in table.cells:
            shown = _CUT if len(cell.span) > 1 else _HEADER if cell.row < 0 else colour
            for box in _here(cell.span, number):
                draw.rectangle(_inset(box), fill=(*shown, _TINT), outline=shown, width=2)
        for box in _here(table.span, number):
            draw.rectangle([value * SCALE for value in box], outline=colour, width=3)
            _number(draw, table, box, number, colour)
    for page in flow.pages:
        for box in page.overlays if page.number == number else ():
            draw.rectangle([value * SCALE for value in box], fill=(0, 0, 0, 0))
    return Image.alpha_composite(picture, tints).convert("RGB")


def _here(span: Span, number: int) -> Iterator[BBox]:
    """The boxes of a span on one page, but for those that are turned inside out."""
    return (box for page, box in span if page == number and box.x0 <= box.x1 and box.top <= box.bottom)


def _inset(box: BBox) -> list[float]:
    """In pixels, a little smaller, so that the outlines of neighbours stand side by side."""
    x0, top, x1, bottom = (value * SCALE for value in box)
    return [
        x0 + min(2.0, (x1 - x0) / 2),
        top + min(2.0, (bottom - top) / 2),
        max(x1 - 2, x0),
        max(bottom - 2, top),
    ]


def _number(draw: ImageDraw.ImageDraw, table: Table, extent: BBox, number: int, colour: Colour) -> None:
    """Write the numbers of rows and columns beside a table."""
    font = ImageFont.load_default(_LABEL * SCALE)
    rows: dict[int, tuple[int, float]] = {}
    columns: dict[int, tuple[int, float]] = {}
    for cell in table.cells:
        for box in _here(cell.span, number):
            _middle(rows, cell.row, cell.row_span, (box.top, box.bottom))
            _middle(columns, cell.column, cell.column_span, (box.x0, box.x1))
    for row, (_, y) in rows.items():
        place = ((extent.x0 - _GAP) * SCALE, y * SCALE)
        draw.text(place, str(row), fill=colour, font=font, anchor="rm", stroke_width=2, stroke_fill=_GROUND)
    for column, (_, x) in columns.items():
        place = (x * SCALE, (extent.top - _GAP) * SCALE)
        draw.text(
            place, str(column), fill=colour, font=font, anchor="mb", stroke_width=2, stroke_fill=_GROUND
        )


def _middle(found: dict[int, tuple[int, float]], index: int, span: int, extent: tuple[float, float]) -> None:
    """Keep the middle of a row or column: of its narrowest cell, or the beginning of a cell that spans others too."""
    low, high = extent
    if index not in found or span < found[index][0]:
        found[index] = (span, (low + high) / 2 if span == 1 else low + _LABEL / 2)
