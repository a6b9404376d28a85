"""The words that decide how a list is cut (`data/split.toml`), and the questions the splitter asks of them."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal
from unicodedata import normalize

Role = Literal["leaf", "container", "topic", "person", "other"]

_SPACE = re.compile(r"\s+")
_SPACE_KEPT = re.compile(r"(?<=[!-~]) (?=[!-~])")
_TRAILING_NUMBER = re.compile(r"[0-9①-⑳]+$")


def canonical(text: str) -> str:
    """Canonical form of a name: NFKC, no white space but a single one between two Latin words."""
    folded = _SPACE.sub(" ", normalize("NFKC", text)).strip()
    if " " not in folded:
        return folded
    kept = _SPACE_KEPT.sub("\0", folded)
    return kept.replace(" ", "").replace("\0", " ")


@cache
def _tables() -> dict[str, dict[str, frozenset[str]]]:
    source = files(__package__).joinpath("data/split.toml").read_text(encoding="utf-8")
    return {
        group: {name: frozenset(canonical(word) for word in words.split()) for name, words in entries.items()}
        for group, entries in tomllib.loads(source).items()
        if isinstance(entries, dict)
    }


@cache
def words(group: str, name: str) -> frozenset[str]:
    """The word list `name` of the table `group`, in canonical form."""
    return _tables()[group][name]


@cache
def _roles() -> tuple[dict[str, Role], int]:
    table: dict[str, Role] = {}
    order: tuple[Role, ...] = ("person", "container", "leaf", "topic")
    for role in order:
        table.update(dict.fromkeys(words("roles", role), role))
    return table, max(map(len, table))


@lru_cache(maxsize=65536)
def role(name: str) -> Role:
    """What a name is by its ending: a complete item, a heading, a topic, a person, or something else.

    Args:
        name: canonical name.
    """
    table, longest = _roles()
    bare = _TRAILING_NUMBER.sub("", name)
    for start in range(max(0, len(bare) - longest), len(bare)):
        found = table.get(bare[start:])
        if found is not None:
            return found
    return "other"


def ends_with(name: str, group: str, table: str) -> str | None:
    """The longest word of a table that `name` ends with, or None."""
    known = words(group, table)
    for length in _lengths(group, table, -1).get(name[-1:], ()):
        if name[-length:] in known:
            return name[-length:]
    return None


def starts_with(name: str, group: str, table: str) -> str | None:
    """The longest word of a table that `name` starts with, or None."""
    known = words(group, table)
    for length in _lengths(group, table, 0).get(name[:1], ()):
        if name[:length] in known:
            return name[:length]
    return None


@cache
def _lengths(group: str, table: str, at: int) -> dict[str, tuple[int, ...]]:
    """Lengths of the words that have a character at their end (-1) or beginning (0), longest first."""
    found: dict[str, set[int]] = {}
    for word in words(group, table):
        found.setdefault(word[at], set()).add(len(word))
    return {edge: tuple(sorted(lengths, reverse=True)) for edge, lengths in found.items()}


def cut_etc(text: str) -> int:
    """Length of the 等-like mark at the end of `text`, 0 when there is none or it belongs to a word (高等)."""
    mark = ends_with(text, "etc", "marks")
    if mark is None or ends_with(text, "etc", "words") is not None or len(mark) == len(text):
        return 0
    return len(mark)


def is_person_heading(name: str) -> bool:
    """Whether a heading is about a person, whatever else its ending could mean (続柄の者, 代表者)."""
    return ends_with(name, "roles", "person") is not None
