"""Numbers with their counter (２，０００件, 二千人, 10～20件) in normalized text, before their neighbourhood is read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from normalizers.counts.counters import COUNTERS, NOT_COUNTERS, OPEN_UNIT_ENDINGS, WEAK_AFTER_ONE_KANJI
from normalizers.numerals import KANJI_DIGITS, LARGE_UNITS, NUMBER_PATTERN, SMALL_UNITS, kanji_to_int


@dataclass(frozen=True, slots=True)
class Value:
    """A number or range with its unit, in the normalized text."""

    begin: int
    stop: int
    low: int | None
    high: int | None
    unit: str | None
    about: bool = False
    period: str | None = None
    provisional: bool = False


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_UNITS: Final = re.compile(rf"\s*(?P<unit>{_alternatives({*COUNTERS, *NOT_COUNTERS})})")
_IN_KANJI: Final = "〇一二三四五六七八九十百千万億"  # of another number, not of a unit (参加校 is one)
_OPEN_UNIT: Final = re.compile(
    rf"(?P<unit>(?:(?![{_IN_KANJI}])[一-鿿]){{0,3}}[{OPEN_UNIT_ENDINGS}]|[一-鿿ぁ-ゖ]{{0,8}}センター|[ァ-ヺ][ァ-ヺー]{{1,7}})(?![一-鿿ァ-ヺーA-Za-z0-9])"
)
_NUMBER: Final = re.compile(rf"(?<![0-9])[¥￥]?(?P<number>{NUMBER_PATTERN})(?P<over>余り?)?")
_PLACE_OF: Final = re.compile("[かカヵヶケ箇個]所")
_HYPHEN_RANGE: Final = re.compile(r"-(?:[0-9,]{1,12})(?![-0-9])")  # read backwards: 10-20件, not 03-1234-5678
NUMERALS: Final = frozenset((*KANJI_DIGITS, *SMALL_UNITS, *LARGE_UNITS))
SUFFIX: Final = re.compile(
    r"\s*(?:(?P<about>程度|ほど|規模(?![一-鿿])|前後|内外|くらい|ぐらい|余り|あまり|[弱強位余](?![一-鿿]))|(?P<least>以上)|(?P<most>以下|以内|を超えない|まで)"
    r"|(?P<below>未満|を下回[るりっ]|に満たない)|(?P<above>超(?!過|え)|を超(?:える|え|過)|を上回[るりっ]))"
)
_LINK: Final = re.compile(
    r"\s*(?:程度)?\s*(?P<link>[～~-]|から|より|ないし|乃至|以上|超|を超え)、?\s*(?:約|およそ)?\s*"
)
_TWO_OR_THREE: Final = re.compile("[、,・]")
_TEN: Final = 10
_BEFORE_SOME: Final = frozenset("約他外等各計全毎延概大凡")  # before 数 no nouns: 約数10件
_CLOSED_ABOVE: Final = re.compile(r"\s*(?:以下|未満|以内|まで)")


def find_numbers(text: str) -> Iterator[Value]:
    """Single numbers with their unit; a number without one is kept, for it may open a range or fill a cell."""
    for match in _NUMBER.finditer(text):
        number = match["number"]
        begin = match.start()
        value = kanji_to_int(number)
        if value is None or _is_refused(text, begin, match.end(), number):
            continue
        unit, stop = _unit_at(text, match.end(), number)
        if unit == "" or (unit is None and text[begin] in "¥￥"):
            if unit is None:
                yield Value(begin, stop, value, value, "円")
            continue
        yield Value(begin, stop, value, value, unit, about=match["over"] is not None)


def _is_refused(text: str, begin: int, stop: int, number: str) -> bool:
    """Ordinals and labels (第3, No.3), parts of dates and telephone numbers, vague numbers (数百, 十数), placeholders (〇件)."""
    before, after = text[max(0, begin - 3) : begin], text[stop : stop + 1]
    if before[-1:] == "数" and _is_noun(before[-2:-1]) and number[0].isdecimal():
        before = ""  # 総数3,456人 says what is counted, 数10人 how little is known
    if before.endswith(("第", "数", "何", "幾", "№", "#", "〒", "No.", "NO.", "単位:", "単位 ")) or (
        after and after in "数何"
    ):
        return True
    if set(number) <= set("〇○◯") or (number[0] == "0" and before[-1:] == ","):
        return True
    if (
        number[0] in NUMERALS
        and re.search(r"[一-鿿]", before[-1:])
        and before[-1:] not in set("約計全間延各大限低年月べ額毎均上下で")
    ):
        return True
    if before[-1:] == "-":
        return not _HYPHEN_RANGE.match(text[max(0, begin - 16) : begin][::-1]) or _unit_at(
            text, stop, number
        )[0] in {None, ""}
    if re.search(r"[0-9][./]$", before):
        return True
    # 10:30 is a time, R4:250件 a count behind its year
    return re.search(r"[0-9]:$", before) is not None and _unit_at(text, stop, number)[0] in {None, ""}


def _is_noun(char: str) -> bool:
    """Whether a character before 数 makes it a noun (総数, 利用者数), so that a figure follows."""
    return "一" <= char <= "鿿" and char not in _BEFORE_SOME


def _unit_at(text: str, at: int, number: str) -> tuple[str | None, int]:
    """The counter behind a number and where it ends; None for no counter, "" for a word that makes it no count."""
    match = _UNITS.match(text, at)
    if match is not None:
        unit, stop = match["unit"], match.end()
        follower = text[stop : stop + 1]
        if unit not in COUNTERS or (follower == "目" and unit[-1] != "目"):
            return "", stop
        kanji = number[0] in NUMERALS
        weak = kanji and len(number) == 1 and unit in WEAK_AFTER_ONE_KANJI
        part_of_word = (follower and follower in COUNTERS[unit]) or (
            kanji and re.match(r"[一ひ親]", follower)
        )
        if SUFFIX.match(text, stop) or not (weak or part_of_word):
            if follower == "分" and not re.match("[一-鿿]", text[stop + 1 : stop + 2]):
                stop += 1
            return ("か所" if _PLACE_OF.fullmatch(unit) else unit), stop
    if number[0] in NUMERALS:
        return (None if _LINK.match(text, at) or _TWO_OR_THREE.match(text, at) else ""), at
    if (match := _OPEN_UNIT.match(text, at)) is not None:
        return match["unit"], match.end()
    return None, at


def range_at(text: str, atoms: list[Value], at: int) -> tuple[Value, int]:
    """The value that begins with an atom, joined with the next one where a range is printed, and how many atoms it took."""
    first = atoms[at]
    if at + 1 < len(atoms) and _is_two_or_three(text, first, atoms[at + 1]):
        return replace(atoms[at + 1], begin=first.begin, low=first.low), 2
    link = _LINK.match(text, first.stop)
    if at + 1 == len(atoms) or link is None or link.end() != atoms[at + 1].begin:
        return first, 1
    second = atoms[at + 1]
    assert first.low is not None
    assert second.high is not None
    low, high = first.low, second.high
    above = link["link"] in {"以上", "超", "を超え"}
    closed = _CLOSED_ABOVE.match(text, second.stop)
    open_above = above and closed is None
    unlike = first.unit is not None and first.unit != second.unit
    bare = first.unit is None and second.unit is None and link["link"] not in "～~"
    if open_above or unlike or bare:
        return first, 1
    if first.unit is None and low < high and text[first.stop - 1].isdigit():
        scale = re.search(r"[0-9](万|億|千|百万)\Z", text[second.begin : _number_end(text, second)])
        low *= {"万": 10**4, "億": 10**8, "千": 10**3, "百万": 10**6}[scale[1]] if scale else 1
    low += link["link"] in {"超", "を超え"}
    stop = second.stop
    if closed is not None:
        high -= "未満" in closed.group()
        stop = closed.end()
    about = first.about or second.about or re.search("程度|約|およそ", link.group()) is not None
    return replace(second, begin=first.begin, stop=stop, low=low, high=high, about=about), 2


def _is_two_or_three(text: str, first: Value, second: Value) -> bool:
    """Whether two neighbouring digits are printed for a vague number: 2、3件 is two or three."""
    between = _TWO_OR_THREE.fullmatch(text, first.stop, second.begin)
    if between is None or first.low is None or first.unit is not None or second.unit is None:
        return False
    return first.stop - first.begin == 1 and second.low == first.low + 1 and second.low < _TEN


def _number_end(text: str, atom: Value) -> int:
    match = _NUMBER.match(text, atom.begin)
    return match.end() if match is not None else atom.stop
