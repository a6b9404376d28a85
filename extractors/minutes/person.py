"""One entry of an attendee list as a person: role, name, affiliation, present or absent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from extractors.minutes.groups import Context, is_official, names_office, roles
from extractors.minutes.speakers import Known, is_called, is_surname, is_whole_name, read_speaker
from extractors.minutes.words import pattern, plain, profile, take_bullet, unbracket, word_set
from extractors.model import Attendee
from normalizers.text import normalize_display

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOBODY = Known()
_BRACKET = re.compile(r"\s*[(（〔［\[【＜<]([^()（）〔〕［］\[\]【】＜＞<>]{0,60})[)）〕］\]】＞>]\s*")
_NAME_INITIAL = re.compile(r"(?<![^\s、，])([一-鿿々ヶ]{1,4})[(（]([一-鿿ぁ-ゖァ-ヺ]{1,2})[)）](?=[一-鿿])")
"""A letter of the given name beside the surname: 橋本（都）委員."""
_NAME_TOKEN = re.compile(
    r"[一-鿿々〆ヶヵ㐀-䶿豈-﫿ぁ-ゖァ-ヺー\ufe00-\ufe0f\U00020000-\U000e01ef]{1,5}|[A-ZＡ-Ｚ]|[○〇◯●]{1,4}"
)
_AND_OTHERS = re.compile(r"(?<=\S)(?:ほか|他)(?:[0-9０-９一二三四五六七八九十]{1,3}[名人])?$")
_OTHERS = re.compile(r"(?:他|外|ほか)(?:[0-9０-９一二三四五六七八九十]{1,3}[名人])?|[0-9０-９]{1,3}[名人]")
_OFFICE_NAME_POST = re.compile(
    r"(?P<office>\S{2,16}?(?:課|部|局|室|係|センター|担当))(?P<name>(?![長次副])[一-鿿々ヶ]{1,4})(?P<post>(?:課|部|局|室|係|次|所|館)長|主[査任事幹]|係長|補佐|参事|課長補佐)"
)
_ROLE_COLON = re.compile(r"\S{1,12}\s*[:：]\s*\S")
_LATIN_NAME = re.compile(r"[A-Za-z.'\-]{2,}")
_REMARK = re.compile("敬称略|五十音順|50音順|順不同|あいうえお|まで$|途中|[0-9０-９]+\\s?[名人]")
_STATUS_END = re.compile(r"\s(?:欠席|欠|×|✕|出席|出|○|〇|◯|－|-)$")


def read_person(text: str, held: Context, known: Known) -> tuple[Attendee | None, Context]:
    """Read one entry (委員 尾花 佐知子（弁護士）【欠席】); the printed role holds for the entries after it.

    Returns:
        The person, or None where the entry names neither a person nor a post, and the context for the next entry.
    """
    if is_official(held.role) and (office := unbracket(text)) and office[1] and names_office(office[0]):
        text = " ".join(office)
    rest, remarks, present = take_brackets(text, held.is_present)
    words = _without_honorific(
        re.sub(r"\s*[:：]\s*", " ", rest).split() if _ROLE_COLON.match(rest) else rest.split()
    )
    role, words = _without_post(held, *take_role(words))
    if role and not words and not remarks:
        return None, replace(held, role=role)
    is_member = not is_official(held.role) and not held.office
    if role is None and words and is_member and (told := _told_role(words, remarks)):
        name, affiliation = _member(told.words, told.role, known)[1:]
        about = " ".join(filter(None, [affiliation, "、".join(told.remarks)])) or None
        return (Attendee(told.role, name, about, present) if name else None), held
    if role and is_official(role) and not held.is_present and not is_official(held.role):
        present = True if present == held.is_present else present
        held = replace(held, is_present=True)
    if role:
        held = replace(held, role=role if not is_official(held.role) or is_official(role) else held.role)
    if is_official(role or held.role):
        name, affiliation = read_official(words, known)
    elif held.office and role is None:
        name, post = read_official(words, known)
        affiliation = " ".join(filter(None, [held.office, post]))
    else:
        capacity, name, affiliation = _member(words, role, known)
        if not name and not capacity and not held.role:
            name, affiliation = read_official(words, known)
        role = capacity
    affiliation = " ".join(filter(None, [affiliation, "、".join(remarks)])) or None
    if not name and not affiliation:
        return None, held
    if not name and not is_official(role or held.role):
        return None, held
    return Attendee(role or held.role or None, name, affiliation, present), held


@dataclass(frozen=True, slots=True)
class _Told:
    """A role that an entry tells in another way than before the name, and what is left of the entry."""

    role: str
    words: list[str]
    remarks: list[str]


def _told_role(words: list[str], remarks: list[str]) -> _Told | None:
    """The role in brackets (能勢 和弘（会長）), or a bare job title before a member's name (教育長 尾方 完二)."""
    for at, remark in enumerate(remarks):
        role, *more = re.split("[・、，,]", remark, maxsplit=1)
        if plain(role) in _seats():
            left = words[:-1] if len(words) > 1 and plain(words[-1]) == "委員" else words
            return _Told(role.strip(), left, [*remarks[:at], *map(str.strip, more), *remarks[at + 1 :]])
    for count in (1, 2, 3):
        title = "".join(words[:count])
        is_spelled = count == 1 or all(len(word) == 1 for word in words[:count])
        if len(words) > count and is_spelled and title in profile()["roles"]["title"]:
            return _Told(title, words[count:], remarks)
    return None


@cache
def _seats() -> frozenset[str]:
    """Capacities that may stand behind the name of a member, in comparison form."""
    return word_set("roles", "chair") | word_set("roles", "member")


def _without_honorific(words: list[str]) -> list[str]:
    """The words of an entry without 君, ほか2名 and the like after the name."""
    endings = tuple(profile()["roles"]["honorific"])
    while len(words) > 1 and _OTHERS.fullmatch(words[-1]):
        words = words[:-1]
    if words:
        words = [*words[:-1], _AND_OTHERS.sub("", words[-1])]
    if len(words) > 1 and words[-1] in endings:
        return words[:-1]
    ending = next(
        (
            one
            for one in endings
            if words and words[-1].endswith(one) and len(words[-1]) > len(one) + (len(words) == 1)
        ),
        "",
    )
    return [*words[:-1], words[-1][: -len(ending)]] if ending else words


def take_brackets(text: str, present: bool) -> tuple[str, list[str], bool]:
    """Take brackets and marks of attendance off an entry."""
    remarks: list[str] = []

    def remark(match: re.Match[str]) -> str:
        nonlocal present
        inner, status = _without_status(match[1].strip())
        present = present if status is None else status
        if plain(inner) in word_set("attendance", "absent"):
            present = False
        elif not _is_present(inner) and not (
            _REMARK.search(inner) or inner.startswith("以下") or re.fullmatch("[ぁ-ゖー ]+", inner)
        ):
            remarks.append(normalize_display(inner))
        return " "

    text = _NAME_INITIAL.sub(r"\1〈\2〉", _corporations().sub(r"〈\1〉", text))
    rest = _BRACKET.sub(remark, text).strip().replace("〈", "（").replace("〉", "）")
    if match := _STATUS_END.search(rest):
        present = present and plain(match.group()) not in word_set("attendance", "absent")
        rest = rest[: match.start()]
    return rest, remarks, present


@cache
def _corporations() -> re.Pattern[str]:
    """The abbreviated form of a corporation in brackets, before its name: （一社）榛原町医師会."""
    words = "|".join(map(re.escape, profile()["attendance"]["corporate"]))
    return re.compile(rf"(?<![^\s、，])[(（]({words})[)）]\s*(?=\S{{3}})")


def _is_present(remark: str) -> bool:
    """Whether a remark says no more than that, or how, somebody took part: 出席, Web参加, オンラインによる参加."""
    return plain(remark) in word_set("attendance", "present") or bool(
        pattern("attendance", "remote").fullmatch(plain(remark))
    )


def _without_status(remark: str) -> tuple[str, bool | None]:
    """A remark without what it says of attendance beside another thing (委員・オンライン), and whether that is presence."""
    parts = re.split("[・、，,／/]", remark)
    if len(parts) < 2:
        return remark, None
    absent = word_set("attendance", "absent")
    kept = [one for one in parts if plain(one) not in absent and not _is_present(one)]
    if len(kept) == len(parts) or not kept:
        return remark, None
    return "・".join(kept), not any(plain(one) in absent for one in parts)


def take_role(words: list[str]) -> tuple[str | None, list[str]]:
    """The capacity at the start of an entry, letter-spaced or not."""
    for count in (4, 3, 2, 1):
        head = "".join(words[:count])
        if len(words) >= count and plain(head) in roles():
            return normalize_display(head), words[count:]
    return None, words


def _without_post(held: Context, role: str | None, words: list[str]) -> tuple[str | None, list[str]]:
    """A capacity and the words after it; among the staff one that is a job title (事務局長) is their post."""
    if not role or not is_official(held.role) or is_official(role) or plain(role) in _seats():
        return role, words
    return (None, [role, *words]) if role.endswith(tuple(profile()["roles"]["title"])) else (role, words)


def starts_with_role(text: str) -> bool:
    """Whether a line begins with a printed capacity and names somebody after it."""
    role, words = take_role(take_bullet(text)[1].split())
    return role is not None and bool(words) and "。" not in text


@cache
def post_ends() -> tuple[str, ...]:
    """How capacities and job titles end."""
    return (*profile()["roles"]["title"], *profile()["roles"]["capacity"])


def names_person(text: str) -> bool:
    """Whether the first cell of a row names a person, and not what the cells beside it are: 八代 敬之, 古閑委員, A."""
    words = take_bullet(text)[1].split()
    if starts_with_role(text) or len(words) != 1:
        return starts_with_role(text) or (bool(words) and is_called(words[0]))
    speaker = read_speaker(words[0], Known())
    return is_whole_name(words[0]) or bool(speaker and speaker.name)


def is_post(word: str) -> bool:
    """Whether a word is a job title, an office or a capacity, and no surname that ends like one (長谷部)."""
    titles = profile()["roles"]["title"] + profile()["roles"]["office"] + profile()["roles"]["capacity"]
    return len(word) >= 2 and word.endswith(tuple(titles)) and not is_surname(word)


def read_official(words: list[str], known: Known = _NOBODY) -> tuple[str | None, str | None]:
    """Name and post of somebody of the administration."""
    if len(words) == 1 and (parted := _OFFICE_NAME_POST.fullmatch(words[0])) and is_called(parted["name"]):
        return parted["name"], f"{parted['office']} {parted['post']}"
    if len(words) == 1 and (glued := _name_after_post(words[0])):
        return glued
    if len(words) == 1:
        colon = re.split("[:：]", words[0])
        speaker = read_speaker(colon[-1], known)
        if speaker and (speaker.name or speaker.role):
            post = " ".join([*colon[:-1], speaker.role or ""]).strip()
            return speaker.name, normalize_display(post) or None
    if len(words) > 1 and (speaker := read_speaker(words[-1], known)) and speaker.role and speaker.name:
        return speaker.name, normalize_display(" ".join([*words[:-1], speaker.role]))
    posts = [w for w in words if is_post(w) or len(w) > 5]
    if len(posts) > 1 and _names_like_an_office(words, words.index(posts[-1])):
        posts.pop()
    names = [w for w in words if w not in posts]
    if not names and len(posts) > 1 and not is_post(posts[-1]):
        names = [posts.pop()]
    if names and len(posts) == 1 and words and words[0] in names and len(words) == 2 and len(names[0]) > 5:
        names, posts = posts, names
    if not posts and len(names) == 1 and (speaker := read_speaker(names[0], known)):
        return speaker.name, speaker.role
    return normalize_display(" ".join(names)) or None, normalize_display(" ".join(posts)) or None


def _name_after_post(word: str) -> tuple[str, str] | None:
    """Name and post where the name follows without a space: 総務課長神田."""
    titles = tuple(profile()["roles"]["title"])
    if word.endswith(titles):
        return None
    for cut in range(len(word) - 1, 1, -1):
        name = word[cut:]
        if word[:cut].endswith(titles) and (is_called(name) or is_whole_name(name)):
            return name, word[:cut]
    return None


def _names_like_an_office(words: list[str], at: int) -> bool:
    """Whether a word that ends like an office stands behind a job title, where only a name can: 総務課長 友部."""
    titles = tuple(profile()["roles"]["title"])
    return len(words[at]) <= 3 and not words[at].endswith(titles) and words[at - 1].endswith(titles)


def _seat_behind(surname: str, given: str) -> tuple[str, list[str]] | None:
    """The capacity of a member set behind the whole name without a space: 樋渡 修委員."""
    if not (is_called(surname) or len(surname) <= 2):
        return None
    for seat in sorted(_seats(), key=len, reverse=True):
        name = given[: len(given) - len(seat)]
        if given.endswith(seat) and len(name) <= 3 and _NAME_TOKEN.fullmatch(name):
            return seat, [surname, name]
    return None


def _is_spelled(names: Sequence[str], word: str) -> bool:
    """Whether a word is one more letter of a name that is set letter by letter, the surname or not: 三田地 芳 美."""
    letters = names if len(names[0]) == 1 else [*names[1:], word]
    return all(len(one) == 1 for one in letters) and len(names) < 6


def _member(words: list[str], role: str | None, known: Known) -> tuple[str | None, str | None, str | None]:
    """Role, name and affiliation of a member."""
    if len(words) > 1 and plain(words[-1]) in word_set("roles", "capacity") and role is None:
        role, words = normalize_display(words[-1]), words[:-1]
    if len(words) == 2 and role is None and (parted := _seat_behind(*words)):
        role, words = parted
    if len(words) == 1 and (role is None or plain(role) == "委員"):
        speaker = read_speaker(words[0], known)
        if speaker and speaker.role and plain(speaker.role) in word_set("roles", "capacity") and speaker.name:
            return speaker.role, speaker.name, None
    names: list[str] = []
    others: list[str] = []
    above = ""
    for word in words:
        is_name = bool(_NAME_TOKEN.fullmatch(word)) and not (is_post(word) and len(word) > 2)
        room = not names or names[-1] == above
        above = word
        if is_name and room and (len(names) < 2 or _is_spelled(names, word)):
            names.append(word)
        else:
            others.append(word)
    if (
        not names
        and len(others) == 1
        and re.fullmatch(r"[一-鿿々ぁ-ゖァ-ヺー]{2,8}|[ァ-ヺー]+(?:[・=＝][ァ-ヺー]+)+|[A-Za-z.]+", others[0])
    ):
        names, others = others, []
    if not names and others and all(_LATIN_NAME.fullmatch(w) for w in others):
        names, others = others, []
    return role, normalize_display(" ".join(names)) or None, normalize_display(" ".join(others)) or None
