"""References to laws (条例第15条第1項第3号): law, article, paragraph and item, with abbreviations and 同条 resolved."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from normalizers.edits import Edit, apply_edits, raw_span
from normalizers.numerals import kanji_to_int
from normalizers.text import normalize_with_offsets


@dataclass(frozen=True, slots=True)
class LegalReference:
    """One provision that a text names.

    Attributes:
        law: Name of the law, in full where an abbreviation is known; None where the text names none.
        article: 条.
        branch: Its branch number: 4 of 第30条の4 (of 第30条の4の2 too).
        paragraph: 項.
        item: 号.
        raw: The printed characters; for a provision inside a range (第5条から第8条まで), those of the whole range.
        begin: Where `raw` begins in the text that was parsed.
        stop: Where it ends.
    """

    law: str | None
    article: int | None
    branch: int | None
    paragraph: int | None
    item: int | None
    raw: str
    begin: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Provision:
    """A provision in the normalized text."""

    law: str | None = None
    article: int | None = None
    branch: int | None = None
    paragraph: int | None = None
    item: int | None = None
    begin: int = 0
    stop: int = 0


_N: Final = "(?:[0-9]{1,4}|[〇一二三四五六七八九十百千]{1,8})"
_PROVISION: Final = re.compile(
    rf"(?:(?P<same>同条(?!例)|同項|同号)|第?(?P<article>{_N})条(?!例)(?:の(?P<branch>{_N})(?:の{_N})?)?)?"
    rf"(?:第?(?P<paragraph>{_N})項)?(?:第?(?P<item>{_N})号)?"
)
_START: Final = re.compile(rf"同[条項号]|第?{_N}[条項号]")
_LIST: Final = re.compile(
    r"(?:\([^()]{0,40}\))?(?:の規定)?(?:まで)?(?:、?(?:及び|並びに|又は|若しくは|から|より|ないし|かつ)|[、,・～~/])?"
)
_RANGE: Final = re.compile("から|より|ないし|～|~")
_LONGEST_RANGE: Final = 100

_WORDS: Final = "子ども|こども|子育て|がん|いじめ|ひとり|まちづくり|みどり|ものづくり|まち|ひと|しごと|たばこ|ごみ|障がい|あん|はり|きゅう|ふれあい|やさしい|ユニバーサル"
"""Words with hiragana that names of laws hold; at any other hiragana such a name begins."""
_SEGMENT: Final = rf"(?:(?!及び|並びに|又は|若しくは)(?:{_WORDS}|[々〆ァ-ヺー・A-Za-z0-9㐀-䶿一-鿿豈-﫿]))"
_INSIDE: Final = "の保有する|が保有する|が管理する|からの|を用いて行う|を理由とする|(?<=的)に|な|するための|に関する|に係る|に対する|における|による|のための|ための|その他の|の|を|する|及び|並びに|又は|等に関する"
_IMPLEMENTING: Final = "(?:施行令|施行規則|施行条例|施行細則|施行規程|附則)*"
_NAME: Final = re.compile(
    rf"(?:{_SEGMENT}++(?:{_INSIDE}))*{_SEGMENT}++(?:に関する|に係る|するための|する|による|のための|ための)(?:法律|条例|規則|規程|要綱|要領|政令|省令|府令|令){_IMPLEMENTING}$"
    rf"|{_SEGMENT}*(?:法律?|条例|規則|規程|要綱|要領|細則|令|憲章|基準|指針|規約|約款|協定書?|契約書?){_IMPLEMENTING}$"
)
_LAW_END: Final = re.compile(
    "(?:法律?|条例|規則|規程|要綱|要領|細則|令|憲章|基準|指針|規約|約款|協定書?|契約書?|附則)$"
)
_BEFORE_AND: Final = re.compile(r".*(?:法律?|条例|規則|令|[条項号])(?:及び|並びに|又は|若しくは|・)")
_ADJECTIVE: Final = re.compile(
    "^(?:・|改正[前後]の|[区市町村]における|現行の|当該|上記の?|本?[区市町村]の|新たな|昭和|平成|令和)"
)
_NOT_A_LAW: Final = re.compile(
    "^(?:方|手|文|用|司|作|技|療|寸|製)法$|(?:方法|手法|用法|技法|療法|作法|命令|指令|号令|法令)$"
)
_SAME_LAW: Final = re.compile("^(?:同|当該)(法律?|条例|規則|令|規程|要綱|施行令|施行規則)$")
_TAIL: Final = re.compile("(?:施行令|施行規則|施行条例|施行細則|施行規程|附則)+$")
_DEFINITION: Final = re.compile(
    r"以下、?(?:単に)?[「『](?P<short>[^「」『』]{1,20})[」』]と(?:いう|する|略す|称する|いいます|略称)"
)
_MEANING: Final = re.compile(
    r"[「『](?P<short>[^「」『』]{1,20})[」』]とは、?(?P<full>[^「」『』。、]{3,60}?)(?:\([^()]*\))?をいう"
)
_NO_BOUNDARY: Final = re.compile(r"[^\S\n]*+\n\s*+|[^\S\n]+(?=[第0-9(「])|(?<=[第0-9)」])[^\S\n]+")
"""Wraps, and spaces about numbers and brackets; any other space ends the name of a law."""
_WINDOW: Final = 120
_TELLING: Final = 4
"""A name of so many characters is told from others by its end (個人情報保護条例 for one of a ward); 条例 alone is not."""


def bind_abbreviations(text: str) -> dict[str, str]:
    """Find the short names that a text defines for laws.

    >>> bind_abbreviations("緑区個人情報の保護に関する条例（令和４年緑区条例第９号。以下「条例」という。）第３条")
    {'条例': '緑区個人情報の保護に関する条例'}

    Returns:
        Short name to full name, for those definitions （以下「条例」という。） that stand behind the name of a law, and
        for those that come before it (「法」とは、…に関する法律をいう).
    """
    form, _ = normalize_with_offsets(text)
    bound: dict[str, str] = {}
    for match in _DEFINITION.finditer(form):
        bracket = form.rfind("(", max(0, match.start() - _WINDOW), match.start())
        end = bracket if bracket >= 0 else match.start()
        name = _law_before(form, end)
        if name is not None and (full := form[name[0] : end].strip("「」")) != match["short"]:
            bound[match["short"]] = bound.get(full, full)
    for match in _MEANING.finditer(form):
        if (name := _law_before(form, match.end("full"), match.start("full"))) is not None:
            bound[match["short"]] = form[name[0] : match.end("full")]
    return bound


def parse_legal(text: str, abbreviations: Mapping[str, str] | None = None) -> tuple[LegalReference, ...]:
    """Find the provisions of laws that a text names, in order.

    Lists (第12条及び第18条, 第1号、第3号) and ranges give one entry each; what a part of a list leaves out it takes from the
    part before it. 同条, 同項, 同法, 同条例 are resolved. Law numbers (平成15年法律第57号) are no provisions.

    >>> [(r.law, r.article, r.paragraph, r.item) for r in parse_legal("条例第１５条第１項第３号及び第四号", {"条例": "緑区条例"})]
    [('緑区条例', 15, 1, 3), ('緑区条例', 15, 1, 4)]

    Args:
        text: One sentence, cell or paragraph; line wraps inside it are joined.
        abbreviations: Short names to full ones, such as `bind_abbreviations` finds in the whole paper. Those that `text`
            itself defines are added. A name that is the end of exactly one full name stands for it too.
    """
    form, offsets = normalize_with_offsets(text, form="parsing")
    form, places = apply_edits(
        form, offsets, [Edit(*match.span(), "") for match in _NO_BOUNDARY.finditer(form)]
    )
    known = {**(abbreviations or {}), **bind_abbreviations(text)}
    found = []
    for part in _provisions(form, known):
        begin, stop = raw_span(text, places, part.begin, part.stop)
        found.append(
            LegalReference(
                part.law, part.article, part.branch, part.paragraph, part.item, text[begin:stop], begin, stop
            )
        )
    return tuple(found)


def _provisions(form: str, known: Mapping[str, str]) -> Iterator[_Provision]:
    before = _Provision()
    laws: list[str] = []
    at = scanned = 0
    while (start := _START.search(form, at)) is not None:
        match = _PROVISION.match(form, start.start())
        at = start.end()
        if match is None or match.end() == match.start():
            continue
        link = _LIST.fullmatch(form, before.stop, match.start()) if before.article is not None else None
        name = _law_before(form, match.start(), scanned) if match["article"] else None
        scanned = match.end() if match["article"] else scanned
        if name is not None:
            law = _resolved(form[name[0] : name[1]], known, laws)
            laws += [law] if law is not None else []
            current = _read(match, _Provision(law=law), name[0])
        elif match["same"] or link is not None:
            current = _read(match, before, match.start())
        else:
            current = _read(match, _Provision(), match.start()) if form[match.start()] == "第" else None
        if current is None or current.article is None:
            continue
        if link is not None and name is None and _RANGE.search(link.group()):
            yield from _between(before, current)
        yield current
        before, at = current, match.end()


def _read(match: re.Match[str], above: _Provision, begin: int) -> _Provision | None:
    """Read one provision; the levels that it does not print above its first printed one come from the one before."""
    numbers = {
        level: kanji_to_int(match[level]) if match[level] else None
        for level in ("article", "branch", "paragraph", "item")
    }
    if match["article"] is None and match["same"] is None and above.article is None:
        return None
    part = replace(above, begin=begin, stop=match.end())
    if match["article"]:
        part = replace(part, article=numbers["article"], branch=numbers["branch"], paragraph=None, item=None)
    elif match["same"] == "同条" or (numbers["paragraph"] is not None and match["same"] is None):
        part = replace(part, paragraph=None, item=None)
    elif match["same"] == "同項":
        part = replace(part, item=None)
    if numbers["paragraph"] is not None:
        part = replace(part, paragraph=numbers["paragraph"], item=None)
    return replace(part, item=numbers["item"]) if numbers["item"] is not None else part


def _between(first: _Provision, last: _Provision) -> Iterator[_Provision]:
    """The provisions inside a range whose ends differ in one number only."""
    levels = ("article", "branch", "paragraph", "item")
    differing = [level for level in levels if getattr(first, level) != getattr(last, level)]
    if first.law != last.law or len(differing) != 1:
        return
    low, high = getattr(first, differing[0]), getattr(last, differing[0])
    if low is None or high is None or high - low > _LONGEST_RANGE:
        return
    for number in range(low + 1, high):
        yield _with_level(replace(last, begin=first.begin), differing[0], number)


def _with_level(part: _Provision, level: str, number: int) -> _Provision:
    match level:
        case "article":
            return replace(part, article=number)
        case "branch":
            return replace(part, branch=number)
        case "paragraph":
            return replace(part, paragraph=number)
        case _:
            return replace(part, item=number)


def _law_before(form: str, end: int, begin: int = 0) -> tuple[int, int] | None:
    """Find the name of a law that ends at a place, over a bracket （平成15年法律第57号） or closing quotes behind it."""
    stop = end
    while max(begin, end - _WINDOW) < stop and form[stop - 1] in ")」』":
        if form[stop - 1] == ")":
            opened = form.rfind("(", max(begin, stop - _WINDOW), stop)
            if opened < 0:
                return None
            stop = opened
        else:
            stop -= 1
    lower = max(begin, stop - _WINDOW)
    window = form[lower:stop]
    if _LAW_END.search(window) is None:
        return None
    match = _NAME.search(window)
    if match is None:
        return None
    name = match.group()
    first = match.start()
    cut = _BEFORE_AND.match(name)
    first += cut.end() if cut is not None else 0
    while (adjective := _ADJECTIVE.match(window[first:])) is not None and adjective.end() < len(
        window
    ) - first:
        first += adjective.end()
    name = window[first:]
    if not name or _NOT_A_LAW.search(name):
        return None
    return lower + first, stop


def _resolved(name: str, known: Mapping[str, str], laws: list[str]) -> str | None:
    """The full name of a law: of an abbreviation, of 同法, or the name itself; None for 同法 without one before it."""
    tail = _TAIL.search(name)
    base, ending = (name[: tail.start()], tail.group()) if tail is not None and tail.start() else (name, "")
    if (same := _SAME_LAW.match(base)) is not None:
        kinds = ("法", "法律") if same[1].startswith("法") else (same[1],)
        full = next((law for law in (*reversed(laws), *known.values()) if law.endswith(kinds)), None)
        return full + ending if full is not None else None
    if name in known or base not in known:
        fuller = {full for full in known.values() if full.endswith(name)} if len(name) >= _TELLING else set()
        return known.get(name) or (fuller.pop() if len(fuller) == 1 else name)
    return known[base] + ending
