"""The canonical form in which dates are looked for, and the way back from it to the printed text.

Printed dates are full of accidents of layout: full-width digits, letter-spacing (令和 ５ 年), a line wrapped inside a
number, six kinds of dashes. They are taken out here, once, so that the grammar need not know of them.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

_COMPATIBILITY_BLOCKS: Final = (
    (0xFF01, 0xFF5E),  # full-width ASCII
    (0x2F00, 0x2FD5),  # Kangxi radicals, which many PDF producers write for 月 and 日
    (0xF900, 0xFAFF),  # compatibility ideographs: another 令 and another 年
    (0x32C0, 0x32CB),  # ㋀ to ㋋, months in one character
    (0x33E0, 0x33FE),  # ㏠ to ㏾, days in one character
    (0x322A, 0x3230),  # ㈪ to ㈰, weekdays in brackets
    (0x337B, 0x337F),  # ㍻ and its elders
    (0x32FF, 0x32FF),  # ㋿
)
_ALIKE: Final = {
    "~": "～〜∼〰˜⁓",
    "ー": "ｰ",
    "-": "－‐‑‒–—―−─━",
    "(": "[{〔【〈《＜［｛",
    ")": "]}〕】〉》＞］｝",
    "、": "､",
    "。": "｡",
    "・": "･·‧",
}
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))


def _table() -> dict[int, str]:
    """Characters that are replaced; circled numbers are not among them: ①4月 is no fourteenth month."""
    table: dict[int, str] = {}
    for first, last in _COMPATIBILITY_BLOCKS:
        for code in range(first, last + 1):
            form = unicodedata.normalize("NFKC", chr(code))
            if form != chr(code):
                table[code] = form
    for canonical, variants in _ALIKE.items():
        table.update(dict.fromkeys(map(ord, variants), canonical))
    table.update(dict.fromkeys(map(ord, "[{"), "("))
    table.update(dict.fromkeys(map(ord, "]}"), ")"))
    for circled, weekday in zip("㊊㊋㊌㊍㊎㊏㊐", "月火水木金土日", strict=True):
        table[ord(circled)] = f"({weekday})"
    table.update(dict.fromkeys(map(ord, _INVISIBLE), ""))
    return table


_TABLE: Final = _table()
_SPACE: Final = re.compile(r"\s+")
_UNIT_LIMIT: Final = {"年": 99, "月": 12, "日": 31}
# Digits that only layout has parted: 1 2 月, 2 0 2 2 年, and 1⏎2月 after 年 or 月.
_SPACED_DIGITS: Final = re.compile(
    r"(?<![0-9.,])[0-9](?:\s[0-9]){1,3}(?![0-9])(?=\s([年月日./-]))|(?<=[./-]\s)[0-9]\s[0-9](?!\s?[0-9])"
)
_WRAPPED_DIGITS: Final = re.compile(
    r"(?<=[年月度和成正治RHSTM])(\s*)([0-9]{1,2}\s+[0-9]{1,2})(?=\s*([年月日]))"
)
# A wrapped western year: 20⏎22年.
_WRAPPED_YEAR: Final = re.compile(r"(?<![0-9.,])([12][0-9]{0,2}[^\S\n]*\n\s*[0-9]{1,3})(?=\s*(年))")
_THIRDS: Final = re.compile(r"(?<=月)([上初中])(?:[・~]|から)?(?=[中下]旬)")
_WORD: Final = re.compile(r"[0-9A-Za-z]")
_NUMERAL: Final = re.compile(r"[0-9一二三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A text without the accidents of its layout.

    Attributes:
        text: Half-width, without white space (but for one blank between two Latin letters or digits), with one kind
            each of dash, wave dash and bracket.
        offsets: For every character of `text` its place in the original, and then the original's length.
            None where the two are the same.
        breaks: Places in `text` before which a table cell (tab) or a paragraph (blank line) ended, rising.
        paragraphs: Those of them before which a blank line stood.
        original: The text as given.
    """

    text: str
    offsets: tuple[int, ...] | None
    breaks: tuple[int, ...]
    paragraphs: tuple[int, ...]
    original: str

    def is_broken(self, begin: int, stop: int) -> bool:
        """Whether a cell or a paragraph ends between two places, the second included."""
        return bisect_right(self.breaks, stop) > bisect_right(self.breaks, begin)

    def paragraph_end(self, begin: int) -> int:
        """Where the paragraph ends in which a place lies."""
        index = bisect_left(self.paragraphs, begin)
        return self.paragraphs[index] if index < len(self.paragraphs) else len(self.text)

    def original_range(self, begin: int, stop: int) -> tuple[int, int]:
        """Where characters `begin` to `stop` (not included) of `text` stand in the original."""
        if self.offsets is None:
            return begin, stop
        last = self.offsets[stop - 1] + 1 if stop > begin else self.offsets[begin]
        return self.offsets[begin], last


def canonical(original: str) -> CanonicalText:
    """Take the accidents of layout out of a text."""
    text = original.translate(_TABLE)
    if len(text) == len(original) and not _SPACE.search(text):
        found = CanonicalText(text, None, (), (), original)
    else:
        found = _with_offsets(original, _joined_blanks(original))
    return _with_whole_thirds(found) if "旬" in text else found


def _with_whole_thirds(found: CanonicalText) -> CanonicalText:
    """Give the first of two thirds of a month the 旬 it shares with the second: 8月中・下旬 is read as 8月中旬~下旬."""
    if not _THIRDS.search(found.text):
        return found
    offsets = found.offsets or range(len(found.text) + 1)
    parts: list[str] = []
    places: list[int] = []
    moved: list[tuple[int, int]] = []  # where in the text something was put in, and how much
    at = 0
    for match in _THIRDS.finditer(found.text):
        parts.extend((found.text[at : match.end(1)], "旬~"))
        places.extend((*offsets[at : match.end(1)], *[offsets[match.start(1)]] * 2))
        at = match.end()
        moved.append((at, 2 - (at - match.end(1))))
    parts.append(found.text[at:])
    places.extend(offsets[at:])

    def shifted(marks: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(mark + sum(more for place, more in moved if mark >= place) for mark in marks)

    return CanonicalText(
        "".join(parts), tuple(places), shifted(found.breaks), shifted(found.paragraphs), found.original
    )


def _joined_blanks(original: str) -> frozenset[int]:
    """Places of white space that parts the digits of one number."""
    digits = original.translate(_SAME_LENGTH)
    found: set[int] = set()
    for pattern, group in ((_SPACED_DIGITS, 0), (_WRAPPED_DIGITS, 2), (_WRAPPED_YEAR, 1)):
        for match in pattern.finditer(digits):
            begin, stop = match.span(group)
            number = "".join(digits[begin:stop].split())
            limit = _UNIT_LIMIT.get(match.group(match.lastindex or 0), 31)
            if int(number) <= limit or (len(number) == 4 and "1800" <= number < "2200"):
                found.update(at for at in range(begin, stop) if digits[at].isspace())
    return frozenset(found)


_SAME_LENGTH: Final = {code: form for code, form in _TABLE.items() if len(form) == 1}


def _is_parting(before: str, following: str) -> bool:
    """Whether a blank tells two things apart: two numbers or Latin words, or a fiscal year and a month after it."""
    return bool(
        (_WORD.match(before) and _WORD.match(following)) or (before == "度" and _NUMERAL.match(following))
    )


def _with_offsets(original: str, joined: frozenset[int]) -> CanonicalText:
    characters: list[str] = []
    offsets: list[int] = []
    breaks: list[int] = []
    paragraphs: list[int] = []
    at = 0
    while at < len(original):
        if gap := _SPACE.match(original, at):
            blank, stop = gap.group(), gap.end()
            following = original[stop].translate(_TABLE)[:1] if stop < len(original) else ""
            is_paragraph = blank.count("\n") > 1 or "\f" in blank
            if is_paragraph or "\t" in blank:
                breaks.append(len(characters))
            if is_paragraph:
                paragraphs.append(len(characters))
            if at not in joined and characters and _is_parting(characters[-1], following):
                characters.append(" ")
                offsets.append(at)
            at = stop
            continue
        for character in original[at].translate(_TABLE):
            characters.append(character)
            offsets.append(at)
        at += 1
    offsets.append(len(original))
    return CanonicalText("".join(characters), tuple(offsets), tuple(breaks), tuple(paragraphs), original)
