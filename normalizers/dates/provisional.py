"""Which dates are only planned: 予定, 調整中 and 見込 attached to a date or governing it."""

import re
from collections.abc import Sequence
from typing import Final

from normalizers.dates.text import CanonicalText

# Before another kanji the word only makes a noun: 予定者, 予定価格, 見込額.
_PLANNED: Final = re.compile(
    r"予定(?![一-龥]|どおり|は?(?:な[いしく]|ありません)|がな[いく])|調整中|見込(?!み?[一-龥])"
)
_HEADING: Final = re.compile(
    r"調整中[(:]$|(?:予定(?:年月日|時期|期間|期日|日|月|年度)?|見込み?)(?:\)|\(|:|;|は|が|の|、|・)*$"
)
# What stands before these does not depend on the verb at the end of the sentence.
_GOVERNED_OTHERWISE: Final = re.compile(
    r"[しれっんいた]た(?:が|。|、|ため|ところ|もの|こと|際|後)|踏まえ|基づ|に従い|により|において|における|て(?:いる|おり|います|いた)|現在|時点|号\)"
)
_LIST: Final = re.compile(r"(?:[、,・]|及び|および|並びに|又は|または|と)+")
_REACH: Final = 60  # characters between a date and the word that governs it
_NEAR: Final = 10  # the same after the bracket that holds the date has closed


def provisional(printed: CanonicalText, ranges: Sequence[tuple[int, int]]) -> list[bool]:
    """For every date expression, whether it is only planned.

    Args:
        printed: The text.
        ranges: Where its expressions begin and stop in the canonical text, in order of appearance.
    """
    text = printed.text
    planned: list[bool] = []
    for index, (begin, stop) in enumerate(ranges):
        before = ranges[index - 1][1] if index else 0
        after = ranges[index + 1][0] if index + 1 < len(ranges) else len(text)
        heading = _HEADING.search(text[max(before, begin - 12) : begin])
        planned.append(
            bool(heading or _PLANNED.search(text, begin, stop)) or _is_governed(printed, stop, after)
        )
    for index in range(len(ranges) - 2, -1, -1):
        (_, stop), (begin, end) = ranges[index], ranges[index + 1]
        if planned[index + 1] and _LIST.fullmatch(text, stop, begin) and not text.startswith("(", end):
            planned[index] = True
    return planned


def _is_governed(printed: CanonicalText, stop: int, limit: int) -> bool:
    """Whether a word for a plan follows in the same sentence, before the next date."""
    window = printed.text[stop : min(limit, printed.paragraph_end(stop), stop + _REACH)].partition("。")[0]
    found = _PLANNED.search(window)
    if found is None:
        return False
    between = window[: found.start()]
    if _GOVERNED_OTHERWISE.search(between):
        return False
    closing = _unopened_bracket(between)
    return closing < 0 or (closing == 0 and len(between) <= _NEAR)


def _unopened_bracket(text: str) -> int:
    """Place of the first closing bracket that closes none of the text's own; -1 where there is none."""
    depth = 0
    for at, character in enumerate(text):
        if character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth < 0:
                return at
    return -1
