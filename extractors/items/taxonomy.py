"""The taxonomy as data: attributes, the words and word shapes that lead to them, and the law behind special care.

Everything is read from the TOML files in `data/`; this module gives it types and refuses files that
contradict themselves.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from extractors.items.morphology import morphemes, release_memory
from extractors.items.words import canonical

SpecialCare = Literal["yes", "possible", "no"]
Level = Literal["head", "topic", "weak", "facet", "wish", "person"]

# Where one word is listed twice, what decides more wins.
_PRECEDENCE: tuple[Level, ...] = ("person", "wish", "head", "topic", "facet", "weak")


# What is asked about stands with は as well: 熱はあるか, 薬は飲んでいるか.
_TOPICAL = re.compile(r"(?<=[一-鿿ァ-ヶー])[がを](?=[一-鿿あ-ん])")
_SHORT = 3
_INFLECTED = frozenset({"動詞", "形容詞"})


class TaxonomyError(ValueError):
    """The taxonomy's data contradicts itself."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One of the 89 attributes.

    Attributes:
        name: 氏名, 生年月日 …
        category: one of the 21 categories (identity, contact …).
        group: one of the seven groups of municipal registers (基本的事項 …).
        special_care: default for items of this attribute.
        law: provision that a `yes` or `possible` rests on, or None.
        dpv: IRI of the matching concept of the W3C Data Privacy Vocabulary.
        is_my_number: it is the Individual Number (個人番号).
        is_firm: no wish before it changes what it is.
        is_dated: a date behind a head of it is its own (免許の登録日), not the procedure's.
        is_pervasive: whatever stands behind a word of it belongs to it (everything about a dog).
        claims: attributes whose heads belong to this one when it stands directly before them.
    """

    name: str
    category: str
    group: str
    special_care: SpecialCare
    law: str | None
    dpv: str
    is_my_number: bool
    is_firm: bool
    is_dated: bool
    is_pervasive: bool
    claims: frozenset[str]


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of the vocabulary.

    Attributes:
        text: the word in canonical form, lower case.
        level: how much it decides.
        attribute: where it leads; None for a facet that only completes a topic.
        kind: of a facet (date, reason …) or a person (plain, family …); else "".
    """

    text: str
    level: Level
    attribute: str | None
    kind: str

    @property
    def rule(self) -> str:
        """Identifier of the rule that this entry is."""
        return f"{self.level}:{self.kind or self.attribute}:{self.text}"


@dataclass(frozen=True, slots=True)
class CareRule:
    """A word that makes an item special care (要配慮個人情報) beyond its attribute's default, or `lowers` that."""

    id: str
    value: SpecialCare
    law: str
    words: re.Pattern[str]
    attributes: frozenset[str]
    excluded: frozenset[str]
    lowers: bool


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All of it, ready for look-up.

    `by_text` has the words as written, `by_normal` those whose normalized morphemes differ from that;
    `lengths` are the lengths of the words that end in a
    character, longest first, and `normal_ends` the last morphemes of `by_normal`: most look-ups end there.
    `longest` is the length of the longest word. `named` is what the name of a kind of
    person is, `told` what its existence or state is. `shift` turns one attribute into another before
    a word of place. `blocking` are the kinds of facets, and their attributes, that hide a
    head before a procedure (住所変更日), `neutral` the categories whose items state no special care. `lists` holds the small word lists by table and name.
    """

    attributes: dict[str, Attribute]
    by_text: dict[str, Word]
    by_normal: dict[str, Word]
    lengths: dict[str, tuple[int, ...]]
    normal_ends: frozenset[str]
    longest: int
    care: tuple[CareRule, ...]
    named: dict[str, str]
    told: dict[str, str]
    shift: tuple[str, str]
    blocking: frozenset[str]
    neutral: frozenset[str]
    lists: dict[str, frozenset[str]]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


def _split(words: str) -> list[str]:
    return [canonical(word).lower() for word in words.split()]


def _attributes(words: dict[str, Any]) -> dict[str, Attribute]:
    data = _load("attributes")
    laws, namespace = data["laws"], data["dpv"]["namespace"]
    found: dict[str, Attribute] = {}
    for category, entries in data["category"].items():
        for name, entry in entries.items():
            found[name] = Attribute(
                name=name,
                category=category,
                group=entry["group"],
                special_care=entry.get("special_care", "no"),
                law=laws[entry["law"]] if "law" in entry else None,
                dpv=namespace + entry["dpv"],
                is_my_number=entry.get("is_my_number", False),
                is_firm=words.get(name, {}).get("firm", False),
                is_dated=words.get(name, {}).get("dated", False),
                is_pervasive=words.get(name, {}).get("pervasive", False),
                claims=frozenset(words.get(name, {}).get("claims", ())),
            )
    return found


def _entries(words: dict[str, Any], shapes: dict[str, Any]) -> list[Word]:
    found = [
        Word(text, level, name, "")
        for name, entry in words.items()
        if isinstance(entry, dict)
        for level in ("head", "topic", "weak")
        for text in _split(entry.get(level, ""))
    ]
    for kind, entry in shapes["facet"].items():
        found.extend(Word(text, "facet", entry.get("attribute"), kind) for text in _split(entry["words"]))
    for kind, entry in shapes["person"].items():
        found.extend(Word(text, "person", entry["alone"], kind) for text in _split(entry["words"]))
    found.extend(
        Word(text, "wish", shapes["wish"]["attribute"], "") for text in _split(shapes["wish"]["words"])
    )
    return found + [
        Word(_TOPICAL.sub("は", word.text, count=1), word.level, word.attribute, word.kind)
        for word in found
        if len(word.text) > _SHORT and _TOPICAL.search(word.text)
    ]


def _by_text(entries: list[Word]) -> dict[str, Word]:
    table: dict[str, Word] = {}
    for level in reversed(_PRECEDENCE):
        for word in entries:
            if word.level != level:
                continue
            known = table.get(word.text)
            if (
                known
                and known.level == level
                and (known.attribute, known.kind) != (word.attribute, word.kind)
            ):
                raise TaxonomyError(f"{word.text} leads to {known.attribute} and to {word.attribute}")
            table[word.text] = word
    return table


def _by_normal(by_text: dict[str, Word]) -> tuple[dict[str, Word], frozenset[str]]:
    """Words by the normalized forms of their morphemes: one key for 申込, 申込み and 申し込み, 歩く and 歩いた."""
    table: dict[str, Word] = {}
    ends: set[str] = set()
    for text, word in by_text.items():
        units = morphemes(text)
        normals = [one.normal for one in units]
        key = "".join(normals)
        inflects = key == text and units[-1].pos in _INFLECTED
        if (inflects or key not in by_text) and len(key) > 1:
            table.setdefault(key, word)
            ends.add(normals[-1])
    return table, frozenset(ends)


def _lengths(by_text: dict[str, Word]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for text in by_text:
        found.setdefault(text[-1], set()).add(len(text))
    return {end: tuple(sorted(lengths, reverse=True)) for end, lengths in found.items()}


def _care(shapes: dict[str, Any], attributes: dict[str, Attribute]) -> tuple[CareRule, ...]:
    laws = _load("attributes")["laws"]
    rules = []
    for entry in shapes["care"]:
        named = frozenset(entry.get("attributes", ())) | frozenset(entry.get("not_attributes", ()))
        if unknown := named - attributes.keys():
            raise TaxonomyError(f"{entry['id']} names no attribute: {', '.join(sorted(unknown))}")
        rules.append(
            CareRule(
                id=entry["id"],
                value=entry["value"],
                law=laws[entry["law"]],
                words=re.compile("|".join(map(re.escape, _split(entry["words"])))),
                attributes=frozenset(entry.get("attributes", ())),
                excluded=frozenset(entry.get("not_attributes", ())),
                lowers=entry.get("lowers", False),
            )
        )
    return tuple(sorted(rules, key=lambda rule: (not rule.lowers, rule.value != "yes")))


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy; read once a process.

    Raises:
        TaxonomyError: a word leads to two attributes, or a rule names an attribute that is none.
    """
    words, shapes = _load("words"), _load("shapes")
    attributes = _attributes(words)
    named = set(words) - {"version"} | {one for entry in attributes.values() for one in entry.claims}
    if unknown := named - attributes.keys():
        raise TaxonomyError(f"no such attribute: {', '.join(sorted(unknown))}")
    by_text = _by_text(_entries(words, shapes))
    by_normal, normal_ends = _by_normal(by_text)
    release_memory()
    return Taxonomy(
        attributes=attributes,
        by_text=by_text,
        by_normal=by_normal,
        lengths=_lengths(by_text),
        normal_ends=normal_ends,
        longest=max(map(len, by_text)),
        care=_care(shapes, attributes),
        blocking=frozenset(
            one
            for kind, entry in shapes["facet"].items()
            if entry.get("blocks")
            for one in (kind, entry["attribute"])
        ),
        shift=(shapes["shift"]["from"], shapes["shift"]["to"]),
        named={kind: entry.get("named", "氏名") for kind, entry in shapes["person"].items()},
        told={kind: entry["told"] for kind, entry in shapes["person"].items() if "told" in entry},
        neutral=frozenset(shapes["care_neutral"]),
        lists={
            **{
                f"person_suffix.{key}": frozenset(_split(value))
                for key, value in shapes["person_suffix"].items()
            },
            "unclaimed.words": frozenset(_split(shapes["unclaimed"]["words"])),
            "shift.words": frozenset(_split(shapes["shift"]["words"])),
            "path_owner.words": frozenset(_split(shapes["path_owner"]["words"])),
            **{f"subject.{key}": frozenset(_split(value)) for key, value in shapes["subject"].items()},
        },
    )
