"""Cases from prose: one for each part 第N, or one for the whole paper, read from its headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from extractors.cases.doubts import is_list, is_open, unread_values
from extractors.documents.offices import is_department_line, office_behind
from extractors.documents.words import said_kind
from extractors.findings import Finding
from extractors.geometry import join_spans
from extractors.model import Case, Period, Quantity
from extractors.profiles import case_type_of, load, plain
from extractors.prose.amounts import count_of_subjects, read_quantity
from extractors.prose.item_lists import read_item_list
from extractors.prose.kinds import kind_of, only_counts
from extractors.prose.matters import Matter, matters_of, with_dittos
from extractors.prose.nodes import node_text, subtree
from extractors.prose.parts import CasePart, find_parts
from extractors.prose.profile import evidence, heading_field, section
from extractors.prose.resolve import Resolver
from extractors.prose.times import incident_period, matter_period
from extractors.prose.underlines import Underlines, legend
from extractors.prose.units import Entry, UnitReader, inline_heading, joined
from extractors.prose.values import read_answer, read_parties, read_subjects, says_count
from normalizers import normalize_display
from normalizers.departments import parse_departments
from normalizers.legal import parse_legal

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from extractors.documents.model import DocumentFields, DocumentPart
    from extractors.flow import Flow
    from extractors.geometry import Span
    from extractors.model import Audit, Item
    from extractors.prose.nodes import Outline
    from normalizers.departments import Department
    from normalizers.legal import LegalReference

LONGEST_ANSWER: Final = 12
"""A text of no more characters says of a list that there is none (該当する項目はない)."""

_NO_CASES: Final = frozenset({"会議録"})


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
    before: Matter | None = None
    for part_of in find_parts(outline.nodes):
        if reader.holds_table(part_of, set(case_tables)):
            continue
        for printed in matters_of(part_of, outline.nodes, reader.units):
            if reader.is_matter(matter := with_dittos(printed, before)):
                cases.append(replace(reader.case(matter), ordinal=len(cases)))
                before = matter
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

    def holds_table(self, part: CasePart, tables: set[int]) -> bool:
        """Whether one of some tables stands in the part."""
        roots = [part.root] if part.root else [n for n in self.nodes if n.parent is None]
        inside = {t.index for root in roots for n in subtree(self.nodes, root.ordinal) for t in n.tables}
        return bool(inside & tables)

    def is_matter(self, matter: Matter) -> bool:
        """Whether a paper of no known kind puts a matter forward: it has headings of one, and says what is done with data."""
        if self.fields.kind != "その他":
            return not only_counts(matter, self.fields)
        named = case_type_of(self.fields.title) or any(evidence(e.heading) for e in matter.entries)
        return len(matter.core) >= 2 and bool(named or matter.core & {"items", "items_and_count"})

    def case(self, matter: Matter) -> Case:
        """The case that a matter is."""
        part, entries = matter.part, matter.entries
        heading = normalize_display(part.root.title) if part.root and not part.is_whole else ""
        heading, office = office_behind(heading)
        case_type = kind_of(matter, heading, self.fields, self.nodes)
        span = self._span(part)
        quantity, audits = self._quantity(matter, span)
        items, unread = self._items(matter, span)
        parties, parties_raw = read_parties(
            matter.of("counterparty"), self.fields.abbreviations, matter.of("subcontracting")
        )
        offices, offices_raw = self._departments(matter, office)
        period = self._period(matter, case_type)
        doubts = (
            *unread,
            *unread_values(period, quantity, span),
        )
        self.findings.extend(doubts)
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
            business=self._business(matter),
            title=self._title(matter, heading),
            description=_first_text(matter, "description") or self._overview(part),
            reason=_first_text(matter, "reason"),
            departments=offices,
            department_raw=offices_raw,
            implementing_body=_first_text(matter, "implementing_body"),
            counterparty=parties,
            counterparty_raw=parties_raw,
            legal_basis=self._legal(matter, heading),
            subjects=tuple(s for e in matter.of("subjects")[:1] for s in read_subjects(e)),
            period=period,
            quantity=quantity,
            special_care=_special_care(matter, items),
            ordinance_special_care=_answer(matter, "ordinance_special_care"),
            uses_contractor_computer=_answer(matter, "uses_contractor_computer"),
            items_raw=joined(_item_entries(matter)) or None,
            items=items,
            findings=tuple(dict.fromkeys(finding.code for finding in doubts)),
        )

    def _title(self, matter: Matter, heading: str) -> str:
        """The matter's own title: under a heading directly below it, or further in where only one says so."""
        named = [(entry, text) for entry in matter.of("title") if (text := joined([entry]))]
        outer = [text for entry, text in named if entry.depth == 1 or entry.form is not None]
        inner = [text for entry, text in named if evidence(entry.heading) and len(named) == 1]
        if not (outer or inner) and (matter.is_one_of_forms or self.fields.kind == "その他"):
            outer = [joined([e]) for e in matter.of("business") if e.form is not None and e.text]
        return next(iter((*outer, *inner)), heading or self.fields.title)

    def _departments(self, matter: Matter, office: str) -> tuple[tuple[Department, ...], str]:
        """The offices that the matter itself names (所管課, or `office` behind its heading), or else those in the head of the paper."""
        others = re.compile(section("offices")["of_others"])
        for entry in matter.of("departments"):
            own = [u for u in entry.statements if not any(others.search(plain(p)) for p in u.path)]
            text = "\n".join(u.text for u in own)
            if is_department_line(text) and not others.search(plain(entry.heading)):
                return parse_departments(text), text
        if office:
            return self._known(parse_departments(office)), office
        return self.fields.departments, "\n".join(d.raw for d in self.fields.departments)

    def _known(self, offices: tuple[Department, ...]) -> tuple[Department, ...]:
        """Offices as the head of the paper names them, with their bureau, where it names them all."""
        divisions = {one.division for one in offices}
        named = tuple(one for one in self.fields.departments if one.division in divisions)
        return named if len(named) == len(offices) else offices

    def _business(self, matter: Matter) -> str | None:
        """業務の名称: from its heading, or as the title of the paper quotes it (「…業務」における…)."""
        for entry in matter.of("business"):
            lines = [line for u in entry.units if u.kind == "paragraph" for line in u.text.split("\n")]
            labelled = [
                m.group(2)
                for line in lines
                if (m := re.match(r"([^：:]{1,16})[：:](.+)", line))
                and heading_field(m.group(1)) == "business"
            ]
            if text := normalize_display("\n".join(labelled)) or joined([entry]):
                return text
        quoted = re.findall("「([^「」]{1,40}業務)」", self.fields.title)
        return "、".join(quoted) or None

    def _quantity(self, matter: Matter, span: Span) -> tuple[Quantity, tuple[Audit, ...]]:
        beside = [e for e in matter.of("subjects") if says_count(e)]
        for entry in [*matter.of("count"), *matter.of("items_and_count"), *beside]:
            if entry.field == "items_and_count" and any(u.kind == "heading" for u in entry.units):
                continue
            stated = _counted(entry) if entry.field == "items_and_count" else entry
            quantity, audits = read_quantity(stated, entry.node.span or span)
            if quantity.min is not None or quantity.max is not None or quantity.breakdown:
                if entry in beside and len(quantity.breakdown) == 1:
                    quantity = replace(
                        quantity, breakdown=()
                    )  # the persons concerned themselves are no part of them
                return quantity, audits
        raw = joined(matter.of("count"))
        counted = (
            q for e in (() if raw else matter.of("subjects")) if (q := count_of_subjects(e)) is not None
        )
        return next(counted, Quantity(raw=raw)), ()

    def _period(self, matter: Matter, case_type: str) -> Period:
        if case_type == "incident" and (found := incident_period(matter, self.fields.date)) is not None:
            return found
        return matter_period(matter, self.fields.date)

    def _items(self, matter: Matter, span: Span) -> tuple[tuple[Item, ...], tuple[Finding, ...]]:
        """The items of all lists of a matter, and a finding for each list that gave none."""
        lists = [(entry, self._list(entry)) for entry in _item_entries(matter)]
        found = [item for _, items in lists for item in items]
        if not found and (told := [item for e in matter.told("items") for item in self._list(e)]):
            return _numbered(told), ()
        unread = tuple(_unread(entry, span) for entry, items in lists if not items and _says_items(entry))
        if not found and not unread:
            unread = tuple(_unread(entry, span) for entry in matter.entries if _may_list_items(entry))
        return _numbered(found), unread

    def _list(self, entry: Entry) -> tuple[Item, ...]:
        return read_item_list(entry.units, self.underlines, self.meaning, entry.heading)

    def _legal(self, matter: Matter, heading: str) -> tuple[LegalReference, ...]:
        """Provisions of the section that says why the matter is put forward; for a whole paper those of the paper."""
        texts = [heading, *(e.text for e in matter.of("purpose"))]
        found = {
            (one.law, one.article, one.branch, one.paragraph, one.item): one
            for text in reversed(texts)
            for one in parse_legal(text, self.fields.abbreviations)
            if one.article is not None
        }
        if not found and matter.part.is_whole:
            return self.fields.legal_basis
        return tuple(found.values())

    def _overview(self, part: CasePart) -> str | None:
        """What the paper says ahead of its parts: 《事業の概要》; that it reports or asks says nothing of them."""
        if part.root is None or part.root.in_attachment:
            return None
        for node in self.nodes:
            if (
                node.parent is None
                and node.kind in {"label", "text"}
                and not node.in_attachment
                and node.body
                and not (node.kind == "text" and said_kind(node.body))
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


def _numbered(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(replace(item, ordinal=k) for k, item in enumerate(items))


def _says_items(entry: Entry) -> bool:
    """Whether below the heading of a list stands more than that there is none, or that it stands elsewhere."""
    text = entry.text.strip()
    return (len(text) > LONGEST_ANSWER and not is_open(text)) or any(u.table is not None for u in entry.units)


def _may_list_items(entry: Entry) -> bool:
    """Whether a heading that is read as nothing ends like that of a list of items (…情報, …項目), and a list stands below it."""
    endings = load("tables")["case_table"]["lists"]
    return entry.field is None and plain(entry.heading).endswith(tuple(endings)) and is_list(entry.text)


def _unread(entry: Entry, span: Span) -> Finding:
    message = "The section names personal-data items, and none was read out of it."
    return Finding("items_not_read", "warning", message, entry.heading, entry.node.span or span)


def _item_entries(matter: Matter) -> list[Entry]:
    """The sections that list items; one with items and count together only where it has no section of its own for the items."""
    own = [e for e in matter.entries if e.field == "items"]
    if own:
        return own
    return [_without_counts(e) for e in matter.entries if e.field == "items_and_count"]


def _is_count(text: str) -> bool:
    found = inline_heading(text)
    return found is not None and "件数" in found[0]


def _without_counts(entry: Entry) -> Entry:
    return replace(entry, units=tuple(u for u in entry.units if not _is_count(u.text)))


def _counted(entry: Entry) -> Entry:
    numbers = (u for u in entry.units if u.kind == "table" or any(c.isdigit() for c in u.text))
    return replace(entry, units=tuple(numbers))


def _first_text(matter: Matter, field: str) -> str | None:
    return next((text for e in matter.of(field) if (text := joined([e]))), None)


def _answer(matter: Matter, field: str) -> bool | None:
    return next((found for e in matter.of(field) if (found := read_answer(e.text)) is not None), None)


def _special_care(matter: Matter, items: Sequence[Item]) -> bool | None:
    """What is printed of 要配慮個人情報: an answer, or else underlined items."""
    answered = _answer(matter, "special_care")
    if answered is None and any(item.special_care_basis == "printed" for item in items):
        return True
    return answered
