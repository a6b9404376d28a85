"""The command `export`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import OutOption  # noqa: TC001 - typer reads annotations at run time
from pipeline.settings import DEFAULT_OUT

_TARGET = Path("data/export")


class Format(StrEnum):
    """Formats that the datasets can be written in."""

    csv = "csv"
    xlsx = "xlsx"
    duckdb = "duckdb"
    jsonl = "jsonl"


def command(
    *,
    kind: Annotated[Format, typer.Option("--format", "-f", help="Format to write.")],
    to: Annotated[Path, typer.Option(help="Folder to write to.")] = _TARGET,
    out: OutOption = DEFAULT_OUT,
) -> None:
    """Write what is published as CSV, an Excel workbook, a DuckDB database or JSON Lines.

    CSV opens in Excel (UTF-8 with byte order mark) and comes with a datapackage.json. The workbook has Japanese
    headings. In both, nested values are written out as text, and nothing runs as a formula.

    \b
    Examples:
      shingikai export --format xlsx
      shingikai export --format csv --to /srv/share
    """
    from pipeline.errors import UsageError  # noqa: PLC0415 - heavy imports stay out of --help
    from pipeline.exports import export  # noqa: PLC0415 - likewise

    try:
        paths = export(out, kind.value, to)
    except OSError as error:
        raise UsageError(f"{to}: it cannot be written ({error.strerror or error})") from error
    for path in paths:
        typer.echo(path)
