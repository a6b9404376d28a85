"""Findings as rows, those about a case tied to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.findings import Finding
    from extractors.geometry import Span
    from extractors.model import Case
    from pipeline.records.values import Row


def finding_rows(
    findings: Iterable[Finding],
    prefix: str,
    document_id: str | None,
    cases: Sequence[tuple[str, Case]],
) -> list[Row]:
    """Findings of one document, or (with no document) of a file.

    Args:
        findings: in reading order.
        prefix: what their ids begin with.
        document_id: the document they are about, or None.
        cases: the document's cases with their ids; a finding is about the first one that names its code and
            stands where it stands.
        sizes: of the pages.
    """
    return [
        {
            "finding_id": f"{prefix}-f{number:04}",
            "document_id": document_id,
            "source_path": "",
            "severity": finding.severity,
            "code": finding.code,
            "message": finding.message,
            "raw": finding.raw,
            "span": finding.span,
            "case_id": _case_of(finding, cases),
        }
        for number, finding in enumerate(findings, start=1)
    ]


def _case_of(finding: Finding, cases: Sequence[tuple[str, Case]]) -> str | None:
    if not finding.span:
        return None
    for case_id, case in cases:
        if finding.code in case.findings and _meet(finding.span, case.span):
            return case_id
    return None


def _meet(one: Span, other: Span) -> bool:
    return any(a.page == b.page and a.box.overlaps(b.box) for a in one for b in other)
