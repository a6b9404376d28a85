"""Tables ruled only horizontally that go on over page breaks: the columns of all pages found together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from extractors.furniture import find_furniture
from extractors.tables.continuation import SAME_X, is_foot_note, repeats
from extractors.tables.corridors import parts_two, text_runs
from extractors.tables.header_words import are_header_words
from extractors.tables.level import Stack, read_bands
from extractors.tables.level_grid import grid_of, is_named, lay_out, own_grid
from extractors.tables.page_tables import read_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extractors.lines import Line
    from extractors.pages import Page
    from extractors.tables.corridors import Run
    from extractors.tables.grid import Grid
    from extractors.tables.level import Banded
    from extractors.tables.level_grid import Layout
    from extractors.tables.page_tables import PageContent

NEAR = 1.5
"""Text goes on without a break where the gap is no wider than this share of its size."""

FEWER = 0.75
"""Parts of one table have in common at least this share of the columns that each seems to have by itself."""

OVER = 0.15
"""Text may reach over a border by this share of its size."""

ACROSS = 0.2
"""Share of the texts of a part that may stand in several columns."""

MAX_PARTS = 8
"""Parts that tell whether one more goes on: the first, and the last ones; with all, time would grow with their square."""


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One page's part of a table; `stack` is as it was found, `bands` what it is with the open ends."""

    number: int
    stack: Stack
    bands: Banded


def read_contents(pages: Iterable[Page]) -> list[PageContent]:
    """Take the pages of a file apart: each by itself, and then again where its neighbours tell more of its tables."""
    return with_neighbours([read_content(page) for page in pages])


def with_neighbours(contents: Sequence[PageContent]) -> list[PageContent]:
    """All pages of a file, each read by itself before, with the tables that only its neighbours tell."""
    found = list(contents)
    for number, grids in level_grids(contents).items():
        found[number] = read_content(contents[number].page, grids)
    return found


def level_grids(contents: Sequence[PageContent]) -> dict[int, list[Grid]]:
    """The grids of the tables ruled only horizontally, for the pages on which they are other than the page alone tells.

    Args:
        contents: the pages, each read by itself.

    Returns:
        For the index of such a page, all its tables of this kind.
    """
    if not any(content.stacks for content in contents):
        return {}
    furniture = find_furniture(contents)
    found: dict[int, dict[int, Grid]] = {}
    for chain in _chains(contents, furniture):
        layout = lay_out([part.bands for part in chain])
        if layout is None:
            continue
        for part, has_head in zip(chain, layout.has_head, strict=True):
            grid = grid_of(part.bands, layout, has_head=has_head)
            found.setdefault(part.number, {})[id(part.stack)] = grid
    return {number: _all_grids(contents[number], grids) for number, grids in found.items()}


def _all_grids(content: PageContent, joined: Mapping[int, Grid]) -> list[Grid]:
    """The grids of all stacks of a page, some of which are known by the id of the stack."""
    grids = (joined.get(id(stack)) or own_grid(content.page.chars, stack) for stack in content.stacks)
    return [grid for grid in grids if grid is not None]


def _chains(contents: Sequence[PageContent], furniture: Sequence[set[int]]) -> list[list[_Part]]:
    """Parts of the same table on successive pages, two or more."""
    chains: list[list[_Part]] = []
    for number, content in enumerate(contents):
        for place, stack in enumerate(content.stacks):
            part = _Part(number, stack, read_bands(content.page.chars, stack))
            chain = chains[-1] if chains else None
            if (
                place == 0
                and chain
                and chain[-1].number == number - 1
                and chain[-1].stack is contents[number - 1].stacks[-1]
                and (joined := _joined(chain, part, contents, furniture)) is not None
            ):
                chain[-1:] = joined
            elif len(stack.ys) > 1:
                chains.append([part])
    return [chain for chain in chains if len(chain) > 1]


def _joined(
    chain: list[_Part], part: _Part, contents: Sequence[PageContent], furniture: Sequence[set[int]]
) -> tuple[_Part, _Part] | None:
    """The last part of a chain and the next one, with their open ends; None if these are two tables."""
    last = chain[-1]
    if abs((last.stack.right - last.stack.left) - (part.stack.right - part.stack.left)) > SAME_X:
        return None
    layout = _common_layout([one.bands for one in (chain[0], *chain[1:][1 - MAX_PARTS :])], part.bands)
    if layout is None or not (_stands_in(last.bands, layout) and _stands_in(part.bands, layout)):
        return None
    above, below = contents[last.number], contents[part.number]
    under = [
        line
        for index, line in enumerate(above.lines)
        if index not in furniture[last.number] and line.box.top > last.stack.ys[-1] - 2
    ]
    over = [
        line
        for index, line in enumerate(below.lines)
        if index not in furniture[part.number] and line.box.bottom < part.stack.ys[0] + 2
    ]
    open_under = _going_on(under, above, last.stack, layout)
    open_over = _going_on(over, below, part.stack, layout)
    is_repeated = layout.has_head[-1]
    if is_repeated or not (open_under and open_over):
        open_over = []
        open_under = open_under if is_repeated else []
    rest = [line for line in under if line not in open_under and not _is_note(line, above, below, last.stack)]
    rest += [line for line in over if line not in open_over and not repeats(line, above.lines)]
    has_more = any(t.box.top > last.stack.ys[-1] for t in above.tables) or any(
        t.box.bottom < part.stack.ys[0] for t in below.tables
    )
    if (rest or has_more) and not is_repeated:
        return None
    if rest or has_more:
        return last, part
    return _opened(last, above, open_under), _opened(part, below, open_over)


def _common_layout(chain: Sequence[Banded], part: Banded) -> Layout | None:
    """The common layout of a chain and one more part, or None if their columns contradict each other."""
    layout = lay_out([*chain, part])
    if layout is None or layout.has_head[-1]:
        return layout
    before, alone = lay_out(chain), lay_out([part])
    if before is None or alone is None:
        return layout
    names = chain[0].shifted(chain[0].names)
    if is_named(names, before.xs) and not (is_named(names, layout.xs) or _names_several(chain, layout)):
        return None
    if are_header_words(part.head_texts):
        return None
    fewer = min(len(before.xs), len(alone.xs)) - 1
    return layout if len(layout.xs) - 1 >= FEWER * fewer else None


def _names_several(chain: Sequence[Banded], layout: Layout) -> bool:
    """Whether the columns without a name share that of another, and the parts of the chain have text in them, too."""
    shared = layout.xs[~layout.is_exact].tolist()
    edges = layout.xs[layout.is_exact]
    if len(edges) < 3 or not is_named(chain[0].shifted(chain[0].names), edges):
        return False
    rows = [part.shifted(band) for part in chain for band in part.bands]
    return all(any(parts_two(row, edges, x) for row in rows) for x in shared)


def _going_on(lines: Sequence[Line], content: PageContent, stack: Stack, layout: Layout) -> list[Line]:
    """The lines next to the first or the last rule that can be text of the table: set close, each in one column."""
    found: list[Line] = []
    is_over = bool(lines) and lines[0].box.bottom < stack.ys[0] + 2
    edge = stack.ys[0] if is_over else stack.ys[-1]
    for line in sorted(lines, key=lambda one: abs(one.box.top - edge)):
        gap = edge - line.box.bottom if is_over else line.box.top - edge
        if gap > NEAR * line.size or not _fits(line, content, stack, layout):
            break
        found.append(line)
        edge = min(edge, line.box.top) if is_over else max(edge, line.box.bottom)
    return found


def _fits(line: Line, content: PageContent, stack: Stack, layout: Layout) -> bool:
    return all(
        _is_in_a_column(run, stack, layout) for run in text_runs(content.page.chars, np.array(line.chars))
    )


def _is_in_a_column(run: Run, stack: Stack, layout: Layout) -> bool:
    over = OVER * run.size
    xs = (layout.xs + stack.left).tolist()
    return any(low - over < run.x0 and run.x1 < high + over for low, high in pairwise(xs))


def _stands_in(part: Banded, layout: Layout) -> bool:
    """Whether the text of a part stands in the columns, but for a few names, totals and remarks."""
    runs = [run for band in part.bands for run in band]
    over = sum(not _is_in_a_column(run, part.stack, layout) for run in runs)
    return over <= ACROSS * len(runs) + 1


def _is_note(line: Line, above: PageContent, below: PageContent, stack: Stack) -> bool:
    sizes = above.page.chars.size[stack.where]
    usual = float(np.median(sizes)) if len(sizes) else 0.0
    return is_foot_note(line, above, usual) or bool(repeats(line, below.lines))


def _opened(part: _Part, content: PageContent, lines: Sequence[Line]) -> _Part:
    """The part with lines of text beyond its first or last rule."""
    if not lines:
        return part
    now = part.bands.stack
    where = np.concatenate([now.where, *(np.array(line.chars) for line in lines)])
    top = min(now.top, *(line.box.top - 1 for line in lines))
    bottom = max(now.bottom, *(line.box.bottom + 1 for line in lines))
    stack = replace(now, where=where, top=top, bottom=bottom)
    return replace(part, bands=read_bands(content.page.chars, stack))
