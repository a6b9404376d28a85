"""Page breaks: whether a table goes on, and whether the row at the break is one row cut in two."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from extractors.furniture import MARGIN, SAME_PLACE, key_of
from extractors.geometry import bounding_box
from extractors.profiles import plain
from extractors.tables.header import is_number, text_grid

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from extractors.lines import Line
    from extractors.tables.page_tables import PageContent, PageTable

SAME_X = 3.5
"""Column borders of one table on two pages differ by no more than this (points), after the tables are laid flush."""

SAME_CORRIDOR = 25.0
"""Likewise of columns that are parted by white space, whose middle varies with the text beside it."""

SMALL_PRINT = 0.9
"""Foot notes are set smaller than the text above them by this share, or more."""

FEWEST_LABELS = 3
"""So many labels at least come again where a form is filled in once more."""

LARGE_PRINT = 1.1
"""Titles are set larger than the table below them by this share, or more."""

FILLED = 0.97
"""Share of the rows that have text in a column that is always filled."""

FIGURES = 0.9
"""Share of the cells of a column of figures that hold one."""

_NOTE_MARKS = ("※", "＊", "*", "注", "（注", "(注")

_CUT_FIGURE = re.compile(r",\d{0,2}$|\.$")
"""A figure that goes on in the next line."""

_ORDINAL = re.compile(r"\(?(\d{1,3}(?:,\d{3})*|\d{1,6})\)?\.?")


def same_columns(first: PageTable, second: PageTable) -> bool:
    """Whether the borders of the narrower column set are all borders of the other one, and both are as wide."""
    one = [x - first.box.x0 for x in first.xs]
    two = [x - second.box.x0 for x in second.xs]
    if abs(one[-1] - two[-1]) > SAME_X:
        return False
    few, many = sorted((one, two), key=len)
    if not (first.is_ruled and second.is_ruled):
        return len(few) == len(many) and all(
            abs(x - y) <= SAME_CORRIDOR for x, y in zip(few, many, strict=True)
        )
    return all(min(abs(x - y) for y in many) <= SAME_X for x in few) and (
        len(few) > 2 or len(many) == len(few)
    )


def begins_anew(first: PageTable, second: PageTable) -> bool:
    """Whether the second part is a form filled in once more: the labels in front of its rows are those of the first part again.

    A header that each page repeats says the same in all its columns; of forms only the labels come again.
    """
    one, two = _labels(first), _labels(second)
    fewest = min(len(one), len(two))
    same = next((k for k, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]), fewest)
    if same < max(FEWEST_LABELS, fewest - 1) or len(set(one[:same])) < same:
        return False
    if any(not text or is_number(text) or ordinal(text) is not None for text in one[:same]):
        return False
    pairs = zip(text_grid(first), text_grid(second), strict=False)
    differ = [above != below for above, below in pairs][:same]
    return differ[0] or sum(differ) >= FEWEST_LABELS


def _labels(table: PageTable) -> list[str]:
    """The texts of the first column from top to bottom, a merged cell once."""
    return [plain(c.text) for c in sorted(table.cells, key=lambda c: c.row) if c.column == 0]


def as_one_row(above: PageTable, table: PageTable) -> PageTable:
    """The table with its lines in one row, if it is what goes on of a row that is open at the page break above it.

    Between two page breaks such a row has no rules but those between its columns, and looks like a table with a row for
    each line of text.
    """
    if table.is_ruled or not (above.is_ruled and above.open_bottom) or len(above.xs) != len(table.xs):
        return table
    cells = []
    for column in range(table.column_count):
        column_cells = [cell for cell in table.cells if cell.column == column]
        cells.append(
            column_cells[0]._replace(
                row=0,
                row_span=1,
                box=bounding_box(cell.box for cell in column_cells),
                lines=tuple(line for cell in column_cells for line in cell.lines),
            )
        )
    ys = (table.ys[0], table.ys[-1])
    return replace(table, ys=ys, cells=tuple(cells), open_top=True, open_bottom=True, is_ruled=True)


def nothing_between(
    above: PageContent, first: PageTable, below: PageContent, second: PageTable, furniture: Sequence[set[int]]
) -> bool:
    """Whether only page furniture, or lines printed at the same place over both parts, stands between two parts."""
    under = [
        x for k, x in enumerate(above.lines) if k not in furniture[0] and x.box.top > first.box.bottom - 2
    ]
    over = [
        x for k, x in enumerate(below.lines) if k not in furniture[1] and x.box.bottom < second.box.top + 2
    ]
    sizes = sorted(printed.size for cell in first.cells for printed in cell.lines)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    return all(is_foot_note(line, above, usual) or repeats(line, below.lines) for line in under) and all(
        repeats(line, above.lines) for line in over
    )


def heads_of_parts(contents: Sequence[PageContent], furniture: Sequence[set[int]]) -> list[set[int]]:
    """The furniture, with lines printed over or under both parts of a table that goes on from one page to the next.

    Two pages are too few to tell a running head by itself, but not where it stands in the middle of a table. Over a form that
    is filled in once on each page the same line is the form's title each time.
    """
    result = [set(indices) for indices in furniture]
    for number, (above, below) in enumerate(pairwise(contents)):
        if not (above.tables and below.tables):
            continue
        first, second = above.tables[-1], below.tables[0]
        if begins_anew(first, second):
            for index in _titles(below, second):
                if twins := repeats(below.lines[index], above.lines):
                    result[number + 1].discard(index)
                    result[number].difference_update(twins)
            continue
        if same_columns(first, second) and nothing_between(
            above, first, below, second, furniture[number : number + 2]
        ):
            for index, line in enumerate(below.lines):
                twins = repeats(line, above.lines)
                at_foot = line.box.top > (1 - MARGIN) * below.page.height
                if twins and (at_foot or line.box.bottom < second.box.top + 2):
                    result[number + 1].add(index)
                    result[number].update(twins)
    return result


def _titles(content: PageContent, table: PageTable) -> list[int]:
    """The indices of the lines over a table that are set as its title: in the middle, and larger than what is in it."""
    sizes = sorted(printed.size for cell in table.cells for printed in cell.lines)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    middle = (table.box.x0 + table.box.x1) / 2
    return [
        index
        for index, line in enumerate(content.lines)
        if line.box.bottom < table.box.top + 2
        and line.size >= LARGE_PRINT * usual
        and abs((line.box.x0 + line.box.x1) / 2 - middle) <= line.size
    ]


def repeats(line: Line, others: Sequence[Line]) -> list[int]:
    """The indices of the lines on another page that say the same at the same height."""
    key = key_of(line)
    return [
        index
        for index, other in enumerate(others)
        if abs(line.box.top - other.box.top) <= SAME_PLACE and key_of(other) == key
    ]


def is_foot_note(line: Line, content: PageContent, usual: float) -> bool:
    """Whether a line at the foot of a page is a note: marked as one, or set smaller than the table above it.

    Args:
        line: the line.
        content: its page.
        usual: the usual size of the text in the table; 0 if it has none.
    """
    if line.box.top < (1 - MARGIN) * content.page.height:
        return False
    return line.text.startswith(_NOTE_MARKS) or line.size < SMALL_PRINT * usual


def ordinal_column(parts: Sequence[Sequence[Sequence[str]]]) -> int | None:
    """The column that numbers the rows: ascending numbers in most of its cells; None if there is none.

    Args:
        parts: the rows on each page; the first and the last of them may be pieces of a row.
    """
    width = max((len(row) for rows in parts for row in rows), default=0)
    for column in range(min(2, width)):
        cells = [
            rows[k][column]
            for rows in parts
            for k in range(len(rows))
            if rows[k][column] or 0 < k < len(rows) - 1
        ]
        numbers = [ordinal(cell) for cell in cells]
        given = [n for n in numbers if n is not None]
        filled = sum(map(bool, cells))
        if len(given) < max(2, 0.6 * len(cells)) or len(given) < 0.9 * filled:
            continue
        steps = sum(b == a + 1 for a, b in pairwise(given))
        if steps >= 0.7 * (len(given) - 1):
            return column
    return None


def ordinal(text: str) -> int | None:
    """A printed row number, or None."""
    match = _ORDINAL.fullmatch(text)
    return int(match.group(1).replace(",", "")) if match else None


class Learned(NamedTuple):
    """What the rows of a table that touch no page break tell of its columns.

    `filled`: whether (nearly) every row has text there; `entries`: what stands there; `figures`: whether figures do.
    """

    filled: tuple[bool, ...]
    entries: tuple[frozenset[str], ...]
    figures: tuple[bool, ...]


def learn(rows: Sequence[Sequence[str]], width: int, merged: Container[int] = ()) -> Learned:
    """What rows tell of the columns.

    Args:
        rows: those that touch no page break, cells that merge with their neighbours above left blank.
        width: how many columns there are.
        merged: the columns in which cells span several rows; a blank there tells nothing.
    """
    texts = [[row[column] for row in rows if row[column]] for column in range(width)]
    enough = FILLED * len(rows)
    return Learned(
        tuple(len(found) >= enough > 0 and k not in merged for k, found in enumerate(texts)),
        tuple(map(frozenset, texts)),
        tuple(sum(map(is_number, found)) >= FIGURES * len(found) > 0 for found in texts),
    )


def numbered_cut(last: Sequence[str], first: Sequence[str], number: int | None) -> bool | None:
    """What the numbers of the rows alone tell of `is_cut_row`; None if they tell nothing.

    Args:
        last: as there.
        first: as there.
        number: the column that numbers the rows, or None.
    """
    if not any(first):
        return True
    if number is None:
        return None
    one, two = ordinal(last[number]), ordinal(first[number])
    if two is None and not first[number]:
        return True
    if one is None and not last[number] and two is not None:
        return True
    if one is None or two is None:
        return None
    return two != one + 1 and sum(map(bool, first)) == 1  # The number itself may be wrapped.


def is_cut_row(last: Sequence[str], first: Sequence[str], learned: Learned) -> bool:
    """Whether the last row above a page break and the first one below it are one row.

    Args:
        last: texts of the row above the break, cells that merge with their neighbours above left blank.
        first: likewise of the row below it.
        learned: what the other rows tell.
    """
    if _has_two_entries(last, first, learned):
        return False
    missing_below = sum(f and not text for f, text in zip(learned.filled, first, strict=False))
    missing_above = sum(f and not text for f, text in zip(learned.filled, last, strict=False))
    return missing_below > 0 or (missing_above > 0 and missing_below == 0 and any(last))


def _has_two_entries(last: Sequence[str], first: Sequence[str], learned: Learned) -> bool:
    """Whether a column has a whole entry on either side of the page break.

    Entries are whole if other rows have the same, and so are those of a column of figures, which are never cut in two.
    """
    return any(
        (one in entries and two in entries)
        or (is_figures and is_number(one) and is_number(two) and not _CUT_FIGURE.search(one))
        for one, two, (_, entries, is_figures) in zip(last, first, zip(*learned, strict=True), strict=True)
        if one and two
    )


def body_texts(table: PageTable, header_rows: int) -> list[list[str]]:
    """Texts of the body rows; a cell that spans rows counts in its first row only."""
    grid = text_grid(table)
    for cell in table.cells:
        for row in range(cell.row + 1, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                grid[row][column] = ""
    return grid[header_rows:]
