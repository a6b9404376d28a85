"""Which stretches of a paper are cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from extractors.profiles import case_type_of, plain, words
from extractors.prose.forms import read_form
from extractors.prose.labels import SEVERAL, inline_fields
from extractors.prose.named_matters import KIND as MATTER
from extractors.prose.nodes import subtree
from extractors.prose.profile import bare_heading, heading_field, section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.prose.nodes import Node

CORE: Final = frozenset(
    {
        "title",
        "subjects",
        "items",
        "items_and_count",
        "count",
        "counterparty",
        "period",
        "uses_contractor_computer",
        "safeguards",
        "reason",
        "purpose",
        "description",
    }
)
"""Fields of which a case has several; a section with two of them below it is a case of its own."""

_STATED_ONCE: Final = frozenset(
    {"items", "items_and_count", "counterparty", "period", "subjects", "count", "description", "reason"}
)
"""Fields that each of several matters would state anew."""

_TELLING: Final = frozenset({"title", "business", "departments", "description", "reason"})
"""Fields that only name a matter or tell of it."""


@dataclass(frozen=True, slots=True, eq=False)
class CasePart:
    """The stretch of a paper that is one case.

    Attributes:
        root: the section that is the case; None where the whole paper is one.
        tops: its outermost sections.
    """

    root: Node | None
    tops: tuple[Node, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole paper, or the attachment that takes its place."""
        return self.root is None or self.root.kind == "attachment"


def find_parts(nodes: Sequence[Node]) -> tuple[CasePart, ...]:
    """The cases of a paper: the 諮問 and 報告 that it heads by their numbers; its parts 第N; or else its outermost sections where each has the headings of a case; or all of it.

    A paper that states nothing itself has its cases in the attachments that it points to (別紙のとおり).
    """
    own = [n for n in nodes if not n.in_attachment]
    attached = [part for paper in _attached_papers(nodes, own) for part in _parts_of_attachment(nodes, paper)]
    if attached:
        return tuple(attached)
    tops = _outermost(nodes)
    chosen = _chosen(nodes, own, tops)
    return tuple(_below_root(nodes, n) for n in chosen) or (CasePart(None, tuple(tops)),)


def _below_root(nodes: Sequence[Node], root: Node) -> CasePart:
    return CasePart(root, tuple(n for n in nodes if n.parent == root.ordinal))


def _chosen(nodes: Sequence[Node], inside: Sequence[Node], tops: Sequence[Node]) -> list[Node]:
    """The sections of a stretch that are cases of their own; none where all of it is one."""
    if named := [n for n in inside if n.kind == MATTER]:
        return named
    numbered = [n for n in inside if n.kind == "part" and _outer_kinds(nodes, n)]
    if not numbered:
        return _case_like(nodes, _side_by_side(nodes, tops))
    parts = _without_context(nodes, numbered)
    return [] if _are_aspects(nodes, parts) else parts


def _parts_of_attachment(nodes: Sequence[Node], paper: Node) -> list[CasePart]:
    tops = [n for n in nodes if n.parent == paper.ordinal]
    chosen = _chosen(nodes, list(subtree(nodes, paper.ordinal))[1:], tops)
    return [_below_root(nodes, n) for n in chosen or [paper]]


def _outermost(nodes: Sequence[Node]) -> list[Node]:
    """The outermost sections of the paper itself; a bare label such as 記 gives way to the sections below it."""
    return _given_way(nodes, [n for n in nodes if n.parent is None and not n.in_attachment])


def _given_way(nodes: Sequence[Node], beside: Sequence[Node]) -> list[Node]:
    """Sections beside one another, each label that only names those below it (記, the title of a 別紙) replaced by these.

    Labels of which each states anew what others state are matters (【名簿の提供】, 【名簿の整備】) and stay.
    """
    below = {n.ordinal: _bare_below(nodes, n) for n in beside}
    below.update(_grouped_by_kind(nodes, beside))
    named = [n for n in beside if below[n.ordinal] and len(_fields_below(nodes, n)) >= SEVERAL]
    kept = named if len(named) >= SEVERAL and not _are_aspects(nodes, named) else []
    return [one for n in beside for one in ([n] if n in kept else below[n.ordinal] or [n])]


def _bare_below(nodes: Sequence[Node], node: Node) -> list[Node]:
    """The sections below a label that says nothing itself, or below a number that heads several matters (１　変更した業務)."""
    if node.content or heading_field(node.title, exactly=bool(node.number_raw)) not in {None, "business"}:
        return []
    below = _directly_below(nodes, node)
    if node.kind == "label":
        return below
    return below if len(below) >= SEVERAL and _stated_anew(below) == below else []


def _grouped_by_kind(nodes: Sequence[Node], beside: Sequence[Node]) -> dict[int, list[Node]]:
    """The matters below each of several numbers that name but a kind (１　目的外利用, ２　外部提供), by the ordinal of the number.

    None where one of the kinds states anything itself, or where one below it names a fact and no matter.
    """
    kinds = [n for n in beside if n.number_raw and not n.content and case_type_of(n.title)]
    below = {n.ordinal: _directly_below(nodes, n) for n in kinds}
    matters = [one for found in below.values() for one in found]
    is_matter = all(
        n.number_raw
        and heading_field(n.title, exactly=True) in {None, "title", "business"}
        and len(_fields_below(nodes, n)) >= SEVERAL
        for n in matters
    )
    is_each = len(kinds) >= SEVERAL and all(below.values()) and is_matter
    return below if is_each and not _are_aspects(nodes, matters) else {}


def _directly_below(nodes: Sequence[Node], node: Node) -> list[Node]:
    return [n for n in subtree(nodes, node.ordinal) if n.parent == node.ordinal]


def _side_by_side(nodes: Sequence[Node], tops: Sequence[Node]) -> list[Node]:
    """Outermost sections, those in the place of a label or an opening sentence that stand below it: what may be matters."""
    below = {n.ordinal: _directly_below(nodes, n) for n in tops if n.kind == "text"}
    opened = [one for n in tops for one in (below.get(n.ordinal) or [n])]
    return _given_way(nodes, opened)


def _outer_kinds(nodes: Sequence[Node], node: Node) -> bool:
    return node.parent is None or nodes[node.parent].kind in {
        "label",
        "text",
        "chapter",
        "roman",
        "attachment",
    }


def _without_context(nodes: Sequence[Node], parts: list[Node]) -> list[Node]:
    """Parts but those that speak of the paper as a whole (事業の概要, その他), where others remain."""
    context = words("prose", "parts", "context")
    kept = [n for n in parts if bare_heading(n.title) not in context or len(_fields_below(nodes, n)) >= 2]
    return kept or parts


def _attached_papers(nodes: Sequence[Node], own: Sequence[Node]) -> list[Node]:
    """The attachments that state matters, where the paper itself states none."""
    pattern = re.compile(section("attached")["paper"])
    papers = [n for n in nodes if n.kind == "attachment" and pattern.match(plain(n.title))]
    if not papers or _states(own):
        return []
    return [n for n in papers if _states(list(subtree(nodes, n.ordinal)))]


def _states(nodes: Sequence[Node]) -> bool:
    """Whether sections or forms in them state a matter: two facts of it, or one with what it is called and whose it is."""
    headed = {heading_field(n.title, exactly=True) for n in nodes if n.title and n.kind != "attachment"}
    headed.update(name for n in nodes for name in inline_fields(n))
    stated = headed | {field for n in nodes for field in _form_fields(n)}
    facts = stated & (_STATED_ONCE - _TELLING)
    return len(facts) > 1 or (bool(facts) and len(stated & _TELLING) > 1)


def _form_fields(node: Node) -> set[str]:
    """The fields that the labels of a section's own forms name."""
    return {f.field for t in node.tables for f in read_form(t.table) if f.field is not None}


def _are_aspects(nodes: Sequence[Node], parts: Sequence[Node]) -> bool:
    """Whether parts tell one matter between them (第1 諮問の趣旨, 第2 委託の内容): none repeats a fact of another.

    Parts whose headings name different kinds of matters are matters of their own, whatever each of them leaves out.
    """
    kinds = {kind for n in parts if (kind := case_type_of(n.title))}
    stated = [_facts_below(nodes, n) for n in parts]
    told = [facts for facts in stated if facts]
    if len(kinds) > 1 or len(parts) < 2:
        return False
    return sum(map(len, told)) == len(set().union(*told))


def _facts_below(nodes: Sequence[Node], node: Node) -> set[str]:
    """What a part states that every matter states once."""
    below = list(subtree(nodes, node.ordinal))
    names = {heading_field(c.title, exactly=True) for c in below[1:] if c.title}
    names.update(name for c in below for name in (*inline_fields(c), *_form_fields(c)))
    return {"items" if name == "items_and_count" else name for name in names if name in _STATED_ONCE}


def _case_like(nodes: Sequence[Node], tops: Sequence[Node]) -> list[Node]:
    """Outermost sections that are cases of their own, where there is more than one, or one that the heading types."""
    named = [
        n for n in tops if heading_field(n.title) in {None, "title", "business"} or case_type_of(n.title)
    ]
    forms = _stated_anew(named)
    found = [n for n in named if n in forms or len(_fields_below(nodes, n)) >= 2]
    plain_fields = {heading_field(n.title, exactly=True) for n in tops if n not in found} & {
        "counterparty",
        "items",
        "items_and_count",
        "period",
        "subjects",
    }
    return found if len(found) >= 2 and len(plain_fields) < 2 else []


def _stated_anew(nodes: Sequence[Node]) -> list[Node]:
    """The numbered sections with a form of a matter of its own: each states facts of the one before anew; none where one does not."""
    forms = [
        (n, stated & _STATED_ONCE)
        for n in nodes
        if n.number_raw and len((stated := _form_fields(n)) & CORE) >= 2
    ]
    anew = all(one & other for (_, one), (_, other) in pairwise(forms))
    return [n for n, _ in forms] if anew else []


def _fields_below(nodes: Sequence[Node], node: Node) -> set[str]:
    """The fields that headings directly below a section name, with a number or without one."""
    names = {heading_field(c.title, exactly=True) for c in _directly_below(nodes, node) if c.title}
    return {name for name in (*names, *inline_fields(node)) if name in CORE}
