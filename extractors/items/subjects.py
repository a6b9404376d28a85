"""Whose item it is: the word for the person (or animal) in the name, or else in the path."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.items.segments import Bare, Segment, is_adnominal, segment, without_brackets
from extractors.items.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Sequence

# Attributes of which the person word of a compound is the owner: 児童氏名, 祖父職業.
_OWNED = frozenset(
    {"勤務先", "学校名", "収入", "所属・団体", "続柄", "婚姻", "健康状態", "病名", "住居の状況"}
)
# The person in the name of a number or an ID says what kind it is, not whose: 被保険者番号, 利用者ID.
_NUMBERS = frozenset({"識別番号", "被保険者番号", "認証情報"})
# At the end of a question these ask whether somebody exists: きょうだいがいるか.
_EXISTENCE = re.compile(r"(?:い|お|あ)(?:る|ない|り|ます)(?:か|か否か|かどうか)?[?]?")
_STATED = frozenset({"kin", "carer"})
_CLAUSE_ENDS = frozenset({"は", "で", "、", "も"})
_PARTS = frozenset({"noun", "head", "topic", "weak", "wish", "number", "facet"})
_LOOSE_WORDS = frozenset({"こと", "もの", "など", "とき", "場合", "か", "あり", "なし"})
_REACH = 48  # characters behind a person that can decide; keeps long texts linear
_REACHES = frozenset({"identity", "contact", "employment"})


def subject_in_name(
    bare: Bare, segments: Sequence[Segment], decided: int | None, attribute: str | None
) -> str | None:
    """The person the item is about, as printed in its name.

    Args:
        bare: the name without brackets.
        segments: its segments.
        decided: index of the segment that decided the attribute, None when none did.
        attribute: the attribute, None when unknown.

    Returns:
        The word with what belongs to it (参加する子ども, 申請者(保護者)), or None. The other side of a
        relation (世帯主との続柄), persons who are only counted (子どもの人数) and persons in the name of a
        number (被保険者番号) are no subject.
    """
    for index in range(len(segments) - 1, -1, -1):
        one = segments[index]
        if one.kind != "person":
            continue
        if index == decided and not (_is_itself(one, attribute) or _is_state_of(bare, one)):
            continue
        if _is_subject(bare, segments, index, decided, attribute):
            return _printed(bare, segments, index)
    return None


def _is_itself(one: Segment, attribute: str | None) -> bool:
    """Whether the word that decided is the subject too: 入学予定児童 is, 配偶者 asked for existence is not."""
    return attribute in {"氏名", "動物"} or (one.word is not None and one.word.kind == "creditor")


def _is_state_of(bare: Bare, one: Segment) -> bool:
    """Whether a relative's or carer's state is told (父母の状況), not whether there is one."""
    return (
        one.word is not None
        and one.word.kind in _STATED
        and bare.text[one.end :] in taxonomy().lists["subject.stated"]
    )


def _is_subject(
    bare: Bare, segments: Sequence[Segment], index: int, decided: int | None, attribute: str | None
) -> bool:
    """Whether the item is about the person at `index`, judged by what stands behind the word."""
    rest = bare.text[segments[index].end : segments[index].end + _REACH]
    for plural in ("等", "など", "たち", "ら"):
        rest = rest.removeprefix(plural)
    if not rest:
        return decided == index
    if _is_conditional(bare, segments[index]) or (
        _is_profession(segments[index]) and not _reaches(attribute)
    ):
        return False
    if rest.startswith(tuple(taxonomy().lists["subject.past"])) or _names_licence(segments[index], rest):
        return False
    if attribute == "続柄":
        related = _in_relation(segments, index, rest)
        if related is not None:
            return related
    lists = taxonomy().lists
    is_other_side = any(rest.lower().startswith(word) for word in lists["subject.other_side"])
    if rest[0] in "のはが" or (rest[0] == "に" and not is_other_side):
        tail = rest[1:].lower()
        return tail.partition("と")[0] not in lists["subject.counted"] and not _EXISTENCE.fullmatch(tail)
    return not is_other_side and _owns_next(bare, segments, index, attribute)


def _is_conditional(bare: Bare, one: Segment) -> bool:
    before = bare.text[max(0, one.begin - _REACH) : one.begin]
    return any(before.endswith(verb) for verb in taxonomy().lists["subject.condition"])


def _in_relation(segments: Sequence[Segment], index: int, rest: str) -> bool | None:
    """Of AとBの関係, A is whose relation it is and B the other side; None where it is not said so."""
    if rest[0] == "と" and index + 2 < len(segments) and segments[index + 2].kind == "person":
        return True
    follows_person = index > 1 and segments[index - 1].text == "と" and segments[index - 2].kind == "person"
    return False if follows_person else None


def _begins_word(bare: Bare, person: Segment) -> bool:
    """Whether a person word only begins a longer word of the vocabulary: 遺族 in 遺族年金額."""
    known = taxonomy()
    text = bare.text[person.begin : person.begin + known.longest].lower()
    return any(text[:length] in known.by_text for length in range(len(person.text) + 1, len(text) + 1))


def _owns_next(bare: Bare, segments: Sequence[Segment], index: int, attribute: str | None) -> bool:
    """Whether the word directly behind a person is something a person has: 児童氏名, but not 児童手当."""
    following = next((one for one in segments[index + 1 :] if one.text not in {"等", "など"}), None)
    if following is None or following.word is None or attribute in _NUMBERS:
        return False
    if following.kind == "head":
        return True
    if _begins_word(bare, segments[index]):
        return False
    if following.kind == "facet":
        return following.word.kind in {"name", "state", "place"}
    return following.kind == "topic" and following.word.attribute in _OWNED


def _names_licence(one: Segment, rest: str) -> bool:
    lists = taxonomy().lists
    return one.text.endswith(tuple(lists["subject.licensed"])) and rest.startswith(
        tuple(lists["subject.licences"])
    )


def _is_profession(one: Segment) -> bool:
    return one.text.endswith(tuple(taxonomy().lists["subject.professions"])) or (
        one.word is not None and one.word.kind == "doctor"
    )


def _reaches(attribute: str | None) -> bool:
    found = taxonomy().attributes.get(attribute or "")
    return found is not None and found.category in _REACHES


def _printed(bare: Bare, segments: Sequence[Segment], index: int) -> str:
    """The person word with the compound or clause it ends, 等, and a bracket behind it."""
    begin = _compound_begin(segments, index)
    begin = _clause_begin(segments, begin, segments[index].text)
    end = segments[index].end
    for plural in ("等", "など", "たち"):
        if bare.text.startswith(plural, end):
            end += len(plural)
            break
    first = segments[begin].begin
    text = bare.text[first:end]
    for offset, bracket in reversed(bare.brackets):
        if first < offset <= end:
            text = text[: offset - first] + bracket + text[offset - first :]
    return text


def _compound_begin(segments: Sequence[Segment], index: int) -> int:
    """First segment of the compound that ends with a person: 所属|大学|担当者."""
    begin = index
    while begin:
        before = segments[begin - 1]
        if before.text == "・" and begin > 1 and segments[begin - 2].kind == "person":
            begin -= 2
            continue
        is_part = (before.kind in _PARTS or before.kind == "person") and not is_adnominal(before)
        if not is_part or before.text in _LOOSE_WORDS or (before.text == "等" and begin == 1):
            break
        begin -= 1
    owned = taxonomy().lists["person_suffix.attributive"]
    if begin > 1 and segments[begin - 1].text == "の" and segments[begin - 2].text in owned:
        return begin - 2
    return begin


def _clause_begin(segments: Sequence[Segment], begin: int, text: str) -> int:
    """First segment of the clause that describes the person.

    参加する子ども is taken whole. A clause with an object of its own (保育を希望する子ども) is left out,
    unless the person is nothing without it (介護を受ける人).
    """
    start = begin
    while start and is_adnominal(segments[start - 1]):
        start -= 1
    if start == begin:
        return begin
    stem = start
    while stem and segments[stem - 1].kind in {"noun", "topic", "weak", "wish", "head", "facet"}:
        stem -= 1
    if text in taxonomy().lists["person_suffix.generic"]:
        return _sentence_begin(segments, stem)
    has_object = bool(stem) and segments[stem - 1].kind == "particle"
    return begin if has_object else stem


def _sentence_begin(segments: Sequence[Segment], stem: int) -> int:
    """First segment of a clause with its objects: 介護を受ける, 区内に住所を有する."""
    while stem and not (segments[stem - 1].text in _CLAUSE_ENDS or segments[stem - 1].kind == "mark"):
        stem -= 1
    return stem


@cache
def _heading_suffixes() -> tuple[str, ...]:
    return tuple(sorted(taxonomy().lists["subject.path_suffix"], key=len, reverse=True))


def stem_of_heading(heading: str) -> str:
    """What a heading is about: 保護者 of 保護者に関する情報, 勤務先 of 勤務先について."""
    for suffix in _heading_suffixes():
        if heading.endswith(suffix) and len(heading) > len(suffix):
            return heading[: -len(suffix)]
    return heading


def subject_in_path(path: Sequence[str]) -> str | None:
    """The person that the innermost heading is about that is about one: 保護者の情報, 対象児童について."""
    for heading in reversed(path):
        bare = without_brackets(stem_of_heading(heading))
        segments = segment(bare.text)
        if segments and segments[-1].kind == "person" and not _is_profession(segments[-1]):
            return _printed(bare, segments, len(segments) - 1)
    return None
