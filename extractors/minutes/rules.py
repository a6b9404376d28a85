"""Rules for lines of the body that are more than text: speakers, headings, labels of steps, times and notes.

Each rule looks at one line where it stands and gives a step, or None where it does not apply.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.minutes.events import Adds, Aside, Begins, Event, Open, State, Step, marked
from extractors.minutes.heading import read_label
from extractors.minutes.matters import is_frame, is_group
from extractors.minutes.notation import Mark, marks_of
from extractors.minutes.outcomes import wording
from extractors.minutes.said import ResultLine
from extractors.minutes.setting import ends_sentence
from extractors.minutes.speakers import Speaker
from extractors.minutes.steps import (
    clock_line,
    is_closing,
    is_courtesy,
    is_divider,
    is_numbered,
    is_stage,
    item_heading,
    stage_of,
    take_outcome,
)
from extractors.minutes.texts import read_text
from extractors.minutes.words import (
    bare,
    label_like,
    label_of,
    pattern,
    plain,
    take_token,
    unbracket,
    word_set,
)

if TYPE_CHECKING:
    from extractors.minutes.rows import Row
    from extractors.minutes.setting import Setting

_REMARK = re.compile(r"\s*[(（][^()（）]{1,12}[)）]$")
_ARROW = re.compile(r"[→⇒➡]\s*([^。]{1,60}。?)")
_SHORT_RESULT = 21
"""Up to so many characters, what stands behind an arrow and is worded as an outcome is one; more must end in a decision."""
_RESULT_LABELLED = re.compile(r"\s*[^\s:：。、]{2,10}\s*[:：]")
_LONGEST_RESULT = 40
"""A result below a speech, told by its label alone, has no more characters."""
_BULLET_LABEL = re.compile(r"[■◆◇□●○◎〇▼【]")
_DASHES = "-―—─－–ー"
_SIGN = re.compile(r"[■◆◇□▼●○・＜<《〈→⇒]")
_STAGE_MODES = {"plain": "narration", "opinions": "opinions", "result": "result", "conditions": "conditions"}


def divider(setting: Setting, state: State, at: int) -> Step | None:
    """A line drawn with signs, which parts the text and says nothing."""
    return marked(state, at, 1, "label") if is_divider(setting.rows[at].text) else None


# ----------------------------------------------------------------------------------------------------------- speakers


def turn(setting: Setting, state: State, at: int) -> Step | None:
    """The first line of a cell in a table of questions and answers, whatever the notation of the rest; or its head."""
    row = setting.rows[at]
    if row.turn is None:
        return None
    printed, role = row.turn
    if not role or plain(row.text) in word_set("attendance", "absent"):
        return marked(state.closed(), at, 1, "label")
    if at and setting.rows[at - 1].cell == row.cell:
        return None
    return _begun(state, Mark("column", Speaker(printed, role, None), row.text), row, at)


def past_turn(state: State, row: Row) -> State:
    """The state before a line: below a table of questions and answers nobody speaks any more."""
    is_past = state.above is not None and state.above.turn is not None and row.turn is None
    return state.closed() if is_past and state.mode == "speech" else state


def speaker(setting: Setting, state: State, at: int) -> Step | None:
    """A line that begins with a speaker in the paper's own notation."""
    row = setting.rows[at]
    mark = _own_mark(setting, state, at)
    if mark is None:
        return None
    return _begun(state, mark, row, at)


def _begun(state: State, mark: Mark, row: Row, at: int) -> Step:
    """The speech that a line begins."""
    events: list[Event] = [Begins("speech", mark.speaker, state.item, state.is_framed, at)]
    begun = replace(state.closed("speech"), speaker=mark.speaker, open=Open("speech", at))
    if mark.rest:
        events.append(Adds(at, mark.rest, is_new=True))
        begun = replace(begun, open=Open("speech", at, (mark.rest,)), above=row, first=(row, mark.rest))
    return Step(begun, tuple(events))


def _own_mark(setting: Setting, state: State, at: int) -> Mark | None:
    notation = setting.layout.notation
    row = setting.rows[at]
    if notation is None or not setting.stands_as_mark(row):
        return None
    mark = next((m for m in marks_of(row, setting.known) if m.notation == notation), None)
    if mark is None:
        return None
    needs_end = notation in {"plain", "colon", "paren", "qa"} or notation.startswith("bracket")
    if needs_end and setting.goes_on(row, state.above) and setting.is_flush(row):
        return None
    if notation == "plain" and not mark.rest and not _stands_over_text(setting, at):
        return None
    is_label = is_stage(row.text) and not mark.rest and mark.speaker.name is None
    return None if is_label and bare(row.text) not in word_set("roles", "body") else mark


def _stands_over_text(setting: Setting, at: int) -> bool:
    """Whether a speaker without a sign stands alone on the line, or in a column of its own."""
    row, after = setting.rows[at], setting.after(at + 1)
    left = setting.layout.mark_left
    stands_as_others = left is not None and abs(row.x0 - left) < 0.4 * row.size
    return after is not None and (
        after.cell != row.cell or bool(row.cell) or after.x0 >= row.x0 - 1 or stands_as_others
    )


def signature(setting: Setting, state: State, at: int) -> Step | None:
    """The sentence above the signatures at the end of a paper, and what follows it."""
    if state.mode == "signed":
        return marked(state, at, 1, "field:other")
    row, after = setting.rows[at], setting.after(at + 1)
    if "。" in row.text[:-1] or not (state.mode != "speech" or setting.is_apart(at)):
        return None
    goes_on = after is not None and setting.goes_on(after, row)
    if "名" not in row.text and not (goes_on and after and "名" in after.text):
        return None
    text = row.text + (after.text if after and goes_on else "")
    if not pattern("notes", "signature").match(plain(text)):
        return None
    return marked(replace(state.closed("signed"), item=None), at, 1 + goes_on, "field:other")


# ----------------------------------------------------------------------------------------------------------- headings


def heading(setting: Setting, state: State, at: int) -> Step | None:
    """Lines that name an item of the agenda."""
    row = setting.rows[at]
    if not setting.at_margin(row) or setting.goes_on(row, state.above):
        return None
    found = item_heading(setting.rows, at, setting.cores, setting.entries)
    if found is None:
        return None
    item, count = found
    if state.mode == "speech" and _is_enumerated(setting, at + count, item):
        return None
    opened = replace(state.closed(), item=item, is_framed=False)
    if parted := take_outcome("".join(one.text for one in setting.rows[at : at + count])):
        result = ResultLine(item, (parted[1],), is_condition=False)
        opened = replace(opened, results=(*state.results, result))
    return marked(opened, at, count, f"heading:{item + 1}")


def _is_enumerated(setting: Setting, after: int, item: int) -> bool:
    """Whether the next lines name other items too: then somebody enumerates them."""
    if after >= len(setting.rows):
        return True
    other = item_heading(setting.rows, after, setting.cores, setting.entries)
    return other is not None and other[0] != item


def _is_first_said(setting: Setting, state: State, at: int) -> bool:
    """Whether a cell stands beside a speaker's: whatever it holds is what that speaker says (挨拶)."""
    has_begun = state.mode == "speech" and state.open is not None and not state.open.lines
    return has_begun and bool(setting.rows[at].cell) and at > 0 and setting.rows[at - 1].is_label


def frame(setting: Setting, state: State, at: int) -> Step | None:
    """A heading that names a part of the meeting or a group of items, or a label of the whole paper."""
    row = setting.rows[at]
    text = row.text
    is_text = len(text) > 40 or text.endswith("。") or setting.goes_on(row, state.above)
    if is_text or _is_first_said(setting, state, at):
        return None
    if not setting.at_margin(row) and not (state.mode == "narration" and is_frame(text)):
        return None
    has_number = bool(take_token(text)[0])
    is_free = state.mode != "speech" or has_number or setting.is_apart(at)
    if is_frame(text) and is_free:
        return marked(replace(state.closed(), item=None, is_framed=True), at, 1, "heading")
    if is_group(text) is not None and not is_stage(text) and (is_free or unbracket(text)):
        return marked(replace(state.closed(), is_framed=False), at, 1, "heading")
    is_below_result = state.mode in {"result", "conditions"}
    if (has_number or is_below_result) and bare(text) in word_set("headings", "outside") and is_free:
        return marked(replace(state.closed(), item=None, is_framed=False), at, 1, "heading")
    ends_speech = state.mode != "speech" or (setting.is_apart(at) and not row.cell)
    return _label(setting, state, at, has_number=has_number, is_free=ends_speech)


def _is_told(text: str) -> bool:
    """Whether what follows a label is a sentence, and no value of it."""
    return text.endswith("。") or text.startswith(("に", "は", "を", "の", "が", "と"))


def _ends_paper(setting: Setting, at: int, key: str) -> bool:
    """Whether a line is the label of what minutes list at their end: the papers handed out, or a table of who was there."""
    if key == "attendees":
        return at + 1 == len(setting.rows)
    is_label = pattern("headings", "papers").fullmatch(bare(setting.rows[at].text))
    return key == "other" and bool(is_label) and not any("。" in row.text for row in setting.rows[at + 1 :])


def _tells_of_next(row: Row, word: str, *, is_free: bool) -> str:
    """What a line becomes that announces the next meeting behind a bullet or in brackets, "" for other lines."""
    if "次回" not in word or not _BULLET_LABEL.match(row.text):
        return ""
    if (like := label_like(word)) and like.key == "other":
        return "label"
    inner = unbracket(row.text)
    is_field = is_free and inner and inner[1] and "次回" in inner[0] and not _is_told(inner[1])
    return "field:other" if is_field else ""


def _below(row: Row, *, has_number: bool, ends: bool, state: State) -> str:
    """What a line becomes that is a label of what stands below the account, "" for other lines.

    Nobody begins to speak of whom to ask with a number; other labels end a speech only where they are set apart.
    """
    labelled = read_label(row) if has_number or state.mode != "speech" else None
    if labelled is None or labelled[0].key != "other" or _is_told(labelled[2]):
        return ""
    is_contact = bool(pattern("headings", "contact").fullmatch(plain(labelled[1])))
    if has_number:
        goes_on = state.above is not None and not ends_sentence(state.above.text)
        stands_below = pattern("headings", "below").fullmatch(plain(labelled[1]))
        is_field = bool(stands_below) and (ends or (is_contact and not goes_on))
    else:
        is_field = is_contact
    return ("field:other" if labelled[2] else "label") if is_field else ""


def _label(setting: Setting, state: State, at: int, *, has_number: bool, is_free: bool) -> Step | None:
    """A label of the whole paper inside the body: of the account, of the results, or of what follows them."""
    row = setting.rows[at]
    word = plain(bare(_REMARK.sub("", row.text) or row.text))
    is_set_apart = row.is_label or has_number or state.mode == "narration"
    known = label_like(word) if is_set_apart else label_of(word)
    if (
        known
        and known.key in {"transcript", "result"}
        and (row.is_label or has_number or state.mode != "speech")
    ):
        return marked(state.closed("result" if known.key == "result" else "narration"), at, 1, "heading")
    if became := _tells_of_next(row, word, is_free=is_free):
        return marked(replace(state.closed("field"), item=None), at, 1, became)
    if is_free and known and _ends_paper(setting, at, known.key):
        return marked(replace(state.closed("field"), item=None), at, 1, "label")
    if not row.is_label and (below := _below(row, has_number=has_number, ends=is_free, state=state)):
        return marked(replace(state.closed("field"), item=None), at, 1, below)
    if row.is_label and not is_stage(row.text):
        goes_on = known is None or known.key == "agenda"
        return marked(state.closed("narration" if goes_on else "trailer"), at, 1, "label")
    return None


# -------------------------------------------------------------------------------------------------------------- steps


def stage(setting: Setting, state: State, at: int) -> Step | None:
    """The label of a step (【質疑】, 審議結果：承認), with or without text after it."""
    row = setting.rows[at]
    found = stage_of(row.text) or _arrowed_result(row.text)
    if found is None or setting.goes_on(row, state.above) or _is_first_said(setting, state, at):
        return None
    kind, rest = found
    if state.mode == "speech" and not _is_stage_in_speech(setting, at, kind, rest):
        return None
    opened = state.closed(_STAGE_MODES[kind])
    return read_text(setting, opened, at, rest) if rest else marked(opened, at, 1, "label")


def _arrowed_result(text: str) -> tuple[str, str] | None:
    """A line that tells the outcome behind an arrow: → 承認."""
    match = _ARROW.fullmatch(text.strip())
    if match is None or not wording(plain(match[1])):
        return None
    ends = len(match[1]) <= _SHORT_RESULT or pattern("decision", "end").search(plain(match[1]))
    return ("result", match[1]) if ends else None


def _is_stage_in_speech(setting: Setting, at: int, kind: str, rest: str) -> bool:
    """Whether a label of a step ends the speech above it: it bears a sign, or stands where headings do."""
    row = setting.rows[at]
    has_sign = bool(unbracket(row.text)) or bool(_SIGN.match(row.text)) or row.is_label
    if has_sign or (kind == "result" and _tells_result(row.text, rest)):
        return True
    if kind == "conditions" or not setting.at_margin(row):
        return False
    return not rest or setting.is_apart(at) or setting.hangs_out(row)


def _tells_result(text: str, rest: str) -> bool:
    """Whether a line is a result's label with a colon and the short wording of an outcome: 結果：原案のとおり承認."""
    is_short = len(rest) <= _LONGEST_RESULT and not rest.rstrip("。").count("。")
    return bool(_RESULT_LABELLED.match(text)) and is_short and wording(plain(rest)) is not None


def clock(setting: Setting, state: State, at: int) -> Step | None:
    """A line that tells when the meeting was opened or closed; a pause is a note, after which the speaker may go on."""
    text = setting.rows[at].text
    if not clock_line(text):
        return None
    if not pattern("clock", "pause").search(plain(text)):
        return marked(state.closed(), at, 1, "clock")
    aside = Aside(at, (text,), state.item, state.is_framed)
    mode = "after_note" if state.mode == "speech" else state.mode
    return Step(replace(state, mode=mode, open=None, above=None), (aside,))


# -------------------------------------------------------------------------------------------------------------- notes


def note(setting: Setting, state: State, at: int) -> Step | None:
    """Lines in brackets, or of fixed wording, that nobody says."""
    row = setting.rows[at]
    count = (
        0
        if setting.goes_on(row, state.above) or _ends_sentence_above(state, row)
        else _bracketed_lines(setting, at)
    )
    if not count:
        return None
    lines = tuple(one.text for one in setting.rows[at : at + count])
    aside = Aside(at, lines, state.item, state.is_framed)
    if state.mode == "speech" and state.open is not None and not state.open.lines:
        if not _stands_before_speech(setting, at, count):
            return None
        return Step(replace(state, above=None), (replace(aside, is_before=True),), count)
    is_contact = pattern("headings", "contact").fullmatch(bare(lines[0]))
    if is_contact or is_closing(lines[0]):
        return marked(
            replace(state.closed("field"), item=None) if is_contact else state.closed(), at, count, "label"
        )
    if is_courtesy(lines[0]):
        return marked(state, at, count, "label")
    mode = "after_note" if state.mode == "speech" else state.mode
    return Step(replace(state, mode=mode, open=None, above=None), (aside,), count)


def _ends_sentence_above(state: State, row: Row) -> bool:
    """Whether a bracket before a full stop is the end of the sentence that the speech above has begun: …です（笑）。."""
    if state.mode != "speech" or state.above is None or not row.text.endswith(("）。", ")。")):
        return False
    return not ends_sentence(state.above.text)


def _stands_before_speech(setting: Setting, at: int, count: int) -> bool:
    """Whether a line in brackets just after a speaker is a note: more follows it in a cell. Else the speaker says it."""
    row, after = setting.rows[at], setting.after(at + count)
    return bool(row.cell) and row.text[0] not in "《≪〈" and after is not None and after.cell == row.cell


def _bracketed_lines(setting: Setting, at: int) -> int:
    """How many lines from here on are one line in brackets; 0 if none is."""
    text = setting.rows[at].text
    word = plain(text)
    if pattern("notes", "bare").match(word) or pattern("notes", "silent").match(word) or is_closing(text):
        return 1
    if len(text) > 4 and text[0] in _DASHES and text[-1] in _DASHES:
        return 1
    if not text or text[0] not in "（(〔［[《≪＜<〈【―-─":
        return 0
    for count in range(1, 4):
        inner = unbracket(text)
        if inner is not None:
            return count if not inner[1].rstrip("。") and not is_numbered(text) else 0
        after = setting.after(at + count)
        if after is None:
            return 0
        text += after.text
    return 0
