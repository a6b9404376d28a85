"""Edits of a text that keep account of where every character came from.

A normalization step looks at a text and says what it would replace. Its edits are carried out on the text and on the offsets
of its characters, so that steps can follow one another and the last text still points into the first.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple


class Edit(NamedTuple):
    """Characters `begin` to `stop` of a text are to be written as `text`."""

    begin: int
    stop: int
    text: str


Wanted = Callable[[str], Iterable[Edit]]
"""The edits that a normalization step wants for a text, in order and without overlap."""


class Step(NamedTuple):
    """A normalization step.

    Attributes:
        triggers: Characters without which it wants nothing; None where no set of characters says so.
        wanted: What it wants.
    """

    triggers: frozenset[str] | None
    wanted: Wanted


def apply_edits(text: str, offsets: Sequence[int], edits: Sequence[Edit]) -> tuple[str, Sequence[int]]:
    """Carry out edits on a text whose characters stem from `offsets`.

    Args:
        text: The text as it stands.
        offsets: For each of its characters, and for its end, a place in an earlier text: `len(text) + 1` numbers.
        edits: What to replace, in order and without overlap. All characters of a replacement stem from the first
            character that it replaces.

    Returns:
        The new text and its offsets.
    """
    return (_edited(text, edits), _moved(offsets, edits)) if edits else (text, offsets)


def _edited(text: str, edits: Iterable[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for begin, stop, replacement in edits:
        pieces += (text[at:begin], replacement)
        at = stop
    pieces.append(text[at:])
    return "".join(pieces)


def _moved(offsets: Sequence[int], edits: Iterable[Edit]) -> list[int]:
    moved: list[int] = []
    at = 0
    for begin, stop, replacement in edits:
        moved += offsets[at:begin]
        moved += [offsets[begin]] * len(replacement)
        at = stop
    moved += offsets[at:]
    return moved


class Procedure:
    """Normalization steps that a text goes through one after the other.

    Most texts need none of them. So a step is not asked about a text without its triggers, nor again about a text that it
    wanted nothing of.
    """

    def __init__(self, *steps: Step) -> None:
        self.steps: Final = steps
        self._triggers = frozenset[str]().union(*(step.triggers or () for step in steps))
        self._always = tuple(step.wanted for step in steps if step.triggers is None)

    def run(self, text: str) -> str:
        """The text that the steps make of a text."""
        done = self._carry_out(text)
        return done[-1][1] if done else text

    def run_with_offsets(self, text: str) -> tuple[str, tuple[int, ...]]:
        """The same, and for each of its characters and for its end the place in `text` that it stems from."""
        done = self._carry_out(text)
        if not done:
            return text, tuple(range(len(text) + 1))
        offsets: Sequence[int] = range(len(text) + 1)
        for edits, _ in done:
            offsets = _moved(offsets, edits)
        return done[-1][1], tuple(offsets)

    def _carry_out(self, text: str) -> list[tuple[tuple[Edit, ...], str]]:
        """For each step that wants any edits, those and the text after them."""
        done: list[tuple[tuple[Edit, ...], str]] = []
        present = self._triggers.intersection(text)
        if not present and not any(any(wanted(text)) for wanted in self._always):
            return done
        satisfied: list[Wanted] = []
        for triggers, wanted in self.steps:
            if (triggers is not None and triggers.isdisjoint(present)) or wanted in satisfied:
                continue
            if edits := tuple(wanted(text)):
                text = _edited(text, edits)
                done.append((edits, text))
                present = self._triggers.intersection(text)
                satisfied.clear()
            else:
                satisfied.append(wanted)
        return done


def raw_span(raw: str, offsets: Sequence[int], begin: int, stop: int) -> tuple[int, int]:
    """Find the part of a raw text that a part of its normalized form stems from.

    Args:
        raw: The text that was normalized.
        offsets: What the normalization returned beside its result.
        begin: First character in the normalized text.
        stop: The one after the last; greater than `begin`.

    Returns:
        Begin and end in `raw`, without white space at either end that the normalization took away.
    """
    first, last = offsets[begin], offsets[stop]
    at = stop
    while last <= first and at + 1 < len(offsets):  # a part of one character's expansion: ㈱ is (株)
        at += 1
        last = offsets[at]
    while first < last and raw[first].isspace():
        first += 1
    while first < last and raw[last - 1].isspace():
        last -= 1
    return first, last
