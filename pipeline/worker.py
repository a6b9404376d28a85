"""A worker process: reads one PDF after another, and can be killed at any time.

Started as `python -m pipeline.worker` with its settings as one JSON argument. It says `{"ready": true}` on standard
output, takes one job a line from standard input (`{"path", "sha256", "package", "processes"}`), writes what it extracted to the
package file and answers with one line: `{"outcome": …}`, `{"changed": true}` when the file is not (any more) the one
that was planned, or `{"broken": [errno, folder]}` when the disk, not the file, is at fault.

Memory is limited by RLIMIT_DATA: the kernel counts what the process allocates for itself, and an allocation beyond the
limit fails at once. (RLIMIT_AS also counts reserved address space, of which Arrow and threads take gigabytes without
using it; looking at the resident size from outside comes too late when a file asks for ten gigabytes at once.)
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import resource
import signal
import sys
import time
import traceback
import warnings
from dataclasses import asdict, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.lean import keep_pandas_out

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractors.findings import Finding
    from extractors.model import Extraction
    from pipeline.packages import Batches, Outcome
    from pipeline.records import Source
    from pipeline.spans import PageSizes

_ROOT = Path(__file__).resolve().parent.parent
_PR_SET_PDEATHSIG = 1
_BETWEEN_COLLECTIONS = 200_000
"""Objects made and not freed before the collector looks at them."""

_MOST_PAGES = 32767
"""Page numbers are published as 16-bit integers."""

_LONG, _ROOMY = 200, 300 * 2**20
"""Before a file of more pages than this, and where a process takes more bytes than this, memory is given back."""


def main() -> None:
    """Serve jobs until standard input ends."""
    settings = json.loads(sys.argv[1])
    _die_with_parent(settings["parent"])
    _limit_memory(settings["memory_limit"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    keep_pandas_out()
    os.environ.setdefault(
        "ARROW_DEFAULT_MEMORY_POOL", "system"
    )  # gives back what is freed, as the default does not
    # Libraries may print: the answers keep a channel of their own.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    read = Reading(settings)
    collect_rarely()
    # Linux counts the memory of the process that started this one into the peak (execve keeps it): tell where it began.
    _answer(answers, {"ready": True, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024})
    for line in sys.stdin:
        _answer(answers, _serve(read, json.loads(line)))
        gc.collect()


def collect_rarely() -> None:
    """Have Python look for cycles, of which reading makes hardly any, now and then only: that takes a tenth of the time.

    What is there already is never looked at again; what a file leaves is collected behind it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_BETWEEN_COLLECTIONS)


def _answer(channel: Any, message: dict[str, Any]) -> None:  # noqa: ANN401 - a text file
    channel.write(json.dumps(message) + "\n")
    channel.flush()


def _die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when the run is killed, even while it is deep in a library's loop."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)


def _limit_memory(mebibytes: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # a lower limit is already set from outside
        resource.setrlimit(resource.RLIMIT_DATA, (mebibytes * 2**20,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _serve(read: Reading, job: dict[str, Any]) -> dict[str, Any]:
    """Read one file and write its package."""
    path, package = Path(job["path"]), Path(job["package"])
    started = time.perf_counter()
    if not _is_still(path, job["sha256"]):
        return {"changed": True}
    outcome, data = read(path, job["sha256"], job["processes"])
    if not _is_still(path, job["sha256"]):
        return {"changed": True}
    try:
        _write(package, data)
    except OSError as error:
        return {"broken": [error.errno, os.fspath(package.parent)]}
    return {"outcome": asdict(replace(outcome, seconds=round(time.perf_counter() - started, 3)))}


def _is_still(path: Path, sha256: str) -> bool:
    from pipeline.scan import content_hash  # noqa: PLC0415 - after the limits are set

    try:
        return content_hash(path) == sha256
    except OSError:
        return False


def _write(package: Path, data: bytes) -> None:
    from pipeline.packages import write  # noqa: PLC0415 - after the limits are set

    write(package, data)


class Reading:
    """Reads files with an entry point that is loaded once.

    Args:
        settings: `extract` (`module:function`), `reader` and `version`; others are not looked at.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        module, function = settings["extract"].split(":")
        self._extract: Callable[..., Extraction] = getattr(import_module(module), function)
        self._reader: str = settings["reader"]
        self._version: str = settings["version"]

    def __call__(self, path: Path, sha256: str, processes: int) -> tuple[Outcome, bytes]:
        """The outcome and package of one file, whatever is in it."""
        from extractors.errors import ReadError  # noqa: PLC0415 - after the limits are set
        from pipeline.records import Source  # noqa: PLC0415 - likewise

        source = Source(sha256, self._version, {})
        try:
            source = Source(sha256, self._version, page_sizes(path))
            if len(source.page_sizes) > _MOST_PAGES:
                return failure(source, "over_limit", f"It has more than {_MOST_PAGES} pages; split it.")
            if len(source.page_sizes) > _LONG:
                _trim()
            return _succeed(self._extract(path, reader=self._reader, processes=processes), source)
        except ReadError as error:
            return failure(source, error.code, error.message)
        except MemoryError:
            raise
        except RecursionError as error:
            return failure(
                source, "over_limit", "It is nested too deeply; open and save it anew.", _where(error)
            )
        except Exception as error:  # noqa: BLE001 - no file may stop the run
            kind = type(error).__name__
            return failure(
                source,
                "extractor_error",
                f"The extractor failed on it ({kind}); please report it with the file.",
                _where(error),
            )


def page_sizes(path: Path) -> PageSizes:
    """Width and height of each page as shown; empty where the file is no PDF that opens."""
    import pypdfium2  # noqa: PLC0415 - after the limits are set

    from extractors.errors import ReadError  # noqa: PLC0415 - likewise
    from extractors.readers.opening import open_pdfium  # noqa: PLC0415 - likewise

    try:
        with open_pdfium(path) as document:
            return {number: document.get_page_size(number - 1) for number in range(1, len(document) + 1)}
    except (ReadError, pypdfium2.PdfiumError):
        return {}


def _succeed(extraction: Extraction, source: Source) -> tuple[Outcome, bytes]:
    import pyarrow as pa  # noqa: PLC0415 - after the limits are set

    from pipeline import packages  # noqa: PLC0415 - likewise
    from pipeline.council import default_council  # noqa: PLC0415 - likewise
    from pipeline.records import rows_of  # noqa: PLC0415 - likewise
    from pipeline.rules import violations  # noqa: PLC0415 - likewise

    if _resident() > _ROOMY:
        _trim()
    try:
        batches = packages.to_batches(rows_of(extraction, source, default_council()), source.page_sizes)
        broken = violations({name: pa.Table.from_batches([batch]) for name, batch in batches.items()})
        wrong = str(broken[0]) if broken else ""
    except (ValueError, TypeError, OverflowError) as error:
        wrong = str(error)
    if wrong:
        message = (
            "What was extracted of it breaks a rule of the data contract; please report it with the file."
        )
        return failure(source, "invalid_rows", message, wrong)
    return _packed(packages.outcome_of(batches, ok=True, pages=extraction.info.page_count), batches)


def _trim() -> None:
    """Give memory that was freed, and pages of the dictionary, back to the system, where the C library can (glibc).

    To get it anew for the next file costs more than reading a page of it.
    """
    from extractors.items import release_memory  # noqa: PLC0415 - after the limits are set

    release_memory()
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def _resident() -> int:
    """Bytes of memory that the process takes; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * resource.getpagesize()


def failure(source: Source, code: str, message: str, raw: str = "") -> tuple[Outcome, bytes]:
    """The outcome and package of a file that gives no documents."""
    from extractors.findings import Finding  # noqa: PLC0415 - after the limits are set
    from pipeline import packages  # noqa: PLC0415 - likewise
    from pipeline.records import failure_rows  # noqa: PLC0415 - likewise

    finding: Finding = Finding(code, "error", message, raw)
    batches = packages.to_batches(failure_rows(source, finding), source.page_sizes)
    return _packed(packages.outcome_of(batches, ok=False, pages=0, code=code, message=message), batches)


def _packed(outcome: Outcome, batches: Batches) -> tuple[Outcome, bytes]:
    from pipeline import packages  # noqa: PLC0415 - after the limits are set

    data = packages.pack(outcome, batches)
    return replace(outcome, digest=data[-32:].hex(), size=len(data)), data


def _where(error: BaseException) -> str:
    """The place in our code where an error arose, for whoever mends it."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(_ROOT)]
    if not ours or isinstance(error, RecursionError):
        return type(error).__name__
    place = Path(ours[-1].filename).relative_to(_ROOT).as_posix()
    return f"{type(error).__name__} at {place}:{ours[-1].lineno}"


if __name__ == "__main__":
    main()
