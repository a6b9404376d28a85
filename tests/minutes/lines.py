"""Papers out of a few lines of text, set without a PDF: a full-width space at the beginning is an indent of one character."""

from __future__ import annotations

import textwrap

import numpy as np

from extractors.flow import FlowLine
from extractors.geometry import BBox
from extractors.lines import Line
from extractors.minutes.rows import width_of

SIZE = 10.5
LEFT, TOP = 72.0, 60.0
COLUMNS = 41.0
PER_PAGE = 40
NONE = np.zeros(0, dtype=np.int32)


def paper(text: str) -> tuple[FlowLine, ...]:
    """The lines of a text; those that are too long are broken, and go on one character from the margin."""
    lines: list[tuple[float, str]] = []
    for line in textwrap.dedent(text).strip("\n").split("\n"):
        indent, rest = len(line) - len(line.lstrip("　")), line.strip("　 ")
        while width_of(rest) > COLUMNS - indent:
            cut = next(k for k in range(len(rest), 0, -1) if width_of(rest[:k]) <= COLUMNS - indent)
            lines.append((indent, rest[:cut]))
            indent, rest = 1, rest[cut:]
        lines.append((indent, rest))
    return tuple(_line(k, indent, rest) for k, (indent, rest) in enumerate(lines) if rest)


def _line(place: int, indent: float, text: str) -> FlowLine:
    left = LEFT + SIZE * indent
    top = TOP + 16.0 * (place % PER_PAGE)
    box = BBox(left, top, left + SIZE * width_of(text), top + SIZE)
    return FlowLine(
        1 + place // PER_PAGE,
        Line(" ".join(text.split()), box, SIZE, False, NONE, NONE.astype(np.float32), 0),
    )
