"""Who was there: attendees out of lists, running text and tables, with role, name, affiliation, present or absent."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.minutes.absences import take_absent, told_of
from extractors.minutes.groups import Context, is_official, label_group, names_group, roles, take_group
from extractors.minutes.person import (
    is_post,
    names_person,
    read_person,
    starts_with_role,
)
from extractors.minutes.signs import take_legend, with_capacities
from extractors.minutes.speakers import compact, is_called, read_speaker
from extractors.minutes.splitting import (
    ALL_MEMBERS,
    LETTERS_OF_A_NAME,
    split_at_roles,
    split_entries,
    words_of,
)
from extractors.minutes.words import plain, profile, unbracket, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extractors.minutes.rows import Row
    from extractors.minutes.speakers import Known
    from extractors.model import Attendee

_COUNT = re.compile(
    r"[(（]?(?:(?:委員|定数|総数|計|全|出席|欠席|以上|合計|ほか|他|外|事務局|うち)*)[0-9０-９一二三四五六七八九十]{1,3}\s?[名人](?:中[0-9０-９]{1,3}[名人])?(?:出席|欠席)?[)）]?"
)
_COUNT_BEHIND = re.compile(r"\s+(?:以上|合計|計|全)?\s?[0-9０-９]{1,3}\s?[名人]$")
"""How many people a line lists, behind the last of them: 八代 敬之、古閑 文　計２名."""
_THESE_MEMBERS = re.compile(r"(?<=[)）])の各?委員$")
"""Behind the last of several people with brackets: 八代（工学部長）、古閑（理学部長）の各委員."""
_ELSEWHERE = re.compile("のとおり|の通り|別紙|別表|下記|次の表|名簿参照|^別添")
_LIST_IN_BRACKETS = re.compile(
    r"(?P<role>\S{2,6}\s+)?[(（](?P<names>[^()（）]+)[)）]\s*(?:計|以上)?(?:[0-9０-９]{1,3}\s?[名人])?\s*(?:[(（][^()（）]*[)）])?"
)
_SEAT = re.compile(
    r"(?:^|\s+)(?:議席)?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s?番(?:委員)?\s+(?=\S)"
)
"""The number of a seat before the name of who sits there: ３番 樋渡 修."""
_GROUPS_ON_A_LINE = re.compile(
    r"\s+(?=(?:委員|事務局|幹事|説明員|説明者|オブザーバー|欠席者|欠席|欠席委員)\s*[:：])"
)
"""Where a further group of people begins on the same line."""
_BRACKETED_GROUP = re.compile(
    r"\s+(?=[(（【〔［\[<＜〈《]([^()（）【】〔〕［］\[\]<>＜＞〈〉《》]{1,16})[)）】〕］\]>＞〉》]\s*[^\s、，,])"
)
"""Where words in brackets, which may name a group, stand before further people on the same line."""


def read_list(lines: Iterable[tuple[Row | None, str]], context: Context, known: Known) -> list[Attendee]:
    """The people in the lines of an attendee list.

    Args:
        lines: printed lines below (or beside) a label such as 出席者, with the rows that they stand in.
        context: what that label says.
        known: what the paper tells of people and posts.
    """
    people: list[Attendee] = []
    held = context
    post = ""
    for line, is_label in _with_capacities(_whole_lines(lines)):
        if is_label and not names_person(line):
            held, post = _below_label(line, held, context)
            continue
        if told := told_of(line):
            people = people if told[1] else _with_absent(people, told[0], known)
            continue
        text, absent = take_absent(f"{post} {line}" if post and not is_label else line)
        for one in _groups_on(text):
            group, rest = take_group(one, held, context)
            found, held = _read_group(_of_members(group, held, one, text), rest, context, known)
            people.extend(found)
        if absent:
            group, rest = take_group(absent, held, context)
            people.extend(_read_group(_of_members(group, held, absent, text), rest, context, known)[0])
    return people


def _with_capacities(lines: Sequence[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The lines without the legend of their signs, what it says of people told behind their names."""
    parted = [(*take_legend(line), is_label) for line, is_label in lines]
    legend = {sign: role for _, told, _ in parted for sign, role in told.items()}
    for line, _, is_label in parted:
        if line:
            yield with_capacities(line, legend), is_label


def _read_group(held: Context, text: str, outer: Context, known: Known) -> tuple[list[Attendee], Context]:
    """The people of one group on a line, and the context for the next."""
    single = plain(held.role) in word_set("roles", "chair") and bool(outer.role) and "、" in text
    return _read_entries(text, held, known, Context(outer.role, held.is_present) if single else None)


def _of_members(group: Context, above: Context, text: str, line: str) -> Context:
    """The group of those absent, on a line that lists a council's members before them: they are members too."""
    is_bare = not group.role and not group.is_present and above.is_present and text != line
    is_member = bool(above.role) and not is_official(above.role)
    if not is_bare or not is_member or plain(above.role) in word_set("roles", "chair"):
        return group
    return replace(group, role=above.role)


def _with_absent(people: list[Attendee], names: str, known: Known) -> list[Attendee]:
    """The people with those absent whom a remark names, listed before or not."""
    absent, _ = _read_entries(names, Context(is_present=False), known, None)
    found = list(people)
    for one in absent:
        name = compact(one.name or "")
        same = [k for k, other in enumerate(found) if name and compact(other.name or "").startswith(name)]
        if len(same) == 1:
            found[same[0]] = replace(found[same[0]], is_present=False)
        elif name:
            found.append(one)
    return found


def _groups_on(line: str) -> Iterator[str]:
    """The groups of people on a line; those in brackets where the line begins with one (（委員）…　（事務局）…)."""
    for text in _GROUPS_ON_A_LINE.split(line):
        inner = unbracket(text)
        cuts = [0]
        if inner and inner[1] and (names_group(inner[0]) or _is_role_alone(inner)):
            are_roles = _is_role_alone(inner)
            cuts.extend(
                m.end()
                for m in _BRACKETED_GROUP.finditer(text)
                if names_group(m[1]) or (are_roles and plain(m[1]) in roles())
            )
        yield from (text[a:b].strip() for a, b in pairwise([*cuts, len(text)]))


def _is_role_alone(inner: tuple[str, str]) -> bool:
    """Whether a bracket at the start of a line is the capacity of one person: （会長）…　（副会長）…."""
    return plain(inner[0]) in roles() and not re.search("[、，,]", inner[1])


def _below_label(label: str, held: Context, outer: Context) -> tuple[Context, str]:
    """What a label cell says of the people beside it, and their office or post where it names that alone."""
    if group := label_group(label, held, outer):
        return group, ""
    if not is_post(label):
        return Context(), ""
    if is_official(held.role):
        return held, label
    is_office = label.endswith(tuple(profile()["roles"]["office"]))
    return Context(office=label if is_office else ""), "" if is_office else label


def _ends_in_surname(text: str) -> bool:
    """Whether a line lists whole names side by side, and breaks off behind a surname."""
    words = [_BEHIND_NAME.sub("", one) for one in words_of(text)]
    is_list = len(words) >= 5 and len(words) % 2 == 1 and all(map(LETTERS_OF_A_NAME.fullmatch, words))
    return is_list and all(map(is_called, words[::2]))


def _is_open(text: str) -> bool:
    """Whether a line breaks off inside a bracket."""
    return len(re.findall("[(（]", text)) > len(re.findall("[)）]", text))


_BEHIND_NAME = re.compile("(?<=.)[(（][^()（）]*[)）]$")


def _whole_lines(lines: Iterable[tuple[Row | None, str]]) -> list[tuple[str, bool]]:
    """The lines, those of a list with commas joined where one of them breaks off within a name; whether each is a label cell."""
    found: list[str] = []
    are_labels: list[bool] = []
    above: Row | None = None
    for row, text in lines:
        breaks_off = (
            bool(found)
            and above is not None
            and row is not None
            and above.is_full
            and above.cell == row.cell
            and (
                _is_open(found[-1])
                or _ends_in_surname(found[-1])
                or (
                    bool(re.search("[、，,]", found[-1]) or ALL_MEMBERS.search(text))
                    and not re.search("[、，,）)】]$", found[-1])
                )
            )
        )
        if (
            breaks_off
            and not starts_with_role(text)
            and take_group(text, Context(), Context())[0] == Context()
        ):
            last = re.split("[、，,]", found[-1])[-1]
            found[-1] += (" " if plain(last) in roles() or _ends_in_surname(found[-1]) else "") + text
        else:
            found.append(text)
            are_labels.append(row is not None and row.is_label)
        above = row
    return list(zip(found, are_labels, strict=True))


def _read_entries(
    text: str, held: Context, known: Known, then: Context | None
) -> tuple[list[Attendee], Context]:
    """The people of a line, and the context for the next; `then` holds after somebody of whom there is but one."""
    people: list[Attendee] = []
    text = _COUNT_BEHIND.sub("", text)
    if (members := _THESE_MEMBERS.search(text)) and not held.role:
        text, held = text[: members.start()], replace(held, role="委員")
    seats = [part for seat in _SEAT.split(text) for part in split_entries(_without_brackets(seat))]
    for part in seats:
        if not part or _COUNT.fullmatch(compact(part)) or "。" in part or len(part) > 60:
            continue
        if plain(part) in _nobody() or _ELSEWHERE.search(part):
            continue
        for piece in (one for several in split_at_roles(part) for one in _side_by_side(several, held, known)):
            person, after = read_person(piece, held, known)
            if person:
                is_member = held.kind and person.affiliation is None and not is_official(person.role)
                people.append(replace(person, affiliation=held.kind) if is_member else person)
            is_single = then is not None and plain(after.role) in word_set("roles", "chair")
            held = then if then is not None and person and is_single else after
    return people, held


def _without_brackets(text: str) -> str:
    """A list of names that stands in brackets before their number: （小野・金子・河上各委員）7名."""
    match = _LIST_IN_BRACKETS.fullmatch(text.strip())
    listed = bool(match) and bool(re.search("[、，,・]", match["names"] if match else ""))
    return f"{match['role'] or ''} {match['names']}".strip() if match and listed else text


def _side_by_side(text: str, held: Context, known: Known) -> list[str]:
    """The people of an entry who are parted by spaces or dots alone.

    So are names before 各委員, whole names (田中 太郎 鈴木 花子, 田中太郎 鈴木花子) and names with posts (榎本局長 南部次長).
    """
    if ALL_MEMBERS.search(text):
        return [
            one.strip("◎○〇● ")
            for one in re.split(r"[\s・]+", ALL_MEMBERS.sub("", text))
            if one.strip("◎○〇● ")
        ]
    words = words_of(text)
    role = words[:1] if words and plain(words[0]) in roles() else []
    names = words[len(role) :]
    if len(names) >= 2 and all(
        (speaker := read_speaker(_BEHIND_NAME.sub("", one), known)) is not None
        and speaker.role
        and speaker.name
        for one in names
    ):
        return [" ".join(role + names[:1]), *names[1:]]
    of_staff = is_official(held.role) or bool(held.office) or is_official("".join(role))
    if of_staff and (posted := _after_posts(words, role)):
        return posted
    plainly = [_BEHIND_NAME.sub("", one) for one in names]
    if len(names) < 4 or is_official(held.role) or not all(map(LETTERS_OF_A_NAME.fullmatch, plainly)):
        return [text]
    if all(len(one) >= 3 for one in plainly):
        people = names
    elif len(names) % 2 == 0 and names[::2] == plainly[::2] and all(map(is_called, names[::2])):
        people = [" ".join(pair) for pair in zip(names[::2], names[1::2], strict=True)]
    else:
        return [text]
    return [" ".join([*role, people[0]]), *people[1:]]


def _after_posts(words: list[str], role: list[str]) -> list[str]:
    """Officials on one line, each after the printed post: 総務課長 岩間 勉 文書係長 三橋 早紀; none where it is no such line."""
    posted = words if role and is_post(role[0]) else words[len(role) :]
    are_posts = [is_post(one) for one in posted]
    starts = [at for at, one in enumerate(are_posts) if one and not (at and are_posts[at - 1])]
    if len(starts) < 2 or starts[0] != 0:
        return []
    people = [posted[a:b] for a, b in pairwise([*starts, len(posted)])]
    names = [[one for one in person if not is_post(one)] for person in people]
    if not all(1 <= len(one) <= 2 and all(map(LETTERS_OF_A_NAME.fullmatch, one)) for one in names):
        return []
    first = people[0] if posted is words else [*role, *people[0]]
    return [" ".join(one) for one in (first, *people[1:])]


@cache
def _nobody() -> frozenset[str]:
    """Words that stand where nobody is to be named, in comparison form."""
    return word_set("attendance", "none") | {"他", "ほか", "外"}
