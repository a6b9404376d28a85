"""Datasets about meetings (会議録): meetings, agenda items, utterances."""

from __future__ import annotations

from pipeline.schema.types import (
    ATTENDEES,
    ATTRIBUTES,
    DATE,
    INT16,
    INT32,
    SPAN,
    STRING,
    STRINGS,
    Column,
    Dataset,
    required,
)

MEETINGS = Dataset(
    "meetings",
    "One row per meeting whose minutes (会議録, 議事録, 会議要録, 会議概要) were read.",
    ("meeting_id",),
    (
        required("meeting_id", STRING, "Key; stable over reruns and renames"),
        required("document_id", STRING, "The document it stands in"),
        Column("council", STRING, "Name of the council as printed"),
        Column("session_raw", STRING, "令和5年度第3回"),
        Column("fiscal_year", INT16, "Japanese fiscal year (April to March)"),
        Column("number", INT16, "Number of the session: 3"),
        Column("date", DATE, "Day of the meeting"),
        Column("start_time", STRING, "HH:MM, 24 hours"),
        Column("end_time", STRING, "HH:MM, 24 hours"),
        Column("place", STRING, "Where it was held"),
        Column("observers", INT32, "傍聴者"),
        required("attendees", ATTENDEES, "Members and others on the attendance list, present or absent"),
        required("attributes", ATTRIBUTES, "Every printed label of the heading with its text"),
        required("span", SPAN, "Where it stands: page and box"),
    ),
)

AGENDA_ITEMS = Dataset(
    "agenda_items",
    "One row per entry of a meeting's agenda (次第) with what was decided.",
    ("agenda_item_id",),
    (
        required("agenda_item_id", STRING, "Key; stable over reruns and renames"),
        required("meeting_id", STRING, "The meeting it belongs to"),
        required("ordinal", INT32, "Place in the agenda"),
        required("number_raw", STRING, "Its number as printed, or empty"),
        required("kind", STRING, "諮問, 報告, 審議, or その他"),
        required("title", STRING, "Its title"),
        required("refers", STRINGS, "Labels of the documents it is about: 諮問第1004号"),
        Column(
            "outcome",
            STRING,
            "approved, approved_with_conditions, continued, noted, rejected, withdrawn, or null",
        ),
        Column("outcome_raw", STRING, "The deciding words"),
        required("conditions", STRINGS, "Conditions of the approval"),
        required("span", SPAN, "Where it stands: page and box"),
    ),
)

UTTERANCES = Dataset(
    "utterances",
    "One row per speech or note of a transcript.",
    ("utterance_id",),
    (
        required("utterance_id", STRING, "Key; stable over reruns and renames"),
        required("meeting_id", STRING, "The meeting it belongs to"),
        Column("agenda_item_id", STRING, "The agenda item it belongs to; null before the first"),
        required("ordinal", INT32, "Place in the transcript"),
        required("kind", STRING, "speech, or note for what nobody says (「異議なし」の声あり, 休憩)"),
        Column("speaker_raw", STRING, "The speaker as printed"),
        Column("speaker_role", STRING, "会長, 委員, 事務局, 課長 …"),
        Column("speaker_name", STRING, "Name where one is printed"),
        required("text", STRING, "What is said, paragraphs joined with a line feed"),
        required("span", SPAN, "Where it stands: page and box"),
    ),
)
