"""Number cells: their value and unit, and what kind of table they make."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.profiles import load, plain
from extractors.tables.record_lines import on_one_line
from extractors.tables.roles import find_roles

if TYPE_CHECKING:
    from extractors.model import Cell, Table

_VALUE = re.compile(
    r"約?(?:計|延べ?|のべ)?([△▲\-−–]?)\(?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\)?([^\d()]{0,4})?(?:程度)?"
)
_UNIT_NOTE = re.compile(r"\(?単位[:：・]?([^)\s、]{1,6})\)?")
_SCALES = {"千": 1_000, "万": 10_000, "百万": 1_000_000, "億": 100_000_000}


def read_number(text: str) -> tuple[float, str | None] | None:
    """Value and unit of a cell that holds one number and nothing else; None for any other text.

    A triangle (△, ▲) is the minus of Japanese accounts.
    """
    match = _VALUE.fullmatch(plain(text))
    if match is None:
        return None
    sign, whole, fraction, unit = match.groups()
    value = float(whole.replace(",", "") + (fraction or ""))
    unit = unit or None
    if unit:
        for scale in sorted(_SCALES, key=len, reverse=True):
            if unit.startswith(scale) and len(unit) > len(scale):
                value, unit = value * _SCALES[scale], unit[len(scale) :]
                break
    return (-value if sign else value), unit


def unit_of_note(text: str) -> str | None:
    """The unit that a note such as （単位：件） gives to a whole table, or None if it is no such note."""
    match = _UNIT_NOTE.fullmatch(plain(text))
    return match.group(1) if match else None


def with_values(table: Table, unit: str | None) -> Table:
    """The table with numbers and units in its cells, and with its kind."""
    cells = tuple(_valued(cell, unit) if cell.row >= 0 else cell for cell in table.cells)
    valued = replace(table, cells=cells)
    return replace(valued, kind=_kind(valued))


def _valued(cell: Cell, unit: str | None) -> Cell:
    number = read_number(cell.text) if cell.text else None
    return cell if number is None else cell._replace(number=number[0], unit=number[1] or unit)


def _kind(table: Table) -> str:
    """case_list, or what the words and the numbers of `tables.toml` say."""
    if find_roles(on_one_line(table)).is_case_table:
        return "case_list"
    named = plain(" ".join((table.caption, *table.header)))
    kinds: dict[str, list[str]] = load("tables")["kind"]
    for kind, words in kinds.items():
        if any(plain(word) in named for word in words):
            return kind
    body = [c for c in table.cells if c.row >= 0 and c.column > 0 and c.text]
    numeric = sum(c.number is not None for c in body)
    return "statistics" if body and numeric >= 0.5 * len(body) else "other"
