"""Headings that are the number and the title of a 諮問 or 報告 (諮問第4号　…について), one for each of several in a paper.

They bear no number of an outline, and outlines begin anew below each of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from extractors.documents.numbering import read_marker
from extractors.documents.words import dated_label, read_label
from extractors.flow import FlowLine
from extractors.profiles import plain
from extractors.prose.headings import is_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.documents.words import Label
    from extractors.flow import FlowElement

KIND: Final = "matter"
"""The kind of the sections that such headings open."""

_FEWEST: Final = 2
_SHORTEST: Final = 5
_GOES_ON: Final = re.compile(
    r"[のをにでとはがもへ、。，・~～〜-]|から|まで|及び|並びに|又は|ほか|について|付け"
)
"""What behind a number makes it part of a sentence: 諮問第4号について審議した."""


def heads_of_matters(elements: Sequence[FlowElement]) -> frozenset[int]:
    """The lines that head one of several matters of a paper.

    Args:
        elements: the paper's lines and tables below its head.

    Returns:
        The indices of the lines. None of them where fewer than two such headings of a kind have something below them: a
        paper on one matter, or a mere list of what it is about.
    """
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for index, element in enumerate(elements):
        if isinstance(element, FlowLine) and (label := heading_label(element.line.text)) is not None:
            found[label.kind][index] = label.raw
    heads: set[int] = set()
    for of_kind in found.values():
        stops = [*list(of_kind)[1:], len(elements)]
        full = [k for k, stop in zip(of_kind, stops, strict=True) if _begins_anew(elements[k + 1 : stop])]
        raws = [of_kind[k] for k in full]
        if len(full) >= _FEWEST and len(set(raws)) == len(raws):
            heads.update(full)
    return frozenset(heads)


def heading_label(text: str) -> Label | None:
    """The label of a line that goes on with a title: 諮問第4号　児童館の管理の委託について; None for any other line."""
    label = read_label(text)
    if label is None or dated_label(text) is not None or read_label(label.rest) is not None:
        return None
    rest = plain(label.rest)
    if len(rest) < _SHORTEST or _GOES_ON.match(rest) or is_sentence(label.rest):
        return None
    return label


def _begins_anew(below: Sequence[FlowElement]) -> bool:
    """Whether more stands below a heading than its second line, and the numbers there, if any, begin with 1."""
    if len(below) < _FEWEST and all(
        isinstance(e, FlowLine) and read_marker(e.line.text) is None for e in below
    ):
        return False
    markers = [m for e in below if isinstance(e, FlowLine) if (m := read_marker(e.line.text)) is not None]
    first = next((m for m in markers if m.number is not None and m.is_apart), None)
    return first is None or first.number == 1
