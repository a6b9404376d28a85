"""What is read out of one PDF: the frozen values that the steps hand to one another and that are published.

`normalizers` own the meaning of dates, counts and departments; the values here hold what they found, with the place on
the page it came from. Column by column they follow the published data contract (`pipeline.schema`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from extractors.findings import Finding
    from extractors.geometry import Span
    from extractors.pages import FileInfo
    from normalizers.departments import Department
    from normalizers.legal import LegalReference
    from normalizers.references import DocumentReference


class Cell(NamedTuple):  # a tuple, because a long list has tens of thousands and tuples are made fastest
    """One cell of a table, merged cells once.

    Attributes:
        row: 0-based body row; header rows are negative, the last header row is -1.
        column: 0-based.
        row_span, column_span: how many rows and columns it covers.
        text: printed text, line wraps joined, paragraphs kept as line feeds.
        lines: the printed lines that `text` was joined from.
        span: where it stands; more than one place when the cell runs over a page break.
        number, unit: value of a numeric cell, and its unit; None elsewhere.
        confidence: how surely it was recognized (0 to 1); None for text that the file holds, and for empty cells.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    lines: tuple[str, ...]
    span: Span
    number: float | None = None
    unit: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One logical table, joined over pages.

    Attributes:
        header: one name for each column, spanning header cells flattened top-down with " / "; empty without header.
        rows: body rows, every one as long as the table is wide; merged cells are repeated in each row they cover.
        cells: every cell once, header cells included, in reading order.
        row_spans: where each body row stands.
        caption: the text just above it that names it, or "".
        kind: case_list, statistics, fees, schedule or other.
        span: where it stands, page by page.
        column_count: number of columns.
        banners: lines that stand above the table on its pages (repeated or not) and say what its rows have in common.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[Cell, ...]
    row_spans: tuple[Span, ...]
    span: Span
    column_count: int
    caption: str = ""
    kind: str = "other"
    banners: tuple[str, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages that the table touches."""
        return tuple(place.page for place in self.span)

    def by_place(self) -> dict[tuple[int, int], Cell]:
        """The cell at each (row, column), merged cells at every place they cover."""
        found = {(cell.row, cell.column): cell for cell in self.cells}
        for cell in self.cells:
            if cell.row_span > 1 or cell.column_span > 1:
                for row in range(cell.row, cell.row + cell.row_span):
                    found.update(
                        ((row, column), cell) for column in range(cell.column, cell.column + cell.column_span)
                    )
        return found


@dataclass(frozen=True, slots=True)
class Section:
    """One element of the numbered outline.

    Attributes:
        ordinal: 0-based place in the document, in reading order.
        parent: ordinal of the section it belongs to, or None.
        level: 1 for 第1, 2 for 1, 3 for (1) and so on, as nested on the page.
        number_raw: its number as printed.
        heading, body: its heading, and the text below it up to the next section, paragraphs joined with line feeds.
        resolved_body: `body` with cross references replaced by what they point to.
        resolved_from: ordinals of the sections that were taken over.
    """

    ordinal: int
    parent: int | None
    level: int
    number_raw: str
    heading: str
    body: str
    resolved_body: str
    resolved_from: tuple[int, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """One personal-data item (個人情報の項目) of a case; see `extractors.items` for its classification.

    Attributes:
        confidence: as in `Cell`.
        The others: see the data contract.
    """

    ordinal: int
    raw: str
    path: tuple[str, ...]
    name: str
    qualifier: str | None
    is_open_ended: bool
    span: Span
    is_common: bool = False
    change: str | None = None
    flow: str | None = None
    subject: str | None = None
    attribute: str | None = None
    category: str = "other"
    group: str = "その他"
    special_care: str = "no"
    special_care_basis: str = "rule"
    is_my_number: bool = False
    dpv: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class DatedPeriod:
    """One entry of a list of days: inclusive start and end, the precision of the start, and the printed text."""

    start: dt.date | None
    end: dt.date | None
    precision: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class LabelledCount:
    """One entry of a breakdown (内訳)."""

    label: str
    min: int | None
    max: int | None
    unit: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class Period:
    """When something runs: 開始時期, 実施時期, 期間."""

    raw: str = ""
    start_date: dt.date | None = None
    start_precision: str | None = None
    end_date: dt.date | None = None
    end_precision: str | None = None
    is_ongoing: bool | None = None
    is_provisional: bool | None = None
    dates: tuple[DatedPeriod, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: 件数."""

    raw: str = ""
    min: int | None = None
    max: int | None = None
    unit: str | None = None
    period: str | None = None
    is_approximate: bool | None = None
    breakdown: tuple[LabelledCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One matter: a numbered row of a case table, or a numbered part (or the whole) of a prose document.

    Attributes:
        ordinal: 0-based place in the document.
        origin: table_row or section.
        case_type: closed list of the data contract; `case_type_raw` as printed.
        attributes: every printed column or numbered heading of the case with its printed text.
        findings: codes of what is doubtful about it.
        The others: see the data contract.
    """

    ordinal: int
    origin: str
    case_type: str
    attributes: Mapping[str, str]
    span: Span
    case_type_raw: str = ""
    row_number: int | None = None
    business: str | None = None
    title: str | None = None
    description: str | None = None
    reason: str | None = None
    departments: tuple[Department, ...] = ()
    department_raw: str = ""
    implementing_body: str | None = None
    counterparty: tuple[str, ...] = ()
    counterparty_raw: str | None = None
    legal_basis: tuple[LegalReference, ...] = ()
    subjects: tuple[str, ...] = ()
    period: Period = Period()
    quantity: Quantity = Quantity()
    participants: int | None = None
    special_care: bool | None = None
    ordinance_special_care: bool | None = None
    uses_contractor_computer: bool | None = None
    items_raw: str | None = None
    items: tuple[Item, ...] = ()
    table: int | None = None
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """One statement that a document makes about itself, held against what was extracted.

    Attributes:
        kind: row_count, flag_count, column_total, breakdown or numbering.
        table: index of the table in `Document.tables` that it is about, or None.
    """

    kind: str
    statement_raw: str
    stated: int
    found: int
    agrees: bool
    span: Span
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person of a meeting's list of members present or absent."""

    role: str | None
    name: str | None
    affiliation: str | None
    is_present: bool


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One entry of a meeting's agenda (次第) with what was decided; see the data contract."""

    ordinal: int
    number_raw: str
    kind: str
    title: str
    refers: tuple[str, ...]
    outcome: str | None
    outcome_raw: str | None
    conditions: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """One speech or note of a transcript; `agenda_item` is the ordinal of the item it belongs to."""

    ordinal: int
    agenda_item: int | None
    kind: str
    speaker_raw: str | None
    speaker_role: str | None
    speaker_name: str | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Meeting:
    """Minutes (会議録): heading, attendees, agenda, utterances.

    Attributes:
        attributes: every printed label of the heading with its printed text, known or not, so that nothing is lost.
        The others: see the data contract.
    """

    council: str | None
    session_raw: str | None
    fiscal_year: int | None
    number: int | None
    date: dt.date | None
    start_time: str | None
    end_time: str | None
    place: str | None
    observers: int | None
    attendees: tuple[Attendee, ...]
    agenda: tuple[AgendaItem, ...]
    utterances: tuple[Utterance, ...]
    span: Span
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One council document with all that was read out of it.

    Attributes:
        ordinal: 0-based place in the file.
        kind: 諮問 consultation, 報告 report, 答申 answer, 会議録 minutes, or その他.
        label: 報告第348号; None where none is printed.
        The others: see the data contract.
    """

    ordinal: int
    page_first: int
    page_last: int
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
    legal_basis: tuple[LegalReference, ...]
    references: tuple[DocumentReference, ...]
    text_source: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    cases: tuple[Case, ...]
    audits: tuple[Audit, ...]
    meeting: Meeting | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one file.

    Attributes:
        info: what the PDF says of itself.
        documents: in page order; every page belongs to exactly one.
        findings: about the file or its pages, not about one document.
    """

    info: FileInfo
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...] = ()
