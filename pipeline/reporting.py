"""What a run tells while it works: plain lines, a progress bar on a terminal, or JSON lines."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TextIO

from pipeline.terminal import printable

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_EVERY = 10.0
"""Seconds between two plain lines of progress."""


class Reporter:
    """Lines for people on standard error; silent about progress unless it takes long."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._next = time.monotonic() + _EVERY

    def say(self, event: str, text: str, **facts: Any) -> None:  # noqa: ANN401, ARG002 - facts are for JSON
        """Tell one thing in one line.

        Args:
            event: stable name of what happened.
            text: for people; may hold text out of files.
            facts: the same for machines.
        """
        print(printable(text), file=self._stream, flush=True)

    def progress(self, done: int, total: int, source_path: str) -> None:
        """So many of all files have been read; `source_path` was the last."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _EVERY
            last = f" ({source_path})" if source_path else ""
            self.say("progress", f"read {done} of {total} files{last}", done=done, total=total)

    def close(self) -> None:
        """Nothing more is to be told."""


class JsonReporter(Reporter):
    """One JSON object a line on standard error."""

    def say(self, event: str, text: str, **facts: Any) -> None:  # noqa: ANN401 - what JSON holds
        """As in `Reporter`."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = {"at": now, "event": event, "message": text, **facts}
        print(json.dumps(line, ensure_ascii=True), file=self._stream, flush=True)


class BarReporter(Reporter):
    """A progress bar on a terminal, lines above it."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def say(self, event: str, text: str, **facts: Any) -> None:  # noqa: ANN401 - what JSON holds
        """As in `Reporter`."""
        if self._bar is None:
            super().say(event, text, **facts)
        else:
            self._bar.console.print(printable(text), markup=False, highlight=False, soft_wrap=True)

    def progress(self, done: int, total: int, source_path: str) -> None:
        """As in `Reporter`."""
        if self._bar is None or self._task is None:
            self._bar = self._make()
            self._bar.start()
            self._task = self._bar.add_task("reading", total=total, file="")
        self._bar.update(self._task, completed=done, file=printable(source_path))

    @staticmethod
    def _make() -> Progress:
        from rich.console import Console  # noqa: PLC0415 - only on a terminal, only when there is work
        from rich.progress import (  # noqa: PLC0415 - likewise
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[file]}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )

    def close(self) -> None:
        """As in `Reporter`."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def reporter_for(*, as_json: bool) -> Reporter:
    """The reporter for machines or for people, and for where standard error leads to."""
    if as_json:
        return JsonReporter()
    return BarReporter() if sys.stderr.isatty() else Reporter()
