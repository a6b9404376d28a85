"""Draws a laid-out table and tells what it drew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.samples import fonts
from tests.samples.blocks import Box, CellTruth, Table, TableTruth
from tests.samples.table_layout import line_height

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.samples.paint import Painter, Segment
    from tests.samples.style import TableStyle
    from tests.samples.table_layout import Fragment, LaidCell, LaidTable
    from tests.samples.wrap import Line

_HEADER_GREY, _ZEBRA_GREY = 0.86, 0.94


class _Placed:
    """A cell as it stands on one page."""

    __slots__ = (
        "bottom",
        "cell",
        "closed_bottom",
        "closed_top",
        "ends_page",
        "first",
        "starts_page",
        "stop",
        "top",
        "x0",
        "x1",
    )

    def __init__(
        self,
        cell: LaidCell,
        laid: LaidTable,
        fragments: list[Fragment],
        on_page: tuple[Fragment, ...],
        style: TableStyle,
    ) -> None:
        self.cell = cell
        self.x0, self.x1 = laid.edges[cell.column], laid.edges[cell.column + cell.column_span]
        self.top, self.bottom = fragments[0].top, fragments[-1].top + fragments[-1].height
        self.first, self.stop = fragments[0].first, fragments[-1].stop
        self.closed_top = style.close_at_break or fragments[0].begins
        self.closed_bottom = style.close_at_break or fragments[-1].ends
        self.starts_page = style.close_at_break and fragments[0] is on_page[0]
        self.ends_page = style.close_at_break and fragments[-1] is on_page[-1]

    def box(self, page: int) -> Box:
        return Box(page, self.x0, round(self.top, 2), self.x1, round(self.bottom, 2))


def paint_page(
    painter: Painter, table: Table, laid: LaidTable, part: int, page: int
) -> list[tuple[LaidCell, Box]]:
    """Draw the part of the table that stands on its page number `part`; `page` is the file's page (1-based)."""
    placed = list(_placed(table, laid, laid.pages[part]))
    for cell in placed:
        _shade(painter, table.style, cell)
    for cell in placed:
        _write(painter, table, laid, cell, part)
    _rule(painter, table.style, laid, placed)
    for cell in placed:
        if cell.cell.cell.struck:
            painter.line((cell.x0, cell.top, cell.x1, cell.bottom), table.style.rule_width)
        for callout in table.callouts:
            if (callout.row, callout.column) == (cell.cell.row, cell.cell.column):
                painter.callout(callout.text, cell.x1, cell.bottom, table.style.text)
    return [(cell.cell, cell.box(page)) for cell in placed]


def _placed(table: Table, laid: LaidTable, fragments: tuple[Fragment, ...]) -> Iterable[_Placed]:
    here = {fragment.row: fragment for fragment in fragments}
    for cell in laid.cells:
        rows = [here[row] for row in range(cell.row, cell.row + cell.row_span) if row in here]
        if rows:
            yield _Placed(cell, laid, rows, fragments, table.style)


def _shade(painter: Painter, style: TableStyle, placed: _Placed) -> None:
    if style.shading != "none" and placed.cell.row < 0:
        painter.shade(placed.x0, placed.top, placed.x1, placed.bottom, _HEADER_GREY)
    elif style.shading == "zebra" and placed.cell.row % 2:
        painter.shade(placed.x0, placed.top, placed.x1, placed.bottom, _ZEBRA_GREY)


def _lines_of_span(table: Table, laid: LaidTable, cell: LaidCell, part: int) -> list[Line]:
    """The lines of a cell that spans rows which stand on one page: as many as fit, page by page."""
    rest = list(cell.lines)
    last = max(k for k, page in enumerate(laid.pages) if any(f.row in _rows(cell) for f in page))
    for number, page in enumerate(laid.pages[: last + 1]):
        height = sum(f.height for f in page if f.row in _rows(cell))
        count = (
            int((height - 2 * table.style.padding + 0.001) // line_height(table))
            if number < last
            else len(rest)
        )
        here, rest = rest[: max(count, 0)], rest[max(count, 0) :]
        if number == part:
            return here
    return []


def _rows(cell: LaidCell) -> range:
    return range(cell.row, cell.row + cell.row_span)


def _write(painter: Painter, table: Table, laid: LaidTable, placed: _Placed, part: int) -> None:
    style = table.style
    cell, text = placed.cell, style.text
    height_of_line = line_height(table)
    lines, shift = list(cell.lines), 0
    room = placed.bottom - placed.top - 2 * style.padding
    if cell.row_span == 1:
        if style.valign == "middle_of_row" and cell.row >= 0:
            shift = (laid.line_counts[cell.row] - len(lines)) // 2
        first, stop = max(0, placed.first - shift), max(0, placed.stop - shift)
        lines = lines[first:stop]
    elif cell.row >= 0:
        lines = _lines_of_span(table, laid, cell, part)
    height = len(lines) * height_of_line
    if cell.row < 0 or style.valign == "middle":
        offset = (room - height) / 2
    elif style.valign == "bottom":
        offset = room - height
    else:
        offset = max(0, shift - placed.first) * height_of_line if cell.row_span == 1 else 0.0
    if text.hidden and cell.row >= 0:
        painter.hidden(text.hidden, placed.x0 + style.padding, placed.top + style.padding, text)
    top = placed.top + style.padding + offset + (height_of_line - text.size) / 2
    for line in lines:
        width = fonts.text_width(line.text.rstrip(" "), text.font, text.size, text.spacing)
        slack = placed.x1 - placed.x0 - 2 * style.padding - width
        x = placed.x0 + style.padding + {"left": 0.0, "center": slack / 2, "right": slack}[cell.align]
        painter.text(line, x, top, replace(text, full_width_digits=False))
        if cell.cell.lined:
            under = top + text.size * 1.08
            painter.line((placed.x0, under, placed.x1, under), 0.4)
        top += height_of_line


def _rule(painter: Painter, style: TableStyle, laid: LaidTable, placed: list[_Placed]) -> None:
    if style.rules == "stroked_rects":
        for cell in placed:
            painter.frame(cell.x0, cell.top, cell.x1, cell.bottom, style.rule_width)
        return
    segments = sorted({segment for cell in placed for segment in _sides(style, laid, cell)})
    if style.rules != "lines":  # Short pieces would show in dashes and doubled lines.
        segments = _merged(segments)
    draw = {
        "lines": painter.line,
        "long_lines": painter.line,
        "filled_rects": painter.filled_line,
        "dashes": painter.dashes,
        "doubled": painter.doubled,
        "dots": painter.dots,
    }[style.rules]
    for segment in segments:
        draw(segment, style.rule_width)


def _sides(style: TableStyle, laid: LaidTable, cell: _Placed) -> Iterable[Segment]:
    top, bottom = round(cell.top, 2), round(cell.bottom, 2)
    if not style.header_rules and cell.cell.row < 0:
        return
    is_head, is_last = cell.cell.row < 0, cell.cell.row + cell.cell.row_span > max(laid.line_counts)
    is_first = cell.cell.row == min(laid.line_counts)
    has_top = style.row_rules or is_head or cell.starts_page
    has_bottom = style.row_rules or is_head or is_last or cell.ends_page
    if cell.closed_top and (has_top if style.inner_rules else is_first):
        yield (cell.x0, top, cell.x1, top)
    if cell.closed_bottom and (has_bottom if style.inner_rules else is_last):
        yield (cell.x0, bottom, cell.x1, bottom)
    for x in (cell.x0, cell.x1):
        is_outer = x in (laid.edges[0], laid.edges[-1])
        drawn = style.sides == "all" or (style.sides == "open" and not is_outer)
        if drawn and (style.inner_rules or is_outer):
            yield (x, top, x, bottom)


def _merged(segments: list[Segment]) -> list[Segment]:
    """Collinear segments that touch, as one."""
    horizontal = sorted((s for s in segments if s[1] == s[3]), key=lambda s: (s[1], s[0]))
    vertical = sorted((s for s in segments if s[1] != s[3]), key=lambda s: (s[0], s[1]))
    merged: list[Segment] = []
    for segment in (*horizontal, *vertical):
        last = merged[-1] if merged else None
        if last and last[1] == last[3] == segment[1] == segment[3] and segment[0] <= last[2] + 0.02:
            merged[-1] = (last[0], last[1], max(last[2], segment[2]), last[3])
        elif last and last[0] == last[2] == segment[0] == segment[2] and segment[1] <= last[3] + 0.02:
            merged[-1] = (last[0], last[1], last[2], max(last[3], segment[3]))
        else:
            merged.append(segment)
    return merged


def truth(table: Table, laid: LaidTable, boxes: dict[tuple[int, int], list[Box]]) -> TableTruth:
    """What must be read from the table that was drawn with these boxes, keyed by row and column of the cell."""
    cells = tuple(
        CellTruth(c.row, c.column, c.row_span, c.column_span, c.text, tuple(boxes[c.row, c.column]))
        for c in laid.cells
    )
    flat = _flat(table, cells)
    header = tuple(
        " / ".join(dict.fromkeys(filter(None, column))) for column in _header_columns(table, cells)
    )
    body = {
        fragment.row for page in laid.pages for fragment in page if fragment.row >= 0 and not fragment.ends
    }
    return TableTruth(
        caption=table.caption,
        header=header,
        rows=tuple(
            tuple(flat[row, column] for column in range(len(table.widths))) for row in range(len(table.rows))
        ),
        cells=cells,
        split_rows=tuple(sorted(body)),
        boxes=_extents(cells),
    )


def _flat(table: Table, cells: tuple[CellTruth, ...]) -> dict[tuple[int, int], str]:
    spots = {
        (row, column): cell.text
        for cell in cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    expected = (len(table.header) + len(table.rows)) * len(table.widths)
    covered = sum(cell.row_span * cell.column_span for cell in cells)
    if not len(spots) == covered == expected:
        raise ValueError(f"the cells cover {covered} places, once or more, of the {expected} of the grid")
    return spots


def _header_columns(table: Table, cells: tuple[CellTruth, ...]) -> list[list[str]]:
    """For each column the header cells over it, from the top down, each once."""
    rows = range(-len(table.header), 0)
    columns: list[list[str]] = []
    for column in range(len(table.widths)):
        over = [
            cell
            for cell in cells
            if cell.row in rows and cell.column <= column < cell.column + cell.column_span
        ]
        columns.append([cell.text for cell in sorted(over, key=lambda cell: cell.row)])
    return columns if table.header else []


def _extents(cells: tuple[CellTruth, ...]) -> tuple[Box, ...]:
    pages: dict[int, list[Box]] = {}
    for cell in cells:
        for box in cell.boxes:
            pages.setdefault(box.page, []).append(box)
    return tuple(
        Box(
            page,
            min(b.x0 for b in on),
            min(b.top for b in on),
            max(b.x1 for b in on),
            max(b.bottom for b in on),
        )
        for page, on in sorted(pages.items())
    )
