"""The command `ingest`."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.options import LogFormat, OutOption, Reader, ReaderOption
from pipeline.settings import (
    DEFAULT_KEEP,
    DEFAULT_MEMORY_LIMIT,
    DEFAULT_OUT,
    DEFAULT_RAW,
    DEFAULT_TIME_LIMIT,
    Settings,
    available_cores,
    default_cache,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.plan import Plan


def command(  # noqa: PLR0913 - each one an option of the command line
    *,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]...",
            help="PDF files or folders to read now, besides what is published already. Without any: the raw folder.",
            show_default=False,
        ),
    ] = None,
    raw: Annotated[
        Path, typer.Option(help="Folder that PDFs are dropped into; searched with its subfolders.")
    ] = DEFAULT_RAW,
    out: OutOption = DEFAULT_OUT,
    cache: Annotated[
        Path | None,
        typer.Option(
            help="Folder for what was extracted of each file.", show_default="cache/NAME beside --out"
        ),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(min=1, max=256, help="Number of worker processes.", show_default="one for each core"),
    ] = available_cores(),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done and why; change nothing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Read every file again.")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try files again that failed before.")
    ] = False,
    keep_removed: Annotated[
        bool, typer.Option("--keep-removed", help="Keep documents whose file is gone, marked is_removed.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait for another run to end instead of leaving.")
    ] = False,
    time_limit: Annotated[float, typer.Option(min=0.1, help="Seconds for one file.")] = DEFAULT_TIME_LIMIT,
    memory_limit: Annotated[
        int, typer.Option(min=256, help="Megabytes of memory for one worker.")
    ] = DEFAULT_MEMORY_LIMIT,
    keep: Annotated[int, typer.Option(min=1, help="Publishes to keep for rollback.")] = DEFAULT_KEEP,
    reader: ReaderOption = Reader.pdfium,
    log_format: Annotated[LogFormat, typer.Option(help="Lines for people, or JSON lines.")] = LogFormat.text,
    on_error: Annotated[
        str | None,
        typer.Option(
            metavar="CMD",
            help="Command to call when the run finds new errors; it gets the summary as JSON on standard input.",
        ),
    ] = None,
) -> None:
    """Read PDFs and publish the datasets.

    Only what is new or has changed is read; all datasets are switched together, so that whoever reads them sees the
    old ones or the new ones. A file that cannot be read becomes a finding and stops nothing.

    \b
    Examples:
      shingikai ingest                          all of data/raw into data/parquet
      shingikai ingest --dry-run                what would be done, and why
      shingikai ingest minutes.pdf more/        these too; the others stay as they are
      shingikai ingest --raw /srv/in --out /srv/out --wait --log-format json

    \b
    Exit status: 0 all well, 1 some files give no documents, 2 wrong usage, 3 another run is at work,
    4 nothing could be published and the old data stand.
    """
    settings = Settings(
        raw=raw,
        out=out,
        cache=cache or default_cache(out),
        paths=tuple(paths or ()),
        workers=workers,
        force=force,
        keep_removed=keep_removed,
        retry_failed=retry_failed,
        wait=wait,
        time_limit=time_limit,
        memory_limit=memory_limit,
        reader=reader.value,
        keep=keep,
        on_error=on_error,
    )
    if dry_run:
        _show_plan(settings)
        return
    raise typer.Exit(_ingest(settings, as_json=log_format is LogFormat.json))


def _ingest(settings: Settings, *, as_json: bool) -> int:
    """Run, tell the summary, raise the alarm; returns the exit status."""
    import json  # noqa: PLC0415 - heavy imports stay out of --help

    from pipeline.alarm import raise_alarm  # noqa: PLC0415 - likewise
    from pipeline.errors import PipelineError, RefusedError  # noqa: PLC0415 - likewise
    from pipeline.lean import keep_pandas_out  # noqa: PLC0415 - likewise
    from pipeline.reporting import reporter_for  # noqa: PLC0415 - likewise
    from pipeline.run import ingest  # noqa: PLC0415 - likewise

    keep_pandas_out()
    reporter = reporter_for(as_json=as_json)
    try:
        summary = ingest(settings, reporter)
    except PipelineError as error:
        reporter.close()
        facts = {"exit_status": int(error.status), "error": str(error)}
        reporter.say("stopped", f"shingikai: {error}", **facts)
        if settings.on_error is not None and isinstance(error, RefusedError):
            raise_alarm(settings.on_error, facts, reporter)
        return int(error.status)
    finally:
        reporter.close()
    facts = summary.facts()
    typer.echo(json.dumps({"event": "summary", **facts}) if as_json else summary.text())
    if not as_json and summary.totals.findings["error"]:
        for line in _lost(settings.out, {failure.source_path for failure in summary.failures}):
            typer.echo(line)
    if settings.on_error is not None and any(failure.is_new for failure in summary.failures):
        raise_alarm(settings.on_error, facts, reporter)
    return int(summary.exit_status)


def _lost(out: Path, failed: set[str]) -> Iterator[str]:
    """What is lost of files that could be read, by code, and what to do about it."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy imports stay out of --help

    from pipeline.dictionary.findings import by_code, finding_code  # noqa: PLC0415 - likewise
    from pipeline.published import Published  # noqa: PLC0415 - likewise

    errors = Published(out).table("findings", pc.field("severity") == "error").to_pylist()
    for code, _, rows in by_code(row for row in errors if row["source_path"] not in failed):
        entry = finding_code(code)
        files = len({row["source_path"] for row in rows})
        yield f"{code}: {len(rows):,} in {files:,} files. {entry.meaning.en} {entry.action.en}"


def _show_plan(settings: Settings) -> None:
    from collections import Counter  # noqa: PLC0415 - heavy imports stay out of --help

    from pipeline.cache import Cache  # noqa: PLC0415 - likewise
    from pipeline.index import Index  # noqa: PLC0415 - likewise
    from pipeline.plan import Action  # noqa: PLC0415 - likewise
    from pipeline.survey import plan_run  # noqa: PLC0415 - likewise
    from pipeline.terminal import printable, shortened  # noqa: PLC0415 - likewise

    plan: Plan = plan_run(settings, Index(settings.cache, read_only=True), Cache(settings.cache))
    for entry in plan.entries:
        if entry.action is not Action.UNCHANGED:
            typer.echo(f"{entry.action:<13} {printable(entry.source_path)}: {shortened(entry.why)}")
    count = Counter(str(entry.action) for entry in plan.entries)
    total = (
        ", ".join(f"{number:,} {action}" for action, number in sorted(count.items())) or "no PDF was found"
    )
    typer.echo(
        f"{len(plan.jobs()):,} of {len(plan.entries):,} files would be read ({total}); nothing was changed"
    )
