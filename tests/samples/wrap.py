"""Line breaking for Japanese with Latin words in it (禁則処理)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_AT_START = frozenset(
    "、。，．・：；？！）」』】〕〉》ーァィゥェォッャュョぁぃぅぇぉっゃゅょ々,.:;?!)]}％%"
)
NOT_AT_END = frozenset("（「『【〔〈《([{")
_WORD = re.compile(r"[A-Za-z0-9@_.\-]")
_MARK = re.compile(r"</?u>")
_FULL_WIDTH = {ord("0") + n: ord("０") + n for n in range(10)}


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text and which parts of it (start, stop) are underlined."""

    text: str
    underlined: tuple[tuple[int, int], ...] = ()


def full_width_digits(text: str) -> str:
    """０ for 0."""
    return text.translate(_FULL_WIDTH)


def without_marks(text: str) -> str:
    """The text as printed, without the marks for underlining."""
    return _MARK.sub("", text)


def underlined(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without `<u>` and `</u>`, and the ranges between them."""
    ranges, plain, start = [], "", 0
    for part in re.split(r"(</?u>)", text):
        if part == "<u>":
            start = len(plain)
        elif part == "</u>":
            ranges.append((start, len(plain)))
        else:
            plain += part
    return plain, tuple(ranges)


def _breaks_badly(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    inside_word = bool(_WORD.match(before) and _WORD.match(after))
    return after in NOT_AT_START or before in NOT_AT_END or inside_word


def _break_before(text: str, start: int, end: int) -> int:
    """The last good place to break in start+1…end; `end` itself if there is none."""
    return next((at for at in range(end, start, -1) if not _breaks_badly(text, at)), end)


def _wrap_one(
    text: str, width: Callable[[str], float], room: float, first_room: float
) -> list[tuple[int, int]]:
    lines, start, used, at = [], 0, 0.0, 0
    limit = first_room
    while at < len(text):
        used += width(text[at])
        if used > limit + 0.01 and at > start and text[at] != " ":  # A space may hang over the line's end.
            cut = _break_before(text, start, at)
            lines.append((start, cut))
            start, used, at, limit = cut, 0.0, cut, room
        else:
            at += 1
    return [*lines, (start, len(text))]


def wrap(
    text: str, width: Callable[[str], float], room: float, first_room: float | None = None
) -> tuple[Line, ...]:
    """Break a text into printed lines; a line feed breaks it too. An empty text is one empty line."""
    plain, ranges = underlined(text)
    lines: list[Line] = []
    offset = 0
    for number, part in enumerate(plain.split("\n")):
        limit = first_room if first_room is not None and number == 0 else room
        for start, stop in _wrap_one(part, width, room, limit):
            low, high = offset + start, offset + stop
            marks = tuple((max(a, low) - low, min(b, high) - low) for a, b in ranges if a < high and b > low)
            lines.append(Line(part[start:stop], marks))
        offset += len(part) + 1
    return tuple(lines)
