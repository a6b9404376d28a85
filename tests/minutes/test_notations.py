"""Every notation of speakers, layout of the heading, form of the agenda and place of the results, read exactly."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import pytest

from extractors.flow import FlowTable
from extractors.minutes import looks_like_minutes, minutes_end, read_meeting
from extractors.minutes.account import account
from tests.minutes.invented import NOTATIONS, Expected, Style, surnames_only, typeset
from tests.minutes.invented_meeting import COUNCIL
from tests.minutes.page import flow_of

if TYPE_CHECKING:
    from extractors.flow import FlowElement

HEADINGS = ("lines", "dots", "numbers", "lens", "table", "running", "people-table")
NUMBERS = ("(1)", "1", "議題1", "ア", "①", "第1号", "１．")
ITEMS = ("none", "square", "diamond", "number", "paren", "ordinal", "lens", "reference")
RESULTS = ("chair", "label", "table", "section")

STYLES = (
    *(Style(notation=notation, items=ITEMS[k % 2]) for k, notation in enumerate(NOTATIONS)),
    *(Style(heading=heading, agenda=NUMBERS[k]) for k, heading in enumerate(HEADINGS)),
    *(
        Style(notation=("circle", "lens-role")[k % 2], items=one, results=RESULTS[k % 4])
        for k, one in enumerate(ITEMS)
    ),
    *(
        Style(notation=("paren", "colon")[k % 2], items="square", results=one)
        for k, one in enumerate(RESULTS)
    ),
    *(
        Style(notation=one, size=9.0, columns=2)
        for one in ("circle", "colon", "lens", "paren", "circle-role")
    ),
    Style(notation="column", size=13, head="楠葉市情報公開・個人情報保護審議会 会議録"),
    Style(notation="circle", size=9.5, head="楠葉市情報公開・個人情報保護審議会 会議録"),
)


def plain(text: str | None) -> str:
    narrow = unicodedata.normalize("NFKC", text or "")
    return re.sub("[〇◯]", "○", re.sub(r"\s+", "", narrow))


@cache
def made(style: Style) -> tuple[tuple[FlowElement, ...], Expected]:
    pdf, expected = typeset(style)
    return flow_of(pdf), expected


def name(style: Style) -> str:
    return f"{style.notation}-{style.heading}-{style.agenda}-{style.items}-{style.results}-{style.size}-{style.columns}"


@pytest.mark.parametrize("style", STYLES, ids=name)
def test_everything_is_read_whatever_the_notation(style: Style) -> None:
    elements, expected = made(style)
    assert looks_like_minutes(elements)
    assert minutes_end(elements) == len(elements)

    meeting, findings = read_meeting(elements)
    assert not findings
    assert (meeting.council, meeting.session_raw, meeting.fiscal_year) == (COUNCIL, "令和6年度第2回", 2024)
    assert (meeting.number, meeting.date) == (2, dt.date(2024, 8, 21))
    assert (meeting.start_time, meeting.end_time, meeting.observers) == ("09:30", "11:15", 4)
    assert plain(meeting.place) == "楠葉市役所本庁舎3階第一応接室"

    people = surnames_only(expected.people) if style.heading == "running" else expected.people
    assert [(a.role, plain(a.name), a.affiliation or "", a.is_present) for a in meeting.attendees] == [
        (p.role, plain(p.name), p.about, p.present) for p in people
    ]
    assert [
        (plain(i.number_raw), plain(i.title), i.refers, i.kind, i.outcome, tuple(map(plain, i.conditions)))
        for i in meeting.agenda
    ] == [
        (
            plain(n),
            plain(m.title),
            (m.refers,) if m.refers else (),
            m.kind,
            m.outcome,
            tuple(map(plain, m.conditions)),
        )
        for n, m in zip(expected.numbers, expected.matters, strict=True)
    ]
    assert [
        (
            u.kind,
            plain(u.speaker_raw),
            plain(u.speaker_role),
            plain(u.speaker_name),
            u.agenda_item or 0,
            plain(u.text),
        )
        for u in meeting.utterances
    ] == [
        (kind, plain(raw), plain(role), plain(who), item, plain(text))
        for kind, raw, role, who, item, text in expected.words
    ]


@pytest.mark.parametrize("style", STYLES[::5], ids=name)
def test_every_printed_line_became_something(style: Style) -> None:
    elements, _ = made(style)
    placed = account(elements)
    assert not [line.text for line in placed if line.became == "unread"]
    printed = "".join(
        "".join(line for cell in e.table.cells for line in cell.lines)
        if isinstance(e, FlowTable)
        else e.line.text
        for e in elements
    )
    assert sorted(plain("".join(line.text for line in placed))) == sorted(plain(printed))


@pytest.mark.parametrize("style", STYLES[1::6], ids=name)
def test_what_is_said_is_the_lines_that_became_it(style: Style) -> None:
    elements, _ = made(style)
    meeting, _ = read_meeting(elements)
    placed = account(elements)
    for one in meeting.utterances:
        lines = plain(
            "".join(p.text for p in placed if p.became in {f"speech:{one.ordinal}", f"note:{one.ordinal}"})
        )
        marked = plain(one.speaker_raw) + plain(one.text)
        assert sorted(re.sub(r"[【】\[\]＜＞<>:()○●◎■|]", "", lines)) == sorted(
            re.sub(r"[【】\[\]＜＞<>:()○●◎■|]", "", marked)
        )


def test_paragraphs_and_lists_stay_apart() -> None:
    elements, expected = made(Style(notation="circle", items="none"))
    meeting, _ = read_meeting(elements)
    assert [u.text.count("\n") for u in meeting.utterances] == [
        words[5].count("\n") for words in expected.words
    ]
