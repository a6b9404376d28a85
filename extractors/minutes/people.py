"""Tables of attendees, and all attendees of a heading put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from extractors.flow import FlowTable
from extractors.minutes.attendees import read_list
from extractors.minutes.groups import Context, is_official, role_of_label, roles, take_group
from extractors.minutes.narrative import people_in
from extractors.minutes.person import read_official, take_brackets, take_role
from extractors.minutes.rows import cells_by_row
from extractors.minutes.signs import take_legend, with_capacities, without_sign
from extractors.minutes.speakers import compact
from extractors.minutes.words import plain, word_set
from extractors.model import Attendee
from normalizers.text import normalize_display

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractors.flow import FlowElement
    from extractors.minutes.heading import Section
    from extractors.minutes.speakers import Known
    from extractors.model import Cell, Table


NO_LEGEND: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of an attendee table holds what; None where there is none."""

    role: int | None
    name: int
    affiliation: int | None
    present: int | None


def attendee_columns(table: Table) -> tuple[Columns, ...]:
    """The columns of a table that lists people, once for each of the people that stand side by side; none if it does not."""
    rows = cells_by_row(table.cells)
    found = []
    for header in _side_by_side(rows[0]) if rows else ():
        place = {key: _column(header, key) for key in ("role", "name", "affiliation", "present")}
        if place["name"] is None or sum(value is not None for value in place.values()) < 2:
            return ()
        affiliation, role = place["affiliation"], place["role"]
        if role is not None and affiliation is None and not _mostly_roles(rows[1:], role):
            role, affiliation = None, role
        found.append(Columns(role, place["name"], affiliation, place["present"]))
    return tuple(found)


def _side_by_side(header: Sequence[Cell]) -> list[list[Cell]]:
    """The cells of a header row, parted where its words begin anew."""
    words = [plain(cell.text) for cell in header]
    starts = [at for at, word in enumerate(words) if word and word == words[0]] or [0]
    return [list(header[a:b]) for a, b in pairwise([*starts, len(header)])]


def _column(header: Sequence[Cell], key: str) -> int | None:
    words = word_set("attendance", f"column_{key}")
    return next((cell.column for cell in header if plain(cell.text) in words), None)


def _mostly_roles(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    texts = [plain(cell.text) for row in rows for cell in row if cell.column == column and cell.text]
    return not texts or sum(text in roles() for text in texts) * 2 >= len(texts)


def read_table(
    table: Table, columns: Columns, context: Context, legend: Mapping[str, str] = NO_LEGEND
) -> list[Attendee]:
    """The people of some columns of a table; a merged or blank role holds for the rows below.

    Args:
        table: with its header row.
        columns: what each of its columns holds.
        context: what holds for all of its people.
        legend: the capacity that each sign before a name stands for.
    """
    people = []
    held = context
    rows = cells_by_row(table.cells)
    affiliations = _down_the_column(rows, columns.affiliation)
    for row in rows[1:]:
        texts = {cell.column: " ".join(cell.text.split()) for cell in row}
        spanning = [cell for cell in row if cell.column_span == table.column_count]
        if spanning:
            held, _ = take_group(spanning[0].text, held, context)
            continue
        if (
            columns.role is not None
            and not texts.get(columns.role, "-")
            and plain(held.role) in word_set("roles", "chair")
        ):
            held = replace(held, role="委員")
        if columns.role is not None and texts.get(columns.role):
            held = replace(held, role=normalize_display(compact(texts[columns.role])))
        name = texts.get(columns.name, "")
        rest, remarks, present = take_brackets(
            _signed(_without_reading(name, row, columns.name), legend), held.is_present
        )
        own_role = held.role
        if columns.present is not None:
            status = plain(texts.get(columns.present, ""))
            if status in word_set("attendance", "absent") or "欠席" in status:
                present = False
            elif status in roles():
                own_role = normalize_display(status)
        if not rest:
            continue
        if chair := next((one for one in remarks if plain(one) in word_set("roles", "chair")), None):
            remarks.remove(chair)
            own_role = chair
        affiliation = affiliations.get(row[0].row, "")
        here = replace(held, role=own_role)
        if columns.role is not None and is_official(own_role) and not affiliation:
            who, post = read_official(rest.split())
            about = " ".join(filter(None, [post, "、".join(remarks)])) or None
            people.append(Attendee(own_role, who, about, present))
            continue
        role, name_words = (own_role, rest.split()) if columns.role is not None else _named(rest, here)
        about = " ".join(filter(None, [normalize_display(affiliation), "、".join(remarks)])) or None
        people.append(Attendee(role or None, normalize_display(" ".join(name_words)), about, present))
    return people


def _down_the_column(rows: Sequence[Sequence[Cell]], column: int | None) -> dict[int, str]:
    """The text of a column for each row; that of a merged cell stands for all of its rows."""
    cells = [cell for row in rows for cell in row if cell.column == column]
    return {
        at: " ".join(cell.text.split())
        for cell in cells
        if cell.text
        for at in range(cell.row, cell.row + cell.row_span)
    }


def _signed(name: str, legend: Mapping[str, str]) -> str:
    """The name without the sign before it, and the capacity that the sign stands for behind it."""
    return without_sign(with_capacities(name, legend))


def _legend(sections: Sequence[Section]) -> dict[str, str]:
    """What the signs before names stand for, where a line of the heading tells."""
    lines = (text for section in sections for _, _, text in section.lines)
    return {sign: role for line in lines for sign, role in take_legend(line)[1].items()}


def _without_reading(name: str, row: Sequence[Cell], column: int) -> str:
    """The name without its reading in kana printed above or below it (振り仮名)."""
    lines = next((cell.lines for cell in row if cell.column == column), ())
    kept = [line for line in lines if not re.fullmatch(r"[ぁ-ゖ\s・ー]+", line)]
    return " ".join(kept) if 0 < len(kept) < len(lines) else name


def _named(text: str, held: Context) -> tuple[str, list[str]]:
    role, words = take_role(text.split())
    return role or held.role, words


def read_attendees(
    sections: Sequence[Section], elements: Sequence[FlowElement], tables: dict[int, str], known: Known
) -> list[Attendee]:
    """All people of the heading's lists and tables."""
    people: list[Attendee] = []
    held = Context()
    for section in sections:
        if section.key != "attendees":
            continue
        assert section.label is not None
        held = Context(role_of_label(section.printed, section.label), section.label.present)
        people.extend(read_list([(row, text) for _, row, text in section.lines], held, known))
    if not people and "attendees" not in tables.values():
        told = "".join(section.text for section in sections if section.key == "title")
        for names, is_present in people_in(told):
            people.extend(read_list([(None, names)], Context("", is_present), known))
    for index, what in tables.items():
        element = elements[index]
        if what == "attendees" and isinstance(element, FlowTable):
            for columns in attendee_columns(element.table):
                context = Context("委員" if columns.role is None else "")
                people.extend(read_table(element.table, columns, context, _legend(sections)))
    return _without_chairs_again(people)


def _without_chairs_again(people: Sequence[Attendee]) -> list[Attendee]:
    """Who presides is one person, where a label names them apart from the list of members that names them too."""
    chairs = {
        (compact(one.name), one.is_present)
        for one in people
        if one.name and len(compact(one.name)) > 2 and plain(one.role or "") in word_set("roles", "chair")
    }
    return [
        one
        for one in people
        if one.role not in {None, "委員"} or (compact(one.name or ""), one.is_present) not in chairs
    ]
