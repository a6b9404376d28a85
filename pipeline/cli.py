"""The command line: `python -m pipeline`, and the console script `shingikai`."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import typer

from pipeline.errors import Exit, PipelineError
from pipeline.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

COMMANDS = (
    "ingest",
    "status",
    "show",
    "tables",
    "boxes",
    "account",
    "trail",
    "explain",
    "taxonomy",
    "rollback",
    "export",
    "site",
    "report",
    "dictionary",
)
"""Modules of `pipeline.commands`, in the order of `--help`; the function `command` of each is the command."""

app = typer.Typer(
    name="shingikai",
    help="""Datasets out of the PDFs of Japanese councils on personal data.

    Put PDFs into data/raw, run `shingikai ingest`, and read data/parquet/cases with pandas.
    """,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for _name in COMMANDS:
    app.command(_name)(import_module(f"pipeline.commands.{_name}").command)


def main(run: Callable[[], None] = app) -> None:
    """Run the command line; every error that is foreseen is one line on standard error.

    Args:
        run: what is run.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        run()
    except PipelineError as error:
        _leave(str(error), error.status)
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.OK)
    except KeyboardInterrupt:
        _leave(
            "interrupted; what was published before stands, and the next run goes on from here",
            Exit.INTERRUPTED,
        )
    except Exception as error:
        if "SHINGIKAI_DEBUG" in os.environ:
            raise
        kind = type(error).__name__
        _leave(
            f"internal error ({kind}: {error}); please report it with SHINGIKAI_DEBUG=1 set", Exit.INTERNAL
        )


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    """`systemctl stop` ends a run as Ctrl-C does."""
    raise KeyboardInterrupt


def _leave(message: str, status: Exit) -> None:
    print(f"shingikai: {printable(message)}", file=sys.stderr)
    sys.exit(int(status))
