"""Minutes out of the elements of a file: heading, attendees, agenda with outcomes, utterances; and what each line became."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.findings import Finding
from extractors.flow import FlowLine, FlowTable
from extractors.geometry import Place
from extractors.minutes.agenda_table import agenda_columns
from extractors.minutes.body import read_body
from extractors.minutes.columns import MOST_PARTS, join_names, reach_back, split_columns, text_column
from extractors.minutes.decisions import read_items
from extractors.minutes.follow import assign_items
from extractors.minutes.front import read_front
from extractors.minutes.heading import (
    Section,
    read_date,
    read_label,
    read_observers,
    read_place,
    read_times,
)
from extractors.minutes.notation import (
    Mark,
    find_notation,
    marks_of,
    says_something,
    with_one_sign,
)
from extractors.minutes.paragraphs import usual_left
from extractors.minutes.people import attendee_columns, read_attendees
from extractors.minutes.rows import Row, make_rows, paper_text, span_of, with_stops
from extractors.minutes.said import Said
from extractors.minutes.setting import Layout
from extractors.minutes.speakers import Known, known_names
from extractors.minutes.title import Title, names_meeting, read_title
from extractors.minutes.words import plain
from extractors.model import Attendee, Meeting, Utterance
from normalizers.eras import japanese_fiscal_year
from normalizers.text import normalize_display
from normalizers.times import parse_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.flow import FlowElement
    from extractors.minutes.agenda import Entry
    from extractors.minutes.said import Body


@dataclass(frozen=True, slots=True)
class Parsed:
    """All that was read, before it is put into the values of the data contract.

    Attributes:
        rows: all rows of the paper.
        apart: what the elements are that give no rows although they are lines.
        sections: the heading, cut at its labels.
        tables: elements that are tables of people or of agenda items.
        small_print: lines of small print.
        attendees: who was there.
        entries: the agenda.
        body: what was said and decided.
        begin: index of the first row of the body.
        has_points: the paper ends its sentences with ．; the rows have 。 there.
    """

    rows: tuple[Row, ...]
    apart: dict[int, str]
    sections: tuple[Section, ...]
    tables: dict[int, str]
    small_print: tuple[FlowLine, ...]
    attendees: tuple[Attendee, ...]
    entries: tuple[Entry, ...]
    body: Body
    begin: int
    has_points: bool = False

    def printed(self, text: str) -> str:
        """A text of the rows as the paper prints it."""
        return text.replace("。", "．") if self.has_points else text

    def places(self) -> dict[int, str]:
        """For each row of the heading what it became."""
        found: dict[int, str] = {}
        for section in self.sections:
            if section.label_row >= 0:
                found[section.label_row] = "label"
            for index, _, _ in section.lines:
                found[index] = _PLACES.get(section.key, f"field:{section.key}")
        return found


_PLACES = {"title": "title", "attendees": "attendees", "agenda": "agenda"}


def parse(elements: Sequence[FlowElement]) -> Parsed:
    """Read the elements of one paper of minutes."""
    tables = _tables(elements)
    rows, apart = make_rows(elements, tables)
    rows, has_points = with_stops(rows)
    text = paper_text(rows)
    known = Known(frozenset(), text)
    notation = find_notation(rows, known)
    rows = with_one_sign(rows, notation or "", known)
    first = _first_speech(rows, notation, known)
    if first is not None and notation and (column := text_column(rows[first:], rows[first].x0)):
        if notation == "plain":
            first = reach_back(rows, first, column, known)
        else:
            rows = join_names(rows, max(first - MOST_PARTS, 0), column, notation, known)
            first = _first_speech(rows, notation, known)
    sections, begin, entries = read_front(rows, first, elements, tables)
    people = read_attendees(sections, elements, tables, known)
    known = Known(known_names(p.name for p in people if p.name), text)
    if notation is None:
        notation = find_notation(rows[begin:], known)
    layout = _layout(rows, begin, notation, known)
    if (
        notation == "plain"
        and layout.mark_left is not None
        and (column := text_column(rows[begin:], layout.mark_left))
    ):
        rows = split_columns(rows, begin, column, known)
        layout = Layout("column", layout.mark_left, column)
    body = read_body(rows, begin, entries, layout, known)
    if not body.headings and entries:
        body = replace(body, said=assign_items(body.said, entries))
    body = replace(body, said=_with_opinions(body.said, rows, entries))
    small = tuple(
        e for k, e in enumerate(elements) if apart.get(k) == "small print" and isinstance(e, FlowLine)
    )
    return Parsed(
        rows=tuple(rows),
        apart=apart,
        sections=tuple(sections),
        tables=tables,
        small_print=small,
        attendees=tuple(people),
        entries=tuple(entries),
        body=body,
        begin=begin,
        has_points=has_points,
    )


def _with_opinions(said: Sequence[Said], rows: Sequence[Row], entries: Sequence[Entry]) -> tuple[Said, ...]:
    """What was said, with the opinions that a table of items has in a column, where the table stands."""
    found = list(said)
    for item, entry in enumerate(entries):
        own = [
            Said("note" if one.is_note else "speech", one.speaker, item, (), ((one.text,),), span=one.span)
            for one in entry.opinions
        ]
        above = [
            at for at, one in enumerate(found) if not one.rows or rows[one.rows[0]].element < entry.element
        ]
        at = above[-1] + 1 if above else 0
        found[at:at] = own
    return tuple(found)


def _tables(elements: Sequence[FlowElement]) -> dict[int, str]:
    """Tables of people and of agenda items, by the index of their element."""
    found = {}
    for index, element in enumerate(elements):
        if isinstance(element, FlowTable):
            if attendee_columns(element.table):
                found[index] = "attendees"
            elif agenda_columns(element.table):
                found[index] = "agenda"
    return found


def _first_speech(rows: Sequence[Row], notation: str | None, known: Known) -> int | None:
    for at, row in enumerate(rows):
        if row.turn:
            return at
        mark = _mark(row, notation, known) if notation else None
        if mark and notation and _speaks(rows, at, mark, notation, known):
            return at
    return None


def _mark(row: Row, notation: str, known: Known) -> Mark | None:
    return next((m for m in marks_of(row, known) if m.notation == notation), None)


def _speaks(rows: Sequence[Row], at: int, mark: Mark, notation: str, known: Known) -> bool:
    if mark.rest:
        follow = rows[at + 1].text if at + 1 < len(rows) and rows[at].is_full else ""
        return says_something(mark.rest + follow)
    return (
        at + 1 < len(rows)
        and _mark(rows[at + 1], notation, known) is None
        and any(says_something(row.text) for row in rows[at + 1 : at + 3])
    )


# ------------------------------------------------------------------------------------------------------------- layout


def _layout(rows: Sequence[Row], begin: int, notation: str | None, known: Known) -> Layout:
    body = rows[begin:]
    lefts: Counter[int] = Counter()
    marked: set[int] = set()
    for at, row in enumerate(body):
        if notation and (mark := _mark(row, notation, known)) and not row.cell:
            marked.add(at)
            if _speaks(body, at, mark, notation, known) or mark.rest:
                lefts[round(row.x0)] += 1
    left = float(lefts.most_common(1)[0][0]) if lefts else None
    if left is None:
        xs = Counter(round(row.x0) for row in body if not row.cell)
        left = float(min((x for x, n in xs.items() if n >= 2), default=min(xs))) if xs else None
    return Layout(notation, left, usual_left(body, marked))


# ------------------------------------------------------------------------------------------------------------- result


def read_meeting(elements: Sequence[FlowElement]) -> tuple[Meeting, tuple[Finding, ...]]:
    """Read minutes.

    Args:
        elements: of the minutes alone, in reading order.

    Returns:
        The meeting, and findings on what is doubtful or was not read.
    """
    parsed = parse(elements)
    sections = parsed.sections
    title = _title(sections)
    day = read_date(sections)
    start, end = _times(parsed)
    items = [
        replace(item, outcome_raw=item.outcome_raw and parsed.printed(item.outcome_raw))
        for item in read_items(parsed.entries, parsed.body)
    ]
    said = [_utterance(k, one, parsed) for k, one in enumerate(parsed.body.said, 1)]
    meeting = Meeting(
        council=title.council,
        session_raw=title.session_raw,
        fiscal_year=title.fiscal_year
        if title.fiscal_year is not None
        else (japanese_fiscal_year(day) if day else None),
        number=title.number,
        date=day,
        start_time=start,
        end_time=end,
        place=read_place(sections),
        observers=read_observers(sections),
        attendees=parsed.attendees,
        agenda=tuple(items),
        utterances=tuple(said),
        span=span_of(parsed.rows),
        attributes=_attributes(parsed),
    )
    return meeting, tuple(_findings(parsed, meeting))


def _title(sections: Sequence[Section]) -> Title:
    """Council and session: out of labels such as 会議名 and the title; else out of lines of a page with the agenda."""
    names = [s.text for s in sections if s.key == "council" and s.text]
    lines = [(s.key, text) for s in sections if s.key in {"title", "agenda"} for _, _, text in s.lines]
    title = read_title(names, [text for key, text in lines if key == "title"])
    if title.council is not None and title.session_raw is not None:
        return title
    return read_title(names, [text for key, text in lines if key == "title" or names_meeting(text)])


def _attributes(parsed: Parsed) -> dict[str, str]:
    """Every printed label with its lines, those below the account too; of a label printed twice, both."""
    told = [(section.printed, [text for _, _, text in section.lines]) for section in parsed.sections]
    found: dict[str, str] = {}
    for printed, lines in [*told, *_fields_below(parsed)]:
        text = "\n".join(map(normalize_display, lines))
        name = normalize_display(printed)
        if text:
            found[name] = f"{found[name]}\n{text}" if name in found else text
    return found


def _fields_below(parsed: Parsed) -> list[tuple[str, list[str]]]:
    """Labels of the heading that stand below the account (次回の開催予定), each with its lines."""
    found: list[tuple[str, list[str]]] = []
    above = ""
    for at in range(parsed.begin, len(parsed.rows)):
        became = parsed.body.became.get(at, "")
        if became == "field:other":
            text = parsed.rows[at].text
            if above != became:
                is_below = above == "label"
                label = read_label(parsed.rows[at - 1] if is_below else parsed.rows[at])
                found.append((label[1] if label else "署名", []))
                text = text if is_below or label is None else label[2]
            found[-1][1].append(text)
        above = became
    return found


def _times(parsed: Parsed) -> tuple[str | None, str | None]:
    """When the meeting began and ended: lines in the text that say so count more than the heading."""
    start, end = read_times(parsed.sections)
    for line in parsed.body.clock:
        spans = parse_times(plain(line))
        if re.search("開会|開議|開始", plain(line)) and spans:
            start = spans[0].start
        if re.search("閉会|散会|終了|終会|閉議", plain(line)) and spans:
            end = spans[0].start
    return start, end


def _utterance(ordinal: int, one: Said, parsed: Parsed) -> Utterance:
    speaker = one.speaker
    return Utterance(
        ordinal=ordinal,
        agenda_item=None if one.item is None else one.item + 1,
        kind=one.kind,
        speaker_raw=speaker.raw if speaker else None,
        speaker_role=speaker.role if speaker else None,
        speaker_name=speaker.name if speaker else None,
        text=parsed.printed(one.text),
        span=one.span or span_of(parsed.rows[k] for k in one.rows),
    )


def _findings(parsed: Parsed, meeting: Meeting) -> list[Finding]:
    found = [
        Finding(
            "minutes_line_unread",
            "warning",
            "No part of the minutes takes this line; read it by hand.",
            parsed.printed(row.text),
            row.span,
        )
        for at, row in enumerate(parsed.rows)
        if parsed.body.became.get(at) == "unread"
    ]
    found.extend(
        Finding(
            "minutes_line_unread",
            "info",
            "Small print at the foot of the page is no part of the minutes.",
            element.line.text,
            (Place(element.page, element.box),),
        )
        for element in parsed.small_print
    )
    return [*found, *_lacks(meeting)]


def _lacks(meeting: Meeting) -> list[Finding]:
    """Findings on what was looked for in vain."""
    missing = [name for name in ("council", "date", "place") if getattr(meeting, name) is None]
    told = (
        ("minutes_heading_incomplete", bool(missing), f"The heading gives no {', '.join(missing)}."),
        ("minutes_without_agenda", not meeting.agenda, "No agenda was found in the minutes."),
        (
            "minutes_without_utterances",
            not meeting.utterances,
            "Nothing that was said was found in the minutes.",
        ),
    )
    return [Finding(code, "warning", message, "", meeting.span[:1]) for code, lacks, message in told if lacks]
