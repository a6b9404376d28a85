"""What a run leaves a person to read: totals, audits, findings, failed files, where the data are."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.terminal import printable, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.packages import Outcome

_SHOWN = 50
"""Failed files that are listed; the others are counted."""


_NAMED = 3
"""Files left alone that are named; the others are counted."""


@dataclass(slots=True)
class Totals:
    """Sums over all published files."""

    files: int = 0
    pages: int = 0
    documents: int = 0
    tables: int = 0
    cases: int = 0
    items: int = 0
    audits_agree: int = 0
    audits_disagree: int = 0
    findings: dict[str, int] = field(default_factory=lambda: {"error": 0, "warning": 0, "info": 0})

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        self.files += outcome.ok
        self.pages += outcome.pages
        self.documents += outcome.documents
        self.tables += outcome.tables
        self.cases += outcome.cases
        self.items += outcome.items
        self.audits_agree += outcome.audits_agree
        self.audits_disagree += outcome.audits_disagree
        for severity, count in outcome.findings.items():
            self.findings[severity] = self.findings.get(severity, 0) + count


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that gives no documents."""

    source_path: str
    code: str
    message: str
    is_new: bool


@dataclass(slots=True)
class Summary:
    """The end of a run.

    Attributes:
        exit_status: of the process.
        totals: over all published files.
        actions: number of files by what was done about them.
        failures: files that give no documents.
        published: number of the publish that was made, or None.
        note: why none was made, or "".
        out: where the datasets are.
        seconds: duration.
        left_alone: what lies in the raw folder and is no PDF by its name.
    """

    exit_status: int
    totals: Totals
    actions: dict[str, int]
    failures: list[Failure]
    published: str | None
    note: str
    out: str
    seconds: float
    left_alone: list[str]

    def facts(self) -> dict[str, Any]:
        """All of it for machines."""
        return asdict(self)

    def text(self) -> str:
        """All of it for people."""
        return "\n".join([*self._counts(), *self._failed(), *self._where()])

    def _counts(self) -> Iterable[str]:
        t = self.totals
        done = ", ".join(f"{count:,} {name}" for name, count in self.actions.items()) or "no PDF was found"
        audits = t.audits_agree + t.audits_disagree
        yield f"files      {done}"
        if self.left_alone:
            yield f"not read   {printable(_some(self.left_alone))}: only names ending in .pdf are"
        yield f"pages      {t.pages:,}"
        yield f"documents  {t.documents:,}"
        yield f"tables     {t.tables:,}"
        yield f"cases      {t.cases:,}"
        yield f"items      {t.items:,}"
        yield f"audits     {audits:,}: {t.audits_agree:,} agree, {t.audits_disagree:,} do not"
        yield "findings   " + ", ".join(f"{count:,} {severity}" for severity, count in t.findings.items())
        yield f"time       {self.seconds:.1f} s"

    def _failed(self) -> Iterable[str]:
        if self.failures:
            yield ""
            yield f"Files that give no documents: {len(self.failures):,}"
            for failure in self.failures[:_SHOWN]:
                yield f"  {printable(failure.source_path)}: {shortened(failure.message)}"
            if len(self.failures) > _SHOWN:
                yield f"  … and {len(self.failures) - _SHOWN:,} more: see the dataset findings, severity error"

    def _where(self) -> Iterable[str]:
        yield ""
        if self.note:
            yield printable(self.note)
        yield f'Read them with pandas.read_parquet("{printable(self.out)}/cases"), and so documents, items, tables …'
        if self.totals.audits_disagree:
            yield "Audits that do not agree are the first thing to look at: dataset audits, agrees = false."
        elif not sum(self.actions.values()):
            yield "Put PDFs into the raw folder and run ingest again."


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
