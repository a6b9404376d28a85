"""Edits of a text that keep account of where every character came from.

A normalization step looks at a text and says what it would replace; `apply_edits` carries the replacements out and moves
the offsets along, so that steps can follow one another and the last text still points into the first.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Edit(NamedTuple):
    """Characters `begin` to `stop` of a text are to be written as `text`."""

    begin: int
    stop: int
    text: str


Step = Callable[[str], Iterable[Edit]]
"""A normalization step: the edits it wants, in order and without overlap."""


def apply_edits(text: str, offsets: Sequence[int], edits: Iterable[Edit]) -> tuple[str, Sequence[int]]:
    """Carry out edits on a text whose characters stem from `offsets`.

    Args:
        text: The text as it stands.
        offsets: For each of its characters, and for its end, a place in an earlier text: `len(text) + 1` numbers.
        edits: What to replace, in order and without overlap. All characters of a replacement stem from the first
            character that it replaces.

    Returns:
        The new text and its offsets.
    """
    pieces: list[str] = []
    moved: list[int] = []
    at = 0
    for begin, stop, replacement in edits:
        pieces += (text[at:begin], replacement)
        moved += offsets[at:begin]
        moved += [offsets[begin]] * len(replacement)
        at = stop
    if not pieces:
        return text, offsets
    pieces.append(text[at:])
    moved += offsets[at:]
    return "".join(pieces), moved


def run_steps(text: str, steps: Iterable[Step]) -> tuple[str, tuple[int, ...]]:
    """Put a text through steps one after the other; offsets point into the text that came in."""
    offsets: Sequence[int] = range(len(text) + 1)
    for step in steps:
        text, offsets = apply_edits(text, offsets, step(text))
    return text, tuple(offsets)


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
