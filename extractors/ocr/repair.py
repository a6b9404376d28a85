"""Recognized text repaired where its context proves what is printed.

Every rule is general: it looks at the kinds of characters around a doubtful one, never at a document's words. What
the context does not prove stays as it was recognized.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalizers.edits import Edit, Procedure, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_KANJI = "一-鿿々"
_KATAKANA = "ァ-ヴー"

_RULES: tuple[tuple[str, str], ...] = (
    # ～ between two points of a range is read as て, 一 or ー, or as another dash.
    (r"(?<=[年月日時分歳円件人名回度])[て一ー‐](?=令和|平成|昭和|午前|午後|[0-9０-９])", "～"),
    (r"(?<=[0-9０-９])て(?=[0-9０-９])", "～"),
    # 一 is a dash to the model where no word begins with it, and a dash is 一.
    (rf"(?:(?<=^)|(?<=[{_KANJI}ぁ-ん]))[-‐―](?=[{_KANJI}])", "一"),
    (rf"(?<=[{_KATAKANA}])[一―‐](?![{_KANJI}])", "ー"),
    # The era is proved by the year behind it.
    (rf"(?<![{_KANJI}])[舎信合今谷全会命冷]和(?=(?:[0-9０-９]{{1,2}}|元)年)", "令和"),
    # So is the kind of a numbered consultation.
    (r"[府論諾諸誌語](?=問第[0-9０-９]+号)", "諮"),
    (r"(?<![政都阪京内幕])府(?=問(?:[第機事書内日にをのとしすさ)）」、]|$))|府(?=間第[0-9０-９]+号)", "諮"),
    (r"(?<=諮)間(?=第[0-9０-９]+号)", "問"),
    # The noun こと behind a verb; とともに is the only other とと there.
    (r"(?<=[るたうくいだん])とと(?=[にがをはでの、。])", "こと"),
    # A circle is the figure zero among figures alone.
    (r"(?<![一二三四五六七八九〇十百千0-9０-９])〇(?![一二三四五六七八九〇十0-9０-９])", "○"),
    # Letters among digits.
    (r"(?<=[0-9,])[OoＯ](?=[0-9,]|$)", "0"),
    (r"(?<=[0-9,])[lI|](?=[0-9,]|$)", "1"),
    (r"^[lI|](?=[0-9]*$)", "1"),
)

_TWINS = dict(zip("力工口二八夕卜へ", "カエロニハタトヘ", strict=True))
"""Characters drawn alike: the second is katakana."""

_AMONG_KATAKANA = re.compile(
    rf"(?<=[{_KATAKANA}])[{''.join(_TWINS)}](?=[{_KATAKANA}])|^[力工口二八夕卜](?=[{_KATAKANA}]{{2}})"
)
_AMONG_KANJI = re.compile(rf"(?<=[{_KANJI}])[カエロニハタ](?=[{_KANJI}])")
_TO_KANJI = {katakana: kanji for kanji, katakana in _TWINS.items()}

_PAIRS = dict(zip("(（「『【［[〔〈《", ")）」』】］]〕〉》", strict=True))
_PLAIN = "()（）"


_AFTER_ONE = re.compile(rf"[0-9,.{_KANJI}]")
_PAGE_NUMBER = re.compile(r"[-ー一―‐]+([0-9０-９]+)[-ー一―‐]+")


def _dashes(text: str) -> Iterable[Edit]:
    """A number between two dashes and nothing else is a page number."""
    match = _PAGE_NUMBER.fullmatch(text)
    return [Edit(0, match.start(1), "-"), Edit(match.end(1), len(text), "-")] if match else []


def _table_step(pattern: re.Pattern[str], text_of: Callable[[str], str]) -> Callable[[str], Iterable[Edit]]:
    def step(text: str) -> Iterable[Edit]:
        return [Edit(m.start(), m.end(), text_of(m[0])) for m in pattern.finditer(text)]

    return step


def _constant(replacement: str) -> Callable[[str], str]:
    return lambda _: replacement


def _brackets(text: str) -> Iterable[Edit]:
    """A line in one pair of brackets whose ends do not match: the less common kind was seen rightly."""
    if len(text) < 3 or sum(text.count(c) for pair in _PAIRS.items() for c in pair) != 2:
        return
    first, last = text[0], text[-1]
    closing = {end: start for start, end in _PAIRS.items()}
    if first not in _PAIRS or last not in closing or _PAIRS[first] == last:
        return
    if first in _PLAIN and last not in _PLAIN:
        yield Edit(0, 1, closing[last])
    elif last in _PLAIN and first not in _PLAIN:
        yield Edit(len(text) - 1, len(text), _PAIRS[first])


def _ones(text: str) -> Iterable[Edit]:
    """A bracket that nothing opens, before a number's unit or alone, is the figure 1."""
    if text.count("]") != 1 or any(opening in text for opening in _PAIRS):
        return
    at = text.index("]")
    if len(text) == 1 or _AFTER_ONE.match(text, at + 1):
        yield Edit(at, at + 1, "1")


_STEPS: tuple[Callable[[str], Iterable[Edit]], ...] = (
    *(_table_step(re.compile(pattern), _constant(text)) for pattern, text in _RULES),
    _table_step(_AMONG_KATAKANA, lambda c: _TWINS[c]),
    _table_step(_AMONG_KANJI, lambda c: _TO_KANJI[c]),
    _ones,
    _brackets,
    _dashes,
)
_REPAIRS = Procedure(*(Step(None, wanted) for wanted in _STEPS))


def repair_line(text: str) -> tuple[str, tuple[int, ...]]:
    """Repair one recognized line.

    Returns:
        The text, and for each of its characters (and its end) the index of the one it stems from.
    """
    return _REPAIRS.run_with_offsets(text)
