"""What is published, written in other formats: CSV, an Excel workbook, DuckDB, JSON Lines.

from pathlib import Path
from pipeline.exports import export
export(Path("data/parquet"), "csv", Path("data/export"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.exports.files import make_folder
from pipeline.exports.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["FORMATS", "Source", "export"]

FORMATS = {
    "csv": ("csv_files", "write_csv"),
    "xlsx": ("workbook", "write_workbook"),
    "duckdb": ("duckdb_file", "write_duckdb"),
    "jsonl": ("json_lines", "write_jsonl"),
}
"""Module and function that write each format; imported when they are needed."""


def export(out: Path, kind: str, target: Path) -> list[Path]:
    """Write all datasets of the current publish in another format.

    Args:
        out: the output folder of the pipeline.
        kind: one of `FORMATS`.
        target: folder to write to; made when it is not there.

    Returns:
        The files written.

    Raises:
        UsageError: nothing was published yet, or the target is a file.
        OSError: the disk is full or the folder cannot be written to.
    """
    module, function = FORMATS[kind]
    write: Callable[[Source, Path], list[Path]] = getattr(
        import_module(f"pipeline.exports.{module}"), function
    )
    source = Source(out)
    make_folder(target)
    return write(source, target)
