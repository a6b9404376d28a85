"""Columns to roles: which header says row number, department, items …, and what kind of table that makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from extractors.profiles import case_type_of, load, plain, words
from extractors.profiles.headings import heading_field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractors.model import Table

GENERAL = 4
"""Words inside a header that are no longer than this (の内容, 目的) say less than how the whole header is built."""

SURE = 0.8
"""From this score on, a header holds a word for the role and is not only built like one."""

FEWEST_COLUMNS, FEWEST_ROLES, LONGEST_HEADER = 4, 3, 24
"""Columns of a list whose headings are told by their words alone, roles that these name, and characters of one of them."""

_REMARK = re.compile(r"\([^()]*\)|※\d*|\d+\)$")


_ASIDE = re.compile(r"\(([^()]{2,12})\)$")
"""What a header calls itself in brackets: 結合する組織の管理者（相手方）."""


_AND = re.compile("[・/,、]|及び|と")


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
def _words() -> tuple[tuple[str, str, str], ...]:
    """All header words as (word, role, list they stand in), the longest first."""
    words = [
        (plain(word), role, key)
        for role, lists in load("tables")["role"].items()
        for key in ("names", "also", "parts")
        for word in lists.get(key, ())
    ]
    return tuple(sorted(words, key=lambda w: -len(w[0])))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    roles = load("tables")["role"].items()
    return tuple(
        (role, re.compile(pattern)) for role, lists in roles for pattern in lists.get("patterns", ())
    )


@cache
def roles_of(header: str) -> tuple[tuple[str, float], ...]:
    """The roles that a column's header may name, the surest first.

    1.0 for the very word, 0.8 for a word that names another role rather, less for a word inside a longer header, and 0.5 for a
    header that says what numbered headings of papers say (提供した情報), built freely. A last level that says of anything what it
    is called or how far it reaches (名称, 範囲) is read with the level above it: 委託先 / 名称 is 委託先の名称.
    """
    above, last = _levels(header)
    generic = load("tables")["generic"]
    if above and last in _states():
        return _roles_of(above)
    if not above or last not in generic["completes"] + generic["stands"]:
        return _roles_of(header)
    if f"{above}{last}".endswith(tuple(words("prose", "none", "endings"))):
        return ()
    together = _roles_of(f"{above}の{last}")
    if together and together[0][1] >= SURE:
        return together
    whose = (together or _roles_of(above)) if last in generic["stands"] else ()
    if whose and whose[0][0] not in {"title", "business"}:
        return whose
    return _roles_of(header) or together


@cache
def _states() -> frozenset[str]:
    """Names of columns that hold what was and what is to be (変更前, 変更後): both are what the level above says."""
    return words("prose", "changes", "before") | words("prose", "changes", "after")


def _levels(header: str) -> tuple[str, str]:
    """The last level of a header and the one above it, in compared form; "" where there is none."""
    above, _, last = header.rpartition(" / ")
    return _REMARK.sub("", plain(above.rsplit(" / ", 1)[-1])), _REMARK.sub("", plain(last))


@cache
def _roles_of(header: str) -> tuple[tuple[str, float], ...]:
    """The same of a header as it is printed."""
    whole = _REMARK.sub("", plain(header))
    last = _REMARK.sub("", plain(header.rsplit(" / ", 1)[-1]))
    found: dict[str, float] = {}
    for word, role, key in _words():
        if key != "parts" and word in {whole, last}:
            found[role] = max(found.get(role, 0.0), 1.0 if key == "names" else 0.8)
    if not found and (named := _named_with_office(last)) is not None:
        return ((named, 1.0),)
    if not found:
        # Of words inside the header the longest decides alone: 条例要配慮個人情報 is not 要配慮個人情報.
        inside = next(((word, role) for word, role, key in _words() if key == "parts" and word in last), None)
        built = load("tables")["field_role"].get(heading_field(last, exactly=True) or "")
        said = next(iter(_roles_of(aside[1])), None) if (aside := _ASIDE.search(plain(header))) else None
        if shaped := next((role for role, pattern in _patterns() if pattern.fullmatch(last)), None):
            found[shaped] = 0.6
        elif said and said[0] == "items" and said[1] >= SURE and built in {None, "description"}:
            found["items"] = 0.5  # 届出の内容（個人情報の項目）
        elif built and (inside is None or len(inside[0]) <= GENERAL or built == "title"):
            found[built] = 0.5
        elif inside:
            found[inside[1]] = 0.5 + 0.3 * len(inside[0]) / len(last)
        elif said:
            found[said[0]] = 0.5
        elif " / " in header and role_of(header.split(" / ", 1)[0]) == "department":
            found["department"] = 0.4
    return tuple(sorted(found.items(), key=lambda entry: -entry[1]))


def _named_with_office(header: str) -> str | None:
    """What a column holds that names the matter and its office (件名・主管課): title or business; None for any other header."""
    parts = _AND.split(header)
    if len(parts) != 2 or not all(parts):  # the name and the office
        return None
    roles = {part: role for part in parts for word, role, key in _words() if key == "names" and word == part}
    named = [role for role in roles.values() if role in {"title", "business"}]
    return named[0] if len(named) == 1 and "department" in roles.values() else None


def role_of(header: str) -> str | None:
    """The role that a column's header names first of all, or None."""
    return next((role for role, _ in roles_of(header)), None)


def names_columns(texts: Sequence[str]) -> bool:
    """Whether a row of cells is that of the headings of a list of cases, by its words alone: nothing need set it off from the rows.

    More than half of its cells name columns, no two the same and some in the very words for them, and together they make a list
    of cases. A form's row of labels and values names no more than every other cell.

    >>> names_columns(("利用する課", "利用の目的", "個人情報の項目", "利用方法"))
    True
    >>> names_columns(("所管課", "福祉課", "件名", "見守り訪問", "件数", "80件"))
    False
    """
    if len(texts) < FEWEST_COLUMNS or not all(texts) or max(map(len, texts)) > LONGEST_HEADER:
        return False
    found = [roles_of(text)[:1] for text in texts]
    named = {role for one in found for role, _ in one}
    if len(named) < FEWEST_ROLES or 2 * sum(map(bool, found)) <= len(texts):
        return False
    sure = sum(score >= SURE for one in found for _, score in one)
    signatures = load("tables")["case_table"]["signatures"]
    return (sure >= 2 or len(named) > FEWEST_ROLES + 1) and any(
        named.issuperset(signature) for signature in signatures
    )


def find_roles(table: Table) -> Roles:
    """The roles of a table's columns: each role has one column, each column one role, the surest pairs first."""
    claims = sorted(
        (
            (score, -column, role)
            for column, header in enumerate(table.header)
            for role, score in roles_of(header)
        ),
        reverse=True,
    )
    columns: dict[str, int] = {}
    for _, column, role in claims:
        if role not in columns and -column not in columns.values():
            columns[role] = -column
    _give_way(columns, table.header)
    if "row_number" not in columns and (number := _unnamed_number(table)) is not None:
        columns["row_number"] = number
    signatures = load("tables")["case_table"]["signatures"]
    is_case_table = any(all(role in columns for role in signature) for signature in signatures)
    return Roles(columns, is_case_table and bool(table.rows))


def _give_way(columns: dict[str, int], header: Sequence[str]) -> None:
    """Let a column that can be something else leave its role to one that cannot (事業名 beside 手続名 is the business)."""
    for column, name in enumerate(header):
        if column in columns.values():
            continue
        for role, _ in roles_of(name):
            holder = columns.get(role)
            other = (
                next((r for r, _ in roles_of(header[holder]) if r not in columns), None)
                if holder is not None
                else None
            )
            if holder is not None and other is not None:
                columns[other], columns[role] = holder, column
                break


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
    if value in words("tables", "flag", "yes"):
        return True
    return False if value in words("tables", "flag", "no") else None
