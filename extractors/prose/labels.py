"""Headings without a number among the paragraphs of a section: 委託先：…, 【発生日】…, 件　名　　…."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from extractors.prose.headings import inline_value
from extractors.prose.profile import heading_field
from extractors.prose.units import inline_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.prose.layout import Paragraph
    from extractors.prose.nodes import Node

MOST_LINES: Final = 6
"""A paragraph of more lines is running text, whatever it begins with."""

SEVERAL: Final = 2
"""Fewer labels in a row may stand there by chance."""


def inline_fields(node: Node) -> Iterator[str]:
    """The fields that headings among the paragraphs of a section name (委託先：…, 【発生日】…)."""
    gaps = has_gaps(node)
    for paragraph in node.paragraphs:
        found = label_of(paragraph, gaps=gaps)
        if found is not None and (name := heading_field(found[0], exactly=True)) is not None:
            yield name


def label_of(paragraph: Paragraph, *, gaps: bool) -> tuple[str, int] | None:
    """The known heading that a paragraph begins with, and where its text begins; `gaps`: nothing but a gap may stand between them."""
    if len(paragraph.lines) > MOST_LINES:
        return None
    text = paragraph.text
    found = inline_heading(text)
    if found is None and gaps and (split := inline_value(text, known_only=True)) is not None:
        return text[: split[0]].strip(), split[1]
    return found


def has_gaps(node: Node) -> bool:
    """Whether paragraphs of a section hold a heading, a gap and its text (委託先　　株式会社見本): one alone may be a sentence."""
    return sum(inline_value(p.text, known_only=True) is not None for p in node.paragraphs) >= SEVERAL
