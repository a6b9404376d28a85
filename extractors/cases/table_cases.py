"""Case tables: one case for each row, every printed column kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from extractors.cases.boxes import ticked
from extractors.cases.doubts import is_list, unread_values
from extractors.cases.fields import ItemCell, count_at_end, read_items, read_period, read_quantity
from extractors.cases.labelled import told_apart
from extractors.cases.list_columns import (
    name_column,
    office_above,
    office_columns,
    states_of,
    sub_column,
    told_first,
    with_states,
)
from extractors.cases.parties import parties_of_cell, sub_parties_of_cell
from extractors.documents.numbering import read_marker
from extractors.documents.offices import is_department_line, office_behind
from extractors.findings import Finding
from extractors.model import Case, Quantity
from extractors.profiles import case_type_of, load, plain, words
from extractors.tables.folded import unfolded
from extractors.tables.grouped import grouped
from extractors.tables.record_lines import on_one_line
from extractors.tables.roles import Roles, case_type_of_table, find_roles, read_flag
from extractors.tables.row_kinds import is_total_row, says_none
from normalizers import normalize_display, parse_counts, parse_dates
from normalizers.departments import parse_departments
from normalizers.legal import parse_legal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from extractors.geometry import Span
    from extractors.model import Item, Period, Table
    from extractors.tables.grouped import Grouped
    from normalizers.legal import LegalReference

BANNER: Final = "見出し"
"""Name of what the row over the whole width above a case says, where that is no office."""

_LONGEST_DITTO: Final = 12
"""A cell that only says that it is the same as the one above has no more characters, white space included."""

_MOST_DIGITS: Final = 9
"""Of the number of a row, which is published as a 32-bit integer."""

_YEAR: Final = re.compile(r"(?:令和|平成)\s*(?:[0-9]{1,2}|元)\s*年度(?!\s*(?:第\s*[0-9]|から|以降))")
"""A fiscal year that is no meeting's: not 令和5年度第2回."""

_PRINTED_YEAR: Final = re.compile(r"[0-9元]\s*年|年度|[RHrh][0-9]|[0-9]{4}|[0-9]\s*[.．/]\s*[0-9]")

_WHOSE: Final = frozenset({"row_number", "department", "implementing_body"})
"""Roles of columns that may be filled where the list has no entry."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document says around its case tables.

    Attributes:
        titles: texts that may name the matter: title, subtitle, headings above the table, the nearest first.
        date: the document's date.
        abbreviations: short names of laws that the document defines.
        common_items: the printed list of items common to all rows, and where it stands; None if there is none.
    """

    titles: tuple[str, ...] = ()
    date: dt.date | None = None
    abbreviations: Mapping[str, str] | None = None
    common_items: tuple[str, Span] | None = None


def is_case_table(table: Table, titles: Sequence[str] | None = None) -> bool:
    """Whether each row of the table is a case.

    Args:
        table: a logical table.
        titles: what stands around it, see `Setting`; where it is given, a list of offices and titles must be about a kind of
            matter, or say more of each than these: budgets list their items so too.
    """
    table = told_apart(on_one_line(table))
    roles = find_roles(table)
    if not roles.is_case_table or titles is None:
        return roles.is_case_table
    told = load("tables")["case_table"]["evidence"]
    return any(role in roles.columns for role in told) or case_type_of_table(table, titles) != "other"


def read_table_cases(
    table: Table, index: int, setting: Setting, *, start: int = 0
) -> tuple[tuple[Case, ...], tuple[Finding, ...]]:
    """The cases of a table and what is doubtful in its cells; nothing if it is no case table.

    Args:
        table: a logical table.
        index: its place among the document's tables.
        setting: what the document says around it.
        start: ordinal of the first case.
    """
    if not is_case_table(table, setting.titles):
        return (), ()
    table = on_one_line(table)
    table = unfolded(table, find_roles(table).columns.get("row_number"))
    printed, table = table.column_count, told_apart(table)
    roles = with_states(told_first(find_roles(table), table.header, printed), table)
    entries = grouped(table, roles)
    table = entries.table
    reader = _RowReader(entries, index, roles, setting)
    cases: list[Case] = []
    for number, row in enumerate(table.rows):
        if reader.is_banner(number):
            reader.head(row[0])
        elif not _is_no_entry(row, roles):
            cases.append(reader.read(number, row, start + len(cases)))
    return tuple(cases), (*reader.findings, *_unread_lists(table, roles))


def _unread_lists(table: Table, roles: Roles) -> Iterator[Finding]:
    """A finding for each column whose heading ends like that of a list of items (…項目, …情報) and that was read as nothing."""
    endings = load("tables")["case_table"]["lists"]
    for column, name in enumerate(table.header):
        head = plain(re.sub(r"[（(][^（）()]*[)）]", "", name.rsplit(" / ", 1)[-1]))
        if column in roles.columns.values() or not head.endswith(tuple(endings)):
            continue
        if any(is_list(row[column]) for row in table.rows):
            message = "The heading of this column names personal data, and its cells were not read as items."
            yield Finding("items_not_read", "warning", message, name, table.span)


def _is_no_entry(row: Sequence[str], roles: Roles) -> bool:
    """Whether a row sums the others up or says that there are none."""
    whose = {column for role, column in roles.columns.items() if role in _WHOSE}
    told = (text for column, text in enumerate(row) if column not in whose)
    return says_none(told) or is_total_row(row, roles.columns)


class _RowReader:
    """Reads the rows of one case table, each with what it inherits from the one above."""

    def __init__(self, entries: Grouped, index: int, roles: Roles, setting: Setting) -> None:
        self.table = table = entries.table
        self.item_cells = entries.item_cells
        self.index = index
        self.roles = roles
        self.setting = setting
        self.case_type = case_type_of_table(table, setting.titles)
        self.previous: dt.date | None = None
        self.banner, self.banner_type = "", self.case_type
        self.above = office_above(table.caption)
        self.cell_at = table.by_place()
        self.findings: list[Finding] = []
        self.common: tuple[Item, ...] | None = None
        self.provisions = _articles(setting)
        self.fiscal_year = _fiscal_year(setting.titles)
        self.called = name_column(roles, table.header)
        self.below = sub_column(table.header, roles.columns.get("counterparty"))
        self.states = states_of(table.header, roles.columns.get("items"))
        self.offices = office_columns(table.header, roles.columns.get("department"))
        self.has_other_day = self._has_other_day()

    def is_banner(self, number: int) -> bool:
        """Whether one cell takes the whole row: it says what the rows below it have in common."""
        first = self.cell_at.get((number, 0))
        return (
            first is not None
            and first.column_span == self.table.column_count > 1
            and bool(self.table.rows[number][0].strip())
        )

    def head(self, banner: str) -> None:
        """Take note of a row over the whole width: what it says holds for the rows below, the kind of matter (Ⅰ　目的外利用) too."""
        marker = read_marker(banner)
        kind = case_type_of(marker.rest if marker is not None else banner)
        self.banner, self.banner_type = banner, kind or self.case_type

    def _office(self, row: Sequence[str]) -> str:
        """The row's office, from 部 to 課 where these stand in columns of their own; without a column the one that heads its rows."""
        if not self.offices:
            return self._banner_office()
        return "\n".join(part for part in dict.fromkeys(row[k] for k in self.offices) if part.strip())

    def _named(self, row: Sequence[str]) -> tuple[dict[str, str | None], str]:
        """What the row's matter is called, and its office: that of the list, or else the one in brackets behind its name."""
        names = {role: _one_line(self.roles.text(row, role)) for role in ("title", "business")}
        if self.called is not None:
            names["title"] = _one_line(row[self.called])
        office = self._office(row)
        for role, name in names.items():
            if name and not office and not self.offices:
                names[role], office = office_behind(name)
                *above, last = (self.roles.text(row, role) or "").split("\n")
                if not office and above and is_department_line(last):
                    names[role], office = " ".join(above), last
        return names, office

    def _banner_office(self) -> str:
        """The office that the row over the whole width names, or else the heading above the list; "" if neither names one."""
        marker = read_marker(self.banner)
        unnumbered = marker.rest if marker is not None else self.banner
        return unnumbered if is_department_line(unnumbered) else self.above

    def _meant(self, number: int, row: Sequence[str]) -> tuple[str, ...]:
        """The row with the text from above where a cell only says that it is the same (〃)."""
        marks = words("tables", "ditto", "marks")
        if not any(len(text) <= _LONGEST_DITTO and plain(text) in marks for text in row if text):
            return tuple(row)
        meant = list(row)
        for column, text in enumerate(row):
            above = number - 1
            while above >= 0 and plain(meant[column]) in marks:
                if not self.is_banner(above):
                    meant[column] = self.table.rows[above][column]
                above -= 1
            meant[column] = text if plain(meant[column]) in marks else meant[column]
        return tuple(meant)

    def read(self, number: int, printed: Sequence[str], ordinal: int) -> Case:
        """One row as a case."""
        row = self._meant(number, printed)
        text = self.roles.text
        own_type = text(row, "case_type")
        name, department_raw = self._named(row)
        items = self._items(number, row)
        period, quantity = self._period(row), self._quantity(row)
        doubts = (*items.findings, *unread_values(period, quantity, self.table.row_spans[number]))
        self.findings.extend(doubts)
        counterparty = text(row, "counterparty")
        case_type = (case_type_of(own_type) if own_type else None) or self.banner_type
        return Case(
            ordinal=ordinal,
            origin="table_row",
            case_type=case_type,
            case_type_raw=own_type or self.table.caption,
            attributes=self._attributes(printed),
            span=self.table.row_spans[number],
            row_number=_number(text(row, "row_number")),
            business=name.get("business"),
            title=name.get("title"),
            description=text(row, "description"),
            reason=text(row, "reason"),
            departments=parse_departments(department_raw),
            department_raw=department_raw,
            implementing_body=_one_line(text(row, "implementing_body")),
            counterparty=(
                *(parties_of_cell(counterparty) if counterparty else ()),
                *(sub_parties_of_cell(row[self.below]) if self.below is not None else ()),
            ),
            counterparty_raw=counterparty,
            legal_basis=self._legal_basis(row),
            subjects=tuple(filter(None, (text(row, "subjects") or "").split("\n"))),
            period=period,
            quantity=quantity,
            participants=_participants(text(row, "participants")),
            special_care=read_flag(ticked(text(row, "special_care") or "")),
            ordinance_special_care=read_flag(ticked(text(row, "ordinance_special_care") or "")),
            uses_contractor_computer=read_flag(ticked(text(row, "uses_contractor_computer") or "")),
            items_raw=self._printed_items(row),
            items=items.items,
            table=self.index,
            findings=tuple(dict.fromkeys(finding.code for finding in doubts)),
        )

    def _period(self, row: Sequence[str]) -> Period:
        begin, end = self.roles.text(row, "period") or "", self.roles.text(row, "period_end") or ""
        printed = f"{begin}～{end}" if begin and parse_dates(end).spans else begin
        own = re.sub(r"[（(][^（）()]*[)）]", "", printed) if self.has_other_day else printed
        is_without_year = self.fiscal_year and own and not _PRINTED_YEAR.search(normalize_display(own))
        year = self.fiscal_year if is_without_year else ""
        period = read_period(own, document_date=self.setting.date, previous=self.previous, within=year)
        self.previous = period.start_date or self.previous
        return replace(period, raw=printed) if self.has_other_day else period

    def _has_other_day(self) -> bool:
        """Whether periods hold another day in brackets, as their header says: 発生日（判明日）."""
        header = self.roles.text(self.table.header, "period") or ""
        days = load("tables")["beside"]["days"]
        return re.search(rf"\([^()]*{days}[^()]*\)", plain(header)) is not None

    def _legal_basis(self, row: Sequence[str]) -> tuple[LegalReference, ...]:
        """The provisions of a row; what its cell leaves out (第3号) its header says (条例第11条第2項の該当号)."""
        column = self.roles.columns.get("legal_basis")
        if column is None:
            return ()
        known = self.setting.abbreviations or {}
        if found := parse_legal(row[column], known):
            return found
        header = self.table.header[column]
        above = parse_legal(header, known) or self.provisions
        return parse_legal(f"{above[-1].raw}{row[column]}", known) if above and row[column] else ()

    def _quantity(self, row: Sequence[str]) -> Quantity:
        column = self.roles.columns.get("count")
        if column is not None:
            return read_quantity(row[column], heading=self.table.header[column])
        return count_at_end(self.roles.text(row, "subjects") or "") or Quantity()

    def _attributes(self, row: Sequence[str]) -> dict[str, str]:
        """Every column with its printed text, one without a name called by its number, and what heads the rows."""
        result: dict[str, str] = {}
        named = [
            (name or f"column {column + 1}", row[column]) for column, name in enumerate(self.table.header)
        ]
        if self.banner and (self.offices or self._banner_office() in {"", self.above}):
            named.append((BANNER, self.banner))
        for name, text in named:
            while name in result:
                name += "'"  # noqa: PLW2901 - each column has a name of its own
            result[name] = text
        return result

    def _items(self, number: int, row: Sequence[str]) -> ItemCell:
        """The row's own items, then those that all rows have in common."""
        column = self.roles.columns.get("items")
        if column is None:
            return ItemCell()
        own = self._own_items(number, column, self._printed_items(row) or "")
        if self.setting.common_items is None:
            return own
        begin = len(own.items)
        common = (replace(item, ordinal=item.ordinal + begin) for item in self._common())
        return replace(own, items=(*own.items, *common))

    def _printed_items(self, row: Sequence[str]) -> str | None:
        """The row's list of items; where one column holds what was and another what is to be, both behind their names."""
        column = self.roles.columns.get("items")
        if column is None:
            return None
        if len(self.states) < 2:
            return row[column]
        return "\n".join(f"{name}：{row[k]}" for k, name in self.states if row[k].strip())

    def _own_items(self, number: int, column: int, text: str) -> ItemCell:
        """The items of one cell, or of the several that an entry has, each under its label."""
        cells = self.item_cells.get(number)
        if cells is None:
            return read_items(text, self.cell_at[number, column].span)
        read: list[ItemCell] = []
        for label, cell in cells:
            start = sum(len(one.items) for one in read)
            read.append(read_items(cell.text, cell.span, start=start, path=(label,) if label else ()))
        return ItemCell(
            tuple(item for one in read for item in one.items),
            all(one.is_common_only for one in read),
            tuple(finding for one in read for finding in one.findings),
        )

    def _common(self) -> tuple[Item, ...]:
        """The items that all rows have in common, read once."""
        if self.common is None:
            text, span = self.setting.common_items or ("", ())
            self.common = read_items(text, span, is_common=True).items
        return self.common


def _articles(setting: Setting) -> tuple[LegalReference, ...]:
    """The one article that the titles above the list name (条例第10条関係); none where they name several or more than that."""
    found = [one for text in setting.titles for one in parse_legal(text, setting.abbreviations or {})]
    named = {(one.law, one.article, one.branch): one for one in found if one.paragraph is None}
    return tuple(named.values()) if len(found) == len(named) == 1 else ()


def _fiscal_year(titles: Sequence[str]) -> str:
    """The fiscal year that the titles above the list say it is of (令和5年度の発生状況), as printed; "" for none or several."""
    found = {plain(year) for title in titles for year in _YEAR.findall(normalize_display(title))}
    return found.pop() if len(found) == 1 else ""


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split("\n")) if text else text


def _number(text: str | None) -> int | None:
    """A row's number; what has more digits are the numbers of several rows, or no such number at all."""
    value = plain(text or "").strip("().").replace(",", "")
    return int(value) if value.isdigit() and len(value) <= _MOST_DIGITS else None


def _participants(text: str | None) -> int | None:
    counts = parse_counts(text) if text else ()
    return sum(c.min or 0 for c in counts) if counts else None
