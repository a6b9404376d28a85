"""The body of minutes: speeches, notes, headings, steps and results, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractors.minutes.agenda import core, is_frame, is_group
from extractors.minutes.notation import marks_of
from extractors.minutes.outcomes import is_list_line
from extractors.minutes.paragraphs import begins_paragraph, is_wrapped, join
from extractors.minutes.steps import (
    clock_line,
    is_closing,
    is_courtesy,
    is_numbered,
    is_stage,
    item_heading,
    stage_of,
)
from extractors.minutes.words import (
    bare,
    label_of,
    pattern,
    plain,
    take_bullet,
    take_token,
    unbracket,
    word_set,
)
from normalizers.text import join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.minutes.agenda import Entry
    from extractors.minutes.notation import Mark
    from extractors.minutes.rows import Row
    from extractors.minutes.speakers import Known, Speaker

_ENDS = re.compile(r"[。？?！!」』）)》≫】:：]$")


@dataclass(slots=True)
class Said:
    """A speech or a note while it is being read.

    Attributes:
        kind: "speech" or "note".
        speaker: as printed, None where nobody is named.
        item: index of the agenda, or None.
        rows: indices of its rows.
        paragraphs: printed lines of each paragraph.
        closing: how many of its first sentences are still about the item before.
        is_framed: it stands under a heading such as 開会, which is no item.
    """

    kind: str
    speaker: Speaker | None
    item: int | None
    rows: list[int] = field(default_factory=list)
    paragraphs: list[list[str]] = field(default_factory=list)
    closing: int = 0
    is_framed: bool = False

    @property
    def raw(self) -> str:
        """Its paragraphs as printed."""
        return "\n".join(text for lines in self.paragraphs if (text := join_lines(lines)))

    @property
    def text(self) -> str:
        """Its paragraphs, one below the other."""
        return "\n".join(text for lines in self.paragraphs if (text := join(lines)))


@dataclass(frozen=True, slots=True)
class ResultLine:
    """A printed line of a result, or of a condition, with the item under whose heading it stands."""

    item: int | None
    lines: tuple[str, ...]
    is_condition: bool


@dataclass(slots=True)
class Body:
    """What the lines became.

    Attributes:
        said: speeches and notes in order.
        results: result and condition lines in order.
        clock: lines that tell when the meeting was opened and closed.
        became: for each row what it became.
        headings: items that have a heading of their own.
    """

    said: list[Said] = field(default_factory=list)
    results: list[ResultLine] = field(default_factory=list)
    clock: list[str] = field(default_factory=list)
    became: dict[int, str] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the body is set.

    Attributes:
        notation: how speakers are marked; None where they are not.
        mark_left: left edge of the marks, None where they stand in cells or do not exist.
        left: left edge of lines that go on with the one above.
    """

    notation: str | None
    mark_left: float | None
    left: float | None


class Reader:
    """Reads the body line by line."""

    def __init__(
        self, rows: Sequence[Row], begin: int, entries: Sequence[Entry], layout: Layout, known: Known
    ) -> None:
        self.rows = rows
        self.at = begin
        self.entries = entries
        self.cores = [core(entry.printed) for entry in entries]
        self.layout = layout
        self.known = known
        self.body = Body()
        self.item: int | None = None
        self.is_framed = False
        self.state = "narration"
        self.current: Said | None = None
        self.speaker: Said | None = None
        self.above: Row | None = None
        self.first: tuple[Row, str] | None = None

    def run(self) -> Body:
        """Read all lines."""
        while self.at < len(self.rows):
            self.at += self._step()
        return self.body

    # ------------------------------------------------------------------------------------------------- one line

    def _step(self) -> int:
        row = self.rows[self.at]
        if self._speaker(row):
            return 1
        for test in (self._heading, self._frame, self._stage, self._clock, self._note):
            if count := test(row):
                return count
        self._text(row, row.text)
        return 1

    def _mark(self, count: int, became: str) -> int:
        for at in range(self.at, self.at + count):
            self.body.became[at] = became
        self.above = None
        return count

    def _at_margin(self, row: Row) -> bool:
        """Whether the line stands as far left as headings do, or is set apart from the text."""
        if row.cell or self.layout.mark_left is None:
            return True
        return row.x0 <= self.layout.mark_left + 1.3 * row.size or self._is_centred(row)

    def _is_centred(self, row: Row) -> bool:
        lefts = [r.x0 for r in self.rows if not r.cell and r.page == row.page]
        return (
            abs((row.x0 - min(lefts)) - (row.right - row.x1)) < 2 * row.size
            and row.x0 > min(lefts) + 5 * row.size
        )

    def _goes_on(self, row: Row) -> bool:
        """Whether the line can only be the rest of a full line above it, whose sentence has not ended."""
        above = self.above
        return (
            above is not None
            and above.cell == row.cell
            and is_wrapped(above, row)
            and not _ENDS.search(above.text)
            and (row.cell > 0 or self.layout.left is None or abs(row.x0 - self.layout.left) < 0.6 * row.size)
        )

    def _speaker(self, row: Row) -> bool:
        mark = self._own_mark(row)
        if mark is None:
            return False
        said = Said("speech", mark.speaker, self.item, [self.at], is_framed=self.is_framed)
        self.body.said.append(said)
        self.body.became[self.at] = f"speech:{len(self.body.said)}"
        self.current = self.speaker = said
        self.state = "speech"
        self.above = self.first = None
        if mark.rest:
            said.paragraphs.append([mark.rest])
            self.above, self.first = row, (row, mark.rest)
        return True

    def _own_mark(self, row: Row) -> Mark | None:
        notation = self.layout.notation
        mark = (
            next((m for m in marks_of(row, self.known) if m.notation == notation), None) if notation else None
        )
        if mark is None or notation is None or not self._stands_as_mark(row, notation):
            return None
        needs_end = notation in {"plain", "colon", "qa"} or notation.startswith("bracket")
        if needs_end and self._goes_on(row) and self._is_flush(row):
            return None
        if notation == "plain" and not self._is_speaker_line(row, mark):
            return None
        is_label = is_stage(row.text) and not mark.rest and mark.speaker.name is None
        return None if is_label and bare(row.text) not in word_set("roles", "body") else mark

    def _stands_as_mark(self, row: Row, notation: str) -> bool:
        """Whether the line begins where the paper's marks do."""
        if row.cell or self.layout.mark_left is None:
            return True
        off = (row.x0 - self.layout.mark_left) / row.size
        return off <= 1.6 and not (notation in {"plain", "colon"} and abs(off) > 0.8)

    def _is_flush(self, row: Row) -> bool:
        """Whether marks stand no farther left than the lines of the text."""
        layout = self.layout
        return (
            row.cell > 0
            or layout.left is None
            or layout.mark_left is None
            or layout.mark_left > layout.left - 0.6 * row.size
        )

    def _is_speaker_line(self, row: Row, mark: Mark) -> bool:
        """Whether a speaker without a sign stands alone on the line, or in a column of its own."""
        if mark.rest:
            return True
        after = self.rows[self.at + 1] if self.at + 1 < len(self.rows) else None
        return after is not None and (after.cell != row.cell or bool(row.cell) or after.x0 >= row.x0 - 1)

    # ------------------------------------------------------------------------------------------------- headings

    def _heading(self, row: Row) -> int:
        if not self._at_margin(row) or self._goes_on(row):
            return 0
        found = item_heading(self.rows, self.at, self.cores, self.entries)
        if found is None:
            return 0
        item, count = found
        if self.state == "speech" and self._is_enumerated(count, item):
            return 0
        self._close()
        self.item, self.is_framed = item, False
        self.body.headings.add(item)
        return self._mark(count, f"heading:{item + 1}")

    def _is_enumerated(self, count: int, item: int) -> bool:
        """Whether the next lines name other items too: then somebody enumerates them."""
        after = self.at + count
        if after >= len(self.rows):
            return True
        other = item_heading(self.rows, after, self.cores, self.entries)
        return other is not None and other[0] != item

    def _frame(self, row: Row) -> int:
        text = row.text
        if len(text) > 40 or text.endswith("。") or self._goes_on(row):
            return 0
        if not self._at_margin(row) and not (self.state == "narration" and is_frame(text)):
            return 0
        has_number = bool(take_token(text)[0])
        is_free = self.state != "speech" or has_number or self._is_apart(row)
        if is_frame(text) and is_free:
            self._close()
            self.item, self.is_framed = None, True
            return self._mark(1, "heading")
        if is_group(text) is not None and not is_stage(text) and (is_free or unbracket(text)):
            self._close()
            self.is_framed = False
            return self._mark(1, "heading")
        return self._label(row, has_number=has_number)

    def _label(self, row: Row, *, has_number: bool) -> int:
        """A label of the whole paper inside the body: of the account, of the results, or of what follows them."""
        label = plain(bare(row.text))
        known = label_of(label)
        if (
            known
            and known.key in {"transcript", "result"}
            and (row.is_label or has_number or self.state != "speech")
        ):
            self._close()
            self.state = "result" if known.key == "result" else "narration"
            return self._mark(1, "heading")
        if row.is_label and not is_stage(row.text):
            self._close()
            self.state = "narration" if known is None else "trailer"
            return self._mark(1, "label")
        return 0

    def _is_apart(self, row: Row) -> bool:
        """Whether the line is set apart: bold, larger, or below a wider gap."""
        if row.cell:
            return True
        above = self.rows[self.at - 1] if self.at else None
        gap = above is None or above.page != row.page or row.top - above.bottom > 0.9 * row.size
        return row.is_bold or gap

    def _hangs_out(self, row: Row) -> bool:
        """Whether the line begins as far left as the marks of speakers, and the text of speeches does not."""
        layout = self.layout
        return (
            not row.cell
            and layout.mark_left is not None
            and layout.left is not None
            and row.x0 < layout.mark_left + 0.6 * row.size < layout.left
        )

    # --------------------------------------------------------------------------------------------------- steps

    def _stage(self, row: Row) -> int:
        found = stage_of(row.text)
        if found is None or self._goes_on(row):
            return 0
        kind, rest = found
        has_sign = (
            bool(unbracket(row.text)) or bool(re.match(r"[■◆◇□▼●○・＜<《〈→⇒]", row.text)) or row.is_label
        )
        if self.state == "speech" and not (has_sign or self._at_margin(row)):
            return 0
        if (
            self.state == "speech"
            and not has_sign
            and rest
            and not (self._is_apart(row) or self._hangs_out(row))
        ):
            return 0
        if kind == "conditions" and self.state == "speech" and not has_sign:
            return 0
        self._close()
        self.state = {
            "plain": "narration",
            "opinions": "opinions",
            "result": "result",
            "conditions": "conditions",
        }[kind]
        self._mark(1, "label")
        if rest:
            self.body.became.pop(self.at)
            self._text(row, rest)
        return 1

    def _clock(self, row: Row) -> int:
        if not clock_line(row.text):
            return 0
        self._close()
        self.body.clock.append(row.text)
        return self._mark(1, "clock")

    def _note(self, row: Row) -> int:
        if self._goes_on(row):
            return 0
        count = self._bracketed_lines(row)
        if not count:
            return 0
        text = [r.text for r in self.rows[self.at : self.at + count]]
        if self.state == "speech" and self.current is not None and not self.current.paragraphs:
            return self._before_speech(row, count, text)
        if is_closing(text[0]):
            self._close()
            return self._mark(1, "label")
        if is_courtesy(text[0]):
            return self._mark(count, "label")
        said = Said(
            "note", None, self.item, list(range(self.at, self.at + count)), [text], is_framed=self.is_framed
        )
        self.body.said.append(said)
        self.current = None
        if self.state == "speech":
            self.state = "after_note"
        return self._mark(count, f"note:{len(self.body.said)}")

    def _before_speech(self, row: Row, count: int, text: list[str]) -> int:
        """A line in brackets just after a speaker: a note where more follows it in a cell, else what the speaker says."""
        after = self.rows[self.at + count] if self.at + count < len(self.rows) else None
        if not row.cell or row.text[0] in "《≪〈" or after is None or after.cell != row.cell:
            return 0
        speech = self.current
        assert speech is not None
        rows = list(range(self.at, self.at + count))
        self.body.said.insert(-1, Said("note", None, self.item, rows, [text], is_framed=self.is_framed))
        for at in speech.rows:
            self.body.became[at] = f"speech:{len(self.body.said)}"
        return self._mark(count, f"note:{len(self.body.said) - 1}")

    def _bracketed_lines(self, row: Row) -> int:
        """How many lines from here on are one line in brackets; 0 if none is."""
        text = row.text
        if pattern("notes", "bare").match(plain(text)) or is_closing(text):
            return 1
        if not text or text[0] not in "（(〔［[《≪＜<〈【―-─":
            return 0
        for count in range(1, 4):
            inner = unbracket(text)
            if inner is not None:
                return count if not inner[1].rstrip("。") and not is_numbered(text) else 0
            if self.at + count >= len(self.rows):
                return 0
            text += self.rows[self.at + count].text
        return 0

    # ---------------------------------------------------------------------------------------------------- text

    def _text(self, row: Row, text: str) -> None:
        if self.state == "trailer":
            self.body.became[self.at] = "unread"
            return
        {
            "speech": self._speech_text,
            "after_note": self._after_note,
            "opinions": self._opinion_text,
            "result": self._result_text,
            "conditions": self._condition_text,
        }.get(self.state, self._narration)(row, text)
        self.above = row

    def _append(self, row: Row, text: str) -> None:
        said = self.current
        assert said is not None
        said.rows.append(self.at)
        self.body.became[self.at] = f"{said.kind}:{self.body.said.index(said) + 1}"
        if (
            said.paragraphs
            and self.above is not None
            and self.first is not None
            and not begins_paragraph(self.first, self.above, row, self.layout.left)
        ):
            said.paragraphs[-1].append(text)
        else:
            said.paragraphs.append([text])
            self.first = (row, text)

    def _speech_text(self, row: Row, text: str) -> None:
        self._append(row, text)

    def _after_note(self, row: Row, text: str) -> None:
        """Text without a mark after a note: the speaker before it goes on."""
        speaker = self.speaker
        assert speaker is not None
        self.current = Said("speech", speaker.speaker, self.item, is_framed=self.is_framed)
        self.body.said.append(self.current)
        self.state = "speech"
        self.first = self.above = None
        self._append(row, text)

    def _begin(self, kind: str) -> None:
        self.current = Said(kind, None, self.item, is_framed=self.is_framed)
        self.body.said.append(self.current)
        self.first = self.above = None

    def _opinion_text(self, row: Row, text: str) -> None:
        bullet, rest = take_bullet(text)
        token, after = take_token(text)
        if bullet or (token and is_list_line(text)):
            if self._goes_on_in_item(row):
                self._append(row, text)
                return
            self._begin("speech")
            self._append(row, rest if bullet else after)
        elif self.current is None or (self.above is not None and self._leaves_list(row)):
            self.state = "narration"
            self._narration(row, text)
        else:
            self._append(row, text)

    def _goes_on_in_item(self, row: Row) -> bool:
        """Whether a bullet stands inside an opinion: farther right than its own bullet."""
        return (
            self.current is not None
            and self.first is not None
            and not row.cell
            and row.x0 > self.rows[self.current.rows[0]].x0 + 0.7 * row.size
        )

    def _leaves_list(self, row: Row) -> bool:
        """Whether a line below a bulleted opinion no longer belongs to it."""
        current, above = self.current, self.above
        assert current is not None
        assert above is not None
        if row.cell or row.cell != above.cell:
            return not is_wrapped(above, row)
        begin = self.rows[current.rows[0]].x0
        if row.x0 > begin + 0.5 * row.size:
            return False
        return not is_wrapped(above, row) or bool(_ENDS.search(above.text))

    def _result_text(self, row: Row, text: str) -> None:
        self._add_result(row, text, is_condition=False)

    def _condition_text(self, row: Row, text: str) -> None:
        self._add_result(row, text, is_condition=True)

    def _add_result(self, row: Row, text: str, *, is_condition: bool) -> None:
        results = self.body.results
        last = results[-1] if results else None
        self.body.became[self.at] = "condition" if is_condition else "result"
        if (
            last is not None
            and self.above is not None
            and last.is_condition == is_condition
            and self.body.became.get(self.at - 1) == self.body.became[self.at]
            and not is_list_line(text)
            and self._is_rest(row)
        ):
            results[-1] = ResultLine(last.item, (*last.lines, text), is_condition)
            return
        is_condition = is_condition or (is_list_line(text) and self._awaits_conditions())
        self.body.became[self.at] = "condition" if is_condition else "result"
        results.append(ResultLine(self.item, (text,), is_condition))

    def _is_rest(self, row: Row) -> bool:
        above = self.above
        return above is not None and above.cell == row.cell and is_wrapped(above, row)

    def _awaits_conditions(self) -> bool:
        """Whether the result lines so far speak of conditions that follow."""
        text = "".join(line for one in self.body.results if one.item == self.item for line in one.lines)
        return bool(re.search("条件|意見を(?:付|附)|次の", text))

    def _narration(self, row: Row, text: str) -> None:
        """Text that nobody is said to say: a narrating sentence, a bulleted opinion, or a list of conditions."""
        last = self.current
        goes_on = (
            last is not None
            and self.above is not None
            and self.first is not None
            and not begins_paragraph(self.first, self.above, row, self.layout.left)
        )
        if is_list_line(text) and not (goes_on and self._goes_on(row)):
            if last is not None and last.kind == "note" and re.search("条件|意見を(?:付|附)", last.text):
                self.state = "conditions"
                self._condition_text(row, text)
                return
            bullet, rest = take_bullet(text)
            if bullet and rest:
                self.state = "opinions"
                self._opinion_text(row, text)
                return
        if not goes_on:
            self._begin("note")
        self._append(row, text)

    def _close(self) -> None:
        self.current = None
        self.speaker = None
        self.state = "narration"
        self.first = self.above = None
