"""The outline while it is read: a tree of nodes, each with its heading, its paragraphs and its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.flow import FlowTable
from extractors.geometry import Place, Span, join_spans
from extractors.prose.layout import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.documents.numbering import Marker
    from extractors.findings import Finding
    from extractors.flow import FlowLine
    from extractors.model import Section

Content = Paragraph | FlowTable


@dataclass(slots=True, eq=False)
class Node:
    """One section of the outline.

    Attributes:
        ordinal: its place in reading order; `parent` is the ordinal of the section it belongs to.
        kind: kind of its mark (see `extractors.documents.numbering`), or `attachment`, `label`, `text` without one, or `matter`
            where the heading is the number and title of one of several 諮問 or 報告.
        number: its number in its sequence, or None.
        number_raw: as printed.
        x0: where its mark begins; `size` is the font size there.
        level: see the data contract.
        title: its heading as printed, wraps joined, or "".
        heading_lines: the lines of its heading, the mark's line among them.
        content: paragraphs and tables below the heading, in reading order.
        in_attachment: whether it stands in 別紙 and the like.
    """

    ordinal: int
    parent: int | None
    kind: str
    number: int | None
    number_raw: str
    x0: float
    size: float
    level: int
    title: str = ""
    heading_lines: list[FlowLine] = field(default_factory=list)
    content: list[Content] = field(default_factory=list)
    in_attachment: bool = False

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Its paragraphs without the tables."""
        return [c for c in self.content if isinstance(c, Paragraph)]

    @property
    def tables(self) -> list[FlowTable]:
        """Its tables."""
        return [c for c in self.content if isinstance(c, FlowTable)]

    @property
    def body(self) -> str:
        """Its paragraphs, separated by line feeds, as printed."""
        return "\n".join(p.text for p in self.paragraphs if p.text)

    @property
    def span(self) -> Span:
        """Where it stands, without the sections below it."""
        lines = [*self.heading_lines, *(line for p in self.paragraphs for line in p.lines)]
        return join_spans(
            [*((Place(line.page, line.box),) for line in lines), *(t.table.span for t in self.tables)]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The numbered outline of a document.

    Attributes:
        sections: as published, in reading order.
        nodes: the same with paragraphs, lines and tables.
        findings: numbers that are missing or were lost, references that lead nowhere.
    """

    sections: tuple[Section, ...]
    nodes: tuple[Node, ...]
    findings: tuple[Finding, ...] = ()

    def children(self, ordinal: int | None) -> list[Node]:
        """The sections directly below one, or the outermost ones for None."""
        return [node for node in self.nodes if node.parent == ordinal]

    def below(self, ordinal: int) -> Iterator[Node]:
        """A section and all below it, in reading order."""
        yield from subtree(self.nodes, ordinal)


def subtree(nodes: Sequence[Node], ordinal: int) -> Iterator[Node]:
    """A node and all below it, in reading order."""
    inside = {ordinal}
    yield nodes[ordinal]
    for node in nodes[ordinal + 1 :]:
        if node.parent not in inside:
            if node.parent is None or node.parent < ordinal:
                return
            continue
        inside.add(node.ordinal)
        yield node


def node_text(nodes: Sequence[Node], ordinal: int) -> str:
    """Text of a section with all below it: its body, then each lower section with its number and heading on a line."""
    lines: list[str] = []
    for node in subtree(nodes, ordinal):
        if node.ordinal != ordinal and (node.number_raw or node.title):
            lines.append(f"{node.number_raw}{_gap(node)}{node.title}" if node.title else node.number_raw)
            if not node.title and node.paragraphs:
                lines[-1] = f"{node.number_raw}{_gap(node)}{node.body}"
                continue
        if node.body:
            lines.append(node.body)
    return "\n".join(lines)


def _gap(node: Node) -> str:
    return (
        ""
        if node.kind in {"bullet", "circled", "paren", "label", "attachment"} or not node.number_raw
        else " "
    )


def mark_of(node: Node) -> tuple[str, int | None]:
    """Kind and number of a node's mark."""
    return node.kind, node.number


def make_node(ordinal: int, parent: int | None, marker: Marker, line: FlowLine, level: int) -> Node:
    """A node for a line that opens with a mark."""
    return Node(ordinal, parent, marker.kind, marker.number, marker.raw, line.box.x0, line.line.size, level)
