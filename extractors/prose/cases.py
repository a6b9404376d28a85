"""Cases from prose: one for each part 第N, or one for the whole paper, read from its headings."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.findings import Finding
from extractors.geometry import join_spans
from extractors.model import Case, Period, Quantity
from extractors.profiles import case_type_of
from extractors.prose.amounts import read_quantity
from extractors.prose.item_lists import read_item_list
from extractors.prose.nodes import node_text, subtree
from extractors.prose.parts import CORE, CasePart, entries_of, find_parts
from extractors.prose.profile import evidence, heading_field
from extractors.prose.resolve import Resolver
from extractors.prose.underlines import Underlines, legend
from extractors.prose.units import Entry, UnitReader, inline_heading
from extractors.prose.values import read_answer, read_chronology, read_parties, read_period, read_subjects
from normalizers import normalize_display
from normalizers.legal import parse_legal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from extractors.documents.model import DocumentFields, DocumentPart
    from extractors.flow import Flow
    from extractors.geometry import Span
    from extractors.model import Audit, Item
    from extractors.prose.nodes import Outline
    from normalizers.legal import LegalReference

_NO_CASES = frozenset({"会議録"})


@dataclass(frozen=True, slots=True)
class ProseCases:
    """Cases of a document's prose, with the audits of what they state and what is doubtful about them."""

    cases: tuple[Case, ...] = ()
    audits: tuple[Audit, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_prose_cases(
    part: DocumentPart,
    fields: DocumentFields,
    outline: Outline,
    flow: Flow,
    *,
    case_tables: Collection[int] = (),
) -> ProseCases:
    """Read the cases that stand in a document's prose.

    Args:
        part: the document's stretch of the file.
        fields: what its head says.
        outline: its outline.
        flow: the file.
        case_tables: indices, in `Flow.tables`, of tables whose rows are cases. A part that holds one, and a paper without
            parts that does, states its cases there and none in prose.

    Returns:
        The cases in reading order. Minutes, and papers without any text, have none.
    """
    if fields.kind in _NO_CASES or not outline.nodes:
        return ProseCases()
    reader = _Reader(part, fields, outline, flow)
    cases: list[Case] = []
    for one in find_parts(outline.nodes):
        if not reader.holds_table(one, set(case_tables)) and reader.is_matter(one):
            cases.append(replace(reader.case(one), ordinal=len(cases)))
    return ProseCases(tuple(cases), tuple(reader.audits), tuple(reader.findings))


class _Reader:
    """Reads the cases of one document."""

    def __init__(self, part: DocumentPart, fields: DocumentFields, outline: Outline, flow: Flow) -> None:
        self.fields = fields
        self.nodes = outline.nodes
        self.units = UnitReader(outline.nodes, Resolver(outline.nodes))
        self.underlines = Underlines(flow)
        self.meaning = legend(line.line.text for line in part.lines)
        self.audits: list[Audit] = []
        self.findings: list[Finding] = []
        self._entries: dict[int, tuple[Entry, ...]] = {}

    def holds_table(self, part: CasePart, tables: set[int]) -> bool:
        """Whether one of some tables stands in the part."""
        roots = [part.root] if part.root else [n for n in self.nodes if n.parent is None]
        inside = {t.index for root in roots for n in subtree(self.nodes, root.ordinal) for t in n.tables}
        return bool(inside & tables)

    def is_matter(self, part: CasePart) -> bool:
        """Whether a paper of no known kind puts a matter forward: it has headings of one."""
        return self.fields.kind != "その他" or len(_core(self.entries(part))) >= 2

    def entries(self, part: CasePart) -> tuple[Entry, ...]:
        """The headings of a part, read once."""
        known = self._entries.get(id(part))
        if known is None:
            known = self._entries[id(part)] = entries_of(part, self.nodes, self.units)
        return known

    def case(self, part: CasePart) -> Case:
        """The case that a part is."""
        entries = self.entries(part)
        heading = normalize_display(part.root.title) if part.root else ""
        case_type = self._type(heading, entries)
        span = self._span(part)
        quantity, audits = self._quantity(entries, span)
        items = self._items(entries)
        parties, parties_raw = read_parties(
            _of(entries, "counterparty"), self.fields.abbreviations, _of(entries, "subcontracting")
        )
        period = self._period(entries, case_type)
        codes = self._doubts(entries, items, heading or self.fields.title, span)
        self.audits.extend(
            a
            for a in audits
            if (a.statement_raw, a.stated) not in {(b.statement_raw, b.stated) for b in self.audits}
        )
        return Case(
            ordinal=0,
            origin="section",
            case_type=case_type,
            case_type_raw=heading or self.fields.title,
            attributes=self._attributes(part, entries),
            span=span,
            business=self._business(entries),
            title=self._title(entries, heading),
            description=_first_text(entries, "description") or self._overview(part),
            reason=_first_text(entries, "reason"),
            departments=self.fields.departments,
            department_raw="\n".join(d.raw for d in self.fields.departments),
            implementing_body=_first_text(entries, "implementing_body"),
            counterparty=parties,
            counterparty_raw=parties_raw,
            legal_basis=self._legal(part, entries, heading),
            subjects=tuple(s for e in _of(entries, "subjects")[:1] for s in read_subjects(e)),
            period=period,
            quantity=quantity,
            special_care=_answer(entries, "special_care")
            or (True if any(i.special_care_basis == "printed" for i in items) else None),
            ordinance_special_care=_answer(entries, "ordinance_special_care"),
            uses_contractor_computer=_answer(entries, "uses_contractor_computer"),
            items_raw=_joined(_item_entries(entries)) or None,
            items=items,
            findings=codes,
        )

    def _type(self, heading: str, entries: Sequence[Entry]) -> str:
        """By the heading of the part and those inside it, or the title and subtitle, or the first words of the text."""
        hints = Counter(hint for e in entries if (hint := evidence(e.heading)))
        given = hints.most_common(1)[0][0] if hints else None
        if heading and (named := case_type_of(heading) or given):
            return named
        named = case_type_of(self.fields.title) or case_type_of(self.fields.subtitle or "") or given
        if named is None and len(_core(entries)) >= 2:
            opening = self.fields.opening or next((n.body[:200] for n in self.nodes if n.body), "")
            named = case_type_of(opening)
        return named or "other"

    def _title(self, entries: Sequence[Entry], heading: str) -> str:
        for entry in _of(entries, "title"):
            text = _joined([entry])
            if entry.depth == 1 and text:
                return text
        return heading or self.fields.title

    def _business(self, entries: Sequence[Entry]) -> str | None:
        """業務の名称: from its heading, or as the title of the paper quotes it (「…業務」における…)."""
        for entry in _of(entries, "business"):
            lines = [line for u in entry.units if u.kind == "paragraph" for line in u.text.split("\n")]
            labelled = [
                m.group(2)
                for line in lines
                if (m := re.match(r"([^：:]{1,16})[：:](.+)", line))
                and heading_field(m.group(1)) == "business"
            ]
            if text := normalize_display("\n".join(labelled)) or _joined([entry]):
                return text
        quoted = re.findall("「([^「」]{1,40}業務)」", self.fields.title)
        return "、".join(quoted) or None

    def _quantity(self, entries: Sequence[Entry], span: Span) -> tuple[Quantity, tuple[Audit, ...]]:
        for entry in [*_of(entries, "count"), *_of(entries, "items_and_count")]:
            if entry.field == "items_and_count" and any(u.kind == "heading" for u in entry.units):
                continue
            quantity, audits = read_quantity(_counted(entry), entry.node.span or span)
            if quantity.min is not None or quantity.max is not None or quantity.breakdown:
                return quantity, audits
        raw = _joined(_of(entries, "count"))
        return Quantity(raw=raw), ()

    def _period(self, entries: Sequence[Entry], case_type: str) -> Period:
        if case_type == "incident":
            told = _of(entries, "chronology") or [*_of(entries, "description"), *_of(entries, "response")]
            dates = read_chronology(told, self.fields.date)
            own = next((read_period(e, self.fields.date) for e in _of(entries, "incident_date")), None)
            if own is not None and own.start_date:
                return replace(own, dates=dates or own.dates)
            if dates:
                return Period(
                    raw=_joined(told),
                    start_date=dates[0].start,
                    start_precision=dates[0].precision,
                    dates=dates,
                )
        found = [read_period(e, self.fields.date) for e in _of(entries, "period")]
        return next((p for p in found if p.start_date or p.end_date), found[0] if found else Period())

    def _items(self, entries: Sequence[Entry]) -> tuple[Item, ...]:
        found: list[Item] = []
        for entry in _item_entries(entries):
            found.extend(read_item_list(entry.units, self.underlines, self.meaning, entry.heading))
        return tuple(replace(item, ordinal=k) for k, item in enumerate(found))

    def _legal(self, part: CasePart, entries: Sequence[Entry], heading: str) -> tuple[LegalReference, ...]:
        """Provisions of the section that says why the matter is put forward; for a whole paper those of the paper."""
        texts = [heading, *(e.text for e in _of(entries, "purpose"))]
        found = {
            (one.law, one.article, one.branch, one.paragraph, one.item): one
            for text in reversed(texts)
            for one in parse_legal(text, self.fields.abbreviations)
            if one.article is not None
        }
        if not found and part.root is None:
            return self.fields.legal_basis
        return tuple(found.values())

    def _overview(self, part: CasePart) -> str | None:
        """What the paper says ahead of its parts: 《事業の概要》."""
        if part.root is None:
            return None
        for node in self.nodes:
            if (
                node.parent is None
                and node.kind in {"label", "text"}
                and not node.in_attachment
                and node.body
            ):
                return normalize_display(node.body)
        return None

    def _attributes(self, part: CasePart, entries: Sequence[Entry]) -> dict[str, str]:
        """Every heading of the case with all that is printed below it."""
        found: dict[str, str] = {}
        if part.root is not None and part.root.body:
            found[normalize_display(part.root.title)] = part.root.body
        for node in part.tops:
            if part.root is None and node.kind == "attachment":
                continue
            key = normalize_display(node.title) or node.number_raw or "本文"
            text = node_text(self.nodes, node.ordinal)
            unique, number = key, 2
            while unique in found:
                unique, number = f"{key}（{number}）", number + 1
            found[unique] = text
        for entry in entries:  # headings inside a section: 委託先：…, rows of a form
            if entry.heading != entry.node.title and entry.raw:
                found.setdefault(normalize_display(entry.heading), entry.raw)
        return {key: text for key, text in found.items() if text or key != "本文"}

    def _span(self, part: CasePart) -> Span:
        roots = [part.root] if part.root else [n for n in part.tops if n.kind != "attachment"]
        return join_spans(n.span for root in roots for n in subtree(self.nodes, root.ordinal))

    def _doubts(
        self, entries: Sequence[Entry], items: Sequence[Item], heading: str, span: Span
    ) -> tuple[str, ...]:
        lists = _item_entries(entries)
        if lists and not items and any(len(e.text.strip()) > 12 for e in lists):
            self.findings.append(
                Finding(
                    "items_not_read",
                    "warning",
                    "The section names personal-data items, and none was read out of it.",
                    heading,
                    span,
                )
            )
            return ("items_not_read",)
        return ()


def _core(entries: Sequence[Entry]) -> set[str]:
    return {e.field for e in entries if e.field} & CORE


def _of(entries: Sequence[Entry], field: str) -> list[Entry]:
    return [e for e in entries if e.field == field]


def _item_entries(entries: Sequence[Entry]) -> list[Entry]:
    """The sections that list items; one with items and count together only where it has no section of its own for the items."""
    own = _of(entries, "items")
    if own:
        return own
    return [_without_counts(e) for e in _of(entries, "items_and_count")]


def _is_count(text: str) -> bool:
    found = inline_heading(text)
    return found is not None and "件数" in found[0]


def _without_counts(entry: Entry) -> Entry:
    return replace(entry, units=tuple(u for u in entry.units if not _is_count(u.text)))


def _counted(entry: Entry) -> Entry:
    return (
        entry
        if entry.field == "count"
        else replace(
            entry,
            units=tuple(u for u in entry.units if u.kind == "table" or any(c.isdigit() for c in u.text)),
        )
    )


def _joined(entries: Sequence[Entry]) -> str:
    return normalize_display("\n".join(e.text for e in entries if e.text)).strip()


def _first_text(entries: Sequence[Entry], field: str) -> str | None:
    return next((text for e in _of(entries, field) if (text := _joined([e]))), None)


def _answer(entries: Sequence[Entry], field: str) -> bool | None:
    return next((found for e in _of(entries, field) if (found := read_answer(e.text)) is not None), None)
