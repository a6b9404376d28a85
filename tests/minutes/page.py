"""Sets invented minutes on pages: paragraphs with hanging or plain indents, columns of names, ruled tables."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractors.flow import FlowElement, read_flow

FONT = "HeiseiMin-W3"
NEVER_FIRST = "、。，．」』）】〕！？ー々ゃゅょっァィゥェォッャュョ"
LEFT, RIGHT, TOP, BOTTOM, GUTTER = 72.0, 523.0, 770.0, 72.0, 30.0

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def wrap(text: str, first: float, rest: float, size: float) -> list[str]:
    """Break a text into lines of at most `first` and then `rest` points; closing marks are carried back."""
    lines: list[str] = []
    line, width, room = "", 0.0, first
    for character in text:
        step = pdfmetrics.stringWidth(character, FONT, size)
        if line and width + step > room and character not in NEVER_FIRST:
            lines.append(line)
            line, width, room = "", 0.0, rest
        elif line and width + step > room:
            lines.append(line[:-1])
            line = line[-1]
            width, room = pdfmetrics.stringWidth(line, FONT, size), rest
        line += character
        width += step
    return [*lines, line] if line else lines


@dataclass
class Paper:
    """Pages being filled from the top; lines are broken as they are put down."""

    size: float = 11.0
    leading: float = 18.0
    head: str = ""
    numbered: bool = True
    columns: int = 1
    buffer: io.BytesIO = field(default_factory=io.BytesIO)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.page = 1
        self.column = 0
        self.y = self.top = TOP
        self._open()

    @property
    def left(self) -> float:
        return LEFT + self.column * (RIGHT - LEFT + GUTTER) / self.columns

    @property
    def edge(self) -> float:
        return self.left + (RIGHT - LEFT + GUTTER) / self.columns - GUTTER

    @property
    def em(self) -> float:
        return self.size

    def _open(self) -> None:
        self.canvas.setFont(FONT, self.size)
        if self.head:
            self.canvas.drawString(LEFT, 810, self.head)
        if self.numbered:
            self.canvas.drawCentredString(A4[0] / 2, 36, f"- {self.page} -")

    def new_page(self) -> None:
        """Go on at the top of the next column, or of the next page."""
        self.column = (self.column + 1) % self.columns
        if self.column == 0:
            self.canvas.showPage()
            self.page += 1
            self.top = TOP
            self._open()
        self.y = self.top

    def room(self, height: float) -> None:
        if self.y - height < BOTTOM:
            self.new_page()

    def put(self, x: float, text: str, size: float | None = None) -> None:
        """One line, already broken."""
        indent = x - self.left
        self.room(self.leading)
        x = self.left + indent
        self.y -= self.leading
        self.canvas.setFont(FONT, size or self.size)
        self.canvas.drawString(x, self.y, text)
        self.canvas.setFont(FONT, self.size)

    def centre(self, text: str, size: float | None = None) -> None:
        """A line in the middle; above the text of a page in columns, in the middle of the page."""
        is_above = self.columns > 1 and self.y == self.top
        left, edge = (LEFT, RIGHT) if is_above else (self.left, self.edge)
        width = pdfmetrics.stringWidth(text, FONT, size or self.size)
        self.put((left + edge - width) / 2, text, size)
        if is_above:
            self.top = self.y - self.leading

    def right(self, text: str) -> None:
        self.put(self.edge - pdfmetrics.stringWidth(text, FONT, self.size), text)

    def gap(self, lines: float = 1.0) -> None:
        self.y -= self.leading * lines

    def paragraph(self, text: str, first: float = 0.0, rest: float = 0.0) -> None:
        """A paragraph whose first line is indented by `first` characters and the others by `rest`."""
        one, other = first * self.em, rest * self.em
        width = self.edge - self.left
        for k, line in enumerate(wrap(text, width - one, width - other, self.size)):
            self.put(self.left + (one if k == 0 else other), line)

    def beside(self, name: str, paragraphs: list[str], column: float) -> None:
        """A name in a column of its own (broken where it is too long), and what is said to the right of it."""
        names = wrap(name, (column - 1) * self.em, (column - 1) * self.em, self.size)
        left = self.left + column * self.em
        lines = [
            (left + self.em if k == 0 and p else left, line)
            for p, text in enumerate(paragraphs)
            for k, line in enumerate(
                wrap(text, self.edge - left - (self.em if p else 0), self.edge - left, self.size)
            )
        ]
        for k in range(max(len(names), len(lines))):
            self.room(self.leading)
            self.y -= self.leading
            if k < len(names):
                self.canvas.drawString(self.left, self.y, names[k])
            if k < len(lines):
                self.canvas.drawString(lines[k][0], self.y, lines[k][1])

    def table(
        self, rows: list[list[str]], widths: list[float], merged: set[tuple[int, int]] = frozenset()
    ) -> None:  # type: ignore[assignment]
        """A ruled table; `merged` names cells (row, column) that go on in the cell below them."""
        scale = (self.edge - self.left) / sum(widths)
        xs = [self.left]
        for width in widths:
            xs.append(xs[-1] + width * scale)
        for r, row in enumerate(rows):
            cells = [
                [
                    line
                    for text in cell.split("\n")
                    for line in wrap(text, xs[c + 1] - xs[c] - 10, xs[c + 1] - xs[c] - 10, self.size)
                ]
                for c, cell in enumerate(row)
            ]
            height = max(map(len, cells)) * self.leading + 6
            if self.y - height < BOTTOM:
                if height < TOP - BOTTOM:
                    self.new_page()
                else:
                    self._long_row(cells, xs)
                    continue
            top, bottom = self.y, self.y - height
            for c, lines in enumerate(cells):
                for k, line in enumerate(lines):
                    self.canvas.drawString(xs[c] + 5, top - self.leading * (k + 1) + 2, line)
                if (r - 1, c) not in merged:
                    self.canvas.line(xs[c], top, xs[c + 1], top)
                if (r, c) not in merged:
                    self.canvas.line(xs[c], bottom, xs[c + 1], bottom)
            for x in xs:
                self.canvas.line(x, top, x, bottom)
            self.y = bottom
        self.gap(0.5)

    def _long_row(self, cells: list[list[str]], xs: list[float]) -> None:
        """A row that runs over pages."""
        at = 0
        count = max(map(len, cells))
        while at < count:
            fits = max(int((self.y - BOTTOM - 6) / self.leading), 0)
            if not fits:
                self.new_page()
                continue
            part = [lines[at : at + fits] for lines in cells]
            rows = max(map(len, part))
            top, bottom = self.y, self.y - rows * self.leading - 6
            for c, lines in enumerate(part):
                for k, line in enumerate(lines):
                    self.canvas.drawString(xs[c] + 5, top - self.leading * (k + 1) + 2, line)
                self.canvas.line(xs[c], top, xs[c + 1], top)
                self.canvas.line(xs[c], bottom, xs[c + 1], bottom)
            for x in xs:
                self.canvas.line(x, top, x, bottom)
            self.y = bottom
            at += fits

    def small(self, x: float, text: str) -> None:
        """Small print above the last line, as readings are set."""
        self.canvas.setFont(FONT, 5)
        self.canvas.drawString(x, self.y + self.size, text)
        self.canvas.setFont(FONT, self.size)

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def flow_of(pdf: bytes) -> tuple[FlowElement, ...]:
    """The elements of a PDF held in memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "minutes.pdf"
        path.write_bytes(pdf)
        return read_flow(path).elements
