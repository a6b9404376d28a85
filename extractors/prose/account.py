"""What became of every line of a document: nothing is read that is not published, kept as a heading, or said to be lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.documents.model import DocumentFields, DocumentPart
    from extractors.flow import FlowLine
    from extractors.prose.nodes import Outline


@dataclass(frozen=True, slots=True, eq=False)
class LineFate:
    """One line and where its text is found again.

    Attributes:
        place: `cover` and `head` for lines that a head's fields were read from, `heading` or `body` of a section, or `lost`.
        role: role in the head (title, date …); "" elsewhere.
        section: ordinal of the section, or None.
    """

    line: FlowLine
    place: str
    role: str = ""
    section: int | None = None


def account(part: DocumentPart, fields: DocumentFields, outline: Outline) -> tuple[LineFate, ...]:
    """Say of every line of a document, outside its tables, what it became.

    Returns:
        One entry for each line of `part.lines`, in that order.
    """
    found: dict[int, LineFate] = {}
    for place, head in (("cover", fields.cover_head), ("head", fields.head)):
        for one in head.lines:
            found[id(one.line)] = LineFate(one.line, place, one.role)
    for node in outline.nodes:
        for line in node.heading_lines:
            found[id(line)] = LineFate(line, "heading", "", node.ordinal)
        for paragraph in node.paragraphs:
            for line in paragraph.lines:
                found.setdefault(id(line), LineFate(line, "body", "", node.ordinal))
    return tuple(found.get(id(line)) or LineFate(line, "lost") for line in part.lines)
