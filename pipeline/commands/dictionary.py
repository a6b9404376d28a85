"""The command `dictionary`."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    *,
    dataset: Annotated[
        str | None,
        typer.Argument(
            metavar="[DATASET]", help="Tell the columns of this dataset only.", show_default=False
        ),
    ] = None,
) -> None:
    """Tell what every dataset and column means.

    \b
    Examples:
      shingikai dictionary cases
      shingikai dictionary findings             and what every finding code means
      shingikai dictionary > docs/dictionary.md
    """
    from pipeline.dictionary import dictionary  # noqa: PLC0415 - heavy imports stay out of --help
    from pipeline.dictionary.findings import finding_codes  # noqa: PLC0415 - likewise
    from pipeline.dictionary.markdown import markdown  # noqa: PLC0415 - likewise

    if dataset is None:
        typer.echo(markdown(), nl=False)
        return
    if dataset not in dictionary():
        raise typer.BadParameter(f"there is no dataset {dataset!r}; there are {', '.join(dictionary())}")
    entry = dictionary()[dataset]
    typer.echo(f"{entry.name} {entry.title}: {entry.en}")
    for column in entry.columns:
        typer.echo(f"  {column.name:<26} {column.type:<12.40} {column.title}: {column.en}")
    if dataset == "findings":
        for finding in finding_codes().values():
            typer.echo(f"\n{finding.severity:<8} {finding.code}  {finding.title.ja} / {finding.title.en}")
            typer.echo(f"  {finding.meaning.ja}{finding.action.ja}")
            typer.echo(f"  {finding.meaning.en} {finding.action.en}")
