"""Which kind of matter a case is, and whether what is told is a matter at all."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from extractors.profiles import case_type_of
from extractors.prose.profile import evidence
from extractors.prose.units import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.documents import DocumentFields
    from extractors.prose.matters import Matter
    from extractors.prose.nodes import Node

_HANDLING: Final = re.compile("(?:収集|取得|提供|利用|委託|結合|接続|記録|作成|保有|取扱い?)$")
"""How the name of a kind of handling ends; 新規 and 変更 are kinds of papers."""

_ASKED: Final = re.compile("([^。、]{4,60})ことについて[^。]{0,30}?(?:意見|諮問|審議|報告)")
"""The clause for what a council is asked about or told of."""


def kind_of(matter: Matter, heading: str, fields: DocumentFields, nodes: Sequence[Node]) -> str:
    """By what the paper calls the kind, the heading of the part and those inside it, its title, the first words of the text."""
    if (called := joined(matter.of("kind"))) and (named := case_type_of(called)):
        return named
    if _HANDLING.search(called):
        return "other"  # 要配慮個人情報の収集: a kind of which there is no type
    own = [e for e in matter.entries if e.form is not None] if matter.is_one_of_forms else matter.entries
    hints = Counter(hint for e in own if (hint := evidence(e.heading)))
    given = hints.most_common(1)[0][0] if hints else None
    if own and not heading and (matter.is_one_of_forms or matter.part.root is not None):
        heading = " ".join((joined(e for e in own if e.field == "title"), own[0].node.title))
    if heading and (named := case_type_of(heading) or given):
        return named
    above = _kind_above(matter, nodes)
    named = above or case_type_of(fields.title) or case_type_of(fields.subtitle or "")
    named = named or _asked_for(matter, fields) or given
    if named is None and len(matter.core) >= 2:
        opening = fields.opening or next((n.body[:200] for n in nodes if n.body), "")
        named = case_type_of(opening)
    return named or "other"


def _kind_above(matter: Matter, nodes: Sequence[Node]) -> str | None:
    """The kind that the number above the part names (１　目的外利用), None where none does."""
    parent = matter.part.root.parent if matter.part.root is not None else None
    return case_type_of(nodes[parent].title) if parent is not None and nodes[parent].number_raw else None


def _asked_for(matter: Matter, fields: DocumentFields) -> str | None:
    """The kind of what the paper says it asks for or tells of: …から収集することについて意見を求める; None where it says none."""
    texts = (fields.opening or "", *(e.text for e in matter.of("purpose")))
    clauses = (found[1] for text in texts for found in _ASKED.finditer(text))
    return next((named for clause in clauses if (named := case_type_of(clause))), None)


def only_counts(matter: Matter, fields: DocumentFields) -> bool:
    """Whether a report tells how many there were and of no matter: figures of requests and of what became of them."""
    return (
        fields.kind == "報告"
        and matter.part.is_whole
        and bool(matter.core)
        and matter.core <= {"count"}
        and not matter.said
        and case_type_of(fields.title) is None
        and not any(e.field and e.field not in matter.core for e in matter.entries)
    )
