"""Who was there: attendees out of lists, running text and tables, with role, name, affiliation, present or absent."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from extractors.minutes.speakers import Known, compact, is_surname, read_speaker
from extractors.minutes.words import (
    label_like,
    labels,
    plain,
    profile,
    take_bullet,
    take_token,
    unbracket,
    word_set,
)
from extractors.model import Attendee
from normalizers.text import normalize_display

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extractors.minutes.rows import Row

_COUNT = re.compile(
    r"[(（]?(?:(?:委員|定数|総数|計|全|出席|欠席|以上|合計|ほか|他|外|事務局|うち)*)[0-9０-９一二三四五六七八九十]{1,3}\s?[名人](?:中[0-9０-９]{1,3}[名人])?(?:出席|欠席)?[)）]?"
)
_GROUP_COUNT = re.compile(
    r"^(\S{1,12}?)[\s:：]*(?:計|全)?[0-9０-９一二三四五六七八九十]{1,3}\s?[名人](?=[\s(（中のうち]|$)"
    r"(?:中\s?[0-9０-９]{1,3}\s?[名人])?(?:出席|欠席)?"
)
"""How many people a group has, after its name."""
_SEPARATOR = re.compile(r"\s*[、,，;；／]\s*|\s+/\s+")
_BRACKET = re.compile(r"\s*[(（〔［\[【＜<]([^()（）〔〕［］\[\]【】＜＞<>]{0,60})[)）〕］\]】＞>]\s*")
_NAME_TOKEN = re.compile(
    r"[一-鿿々〆ヶヵ㐀-䶿豈-﫿ぁ-ゖァ-ヺー\ufe00-\ufe0f\U00020000-\U000e01ef]{1,5}|[A-ZＡ-Ｚ]|[○〇◯●]{1,4}"
)
_GROUPS_ON_A_LINE = re.compile(
    r"\s+(?=(?:委員|事務局|幹事|説明員|説明者|オブザーバー|欠席者|欠席|欠席委員)\s*[:：])"
)
"""Where a further group of people begins on the same line."""
_ADMINISTRATION = re.compile(r"[^\s、。・]{1,14}(?:省|庁|府|県|都|市|区|町|村|当局|本部)(?:側|関係)?")
"""An administration whose people are listed below its name."""
_AND_OTHERS = re.compile(r"(?<=\S)(?:ほか|他)(?:[0-9０-９一二三四五六七八九十]{1,3}[名人])?$")
_OTHERS = re.compile(r"(?:他|外|ほか)(?:[0-9０-９一二三四五六七八九十]{1,3}[名人])?|[0-9０-９]{1,3}[名人]")
_ROLE_COLON = re.compile(r"\S{1,12}\s*[:：]\s*\S")
_LATIN_NAME = re.compile(r"[A-Za-z.'\-]{2,}")
_REMARK = re.compile("敬称略|五十音順|50音順|順不同|あいうえお|[0-9０-９]+\\s?[名人]")
_STATUS_END = re.compile(r"\s(?:欠席|欠|×|✕|出席|出|○|〇|◯|－|-)$")


@dataclass(frozen=True, slots=True)
class Context:
    """What the labels above an entry say of it: the capacity, whether the people listed are present, and their office."""

    role: str = ""
    is_present: bool = True
    office: str = ""


@cache
def roles() -> frozenset[str]:
    """All words for a capacity, in comparison form."""
    words = word_set("roles", "capacity") | word_set("roles", "official") | word_set("roles", "body")
    return frozenset(role for role in words if not role.startswith(("出席", "欠席")))


@cache
def _groups() -> dict[str, str]:
    return {
        plain(word): role for role, words in profile()["roles"]["group"].items() for word in [role, *words]
    }


def is_official(role: str | None) -> bool:
    """Whether the people of this role act for the administration: their job titles are affiliations."""
    return bool(role) and plain(role or "") in word_set("roles", "official")


def read_list(lines: Iterable[tuple[Row | None, str]], context: Context, known: Known) -> list[Attendee]:
    """The people in the lines of an attendee list.

    Args:
        lines: printed lines below (or beside) a label such as 出席者, with the rows that they stand in.
        context: what that label says.
        known: what the paper tells of people and posts.
    """
    people: list[Attendee] = []
    held = context
    for line in _whole_lines(lines):
        for text in _GROUPS_ON_A_LINE.split(line):
            held, rest = take_group(text, held, context)
            single = plain(held.role) in word_set("roles", "chair") and bool(context.role) and "、" in rest
            found, held = _read_entries(
                rest, held, known, Context(context.role, held.is_present) if single else None
            )
            people.extend(found)
    return people


def _whole_lines(lines: Iterable[tuple[Row | None, str]]) -> list[str]:
    """The lines, those of a list with commas joined where one of them breaks off within a name."""
    found: list[str] = []
    above: Row | None = None
    for row, text in lines:
        breaks_off = (
            bool(found)
            and above is not None
            and row is not None
            and above.is_full
            and above.cell == row.cell
            and bool(re.search("[、，,]", found[-1]))
            and not re.search("[、，,）)】]$", found[-1])
        )
        if (
            breaks_off
            and not starts_with_role(text)
            and take_group(text, Context(), Context())[0] == Context()
        ):
            last = re.split("[、，,]", found[-1])[-1]
            found[-1] += (" " if plain(last) in roles() else "") + text
        else:
            found.append(text)
        above = row
    return found


def take_group(text: str, held: Context, outer: Context) -> tuple[Context, str]:
    """Take the group labels off the start of a line (【委員】, 委員：, 欠席者), and what they say of the people after them."""
    rest = take_bullet(text)[1]
    token, after = take_token(rest)
    rest = after if token else rest
    is_heading = bool(token) or rest != text.strip()
    rest = _GROUP_COUNT.sub(r"\1", rest)
    for _ in range(3):
        inner = unbracket(rest)
        if inner and (context := _group(inner[0], held, outer)):
            held, rest = context, inner[1].lstrip(":：").strip()
            continue
        colon = re.match(r"([^:：、]{1,16}?)\s*(?:[(（][^()（）]{1,16}[)）])?\s*[:：]\s*(.*)", rest)
        if colon and (context := _group(colon[1], held, outer)):
            held, rest = context, colon[2]
            continue
        whole = re.fullmatch(r"([^、]{1,16}?)\s*(?:[(（][^()（）]{1,24}[)）])?", rest)
        if whole and (context := _group(whole[1], held, outer, is_heading=is_heading)):
            return context, ""
        if whole and _ADMINISTRATION.fullmatch(plain(whole[1])) and not is_official(held.role):
            return Context("", held.is_present, plain(whole[1])), ""
        if (labelled := _spaced_label(rest)) and (context := _group(labelled[0], held, outer)):
            held, rest = context, labelled[1]
            continue
        break
    return held, rest


def _spaced_label(text: str) -> tuple[str, str] | None:
    """A label at the start of a line, letter-spaced or not (欠 席 者　…), and the text after it."""
    found = None
    for gap in re.finditer(r"\s+", text):
        head = plain(text[: gap.start()])
        if len(head) > 8:
            break
        if head in labels() and head not in roles():
            found = text[: gap.start()], text[gap.end() :]
    return found


def _group(text: str, held: Context, outer: Context, *, is_heading: bool = False) -> Context | None:
    """The context that a group label makes, or None if the text is none."""
    word = plain(text)
    label = label_like(word) if is_heading else labels().get(word)
    if label is not None and label.key == "attendees":
        says_absent = not label.present
        says_present = label.present and "出席" in word
        stays = held.is_present or not is_official(label.role)
        present = False if says_absent else (says_present or held.is_present or not stays)
        return Context(label.role or ("" if says_absent or says_present else held.role), present)
    if word in _groups():
        return replace(
            held, role=_groups()[word] if word not in roles() else normalize_display(compact(text))
        )
    if word in roles():
        return replace(held, role=normalize_display(compact(text)))
    if len(word) <= 14 and word.endswith("職員") and outer.role == "":
        return replace(held, role="事務局")
    return None


def _read_entries(
    text: str, held: Context, known: Known, then: Context | None
) -> tuple[list[Attendee], Context]:
    """The people of a line, and the context for the next; `then` holds after somebody of whom there is but one."""
    people: list[Attendee] = []
    for part in _split(text):
        if not part or _COUNT.fullmatch(compact(part)) or "。" in part or len(part) > 60:
            continue
        if plain(part) in _nobody():
            continue
        for piece in _split_at_roles(part):
            person, after = read_person(piece, held, known)
            if person:
                people.append(person)
            is_single = then is not None and plain(after.role) in word_set("roles", "chair")
            held = then if then is not None and person and is_single else after
    return people, held


@cache
def _nobody() -> frozenset[str]:
    """Words that stand where nobody is to be named, in comparison form."""
    return frozenset(plain(word) for word in [*profile()["attendance"]["none"], "他", "ほか", "外"])


def _split(text: str) -> list[str]:
    """Split at commas outside brackets."""
    if "・" in text and not re.search("[、，,]", text):
        between = text.split("・")
        if len(between) > 1 and all(one.strip().endswith(tuple(_post_ends())) for one in between):
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
    return [part.strip() for part in [*parts, text[begin:]]]


def _split_at_roles(text: str) -> Iterator[str]:
    """Several people on a line, each after the printed role: 会長 梶原 篤 委員 尾花 佐知子."""
    words = _spelled_roles(text.split())
    begin = 0
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
        else:
            letters.append(words[at])
        at += count or 1
    return found + (["".join(letters)] if letters else [])


def read_person(text: str, held: Context, known: Known) -> tuple[Attendee | None, Context]:
    """Read one entry (委員 尾花 佐知子（弁護士）【欠席】); the printed role holds for the entries after it.

    Returns:
        The person, or None where the entry names neither a person nor a post, and the context for the next entry.
    """
    rest, remarks, present = take_brackets(text, held.is_present)
    words = _without_honorific(
        re.sub(r"\s*[:：]\s*", " ", rest).split() if _ROLE_COLON.match(rest) else rest.split()
    )
    role, words = take_role(words)
    if role and not words and not remarks:
        return None, replace(held, role=role)
    in_brackets = next((r for r in remarks if plain(r) in word_set("roles", "chair")), None)
    if in_brackets and words and role is None and not is_official(held.role):
        remarks.remove(in_brackets)
        name, affiliation = _member(words, in_brackets, known)[1:]
        about = " ".join(filter(None, [affiliation, "、".join(remarks)])) or None
        return (Attendee(in_brackets, name, about, present) if name else None), held
    if (
        role is None
        and len(words) > 1
        and words[0] in profile()["roles"]["title"]
        and not is_official(held.role)
    ):
        role, words = words[0], words[1:]
        name, affiliation = _member(words, role, known)[1:]
        return (Attendee(role, name, affiliation, present) if name else None), held
    if role:
        held = replace(held, role=role if not is_official(held.role) or is_official(role) else held.role)
    if is_official(role or held.role):
        name, affiliation = _official(words, known)
    elif held.office and role is None:
        name, post = _official(words, known)
        affiliation = " ".join(filter(None, [held.office, post]))
    else:
        role, name, affiliation = _member(words, role, known)
    affiliation = " ".join(filter(None, [affiliation, "、".join(remarks)])) or None
    if not name and not affiliation:
        return None, held
    if not name and not is_official(role or held.role):
        return None, held
    return Attendee(role or held.role or None, name, affiliation, present), held


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
        (one for one in endings if words and words[-1].endswith(one) and len(words[-1]) > len(one) + 1), ""
    )
    return [*words[:-1], words[-1][: -len(ending)]] if ending else words


def take_brackets(text: str, present: bool) -> tuple[str, list[str], bool]:
    """Take brackets and marks of attendance off an entry."""
    remarks: list[str] = []

    def remark(match: re.Match[str]) -> str:
        nonlocal present
        inner = match[1].strip()
        if plain(inner) in {plain(w) for w in profile()["attendance"]["absent"]}:
            present = False
        elif plain(inner) not in {plain(w) for w in profile()["attendance"]["present"]} and not (
            _REMARK.search(inner) or re.fullmatch("[ぁ-ゖー ]+", inner)
        ):
            remarks.append(normalize_display(inner))
        return " "

    rest = _BRACKET.sub(remark, text).strip()
    if match := _STATUS_END.search(rest):
        present = present and plain(match.group()) not in {
            plain(w) for w in profile()["attendance"]["absent"]
        }
        rest = rest[: match.start()]
    return rest, remarks, present


def take_role(words: list[str]) -> tuple[str | None, list[str]]:
    """The capacity at the start of an entry, letter-spaced or not."""
    for count in (4, 3, 2, 1):
        head = "".join(words[:count])
        if len(words) >= count and plain(head) in roles():
            return normalize_display(head), words[count:]
    return None, words


def starts_with_role(text: str) -> bool:
    """Whether a line begins with a printed capacity and names somebody after it."""
    role, words = take_role(take_bullet(text)[1].split())
    return role is not None and bool(words) and "。" not in text


@cache
def _post_ends() -> tuple[str, ...]:
    return (*profile()["roles"]["title"], *profile()["roles"]["capacity"])


def _is_post(word: str) -> bool:
    titles = profile()["roles"]["title"] + profile()["roles"]["office"] + profile()["roles"]["capacity"]
    return len(word) >= 2 and word.endswith(tuple(titles)) and not is_surname(word)


def _official(words: list[str], known: Known) -> tuple[str | None, str | None]:
    """Name and post of somebody of the administration."""
    if len(words) == 1:
        colon = re.split("[:：]", words[0])
        speaker = read_speaker(colon[-1], known)
        if speaker and (speaker.name or speaker.role):
            post = " ".join([*colon[:-1], speaker.role or ""]).strip()
            return speaker.name, normalize_display(post) or None
    if len(words) > 1 and (speaker := read_speaker(words[-1], known)) and speaker.role and speaker.name:
        return speaker.name, normalize_display(" ".join([*words[:-1], speaker.role]))
    posts = [w for w in words if _is_post(w) or len(w) > 5]
    names = [w for w in words if w not in posts]
    if not names and len(posts) > 1 and not _is_post(posts[-1]):
        names = [posts.pop()]
    if names and len(posts) == 1 and words and words[0] in names and len(words) == 2 and len(names[0]) > 5:
        names, posts = posts, names
    if not posts and len(names) == 1 and (speaker := read_speaker(names[0], known)):
        return speaker.name, speaker.role
    return normalize_display(" ".join(names)) or None, normalize_display(" ".join(posts)) or None


def _member(words: list[str], role: str | None, known: Known) -> tuple[str | None, str | None, str | None]:
    """Role, name and affiliation of a member."""
    if len(words) > 1 and plain(words[-1]) in word_set("roles", "capacity") and role is None:
        role, words = normalize_display(words[-1]), words[:-1]
    if len(words) == 1 and (role is None or plain(role) == "委員"):
        speaker = read_speaker(words[0], known)
        if speaker and speaker.role and plain(speaker.role) in word_set("roles", "capacity") and speaker.name:
            return speaker.role, speaker.name, None
    names: list[str] = []
    others: list[str] = []
    for word in words:
        is_name = bool(_NAME_TOKEN.fullmatch(word)) and not (_is_post(word) and len(word) > 2)
        room = not others or not names
        if is_name and room and (len(names) < 2 or all(len(n) == 1 for n in names)):
            names.append(word)
        else:
            others.append(word)
    if not names and len(others) == 1 and re.fullmatch(r"[一-鿿々ぁ-ゖァ-ヺー]{2,8}|[A-Za-z.]+", others[0]):
        names, others = others, []
    if not names and others and all(_LATIN_NAME.fullmatch(w) for w in others):
        names, others = others, []
    return role, normalize_display(" ".join(names)) or None, normalize_display(" ".join(others)) or None
