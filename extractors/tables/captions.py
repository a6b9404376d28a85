"""What stands around a table: its caption, its unit note, and the banners printed over its parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extractors.furniture import key_of
from extractors.tables.values import unit_of_note, with_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractors.lines import Line
    from extractors.model import Table

REACH = 45.0
"""A caption stands no farther than this (points) above its table."""

MAX_CAPTION = 70


def finish_table(table: Table, above: Iterable[Line], heads: Iterable[Line]) -> Table:
    """The table with caption, banners, numbers and kind.

    Args:
        table: a logical table.
        above: the lines just above it on its first page, the nearest first.
        heads: running heads of its first page.
    """
    caption, unit = "", None
    bottom = table.span[0].box.top
    for line in above:
        if bottom - line.box.bottom > REACH:
            break
        text = " ".join(line.text.split())
        if unit is None and (noted := unit_of_note(text)):
            unit = noted
            continue
        if len(text) <= MAX_CAPTION and not text.endswith("。"):
            caption = text
        break
    top = table.span[0].box.top
    banners = {key_of(head): head.text for head in heads if head.box.bottom <= top}
    named = replace(table, caption=caption, banners=tuple(banners.values()))
    return with_values(named, unit)
