"""Where the heading of minutes ends and their body begins; the agenda, read out of both."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.flow import FlowTable
from extractors.minutes import agenda_table
from extractors.minutes.agenda import Entry, read_entries, take_result
from extractors.minutes.heading import Section, cut_sections, read_label
from extractors.minutes.matters import (
    core,
    is_end,
    is_frame,
    is_group,
    number_value,
    references_in,
    style,
    title_of,
)
from extractors.minutes.numbered import take_results
from extractors.minutes.outcomes import is_list_line
from extractors.minutes.paragraphs import is_wrapped, join
from extractors.minutes.steps import clock_line, is_courtesy, item_heading, stage_of
from extractors.minutes.words import bare, label_of, plain, take_bullet, take_token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.flow import FlowElement
    from extractors.minutes.rows import Row


_LABELLED = re.compile(r"[^。]{1,12}[:：]|[(（※【]")
"""A line that explains rather than tells begins with a label or a bracket."""


def read_front(
    rows: Sequence[Row], first: int | None, elements: Sequence[FlowElement], tables: dict[int, str]
) -> tuple[list[Section], int, list[Entry]]:
    """Cut the heading off the body: its sections, where the body begins, and the agenda."""
    limit = len(rows) if first is None else first
    sections = cut_sections(rows, limit)
    told = _first_told(sections)
    if told is not None:
        limit = told
        sections = cut_sections(rows, limit)
    if forms := _forms(rows):
        begin = min(limit, forms[0])
        return cut_sections(rows, begin), begin, _from_forms(rows, forms)
    entries = _entries(sections, rows, elements, tables)
    begin = _begin(rows, limit, entries)
    if begin < limit:
        sections = cut_sections(rows, begin)
        entries = _entries(sections, rows, elements, tables)
    if not entries:
        begin = _first_heading(rows, begin)
        sections = cut_sections(rows, begin)
        entries = _from_headings(rows, begin, is_narrated=first is None)
    elif more := _further(rows, begin, entries):
        begin = min(begin, *entries[-1].rows)
        sections = cut_sections(rows, begin)
        entries = [*entries, *more]
    entries = _distinct(entries)
    for section in sections:
        if section.key == "result":
            take_results(section, entries)
    return sections, begin, entries


def _forms(rows: Sequence[Row]) -> list[int]:
    """The label cells that open the form of each item, where every item has one of its own; none for other papers."""
    found = [
        at
        for at, row in enumerate(rows)
        if row.is_label and (label := label_of(plain(bare(row.text)))) is not None and label.key == "agenda"
    ]
    return found if len({rows[at].element for at in found}) > 1 or len(found) > 2 else []


def _from_forms(rows: Sequence[Row], forms: Sequence[int]) -> list[Entry]:
    """The items of a paper that treats each in a form of its own."""
    found: list[Entry] = []
    for at in forms:
        cell = rows[at + 1].cell if at + 1 < len(rows) else 0
        lines = [(k, row, row.text) for k, row in enumerate(rows) if cell and row.cell == cell]
        label = label_of(plain(bare(rows[at].text)))
        found.extend(read_entries(lines, label.kind if label else "")[:1])
    return found


def _entries(
    sections: Sequence[Section], rows: Sequence[Row], elements: Sequence[FlowElement], tables: dict[int, str]
) -> list[Entry]:
    found: list[tuple[int, list[Entry]]] = []
    for section in sections:
        if section.key == "agenda" or (section.key in {"transcript", "result"} and _lists_items(section)):
            kind = section.label.kind if section.label else ""
            made = read_entries(section.lines, kind, [entry for _, one in found for entry in one])
            for entry in made:
                take_result(entry)
            found.append((rows[section.label_row].element, made))
    for index, kind_of_table in tables.items():
        element = elements[index]
        if kind_of_table == "agenda" and isinstance(element, FlowTable):
            columns = agenda_table.agenda_columns(element.table)
            assert columns is not None
            made = agenda_table.read_table(element.table, columns)
            for entry in made:
                entry.element = index
            found.append((index, made))
    return [entry for _, made in sorted(found, key=lambda pair: pair[0]) for entry in made]


def _first_told(sections: Sequence[Section]) -> int | None:
    """The row of the first item that is told of in sentences, where what looks like an agenda is the account itself."""
    for section in sections:
        if section.key not in {"agenda", "transcript"} or "結果" in section.printed:
            continue
        entry: int | None = None
        if section.key == "transcript" and _tells_at_once(section):
            return section.label_row
        for index, row, text in section.lines:
            if take_token(take_bullet(text)[1])[0] and not text.endswith("。"):
                entry = index
            elif entry is not None and not row.cell and (_is_aside(text) or _is_told(text)):
                return entry
    return None


def _tells_at_once(section: Section) -> bool:
    """Whether sentences stand just below a label of the account (議事（要旨）), before any number."""
    texts = [text for _, _, text in section.lines[:4]]
    first = next((k for k, text in enumerate(texts) if take_token(take_bullet(text)[1])[0]), len(texts))
    return any(text.endswith("。") and not _LABELLED.match(text) for text in texts[:first])


def _is_aside(text: str) -> bool:
    """-資料1に基づき、事務局から説明-: a line between dashes."""
    return len(text) > 4 and text[0] in "-―—─－" and text[-1] in "-―—─－"


def _is_told(text: str) -> bool:
    return text.endswith("。") and len(text) >= 12 and not _LABELLED.match(text)


def _lists_items(section: Section) -> bool:
    """Whether a section called 議事 lists the items."""
    texts = [text for _, _, text in section.lines]
    return (
        bool(texts)
        and sum(is_list_line(text) or bool(references_in(text)) for text in texts) * 2 >= len(texts)
        and not any("。" in t for t in texts)
    )


def _distinct(entries: Sequence[Entry]) -> list[Entry]:
    """Entries printed twice (in the agenda, and in a table of results) made one."""
    kept: list[Entry] = []
    for entry in entries:
        title, refers = core(entry.printed), entry.refers or references_in(entry.printed)
        same = next(
            (
                other
                for other in kept
                if core(other.printed) == title
                or (refers and refers == (other.refers or references_in(other.printed)))
            ),
            None,
        )
        if same is None or (
            same in kept[-1:] and same.result and entry.result and title != core(same.printed)
        ):
            kept.append(entry)
            continue
        same.result = same.result or entry.result
        same.conditions = same.conditions or entry.conditions
        same.refers = same.refers or entry.refers
        same.kind = same.kind or entry.kind
        if entry.opinions and not same.opinions:
            same.opinions, same.element = entry.opinions, entry.element
    return kept


def _begin(rows: Sequence[Row], limit: int, entries: Sequence[Entry]) -> int:
    """Where the body begins: at the headings just before the first speech, or where titles of the agenda are repeated."""
    begin = limit
    cores = [core(e.printed) for e in entries]
    whole = [(cores[k], tuple(e.refers or references_in(e.printed))) for k, e in enumerate(entries)]
    repeated = [
        min(e.rows) for k, e in enumerate(entries) if e.rows and len(cores[k]) >= 4 and whole[k] in whole[:k]
    ]
    if repeated:
        begin = min(begin, *repeated)
    begin = min(begin, _first_step(rows, begin, entries))
    while begin > 0 and (start := _body_line(rows, begin - 1, entries)) is not None:
        begin = start
    return begin


def _body_line(rows: Sequence[Row], at: int, entries: Sequence[Entry]) -> int | None:
    """Where a line just above the body begins that belongs to it: a heading, or a sentence that tells what was done."""
    if _is_body_heading(rows, at, entries):
        return at
    own = {r for entry in entries for r in entry.rows}
    if not rows[at].text.endswith("た。"):
        return None
    while at and rows[at - 1].cell == rows[at].cell == 0 and is_wrapped(rows[at - 1], rows[at]):
        if rows[at - 1].text.endswith("。"):
            break
        at -= 1
    row = rows[at]
    is_bare = not (row.cell or at in own or _LABELLED.match(row.text) or take_token(row.text)[0])
    return at if is_bare and read_label(row) is None else None


def _first_step(rows: Sequence[Row], limit: int, entries: Sequence[Entry]) -> int:
    """The first line of a body: a step's label, the label that opens the account of the items, or an item's heading."""
    cores = [core(e.printed) for e in entries]
    own = {r for e in entries for r in e.rows}
    least = max((at + 1 for at, row in enumerate(rows[:limit]) if _is_field(row)), default=0)
    for at, row in enumerate(rows[:limit]):
        if at < least:
            continue
        found = stage_of(row.text)
        if (
            found
            and found[0] in {"opinions", "plain"}
            and not found[1]
            and at > 3
            and at not in own
            and _has_sentences(rows[at + 1 : at + 3])
        ):
            return at
        label = read_label(row)
        if (
            label
            and label[0].key == "transcript"
            and not label[2]
            and at > 2
            and at + 1 not in own
            and _has_sentences(rows[at + 1 : at + 8])
            and not _lists_before_sentences(rows[at + 1 : at + 8])
        ):
            return at
        named = item_heading(rows, at, cores, entries) if entries else None
        if named is not None and at not in own and _has_sentences(rows[at + 1 : at + 5]):
            return at
    return limit


def _lists_before_sentences(rows: Sequence[Row]) -> bool:
    """Whether two numbers of one form stand above the first sentence: a list of items, and not yet their account."""
    styles: list[str] = []
    for row in rows:
        if "。" in row.text:
            break
        number = take_token(take_bullet(row.text)[1])[0]
        if number and not is_frame(row.text) and is_group(row.text) is None:
            styles.append(style(number))
    return len(styles) > len(set(styles))


def _is_field(row: Row) -> bool:
    """Whether a line bears a label of the heading that is never printed below the body's beginning."""
    label = read_label(row)
    return label is not None and label[0].key in {"date", "place", "council", "observers", "agenda"}


def _has_sentences(rows: Sequence[Row]) -> bool:
    return any("。" in row.text for row in rows)


def _is_body_heading(rows: Sequence[Row], at: int, entries: Sequence[Entry]) -> bool:
    """Whether a line just above the body belongs to it: a heading, a step's label, a time, an item named again."""
    row = rows[at]
    text = row.text
    step = stage_of(text)
    is_step = step is not None and not step[1] and step[0] != "result"
    if clock_line(text) or (is_frame(text) and not is_end(text)) or is_step or is_courtesy(text):
        return True
    own = {r for e in entries for r in e.rows}
    if is_group(text) is not None and at not in own:
        return True
    label = read_label(row)
    if label and label[0].key in {"transcript", "result"} and not label[2]:
        return True
    return _names_again(rows, at, entries, own)


def _names_again(rows: Sequence[Row], at: int, entries: Sequence[Entry], own: set[int]) -> bool:
    """Whether the line is part of a heading that names an item which the agenda has named before."""
    cores = [core(e.printed) for e in entries]
    for start in range(max(at - 3, 0), at + 1):
        named = item_heading(rows, start, cores, entries) if entries else None
        if named is None or start + named[1] <= at:
            continue
        if not own.intersection(range(start, at + 1)):
            return True
        title = cores[named[0]]
        first = min(min(e.rows, default=at) for e in entries if core(e.printed) == title)
        if cores.count(title) > 1 and at > first + 1:
            return True
    return False


def _from_headings(rows: Sequence[Row], begin: int, *, is_narrated: bool) -> list[Entry]:
    """The agenda of minutes that print none: headings that name a matter, and in narration any that sentences follow."""
    entries: list[Entry] = []
    kind = group = ""
    reached: dict[str, int] = {}
    for at in range(begin, len(rows)):
        text = rows[at].text
        token, rest = take_token(take_bullet(text)[1])
        if not token or len(text) > 120 or "。" in text:
            continue
        if (of_group := is_group(text)) is not None or style(token) == group:
            kind, group = (of_group, style(token)) if of_group is not None else ("", "")
        if of_group is None:
            is_next = number_value(token) == reached.get(style(token), 0) + 1 or number_value(token) == 1
            is_told = is_narrated and is_next and _is_told_of(rows, at, entries)
            if (joined := _matter(rows, at)) or is_told:
                again = take_token(rest)[0]
                use = again if again and re.match("[議案第付審報諮]", again) else token
                entries.append(replace(_entry(use, joined or text, at, rows[at]), kind=kind))
        reached[style(token)] = number_value(token)
    return entries


def _matter(rows: Sequence[Row], at: int) -> str:
    """The heading from a line on whose wording names a matter (…について, …の件), "" where it names none."""
    for count in range(1, 4):
        joined = join(row.text for row in rows[at : at + count])
        title = title_of(joined)
        if re.search(r"(?:について|の件|その他)$", title) and len(title) >= 3:
            return joined
        if count == 1 and not rows[at].is_full:
            break
    return ""


def _is_told_of(rows: Sequence[Row], at: int, entries: Sequence[Entry]) -> bool:
    """Whether a numbered line is a heading, as a sentence is told farther right below it: no part of an item's account."""
    row = rows[at]
    if at + 1 >= len(rows) or row.cell or is_frame(row.text) or read_label(row) is not None:
        return False
    below = rows[at + 1]
    told = below.text + (rows[at + 2].text if below.is_full and at + 2 < len(rows) else "")
    is_inside = bool(entries) and row.x0 > entries[-1].x0 + 0.5 * row.size
    is_group_open = at > 0 and is_group(rows[at - 1].text) is not None
    return (
        "。" in told
        and not take_token(below.text)[0]
        and below.x0 > row.x0 + 0.5 * row.size
        and len(title_of(row.text)) > 2
        and (not is_inside or is_group_open)
    )


def _first_heading(rows: Sequence[Row], begin: int) -> int:
    """Where the body begins with the headings of its first matter, which stand right below the heading of the paper."""
    while begin > 0:
        token, title = take_token(take_bullet(rows[begin - 1].text)[1])
        names_matter = bool(token) and bool(re.search(r"(?:について|の件)$", title_of(title)))
        if not names_matter or read_label(rows[begin - 1]) is not None:
            break
        begin -= 1
    return begin


def _further(rows: Sequence[Row], begin: int, entries: Sequence[Entry]) -> list[Entry]:
    """Items whose headings in the body go on with the number of the only one printed just above it (案件　1 …)."""
    only = entries[0]
    value = number_value(only.number)
    if len(entries) > 1 or not only.rows or value < 1:
        return []
    if not all(is_courtesy(row.text) for row in rows[only.rows[-1] + 1 : begin]):
        return []
    found: list[Entry] = []
    for at in range(begin, len(rows)):
        number, title = take_token(rows[at].text)
        is_next = style(number) == style(only.number) and number_value(number) == value + 1
        if not is_next or abs(rows[at].x0 - rows[only.rows[0]].x0) > 0.5 * rows[at].size or "。" in title:
            continue
        if re.search(r"(?:について|の件|その他)$", title) or len(title) >= 6:
            found.append(_entry(number, rows[at].text, at, rows[at]))
            value += 1
    return found


def _entry(number: str, text: str, at: int, row: Row) -> Entry:
    return Entry(number, [text], "", [at], row.x0, span=row.span)
