"""What the words around a number make of it: bounds, 約, 年間, 予定."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from normalizers.counts.values import NUMERALS, SUFFIX, Value, find_numbers

_LEADING: Final = "約|およそ|おおよそ|凡そ|概ね|おおむね|大体|だいたい|ほぼ|概算|概数"
_IGNORED: Final = (
    "延べ人数|延べ|のべ|延|全部|全|合計|総計|総数|小計|計|各|平均|月平均|年平均|うち|他|ほか|うち約"
)
_EACH: Final = "(?:当たり|あたり|当り|につき)"
_PER_YEAR: Final = (
    "(?<![0-9一二三四五六七八九十数])(?:年間|年額|年平均)|毎年度?|各年度?"
    f"|(?<![0-9十百])[1一]年(?:度?{_EACH}|間)|(?<![0-9一-鿿])年度?{_EACH}"
)
_PER_MONTH: Final = (
    f"毎月|月額|月平均|(?<![かカヵヶケ箇0-9])月間|(?:[1一]|ひと)?[かカヵヶケ箇]?月{_EACH}"
    "|(?:[1一][かカヵヶケ箇]|ひと|一)月(?:に|間)"
)
_BARE_YEAR: Final = "(?<![0-9今昨翌本同前当半隔元来去先数何少青成幼老学定高一二三四五六七八九十])年に?"
_BARE_MONTH: Final = "(?<![0-9今先来翌本同前当隔数何年一二三四五六七八九十])月に?"
_AT_MOST: Final = "最大限|最大|最高|最多|多くとも|多くて|上限|限度"
_AT_LEAST: Final = "少なくとも|最低限|最低|最少|最小|下限"
_PLANNED: Final = re.compile("予定(?!価格|日|地|表)|見込|想定|推計")
_CHAIN: Final = re.compile(
    rf"(?:(?:{_LEADING}|{_IGNORED}|{_PER_YEAR}|{_PER_MONTH}|{_BARE_YEAR}|{_BARE_MONTH}|{_AT_MOST}|{_AT_LEAST})"
    r"(?:として|して|で|は|が|に|の|も|、|:|[\s()])*)+$"
)
_SLASH: Final = re.compile(r"\s*/\s*(?:1?(?P<year>年度?間?)|1?[かカヵヶケ箇]?(?P<month>月間?))(?![0-9])")
_OPEN_END: Final = re.compile(r"[～~](?=\s*(?:\Z|[\n、。()（）]))")
_OPEN_BEGIN: Final = re.compile(r"(?:^|[\s(、:])[～~](?:約|およそ)?$")
_ONE_PERIOD: Final = re.compile(r"[1一]?(?:(?P<year>年度?間?)|[かカヵヶケ箇](?P<month>月間?))$")
_BARE_PERIOD: Final = re.compile(r"[毎各]?(?:(?P<year>年度?)|(?P<month>月))(?:間|あたり|当たり|ごと)?")
_BRACKET: Final = re.compile(r"\s*[(【]([^()【】\n]{0,40})[)】]")
_LIMIT: Final = re.compile(r"(?:程度)?(?:を|が|まで)(?P<most>上限|限度|最大)|(?:を|が)(?P<least>下限|最低)")
_CLAUSE_BEGIN: Final = re.compile(r"[、。\n\t;(【「]")
_CLAUSE_END: Final = re.compile(r"[、。\n\t;(（)【】]")
_HEADING: Final = re.compile(
    r"(?:[数額量高][^0-9\n]{0,6}|^)[(【](?![0-9]+[)】])([^()【】\n]{0,20})[)】]|^[^\n]{0,30}[数額]\s*:?\s*$"
)
_NUMBERED: Final = re.compile(r"\s*(?:[(]?[0-9]+[).]|第[0-9]|[①-⑳])|.*[数額]")
_COUNTED_LABEL: Final = re.compile(r"(?:[数計額量][)】]?|[数計額量]\s?[(【][^()【】]{0,20}[)】])[\s:]*$")


def stands_alone(text: str, value: Value) -> bool:
    """Whether a number without a unit fills its line, but for words such as 約, or stands behind 件数: and the like."""
    begin = max(text.rfind("\n", 0, value.begin), text.rfind("\t", 0, value.begin)) + 1
    before = text[max(begin, value.begin - 60) : value.begin]
    chain = _CHAIN.search(before)
    before = before[: chain.start()] if chain else before
    rest = re.match(
        r"(?:\s*(?:程度|ほど|前後|以上|以下|以内|未満|超))*(?:\s*\([^()\n]{0,20}\))?[^\S\n\t]*(?=[\n\t]|\Z)",
        text[value.stop : value.stop + 60],
    )
    if text[value.begin] in NUMERALS:
        return False
    return rest is not None and (not before.strip(" (") or _COUNTED_LABEL.search(before) is not None)


def qualified(text: str, value: Value, previous: int, limit: int) -> tuple[Value, int]:
    """Apply the words before and after a number: bounds, about, per year, planned.

    Args:
        text: Normalized text.
        value: The number in it.
        previous: Where the words that belong to the number before it end.
        limit: Where the next number begins.

    Returns:
        The value, and where the words that belong to it end.
    """
    value = _read_before(text, value, previous)
    value, end, own = _read_after(text, value)
    clause = _CLAUSE_END.search(text, end, limit)
    stop = clause.start() if clause else limit
    tail = text[end:stop]
    if (bound := _LIMIT.match(tail)) is not None:
        value = replace(value, low=None) if bound["most"] else replace(value, high=None)
    if _PLANNED.search(tail):
        return replace(value, provisional=True), stop if own == end else own
    return value, own


def _read_before(text: str, value: Value, previous: int) -> Value:
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


def _read_after(text: str, value: Value) -> tuple[Value, int, int]:
    """Suffixes and the brackets behind a number.

    Returns:
        The value with its new end, where reading stopped, and the first bracket before that which holds counts of
        its own: what stands in it belongs to those.
    """
    stop = value.stop
    while (match := SUFFIX.match(text, stop)) is not None:
        value = _bounded(value, match)
        stop = match.end()
    value = replace(value, stop=stop)
    if value.low == value.high and (match := _OPEN_END.match(text, stop)) is not None:
        stop = match.end()
        value = replace(value, high=None, stop=stop)
    if (match := _SLASH.match(text, stop)) is not None:
        stop = match.end()
        value = replace(value, period="year" if match["year"] else "month", stop=stop)
    own: int | None = None
    while (match := _BRACKET.match(text, stop)) is not None:
        inner = match[1]
        if any(atom.unit for atom in find_numbers(inner)):
            own = match.start() if own is None else own
        else:
            value = _noted(value, inner)
        stop = match.end()
        if (suffix := SUFFIX.match(text, stop)) is not None:
            value = replace(_bounded(value, suffix), stop=suffix.end())
            stop = suffix.end()
    return value, stop, stop if own is None else own


def _noted(value: Value, note: str) -> Value:
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


def _bounded(value: Value, suffix: re.Match[str]) -> Value:
    low, high = value.low, value.high
    if low is None or high is None or low != high:
        return replace(value, about=value.about or suffix["about"] is not None)
    if suffix["about"]:
        return replace(value, about=True)
    if suffix["least"] or suffix["above"]:
        return replace(value, low=low + bool(suffix["above"]), high=None)
    return replace(value, low=None, high=high - bool(suffix["below"]))


def with_headings(text: str, values: list[Value]) -> Iterator[Value]:
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
                one = _ONE_PERIOD.match(heading[1] or "") or _BARE_PERIOD.fullmatch(heading[1] or "")
                period = ("year" if one["year"] else "month") if one else _period(words)
                planned = _PLANNED.search(words) is not None
            elif _NUMBERED.match(line):
                period, planned = None, False
        read = max(read, value.stop)
        while (note := _BRACKET.match(text, read)) is not None:
            read = note.end()
        yield replace(value, period=value.period or period, provisional=value.provisional or planned)
