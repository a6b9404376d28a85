"""How the body of minutes is set, and what the place of a line says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.minutes.paragraphs import is_wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.minutes.agenda import Entry
    from extractors.minutes.rows import Row
    from extractors.minutes.speakers import Known

_ENDS = re.compile(r"[。？?！!」』）)》≫】:：]$")


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a sentence, a quotation or a label."""
    return bool(_ENDS.search(text))


@dataclass(frozen=True, slots=True)
class Layout:
    """How the body is set.

    Attributes:
        notation: how speakers are marked; None where they are not.
        mark_left: left edge of the marks, None where they stand in cells or do not exist.
        left: left edge of lines that go on with the one above.
    """

    notation: str | None
    mark_left: float | None
    left: float | None


@dataclass(frozen=True, slots=True)
class Setting:
    """The paper as its body is read; nothing of it changes meanwhile.

    Attributes:
        rows: all rows of the paper.
        entries: the agenda.
        cores: what the title of each entry is compared by.
        layout: how the body is set.
        known: what the paper tells of people and posts.
        lefts: leftmost edge of the lines of each page.
    """

    rows: tuple[Row, ...]
    entries: tuple[Entry, ...]
    cores: tuple[str, ...]
    layout: Layout
    known: Known
    lefts: dict[int, float]

    def after(self, at: int) -> Row | None:
        """The row below, None after the last."""
        return self.rows[at] if at < len(self.rows) else None

    def at_margin(self, row: Row) -> bool:
        """Whether the line stands as far left as headings do, or is set apart from the text."""
        if row.cell or self.layout.mark_left is None:
            return True
        return row.x0 <= self.layout.mark_left + 1.3 * row.size or self._is_centred(row)

    def _is_centred(self, row: Row) -> bool:
        indent = row.x0 - min(self.lefts[row.page], self.layout.mark_left or row.x0)
        return abs(indent - (row.right - row.x1)) < 2 * row.size and indent > 5 * row.size

    def goes_on(self, row: Row, above: Row | None) -> bool:
        """Whether the line can only be the rest of a full line above it, whose sentence has not ended."""
        left = self.layout.left
        return (
            above is not None
            and above.cell == row.cell
            and is_wrapped(above, row)
            and not ends_sentence(above.text)
            and (row.cell > 0 or left is None or abs(row.x0 - left) < 0.6 * row.size)
        )

    def stands_as_mark(self, row: Row) -> bool:
        """Whether the line begins where the paper's marks do."""
        if row.cell or self.layout.mark_left is None:
            return True
        off = (row.x0 - self.layout.mark_left) / row.size
        return off <= 1.6 and not (self.layout.notation in {"plain", "colon", "paren"} and abs(off) > 0.8)

    def is_flush(self, row: Row) -> bool:
        """Whether marks stand no farther left than the lines of the text."""
        layout = self.layout
        return (
            row.cell > 0
            or layout.left is None
            or layout.mark_left is None
            or layout.mark_left > layout.left - 0.6 * row.size
        )

    def is_apart(self, at: int) -> bool:
        """Whether the line is set apart: bold, larger, or below a wider gap."""
        row = self.rows[at]
        if row.cell:
            return True
        above = self.rows[at - 1] if at else None
        gap = above is None or above.page != row.page or row.top - above.bottom > 0.9 * row.size
        return row.is_bold or gap

    def hangs_out(self, row: Row) -> bool:
        """Whether the line begins as far left as the marks of speakers, and the text of speeches does not."""
        layout = self.layout
        return (
            not row.cell
            and layout.mark_left is not None
            and layout.left is not None
            and row.x0 < layout.mark_left + 0.6 * row.size < layout.left
        )


def page_lefts(rows: Sequence[Row]) -> dict[int, float]:
    """Leftmost edge of the lines of running text on each page."""
    found: dict[int, float] = {}
    for row in rows:
        if not row.cell:
            found[row.page] = min(row.x0, found.get(row.page, row.x0))
    return found
