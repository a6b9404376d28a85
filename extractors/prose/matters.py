"""The matters of a paper: what is said of each under headings, in forms and in sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from extractors.profiles import plain, words
from extractors.prose.entries import entries_of
from extractors.prose.nodes import subtree
from extractors.prose.parts import CORE, CasePart
from extractors.prose.sentences import said_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.prose.nodes import Node
    from extractors.prose.units import Entry, UnitReader

_ONCE: Final = frozenset({"title", "business", "counterparty", "items", "items_and_count", "period", "count"})
"""Fields that a form states once: where another form states one again, it is about another matter."""


@dataclass(frozen=True, slots=True, eq=False)
class Matter:
    """One case before its fields are read.

    Attributes:
        part: the stretch of the paper it stands in.
        entries: its headings and the labels of its forms, in reading order.
        said: what sentences say, for fields that no heading names.
        is_one_of_forms: whether the paper states several matters in forms, of which it is one.
    """

    part: CasePart
    entries: tuple[Entry, ...]
    said: tuple[Entry, ...] = ()
    is_one_of_forms: bool = False

    def of(self, field: str) -> list[Entry]:
        """What is printed under the headings of a field; where none says anything, what sentences say of it."""
        headed = [e for e in self.entries if e.field == field]
        return headed if any(e.text for e in headed) else headed + self.told(field)

    def told(self, field: str) -> list[Entry]:
        """What sentences say of a field."""
        return [e for e in self.said if e.field == field]

    @property
    def core(self) -> set[str]:
        """The fields that show a matter, of those that its headings name."""
        return {e.field for e in self.entries if e.field} & CORE


def matters_of(part: CasePart, nodes: Sequence[Node], reader: UnitReader) -> tuple[Matter, ...]:
    """The matters that a part of a paper is about: one, or one for each of its forms where each states all anew."""
    entries = entries_of(part, nodes, reader)
    roots = [part.root] if part.root is not None else part.tops
    inside = [n for root in roots for n in subtree(nodes, root.ordinal)]
    said = tuple(said_in(inside))
    groups = _forms(entries)
    if len(groups) < 2:
        return (Matter(part, entries, said),)
    return tuple(
        Matter(
            part,
            tuple(e for e in entries if e.form is None or e.form in group),
            is_one_of_forms=True,
        )
        for group in groups
    )


def with_dittos(matter: Matter, before: Matter | None) -> Matter:
    """A matter with what the one before says in the place of 同上."""
    marks = words("tables", "ditto", "marks")
    if before is None or not any(plain(e.text).strip("。") in marks for e in matter.entries):
        return matter
    above = {e.field: e.units for e in reversed(before.entries) if e.text}
    return replace(
        matter,
        entries=tuple(
            replace(e, units=above.get(e.field, e.units))
            if e.field and plain(e.text).strip("。") in marks
            else e
            for e in matter.entries
        ),
    )


def _forms(entries: Sequence[Entry]) -> list[set[tuple[int, int]]]:
    """The forms of a part, those put together that state one matter between them."""
    fields: dict[tuple[int, int], set[str]] = {}
    for entry in entries:
        if entry.form is not None:
            fields.setdefault(entry.form, set()).update({entry.field} & _ONCE if entry.field else ())
    groups: list[tuple[set[tuple[int, int]], set[str]]] = []
    for form, stated in fields.items():
        if groups and not groups[-1][1] & stated and form[1] == 0:
            groups[-1][0].add(form)
            groups[-1][1].update(stated)
        else:
            groups.append(({form}, set(stated)))
    return [group for group, _ in groups]
