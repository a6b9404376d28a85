"""Worker processes, each file in one of them, with a time limit and a memory limit.

A worker is used for many files, because starting one costs as much as reading a short document. It is killed and
replaced when a file takes too long, and replaced when it dies or runs out of memory. A file on which a used worker died
gets one more chance in a fresh one, so that its outcome does not depend on the files before it.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from pipeline.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.settings import Settings

_ROOT = Path(__file__).resolve().parent.parent
_POLL = 0.5
_START_LIMIT = 120.0
_NEARLY = 0.8
"""A worker that died with this share of its memory limit in use has most likely died of it."""

_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read.

    Attributes:
        source_path: as published.
        path: on disk.
        sha256: of its content when it was planned.
        package: where what is extracted of it goes.
    """

    source_path: str
    path: Path
    sha256: str
    package: Path


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a job: `outcome` as the worker tells it, or why there is none.

    Attributes:
        job: the job.
        outcome: facts of a `pipeline.packages.Outcome`; None when the file was not read to its end.
        code, message: of the finding for a file that was not read to its end; code is "changed" for a file that is
            not any more the one that was planned.
        seconds: how long it took.
    """

    job: Job
    outcome: dict[str, Any] | None
    code: str = ""
    message: str = ""
    seconds: float = 0.0


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    errors: IO[bytes]
    job: Job | None = None
    deadline: float = 0.0
    started: float = 0.0
    served: int = 0
    ready: bool = False
    first_peak: int = 0
    heard: bytearray = field(default_factory=bytearray)


class Pool:
    """Reads jobs with a number of workers; use as a context manager, which kills them at the end."""

    def __init__(self, settings: Settings, version: str) -> None:
        self._settings = settings
        self._version = version
        self._selector = selectors.DefaultSelector()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in list(self._workers):
            self._stop(worker)
        self._selector.close()

    def run(self, jobs: Iterable[Job]) -> Iterator[Answer]:
        """Answers, as they come, to all jobs.

        Raises:
            RefusedError: workers do not start.
            OSError: the cache cannot be written to.
        """
        waiting = deque((job, False) for job in jobs)
        again: set[Job] = set()
        for _ in range(min(self._settings.workers, len(waiting))):
            self._start()
        while waiting or any(worker.job for worker in self._workers):
            self._hand_out(waiting)
            for answer in self._listen():
                if answer.code == "died" and answer.job not in again:
                    again.add(answer.job)
                    waiting.appendleft((answer.job, True))
                else:
                    yield answer

    def _hand_out(self, waiting: deque[tuple[Job, bool]]) -> None:
        for worker in list(self._workers):
            if not waiting or worker.job is not None or not worker.ready:
                continue
            _, needs_fresh = waiting[0]
            if needs_fresh and worker.served:
                self._stop(worker)
                self._start()
                continue
            job, _ = waiting.popleft()
            busy = 1 + sum(other.job is not None for other in self._workers)
            self._give(worker, job, 1 if waiting else max(1 + self._settings.workers - busy, 1))

    def _give(self, worker: _Worker, job: Job, processes: int) -> None:
        """Have a worker read a file, with the help of others if `processes` says that cores would stand idle."""
        message = {
            "path": os.fspath(job.path),
            "sha256": job.sha256,
            "package": os.fspath(job.package),
            "processes": processes,
        }
        worker.job, worker.started = job, time.monotonic()
        worker.deadline = worker.started + self._settings.time_limit
        assert worker.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it died just now, which `_listen` sees
            worker.process.stdin.write(json.dumps(message).encode() + b"\n")
            worker.process.stdin.flush()

    def _listen(self) -> Iterator[Answer]:
        """Wait for the next words of any worker, or for the next deadline."""
        now = time.monotonic()
        nearest = min((w.deadline for w in self._workers if w.job or not w.ready), default=now + _POLL)
        for key, _ in self._selector.select(max(0.0, min(nearest - now, _POLL))):
            worker: _Worker = key.data
            words = os.read(key.fd, 65536)
            if not words:
                yield from self._bury(worker)
                continue
            worker.heard += words
            while (end := worker.heard.find(b"\n")) >= 0:
                line = bytes(worker.heard[:end])
                del worker.heard[: end + 1]
                yield from self._hear(worker, json.loads(line))
        for worker in [w for w in self._workers if (w.job or not w.ready) and time.monotonic() > w.deadline]:
            yield from self._time_out(worker)

    def _hear(self, worker: _Worker, message: dict[str, Any]) -> Iterator[Answer]:
        if "ready" in message:
            worker.ready = True
            worker.first_peak = message["peak"]
            return
        if "broken" in message:
            number, folder = message["broken"]
            raise OSError(number, os.strerror(number), folder)
        job, seconds = worker.job, time.monotonic() - worker.started
        assert job is not None
        worker.job = None
        worker.served += 1
        if "changed" in message:
            yield Answer(job, None, "changed", "It changed while it was read.", seconds)
        else:
            yield Answer(job, message["outcome"], seconds=seconds)

    def _time_out(self, worker: _Worker) -> Iterator[Answer]:
        job = worker.job
        self._stop(worker)
        if job is None:
            raise RefusedError(
                "a worker process does not start within two minutes; is the machine overloaded?"
            )
        self._start()
        limit = self._settings.time_limit
        message = (
            f"It took longer than {limit:g} seconds and was left; "
            "give it more with --time-limit and --retry-failed, or split it."
        )
        yield Answer(job, None, "time_limit", message, limit)

    def _bury(self, worker: _Worker) -> Iterator[Answer]:
        """A worker has died."""
        job, ready, fresh = worker.job, worker.ready, worker.served == 0
        status, peak = self._reap(worker)
        if job is None:
            if not ready:
                raise RefusedError(f"the extractor does not start: {_last_line(worker.errors)}")
            return
        self._start()
        seconds = time.monotonic() - worker.started
        code, message = self._cause(status, peak, _last_line(worker.errors))
        yield Answer(job, None, code if fresh else "died", message, seconds)

    def _cause(self, status: int, peak: int, words: str) -> tuple[str, str]:
        limit = self._settings.memory_limit
        if "MemoryError" in words or peak > _NEARLY * limit * 2**20:
            return "memory_limit", (
                f"It needs more than {limit} MB of memory and was left; "
                "give it more with --memory-limit and --retry-failed, or split it."
            )
        how = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return (
            "reader_crashed",
            f"The PDF library crashed on it ({how}); open it in a viewer and save it anew.",
        )

    def _start(self) -> None:
        settings = {
            "parent": os.getpid(),
            "memory_limit": self._settings.memory_limit,
            "extract": self._settings.extract,
            "reader": self._settings.reader,
            "version": self._version,
        }
        errors = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the worker
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", "pipeline.worker", json.dumps(settings)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**os.environ, **dict.fromkeys(_ONE_THREAD, "1"), "PYTHONPATH": _python_path()},
            start_new_session=True,
        )
        worker = _Worker(process, errors, deadline=time.monotonic() + _START_LIMIT)
        self._workers.append(worker)
        assert process.stdout is not None
        self._selector.register(process.stdout, selectors.EVENT_READ, worker)

    def _stop(self, worker: _Worker) -> None:
        worker.process.kill()
        self._reap(worker)
        worker.errors.close()

    def _reap(self, worker: _Worker) -> tuple[int, int]:
        """Collect a dead worker: its exit status (negative: signal), and its peak of resident bytes if its work set it."""
        process = worker.process
        assert process.stdin is not None
        assert process.stdout is not None
        self._selector.unregister(process.stdout)
        self._workers.remove(worker)
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss * 1024
        return process.returncode, peak if peak > worker.first_peak else 0


def _python_path() -> str:
    """So that a worker imports what this process imports, wherever it was started."""
    return os.pathsep.join([str(_ROOT), *(path for path in sys.path if path)])


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0)
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    errors.close()
    return lines[-1] if lines else "it says nothing"
