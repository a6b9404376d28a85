"""What a heading of a matter means, be it numbered, a label before a colon, or the head of a column: data of the profile `prose`.

A heading is told by its last noun (委託先, 提供する情報の項目), so words of the profile are looked for at its end. What no list
holds is told by how it is built: the profile's patterns are put together from fragments (`grammar`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final

from extractors.profiles import load, plain, words

LONGEST: Final = 60
"""Headings have no more characters than this, in compared form."""

NO_FLOW: Final = "none"
"""What `direction` says of items that the contractor makes: they come from nobody."""

_UNFINISHED: Final = tuple("のをがにでとへ、，・")
_CLOSING: Final = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]$")
_INSIDE: Final = re.compile(r"\([^()]*\)")
_TAIL: Final = re.compile(r"(?:について|に関すること|に関する事項|等|など|は次のとおり|は以下のとおり)$")


@cache
def section(name: str) -> dict[str, Any]:
    """A table of the profile `prose`."""
    found = load("prose")[name]
    assert isinstance(found, dict)
    return found


@cache
def _words() -> tuple[tuple[str, str], ...]:
    pairs = [(plain(word), field["name"]) for field in load("prose")["field"] for word in field["words"]]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _exact() -> dict[str, str]:
    return {plain(word): field["name"] for field in load("prose")["field"] for word in field.get("exact", [])}


@cache
def _whole() -> dict[str, str]:
    return dict(_words())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(_whole())


@cache
def _none() -> tuple[str, ...]:
    return tuple(words("prose", "none", "endings"))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of the fields, fragments put in, in the order of the profile."""
    return tuple(
        (re.compile(_spelled(pattern)), str(field["name"]))
        for field in load("prose")["field"]
        for pattern in field.get("patterns", ())
    )


def _spelled(pattern: str) -> str:
    """A pattern with the fragments of the profile's grammar in the place of their names, which may name others in turn."""
    fragments = section("grammar")
    while (found := re.search(r"\{([a-z_]+)\}", pattern)) is not None:
        pattern = f"{pattern[: found.start()]}{fragments[found.group(1)]}{pattern[found.end() :]}"
    return pattern


@lru_cache(maxsize=8192)
def bare_heading(heading: str) -> str:
    """A heading without the brackets and fillers at its end, in compared form."""
    text = plain(heading).rstrip("。.:")
    while True:
        shorter = _TAIL.sub("", _CLOSING.sub("", text))
        if shorter in {text, ""}:
            return text
        text = shorter


@lru_cache(maxsize=8192)
def heading_field(heading: str, *, exactly: bool = False) -> str | None:
    """The field of a case that a heading names, None if it names none.

    The noun at the end of a Japanese heading says what it is, what stands before it only which: so the words of the
    profile are looked for at the end, the longest first, unless a pattern fits the whole heading. Long words count inside a
    heading too, unless `exactly`.
    """
    text = bare_heading(heading)
    if text.endswith((*_none(), *_UNFINISHED)):
        return None
    name = _exact().get(text) or _whole().get(text)
    if name is None and len(text) <= LONGEST:
        name = _built(text) or (_built(_INSIDE.sub("", text)) if "(" in text else None)
    name = name or _ending(text, exactly=exactly)
    if name is not None or exactly or len(text) > LONGEST:
        return name and _beside_items(name, text)
    if direction(heading) is not None and text.endswith(("個人情報", "情報", "項目", "もの", "データ")):
        return "items"
    return next((name for word, name in _words() if len(word) >= 10 and word in text), None)


def _built(text: str) -> str | None:
    """The field of which a pattern fits the whole heading."""
    return next((name for pattern, name in _patterns() if pattern.fullmatch(text)), None)


def _ending(text: str, *, exactly: bool) -> str | None:
    """The field whose word a heading ends with, the longest word first; `exactly`: with little before it."""
    if not text.endswith(_endings()):
        return None
    return next(
        (
            name
            for word, name in _words()
            if text.endswith(word) and (not exactly or len(text) <= len(word) + 12)
        ),
        None,
    )


def _beside_items(name: str, text: str) -> str:
    """The field, or `items_and_count` where a heading that ends with a word for a count names items too (項目及び予定件数)."""
    both = name == "count" and re.search(section("outline")["items_beside_count"], text) is not None
    return "items_and_count" if both else name


@lru_cache(maxsize=4096)
def direction(heading: str) -> str | None:
    """Which way the items below a heading go: ward_to_contractor and so on, `NO_FLOW` for none; None if it does not say."""
    text = plain(heading)
    if len(text) > LONGEST:
        return None
    return next((name for pattern, name in _flows() if pattern.search(text)), None)


@cache
def _flows() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(_spelled(pattern)), str(flow["name"]))
        for flow in load("prose")["flow"]
        for pattern in flow["patterns"]
    )
