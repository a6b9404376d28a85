"""What a paper says of a matter in sentences (委託期間は、…とする), for what stands under no heading.

A sentence counts only where its topic is one that headings name too, and what it says has the form of such a value: a date, a
number, the name of an organisation, a list of items. Everything else stays text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.cases.parties import names_one_party
from extractors.items.classify import classify_item
from extractors.profiles.headings import heading_field, section
from extractors.prose.units import Entry, Unit
from normalizers import normalize_display, parse_counts, parse_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.prose.layout import Paragraph
    from extractors.prose.nodes import Node

FIELDS: Final = frozenset({"items", "period", "count", "subjects", "counterparty"})
LONGEST_VALUE: Final = 400
_SENTENCE: Final = re.compile(r"[^。]+。")
_BRACKET: Final = re.compile(r"[（(][^（）()]*[)）]")
_TOPIC: Final = re.compile(
    r"(?:^|、)(?:なお、|また、|さらに、)?(?P<head>[^、。は「」（）()]{2,40}?)(?:について)?は、?(?P<value>[^は].*?)"
    r"(?:とする|とします|とし|である|であり|です|となる|となり|となっている|を予定している|を予定する|を見込んでいる|を見込む|を想定している)"
    r"(?:予定である|見込みである)?(?=[。、])"
)
_GIVEN_TO: Final = re.compile(
    r"(?:を|について|は)、?(?P<party>[^、。をがは]{3,40}?)(?:に|へ)(?:一括して|再)?(?P<act>委託|提供|再委託)(?:する|し|して|した|している|を行う|することと)"
)
_VAGUE: Final = re.compile("最小限|最低限|必要な|限る|のみ|とおり|範囲内|もの$|こと$")
_NOTE: Final = re.compile(r"\s*[（(]?[※＊*]")


def said_in(nodes: Sequence[Node]) -> Iterator[Entry]:
    """What the sentences of some sections say of the matter.

    Args:
        nodes: the sections of one case; those about safeguards, events and methods are left out.

    Returns:
        One entry for each fact, its heading the words that the sentence uses for it.
    """
    closed: set[int] = set()
    words = set(section("sentences")["not_in"])
    for node in nodes:
        if node.parent in closed or heading_field(node.title) in words:
            closed.add(node.ordinal)
            continue
        for paragraph in node.paragraphs:
            yield from _facts(paragraph, node)


def _facts(paragraph: Paragraph, node: Node) -> Iterator[Entry]:
    text = normalize_display(paragraph.text)
    if _NOTE.match(text):
        return
    for sentence in _SENTENCE.findall(text):
        for match in _TOPIC.finditer(sentence):
            field = heading_field(match["head"], exactly=True)
            if field in FIELDS and _is_value(field, match["value"]):
                yield _entry(field, match["head"], match["value"], paragraph, node)
        for match in _GIVEN_TO.finditer(sentence):
            if names_one_party(match["party"]):
                yield _entry("counterparty", f"{match['act']}先", match["party"], paragraph, node)


def _is_value(field: str, text: str) -> bool:
    """Whether a text has the form that values of a field have."""
    if len(text) > LONGEST_VALUE:
        return False
    if field == "period":
        return bool(parse_dates(text).spans)
    if field == "count":
        return bool(parse_counts(text))
    if field == "counterparty":
        return names_one_party(text)
    if field == "items":
        bare = _BRACKET.sub("", text)
        return not _VAGUE.search(bare) and ("、" in bare or classify_item(bare, ()).attribute is not None)
    return True


def _entry(field: str, heading: str, value: str, paragraph: Paragraph, node: Node) -> Entry:
    unit = Unit("paragraph", value, node.ordinal, lines=paragraph.lines)
    return Entry(field, heading, node, (unit,), value, depth=2)
