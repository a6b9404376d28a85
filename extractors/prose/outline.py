"""The numbered outline of a paper: which lines open a section, and below which other they stand.

Nothing here is a fixed list of levels. A mark opens a section when it continues a sequence that is open (2 behind 1), or begins one,
and stands where a heading may stand; a wrapped line that happens to begin with a digit does neither. A sequence that begins
inside another is nested in it. What the print lost of a sequence is a finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.documents import words
from extractors.documents.numbering import Marker, iroha_number, read_marker
from extractors.findings import Finding
from extractors.flow import FlowLine
from extractors.geometry import Place
from extractors.profiles import plain
from extractors.prose.layout import Layout, Paragraph, goes_on, measure
from extractors.prose.nodes import Node, Outline, make_node
from extractors.prose.profile import heading_field, is_label_line, opens_entry
from extractors.prose.resolve import make_sections, reference_spans
from normalizers import normalize_with_offsets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.documents.model import DocumentFields, DocumentPart
    from extractors.flow import FlowElement

_LEVELS: Final = {"chapter": 1, "division": 2, "part": 1, "roman": 1, "article": 1, "arabic": 2, "paren": 3}
"""Levels of the data contract; every other mark stands one below what it is nested in."""

_STRONG: Final = frozenset({"chapter", "division", "part", "article", "roman"})
_COUNTED: Final = re.compile(
    r"[年月日時分秒円%％倍割歳才階枚冊部個箇か所ヶ名人件台回校園戸棟世帯種類項目つ条号次期版点級位mkcgａ-ｚ,，.．:：/／~～-]|その|以上|以下|未満|程度|万|億|千|百"
)
_SENTENCE_END: Final = re.compile(r"。[)）」』]*$")
_BRACKET_TITLE: Final = re.compile(r"[（(][^（）()]{1,40}[)）]")


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
    builder = _Builder(measure(part.lines), part)
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

    # -- elements ------------------------------------------------------------------------------------------------------

    def take(self, element: FlowElement, following: FlowElement | None) -> None:
        """Put one element where it belongs."""
        if not isinstance(element, FlowLine):
            self._node().content.append(element)
            self.heading_open = False
        elif self._opens_attachment(element):
            self._attach(element)
        elif not self._open_section(element, following):
            self._add_text(element)
        self.before = element

    def finish(self) -> list[Node]:
        """The nodes, with headings told apart from sentences."""
        for node in self.nodes:
            _settle(node)
        _give_article_titles(self.nodes)
        return _renumbered(self.nodes)

    def _node(self) -> Node:
        if self.stack:
            return self.stack[-1]
        node = Node(len(self.nodes), None, "text", None, "", 0.0, 10.5, 1, in_attachment=self.attached)
        self.nodes.append(node)
        self.stack.append(node)
        return node

    def _add_text(self, line: FlowLine) -> None:
        if self.heading_open and self.stack:
            node = self.stack[-1]
            if self._continues_heading(node, line):
                node.heading_lines.append(line)
                return
            self.heading_open = False
        node = self._node()
        last = node.content[-1] if node.content else None
        if (
            isinstance(last, Paragraph)
            and self.before is last.lines[-1]
            and goes_on(last.lines, line, self.layout)
        ):
            node.content[-1] = Paragraph((*last.lines, line))
        else:
            node.content.append(Paragraph((line,)))

    def _continues_heading(self, node: Node, line: FlowLine) -> bool:
        last = node.heading_lines[-1]
        if not _text_behind(node):
            return True
        if opens_entry(line.line.text) or (
            _SENTENCE_END.search(last.line.text.rstrip()) and _BRACKET_TITLE.fullmatch(plain(line.line.text))
        ):
            return False
        if (
            _SENTENCE_END.search(last.line.text.rstrip())
            and len(node.heading_lines) == 1
            and line.box.x0 > last.box.x0 + 1.6 * line.line.size
        ):
            return False
        if last.page == line.page and line.box.top - last.box.bottom > 1.6 * last.box.height:
            return False
        text = line.line.text.strip()
        if (
            node.kind == "part"
            and re.fullmatch(r"[（(].{2,80}[)）]", text)
            and line.box.x0 > last.box.x0 + line.line.size
        ):
            return True
        if _SENTENCE_END.search(last.line.text.rstrip()):
            return (
                self.layout.is_full(last)
                and len(node.heading_lines) > 1
                and line.box.x0 <= last.box.x0 + 0.6 * line.line.size
            )
        if not self.layout.wraps(last, line) or (last.line.text.rstrip().endswith(("：", ":"))):
            return False
        if len(node.heading_lines) > 1:
            return line.box.x0 <= last.box.x0 + 0.6 * line.line.size
        return self.layout.is_full(last) or last.line.text.rstrip().endswith(("、", "・"))

    # -- attachments ---------------------------------------------------------------------------------------------------

    def _opens_attachment(self, line: FlowLine) -> bool:
        text = line.line.text
        if not (words.opens_attachment(text) or words.is_mark(text, "attachment")):
            return False
        before = self.before
        is_top = before is None or before.page != line.page
        width = self.part.width(line.page)
        apart = isinstance(before, FlowLine) and line.box.top - before.box.bottom > 1.2 * line.box.height
        return is_top or line.box.x0 > 0.5 * width or apart

    def _attach(self, line: FlowLine) -> None:
        self.attached = True
        node = Node(
            len(self.nodes),
            None,
            "attachment",
            None,
            "",
            line.box.x0,
            line.line.size,
            1,
            line.line.text.strip(),
            [line],
            in_attachment=True,
        )
        self.nodes.append(node)
        self.stack = [node]
        self.heading_open = False

    # -- sections ------------------------------------------------------------------------------------------------------

    def _open_section(self, line: FlowLine, following: FlowElement | None) -> bool:
        text = line.line.text
        if is_label_line(text) and not self._is_wrapped(line):
            self._push_label(text.strip(), line)
            return True
        marker = read_marker(text)
        if marker is None and (gap := self._gap_sibling(line, following)) is not None:
            marker = Marker("circled", None, "", text.strip(), is_apart=True, is_lost=True)
            assert gap.kind == "circled"
        if marker is None or marker.kind == "note" or _is_reference(text):
            return False
        if marker.kind == "label":
            self._push_label(text.strip(), line)
            return True
        place = self._place(marker, line, following)
        if place is None:
            return False
        depth, number = place
        del self.stack[depth:]
        parent = self.stack[-1] if self.stack else None
        node = make_node(
            len(self.nodes),
            parent.ordinal if parent else None,
            marker,
            line,
            self._level(marker.kind, parent),
        )
        node.number = number
        node.in_attachment = self.attached
        node.heading_lines.append(line)
        self.nodes.append(node)
        self.stack.append(node)
        self.heading_open = True
        return True

    def _gap_sibling(self, line: FlowLine, following: FlowElement | None) -> Node | None:
        """The open ①-heading beside which a line stands whose number the font lost: a gap as wide as the number is left."""
        node = next((n for n in reversed(self.stack) if n.kind == "circled"), None)
        if node is None or not node.content or not isinstance(following, FlowLine) or self._is_wrapped(line):
            return None
        size = line.line.size
        stands_apart = abs(line.box.x0 - node.x0 - size) < 0.25 * size
        others = [p.lines[0].box.x0 for p in node.paragraphs]
        is_heading = not _SENTENCE_END.search(line.line.text.rstrip()) and not self.layout.is_full(line)
        differs = all(abs(x0 - line.box.x0) > 0.4 * size for x0 in (*others, following.box.x0))
        return (
            node
            if stands_apart and is_heading and differs and not re.search("[、。]", line.line.text)
            else None
        )

    def _push_label(self, text: str, line: FlowLine) -> None:
        """A label in brackets (《事業の概要》) or a lone word such as 備考: beside the last one, or below what is open."""
        depth = next(
            (k for k, node in enumerate(self.stack) if node.kind in {"label", "text"}), len(self.stack)
        )
        if is_label_line(text) and depth == len(self.stack):
            depth = 1 if self.stack and self.stack[0].kind == "attachment" else 0
        del self.stack[depth:]
        parent = self.stack[-1] if self.stack else None
        title = text if is_label_line(text) else text[1:-1].strip()
        node = Node(
            len(self.nodes),
            parent.ordinal if parent else None,
            "label",
            None,
            "",
            line.box.x0,
            line.line.size,
            parent.level + 1 if parent and parent.kind != "attachment" else 1,
            title,
            [line],
            in_attachment=self.attached,
        )
        self.nodes.append(node)
        self.stack.append(node)
        self.heading_open = False

    def _level(self, kind: str, parent: Node | None) -> int:
        numbered = parent
        while numbered is not None and numbered.kind in {"attachment", "label", "text"}:
            numbered = self.nodes[numbered.parent] if numbered.parent is not None else None
        outer = numbered.level if numbered else 0
        return max(_LEVELS.get(kind, outer + 1), outer + 1)

    def _place(
        self, marker: Marker, line: FlowLine, following: FlowElement | None
    ) -> tuple[int, int | None] | None:
        """How much of the stack stays above the new section, and its number; None if the line opens none."""
        wrapped = self._is_wrapped(line)
        if marker.kind == "bullet":
            return None if wrapped else (self._bullet_depth(marker, line), None)
        if marker.is_lost:
            return None if wrapped else self._place_lost(line, marker)
        number = marker.number
        if number is None:
            return None
        same = [k for k, node in enumerate(self.stack) if node.kind == marker.kind]
        for k in reversed(same):
            open_node = self.stack[k]
            if (
                open_node.number is not None
                and self._follows(marker, open_node)
                and self._fits(marker, line, open_node, wrapped=wrapped)
            ):
                return k, open_node.number + 1
        if self._begins(marker, line, following, same, wrapped=wrapped):
            return self._depth_of_new(marker, line, same), 1 if number != 2 else 2
        for k in reversed(same):
            open_node = self.stack[k]
            if self._skips(marker, line, open_node, wrapped=wrapped):
                self._note_gap(marker, open_node.number_raw, line)
                return k, number
        if marker.kind == "circled" and number == 2 and not same and not wrapped:
            self._note_gap(marker, "the beginning", line)
            return self._depth_of_new(marker, line, same), number
        return None

    def _follows(self, marker: Marker, open_node: Node) -> bool:
        number = open_node.number
        assert number is not None
        if marker.number == number + 1:
            return True
        return marker.kind.endswith("kana") and iroha_number(marker.raw.strip("（）()")) == number + 1

    def _fits(self, marker: Marker, line: FlowLine, sibling: Node, *, wrapped: bool) -> bool:
        """Whether the line stands where the next section beside `sibling` would."""
        aligned = abs(line.box.x0 - sibling.x0) <= 1.2 * line.line.size
        if marker.kind in _STRONG and marker.is_apart:
            return True
        if (
            not marker.is_apart
            and (_COUNTED.match(marker.rest) or wrapped or not aligned)
            and not (aligned and not wrapped and heading_field(marker.rest))
        ):
            return False
        if wrapped:
            exactly = abs(line.box.x0 - sibling.x0) <= 0.4 * line.line.size
            hangs = (
                isinstance(self.before, FlowLine)
                and abs(line.box.x0 - self.before.box.x0) > 0.4 * line.line.size
            )
            return exactly and (hangs or marker.kind in {"circled", "paren", "paren_kana"})
        return aligned or marker.is_apart

    def _begins(
        self,
        marker: Marker,
        line: FlowLine,
        following: FlowElement | None,
        same: Sequence[int],
        *,
        wrapped: bool,
    ) -> bool:
        """Whether a mark may be the first of a new sequence."""
        number = marker.number
        in_article = any(node.kind == "article" for node in self.stack)
        if number == 2 and marker.kind == "arabic" and in_article and not wrapped:
            return not any(
                n.kind == "arabic"
                for n in self.stack[next(k for k, n in enumerate(self.stack) if n.kind == "article") :]
            )
        first = number == 1 or (
            marker.kind.endswith("kana") and iroha_number(marker.raw.strip("（）()")) == 1
        )
        if marker.kind == "article" and not same:
            first = marker.is_apart
        if not first or wrapped:
            return False
        if marker.is_apart:
            return not (
                marker.kind in {"arabic", "alpha", "kanji"}
                and same
                and line.box.x0 > self.stack[same[-1]].x0 + 8 * line.line.size
            )
        if _COUNTED.match(marker.rest) and heading_field(marker.rest) is None:
            return False
        return not _SENTENCE_END.search(marker.rest) and self._next_is_second(marker, following)

    def _next_is_second(self, marker: Marker, following: FlowElement | None) -> bool:
        """A bare digit before a word begins a sequence only where its text is short, or names a known heading."""
        del following
        return heading_field(marker.rest) is not None or marker.kind in _STRONG or len(marker.rest) <= 30

    def _depth_of_new(self, marker: Marker, line: FlowLine, same: Sequence[int]) -> int:
        """Where a new sequence is nested: below the deepest open section that does not stand further in."""
        if same:
            outer = self.stack[same[-1]]
            if line.box.x0 > outer.x0 + 0.9 * line.line.size and marker.kind not in _STRONG:
                return len(self.stack)
            return same[-1]
        if marker.kind in _STRONG:
            return self._strong_depth(marker)
        depth = len(self.stack)
        while depth > 1 and self._is_outside(marker, line, self.stack[depth - 1]):
            depth -= 1
        if (
            depth == 1
            and self._is_outside(marker, line, self.stack[0])
            and self.stack[0].kind != "attachment"
        ):
            depth = 0
        return depth

    def _is_outside(self, marker: Marker, line: FlowLine, node: Node) -> bool:
        """Whether a new sequence stands outside an open node."""
        if node.kind == "text":
            return True
        if node.kind == "label":
            return (
                not (
                    marker.kind in {"paren", "circled", "kana", "bullet"}
                    or line.box.x0 > node.x0 + 0.3 * line.line.size
                )
                and node.parent is None
                and marker.kind in {"part", "arabic"}
                and not self._label_holds(node)
            )
        rank, own = _LEVELS.get(node.kind), _LEVELS.get(marker.kind)
        if rank is not None and own is not None and own < rank:
            return line.box.x0 < node.x0 - 0.3 * line.line.size
        return (
            node.kind in {"bullet", "circled", "kana", "paren_kana"}
            and own is not None
            and line.box.x0 < node.x0 - 0.3 * line.line.size
        )

    def _label_holds(self, node: Node) -> bool:
        """Whether a label names a part of the paper that has numbered sections of its own (備考), not just a paragraph."""
        return not node.content

    def _strong_depth(self, marker: Marker) -> int:
        order = ("chapter", "division", "part", "roman", "article")
        rank = order.index(marker.kind)
        for k, node in enumerate(self.stack):
            if node.kind == "attachment":
                continue
            if node.kind not in order or order.index(node.kind) >= rank:
                return k
        return len(self.stack)

    def _bullet_depth(self, marker: Marker, line: FlowLine) -> int:
        for k, node in enumerate(self.stack):
            if node.kind == "bullet" and (
                node.number_raw == marker.raw or line.box.x0 < node.x0 - 0.5 * line.line.size
            ):
                return k
        depth = len(self.stack)
        while (
            depth
            and self.stack[depth - 1].kind == "circled"
            and line.box.x0 < self.stack[depth - 1].x0 - 0.5 * line.line.size
        ):
            depth -= 1
        return depth

    def _skips(self, marker: Marker, line: FlowLine, sibling: Node, *, wrapped: bool) -> bool:
        """Whether a mark goes on with an open sequence although a number is missing before it."""
        if sibling.number is None or marker.number is None or wrapped or not marker.is_apart:
            return False
        ahead = marker.number - sibling.number
        return (
            2 <= ahead <= 3
            and abs(line.box.x0 - sibling.x0) <= 0.3 * line.line.size
            and not _SENTENCE_END.search(marker.rest)
            and not _COUNTED.match(marker.rest)
        )

    def _place_lost(self, line: FlowLine, marker: Marker) -> tuple[int, int | None]:
        self.findings.append(
            Finding(
                "lost_number",
                "warning",
                "The font gives no character for the number of this heading; compare the page.",
                line.line.text.strip()[:60],
                (Place(line.page, line.box),),
            )
        )
        for k in range(len(self.stack) - 1, -1, -1):
            node = self.stack[k]
            if node.kind == "circled":
                return k, (node.number or 0) + 1
        del marker
        return len(self.stack), 1

    def _note_gap(self, marker: Marker, before: str, line: FlowLine) -> None:
        self.findings.append(
            Finding(
                "number_gap", "warning",
                f"The numbers go from {before} to {marker.raw}; a heading between them may have been lost.",
                line.line.text.strip()[:60], (Place(line.page, line.box),),
            )
        )  # fmt: skip

    def _is_wrapped(self, line: FlowLine) -> bool:
        """Whether the line before stopped in the midst of a sentence because it was full."""
        before = self.before
        if not isinstance(before, FlowLine):
            return False
        text = before.line.text.rstrip()
        if _SENTENCE_END.search(text) or text.endswith(("：", ":")) or not self.layout.is_full(before):
            return False
        return before.page != line.page or line.box.top - before.box.bottom < 1.2 * before.box.height


def _is_reference(text: str) -> bool:
    """Whether a line begins with a cross reference (第1の4のとおり), which opens no section."""
    return any(
        begin == 0
        for begin, _ in reference_spans(normalize_with_offsets(text.strip()[:60], form="parsing")[0])
    )


def _text_behind(node: Node) -> str:
    marker = read_marker(node.heading_lines[0].line.text)
    return (marker.rest if marker else node.heading_lines[0].line.text) + "".join(
        line.line.text for line in node.heading_lines[1:]
    )


def _settle(node: Node) -> None:
    """Tell a heading from a numbered sentence, and from a heading with its text on the same line."""
    if node.kind in {"text", "label", "attachment"} or not node.heading_lines:
        return
    first = node.heading_lines[0]
    marker = read_marker(first.line.text)
    if marker is None:
        return
    lead = len(first.line.text.rstrip()) - len(marker.rest)
    paragraph = Paragraph(tuple(node.heading_lines), lead)
    text = paragraph.text
    if node.kind == "article" or _SENTENCE_END.search(text) or len(text) > 120:
        node.content.insert(0, paragraph)
        node.heading_lines = []
        return
    split = _inline_value(text)
    if split:
        node.title = text[: split[0]].strip()
        node.content.insert(0, Paragraph(tuple(node.heading_lines), _offset_in(paragraph, split[1])))
        return
    node.title = text


def _inline_value(text: str) -> tuple[int, int] | None:
    """End of the heading and start of the text where one line holds both (委託期間：令和5年4月1日から); None if it does not."""
    for match in re.finditer(r"\s*[：:]\s*|\s+", text[:60]):
        head = text[: match.start()]
        if match.end() < len(text) and head and heading_field(head, exactly=True) is not None:
            return match.start(), match.end()
        if re.search("[：:]", match.group()):
            return None
    return None


def _offset_in(paragraph: Paragraph, begin: int) -> int:
    """Characters of the first line that stand before place `begin` of the paragraph's text."""
    return (
        paragraph.lead + begin
        if begin < len(paragraph.lines[0].line.text) - paragraph.lead
        else len(paragraph.lines[0].line.text)
    )


def _give_article_titles(nodes: list[Node]) -> None:
    """Move the bracketed line above an article (（目的）) from the end of the section before into the article's heading."""
    for position, node in enumerate(nodes):
        if node.kind != "article" or position == 0:
            continue
        before = nodes[position - 1]
        last = before.content[-1] if before.content else None
        if (
            isinstance(last, Paragraph)
            and len(last.lines) == 1
            and _BRACKET_TITLE.fullmatch(plain(last.text))
        ):
            before.content.pop()
            node.title = last.text.strip()[1:-1].strip()
            node.heading_lines = list(last.lines)


def _renumbered(nodes: list[Node]) -> list[Node]:
    """Leave out unnumbered nodes that nothing is left in."""
    kept = [n for n in nodes if n.kind != "text" or n.content]
    new = {n.ordinal: k for k, n in enumerate(kept)}
    for n in kept:
        n.parent = new.get(n.parent) if n.parent is not None else None
    for k, n in enumerate(kept):
        n.ordinal = k
    return kept
