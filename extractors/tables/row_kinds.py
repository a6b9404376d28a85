"""Rows of a list that are no entry of it: those that sum the others up, and those that say that there are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.profiles import load, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_COUNTED: Final = re.compile(r"\([^()]*\d[^()]*\)|全?\d[\d,]*(?:件|人|名|世帯|か所|事業|業務)")
"""How many entries a total stands for, beside its word: 合計（3件）, 計 2件."""

FIGURES: Final = frozenset({"count", "participants"})
"""Roles of columns that hold a figure, in rows of totals too."""

_LONGEST: Final = 60
"""Characters in the longest cell that may be a total's label, or say that there are none."""

BLANK: Final = "-ー―－~～・ "
"""Signs of a cell that says nothing."""


def is_total_label(text: str) -> bool:
    """Whether a cell says that its row sums others up, with or without how many they are.

    >>> is_total_label("合　計（12件）"), is_total_label("計画")
    (True, False)
    """
    return _COUNTED.sub("", plain(text)) in words("tables", "total", "labels")


def is_total_row(row: Sequence[str], columns: Mapping[str, int]) -> bool:
    """Whether a row of a list is a total or a subtotal; `columns` is where each role stands, see `Roles`."""
    return sums_up(row[column] for role, column in columns.items() if role not in FIGURES)


def sums_up(texts: Iterable[str]) -> bool:
    """Whether a row is a total or a subtotal.

    Args:
        texts: its cells but those that hold a figure in every row.
    """
    labels, subtotals = words("tables", "total", "labels"), words("tables", "total", "subtotals")
    found = False
    for text in texts:
        said = _COUNTED.sub("", plain(text)).strip(BLANK) if len(text) <= _LONGEST else text
        if said and said not in labels and said not in subtotals:
            return False
        found = found or bool(said)
    return found


def says_none(texts: Iterable[str]) -> bool:
    """Whether a row says that the list has no entry: 該当なし once or in every cell, or dashes in every cell.

    Args:
        texts: its cells but those that number it and name its office.
    """
    found = False
    for text in texts:
        said = plain(text) if len(text) <= _LONGEST else text
        if said.strip(BLANK) and (len(text) > _LONGEST or not is_none(said)):
            return False
        found = found or bool(said)
    return found


def is_none(text: str) -> bool:
    """Whether a value is said not to exist.

    >>> is_none("なし。"), is_none("今年度に該当する案件はありません"), is_none("なしの木")
    (True, True, False)
    """
    wanted = plain(text).strip(f"{BLANK}。()")
    pattern: str = load("prose")["answers"]["none_pattern"]
    return wanted in words("prose", "answers", "none") or re.fullmatch(pattern, wanted) is not None
