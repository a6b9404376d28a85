"""Lines below a title that are set apart from it: in brackets, between dashes, or naming a time alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.documents.model import HeadLine
from extractors.profiles import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

_BETWEEN_DASHES: Final = re.compile(r"[~―－‐—-]{1,2}[^~―－‐—-].{2,80}[~―－‐—-]{1,2}")
_PERIOD: Final = re.compile(
    r"(?:令和|平成)(?:[0-9]{1,2}|元)年(?:度(?:[上下]半期|第[1-4一二三四]四半期)?|(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:から|~).{2,20}?(?:まで)?)(?:分|実績|実績分|報告分|の状況|現在)?"
)
OPENED: Final = "(（[［【〔〈《"
CLOSED: Final = ")）]］】〕〉》"


def with_subtitle(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """Turn the bracketed lines that end a title into its subtitle."""
    result = list(lines)
    places = [k for k, one in enumerate(result) if one.role == "title"]
    runs: list[list[int]] = []
    for k in places:
        if runs and runs[-1][-1] == k - 1:
            runs[-1].append(k)
        else:
            runs.append([k])
    for run in runs:
        has_more = run[0] > 0 and result[run[0] - 1].role == "label_title"
        for first in range(0 if has_more else 1, len(run)):
            text = "".join(plain(result[k].line.line.text) for k in run[first:])
            if is_set_apart(text):
                for k in run[first:]:
                    result[k] = HeadLine(result[k].line, "subtitle")
                break
    return result


def is_set_apart(text: str) -> bool:
    """Whether a compared line below a title stands in brackets or between dashes, or says no more than the time that the paper is about (令和3年度分)."""
    return (
        is_one_bracket(text)
        or _BETWEEN_DASHES.fullmatch(text) is not None
        or _PERIOD.fullmatch(text) is not None
    )


def is_one_bracket(text: str) -> bool:
    """Whether a text is one bracket from its first to its last character.

    >>> is_one_bracket("(仮称(第2期)計画の策定)"), is_one_bracket("(仮称)計画(案)")
    (True, False)
    """
    if len(text) < 3 or text[0] not in OPENED or text[-1] not in CLOSED:
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character in OPENED) - (character in CLOSED)
        if depth <= 0:
            return place == len(text) - 1
    return False
