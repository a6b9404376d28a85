"""Headings of an item list: 【保護者】, ・委託先へ提供するもの, ①申請者, 保育料：."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.items import words
from extractors.items.numbering import numbered
from extractors.items.words import canonical, role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.items.source import Source, Spot

_NEWLINE = re.compile(r"\r\n|[\n\r\v\f\u2028\u2029\x85]")
_BULLET = re.compile(
    r"\s*(?P<kind>[・･•∙◦▪▫●○◯〇⚫⚪◎◇◆❖□■☐☑▼▽▲△★☆※➢➤✓✔＊*\-－‐–—]|[①-⑳㉑-㉟❶-❿]|[Ⅰ-Ⅻⅰ-ⅹ](?![型度種])[ 　.．、]*|[0-9０-９]{1,2}[）)]|[ア-コ][）)]|[（(][0-9０-９]{1,2}[）)]|[（(][ア-ンｱ-ﾝ][）)]|[0-9０-９]{1,2}[.．](?![0-9０-９])|[0-9０-９]{1,2}[ 　]+(?![回日月年人件目級次歳])|[ア-コ][ 　.．])\s*"
)
_BOXED = re.compile(
    r"\s*[【〔〈《＜<\[［](?P<name>[^【】〔〕〈〉《》＜＞<>\[\]［］\n]{1,60})[】〕〉》＞>\]］]\s*"
)
_COLON = re.compile(r"[：:]")
_ANNOUNCED = re.compile(r"\s*(?P<name>[^\s、。，,：:・]{3,40})(?P<space>[ \u3000]+)(?=[^\s、。，,])")
_OTHERS = ("その他", "そのほか")
_GAP = re.compile(r"\s*[／/|｜；;。]\s*|[ \u3000]+")
_LONGEST_HEADING = 24  # characters of a heading behind one of these, with its colon
_PARTED = re.compile(r"[／/|｜；;。 \u3000・]")
_ANNOUNCES = ("もの", "について")
"""Endings of words that can only announce what follows."""


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
    """Lines of the text; a line break inside a bracket or a word does not end one."""
    at = 0
    start = 0
    for bracket in source.outer((0, len(source.text))):
        for match in _breaks(source, at, bracket.begin):
            yield start, match.start()
            start = match.end()
        at = max(at, bracket.end)
    for match in _breaks(source, at, len(source.text)):
        yield start, match.start()
        start = match.end()
    yield start, len(source.text)


def _breaks(source: Source, begin: int, stop: int) -> Iterator[re.Match[str]]:
    matches = _NEWLINE.finditer(source.text, begin, stop)
    return (match for match in matches if match.start() not in source.wraps)


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


def _announcement(source: Source, spot: Spot) -> Spot | None:
    """The white space behind a heading that announces what follows: 利用者に関するもの　氏名、住所."""
    found = _ANNOUNCED.match(source.text, *spot)
    if found is None:
        return None
    name = canonical(found["name"])
    if name.startswith(_OTHERS) or words.ends_with(name, "headings", "announces") is None:
        return None
    return found.span("space")


def _heading_end(source: Source, spot: Spot) -> Spot | None:
    """What ends the heading at the start of `spot`: a colon, or the space behind an announcing one."""
    colon = _colon(source, spot)
    ends = (colon.span() if colon else None, _announcement(source, spot))
    return min((end for end in ends if end), default=None)


def _read(source: Source, spot: Spot) -> list[_Line]:
    """What a printed line says: its headings, each with the stretch behind it."""
    text = source.text
    boxed = _BOXED.match(text, *spot)
    if boxed:
        return _boxes(source, spot, boxed)
    entries = numbered(source, spot)
    if entries:
        return [line for one in entries for line in _marked(source, one.kind, (one.behind, one.stop))]
    bullet = _BULLET.match(text, *spot)
    if bullet and bullet.end() < spot[1]:
        return _marked(source, _kind(bullet.group("kind")), (bullet.end(), spot[1]))
    return list(_headed(source, spot)) or [_Line("", None, spot)]


def _headed(source: Source, spot: Spot) -> Iterator[_Line]:
    """The headings of a stretch that begins with one; the next may stand behind a slash, a full stop or a space."""
    end = _heading_end(source, spot)
    if end is None:
        return
    begin = spot[0]
    for gap in _gaps(source, (end[1], spot[1])):
        following = _heading_end(source, (gap.end(), min(gap.end() + _LONGEST_HEADING, spot[1])))
        if following is None or _PARTED.search(source.text, gap.end(), following[0]):
            continue
        name = source.show((gap.end(), following[0]))
        if not gap.group().strip() and role(name) == "leaf" and not words.is_person_heading(name):
            continue
        yield _Line("：", source.trim((begin, end[0])), (end[1], gap.start()))
        begin, end = gap.end(), following
    yield _Line("：", source.trim((begin, end[0])), (end[1], spot[1]))


def _gaps(source: Source, spot: Spot) -> Iterator[re.Match[str]]:
    """Slashes, full stops and spaces outside brackets."""
    at = spot[0]
    for bracket in source.outer(spot):
        yield from _GAP.finditer(source.text, at, bracket.begin)
        at = max(at, bracket.end)
    yield from _GAP.finditer(source.text, at, spot[1])


def _marked(source: Source, kind: str, spot: Spot) -> list[_Line]:
    """What stands behind a bullet or a number: headings with what follows them, or what may be one."""
    headed = list(_headed(source, spot))
    if headed:
        return [replace(headed[0], kind=kind), *headed[1:]]
    return [_Line(kind, source.trim(spot), (spot[1], spot[1]))]


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
    if following.kind == line.kind:  # Nothing stands below it: it can only be an item, or announce nothing.
        return name.endswith(_ANNOUNCES) and role(name) != "leaf"
    return not following.kind or role(name) != "leaf" or words.is_person_heading(name)


def read_blocks(source: Source) -> Iterator[Block]:
    """The stretches of a list with the headings that stand over each.

    A heading holds until the next one of its sort; one of another sort below it is nested. A heading with
    something behind its colon, or behind the space that ends it, holds for its line only.
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
        yield from _below(source, line, path)
        has_own = bool(source.text[line.rest[0] : line.rest[1]].strip())
        if not (has_own and line.kind != "【" and source.text[line.rest[0] - 1] in "：: \u3000"):
            stack.append((line.kind, name))


def _below(source: Source, line: _Line, path: tuple[str, ...]) -> Iterator[Block]:
    """What stands on the line of a heading: a list, or the entries of a counted one (本人：①氏名、②住所)."""
    assert line.heading is not None
    entries = numbered(source, line.rest)
    if not entries:
        lone = _BULLET.match(source.text, *line.rest)
        begin = lone.end() if lone and re.search(r"\d", canonical(lone.group())) else line.rest[0]
        yield Block(path, (begin, line.rest[1]), (line.heading,))
    headings: tuple[Spot, ...] = (line.heading,)
    for entry in (part for one in entries for part in _marked(source, one.kind, (one.behind, one.stop))):
        assert entry.heading is not None
        if entry.rest[0] < entry.rest[1]:
            yield Block((*path, source.show(entry.heading)), entry.rest, (*headings, entry.heading))
        else:
            yield Block(path, entry.heading, headings)
        headings = ()
