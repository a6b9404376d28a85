"""Words of the profile `prose`: what the headings of a paper mean."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from extractors.profiles import load, plain

_CLOSING = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]$")
_TAIL = re.compile(r"(?:について|に関すること|に関する事項|等|など|は次のとおり|は以下のとおり)$")


@cache
def _fields() -> tuple[tuple[str, str], ...]:
    pairs = [(plain(word), field["name"]) for field in load("prose")["field"] for word in field["words"]]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _exact() -> dict[str, str]:
    return {plain(word): field["name"] for field in load("prose")["field"] for word in field.get("exact", [])}


@cache
def section(name: str) -> dict[str, Any]:
    """A table of the profile."""
    found = load("prose")[name]
    assert isinstance(found, dict)
    return found


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
    profile are looked for at the end, the longest first. Long words count inside a heading too, unless `exactly`.
    """
    text = bare_heading(heading)
    if text in _exact():
        return _exact()[text]
    for word, name in _fields():
        if text == word or (text.endswith(word) and (not exactly or len(text) <= len(word) + 12)):
            return "items_and_count" if name == "count" and _lists_items(text) else name
    if exactly or len(text) > 60:
        return None
    if direction(heading) is not None and text.endswith(("個人情報", "情報", "項目", "もの", "データ")):
        return "items"
    return next((name for word, name in _fields() if len(word) >= 10 and word in text), None)


def _lists_items(text: str) -> bool:
    """Whether a heading that ends with a word for a count names items too: 個人情報の項目及び予定件数."""
    return re.search(section("outline")["items_beside_count"], text) is not None


def is_label_line(text: str) -> bool:
    """Whether a line is one of the words that open an unnumbered stretch: 備考, 記, 事業の概要."""
    return plain(text).strip("■●○◆◇□【】《》[]〔〕<>") in _labels()


def restarts(text: str) -> bool:
    """Whether a lone word begins a new stretch wherever it stands, numbered sections or not."""
    return plain(text).strip("■●○◆◇□【】《》[]〔〕<>()") in {
        plain(word) for word in section("outline")["restarts"]
    }


@cache
def _labels() -> frozenset[str]:
    return frozenset(plain(word) for name in ("labels", "restarts") for word in section("outline")[name])


_ENTRY = re.compile(r"\s*([^\s：:、。「」]{1,16})\s*[：:]")


def opens_entry(text: str) -> bool:
    """Whether a line begins with a known heading and a colon (業務名：…), so that it goes on with nothing before it."""
    match = _ENTRY.match(text)
    return match is not None and heading_field(match.group(1), exactly=True) is not None


@lru_cache(maxsize=4096)
def direction(heading: str) -> str | None:
    """Which way the items below a heading go: ward_to_contractor and so on; None if it does not say."""
    text = plain(heading)
    if len(text) > 60:
        return None
    fitting = (f["name"] for f in load("prose")["flow"] if any(re.search(p, text) for p in f["patterns"]))
    return next(fitting, None)


@cache
def evidence(heading: str) -> str | None:
    """The case type that a heading inside a case gives away (委託先: outsourcing); None if it fits several."""
    text = bare_heading(heading)
    pairs = ((plain(word), name) for name, words in section("evidence").items() for word in words)
    return next((name for word, name in sorted(pairs, key=lambda pair: -len(pair[0])) if word in text), None)
