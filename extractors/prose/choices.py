"""Choices with boxes among the entries of a section: of those that a form prints, the ticked ones (□国　■県)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.cases.boxes import BOXES, TICKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.prose.units import Unit

_BOX: Final = f"[{''.join(sorted(BOXES))}]"
_ON_A_LINE: Final = re.compile(f"{_BOX}[^\n]+{_BOX}")
_REDACTED: Final = re.compile(rf"({_BOX})\1")
"""Two boxes one behind the other stand for a name that is left out."""


def chosen(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Units with one for each choice that is ticked, in the place of those that print choices; as they are where none do.

    Ticked boxes are choices where others are not ticked, or where several stand on a line; else they are bullets. What stands
    before the first box says whose choices they are, and is what the section says where it is more than a label
    (株式会社見本　□再委託あり　■再委託なし).
    """
    printed = "\n".join(_with_box(unit) for unit in units)
    marks = BOXES.intersection(printed)
    is_choice = marks & TICKED and (marks - TICKED or _ON_A_LINE.search(printed))
    if not is_choice or _REDACTED.search(printed):
        return tuple(units)
    found: list[Unit] = []
    for unit in units:
        lead, *rest = re.split(f"({_BOX})", _with_box(unit))
        if lead.strip() and not lead.rstrip().endswith(("：", ":")):
            found.append(replace(unit, text=lead.strip()))
            continue
        texts = [
            text.strip(" \u3000、，,・")
            for mark, text in zip(rest[::2], rest[1::2], strict=True)
            if mark in TICKED
        ]
        found.extend(replace(unit, text=text) for text in texts if text)
    return tuple(found)


def _with_box(unit: Unit) -> str:
    """The text of a unit with its box, which the outline takes for a bullet."""
    return f"{unit.mark}{unit.text}" if unit.is_leaf and unit.mark in BOXES else unit.text
