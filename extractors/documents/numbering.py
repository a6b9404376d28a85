"""The marks that open a numbered heading, a list entry or a note, as a line prints them.

Only what stands at the beginning of a line is read here. Whether it is a heading, or a wrapped line that happens to begin with
a digit, is decided by `extractors.prose.outline`, which knows position and order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from normalizers.numerals import kanji_to_int
from normalizers.text import normalize_with_offsets

_KANA: Final = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲ"
_IROHA: Final = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
_CIRCLED: Final = (
    {chr(0x2460 + i): i + 1 for i in range(20)}
    | {chr(0x3251 + i): i + 21 for i in range(15)}
    | {chr(0x32B1 + i): i + 36 for i in range(15)}
    | {chr(0x2776 + i): i + 1 for i in range(10)}
    | {chr(0x2780 + i): i + 1 for i in range(10)}
    | {chr(0x278A + i): i + 1 for i in range(10)}
    | {chr(0x24EB + i): i + 11 for i in range(10)}
)
_ENCLOSED_KANJI: Final = {chr(0x3220 + i): i + 1 for i in range(10)}
_ENCLOSED_KANA: Final = {chr(0x32D0 + i): i + 1 for i in range(47)}
_ENCLOSED: Final = {chr(0x2474 + i): i + 1 for i in range(20)}
_DOTTED: Final = {chr(0x2488 + i): i + 1 for i in range(20)}
_ROMAN: Final = {chr(0x2160 + i): i + 1 for i in range(12)} | {chr(0x2170 + i): i + 1 for i in range(12)}
_ROMAN_LETTERS: Final = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
}

KINDS: Final = (
    "chapter", "division", "part", "roman", "arabic", "decimal", "paren", "article", "kanji", "half_paren",
    "kana", "paren_kana", "alpha", "paren_alpha", "paren_kanji", "circled", "bullet", "note", "label",
)  # fmt: skip
"""章・編, 節・款, 第1 (also 【1】, 案件1), Ⅰ, 1, 1-1, (1), 第1条, 一, 1), ア, (ア), a, (a), (一), ①, ・, ※, 《…》."""

NUMBERED: Final = frozenset(KINDS) - {"bullet", "note", "label"}

_N: Final = r"(?P<n>[0-9]{1,3}|[一二三四五六七八九十百]{1,5})"
_GAP: Final = r"(?P<gap>[.．、:：]?(?:\s+|$)|[.．、:：](?![0-9]))?"
_CLOSING: Final = ")）】〕"
_NOT_PART: Final = r"(?![章節款編次期類種者週日月年世版部四]|回(?!線)|\s*[条項号]|[0-9])"
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("chapter", rf"第\s*{_N}\s*[章編]{_GAP}"),
        ("division", rf"第\s*{_N}\s*[節款]{_GAP}"),
        ("article", rf"第\s*{_N}\s*条(?:\s*の\s*[0-9一二三四五六七八九十]{{1,2}})*(?:(?P<gap>\s+|$|(?=[(（「]))|(?![第のにをはがともで、。及又若並、)）]))"),
        ("part", rf"第\s*(?P<n>[0-9]{{1,2}}|[Ⅰ-Ⅻ]){_NOT_PART}{_GAP}"),
        ("part", rf"第\s*(?P<n>[一二三四五六七八九十]{{1,3}}){_NOT_PART}(?P<gap>\s+|$)"),
        ("part", r"[【〔]\s*(?:案件|事案|事項|議題|その)?\s*(?P<n>[0-9]{1,2})\s*(?P<gap>[】〕]\s*)(?=\S)"),
        ("part", r"(?:[・○●◎◆◇□■]\s*)?[(（]\s*(?:案件|事案|議題)\s*(?P<n>[0-9]{1,2})\s*(?P<gap>[)）]\s*)(?=\S)"),
        ("part", r"(?:[・○●◎◆◇□■]\s*)?(?:案件|事案)\s*(?P<n>[0-9]{1,2})(?P<gap>[.．:：]\s*|\s+)(?=\S)"),
        ("decimal", r"(?:[0-9]{1,2}\s?[-－‐.．]\s?){1,3}(?P<n>[0-9]{1,2})(?P<gap>[.．、]?\s+|$|(?=[^0-9]))"),
        ("half_paren", r"(?P<n>[0-9]{1,2})\s*[)）](?P<gap>\s*)"),
        ("arabic", rf"(?P<n>[0-9]{{1,2}})(?![0-9,，%/／]){_GAP}"),
        ("paren", r"[(（]\s*(?P<n>[0-9]{1,3})\s*[)）](?P<gap>\s*)(?![のをにはがと、。及又若並,，)）])"),
        ("paren_kana", rf"[(（]\s*(?P<n>[{_KANA}])\s*[)）](?P<gap>\s*)"),
        ("paren_alpha", r"[(（]\s*(?P<n>[a-zA-Z])\s*[)）](?P<gap>\s*)"),
        ("paren_kanji", r"[(（]\s*(?P<n>[一二三四五六七八九十]{1,3})\s*[)）](?P<gap>\s*)(?![のをにはがと、。及又])"),
        ("kana", rf"(?P<n>[{_KANA}])(?P<gap>[.．、)）]\s*|\s+)(?=\S)"),
        ("roman", r"(?P<n>[Ⅰ-Ⅻⅰ-ⅻ])(?P<gap>[.．、]?\s*)"),
        ("roman", r"(?P<n>I{1,3}|IV|VI{0,3}|IX|X)(?P<gap>[.．、]\s*|\s+)(?=[^A-Za-z])"),
        ("alpha", r"(?P<n>[a-zA-Z])(?P<gap>[.．)）、]\s*|\s+)(?=[^A-Za-z])"),
        ("kanji", r"(?P<n>[一二三四五六七八九十]{1,3})(?P<gap>[、.．]\s*|\s+)(?=\S)"),
        ("note", r"(?P<n>)(?:[※＊*]|[(（]?[※注]\s?[0-9]{0,2}\s?[)）:：]|[(（]注[)）])\s?[0-9]{0,2}(?P<gap>\s*)"),
        ("bullet", r"(?P<n>)(?P<mark>[・･•○●◎◯◇◆□■▪▲▶►➢➤✓❏◦‣])(?!(?P=mark))(?P<gap>\s*)(?=\S)"),
        ("bullet", r"(?P<n>)[-－–—△▽〇＊*](?P<gap>\s+)(?=\S)"),
    )
)  # fmt: skip
_LABEL: Final = re.compile(
    r"(?:《[^《》]+》|≪[^≪≫]+≫|〈[^〈〉]+〉|＜[^＜＞]+＞|<[^<>]+>|【[^【】]+】|〔[^〔〕]+〕|\[[^\[\]]+\])\s*"
)
_SHORT: Final = re.compile(rf"(?P<n>[一二三四五六七八九十]|[{_KANA}])[ \u3000]+(?P<rest>[^\s年月日]{{1,2}})")
"""A number before one or two characters (一　紙), which otherwise reads as a letter-spaced word."""

_DATE_HEAD: Final = re.compile(
    r"[0-9]{1,2}\s*(?:月\s*(?:[0-9]{1,2}\s*日|[上中下初]旬|末|頃|から|まで|に|[~～])|年\s*[0-9]{1,2}\s*月|日\s*[(（][月火水木金土日])"
)
_CHOICES: Final = re.compile(r"[□■].*[□■☐☑☒]")
"""Check boxes on one line (□有　■無), which are no bullets."""

_ABOUT: Final = re.compile("[はがをにもと]、?|及び|又は|並びに|から|～|・")
"""What follows a number that is spoken of (①は、…) rather than one that opens an entry."""

_NEXT: Final = re.compile(r"(?<=.)(?=[\u2460-\u32ff(（])|(?<=[\s、，,；;。])(?=[^\s])")
"""Where the next number of a list on one line may stand: in a ring or brackets anywhere, else behind a separator."""

_LOST: Final = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at the beginning of a line.

    Attributes:
        kind: one of `KINDS`.
        number: its place in its sequence, from 1; None for marks without order (・, ※) and for lost ones.
        raw: the mark as printed, without the separator behind it.
        rest: the text behind it.
        is_apart: whether something sets it off from the text: white space, a full stop, brackets.
        is_lost: the font gave no readable character for it.
    """

    kind: str
    number: int | None
    raw: str
    rest: str
    is_apart: bool
    is_lost: bool = False


@lru_cache(maxsize=8192)
def read_marker(text: str) -> Marker | None:
    """The mark at the beginning of a printed line.

    >>> read_marker("（２）　件数（予定）")
    Marker(kind='paren', number=2, raw='（２）', rest='件数（予定）', is_apart=True, is_lost=False)
    >>> read_marker("第三者への提供はしない。") is None
    True

    Args:
        text: the line; any string.

    Returns:
        The mark, or None where the line begins with plain text or with a date.
    """
    lead = len(text) - len(text.lstrip())
    stripped = text[lead:].rstrip()
    if not stripped:
        return None
    if (special := _special(stripped)) is not None:
        return special
    if (short := _SHORT.fullmatch(stripped)) is not None:
        kind = "kana" if short["n"] in _KANA else "kanji"
        return Marker(kind, _number(kind, short["n"]), short["n"], short["rest"], is_apart=True)
    form, offsets = normalize_with_offsets(stripped[:80], form="parsing")
    if _DATE_HEAD.match(form) or _CHOICES.match(form):
        return None
    for kind, pattern in _PATTERNS:
        match = pattern.match(form)
        if match is None:
            continue
        gap = match["gap"]
        stop = offsets[match.end()]
        if kind == "decimal" and gap == "" and not stripped[stop - 1].isspace():
            continue  # a range, a date or a share: only white space, which the form may have lost, makes it a number
        after = match.start("gap") if gap is not None else match.end()
        head = offsets[after + 1] if gap and gap[0] in _CLOSING else offsets[after]
        return Marker(
            kind,
            _number(kind, match["n"]),
            re.sub(r"\s+", "", stripped[:head]),
            stripped[stop:].strip(),
            gap is not None and (gap != "" or kind not in {"arabic", "part", "article"}),
        )
    return None


@lru_cache(maxsize=8192)
def counted_to(line: str) -> int | None:
    """The last number of a counted list that a line begins and goes on with (①氏名　②住所); None if it begins with no number.

    >>> counted_to("①氏名　②住所、電話番号　③続柄"), counted_to("(1) 氏名"), counted_to("氏名")
    (3, 1, None)
    """
    first = read_marker(line)
    if first is None or first.number is None:
        return None
    last = first.number
    for spot in _NEXT.finditer(line, len(first.raw)):
        found = read_marker(line[spot.end() : spot.end() + 20])
        if found is not None and found.kind == first.kind and found.number == last + 1:
            last += 1
    return last


def _special(text: str) -> Marker | None:
    """Marks that are one character of their own, labels in brackets, and marks that the font lost."""
    for table, kind in (
        (_CIRCLED, "circled"),
        (_ENCLOSED, "paren"),
        (_DOTTED, "arabic"),
        (_ENCLOSED_KANJI, "paren_kanji"),
        (_ENCLOSED_KANA, "paren_kana"),
    ):
        if text[0] in table and not (kind == "circled" and _ABOUT.match(text, 1)):
            return Marker(kind, table[text[0]], text[0], text[1:].strip(), is_apart=True)
    if _LABEL.fullmatch(text) and len(text) <= 60:
        return Marker("label", None, "", text[1:-1].strip(), is_apart=True)
    if len(text) > 1 and _LOST.match(text):
        return Marker("circled", None, text[0], text[1:].strip(), is_apart=True, is_lost=True)
    return None


def _number(kind: str, text: str) -> int | None:
    if text == "" or kind in {"bullet", "note"}:
        return None
    if text in _ROMAN:
        return _ROMAN[text]
    if kind == "roman":
        return _ROMAN_LETTERS.get(text)
    if kind.endswith("kana"):
        return _KANA.index(text) + 1
    if kind.endswith("alpha"):
        return ord(text.lower()) - ord("a") + 1
    return int(text) if text.isdigit() else kanji_to_int(text)


def iroha_number(letter: str) -> int | None:
    """The place of a letter in the old order イロハ, which ordinances use below 号; None for other letters."""
    place = _IROHA.find(letter)
    return place + 1 if letter and place >= 0 else None
