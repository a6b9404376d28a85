"""What happens line by line as the body of minutes is read, and what is known before each line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.minutes.rows import Row
    from extractors.minutes.said import ResultLine
    from extractors.minutes.speakers import Speaker


@dataclass(frozen=True, slots=True)
class Became:
    """Lines that are no words of anybody: heading, label, clock, result, condition, unread."""

    at: int
    count: int
    what: str


@dataclass(frozen=True, slots=True)
class Begins:
    """An utterance begins: in the line of its mark (`at`), or with the next text (None)."""

    kind: str
    speaker: Speaker | None
    item: int | None
    is_framed: bool
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Adds:
    """A line of the open utterance; it begins a paragraph, or goes on with one."""

    at: int
    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """A note of one or more lines; `is_before` puts it before the utterance that is open."""

    at: int
    lines: tuple[str, ...]
    item: int | None
    is_framed: bool
    is_before: bool = False


Event = Became | Begins | Adds | Aside


@dataclass(frozen=True, slots=True)
class Open:
    """The utterance that text is added to: its kind, its first row, and its lines so far."""

    kind: str
    begin: int
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What is known before a line is read.

    Attributes:
        mode: what text without a mark is: narration, speech, after_note (the speaker goes on), opinions, result,
            conditions, field (what a label of the heading says that stands below the account), trailer (what follows both), or signed
            (what stands with the signatures).
        item: item of the agenda that is open.
        is_framed: a part of the meeting that is no item is open (開会).
        speaker: who spoke last under this heading.
        open: the utterance that text is added to.
        above: the line before, if it was text.
        first: first line of the paragraph so far, and its text.
        results: results and conditions so far.
    """

    mode: str = "narration"
    item: int | None = None
    is_framed: bool = False
    speaker: Speaker | None = None
    open: Open | None = None
    above: Row | None = None
    first: tuple[Row, str] | None = None
    results: tuple[ResultLine, ...] = ()

    def closed(self, mode: str = "narration") -> State:
        """The state after a heading or a label: nobody speaks."""
        return replace(self, mode=mode, speaker=None, open=None, above=None, first=None)

    def begun(self, kind: str) -> Begins:
        """An utterance of nobody on the open item."""
        return Begins(kind, None, self.item, self.is_framed)


@dataclass(frozen=True, slots=True)
class Step:
    """What the reading of some lines comes to: the state after them, the events, and how many lines they were."""

    state: State
    events: tuple[Event, ...]
    count: int = 1


def marked(state: State, at: int, count: int, what: str) -> Step:
    """A step over lines that are no words; the next line goes on with none of them."""
    return Step(replace(state, above=None), (Became(at, count, what),), count)
