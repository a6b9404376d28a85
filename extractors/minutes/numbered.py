"""What names items by their numbers alone: (1)及び(2)　承認, （３）について; and results that are listed so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.minutes.matters import core, number_value, references_in, style
from extractors.minutes.outcomes import is_list_line, read_result
from extractors.minutes.words import REFERENCE, plain, take_bullet, take_token
from normalizers.text import join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.minutes.agenda import Entry
    from extractors.minutes.heading import Section

_AND = re.compile(
    r"\s*(?:及び|並びに|および|、|・|と(?=[\s(（①-⑳⑴-⒇議諮報])|(?P<range>[~～〜]|から)(?=\S))\s*"
)
_GROUPED = re.compile(r"(諮問|報告|審議)(?:事項|案件)\s*(\S+)")
_LAST_NUMBER = re.compile(r"\s*(?:[ア-ン]|[0-9０-９]{1,2})\s*")
_REFERENCE = re.compile(REFERENCE)
_ABOUT = re.compile(
    r"(?:について|に関して|関係|に対する?(?:主な)?(?:質疑|意見|質問)(?:等)?|に関する(?:主な)?(?:質疑|意見|質問)(?:等)?)(?:は|の(?:主な)?(?:質疑|意見)(?:等)?)?"
)
_CONDITION = re.compile(r"[(（【]?(?:附帯|付帯)?(?:条件|意見)[)）】]?\s*[:：]\s*")
_ALL = re.compile("全て|すべて|いずれ[のも]|全議案|全案件|各議案|各案件")


def items_named(text: str, entries: Sequence[Entry]) -> tuple[list[int], str]:
    """The items whose numbers or references begin a line, joined by 及び and the like, and the text after them.

    None are named where a number fits no item, or several.
    """
    items: list[int] = []
    rest, is_range = text.strip(), False
    grouped = re.match("(?:諮問|報告|審議)(?:事項|案件)", rest)
    group = grouped.group() if grouped else ""
    while rest:
        token, after = _take_number(rest)
        item = _item(f"{group}{token}" if group and items else token, entries)
        if item is None:
            return [], text
        items.extend(range(items[-1] + 1, item) if is_range and items else ())
        items.append(item)
        joint = _AND.match(after)
        if joint is None or _item(group + _take_number(after[joint.end() :])[0], entries) is None:
            return items, after.strip(" 　:：")
        rest, is_range = after[joint.end() :], bool(joint["range"])
    return items, ""


def _take_number(text: str) -> tuple[str, str]:
    """The reference or the number at the start of a text, and what follows it."""
    reference = _REFERENCE.match(text) or _LAST_NUMBER.fullmatch(text)
    return (reference.group(), text[reference.end() :]) if reference else take_token(take_bullet(text)[1])


def _item(number: str, entries: Sequence[Entry]) -> int | None:
    """The only item that bears a number, or that names a document."""
    if not number:
        return None
    group = _GROUPED.fullmatch(number)
    if group is not None:
        return _in_group(group[1], group[2], entries)
    named = references_in(number)
    same = [
        k
        for k, entry in enumerate(entries)
        if (named and set(named) & set(entry.refers or references_in(entry.printed)))
        or plain(entry.number) == plain(number)
        or (style(entry.number) == style(number) and number_value(entry.number) == number_value(number))
    ]
    return same[0] if len(same) == 1 else None


def _in_group(kind: str, number: str, entries: Sequence[Entry]) -> int | None:
    """The only item of a group that bears a number there: 報告事項ア."""
    same = [k for k, one in enumerate(entries) if one.kind == kind and plain(one.number) == plain(number)]
    return same[0] if len(same) == 1 else None


def item_spoken_of(text: str, entries: Sequence[Entry]) -> int | None:
    """The first item of a line that says no more than which items are spoken of below it: （１）及び（２）について."""
    if len(text) > 40:
        return None
    inner = text.strip("【】<>＜＞〈〉[]［］〔〕 ")
    items, rest = items_named(inner, entries)
    is_heading = not rest and bool(_GROUPED.match(inner))
    return items[0] if items and (is_heading or _ABOUT.fullmatch(plain(rest))) else None


def take_results(section: Section, entries: Sequence[Entry]) -> None:
    """Give the items the results that a label of the heading lists by their numbers, or gives for all of them."""
    own = {at for entry in entries for at in entry.rows}
    lines = [text for at, _, text in section.lines if at not in own]
    found: dict[int, list[str]] = {}
    items: list[int] = []
    for line in lines:
        named, rest = items_named(line, entries)
        if named:
            titles = {core(entries[k].printed) for k in named}
            items = named if rest and core(rest) not in titles else []
        for item in items:
            found.setdefault(item, []).append(rest if named else line)
    whole = join_lines(lines)
    if not found and whole and read_result(whole) and (len(entries) == 1 or _ALL.search(plain(whole))):
        found = {
            k: lines
            for k, entry in enumerate(entries)
            if core(entry.printed) not in {"その他", "その他について"}
        }
    for item, texts in found.items():
        listed = [text for text in texts[1:] if is_list_line(text) or _CONDITION.match(text)]
        told = join_lines([text for k, text in enumerate(texts) if not k or text not in listed])
        if not entries[item].result and read_result(told):
            entries[item].result = told
            entries[item].conditions = entries[item].conditions or "\n".join(
                _CONDITION.sub("", text) for text in listed
            )
