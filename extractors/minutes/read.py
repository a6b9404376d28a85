"""Minutes out of the elements of a file: heading, attendees, agenda with outcomes, utterances; and what each line became."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.findings import Finding
from extractors.flow import FlowTable
from extractors.minutes import agenda as agendas
from extractors.minutes.attendees import Context, attendee_columns, read_list
from extractors.minutes.attendees import read_table as read_people
from extractors.minutes.body import (
    Body,
    Layout,
    Reader,
    ResultLine,
    Said,
    clock_line,
    item_heading,
    stage_of,
)
from extractors.minutes.columns import reach_back, split_columns, text_column
from extractors.minutes.follow import assign_items, chair_roles, is_chair
from extractors.minutes.heading import (
    Section,
    cut_sections,
    read_date,
    read_label,
    read_observers,
    read_place,
    read_times,
    read_title,
)
from extractors.minutes.notation import Mark, find_notation, marks_of, says_something
from extractors.minutes.outcomes import (
    Spoken,
    clean_condition,
    conditions_in,
    decide,
    is_list_line,
    read_result,
    sentences,
    settled,
)
from extractors.minutes.paragraphs import join, usual_left
from extractors.minutes.rows import Row, make_rows, span_of
from extractors.minutes.speakers import Known, known_names
from extractors.minutes.words import plain, unbracket
from extractors.model import AgendaItem, Attendee, Meeting, Utterance
from normalizers.eras import japanese_fiscal_year
from normalizers.text import normalize_display
from normalizers.times import parse_times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.flow import FlowElement
    from extractors.minutes.agenda import Entry


@dataclass(frozen=True, slots=True)
class Parsed:
    """All that was read, before it is put into the values of the data contract."""

    rows: tuple[Row, ...]
    apart: dict[int, str]
    sections: tuple[Section, ...]
    tables: dict[int, str]
    attendees: tuple[Attendee, ...]
    unread: tuple[str, ...]
    entries: tuple[Entry, ...]
    body: Body
    begin: int

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
    text = "\n".join(plain(row.text) for row in rows)
    known = Known(frozenset(), text)
    notation = find_notation(rows, known)
    first = _first_speech(rows, notation, known)
    if first is not None and notation == "plain" and (column := text_column(rows[first:], rows[first].x0)):
        first = reach_back(rows, first, column)
    sections, begin, entries = _heading(rows, first, elements, tables)
    people, unread = _attendees(sections, elements, tables, known)
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
    body = Reader(rows, begin, entries, layout, known).run()
    if not body.headings and entries:
        assign_items(body.said, entries)
    return Parsed(
        tuple(rows), apart, tuple(sections), tables, tuple(people), tuple(unread), tuple(entries), body, begin
    )


def _tables(elements: Sequence[FlowElement]) -> dict[int, str]:
    """Tables of people and of agenda items, by the index of their element."""
    found = {}
    for index, element in enumerate(elements):
        if isinstance(element, FlowTable):
            if attendee_columns(element.table):
                found[index] = "attendees"
            elif agendas.agenda_columns(element.table):
                found[index] = "agenda"
    return found


def _first_speech(rows: Sequence[Row], notation: str | None, known: Known) -> int | None:
    if notation is None:
        return None
    for at, row in enumerate(rows):
        mark = _mark(row, notation, known)
        if mark and _speaks(rows, at, mark, notation, known):
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


# ------------------------------------------------------------------------------------------------------------ heading


def _heading(
    rows: Sequence[Row], first: int | None, elements: Sequence[FlowElement], tables: dict[int, str]
) -> tuple[list[Section], int, list[Entry]]:
    """Cut the heading off the body: its sections, where the body begins, and the agenda."""
    limit = len(rows) if first is None else first
    sections = cut_sections(rows, limit)
    entries = _entries(sections, rows, elements, tables)
    begin = _begin(rows, limit, entries)
    if begin < limit:
        sections = cut_sections(rows, begin)
        entries = _entries(sections, rows, elements, tables)
    if not entries:
        entries = _from_headings(rows, begin)
    return sections, begin, _distinct(entries)


def _entries(
    sections: Sequence[Section], rows: Sequence[Row], elements: Sequence[FlowElement], tables: dict[int, str]
) -> list[Entry]:
    found: list[tuple[int, list[Entry]]] = []
    for section in sections:
        if section.key == "agenda" or (section.key in {"transcript", "result"} and _lists_items(section)):
            kind = section.label.kind if section.label else ""
            made = agendas.read_entries(section.lines, kind)
            for entry in made:
                agendas.take_result(entry)
            found.append((rows[section.label_row].element, made))
    for index, kind_of_table in tables.items():
        element = elements[index]
        if kind_of_table == "agenda" and isinstance(element, FlowTable):
            columns = agendas.agenda_columns(element.table)
            assert columns is not None
            found.append((index, agendas.read_table(element.table, columns)))
    return [entry for _, made in sorted(found, key=lambda pair: pair[0]) for entry in made]


def _lists_items(section: Section) -> bool:
    """Whether a section called 議事 lists the items."""
    texts = [text for _, _, text in section.lines]
    return (
        bool(texts)
        and sum(is_list_line(text) or bool(agendas.references_in(text)) for text in texts) * 2 >= len(texts)
        and not any("。" in t for t in texts)
    )


def _distinct(entries: Sequence[Entry]) -> list[Entry]:
    """Entries printed twice (in the agenda, and in a table of results) made one."""
    kept: list[Entry] = []
    for entry in entries:
        title, refers = agendas.core(entry.printed), entry.refers or agendas.references_in(entry.printed)
        same = next(
            (
                other
                for other in kept
                if agendas.core(other.printed) == title
                or (refers and refers == (other.refers or agendas.references_in(other.printed)))
            ),
            None,
        )
        if same is None or (
            same in kept[-1:] and same.result and entry.result and title != agendas.core(same.printed)
        ):
            kept.append(entry)
            continue
        same.result = same.result or entry.result
        same.conditions = same.conditions or entry.conditions
        same.refers = same.refers or entry.refers
        same.kind = same.kind or entry.kind
    return kept


def _begin(rows: Sequence[Row], limit: int, entries: Sequence[Entry]) -> int:
    """Where the body begins: at the headings just before the first speech, or where titles of the agenda are repeated."""
    begin = limit
    cores = [agendas.core(e.printed) for e in entries]
    repeated = [
        min(e.rows) for k, e in enumerate(entries) if e.rows and len(cores[k]) >= 4 and cores[k] in cores[:k]
    ]
    if repeated:
        begin = min(begin, *repeated)
    begin = min(begin, _first_step(rows, begin, entries))
    while begin > 0 and _is_body_heading(rows, begin - 1, entries):
        begin -= 1
    return begin


def _first_step(rows: Sequence[Row], limit: int, entries: Sequence[Entry]) -> int:
    """The first line of a body: a step's label, the label that opens the account of the items, or an item's heading."""
    cores = [agendas.core(e.printed) for e in entries]
    least = max((at + 1 for at, row in enumerate(rows[:limit]) if _is_field(row)), default=0)
    for at, row in enumerate(rows[:limit]):
        if at < least:
            continue
        found = stage_of(row.text)
        if found and found[0] in {"opinions", "plain"} and not found[1] and at > 3:
            return at
        label = read_label(row)
        if (
            label
            and label[0].key == "transcript"
            and not label[2]
            and at > 2
            and _has_sentences(rows[at + 1 : at + 8])
        ):
            return at
        named = item_heading(rows, at, cores, entries) if entries else None
        if (
            named is not None
            and at not in {r for e in entries for r in e.rows}
            and _has_sentences(rows[at + 1 : at + 5])
        ):
            return at
    return limit


def _is_field(row: Row) -> bool:
    """Whether a line bears a label of the heading that is never printed below the body's beginning."""
    label = read_label(row)
    return label is not None and label[0].key in {"date", "place", "council", "observers", "agenda"}


def _has_sentences(rows: Sequence[Row]) -> bool:
    return any("。" in row.text for row in rows)


def _is_body_heading(rows: Sequence[Row], at: int, entries: Sequence[Entry]) -> bool:
    row = rows[at]
    text = row.text
    if clock_line(text) or agendas.is_frame(text):
        return True
    if (found := stage_of(text)) and not found[1] and found[0] != "result":
        return True
    own = {r for e in entries for r in e.rows}
    if agendas.is_group(text) is not None and at not in own and not _opens_list(rows, at):
        return True
    label = read_label(row)
    if label and label[0].key in {"transcript", "result"} and not label[2]:
        return True
    cores = [agendas.core(e.printed) for e in entries]
    for start in range(max(at - 3, 0), at + 1):
        named = item_heading(rows, start, cores, entries) if entries else None
        if named and start + named[1] > at and not own.intersection(range(start, at + 1)):
            return True
        if (
            named
            and start + named[1] > at
            and cores.count(cores[named[0]]) > 1
            and at > min(r for e in entries for r in e.rows if agendas.core(e.printed) == cores[named[0]]) + 1
        ):
            return True
    inner = unbracket(text)
    return bool(inner and not inner[1] and re.search("敬称略", text))


def _opens_list(rows: Sequence[Row], at: int) -> bool:
    return at + 1 < len(rows) and is_list_line(rows[at + 1].text) and not item_heading


def _from_headings(rows: Sequence[Row], begin: int) -> list[Entry]:
    """The agenda of minutes that print none: their headings that name a matter."""
    entries: list[Entry] = []
    for at in range(begin, len(rows)):
        text = rows[at].text
        token = agendas.take_token(agendas.take_bullet(text)[1])[0]
        if not token or len(text) > 120 or "。" in text:
            continue
        for count in range(1, 4):
            joined = join(row.text for row in rows[at : at + count])
            title = agendas.title_of(joined)
            if re.search(r"(?:について|の件|その他)$", title) and len(title) >= 3:
                number = agendas.take_token(agendas.take_bullet(joined)[1])[0]
                again = agendas.take_token(agendas.take_token(agendas.take_bullet(joined)[1])[1])[0]
                use = again if again and re.match("[議案第付審報諮]", again) else number
                entries.append(Entry_(use, joined, at, rows[at]))
                break
            if count == 1 and not rows[at].is_full:
                break
    return entries


def Entry_(number: str, text: str, at: int, row: Row) -> Entry:  # noqa: N802
    return agendas.Entry(normalize_display(number), [text], "", [at], row.x0, span=row.span)


# ---------------------------------------------------------------------------------------------------------- attendees


def _attendees(
    sections: Sequence[Section], elements: Sequence[FlowElement], tables: dict[int, str], known: Known
) -> tuple[list[Attendee], list[str]]:
    people: list[Attendee] = []
    unread: list[str] = []
    held = Context()
    for section in sections:
        if section.key != "attendees":
            continue
        assert section.label is not None
        held = Context(section.label.role, section.label.present)
        found, others = read_list([text for _, _, text in section.lines], held, known)
        people.extend(found)
        unread.extend(others)
    for index, what in tables.items():
        element = elements[index]
        if what == "attendees" and isinstance(element, FlowTable):
            columns = attendee_columns(element.table)
            assert columns is not None
            people.extend(
                read_people(element.table, columns, Context("委員" if columns.role is None else ""), known)
            )
    return people, unread


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
    names = [s.text for s in sections if s.key == "council" and s.text]
    title = read_title(names, [text for s in sections if s.key == "title" for _, _, text in s.lines])
    if title.council is None or title.session_raw is None:
        title = read_title(
            names, [text for s in sections if s.key in {"title", "agenda"} for _, _, text in [*s.lines]]
        )
    day = read_date(sections)
    start, end = _times(parsed)
    items = _items(parsed)
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
    )
    return meeting, tuple(_findings(parsed, meeting))


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
        text=one.text,
        span=span_of(parsed.rows[k] for k in one.rows),
    )


def _spoken(said: Sequence[Said], item: int, chairs: frozenset[str]) -> list[Spoken]:
    """What was said on an item; the sentences with which the chair closes it before taking up the next belong to it."""
    found = []
    before: int | None = None
    for one in said:
        text = one.text
        if one.closing:
            parts = sentences(text)
            own, former = "\n".join(parts[one.closing :]), "\n".join(parts[: one.closing])
            if before == item:
                found.append(Spoken(former, is_chair(one, chairs), is_note=False))
            text = own
        if one.item == item:
            found.append(Spoken(text, is_chair(one, chairs), is_note=one.kind == "note"))
        before = one.item
    return found


def _items(parsed: Parsed) -> list[AgendaItem]:
    chairs = chair_roles(parsed.body.said)
    items = []
    for k, entry in enumerate(parsed.entries):
        refers = list(dict.fromkeys([*entry.refers, *agendas.references_in(entry.printed)]))
        spoken = _spoken(parsed.body.said, k, chairs)
        kind = agendas.kind_of(entry, refers)
        title = normalize_display(agendas.title_of(entry.printed))
        lines = [one for one in parsed.body.results if one.item == k]
        outcome, raw = _outcome(entry, kind, lines, spoken)
        kind = kind or _kind(title, outcome, spoken, parsed, k)
        conditions = _conditions(entry, lines, spoken) if outcome == "approved_with_conditions" else []
        items.append(
            AgendaItem(
                ordinal=k + 1,
                number_raw=entry.number,
                kind=kind,
                title=title,
                refers=tuple(refers),
                outcome=outcome,
                outcome_raw=normalize_display(raw) if raw else None,
                conditions=tuple(map(normalize_display, conditions)),
                span=entry.span,
            )
        )
    return items


def _kind(title: str, outcome: str | None, spoken: Sequence[Spoken], parsed: Parsed, item: int) -> str:
    """The kind of an item that names no document and stands in no group."""
    if "報告" in title[-8:] or outcome == "noted":
        return "報告"
    opening = next((one.text for one in spoken if one.is_chair), "")
    if re.search("報告(?:を|事項|案件|で|に(?:移|入))", opening) and outcome in {None, "noted"}:
        return "報告"
    if outcome is not None:
        return "審議"
    del parsed, item
    return "その他"


def _outcome(
    entry: Entry, kind: str, lines: Sequence[ResultLine], spoken: Sequence[Spoken]
) -> tuple[str | None, str | None]:
    if entry.result and (found := read_result(entry.result)):
        return settled(found.outcome, kind, plain(entry.result)), entry.result
    for line in lines:
        text = join(line.lines)
        if not line.is_condition and (found := read_result(text)):
            return settled(found.outcome, kind, plain(text)), text
    decision = decide(spoken, kind)
    return (decision.outcome, decision.raw) if decision else (None, None)


def _conditions(entry: Entry, lines: Sequence[ResultLine], spoken: Sequence[Spoken]) -> list[str]:
    if entry.conditions and plain(entry.conditions) not in {"-", "なし"}:
        return [clean_condition(line) for line in entry.conditions.split("\n") if line.strip()]
    listed = [
        clean_condition(join(one.lines)) for one in lines if isinstance(one, ResultLine) and one.is_condition
    ]
    if listed:
        return list(dict.fromkeys(listed))
    texts = [Spoken(join(one.lines), is_chair=False, is_note=True) for one in lines]
    return conditions_in(texts) or conditions_in(spoken)


def _findings(parsed: Parsed, meeting: Meeting) -> list[Finding]:
    found = [
        Finding(
            "minutes_line_unread",
            "warning",
            "No part of the minutes takes this line; read it by hand.",
            row.text,
            row.span,
        )
        for at, row in enumerate(parsed.rows)
        if parsed.body.became.get(at) == "unread"
    ]
    missing = [name for name in ("council", "date", "place") if getattr(meeting, name) is None]
    if missing:
        found.append(
            Finding(
                "minutes_heading_incomplete",
                "warning",
                f"The heading gives no {', '.join(missing)}.",
                "",
                meeting.span[:1],
            )
        )
    if not meeting.agenda:
        found.append(
            Finding(
                "minutes_without_agenda",
                "warning",
                "No agenda was found in the minutes.",
                "",
                meeting.span[:1],
            )
        )
    if not meeting.utterances:
        found.append(
            Finding(
                "minutes_without_utterances",
                "warning",
                "Nothing that was said was found in the minutes.",
                "",
                meeting.span[:1],
            )
        )
    return found
