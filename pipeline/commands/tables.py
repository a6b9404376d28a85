"""The command `tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.options import FileArgument, Reader, ReaderOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.model import Table


def command(
    *,
    file: FileArgument,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV, a blank line between tables.")] = False,
    per_page: Annotated[
        bool, typer.Option("--per-page", help="Do not join tables that run over pages.")
    ] = False,
    reader: ReaderOption = Reader.pdfium,
) -> None:
    """Print every ruled table of one PDF; nothing is published.

    Tables that run over several pages are joined into one. Merged cells are repeated in each row and column they cover.

    \b
    Examples:
      shingikai tables list.pdf                 for people
      shingikai tables list.pdf --json          {"tables": [{"header": [...], "rows": [[...]], "pages": [1, 2]}]}
      shingikai tables list.pdf --csv > list.csv
    """
    if json and csv:
        raise typer.BadParameter("choose one of --json and --csv")
    from extractors import read_tables  # noqa: PLC0415 - heavy imports stay out of --help
    from pipeline.oneshot import read_one  # noqa: PLC0415 - likewise

    tables = read_one(file, lambda: read_tables(file, reader=reader.value, joined=not per_page))
    if json:
        _print_json(tables)
    elif csv:
        _print_csv(tables)
    else:
        _print_text(tables)


def _print_json(tables: Sequence[Table]) -> None:
    from json import dumps  # noqa: PLC0415 - only here

    facts: list[dict[str, Any]] = [
        {
            "header": list(table.header),
            "rows": [list(row) for row in table.rows],
            "pages": list(table.pages),
            "caption": table.caption,
            "kind": table.kind,
        }
        for table in tables
    ]
    typer.echo(dumps({"tables": facts}, ensure_ascii=False))


def _print_csv(tables: Sequence[Table]) -> None:
    import csv  # noqa: PLC0415 - only here
    import io  # noqa: PLC0415 - likewise

    from pipeline.terminal import spreadsheet_safe  # noqa: PLC0415 - likewise

    for number, table in enumerate(tables):
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        for row in ([table.header] if any(table.header) else []) + list(table.rows):
            writer.writerow([spreadsheet_safe(cell) for cell in row])
        typer.echo(("\n" if number else "") + text.getvalue(), nl=False)


def _print_text(tables: Sequence[Table]) -> None:
    from pipeline.terminal import printable, shortened  # noqa: PLC0415 - only here

    if not tables:
        typer.echo("There is no ruled table in it.")
    for number, table in enumerate(tables, start=1):
        pages = ", ".join(map(str, table.pages))
        typer.echo(
            f"table {number}: {len(table.rows)} rows, {table.column_count} columns, pages {pages}"
            f"  {printable(table.caption)}".rstrip()
        )
        for row in ([table.header] if any(table.header) else []) + list(table.rows):
            typer.echo("  " + " │ ".join(shortened(cell, 40) for cell in row))
