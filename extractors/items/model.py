"""What splitting a list of personal-data items gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from extractors.findings import Finding

PieceRole = Literal["item", "heading", "mark"]


@dataclass(frozen=True, slots=True)
class Item:
    """One personal-data item (個人情報の項目) of a printed list.

    Attributes:
        path: headings from outer to inner, in canonical form: ("保護者の情報",).
        name: canonical name without its terminal brackets; a prefix printed once for several items
            (障害の種別・等級) is given to each (障害の種別, 障害の等級).
        qualifier: what the terminal brackets hold, joined with 、; None when there are none.
        is_open_ended: 等 and its like stood on it.
        raw: the printed characters of the item.
        begin: offset of `raw` in the text that was split.
        stop: offset behind it.
    """

    path: tuple[str, ...]
    name: str
    qualifier: str | None
    is_open_ended: bool
    raw: str
    begin: int
    stop: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: an item, a heading, or marks (separators, brackets, なし) between them."""

    role: PieceRole
    text: str
    begin: int
    stop: int


@dataclass(frozen=True, slots=True)
class ItemList:
    """The items of a printed list, with every character accounted for.

    Attributes:
        text: what was split.
        items: the items in printed order.
        is_common_only: the list says 共通項目のみ and has no item of its own.
        pieces: the whole text in order; joined together the pieces give it back.
        findings: brackets that are unclosed, unopened or mismatched, and separators that were lost.
    """

    text: str
    items: tuple[Item, ...]
    is_common_only: bool
    pieces: tuple[Piece, ...]
    findings: tuple[Finding, ...]
