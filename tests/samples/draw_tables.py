"""Draws the pictures of docs/tables.md: `python -m tests.samples.draw_tables [FOLDER]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from extractors.flow import FlowLine, read_flow
from extractors.geometry import bounding_box
from pipeline.drawing import SCALE, page_picture
from tests.samples.fonts import missing_fonts
from tests.samples.generate import ROOT
from tests.samples.hard_tables import hard_tables
from tests.samples.typeset import typeset

if TYPE_CHECKING:
    from extractors.flow import Flow
    from tests.samples.hard_tables import HardTable

FOLDER = ROOT / "docs" / "tables"
MARGIN = 18.0
"""Points that are left around what is printed on a page."""

MAX_WIDTH = 1400
COLOURS = 96
"""Pixels and colours that keep a picture small."""

_BREAK = (225, 225, 225)
_BREAK_HEIGHT = 8


def draw(hard: HardTable, folder: Path) -> str:
    """Typeset a file, read it, and draw what was found into `folder`; says in one line what that is."""
    path = folder / f"{hard.name}.png"
    with tempfile.TemporaryDirectory() as work:
        pdf = Path(work) / "table.pdf"
        pdf.write_bytes(typeset(hard.blocks, hard.page).pdf)
        flow = read_flow(pdf)
        pages = [_cropped(page_picture(pdf, page.number, flow), flow, page.number) for page in flow.pages]
    picture = _stacked(pages)
    if picture.width > MAX_WIDTH:
        height = round(picture.height * MAX_WIDTH / picture.width)
        picture = picture.resize((MAX_WIDTH, height), Image.Resampling.LANCZOS)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    cells = sum(len(table.cells) for table in flow.tables)
    return f"{path.name}: tables {len(flow.tables)}, cells {cells}, pages {len(pages)}"


def _cropped(picture: Image.Image, flow: Flow, number: int) -> Image.Image:
    """The part of a page on which something is printed."""
    lines = (line for line in (*flow.elements, *flow.furniture, *flow.ruby) if isinstance(line, FlowLine))
    x0, top, x1, bottom = bounding_box(
        [
            *(line.box for line in lines if line.page == number),
            *(place.box for table in flow.tables for place in table.span if place.page == number),
        ]
    )
    corners = (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)
    return picture.crop(tuple(round(value * SCALE) for value in corners))  # type: ignore[arg-type]


def _stacked(pages: list[Image.Image]) -> Image.Image:
    """Pages one below the other, parted by a band of grey."""
    width = max(page.width for page in pages)
    height = sum(page.height for page in pages) + _BREAK_HEIGHT * (len(pages) - 1)
    whole = Image.new("RGB", (width, height), _BREAK)
    at = 0
    for page in pages:
        whole.paste(page, (0, at))
        at += page.height + _BREAK_HEIGHT
    return whole


def main(arguments: list[str]) -> int:
    """Draw all pictures."""
    if missing := missing_fonts():
        names = ", ".join(str(path) for path in missing)
        sys.stderr.write(
            f"These fonts are missing: {names}\napt-get install fonts-ipafont-mincho fonts-ipafont-gothic\n"
        )
        return 1
    folder = Path(arguments[0]) if arguments else FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.stderr.write(f"{folder}: no pictures can be written there ({error.strerror})\n")
        return 2
    for hard in hard_tables():
        sys.stdout.write(draw(hard, folder) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
