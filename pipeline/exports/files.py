"""Files that are replaced in one step, so that nobody reads half of one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def make_folder(path: Path) -> None:
    """Make a folder to write to, where it is not there.

    Raises:
        UsageError: there is a file of that name.
        OSError: it cannot be made.
    """
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path}: it is a file; name a folder to write to")
    path.mkdir(parents=True, exist_ok=True)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to; what was written takes the place of `path` when the block ends without an error."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
