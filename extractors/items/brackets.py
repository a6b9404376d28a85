"""Brackets of an item list, paired even where the print lost one.

A cell such as 保護者の情報（氏名、フリガナ、続柄【父・母）、緊急連絡先(電話番号) has brackets of several kinds and
widths, some of a wrong kind, some never closed, some closed twice. `pair` answers the only question the
splitter asks: where does each bracket end? It knows nothing of words; whether an open bracket holds one
note or a whole group is told to it by `stops`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSER = {
    "(": ")",
    "（": "）",
    "【": "】",
    "[": "]",
    "［": "］",
    "「": "」",
    "〔": "〕",
    "〈": "〉",
    "《": "》",
    "『": "』",
    "｛": "｝",
    "{": "}",
    "｟": "｠",
    "｢": "｣",
    "﹙": "﹚",
}
OPENERS = frozenset(CLOSER)
CLOSERS = frozenset(CLOSER.values())
_QUOTES_OPEN = frozenset("「『｢")
_QUOTES_CLOSE = frozenset("」』｣")
_WIDTH_BLIND = str.maketrans("（）［］｛｝｢｣﹙﹚｟｠", "()[]{}「」()()")
_BRACKET = re.compile("[" + re.escape("".join(sorted(OPENERS | CLOSERS))) + "]")


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket: `begin` is its opening mark, `stop` the end of what it holds.

    `end` is behind the closing mark; it equals `stop` where the mark was never printed.
    """

    begin: int
    stop: int
    end: int

    @property
    def is_closed(self) -> bool:
        """Whether the closing mark stands in the text."""
        return self.end > self.stop


@dataclass(frozen=True, slots=True)
class Pairing:
    """The brackets of a text.

    `brackets` maps the offset of an opening mark to its bracket; `strays` are closing marks that close
    nothing; `unclosed` are opening marks without an end of their own; `mismatched` are those closed by a
    mark of another kind.
    """

    brackets: dict[int, Bracket]
    strays: tuple[int, ...]
    unclosed: tuple[int, ...]
    mismatched: tuple[int, ...]


def _same_kind(opening: str, closing: str) -> bool:
    return CLOSER[opening].translate(_WIDTH_BLIND) == closing.translate(_WIDTH_BLIND)


def _opener_of(stack: list[int], text: str, at: int, quotes: int) -> int | None:
    """Which open bracket the mark at `at` closes, as an index into `stack`.

    The innermost one, of whatever kind: 【…） is a slip of the key. Only a quotation mark is held to its
    own kind, because a 」 whose 「 was lost must not close the bracket around it. `quotes` is the number of
    open quotation marks: without one there is nothing to look for, which keeps the search linear.
    """
    if not stack:
        return None
    top = len(stack) - 1
    if text[at] not in _QUOTES_CLOSE:
        return top
    if not quotes:
        return None
    return next((i for i in range(top, -1, -1) if text[stack[i]] in _QUOTES_OPEN), None)


def pair(text: str, stops: dict[int, int] | None = None) -> Pairing:
    """Pair the brackets of `text`.

    Args:
        text: any string.
        stops: for opening marks known to be unclosed, the offset where their content ends.

    Returns:
        Every opening mark with its bracket; an unclosed one ends with the text (or where `stops` says).
    """
    known = stops or {}
    brackets: dict[int, Bracket] = {}
    strays: list[int] = []
    mismatched: list[int] = []
    stack: list[int] = []
    quotes = 0
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match.group() in OPENERS:
            if at in known:
                brackets[at] = Bracket(at, known[at], known[at])
            else:
                stack.append(at)
                quotes += text[at] in _QUOTES_OPEN
            continue
        index = _opener_of(stack, text, at, quotes)
        if index is None:
            strays.append(at)
            continue
        for inner in stack[index + 1 :]:
            brackets[inner] = Bracket(inner, at, at)
        begin = stack[index]
        quotes -= sum(text[inner] in _QUOTES_OPEN for inner in stack[index:])
        del stack[index:]
        brackets[begin] = Bracket(begin, at, at + 1)
        if not _same_kind(text[begin], text[at]):
            mismatched.append(begin)
    for begin in stack:
        brackets[begin] = Bracket(begin, len(text), len(text))
    strays.extend(_cut_at_stops(brackets, known))
    unclosed = tuple(sorted(begin for begin, found in brackets.items() if not found.is_closed))
    return Pairing(brackets, tuple(sorted(strays)), unclosed, tuple(mismatched))


def _cut_at_stops(brackets: dict[int, Bracket], stops: dict[int, int]) -> Iterator[int]:
    """End brackets at the latest where the content ends that they stand in; gives the closing marks that close nothing then."""
    for begin, stop in stops.items():
        crossing = [b for b in brackets.values() if begin < b.begin < stop < b.end]
        for one in crossing:
            brackets[one.begin] = Bracket(one.begin, stop, stop)
            if one.is_closed:
                yield one.stop
