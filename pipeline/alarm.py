"""Calling somebody's command when a run finds new errors."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.reporting import Reporter

_SECONDS = 300


def raise_alarm(command: str, facts: dict[str, Any], reporter: Reporter) -> None:
    """Call a command with what happened as JSON on its standard input.

    It is called without a shell, and names of files reach it as data only. Its exit status is told, and changes nothing.

    Args:
        command: program and arguments, quoted as in a shell.
        facts: the run's summary, or its exit status and error.
        reporter: told when the command fails.
    """
    environment = {**os.environ, "SHINGIKAI_EXIT_STATUS": str(int(facts["exit_status"]))}
    try:
        done = subprocess.run(  # noqa: S603 - what the administrator asked for
            shlex.split(command),
            input=json.dumps(facts),
            text=True,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        reporter.say("on_error", f"--on-error {command}: it could not be run ({error})")
        return
    if done.returncode:
        reporter.say("on_error", f"--on-error {command}: exit status {done.returncode}")
