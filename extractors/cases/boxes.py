"""Check boxes: of the choices that a form prints, those that are ticked (□住所　■氏名　☑生年月日)."""

from __future__ import annotations

import re
from typing import Final

_TICKED: Final = "■☑☒✅✔✓▣◼"
_OPEN: Final = "□☐▢◻"
_CHOICE: Final = re.compile(rf"([{_TICKED}{_OPEN}])[ \u3000]*([^{_TICKED}{_OPEN}]*)")


BOXES: Final = frozenset(_TICKED + _OPEN)
"""Signs for a box, ticked or not."""


def ticked(text: str) -> str:
    r"""The ticked choices of a text, separated by 、; the text as it is where it prints no choices.

    Boxes are choices only where some are ticked and some are not: else they may be bullets, or a form that nobody filled in.

    >>> ticked("□住所　■氏名　■生年月日")
    '氏名、生年月日'
    >>> ticked("■氏名\n■住所")
    '■氏名\n■住所'
    """
    if not are_choices(text):
        return text
    lead = text[: re.search(rf"[{_TICKED}{_OPEN}]", text).start()]  # type: ignore[union-attr] # there is a box
    return lead + "、".join(chosen(text))


def chosen(text: str) -> tuple[str, ...]:
    """What stands behind each box of a text, where some are ticked and some are not behind each ticked one; () without boxes.

    >>> chosen("■本人　■本人以外（勤め先）　□その他")
    ('本人', '本人以外（勤め先）')
    """
    wanted = _TICKED if are_choices(text) else _TICKED + _OPEN
    named = (words.strip(" \u3000\n、，,・") for mark, words in _CHOICE.findall(text) if mark in wanted)
    return tuple(word for word in named if word)


def are_choices(text: str) -> bool:
    """Whether some boxes of a text are ticked and some are not."""
    return any(mark in text for mark in _TICKED) and any(mark in text for mark in _OPEN)
