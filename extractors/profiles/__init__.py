"""Profiles: what is known of the council's papers, as data (TOML files beside this module)."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from normalizers.text import normalize_comparison

__all__ = ["case_type_of", "load", "words"]


@cache
def load(name: str) -> dict[str, Any]:
    """One profile file, parsed.

    Args:
        name: the file's name without its ending.

    Raises:
        FileNotFoundError: if there is no such profile.
    """
    text = resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _case_words() -> tuple[tuple[str, str], ...]:
    pairs = [
        (plain(word), kind["name"]) for kind in load("case_types")["case_type"] for word in kind["words"]
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """The form in which words of a profile are compared: comparison form without white space, lower case."""
    # White space goes first: what is letter-spaced need not be told from what is not.
    return re.sub(r"\s+", "", normalize_comparison("".join(text.split()))).lower()


@cache
def words(profile: str, *keys: str) -> frozenset[str]:
    """A list of words in a profile, in plain form.

    Args:
        profile: the profile's name.
        keys: the way to the list: names of tables, then of the list.
    """
    found: Any = load(profile)
    for key in keys:
        found = found[key]
    return frozenset(map(plain, found))


def case_type_of(text: str) -> str | None:
    """The case type that the words of a heading, a caption or a title name; None if they name none."""
    wanted = plain(text)
    return next((name for word, name in _case_words() if word in wanted), None)
