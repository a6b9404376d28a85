"""Words of the profile `documents`, in the form in which lines are compared with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractors.profiles import load, plain
from normalizers import parse_dates
from normalizers.numerals import kanji_to_int
from normalizers.text import normalize_display

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING, _CLOSING = frozenset("（(【[〔"), frozenset("）)】]〕")
_N = "([0-9]{1,5}|[一二三四五六七八九十百千〇]{1,7})"


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number of a document: 報告第348号.

    Attributes:
        kind, number: 報告, 348.
        raw: as printed, without white space and brackets about it.
        rest: what the line prints behind it.
    """

    kind: str
    number: int
    raw: str
    rest: str


@cache
def words(name: str) -> tuple[str, ...]:
    """A list of words of the profile's table `head`, compared form, longest first."""
    return tuple(
        sorted({plain(word) for word in load("documents")["head"][name]}, key=lambda w: (-len(w), w))
    )


@cache
def _label_pattern() -> re.Pattern[str]:
    kinds = sorted({w for kind in load("documents")["kind"] for w in kind["label"]}, key=len, reverse=True)
    names = "|".join(r"\s*".join(map(re.escape, name)) for name in kinds)
    return re.compile(
        rf"\s*[【〔\[(（<＜]?\s*(?P<raw>(?:(?:令和|平成)?\s*(?:[0-9]{{1,4}}|元)\s*(?:年度)?\s*)?(?P<kind>{names})\s*(?:番号\s*)?[:：]?\s*"
        rf"[(（]?\s*第\s*(?:[0-9]{{1,2}}\s*[-－‐]\s*)?(?P<n>{_N})\s*号(?:\s*の\s*[0-9]{{1,2}}|\s*[-－]\s*[0-9]{{1,2}}(?![0-9]))?)\s*[)）]?\s*[】〕\])）>＞]?"
    )


@cache
def _office_label_pattern() -> re.Pattern[str]:
    """A line that is a label behind the letters of an office (6緑総答申第5号), which other papers are not cited by."""
    names = "|".join(re.escape(w) for kind in load("documents")["kind"] for w in kind["label"])
    cited = "|".join(map(re.escape, words("citing")))
    return re.compile(
        rf"\s*[【〔\[(（]?\s*(?P<raw>[0-9]{{0,4}}(?!(?:{cited}))[一-鿿]{{1,6}}?(?P<kind>{names})\s*第\s*(?P<n>{_N})\s*号)\s*[)）\]〕】]?\s*"
    )


def read_label(text: str) -> Label | None:
    """The label that a line begins with: 諮問第945号, 【報告第３号】 …について; None if it begins with none.

    Behind the letters of an office (6緑総答申第5号) it is one where it is all of the line.
    """
    form = normalize_display(text)
    match = _label_pattern().match(form) or _office_label_pattern().fullmatch(form)
    if match is None:
        return None
    digits = match["n"]
    number = int(digits) if digits.isascii() and digits.isdigit() else kanji_to_int(digits)
    if number is None:
        return None
    spoken = plain(match["kind"])
    kind = next(k["name"] for k in load("documents")["kind"] if spoken in map(plain, k["label"]))
    rest = form[match.end() :].strip()
    if plain(rest).strip("()") in words("label_tails"):
        rest = ""
    return Label(kind, number, re.sub(r"\s+", "", match["raw"]), rest)


def dated_label(text: str) -> Label | None:
    """The label of a line that holds a label and a day and nothing else (令和2年11月27日　諮問第88号); None for any other line."""
    form = normalize_display(text).strip()
    spans = [span for span in parse_dates(form).spans if span.start_precision == "day" and not span.is_range]
    if len(spans) != 1:
        return None
    label = read_label(f"{form[: spans[0].begin]}{form[spans[0].stop :]}".strip(" 　、()（）付け"))
    return label if label is not None and not plain(label.rest).strip("付け") else None


_MORE_NUMBERS = re.compile(r"(?:(?:から|~|・|、|及び)(?:諮問|報告|答申)?第?[0-9]{1,5}号(?:まで)?)*")


def label_behind(title: str) -> Label | None:
    """The label that a title ends with in brackets (…について（諮問第31号）), of several the first; None if it ends with none."""
    match = re.search(r"[（(【〔]([^（()）【】〔〕]{4,40})[)）】〕]\s*$", title)
    label = read_label(match.group(1)) if match else None
    return label if label is not None and _MORE_NUMBERS.fullmatch(plain(label.rest)) else None


@cache
def _mark_pattern(name: str) -> re.Pattern[str]:
    names = "|".join(map(re.escape, words(name)))
    number = r"(?:\([0-9一二三四五六七八九十]{1,3}\)|(?:第|no\.?)?[0-9一二三四五六七八九十〇]{0,3}号?(?:[-の][0-9]{1,2})?|[①-⑳])"
    return re.compile(rf"[(【\[〔<]?(?:{names}){number}[)】\]〕>]?(?P<tail>.*)")


_FORM_NUMBER = re.compile(
    r"(?=.*[0-9])[(【\[]?(?:別記)?(?:第[0-9]+号の?[0-9]{0,2})?様式(?:第?[0-9]+号?の?[0-9]{0,2})?[)】\]]?(?:\(第[^()]*関係\))?"
)


_ITEM_NUMBER = re.compile(
    r"[(【\[〔]?(?:報告|諮問|審議|協議|議案|報)(?:[-ー－―‐]?[0-9]{1,2}(?:[-ー－―‐][0-9]{1,2})?|\([0-9]{1,2}\))[)】\]〕]?"
)
"""The place of a paper on the agenda, which is no number of its own: （報告－４）, 【報告(2)】."""

_MARK_TAIL = re.compile(r"-?|関係|\([^()]{0,16}関係\)")


def is_mark(text: str, name: str) -> bool:
    """Whether the whole line is a mark such as 資料３, 別紙, 【参考】; `name` is `mark` or `attachment`.

    The number that a regulation gives a form (様式第１号（第３条関係）) is a mark of the form itself.
    """
    if name == "mark" and (_FORM_NUMBER.fullmatch(plain(text)) or _ITEM_NUMBER.fullmatch(plain(text))):
        return True
    if name == "attachment" and text.rstrip().endswith(("）", ")")) and _FORM_NUMBER.fullmatch(plain(text)):
        return False
    match = _mark_pattern(name).fullmatch(plain(text))
    return match is not None and _MARK_TAIL.fullmatch(match["tail"]) is not None


def opens_attachment(text: str) -> bool:
    """Whether a line opens an attachment: 別紙 alone, or 別紙１ with its title behind it."""
    if is_mark(text, "attachment"):
        return True
    match = _mark_pattern("attachment").fullmatch(plain(text))
    if match is None or not match["tail"] or len(plain(text)) > 60:
        return False
    head = plain(text)[: len(plain(text)) - len(match["tail"])]
    return bool(re.search(r"[0-9①-⑳)】\]]$", head)) and not re.match(
        r"[のをにはがと、。参及又から]", match["tail"]
    )


def strip_prefix(text: str, name: str) -> str | None:
    """What stands behind one of the words and a colon or a gap (所管課：総務部区政課); None if the line has no such prefix."""
    form = normalize_display(text).strip()
    match = re.match(
        r"[(（【\[〔]?([^:：】\])）〕\s]{1,12}?)[)）】\]〕]?(?:[:：]\s*|\s+|(?<=[】\])）〕]))(?=\S)", form
    )
    if match is None:
        spaced = re.match(r"((?:\S\s+){1,5}\S)\s*[:：]\s*(?=\S)", form)
        match = spaced
    if match is None or plain(match.group(1)) not in words(name):
        return None
    return _without_bracket(form[: match.end()], form[match.end() :].strip())


def _without_bracket(lead: str, rest: str) -> str:
    """A value without the bracket that closes the one that stands before its label: （担当課：総務部区政課）."""
    is_open = lead[0] in _OPENING and not any(char in _CLOSING for char in lead)
    return rest[:-1].rstrip() if is_open and rest[-1:] in _CLOSING else rest


def said_kind(text: str) -> str | None:
    """The kind of paper whose verb a sentence uses (諮問します), the one that comes last; None if it uses none."""
    wanted = plain(text)
    best: tuple[int, str] | None = None
    for kind in load("documents")["kind"]:
        place = max((wanted.rfind(plain(word)) for word in kind["said"]), default=-1)
        if place >= 0 and (best is None or place > best[0]):
            best = (place, str(kind["name"]))
    return best[1] if best else None


def titled_kind(title: str) -> str | None:
    """The kind of paper that a title names (…の報告について), before a remark in brackets too; None if it names none."""
    wanted = plain(title)
    for form in dict.fromkeys((wanted, re.sub(r"\([^()]*\)$", "", wanted))):
        for kind in load("documents")["kind"]:
            if any(re.search(pattern, form) for pattern in kind["title"]):
                return str(kind["name"])
    return None


def ends_with_any(text: str, names: Sequence[str]) -> bool:
    """Whether a compared text ends with one of some words."""
    return text.endswith(tuple(names))
