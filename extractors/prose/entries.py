"""The headings of a case and what stands below each: sections, forms, labels among paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.cases.changes import change_of
from extractors.prose.forms import NAMED, Fact, lines_of_their_own, read_form
from extractors.prose.labels import MOST_LINES, SEVERAL, has_gaps, label_of
from extractors.prose.layout import Paragraph
from extractors.prose.nodes import node_text
from extractors.prose.profile import direction, heading_field
from extractors.prose.units import Entry, Unit, UnitReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.prose.nodes import Node
    from extractors.prose.parts import CasePart

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

_MAY_HOLD_OTHERS: Final = frozenset({"items", "count", "subjects"})
"""Fields below whose heading others may stand under headings of their own: 取り扱う個人情報 with (1) 対象者, (2) 項目, (3) 件数."""

_SAID_BESIDE: Final = frozenset(
    {"items", "count", "subjects", "counterparty", "method", "period", "special_care"}
)


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
        inner = [*_labelled(node, nodes, reader, depth + 1), *inner]
        if any(e.field == "items" and (direction(e.heading) or change_of(e.heading)) for e in inner):
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


def _labelled(node: Node, nodes: Sequence[Node], reader: UnitReader, depth: int) -> list[Entry]:
    """What paragraphs below the heading of a list say behind labels, where all do and one says the list itself (対象者：…, 項目：…)."""
    first = node.content[0] if node.content else None
    if not isinstance(first, Paragraph) or label_of(first, gaps=has_gaps(node)) is None:
        return []
    found = list(_inline(node, nodes, reader, depth))
    stated = {e.field for e in found}
    return found if len(found) >= SEVERAL and "items" in stated and stated <= _SAID_BESIDE else []


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
    gaps = has_gaps(node)
    for content in node.content:
        found = None
        if isinstance(content, Paragraph) and len(content.lines) <= MOST_LINES:
            found = label_of(content, gaps=gaps) or _beside(content, opened)
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
