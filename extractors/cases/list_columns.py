"""Columns of a list that stand beside those with a role: further offices, sub-contractors, what was and what is to be."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.cases.changes import change_of
from extractors.profiles import plain
from extractors.tables.roles import role_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.tables.roles import Roles

_NAMES: Final = ("名", "名称")

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
    return (
        [k for k, name in enumerate(header) if name.startswith(above + separator)] if separator else [column]
    )


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


def name_column(roles: Roles, header: Sequence[str]) -> int | None:
    """The column that names the matters of a list without one of a known heading (施設名, 事故名); None where it has one."""
    if not roles.columns.keys().isdisjoint(("title", "business")):
        return None
    taken = set(roles.columns.values())
    return next((k for k, name in enumerate(header) if k not in taken and plain(name).endswith(_NAMES)), None)
