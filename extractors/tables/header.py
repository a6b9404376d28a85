"""Header rows: how many rows at the top of a table name its columns."""

from __future__ import annotations

import re
from bisect import bisect
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.profiles import plain
from extractors.tables.header_words import are_header_words, is_header_word
from extractors.tables.roles import names_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.tables.page_tables import PageCell, PageTable

MAX_HEADER_ROWS = 5

FEW_NUMBERS = 0.5
"""Share of numbers among the values of a list of facts, and twice that among its labels; a table of figures has more."""

_NUMBER = re.compile(
    r"[約計延べ△▲\-+−]*[\d,.]+(?:[%人件名円回枚千万億か所箇施設台冊通歳]|千円|百万円)*(?:程度|以上|以下)?|[-‐–—―ー0○×有無]"
)
_DATE = re.compile(r".*(?:(?:令和|平成|昭和|[RHS])?(?:\d+|元)[年.]\d+月?|\d+月\d+日|\d+月|\d{4}[-/]\d)")
_SENTENCE = re.compile(r"[。]|(?:である|ます|した)$")


def text_grid(table: PageTable, rows: int | None = None) -> list[list[str]]:
    """The table's texts as rows of equal length, merged cells repeated; of its first `rows` only, if given."""
    count = table.row_count if rows is None else min(rows, table.row_count)
    grid = [[""] * table.column_count for _ in range(count)]
    for cell in table.cells:
        if cell.row < count and cell.lines:
            text = plain(cell.text)
            if cell.row_span == cell.column_span == 1:
                grid[cell.row][cell.column] = text
                continue
            for row in range(cell.row, min(cell.row + cell.row_span, count)):
                grid[row][cell.column : cell.column + cell.column_span] = [text] * cell.column_span
    return grid


def repeated_rows(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]) -> int:
    """How many rows at the top of the second grid repeat those at the top of the first."""
    count = 0
    for one, two in zip(first[:MAX_HEADER_ROWS], second, strict=False):
        if list(one) != list(two) or not any(one):
            break
        count += 1
    return count


def boundaries(table: PageTable) -> list[int]:
    """Row numbers 1, 2, … that no cell crosses: where a header may end."""
    crossed = {r for cell in table.cells for r in range(cell.row + 1, cell.row + cell.row_span)}
    return [r for r in range(1, min(table.row_count, MAX_HEADER_ROWS + 1)) if r not in crossed]


def count_header_rows(table: PageTable) -> int:
    """How many rows at the top of a table are its header, judged by the table alone; 0 if it has none."""
    grid = text_grid(table)
    if table.row_count == 1:
        return int(are_header_words(grid[0]))
    for count in boundaries(table):
        widest = max(len(set(row)) for row in grid[:count])
        if widest == 1 and table.column_count > 1 and count < table.row_count - 1:
            continue  # A title that spans all columns: the names stand below it.
        is_header = _is_header(table, grid, count) or names_columns(flatten_header(grid[:count]))
        return count if is_header else 0
    return 0


def is_header_of(table: PageTable, below: PageTable) -> bool:
    """Whether all of a table is the header of the one on the next page: it has no row that could be another.

    Names of groups may be all that is left of it on its page, so that it has fewer columns than the other.
    """
    wide = max(table, below, key=lambda part: part.column_count)
    grid = [row for part in (table, below) for row in spread(text_grid(part), part, wide)]
    return not boundaries(table) and _is_header(table, grid, table.row_count)


def spread(grid: Sequence[Sequence[str]], table: PageTable, wide: PageTable) -> list[list[str]]:
    """A table's texts on the columns of a part of it that has more of them."""
    if table is wide:
        return [list(row) for row in grid]
    middles = [(x0 + x1) / 2 - wide.box.x0 for x0, x1 in pairwise(wide.xs)]
    inner = [x - table.box.x0 for x in table.xs[1:-1]]
    columns = [bisect(inner, middle) for middle in middles]
    return [[row[column] for column in columns] for row in grid]


def _is_header(table: PageTable, grid: list[list[str]], count: int) -> bool:
    votes = 0.0
    names = grid[count - 1]
    voters = 0
    for column in range(len(names)):
        if column and names[column] == names[column - 1] and names[column]:
            continue
        body = [row[column] for row in grid[count:] if row[column]]
        votes += _vote(names[column], body)
        voters += 1
    stands_out = _stands_out(table, count)
    if not stands_out and count == 1 and _is_fact_list(grid):
        return False
    votes += 0.75 * voters * stands_out
    return votes >= 0.45 * voters


def _is_fact_list(grid: list[list[str]]) -> bool:
    """Whether a table lists facts, one below the other: a label and its value in each row, and no row of names.

    Labels are words that head columns elsewhere (名称, 日時, 場所), so the first row looks like a header by its left cell only.
    Two such pairs may stand side by side.
    """
    if len(grid[0]) not in {2, 4} or len(grid) < 2:
        return False
    labels = [row[column] for row in grid for column in range(0, len(row), 2) if row[column]]
    values = [row[column] for row in grid for column in range(1, len(row), 2)]
    if (
        any(map(is_header_word, grid[0][1::2]))
        or max(_share(_NUMBER, values), 2 * _share(_NUMBER, labels)) > FEW_NUMBERS
    ):
        return False
    known = sum(map(is_header_word, labels))
    return known >= max(2, 0.25 * len(labels)) and known > 2 * sum(map(is_header_word, values))


def _vote(name: str, body: list[str]) -> float:
    """How much one column speaks for its top cell being a name (positive) or data (negative)."""
    if not name:
        return -0.25 if body else 0.0
    is_numeric, is_dated = _share(_NUMBER, body) > 0.5, _share(_DATE, body) > 0.5
    is_number, is_date = bool(_NUMBER.fullmatch(name)), bool(_DATE.fullmatch(name))
    is_short = len(name) <= 12 and sum(map(len, body)) > 2.5 * len(name) * len(body) > 0
    votes = (
        (is_header_word(name), 2.0),
        (is_number and is_numeric, -3.0),
        (is_numeric and not is_number, 2.0),
        (is_date, -2.0),
        (is_dated, 2.0),
        (len(name) > 30 or bool(_SENTENCE.search(name)), -2.0),
        (is_short, 1.0),
    )
    return next((vote for holds, vote in votes if holds), 0.0)


def is_number(text: str) -> bool:
    """Whether a cell holds a number, with its unit or alone, or one of the marks that stand for one."""
    return bool(_NUMBER.fullmatch(text))


def _share(pattern: re.Pattern[str], texts: list[str]) -> float:
    return sum(bool(pattern.fullmatch(t)) for t in texts) / len(texts) if texts else 0.0


def _stands_out(table: PageTable, count: int) -> float:
    """1 when the rows at the top are shaded or bold and those below are not, else 0."""
    head = [c for c in table.cells if c.row < count]
    body = [c for c in table.cells if c.row >= count and c.lines]
    if not head or not body:
        return 0.0

    shaded = _mean(c.shade is not None for c in head) - _mean(c.shade is not None for c in body)
    bold = _mean(map(_is_bold, head)) - _mean(map(_is_bold, body))
    return 1.0 if max(shaded, bold) > 0.7 else 0.0


def _mean(flags: Iterable[bool]) -> float:
    values = list(flags)
    return sum(values) / len(values)


def _is_bold(cell: PageCell) -> bool:
    return bool(cell.lines) and all(line.is_bold for line in cell.lines)


def flatten_header(grid: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Header rows to one name for each column: its parts top-down, a part that a merged cell repeats once."""
    names = []
    for column in range(len(grid[0]) if grid else 0):
        parts: list[str] = []
        for row in grid:
            if row[column] and (not parts or parts[-1] != row[column]):
                parts.append(row[column])
        names.append(" / ".join(parts))
    return tuple(names)
