"""Killing runs at random moments, with a reader looking on all the while.

Every generation rewrites all files of the raw folder, so a reader that ever sees two generations in one dataset, or a
document or case too few or too many, has seen a torn publish. (Two datasets that are read one after the other may be of
two publishes; see docs/running.md.)
"""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.pipeline.support import Place

FILES = 12
CASES = 3


@dataclass
class Tally:
    """What a campaign did and saw.

    Attributes:
        kills: runs that were killed, by the phase they were in.
        completed: runs that ended before they could be killed.
        reads: datasets that were read meanwhile.
        generations: contents of the raw folder that were seen published.
        failures: what a reader must never see.
    """

    kills: dict[str, int] = field(default_factory=dict)
    completed: int = 0
    reads: int = 0
    generations: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)

    def killed(self, phase: str) -> None:
        self.kills[phase] = self.kills.get(phase, 0) + 1


class Onlooker(threading.Thread):
    """Reads the datasets by their plain paths, again and again."""

    def __init__(self, out: Path, tally: Tally) -> None:
        super().__init__(daemon=True)
        self._out = out
        self._tally = tally
        self._end = threading.Event()

    def run(self) -> None:
        while not self._end.is_set():
            try:
                self._look()
            except Exception as error:  # noqa: BLE001 - whatever a reader sees is a failure
                self._tally.failures.append(f"{type(error).__name__}: {error}")

    def _look(self) -> None:
        documents = pq.read_table(self._out / "documents")
        cases = pq.read_table(self._out / "cases")
        self._tally.reads += 2
        titles = set(documents.column("title").to_pylist())
        self._tally.generations |= titles
        self._expect(len(titles) == 1, f"documents of the generations {sorted(titles)} at once")
        self._expect(documents.num_rows == FILES, f"{documents.num_rows} documents")
        self._expect(cases.num_rows == FILES * CASES, f"{cases.num_rows} cases")
        self._expect(len(set(cases.column("case_id").to_pylist())) == cases.num_rows, "a case twice")
        owners = set(cases.column("document_id").to_pylist())
        ids = set(documents.column("document_id").to_pylist())
        self._expect(owners == ids or not owners & ids, "cases of two generations at once")

    def _expect(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self._tally.failures.append(otherwise)

    def end(self) -> None:
        self._end.set()
        self.join(timeout=60)


def write_generation(place: Place, generation: int) -> None:
    for n in range(FILES):
        place.file(f"{n}.pdf", title=f"generation {generation}", cases=CASES, sleep=0.02)


def campaign(place: Place, rounds: int, seed: int) -> Tally:
    """Kill a run in every round, let the next one go on, and compare with a run that was never disturbed."""
    chance = random.Random(seed)
    tally = Tally()
    write_generation(place, 0)
    place.ingest(workers=2)
    onlooker = Onlooker(place.out, tally)
    onlooker.start()
    for generation in range(1, rounds + 1):
        write_generation(place, generation)
        _run_and_kill(place, chance, tally)
        if generation % 4 == 0:
            _finish(place, tally)
    _finish(place, tally)
    onlooker.end()
    _compare(place, tally)
    return tally


def _run_and_kill(place: Place, chance: random.Random, tally: Tally) -> None:
    process = place.start(workers=2)
    if chance.random() < 0.5:
        phase = "at any moment"
        time.sleep(chance.uniform(0.0, 2.2))
    else:
        phase = "while publishing"
        _await_publish(place, process)
        time.sleep(chance.uniform(0.0, 0.06))
    if process.poll() is None:
        process.kill()
        tally.killed(phase)
    else:
        tally.completed += 1
    process.communicate()


def _await_publish(place: Place, process: subprocess.Popen[str]) -> None:
    versions = place.out / ".versions"
    while process.poll() is None and not list(versions.glob(".building*")):
        time.sleep(0.0005)


def _finish(place: Place, tally: Tally) -> None:
    process = place.start(workers=2)
    _, errors = process.communicate(timeout=120)
    if process.returncode != 0:
        tally.failures.append(f"the next run does not complete: {errors}")


def _compare(place: Place, tally: Tally) -> None:
    """Equal files give equal bytes, whatever happened on the way."""
    fresh = type(place)(place.base / "undisturbed")
    place.raw.rename(fresh.base.parent / "raw-of-both")
    fresh.base.mkdir()
    (fresh.base / "raw").symlink_to(fresh.base.parent / "raw-of-both")
    process = fresh.start(workers=2)
    process.communicate(timeout=120)
    if fresh.hashes() != place.hashes():
        tally.failures.append("the datasets differ from those of an undisturbed run")
