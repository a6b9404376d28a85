"""An `Extraction` as rows of every dataset.

Ids are made from the file's content and the place in it, so that they outlive reruns, renames and new neighbours:
`<first 16 digits of SHA-256>-<document>` for a document, and `-c0001` (case), `-i0001` (item), `-t001` (table),
`-s0001` (section), `-a0001` (audit), `-f0001` (finding), `-m1` (meeting), `-g001` (agenda item), `-u00001` (utterance)
behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from extractors.documents import body_of
from extractors.findings import Finding
from pipeline.records.cases import case_row, item_row
from pipeline.records.findings import finding_rows
from pipeline.records.layout import cell_row, section_rows, table_row
from pipeline.records.minutes import meeting_rows
from pipeline.records.values import (
    Row,
    department_values,
    instant,
    legal_values,
    reference_values,
)
from pipeline.schema import EXTRACTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.model import Audit, Document, Extraction
    from extractors.pages import FileInfo
    from pipeline.council import Council
    from pipeline.spans import PageSizes

__all__ = ["Row", "Rows", "Source", "failure_rows", "rows_of"]

Rows = Mapping[str, Iterable[Row]]
"""Rows of the extracted datasets, by name, each made when it is asked for: a long file has hundreds of thousands.
`source_path` is left empty: it is filled in when publishing, because a renamed file is not read again."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file that rows come from.

    Attributes:
        sha256: of its bytes, hexadecimal.
        extractor_version: of the code that read it.
        page_sizes: of its pages, as far as they are known.
    """

    sha256: str
    extractor_version: str
    page_sizes: PageSizes

    @property
    def key(self) -> str:
        """What the ids of its rows begin with."""
        return self.sha256[:16]

    def document_id(self, document: Document) -> str:
        """Key of one of its documents."""
        return f"{self.key}-{document.ordinal + 1:02}"


def rows_of(extraction: Extraction, source: Source, council: Council) -> Rows:
    """All rows that one file gives."""
    findings = (*extraction.findings, *_emptiness(extraction))
    parts: list[Rows] = [{"findings": finding_rows(findings, source.key, None, ())}]
    parts += (_document_rows(document, extraction.info, source, council) for document in extraction.documents)
    return {name: chain.from_iterable([part.get(name, ()) for part in parts]) for name in EXTRACTED}


def _emptiness(extraction: Extraction) -> tuple[Finding, ...]:
    """A file that opens and gives nothing is not to be passed over in silence."""
    if extraction.documents:
        return ()
    pages = extraction.info.page_count
    message = f"It was read, and no document was found on its pages ({pages}); look at it in a PDF viewer."
    return (Finding("no_documents", "warning", message),)


def failure_rows(source: Source, finding: Finding) -> Rows:
    """The rows of a file that gave no documents: its one finding."""
    return {"findings": finding_rows([finding], source.key, None, ())}


def _document_rows(document: Document, info: FileInfo, source: Source, council: Council) -> Rows:
    document_id = source.document_id(document)
    table_ids = [f"{document_id}-t{number:03}" for number in range(1, len(document.tables) + 1)]
    cases = [(f"{document_id}-c{number:04}", case) for number, case in enumerate(document.cases, start=1)]
    rows: dict[str, Iterable[Row]] = {
        "documents": [_document_row(document, info, source, council)],
        "tables": (
            table_row(table, ordinal, table_ids[ordinal], document_id)
            for ordinal, table in enumerate(document.tables)
        ),
        "cells": (
            cell_row(cell, table_id)
            for table_id, table in zip(table_ids, document.tables, strict=True)
            for cell in table.cells
        ),
        "sections": section_rows(document.sections, document_id),
        "cases": (
            case_row(case, case_id, document_id, _at(table_ids, case.table)) for case_id, case in cases
        ),
        "items": (
            item_row(item, f"{case_id}-i{number:04}", case_id, document_id)
            for case_id, case in cases
            for number, item in enumerate(case.items, start=1)
        ),
        "audits": _audit_rows(document.audits, document_id, table_ids),
        "findings": finding_rows(
            (*document.findings, *_strangeness(document, council)), document_id, document_id, cases
        ),
    }
    if document.meeting is not None:
        fallback = document.council or council.council
        rows |= meeting_rows(document.meeting, document_id, fallback)
    return rows


def _strangeness(document: Document, council: Council) -> tuple[Finding, ...]:
    """A paper of another body than the one that all rows are published for is not to be passed over in silence."""
    body = body_of(document.council or "")
    if body is None or body.endswith(council.municipality):
        return ()
    message = (
        f"It is a paper of {body}, and its rows say {council.municipality}; publish it by itself, with a council.toml"
        " of its own."
    )
    return (Finding("other_municipality", "warning", message, document.council or ""),)


def _audit_rows(audits: Sequence[Audit], document_id: str, table_ids: list[str]) -> list[Row]:
    return [
        {
            "audit_id": f"{document_id}-a{number:04}",
            "document_id": document_id,
            "kind": audit.kind,
            "statement_raw": audit.statement_raw,
            "stated": audit.stated,
            "found": audit.found,
            "agrees": audit.agrees,
            "span": audit.span,
            "table_id": _at(table_ids, audit.table),
        }
        for number, audit in enumerate(audits, start=1)
    ]


def _at(ids: list[str], index: int | None) -> str | None:
    return None if index is None else ids[index]


def _document_row(document: Document, info: FileInfo, source: Source, council: Council) -> Row:
    pages = range(document.page_first, document.page_last + 1)
    sizes = [(page, source.page_sizes[page]) for page in pages if page in source.page_sizes]
    return {
        "document_id": source.document_id(document),
        "source_path": "",
        "source_sha256": source.sha256,
        "page_first": document.page_first,
        "page_last": document.page_last,
        "municipality_code": council.municipality_code,
        "municipality": council.municipality,
        "council": document.council or council.council,
        "kind": document.kind,
        "number": document.number,
        "label": document.label,
        "title": document.title,
        "subtitle": document.subtitle,
        "date": document.date,
        "date_raw": document.date_raw,
        "received_date": document.received_date,
        "fiscal_year": document.fiscal_year,
        "legal_regime": council.regime(document.date),
        "departments": department_values(document.departments),
        "addressee": document.addressee,
        "legal_basis": legal_values(document.legal_basis),
        "references": reference_values(document.references),
        "text_source": document.text_source,
        "page_count": len(pages),
        "table_count": len(document.tables),
        "case_count": len(document.cases),
        "item_count": sum(len(case.items) for case in document.cases),
        "finding_count": len(document.findings) + len(_strangeness(document, council)),
        "page_sizes": [{"page": page, "width": w, "height": h} for page, (w, h) in sizes],
        "producer": info.producer or None,
        "creator": info.creator or None,
        "pdf_created": instant(info.created),
        "is_encrypted": info.is_encrypted,
        "is_removed": False,
        "extractor_version": source.extractor_version,
    }
