"""What the words of a procedure (変更日, 申請理由) do to the words before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.items.taxonomy import taxonomy

if TYPE_CHECKING:
    from extractors.items.segments import Segment
    from extractors.items.taxonomy import Word


def hides_head(facet: Segment | None, weak: Segment | None) -> bool:
    """Whether a procedure's date or reason stands behind (住所変更日), so that a head before it is not asked for."""
    if weak is None or weak.word is None:
        return False
    blocking = taxonomy().blocking
    return weak.word.attribute in blocking or bool(facet and facet.word and facet.word.kind in blocking)


def gives_reason(facet: Segment | None, weak: Segment | None) -> bool:
    """Whether the reason of a procedure is asked (指定校変更の理由), whatever the procedure is about."""
    if weak is None or weak.word is None:
        return False
    if facet is not None and facet.word is not None and facet.word.kind == "reason":
        return is_procedure(weak.word)
    procedure = taxonomy().by_text.get(weak.word.text.removesuffix("理由"))
    return procedure is not None and procedure is not weak.word and is_procedure(procedure)


def is_procedure(word: Word) -> bool:
    """Whether a word leads to an attribute of the procedure itself."""
    attribute = taxonomy().attributes.get(word.attribute or "")
    return attribute is not None and attribute.category == "procedure"
