"""The command `trail`."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import OutOption  # noqa: TC001 - typer reads annotations at run time
from pipeline.settings import DEFAULT_OUT


def command(
    *,
    label: Annotated[str, typer.Argument(metavar="LABEL", help="Label of a paper.", show_default=False)],
    out: OutOption = DEFAULT_OUT,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Follow one matter: the paper, what meetings decided about it and under which conditions, and later papers.

    \b
    Example:
      shingikai trail 諮問第2001号
    """
    from pipeline.published import Published  # noqa: PLC0415 - heavy imports stay out of --help
    from pipeline.terminal import printable  # noqa: PLC0415 - likewise
    from pipeline.trail import trail  # noqa: PLC0415 - likewise

    steps = trail(Published(out), label)
    if json:
        from dataclasses import asdict  # noqa: PLC0415 - only here
        from json import dumps  # noqa: PLC0415 - likewise

        typer.echo(dumps([asdict(step) for step in steps], ensure_ascii=False, default=str, indent=1))
        return
    for step in steps:
        date = step.date.isoformat() if step.date else "no date   "
        typer.echo(printable(f"{date}  {step.what:<8}  {step.label}  {step.title}"))
        for line in step.lines:
            typer.echo(printable(f"            {line}"))
