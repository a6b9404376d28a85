"""Meetings, agenda items and utterances as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records.values import attribute_values

if TYPE_CHECKING:
    from extractors.model import AgendaItem, Meeting, Utterance
    from pipeline.records.values import Row


def meeting_rows(meeting: Meeting, document_id: str, council: str | None) -> dict[str, list[Row]]:
    """The rows of `meetings`, `agenda_items` and `utterances` that one meeting gives."""
    meeting_id = f"{document_id}-m1"
    agenda = {a.ordinal: f"{meeting_id}-g{n:03}" for n, a in enumerate(meeting.agenda, start=1)}
    return {
        "meetings": [_meeting_row(meeting, meeting_id, document_id, council)],
        "agenda_items": [_agenda_row(entry, agenda[entry.ordinal], meeting_id) for entry in meeting.agenda],
        "utterances": [
            _utterance_row(u, f"{meeting_id}-u{n:05}", meeting_id, agenda)
            for n, u in enumerate(meeting.utterances, start=1)
        ],
    }


def _meeting_row(meeting: Meeting, meeting_id: str, document_id: str, council: str | None) -> Row:
    return {
        "meeting_id": meeting_id,
        "document_id": document_id,
        "council": meeting.council or council,
        "session_raw": meeting.session_raw,
        "fiscal_year": meeting.fiscal_year,
        "number": meeting.number,
        "date": meeting.date,
        "start_time": meeting.start_time,
        "end_time": meeting.end_time,
        "place": meeting.place,
        "observers": meeting.observers,
        "attendees": [
            {"role": a.role, "name": a.name, "affiliation": a.affiliation, "is_present": a.is_present}
            for a in meeting.attendees
        ],
        "attributes": attribute_values(meeting.attributes),
        "span": meeting.span,
    }


def _agenda_row(entry: AgendaItem, agenda_item_id: str, meeting_id: str) -> Row:
    return {
        "agenda_item_id": agenda_item_id,
        "meeting_id": meeting_id,
        "ordinal": entry.ordinal,
        "number_raw": entry.number_raw,
        "kind": entry.kind,
        "title": entry.title,
        "refers": list(entry.refers),
        "outcome": entry.outcome,
        "outcome_raw": entry.outcome_raw,
        "conditions": list(entry.conditions),
        "span": entry.span,
    }


def _utterance_row(utterance: Utterance, utterance_id: str, meeting_id: str, agenda: dict[int, str]) -> Row:
    entry = utterance.agenda_item
    return {
        "utterance_id": utterance_id,
        "meeting_id": meeting_id,
        "agenda_item_id": None if entry is None else agenda[entry],
        "ordinal": utterance.ordinal,
        "kind": utterance.kind,
        "speaker_raw": utterance.speaker_raw,
        "speaker_role": utterance.speaker_role,
        "speaker_name": utterance.speaker_name,
        "text": utterance.text,
        "span": utterance.span,
    }
