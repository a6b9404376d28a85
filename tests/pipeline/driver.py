"""One run of `ingest` in a process of its own, with another entry point: `python -m tests.pipeline.driver SETTINGS`.

The process ends as that of the command line does, by the same function.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typer

from pipeline import cli
from pipeline.reporting import Reporter
from pipeline.run import ingest
from pipeline.settings import Settings


def run() -> None:
    given = json.loads(sys.argv[1])
    paths = {name: Path(given.pop(name)) for name in ("raw", "out", "cache")}
    summary = ingest(Settings(**paths, **given), Reporter())
    typer.echo(json.dumps(summary.facts()))
    sys.exit(summary.exit_status)


if __name__ == "__main__":
    cli.main(run)
