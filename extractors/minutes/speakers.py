"""Who speaks: a printed speaker (梶原会長, 戸倉情報公開課長, 会長（梶原）, 事務局, A委員) as role and name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sudachipy import Dictionary

from extractors.minutes.words import label_of, plain, profile, word_set
from normalizers.text import normalize_display

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sudachipy import MorphemeList, Tokenizer

LONGEST = 26
"""A speaker longer than this is none: characters, white space not counted."""

_LETTERS = re.compile(r"[A-ZＡ-Ｚa-zａ-ｚ]|[0-9０-９]{1,2}|[甲乙丙丁戊]|[○〇◯●■□△▲*＊×✕_＿]{1,4}")
_NAME = re.compile(r"[一-鿿々〆ヶヵ㐀-䶿豈-﫿ぁ-ゖァ-ヺー\U00020000-\U0003ffff]{1,6}")
_CHARACTERS = re.compile(
    r"[一-鿿々〆ヶヵ㐀-䶿豈-﫿ぁ-ゖァ-ヺーA-Za-zＡ-Ｚａ-ｚ0-9０-９・･○〇◯●■□△▲*＊×✕\U00020000-\U0003ffff]+"
)
_WORD = re.compile(r"[一-鿿々ァ-ヺー]")
_INSIDE = re.compile(r"[一-鿿々ァ-ヺーぁ-ゖ](?<![のはがをにとやもで])")
_OFFICE_ENDS = ("課", "係", "局", "会", "庁", "担当", "センター", "学校", "大学", "病院", "保健所")
_COMING_AND_GOING = ("入室", "退室", "在室", "別室", "同室")
_INITIAL = re.compile(r"(?P<name>[一-鿿々ヶ]{1,5}[(（][一-鿿々ぁ-ゖァ-ヺ]{1,3}[)）])(?P<role>[^()（）]{2,8})")
"""People of one surname told apart by a letter of the given name: 橋本（都）委員."""
_SEAT = re.compile(r"(?:議席)?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})番(?![号地街])")
_SEATED = re.compile(r"(?m)^[^\w]?[0-9]{1,2}番(?![号地街])")
"""Lines, in comparison form, that begin with the number of a seat."""
_FEW = 3
_BRACKETED = re.compile(r"([^(（〔［\[【]{1,20})[(（〔［\[【]([^()（）〔〕［］\[\]【】]{1,20})[)）〕］\]】]")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A printed speaker: as printed without mark, brackets and colon, and its two parts."""

    raw: str
    role: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the paper tells elsewhere about people and posts.

    Attributes:
        names: names of the attendee list as printed (梶原 篤), without white space between them and as surnames.
        surnames: what may stand for them.
        text: all of the paper's text in comparison form, line by line.
    """

    surnames: frozenset[str] = frozenset()
    text: str = ""


def known_names(names: Iterable[str]) -> frozenset[str]:
    """What people may be called by: their whole name, and the surname where it is printed apart."""
    found: set[str] = set()
    for name in names:
        parts = name.split()
        if parts:
            found.add("".join(parts))
            found.add(parts[0])
    return frozenset(found)


@cache
def _ends(kind: str) -> tuple[str, ...]:
    return tuple(sorted(profile()["roles"][kind], key=len, reverse=True))


@cache
def tokenizer() -> Tokenizer:
    """The morphological analyser; its dictionary is loaded once."""
    return Dictionary().tokenizer()


def compact(text: str) -> str:
    """A printed speaker without white space."""
    return re.sub(r"\s+", "", text)


def read_speaker(text: str, known: Known, *, alone: bool = False) -> Speaker | None:
    """Read a printed speaker; None where the text cannot be one.

    Args:
        text: without mark, brackets and colon about it.
        known: what the paper tells elsewhere.
        alone: whether a name alone, known or not, may be one (梶原), as in a column of names.
    """
    phrase = compact(text)
    if (
        not phrase
        or len(phrase) > LONGEST
        or (phrase.startswith(("出席", "欠席")) and label_of(plain(phrase)))
    ):
        return None
    if seat := _SEAT.match(phrase):
        return _seated(phrase, phrase[seat.end() :], known)
    if (initial := _INITIAL.fullmatch(phrase)) and initial["role"] in profile()["roles"]["capacity"]:
        return Speaker(phrase, initial["role"], _shown(initial["name"]))
    bracketed = _BRACKETED.fullmatch(phrase)
    if bracketed:
        return _bracketed(phrase, bracketed[1], bracketed[2], known)
    if not _CHARACTERS.fullmatch(phrase):
        return None
    parts = _parts(phrase, known)
    if parts is None and alone and is_surname(phrase):
        parts = (None, phrase)
    return Speaker(" ".join(text.split()), *map(_shown, parts)) if parts else None


def _seated(phrase: str, rest: str, known: Known) -> Speaker | None:
    """３番, ３番委員, ３番（樋渡修君）, ３番樋渡委員: a member called by the number of a seat, in a paper that does so again and again."""
    if not rest:
        return Speaker(phrase, None, None) if _calls_by_seat(known.text) else None
    bracketed = re.fullmatch(r"[(（]([^()（）]+)[)）]", rest)
    rest = _without_honorific(bracketed[1]) if bracketed else rest
    if rest in profile()["roles"]["capacity"]:
        return Speaker(phrase, rest, None)
    parts = _parts(rest, known)
    if parts is None and (is_surname(rest) or is_whole_name(rest)):
        parts = (None, rest)
    return Speaker(phrase, *map(_shown, parts)) if parts else None


@lru_cache(maxsize=8)
def _calls_by_seat(text: str) -> bool:
    """Whether so many lines begin with the number of a seat that members are called by it."""
    return len(_SEATED.findall(text)) >= _FEW


def _shown(text: str | None) -> str | None:
    return normalize_display(text) if text else None


def _bracketed(phrase: str, outer: str, inner: str, known: Known) -> Speaker | None:
    """会長（梶原）: the bracket holds the name; 山田委員（公募） and 梶原（会長）: it holds something else, or the role."""
    if not (_CHARACTERS.fullmatch(outer) and _CHARACTERS.fullmatch(inner)):
        return None
    named, inner = inner, _without_honorific(inner)
    is_called_so = named != inner or inner in known.surnames or is_whole_name(inner)
    if is_called_so and len(inner) > 2 and outer.endswith((*_ends("title"), *_ends("capacity"))):
        return Speaker(phrase, _shown(outer), _shown(inner))
    addressed = _without_honorific(outer)
    if addressed != outer and is_called(addressed):
        return Speaker(phrase, None, _shown(addressed))
    main, second = _parts(outer, known), _parts(inner, known)
    if second is None and outer.endswith(_ends("title")) and _NAME.fullmatch(inner):
        return Speaker(phrase, _shown(outer), _shown(inner))
    is_name = main is None or main[0] is None
    if is_name and second is not None and second[1] is None and _NAME.fullmatch(outer):
        main = (second[0], outer)
    elif main is not None and main[1] is None:
        name = second[1] if second is not None else (inner if _NAME.fullmatch(inner) else None)
        main = (main[0], name)
    return Speaker(phrase, *map(_shown, main)) if main else None


def _without_honorific(name: str) -> str:
    ending = next((one for one in _ends("honorific") if name.endswith(one) and len(name) > len(one) + 1), "")
    return name[: len(name) - len(ending)]


def _parts(phrase: str, known: Known) -> tuple[str | None, str | None] | None:
    """Role and name; None where the phrase ends in no role and is no known name."""
    if plain(phrase) in word_set("roles", "body") | word_set("roles", "capacity") or _is_office(phrase):
        return phrase, None
    if (of_office := _of_office(phrase, known)) is not None:
        return of_office
    for role in _ends("capacity"):
        if phrase.endswith(role) and not _is_title(phrase, role):
            name = phrase[: -len(role)]
            if name and _cuts_name(name, role, known):
                return role[1:], name + role[0]
            return (role, name) if _is_name(name) else _posted(phrase, known)
    if phrase.endswith(_ends("title")):
        return _posted(phrase, known)
    return _name_last(phrase, known)


def _of_office(phrase: str, known: Known) -> tuple[str | None, str | None] | None:
    """事務局・戸倉課長: the body that somebody speaks for is printed before name and post."""
    body, dot, person = phrase.partition("・")
    if not dot or plain(body) not in word_set("roles", "body"):
        return None
    parts = _parts(person, known)
    return parts if parts and parts[0] and parts[1] else None


def _cuts_name(name: str, role: str, known: Known) -> bool:
    """Whether a role takes the end of a surname with it: 部会長 in 長谷部会長, where no 部会長 is spoken of."""
    whole = name + role[0]
    shorter = role[1:]
    if shorter not in profile()["roles"]["capacity"] or name in known.surnames:
        return False
    return whole in known.surnames or (is_surname(whole) and not _stands_apart(role, known.text))


def _name_last(phrase: str, known: Known) -> tuple[str | None, str | None] | None:
    """委員A, 会長梶原, 梶原氏, 梶原, A: the name after its role, with an honorific, or alone."""
    for role in _ends("capacity"):
        name = phrase[len(role) :]
        if phrase.startswith(role) and (_LETTERS.fullmatch(name) or name in known.surnames):
            return role, name
    ending = next((one for one in _ends("honorific") if phrase.endswith(one)), "")
    name = phrase[: len(phrase) - len(ending)]
    if name in known.surnames or re.fullmatch("[A-ZＡ-Ｚ]", phrase) or (ending and _LETTERS.fullmatch(name)):
        return None, name
    if ending in {"君", "氏"} and (is_whole_name(name) or is_called(name)):
        return None, name
    return None


def _is_title(phrase: str, role: str) -> bool:
    """Whether a longer job title hides the capacity at the end: 本部長 in a phrase that ends with 部長."""
    return any(len(title) > len(role) and phrase.endswith(title) for title in _ends("title"))


def _is_office(phrase: str) -> bool:
    """An office that speaks as such: 子ども家庭課."""
    return (
        3 <= len(phrase) <= 16
        and phrase.endswith(_ends("office"))
        and not phrase.endswith(_COMING_AND_GOING)
        and bool(_WORD.match(phrase[-2]) or phrase[-2] in "くりも")
    )


def _is_name(text: str) -> bool:
    return bool(
        _LETTERS.fullmatch(text)
        or (_NAME.fullmatch(text) and not text.endswith(("の", "は", "が", "を", "に", "と", "も")))
    )


@lru_cache(maxsize=4096)
def is_called(name: str) -> bool:
    """Whether the dictionary takes the text for a surname where somebody is addressed by it (六角さん)."""
    if not _NAME.fullmatch(name):
        return False
    first = tokenizer().tokenize(f"{name}さん")[0]
    return bool(first.surface() == name and first.part_of_speech()[3] == "姓")


def _is_whole_name(words: MorphemeList, cut: int) -> bool:
    """Whether the first two words are a surname and a given name (藤井昭夫 before 審議官)."""
    if len(words) < 3 or words[1].end() != cut:
        return False
    return bool(words[0].part_of_speech()[3] == "姓" and words[1].part_of_speech()[3] == "名")


@lru_cache(maxsize=4096)
def is_whole_name(name: str) -> bool:
    """Whether the text is a surname and a given name (藤井昭夫), as the dictionary divides it."""
    if not _NAME.fullmatch(name):
        return False
    phrase = f"{name}さん"
    return _is_whole_name(tokenizer().tokenize(phrase), len(name))


def is_surname(phrase: str) -> bool:
    """Whether the dictionary knows the whole text as a surname (長谷部)."""
    if not re.fullmatch(r"[一-鿿々ヶ]{1,4}", phrase):
        return False
    first = tokenizer().tokenize(phrase)
    return len(first) == 1 and first[0].part_of_speech()[3] == "姓"


def _posted(phrase: str, known: Known) -> tuple[str | None, str | None]:
    """Cut a surname off the post that follows it (戸倉情報公開課長), by what the paper says elsewhere.

    In order of weight: 「情報公開課長の戸倉」 in the text, a surname of the attendee list, the post or its office printed
    without the name, a bare title after a short name, and what the dictionary takes for a surname.
    """
    words = tokenizer().tokenize(phrase)
    first = words[0]
    joints = {word.begin() for word in words}
    surnames = {cut for cut in range(1, min(7, len(phrase) - 1)) if is_called(phrase[:cut])}
    is_proper = first.part_of_speech()[1] == "固有名詞"
    is_common = len(first.surface()) > 1 and not is_proper and not first.is_oov()
    whole = 4.0 if _stands_apart(phrase, known.text, _BEFORE_A_SPEAKER) else 0.5
    best: tuple[float, str | None, str] = (
        whole - (2.0 if surnames - {1} or (1 in surnames and 1 in joints) else 0.0),
        None,
        phrase,
    )
    for cut in range(1, min(7, len(phrase) - 1)):
        name, post = phrase[:cut], phrase[cut:]
        if name in profile()["roles"]["no_name"] or post.startswith("・"):
            continue
        if not _NAME.fullmatch(name) or name.endswith(_OFFICE_ENDS) or (post in _ends("title") and cut > 4):
            continue
        if not any(post.endswith(title) for title in (*_ends("title"), *_ends("capacity"))):
            continue
        weight = _weight_of_name(name, post, known)
        weight -= 0.4 * max(cut - 3, 0)
        if _is_whole_name(words, cut):
            weight += 5.0
        elif cut in surnames and (cut > 1 or cut in joints):
            weight += 3.0 if len(name) <= 3 or post not in _ends("title") else 5.0
        elif cut not in joints:
            weight -= 1.5
        elif len(first.surface()) == cut:
            weight += 1.2 if is_proper else (-2.0 if is_common else 0.0)
        if weight > best[0]:
            best = (weight, name, post)
    return best[2], best[1]


def _weight_of_name(name: str, post: str, known: Known) -> float:
    weight = 0.0
    if f"{post}の{name}" in known.text:
        weight += 6.0
    if name in known.surnames:
        weight += 5.0
    if post in _ends("title"):
        weight += 2.0 if len(name) <= 3 else 0.0
    else:
        weight += _weight_of_post(post, known)
    return weight


def _weight_of_post(post: str, known: Known) -> float:
    """How surely a text is a whole post: it, or its office, is printed elsewhere with nothing before it."""
    if _stands_apart(post, known.text):
        return 4.0
    office = re.sub(r"(?:担当)?(?:長補佐|長代理|長|員)$", "", post)
    return 2.0 if office != post and len(office) >= 3 and _stands_apart(office, known.text) else 0.5


def _stands_apart(word: str, text: str, unless: frozenset[str] = frozenset()) -> bool:
    """Whether the word occurs with no part of another word before it, and none of the signs `unless`."""
    at = text.find(word)
    while at >= 0:
        before = text[at - 1] if at else "\n"
        if before not in unless and not _INSIDE.match(before):
            return True
        at = text.find(word, at + 1)
    return False


_BEFORE_A_SPEAKER = frozenset("\n○〇◯●◎◆◇■□【(（［[〔<＜、,，:：】)）］]〕>＞")
"""What may stand before a speaker, or before one of a list of people: there it proves nothing about where its post begins."""
