"""Reading a single file for a command that prints what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from extractors.errors import ReadError
from pipeline.errors import Exit, PipelineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Result = TypeVar("Result")


class FileError(PipelineError):
    """The one file that was asked for cannot be read."""

    status = Exit.FILES_FAILED


def read_one(file: Path, read: Callable[[], Result]) -> Result:
    """What `read` gives, its errors told in one line.

    Args:
        file: the PDF, for messages.
        read: reads it.

    Raises:
        UsageError: there is no such file, or it is a folder.
        FileError: it cannot be read.
    """
    try:
        if file.is_dir():
            raise UsageError(f"{file}: it is a folder; name one PDF in it (`shingikai ingest` reads folders)")
        if not file.is_file():
            raise UsageError(f"{file}: there is no such file")
        return read()
    except ReadError as error:
        raise FileError(f"{file}: {error.message}") from error
    except PermissionError as error:
        raise FileError(f"{file}: It cannot be opened ({error.strerror}); check its permissions.") from error
    except RecursionError as error:
        raise FileError(f"{file}: It is nested too deeply; open and save it anew.") from error
    except MemoryError as error:
        raise FileError(f"{file}: It needs more memory than there is; split it.") from error
