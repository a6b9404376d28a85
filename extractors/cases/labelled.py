"""Lists whose cells say what they are about: facts line by line behind labels (委託先：…), and what has changed of each matter."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.cases.changes import change_of
from extractors.model import Cell
from extractors.profiles import plain
from extractors.profiles.headings import heading_field
from extractors.prose.forms import lines_of_their_own
from extractors.tables.roles import read_flag, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extractors.model import Table

TELLING_ROWS: Final = 12
"""So many rows tell whether the cells of a column state facts behind labels."""

FEWEST: Final = 2
"""Facts that a cell states at least; one label may be part of what is said."""

_MAY_STATE: Final = frozenset({None, "description", "reason"})
"""Roles of columns whose cells may: lists of items have labels of their own, for the persons they are about."""

_NAMES: Final = frozenset({"title", "business"})

_LABELLED: Final = re.compile(r"[：:】］\]]|[\s　]")


def told_apart(table: Table) -> Table:
    """The table with a column for each label that the cells of a column state facts behind; the printed columns stay.

    Args:
        table: any logical table.

    Returns:
        The same table where no column is such.
    """
    if not table.header:
        return table
    columns = [column for column, name in enumerate(table.header) if role_of(name) in _MAY_STATE]
    stating = [
        column for column in columns if _states_facts([row[column] for row in table.rows[:TELLING_ROWS]])
    ]
    for column in stating:
        table = _with_facts(table, column, [_facts(row[column]) for row in table.rows])
    if (ticked := _ticked_columns(table)) is not None:
        name, listed = ticked
        told = [
            {name: "、".join(item for k, item in listed.items() if read_flag(row[k]))} for row in table.rows
        ]
        table = _with_facts(table, min(listed), told)
    if (columns_of := _columns_of_changes(table)) is not None:
        topic, before, after = columns_of
        table = _with_facts(
            table, after, [_changed(row[topic], row[before], row[after]) for row in table.rows]
        )
    return table


def _states_facts(texts: Sequence[str]) -> bool:
    """Whether most of some cells state several facts behind labels."""
    printed = [text for text in texts if text.strip()]
    return bool(printed) and 2 * sum(len(_facts(text)) >= FEWEST for text in printed) > len(printed)


def _known(heading: str) -> bool:
    return heading_field(heading, exactly=True) is not None


def _facts(text: str) -> Mapping[str, str]:
    """What a cell states behind labels, each label once."""
    if "\n" not in text or not _LABELLED.search(text):
        return {}
    found: dict[str, str] = {}
    for heading, said in lines_of_their_own(text)[1]:
        if _known(heading):
            found.setdefault(plain(heading), said.strip())
    return found


def _ticked_columns(table: Table) -> tuple[str, Mapping[int, str]] | None:
    """The columns below a heading for items of which each is one, ticked where a matter has it: 個人情報 / 氏名 with ○ or nothing."""
    groups: dict[str, dict[int, str]] = {}
    for column, name in enumerate(table.header):
        above, _, item = name.rpartition(" / ")
        if above:
            groups.setdefault(above, {})[column] = item
    for above, listed in groups.items():
        if len(listed) < FEWEST or role_of(above) != "items":
            continue
        cells = {row[column].strip() for row in table.rows for column in listed}
        if len(cells) > 1 and all(not text or read_flag(text) is not None for text in cells):
            return above, listed
    return None


def _columns_of_changes(table: Table) -> tuple[int, int, int] | None:
    """The columns that say what has changed of the matter that a row names, what it was and what it is: 変更箇所, 変更前, 変更後."""
    if not any(role_of(name) in _NAMES for name in table.header):
        return None
    kinds = {change_of(name): column for column, name in enumerate(table.header) if role_of(name) is None}
    if not {"before", "after"} <= kinds.keys():
        return None
    topics = range(kinds["before"])
    topic = next((c for c in topics if role_of(table.header[c]) is None and _are_topics(table, c)), None)
    return None if topic is None else (topic, kinds["before"], kinds["after"])


def _are_topics(table: Table, column: int) -> bool:
    """Whether most cells of a column are headings that mean something."""
    known = sum(_known(row[column]) for row in table.rows[:TELLING_ROWS])
    return 2 * known > len(table.rows[:TELLING_ROWS])


def _changed(topic: str, before: str, after: str) -> Mapping[str, str]:
    """What a row of changes states: of a list of items both what it was and what it is, of all else what it is."""
    if not _known(topic):
        return {}
    is_list = heading_field(topic, exactly=True) == "items"
    return {plain(topic): f"変更前：{before}\n変更後：{after}" if is_list else after}


def _with_facts(table: Table, column: int, stated: Sequence[Mapping[str, str]]) -> Table:
    """The table with what one of its columns is found to state in columns behind the printed ones."""
    names = list(dict.fromkeys(name for facts in stated for name in facts))
    place = table.by_place()
    width = table.column_count

    def cells() -> Iterator[Cell]:
        for k, name in enumerate(names):
            yield Cell(-1, width + k, 1, 1, name, (), table.span)
        for row, facts in enumerate(stated):
            span = place[row, column].span if (row, column) in place else table.row_spans[row]
            for k, name in enumerate(names):
                yield Cell(row, width + k, 1, 1, facts.get(name, ""), (), span)

    return replace(
        table,
        header=(*table.header, *names),
        rows=tuple(
            (*row, *(facts.get(name, "") for name in names))
            for row, facts in zip(table.rows, stated, strict=True)
        ),
        cells=(*table.cells, *cells()),
        column_count=width + len(names),
    )
