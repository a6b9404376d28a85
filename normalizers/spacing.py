"""Letter-spaced printing (字間空け, 均等割付) closed up again, without gluing words that stand apart.

Nothing but white space inside a line is ever taken away here. The rules look at one line at a time:

* three or more single characters one after the other at one and the same distance are one word: 世　田　谷　区;
* single digits and the commas between them are one number in any case: ２ ， ０ ０ ０件;
* spaces that a word processor puts between Japanese and figures go where a figure and its counter, or its prefix,
  belong together: 第 12 号, 令和 5 年 2 月 3 日, 職員 2 名が.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from normalizers.edits import Edit

JAPANESE_LETTERS: Final = (
    r"々〆〇ぁ-ゖゝ-ゟァ-ヺー-ヿ\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Kana and kanji, for use inside the brackets of a regular expression."""

_GAP: Final = r"[^\S\n]"
_DIGIT: Final = "0-9０-９"
_KANJI: Final = r"々〆\u3400-\u4dbf\u4e00-\u9fff"
_TOKEN: Final = re.compile(r"\S+")
_LETTER: Final = re.compile(rf"[{_DIGIT}A-Za-zＡ-Ｚａ-ｚ{JAPANESE_LETTERS}]")
_LONE: Final = re.compile(
    rf"[{_DIGIT}A-Za-zＡ-Ｚａ-ｚ{JAPANESE_LETTERS},，.．、。・()（）「」:：/／%％△▲～〜~]"
)
_CAPITAL: Final = re.compile("[A-ZＡ-Ｚ]")
_JAPANESE: Final = re.compile(f"[{JAPANESE_LETTERS}]")

_SPACED_NUMBER: Final = re.compile(rf"[{_DIGIT}]++(?:{_GAP}*+(?:[,，]{_GAP}*+)?[{_DIGIT}]++)+")
_INSIDE_NUMBER: Final = re.compile(rf"(?P<left>{_GAP}*+)(?P<comma>[,，]?)(?P<right>{_GAP}*+)(?=[{_DIGIT}])")
_LABEL_END: Final = re.compile(
    f"(?![約第計全間額は])(?!(?<=[{_DIGIT}A-Za-zＡ-Ｚａ-ｚ])ー)[A-Za-zＡ-Ｚａ-ｚ{JAPANESE_LETTERS}]"
)
_GROUP: Final = re.compile(rf"[{_DIGIT}]{_GAP}*+[{_DIGIT}]{_GAP}*+[{_DIGIT}](?!{_GAP}*+[{_DIGIT}])")

_DATED: Final = "年度|年|か月|月|日|条|項|号|時|分"
_COUNTED: Final = "件|人|名|円|回|歳|世帯|箇所|か所|ヶ所|台|冊|枚|部|通|点|個|校|園|社|団体|種類|課|区|%|％"
_PREFIX_GAP: Final = re.compile(
    rf"(?<=[第約]){_GAP}+(?=[{_DIGIT}])|(?<=令和|平成|昭和|大正|明治){_GAP}+(?=[{_DIGIT}元])"
)
_COUNTER_GAP: Final = re.compile(
    rf"(?<![{_DIGIT},，.．])[{_DIGIT}][{_DIGIT},，.．]*+(?P<gap>{_GAP}++)"
    rf"(?:(?P<dated>{_DATED})|{_COUNTED})(?P<longer>(?=[{_KANJI}ァ-ヺ]))?"
)
_COUNT_END: Final = re.compile("[件人名円回歳台冊枚点個]")  # 2,000 件 3,000 件 are two counts

_WIDEST_GAP: Final = 8


def spacing_edits(text: str) -> Iterator[Edit]:
    """Close letter-spaced words, numbers, and figures with their counters, line by line."""
    begin = 0
    for line in text.split("\n"):
        if len(line.split(maxsplit=1)) > 1:
            tokens = list(_TOKEN.finditer(line))
            closed = _word_gaps(line, tokens).union(_number_gaps(line), _counter_gaps(line))
            yield from (Edit(begin + first, begin + last, "") for first, last in sorted(closed))
        begin += len(line) + 1


def _number_gaps(line: str) -> Iterator[tuple[int, int]]:
    """Gaps inside numbers: between single digits, and about a comma before a group of three."""
    for number in _SPACED_NUMBER.finditer(line):
        if _LABEL_END.match(line, number.start() - 1) and len(number.group().split()) == 2:
            continue  # 区分3 2件
        digits = 1
        at = number.start() + 1
        while at < number.end():
            gap = _INSIDE_NUMBER.match(line, at)
            if gap is None or gap.end() == at:
                digits += 1
                at += 1
                continue
            after = line[gap.end() + 1 : gap.end() + 2]
            if gap["comma"]:
                closes = _GROUP.match(line, gap.end()) is not None
            else:
                closes = digits == 1 and not (after and after in "0123456789０１２３４５６７８９")
            if closes:
                yield from (gap.span(side) for side in ("left", "right") if gap[side])
            digits = 1
            at = gap.end() + 1


def _word_gaps(line: str, tokens: list[re.Match[str]]) -> set[tuple[int, int]]:
    """Gaps inside runs of single characters that stand at one distance."""
    gaps = [(left.end(), right.start()) for left, right in pairwise(tokens)]
    runs = list(_runs(line, tokens, gaps))
    spaced = {line[slice(*gaps[first])] for first, last in runs if last - first >= 2}
    closed: set[tuple[int, int]] = set()
    for first, last in runs:
        characters = [token.group() for token in tokens[first : last + 1]]
        follower = tokens[last + 1].group() if last + 1 < len(tokens) else ""
        initials = bool(_JAPANESE.match(follower)) and all(map(_CAPITAL.match, characters))
        whole = len(characters) == len(tokens) and all(map(_JAPANESE.match, characters))
        if initials or whole or line[slice(*gaps[first])] in spaced:
            closed.update(gaps[first : last + 1 if initials else last])
    return closed


def _runs(line: str, tokens: list[re.Match[str]], gaps: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Maximal runs of two or more single characters with equal gaps, as first and last token."""
    lone = [len(token.group()) == 1 and bool(_LONE.match(token.group())) for token in tokens]
    first = 0
    while first < len(tokens) - 1:
        last = first
        gap = line[slice(*gaps[first])]
        while last + 1 < len(tokens) and lone[last] and lone[last + 1] and line[slice(*gaps[last])] == gap:
            last += 1
        if (
            last > first
            and sum(bool(_LETTER.match(token.group())) for token in tokens[first : last + 1]) >= 2
        ):
            yield first, last
        first = max(last, first + 1)


def _counter_gaps(line: str) -> Iterator[tuple[int, int]]:
    """Gaps between a figure and the word it belongs to: 第 12 号, 令和 5 年, 職員 2 名が.

    A figure that opens a line may be the number of a heading (3 件数, 4 回線結合の理由): it is joined only to a counter that
    no further kanji or katakana makes part of a longer word.
    """
    yield from (match.span() for match in _PREFIX_GAP.finditer(line))
    indent = len(line) - len(line.lstrip())
    for match in _COUNTER_GAP.finditer(line):
        opens_line = match.start() == indent
        if match["longer"] is not None and (opens_line or match["dated"] is None):
            continue
        yield match.span("gap")
        lower = max(indent, match.start() - _WIDEST_GAP)
        before = lower + len(line[lower : match.start()].rstrip())
        joins = _JAPANESE.match(line, before - 1) and (
            match["dated"] or not _COUNT_END.match(line, before - 1)
        )
        if not opens_line and before < match.start() and joins:
            yield before, match.start()
