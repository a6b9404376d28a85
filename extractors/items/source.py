"""A printed list with its marks: what the cutting of it stands on."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.items import words
from extractors.items.words import canonical

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from extractors.items.brackets import Bracket

Spot = tuple[int, int]

_IDLE = frozenset("・･·•‧∙◦▪▫●○◯〇⚫⚪◎◇◆❖□■☐☑▼▽▲△★☆※➢➤✓✔")


@dataclass(frozen=True, slots=True)
class Source:
    """A text and what is known of its marks before it is cut.

    Attributes:
        text: as printed.
        brackets: the paired brackets by the offset of their opening mark.
        openings: those offsets in order.
        strays: closing marks that close nothing.
        wraps: line breaks inside a word.
    """

    text: str
    brackets: dict[int, Bracket]
    openings: tuple[int, ...]
    strays: frozenset[int] = frozenset()
    wraps: frozenset[int] = frozenset()

    def show(self, spot: Spot) -> str:
        """Canonical form of a span."""
        return canonical(self.text[spot[0] : spot[1]])

    def trim(self, spot: Spot) -> Spot:
        """The span without white space, stray closing brackets and bullets at its ends."""
        begin, stop = spot
        while begin < stop and (
            self.text[begin] in _IDLE or self.text[begin].isspace() or begin in self.strays
        ):
            begin += 1
        while begin < stop and (self.text[stop - 1].isspace() or stop - 1 in self.strays):
            stop -= 1
        return begin, stop

    def outer(self, spot: Spot) -> Iterator[Bracket]:
        """The outermost brackets that open inside a span, in order."""
        index = bisect_left(self.openings, spot[0])
        while index < len(self.openings) and self.openings[index] < spot[1]:
            found = self.brackets[self.openings[index]]
            yield found
            index = bisect_left(self.openings, max(found.end, found.begin + 1), index)


def marks(source: Source, spot: Spot, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Matches of a separator pattern that stand in no bracket of the span."""
    found: list[re.Match[str]] = []
    at = spot[0]
    for bracket in source.outer(spot):
        found.extend(pattern.finditer(source.text, at, bracket.begin))
        at = bracket.end if bracket.end > bracket.begin else bracket.begin + 1
    found.extend(pattern.finditer(source.text, min(at, spot[1]), spot[1]))
    return [
        match
        for match in found
        if match.start() not in source.wraps and not _is_in_number(source.text, match.start())
    ]


def _is_in_number(text: str, at: int) -> bool:
    """1,000 and 31/4 hold no separator."""
    return text[at] in ",，/／" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def between(spot: Spot, marks: list[re.Match[str]]) -> list[Spot]:
    """The stretches of a span that its marks part."""
    begins = [spot[0], *(match.end() for match in marks)]
    stops = [*(match.start() for match in marks), spot[1]]
    return list(zip(begins, stops, strict=True))


def bare_name(source: Source, spot: Spot) -> str:
    """Canonical name of a span without its terminal brackets and 等."""
    stop = spot[1]
    trailing = [bracket for bracket in source.outer(spot) if bracket.begin > spot[0]]
    while trailing and trailing[-1].end >= stop:
        stop = trailing.pop().begin
    name = source.show((spot[0], stop))
    return name[: len(name) - words.cut_etc(name)]
