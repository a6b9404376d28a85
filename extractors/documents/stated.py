"""What a form at the head of a paper states of the paper itself: day, offices, provisions."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from extractors.documents import words
from extractors.documents.head import is_stamp
from extractors.profiles import plain
from extractors.profiles.headings import heading_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.documents.model import DocumentPart

_LABEL: Final = 12
"""Characters in the longest label of such a form."""


def stated_in_form(part: DocumentPart) -> list[tuple[str, str]]:
    """What the first table of the first page says of the paper, beside labels of a head: which list of words, and the value."""
    return [
        (name, value)
        for label, value in _form_pairs(part)
        for name in ("date_words", "department_words")
        if plain(label) in words.words(name)
    ]


def _form_pairs(part: DocumentPart) -> Iterator[tuple[str, str]]:
    """Cells of the first table of the first page, each with the one beside it."""
    table = next(
        (one.table for one in part.tables if one.page == part.page_first and not is_stamp(one)), None
    )
    if table is None or table.header:
        return
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    for label, value in pairwise(cells):
        if label.row == value.row:
            yield label.text, value.text


def stated_basis(part: DocumentPart) -> list[str]:
    """The provisions that a form at the head of the paper states beside a label (諮問の根拠)."""
    return [
        value
        for label, value in _form_pairs(part)
        if len(label) <= _LABEL and heading_field(label, exactly=True) == "purpose"
    ]
