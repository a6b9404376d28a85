"""A name as a chain of known words: what the rules of classification are read from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from extractors.items.brackets import CLOSERS, OPENERS, pair
from extractors.items.morphology import Morpheme, morphemes
from extractors.items.taxonomy import Level, Taxonomy, Word, taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SegmentKind = Literal[Level, "noun", "particle", "verb", "mark", "number"]

_ALL_BRACKETS = "".join(sorted(OPENERS | CLOSERS))
_OPENING = re.compile("[" + re.escape("".join(sorted(OPENERS))) + "]")
_QUOTES = ("「", "『")
_NO_QUOTES = str.maketrans("", "", "「」『』")
_LOOSE_LENGTH = 3  # a word this long is found even where the morphemes do not begin with it
_ADNOMINAL = ("る", "た", "い", "う", "く", "す", "む", "つ", "ぶ", "ぐ", "ぬ", "な", "だ")
_REVERSING = frozenset("被")  # turns the parties round: 被保険者名 is not the 保険者名
_LINKS = frozenset({"の", "する"})
_LOOSE = frozenset({"情報", "内容"})  # behind a verb they are what it is done with: 請求する情報
_LONG_NAME, _SUFFIX_OF_NAME = "名称", "名"
_PARTS_LINKED = 3  # morphemes before の that can be the front part of a compound
_SUFFIXES = frozenset({"名", "額", "番号"})
_DECIDING = frozenset({"head", "topic"})
_CLAUSES = frozenset({"topic", "weak"})
_NO_STEM = frozenset({"particle", "mark", "number", "verb"})
_NEVER_LAST = frozenset({"助詞", "補助記号", "空白"})
_POS: dict[str, SegmentKind] = {
    "助詞": "particle",
    "助動詞": "verb",
    "動詞": "verb",
    "形容詞": "verb",
    "連体詞": "verb",
    "補助記号": "mark",
    "空白": "mark",
    "記号": "mark",
}


class Segment(NamedTuple):  # a tuple, for the reason that Morpheme is one
    """A stretch of a name: a word of the vocabulary, or a morpheme it does not know.

    Attributes:
        text: as printed, in canonical form.
        kind: level of the word, or what part of speech stands there.
        word: the entry of the vocabulary, None where it is not known.
        begin: offset in the bare name.
        end: offset behind it.
    """

    text: str
    kind: SegmentKind
    word: Word | None
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Bare:
    """A name without what stands in brackets, and where the brackets stood: (offset in `text`, bracket)."""

    text: str
    brackets: tuple[tuple[int, str], ...]


def without_brackets(name: str) -> Bare:
    """Take the brackets out of a canonical name: 負債(借金)の有無 is read as 負債の有無.

    A name that is nothing but brackets keeps what they hold.
    """
    if name[:1] in _QUOTES:  # what is quoted at the head of a name is part of it: 「同居人」の職業
        name = name.translate(_NO_QUOTES)
    if not _OPENING.search(name):
        return Bare(name, ())
    parts: list[str] = []
    brackets: list[tuple[int, str]] = []
    found = pair(name).brackets
    at = length = 0
    for begin in sorted(found):
        if begin < at:
            continue
        parts.append(name[at:begin])
        length += begin - at
        at = max(found[begin].end, begin + 1)
        brackets.append((length, name[begin:at]))
    parts.append(name[at:])
    text = "".join(parts)
    return Bare(text, tuple(brackets)) if text.strip() else Bare(name.strip(_ALL_BRACKETS), ())


def segment(text: str) -> tuple[Segment, ...]:
    """Cut a bare name into known words, from its end to its beginning, the longest word first.

    Words are matched on morpheme boundaries, as written or in normalized form; a long word also where the
    tokenizer cut it otherwise.

    Args:
        text: canonical name without brackets.
    """
    units = morphemes(text)
    known = taxonomy()
    lower = text.lower()
    found: list[Segment] = []
    index = len(units)
    while index:
        match = _aligned(known, lower, units, index)
        if match is None and units[index - 1].pos not in _NEVER_LAST:
            match = _loose(known, lower, units[index - 1].end)
        if (
            match is not None
            and units[index - 1].surface in _SUFFIXES
            and _ends_longer(known, lower, units, index, match)
        ):
            match = known.by_text[units[index - 1].surface], units[index - 1].begin
        if match is None:
            match = _compound(known, lower, units, index, units[index - 1].begin)
        elif (linked := _compound(known, lower, units, index, match[1])) is not None:
            match = linked
        if match is None:
            unit = units[index - 1]
            found.append(_unknown(unit))
            index -= 1
            continue
        word, begin = match
        end = units[index - 1].end
        found.append(Segment(text[begin:end], word.level, word, begin, end))
        while index and units[index - 1].begin >= begin:
            index -= 1
        if index and units[index - 1].end > begin:  # a loose match began inside a morpheme
            rest = units[index - 1]
            found.append(Segment(text[rest.begin : begin], "noun", None, rest.begin, begin))
            index -= 1
    return tuple(_with_persons(tuple(reversed(found)), units))


def _compound(
    known: Taxonomy, lower: str, units: Sequence[Morpheme], index: int, begin: int
) -> tuple[Word, int] | None:
    """The compound a word stands for with the one linked to it: 携帯電話の番号 is a 携帯電話番号, 参加した回数 a 参加回数.

    A person before の is whose item it is, not a part of its name.
    """
    first = index - 1
    while first and units[first].begin > begin:
        first -= 1
    before = _link_begin(units, first)
    if before is None:
        return None
    stem = lower[begin : units[index - 1].end]
    if stem in _LOOSE and units[before].surface != "の":
        return None
    parts = range(max(0, before - _PARTS_LINKED), before)
    is_name = stem == _LONG_NAME
    stem = _SUFFIX_OF_NAME if is_name else stem
    for start in parts:
        part = lower[units[start].begin : units[before - 1].end]
        word = known.by_text.get(part + stem)
        if word is None or (is_name and word.level not in _CLAUSES):
            continue
        return (word, units[start].begin) if _is_whole(known, lower, units, start, before) else None
    return None


def _is_whole(known: Taxonomy, lower: str, units: Sequence[Morpheme], start: int, before: int) -> bool:
    """Whether the morphemes from `start` to `before` are a thing of their own: not a person, the end of a longer word or a verb with an object."""
    owner = known.by_text.get(lower[units[start].begin : units[before - 1].end])
    if owner is not None and owner.level == "person":
        return False
    if (
        before - start == 1
        and len(units[start].surface) == 1
        and start
        and units[start - 1].pos not in _NEVER_LAST
    ):
        return False
    longer = _aligned(known, lower, units, before)
    if longer is not None and longer[1] < units[start].begin:
        return False
    is_noun = units[before].surface == "の"
    return is_noun or start == 0 or units[start - 1].pos != "助詞" or units[start - 1].surface == "の"


def _link_begin(units: Sequence[Morpheme], first: int) -> int | None:
    """Where の or a form of する begins that stands directly before the morpheme `first`, None where neither does."""
    if first < 2:
        return None
    last = units[first - 1].surface
    if last in _LINKS:
        return first - 1
    if last == "た" and units[first - 2].surface == "し":
        return first - 2
    return None


def _ends_longer(
    known: Taxonomy, lower: str, units: Sequence[Morpheme], index: int, match: tuple[Word, int]
) -> bool:
    """Whether a longer word stands before a suffix than is in what was matched: 分娩施設|名 is no 施設名, 通勤手当|額 no 手当額."""
    word, begin = match
    longer = _aligned(known, lower, units, index - 1) if word.level in _CLAUSES else None
    return longer is not None and longer[1] < begin and longer[0].level in _DECIDING


def _aligned(known: Taxonomy, lower: str, units: Sequence[Morpheme], index: int) -> tuple[Word, int] | None:
    """The longest word that ends with the morpheme before `index` and begins with one."""
    end = units[index - 1].end
    lengths = known.lengths.get(lower[end - 1], ())
    has_normal = units[index - 1].normal in known.normal_ends
    if not lengths and not has_normal:
        return None
    best: tuple[Word, int] | None = None
    normal = ""
    for start in range(index - 1, -1, -1):
        begin = units[start].begin
        if end - begin > known.longest:
            break
        if begin and lower[begin - 1] in _REVERSING:
            continue
        word = known.by_text.get(lower[begin:end]) if end - begin in lengths else None
        if has_normal:
            normal = units[start].normal + normal
            if word is None and end - begin > 1:
                word = known.by_normal.get(normal)
        if word is not None:
            best = word, begin
    return best


def _loose(known: Taxonomy, lower: str, end: int) -> tuple[Word, int] | None:
    """The longest word that ends at `end`, wherever it begins."""
    for length in known.lengths.get(lower[end - 1], ()):
        if length < _LOOSE_LENGTH:
            break
        word = known.by_text.get(lower[end - length : end]) if length <= end else None
        if word is not None and lower[end - length - 1 : end - length] not in _REVERSING:
            return word, end - length
    return None


def _unknown(unit: Morpheme) -> Segment:
    kind: SegmentKind = "number" if unit.surface.isdigit() else _POS.get(unit.pos, "noun")
    return Segment(unit.surface, kind, None, unit.begin, unit.end)


@cache
def _plain_person() -> Word:
    return Word("者", "person", "氏名", "plain")


def is_adnominal(one: Segment) -> bool:
    """Whether a segment is a verb, or a word of the vocabulary that ends as one (担う)."""
    return one.kind == "verb" or (one.kind in _CLAUSES and one.text.endswith(_ADNOMINAL))


def _with_persons(segments: tuple[Segment, ...], units: Sequence[Morpheme]) -> Iterator[Segment]:
    """Make persons of suffixes: 仕送り and 者 are one, 方 and 者 behind a verb are one each (介護を受ける者)."""
    known = taxonomy()
    lists = known.lists
    pos = {unit.begin: unit.pos for unit in units}
    held: Segment | None = None
    for one in segments:
        follows_verb = held is not None and is_adnominal(held) and held.text.endswith(_ADNOMINAL)
        if follows_verb and one.text in lists["person_suffix.generic"] and one.kind in {"noun", "facet"}:
            one = Segment(one.text, "person", _plain_person(), one.begin, one.end)  # noqa: PLW2901
        is_suffix = one.kind == "noun" and one.text in lists["person_suffix.words"]
        if held is not None and is_suffix and pos.get(one.begin) in {"接尾辞", "名詞"}:
            joined = held.text + one.text
            if joined not in lists["person_suffix.not_person"] and held.kind not in _NO_STEM:
                held = Segment(joined, "person", _plain_person(), held.begin, one.end)
                continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held
