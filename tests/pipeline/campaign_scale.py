"""Many small files: `python -m tests.pipeline.campaign_scale [FILES] [FOLDER]`.

Prints, as ratios to the first run: a run without changes, one changed file, and the peak of memory of the run's own
process for a tenth of the files and for all of them.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.pipeline.support import Place


@dataclass(frozen=True)
class Cost:
    """Of one run, in a process of its own."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def measure(place: Place, files: int) -> Cost:
    """Run once, and make sure that every file is published."""
    started = time.monotonic()
    process = place.start(workers=2)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    output = json.loads(process.stdout.read() if process.stdout else "{}")
    if process.returncode or output["totals"]["files"] != files:
        raise AssertionError(f"exit status {process.returncode}, {output}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def campaign(place: Place, files: int) -> dict[str, Cost]:
    for n in range(files):
        place.file(f"{n % 100:02}/{n:05}.pdf", cases=3, items=5)
    costs = {"first run": measure(place, files)}
    time.sleep(2.5)  # until the time stamps are settled, a rerun hashes what it could not trust
    measure(place, files)
    costs["no change"] = measure(place, files)
    place.file("00/00000.pdf", cases=4)
    costs["one file changed"] = measure(place, files)
    return costs


def main() -> None:
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as folder:
        for count in (files // 10, files):
            costs = campaign(Place(Path(folder) / str(count)), count)
            first = costs["first run"].seconds
            for name, cost in costs.items():
                sys.stdout.write(
                    f"{count:>6} files  {name:<17} {cost.seconds:8.2f} s  {cost.seconds / first:7.4f} of the first"
                    f"  {cost.cpu_seconds:6.2f} s of CPU  peak {cost.peak_mb:5.0f} MB\n"
                )


if __name__ == "__main__":
    main()
