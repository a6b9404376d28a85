"""The command `status`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pipeline.commands.options import OutOption  # noqa: TC001 - typer reads annotations at run time
from pipeline.settings import DEFAULT_OUT


def command(
    *,
    out: OutOption = DEFAULT_OUT,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    runs: Annotated[int, typer.Option(min=0, help="How many of the last runs to show.")] = 5,
) -> None:
    """Tell what is published, which publishes are kept, and how the last runs went.

    \b
    Examples:
      shingikai status
      shingikai status --json --runs 30
    """
    from pipeline.status import facts_of  # noqa: PLC0415 - heavy imports stay out of --help

    facts = facts_of(out, runs)
    if json:
        from json import dumps  # noqa: PLC0415 - likewise

        typer.echo(dumps(facts, ensure_ascii=False, default=str, indent=1))
    else:
        for line in _lines(facts):
            typer.echo(line)


def _lines(facts: dict[str, Any]) -> list[str]:
    from pipeline.terminal import printable  # noqa: PLC0415 - heavy imports stay out of --help

    current = facts["current"]
    if current is None:
        return [f"{facts['out']}: nothing was published here yet; run `shingikai ingest` (or `make ingest`)"]
    head = f"{facts['out']}: publish {current['number']} of {current['published_at']}, "
    lines = [head + f"{current['files']:,} files, schema {current['schema_version']}"]
    if facts["schema_note"]:
        lines.append(facts["schema_note"])
    lines += [f"  {name:<13} {count:>10,} rows" for name, count in current["rows"].items()]
    lines.append("kept publishes: " + ", ".join(facts["kept"]) + " (shingikai rollback NUMBER)")
    if facts["running"]:
        lines.append(f"a run is at work: process {facts['running'].get('pid')}")
    for run in facts["runs"]:
        status = "was interrupted" if run["exit_status"] is None else f"exit status {run['exit_status']}"
        lines.append(
            printable(
                f"run {run['started_at']:%Y-%m-%d %H:%M}: {status}, {run['files_new']} new, "
                f"{run['files_changed']} read again, {run['files_removed']} removed, {run['files_failed']} failed, "
                f"{run['seconds']:.1f} s" + (f", publish {run['publish']}" if run["publish"] else "")
            )
        )
    return lines
