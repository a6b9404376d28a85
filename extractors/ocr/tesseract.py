"""Tesseract as a program: pictures of single lines in, characters with boxes and confidences out."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.ocr.shades import Grey

PACKAGES = "tesseract-ocr tesseract-ocr-jpn tesseract-ocr-jpn-vert"
"""Debian and Ubuntu packages that recognition needs."""

DPI = 300
"""Resolution at which a page is looked at: characters of 10 points are as tall as the models like them."""

Mode = Literal["line", "raw_line", "column"]
"""What a picture holds: a line as Tesseract measures it, one taken as it is, or a column of vertical writing."""

_SEGMENTATION: dict[Mode, str] = {"line": "7", "raw_line": "13", "column": "5"}
_PAGE = "<div class='ocr_page'"
_CHAR = re.compile(
    r"<span class='ocrx_cinfo' title='x_bboxes (\d+) (\d+) (\d+) (\d+); x_conf ([\d.]+)'>([^<]*)</span>"
)


class Glyph(NamedTuple):
    """A recognized character: its text, confidence (0 to 1), and box in pixels of the picture it was seen in."""

    text: str
    confidence: float
    x0: float
    top: float
    x1: float
    bottom: float


Reading = tuple[Glyph, ...]
"""What is recognized in one picture, in the order of writing."""


class OutOfTimeError(Exception):
    """Recognition took longer than it may."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An installed Tesseract.

    Attributes:
        program: its path.
        version: as it states it: 5.3.0.
        languages: names of the installed models.
    """

    program: str
    version: str
    languages: frozenset[str]

    def read(
        self,
        pictures: Sequence[Grey],
        *,
        mode: Mode,
        language: str,
        seconds: float,
        alphabet: str = "",
    ) -> list[Reading]:
        """Recognize pictures of single lines, all in one process and on one thread.

        Args:
            pictures: dark on white.
            mode: what they hold.
            language: name of the model.
            seconds: how long it may take for all of them.
            alphabet: the only characters to look for; all when empty.

        Returns:
            One reading for each picture, empty where nothing was recognized.

        Raises:
            OutOfTimeError: if it takes longer.
        """
        if not pictures:
            return []
        if seconds <= 0:
            raise OutOfTimeError
        with tempfile.TemporaryDirectory(prefix="shingikai-ocr-") as folder:
            names = [_write(Path(folder) / f"{number}.pgm", p) for number, p in enumerate(pictures)]
            listing = Path(folder) / "pictures.txt"
            listing.write_text("\n".join(names), encoding="utf-8")
            command = [self.program, str(listing), "stdout", "-l", language, "--dpi", str(DPI)]
            command += ["--psm", _SEGMENTATION[mode], "-c", "hocr_char_boxes=1"]
            command += ["-c", f"tessedit_char_whitelist={alphabet}"] if alphabet else []
            try:
                done = subprocess.run(  # noqa: S603 - our own arguments, no shell
                    [*command, "hocr"],
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"},
                    timeout=seconds,
                    check=False,
                )
            except subprocess.TimeoutExpired as error:
                raise OutOfTimeError from error
        readings = parse_hocr(done.stdout.decode("utf-8", "replace"))
        return (readings + [()] * len(pictures))[: len(pictures)]


def parse_hocr(text: str) -> list[Reading]:
    """Characters of an hOCR file with character boxes, picture by picture.

    hOCR: http://kba.github.io/hocr-spec/1.2/ (`x_bboxes`, `x_conf` of `ocrx_cinfo`).
    """
    return [
        tuple(glyph for match in _CHAR.finditer(page) for glyph in _glyphs(match))
        for page in text.split(_PAGE)[1:]
    ]


def _glyphs(match: re.Match[str]) -> Iterator[Glyph]:
    """The characters in one box, seldom more than one."""
    *box, confidence, text = match.groups()
    x0, top, x1, bottom = map(float, box)
    for char in html.unescape(text):
        yield Glyph(char, float(confidence) / 100, x0, top, x1, bottom)


def _write(path: Path, picture: Grey) -> str:
    """Write a picture as a Portable GreyMap."""
    height, width = picture.shape
    path.write_bytes(b"P5 %d %d 255\n" % (width, height) + picture.tobytes())
    return str(path)


@cache
def find_engine() -> Engine | None:
    """The installed Tesseract with its Japanese model, or None where either is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    version = _ask(program, "--version").split("\n", 1)[0].removeprefix("tesseract").strip()
    languages = frozenset(_ask(program, "--list-langs").split("\n")[1:])
    return Engine(program, version, languages) if "jpn" in languages else None


def _ask(program: str, question: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, no shell
            [program, question], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
