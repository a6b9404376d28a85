"""Milliseconds of processor time a page, beside the table finders of other libraries on the same PDFs in one run.

    .venv/bin/python -m tests.bench.bench_tables [PDF …] [--runs N] [--peers PYTHON] [--rust PYTHON]

Each tool reads all files in a process of its own, one thread, in turn (A B C, A B C, …); what is counted is the work alone,
not the start of the process, and its peak memory. Ratios are those of the way from the file to Parquet to each tool in the
same run, beside what is aimed at. `--peers` names the
Python of an environment that has pdfplumber, camelot-py, tabula-py and pymupdf, `--rust` that of one with pdfplumber-rs,
which has pdfplumber's import name; tools that are not installed are left out, and said so. tabula's work is done by Java,
whose processor time counts with its start, once a file.
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
import json, os, resource, sys, time
{imports}
files = sys.argv[1:]
def spent():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
pages = 0
for file in sorted(files, key=os.path.getsize)[:1]:  # what is loaded and compiled once is no cost of a page
{work}
{finish}
begin = spent()
pages = 0
for file in files:
{work}
{finish}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([pages, spent() - begin, peak / 1024]))
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
_TABULA = """
    tables = tabula.read_pdf(file, pages="all", lattice=True, silent=True)
    pages += len(pypdfium2.PdfDocument(file))
"""
_TABLES = """
    read_tables(file)
    pages += len(pypdfium2.PdfDocument(file))
"""
_EVERYTHING = """
    pages += extract_file(file).info.page_count
"""
_READING = """
import sys, tempfile
from pathlib import Path
from pipeline.lean import keep_pandas_out
from pipeline.worker import collect_rarely
keep_pandas_out()
import pyarrow as pa, pyarrow.parquet as pq
from extractors import classify_item
from pipeline import packages
from pipeline.worker import Reading
classify_item('氏名')
reading = Reading({'extract': 'extractors:extract_file', 'reader': 'pdfium', 'version': 'bench'})
folder = tempfile.TemporaryDirectory()
collect_rarely()
read = {}
"""
_PARQUET = """
    outcome, data = reading(Path(file), "0" * 64, 1)
    pages += outcome.pages
    package = Path(folder.name, "package")
    package.write_bytes(data)
    for name, batch in packages.read(package).items():
        read.setdefault(name, []).append(batch)
"""
_WRITING = """
for name, batches in read.items():
    table = pa.Table.from_batches(batches).combine_chunks()
    pq.write_table(table, Path(folder.name, name), compression="zstd", write_page_index=True)
read.clear()
"""

TOOLS: dict[str, tuple[str, ...]] = {
    "pdfplumber extract_tables": ("peers", "import pdfplumber", _PDFPLUMBER),
    "pdfplumber-rs extract_tables": (
        "rust",
        "import pdfplumber",
        _PDFPLUMBER.replace("            page.close()\n", ""),
    ),
    "camelot lattice": ("peers", "import camelot, pypdfium2", _CAMELOT),
    "tabula lattice": ("peers", "import tabula, pypdfium2", _TABULA),
    "PyMuPDF find_tables": ("peers", "import pymupdf", _PYMUPDF),
    "PDFium text alone": ("own", "import pypdfium2", _PDFIUM),
    "Shingikai, tables": ("own", "from extractors import read_tables\nimport pypdfium2", _TABLES),
    "Shingikai, everything": (
        "own",
        "from extractors import classify_item, extract_file\nclassify_item('氏名')",
        _EVERYTHING,
    ),
    "Shingikai, file to Parquet": (
        "own",
        _READING,
        _PARQUET,
        _WRITING,
    ),
}
"""Where each tool is installed, what it imports, what it does with each file, and at the end with all of them."""

AIMED_AT = {
    "pdfplumber extract_tables": 1 / 8,
    "pdfplumber-rs extract_tables": 2.0,
    "camelot lattice": 1.0,
    "tabula lattice": 1.0,
    "PyMuPDF find_tables": 1.0,
    "PDFium text alone": 6.0,
}
"""How many times a peer's time all of it, from the file to Parquet, should take at most."""


def measure(python: str, tool: str, files: list[str]) -> tuple[float, float] | None:
    """Milliseconds a page and peak MB of one run of a tool, or None if it cannot run."""
    _, imports, work, *finish = TOOLS[tool]
    done = subprocess.run(
        [python, "-c", _FRAME.format(imports=imports, work=work, finish="".join(finish)), *files],
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
    parser.add_argument("--rust", default=sys.executable, help="Python that has pdfplumber-rs installed")
    options = parser.parse_args(arguments)
    files = options.files or sorted(map(str, (ROOT / "data" / "raw").glob("houkoku-*.pdf")))
    pythons = {"own": sys.executable, "peers": options.peers, "rust": options.rust}
    results: dict[str, list[tuple[float, float]]] = {}
    missing: set[str] = set()
    for _ in range(options.runs):
        for tool, (where, *_) in TOOLS.items():
            if tool in missing:
                continue
            if got := measure(pythons[where], tool, files):
                results.setdefault(tool, []).append(got)
            else:
                missing.add(tool)
    _print(results)


def _print(results: dict[str, list[tuple[float, float]]]) -> None:
    medians = {tool: statistics.median(ms for ms, _ in results[tool]) for tool in TOOLS if tool in results}
    whole = medians["Shingikai, file to Parquet"]
    print("| tool | ms a page, median (min to max) | file to Parquet takes | aimed at | peak MB |")
    print("|---|---|---|---|---|")
    for tool, middle in medians.items():
        times = [ms for ms, _ in results[tool]]
        peak = max(mb for _, mb in results[tool])
        aim = f"at most {AIMED_AT[tool]:.3g}" if tool in AIMED_AT else ""
        print(
            f"| {tool} | {middle:.1f} ({min(times):.1f} to {max(times):.1f}) | {whole / middle:.2f} of it | {aim} | {peak:.0f} |"
        )


if __name__ == "__main__":
    main()
