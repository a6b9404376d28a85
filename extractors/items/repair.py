"""Where a bracket that was never closed ends, judged by what it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.items import words
from extractors.items.brackets import Pairing, pair
from extractors.items.cutting import after_brackets, cut_separators
from extractors.items.source import Source
from extractors.items.words import role
from extractors.items.wraps import word_wraps

if TYPE_CHECKING:
    from extractors.items.brackets import Bracket

_SEPARATOR = re.compile(r"[、，,､。\n]")
_NEXT_HEADING = re.compile(r"\n\s*(?:[・●○◎◆■▼【]|[^、（()）\n]{1,30}[：:])")
_ROUNDS = 12  # brackets repaired in one text; what is open beyond that ends with the text


def pair_by_meaning(text: str) -> Pairing:
    """Pair the brackets of `text`; an unclosed one ends where its items stop belonging to its heading.

    An unclosed bracket behind a name that takes a note (希望校名（第3希望まで、…) holds that one note. Behind
    a heading it ends before the next heading with its own bracket, behind its last sub-group when it began
    with one, at a closing bracket that runs into the next name, or with the text.
    """
    found = pair(text)
    unclosed = found.unclosed
    stops: dict[int, int] = {}
    for _ in range(_ROUNDS):
        if not found.unclosed or set(found.unclosed) <= stops.keys():
            break
        source = as_source(text, found)
        note = _single_note(source, found, stops)
        if note is None:
            begin = next(at for at in found.unclosed if at not in stops)
            note = (begin, _group_stop(source, found.brackets[begin]))
        stops[note[0]] = note[1]
        found = pair(text, stops)
    return Pairing(
        found.brackets, found.strays, tuple(sorted({*unclosed, *found.unclosed})), found.mismatched
    )


def as_source(text: str, pairing: Pairing) -> Source:
    """A text with its brackets, ready for cutting."""
    return Source(
        text,
        pairing.brackets,
        tuple(sorted(pairing.brackets)),
        frozenset(pairing.strays),
        word_wraps(text),
    )


def _heading(source: Source, begin: int) -> str:
    """The canonical name that stands before an opening mark."""
    text = source.text
    start = begin
    while start and begin - start < 64 and text[start - 1] not in "、，,､。\n（(【［[）)】］]":
        start -= 1
    return source.show((start, begin))


def _single_note(source: Source, found: Pairing, stops: dict[int, int]) -> tuple[int, int] | None:
    """An opening mark that must have lost its closing mark behind its first element, and where that ends.

    It stands behind a complete name, holds one plain element before the first separator, and would
    otherwise swallow items that have brackets of their own: 支給人員（常時、支給額（常時）、….
    """
    for begin, inner in zip(source.openings, [*source.openings[1:], len(source.text)], strict=False):
        bracket = found.brackets[begin]
        if begin in stops or role(_heading(source, begin)) != "leaf":
            continue
        if not (inner < bracket.stop or begin in found.unclosed):
            continue
        separator = _SEPARATOR.search(source.text, begin + 1, inner)
        if separator is None or not _may_be_note(
            _heading(source, begin), source.show((begin + 1, separator.start()))
        ):
            continue
        following = _SEPARATOR.search(source.text, separator.end(), inner)
        second = source.show((separator.end(), following.start() if following else inner))
        if second in words.words("elements", "writings"):
            continue
        if role(second) in {"leaf", "container"} or second in words.words("roles", "leaf"):
            return begin, separator.start()
    return None


def _may_be_note(heading: str, first: str) -> bool:
    """Whether the first element of a bracket can be all it holds: no item of its own, or a way of writing a name."""
    if role(first) == "other":
        return True
    is_writing = first in words.words("elements", "writings")
    return is_writing and words.ends_with(heading, "headings", "writings") is not None


def _group_stop(source: Source, bracket: Bracket) -> int:
    """Where the group of an unclosed bracket behind a heading ends."""
    first = bracket.begin + 1
    line_end = _NEXT_HEADING.search(source.text, first, bracket.stop)
    limit = line_end.start() if line_end else bracket.stop
    elements = cut_separators(source, (first, limit))
    begins_with_group = bool(elements) and _is_group(source, elements[0])
    previous = first
    for element in elements:
        lost = next(after_brackets(source, element), None)
        if lost is not None and not begins_with_group:
            return lost
        if _is_group(source, element) != begins_with_group:
            return previous
        previous = element[1]
    return limit


def _is_group(source: Source, spot: tuple[int, int]) -> bool:
    """Whether an element is a heading with a list of its own behind it."""
    own = next(source.outer(spot), None)
    if own is None:
        return False
    heading = source.show((spot[0], own.begin))
    is_heading = role(heading) == "container" or words.is_person_heading(heading)
    return is_heading and len(cut_separators(source, (own.begin + 1, own.stop))) > 1
