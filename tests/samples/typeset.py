"""Sets paragraphs and tables on pages: `typeset` for any sequence of blocks, `typeset_table` for one table."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tests.samples import fonts
from tests.samples.blocks import Abreast, Block, Box, NewPage, Notice, Table, TableTruth, Text, Typeset, grid
from tests.samples.paint import Painter
from tests.samples.style import PageStyle, TableStyle, TextStyle
from tests.samples.table_layout import LaidCell, lay_out
from tests.samples.table_paint import paint_page, truth
from tests.samples.wrap import Line, full_width_digits, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.samples.blocks import Cell

_FURNITURE_SIZE, _NOTE_SIZE, _NOTE_GREY = 9.0, 7.0, 0.45


def typeset(
    blocks: Sequence[Block], page: PageStyle | None = None, *, title: str = "", subject: str = ""
) -> Typeset:
    """Set the blocks on as many pages as they need.

    Equal arguments give equal bytes. `title` and `subject` go into the PDF's metadata.

    Raises:
        ValueError: a table whose spans do not cover its grid exactly once, or whose spanned rows exceed a page.

    """
    page = page or PageStyle()
    flow = _Flow(page, Painter(title, subject))
    for name in sorted(_font_names(blocks, page)):
        fonts.register(name)
    flow.open()
    for block in blocks:
        flow.add(block)
    flow.close()
    texts = tuple("\n".join(lines) for lines in flow.painter.log)
    return Typeset(flow.painter.finish(), tuple(flow.tables), texts)


def typeset_table(
    rows: Sequence[Sequence[str | Cell | None]],
    header: Sequence[Sequence[str | Cell | None]],
    style: TableStyle | None = None,
    page: PageStyle | None = None,
    *,
    widths: Sequence[float] = (),
    before: Sequence[Block] = (),
    after: Sequence[Block] = (),
) -> Typeset:
    """Set one table, with other blocks (prose, further tables) before and after it.

    `header`: rows of the header, [] for none. None in a row stands for a place that a spanning `Cell` covers.
    `widths`: relative widths of the columns, equal ones by default.
    """
    columns = len(rows[0]) if rows else len(header[0])
    table = Table(grid(header), grid(rows), tuple(widths) or (1.0,) * columns, style or TableStyle())
    return typeset([*before, table, *after], page)


def _font_names(blocks: Sequence[Block], page: PageStyle) -> set[str]:
    names = {page.text.font}
    for block in blocks:
        if isinstance(block, Table):
            names.add(block.style.text.font)
        elif isinstance(block, Abreast):
            names.update(table.style.text.font for table in block.tables)
        elif isinstance(block, Text):
            names.add(block.font or page.text.font)
        elif isinstance(block, NewPage) and block.page:
            names.add(block.page.text.font)
    return names


@dataclass(slots=True)
class _Flow:
    """Where the next block begins."""

    page: PageStyle
    painter: Painter
    tables: list[TableTruth] = field(default_factory=list)
    number: int = 0
    printed: int = 0
    at: float = 0.0
    _furnished: bool = False

    @property
    def left(self) -> float:
        return self.page.margin_left

    @property
    def width(self) -> float:
        return self.page.size[0] - self.page.margin_left - self.page.margin_right

    @property
    def bottom(self) -> float:
        return self.page.size[1] - self.page.margin_bottom

    def open(self) -> None:
        self.printed = self.page.first_number - 1
        self.turn()

    def turn(self) -> None:
        if self.number:
            self.close_page()
        self.number += 1
        self.printed += 1
        self.painter.begin_page(self.page)
        self.at = self.page.margin_top
        self._furnish_top()

    def close_page(self) -> None:
        self._furnish_bottom()
        self.painter.end_page()

    def close(self) -> None:
        self.close_page()

    def add(self, block: Block) -> None:
        if isinstance(block, Text):
            self._text(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Abreast):
            self._abreast(block)
        elif isinstance(block, Notice):
            self._notice(block)
        else:
            self._new_page(block)

    def _new_page(self, block: NewPage) -> None:
        if block.page is None:
            self.turn()
            return
        self.close_page()  # Its page number belongs to the old style.
        self.page = block.page
        self.printed = self.page.first_number
        self.number += 1
        self.painter.begin_page(self.page)
        self.at = self.page.margin_top
        self._furnish_top()

    def _style(self, block: Text) -> TextStyle:
        base = self.page.text
        return replace(base, font=block.font or base.font, size=base.size * block.size)

    def _text(self, block: Text) -> None:
        style = self._style(block)
        em, height = self.page.text.size, style.size * style.leading
        text = full_width_digits(block.text) if style.full_width_digits else block.text
        style = replace(style, full_width_digits=False)
        if block.spread:
            gap = (block.spread * em - fonts.text_width(text, style.font, style.size)) / max(1, len(text) - 1)
            style = replace(style, spacing=gap)
        room = self.width - block.indent * em

        def width(char: str) -> float:
            return fonts.advance(style.font, char) * style.size + style.spacing

        lines = wrap(text, width, room, room - block.first * em)
        if self.at > self.page.margin_top:
            self.at += block.above * height
        if block.keep and self.at + (len(lines) + 3) * height > self.bottom:
            self.turn()
        for number, line in enumerate(lines):
            if self.at + height > self.bottom:
                self.turn()
            indent = block.indent * em + (block.first * em if number == 0 else 0.0)
            self._place(line, block.align, indent, style)
            self.at += height

    def _place(self, line: Line, align: str, indent: float, style: TextStyle) -> None:
        width = fonts.text_width(line.text.rstrip(" "), style.font, style.size, style.spacing)
        slack = self.width - indent - width
        x = self.left + indent + {"left": 0.0, "center": slack / 2, "right": slack}[align]
        self.painter.text(line, x, self.at + style.size * (style.leading - 1) / 2, style)

    def _table(self, table: Table) -> None:
        gap = table.above * table.style.text.size if self.at > self.page.margin_top else 0.0
        tops = (self.at + gap, self.page.margin_top)
        laid = lay_out(table, self.left, self.width, tops, self.bottom)
        boxes: dict[tuple[int, int], list[Box]] = {}
        for part, fragments in enumerate(laid.pages):
            if part:
                self.turn()
            drawn: list[tuple[LaidCell, Box]] = paint_page(self.painter, table, laid, part, self.number)
            for cell, box in drawn:
                boxes.setdefault((cell.row, cell.column), []).append(box)
            if fragments:
                self.at = fragments[-1].top + fragments[-1].height
        self.tables.append(truth(table, laid, boxes))

    def _abreast(self, block: Abreast) -> None:
        left, right, top = self.page.margin_left, self.page.margin_right, self.at
        share = (self.width - block.gutter * (len(block.tables) - 1)) / len(block.tables)
        ends = []
        for number, table in enumerate(block.tables):
            first = left + number * (share + block.gutter)
            narrow = {"margin_left": first, "margin_right": self.page.size[0] - first - share}
            self.page, self.at, page = replace(self.page, **narrow), top, self.number
            self._table(table)
            if self.number != page:
                raise ValueError("tables side by side must fit on the page")
            ends.append(self.at)
            self.page = replace(self.page, margin_left=left, margin_right=right)
        self.at = max(ends)

    def _notice(self, block: Notice) -> None:
        style = self.page.text
        padding, height = 6.0, style.size * style.leading

        def width(char: str) -> float:
            return fonts.advance(style.font, char) * style.size + style.spacing

        lines = wrap(block.text, width, self.width - 2 * padding)
        if self.at + len(lines) * height + 4 * padding > self.bottom:
            self.turn()
        top = self.at + padding
        for number, line in enumerate(lines):
            y = top + padding + number * height + style.size * (style.leading - 1) / 2
            self.painter.text(line, self.left + padding, y, style)
        self.at = top + len(lines) * height + 2 * padding
        self.painter.frame(self.left, top, self.left + self.width, self.at, 0.8)
        self.at += padding

    def _furnish_top(self) -> None:
        style = replace(self.page.text, size=_FURNITURE_SIZE, spacing=0.0, twice=False)
        top = self.page.margin_top - 2.0 * _FURNITURE_SIZE
        if self.page.label:
            width = fonts.text_width(self.page.label, style.font, style.size)
            x = self.left + self.width - width
            self.painter.text(Line(self.page.label), x, top - 1.6 * _FURNITURE_SIZE, style)
        if self.page.banner:
            self.painter.text(Line(self.page.banner), self.left, top, style)

    def _furnish_bottom(self) -> None:
        shown = _page_number(self.page.number, self.printed)
        style = replace(
            self.page.text, size=_FURNITURE_SIZE, spacing=0.0, twice=False, full_width_digits=False
        )
        if shown:
            width = fonts.text_width(shown, style.font, style.size)
            self.painter.text(Line(shown), (self.page.size[0] - width) / 2, self.bottom + 14, style)
        if self.page.note and (self.number == 1 or not self.page.note_once):
            style = replace(style, size=_NOTE_SIZE)
            width = fonts.text_width(self.page.note, style.font, style.size)
            x = (self.page.size[0] - width) / 2
            self.painter.text(Line(self.page.note), x, self.page.size[1] - 26, style, grey=_NOTE_GREY)


def _page_number(kind: str, number: int) -> str:
    return {
        "none": "",
        "plain": str(number),
        "dashes": f"- {number} -",
        "full_width": full_width_digits(str(number)),
        "page_word": f"{number}ページ",
    }[kind]
