"""What is set: paragraphs, tables, page breaks, and what the typesetter tells about them afterwards (the truth)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.samples.style import DEFAULT_TABLE, Align, PageStyle, TableStyle

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. Lengths in ems of the page's type size; `<u>…</u>` in the text is underlined.

    `first` is added to `indent` in the first line (negative: a hanging number). `spread`: the line is letter-spaced to
    this width (均等割付). `above`: empty lines before it. `keep`: it does not stand alone at a page's end.
    """

    text: str
    align: Align = "left"
    indent: float = 0.0
    first: float = 0.0
    size: float = 1.0
    font: str = ""
    spread: float = 0.0
    above: float = 0.0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell that spans, or stands otherwise than its column.

    `vertical`: its characters stand one below the other. `struck`: a line runs through it from corner to corner.
    `lined`: a rule from side to side under each line of its text, as on forms.
    """

    text: str
    row_span: int = 1
    column_span: int = 1
    align: Align | None = None
    vertical: bool = False
    struck: bool = False
    lined: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A frame with a text, laid over a table: its middle is the lower right corner of a body cell."""

    row: int
    column: int
    text: str


Grid = tuple[tuple[Cell | None, ...], ...]
RowInput = "Sequence[str | Cell | None]"


def grid(rows: Sequence[Sequence[str | Cell | None]]) -> Grid:
    """Rows of strings, cells and None (covered by a span) as rows of cells."""
    return tuple(tuple(Cell(cell) if isinstance(cell, str) else cell for cell in row) for row in rows)


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are relative. `columns`: how each column is aligned; the header is always centred."""

    header: Grid
    rows: Grid
    widths: tuple[float, ...]
    style: TableStyle = DEFAULT_TABLE
    columns: tuple[Align, ...] = ()
    caption: str = ""
    above: float = 0.3
    callouts: tuple[Callout, ...] = ()


@dataclass(frozen=True, slots=True)
class Abreast:
    """Tables side by side; each must fit on what is left of the page. `gutter` in points."""

    tables: tuple[Table, ...]
    gutter: float = 24.0


@dataclass(frozen=True, slots=True)
class Notice:
    """A paragraph in a frame."""

    text: str


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page, on sheets of another style where one is given."""

    page: PageStyle | None = None


Block = Text | Table | Abreast | Notice | NewPage


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands on a page as shown: 1-based page, points, origin top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class CellTruth:
    """One printed cell. Body rows count from 0, the last header row is -1. One box per page that it stands on."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class TableTruth:
    """One table as it must be read.

    `header` and `rows` are flat: a spanning cell's text is repeated, header levels are joined top-down with " / ".
    `header` is empty for a table without one. A line feed in a text is a break that was asked for; line wraps leave no trace. `split_rows`: body rows that a page
    break cuts. `boxes`: the table's extent, one per page.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[CellTruth, ...]
    split_rows: tuple[int, ...]
    boxes: tuple[Box, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """Every page that the table stands on."""
        return tuple(box.page for box in self.boxes)


@dataclass(frozen=True, slots=True)
class Typeset:
    """The PDF, the tables in it, and every page's visible text in drawing order (one line per printed line)."""

    pdf: bytes
    tables: tuple[TableTruth, ...]
    pages: tuple[str, ...]
