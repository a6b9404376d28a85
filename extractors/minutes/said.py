"""What the body of minutes holds: utterances, results, times, and what each line became."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.minutes.paragraphs import join
from normalizers.text import join_lines

if TYPE_CHECKING:
    from extractors.geometry import Span
    from extractors.minutes.speakers import Speaker


@dataclass(frozen=True, slots=True)
class Said:
    """A speech or a note.

    Attributes:
        kind: "speech" or "note".
        speaker: as printed, None where nobody is named.
        item: index of the agenda, or None.
        rows: indices of its rows, that of the speaker's mark among them.
        paragraphs: printed lines of each paragraph.
        closing: how many of its first sentences are still about the item before.
        is_framed: it stands under a heading such as 開会, which is no item.
        span: its place where it has no rows, as it stands in a table of items.
    """

    kind: str
    speaker: Speaker | None
    item: int | None
    rows: tuple[int, ...] = ()
    paragraphs: tuple[tuple[str, ...], ...] = ()
    closing: int = 0
    is_framed: bool = False
    span: Span = ()

    @property
    def raw(self) -> str:
        """Its paragraphs as printed."""
        return "\n".join(text for lines in self.paragraphs if (text := join_lines(lines)))

    @property
    def text(self) -> str:
        """Its paragraphs, one below the other, as published."""
        return "\n".join(text for lines in self.paragraphs if (text := join(lines)))


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A printed line of a result, or of a condition, with the item under whose heading it stands."""

    item: int | None
    lines: tuple[str, ...]
    is_condition: bool


@dataclass(frozen=True, slots=True)
class Body:
    """What the lines became.

    Attributes:
        said: speeches and notes in order.
        results: result and condition lines in order.
        clock: lines that tell when the meeting was opened and closed.
        became: for each row what it became.
        headings: items that have a heading of their own.
    """

    said: tuple[Said, ...]
    results: tuple[ResultLine, ...]
    clock: tuple[str, ...]
    became: dict[int, str]
    headings: frozenset[int]
