"""Pictures of pages: small WebP files out of the raw PDFs, made once.

A PDF is rendered in a process of its own, so that one that crashes, hangs or swallows memory costs its own pictures and
nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

WIDTH = 1000
"""Pixels across: 120 dots an inch for an A4 page, sharp enough for 9-point characters."""

TALLEST = 4000
"""Pixels down; a longer page is made smaller."""

QUALITY = 70

_SECONDS = 120
"""For the pages of one file that are wanted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Pages of one file.

    Attributes:
        path: the PDF.
        sha256: of the bytes that were extracted; pictures of other bytes would show other things.
        pages: 1-based.
    """

    path: Path
    sha256: str
    pages: frozenset[int]

    def name(self, page: int) -> str:
        """File name of a page's picture."""
        return picture_name(self.sha256, page)


def picture_name(sha256: str, page: int) -> str:
    """File name of a page's picture: it changes with the file's content and with how pictures are made."""
    return f"{sha256[:16]}-{page}-{WIDTH}q{QUALITY}.webp"


def make_pictures(wanted: Iterable[Wanted], folder: Path, workers: int) -> dict[str, str]:
    """Make the pictures that are not there yet.

    Args:
        wanted: files and pages.
        folder: to write to.
        workers: processes at a time.

    Returns:
        Why there are no pictures of a file, by its hash, for those of which there are none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = {}
    for file in wanted:
        pages = [p for p in sorted(file.pages) if not (folder / picture_name(file.sha256, p)).exists()]
        if pages:
            missing[file.sha256] = (file.path, pages)
    with ThreadPoolExecutor(workers) as pool:
        answers = pool.map(lambda sha256: _render_apart(sha256, missing[sha256], folder), missing)
        return {sha256: why for sha256, why in zip(missing, answers, strict=True) if why}


def _render_apart(sha256: str, file: tuple[Path, list[int]], folder: Path) -> str:
    """Render in a new process; returns what went wrong, or ""."""
    path, pages = file
    try:
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                return "changed"
    except OSError:
        return "missing"
    job = json.dumps({"path": os.fspath(path.absolute()), "targets": _targets(sha256, pages, folder)})
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.site.pictures"],
            input=job,
            text=True,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "failed"
    return "" if done.returncode == 0 else "failed"


def _targets(sha256: str, pages: list[int], folder: Path) -> dict[str, str]:
    return {str(page): os.fspath((folder / picture_name(sha256, page)).absolute()) for page in pages}


def render(path: str, targets: Mapping[str, str]) -> None:
    """Render pages of one file.

    Args:
        path: the PDF.
        targets: picture to write, by 1-based page.
    """
    from extractors.readers.opening import open_pdfium  # noqa: PLC0415 - only the process that renders needs it

    with open_pdfium(path) as document:
        for page, target in targets.items():
            if int(page) > len(document):
                continue
            sheet = document[int(page) - 1]
            width, height = sheet.get_size()
            scale = min(WIDTH / max(width, 1.0), TALLEST / max(height, 1.0))
            picture = sheet.render(scale=scale).to_pil().convert("RGB")
            temporary = f"{target}.{os.getpid()}.new"
            picture.save(temporary, format="WEBP", quality=QUALITY, method=4)
            os.replace(temporary, target)  # noqa: PTH105 - plain text paths in this process


if __name__ == "__main__":
    render(**json.load(sys.stdin))
