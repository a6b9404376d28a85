"""Drawing on a ReportLab canvas, in the coordinates of the page as it is shown (origin top left)."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from tests.samples import fonts
from tests.samples.wrap import Line, full_width_digits

if TYPE_CHECKING:
    from tests.samples.style import PageStyle, TextStyle

Segment = tuple[float, float, float, float]
_DASH, _DASH_GAP, _DOUBLE_GAP = 2.0, 1.0, 1.8
_DOT, _DOT_PITCH = 0.8, 2.4
_TWICE_SHIFT = 0.3
_ASCENT = 0.86  # Of the em box of Japanese fonts; sets the baseline within a line.


@dataclass(slots=True)
class Painter:
    """One PDF in the making. `log` holds the visible text of every finished page and of the current one."""

    title: str = ""
    subject: str = ""
    log: list[list[str]] = field(default_factory=list)
    _buffer: BytesIO = field(default_factory=BytesIO)
    _canvas: Canvas = None
    _height: float = 0.0

    def begin_page(self, page: PageStyle) -> None:
        """Start a page; `end_page` must have closed the one before."""
        if self._canvas is None:
            # Invariant: no time of making and no random id in the file, so that equal input gives equal bytes.
            self._canvas = Canvas(
                self._buffer, invariant=1, pageCompression=1, initialFontName=page.text.font
            )
            self._canvas.setTitle(self.title)
            self._canvas.setSubject(self.subject)
        width, self._height = page.size
        self._canvas.setPageSize(page.size)  # ReportLab itself turns the media box with the page.
        self._canvas.setPageRotation(page.rotate)
        noise = page.noise
        matrix = {
            0: (1, noise, -noise, 1, 0, 0),
            90: (noise, 1, -1, noise, self._height, 0),
            180: (-1, noise, -noise, -1, width, self._height),
            270: (noise, -1, 1, noise, 0, width),
        }[page.rotate]
        if page.rotate or noise:
            self._canvas.transform(*matrix)
        self.log.append([])

    def end_page(self) -> None:
        """Finish the current page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The whole file."""
        self._canvas.save()
        return self._buffer.getvalue()

    def text(self, line: Line, x: float, top: float, style: TextStyle, *, grey: float = 0.0) -> None:
        """One line of text whose em box has its top left corner here."""
        shown = full_width_digits(line.text) if style.full_width_digits else line.text
        if not shown:
            return
        self.log[-1].append(shown)
        y = self._height - top - _ASCENT * style.size
        for shift in (0.0, _TWICE_SHIFT) if style.twice else (0.0,):
            self._string(shown, x + shift, y, style, grey)
        for start, stop in line.underlined:
            before = fonts.text_width(shown[:start], style.font, style.size, style.spacing)
            length = fonts.text_width(shown[start:stop], style.font, style.size, style.spacing)
            left = x + before + (style.spacing if start else 0.0)
            self._canvas.setLineWidth(0.5)
            self._canvas.line(left, y - 0.16 * style.size, left + length, y - 0.16 * style.size)

    def hidden(self, text: str, x: float, top: float, style: TextStyle) -> None:
        """White text, which no reader of the page sees."""
        self._string(text, x, self._height - top - _ASCENT * style.size, style, 1.0)

    def _string(self, text: str, x: float, y: float, style: TextStyle, grey: float) -> None:
        piece = self._canvas.beginText(x, y)
        piece.setFont(style.font, style.size)
        piece.setFillGray(grey)
        if style.spacing:
            piece.setCharSpace(style.spacing)
        piece.textOut(text)
        if style.spacing:
            piece.setCharSpace(0)
        self._canvas.drawText(piece)

    def shade(self, x0: float, top: float, x1: float, bottom: float, grey: float) -> None:
        """Fill a rectangle."""
        self._canvas.setFillGray(grey)
        self._canvas.rect(x0, self._height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def frame(self, x0: float, top: float, x1: float, bottom: float, width: float) -> None:
        """Stroke a rectangle."""
        self._canvas.setLineWidth(width)
        self._canvas.rect(x0, self._height - bottom, x1 - x0, bottom - top, stroke=1, fill=0)

    def line(self, segment: Segment, width: float) -> None:
        """Stroke a line."""
        x0, top, x1, bottom = segment
        self._canvas.setLineWidth(width)
        self._canvas.line(x0, self._height - top, x1, self._height - bottom)

    def filled_line(self, segment: Segment, width: float) -> None:
        """A thin filled rectangle in the place of a line, as Word makes it."""
        x0, top, x1, bottom = segment
        half = width / 2
        self._canvas.setFillGray(0)
        self._canvas.rect(
            x0 - half, self._height - bottom - half, x1 - x0 + width, bottom - top + width, stroke=0, fill=1
        )

    def dashes(self, segment: Segment, width: float) -> None:
        """Many short lines in the place of a long one."""
        x0, top, x1, bottom = segment
        length = max(x1 - x0, bottom - top)
        along_x, along_y = (x1 - x0) / length, (bottom - top) / length
        at = 0.0
        while at < length:
            stop = min(at + _DASH, length)
            dash = (x0 + along_x * at, top + along_y * at, x0 + along_x * stop, top + along_y * stop)
            self.line(dash, width)
            at += _DASH + _DASH_GAP

    def dots(self, segment: Segment, width: float) -> None:
        """A row of round dots in the place of a line."""
        x0, top, x1, bottom = segment
        self._canvas.saveState()
        self._canvas.setLineCap(1)
        self._canvas.setDash([0, _DOT_PITCH])
        self._canvas.setLineWidth(max(width, _DOT))
        self._canvas.line(x0, self._height - top, x1, self._height - bottom)
        self._canvas.restoreState()

    def callout(self, text: str, x: float, middle: float, style: TextStyle) -> None:
        """A frame in white with one line of text in it, around a point."""
        half = fonts.text_width(text, style.font, style.size, style.spacing) / 2 + 4
        self.shade(x - half, middle - style.size, x + half, middle + style.size, 1.0)
        self.frame(x - half, middle - style.size, x + half, middle + style.size, 0.8)
        self.text(Line(text), x - half + 4, middle - style.size / 2, style)

    def doubled(self, segment: Segment, width: float) -> None:
        """Two thin lines side by side (二重線)."""
        x0, top, x1, bottom = segment
        across_x, across_y = (0.0, _DOUBLE_GAP / 2) if top == bottom else (_DOUBLE_GAP / 2, 0.0)
        for sign in (-1, 1):
            x, y = sign * across_x, sign * across_y
            self.line((x0 + x, top + y, x1 + x, bottom + y), width * 0.7)
