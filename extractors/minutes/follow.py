"""Which item of the agenda is spoken of, where no headings tell: by the words with which the chair takes items up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.minutes.matters import core, refers_of
from extractors.minutes.outcomes import sentences
from extractors.minutes.words import pattern, plain, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.minutes.agenda import Entry
    from extractors.minutes.said import Said

_BRACKETED = r"(?:^|[、。のはでてに])\({}\)(?:の|番|について|につき|です|に(?:入|移|進|つ)|は|、|を(?:議題|お願|審議|説明))"

_DEPUTY = re.compile("副|代理|代行")
_OFTEN = 3
"""The head of a board who presides speaks so many times; who only greets those present speaks less."""


def chair_roles(said: Sequence[Said]) -> frozenset[str]:
    """The roles of those who preside: 会長 and the like, else the head of a board, else the office."""
    roles = Counter(plain(one.speaker.role) for one in said if one.speaker and one.speaker.role)
    chairs = roles.keys() & word_set("roles", "chair")
    heads = [role for role in word_set("roles", "chair_of_board") if roles[role] >= _OFTEN]
    if heads and all(map(_DEPUTY.search, chairs)):
        return frozenset({*chairs, max(heads, key=lambda role: (roles[role], role))})
    return frozenset(chairs or roles.keys() & {"事務局"})


def is_chair(one: Said, chairs: frozenset[str]) -> bool:
    """Whether somebody who presides says it."""
    return bool(one.speaker and one.speaker.role and plain(one.speaker.role) in chairs)


def assign_items(said: Sequence[Said], entries: Sequence[Entry]) -> tuple[Said, ...]:
    """Each speech and note with its item, in order: an item begins with the speech in which the chair takes it up."""
    chairs = chair_roles(said)
    item: int | None = None
    is_framed = False
    found: list[Said] = []
    for one, before in zip(said, [None, *said], strict=False):
        closing = 0
        is_framed = one.is_framed and (is_framed or before is None or not before.is_framed)
        if is_chair(one, chairs) and (taken := _taken_up(one.text, entries, item)):
            item, closing = taken
            is_framed = False
        found.append(replace(one, item=None if is_framed else item, closing=closing))
    return tuple(found)


def _taken_up(text: str, entries: Sequence[Entry], item: int | None) -> tuple[int, int] | None:
    """The item that a speech of the chair takes up, and the sentence that does; None if it takes up none.

    Items are taken up in their order.
    """
    found: tuple[int, int] | None = None
    after = -1 if item is None else item
    parts = sentences(text)
    for place, sentence in enumerate(parts):
        named = [k for k in range(after + 1, len(entries)) if _names(sentence, entries[k])]
        if len(named) > 1:
            named = _strictly(sentence, entries, named)
            if not named:
                continue
        if not named:
            named = _by_order(sentence, after, len(entries), item)
        if named and (
            _takes_up(sentence, core(entries[named[0]].printed)) or _calls_out(sentence, entries[named[0]])
        ):
            found = (named[0], place)
            after = named[0]
    return found


def _strictly(sentence: str, entries: Sequence[Entry], named: Sequence[int]) -> list[int]:
    """Which one of several items is named by its reference or number; none where several are.

    Groups of items are numbered each from 1: of items of one number the next is meant.
    """
    exact = [k for k in named if _by_label(plain(sentence), entries[k])]
    titled = [k for k in exact if len(title := core(entries[k].printed)) > 4 and title in plain(sentence)]
    exact = titled if len(titled) == 1 else exact
    numbers = {plain(entries[k].number) for k in exact}
    return exact[:1] if len(exact) == 1 or (exact and len(numbers) == 1) else []


def _takes_up(sentence: str, title: str) -> bool:
    """Whether a sentence that names an item opens it, rather than announcing, recalling or closing it.

    Words of the item's own title (前回会議録の確認) tell nothing of that.
    """
    text = plain(sentence).replace(title, "") if len(title) > 4 else plain(sentence)
    opens = pattern("taking_up", "surely").search(text)
    if pattern("taking_up", "not_now").search(text) and not opens:
        return False
    if pattern("taking_up", "closes").search(text) and not (
        opens or pattern("taking_up", "calls").search(text)
    ):
        return False
    return bool(pattern("taking_up", "verbs").search(text))


_BEFORE_CALL = re.compile("^(?:次に|次は|続いて|続きまして|では|それでは|最後に|まず)+")


def _calls_out(sentence: str, entry: Entry) -> bool:
    """Whether a sentence is an item's number and title and no more (日程第２、教育長報告)."""
    text, title = plain(sentence), core(entry.printed)
    labels = [plain(one) for one in (entry.number, *(entry.refers or refers_of(entry.printed))) if one]
    is_labelled = any(label in text for label in labels)
    for label in labels:
        text = text.replace(label, "")
    words = _BEFORE_CALL.sub("", re.sub(r"[\s。、，,.・「」]", "", text))
    return is_labelled and len(title) > 2 and words in {title, re.sub("について$", "", title)}


def _names(sentence: str, entry: Entry) -> bool:
    text = plain(sentence)
    if _by_label(text, entry):
        return True
    title = core(entry.printed)
    if title in {"その他", "その他について"}:
        return bool(
            re.search(
                "(?:^|、|の|議題|次第|次に|最後に|続いて|続きまして|では|[0-9)])その他(?:$|。|、|です|と|に|の(?:議題|項目|案件)|で)",
                text,
            )
        )
    words = re.sub(r"[\s。、，,.・「」]", "", text)
    short = re.sub("について$", "", title)
    return len(short) >= 4 and short.replace("「", "").replace("」", "") in words


def _by_label(text: str, entry: Entry) -> bool:
    """Whether the sentence names the item's reference or its number as an item (議題1, 議題の(1), 次第の2)."""
    if any(
        re.search(re.escape(plain(label)) + "(?![0-9])", text)
        for label in entry.refers or refers_of(entry.printed)
    ):
        return True
    number = plain(entry.number)
    if not number:
        return False
    digits = re.sub(r"\D", "", number)
    if re.match("[議案付審報諮日追第]", number) and re.search(
        rf"(?<!追加日程)(?<!追加){re.escape(number)}(?![0-9号回期])", text
    ):
        return True
    is_bracketed = bool(re.match(r"[(①-⑳⑴-⒇]", entry.number.strip().replace("（", "(")))
    if not digits:
        return bool(
            re.search(
                rf"(?:(?:議題|案件|次第|議事|事項)の?[(（]?|(?:^|、)(?:次に|次は|続いて|続きまして|では|それでは)?、?)"
                rf"{re.escape(number.strip('()'))}[)）]?(?:(?<=[)）])|(?=です|でござ|に(?:移|入|進|つ)|の|から|、|$))(?![ァ-ヺー])",
                text,
            )
        )
    if is_bracketed and re.search(_BRACKETED.format(digits), text):
        return True
    return not number.startswith("追") and bool(
        re.search(
            rf"(?<!追加)(?:議題|案件|次第|議事|議案|日程|項目|事項)の?第?[(（]?{digits}[)）]?(?![0-9年月日件名人つ点号])",
            text,
        )
    )


def _by_order(sentence: str, after: int, count: int, item: int | None) -> list[int]:
    """The first or the next item, where the chair calls it no more than that."""
    text = plain(sentence)
    if item is None and after == -1 and pattern("taking_up", "first").search(text) and count:
        return [0]
    if pattern("taking_up", "next").search(text) and after + 1 < count and after >= 0:
        return [after + 1]
    if item is None and count == 1 and re.search("議題|案件|議事に|諮問|本件", text):
        return [0]
    if re.search("最後の(?:議題|案件|報告)", text) and count:
        return [count - 1]
    return []
