"""Columns to roles: which header says row number, department, items …, and what kind of table that makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from extractors.profiles import case_type_of, load, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractors.model import Table

_REMARK = re.compile(r"\([^()]*\)|※\d*|\d+\)$")


@dataclass(frozen=True, slots=True)
class Roles:
    """What the columns of one table are.

    Attributes:
        columns: role to column; a role is taken by its best column only.
        is_case_table: whether these roles make the table a list of cases.
    """

    columns: Mapping[str, int]
    is_case_table: bool

    def text(self, row: Sequence[str], role: str) -> str | None:
        """The row's text in the column of a role, or None if no column has it."""
        column = self.columns.get(role)
        return None if column is None else row[column]


@cache
def _names() -> tuple[tuple[str, str, bool], ...]:
    """All header words as (word, role, whether it must be the whole header), the longest first."""
    words = [
        (plain(word), role, key == "names")
        for role, lists in load("tables")["role"].items()
        for key in ("names", "parts")
        for word in lists.get(key, ())
    ]
    return tuple(sorted(words, key=lambda w: (-len(w[0]), not w[2])))


def role_of(header: str) -> tuple[str, float] | None:
    """The role that a column's header names, with how sure that is (1.0 for the very word), or None."""
    whole = _REMARK.sub("", plain(header.replace("\n", "")))
    last = plain(header.rsplit(" / ", 1)[-1])
    last = _REMARK.sub("", last)
    for word, role, is_whole in _names():
        if is_whole and word in (whole, last):
            return role, 1.0
    for word, role, is_whole in _names():
        if not is_whole and word in last:
            return role, 0.5 + 0.4 * len(word) / len(last)
    return None


def find_roles(table: Table) -> Roles:
    """The roles of a table's columns."""
    best: dict[str, tuple[float, int]] = {}
    for column, header in enumerate(table.header):
        found = role_of(header)
        if found and found[1] > best.get(found[0], (0.0, 0))[0]:
            best[found[0]] = (found[1], column)
    columns = {role: column for role, (_, column) in best.items()}
    if "row_number" not in columns and (number := _unnamed_number(table)) is not None:
        columns["row_number"] = number
    signatures = load("tables")["case_table"]["signatures"]
    is_case_table = any(all(role in columns for role in signature) for signature in signatures)
    return Roles(columns, is_case_table and bool(table.rows))


def _unnamed_number(table: Table) -> int | None:
    """A first column without a header that numbers the rows."""
    if not table.header or table.header[0]:
        return None
    numbers = [plain(row[0]) for row in table.rows if row[0]]
    return 0 if numbers and all(n.isdigit() for n in numbers) else None


def case_type_of_table(table: Table, context: Sequence[str]) -> str:
    """The case type of a table's rows: by its headers, else its caption and banners, else `context` (title …)."""
    if (hinted := _hint(table.header)) is not None:
        return hinted
    for text in (table.caption, *table.banners, *context):
        if text and (found := case_type_of(text)):
            return found
    return "other"


def _hint(headers: Sequence[str]) -> str | None:
    best: tuple[int, str] | None = None
    hints: list[dict[str, Any]] = load("tables")["header_hint"]
    for hint in hints:
        for word in map(plain, hint["words"]):
            if any(word in plain(header) for header in headers) and (best is None or len(word) > best[0]):
                best = (len(word), hint["case_type"])
    return best[1] if best else None


def read_flag(text: str | None) -> bool | None:
    """A 有/無 cell: True, False, or None where neither is printed."""
    value = plain(text or "")
    words = load("tables")["flag"]
    if value in map(plain, words["yes"]):
        return True
    return False if value in map(plain, words["no"]) else None
