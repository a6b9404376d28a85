"""What splitting a file into documents gives, and what the head of a document says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.flow import FlowLine, FlowTable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from extractors.findings import Finding
    from extractors.flow import FlowElement
    from normalizers.departments import Department
    from normalizers.legal import LegalReference
    from normalizers.references import DocumentReference


@dataclass(frozen=True, slots=True, eq=False)
class DocumentPart:
    """The stretch of a file that is one document.

    Attributes:
        page_first, page_last: pages of the file that it stands on, both included.
        cover: elements of the cover letter (かがみ文); empty where the paper comes without one.
        body: elements of the paper itself, attachments included.
        page_widths: width of each page of the file in points.
        running: running heads and feet of its first page.
    """

    page_first: int
    page_last: int
    cover: tuple[FlowElement, ...]
    body: tuple[FlowElement, ...]
    page_widths: tuple[float, ...] = ()
    running: tuple[str, ...] = ()

    @property
    def elements(self) -> tuple[FlowElement, ...]:
        """Everything on it, in reading order."""
        return self.cover + self.body

    @property
    def lines(self) -> tuple[FlowLine, ...]:
        """Its lines outside tables."""
        return tuple(e for e in self.elements if isinstance(e, FlowLine))

    @property
    def tables(self) -> tuple[FlowTable, ...]:
        """Its logical tables."""
        return tuple(e for e in self.elements if isinstance(e, FlowTable))

    def width(self, page: int) -> float:
        """Width of a page in points; A4 where the part was made without pages."""
        return self.page_widths[page - 1] if page <= len(self.page_widths) else 595.3


@dataclass(frozen=True, slots=True, eq=False)
class HeadLine:
    """One line of a head and what it is there for.

    Attributes:
        role: label, mark, file_number, date, date_label (both on one line), department, contact, addressee, sender, sentence, below, title or subtitle.
    """

    line: FlowLine
    role: str


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The head of a paper or of a cover letter: its first lines, up to the first heading or paragraph.

    Attributes:
        lines: in reading order.
    """

    lines: tuple[HeadLine, ...]

    def of(self, *roles: str) -> tuple[FlowLine, ...]:
        """Its lines of some roles."""
        return tuple(one.line for one in self.lines if one.role in roles)

    def has(self, role: str) -> bool:
        """Whether any of its lines has the role."""
        return any(one.role == role for one in self.lines)


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """What a document's head and text say about the document; see the data contract.

    Attributes:
        municipality: 世田谷区, from the council's or the sender's name; None where neither is printed.
        abbreviations: short names of laws and parties defined in the text (以下「条例」という。), to their long form.
        head, cover_head: the lines that were read as heads.
        opening: the sentence of the cover letter, or "".
    """

    kind: str
    number: int | None
    label: str | None
    title: str
    subtitle: str | None
    date: dt.date | None
    date_raw: str
    received_date: dt.date | None
    fiscal_year: int | None
    departments: tuple[Department, ...]
    council: str | None
    addressee: str | None
    municipality: str | None
    legal_basis: tuple[LegalReference, ...]
    references: tuple[DocumentReference, ...]
    abbreviations: Mapping[str, str]
    head: Head
    cover_head: Head
    opening: str = ""
    findings: tuple[Finding, ...] = field(default=())
