"""The command `rollback`."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import OutOption  # noqa: TC001 - typer reads annotations at run time
from pipeline.settings import DEFAULT_OUT


def command(
    *,
    number: Annotated[
        str | None,
        typer.Argument(
            metavar="[NUMBER]", help="Publish to go back to, as `status` lists them.", show_default=False
        ),
    ] = None,
    out: OutOption = DEFAULT_OUT,
) -> None:
    """Go back to an earlier publish: all datasets at once, in one step.

    Without a number it goes back by one. What was left is not published again by `ingest` while neither the PDFs nor
    the program change; `ingest --force` publishes it nevertheless.

    \b
    Examples:
      shingikai rollback            the publish before this one
      shingikai rollback 12
    """
    from datetime import UTC, datetime  # noqa: PLC0415 - heavy imports stay out of --help

    from pipeline.locking import locked  # noqa: PLC0415 - likewise
    from pipeline.runs import new_run_id  # noqa: PLC0415 - likewise
    from pipeline.versions import Versions  # noqa: PLC0415 - likewise

    if number is not None and not (number.isascii() and number.isdigit()):
        raise typer.BadParameter(f"{number!r} is no number of a publish; `shingikai status` lists them")
    with locked(out, new_run_id(datetime.now(UTC)), wait=False, on_wait=typer.echo):
        before, after = Versions(out).rollback(number)
    typer.echo(
        f"{out}: publish {after.number} of {after.published_at} is read now instead of {before.number}"
    )
