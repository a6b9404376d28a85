"""The words of minutes (profile `minutes`), compiled once into what the readers of this package ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extractors import profiles

_DIGITS = "[0-9０-９]{1,3}"
_KANJI = "[一二三四五六七八九十]{1,3}"
_COUNTED = "(?![年月日時分件名人回期条項次種者0-9０-９])"
_LABELLED = (
    rf"(?:(?:第\s?(?:{_DIGITS}|{_KANJI})\s?号?|(?:{_DIGITS}|{_KANJI})号)\s?(?:議案|議題|案件)(?!\s?第)"
    r"|(?:議\s?題|議\s?案|案\s?件|付議事件|付議案件|審議事項|報告事項|諮問事項|協議事項|次\s?第|(?:追加\s?)?日\s?程|議\s?事)\s?第?\s?"
    rf"(?:{_DIGITS}|{_KANJI}|[(（]{_DIGITS}[)）]|[①-⑳]|[ア-ン](?![ァ-ヺー]))(?:\s?号)?{_COUNTED}"
    rf"|(?:報\s?告|諮\s?問|審\s?議|協\s?議)\s?(?:{_DIGITS}|[①-⑳]){_COUNTED}(?=[\s:：.．】〕］\]＞>)）]))"
)
TOKEN = (
    rf"(?:{_LABELLED}|[【〔［\[＜<(（]\s?{_LABELLED}\s?[】〕］\]＞>)）]"
    rf"|第\s?(?:{_DIGITS}|{_KANJI})(?:(?!号){_COUNTED}|号(?=\s))"
    rf"|[(（〔［\[【]\s?(?:{_DIGITS}|{_KANJI}|[ア-ンa-zａ-ｚA-ZＡ-Ｚ])\s?[)）〕］\]】]"
    r"|[⑴-⒇①-⑳Ⅰ-Ⅻⅰ-ⅻ❶-❿➀-➉]"
    r"|(?:[0-9０-９]{1,2}|[ア-ンａ-ｚa-z])\s?[)）.．、](?![0-9０-９])"
    rf"|{_KANJI}[)）.．、](?=\s|[^一二三四五六七八九十])"
    rf"|(?:[0-9０-９]{{1,2}}(?:\s?[-－‐–—―ー.．]\s?[0-9０-９]{{1,2}}){{0,2}}|{_KANJI}|[ア-ン])(?=\s))"
)
"""What numbers an entry or a heading: 議題1, 議題第1号, 第1号議案, 報告1, (1), ⑴, ①, 1., ア."""

BULLET = r"[・･●○〇◯◎■□◆◇▼▽▲△★☆※＊*▪•‣➢⇒→▶►]"

_BRACKETED_LABEL = re.compile(rf".\s?({_LABELLED})\s?.")
_OUTER_NUMBER = re.compile(rf"{_DIGITS}(?=\s?[-－.．]?\s?[(（]\s?(?:{_DIGITS}|[ア-ン])\s?[)）])[-－.．]?")
_INNER_NUMBER = re.compile(rf"([(（]\s?{_DIGITS}\s?[)）]|[⑴-⒇①-⑳])\s*(?=\S)")
_TOKEN = re.compile(rf"\s*({TOKEN})\s*")
_BULLET = re.compile(rf"\s*({BULLET})\s*")
_ANY_TOKEN = re.compile(rf"\s*(?:{BULLET}\s*)?(?:{TOKEN})?\s*")
_REFERENCE_WORD = r"(?:諮\s?問|報\s?告|答\s?申|協議|議案|発議|請願|陳情|認定)"
REFERENCE = rf"{_REFERENCE_WORD}\s?第\s?[0-9０-９一二三四五六七八九十百千][0-9０-９〇○一二三四五六七八九十百千]{{0,5}}\s?号(?:の\s?[0-9０-９]{{1,2}})?"


@dataclass(frozen=True, slots=True)
class Label:
    """What a label of the heading opens.

    Attributes:
        key: council, date, time, end_time, place, method, observers, attendees, agenda, result, transcript, frame or other.
        role: capacity of the people listed below it, or "".
        present: False where it lists those who are absent.
        kind: kind of the agenda's entries below it, or "".
    """

    key: str
    role: str = ""
    present: bool = True
    kind: str = ""


@cache
def profile() -> dict[str, Any]:
    """The profile as loaded."""
    return profiles.load("minutes")


@cache
def labels() -> dict[str, Label]:
    """Labels by their words."""
    found: dict[str, Label] = {}
    for entry in profile()["label"]:
        for word in entry["words"]:
            found.setdefault(profiles.plain(word), _label(entry))
    return found


def _label(entry: dict[str, Any]) -> Label:
    return Label(entry["key"], entry.get("role", ""), entry.get("present", True), entry.get("kind", ""))


@lru_cache(maxsize=65_536)
def label_of(word: str) -> Label | None:
    """The label that a word is, in comparison form; of words that are joined (議題及び審議の結果) the first one's."""
    found = labels().get(word) or labels().get(re.sub("等$", "", word))
    if found is None and len(word) <= 24:
        parts = [labels().get(part) for part in re.split("及び|並びに|・|/|、|と", word)]
        found = parts[0] if len(parts) > 1 and all(parts) else None
    return found


@lru_cache(maxsize=65_536)
def label_like(word: str) -> Label | None:
    """The label that a word is, or is built like (発言の要点, 出席した関係職員の氏名), in comparison form.

    For words that the paper sets apart as labels, by a number, a colon, brackets or a cell: in running text they prove nothing.
    """
    for form in dict.fromkeys((word, _core_of_label(word))):
        if found := label_of(form):
            return found
        if found := next((label for label, one in _label_patterns() if one.fullmatch(form)), None):
            return found
    return None


_REMARK_IN_LABEL = re.compile(r"\((?![0-9ア-ン一二三四五]{1,2}\))[^()]{1,6}\)")
_AND = "(?:・|、|及び|並びに)"
_POST_AND_NAME = re.compile(rf"(?:{_AND}?(?:所属|役職|職名?))+{_AND}?氏名")
_COUNT_IN_LABEL = re.compile(rf"(?<=名){_AND}(?:人数|員数|数)$|(?:の?人数|数){_AND}(?=氏名)")


def _core_of_label(word: str) -> str:
    """A label without what forms add to it: 出席委員(者)氏名・人数 and 出席委員の職・氏名 as 出席委員氏名, 出席委員の職氏名."""
    word = _REMARK_IN_LABEL.sub("", word)
    return _COUNT_IN_LABEL.sub("", _POST_AND_NAME.sub("職氏名", word))


@cache
def _label_patterns() -> tuple[tuple[Label, re.Pattern[str]], ...]:
    return tuple(
        (_label(entry), re.compile("|".join(f"(?:{one})" for one in entry["patterns"])))
        for entry in profile()["label_pattern"]
    )


def word_set(*path: str) -> frozenset[str]:
    """A list of words of the profile, in comparison form."""
    return profiles.words("minutes", *path)


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """A list of patterns of the profile as one expression."""
    table: Any = profile()
    for key in path:
        table = table[key]
    return re.compile("|".join(f"(?:{one})" for one in table))


@cache
def group_kinds() -> dict[str, str]:
    """Kind of the entries below a group heading, by its words; "" where it says nothing of them."""
    return {
        profiles.plain(word): kind for kind, words in profile()["headings"]["group"].items() for word in words
    }


_COMMA = re.compile("(?<![0-9]),|,(?![0-9])")


def plain(text: str) -> str:
    """The form in which words are compared; full-width commas (，) count as 、 there."""
    return _COMMA.sub("、", profiles.plain(text))


def take_token(text: str) -> tuple[str, str]:
    """The number at the start of an entry, as printed without a full stop, and the text after it."""
    match = _TOKEN.match(text)
    if not match or (match.end() == len(text) and not match[1].strip()):
        return "", text.strip()
    token = re.sub(r"[.．、]$", "", match[1])
    if token.endswith((")", "）")) and not token.startswith(("(", "（")):
        token = token[:-1] if "(" not in token and "（" not in token else token
    if (inner := _BRACKETED_LABEL.fullmatch(token)) is not None:
        token = inner[1]
    return token.strip(), text[match.end() :].lstrip("：:").strip()


def take_numbers(text: str) -> tuple[list[str], str]:
    """All numbers at the start of a heading from outer to inner (２（１）, 議題１（２）), and the text after them."""
    numbers: list[str] = []
    rest = text.strip()
    if outer := _OUTER_NUMBER.match(rest):
        numbers.append(outer.group())
        rest = rest[outer.end() :]
    token, after = take_token(rest)
    if token:
        numbers.append(token)
        rest = after
        inner = _INNER_NUMBER.match(rest)
        if inner and len(numbers) == 1:
            numbers.append(inner[1])
            rest = rest[inner.end() :].strip()
    return numbers, rest


def take_bullet(text: str) -> tuple[str, str]:
    """The bullet at the start of a line, and the text after it."""
    match = _BULLET.match(text)
    return (match[1], text[match.end() :].strip()) if match else ("", text.strip())


def without_number(text: str) -> str:
    """The text without bullet and number before it."""
    match = _ANY_TOKEN.match(text)
    assert match is not None
    rest = text[match.end() :].strip()
    return take_glued_number(rest)[1] if rest == text.strip() else rest


_GLUED = re.compile(
    r"([0-9０-９]{1,2})(?=[ぁ-ゖァ-ヺ一-鿿「『])(?![年月日時分秒件名人回期条項号枚点か箇ヶ区丁番級種割倍冊者つ億万千百十])"
)


def take_glued_number(text: str) -> tuple[str, str]:
    """A number set without a space before a title (１開会), and the title; "" where there is none."""
    match = _GLUED.match(text.strip())
    return (match[1], text.strip()[match.end() :]) if match else ("", text.strip())


_OPENING = dict(zip("(（[［【〔〈＜<《≪「『{｛", ")）]］】〕〉＞>》≫」』}｝", strict=True))


def unbracket(text: str) -> tuple[str, str] | None:
    """The text inside a bracket that opens the line, and what follows it; None where no bracket opens and closes."""
    text = text.strip()
    if not text or text[0] not in _OPENING:
        return None
    opened, closing = text[0], _OPENING[text[0]]
    depth = 0
    for at, character in enumerate(text):
        depth += (character == opened) - (character == closing)
        if depth == 0:
            return text[1:at].strip(), text[at + 1 :].strip()
    return None


def bare(text: str) -> str:
    """The comparison form of a heading: without number, bullet, brackets about the whole, and closing marks."""
    inner = unbracket(text)
    text = inner[0] if inner and not inner[1] else text
    text = without_number(text)
    inner = unbracket(text)
    text = inner[0] if inner and not inner[1] else text
    return plain(text).strip(":：。.").rstrip("-―─~")
