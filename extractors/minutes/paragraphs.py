"""Printed lines to paragraphs: where a line goes on with the one above it, and where a new paragraph begins."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.minutes.outcomes import is_list_line
from extractors.minutes.rows import width_of
from extractors.minutes.words import take_bullet, take_token
from normalizers.text import join_lines, normalize_display

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.minutes.rows import Row

_LATIN = re.compile(r"[A-Za-z0-9.,%:/@_-]+")
_ASIDE = re.compile(r"[(（].[)）][。、]")
"""A letter in brackets before a full stop, （笑）。, which no line break parts."""
_ENDED = re.compile(r"[。？?！!」』）)》≫】]$")


def needed_room(text: str) -> float:
    """Room, in characters, that the first word of a line would have taken on the line above.

    Line-breaking rules (禁則処理) move up to two characters down; a Latin word or a number is not parted.
    """
    word = _LATIN.match(text) or _ASIDE.match(text)
    return max(2.3, width_of(word.group()) + 0.9 if word else 0.0)


def is_wrapped(above: Row, below: Row) -> bool:
    """Whether the line above ended because it was full."""
    return above.right - above.x1 < needed_room(below.text) * above.size


def usual_left(rows: Sequence[Row], marked: set[int]) -> float | None:
    """Where the lines of running text begin that go on with a full line above them."""
    lefts: Counter[int] = Counter()
    for at, (above, below) in enumerate(pairwise(rows)):
        if below.cell or above.cell or at + 1 in marked or not is_wrapped(above, below):
            continue
        if is_list_line(below.text) or _ENDED.search(above.text):
            continue
        lefts[round(below.x0)] += 1
    return float(lefts.most_common(1)[0][0]) if lefts else None


def begins_paragraph(first: tuple[Row, str], above: Row, row: Row, left: float | None) -> bool:
    """Whether a line of a speech begins a paragraph.

    Args:
        first: first line of the paragraph so far, and its text without a speaker's mark.
        above: the line before it.
        row: the line.
        left: where lines begin that go on with the one above, if it is known.
    """
    if row.cell != above.cell:
        return not (is_wrapped(above, row) and not _ENDED.search(above.text))
    if not is_wrapped(above, row):
        return True
    if _ENDED.search(above.text) and is_list_line(row.text):
        return True
    if row.cell or left is None or row.x0 <= left + 0.6 * row.size:
        return False
    return not _hangs(first, row)


def _hangs(first: tuple[Row, str], row: Row) -> bool:
    """Whether the line stands below the text of a list entry, whose number hangs out to the left."""
    bullet, rest = take_bullet(first[1])
    token, _ = take_token(rest)
    if not (bullet or token) or is_list_line(row.text):
        return False
    return row.x0 > first[0].x0 + 0.5 * row.size


def join(lines: Iterable[str]) -> str:
    """The lines of one paragraph as published."""
    return normalize_display(join_lines(list(lines)))
