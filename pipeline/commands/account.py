"""The command `account`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.options import FileArgument, Reader, ReaderOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.accounting import PageAccount


def command(
    *,
    file: FileArgument,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    reader: ReaderOption = Reader.pdfium,
) -> None:
    """Say of every page of one PDF what became of the characters it shows.

    Shown = in table cells + sections + heads of documents + minutes + page furniture + ruby + lost, none of them twice.
    The exit status is 1 when a page does not add up.

    \b
    Examples:
      shingikai account paper.pdf
      shingikai account paper.pdf --json
    """
    from extractors.accounting import account_file  # noqa: PLC0415 - heavy imports stay out of --help
    from pipeline.errors import Exit  # noqa: PLC0415 - likewise
    from pipeline.oneshot import read_one  # noqa: PLC0415 - likewise

    pages = read_one(file, lambda: account_file(file, reader=reader.value))
    if json:
        from dataclasses import asdict  # noqa: PLC0415 - only here
        from json import dumps  # noqa: PLC0415 - likewise

        typer.echo(dumps([asdict(page) | {"balances": page.balances} for page in pages]))
    else:
        for line in _lines(pages):
            typer.echo(line)
    if not all(page.balances for page in pages):
        raise typer.Exit(int(Exit.FILES_FAILED))


def _lines(pages: Sequence[PageAccount]) -> list[str]:
    from extractors.accounting import KINDS  # noqa: PLC0415 - heavy imports stay out of --help

    head = "page   shown" + "".join(f"{kind:>11}" for kind in KINDS) + "      twice  hidden"
    rows = [
        f"{page.page:>4}{page.shown:>8}"
        + "".join(f"{page.counts.get(kind, 0):>11}" for kind in KINDS)
        + f"{page.twice:>11}{page.hidden:>8}"
        + ("" if page.balances else "  does not add up")
        for page in pages
    ]
    return [head, *rows]
