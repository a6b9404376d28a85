"""Counted lists whose line breaks were lost: ①氏名②住所, １．氏名、２．住所, (ア)氏名(イ)住所, 1氏名、2住所."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.items.words import canonical

if TYPE_CHECKING:
    from extractors.items.source import Source, Spot

_KANA = "アイウエオカキクケコサシスセソタチツテト"
_LATIN = "abcdefghijklmnopqrst"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_COUNTERS = "回日月年人件目級次歳号種階期か名第度等つ本台枚頭点時分"
_START = re.compile(
    rf"\s*(?:(?P<circled>[{_CIRCLED}])|[（(](?P<inner>[0-9０-９]{{1,2}}|[{_KANA}]|[a-zａ-ｚ])[）)]"
    rf"|(?P<number>[0-9０-９]{{1,2}}|[{_KANA}]|[a-zａ-ｚ])(?:[.．](?![0-9０-９])|[）)]|[ 　]+(?![{_COUNTERS}]))"
    rf"|(?P<bare>[1１])(?![{_COUNTERS}])(?=[一-龯々ァ-ヶぁ-ん]))"
)
# A number without a mark of its own stands behind a separator; one in a ring or a bracket stands anywhere.
_BEHIND = r"(?<=[、，,､。｡;；\s]){mark}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a counted list: `begin` to `stop`, its number as far as `behind`, the number's sort in `kind`."""

    kind: str
    begin: int
    behind: int
    stop: int


def numbered(source: Source, spot: Spot) -> list[Entry]:
    """The entries of a counted list that stand on one line, each with its number.

    Args:
        source: the text with its brackets.
        spot: a printed line, at its first character.

    Returns:
        The entries, two or more, in order; nothing where the line holds no counted list.
    """
    first = _START.match(source.text, *spot)
    if first is None or not first.lastgroup:
        return []
    style, mark = first.lastgroup, canonical(first.group(first.lastgroup))
    marks = [(spot[0], first.end())]
    following = _next(mark)
    while following is not None:
        rest = marks[-1][1], spot[1]
        found = _find(source, _pattern(style, following), rest)
        if found is None and len(marks) > 1 and style == "number" and following.isdigit():
            found = _find(source, _run_on(following), rest)
        if found is None:
            break
        marks.append(found.span())
        following = _next(following)
    if len(marks) < 2:
        return []
    kind = f"{style}{'1' if mark.isdigit() else 'ア' if mark in _KANA else 'a'}"
    stops = [*(begin for begin, _ in marks[1:]), spot[1]]
    return [Entry(kind, *ends, stop) for ends, stop in zip(marks, stops, strict=True)]


def _next(mark: str) -> str | None:
    """The number behind one, in half-width form."""
    if mark.isdigit():
        return str(int(mark) + 1)
    for row in (_KANA, _LATIN):
        at = row.find(mark)
        if 0 <= at < len(row) - 1:
            return row[at + 1]
    return None


def _find(source: Source, pattern: re.Pattern[str], spot: Spot) -> re.Match[str] | None:
    """The next number of a list, outside the brackets of its entries."""
    inside = [(one.begin, one.end) for one in source.outer(spot)]
    for match in pattern.finditer(source.text, *spot):
        begin = match.start()
        if not any(left < begin < right for left, right in inside):
            return match
    return None


def _pattern(style: str, mark: str) -> re.Pattern[str]:
    """How a number of a style is printed, in either width."""
    wide = "".join(chr(ord(char) + 0xFEE0) if char < "\x7f" else char for char in mark)
    either = f"(?:{mark}|{wide})" if wide != mark else mark
    if style == "circled":
        return re.compile(_CIRCLED[int(mark) - 1] if int(mark) <= len(_CIRCLED) else "(?!)")
    if style == "inner":
        return re.compile(f"[（(]{either}[）)]")
    if style == "bare":
        return re.compile(_BEHIND.format(mark=rf"{either}(?![{_COUNTERS}])(?=[一-龯々ァ-ヶぁ-ん])"))
    return re.compile(_BEHIND.format(mark=rf"{either}(?:[.．](?![0-9０-９])|[）)]|[ 　]+(?![{_COUNTERS}]))"))


def _run_on(mark: str) -> re.Pattern[str]:
    """A number of a list set off by white space (1 氏名 2 住所) that lost it on one side, where a line was wrapped: 住所3 続柄, 住所 3続柄."""
    wide = "".join(chr(ord(char) + 0xFEE0) for char in mark)
    name = "(?=[一-龯々ァ-ヶぁ-ん])"
    return re.compile(
        rf"(?:(?<=[\s、，])(?:{mark}|{wide}){name}|(?<=[一-龯々ァ-ヶぁ-ん)）])(?:{mark}|{wide})[ 　]+{name})(?![{_COUNTERS}])"
    )
