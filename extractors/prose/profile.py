"""Words of the profile `prose`: what the headings of a paper mean."""

from __future__ import annotations

import re
from functools import cache

from extractors.profiles import plain, words
from extractors.profiles.headings import bare_heading, direction, heading_field, section

__all__ = [
    "bare_heading",
    "bracketed_heading",
    "direction",
    "evidence",
    "heading_field",
    "is_label_line",
    "opens_entry",
    "restarts",
    "section",
]


def is_label_line(text: str) -> bool:
    """Whether a line is one of the words that open an unnumbered stretch: 備考, 記, 事業の概要."""
    known = words("prose", "outline", "labels") | words("prose", "outline", "restarts")
    return plain(text).strip("■●○◆◇□【】《》[]〔〕<>") in known


def restarts(text: str) -> bool:
    """Whether a lone word begins a new stretch wherever it stands, numbered sections or not."""
    return plain(text).strip("■●○◆◇□【】《》[]〔〕<>()") in words("prose", "outline", "restarts")


_ENTRY = re.compile(r"\s*([^\s：:、。「」]{1,16})\s*[：:]")
_BULLET = r"\s*[・○●■◆◇□]?\s*"
_BRACKETED = re.compile(
    rf"{_BULLET}(?:"
    + "|".join(
        rf"{opening}\s*([^{opening}{closing}：:。]{{1,40}}?)\s*{closing}"
        for opening, closing in ("【】", "《》", "〔〕", "〈〉", "＜＞", (r"\[", r"\]"), "［］")
    )
    + r"|[（(]\s*([^（()）：:。、]{1,40}?)\s*[)）](?![のをにはがともでや、。，．）)]|及び|又は|並びに|若しくは))[ \u3000]*(?:[：:]\s*)?"
)
"""A heading in brackets before its text: 【発生日】令和…, （委託先）株式会社…; a note in round brackets has the sentence go on behind it."""


def opens_entry(text: str) -> bool:
    """Whether a line begins with a known heading and a colon or in brackets (業務名：…, 【業務名】…), so that it goes on with nothing before it."""
    match = _ENTRY.match(text)
    return (
        match is not None and heading_field(match.group(1), exactly=True) is not None
    ) or bracketed_heading(text) is not None


def bracketed_heading(text: str) -> tuple[str, int] | None:
    """A known heading in brackets that a text begins with, and where what follows it begins; None if there is none.

    >>> bracketed_heading("（委託先）株式会社見本")
    ('委託先', 5)
    """
    match = _BRACKETED.match(text)
    head = next(filter(None, match.groups()), None) if match else None
    if match is None or head is None or heading_field(head, exactly=True) is None:
        return None
    return head, match.end()


@cache
def evidence(heading: str) -> str | None:
    """The case type that a heading inside a case gives away (委託先: outsourcing); None if it fits several."""
    text = bare_heading(heading)
    pairs = ((plain(word), name) for name, stems in section("evidence").items() for word in stems)
    found = next((name for word, name in sorted(pairs, key=lambda pair: -len(pair[0])) if word in text), None)
    if found is None and heading_field(heading, exactly=True) == "counterparty":
        return next(
            (name for stem, name in section("evidence_of_party").items() if re.search(stem, text)), None
        )
    return found
