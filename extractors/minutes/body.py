"""The body of minutes: its lines read one by one into events, and the events put together to what was said and decided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.minutes import rules
from extractors.minutes.events import Adds, Aside, Became, Begins, State
from extractors.minutes.matters import core
from extractors.minutes.said import Body, Said
from extractors.minutes.setting import Setting, page_lefts
from extractors.minutes.texts import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.minutes.agenda import Entry
    from extractors.minutes.events import Event
    from extractors.minutes.rows import Row
    from extractors.minutes.setting import Layout
    from extractors.minutes.speakers import Known

RULES = (
    rules.signature,
    rules.divider,
    rules.turn,
    rules.speaker,
    rules.heading,
    rules.frame,
    rules.stage,
    rules.clock,
    rules.note,
)
"""What a line may be, in this order; it is text where none of them applies."""


def read_body(
    rows: Sequence[Row], begin: int, entries: Sequence[Entry], layout: Layout, known: Known
) -> Body:
    """Read the body.

    Args:
        rows: all rows of the paper.
        begin: index of the first row of the body.
        entries: the agenda.
        layout: how the body is set.
        known: what the paper tells of people and posts.
    """
    cores = tuple(core(entry.printed) for entry in entries)
    setting = Setting(tuple(rows), tuple(entries), cores, layout, known, page_lefts(rows))
    state = State()
    events: list[Event] = []
    at = begin
    while at < len(rows):
        state = rules.past_turn(state, rows[at])
        steps = (rule(setting, state, at) for rule in RULES)
        step = next((one for one in steps if one is not None), None)
        step = step or read_text(setting, state, at, rows[at].text)
        state = step.state
        events.extend(step.events)
        at += step.count
    said = _utterances(events)
    places = [event for event in events if isinstance(event, Became)]
    return Body(
        said=said,
        results=state.results,
        clock=tuple(rows[one.at].text for one in places if one.what == "clock"),
        became=_became(places, said),
        headings=frozenset(
            int(one.what.removeprefix("heading:")) - 1 for one in places if one.what.startswith("heading:")
        ),
    )


def _utterances(events: Iterable[Event]) -> tuple[Said, ...]:
    """The utterances that the events tell of, in order."""
    said: list[Said] = []
    for event in events:
        match event:
            case Begins(kind, speaker, item, is_framed, at):
                said.append(Said(kind, speaker, item, () if at is None else (at,), is_framed=is_framed))
            case Adds():
                said[-1] = _added(said[-1], event)
            case Aside(at, lines, item, is_framed, is_before):
                rows = tuple(range(at, at + len(lines)))
                note = Said("note", None, item, rows, (lines,), is_framed=is_framed)
                said.insert(len(said) - is_before, note)
            case Became():
                pass
    return tuple(said)


def _added(said: Said, line: Adds) -> Said:
    """The utterance with one more line."""
    rows = said.rows if line.at in said.rows else (*said.rows, line.at)
    if line.is_new:
        return replace(said, rows=rows, paragraphs=(*said.paragraphs, (line.text,)))
    return replace(said, rows=rows, paragraphs=(*said.paragraphs[:-1], (*said.paragraphs[-1], line.text)))


def _became(places: Iterable[Became], said: Sequence[Said]) -> dict[int, str]:
    """For each row what it became."""
    found = {at: one.what for one in places for at in range(one.at, one.at + one.count)}
    for ordinal, one in enumerate(said, 1):
        found.update(dict.fromkeys(one.rows, f"{one.kind}:{ordinal}"))
    return found
