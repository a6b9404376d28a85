"""Options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.settings import DEFAULT_OUT


class Reader(StrEnum):
    """Libraries that can decode the pages of a PDF."""

    pdfium = "pdfium"
    pdfplumber = "pdfplumber"


class LogFormat(StrEnum):
    """How a run tells what it does."""

    text = "text"
    json = "json"


OutOption = Annotated[
    Path,
    typer.Option("--out", help="Folder that the datasets are published in.", show_default=str(DEFAULT_OUT)),
]
ReaderOption = Annotated[Reader, typer.Option(help="Library that decodes the pages.")]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A PDF file.", show_default=False)]
