"""One run at a time on a folder, by a lock that the kernel releases when its holder dies."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

from pipeline.errors import LockedError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOCK = ".lock"

_BLINK = 0.02
_BLINKS = 5


@contextmanager
def locked(
    folder: Path, run_id: str, *, wait: bool, on_wait: Callable[[str], None]
) -> Iterator[dict[str, Any] | None]:
    """Hold a folder's lock.

    flock(2) ends with the process, however it ends, so a lock cannot be left behind. What the holder writes into the
    lock file is for people and for the next run: a file that still names a run tells that this run was killed.

    Args:
        folder: folder to lock; made if it is not there.
        run_id: of the run that takes it.
        wait: wait for another run to end.
        on_wait: told once who is waited for.

    Yields:
        What the last holder wrote, if it did not end by itself; else None.

    Raises:
        LockedError: another run holds the lock, and `wait` is off.
        RefusedError: the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK).open("a+", encoding="utf-8")
    except OSError as error:
        raise RefusedError(
            f"{folder}: cannot be written to ({error.strerror}); nothing was changed. "
            "Give the user who runs this the right to write there."
        ) from error
    with file:
        _take(file, folder, wait=wait, on_wait=on_wait)
        left = _holder(file)
        _write(file, json.dumps(_me(run_id)))
        yield left
        _write(file, "")


def _take(file: TextIO, folder: Path, *, wait: bool, on_wait: Callable[[str], None]) -> None:
    # `status` holds the lock for a blink to see whether it is free: that is no run.
    for _ in range(_BLINKS):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_BLINK)
        else:
            return
    holder = _holder(file) or {}
    who = f"process {holder.get('pid', 'unknown')} on {holder.get('host', 'this machine')}"
    message = f"{folder}: another run is at work ({who}, since {holder.get('started_at', 'just now')})"
    if not wait:
        raise LockedError(f"{message}; come back later or use --wait")
    on_wait(message)
    fcntl.flock(file, fcntl.LOCK_EX)


def _me(run_id: str) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "started_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _holder(file: TextIO) -> dict[str, Any] | None:
    file.seek(0)
    try:
        holder = json.loads(file.read())
    except ValueError:  # empty, or torn by a power cut
        return None
    return holder if isinstance(holder, dict) else None


def _write(file: TextIO, text: str) -> None:
    file.seek(0)
    file.truncate()
    file.write(text)
    file.flush()


def holder_of(folder: Path) -> dict[str, Any] | None:
    """Who is at work on a folder now, or None."""
    try:
        with (folder / LOCK).open("r", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _holder(file) or {}
    except OSError:
        pass
    return None
