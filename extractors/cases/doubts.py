"""What is printed for a case and could not be understood: said, never guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.findings import Finding
from extractors.items import split_items
from extractors.profiles import plain, words
from extractors.tables.row_kinds import BLANK, is_none
from normalizers import parse_cross_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.geometry import Span
    from extractors.model import Period, Quantity

_SIGNS: Final = f"{BLANK}。()（）"


def is_open(text: str) -> bool:
    """Whether a value is said not to be known yet (未定, 調整中である), not to exist (なし), or to stand elsewhere (別紙のとおり).

    >>> is_open("未定（入札による）"), is_open("なし"), is_open("無期限")
    (True, True, False)
    """
    wanted = re.sub(r"[(（].*", "", plain(text).strip(_SIGNS))
    not_yet = words("prose", "answers", "none_yet")
    return (
        is_none(wanted)
        or wanted.startswith(tuple(not_yet))
        or wanted.endswith(tuple(f"{word}である" for word in not_yet))
        or parse_cross_reference(text) is not None
    )


def unread_values(period: Period, quantity: Quantity, span: Span) -> Iterator[Finding]:
    """A finding for a period and a count that are printed and give neither a day nor a number.

    Words for what is not known yet or does not apply (未定, なし, －) are understood, and so is a reference to another section.
    """
    if not (period.start_date or period.end_date or period.is_ongoing or period.dates) and _says(period.raw):
        yield _finding(period.raw, span)
    if quantity.min is None and quantity.max is None and not quantity.breakdown and _says(quantity.raw):
        yield _finding(quantity.raw, span)


def _finding(raw: str, span: Span) -> Finding:
    message = "This says when or how many, and neither a day nor a number could be read out of it."
    return Finding("value_not_read", "warning", message, raw.strip()[:60], span)


def _says(raw: str) -> bool:
    return bool(plain(raw).strip(_SIGNS)) and not is_open(raw)


def is_list(text: str) -> bool:
    """Whether a cell may list items: it names more than one thing.

    >>> is_list("氏名、住所"), is_list("有"), is_list("該当なし")
    (True, False, False)
    """
    return len(split_items(text).items) > 1
