"""Cutting a stretch of an item list into elements: at printed separators and at those the print lost.

Everything here works on spans (begin, stop) of one text, so that no character can be lost on the way.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from operator import or_
from typing import TYPE_CHECKING

from extractors.items import words
from extractors.items.source import Source, Spot, bare_name, between, marks
from extractors.items.taxonomy import taxonomy
from extractors.items.words import canonical, role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.items.brackets import Bracket

_SEPARATOR = re.compile(r"[、，,。｡､;；\n\r\t\v\f\u2028\u2029\x85]")
_COMMA = re.compile(r"[、，,､]")
_DOT = re.compile(r"[・･·•‧/／|｜]")
_SPACES = re.compile(r"\s+")
_CLOSED = re.compile(r"[^の等（(]{1,10}(?:等|など)の")
_CHANGED = re.compile(r"[^の（(]{1,10}の(?:変更|異動|訂正)(?:$|の|日|年月日|内容|理由|前|後)")
TWO = 2
SLASHED = 4
"""So many known names between slashes are a list."""

_REACH = 48  # characters on either side that can decide about a separator; keeps long texts linear
# Behind a bracket these go on with the name before it: 子ども(3歳以下)の年齢.
_GOES_ON = re.compile(
    r"の|と(?!も)|に|を|が|は|へ|や|も(?!の)|で|な|から|まで|より|か(?!か)|し|す|さ|れ|ら|く|て|ー"
)
# A list that is joined by と goes on over a middle dot: その時期と状況・頻度.
_JOINED_BY_TO = re.compile(r"と(?:その)?[^のとはがをに]{1,6}$")


def _leads_on(left: str, right: str) -> bool:
    """Whether a comma between two elements belongs to one item."""
    if not any(map(str.isalnum, left)) or not any(map(str.isalnum, right)):
        return False
    return (
        left in words.words("joins", "adverbs")
        or words.ends_with(left, "joins", "connectives") is not None
        or words.ends_with(left, "joins", "clauses") is not None
        or words.starts_with(right, "joins", "alternatives") is not None
    )


def cut_separators(source: Source, spot: Spot) -> list[Spot]:
    """Elements between 、 and its substitutes; a comma inside a clause does not separate.

    A comma goes on after a connective (又は、), a leading adverb (現在、) and a condition (…場合、その理由).
    及び and its like at the head of an element are left out of it.
    """
    found = marks(source, spot, _SEPARATOR)
    pieces = between(spot, found)
    elements: list[Spot] = [pieces[0]]
    for mark, piece in zip(found, pieces[1:], strict=True):
        joined = _COMMA.match(mark.group()) and _leads_on(
            source.show(source.trim((max(elements[-1][0], elements[-1][1] - _REACH), elements[-1][1]))),
            source.show(source.trim((piece[0], min(piece[0] + _REACH, piece[1])))),
        )
        elements[-1:] = [(elements[-1][0], piece[1])] if joined else [elements[-1], piece]
    trimmed = (source.trim(element) for element in elements)
    return [_without_leading(source, element) for element in trimmed if element[0] < element[1]]


def _without_leading(source: Source, spot: Spot) -> Spot:
    part = source.text[spot[0] : spot[1]]
    lead = words.starts_with(part, "joins", "leading")
    if lead is None or len(lead) == len(part):
        return spot
    return source.trim((spot[0] + len(lead), spot[1]))


def cut_spaces(source: Source, spot: Spot) -> list[Spot]:
    """Elements that only white space separates: 氏名　住所　性別, when each is a complete item of its own.

    A topic that may stand alone (所得, 勤務先) is one beside two items that can be nothing else, or behind one; a word that only
    completes another (番号, 種別) belongs to the one before it.
    """
    gaps = [
        gap
        for gap in marks(source, spot, _SPACES)
        if spot[0] < gap.start() and gap.end() < spot[1] and not _completes(source, (gap.end(), spot[1]))
    ]
    if not gaps:
        return [spot]
    pieces = between(spot, gaps)
    names = [bare_name(source, piece) for piece in pieces]
    roles = [role(name) for name in names]
    complete = [kind in {"leaf", "container"} for kind in roles]
    alone = [
        kind == "topic" and name in words.words("roles", "leaf")
        for kind, name in zip(roles, names, strict=True)
    ]
    if (
        all(len(name) > 1 for name in names)
        and all(map(or_, complete, alone))
        and (complete[0] or sum(complete) > 1)
    ):
        return pieces
    return [spot]


def _completes(source: Source, spot: Spot) -> bool:
    """Whether the first word of a stretch only completes the one before it."""
    word = re.match(r"[^\s（(]+", source.text[spot[0] : spot[1]])
    return word is not None and canonical(word.group()) in words.words("facets", "spaced")


def cut_lost(source: Source, spot: Spot) -> tuple[list[Spot], list[int]]:
    """Cut where a separator was lost.

    Returns:
        The elements, and the offsets at which a separator is missing.
    """
    return _cut_at(source, spot, sorted({*after_brackets(source, spot), *_run_together(source, spot)}))


def cut_run(source: Source, spot: Spot) -> tuple[list[Spot], list[int]]:
    """Cut where two names run together, in a span without brackets; returns what `cut_lost` returns."""
    return _cut_at(source, spot, list(_runs_in(source.text[spot[0] : spot[1]], spot[0])))


def _cut_at(source: Source, spot: Spot, cuts: list[int]) -> tuple[list[Spot], list[int]]:
    if not cuts:
        return [spot], []
    edges = [spot[0], *cuts, spot[1]]
    pieces = (source.trim(piece) for piece in pairwise(edges))
    return [piece for piece in pieces if piece[0] < piece[1]], cuts


def after_brackets(source: Source, spot: Spot) -> Iterator[int]:
    """Offsets behind a closing bracket at which a new item begins: 発生時期(西暦)同居者の氏名.

    Args:
        source: the text with its brackets.
        spot: one element of it.

    Yields:
        The offsets, in order.
    """
    outer = list(source.outer(spot))
    start = spot[0]
    for bracket, following in zip(outer, [*outer[1:], None], strict=False):
        tail = source.show((bracket.end, following.begin if following else spot[1]))
        if not tail or _GOES_ON.match(tail) or _DOT.match(tail):
            continue
        if words.starts_with(tail, "joins", "connectives") is not None and not _holds_list(source, bracket):
            continue
        if not bracket.is_closed:
            yield bracket.end
            start = bracket.end
            continue
        tail = tail[: len(tail) - words.cut_etc(tail)]
        head = source.show((start, bracket.begin))
        if _begins_item(head, tail):
            yield bracket.end
            start = bracket.end
            continue
        if _goes_on(tail):
            continue
        if (role(head) == "leaf" and not head.endswith(("先", "者"))) or _holds_list(source, bracket):
            yield bracket.end
            start = bracket.end


def _begins_item(head: str, tail: str) -> bool:
    """Whether two names with their brackets run together: 氏名(フリガナ)住所, 緊急連絡先(電話)緊急連絡先(氏名)."""
    if tail == head:
        return True
    return (
        words.ends_with(head, "runs", "complete") is not None
        and words.ends_with(head, "runs", "carriers") is None
        and tail in words.words("runs", "starters")
    )


def _goes_on(tail: str) -> bool:
    """Whether the text behind a bracket is the rest of the name before it: 出産(予定)日."""
    return len(tail) < 2 or tail in words.words("facets", "suffix") or role(tail) in {"other", "topic"}


def _holds_list(source: Source, bracket: Bracket) -> bool:
    """Whether a bracket holds two complete items or more, and so is a group."""
    elements = cut_separators(source, (bracket.begin + 1, bracket.stop))
    if len(elements) == 1:
        elements = [spot for spot, _ in cut_dots(source, elements[0])]
    complete = sum(role(bare_name(source, element)) in {"leaf", "container"} for element in elements)
    return len(elements) > 1 and complete * 2 >= len(elements)


def _run_together(source: Source, spot: Spot) -> Iterator[int]:
    """Offsets at which a second name begins without any mark: 障害名手帳の有無."""
    at = spot[0]
    for stop in [*(bracket.begin for bracket in source.outer(spot)), spot[1]]:
        if stop > at:
            yield from _runs_in(source.text[at:stop], at)
        at = max(at, next((b.end for b in (source.brackets.get(stop),) if b), stop))


def _runs_in(part: str, offset: int) -> Iterator[int]:
    for match in _starter_pattern().finditer(part):
        head = part[max(0, match.start() - _REACH) : match.start()]
        if not head or words.ends_with(head, "runs", "complete") is None:
            continue
        if words.ends_with(head, "runs", "carriers") is None:
            yield offset + match.start()


@cache
def _starter_pattern() -> re.Pattern[str]:
    starters = sorted(words.words("runs", "starters"), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, starters)))


def cut_dots(source: Source, spot: Spot) -> list[tuple[Spot, str]]:
    """Cut at ・ and ／ when every part is a complete item; give each later part the prefix it shares.

    身長・体重 are two items; 疾病・障害の有無, 児童・生徒氏名 and オペレーティング・システム are one.
    障害の種別・等級 is 障害の種別 and 障害の等級, but 障害の種別・等級／氏名 ends with 氏名.

    Returns:
        Spans with the prefix that completes their name ("" where none does).
    """
    dots = marks(source, spot, _DOT)
    parts = [source.trim(part) for part in between(spot, dots)]
    if len(parts) == 1 or any(begin >= stop for begin, stop in parts):
        return [(spot, "")]
    if bare_name(source, spot) in words.words("joins", "terms") or _is_closed_by_etc(source, parts):
        return [(spot, "")]
    is_list = _is_slashed_list(source, dots, parts) or _are_listed(source, parts)
    merged = parts if is_list else _merge_parts(source, parts)
    unknown = sum(not _is_known(source, part) for part in merged)
    if len(merged) == 1 or unknown * 2 >= len(merged):
        return [(spot, "")]
    return _with_prefixes(source, merged, slashed=len({_is_slash(mark.group()) for mark in dots}) > 1)


def _are_listed(source: Source, parts: list[Spot]) -> bool:
    """Whether every part is a complete item as it stands in the list of them: 資格・免許."""
    leaves = words.words("roles", "leaf")
    names = [bare_name(source, part) for part in parts]
    return leaves.issuperset(names) and not any(_shares_suffix(*pair) for pair in pairwise(names))


def _is_closed_by_etc(source: Source, parts: list[Spot]) -> bool:
    """Whether 等の behind the last word, or a change asked of all, makes one item of them: 学校・学部・学年等の所属, 氏名・住所の変更の有無.

    Two complete items before 等の are a list: 氏名・住所・手帳等の写し.
    """
    if _CHANGED.match(source.text, parts[-1][0], parts[-1][1]):
        return True
    if not _CLOSED.match(source.text, parts[-1][0], parts[-1][1]):
        return False
    return sum(role(bare_name(source, part)) in {"leaf", "container"} for part in parts[:-1]) < TWO


def _is_slash(mark: str) -> bool:
    return mark in "/／|｜"


def _with_prefixes(source: Source, parts: list[Spot], *, slashed: bool) -> list[tuple[Spot, str]]:
    """Parts with what each shares with the first; beside middle dots, a slash (`slashed`) begins anew."""
    found = [(parts[0], "")]
    first = bare_name(source, parts[0])
    for above, part in pairwise(parts):
        name = bare_name(source, part)
        anew = slashed and any(map(_is_slash, source.text[above[1] : part[0]]))
        found.append((part, "" if anew else _shared_prefix(first, name)))
        first = name if anew else first
    return found


def _is_slashed_list(source: Source, dots: list[re.Match[str]], parts: list[Spot]) -> bool:
    """Whether slashes part a list of items, not words that share a head: 氏名／性別／過去の受診歴, but 疾病／障害の有無."""
    slashes = all(_is_slash(mark.group()) for mark in dots)
    return slashes and len(parts) >= SLASHED and all(_is_known(source, part) for part in parts)


def _is_known(source: Source, spot: Spot) -> bool:
    """Whether a part is an item by its ending or by the vocabulary, or a heading with a list of its own."""
    name = bare_name(source, spot)
    word = taxonomy().by_text.get(name.lower())
    is_head = word is not None and word.level == "head"
    return is_head or role(name) not in {"other", "person"} or _lists(source, spot)


def _lists(source: Source, spot: Spot) -> bool:
    """Whether a part ends with a bracket that holds a list: 申請者（氏名、住所）."""
    return any(bracket.end >= spot[1] and _holds_list(source, bracket) for bracket in source.outer(spot))


def _merge_parts(source: Source, parts: list[Spot]) -> list[Spot]:
    """Join the parts that share a head or a suffix with the part behind them."""
    merged = [parts[0]]
    names = [bare_name(source, part) for part in parts]
    for index, (left, right, part) in enumerate(zip(names, names[1:], parts[1:], strict=False)):
        if not _lists(source, parts[index]) and _shares_head(left, right):
            merged[-1] = (merged[-1][0], part[1])
        else:
            merged.append(part)
    return merged


def _shares_head(left: str, right: str) -> bool:
    if _JOINED_BY_TO.search(left) or _is_parallel(left, right) or _names_parties(left, right):
        return True
    if _shares_suffix(left, right):
        return True
    kind = role(left)
    if kind in {"leaf", "container"}:
        return False
    if kind == "other" and _is_deciding(left):
        return "別の" in right or not _is_atomic(right)
    if kind != "topic":
        return True
    leaves = words.words("roles", "leaf")
    is_listed = left.rpartition("の")[2] in leaves and right in leaves and role(right) == "leaf"
    return not (is_listed or _is_atomic(right) or _ends_alike(left, right))


def _is_deciding(name: str) -> bool:
    """Whether the vocabulary knows a name as a thing of its own: 税目."""
    word = taxonomy().by_text.get(name.lower())
    return word is not None and word.level in {"head", "topic"}


def _shares_suffix(left: str, right: str) -> bool:
    """Whether the suffix of the right side completes the left as well, to a thing of the same kind: 電話・FAX番号, 学部・学科名."""
    suffix = words.ends_with(right, "facets", "suffix")
    if suffix is None or len(suffix) == len(right) or left.endswith(suffix):
        return False
    table = taxonomy().by_text
    whole, other = table.get((left + suffix).lower()), table.get(right.lower())
    if whole is None or other is None or whole.attribute is None or other.attribute is None:
        return False
    known = taxonomy().attributes
    return known[whole.attribute].category == known[other.attribute].category


def _names_parties(left: str, right: str) -> bool:
    """Whether the part before the dot is one of two parties (父・母の職業) or sides (電話・訪問の別)."""
    if left in words.words("roles", "person"):
        return words.starts_with(right, "roles", "person") is not None
    return right.endswith("の別") and right[:-2] not in words.words("joins", "contrasts")


def _ends_alike(left: str, right: str) -> bool:
    """Whether both sides have the same head, so that each is whole: 給与所得・年金所得."""
    head = words.ends_with(left, "roles", "topic")
    return head is not None and len(left) > len(head) and len(right) > len(head) and right.endswith(head)


def _is_atomic(name: str) -> bool:
    """Whether a complete name has no topic in it that a word before it could share the suffix with.

    電話番号 is atomic, so 勤務先・電話番号 are two; 障害名 is 障害 and 名, so 疾病・障害名 is one.
    """
    if role(name) not in {"leaf", "container"}:
        return False
    suffix = words.ends_with(name, "facets", "suffix")
    if suffix is None:
        return role(name) == "leaf"
    stem = name[: len(name) - len(suffix)].removesuffix("の")
    return not stem or role(stem) in {"leaf", "container"}


def _is_parallel(left: str, right: str) -> bool:
    """One kind of word on both sides of the dot, one head behind の.

    育児時間・育児短時間の取得期間 begin and end alike; 受診歴・服薬歴の有無 are asked for in one question.
    """
    stem, found, facet = right.rpartition("の")
    if not found or len(left) < 3 or stem[-1:] != left[-1:]:
        return False
    return stem[:2] == left[:2] or facet in words.words("facets", "asks")


def _shared_prefix(first: str, part: str) -> str:
    """What `first` says up to its last の, unless the part names an owner of its own."""
    prefix, found, tail = first.rpartition("の")
    if not found:
        return ""
    stem, has_owner, facet = part.rpartition("の")
    if has_owner and (facet not in words.words("facets", "suffix") or "の" in stem):
        return ""
    if has_owner and tail in words.words("facets", "suffix"):
        return ""
    if words.starts_with(part, "roles", "person") is not None:
        return ""
    return prefix + "の"
