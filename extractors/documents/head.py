"""The first lines of a paper or of a cover letter, each with what it is there for.

A head ends at the first numbered heading, label in brackets, table or paragraph. Roles are found by form and place: a line that
is nothing but a date, names of offices set to the right, an addressee with 様; what is left over is the title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.documents import words
from extractors.documents.model import Head, HeadLine
from extractors.documents.numbering import read_marker
from extractors.documents.offices import date_and_office, is_department_line
from extractors.documents.subtitles import CLOSED, OPENED, is_one_bracket, is_set_apart, with_subtitle
from extractors.flow import FlowLine, FlowTable
from extractors.profiles import plain
from normalizers import parse_dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from extractors.flow import FlowElement

MAX_LINES: Final = 40
MAX_TITLE_LINES: Final = 10
MAX_SIDE_MARKS: Final = 3
"""Lines above a title that are set to the right and of no known kind; more of them are the paper's text."""

LINES_OF_BASIS: Final = 3
"""Lines that the words for the provisions may go on over after the first of a letter's sentence."""

STAMP_CELLS: Final = 4
STAMP: Final = 24
"""Cells, and characters in them, of the largest box that only says where in a bundle a paper belongs."""

_FILE_NUMBER: Final = re.compile(r"[^\s第、。「」]{0,14}第[0-9\-ー－のA-Za-z]{1,8}号(?:[の\-][0-9]{1,3})?")
_SENTENCE: Final = re.compile(r"[。]|(?:ます|ません|である|した|する)$")
_MEETING: Final = re.compile(
    r"(?:(?:令和|平成)?[0-9元]{0,4}(?:年度)?第[0-9]{1,3}回[^、。]{0,30}?|[^、。0-9]{0,12}?(?:情報公開|個人情報)[^、。]{0,30}?)"
    r"(?:審議会|審査会|委員会|協議会|会議)(?:(?:配布|当日配布|説明|会議)?資料(?:(?:no\.?)?[0-9]{1,2}(?:[-の][0-9]{1,2})?)?)?"
)
_BY_LAW: Final = re.compile(
    r"(?:規定|条例|法律|定め).{0,40}(?:により|よって|基づき|基づいて|(?:よ|基|基づ)$)"
)
_NAMED: Final = re.compile(r"(?:について|の件)(?:\((?:諮問|答申|報告|依頼)[^()]*\))?$")
"""How titles end."""

_ASIDE: Final = re.compile(
    "[「『(（](?:[^「」『』()（）]|[「『(（][^「」『』()（）]*[」』)）])*(?:[」』)）]|$)"
)
"""What stands in brackets, one within another too, or in one that is not closed yet."""

_NAME: Final = re.compile(r"(?:長|会|者|員)(?:[^長課部室局係について、。]{0,12})$")


def read_head(elements: Sequence[FlowElement], width: float) -> Head:
    """Read the head that `elements` begins with.

    Args:
        elements: a stretch of a file in reading order.
        width: of its first page in points.
    """
    reader = _HeadReader(width)
    for place, element in enumerate(elements[:MAX_LINES]):
        reader.below = elements[place + 1 : place + 1 + LINES_OF_BASIS]
        if isinstance(element, FlowTable) and is_stamp(element):
            continue
        if not isinstance(element, FlowLine) or not reader.take(element):
            break
    return Head(reader.result())


def is_stamp(element: FlowTable) -> bool:
    """Whether a table is a box about a mark of the bundle (資料番号 | 2-3) and none of the paper's own."""
    cells = [cell.text.strip() for cell in element.table.cells if cell.text.strip()]
    return (
        len(cells) <= STAMP_CELLS
        and sum(map(len, cells)) <= STAMP
        and any(words.is_mark(text, "mark") or plain(text) in words.words("stamps") for text in cells)
    )


class _HeadReader:
    """Takes lines as long as they belong to the head."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.lines: list[HeadLine] = []
        self.below: Sequence[FlowElement] = ()
        self.sentence = ""  # the letter's sentence as far as it was read, until it ends
        self.marked_title = False

    def take(self, line: FlowLine) -> bool:
        """Whether the line belongs to the head."""
        role = self._role(line)
        if role is None:
            return False
        self.lines.append(HeadLine(line, role))
        return True

    def result(self) -> tuple[HeadLine, ...]:
        """The lines with their roles; lines of a title that turn out to be a subtitle are told apart.

        Lines that only stand to the right, with nothing of a head below them, are text.
        """
        if all(_is_side_mark(one) for one in self.lines):
            return ()
        return tuple(with_subtitle(_with_addressee(self.lines)))

    def _has(self, *roles: str) -> bool:
        return any(one.role in roles for one in self.lines)

    def _is_named(self) -> bool:
        """Whether a title was read that is more than what letters are called (諮問書)."""
        titles = (one.line.line.text for one in self.lines if one.role == "title")
        return any(plain(text) not in words.words("cover_titles") for text in titles)

    def _role(self, line: FlowLine) -> str | None:
        text = line.line.text.strip()
        if self.lines and line.page != self.lines[-1].line.page and not self.sentence:
            return None
        if self.sentence:
            return self._sentence(self.sentence + text)
        if (role := self._formal_role(line, text)) is not None:
            return role
        if self._has("below") and self._is_named() and (named := words.read_label(text)) and named.rest:
            return None  # 諮問第51号　…について below 記: the first of the matters that the letter is about
        marker = read_marker(text)
        if marker is not None and not (
            marker.kind in {"label", "bullet", "kanji", "alpha"} and not self._has("title")
        ):
            return None
        return self._free_role(line, text)

    def _formal_role(self, line: FlowLine, text: str) -> str | None:  # noqa: PLR0911 # a rule a line
        """Roles that a line's own form shows."""
        wanted = plain(text)
        if words.dated_label(text) is not None and not self._has("sentence", "below"):
            return "date_label"
        label = words.read_label(text)
        if (
            label is not None
            and not self._has("title", "below")
            and (not label.rest or not self._has("label"))
        ):
            return "label" if not label.rest else "label_title"
        if label is not None and not label.rest:
            return None if self._has("label", "title") else "label"
        if words.opens_attachment(text):
            return None if self._has("title", "date", "department") and not self._is_right(line) else "mark"
        if words.is_mark(text, "mark") or _is_item_of_meeting(wanted):
            return None if self._has("title", "department") and not self._is_right(line) else "mark"
        if _FILE_NUMBER.fullmatch(wanted) and self._is_right(line) and not self._has("sentence"):
            return "file_number"
        if wanted in words.words("label_lines"):
            return "below" if self._has("addressee", "sentence") else None
        if line_date(text) is not None:
            return "date"
        if self._is_addressee(text):
            return "addressee"
        return self._office_role(line, text)

    def _office_role(self, line: FlowLine, text: str) -> str | None:
        wanted = plain(text)
        if self._has("department", "date_department") and self._heads_table(text):
            return None
        if self._has("addressee") and not self._has("sentence", "below") and self._is_sender(line, wanted):
            return "sender"
        placed = self._is_right(line) or words.strip_prefix(text, "department_words")
        if (placed or self._has("title", "date", "department")) and is_department_line(text):
            return "department"
        if (self._has("department", "date") or self._is_right(line)) and (dated := date_and_office(text)):
            return dated
        if (
            self._is_right(line)
            and self._has("department", "date")
            and any(wanted.lower().startswith(c) or f"({c}" in wanted.lower() for c in words.words("contact"))
        ):
            return "contact"
        return None

    def _heads_table(self, text: str) -> bool:
        """Whether a line behind a bullet stands directly above a table: an office there is that of the table's rows."""
        marker = read_marker(text)
        return (
            marker is not None
            and marker.kind == "bullet"
            and bool(self.below)
            and isinstance(self.below[0], FlowTable)
        )

    def _free_role(self, line: FlowLine, text: str) -> str | None:  # noqa: PLR0911 # a rule a line
        """Title, subtitle, council, sentence; None where the paper's text begins."""
        wanted = plain(text)
        is_title = _NAMED.search(wanted) is not None and line.box.x1 < 0.8 * self.width
        if (
            self._has("addressee")
            and not self._has("below")
            and not is_title
            and (self._opens_sentence(wanted) or self._opens_below(line, wanted))
        ):
            return self._sentence(text)
        if self._has("addressee") and not self._has("title", "sentence", "below") and self._is_right(line):
            return "sender"
        if (
            words.ends_with_any(wanted, words.words("council"))
            and not self._is_right(line)
            and len(wanted) <= 40
            and not self._has("title")
        ):
            return "council"
        if (
            self._has("title")
            and self.lines[-1].role == "title"
            and len(wanted) <= 40
            and is_set_apart(wanted)
        ):
            return "title"
        if self._is_right(line):
            return self._side_role(wanted)
        if self._has("below", "title") and not self._continues_title(line, text):
            return None
        if "。" in _ASIDE.sub("", text):
            return None
        return "title"

    def _side_role(self, wanted: str) -> str | None:
        """A line set to the right that is neither date nor office: a mark of the meeting above the title, a name below it."""
        if len(wanted) > 40 or "。" in wanted:
            return None
        if not self._has("title"):
            return "mark" if sum(map(_is_side_mark, self.lines)) < MAX_SIDE_MARKS else None
        return "contact" if self._has("date", "department", "date_department") else None

    def _continues_title(self, line: FlowLine, text: str) -> bool:  # noqa: PLR0911 # a rule a line
        """Whether the line goes on with the title: nothing else stood between, same size, no wider gap than lines have."""
        before = self.lines[-1]
        if before.role == "below":
            return True
        if sum(one.role == "title" for one in self.lines) >= MAX_TITLE_LINES:
            return False
        if before.role not in {"title", "label_title"}:
            return False
        if (
            before.line.line.text.rstrip().endswith("について")
            and len(text) > 14
            and text[0] not in OPENED + "～〜~―－"
        ):
            return False
        height = before.line.box.height
        gap = line.box.top - before.line.box.bottom
        if gap > 1.15 * height and not text.startswith(tuple(OPENED + "～〜~―－")):
            return False
        if not is_one_bracket(plain(text)) and is_set_apart(plain(text)):
            return True
        if line.line.size < 0.93 * before.line.line.size and text[0] not in OPENED:
            return _is_inside_bracket(self.lines)
        first = next(one.line for one in self.lines if one.role in {"title", "label_title"})
        is_full = line.box.width > 0.65 * self.width and line.box.x0 < first.box.x0 - 2 * line.line.size
        if is_full and before.line.box.x1 < 0.8 * self.width and text[0] not in OPENED:
            return False  # a centred title that had room for more: a full line below it is the paper's text
        is_done = (
            re.search(r"(?:について|報告|[)）])$", before.line.line.text.strip())
            and before.line.box.x1 < 0.8 * self.width
        )
        return not (
            is_done
            and text[0] not in OPENED
            and line.box.x0 > first.box.x0 + 0.8 * line.line.size
            and first.box.x0 < 0.25 * self.width
        )

    def _sentence(self, text: str) -> str:
        """Go on with the letter's sentence unless it ends here; a full stop in brackets (以下「条例」という。) ends none."""
        is_open = "。" not in _ASIDE.sub("", text)
        self.sentence = text if is_open else ""
        return "sentence"

    def _opens_sentence(self, wanted: str) -> bool:
        return not self._has("sentence") and (
            _BY_LAW.search(wanted) is not None
            or words.said_kind(wanted) is not None
            or wanted.startswith(("このことについて", "標記", "下記", "次の", "以下の", "貴審議会", "別紙"))
        )

    def _opens_below(self, line: FlowLine, wanted: str) -> bool:
        """Whether a full line opens the letter's sentence with words that lines below it, no further in, go on with (条例第17条の規定に基 / づき)."""
        is_full = line.box.x0 < 0.25 * self.width and line.box.x1 > 0.8 * self.width
        below = ""
        for one in self.below:
            if (
                not isinstance(one, FlowLine)
                or one.box.x0 > line.box.x0 + 1
                or _NAMED.search(plain(one.line.text))
            ):
                break
            below += one.line.text
        return is_full and "、" in wanted and self._opens_sentence(wanted + plain(below))

    def _is_right(self, line: FlowLine) -> bool:
        box = line.box
        return box.x0 > 0.5 * self.width or (
            box.x1 > 0.82 * self.width
            and box.x0 > 0.3 * self.width
            and box.x0 - 0.08 * self.width > self.width - box.x1
        )

    def _is_addressee(self, text: str) -> bool:
        wanted = plain(text)
        return (
            len(wanted) <= 45
            and words.ends_with_any(wanted, words.words("addressee_endings"))
            and not self._has("sentence", "below")
            and not words.ends_with_any(wanted, ("同様", "仕様", "模様", "多様", "一様", "文様"))
        )

    def _is_sender(self, line: FlowLine, wanted: str) -> bool:
        return (
            self._is_right(line)
            and len(wanted) <= 30
            and "。" not in wanted
            and (
                any(w in wanted for w in words.words("sender"))
                or _NAME.search(wanted) is not None
                or self.lines[-1].role == "sender"
            )
        )


def _is_side_mark(one: HeadLine) -> bool:
    """Whether a line counts as a mark by its place alone, not by its words."""
    text = one.line.line.text
    return one.role == "mark" and not words.is_mark(text, "mark") and not words.opens_attachment(text)


def _is_item_of_meeting(wanted: str) -> bool:
    """Whether a compared line names a meeting by its number and then a mark of the bundle: …審議会(第1回)報告事項3."""
    if re.search("第[0-9]{1,3}回", wanted) is None:
        return False
    bare = re.sub(r"^(?:令和|平成)(?:[0-9]{1,2}|元)年度", "", wanted)
    found = _MEETING.match(bare)
    rest = re.sub(r"^\(第[0-9]{1,3}回\)", "", bare[found.end() :]) if found else ""
    return bool(rest) and words.is_mark(rest, "mark")


def line_date(text: str) -> tuple[dt.date, str] | None:
    """The day that a line consists of, and the printed text; None if the line holds anything else."""
    stripped = words.strip_prefix(text, "date_words") or text.strip()
    if len(stripped) > 40:
        return None
    spans = [s for s in parse_dates(stripped).spans if s.start_precision != "fiscal_year"]
    if len(spans) != 1 or spans[0].is_range or spans[0].start_precision != "day" or spans[0].start is None:
        return None
    before, behind = (
        "" if words.is_mark(one, "mark") else one
        for one in (stripped[: spans[0].begin], stripped[spans[0].stop :])
    )
    rest = _MEETING.sub("", plain(before + behind))
    if re.sub(
        r"[()\[\]【】]|[月火水木金土日祝](?:曜日?)?|付け?|開催|審議会|提出|作成|実施|(?:午前|午後)?[0-9]{1,2}(?:時(?:[0-9]{1,2}分|半)?|:[0-9]{2})(?:から|~)?",
        "",
        rest,
    ):
        return None
    return spans[0].start, f"{before}{spans[0].raw}{behind}".strip()


def _is_inside_bracket(lines: Sequence[HeadLine]) -> bool:
    text = "".join(one.line.line.text for one in lines if one.role in {"title", "label_title"})
    return sum(map(text.count, OPENED)) > sum(map(text.count, CLOSED))


def _with_addressee(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """Give the addressee the lines just above it: the council stands there, with 様 behind its chairperson below."""
    result = list(lines)
    last = next((k for k, one in enumerate(result) if one.role == "addressee"), 0)
    for k in range(last - 1, -1, -1):
        text = plain(result[k].line.line.text)
        if result[k].role not in {"council", "title"} or words.ends_with_any(
            text, words.words("addressee_endings")
        ):
            break
        result[k] = HeadLine(result[k].line, "addressee")
    return result
