"""Meetings read out of a few lines of a body, below a heading that is always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.minutes import looks_like_minutes, read_meeting
from extractors.minutes.account import account
from extractors.minutes.attendees import read_list
from extractors.minutes.speakers import Known
from tests.minutes.lines import paper

if TYPE_CHECKING:
    from extractors.minutes.groups import Context
    from extractors.model import Meeting

Person = tuple[str | None, str | None, str | None, bool]
"""Role, name, affiliation, and whether they were present."""

HEADING = """
榛原市個人情報保護審議会会議録
１　日　時　令和６年11月19日（火）　午後１時30分～３時
２　場　所　榛原市役所第一委員会室
３　出席者　八代会長、古閑委員、樋渡委員
"""


def read(text: str) -> Meeting:
    elements = paper(HEADING.strip("\n") + "\n" + text.strip("\n"))
    assert looks_like_minutes(elements)
    assert not [line.text for line in account(elements) if line.became == "unread"]
    return read_meeting(elements)[0]


def told(meeting: Meeting) -> list[tuple[int | None, str | None, str]]:
    """Item, speaker and words of each utterance."""
    return [(u.agenda_item, u.speaker_raw, u.text) for u in meeting.utterances]


def decided(meeting: Meeting) -> list[tuple[str, str, str | None]]:
    return [(item.number_raw, item.title, item.outcome) for item in meeting.agenda]


def people_in(text: str, context: Context) -> list[Person]:
    """The people of an attendee list, one line of it a line of the text."""
    lines = [(None, line) for line in text.split("\n")]
    return [(p.role, p.name, p.affiliation, p.is_present) for p in read_list(lines, context, Known())]
