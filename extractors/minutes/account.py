"""What each line of minutes became, so that it can be added up that none was lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.flow import FlowLine
from extractors.minutes.read import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.flow import FlowElement


@dataclass(frozen=True, slots=True)
class Placed:
    """One printed line.

    Attributes:
        element: index of the element that it is, or that it stands in.
        text: as printed.
        became: title; "field:" and the key of a heading's label; attendees; agenda; heading (":" and the ordinal of the
            item); label; clock; "speech:" or "note:" and the ordinal of the utterance; result; condition; running head;
            small print; or unread. About the last two there is a finding.
    """

    element: int
    text: str
    became: str


def account(elements: Sequence[FlowElement]) -> tuple[Placed, ...]:
    """What every line became, in reading order; each line of each element once.

    Args:
        elements: of the minutes alone, in reading order.
    """
    parsed = parse(elements)
    placed: dict[int, list[Placed]] = {}
    in_heading = parsed.places()
    for at, row in enumerate(parsed.rows):
        became = in_heading.get(at) or parsed.body.became.get(at, "unread")
        placed.setdefault(row.element, []).append(Placed(row.element, parsed.printed(row.text), became))
    for index, element in enumerate(elements):
        if index in parsed.apart and isinstance(element, FlowLine):
            placed[index] = [Placed(index, element.line.text, parsed.apart[index])]
        elif index in parsed.tables and not isinstance(element, FlowLine):
            lines = [line for cell in element.table.cells for line in cell.lines]
            placed[index] = [Placed(index, line, parsed.tables[index]) for line in lines]
    return tuple(line for index in sorted(placed) for line in placed[index])
