"""Writes the sample PDFs and, beside this file, what must be read from them: `python -m tests.samples.generate`."""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.samples import (
    content_applications,
    content_consultation,
    content_incident,
    content_meetings,
    content_minutes,
    content_outsourcing,
    content_statistics,
)
from tests.samples.fonts import FONT_FILES, missing_fonts
from tests.samples.typeset import typeset

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.samples.blocks import TableTruth, Typeset
    from tests.samples.forms import Sample

ROOT = Path(__file__).resolve().parents[2]
PDF_FOLDER = ROOT / "data" / "raw"
TRUTH_FOLDER = Path(__file__).resolve().parent / "truth"
ENVIRONMENT_FILE = TRUTH_FOLDER / "environment.json"


def samples() -> tuple[Sample, ...]:
    """Every sample, as data."""
    return (
        content_consultation.sample(),
        content_applications.sample(),
        content_meetings.sample(),
        content_statistics.sample(),
        content_outsourcing.sample(),
        content_incident.sample(),
        content_minutes.first_meeting(),
        content_minutes.second_meeting(),
    )


def environment() -> dict[str, str]:
    """What the bytes of a sample depend on, apart from this folder: the fonts, ReportLab and zlib."""
    fonts = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONT_FILES.values()}
    return {**fonts, "reportlab": version("reportlab"), "zlib": zlib.ZLIB_RUNTIME_VERSION}


def render(sample: Sample) -> Typeset:
    """The PDF of a sample."""
    return typeset(sample.blocks, sample.page, title=f"見本：{sample.title}", subject=sample.page.note)


def truth(sample: Sample, made: Typeset) -> dict[str, Any]:
    """What must be read from the sample; `tables` in the terms of `TableTruth`."""
    return {
        "file": f"{sample.name}.pdf",
        "page_count": len(made.pages),
        **sample.truth,
        "tables": [_table(table) for table in made.tables],
    }


def _table(table: TableTruth) -> dict[str, Any]:
    spans = [
        [cell.row, cell.column, cell.row_span, cell.column_span]
        for cell in table.cells
        if cell.row_span > 1 or cell.column_span > 1
    ]
    return {
        "caption": table.caption,
        "header": table.header,
        "rows": table.rows,
        "pages": table.pages,
        "split_rows": table.split_rows,
        "spans": spans,
        "boxes": [{key: round(value, 1) for key, value in asdict(box).items()} for box in table.boxes],
    }


def as_json(value: object) -> str:
    """Readable JSON; the innermost lists (rows of cells) stay on one line each, which keeps differences small."""
    return _lines(value, 0) + "\n"


def _lines(value: object, depth: int) -> str:
    if isinstance(value, dict) and value:
        inner = [f"{json.dumps(key)}: {_lines(one, depth + 1)}" for key, one in value.items()]
        if _is_flat(value.values()):
            return "{" + ", ".join(inner) + "}"
        return _indented("{", inner, "}", depth)
    if isinstance(value, (list, tuple)) and not _is_flat(value):
        return _indented("[", [_lines(one, depth + 1) for one in value], "]", depth)
    return json.dumps(value, ensure_ascii=False)


def _is_flat(values: Iterable[object]) -> bool:
    return not any(isinstance(one, (dict, list, tuple)) and one for one in values)


def _indented(start: str, inner: list[str], end: str, depth: int) -> str:
    pad = " " * (depth + 1)
    return start + "\n" + ",\n".join(pad + line for line in inner) + "\n" + " " * depth + end


def main() -> int:
    """Write every sample and its truth."""
    if missing := missing_fonts():
        names = ", ".join(str(path) for path in missing)
        sys.stderr.write(
            f"These fonts are missing: {names}\napt-get install fonts-ipafont-mincho fonts-ipafont-gothic\n"
        )
        return 1
    PDF_FOLDER.mkdir(parents=True, exist_ok=True)
    TRUTH_FOLDER.mkdir(parents=True, exist_ok=True)
    total = 0
    for sample in samples():
        made = render(sample)
        (PDF_FOLDER / f"{sample.name}.pdf").write_bytes(made.pdf)
        (TRUTH_FOLDER / f"{sample.name}.json").write_text(as_json(truth(sample, made)), encoding="utf-8")
        total += len(made.pdf)
        sys.stdout.write(f"{sample.name}.pdf: {len(made.pages)} pages, {len(made.pdf) / 1024:.0f} KiB\n")
    ENVIRONMENT_FILE.write_text(as_json(environment()), encoding="utf-8")
    sys.stdout.write(f"together {total / 1024:.0f} KiB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
