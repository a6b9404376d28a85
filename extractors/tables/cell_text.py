"""The lines of a cell as text: wraps joined, paragraphs kept."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from normalizers.text import join_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from extractors.geometry import BBox
    from extractors.lines import Line

WRAP_SLACK = 2.3
"""A line that leaves less room than this many characters was wrapped: line-breaking rules move up to two down."""

BRACKET_SLACK = 4.5
"""Likewise where the next line opens with a bracket, which takes the word in it along."""

_OPENING, _CLOSING = "（(「『【［[〔〈《", "）)」』】］]〕〉》"
_GOES_ON_AFTER = tuple("、，・" + _OPENING)
_GOES_ON_BEFORE = tuple("、，。．" + _CLOSING)

_MARK = re.compile(
    r"[・･•‧●○◎◆◇■□▪※]|(?P<circled>[①-⑳])|[（(](?:(?P<number>[0-9０-９]{1,2})|(?P<kana>[ア-コｱ-ｺ]))[）)]"
    r"|(?P<digit>[0-9０-９]{1,2})[.．）)](?![0-9０-９])|(?P<letter>[ア-コ])[ 　.．）)]"
)
"""Marks that open the entries of a list. A middle dot may not open a line within a sentence (JIS X 4051)."""


def cell_text(lines: Sequence[Line], box: BBox) -> str:
    """Join the lines of a cell; a line that ends well before the cell's border ends a paragraph.

    Args:
        lines: in reading order; those of later pages follow those of earlier ones.
        box: the cell (of the first page), whose right border the lines wrap at.
    """
    if len(lines) < 2:
        return join_lines([line.text for line in lines])
    padding = max(min(line.box.x0 for line in lines) - box.x0, 0.0)
    right = max(*(line.box.x1 for line in lines), box.x1 - padding)
    paragraphs: list[list[str]] = [[lines[0].text]]
    inline = {found.lastgroup or "" for line in lines for found in _MARK.finditer(line.text, 2)}
    for above, below in pairwise(lines):
        if above.angle == below.angle == 0 and _ends_paragraph(
            paragraphs[-1], below, right - above.box.x1, inline
        ):
            paragraphs.append([])
        paragraphs[-1].append(below.text)
    return "\n".join(join_lines(paragraph) for paragraph in paragraphs)


def _ends_paragraph(paragraph: Sequence[str], below: Line, room: float, inline: Collection[str]) -> bool:
    """Whether a paragraph is complete before the line `below`.

    Args:
        paragraph: its lines.
        below: the next line.
        room: what its last line leaves, in points.
        inline: kinds of marks that the cell has inside its lines too (①氏名②住所), where they open no line but by chance.
    """
    if paragraph[-1].endswith(_GOES_ON_AFTER) or below.text.startswith(_GOES_ON_BEFORE):
        return False
    mark = _mark(below.text)
    is_next = bool(mark) and mark == _mark(paragraph[0]) and mark not in inline
    return (is_next or room > _needed(below)) and not _is_open("".join(paragraph))


def _mark(text: str) -> str:
    """The kind of mark that a line opens with, "" for none; those that count (①, ②) are one kind."""
    match = _MARK.match(text.lstrip())
    return (match.lastgroup or match.group()) if match else ""


def _is_open(text: str) -> bool:
    """Whether a bracket is still open at the end of a text."""
    return sum(map(text.count, _OPENING)) > sum(map(text.count, _CLOSING))


def _needed(line: Line) -> float:
    """Room that the beginning of a line would have needed above: a few characters, a Latin word, a bracketed one."""
    if line.text[:1] in _OPENING:
        return BRACKET_SLACK * line.size
    word = line.text.split(" ", 1)[0]
    latin = len(word) if word.isascii() else 1
    return max(WRAP_SLACK, latin * 0.6) * line.size
