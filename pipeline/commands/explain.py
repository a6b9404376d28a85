"""The command `explain`."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A personal-data item.", show_default=False)],
    path: Annotated[
        list[str] | None, typer.Option("--under", help="A heading that it stands under; outer ones first.")
    ] = None,
) -> None:
    """Explain how an item is classified: its morphemes, the rule that fired, and the law the rule rests on.

    \b
    Examples:
      shingikai explain 保護者氏名フリガナ
      shingikai explain 度数 --under 愛の手帳
    """
    from extractors.items import explain_item  # noqa: PLC0415 - heavy imports stay out of --help
    from pipeline.terminal import printable  # noqa: PLC0415 - likewise

    for line in explain_item(name, tuple(path or ())).lines():
        typer.echo(printable(line))
