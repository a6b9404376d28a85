"""Every error that ends a run on purpose, with the exit status it leads to.

PipelineError          a run that cannot go on; the message is one line that says what to do
├── UsageError         something asked for that is not there                     exit status 2
├── LockedError        another run is at work on the same folders                exit status 3
└── RefusedError       nothing was published, what was published stands          exit status 4
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit statuses of the command line, as documented in docs/running.md."""

    OK = 0
    FILES_FAILED = 1
    USAGE = 2
    LOCKED = 3
    REFUSED = 4
    INTERNAL = 70
    INTERRUPTED = 130


class PipelineError(Exception):
    """A run that cannot go on.

    Attributes:
        status: exit status of the process.
    """

    status = Exit.INTERNAL


class UsageError(PipelineError):
    """Something was asked for that is not there."""

    status = Exit.USAGE


class LockedError(PipelineError):
    """Another run is at work on the same folders."""

    status = Exit.LOCKED


class RefusedError(PipelineError):
    """Nothing was published; what was published before still stands."""

    status = Exit.REFUSED
