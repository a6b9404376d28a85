"""Rules under characters: which characters of a line are underlined, and what the paper says that means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.profiles import plain
from extractors.prose.profile import section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

    from extractors.flow import Flow, FlowLine

THICKEST: Final = 1.8
"""A horizontal rule thicker than this many points is no underline."""

ABOVE, BELOW = 0.3, 0.45
"""An underline runs between this share of the size above the bottom of the em box and this share below it."""


class Underlines:
    """Underlined characters of a file."""

    def __init__(self, flow: Flow) -> None:
        self._pages = flow.pages
        self._rules: dict[int, tuple[np.ndarray[tuple[int, ...], np.dtype[np.float64]], ...]] = {}

    def flags(self, line: FlowLine) -> list[bool]:
        """For each character of a line that is no white space, whether a rule runs under it."""
        if line.page > len(self._pages):
            return [False] * len(re.sub(r"\s+", "", line.line.text))
        x0, x1, y = self._horizontal(line.page)
        box, size = line.line.box, line.line.size
        near = (
            (y > box.bottom - ABOVE * size)
            & (y < box.bottom + BELOW * size)
            & (x0 > box.x0 - size)
            & (x1 < box.x1 + size)
        )
        if not near.any():
            return [False] * len(line.line.chars)
        starts, stops = x0[near] - 0.1 * size, x1[near] + 0.1 * size
        middles = line.line.middles[:, None]
        return [bool(under.any()) for under in (starts <= middles) & (middles <= stops)]

    def _horizontal(self, page: int) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float64]], ...]:
        if page not in self._rules:
            rules = self._pages[page - 1].rules
            flat = (rules.bottom - rules.top <= THICKEST) & (rules.x1 - rules.x0 >= 3.0)
            self._rules[page] = (rules.x0[flat], rules.x1[flat], (rules.top[flat] + rules.bottom[flat]) / 2)
        return self._rules[page]


def flags_of(lines: Sequence[FlowLine], lead: int, underlines: Underlines) -> list[bool]:
    """Underline flags of a paragraph's characters without white space, its first `lead` characters left out."""
    if not lines:
        return []
    skipped = len(re.sub(r"\s+", "", lines[0].line.text[:lead]))
    return [flag for line in lines for flag in underlines.flags(line)][skipped:]


def legend(texts: Iterable[str]) -> str | None:
    """What underlining means in a paper: special_care, added or removed; None where the paper does not say.

    >>> legend(["個人情報の項目（下線は要配慮個人情報）"])
    'special_care'
    """
    words = section("underline")
    names = "|".join(re.escape(plain(word)) for word in sorted(words["words"], key=len, reverse=True))
    for text in texts:
        for match in re.finditer(
            rf"(?:{names})(?:部分|部)?(?:は|が|を付した|を引いた|で示した|の)(?P<what>[^。、()]{{1,40}})",
            plain(text),
        ):
            for meaning in ("special_care", "added", "removed"):
                if any(plain(word) in match["what"] for word in words[meaning]):
                    return meaning
    return None


def is_mostly(flags: Sequence[bool], text: str, begin: int, stop: int) -> bool:
    """Whether most of `text[begin:stop]` is underlined; `flags` has one entry for each character but white space."""
    first = sum(not c.isspace() for c in text[:begin])
    count = sum(not c.isspace() for c in text[begin:stop])
    chosen = flags[first : first + count]
    return bool(chosen) and sum(chosen) * 2 > len(chosen)
