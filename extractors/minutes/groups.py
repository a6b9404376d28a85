"""Groups of an attendee list: what a label such as 【委員】, 欠席者 or 事務局：says of the people after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractors.minutes.speakers import compact
from extractors.minutes.words import (
    Label,
    bare,
    label_like,
    labels,
    plain,
    profile,
    take_bullet,
    take_token,
    unbracket,
    word_set,
)
from normalizers.text import normalize_display

_OFFICE = ".{2,14}(?:局|部|課|室|係|省|庁|センター|委員会|消防署|保健所)"
"""An office in brackets above its people."""
_GROUP_COUNT = re.compile(
    r"^([^\s0-9０-９]{1,12}?)[\s:：]*(?:計|全)?[0-9０-９一二三四五六七八九十]{1,3}\s?[名人](?=[\s(（中のうち]|$)"
    r"(?:中\s?[0-9０-９]{1,3}\s?[名人])?(?:出席|欠席)?"
)
"""How many people a group has, after its name."""
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
_COUNT_BEHIND = re.compile(
    r"(\S{2,12}?)\s*[(（][^()（）]{0,10}[0-9０-９一二三四五六七八九十]\s?[名人][^()（）]{0,8}[)）]\s*[:：]?\s*(?=\S)"
)
"""A label with the number of people in brackets, before the people on the same line."""
_NUMBERED_MEMBERS = re.compile(
    r"(?P<role>(?:第\s?)?[0-9０-９一二三四五六七八九]\s?号\s?委員)\s*(?:[(（【](?P<kind>[^()（）【】]{2,20})[)）】])?\s*[:：]?\s*(?=\S|$)"
)
"""Members by the numbered clause under which they are appointed, and what that clause calls them: １号委員（学識経験者）."""
_ADMINISTRATION = re.compile(r"[^\s、。・]{1,14}(?:省|庁|府|県|都|市|区|町|村|当局|本部)(?:側|関係)?")
"""An administration whose people are listed below its name."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the labels above an entry say of it: capacity, presence, office, and the kind of members (学識経験者)."""

    role: str = ""
    is_present: bool = True
    office: str = ""
    kind: str = ""


@cache
def roles() -> frozenset[str]:
    """All words for a capacity, in comparison form; a single letter (市, 町) is one where it stands as a label alone."""
    words = word_set("roles", "capacity") | word_set("roles", "official") | word_set("roles", "body")
    return frozenset(role for role in words if len(role) > 1 and not role.startswith(("出席", "欠席")))


@cache
def _groups() -> dict[str, str]:
    return {
        plain(word): role for role, words in profile()["roles"]["group"].items() for word in [role, *words]
    }


def is_official(role: str | None) -> bool:
    """Whether the people of this role act for the administration: their job titles are affiliations."""
    return bool(role) and plain(role or "") in word_set("roles", "official")


def label_group(text: str, held: Context, outer: Context) -> Context | None:
    """What a label cell of an attendee list says of the people beside it; None where it names no group."""
    context = _group(bare(text), held, outer, is_heading=True) or _group(
        bare(_IN_BRACKETS.sub("", text)), held, outer, is_heading=True
    )
    if context is None:
        context, rest = take_group(f"・{text}", held, outer)
        return context if context != held and not rest else None
    return context


def names_office(text: str) -> bool:
    """Whether words in brackets before somebody of the staff are the office: （総務課）真鍋課長."""
    return bool(re.fullmatch(_OFFICE, plain(text)))


def names_group(text: str) -> bool:
    """Whether words in brackets name a group of people, and not the capacity of one: 委員, 事務局, 欠席者, but no 会長."""
    word, empty = plain(text), Context()
    if word in roles() and word not in _groups() and not is_official(word):
        return False
    return (_group(text, empty, empty) or _bracketed_group(text, empty)) is not None


def names_role(word: str) -> bool:
    """Whether a label, in comparison form, is the capacity of the people beside it, or that and 氏名: 執行機関, 幹事氏名."""
    role = plain(role_of_label(word, Label("attendees")))
    return role in word_set("roles", "capacity") | word_set("roles", "official")


def role_of_label(text: str, label: Label) -> str:
    """The capacity of the people beside a label: as the label prints it (会長, 議長（会長）氏名), or as it is known to say."""
    word = plain(text)
    if word in word_set("roles", "official") or (not label.role and word in roles()):
        return normalize_display(compact(text))
    named = re.fullmatch(r"([^()]+?)(?:\(([^()]+)\))?の?職?氏名", word)
    if named and not label.role and named[1] in roles():
        return named[2] if named[2] in word_set("roles", "chair") else named[1]
    return label.role


def take_group(text: str, held: Context, outer: Context) -> tuple[Context, str]:
    """Take the group labels off the start of a line (【委員】, 委員：, 欠席者), and what they say of the people after them."""
    rest = take_bullet(text)[1]
    token, after = take_token(rest)
    rest = after if token else rest
    is_heading = bool(token) or rest != text.strip()
    rest = _GROUP_COUNT.sub(r"\1", rest)
    if (counted := _COUNT_BEHIND.match(rest)) and (context := _group(counted[1], held, outer)):
        held, rest = context, rest[counted.end() :]
    for _ in range(3):
        inner = unbracket(rest)
        if inner and inner[1] and is_official(held.role) and re.fullmatch(_OFFICE, plain(inner[0])):
            return held, f"{inner[0]} {inner[1]}"
        if inner and (context := _group(inner[0], held, outer) or _bracketed_group(inner[0], held)):
            held, rest = context, inner[1].lstrip(":：").strip()
            continue
        if inner and inner[1] and rest[0] in "【［[〔" and _is_kind(inner[0], held):
            held, rest = (
                replace(held, kind=normalize_display(compact(inner[0]))),
                inner[1].lstrip(":：").strip(),
            )
            continue
        if (seat := _NUMBERED_MEMBERS.match(rest)) and not is_official(held.role):
            kind = normalize_display(compact(seat["kind"] or ""))
            held, rest = (
                replace(held, role=normalize_display(compact(seat["role"])), kind=kind),
                rest[seat.end() :],
            )
            continue
        colon = re.match(r"([^:：、]{1,16}?)\s*(?:[(（][^()（）]{1,16}[)）])?\s*[:：]\s*(.*)", rest)
        if colon and (context := _group(colon[1], held, outer)):
            held, rest = context, colon[2]
            continue
        is_heading = is_heading or (len(rest) > 7 and " " not in rest and rest.endswith(("者", "員", "名")))
        whole = re.fullmatch(r"([^、(（]{1,16}?)\s*(?:[(（]([^()（）]*)[)）])?", rest)
        listed = whole[2] if whole and re.search("[、，・]", whole[2] or "") else ""
        if whole and (context := _group(whole[1], held, outer, is_heading=is_heading)):
            return context, listed
        if whole and _is_body(plain(whole[1])):
            return outer, ""
        if whole and _ADMINISTRATION.fullmatch(plain(whole[1])) and not is_official(held.role):
            return Context("", held.is_present, plain(whole[1])), ""
        if (labelled := _spaced_label(rest)) and (context := _group(labelled[0], held, outer)):
            held, rest = context, labelled[1]
            continue
        break
    return held, rest


def _bracketed_group(text: str, held: Context) -> Context | None:
    """What a group in brackets says that no list holds: 【公益代表委員】, 【消費者委員会事務局】, （教育庁関係）."""
    word = plain(text)
    if re.search("[、・]", word):
        return None
    for role in ("事務局", "構成員", "委員"):
        if word.endswith(role) and word != role and len(word) <= 16:
            return replace(held, role=role)
    return held if re.fullmatch(".{2,12}(?:関係|部門|側|代表)", word) or re.fullmatch(_OFFICE, word) else None


def _is_kind(text: str, held: Context) -> bool:
    """Whether words in brackets before members say whom they stand for, or what they are: 【公募区民】, 【医師会】."""
    word = plain(text)
    is_seat = word in word_set("roles", "chair") | word_set("attendance", "absent") | word_set(
        "attendance", "present"
    )
    return plain(held.role) in word_set("roles", "member") and not is_seat and 2 <= len(word) <= 16


def _is_body(word: str) -> bool:
    """Whether a line names nothing but a council: its members are listed below."""
    ends = tuple(plain(end) for end in profile()["council_end"])
    return 4 <= len(word) <= 24 and word.endswith(ends) and word not in roles() and not word.endswith("会議")


def _spaced_label(text: str) -> tuple[str, str] | None:
    """A label at the start of a line, letter-spaced or not (欠 席 者　…), and the text after it."""
    found = None
    for gap in re.finditer(r"\s+", text):
        head = plain(text[: gap.start()])
        if len(head) > 16:
            break
        is_body = is_official(head) and text[gap.end() :].startswith(("（", "(", "〔", "【"))
        if (head in labels() and head not in roles()) or is_body:
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
        role = role_of_label(text, label)
        return Context(role or ("" if says_absent or says_present else held.role), present)
    if word in _groups():
        return replace(
            held, role=_groups()[word] if word not in roles() else normalize_display(compact(text))
        )
    if word in roles() or is_official(word):
        present = held.is_present or (is_official(word) and not is_official(held.role))
        name = normalize_display(compact(text))
        is_kind = word in word_set("roles", "kind") and plain(held.role) == "委員"
        return replace(held, kind=name) if is_kind else replace(held, role=name, is_present=present, kind="")
    if is_heading and (role := role_of_label(text, Label("attendees"))):
        present = held.is_present or (is_official(role) and not is_official(held.role))
        return replace(held, role=role, is_present=present)
    if len(word) <= 14 and word.endswith("職員") and outer.role == "":
        return replace(held, role="事務局")
    return None
