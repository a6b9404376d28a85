"""What a section says, as a list of headings, paragraphs and tables in reading order, cross references followed.

Cases are read from these and not from joined text, so that a heading inside a list stays a heading and every paragraph keeps
the lines it was printed on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from extractors.cases.changes import change_of
from extractors.prose.choices import chosen
from extractors.prose.layout import Paragraph
from extractors.prose.nodes import Node, subtree
from extractors.prose.profile import bracketed_heading, direction, heading_field
from normalizers import normalize_display

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.flow import FlowLine, FlowTable
    from extractors.geometry import Span
    from extractors.prose.resolve import Resolver

MAX_STEPS: Final = 12
_NOTE: Final = re.compile(r"\s*[（(]?(?:※|＊|\*|注[)）\d:：]|[（(]注)")

_INLINE: Final = re.compile(
    r"\s*[・○●■◆◇□]?\s*(?P<head>[^：:。、【】（(]{1,40}?(?:[（(][^（()）：:]*[)）])?)\s*(?:[：:]\s*|$)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """One heading, paragraph or table of a section.

    Attributes:
        kind: what it is.
        text: the heading without its number, or the paragraph; "" for a table.
        mark: number of a heading, as printed.
        path: headings above it inside the section, outer to inner.
        is_leaf: a heading with nothing below it: an entry of a list.
        lines: where a paragraph is printed, its first characters up to `lead` left out; empty where the text was put together.
        table: the table.
        span: where a value of a form stands; empty elsewhere.
        node: ordinal of the section it stands in.
    """

    kind: Literal["heading", "paragraph", "table"]
    text: str
    node: int
    mark: str = ""
    path: tuple[str, ...] = ()
    is_leaf: bool = False
    lines: tuple[FlowLine, ...] = ()
    lead: int = 0
    table: FlowTable | None = None
    span: Span = ()

    @property
    def is_note(self) -> bool:
        """Whether it is a note (※) and no part of the statement."""
        return self.kind == "paragraph" and _NOTE.match(self.text) is not None


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A heading of a case and what stands below it.

    Attributes:
        field: what the heading means (see the profile), or None.
        heading: as printed, without its number.
        node: the section it is or stands in.
        units: what it says.
        raw: its printed text, references as printed.
        depth: 1 directly below the case, 2 below that.
        form: the table it stands in, and which of the matters beside one another there it is said of; None outside forms.
    """

    field: str | None
    heading: str
    node: Node
    units: tuple[Unit, ...]
    raw: str
    depth: int = 1
    form: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """Paragraphs and list entries without notes, one on a line."""
        return "\n".join(u.text for u in self.units if u.text and not u.is_note)

    @property
    def choices(self) -> tuple[Unit, ...]:
        """What it says, of choices with boxes the ticked ones."""
        return chosen(self.units)

    @property
    def statements(self) -> tuple[Unit, ...]:
        """Paragraphs and list entries without notes."""
        return tuple(
            u for u in self.units if u.text and not u.is_note and (u.kind == "paragraph" or u.is_leaf)
        )


class UnitReader:
    """Turns sections into units."""

    def __init__(self, nodes: Sequence[Node], resolver: Resolver) -> None:
        self.nodes = nodes
        self.resolver = resolver

    def units_of(self, node: Node, *, trail: tuple[int, ...] = ()) -> tuple[Unit, ...]:
        """What a section and those below it say, without its own heading."""
        found: list[Unit] = []
        paths: dict[int, tuple[str, ...]] = {node.ordinal: ()}
        for one in subtree(self.nodes, node.ordinal):
            above = paths.get(one.parent if one.parent is not None else -1, ())
            path = above
            if one.ordinal != node.ordinal and (one.title or one.number_raw):
                is_leaf = not one.content and not any(n.parent == one.ordinal for n in self.nodes)
                if one.title:
                    found.append(
                        Unit(
                            "heading",
                            one.title,
                            one.ordinal,
                            one.number_raw,
                            above,
                            is_leaf,
                            tuple(one.heading_lines),
                        )
                    )
                path = (*above, one.title) if one.title and not is_leaf else above
            paths[one.ordinal] = path
            found.extend(self._contents(one, path, trail))
        return tuple(found)

    def _contents(self, node: Node, path: tuple[str, ...], trail: tuple[int, ...]) -> list[Unit]:
        found: list[Unit] = []
        for content in node.content:
            if isinstance(content, Paragraph):
                found.extend(self.paragraph(content, node, path, trail))
            else:
                found.append(Unit("table", "", node.ordinal, path=path, table=content))
        return found

    def paragraph(
        self, paragraph: Paragraph, node: Node, path: tuple[str, ...], trail: tuple[int, ...] = ()
    ) -> list[Unit]:
        """A paragraph as units: itself, or what stands in the section that it points to."""
        text = paragraph.text
        references = self.resolver.references(text, node)
        if not references or len(trail) >= MAX_STEPS:
            return [
                Unit("paragraph", text, node.ordinal, path=path, lines=paragraph.lines, lead=paragraph.lead)
            ]
        targets = [
            t
            for _, _, found in references
            for t in found
            if t.ordinal not in trail and t.ordinal != node.ordinal
        ]
        if targets and self.resolver.is_only_reference(text, references):
            taken: list[Unit] = []
            for target in self._narrowed(targets, node):
                inner = self.units_of(target, trail=(*trail, node.ordinal))
                taken.extend(inner or (Unit("paragraph", target.title, target.ordinal),))
            return [replace(u, path=(*path, *u.path)) for u in taken]
        return [Unit("paragraph", self.resolver.replaced(text, node), node.ordinal, path=path)]

    def _narrowed(self, targets: Sequence[Node], node: Node) -> list[Node]:
        """Of sections that a paragraph points to, those inside them that are about the same as its own heading, where there are any."""
        field = heading_field(node.title) if node.title else None
        found: list[Node] = []
        for target in targets:
            inner = [
                n
                for n in list(subtree(self.nodes, target.ordinal))[1:]
                if field and n.title and heading_field(n.title, exactly=True) == field
            ]
            split = any(direction(n.title) or change_of(n.title) for n in inner)
            found.extend(inner if inner and not split else [target])
        return found


def inline_heading(text: str) -> tuple[str, int] | None:
    """A known heading that a paragraph begins with or consists of, and where its text begins; None if there is none."""
    if (bracketed := bracketed_heading(text)) is not None:
        return bracketed
    match = _INLINE.match(text)
    if match is None or heading_field(match["head"], exactly=True) is None:
        return None
    return match["head"], match.end()


def joined(entries: Iterable[Entry]) -> str:
    """What some entries say, one below the other, as shown."""
    return normalize_display("\n".join(e.text for e in entries if e.text)).strip()
