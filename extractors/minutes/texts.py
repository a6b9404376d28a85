"""Text of the body that bears no mark: what of the open utterance, or of the open step, it is."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.minutes.events import Adds, Became, Begins, Open, State, Step
from extractors.minutes.outcomes import is_list_line, sentences, wording
from extractors.minutes.paragraphs import begins_paragraph, is_wrapped, join
from extractors.minutes.said import ResultLine
from extractors.minutes.setting import ends_sentence
from extractors.minutes.words import plain, take_bullet, take_token

if TYPE_CHECKING:
    from extractors.minutes.rows import Row
    from extractors.minutes.setting import Setting

_NEAR = 2
"""An opinion begins no more than so many pages below the answer before it."""
_LONGEST = 5
"""A sentence that tells what was decided takes no more lines."""

_TOLD_END = re.compile("た。?$")
_OF_OPINIONS = re.compile(
    "(?:意見|質疑|質問|発言|指摘|要望)[^。]{0,16}(?:あった|出た|出された|述べられた|ありました|(?:次|以下)の(?:とおり|通り))[^。]{0,6}。?$"
)
"""A narrating sentence that announces a list of opinions."""
_OF_CONDITIONS = re.compile("条件|意見を(?:付|附)")


def read_text(setting: Setting, state: State, at: int, text: str) -> Step:
    """A line of text in the open mode.

    Args:
        setting: the paper.
        state: what is known before the line.
        at: index of its row.
        text: the row's text, or what of it follows a label.
    """
    if state.mode == "trailer":
        return Step(state, (Became(at, 1, "unread"),))
    if state.mode == "field" and not text.endswith("。"):
        return Step(state, (Became(at, 1, "field:other"),))
    read = {
        "speech": _speech,
        "after_note": _resume,
        "opinions": _opinion,
        "result": _result,
        "conditions": _condition,
    }.get(state.mode, _narration)
    step = read(setting, state, at, text)
    return replace(step, state=replace(step.state, above=setting.rows[at]))


def _is_new_paragraph(setting: Setting, state: State, row: Row) -> bool:
    return (
        state.first is None
        or state.above is None
        or begins_paragraph(state.first, state.above, row, setting.layout.left)
    )


def _append(setting: Setting, state: State, at: int, text: str) -> Step:
    """Text of the utterance that is open."""
    row = setting.rows[at]
    assert state.open is not None
    is_new = not state.open.lines or _is_new_paragraph(setting, state, row)
    said = replace(state.open, lines=(*state.open.lines, text))
    first = (row, text) if is_new else state.first
    return Step(replace(state, open=said, first=first), (Adds(at, text, is_new),))


def _stands_before_answer(setting: Setting, state: State, at: int) -> bool:
    """Whether a bullet stands farther left than an answer behind an arrow (⇒ 事務局：…): the next opinion begins there."""
    row = setting.rows[at]
    if state.open is None or row.cell or not _is_answer(setting, state):
        return False
    answer = setting.rows[state.open.begin]
    return row.page - answer.page < _NEAR and row.x0 < answer.x0 - 0.4 * row.size


def _is_answer(setting: Setting, state: State) -> bool:
    """Whether the open speech stands behind an arrow."""
    return state.open is not None and setting.rows[state.open.begin].text[0] in "→⇒➡"


def _speech(setting: Setting, state: State, at: int, text: str) -> Step:
    """Text of a speech, or a sentence out at the marks that tells what was decided, which nobody says."""
    has_ended = state.above is not None and ends_sentence(state.above.text)
    bullet, rest = take_bullet(text)
    if has_ended and bullet and rest and _stands_before_answer(setting, state, at):
        return _begin(setting, replace(state, mode="opinions"), at, rest, state.begun("speech"))
    is_out = setting.hangs_out(setting.rows[at]) or _is_answer(setting, state)
    if has_ended and is_out and _tells_decision(setting, at):
        left = replace(state, mode="narration", open=None, above=None, first=None)
        return _narration(setting, left, at, text)
    return _append(setting, state, at, text)


def _begin(setting: Setting, state: State, at: int, text: str, begins: Begins) -> Step:
    """The first line of an utterance without a mark of its own."""
    fresh = replace(state, open=Open(begins.kind, at), above=None, first=None)
    step = _append(setting, fresh, at, text)
    return replace(step, events=(begins, *step.events))


def _resume(setting: Setting, state: State, at: int, text: str) -> Step:
    """Text without a mark after a note: the speaker before it goes on."""
    begins = Begins("speech", state.speaker, state.item, state.is_framed)
    return _begin(setting, replace(state, mode="speech"), at, text, begins)


# ----------------------------------------------------------------------------------------------------------- opinions


def _opinion(setting: Setting, state: State, at: int, text: str) -> Step:
    """A bulleted opinion, the rest of one, or a narrating sentence below them."""
    row = setting.rows[at]
    bullet, rest = take_bullet(text)
    token, after = take_token(text)
    if bullet or (token and is_list_line(text)):
        if _is_inside_opinion(setting, state, row):
            return _append(setting, state, at, text)
        return _begin(setting, state, at, rest if bullet else after, state.begun("speech"))
    if state.open is None or (state.above is not None and _leaves_list(setting, state, at)):
        left = replace(state, mode="narration", open=None, above=None, first=None)
        return _narration(setting, left, at, text)
    return _append(setting, state, at, text)


def _is_inside_opinion(setting: Setting, state: State, row: Row) -> bool:
    """Whether a bullet stands inside an opinion, and not below narration: farther right than its own bullet."""
    return (
        state.open is not None
        and state.open.kind == "speech"
        and state.first is not None
        and not row.cell
        and row.x0 > setting.rows[state.open.begin].x0 + 0.7 * row.size
    )


def _leaves_list(setting: Setting, state: State, at: int) -> bool:
    """Whether a line below a bulleted opinion no longer belongs to it."""
    row, said, above = setting.rows[at], state.open, state.above
    assert said is not None
    assert above is not None
    if ends_sentence(above.text) and _tells_decision(setting, at):
        return True
    if row.cell or row.cell != above.cell:
        return not is_wrapped(above, row)
    if row.x0 > setting.rows[said.begin].x0 + 0.5 * row.size:
        return False
    return not is_wrapped(above, row) or ends_sentence(above.text)


def _tells_decision(setting: Setting, at: int) -> bool:
    """Whether a sentence that begins with a line tells what was decided (審議の結果、答申案を了承した。)."""
    told = setting.rows[at].text
    for above, row in pairwise(setting.rows[at : at + _LONGEST]):
        if ends_sentence(told) or row.cell != above.cell or not is_wrapped(above, row):
            break
        told += row.text
    first = sentences(told)[0]
    return bool(_TOLD_END.search(first)) and wording(plain(first)) is not None


# ------------------------------------------------------------------------------------------------------------ results


def _result(setting: Setting, state: State, at: int, text: str) -> Step:
    if _is_past_result(state, text):
        left = replace(state, mode="narration", open=None, above=None, first=None)
        return _narration(setting, left, at, text)
    return _add_result(setting, state, at, text, is_condition=False)


def _is_past_result(state: State, text: str) -> bool:
    """Whether a bulleted sentence of what was done, below a result that has ended, is no part of it."""
    has_ended = state.above is not None and ends_sentence(state.above.text) and bool(state.results)
    bullet, rest = take_bullet(text)
    is_told = bool(bullet) and rest.endswith("た。") and wording(plain(rest)) is None
    return has_ended and is_told and not _awaits_conditions(state)


def _condition(setting: Setting, state: State, at: int, text: str) -> Step:
    return _add_result(setting, state, at, text, is_condition=True)


def _add_result(setting: Setting, state: State, at: int, text: str, *, is_condition: bool) -> Step:
    row, above = setting.rows[at], state.above
    last = state.results[-1] if state.results else None
    is_rest = above is not None and above.cell == row.cell and is_wrapped(above, row)
    if last is not None and last.is_condition == is_condition and not is_list_line(text) and is_rest:
        results = (*state.results[:-1], replace(last, lines=(*last.lines, text)))
    else:
        is_condition = is_condition or (is_list_line(text) and _awaits_conditions(state))
        results = (*state.results, ResultLine(state.item, (text,), is_condition))
    return Step(replace(state, results=results), (Became(at, 1, "condition" if is_condition else "result"),))


def _awaits_conditions(state: State) -> bool:
    """Whether the result lines so far speak of conditions that follow."""
    text = "".join(line for one in state.results if one.item == state.item for line in one.lines)
    return bool(_OF_CONDITIONS.search(text)) or "次の" in text


# ---------------------------------------------------------------------------------------------------------- narration


def _narration(setting: Setting, state: State, at: int, text: str) -> Step:
    """Text that nobody is said to say: a narrating sentence, a bulleted opinion, or a list of conditions."""
    row, said = setting.rows[at], state.open
    goes_on = said is not None and not _is_new_paragraph(setting, state, row)
    if is_list_line(text) and not (goes_on and setting.goes_on(row, state.above)):
        if said is not None and said.kind == "note" and _OF_CONDITIONS.search(join(said.lines)):
            return _condition(setting, replace(state, mode="conditions"), at, text)
        bullet, rest = take_bullet(text)
        announces = said is not None and said.kind == "note" and _OF_OPINIONS.search(join(said.lines))
        if (bullet and rest) or (announces and take_token(text)[1]):
            return _opinion(setting, replace(state, mode="opinions"), at, text)
    if goes_on:
        return _append(setting, state, at, text)
    return _begin(setting, state, at, text, state.begun("note"))
