"""Minutes set in two columns without rules: names on the left, what they say on the right."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.minutes.outcomes import is_list_line
from extractors.minutes.paragraphs import is_wrapped
from extractors.minutes.rows import width_of
from extractors.minutes.speakers import compact, read_speaker
from extractors.minutes.words import label_like, plain, profile, take_bullet, take_token, unbracket

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.minutes.rows import Row
    from extractors.minutes.speakers import Known

WIDTH = 3.5
"""The left column is at least so many characters wide."""

NEAR = 0.8
"""The right part of a line begins at the right column, to so many characters."""

SIGNS = "○〇◯●◎◆◇■□・"

OPENING = "([［（【〔〈＜<"

MOST_PARTS = 3
"""A name is broken over no more lines than its first and so many."""


def text_column(rows: Sequence[Row], left: float) -> float | None:
    """Left edge of the right column; None where the text below a speaker does not stand in one."""
    lefts: Counter[int] = Counter()
    for above, row in pairwise(rows):
        if not row.cell and not is_list_line(row.text) and is_wrapped(above, row):
            lefts[round(row.x0)] += 1
    if not lefts:
        return None
    column, count = lefts.most_common(1)[0]
    size = next(row.size for row in rows if not row.cell)
    return float(column) if column > left + WIDTH * size and 2 * count > sum(lefts.values()) else None


def split_columns(rows: Sequence[Row], begin: int, column: float, known: Known) -> list[Row]:
    """Part the lines of the body into names and text, a name that is broken over lines made whole.

    Args:
        rows: all rows; those before `begin` stay.
        begin: index of the first row of the body.
        column: left edge of the right column.
        known: what the paper tells of people and posts.
    """
    found = list(rows[:begin])
    open_name: int | None = None
    for row in rows[begin:]:
        parted = _part(row, column) or _overflowing(row, column, known)
        if parted is None:
            found.append(row)
            open_name = None
            continue
        name, text = parted
        if open_name is not None and _goes_on(found[open_name].text, name, known):
            found[open_name] = replace(found[open_name], text=compact(found[open_name].text + name))
        elif text is None and read_speaker(name.strip(SIGNS + " "), known) is None:
            found.append(row)
            open_name = None
            continue
        else:
            found.append(replace(row, text=name, x1=row.x0 + width_of(name) * row.size, is_label=True))
            open_name = len(found) - 1
        if row.x0 + (width_of(name) + 2.2) * row.size < column:
            open_name = None
        if text is not None:
            found.append(replace(row, text=text, x0=row.x1 - width_of(text) * row.size))
    return found


def join_names(rows: Sequence[Row], begin: int, column: float, notation: str, known: Known) -> list[Row]:
    """Make names whole that a narrow column breaks (「健康増進課」 above 「長：」), where signs mark the speakers.

    Args:
        rows: all rows; those before `begin` stay.
        begin: index of the first row that may hold such a name.
        column: left edge of the text beside the names.
        notation: the paper's, with a sign.
        known: what the paper tells of people and posts.
    """
    found = list(rows[:begin])
    at = begin
    while at < len(rows):
        row, broken = rows[at], _broken_name(rows, at, column, notation, known)
        if broken is None:
            found.append(row)
            at += 1
            continue
        name, texts = broken
        found.append(replace(row, text=f"{name} {texts[0]}"))
        found.extend(
            replace(below, text=text, x0=below.x1 - width_of(text) * below.size)
            for below, text in zip(rows[at + 1 :], texts[1:], strict=False)
            if text is not None
        )
        at += len(texts)
    return found


def _broken_name(
    rows: Sequence[Row], at: int, column: float, notation: str, known: Known
) -> tuple[str, list[str | None]] | None:
    """A name whose first part begins a line, made whole, and the text beside each of its parts; None where there is none."""
    parted = _part(rows[at], column)
    if parted is None or parted[1] is None or _is_whole(parted[0], notation, known):
        return None
    name, texts = parted[0], list(parted[1:])
    if rows[at].x0 + (width_of(name) + 2.2) * rows[at].size < column:
        return None
    for row in rows[at + 1 : at + 1 + MOST_PARTS]:
        parted = _part(row, column)
        if parted is None or parted[0].startswith((*SIGNS, *OPENING)):
            break
        name = compact(name + parted[0])
        texts.append(parted[1])
        if _is_whole(name, notation, known) and not notation.startswith("mark"):
            return name, texts
    speaker = read_speaker(name.strip(SIGNS), known)
    is_marked = notation.startswith("mark") and name.startswith(tuple(SIGNS)) and len(texts) > 1
    return (name, texts) if is_marked and speaker is not None and speaker.role else None


def _is_whole(name: str, notation: str, known: Known) -> bool:
    """Whether a name has the sign that closes it in a notation that has one."""
    if notation == "colon":
        return name.endswith((":", "：")) and read_speaker(name[:-1], known, alone=True) is not None
    if notation == "paren":
        return name.endswith((")", "）")) and read_speaker(name[:-1], known) is not None
    inner = unbracket(name)
    return inner is not None and not inner[1] and read_speaker(inner[0], known, alone=True) is not None


def reach_back(rows: Sequence[Row], first: int, column: float, known: Known) -> int:
    """The row in which the first speech begins, where a name broken over lines hides it; labels of the heading stay above."""
    begin = first
    for at in range(first - 1, -1, -1):
        row = rows[at]
        parted = _part(row, column)
        if row.cell or row.page != rows[first].page or (parted is None and row.x0 < column - row.size):
            break
        if parted is not None and parted[1] is None and len(parted[0]) > 10:
            break
        label = label_like(plain(parted[0])) if parted is not None else None
        if label and parted and (label.key != "attendees" or read_speaker(parted[0], known) is None):
            break
        begin = at if parted is not None and parted[1] is not None else begin
    return begin


def _part(row: Row, column: float) -> tuple[str, str | None] | None:
    """The part of a line in the left column and the one in the right; None where the line is not of two columns."""
    if row.cell or row.x0 > column - 1.5 * row.size or take_token(take_bullet(row.text)[1])[0]:
        return None
    if row.x1 < column - 0.2 * row.size:
        return row.text, None
    best: tuple[float, int, int] | None = None
    for gap in re.finditer(r"\s+", row.text):
        start = row.x1 - width_of(row.text[gap.end() :]) * row.size
        off = min(abs(start - column), abs(start - column - row.size))
        if off <= NEAR * row.size and (best is None or off < best[0]):
            best = (off, *gap.span())
    return (row.text[: best[1]], row.text[best[2] :]) if best else None


def _overflowing(row: Row, column: float, known: Known) -> tuple[str, str | None] | None:
    """The speaker and the text of a line whose speaker is longer than the left column is wide; None for other lines."""
    gap = re.search(r"\s+", row.text)
    if row.cell or gap is None or row.x0 > column - 1.5 * row.size:
        return None
    name, text = row.text[: gap.start()], row.text[gap.end() :]
    if row.x0 + (width_of(name) + 0.2) * row.size < column or not text:
        return None
    speaker = read_speaker(name.strip(SIGNS + " "), known)
    return (name, text) if speaker and speaker.role and speaker.name else None


def _goes_on(name: str, more: str, known: Known) -> bool:
    """Whether a piece of text in the left column goes on with the name above it."""
    if read_speaker(name.strip(SIGNS + " "), known) is None:
        return True
    if name.endswith(tuple(profile()["roles"]["office"])) and compact(more) in profile()["roles"]["title"]:
        return True
    return read_speaker(more.strip(SIGNS + " "), known) is None
