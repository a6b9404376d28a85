"""Which stretches of a paper are cases, and what headings each of them has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from extractors.profiles import case_type_of, plain, words
from extractors.prose.forms import NAMED, Fact, lines_of_their_own, read_form
from extractors.prose.layout import Paragraph
from extractors.prose.named_matters import KIND as MATTER
from extractors.prose.nodes import node_text, subtree
from extractors.prose.profile import bare_heading, direction, heading_field, names_change, section
from extractors.prose.units import Entry, Unit, UnitReader, inline_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.prose.nodes import Node

CORE: Final = frozenset(
    {
        "title",
        "subjects",
        "items",
        "items_and_count",
        "count",
        "counterparty",
        "period",
        "uses_contractor_computer",
        "safeguards",
        "reason",
        "purpose",
        "description",
    }
)
"""Fields of which a case has several; a section with two of them below it is a case of its own."""

_WHOLE: Final = frozenset(
    {
        "subjects",
        "items",
        "count",
        "counterparty",
        "period",
        "chronology",
        "purpose",
        "uses_contractor_computer",
        "special_care",
        "ordinance_special_care",
        "safeguards",
    }
)
"""Fields that take all that stands below their heading: numbered entries there are no headings of the case."""


_LABEL: Final = re.compile(r"\s*[・○●■◆]?\s*(?P<head>[^：:、。]{2,20})[：:]\s*(?=\S)")

MOST_LINES: Final = 6
"""A paragraph of more lines is running text, whatever it begins with."""

_STATED_ONCE: Final = frozenset(
    {"items", "items_and_count", "counterparty", "period", "subjects", "count", "description", "reason"}
)
"""Fields that each of several matters would state anew."""

_TELLING: Final = frozenset({"title", "business", "departments", "description", "reason"})
"""Fields that only name a matter or tell of it."""

_MAY_HOLD_OTHERS: Final = frozenset({"items", "count", "subjects"})
"""Fields below whose heading others may stand under headings of their own: 取り扱う個人情報 with (1) 対象者, (2) 項目, (3) 件数."""

_SAID_BESIDE: Final = frozenset(
    {"items", "count", "subjects", "counterparty", "method", "period", "special_care"}
)


@dataclass(frozen=True, slots=True, eq=False)
class CasePart:
    """The stretch of a paper that is one case.

    Attributes:
        root: the section that is the case; None where the whole paper is one.
        tops: its outermost sections.
    """

    root: Node | None
    tops: tuple[Node, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole paper, or the attachment that takes its place."""
        return self.root is None or self.root.kind == "attachment"


def find_parts(nodes: Sequence[Node]) -> tuple[CasePart, ...]:
    """The cases of a paper: the 諮問 and 報告 that it heads by their numbers; its parts 第N; or else its outermost sections where each has the headings of a case; or all of it.

    A paper that states nothing itself has its cases in the attachments that it points to (別紙のとおり).
    """
    own = [n for n in nodes if not n.in_attachment]
    attached = [part for paper in _attached_papers(nodes, own) for part in _parts_of_attachment(nodes, paper)]
    if attached:
        return tuple(attached)
    tops = _outermost(nodes)
    chosen = _chosen(nodes, own, tops)
    return tuple(_below_root(nodes, n) for n in chosen) or (CasePart(None, tuple(tops)),)


def _below_root(nodes: Sequence[Node], root: Node) -> CasePart:
    return CasePart(root, tuple(n for n in nodes if n.parent == root.ordinal))


def _chosen(nodes: Sequence[Node], inside: Sequence[Node], tops: Sequence[Node]) -> list[Node]:
    """The sections of a stretch that are cases of their own; none where all of it is one."""
    if named := [n for n in inside if n.kind == MATTER]:
        return named
    numbered = [n for n in inside if n.kind == "part" and _outer_kinds(nodes, n)]
    if not numbered:
        return _case_like(nodes, _side_by_side(nodes, tops))
    parts = _without_context(nodes, numbered)
    return [] if _are_aspects(nodes, parts) else parts


def _parts_of_attachment(nodes: Sequence[Node], paper: Node) -> list[CasePart]:
    tops = [n for n in nodes if n.parent == paper.ordinal]
    chosen = _chosen(nodes, list(subtree(nodes, paper.ordinal))[1:], tops)
    return [_below_root(nodes, n) for n in chosen or [paper]]


def _outermost(nodes: Sequence[Node]) -> list[Node]:
    """The outermost sections of the paper itself; a bare label such as 記 gives way to the sections below it."""
    outer = [n for n in nodes if n.parent is None and not n.in_attachment]
    return [one for n in outer for one in (_bare_below(nodes, n) or [n])]


def _bare_below(nodes: Sequence[Node], node: Node) -> list[Node]:
    """The sections below a label that only names them (記, the title of a 別紙); none for a section that says something itself."""
    if node.kind != "label" or node.content or heading_field(node.title) is not None:
        return []
    return [n for n in nodes if n.parent == node.ordinal]


def _side_by_side(nodes: Sequence[Node], tops: Sequence[Node]) -> list[Node]:
    """Outermost sections, those in the place of a label or an opening sentence that stand below it: what may be matters."""
    found: list[Node] = []
    for node in tops:
        below = [n for n in nodes if n.parent == node.ordinal] if node.kind == "text" else []
        found.extend(below or _bare_below(nodes, node) or [node])
    return found


def _outer_kinds(nodes: Sequence[Node], node: Node) -> bool:
    return node.parent is None or nodes[node.parent].kind in {
        "label",
        "text",
        "chapter",
        "roman",
        "attachment",
    }


def _without_context(nodes: Sequence[Node], parts: list[Node]) -> list[Node]:
    """Parts but those that speak of the paper as a whole (事業の概要, その他), where others remain."""
    context = words("prose", "parts", "context")
    kept = [n for n in parts if bare_heading(n.title) not in context or len(_fields_below(nodes, n)) >= 2]
    return kept or parts


def _attached_papers(nodes: Sequence[Node], own: Sequence[Node]) -> list[Node]:
    """The attachments that state matters, where the paper itself states none."""
    if _states(own):
        return []
    pattern = re.compile(section("attached")["paper"])
    papers = [n for n in nodes if n.kind == "attachment" and pattern.match(plain(n.title))]
    return [n for n in papers if _states(list(subtree(nodes, n.ordinal)))]


def _states(nodes: Sequence[Node]) -> bool:
    """Whether sections or forms in them state a matter: two facts of it, or one with what it is called and whose it is."""
    headed = {heading_field(n.title, exactly=True) for n in nodes if n.title and n.kind != "attachment"}
    stated = headed | {field for n in nodes for field in _form_fields(n)}
    facts = stated & (_STATED_ONCE - _TELLING)
    return len(facts) > 1 or (bool(facts) and len(stated & _TELLING) > 1)


def _form_fields(node: Node) -> set[str]:
    """The fields that the labels of a section's own forms name."""
    return {f.field for t in node.tables for f in read_form(t.table) if f.field is not None}


def _are_aspects(nodes: Sequence[Node], parts: Sequence[Node]) -> bool:
    """Whether parts tell one matter between them (第1 諮問の趣旨, 第2 委託の内容): none repeats a fact of another.

    Parts whose headings name different kinds of matters are matters of their own, whatever each of them leaves out.
    """
    kinds = {kind for n in parts if (kind := case_type_of(n.title))}
    stated = [_facts_below(nodes, n) for n in parts]
    told = [facts for facts in stated if facts]
    if len(kinds) > 1 or len(parts) < 2:
        return False
    return sum(map(len, told)) == len(set().union(*told))


def _facts_below(nodes: Sequence[Node], node: Node) -> set[str]:
    """What a part states that every matter states once."""
    below = list(subtree(nodes, node.ordinal))
    names = {heading_field(c.title, exactly=True) for c in below[1:] if c.title}
    names.update(name for c in below for name in (*_inline_fields(c), *_form_fields(c)))
    return {"items" if name == "items_and_count" else name for name in names if name in _STATED_ONCE}


def _case_like(nodes: Sequence[Node], tops: Sequence[Node]) -> list[Node]:
    """Outermost sections that are cases of their own, where there is more than one, or one that the heading types."""
    named = [
        n for n in tops if heading_field(n.title) in {None, "title", "business"} or case_type_of(n.title)
    ]
    forms = _stated_anew(named)
    found = [n for n in named if n in forms or len(_fields_below(nodes, n)) >= 2]
    plain_fields = {heading_field(n.title, exactly=True) for n in tops if n not in found} & {
        "counterparty",
        "items",
        "items_and_count",
        "period",
        "subjects",
    }
    return found if len(found) >= 2 and len(plain_fields) < 2 else []


def _stated_anew(nodes: Sequence[Node]) -> list[Node]:
    """The numbered sections with a form of a matter of its own: each states facts of the one before anew; none where one does not."""
    forms = [
        (n, stated & _STATED_ONCE)
        for n in nodes
        if n.number_raw and len((stated := _form_fields(n)) & CORE) >= 2
    ]
    anew = all(one & other for (_, one), (_, other) in pairwise(forms))
    return [n for n, _ in forms] if anew else []


def _fields_below(nodes: Sequence[Node], node: Node) -> set[str]:
    """The fields that headings directly below a section name, with a number or without one."""
    names = {heading_field(c.title, exactly=True) for c in nodes if c.parent == node.ordinal and c.title}
    return {name for name in (*names, *_inline_fields(node)) if name in CORE}


def _inline_fields(node: Node) -> Iterator[str]:
    """The fields that headings among the paragraphs of a section name (委託先：…, 【発生日】…)."""
    for paragraph in node.paragraphs:
        found = inline_heading(paragraph.text) if len(paragraph.lines) <= MOST_LINES else None
        if found is not None and (name := heading_field(found[0], exactly=True)) is not None:
            yield name


def entries_of(part: CasePart, nodes: Sequence[Node], reader: UnitReader) -> tuple[Entry, ...]:
    """The headings of a case with what stands below each, in reading order."""
    found: list[Entry] = []
    if part.root is not None:
        found.extend(_form_rows(part.root, 1))
        found.extend(_inline(part.root, nodes, reader, 1))
    for top in part.tops:
        found.extend(_entries(top, nodes, reader, 1))
    return tuple(found)


def _entries(node: Node, nodes: Sequence[Node], reader: UnitReader, depth: int) -> Iterator[Entry]:
    field = heading_field(node.title) if node.title else None
    inner: list[Entry] = []
    if field in _MAY_HOLD_OTHERS:
        inner = [e for e in _below(node, nodes, reader, depth + 1) if e.field in _SAID_BESIDE]
        if any(e.field == "items" and (direction(e.heading) or names_change(e.heading)) for e in inner):
            inner = [e for e in inner if e.field != "items"]
        if any(e.field == field for e in inner):
            field = "items_and_count" if field == "items" else None  # it stands below a heading of its own
    if node.title:
        yield Entry(field, node.title, node, reader.units_of(node), node_text(nodes, node.ordinal), depth)
    yield from inner
    if inner or field in _WHOLE:
        return
    yield from _form_rows(node, depth + bool(node.title))
    yield from _inline(node, nodes, reader, depth + bool(node.title))
    yield from _below(node, nodes, reader, depth + bool(node.title))


def _below(node: Node, nodes: Sequence[Node], reader: UnitReader, depth: int) -> Iterator[Entry]:
    for child in nodes[node.ordinal + 1 :]:
        if child.parent == node.ordinal:
            yield from _entries(child, nodes, reader, depth)


def _form_rows(node: Node, depth: int) -> Iterator[Entry]:
    """What the forms of a section say, label by label (委託先 | 株式会社見本)."""
    for flow_table in node.tables:
        for fact in read_form(flow_table.table):
            form = (flow_table.index, fact.column or 0)
            text, inner = _told_apart(fact)
            yield Entry(fact.field, fact.label, node, _lines(text, fact, node), fact.text, depth, form)
            for heading, said in inner:
                units = _lines(said, fact, node)
                yield Entry(heading_field(heading), heading, node, units, said, depth + 1, form)


def _lines(text: str, fact: Fact, node: Node) -> tuple[Unit, ...]:
    return tuple(
        Unit("paragraph", line, node.ordinal, span=fact.span) for line in text.split("\n") if line.strip()
    )


def _told_apart(fact: Fact) -> tuple[str, list[tuple[str, str]]]:
    """What the value of a form says of its own label, and the other facts that its lines state: (1) 対象者 …, (2) 人数 …, (3) 項目 ….

    A person is a group of a list (対象者：氏名、住所) unless what the list is of has a line of its own.
    """
    if fact.field in (_WHOLE | NAMED) - _MAY_HOLD_OTHERS:
        return fact.text, []
    before, inner = lines_of_their_own(fact.text)
    if fact.field not in _MAY_HOLD_OTHERS:
        return fact.text, inner
    stated = {heading_field(heading) for heading, _ in inner}
    allowed = _SAID_BESIDE if stated & {"items", fact.field} else {"count"}
    if not inner or not stated <= allowed:
        return fact.text, []
    return "\n".join(before), inner


def _inline(node: Node, nodes: Sequence[Node], reader: UnitReader, depth: int) -> Iterator[Entry]:
    """Headings without a number among the paragraphs of a section: 委託先：…, or a known heading alone on its line."""
    heading: str | None = None
    opened: Paragraph | None = None
    units: list[Unit] = []
    for content in node.content:
        found = None
        if isinstance(content, Paragraph) and len(content.lines) <= MOST_LINES:
            found = inline_heading(content.text) or _beside(content, opened)
        if found is not None and isinstance(content, Paragraph):
            if heading is not None:
                yield _inline_entry(node, heading, units, depth)
            heading, units = found[0], []
            rest = content.text[found[1] :]
            opened = content if rest.strip() else None
            if rest.strip():
                units.extend(reader.paragraph(Paragraph(content.lines, _lead(content, found[1])), node, ()))
        elif heading is not None:
            units.extend(_units_of_content(content, node, reader))
    if heading is not None:
        units.extend(
            u
            for child in nodes[node.ordinal + 1 :]
            if child.parent == node.ordinal
            for u in reader.units_of(child)
        )
        yield _inline_entry(node, heading, units, depth)


def _beside(content: Paragraph, opened: Paragraph | None) -> tuple[str, int] | None:
    """A label with its text on one line that nothing is known of, set just as the one before: it ends what that one says."""
    if opened is None:
        return None
    match = _LABEL.match(content.text)
    first, line = opened.lines[0], content.lines[0]
    if match is None or abs(first.box.x0 - line.box.x0) > 0.5 * line.line.size:
        return None
    return match["head"], match.end()


def _units_of_content(content: object, node: Node, reader: UnitReader) -> list[Unit]:
    if isinstance(content, Paragraph):
        return reader.paragraph(content, node, ())
    return [u for u in reader.units_of(node) if u.table is content]


def _lead(paragraph: Paragraph, begin: int) -> int:
    first = paragraph.lines[0].line.text
    return min(paragraph.lead + begin, len(first))


def _inline_entry(node: Node, heading: str, units: Sequence[Unit], depth: int) -> Entry:
    raw = "\n".join(u.text for u in units if u.text)
    return Entry(heading_field(heading), heading, node, tuple(units), raw, depth)
