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
from extractors.tables.level_pages import with_neighbours
from extractors.tables.page_tables import read_content

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from extractors.readers import Reader
    from extractors.tables.page_tables import PageContent

MIN_PAGES = 48
"""Pages below which a process costs more than it saves: starting it, and handing its pages over."""

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
        return with_neighbours(_contents(path, reader, None))
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
        result = _contents(path, reader, own)
        for helper, pages, target in zip(helpers, others, targets, strict=True):
            helper.join()
            # What stopped a helper stops this process too, which can say what it was.
            result += _handed_over(target) if helper.exitcode == 0 else _contents(path, reader, pages)
    finally:
        for helper, target in zip(helpers, targets, strict=True):
            helper.kill()
            helper.join()
            target.close()
    return with_neighbours(result)


def page_ranges(count: int, processes: int) -> list[range]:
    """Page numbers from 1 to `count` in ranges of nearly equal length: one for each process that is worth starting."""
    parts = max(min(processes, count // MIN_PAGES), 1)
    bounds = [1 + count * part // parts for part in range(parts + 1)]
    return [range(begin, end) for begin, end in pairwise(bounds)]


def _contents(path: Path | str, reader: Reader, pages: Iterable[int] | None) -> list[PageContent]:
    return [read_content(page) for page in read_pages(path, reader=reader, pages=pages)]


def _hand_over(path: Path | str, reader: Reader, pages: range, target: IO[bytes]) -> None:
    """Read a range in a process of its own, which ends with the one that waits for it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    pickle.dump(_contents(path, reader, pages), target, pickle.HIGHEST_PROTOCOL)
    target.flush()


def _handed_over(target: IO[bytes]) -> list[PageContent]:
    target.seek(0)
    contents: list[PageContent] = pickle.load(target)  # noqa: S301 - written by our own process, into a nameless file
    return contents
