"""Versions that are derived, not remembered: they change when code, data or libraries do."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ROOT = Path(__file__).resolve().parent.parent

_EXTRACTING = (
    "extractors",
    "normalizers",
    "pipeline/council.py",
    "pipeline/council.toml",
    "pipeline/records",
    "pipeline/rules.py",
    "pipeline/schema",
    "pipeline/spans.py",
)
"""What decides which rows come out of a file."""

_PUBLISHING = (
    "pipeline/dictionary",
    "pipeline/exports/datapackage.py",
    "pipeline/publish.py",
    "pipeline/segments.py",
    "pipeline/rules.py",
    "pipeline/schema",
)
"""What decides how rows become Parquet."""

_LIBRARIES = (
    "pdfminer.six",
    "pdfplumber",
    "pypdf",
    "pypdfium2",
    "numpy",
    "pillow",
    "sudachipy",
    "sudachidict-core",
)
"""Libraries whose answers go into the rows."""


def _files(places: Iterable[str]) -> list[Path]:
    files: list[Path] = []
    for place in places:
        path = _ROOT / place
        files += path.rglob("*") if path.is_dir() else [path]
    return sorted(
        f for f in files if f.is_file() and "__pycache__" not in f.parts and not f.name.startswith(".")
    )


def _digest(places: Iterable[str], words: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for file in _files(places):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(_ROOT).as_posix()} {content}\n".encode())
    for word in words:
        digest.update(f"{word}\n".encode())
    return digest.hexdigest()[:12]


@cache
def extractor_version(reader: str = "pdfium", extract: str = "") -> str:
    """Version of all that turns a PDF into rows, as 12 hexadecimal digits.

    Args:
        reader: library that decodes the pages.
        extract: the entry point, where it is not the project's own.
    """
    from extractors.ocr.tesseract import find_engine  # noqa: PLC0415 - not needed to ask for help or status

    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    engine = find_engine()
    # Scans that gave a finding for want of Tesseract are read as soon as it is installed.
    libraries.append(f"tesseract {engine.version} {sorted(engine.languages)}" if engine else "no tesseract")
    return _digest(_EXTRACTING, [*libraries, f"unicode {unicodedata.unidata_version}", reader, extract])


@cache
def publisher_version() -> str:
    """Version of all that turns rows into Parquet files, as 12 hexadecimal digits."""
    return _digest(_PUBLISHING, [f"pyarrow {version('pyarrow')}"])
