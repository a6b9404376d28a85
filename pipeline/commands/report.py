"""The command `report`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.options import OutOption  # noqa: TC001 - typer reads annotations at run time
from pipeline.settings import DEFAULT_OUT, DEFAULT_RAW, available_cores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.quality import Report

_SITE = Path("site")


def command(
    *,
    site: Annotated[
        Path, typer.Option(help="Folder of the review site, which the report is part of.")
    ] = _SITE,
    raw: Annotated[
        Path, typer.Option(help="Folder with the PDFs, for pictures of their pages.")
    ] = DEFAULT_RAW,
    out: OutOption = DEFAULT_OUT,
    json: Annotated[bool, typer.Option("--json", help="Print it as JSON and write no site.")] = False,
) -> None:
    """Report on the quality of what is published, in short here and in full in the review site.

    \b
    Examples:
      shingikai report
      shingikai report --json
    """
    if json:
        from json import dumps  # noqa: PLC0415 - heavy imports stay out of --help

        from pipeline.quality import quality_report  # noqa: PLC0415 - likewise
        from pipeline.site.data import Data  # noqa: PLC0415 - likewise

        typer.echo(dumps(quality_report(out, Data(out)).facts(), ensure_ascii=False, indent=1))
        return
    from pipeline.errors import UsageError  # noqa: PLC0415 - likewise
    from pipeline.site.build import Pictures, write_site  # noqa: PLC0415 - likewise

    try:
        done = write_site(out, raw, site, pictures=Pictures.marked, workers=available_cores())
    except OSError as error:
        raise UsageError(f"{site}: it cannot be written ({error.strerror or error})") from error
    for line in _lines(done.report):
        typer.echo(line)
    typer.echo(f"Open {site / 'quality.html'} in a browser.")


def _lines(report: Report) -> Iterator[str]:
    from pipeline.dictionary.findings import finding_code  # noqa: PLC0415 - likewise
    from pipeline.terminal import printable, shortened  # noqa: PLC0415 - likewise

    totals = report.totals
    yield "  ".join(f"{name} {totals[name]:,}" for name in ("documents", "pages", "tables", "cases", "items"))
    yield f"audits  {totals['agreed']:,} of {totals['audits']:,} agree"
    for share in report.coverage:
        rate = "–" if share.percent is None else f"{share.percent} %"
        yield f"{share.name:<15} {rate:>7}  {share.known:,} of {share.total:,}"
    for group in report.codes:
        counted = f"{group.count:>6,} in {group.files:,} files"
        yield f"{group.severity:<8} {group.code:<24} {counted:<20}  {finding_code(group.code).title.en}"
    for heading, count in report.unknown_columns[:10]:
        yield printable(f"unknown column heading: {shortened(heading, 40)} ({count})")
    for change in report.changes:
        yield (
            f"since publish {report.previous}: {change.dataset} +{len(change.added)} -{len(change.removed)}, "
            f"{len(change.changed)} changed"
        )
