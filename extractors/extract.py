"""From one file to everything that is read out of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors import minutes
from extractors.audits import Statement, audit_document
from extractors.cases.table_cases import Setting, is_case_table, read_table_cases
from extractors.confidence import with_confidence
from extractors.documents import read_fields, split_documents
from extractors.findings import Finding
from extractors.flow import FlowLine, arrange, make_flow
from extractors.furniture import find_furniture
from extractors.geometry import Place, join_spans
from extractors.items import unknown_findings
from extractors.model import Document, Extraction
from extractors.privacy import contact_findings
from extractors.profiles import load, plain
from extractors.prose import account, read_outline, read_prose_cases
from extractors.ranges import read_contents
from extractors.readers import read_info, read_pages
from extractors.tables.logical import join_tables
from extractors.tables.page_tables import read_content
from normalizers import japanese_fiscal_year
from normalizers.references import parse_document_references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from extractors.documents import DocumentFields, DocumentPart
    from extractors.flow import Flow, FlowElement, FlowTable
    from extractors.geometry import Span
    from extractors.model import Audit, Case, Table
    from extractors.prose import Outline
    from extractors.readers import Reader
    from normalizers.departments import Department


def extract_file(path: Path | str, *, reader: Reader = "pdfium", processes: int = 1) -> Extraction:
    """Read everything out of one PDF.

    Args:
        path: the file.
        reader: which library decodes the pages.
        processes: how many processes may share the pages of a long file.

    Raises:
        ReadError: if the file gives no pages at all.
    """
    info = read_info(path)
    flow = arrange(read_contents(path, reader=reader, processes=processes))
    documents = tuple(
        _checked(_read_minutes(number, part, flow) if is_minutes else _read_paper(number, part, flow), flow)
        for number, (part, is_minutes) in enumerate(document_parts(flow))
    )
    return Extraction(info, documents, flow.findings)


def read_tables(path: Path | str, *, reader: Reader = "pdfium", joined: bool = True) -> tuple[Table, ...]:
    """Every ruled table of a PDF.

    Args:
        path: the file.
        reader: which library decodes the pages.
        joined: False leaves each page's part of a table a table of its own.

    Raises:
        ReadError: if the file gives no pages at all.
    """
    pages = read_pages(path, reader=reader)
    if joined:
        return make_flow(pages).tables
    contents = [read_content(page) for page in pages]
    return tuple(join_tables(contents, find_furniture(contents), joined=False))


def _checked(document: Document, flow: Flow) -> Document:
    document = with_confidence(document, flow.pages)
    return replace(document, findings=(*document.findings, *contact_findings(document)))


def document_parts(flow: Flow) -> Iterator[tuple[DocumentPart, bool]]:
    """The documents of a file, and whether each is minutes; papers that follow minutes are documents of their own."""
    for part in split_documents(flow):
        if not part.elements:
            continue
        if not minutes.looks_like_minutes(part.elements):
            yield part, False
            continue
        end = minutes.minutes_end(part.elements)
        last = max(_last_page(element) for element in part.elements[:end])
        yield replace(part, page_last=last, cover=(), body=part.elements[:end]), True
        if end < len(part.elements):
            yield from document_parts(replace(flow, elements=part.elements[end:]))


def _last_page(element: FlowElement) -> int:
    return element.page if isinstance(element, FlowLine) else element.table.pages[-1]


def _read_paper(ordinal: int, part: DocumentPart, flow: Flow) -> Document:
    """A consultation, a report, or any other paper that is no minutes."""
    fields = read_fields(part)
    outline = read_outline(part, fields)
    tables = tuple(element.table for element in part.tables)
    listed, doubts = _table_cases(part, fields, outline)
    case_tables = {
        element.index
        for element in part.tables
        if is_case_table(element.table, _titles_around(element, fields, outline))
    }
    prose = read_prose_cases(part, fields, outline, flow, case_tables=case_tables)
    cases = tuple(
        case if case.ordinal == number else replace(case, ordinal=number)
        for number, case in enumerate((*prose.cases, *listed))
    )
    statements = [
        Statement(paragraph.text, join_spans((Place(line.page, line.box),) for line in paragraph.lines))
        for node in outline.nodes
        for paragraph in node.paragraphs
    ]
    return Document(
        ordinal=ordinal,
        page_first=part.page_first,
        page_last=part.page_last,
        kind=fields.kind,
        number=fields.number,
        label=fields.label,
        title=fields.title,
        subtitle=fields.subtitle,
        date=fields.date,
        date_raw=fields.date_raw,
        received_date=fields.received_date,
        fiscal_year=fields.fiscal_year,
        departments=fields.departments or _departments_of(cases),
        council=fields.council,
        addressee=fields.addressee,
        legal_basis=fields.legal_basis,
        references=fields.references,
        text_source=_text_source(part, flow),
        sections=outline.sections,
        tables=tables,
        cases=cases,
        audits=_together(prose.audits, audit_document(tables, cases, statements)),
        findings=(
            *fields.findings,
            *outline.findings,
            *prose.findings,
            *doubts,
            *_lost_lines(part, fields, outline),
            *_unknown_items(cases),
        ),
    )


def _departments_of(cases: Sequence[Case]) -> tuple[Department, ...]:
    """The offices that a paper without any in its head names for its one matter."""
    return cases[0].departments if len(cases) == 1 and cases[0].origin == "section" else ()


def _lost_lines(part: DocumentPart, fields: DocumentFields, outline: Outline) -> Iterator[Finding]:
    """Lines that are in no section and no head: nothing is dropped silently."""
    for fate in account(part, fields, outline):
        if fate.place == "lost":
            page, line = fate.line.page, fate.line.line
            message = f"A line on page {page} belongs to no section; it is in no other dataset."
            yield Finding("text_unplaced", "error", message, raw=line.text, span=(Place(page, line.box),))


def _unknown_items(cases: Iterable[Case]) -> tuple[Finding, ...]:
    return unknown_findings(
        (item.name, item.path) for case in cases for item in case.items if not item.is_common
    )


def _read_minutes(ordinal: int, part: DocumentPart, flow: Flow) -> Document:
    """Minutes as a document: what their heading says of the meeting is said of the document."""
    fields = read_fields(part)
    meeting, findings = minutes.read_meeting(part.elements)
    return Document(
        ordinal=ordinal,
        page_first=part.page_first,
        page_last=part.page_last,
        kind="会議録",
        number=None,
        label=None,
        title=fields.title,
        subtitle=fields.subtitle,
        date=meeting.date,
        date_raw=fields.date_raw,
        received_date=None,
        fiscal_year=japanese_fiscal_year(meeting.date) if meeting.date else meeting.fiscal_year,
        departments=(),
        council=meeting.council,
        addressee=None,
        legal_basis=(),
        references=parse_document_references(
            "、".join(label for item in meeting.agenda for label in item.refers)
        ),
        text_source=_text_source(part, flow),
        sections=(),
        tables=tuple(element.table for element in part.tables),
        cases=(),
        audits=(),
        meeting=meeting,
        findings=findings,
    )


def _together(of_cases: Sequence[Audit], of_document: Sequence[Audit]) -> tuple[Audit, ...]:
    """All audits; a breakdown that belongs to a case is not told again for its paragraph."""
    known = {(audit.stated, audit.found) for audit in of_cases if audit.kind == "breakdown"}
    others = [a for a in of_document if a.kind != "breakdown" or (a.stated, a.found) not in known]
    return (*others, *of_cases)


def _text_source(part: DocumentPart, flow: Flow) -> str:
    """`ocr` as soon as one page was recognized from its picture."""
    sources = {flow.pages[number - 1].text_source for number in range(part.page_first, part.page_last + 1)}
    return next((source for source in ("ocr", "text") if source in sources), "none")


def _table_cases(
    part: DocumentPart, fields: DocumentFields, outline: Outline
) -> tuple[tuple[Case, ...], tuple[Finding, ...]]:
    """The cases of all case tables of a document, and what is doubtful in them."""
    common = _common_items(outline)
    cases: list[Case] = []
    findings: list[Finding] = []
    for index, element in enumerate(part.tables):
        titles = _titles_around(element, fields, outline)
        setting = Setting(titles, fields.date, fields.abbreviations, common)
        found, doubts = read_table_cases(element.table, index, setting, start=len(cases))
        cases.extend(found)
        findings.extend(doubts)
    return tuple(cases), tuple(findings)


def _titles_around(element: FlowTable, fields: DocumentFields, outline: Outline) -> tuple[str, ...]:
    return (*_headings_above(element, outline), fields.subtitle or "", fields.title)


def _headings_above(element: FlowTable, outline: Outline) -> Iterable[str]:
    """Headings of the section that holds a table and of those around it, from the inside out."""
    by_ordinal = {node.ordinal: node for node in outline.nodes}
    node = next((n for n in outline.nodes if element in n.tables), None)
    while node is not None:
        yield node.title
        node = by_ordinal.get(node.parent) if node.parent is not None else None


def _common_items(outline: Outline) -> tuple[str, Span] | None:
    """The list of items that hold for every row (各申請共通項目：…), as printed outside the tables."""
    heading = re.compile(load("tables")["common_items"]["heading"])
    for node in outline.nodes:
        for paragraph in node.paragraphs:
            match = heading.match(plain(paragraph.text))
            if match:
                text = re.split("[:：]", paragraph.text, maxsplit=1)[1]
                return text, join_spans((Place(line.page, line.box),) for line in paragraph.lines)
    return None
