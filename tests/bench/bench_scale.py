"""What a page costs as files and folders grow, what a second core saves, and how much memory a worker needs.

    .venv/bin/python -m tests.bench.bench_scale [--most PAGES] [--plot docs/scale.png]

The sample list of electronic applications is repeated to files of 50 pages; folders of 10, 100, 1,000 and 10,000 pages
of such files are read from nothing by `python -m pipeline ingest`. The cost of a page is processor time of the whole run,
publishing included, less that of a run over one page, which is what a run takes to begin; small ones are run several times.
Then one file of 1,000 pages is read by one worker, and by as many as there are cores.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pypdf

from tests.samples.generate import PDF_FOLDER

_ROOT = Path(__file__).resolve().parents[2]
_FILE_PAGES = 50

_PEAK = """
import hashlib, json, os, resource, subprocess, sys
path = sys.argv[1]
settings = {"parent": os.getpid(), "memory_limit": 2048, "version": "bench", "reader": "pdfium"}
settings["extract"] = "extractors:extract_file"
job = {"path": path, "sha256": hashlib.sha256(open(path, "rb").read()).hexdigest(), "processes": 1}
job["package"] = path + ".package"
command = [sys.executable, "-m", "pipeline.worker", json.dumps(settings)]
subprocess.run(command, input=json.dumps(job), text=True, check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


class Run(NamedTuple):
    """One run: seconds of the clock, seconds of processor time."""

    clock: float
    processor: float


def long_file(path: Path, pages: int) -> None:
    """A PDF of so many pages, the sample's again and again; its first page differs from file to file."""
    source = pypdf.PdfReader(next(PDF_FOLDER.glob("houkoku-0901*.pdf")))
    writer = pypdf.PdfWriter()
    for number in range(pages):
        writer.add_page(source.pages[number % len(source.pages)])
    writer.add_metadata({"/Title": path.stem})
    writer.write(path)


def ingest(raw: Path, workers: int) -> Run:
    """Read a folder from nothing."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "pipeline", "ingest", "--raw", str(raw), "--out", f"{out}/parquet"]
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(
            [*command, "--cache", f"{out}/cache", "--workers", str(workers)],
            cwd=_ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(time.perf_counter() - started, processor)


def usual(raw: Path, runs: int) -> Run:
    """What a run over a folder takes with one worker: the median of several."""
    found = [ingest(raw, 1) for _ in range(runs)]
    return Run(*map(statistics.median, zip(*found, strict=True)))


def folder_of(folder: Path, pages: int) -> Path:
    """A folder of files with so many pages in all."""
    folder.mkdir()
    for number, begin in enumerate(range(0, pages, _FILE_PAGES)):
        long_file(folder / f"{number:04}.pdf", min(_FILE_PAGES, pages - begin))
    return folder


def main() -> None:
    """Measure, and print the figures as Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--most", type=int, default=10_000, help="pages of the largest folder")
    parser.add_argument("--plot", type=Path, help="PNG to draw the cost of a page into")
    options = parser.parse_args()
    costs: dict[int, float] = {}
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        start = usual(folder_of(work / "1", 1), 11).processor
        print(f"A run over one page takes {start:.1f} seconds of processor time.\n")
        print(
            "| pages | milliseconds of processor time a page beyond that | faster with all cores |\n|---|---|---|"
        )
        for pages in [n for n in (10, 100, 1000, 10_000) if n <= options.most]:
            raw = folder_of(work / str(pages), pages)
            run = usual(raw, {10: 11, 100: 5}.get(pages, 1))
            costs[pages] = 1000 * (run.processor - start) / (pages - 1)
            gain = run.clock / ingest(raw, cores).clock
            print(f"| {pages:,} | {costs[pages]:.1f} | {gain:.2f} times |", flush=True)
            shutil.rmtree(raw)
        one = work / "one"
        one.mkdir()
        long_file(one / "long.pdf", 1000)
        alone = ingest(one, 1).clock / ingest(one, cores).clock
        peak = subprocess.run(
            [sys.executable, "-c", _PEAK, str(one / "long.pdf")], cwd=_ROOT, check=True, capture_output=True
        )
    print(
        f"\nCores: {cores}. One file of 1,000 pages is read {alone:.2f} times as fast with all of them as with one."
    )
    print(f"Peak memory of a worker that reads that file: {int(peak.stdout) / 1024:.0f} MB.")
    if options.plot:
        _draw(costs, options.plot)


def _draw(costs: dict[int, float], path: Path) -> None:
    import matplotlib.pyplot as plt  # noqa: PLC0415 - of the notebook's extra; no other benchmark needs it

    figure, axes = plt.subplots(figsize=(6, 3))
    axes.plot(list(costs), list(costs.values()), marker="o")
    axes.set(
        xscale="log", xlabel="pages", ylabel="ms of processor time a page", ylim=(0, 2 * max(costs.values()))
    )
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
