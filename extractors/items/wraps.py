"""Line breaks that stand inside a word or a phrase of an item list, and so separate nothing: 電話番⏎号, 医療的ケアを⏎担う方."""

from __future__ import annotations

import re

from extractors.items import words
from extractors.items.taxonomy import taxonomy
from extractors.items.words import canonical, role

_BREAK = re.compile(r"[ \t\u3000]*(?:\r\n|[\n\r])[ \t\u3000]*")
_EDGE = re.compile(r"[、，,。｡､;；：:・･/／()（）【】\[\]［］「」〔〕〈〉《》『』｛｝{}＜＞<>\n\r]")
_NOTE = re.compile(  # a line that is nothing but a bracket goes with the name above it; (1) and （ア） are numbers
    r"[（(](?![0-9０-９]{1,2}[）)]|[ア-ン][）)])[^()（）\n\r]{1,80}[）)]等?[ \t\u3000]*(?=[、，,\n\r]|\Z)"
)
_REACH = 24  # characters on either side that can belong to one word
_RUNS_ON = re.compile(r"(?:(?<!も)の|[をがにへ]|(?<![こもあひ])と|又は|若しくは|及び|並びに)$")
_LEADS_ON = re.compile(r"(?:[のをがに](?![ァ-ヶ])|による|における|に関する|又は|若しくは)")


def word_wraps(text: str) -> frozenset[int]:
    """Offsets of the line breaks of `text` that a word or a phrase goes on over.

    Args:
        text: a printed list, any string.

    Returns:
        The offset of each such break and of the white space around it; empty where no line is broken.
    """
    if "\n" not in text and "\r" not in text:
        return frozenset()
    found: set[int] = set()
    for match in _BREAK.finditer(text):
        left = _tail(text, match.start(), found)
        right = _head(text, match.end())
        if left and (_NOTE.match(text, match.end()) or (right and _goes_on(left, right))):
            found.update(range(match.start(), match.end()))
    return frozenset(found)


def _tail(text: str, stop: int, wraps: set[int]) -> str:
    """What stands before a break, back to the last separator or break that separates."""
    begin = stop
    while begin and stop - begin < _REACH and (begin - 1 in wraps or not _EDGE.match(text[begin - 1])):
        begin -= 1
    return canonical(text[begin:stop])


def _head(text: str, begin: int) -> str:
    """What stands behind a break, up to the next separator, without 等."""
    edge = _EDGE.search(text, begin, begin + _REACH)
    head = canonical(text[begin : edge.start() if edge else begin + _REACH])
    return head[: len(head) - words.cut_etc(head)]


def _goes_on(left: str, right: str) -> bool:
    if _RUNS_ON.search(left) or _LEADS_ON.match(right):
        return not _is_word(left)
    is_suffix = right in words.words("facets", "suffix")
    if _is_item(left):
        return is_suffix and len(right) == 1 and _crosses(left, right, 2)
    stem, belongs, _ = right.partition("の")
    if belongs and stem and not _is_word(left) and _crosses(left, stem, 1):
        return True
    return (is_suffix or not _is_word(right)) and _crosses(left, right, 1)


def _crosses(left: str, right: str, at_least: int) -> bool:
    """Whether a word of the vocabulary takes `at_least` characters of the left and all of the right."""
    lower = (left + right).lower()
    return any(
        lower[start:] in taxonomy().by_text for start in range(len(left) - at_least, -1, -1)
    ) and not _is_pair(left, right)


def _is_pair(left: str, right: str) -> bool:
    """Whether two persons stand below each other (父⏎母), who are two items."""
    return role(left) == "person" and role(right) == "person"


def _is_word(name: str) -> bool:
    return name.lower() in taxonomy().by_text


def _is_item(name: str) -> bool:
    return _is_word(name) and role(name) in {"leaf", "container"}
