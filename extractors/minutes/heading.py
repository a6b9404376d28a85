"""The heading of minutes: its labels and what stands beside them; council, session, date, times, place, observers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.minutes.attendees import read_list
from extractors.minutes.groups import Context, names_group, names_role
from extractors.minutes.matters import is_frame, number_value, style
from extractors.minutes.narrative import observers_in, place_after_time, place_in
from extractors.minutes.person import is_post, starts_with_role
from extractors.minutes.speakers import Known
from extractors.minutes.title import is_title
from extractors.minutes.words import (
    Label,
    bare,
    label_like,
    label_of,
    plain,
    take_bullet,
    take_glued_number,
    take_token,
    unbracket,
    word_set,
)
from normalizers.dates import parse_dates
from normalizers.numerals import kanji_to_int
from normalizers.text import join_lines, normalize_display
from normalizers.times import parse_times

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from extractors.minutes.rows import Row

_COUNT = re.compile(
    r"(?P<number>[0-9]{1,4}|[一二三四五六七八九十百]{1,4})(?:名|人|社)|^(?P<alone>[0-9]{1,4}|[一二三四五六七八九十百]{1,4})$"
)
_BULLETED = re.compile(r"([・■◆◇●○□▪])\s*([^:：。、]{2,12}?)\s*[:：]\s*(.*)")
_DIGIT = re.compile("[0-9０-９]")
_REMARK_CUT = re.compile(r"\s*[(（](?![0-9０-９ア-ン一二三四五]{1,2}[)）])[^()（）]{0,40}[)）]")


@dataclass(slots=True)
class Section:
    """A label of the heading with the lines that belong to it.

    Attributes:
        label: what it opens; None for the title above the first label.
        printed: the label as printed.
        lines: index, row and text of each line, the label taken off.
        label_row: index of the row that the label stands in; -1 for the title.
        above: the whole line that the label stands in.
    """

    label: Label | None
    printed: str
    label_row: int
    above: str = ""
    lines: list[tuple[int, Row, str]] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What the label opens, "title" above the first."""
        return self.label.key if self.label else "title"

    @property
    def text(self) -> str:
        """The value on one line."""
        return join_lines([text for _, _, text in self.lines])


def read_label(row: Row) -> tuple[Label, str, str] | None:
    """The label at the start of a line, as printed, and the text after it; None where no known label stands there."""
    if row.is_label:
        word = bare(row.text)
        label = label_like(word) or label_like(plain(_REMARK_CUT.sub("", row.text)))
        if label is None and names_role(word):
            label = Label("attendees")
        return (label or Label("other"), row.text, "")
    rest = take_bullet(row.text)[1]
    token, after = take_token(rest)
    if token and re.match("[議案付審報諮日次協]", token):
        apart = re.match(r"(\D{2,4}?)\s+(?=[0-9０-９(（①-⑳一二三四五六七八九十])", rest)
        label = label_of(plain(apart[1])) if apart else None
        return (label, apart[1], rest[apart.end() :]) if label and apart else None
    rest = after if token else rest
    inner = unbracket(rest)
    if inner and (label := label_like(plain(inner[0]))):
        value = inner[1].lstrip(":：").strip()
        is_group = label.key == "other" and names_role(plain(inner[0])) and _names_people(value)
        return Label("attendees") if is_group else label, inner[0], value
    best = _longest_label(rest, is_numbered=bool(token), is_marked=rest != row.text)
    if best is None:
        return None
    label, printed, value = best
    is_short = len(printed) < 3 and not token and not re.search("[:：]", rest[: len(printed) + 3])
    return None if value and is_short and label.key in {"transcript", "result", "other"} else best


def _names_people(text: str) -> bool:
    """Whether the value beside a label names somebody, and not an office alone: 図書館：真鍋館長."""
    people = read_list([(None, text)], Context("担当課"), Known()) if text and not _DIGIT.search(text) else []
    return any(person.name for person in people)


def _longest_label(text: str, *, is_numbered: bool, is_marked: bool) -> tuple[Label, str, str] | None:
    """The longest label at the start of a text, up to a colon, a gap or a bracket, and the value after it."""
    best: tuple[Label, str, str] | None = None
    for match in re.finditer(r"\s*[:：]\s*|\s+|\s*(?=[(（])|$", text):
        head, tail = text[: match.start()], text[match.end() :]
        if len(head) > 30:
            break
        if head[:1] in "([［（【〔":
            continue
        is_whole = not tail and len(head) <= 12
        is_set_apart = is_numbered or is_marked or is_whole or ":" in plain(match.group())
        word = plain(take_glued_number(head)[1])
        label = label_like(word) if is_set_apart and best is None else label_of(word)
        if label is None:
            continue
        if not match.group() and (remark := _REMARK_CUT.match(tail)) and not _opens_group(tail):
            tail = tail[remark.end() :].lstrip(":： ")
        best = (label, head, tail.strip())
    return best


def _opens_group(text: str) -> bool:
    """Whether the bracket behind a label names the first group of the people after it: 出席者 （委員）八代、古閑."""
    inner = unbracket(text)
    return bool(inner and inner[1]) and inner is not None and names_group(inner[0])


def cut_sections(rows: Sequence[Row], end: int) -> list[Section]:
    """Cut the heading into its labels.

    Args:
        rows: all rows.
        end: index of the first row that is no longer heading.
    """
    sections = [Section(None, "", -1)]
    for index, row in enumerate(rows[:end]):
        if (
            sections[-1].key in {"title", "council", "date", "time", "place", "method"}
            and starts_with_role(row.text)
            and not row.is_label
            and not is_title(row.text)
        ):
            sections.append(Section(Label("attendees"), "", index, lines=[(index, row, row.text)]))
            continue
        if (
            sections[-1].key not in {"agenda", "transcript", "result", "title"}
            and _is_entry(row)
            and not (row.cell and rows[index - 1].is_label)
        ):
            sections.append(Section(Label("agenda"), "", index, lines=[(index, row, row.text)]))
            continue
        found = read_label(row)
        if found is None and (unknown := _next_label(row, sections[-1]) or _lens_label(row, sections[-1])):
            found = unknown
        if found and _opens(found, row, sections[-1]):
            label, printed, rest = found
            if _opens_meeting(found, row, rows[index + 1 : end]):
                label = Label("frame")
            sections.append(Section(label, printed, index, row.text))
            if rest:
                _add_value(sections, index, row, rest)
        else:
            sections[-1].lines.append((index, row, row.text))
    return sections


def _next_label(row: Row, section: Section) -> tuple[Label, str, str] | None:
    """A label of unknown wording, as its number goes on with that of the label before (3 出席者数 below 2 場所)."""
    if section.key in {"agenda", "attendees", "transcript", "result"} or not _goes_on_with_labels(
        row, section
    ):
        return None
    rest = take_token(row.text)[1]
    parts = re.match(r"(\S{2,12}?)(?:\s*[:：]\s*|\s+|$)(.*)", rest)
    return (Label("other"), parts[1], parts[2]) if parts else None


def _goes_on_with_labels(row: Row, section: Section) -> bool:
    """Whether the number of a line is the next after that of the label above it (6 議事 below 5 議題)."""
    number, above = take_token(row.text)[0], take_token(section.above)[0]
    is_next = style(number) == style(above) and number_value(number) == number_value(above) + 1
    return bool(number and above) and not row.is_label and number_value(number) > 1 and is_next


def _lens_label(row: Row, section: Section) -> tuple[Label, str, str] | None:
    """A label of unknown wording in the brackets, or behind the bullet, in which the label before stands too: 【要　旨】."""
    bulleted = _BULLETED.match(row.text)
    above = _BULLETED.match(section.above)
    if bulleted and above and bulleted[1] == above[1]:
        is_list = section.key in {"agenda", "attendees", "transcript", "result"}
        return None if is_list else (Label("other"), bulleted[2], bulleted[3])
    inner = unbracket(row.text) if row.text[:1] == "【" and section.above[:1] == "【" else None
    return (
        (Label("other"), inner[0], inner[1]) if inner and len(plain(inner[0])) <= 8 and not inner[1] else None
    )


def _opens_meeting(found: tuple[Label, str, str], row: Row, below: Sequence[Row]) -> bool:
    """Whether 開会 or 閉会 beside no time is a part of the meeting, and no label of a time."""
    if found[0].key not in {"time", "end_time"} or found[2] or row.is_label or not is_frame(row.text):
        return False
    return not below or not parse_times(plain(below[0].text))


def _is_entry(row: Row) -> bool:
    """Whether a line is an entry of an agenda that names itself one (議題1 …) and so needs no label above it."""
    return bool(re.match("[議案]", take_token(take_bullet(row.text)[1])[0])) and read_label(row) is None


def _opens(found: tuple[Label, str, str], row: Row, section: Section) -> bool:
    """Whether a label opens a section where it stands; groups of an attendee list stay in it, as do entries of an agenda."""
    label = found[0]
    if label.key in {"transcript", "result", "agenda", "other"} and _is_next_entry(row, section):
        return False
    if section.key == "attendees":
        if label.key == "other" and names_role(plain(found[1])) and _names_people(found[2]):
            return False
        is_office = label.key == "other" and row.is_label and label_like(bare(row.text)) is None
        return label.key != "attendees" and not (is_office and is_post(row.text))
    if section.key == "other":
        return not _is_material(found, row, section)
    return section.key != "agenda" or not _stays_in_agenda(found, row, section)


def _is_material(found: tuple[Label, str, str], row: Row, section: Section) -> bool:
    """Whether a line below a label for papers handed out names one of them: 議事次第, 委員名簿."""
    is_set_apart = row.is_label or row.text[0] in "【[〔■◆○●" or bool(take_token(row.text)[0])
    is_paper = found[0].key in {"agenda", "attendees", "transcript"} and not found[2]
    return "資料" in plain(section.printed) and is_paper and not is_set_apart


def _stays_in_agenda(found: tuple[Label, str, str], row: Row, section: Section) -> bool:
    """Whether a line of an agenda with the word of a label at its beginning is part of it."""
    if _goes_on_with_labels(row, section):
        return False
    if found[0].key in {"time", "end_time"} and not found[2]:
        return True
    if _is_kind_of_entry(found, row):
        return True
    return _reads_as_entry(found, row, section) and not _breaks_numbering(row, section)


def _is_kind_of_entry(found: tuple[Label, str, str], row: Row) -> bool:
    """Whether a label inside an agenda is a group of its entries (報告事項), or the number of one (議題1)."""
    label, printed, _ = found
    if label.key == "agenda" and take_token(row.text)[0][:1] in set("議案付審報諮協"):
        return True
    names_group = bool(label.kind) or plain(printed) in {"議事", "審議", "議案", "案件", "報告"}
    return label.key in {"agenda", "transcript", "result"} and names_group


def _reads_as_entry(found: tuple[Label, str, str], row: Row, section: Section) -> bool:
    """Whether a numbered line of an agenda only begins with the word of a label (２　日程について)."""
    label, _, rest = found
    is_numbered = _is_next_entry(row, section)
    tells_time = bool(parse_times(plain(rest)) or parse_dates(rest).spans)
    return is_numbered and label.key in {"time", "end_time", "date", "other"} and not tells_time


def _is_next_entry(row: Row, section: Section) -> bool:
    """Whether the number of a line goes on with the entries of a list, and not with the label above them."""
    number = take_token(take_bullet(row.text)[1])[0]
    if not number or row.is_label or section.key not in {"agenda", "transcript", "result"}:
        return False
    numbers = [token for _, _, text in section.lines if (token := take_token(take_bullet(text)[1])[0])]
    if (
        not numbers
        or style(numbers[-1]) != style(number)
        or number_value(number) != number_value(numbers[-1]) + 1
    ):
        return False
    own = take_token(take_bullet(section.above)[1])[0]
    return not (own and style(own) == style(number) and number_value(number) == number_value(own) + 1)


def _breaks_numbering(row: Row, section: Section) -> bool:
    """Whether the label stands farther left than the entries of the agenda above it."""
    return not row.cell and row.x0 < section.lines[0][1].x0 - 0.5 * row.size


def _add_value(sections: list[Section], index: int, row: Row, text: str) -> None:
    """The text beside a label, which may hold further labels: 日時：…　場所：…."""
    section = sections[-1]
    for match in re.finditer(r"\s(\S{2,8})\s?[:：]\s?", text):
        label = label_of(plain(match[1]))
        if (
            label
            and label.key != section.key
            and label.key in {"date", "time", "end_time", "place", "observers", "method"}
        ):
            section.lines.append((index, row, text[: match.start()].strip()))
            sections.append(Section(label, match[1], index))
            _add_value(sections, index, row, text[match.end() :].strip())
            return
    section.lines.append((index, row, text))


# ------------------------------------------------------------------------------------------------------- date, place


def read_date(sections: Sequence[Section]) -> date | None:
    """The day of the meeting: beside 日時, or else the first day in the title or the running text of the heading."""
    for keys in ({"date"}, {"time"}, {"title", "council", "transcript", "place"}):
        for section in sections:
            if section.key not in keys:
                continue
            lines = [section.text] if section.key == "date" else [t for _, _, t in section.lines]
            for line in lines:
                if section.key in {"title", "transcript"} and re.search("作成|次回|公表|公開日|確定", line):
                    continue
                day = _first_day(line)
                if day:
                    return day
    return None


def _first_day(text: str) -> date | None:
    return next((s.start for s in parse_dates(text).spans if s.start and s.start_precision == "day"), None)


def read_times(sections: Sequence[Section]) -> tuple[str | None, str | None]:
    """When the meeting began and ended, by the labels of the heading."""
    start = end = None
    for key in ("time", "date", "end_time", "title"):
        for section in sections:
            if section.key != key:
                continue
            spans = parse_times(section.text)
            if not spans:
                continue
            if key == "end_time":
                end = end or spans[0].start
                continue
            start = start or spans[0].start
            end = end or spans[0].end or (spans[1].start if len(spans) > 1 else None)
    return start, end


def read_place(sections: Sequence[Section]) -> str | None:
    """The printed place."""
    for section in sections:
        if section.key == "place" and section.text:
            return normalize_display(section.text)
    for section in sections:
        told = None
        if section.key == "date" and re.search("場所|会場", section.printed):
            told = place_after_time(section.text)
        elif section.key == "title":
            told = place_in(section.text)
        if told:
            return normalize_display(told)
    return None


def read_observers(sections: Sequence[Section]) -> int | None:
    """How many people listened: なし is 0, nothing printed None."""
    for section in sections:
        if section.key != "observers":
            continue
        text = plain(section.text)
        if text in word_set("attendance", "none") or re.search(
            "なし|いない|おりません|いません|がない|はない|ありません|ございません|^無", text
        ):
            return 0
        match = _COUNT.search(re.sub("定員[0-9]+(?:名|人)", "", text))
        if match:
            return kanji_to_int(match["number"] or match["alone"])
    told = "".join(
        section.text for section in sections if section.key == "title" or "公開" in section.printed
    )
    return observers_in(told)
