"""What a line of an attendee list says by the way of who was absent, or came and went."""

from __future__ import annotations

import re

from extractors.minutes.person import post_ends
from extractors.minutes.words import label_of, plain, profile, unbracket

_COMING_AND_GOING = re.compile(
    r"(?P<sign>[※＊*(（]?\s*)(?:なお、?)?(?P<who>[^。]{1,40}?)は、?"
    r"(?P<what>[^\s、。()（）]{0,16}(?:欠席|退席|退室|遅参|遅刻|早退|参加|出席|入室)[^\s。()（）]{0,8})[。)）]*"
)
_LABELLED = re.compile(r"(\S{2,8}?)\s*[:：\s]\s*\S")


def take_absent(text: str) -> tuple[str, str]:
    """Part a line from the bracket at its end that lists who was absent (…（欠席：樋渡 修）); "" where there is none."""
    for match in re.finditer(r"[(（〔［\[【]", text):
        inner = unbracket(text[match.start() :])
        head = _LABELLED.match(inner[0]) if inner and not inner[1] else None
        label = label_of(plain(head[1])) if head else None
        if inner and label is not None and label.key == "attendees" and not label.present:
            return text[: match.start()].strip(), inner[0]
    return text, ""


def told_of(text: str) -> tuple[str, bool] | None:
    """Of whom a line tells how they took part (※樋渡委員は欠席), and whether they did; None for a line that lists people."""
    match = _COMING_AND_GOING.fullmatch(text.strip())
    if match is None:
        return None
    ends = (*post_ends(), *profile()["roles"]["honorific"])
    if not match["sign"].startswith(("※", "＊", "*")) and not match["who"].endswith(ends):
        return None
    return match["who"], "欠席" not in match["what"]
