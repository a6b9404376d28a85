"""Which PDFs there are, and what identifies their content."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SUFFIX = ".pdf"


@dataclass(frozen=True, slots=True)
class Stat:
    """What tells a file that was touched from one that was not, without reading it."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class Found:
    """A PDF as it lies on disk.

    Attributes:
        source_path: as published: relative to the raw folder, with slashes, always valid text.
        path: as the operating system wants it.
        given: whether it was named on the command line and lies outside the raw folder.
        stat: None when it cannot be looked at; then `error` says why.
    """

    source_path: str
    path: Path
    given: bool
    stat: Stat | None
    error: str = ""


def find_raw(raw: Path) -> list[Found]:
    """Every PDF below the raw folder, in the order of their paths. Hidden files and folders are left out.

    Raises:
        UsageError: the folder is not there.
    """
    if raw.exists() and not raw.is_dir():
        raise UsageError(
            f"{raw}: it is a file; --raw names a folder, and `shingikai ingest FILE` reads one file"
        )
    if not raw.is_dir():
        raise UsageError(
            f"{raw}: there is no such folder; make it and put PDFs into it, or name another with --raw"
        )
    return sorted(
        (_found(path, raw, given=False, error=error) for path, error in _walk(raw)),
        key=lambda found: found.source_path,
    )


def left_alone(raw: Path) -> list[str]:
    """What lies below the raw folder and is not read: files not named .pdf, and links to folders.

    Hidden ones are not counted.
    """
    found = []
    for place, folders, files in os.walk(raw):
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            _text(os.path.relpath(Path(place, name), raw))
            for name in (*files, *links)
            if not name.startswith(".") and (name in links or not name.lower().endswith(_SUFFIX))
        ]
    return sorted(found)


def find_given(paths: Iterable[Path], raw: Path) -> list[Found]:
    """The PDFs named on the command line, folders searched.

    Raises:
        UsageError: one of the paths is not there.
    """
    found: dict[str, Found] = {}
    inside = raw.resolve()
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        for file, error in _walk(path) if path.is_dir() else [(path, "")]:
            full = file.absolute()
            given = not full.resolve().is_relative_to(inside)
            entry = _found(full if given else full.resolve(), inside, given=given, error=error)
            found[entry.source_path] = entry
    return sorted(found.values(), key=lambda entry: entry.source_path)


def look_again(source_path: str, path: Path, *, given: bool) -> Found:
    """A file that is known from an earlier run, as it lies on disk now."""
    info, error = _stat(path)
    return Found(source_path, path, given, info, error)


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """PDFs below a folder, and folders that cannot be opened, each of those with the reason."""
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            if name.lower().endswith(_SUFFIX) and not name.startswith("."):
                yield Path(place, name), ""
    for error in closed:
        reason = f"This folder cannot be opened ({error.strerror}), nor what is in it; check its permissions."
        yield Path(error.filename), reason


def _found(path: Path, raw: Path, *, given: bool, error: str = "") -> Found:
    info, error = (None, error) if error else _stat(path)
    relative = os.path.relpath(path, raw) if not path.is_relative_to(raw) else str(path.relative_to(raw))
    return Found(_text(relative), path, given, info, error)


def _text(path: str) -> str:
    """A path as valid text: bytes that are no UTF-8 are written as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _stat(path: Path) -> tuple[Stat | None, str]:
    try:
        info = path.stat()
    except OSError as error:
        return None, f"It cannot be looked at ({error.strerror}); check its permissions, or remove it."
    if not stat.S_ISREG(info.st_mode):
        return None, "It is no regular file; remove it."
    inode = info.st_ino & (2**63 - 1)  # SQLite knows signed integers only
    return Stat(info.st_size, info.st_mtime_ns, info.st_ctime_ns, inode), ""


def content_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
