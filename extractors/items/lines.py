"""Headings of an item list: 【保護者】, ・委託先へ提供するもの, ①申請者, 保育料：."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.items import words
from extractors.items.words import canonical, role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.items.cutting import Source, Spot

_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\u2028\u2029\x85]")
_BULLET = re.compile(
    r"\s*(?P<kind>[・･•●○◎◇◆□■▼▽▲△★☆※＊*\-－‐–—]|[①-⑳㉑-㉟❶-❿]|[（(][0-9０-９]{1,2}[）)]|[（(][ア-ンｱ-ﾝ][）)]|[0-9０-９]{1,2}[.．](?![0-9０-９])|[0-9０-９]{1,2}[ 　]+(?![回日月年人件目級次歳])|[ア-コ][ 　.．])\s*"
)
_BOXED = re.compile(
    r"\s*[【〔〈《＜<\[［](?P<name>[^【】〔〕〈〉《》＜＞<>\[\]［］\n]{1,60})[】〕〉》＞>\]］]\s*"
)
_COLON = re.compile(r"[：:]")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ANNOUNCES = ("もの", "項目", "情報", "について", "事項", "データ")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of items under printed headings.

    Attributes:
        path: canonical headings, outer to inner.
        spot: the stretch that holds the items.
        headings: where the headings stand in the text.
    """

    path: tuple[str, ...]
    spot: Spot
    headings: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its mark ("" for none, 【 for a boxed heading), the heading's span, and the rest."""

    kind: str
    heading: Spot | None
    rest: Spot


def _kind(mark: str) -> str:
    """Marks of one sort are one level: ① and ② are, (1) and (2) are."""
    folded = canonical(mark)
    return re.sub(r"[ア-ン]", "ア", re.sub(r"[0-9]+", "1", folded)) if not "①" <= mark <= "⑳" else "①"


def _lines(source: Source) -> Iterator[Spot]:
    """Lines of the text; a line break inside a bracket does not end one."""
    at = 0
    start = 0
    for bracket in source.outer((0, len(source.text))):
        for match in _NEWLINE.finditer(source.text, at, bracket.begin):
            yield start, match.start()
            start = match.end()
        at = max(at, bracket.end)
    for match in _NEWLINE.finditer(source.text, at):
        yield start, match.start()
        start = match.end()
    yield start, len(source.text)


def _colon(source: Source, spot: Spot) -> re.Match[str] | None:
    """The colon that ends a heading at the start of `spot`: outside brackets, between no digits."""
    limit = next((bracket.begin for bracket in source.outer(spot)), spot[1])
    found = _COLON.search(source.text, *spot)
    if found is None or found.end() == spot[0] + 1:
        return None
    if found.start() > limit:
        inside = any(b.begin < found.start() < b.end for b in source.outer(spot))
        if inside:
            return None
    before, behind = source.text[found.start() - 1], source.text[found.end() : found.end() + 1]
    head = source.text[spot[0] : found.start()]
    if (
        (before.isdigit() and behind.isdigit())
        or behind == "/"
        or len(head) > 60
        or re.search(r"[、。，]", head)
    ):
        return None
    return found


def _read(source: Source, spot: Spot) -> list[_Line]:
    """What a printed line says: its headings, each with the stretch behind it."""
    text = source.text
    boxed = _BOXED.match(text, *spot)
    if boxed:
        return _boxes(source, spot, boxed)
    bullet = _BULLET.match(text, *spot)
    following = _next_number(source, bullet, spot[1]) if bullet else None
    if following is not None:
        return [*_read(source, (spot[0], following)), *_read(source, (following, spot[1]))]
    begin = bullet.end() if bullet else spot[0]
    colon = _colon(source, (begin, spot[1]))
    kind = _kind(bullet.group("kind")) if bullet else ""
    if colon:
        return [_Line(kind or "：", source.trim((begin, colon.start())), (colon.end(), spot[1]))]
    if bullet and begin < spot[1]:
        return [_Line(kind, source.trim((begin, spot[1])), (spot[1], spot[1]))]
    return [_Line("", None, spot)]


def _next_number(source: Source, bullet: re.Match[str], stop: int) -> int | None:
    """Where the next number of a counted list stands whose line break was lost: ①氏名、住所②電話番号."""
    mark = bullet.group("kind")
    number = re.search(r"[0-9]+", canonical(mark))
    if number is None:
        return None
    folded = str(int(number.group()) + 1)
    if "①" <= mark < "⑳":
        found = source.text.find(chr(ord(mark) + 1), bullet.end(), stop)
    elif mark[0] in "(（":
        spots = (
            source.text.find(f"{mark[0]}{n}{mark[-1]}", bullet.end(), stop)
            for n in (folded, folded.translate(_WIDE))
        )
        found = max(spots)
    else:
        return None
    return found if found > 0 else None


def _boxes(source: Source, spot: Spot, first: re.Match[str]) -> list[_Line]:
    """The boxed headings of a line that begins with one; their line breaks may have been lost."""
    found: list[_Line] = []
    box: re.Match[str] | None = first
    while box:
        opening = box.group().lstrip()[0]
        following = next(_more_boxes(source, (box.end(), spot[1]), opening), None)
        stop = following.start() if following else spot[1]
        found.append(_Line("【", box.span("name"), (box.end(), stop)))
        box = following
    return found


def _more_boxes(source: Source, spot: Spot, opening: str) -> Iterator[re.Match[str]]:
    for bracket in source.outer(spot):
        box = _BOXED.match(source.text, bracket.begin, spot[1])
        if box and source.text[bracket.begin] == opening and box.end() < spot[1]:
            tail = source.text[box.end()]
            if not re.match(r"[、，。,（(【・\sぁ-ゖ]", tail):
                yield box


def _is_heading(source: Source, line: _Line, following: _Line | None) -> bool:
    """Whether a bulleted line without a colon is a heading of the lines below, or an item itself."""
    assert line.heading is not None
    if line.kind in {"【", "："} or line.rest[0] < line.rest[1]:
        return True
    name = source.show(line.heading)
    if re.search(r"[、，。]", name) or name.endswith((")", "]")):
        return False
    if following is None:
        return False
    if following.kind == line.kind:
        return name.endswith(_ANNOUNCES) and role(name) != "leaf"
    return not following.kind or role(name) != "leaf" or words.is_person_heading(name)


def read_blocks(source: Source) -> Iterator[Block]:
    """The stretches of a list with the headings that stand over each.

    A heading holds until the next one of its sort; one of another sort below it is nested. A heading with a
    colon and something behind it holds for its line only.
    """
    lines = [line for spot in _lines(source) for line in _read(source, spot)]
    stack: list[tuple[str, str]] = []
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if line.heading is None:
            if source.text[line.rest[0] : line.rest[1]].strip():
                yield Block(tuple(name for _, name in stack), line.rest, ())
            continue
        kinds = [kind for kind, _ in stack]
        if line.kind in kinds:
            del stack[kinds.index(line.kind) :]
        if not _is_heading(source, line, following):
            yield Block(tuple(name for _, name in stack), line.heading, ())
            continue
        name = source.show(line.heading)
        path = (*(outer for _, outer in stack), name)
        yield Block(path, line.rest, (line.heading,))
        has_own = bool(source.text[line.rest[0] : line.rest[1]].strip())
        if not (has_own and source.text[line.rest[0] - 1] in "：:"):
            stack.append((line.kind, name))
