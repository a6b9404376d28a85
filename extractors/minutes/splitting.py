"""Lines of attendee lists parted into entries: at commas, between whole names, and before printed capacities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.minutes.groups import roles
from extractors.minutes.person import post_ends, take_role
from extractors.minutes.signs import without_sign
from extractors.minutes.speakers import is_called
from extractors.minutes.words import plain, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LETTERS_OF_A_NAME = re.compile(r"[一-鿿々〆ヶヵ㐀-䶿豈-﫿ぁ-ゖァ-ヺー]{1,6}")
ALL_MEMBERS = re.compile(r"\s*各委員$")
_WORD = re.compile(r"(?:[^\s(（]|[(（][^()（）]*[)）])+|\S+")


def words_of(text: str) -> list[str]:
    """The words of a line; what stands in brackets is parted nowhere, and belongs to the word before it."""
    return _WORD.findall(text)


def split_entries(text: str) -> list[str]:
    """Split at commas outside brackets."""
    if "・" in text and not re.search("[、，,]", text) and not ALL_MEMBERS.search(text):
        between = text.split("・")
        if len(between) > 1 and (
            all(one.strip().endswith(post_ends()) for one in between) or _are_whole_names(between)
        ):
            return [one.strip() for one in between]
    parts, depth, begin = [], 0, 0
    for match in re.finditer(r"[(（〔［\[【＜<]|[)）〕］\]】＞>]|、|,|，|；|;|／", text):
        sign = match.group()
        if sign in "(（〔［[【＜<":
            depth += 1
        elif sign in ")）〕］]】＞>":
            depth = max(depth - 1, 0)
        elif not depth:
            parts.append(text[begin : match.start()])
            begin = match.end()
    parts.append(text[begin:])
    if len(parts) > 1:
        parts = list(map(without_sign, parts))
    return [one.strip() for part in parts for one in _split_at_and(part)]


def _are_whole_names(parts: Sequence[str]) -> bool:
    """Whether each part is a surname and a given name, the first of them behind a capacity or not."""
    words = [take_role(parts[0].split())[1], *(part.split() for part in parts[1:])]
    return all(
        len(one) == 2 and is_called(one[0]) and bool(LETTERS_OF_A_NAME.fullmatch(one[1])) for one in words
    )


def _split_at_and(text: str) -> list[str]:
    """Two people joined by 及び, each with a role or post: 釼委員及び守屋委員."""
    parts = re.split("及び|並びに|および", text)
    return parts if len(parts) > 1 and all(part.strip().endswith(post_ends()) for part in parts) else [text]


def split_at_roles(text: str) -> Iterator[str]:
    """Several people on a line, each after the printed role: 会長 梶原 篤 委員 尾花 佐知子."""
    words = _spelled_roles(words_of(text))
    begin = 0
    if len(words) > 3 and plain(words[0]) == "委員" and plain(words[1]) in word_set("roles", "chair"):
        yield words[0]
        words = words[1:]
    for at in range(1, len(words)):
        before = words[begin:at]
        if (
            plain(words[at]) in word_set("roles", "capacity") | word_set("roles", "official")
            and plain(words[begin]) in roles()
            and len(before) >= 2
            and at + 1 < len(words)
        ):
            yield " ".join(before)
            begin = at
    yield " ".join(words[begin:])


def _spelled_roles(words: list[str]) -> list[str]:
    """The words of a line, roles and names that are set letter by letter closed up (委 員 三 日 月 晃)."""
    words = _spelled_capacities(words)
    if sum(len(word) == 1 for word in words) < 4 or sum(len(word) > 1 for word in words) > len(words) / 3:
        return words
    found: list[str] = []
    letters: list[str] = []
    at = 0
    while at < len(words):
        count = next((n for n in (6, 5, 4, 3, 2, 1) if plain("".join(words[at : at + n])) in roles()), 0)
        if count:
            found.extend(["".join(letters)] if letters else [])
            found.append("".join(words[at : at + count]))
            letters = []
        elif len(words[at]) > 1:
            found.extend(["".join(letters), words[at]] if letters else [words[at]])
            letters = []
        else:
            letters.append(words[at])
        at += count or 1
    return found + (["".join(letters)] if letters else [])


def _spelled_capacities(words: list[str]) -> list[str]:
    """The words of a line, capacities that are set letter by letter closed up (委 員 千葉 圭 → 委員 千葉 圭)."""
    found: list[str] = []
    at = 0
    while at < len(words):
        count = next((n for n in (4, 3, 2) if _spell_capacity(words[at : at + n], n)), 1)
        if count > 1 and found and all(len(one) == 1 for one in found):
            found = ["".join([*found, *words[at : at + count]])]
        else:
            found.append("".join(words[at : at + count]))
        at += count
    return found


def _spell_capacity(words: list[str], count: int) -> bool:
    """Whether so many words are single letters that together are a capacity."""
    known = word_set("roles", "capacity") | word_set("roles", "official")
    return len(words) == count and all(len(one) == 1 for one in words) and plain("".join(words)) in known
