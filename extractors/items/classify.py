"""Classifying personal-data items: what an item is, whose it is, and whether the law asks special care of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.items.care import special_care
from extractors.items.procedures import gives_reason, hides_head, is_procedure
from extractors.items.segments import Segment, is_adnominal, segment, without_brackets
from extractors.items.subjects import stem_of_heading, subject_in_name, subject_in_path
from extractors.items.taxonomy import Attribute, SpecialCare, taxonomy
from extractors.items.words import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNKNOWN = "その他"
_OWNING = frozenset({"kin"})  # persons whose existence and number belong to what their state is told of
_TELLING = frozenset({"spouse", "family", "doctor", "carer", "creditor", "animal"})
_TOLD = frozenset({"exist", "state", "count"})
_TIMES = frozenset({"前", "後", "時", "中"})  # behind a word they make it a time
_CARED_FOR = frozenset({"health", "disability", "welfare"})
_QUESTIONS = ("何", "いつ", "なぜ")
_WISHES = ("希望", "志望")
_FILLING = frozenset({"particle", "verb", "mark", "number"})
_ANSWERS = frozenset({"head", "topic"})
_PAIRING = frozenset({"と", "及び", "並びに", "および"})
_JOINING = _PAIRING - {"と"}
_CARE: tuple[SpecialCare, ...] = ("no", "possible", "yes")
_PLURALS = frozenset({"等", "など", "たち", "ら", "方", "様"})
CACHE_SIZE = 1 << 16
_LONGEST = 512  # characters; of a longer name the end is read, where its head stands


@dataclass(frozen=True, slots=True)
class ItemClass:
    """What a personal-data item is.

    Attributes:
        subject: the person or animal it is about, as printed; None when nothing is printed.
        attribute: one of the 89 attributes (氏名, 生年月日 …).
        category: one of the 21 categories (identity, contact …).
        group: one of the seven groups of municipal registers.
        special_care: whether it is 要配慮個人情報 under the Act: yes, possible or no.
        special_care_basis: always `rule` here; a document that flags the item itself says `printed`.
        is_my_number: it is the Individual Number (個人番号).
        dpv: IRI of the matching concept of the W3C Data Privacy Vocabulary.
        law: the provision that `yes` or `possible` rests on, or None.
        rule: identifier of the rule that fired, None when no rule knows the item.
    """

    subject: str | None
    attribute: str
    category: str
    group: str
    special_care: SpecialCare
    special_care_basis: str
    is_my_number: bool
    dpv: str
    law: str | None
    rule: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """Which segment decided, where it leads, and the rule that says so; `index` is None for a rule of the path."""

    attribute: str
    index: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a walk from the end of a name met before something decided."""

    decision: Decision | None
    facet: Segment | None
    weak: Segment | None
    person: int | None


def classify_item(name: str, path: tuple[str, ...] = ()) -> ItemClass:
    """Classify a personal-data item.

    The head noun decides; what it does not say, the path does. Conventions are in `docs/items.md`.

    Args:
        name: an item's name without its qualifier, any string.
        path: the headings it stands under, outer to inner.

    Returns:
        The class. An item no rule knows is その他 with `rule` None.
    """
    return _classify(canonical(name)[-_LONGEST:], tuple(canonical(one)[-_LONGEST:] for one in path))


@lru_cache(maxsize=CACHE_SIZE)
def _classify(name: str, path: tuple[str, ...]) -> ItemClass:
    bare = without_brackets(name)
    segments = segment(bare.text)
    decision = decide(segments, path)
    attribute = taxonomy().attributes[decision.attribute if decision else UNKNOWN]
    index = decision.index if decision else None
    subject = subject_in_name(bare, segments, index, attribute.name if decision else None) or subject_in_path(
        path
    )
    care, law = special_care(name, attribute)
    is_my_number = attribute.is_my_number
    for text, other in _joined(segments):
        is_my_number = is_my_number or other.is_my_number
        care, law = max((care, law), special_care(text, other), key=lambda found: _CARE.index(found[0]))
    return ItemClass(
        subject=subject,
        attribute=attribute.name,
        category=attribute.category,
        group=attribute.group,
        special_care=care,
        special_care_basis="rule",
        is_my_number=is_my_number,
        dpv=attribute.dpv,
        law=law,
        rule=decision.rule if decision else None,
    )


def forget() -> None:
    """Empty the cache of classifications, so that a measurement meets every name for the first time."""
    _classify.cache_clear()


def decide(segments: Sequence[Segment], path: Sequence[str] = ()) -> Decision | None:
    """The attribute of a segmented name, and by which rule; None when no rule knows it."""
    found = walk(_first_of_pair(segments))
    if found.decision is not None:
        return _claimed_by_path(segments, found.decision, path) or found.decision
    if found.weak is None and found.person is None and path:
        inherited = _from_path(path)
        if inherited is not None:
            return inherited
    last = _fallback(segments, found, bool(path))
    return last and (_claimed_by_path(segments, last, path) or last)


def _claimed_by_path(segments: Sequence[Segment], decision: Decision, path: Sequence[str]) -> Decision | None:
    """The place, animal or account that the innermost heading names, where it claims what was found.

    勤務先（所在地） is a 勤務先 as 勤務先の所在地 is. A name that tells of a person is that person's.
    """
    if not path or any(one.kind == "person" and one.word and one.word.kind != "owner" for one in segments):
        return None
    heading = segment(without_brackets(stem_of_heading(path[-1])).text)
    if not heading or heading[-1].text not in taxonomy().lists["path_owner.words"]:
        return None
    word = heading[-1].word
    owner = taxonomy().attributes.get((word.attribute if word else None) or "")
    if owner is None or decision.attribute not in owner.claims:
        return None
    return Decision(owner.name, decision.index, f"claim:{path[-1]}+{decision.rule}")


def _first_of_pair(segments: Sequence[Segment]) -> Sequence[Segment]:
    """Of two things asked in one item the first: 続柄とその人数, 人数と年齢, 職業及び勤務先."""
    for index in range(1, len(segments) - 1):
        if segments[index].text not in _PAIRING:
            continue
        behind = [one.kind for one in segments[index + 1 :]]
        is_pair = (segments[index - 1].kind == "head" and "head" in behind) or (
            segments[index - 1].kind in _ANSWERS and len(behind) == 1 and behind[0] in _ANSWERS
        )
        if segments[index + 1].text == "その" or (is_pair and segments[index + 1].text != "の"):
            return segments[:index]
    return segments


def _joined(segments: Sequence[Segment]) -> Iterator[tuple[str, Attribute]]:
    """What 及び joins in one item, each by itself: the attribute is the first's, but both may ask for special care."""
    ends = [index for index, one in enumerate(segments) if one.text in _JOINING]
    for begin, stop in pairwise([-1, *ends, len(segments)] if ends else []):
        part = segments[begin + 1 : stop]
        if decision := decide(part):
            yield "".join(one.text for one in part), taxonomy().attributes[decision.attribute]


def walk(segments: Sequence[Segment]) -> Found:
    """Read a name from its end until a word decides; remember the facets and weak words on the way."""
    facet: Segment | None = None
    weak: Segment | None = None
    person: int | None = None
    for index in range(len(segments) - 1, -1, -1):
        one = segments[index]
        if one.word is None:
            continue
        blocked = (
            hides_head(facet, weak) and not taxonomy().attributes[one.word.attribute or UNKNOWN].is_dated
        )
        if (one.kind == "topic" and not gives_reason(facet, weak)) or (one.kind == "head" and not blocked):
            return Found(_decided(segments, index), facet, weak, person)
        if one.kind == "wish":
            is_reason = facet is not None and facet.word is not None and facet.word.kind == "reason"
            decision = _by(facet, segments.index(facet)) if facet and is_reason else _by(one, index)
            return Found(decision, facet, weak, person)
        if one.kind == "person" and _speaks_for_itself(segments, index, weak):
            return Found(_by_person(segments, index), facet, weak, index)
        if one.kind == "facet":
            facet = one if facet is None or _asks_which(one, facet) else facet
        elif one.kind == "weak":
            weak = weak or one
        elif one.kind == "person" and person is None:
            person = index
    return Found(None, facet, weak, person)


def _asks_which(one: Segment, behind: Segment) -> bool:
    """Whether a question word says what is asked, not the か behind it: 何人で参加するか, いつ申請したか."""
    return one.text.startswith(_QUESTIONS) and behind.word is not None and behind.word.kind == "exist"


def _by(one: Segment, index: int) -> Decision:
    assert one.word is not None
    assert one.word.attribute is not None
    return Decision(one.word.attribute, index, one.word.rule)


def _decided(segments: Sequence[Segment], index: int) -> Decision:
    """What a head or topic leads to, after what stands directly before it had its say."""
    decision = _by(segments[index], index)
    known = taxonomy().attributes
    owner_of_all = _pervasive_before(segments, index)
    if owner_of_all is not None:
        return owner_of_all
    source, target = taxonomy().shift
    behind = segments[index + 1 :]
    if decision.attribute == source and any(one.text in taxonomy().lists["shift.words"] for one in behind):
        return Decision(target, index, f"shift:{segments[index].text}")
    before = _content_before(segments, index)
    if before is None or before.word is None or _is_unclaimed(segments, index, known[decision.attribute]):
        return decision
    told = taxonomy().told.get(before.word.kind) if before.word.kind in _OWNING else None
    owner = known.get(told or before.word.attribute or "")
    if (
        owner is not None
        and before.kind in {"head", "topic", "weak", "person"}
        and decision.attribute in owner.claims
    ):
        return Decision(owner.name, index, f"claim:{before.word.text}+{segments[index].text}")
    if (before.kind == "wish" or _is_wished(before)) and not known[decision.attribute].is_firm:
        return Decision(_wish_attribute(before), index, f"wish:{before.word.text}+{segments[index].text}")
    return decision


def _pervasive_before(segments: Sequence[Segment], index: int) -> Decision | None:
    """The dog that everything behind it belongs to, unless a person stands between (犬の飼い主の氏名)."""
    known = taxonomy().attributes
    for one in reversed(segments[:index]):
        owner = known.get((one.word.attribute if one.word else None) or "")
        if owner is not None and owner.is_pervasive:
            return Decision(owner.name, index, f"claim:{one.text}+{segments[index].text}")
        if one.kind == "person":
            return None
    return None


def _is_unclaimed(segments: Sequence[Segment], index: int, found: Attribute) -> bool:
    """Whether what stands before only says when or for what somebody is reached there: 入所前の|住所, 接種券の|送付先."""
    if segments[index].text in taxonomy().lists["unclaimed.words"]:
        return True
    then = [one.text for one in segments[max(0, index - 2) : index]]
    return found.category == "contact" and len(then) > 1 and then[1] == "の" and then[0] in _TIMES


def _is_wished(one: Segment) -> bool:
    """Whether a wish is what a topic tells of: 参加希望の|講座."""
    return one.kind == "topic" and one.text.endswith(_WISHES)


def _wish_attribute(one: Segment) -> str:
    """The attribute that a wish leads to."""
    assert one.word is not None
    assert one.word.attribute is not None
    return one.word.attribute


def _content_before(segments: Sequence[Segment], index: int) -> Segment | None:
    """The word before `index`, over particles, verbs and facets: 利用を希望する|施設."""
    for one in reversed(segments[:index]):
        is_other = one.word is not None and one.word.attribute == UNKNOWN
        if not is_other and one.kind not in {"particle", "verb", "mark", "number", "facet", "noun"}:
            return one
    return None


def _from_path(path: Sequence[str]) -> Decision | None:
    """What the innermost heading with a topic makes of a name that says only a facet or nothing known."""
    for heading in reversed(path):
        outer = walk(segment(without_brackets(heading).text))
        if outer.decision is not None:
            return Decision(outer.decision.attribute, None, f"path:{outer.decision.rule}")
    return None


def _fallback(segments: Sequence[Segment], found: Found, has_path: bool) -> Decision | None:
    """What facets, weak words and persons say where no head and no topic is met.

    A reason of nothing (理由 without a heading) is left unknown.
    """
    facet, weak = found.facet, found.weak
    if weak is not None and weak.word is not None and weak.word.attribute is not None:
        return _with_facet(segments, weak, facet)
    if facet is not None and facet.word is not None and facet.word.attribute is not None:
        if facet.word.kind == "reason" and len(segments) == 1 and not has_path:
            return None
        return _by(facet, segments.index(facet))
    return None


def _names_person(segments: Sequence[Segment], index: int) -> bool:
    """Whether nothing but a person is named (入学予定児童), or the name of one (医師名)."""
    behind = (one for one in segments[index + 1 :] if one.kind not in {"mark", "number"})
    return all(one.text in _PLURALS or _is_name(one) for one in behind)


def _speaks_for_itself(segments: Sequence[Segment], index: int, weak: Segment | None) -> bool:
    """Whether a person decides: named, told of, or an animal that everything behind belongs to."""
    word = segments[index].word
    owner = taxonomy().attributes.get((word.attribute if word else None) or "")
    if weak is not None:
        return owner is not None and owner.is_pervasive
    return _names_person(segments, index) or _tells_of(segments, index)


def _tells_of(segments: Sequence[Segment], index: int) -> bool:
    """Whether a person's existence or state tells something by itself: 配偶者の有無, きょうだいはいるか."""
    word = segments[index].word
    if word is None:
        return False
    following = segments[index + 1].text if index + 1 < len(segments) else ""
    if word.kind in _TELLING:
        return following not in {"以外", "と", "から", "用", "向け"}
    return word.kind in taxonomy().told and _is_told(segments, index)


def _is_told(segments: Sequence[Segment], index: int) -> bool:
    """Whether nothing but somebody's existence, number or state is asked: 父母の状況."""
    behind = [one for one in segments[index + 1 :] if one.kind not in _FILLING]
    return bool(behind) and all(
        one.text in _PLURALS or (one.word is not None and one.word.kind in _TOLD) for one in behind
    )


def _is_name(one: Segment) -> bool:
    return one.word is not None and one.kind == "facet" and one.word.kind == "name"


def _by_person(segments: Sequence[Segment], index: int) -> Decision:
    """A person's name is a 氏名, whoever it is; an animal's is not. A person alone may say something else (配偶者)."""
    decision = _by(segments[index], index)
    word = segments[index].word
    assert word is not None
    before = _content_before(segments, index)
    if word.kind == "owner" and before is not None and before.word is not None:
        thing = taxonomy().attributes.get(before.word.attribute or "")
        if thing is not None and "氏名" in thing.claims:
            return Decision(thing.name, index, f"claim:{before.word.text}+{segments[index].text}")
    told = taxonomy().told.get(word.kind)
    if _is_told(segments, index) and (told is not None or word.kind in _TELLING):
        return _described(segments, index) or Decision(
            told or decision.attribute, index, f"told:{decision.rule}"
        )
    if not any(map(_is_name, segments[index + 1 :])):
        return decision
    return Decision(taxonomy().named[word.kind], index, f"name:{decision.rule}")


def _described(segments: Sequence[Segment], index: int) -> Decision | None:
    """What the clause before a person whose existence is asked says of their health or care: 介護を必要とする家族の有無."""
    if not index or not is_adnominal(segments[index - 1]):
        return None
    clause = walk(segments[:index]).decision
    if clause is None or taxonomy().attributes[clause.attribute].category not in _CARED_FOR:
        return None
    return clause


def _with_facet(segments: Sequence[Segment], weak: Segment, facet: Segment | None) -> Decision:
    """A weak word completed by a facet: 変更|理由 is a reason, 申請|日 a date, 参加|日 is about the participation."""
    decision = _by(weak, segments.index(weak))
    if facet is None or facet.word is None or facet.word.attribute is None:
        return decision
    of_procedure = weak.word is not None and is_procedure(weak.word)
    if facet.word.kind in {"reason", "amount", "count"} or (
        facet.word.kind in {"date", "code", "record"} and of_procedure
    ):
        return _by(facet, segments.index(facet))
    return decision
