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


_NEXT_GROUP: Final = re.compile(
    r"\n(?=[^\n：:（()）【】]{1,30}[：:]|【)|[ \u3000](?=[^\s：:、（()）]{1,20}[：:]\s*$)|(?=【[^】]{1,20}】\s*$)"
)
"""Where the words of a choice end before the heading of the next group: □性別⏎心身の状況：■病歴."""


def ticked(text: str) -> str:
    r"""The ticked choices of a text, separated by 、; the text as it is where it prints no choices.

    Boxes are choices only where some are ticked and some are not: else they may be bullets, or a form that nobody filled in.
    Groups of choices stay apart, each on a line behind its heading; one of which nothing is ticked is left out.

    >>> ticked("□住所　■氏名　■生年月日")
    '氏名、生年月日'
    >>> ticked("■氏名\n■住所")
    '■氏名\n■住所'
    >>> ticked("基本：■氏名□住所\n心身：□病歴\n社会：■職業")
    '基本：氏名\n社会：職業'
    """
    found = _CHOICE.findall(text)
    marks = "".join(mark for mark, _ in found)
    if not (set(marks) & set(_TICKED) and set(marks) & set(_OPEN)):
        return text
    first = re.search(rf"[{_TICKED}{_OPEN}]", text)
    groups: list[tuple[str, list[str]]] = [(text[: first.start()] if first else "", [])]
    for mark, words in found:
        following = _NEXT_GROUP.search(words)
        choice = (words[: following.start()] if following else words).strip(" \u3000\n、，,・")
        if mark in _TICKED and choice:
            groups[-1][1].append(choice)
        if following:
            groups.append((words[following.end() :], []))
    return "\n".join(
        lead.lstrip("\n") + "、".join(chosen)
        for lead, chosen in groups
        if chosen or not lead.rstrip().endswith(("：", ":", "】"))
    ).strip("\n")
