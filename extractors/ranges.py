"""The pages of a long file read by several processes, each a range of them."""

from __future__ import annotations

import ctypes
import multiprocessing
import pickle
import signal
import sys
import tempfile
from itertools import pairwise
from typing import IO, TYPE_CHECKING

from extractors.readers import read_info, read_pages
from extractors.tables import level_pages
from extractors.tables.page_tables import read_content

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.pages import Page
    from extractors.readers import Reader
    from extractors.tables.page_tables import PageContent

MIN_PAGES = 48
"""Pages below which a process costs more than it saves: starting it, and handing its pages over."""

OWN_SHARE = 0.75
"""What the process that takes all pages apart reads, measured by what another reads."""

_PR_SET_PDEATHSIG = 1


def read_contents(path: Path | str, *, reader: Reader = "pdfium", processes: int = 1) -> list[PageContent]:
    """All pages of a file, taken apart into tables and lines.

    The processes are forks, so that they need not load anything; where the system cannot fork there is only this one.

    Args:
        path: the file.
        reader: which library decodes the pages.
        processes: how many processes may read, this one included.

    Raises:
        ReadError: if the file gives no pages at all.
    """
    if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return level_pages.read_contents(read_pages(path, reader=reader))
    own, *others = page_ranges(read_info(path).page_count, processes)
    context = multiprocessing.get_context("fork")
    # Files without a name leave nothing behind when this process is killed.
    targets = [tempfile.TemporaryFile() for _ in others]  # noqa: SIM115 - closed below
    helpers = [
        context.Process(target=_hand_over, args=(path, reader, pages, target), daemon=True)
        for pages, target in zip(others, targets, strict=True)
    ]
    for helper in helpers:
        helper.start()
    try:
        contents = list(map(read_content, read_pages(path, reader=reader, pages=own)))
        for helper, numbers, target in zip(helpers, others, targets, strict=True):
            helper.join()
            # What stopped a helper stops this process too, which can say what it was.
            is_whole = helper.exitcode == 0
            pages = _handed_over(target) if is_whole else read_pages(path, reader=reader, pages=numbers)
            contents += map(read_content, pages)
    finally:
        for helper, target in zip(helpers, targets, strict=True):
            helper.kill()
            helper.join()
            target.close()
    return level_pages.with_neighbours(contents)


def page_ranges(count: int, processes: int) -> list[range]:
    """Page numbers from 1 to `count` in ranges, one for each process that is worth starting.

    The first process, which also takes all pages apart, reads fewer.
    """
    parts = max(min(processes, int(1 + OWN_SHARE * (count / MIN_PAGES - 1))), 1)
    whole = OWN_SHARE + parts - 1
    bounds = [1, *(1 + round(count * (OWN_SHARE + part) / whole) for part in range(parts))]
    return [range(begin, end) for begin, end in pairwise(bounds)]


def _hand_over(path: Path | str, reader: Reader, numbers: range, target: IO[bytes]) -> None:
    """Read a range in a process of its own, which ends with the one that waits for it.

    Pages are columns of numbers, which cost little to hand over; the many small things that are made of them cost more than
    reading them.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    pickle.dump(list(read_pages(path, reader=reader, pages=numbers)), target, pickle.HIGHEST_PROTOCOL)
    target.flush()


def _handed_over(target: IO[bytes]) -> list[Page]:
    target.seek(0)
    pages: list[Page] = pickle.load(target)  # noqa: S301 - written by our own process, into a nameless file
    return pages
