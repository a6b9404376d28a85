"""Counts of cases, persons, things and money (件数, 人数, 金額) in running text and table cells."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from normalizers.counters import COUNTERS, NOT_COUNTERS, OPEN_UNIT_ENDINGS, WEAK_AFTER_ONE_KANJI
from normalizers.cross_references import cross_reference_spans
from normalizers.edits import Edit, apply_edits, raw_span
from normalizers.numerals import KANJI_DIGITS, LARGE_UNITS, NUMBER_PATTERN, SMALL_UNITS, kanji_to_int
from normalizers.text import normalize_with_offsets


@dataclass(frozen=True, slots=True)
class Count:
    """One count as printed.

    Attributes:
        min: Least whole number meant; None where the text sets no lower bound (500件以下).
        max: Greatest one; None where it sets no upper bound (5件以上).
        unit: The counter (件, 人, 円, か所 in whichever spelling); None behind a bare number.
        period: `year` or `month` where the count is one per year or month, else None.
        is_approximate: 約, 程度, 前後 and the like.
        is_provisional: 予定, 見込み, 想定.
        raw: The printed characters from the first word that belongs to the number to the last.
        begin: Where `raw` begins in the text that was parsed.
        stop: Where it ends.
    """

    min: int | None
    max: int | None
    unit: str | None
    period: str | None
    is_approximate: bool
    is_provisional: bool
    raw: str
    begin: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Value:
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
_OPEN_UNIT: Final = re.compile(
    rf"(?P<unit>[一-鿿]{{0,3}}[{OPEN_UNIT_ENDINGS}]|[ァ-ヺ][ァ-ヺー]{{1,7}})(?![一-鿿ァ-ヺーA-Za-z0-9])"
)
_NUMBER: Final = re.compile(rf"(?<![0-9])[¥￥]?(?P<number>{NUMBER_PATTERN})(?P<over>余り?)?")
_PLACE_OF: Final = re.compile("[かカヵヶケ箇個]所")
_HYPHEN_RANGE: Final = re.compile(r"-(?:[0-9,]{1,12})(?![-0-9])")  # read backwards: 10-20件, not 03-1234-5678
_WRAPPED: Final = re.compile(r"(?<=[0-9,])\n+(?=[0-9])|(?<=[0-9])\n+(?=,[0-9]{3})")
_SPACED_UNIT: Final = re.compile(r"(?<=[0-9])[ ]+(?=[万億千百])|(?<=[0-9] [万億])[ ]+(?=[0-9])")
_NUMERALS: Final = frozenset((*KANJI_DIGITS, *SMALL_UNITS, *LARGE_UNITS))

_LEADING: Final = "約|およそ|おおよそ|凡そ|概ね|おおむね|大体|だいたい|ほぼ|概算|概数"
_IGNORED: Final = (
    "延べ人数|延べ|のべ|延|全部|全|合計|総計|総数|小計|計|各|平均|月平均|年平均|うち|他|ほか|うち約"
)
_PER_YEAR: Final = "(?<![0-9一二三四五六七八九十数])(?:年間|年額|年平均)|毎年度?|各年度?|(?<![0-9十百])[1１一]年(?:度)?(?:当たり|あたり|当り|につき|間)|(?<![0-9今昨翌本同前当半隔元一-十])年度?(?:当たり|あたり|当り|につき)"
_PER_MONTH: Final = "毎月|月額|(?<![かカヵヶケ箇0-9])月間|月平均|(?:[1１一]|ひと)?[かカヵヶケ箇]?月(?:当たり|あたり|当り|につき)|(?:[1１一][かカヵヶケ箇]|ひと|一)月(?:に|間)"
_BARE_YEAR: Final = "(?<![0-9今昨翌本同前当半隔元一-鿿])年に?"
_BARE_MONTH: Final = "(?<![0-9今先来翌本同前当一-鿿])月に?"
_AT_MOST: Final = "最大限|最大|最高|最多|多くとも|多くて|上限|限度"
_AT_LEAST: Final = "少なくとも|最低限|最低|最少|最小|下限"
_PLANNED: Final = re.compile("予定(?!価格|日|地|表)|見込|想定|推計")
_CHAIN: Final = re.compile(
    rf"(?:(?:{_LEADING}|{_IGNORED}|{_PER_YEAR}|{_PER_MONTH}|{_BARE_YEAR}|{_BARE_MONTH}|{_AT_MOST}|{_AT_LEAST})"
    r"(?:として|して|で|は|が|に|の|も|、|:|[\s()])*)+$"
)
_SUFFIX: Final = re.compile(
    r"\s*(?:(?P<about>程度|ほど|前後|内外|くらい|ぐらい|余り|あまり|[弱強位余](?![一-鿿]))|(?P<least>以上)|(?P<most>以下|以内|を超えない|まで)"
    r"|(?P<below>未満|を下回[るりっ]|に満たない)|(?P<above>超(?!過|え)|を超(?:える|え|過)|を上回[るりっ]))"
)
_SLASH: Final = re.compile(r"\s*/\s*(?:1?(?P<year>年度?間?)|1?[かカヵヶケ箇]?(?P<month>月間?))(?![0-9])")
_OPEN_END: Final = re.compile(r"[～~](?=\s*(?:\Z|[\n、。()（）]))")
_OPEN_BEGIN: Final = re.compile(r"(?:^|[\s(、:])[～~](?:約|およそ)?$")
_ONE_PERIOD: Final = re.compile(r"[1一]?(?:(?P<year>年度?間?)|[かカヵヶケ箇](?P<month>月間?))$")
_BRACKET: Final = re.compile(r"\s*[(【]([^()【】\n]{0,40})[)】]")
_LIMIT: Final = re.compile(r"(?:程度)?(?:を|が|まで)(?P<most>上限|限度|最大)|(?:を|が)(?P<least>下限|最低)")
_LINK: Final = re.compile(
    r"\s*(?:程度)?\s*(?P<link>[～~-]|から|より|ないし|乃至|以上|超|を超え)、?\s*(?:約|およそ)?\s*"
)
_CLOSED_ABOVE: Final = re.compile(r"\s*(?:以下|未満|以内|まで)")
_CLAUSE_BEGIN: Final = re.compile(r"[、。\n\t;(【「]")
_CLAUSE_END: Final = re.compile(r"[、。\n\t;(（)【】]")
_HEADING: Final = re.compile(
    r"(?:[数額量高][^0-9\n]{0,6}|^)[(【](?![0-9]+[)】])([^()【】\n]{0,20})[)】]|^[^\n]{0,30}[数額]\s*:?\s*$"
)
_NUMBERED: Final = re.compile(r"\s*(?:[(]?[0-9]+[).]|第[0-9]|[①-⑳])|.*[数額]")
_COUNTED_LABEL: Final = re.compile(r"(?:[数計額量][)】]?|[数計額量]\s?[(【][^()【】]{0,20}[)】])[\s:]*$")


def parse_counts(text: str) -> tuple[Count, ...]:
    """Find every count in a text, in order.

    Read are figures in any width, with thousands separators, letter-spaced or wrapped; kanji numerals; 万, 億, 千円;
    ranges (10～20件, 100件以上200件以下) and bounds (未満 N is N - 1, 超 N is N + 1); 約, 程度; 年間, 月額, /年; 予定, 見込み, also
    from a heading such as 件数（年間）. Not counts are dates, durations, ages, ordinals, articles, labels, telephone numbers,
    and amounts without a number (数百件). A bare number counts only where it fills its line or stands behind a heading.

    >>> [(c.min, c.max, c.unit, c.period) for c in parse_counts("年間約２，０００件（うち窓口 ３０ 件以上）")]
    [(2000, 2000, '件', 'year'), (30, None, '件', None)]
    """
    form, offsets = normalize_with_offsets(text, form="parsing")
    form, moved = apply_edits(form, offsets, list(_wraps(form)))
    form, moved = apply_edits(form, moved, [Edit(*match.span(), "") for match in _SPACED_UNIT.finditer(form)])
    counts = []
    for value in _with_headings(form, list(_values(form))):
        begin, stop = raw_span(text, moved, value.begin, value.stop)
        counts.append(
            Count(
                value.low,
                value.high,
                value.unit,
                value.period,
                value.about,
                value.provisional,
                text[begin:stop],
                begin,
                stop,
            )
        )
    return tuple(counts)


def _wraps(text: str) -> Iterator[Edit]:
    """Line feeds inside a number: its last group is not complete, or the next line begins with zero."""
    for match in _WRAPPED.finditer(text):
        head = re.search(r"[0-9,]*\Z", text[max(0, match.start() - 20) : match.start()])
        tail = re.match(r"[0-9]*", text[match.end() : match.end() + 20])
        assert head is not None
        assert tail is not None
        group = head.group().rpartition(",")[2] + tail.group()
        zero = text[match.end()] in "0," and len(tail.group()) != 1
        if ("," in head.group() and len(group) == 3) or zero:
            yield Edit(*match.span(), "")


def _values(text: str) -> Iterator[_Value]:
    """Numbers and ranges, each with what its neighbourhood says about it."""
    atoms = list(_atoms(text))
    references = cross_reference_spans(text)
    starts = [begin for begin, _ in references]
    at = 0
    previous = 0
    while at < len(atoms):
        value, used = _range_at(text, atoms, at)
        at += used
        before = bisect_left(starts, value.begin + 1) - 1
        if before >= 0 and value.begin < references[before][1]:
            continue
        limit = atoms[at].begin if at < len(atoms) else len(text)
        if value.unit is None and not _stands_alone(text, value):
            continue
        value = _qualified(text, value, previous, limit)
        previous = value.stop
        yield value


def _atoms(text: str) -> Iterator[_Value]:
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
                yield _Value(begin, stop, value, value, "円")
            continue
        yield _Value(begin, stop, value, value, unit, about=match["over"] is not None)


def _is_refused(text: str, begin: int, stop: int, number: str) -> bool:
    """Ordinals and labels (第3, No.3), parts of dates and telephone numbers, vague numbers (数百, 十数), placeholders (〇件)."""
    before, after = text[max(0, begin - 3) : begin], text[stop : stop + 1]
    if before.endswith(("第", "数", "何", "幾", "№", "#", "〒", "No.", "NO.", "単位:", "単位 ")) or (
        after and after in "数何"
    ):
        return True
    if set(number) <= set("〇○◯"):
        return True
    if (
        number[0] in _NUMERALS
        and re.search(r"[一-鿿]", before[-1:])
        and before[-1:] not in set("約計全間延各大限低年月べ額毎均上下で")
    ):
        return True
    if before[-1:] == "-":
        return not _HYPHEN_RANGE.match(text[max(0, begin - 16) : begin][::-1]) or _unit_at(
            text, stop, number
        )[0] in {None, ""}
    return re.search(r"[0-9][./:]$", before) is not None


def _unit_at(text: str, at: int, number: str) -> tuple[str | None, int]:
    """The counter behind a number and where it ends; None for no counter, "" for a word that makes it no count."""
    match = _UNITS.match(text, at)
    if match is not None:
        unit, stop = match["unit"], match.end()
        follower = text[stop : stop + 1]
        if unit not in COUNTERS or (follower == "目" and unit[-1] != "目"):
            return "", stop
        kanji = number[0] in _NUMERALS
        weak = kanji and len(number) == 1 and unit in WEAK_AFTER_ONE_KANJI
        part_of_word = (follower and follower in COUNTERS[unit]) or (
            kanji and re.match(r"[一ひ親]", follower)
        )
        if _SUFFIX.match(text, stop) or not (weak or part_of_word):
            if follower == "分" and not re.match("[一-鿿]", text[stop + 1 : stop + 2]):
                stop += 1
            return ("か所" if _PLACE_OF.fullmatch(unit) else unit), stop
        if kanji:
            return "", at
    elif number[0] not in _NUMERALS and (match := _OPEN_UNIT.match(text, at)) is not None:
        return match["unit"], match.end()
    return ("" if number[0] in _NUMERALS and not _LINK.match(text, at) else None), at


def _range_at(text: str, atoms: list[_Value], at: int) -> tuple[_Value, int]:
    """The value that begins with an atom, joined with the next one where a range is printed, and how many atoms it took."""
    first = atoms[at]
    link = _LINK.match(text, first.stop)
    if at + 1 == len(atoms) or link is None or link.end() != atoms[at + 1].begin:
        return first, 1
    second = atoms[at + 1]
    assert first.low is not None
    assert second.high is not None
    low, high = first.low, second.high
    above = link["link"] in {"以上", "超", "を超え"}
    closed = _CLOSED_ABOVE.match(text, second.stop)
    if (
        (above and closed is None)
        or (first.unit is not None and first.unit != second.unit)
        or first.unit is second.unit is None is not link["link"] in "～~"
    ):
        return first, 1
    if first.unit is None and low < high and text[first.stop - 1].isdigit():
        scale = re.search(r"[0-9](万|億|千|百万)\Z", text[second.begin : _number_end(text, second)])
        low *= {"万": 10**4, "億": 10**8, "千": 10**3, "百万": 10**6}[scale[1]] if scale else 1
    low += link["link"] in {"超", "を超え"}
    stop = second.stop
    if closed is not None:
        high -= "未満" in closed.group()
        stop = closed.end()
    about = (
        first.about
        or second.about
        or "程度" in link.group()
        or "約" in link.group()
        or "およそ" in link.group()
    )
    return replace(second, begin=first.begin, stop=stop, low=low, high=high, about=about), 2


def _number_end(text: str, atom: _Value) -> int:
    match = _NUMBER.match(text, atom.begin)
    return match.end() if match is not None else atom.stop


def _stands_alone(text: str, value: _Value) -> bool:
    """Whether a number without a unit fills its line, but for words such as 約, or stands behind 件数: and the like."""
    begin = max(text.rfind("\n", 0, value.begin), text.rfind("\t", 0, value.begin)) + 1
    before = text[max(begin, value.begin - 60) : value.begin]
    chain = _CHAIN.search(before)
    before = before[: chain.start()] if chain else before
    rest = re.match(
        r"(?:\s*(?:程度|ほど|前後|以上|以下|以内|未満|超))*(?:\s*\([^()\n]{0,20}\))?[^\S\n\t]*(?=[\n\t]|\Z)",
        text[value.stop : value.stop + 60],
    )
    if text[value.begin] in _NUMERALS:
        return False
    return rest is not None and (not before.strip(" (") or _COUNTED_LABEL.search(before) is not None)


def _qualified(text: str, value: _Value, previous: int, limit: int) -> _Value:
    """Apply the words before and after a number: bounds, about, per year, planned."""
    value = _read_before(text, value, previous)
    value, end = _read_after(text, value)
    clause = _CLAUSE_END.search(text, end)
    stop = min(limit, clause.start() if clause else len(text))
    tail = text[end:stop]
    if (bound := _LIMIT.match(tail)) is not None:
        value = replace(value, low=None) if bound["most"] else replace(value, high=None)
    if _PLANNED.search(tail):
        value = replace(value, provisional=True)
        end = stop
    return replace(value, stop=value.stop)


def _read_before(text: str, value: _Value, previous: int) -> _Value:
    line = max(text.rfind("\n\n", previous, value.begin) + 1, previous, value.begin - 40)
    window = text[line : value.begin]
    chain = _CHAIN.search(window)
    begin = value.begin
    if chain is not None:
        words = chain.group()
        begin = line + chain.start() + max(words.rfind(mark) for mark in ("\n", ")")) + 1
        value = replace(value, about=value.about or re.search(_LEADING, words) is not None)
        if re.search(_AT_MOST, words) and value.low == value.high:
            value = replace(value, low=None)
        elif re.search(_AT_LEAST, words) and value.low == value.high:
            value = replace(value, high=None)
        value = replace(value, period=_period(window, near=words))
    if (opened := _OPEN_BEGIN.search(window)) is not None and value.low == value.high:
        begin = line + opened.end() - len(opened.group().lstrip(" \n\t(、:"))
        value = replace(
            value, low=None, about=value.about or "約" in opened.group() or "およそ" in opened.group()
        )
    marks = list(_CLAUSE_BEGIN.finditer(window, 0, max(0, begin - line)))
    clause = window[marks[-1].end() if marks else 0 :]
    if _PLANNED.search(clause):
        value = replace(value, provisional=True)
    return replace(value, period=value.period or _period(clause), begin=begin)


def _period(words: str, near: str = "") -> str | None:
    if re.search(_PER_YEAR, words) or re.search(rf"{_BARE_YEAR}", near):
        return "year"
    if re.search(_PER_MONTH, words) or re.search(rf"{_BARE_MONTH}", near):
        return "month"
    return None


def _read_after(text: str, value: _Value) -> tuple[_Value, int]:
    """Suffixes and the bracket behind a number; the value with its new end, and where reading stopped."""
    stop = value.stop
    while (match := _SUFFIX.match(text, stop)) is not None:
        value = _bounded(value, match)
        stop = match.end()
    value = replace(value, stop=stop)
    if value.low == value.high and (match := _OPEN_END.match(text, stop)) is not None:
        stop = match.end()
        value = replace(value, high=None, stop=stop)
    if (match := _SLASH.match(text, stop)) is not None:
        stop = match.end()
        value = replace(value, period="year" if match["year"] else "month", stop=stop)
    while (match := _BRACKET.match(text, stop)) is not None:
        inner = match[1]
        if not any(atom.unit for atom in _atoms(inner)):
            value = _noted(value, inner)
        stop = match.end()
        if (suffix := _SUFFIX.match(text, stop)) is not None:
            value = replace(_bounded(value, suffix), stop=suffix.end())
            stop = suffix.end()
    return value, stop


def _noted(value: _Value, note: str) -> _Value:
    """What a bracket behind a value says: （年間）, （見込み）, （概数）, （上限）."""
    one = _ONE_PERIOD.match(note)
    period = ("year" if one["year"] else "month") if one else _period(note)
    value = replace(value, period=period or value.period)
    if _PLANNED.search(note):
        value = replace(value, provisional=True)
    if re.match(rf"(?:{_LEADING})", note):
        value = replace(value, about=True)
    if re.match(rf"(?:{_AT_MOST})", note) and value.low == value.high:
        value = replace(value, low=None)
    return value


def _bounded(value: _Value, suffix: re.Match[str]) -> _Value:
    low, high = value.low, value.high
    if low is None or high is None or low != high:
        return replace(value, about=value.about or suffix["about"] is not None)
    if suffix["about"]:
        return replace(value, about=True)
    if suffix["least"] or suffix["above"]:
        return replace(value, low=low + bool(suffix["above"]), high=None)
    return replace(value, low=None, high=high - bool(suffix["below"]))


def _with_headings(text: str, values: list[_Value]) -> Iterator[_Value]:
    """Give what a heading says, 件数（年間） or 件数（予定）, to the values below it."""
    period: str | None = None
    planned = False
    read = 0
    for value in values:
        for line in text[read : value.begin].split("\n"):
            if len(line) > 40 or "。" in line:
                continue
            heading = _HEADING.search(line)
            if heading is not None:
                words = heading[1] or line
                period, planned = _period(words), _PLANNED.search(words) is not None
            elif _NUMBERED.match(line):
                period, planned = None, False
        read = max(read, value.stop)
        yield replace(value, period=value.period or period, provisional=value.provisional or planned)
