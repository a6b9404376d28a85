"""What a paper says of a matter in sentences (委託期間は、…とする), for what stands under no heading.

A sentence counts only where its topic is one that headings name too, and what it says has the form of such a value: a date, a
number, the name of an organisation, a list of items. Everything else stays text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.cases.parties import names_one_party
from extractors.items.classify import classify_item
from extractors.profiles.headings import heading_field, section
from extractors.prose.units import Entry, Unit
from extractors.prose.values import without_count
from normalizers import normalize_display, parse_counts, parse_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.prose.layout import Paragraph
    from extractors.prose.nodes import Node

FIELDS: Final = frozenset({"items", "period", "count", "subjects", "counterparty"})
OBJECT: Final = "object"
"""Items that a sentence says something is done with, until it is known whether another sentence is about them."""

LONGEST_VALUE: Final = 400
_SENTENCE: Final = re.compile(r"[^。]+。")
_BRACKET: Final = re.compile(r"[（(][^（）()]*[)）]")
_TOPIC: Final = re.compile(
    r"(?:^|、)(?:なお、|また、|さらに、)?(?P<head>[^、。は「」（）()]{2,40}?)(?:について)?は、?(?P<value>[^は](?:(?!、[^、。は「」（）()]{2,20}?は、).)*?)"
    r"(?:とする|とします|とし|である|であり|です|となる|となり|となっている|を予定している|を予定する|を見込んでいる|を見込む|を想定している)"
    r"(?:予定である|見込みである)?(?=[。、])"
)
_DONE: Final = r"(?:する|して|した|し(?!ない)|を行う|することと)"
_TO: Final = "(?:に対して|に対し|に|へ)"
_GIVEN_TO: Final = re.compile(
    rf"(?:を|について|は)、?(?P<party>[^、。をがは]{{3,40}}?){_TO}、?(?:一括して|再)?(?P<act>委託|提供|再委託){_DONE}"
)
_TO_WHOM: Final = re.compile(
    rf"(?:^|[、はが])(?:[^、。]{{1,30}}である)?(?P<party>[^、。をがは]{{3,60}}?)に(?:対して|対し)、?[^。は]{{2,200}}?を、?(?:一括して)?(?P<act>委託|提供|再委託){_DONE}"
)
"""The party ahead of what it is given: …に対し、名簿を提供する."""

_OBJECT: Final = re.compile(
    r"(?P<value>[^。「」]{4,200}?)を、?(?:[^、。をはが]{2,60}?(?:に対して|に対し|に|へ|から|より|と)、?)?(?:一括して|新たに)?"
    rf"(?P<act>提供|送信|送付|収集|取得|共有|利用){_DONE}"
)
"""What is given, taken or used: …の氏名及び住所を緑町会に提供する; what is recorded or registered may be who had a key."""

_PARTS: Final = re.compile("、|及び|並びに|又は|・")
_JOINED: Final = re.compile("(及び|並びに)(?![^（(]*[)）])")
_NO_ITEM: Final = re.compile("(?:ため|上|際|場合|より|ことから|とき|旨|こと|もの|とおり)$|[をは]|[がにで]$")
_TELLS_WHO: Final = frozenset({"identity", "identifier", "contact", "birth_age"})
"""Kinds of items of which one at least is given where data on persons are."""

_UNCLEAR: Final = "その他"
_ELSEWHERE: Final = re.compile("とおり|^(?:次|以下|上記|別紙|別表|別添)|未定|こと$")
_VAGUE: Final = re.compile("最小限|最低限|必要な|限る|のみ|とおり|範囲内|もの$|こと$")
_NOTE: Final = re.compile(r"\s*[（(]?[※＊*]")


def said_in(nodes: Sequence[Node]) -> Iterator[Entry]:
    """What the sentences of some sections say of the matter.

    Args:
        nodes: the sections of one case; those about safeguards, events and methods are left out.

    Returns:
        One entry for each fact, its heading the words that the sentence uses for it. Items that are only the object of what is
        done with them count where no sentence is about them.
    """
    facts = list(_said(nodes))
    about = {e.field for e in facts if e.field != OBJECT}
    seen: list[set[str]] = []
    for entry in facts:
        if entry.field != OBJECT:
            yield entry
        elif "items" not in about and not any(set(_parts(entry.raw)) <= parts for parts in seen):
            seen.append(set(_parts(entry.raw)))
            yield replace(entry, field="items")


def _said(nodes: Sequence[Node]) -> Iterator[Entry]:
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
            if field == "subjects" and not without_count(match["value"]):
                field = "count"
            if field in FIELDS and _is_value(field, match["value"]):
                yield _entry(field, match["head"], match["value"], paragraph, node)
        for match in (*_GIVEN_TO.finditer(sentence), *_TO_WHOM.finditer(sentence)):
            if names_one_party(match["party"]):
                yield _entry("counterparty", f"{match['act']}先", match["party"], paragraph, node)
        for match in _OBJECT.finditer(sentence):
            if (value := _items_at_end(match["value"])) is not None:
                yield _entry(OBJECT, f"{match['act']}する個人情報", value, paragraph, node)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(_BRACKET.sub("", text))]


def _items_at_end(text: str) -> str | None:
    """The list of items that a text ends with, of those in it that tell who the person is one at least; None if it ends with none."""
    begins = [0, *(match.end() for match in _PARTS.finditer(text))]
    found: int | None = None
    kinds: set[str] = set()
    for begin in reversed(begins):
        kind = _kind_of_item(_parts(text[begin:])[0])
        if kind is None:
            break
        found = begin
        kinds.add(kind)
    return text[found:] if found is not None and kinds & _TELLS_WHO else None


def _kind_of_item(text: str) -> str | None:
    """The kind of personal data that a few words of a sentence name; None if they name none."""
    if not text or _NO_ITEM.search(text):
        return None
    item = classify_item(text, ())
    return None if item.attribute in {None, _UNCLEAR} else item.category


def _one_by_one(text: str) -> str:
    """A list as a sentence has it (氏名、住所及び年齢) with 、 between the last entries too, where each is an item by itself."""
    pieces = _JOINED.split(text)
    result = pieces[0]
    for before, join, after in zip(pieces[::2], pieces[1::2], pieces[2::2], strict=False):
        ends = _kind_of_item(_parts(before)[-1]), _kind_of_item(_parts(after)[0])
        result += ("、" if all(ends) else join) + after
    return result


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
    return not _ELSEWHERE.search(text)


def _entry(field: str, heading: str, value: str, paragraph: Paragraph, node: Node) -> Entry:
    text = _one_by_one(value) if field in {"items", OBJECT} else value
    unit = Unit("paragraph", text, node.ordinal, lines=paragraph.lines)
    return Entry(field, heading, node, (unit,), value, depth=2)
