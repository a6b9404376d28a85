"""How the lines of a paper stand to one another: which are full, which go on with the one before."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from extractors.prose.profile import opens_entry
from normalizers import join_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.documents.model import DocumentPart
    from extractors.flow import FlowLine

NARROW: Final = 0.55
"""Width of a Latin letter in a proportional font, as a share of the size."""

LARGER: Final = 1.08
"""A line whose size exceeds that of the running text by this factor is set as a heading."""

NEAREST, FARTHEST = 0.72, 0.85
"""Shares of a page's width: text that ends left of the first nowhere reaches the margin, which is expected at the second."""

BULLETS: Final = "・･•●○◎■□◆◇▪▫"
"""What opens the entries of a list, if it opens some that follow no full line."""

SAME_LEFT: Final = 3.0
"""Entries of one list begin at the same place, to this many points."""

_UNBREAKABLE: Final = re.compile(r"[「『（(\[【]*[!-~]*")
_ENDED: Final = ("。", "．", "！", "？")
_ENTRY: Final = re.compile(r"[^\s：:、。]{1,30}[：:]|[【《〔＜〈]|[※＊]|[(（]?注|[→⇒]|（内訳|\(内訳")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Printed lines that read as one.

    Attributes:
        lines: in order.
        lead: text that its first line begins with and that does not belong to it (a heading's number), as many characters.
    """

    lines: tuple[FlowLine, ...]
    lead: int = 0

    @property
    def text(self) -> str:
        """The printed text with line wraps joined."""
        first, *rest = [line.line.text for line in self.lines]
        return join_lines([first[self.lead :], *rest])


class Type(NamedTuple):
    """How a line is set: its size in points, and whether it is bold."""

    size: float
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Measures of a paper.

    Attributes:
        right: right edge of the text on each page, in points.
        left: left edge of the text on each page, in points.
        text: how the running text is set.
        bullets: what opens entries of lists, and where it stands (in points from the left).
    """

    right: dict[int, float]
    left: dict[int, float]
    text: Type
    bullets: frozenset[tuple[str, float]] = frozenset()

    def is_entry(self, line: FlowLine) -> bool:
        """Whether a line opens an entry of a list, as others of the paper do that no wrapped line can be taken for."""
        mark, x0 = _bullet(line), line.box.x0
        return any(mark == known and abs(x0 - left) <= SAME_LEFT for known, left in self.bullets)

    def stands_out(self, line: FlowLine) -> bool:
        """Whether a line is set larger or bolder than the running text, as headings are."""
        return line.line.size > LARGER * self.text.size or (line.line.is_bold and not self.text.is_bold)

    def is_full(self, line: FlowLine) -> bool:
        """Whether a line reaches the right edge, but for what a rule of line breaking may keep off it."""
        right, left = self.right.get(line.page, line.box.x1), self.left.get(line.page, line.box.x0)
        return line.box.x1 > right - 2.2 * line.line.size and line.box.width > 0.3 * (right - left)

    def wraps(self, line: FlowLine, following: FlowLine) -> bool:
        """Whether `line` stopped because it was full, so that `following` goes on with it."""
        text = line.line.text.rstrip()
        if self.is_entry(following):
            return False
        if self.is_full(line):
            return True
        if text.endswith(("、", "，", "・", "「", "（", "(")):
            return True
        token = _UNBREAKABLE.match(following.line.text)
        width = len(token.group()) * NARROW * following.line.size if token else 0.0
        return (
            width > 0 and line.box.x1 + width > self.right.get(line.page, line.box.x1) - 0.5 * line.line.size
        )


def measure(part: DocumentPart) -> Layout:
    """Measure the text edges of each page; a page with little on it takes those of its neighbours.

    Where no line comes near the right margin none is full: the edge is then taken to be `FARTHEST` of the page's width.
    """
    lines = part.lines
    rights, lefts = {}, {}
    for page in {line.page for line in lines}:
        here = [line.box for line in lines if line.page == page]
        rights[page] = max(box.x1 for box in here)
        lefts[page] = min(box.x0 for box in here)
    common = float(np.percentile([line.box.x1 for line in lines], 97)) if len(lines) > 8 else 0.0
    size = float(np.median([line.line.size for line in lines])) if lines else 10.5
    bold = sum(line.line.is_bold for line in lines) * 4 > len(lines)
    layout = Layout(
        {page: _edge(edge, common, part.width(page)) for page, edge in rights.items()},
        lefts,
        Type(size, bold),
    )
    entries = [line for before, line in pairwise(lines) if _bullet(line) and not layout.wraps(before, line)]
    return replace(layout, bullets=frozenset((_bullet(line), line.box.x0) for line in entries))


def _bullet(line: FlowLine) -> str:
    """The bullet that a line begins with, or nothing; two of a kind stand for a name that is left out (○○課)."""
    text = line.line.text.lstrip()
    return text[0] if text[:1] and text[0] in BULLETS and text[:1] != text[1:2] else ""


def _edge(edge: float, common: float, width: float) -> float:
    """The right edge of a page, from its own longest line, that of the paper, and the page's width."""
    if abs(edge - common) >= 80 and edge < common <= width:
        edge = common
    return edge if edge > NEAREST * width else FARTHEST * width


def goes_on(  # noqa: PLR0911 # a rule a line
    paragraph: Sequence[FlowLine], following: FlowLine, layout: Layout
) -> bool:
    """Whether a line belongs to the paragraph whose lines so far are given.

    It does where the last line stopped because it was full and the new one is not indented like the first of a new paragraph.
    """
    last, first = paragraph[-1], paragraph[0]
    size = following.line.size
    if not layout.wraps(last, following) or opens_entry(following.line.text):
        return False
    if last.page == following.page and following.box.top - last.box.bottom > 1.6 * last.box.height:
        return False
    if abs(following.line.size - last.line.size) > 0.12 * size and last.page == following.page:
        return False
    ended = last.line.text.rstrip().endswith(_ENDED)
    if len(paragraph) > 1:
        indented = following.box.x0 > last.box.x0 + 0.6 * size
        if indented or (ended and first.box.x0 <= last.box.x0 + 0.5 * size):
            return False
        return not (ended and _ENTRY.match(following.line.text))
    if ended:
        return following.box.x0 < last.box.x0 - 0.6 * size
    return following.box.x0 < last.box.x0 + 3.2 * size and not (
        _ENTRY.match(following.line.text) and not layout.is_full(last)
    )


def paragraphs_of(lines: Iterable[FlowLine], layout: Layout) -> list[Paragraph]:
    """Join the wrapped lines of a text to paragraphs."""
    runs: list[list[FlowLine]] = []
    for line in lines:
        if runs and goes_on(runs[-1], line, layout):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [Paragraph(tuple(run)) for run in runs]
