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
    longest = _longest(group, table)
    return next((name[i:] for i in range(max(0, len(name) - longest), len(name)) if name[i:] in known), None)


def starts_with(name: str, group: str, table: str) -> str | None:
    """The longest word of a table that `name` starts with, or None."""
    known = words(group, table)
    longest = _longest(group, table)
    return next((name[:i] for i in range(min(len(name), longest), 0, -1) if name[:i] in known), None)


@cache
def _longest(group: str, table: str) -> int:
    return max(map(len, words(group, table)), default=0)


def cut_etc(text: str) -> int:
    """Length of the 等-like mark at the end of `text`, 0 when there is none or it belongs to a word (高等)."""
    mark = ends_with(text, "etc", "marks")
    if mark is None or ends_with(text, "etc", "words") is not None or len(mark) == len(text):
        return 0
    return len(mark)


def is_person_heading(name: str) -> bool:
    """Whether a heading is about a person, whatever else its ending could mean (続柄の者, 代表者)."""
    return ends_with(name, "roles", "person") is not None
