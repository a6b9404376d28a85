"""The command `taxonomy`."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from pipeline.commands.options import OutOption  # noqa: TC001 - typer reads annotations at run time
from pipeline.settings import DEFAULT_OUT


def command(
    *,
    out: OutOption = DEFAULT_OUT,
    unknown: Annotated[
        bool,
        typer.Option("--unknown", help="List the published items that no rule knows, the commonest first."),
    ] = False,
) -> None:
    """Tell how the published items are classified, or which of them no rule knows.

    \b
    Examples:
      shingikai taxonomy
      shingikai taxonomy --unknown
    """
    from pipeline.published import Published  # noqa: PLC0415 - heavy imports stay out of --help
    from pipeline.terminal import printable  # noqa: PLC0415 - likewise

    items = Published(out).table("items").select(["name", "path", "category", "attribute"]).to_pylist()
    if unknown:
        from extractors.items import unknown_findings  # noqa: PLC0415 - likewise

        names = ((item["name"], tuple(item["path"] or ())) for item in items)
        for finding in unknown_findings(names):
            typer.echo(printable(f"{finding.raw}  {finding.message}"))
        return
    counts = Counter((item["category"], item["attribute"] or "") for item in items)
    for (category, attribute), count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        typer.echo(printable(f"{count:>8}  {category:<18} {attribute}"))
