"""What can be varied: how text, rules, tables and pages look. Plain values, lengths in PDF points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]
Rules = Literal["lines", "long_lines", "stroked_rects", "filled_rects", "dashes", "doubled", "dots"]
Sides = Literal["all", "open", "horizontal"]
Shading = Literal["none", "header", "zebra"]
VerticalAlign = Literal["top", "middle", "middle_of_row", "bottom"]
PageNumber = Literal["none", "plain", "dashes", "full_width", "page_word"]
Rotation = Literal[0, 90, 180, 270]

A4 = (595.28, 841.89)
CID_MINCHO = "HeiseiMin-W3"
CID_GOTHIC = "HeiseiKakuGo-W5"
MINCHO = "IPAMincho"
GOTHIC = "IPAGothic"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How characters are set.

    `font`: CID_* needs no font file and embeds nothing; MINCHO and GOTHIC embed a subset of the IPA fonts.
    `leading`: line height as a multiple of the size. `spacing`: added after every character (the Tc operator).
    `full_width_digits`: 0-9 are printed as ０-９. `twice`: every glyph is drawn a second time 0.3 pt further right,
    as some producers do for bold. `hidden`: this text is drawn white under the visible one of every table cell.
    """

    font: str = CID_MINCHO
    size: float = 10.5
    leading: float = 1.5
    spacing: float = 0.0
    full_width_digits: bool = False
    twice: bool = False
    hidden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStyle:
    """How a table is ruled and how it breaks over pages.

    `rules`: one line for each side of each cell (`lines`), merged over cells (`long_lines`), each cell's frame stroked
    (`stroked_rects`), thin filled rectangles, short dashes, each line doubled, or round dots. `sides`: all, without the two outer
    verticals (`open`), or no verticals at all (`horizontal`). `row_rules`: whether each row is ruled off; else only the
    header and the ends of the table are, and the ends of each page if `close_at_break`. `header_rules`: whether the header
    is ruled; else it is only shaded. `inner_rules`: whether anything but the frame about the table is ruled. `split_spans`: whether a page break may fall between rows that a cell spans together.
    `split_rows`: a row that does not fit is continued on
    the next page, else it moves there as a whole (unless it is taller than a page). `close_at_break`: a split row gets
    a rule at the page's end. `valign`: `middle_of_row` centres a short cell in the whole row, so that its text may
    stand in the second part of a split row; `middle` centres it in the first part.
    """

    text: TextStyle = TextStyle(size=9.0, leading=1.3)
    rules: Rules = "lines"
    sides: Sides = "all"
    row_rules: bool = True
    header_rules: bool = True
    inner_rules: bool = True
    shading: Shading = "none"
    repeat_header: bool = True
    split_rows: bool = True
    split_spans: bool = False
    close_at_break: bool = True
    valign: VerticalAlign = "top"
    padding: float = 4.0
    rule_width: float = 0.6

    def __post_init__(self) -> None:
        if self.rules == "stroked_rects" and self.sides != "all":
            raise ValueError("a stroked rectangle has all four sides")


DEFAULT_TABLE = TableStyle()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStyle:
    """The sheet as it is shown; content is always upright in the shown page.

    `rotate`: the page's /Rotate entry (content is turned the other way). `noise`: put in the place of the zeros of the
    page's matrix, as rounding does in real files. `label` stands at the top right and `banner` at the top left of every
    page, `note` in small grey type at the foot. `note_once`: the note stands on the first page only.
    """

    landscape: bool = False
    a3: bool = False
    rotate: Rotation = 0
    noise: float = 0.0
    margin_top: float = 62.0
    margin_bottom: float = 62.0
    margin_left: float = 62.0
    margin_right: float = 62.0
    number: PageNumber = "plain"
    first_number: int = 1
    label: str = ""
    banner: str = ""
    note: str = ""
    note_once: bool = False
    text: TextStyle = TextStyle()

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = (A4[1], A4[0] * 2) if self.a3 else A4
        return (height, width) if self.landscape else (width, height)
