"""The numbered outline of a paper: its lines and tables put into sections, nested as the page shows them.

Nothing here is a fixed list of levels: a sequence that begins inside another is nested in it (see `placing`). What the print lost
of a sequence is a finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.documents import words
from extractors.documents.numbering import Marker, read_marker
from extractors.findings import Finding
from extractors.flow import FlowLine
from extractors.geometry import Place as PagePlace
from extractors.profiles import plain
from extractors.prose.headings import (
    SENTENCE_END,
    continues_heading,
    give_article_titles,
    is_sentence,
    renumbered,
    settle,
)
from extractors.prose.layout import Layout, Paragraph, goes_on, measure
from extractors.prose.named_matters import KIND as MATTER
from extractors.prose.named_matters import heading_label, heads_of_matters
from extractors.prose.nodes import Node, Outline, make_node
from extractors.prose.placing import LEVELS, Spot, place
from extractors.prose.profile import is_label_line, restarts
from extractors.prose.resolve import make_sections, reference_spans
from normalizers import normalize_with_offsets

if TYPE_CHECKING:
    from extractors.documents.model import DocumentFields, DocumentPart
    from extractors.flow import FlowElement

_UNNUMBERED = frozenset({"attachment", "label", "text"})


def read_outline(part: DocumentPart, fields: DocumentFields | None = None) -> Outline:
    """Read the outline of a document: its text below the head, attachments included.

    Args:
        part: the document's stretch of the file.
        fields: what its head says; lines of the head are left out of the outline. Without it all lines are read.

    Returns:
        Sections in reading order, cross references resolved; every line of the document that is in none of its heads stands in
        exactly one of them.
    """
    heads = (fields.cover_head, fields.head) if fields else ()
    used = {id(one.line) for head in heads for one in head.lines}
    elements = [e for e in part.elements if id(e) not in used]
    builder = _Builder(measure(part), part)
    builder.matters = {id(elements[k]) for k in heads_of_matters(elements)}
    for index, element in enumerate(elements):
        builder.take(element, elements[index + 1] if index + 1 < len(elements) else None)
    nodes = builder.finish()
    sections, unresolved = make_sections(nodes)
    return Outline(sections, tuple(nodes), (*builder.findings, *unresolved))


class _Builder:
    """Takes the elements of a document one by one and puts them into nodes."""

    def __init__(self, layout: Layout, part: DocumentPart) -> None:
        self.layout = layout
        self.part = part
        self.nodes: list[Node] = []
        self.stack: list[Node] = []
        self.findings: list[Finding] = []
        self.before: FlowElement | None = None
        self.heading_open = False
        self.attached = False
        self.matters: set[int] = set()

    def take(self, element: FlowElement, following: FlowElement | None) -> None:
        """Put one element where it belongs."""
        if not isinstance(element, FlowLine):
            self._node().content.append(element)
            self.heading_open = False
        elif self._opens_attachment(element):
            self._attach(element)
        elif self._closes(element, following):
            self.stack = []
            self._node().content.append(Paragraph((element,)))
            self.heading_open = False
        elif not self._open_section(element, following):
            self._add_text(element)
        self.before = element

    def finish(self) -> list[Node]:
        """The nodes, with headings told apart from sentences."""
        for node in self.nodes:
            settle(node)
        give_article_titles(self.nodes)
        return renumbered(self.nodes)

    def _push(self, node: Node) -> None:
        node.in_attachment = self.attached
        self.nodes.append(node)
        self.stack.append(node)

    def _node(self) -> Node:
        """The innermost open section, or a new one without number."""
        if not self.stack:
            self._push(Node(len(self.nodes), None, "text", None, "", 0.0, 10.5, 1))
        return self.stack[-1]

    def _add_text(self, line: FlowLine) -> None:
        node = self._node()
        if self.heading_open and continues_heading(node, line, self.layout):
            node.heading_lines.append(line)
            return
        self.heading_open = False
        last = node.content[-1] if node.content else None
        is_next = isinstance(last, Paragraph) and self.before is last.lines[-1]
        if isinstance(last, Paragraph) and is_next and goes_on(last.lines, line, self.layout):
            node.content[-1] = Paragraph((*last.lines, line))
        else:
            node.content.append(Paragraph((line,)))

    def _closes(self, line: FlowLine, following: FlowElement | None) -> bool:
        """Whether a line is the 以上 that closes a paper."""
        at_end = following is None or (isinstance(following, FlowLine) and self._opens_attachment(following))
        is_apart = line.box.x0 > 0.5 * self.part.width(line.page)
        return plain(line.line.text) == "以上" and (at_end or is_apart)

    def _opens_attachment(self, line: FlowLine) -> bool:
        text, before = line.line.text, self.before
        if not (words.opens_attachment(text) or words.is_mark(text, "attachment")):
            return False
        if before is None or before.page != line.page or line.box.x0 > 0.5 * self.part.width(line.page):
            return True
        if self.attached and words.is_mark(text, "attachment"):
            return True
        return isinstance(before, FlowLine) and line.box.top - before.box.bottom > 1.2 * line.box.height

    def _attach(self, line: FlowLine) -> None:
        self.attached = True
        self.stack = []
        text = line.line.text.strip()
        self._push(
            Node(len(self.nodes), None, "attachment", None, "", line.box.x0, line.line.size, 1, text, [line])
        )
        self.heading_open = False

    def _open_section(self, line: FlowLine, following: FlowElement | None) -> bool:
        """Whether the line opens a section; if it does, the section is open."""
        text = line.line.text.strip()
        wrapped = self._is_wrapped(line)
        if id(line) in self.matters and not wrapped and (label := heading_label(text)) is not None:
            self._push_matter(label.raw, line)
            return True
        if is_label_line(text) and not wrapped and self._may_restart(text):
            self._push_label(text, line, self._outer_depth())
            return True
        marker = read_marker(text)
        if marker is None and not wrapped and self._follows_gap(line, following):
            marker = Marker("circled", None, "", text, is_apart=True, is_lost=True)
        if marker is None and not wrapped and self._is_set_as_heading(line, following):
            self._push_label(text, line, self._set_depth(line))
            return True
        if marker is None or marker.kind == "note" or _is_reference(text):
            return False
        if marker.kind == "label":
            self._push_label(text, line, self._label_depth(text, line))
            return True
        return self._open_numbered(marker, line, wrapped=wrapped)

    def _open_numbered(self, marker: Marker, line: FlowLine, *, wrapped: bool) -> bool:
        before = self.before
        hangs = isinstance(before, FlowLine) and abs(line.box.x0 - before.box.x0) > 0.4 * line.line.size
        found = place(Spot(marker, line, wrapped, hangs), self.stack)
        if found is None:
            return False
        if marker.is_lost:
            message = "The font gives no character for the number of this heading; compare the page."
            self._note("lost_number", message, line)
        if found.after is not None:
            message = f"The numbers go from {found.after} to {marker.raw}; a heading between them may have been lost."
            self._note("number_gap", message, line)
        del self.stack[found.depth :]
        parent = self.stack[-1] if self.stack else None
        level = self._level(marker.kind, parent)
        node = make_node(len(self.nodes), parent.ordinal if parent else None, marker, line, level)
        node.number = found.number
        node.heading_lines.append(line)
        self._push(node)
        self.heading_open = True
        return True

    def _note(self, code: str, message: str, line: FlowLine) -> None:
        raw = line.line.text.strip()[:60]
        self.findings.append(Finding(code, "warning", message, raw, (PagePlace(line.page, line.box),)))

    def _follows_gap(self, line: FlowLine, following: FlowElement | None) -> bool:
        """Whether the font lost the number of a heading: it stands beside an open ①, a gap as wide as the number before it."""
        node = next((n for n in reversed(self.stack) if n.kind == "circled"), None)
        if node is None or not node.content or not isinstance(following, FlowLine):
            return False
        size, text = line.line.size, line.line.text
        if (
            abs(line.box.x0 - node.x0 - size) > 0.25 * size
            or self.layout.is_full(line)
            or re.search("[、。]", text)
        ):
            return False
        others = [p.lines[0].box.x0 for p in node.paragraphs]
        return all(abs(x0 - line.box.x0) > 0.4 * size for x0 in (*others, following.box.x0))

    def _push_matter(self, number_raw: str, line: FlowLine) -> None:
        """Open the section of one of several matters: its number, and its title behind that."""
        del self.stack[1 if self.stack and self.stack[0].kind == "attachment" else 0 :]
        parent = self.stack[-1].ordinal if self.stack else None
        x0, size = line.box.x0, line.line.size
        self._push(Node(len(self.nodes), parent, MATTER, None, number_raw, x0, size, 1, heading_lines=[line]))
        self.heading_open = True

    def _outer_depth(self) -> int:
        """How many of the open sections an unnumbered one stays in: the attachment, the matter."""
        return sum(node.kind in {"attachment", MATTER} for node in self.stack)

    def _push_label(self, text: str, line: FlowLine, depth: int) -> None:
        """Open an unnumbered section: a label in brackets (《事業の概要》), or a lone word such as 備考."""
        del self.stack[depth:]
        parent = self.stack[-1] if self.stack else None
        marker = read_marker(text)
        title = marker.rest if marker and marker.kind == "label" and not is_label_line(text) else text
        level = parent.level + 1 if parent and parent.kind != "attachment" else 1
        ordinal = parent.ordinal if parent else None
        self._push(
            Node(
                len(self.nodes), ordinal, "label", None, "", line.box.x0, line.line.size, level, title, [line]
            )
        )
        self.heading_open = False

    def _is_set_as_heading(self, line: FlowLine, following: FlowElement | None) -> bool:
        """Whether a line without mark is set as a heading: larger or bolder than the text, short, and text behind it."""
        text = line.line.text.strip()
        if (
            not self.layout.stands_out(line)
            or len(text) > 60
            or is_sentence(text)
            or text.endswith(("、", "，"))
        ):
            return False
        if (
            isinstance(following, FlowLine)
            and self.layout.stands_out(following)
            and following.page == line.page
        ):
            return read_marker(following.line.text) is not None
        return following is not None

    def _set_depth(self, line: FlowLine) -> int:
        """Beside the open label that is set alike, or below all that is open."""
        for k, node in enumerate(self.stack):
            alike = abs(node.size - line.line.size) < 0.3 and abs(node.x0 - line.box.x0) < 2 * node.size
            if node.kind == "label" and alike and self.layout.stands_out(node.heading_lines[0]):
                return k
        return len(self.stack) - (1 if self.stack and self.stack[-1].kind == "text" else 0)

    def _label_depth(self, text: str, line: FlowLine) -> int:
        """Beside the label in the same brackets at the same place that is open, or below all that is open."""
        for k, node in enumerate(self.stack):
            first = node.heading_lines[0].line.text.strip() if node.heading_lines else ""
            if node.kind == "label" and first[:1] == text[:1] and abs(node.x0 - line.box.x0) < line.line.size:
                return k
        return len(self.stack) - (1 if self.stack and self.stack[-1].kind == "text" else 0)

    def _may_restart(self, text: str) -> bool:
        """A lone word such as 概要 opens a stretch only outside numbered sections; 備考 and 記 do anywhere."""
        return restarts(text) or all(node.kind in {*_UNNUMBERED, MATTER} for node in self.stack)

    def _level(self, kind: str, parent: Node | None) -> int:
        numbered = parent
        while numbered is not None and numbered.kind in _UNNUMBERED:
            numbered = self.nodes[numbered.parent] if numbered.parent is not None else None
        outer = numbered.level if numbered else 0
        return max(LEVELS.get(kind, outer + 1), outer + 1)

    def _is_wrapped(self, line: FlowLine) -> bool:
        """Whether the line before stopped in the midst of a sentence because it was full."""
        before = self.before
        if not isinstance(before, FlowLine) or self.layout.is_entry(line):
            return False
        text = before.line.text.rstrip()
        if SENTENCE_END.search(text) or text.endswith(("：", ":")) or not self.layout.is_full(before):
            return False
        return before.page != line.page or line.box.top - before.box.bottom < 1.2 * before.box.height


def _is_reference(text: str) -> bool:
    """Whether a line begins with a cross reference (第1の4のとおり), which opens no section."""
    form, _ = normalize_with_offsets(text[:60], form="parsing")
    return any(begin == 0 for begin, _ in reference_spans(form))
