"""Milliseconds of processor time a page, beside the table finders of other libraries on the same PDFs in one run.

    .venv/bin/python -m tests.bench.bench_tables [PDF …] [--runs N] [--peers PYTHON]

Each tool reads all files in a process of its own, one thread, in turn (A B C, A B C, …); what is counted is the work alone,
not the start of the process, and its peak memory. Ratios are to plain pdfplumber in the same run. `--peers` names the
Python of an environment that has camelot-py and pymupdf; tools that are not installed are left out, and said so.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_FRAME = """
import json, resource, sys, time
{imports}
files = sys.argv[1:]
begin = time.process_time()
pages = 0
for file in files:
{work}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([pages, time.process_time() - begin, peak / 1024]))
"""

_PDFPLUMBER = """
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
        pages += len(pdf.pages)
"""
_CAMELOT = """
    count = len(pypdfium2.PdfDocument(file))
    camelot.read_pdf(file, pages=f"1-{count}", flavor="lattice")
    pages += count
"""
_PYMUPDF = """
    with pymupdf.open(file) as pdf:
        for page in pdf:
            [table.extract() for table in page.find_tables().tables]
        pages += len(pdf)
"""
_PDFIUM = """
    pdf = pypdfium2.PdfDocument(file)
    for page in pdf:
        page.get_textpage().get_text_bounded()
    pages += len(pdf)
"""
_TABLES = """
    read_tables(file)
    pages += len(pypdfium2.PdfDocument(file))
"""
_EVERYTHING = """
    pages += extract_file(file).info.page_count
"""

TOOLS: dict[str, tuple[str, str, str]] = {
    "pdfplumber extract_tables": ("peers", "import pdfplumber", _PDFPLUMBER),
    "camelot lattice": ("peers", "import camelot, pypdfium2", _CAMELOT),
    "PyMuPDF find_tables": ("peers", "import pymupdf", _PYMUPDF),
    "PDFium text alone": ("own", "import pypdfium2", _PDFIUM),
    "Shingikai tables": ("own", "from extractors import read_tables\nimport pypdfium2", _TABLES),
    "Shingikai everything": (
        "own",
        "from extractors import classify_item, extract_file\nclassify_item('氏名')",
        _EVERYTHING,
    ),
}
"""Where each tool is installed, what it imports, and what it does with each file."""


def measure(python: str, tool: str, files: list[str]) -> tuple[float, float] | None:
    """Milliseconds a page and peak MB of one run of a tool, or None if it cannot run."""
    _, imports, work = TOOLS[tool]
    done = subprocess.run(
        [python, "-c", _FRAME.format(imports=imports, work=work), *files],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)},
    )
    if done.returncode:
        print(
            f"{tool}: left out ({(done.stderr.strip().splitlines() or ['no message'])[-1]})", file=sys.stderr
        )
        return None
    pages, seconds, peak = json.loads(done.stdout.splitlines()[-1])
    return 1000 * seconds / pages, peak


def main(arguments: list[str] | None = None) -> None:
    """Run the comparison and print it as a Markdown table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", help="PDFs; the sample lists in data/raw by default")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", default=sys.executable, help="Python that has the peers installed")
    options = parser.parse_args(arguments)
    files = options.files or sorted(map(str, (ROOT / "data" / "raw").glob("houkoku-*.pdf")))
    results: dict[str, list[tuple[float, float]]] = {tool: [] for tool in TOOLS}
    for _ in range(options.runs):
        for tool, (where, _, _) in TOOLS.items():
            if results[tool] is not None and (
                got := measure(options.peers if where == "peers" else sys.executable, tool, files)
            ):
                results[tool].append(got)
    _print(results)


def _print(results: dict[str, list[tuple[float, float]]]) -> None:
    medians = {tool: statistics.median(ms for ms, _ in runs) for tool, runs in results.items() if runs}
    base = medians.get("pdfplumber extract_tables")
    print("| tool | ms a page, median (min to max) | times pdfplumber's | peak MB |")
    print("|---|---|---|---|")
    for tool, middle in medians.items():
        times = [ms for ms, _ in results[tool]]
        peak = max(mb for _, mb in results[tool])
        ratio = f"{middle / base:.2f}" if base else "–"
        print(f"| {tool} | {middle:.1f} ({min(times):.1f} to {max(times):.1f}) | {ratio} | {peak:.0f} |")


if __name__ == "__main__":
    main()
