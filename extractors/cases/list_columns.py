"""Columns of a list that stand beside those with a role: further offices, sub-contractors, what was and what is to be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.cases.changes import change_of
from extractors.documents.numbering import read_marker
from extractors.documents.offices import is_department_line
from extractors.items import classify_item, split_items
from extractors.profiles import plain
from extractors.tables.roles import role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.model import Table
    from extractors.tables.roles import Roles

_WHOSE: Final = "(?:担当|所管|主管|所属|実施|提供|利用|保有|届出|開催|主催)?"
_BUREAU: Final = re.compile(_WHOSE + "(?:部|局|部局|局部)(?:名|等)?")
_DIVISION: Final = re.compile(_WHOSE + "(?:課|室|係|課所|課室|室課|課係)(?:名|等)?")

_NAMES: Final = ("名", "名称")

_ANYTHING: Final = frozenset({"other", "procedure"})
"""Categories that words of any text may fall into."""

_SUB: Final = re.compile("再(?:委託|受託)(?!の?(?:有無|内容|理由|期間|の可否|承認|業務))")


def told_first(roles: Roles, header: Sequence[str], printed: int) -> Roles:
    """The roles, of two columns for what the matter is about the one told apart from the other, behind the `printed` ones."""
    told = next((k for k in range(printed, len(header)) if role_of(header[k]) == "description"), None)
    return roles if told is None else replace(roles, columns={**roles.columns, "description": told})


def office_columns(header: Sequence[str], column: int | None) -> list[int]:
    """The columns that name the office: the one of that role, and those below the same heading (所管 / 部, 所管 / 課)."""
    if column is None:
        return []
    above, separator, _ = header[column].partition(" / ")
    if not separator and (pair := _bureau_and_division(header, column)):
        return pair
    return (
        [k for k, name in enumerate(header) if name.startswith(above + separator)] if separator else [column]
    )


def _bureau_and_division(header: Sequence[str], column: int) -> list[int]:
    """Two columns side by side of which one names the 部 and the other the 課 (担当部, 担当課); nothing where `column` is none of them."""
    for left in (column, column - 1):
        names = [plain(name) for name in header[left : left + 2]] if left >= 0 else []
        if len(names) == 2 and _BUREAU.fullmatch(names[0]) and _DIVISION.fullmatch(names[1]):
            return [left, left + 1]
    return []


def office_above(caption: str) -> str:
    """The office that a list is headed by behind a mark or in brackets (○　市民部, 1　市民部), "" for any other caption.

    >>> office_above("○　市民部"), office_above("市民部")
    ('市民部', '')

    An office without a mark is that of the paper, at the end of its head.
    """
    marker = read_marker(caption)
    return marker.rest if marker is not None and is_department_line(marker.rest) else ""


def sub_column(header: Sequence[str], counterparty: int | None) -> int | None:
    """The column that names those whom the contractor passes work on to (再委託先), beside the one of the contractors."""
    names = [plain(name.rsplit(" / ", 1)[-1]) for name in header]
    found = (k for k, name in enumerate(names) if k != counterparty and _SUB.match(name))
    return next(found, None) if counterparty is not None else None


def states_of(header: Sequence[str], column: int | None) -> list[tuple[int, str]]:
    """The columns of items below one heading that hold what was and what is to be (項目 / 変更前, 項目 / 変更後), and their names."""
    above, _, own = ("" if column is None else header[column]).rpartition(" / ")
    if change_of(own) is None:
        return []
    split = ((k, *name.rpartition(" / ")[::2]) for k, name in enumerate(header))
    return [(k, last) for k, outer, last in split if outer == above and change_of(last) is not None]


def with_states(roles: Roles, table: Table) -> Roles:
    """The roles, of a list without a column of items the one for what is to be taken for it where both states list data.

    Registers that tell of changes have columns 変更前 and 変更後 with no heading above them.
    """
    if "items" in roles.columns:
        return roles
    taken = set(roles.columns.values())
    states = {
        change: k
        for k, name in enumerate(table.header)
        if k not in taken and (change := change_of(name)) is not None
    }
    if not states.keys() >= {"before", "after"}:
        return roles
    cells = [row[k] for row in table.rows for k in (states["before"], states["after"])]
    is_data = any(map(_lists_data, cells)) and not any("。" in text for text in cells)
    return replace(roles, columns={**roles.columns, "items": states["after"]}) if is_data else roles


def _lists_data(text: str) -> bool:
    """Whether a cell lists things that are known as personal data, two or more of them and most of all it lists."""
    items = split_items(text).items
    known = sum(classify_item(item.name, item.path).category not in _ANYTHING for item in items)
    return known >= 2 and 2 * known > len(items)


def name_column(roles: Roles, header: Sequence[str]) -> int | None:
    """The column that names the matters of a list without one of a known heading (施設名, 事故名); None where it has one."""
    if not roles.columns.keys().isdisjoint(("title", "business")):
        return None
    taken = set(roles.columns.values())
    return next((k for k, name in enumerate(header) if k not in taken and plain(name).endswith(_NAMES)), None)
