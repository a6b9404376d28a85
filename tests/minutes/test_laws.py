"""Laws: nothing raises on any text, no line is lost, reading is deterministic."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.flow import FlowLine
from extractors.geometry import BBox
from extractors.lines import Line
from extractors.minutes import looks_like_minutes, minutes_end, read_meeting
from extractors.minutes.account import account
from extractors.minutes.notation import marks_of
from extractors.minutes.outcomes import read_result, sentences
from extractors.minutes.rows import make_rows
from extractors.minutes.speakers import Known, read_speaker
from extractors.minutes.words import take_token
from normalizers import find_contacts, parse_times

PIECES = st.sampled_from(
    [
        "○",
        "会長",
        "山本",
        "委員",
        "　",
        " ",
        "【",
        "】",
        "（",
        "）",
        "：",
        "議題1",
        "(1)",
        "諮問第3号",
        "について",
        "承認",
        "します。",
        "継続審議",
        "条件",
        "「",
        "」",
        "日時",
        "場所",
        "出席者",
        "事務局",
        "問",
        "答",
        "Q1",
        "異議なし",
        "令和5年",
        "5月1日",
        "午前10時",
        "開会",
        "議題",
        "会議録",
        "君",
        "→",
        "各委員",
        "及び",
        "第一号",
        "２（１）",
        "次の",
        "案件",
        "――◇――",
        "．",
        "・",
        "その他",
        "\n",
    ]
)
TEXT = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join))


@st.composite
def papers(draw: st.DrawFn) -> tuple[FlowLine, ...]:
    texts = draw(st.lists(TEXT.map(lambda t: " ".join(t.split())).filter(bool), max_size=25))
    lines = []
    for k, text in enumerate(texts):
        left = draw(st.sampled_from([70.0, 81.0, 92.0, 150.0]))
        top = 60.0 + 18.0 * (k % 12)
        box = BBox(left, top, left + 11.0 * len(text), top + 11.0)
        lines.append(FlowLine(1 + k // 12, Line(text, box, 11.0, False, (), (), 0)))
    return tuple(lines)


@given(papers())
@settings(max_examples=30)
def test_every_line_becomes_something_once_and_none_is_lost(elements: tuple[FlowLine, ...]) -> None:
    placed = account(elements)
    assert sorted("".join(p.text for p in placed)) == sorted("".join(e.line.text for e in elements))
    assert all(p.became for p in placed)


@given(papers())
@settings(max_examples=20)
def test_reading_raises_nothing_and_is_deterministic(elements: tuple[FlowLine, ...]) -> None:
    meeting, findings = read_meeting(elements)
    assert (meeting, findings) == read_meeting(elements)
    assert [u.ordinal for u in meeting.utterances] == list(range(1, len(meeting.utterances) + 1))
    assert all(u.agenda_item is None or 1 <= u.agenda_item <= len(meeting.agenda) for u in meeting.utterances)
    assert all(bool(a.conditions) <= (a.outcome == "approved_with_conditions") for a in meeting.agenda)
    assert 0 <= minutes_end(elements) <= len(elements)
    assert looks_like_minutes(elements) in {True, False}


@given(papers())
@settings(max_examples=20)
def test_lines_that_are_unread_are_findings(elements: tuple[FlowLine, ...]) -> None:
    unread = [p.text for p in account(elements) if p.became == "unread"]
    _, findings = read_meeting(elements)
    assert [f.raw for f in findings if f.code == "minutes_line_unread"] == unread


@given(TEXT)
def test_a_mark_loses_nothing_but_signs(text: str) -> None:
    box = BBox(70.0, 60.0, 300.0, 71.0)
    line = " ".join(text.split())
    rows, _ = make_rows([FlowLine(1, Line(line, box, 11.0, False, (), (), 0))] if line else [])
    for row in rows:
        for mark in marks_of(row, Known()):
            assert row.text.endswith(mark.rest)


@given(TEXT)
def test_words_raise_nothing(text: str) -> None:
    speaker = read_speaker(text, Known(text=text))
    assert speaker is None or speaker.raw
    read_result(text)
    token, rest = take_token(text)
    assert len(token) + len(rest) <= len(text)


@given(TEXT)
def test_sentences_are_the_text(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(TEXT)
def test_times_and_contacts_are_parts_of_the_text(text: str) -> None:
    for one in (*parse_times(text), *find_contacts(text)):
        assert text[one.begin : one.stop] == one.raw
        assert one.raw


@given(st.integers(0, 23), st.integers(0, 59))
def test_times_are_read_back(hour: int, minute: int) -> None:
    wanted = f"{hour:02d}:{minute:02d}"
    half = "午前" if hour < 12 else "午後"
    for written in (f"{hour}時{minute}分", f"{hour}:{minute:02d}", f"{half}{hour % 12}時{minute:02d}分"):
        assert [one.start for one in parse_times(written)] == [wanted]
