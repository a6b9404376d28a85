"""Ruby (振り仮名, furigana): small kana beside a word that tell how it is read, and are no part of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.lines import Line

MAX_SIZE = 0.67
"""Ruby is set at half the size of its word, and never above two thirds."""

_KANA = re.compile(r"[ぁ-ゖァ-ヺー・\s]+")
_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〆ヶ]")


class _Extent(NamedTuple):
    """A line's box in the direction of writing: from and to along the line, from and to across the lines."""

    start: float
    end: float
    near: float
    far: float


def split_ruby(lines: Iterable[Line]) -> tuple[list[Line], list[Line]]:
    """Tell body lines from the ruby beside them.

    Args:
        lines: lines of one page; ruby belongs to a line of its own group only.

    Returns:
        The body lines in their order, and the lines that are ruby.
    """
    everything = list(lines)
    groups: dict[int, list[Line]] = {}
    for line in everything:
        groups.setdefault(line.group, []).append(line)
    ruby = {
        id(line)
        for group in groups.values()
        if len(group) > 1
        for line in group
        if _KANA.fullmatch(line.text) and _is_beside_word(line, group)
    }
    return [x for x in everything if id(x) not in ruby], [x for x in everything if id(x) in ruby]


def _is_beside_word(line: Line, group: Sequence[Line]) -> bool:
    """Whether a larger line with kanji follows at once across the lines, and reaches as far along."""
    small = _extent(line)
    for other in group:
        if other is line or other.angle != line.angle or line.size > MAX_SIZE * other.size:
            continue
        large = _extent(other)
        distance = large.near - small.far
        if (
            -0.8 * line.size <= distance <= 0.8 * line.size
            and large.start - line.size <= small.start
            and small.end <= large.end + line.size
            and _KANJI.search(other.text)
        ):
            return True
    return False


def _extent(line: Line) -> _Extent:
    x0, top, x1, bottom = line.box
    return _Extent(top, bottom, -x1, -x0) if line.angle == 90 else _Extent(x0, x1, top, bottom)
