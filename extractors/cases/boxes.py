"""Check boxes: of the choices that a form prints, those that are ticked (□住所　■氏名　☑生年月日)."""

from __future__ import annotations

import re
from typing import Final

_TICKED: Final = "■☑☒✅✔✓▣◼"
_OPEN: Final = "□☐▢◻"
TICKED: Final = frozenset(_TICKED)
"""Signs for a ticked box."""

_CHOICE: Final = re.compile(rf"([{_TICKED}{_OPEN}])[ \u3000]*([^{_TICKED}{_OPEN}]*)")


BOXES: Final = frozenset(_TICKED + _OPEN)
"""Signs for a box, ticked or not."""


def ticked(text: str) -> str:
    r"""The ticked choices of a text, separated by 、; the text as it is where it prints no choices.

    Boxes are choices only where some are ticked and some are not: else they may be bullets, or a form that nobody filled in.

    >>> ticked("□住所　■氏名　■生年月日")
    '氏名、生年月日'
    >>> ticked("■氏名\n■住所")
    '■氏名\\n■住所'
    """
    found = _CHOICE.findall(text)
    marks = "".join(mark for mark, _ in found)
    if not (set(marks) & set(_TICKED) and set(marks) & set(_OPEN)):
        return text
    lead = text[: re.search(rf"[{_TICKED}{_OPEN}]", text).start()]  # type: ignore[union-attr] # there is a box
    chosen = [words.strip(" \u3000\n、，,・") for mark, words in found if mark in _TICKED]
    return lead + "、".join(word for word in chosen if word)
