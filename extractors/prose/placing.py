"""Whether a mark at the beginning of a line opens a section, and below which of the open ones.

A mark does when it continues a sequence that is open (2 behind 1), or begins one, and stands where a heading may stand. A wrapped
line that happens to begin with a digit does neither: the line before it is full and unfinished.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from extractors.cases.boxes import BOXES
from extractors.documents.numbering import counted_to, iroha_number
from extractors.prose.headings import LISTED, inline_value, is_sentence
from extractors.prose.profile import heading_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.documents.numbering import Marker
    from extractors.flow import FlowLine
    from extractors.prose.nodes import Node

LEVELS: Final = {
    "chapter": 1,
    "division": 2,
    "matter": 1,
    "part": 1,
    "roman": 1,
    "article": 1,
    "arabic": 2,
    "paren": 3,
}
"""Levels of the data contract; every other mark stands one below what it is nested in."""

_ORDER: Final = ("chapter", "division", "matter", "part", "roman", "article")
"""Marks that only divide a paper as a whole, from outer to inner."""

_INNER: Final = frozenset({"bullet", "circled", "kana", "paren_kana"})
_COUNTED: Final = re.compile(
    r"[年月日時分秒円%％倍割歳才階枚冊部個箇か所ヶ名人件台回校園戸棟世帯種類項目つ条号次期版点級位mkcgａ-ｚ,，.．:：/／~～-]"
    r"|学年|学級|その|以上|以下|未満|程度|万|億|千|百"
)
"""What behind a bare digit makes it a count or a date rather than a number of a heading."""


MOST_LINES: Final = 12
"""A list of entries one behind another takes no more lines; what takes more is text."""


class Place(NamedTuple):
    """Where a new section goes.

    Attributes:
        depth: how many of the open sections stay open.
        number: its number in its sequence; None for marks without order.
        after: number of the section before it, as printed, where one or more between them are missing; else None.
    """

    depth: int
    number: int | None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A line that begins with a mark, and how it stands to the line before.

    Attributes:
        is_wrapped: the line before stopped in the midst of a sentence because it was full.
        hangs: it begins elsewhere than the line before.
    """

    marker: Marker
    line: FlowLine
    is_wrapped: bool
    hangs: bool

    def offset(self, node: Node) -> float:
        """How far right of a section's mark it begins, in ems."""
        return (self.line.box.x0 - node.x0) / self.line.line.size


def place(spot: Spot, stack: Sequence[Node]) -> Place | None:  # noqa: PLR0911 # a rule a line
    """Find the place of a section.

    Args:
        spot: the line.
        stack: the open sections, outer to inner.

    Returns:
        Its place; None if the line opens no section.
    """
    marker = spot.marker
    if marker.kind == "bullet" or marker.is_lost:
        if spot.is_wrapped:
            return None
        return Place(_bullet_depth(spot, stack), None) if marker.kind == "bullet" else _lost(stack)
    if marker.number is None:
        return None
    same = [k for k, node in enumerate(stack) if node.kind == marker.kind and node.number is not None]
    for k in reversed(same):
        if _follows(marker, stack[k]) and _fits(spot, stack[k]):
            return Place(k, marker.number if _iroha(marker) is None else (stack[k].number or 0) + 1)
    if _begins(spot, stack, same):
        is_second = marker.kind == "arabic" and marker.number == 2
        first = marker.number if is_second or marker.kind == "article" else 1
        return Place(_depth_of_new(spot, stack, same), first)
    for k in reversed(same):
        if _skips(spot, stack[k]):
            return Place(k, marker.number, stack[k].number_raw)
    if marker.kind == "circled" and marker.number == 2 and not same and not spot.is_wrapped:
        return Place(_depth_of_new(spot, stack, same), 2, "the beginning")
    return None


def _iroha(marker: Marker) -> int | None:
    return iroha_number(marker.raw.strip("（）()")) if marker.kind.endswith("kana") else None


def _follows(marker: Marker, node: Node) -> bool:
    following = _counted(node) + 1
    if marker.number == following:
        return True
    following = (node.number or 0) + 1
    is_branch = marker.kind == "article" and marker.number == node.number and "の" in marker.raw
    return is_branch or marker.number == following or _iroha(marker) == following


def _counted(node: Node) -> int:
    """The last number of a section: of several entries on its lines (①氏名　②住所) that of the last."""
    text = "".join(line.line.text.strip() for line in node.heading_lines[:MOST_LINES])
    return max(node.number or 0, (counted_to(text) if node.kind in LISTED else None) or 0)


def _fits(spot: Spot, sibling: Node) -> bool:
    """Whether the line stands where the next section beside `sibling` would."""
    marker, offset = spot.marker, abs(spot.offset(sibling))
    if marker.kind in _ORDER and marker.is_apart:
        return True
    if spot.is_wrapped:
        listed = marker.kind in {"circled", "paren", "paren_kana"}
        return offset <= 0.4 and (spot.hangs or listed) and (marker.is_apart or _names_field(marker))
    if marker.is_apart:
        return True
    return offset <= 1.2 and (not _COUNTED.match(marker.rest) or _names_field(marker))


def _begins(spot: Spot, stack: Sequence[Node], same: Sequence[int]) -> bool:  # noqa: PLR0911 # a rule a line
    """Whether a mark may be the first of a new sequence."""
    marker = spot.marker
    if spot.is_wrapped:
        return False
    if marker.kind == "arabic" and marker.number == 2 and _is_second_paragraph(stack):
        return True
    if marker.kind == "article" and not same:
        return marker.is_apart
    if marker.number != 1 and _iroha(marker) != 1:
        return False
    if marker.is_apart:
        loose = marker.kind in {"arabic", "alpha", "kanji"} and bool(same)
        return not (loose and spot.offset(stack[same[-1]]) > 8)
    if _names_field(marker):
        return True
    is_short = len(marker.rest) <= 30 or marker.kind in _ORDER
    return is_short and not _COUNTED.match(marker.rest) and not is_sentence(marker.rest)


def _names_field(marker: Marker) -> bool:
    """Whether what stands behind a mark is a heading of a matter, or one with its text on the same line (件名　窓口業務委託)."""
    return heading_field(marker.rest) is not None or inline_value(marker.rest, known_only=True) is not None


def _is_second_paragraph(stack: Sequence[Node]) -> bool:
    """Whether an article is open and no paragraph of it: the first 項 bears no number."""
    articles = [k for k, node in enumerate(stack) if node.kind == "article"]
    return bool(articles) and not any(node.kind == "arabic" for node in stack[articles[-1] :])


def _skips(spot: Spot, sibling: Node) -> bool:
    """Whether a mark goes on with an open sequence although one or two numbers are missing before it."""
    marker = spot.marker
    if spot.is_wrapped or not marker.is_apart or abs(spot.offset(sibling)) > 0.3:
        return False
    ahead = (marker.number or 0) - _counted(sibling)
    return 2 <= ahead <= 3 and not is_sentence(marker.rest) and not _COUNTED.match(marker.rest)


def _depth_of_new(spot: Spot, stack: Sequence[Node], same: Sequence[int]) -> int:
    """Where a new sequence is nested: below the deepest open section that does not stand further in."""
    kind = spot.marker.kind
    if kind in _ORDER:
        return _order_depth(kind, stack)
    articles = [k for k, node in enumerate(stack) if node.kind == "article"]
    if kind == "arabic" and articles and not any(k > articles[-1] for k in same):
        return articles[-1] + 1  # 項 stand directly below the article, whatever 号 the one before ended with
    if same:
        return len(stack) if spot.offset(stack[same[-1]]) > 0.9 else same[-1]
    depth = len(stack)
    while depth and stack[depth - 1].kind != "attachment" and _is_outside(spot, stack[depth - 1]):
        depth -= 1
    return depth


def _order_depth(kind: str, stack: Sequence[Node]) -> int:
    rank = _ORDER.index(kind)
    for k, node in enumerate(stack):
        if node.kind in {"attachment", "label"} and not any(n.kind in _ORDER for n in stack[:k]):
            continue
        if node.kind not in _ORDER or _ORDER.index(node.kind) >= rank:
            return k
    return len(stack)


def _is_outside(spot: Spot, node: Node) -> bool:
    """Whether a new sequence stands outside an open section."""
    if node.kind == "text":
        return True
    kind, offset = spot.marker.kind, spot.offset(node)
    if node.kind == "label":
        holds = kind not in {"part", "arabic"} or offset > 0.3 or not node.content
        return not holds and node.parent is None
    own, rank = LEVELS.get(kind), LEVELS.get(node.kind)
    if own is None or offset >= -0.3:
        return False
    return node.kind in _INNER or (rank is not None and own < rank)


def _bullet_depth(spot: Spot, stack: Sequence[Node]) -> int:
    for k, node in enumerate(stack):
        if node.kind == "bullet" and (_alike(node.number_raw, spot.marker.raw) or spot.offset(node) < -0.5):
            return k
    depth = len(stack)
    while depth and stack[depth - 1].kind == "circled" and spot.offset(stack[depth - 1]) < -0.5:
        depth -= 1
    return depth


def _alike(one: str, other: str) -> bool:
    """Whether two bullets are of one list: the same sign, or check boxes, ticked or not."""
    return one == other or {one, other} <= BOXES


def _lost(stack: Sequence[Node]) -> Place:
    """A number that the font lost is the next of the circled ones that are open, or the first."""
    for k in range(len(stack) - 1, -1, -1):
        if stack[k].kind == "circled":
            return Place(k, (stack[k].number or 0) + 1)
    return Place(len(stack), 1)
