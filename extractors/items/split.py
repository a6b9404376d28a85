"""Splitting the printed list of personal-data items (個人情報の項目) into items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from extractors.findings import Finding
from extractors.items import words
from extractors.items.cutting import cut_dots, cut_lost, cut_run, cut_separators, cut_spaces
from extractors.items.lines import read_blocks
from extractors.items.model import Item, ItemList, Piece, PieceRole
from extractors.items.numbering import numbered
from extractors.items.repair import as_source, pair_by_meaning
from extractors.items.taxonomy import taxonomy
from extractors.items.words import canonical, role

if TYPE_CHECKING:
    from extractors.items.brackets import Bracket, Pairing
    from extractors.items.source import Source, Spot

_NUMBER = re.compile(r"(?:\A|[\s、，,。；;])[0-9０-９ア-トa-zａ-ｚ]{1,2}\Z")  # what stands before the ) of 1)
_MAX_DEPTH = 8  # groups in groups; what is printed deeper is read as a note
_PLAIN = re.compile(r"[^\s・･·•‧/／|｜○●◎◇◆□■▼▽▲△★☆※()（）【】\[\]［］「」〔〕〈〉《》『』｛｝{}｟｠｢｣﹙﹚]*")


@dataclass(slots=True)
class _Basket:
    """What the walk over a text collects."""

    source: Source
    items: list[Item] = field(default_factory=list)
    headings: list[Spot] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Parts:
    """An element taken apart: its name, its terminal brackets, and whether 等 stands on it."""

    name: Spot
    brackets: tuple[Bracket, ...]
    is_open_ended: bool


def split_items(text: str) -> ItemList:
    """Split a printed list of personal-data items.

    The conventions are in `docs/items.md`: 、 and its substitutes separate at bracket depth 0; a bracket
    behind a heading holds a nested list, behind a name a qualifier, whichever its content means; ・ separates
    complete items only; 等 becomes a flag; headings (【X】, ・X, X：) become the path.

    Args:
        text: one printed list, line breaks included; any string.

    Returns:
        The items, whether the list only refers to the common items (共通項目のみ), the pieces that join to
        `text` again, and a finding for each bracket or separator that the print got wrong.
    """
    if _is_common_only(text):
        return ItemList(text, (), True, (Piece("mark", text, 0, len(text)),), ())
    pairing = pair_by_meaning(text)
    basket = _Basket(as_source(text, pairing))
    for block in read_blocks(basket.source):
        basket.headings.extend(block.headings)
        _walk(basket, block.spot, block.path, 0)
    return ItemList(
        text,
        tuple(basket.items),
        False,
        _pieces(basket),
        (*_bracket_findings(text, pairing), *_lost_findings(basket)),
    )


def _is_common_only(text: str) -> bool:
    return len(text) < 64 and canonical(text).strip("()「」。・※ ") in words.words("whole", "common")


def _walk(basket: _Basket, spot: Spot, path: tuple[str, ...], depth: int) -> None:
    """Read the elements of a stretch into the basket."""
    source = basket.source
    for element in cut_separators(source, spot):
        if _PLAIN.fullmatch(source.text, *element):
            _read_plain(basket, element, path, depth)
            continue
        for spaced in cut_spaces(source, element):
            parts, cuts = cut_lost(source, source.trim(spaced))
            basket.lost.extend(cuts)
            for part in parts:
                for dotted, prefix in cut_dots(source, part):
                    _read_element(basket, dotted, path, prefix, depth)


def _read_plain(basket: _Basket, spot: Spot, path: tuple[str, ...], depth: int) -> None:
    """Read an element without brackets, dots and spaces: nearly all of them."""
    parts, cuts = cut_run(basket.source, spot)
    basket.lost.extend(cuts)
    for part in parts:
        _read_element(basket, part, path, "", depth)


def _read_element(basket: _Basket, spot: Spot, path: tuple[str, ...], prefix: str, depth: int) -> None:
    """Read one element: a group with its nested list, or an item with its qualifier."""
    source = basket.source
    parts = _take_apart(source, spot)
    name = source.show(parts.name)
    if not name or not any(char.isalnum() for char in name):
        for bracket in parts.brackets[:1]:
            _walk_inside(basket, bracket, path, depth)
        return
    for index, bracket in enumerate(parts.brackets):
        heading = (parts.name[0], bracket.begin)
        if depth < _MAX_DEPTH and _is_group(source, source.show(heading), bracket):
            basket.headings.append(source.trim(heading))
            known = len(basket.items)
            _walk_inside(basket, bracket, (*path, prefix + source.show(heading)), depth)
            trailing = (
                any(source.text[b.end : b.end + 1] for b in parts.brackets[index:]) and parts.is_open_ended
            )
            if trailing and len(basket.items) > known:
                basket.items[-1] = _opened(basket.items[-1])
            return
    if name in words.words("whole", "nothing"):
        return
    raw = source.text[spot[0] : spot[1]]
    qualifier = "、".join(filter(None, (_qualifier(source, bracket) for bracket in parts.brackets))) or None
    basket.items.append(Item(path, prefix + name, qualifier, parts.is_open_ended, raw, *spot))


def _walk_inside(basket: _Basket, bracket: Bracket, path: tuple[str, ...], depth: int) -> None:
    """Read the list in a bracket; the numbers of a counted one (①氏名、②住所) are left out."""
    if depth >= _MAX_DEPTH:
        return
    inside = (bracket.begin + 1, bracket.stop)
    entries = numbered(basket.source, inside)
    for spot in [(one.behind, one.stop) for one in entries] or [inside]:
        _walk(basket, spot, path, depth + 1)


def _opened(item: Item) -> Item:
    return Item(item.path, item.name, item.qualifier, True, item.raw, item.begin, item.stop)


def _take_apart(source: Source, spot: Spot) -> _Parts:
    """Cut terminal brackets and 等 from the end of an element, in whatever order they stand."""
    outer = list(source.outer(spot))
    brackets: list[Bracket] = []
    is_open_ended = False
    begin, stop = spot
    while True:
        begin, stop = source.trim((begin, stop))
        if (
            outer
            and outer[-1].end >= stop
            and outer[-1].begin >= begin
            and source.text[outer[-1].begin] not in "「『"
        ):
            brackets.append(outer.pop())
            stop = brackets[-1].begin
            continue
        cut = words.cut_etc(source.text[begin:stop][-_REACH:])
        if not cut:
            break
        is_open_ended = True
        stop -= cut
    return _Parts((begin, stop), tuple(reversed(brackets)), is_open_ended)


_REACH = 16


def _qualifier(source: Source, bracket: Bracket) -> str | None:
    """What a terminal bracket says, without the full stop of a note."""
    return source.show((bracket.begin + 1, bracket.stop)).rstrip("。. ") or None


def _is_group(source: Source, heading: str, bracket: Bracket) -> bool:
    """Whether a bracket behind `heading` holds a list of items, or else a qualifier."""
    inside = (bracket.begin + 1, bracket.stop)
    spots = [part for element in cut_separators(source, inside) for part in cut_lost(source, element)[0]]
    spots = [spot for part in spots for spot, _ in cut_dots(source, part)]
    if len(spots) < 2:
        return len(spots) == 1 and _has_group(source, spots[0])
    parts = [_take_apart(source, spot) for spot in spots]
    names = [source.show(part.name) for part in parts]
    if _is_note(source.show(inside), names):
        return False
    complete = sum(
        role(name) in {"leaf", "container"} or _has_group(source, spot)
        for name, spot in zip(names, spots, strict=True)
    )
    return _announces(heading, names, complete)


def _has_group(source: Source, spot: Spot) -> bool:
    """Whether an element is a heading with a list of its own."""
    return any(
        len(cut_separators(source, (inner.begin + 1, inner.stop))) > 1 and inner.end >= spot[1] - 1
        for inner in source.outer(spot)
        if inner.begin > spot[0]
    )


def _is_note(inside: str, names: list[str]) -> bool:
    """Whether elements are answers to choose from, ways of writing, or a remark."""
    return words.ends_with(inside[-_REACH:], "elements", "notes") is not None or all(
        name in words.words("elements", "options") for name in names
    )


def _announces(heading: str, names: list[str], complete: int) -> bool:
    """Whether `heading` makes a list of `names` its nested items; `complete` of them are items by their ending."""
    kind: Literal["strong", "weak", "leaf"] = "weak"
    strong = words.ends_with(heading, "headings", "strong")
    choice = words.ends_with(heading, "headings", "choices")
    if strong is not None and len(strong) > len(choice or ""):
        kind = "strong"
    elif role(heading) == "leaf" and not _takes_list(heading):
        kind = "leaf"
    if kind == "strong":
        return True
    if choice is not None:
        return _asks_about_document(heading, names)
    if kind == "weak":
        return (complete * 2 >= len(names) and complete > 0) or _are_different_things(heading, names)
    return complete == len(names) and not _are_kinds(heading, names)


def _takes_list(heading: str) -> bool:
    """Whether a name that is complete itself is a heading too: a person, or a state (健康状態（既往歴、服薬）)."""
    return words.is_person_heading(heading) or words.ends_with(heading, "headings", "states") is not None


def _asks_about_document(heading: str, names: list[str]) -> bool:
    """Whether something is asked about a document (証明書（種類、通数）), not which one is chosen."""
    return words.ends_with(heading, "headings", "documents") is not None and all(
        role(name) == "leaf" and words.ends_with(name, "elements", "documents") is None for name in names
    )


def _are_different_things(heading: str, names: list[str]) -> bool:
    """Whether most elements are words of the vocabulary for things of different kinds: 収入、資産、住居."""
    levels = {"head", "topic"}
    if words.ends_with(heading, "headings", "states") is not None:
        levels.add("weak")
    found = (taxonomy().by_text.get(name.lower()) for name in names)
    known = [word.attribute for word in found if word is not None and word.level in levels]
    return len(known) * 2 >= len(names) and len(set(known)) > 1


def _are_kinds(heading: str, names: list[str]) -> bool:
    """Whether elements only divide what the heading already is: 氏名(漢字、カナ), 収入額(給与額、年金額)."""
    for table in ("amounts", "writings"):
        if words.ends_with(heading, "headings", table) is not None:
            known = ("headings", "amounts") if table == "amounts" else ("elements", "writings")
            if all(words.ends_with(name, *known) is not None for name in names):
                return True
    if words.ends_with(heading, "headings", "options") is not None:
        return True
    return all(name.endswith(heading) for name in names)


def _pieces(basket: _Basket) -> tuple[Piece, ...]:
    """The whole text in order: items and headings, and the marks between them."""
    text = basket.source.text
    spots: list[tuple[int, int, PieceRole]] = [(item.begin, item.stop, "item") for item in basket.items]
    spots.extend((*spot, "heading") for spot in basket.headings)
    pieces: list[Piece] = []
    at = 0
    for begin, stop, kind in sorted(spots):
        if begin > at:
            pieces.append(Piece("mark", text[at:begin], at, begin))
        pieces.append(Piece(kind, text[begin:stop], begin, stop))
        at = stop
    if at < len(text):
        pieces.append(Piece("mark", text[at:], at, len(text)))
    return tuple(pieces)


def _around(text: str, at: int) -> str:
    return text[max(0, at - 12) : at + 12]


def _bracket_findings(text: str, pairing: Pairing) -> list[Finding]:
    kinds = (
        (
            "bracket_unclosed",
            "A bracket is never closed; it ends where its items stop belonging to it.",
            pairing.unclosed,
        ),
        (
            "bracket_unopened",
            "A closing bracket closes nothing; it is left out.",
            [at for at in pairing.strays if not _NUMBER.search(text, max(0, at - 4), at)],
        ),
        ("bracket_mismatch", "A bracket is closed by one of another kind.", pairing.mismatched),
    )
    return [
        Finding(code, "warning", message, _around(text, at)) for code, message, spots in kinds for at in spots
    ]


def _lost_findings(basket: _Basket) -> list[Finding]:
    message = "No separator stands between two items; they are cut by their meaning."
    return [Finding("separator_lost", "info", message, _around(basket.source.text, at)) for at in basket.lost]
