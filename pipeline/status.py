"""What is published in a folder, and how it came about."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pipeline.locking import holder_of
from pipeline.runs import read_runs
from pipeline.schema import SCHEMA_VERSION
from pipeline.versions import Versions

if TYPE_CHECKING:
    from pathlib import Path


def facts_of(out: Path, runs: int) -> dict[str, Any]:
    """Everything that `status` tells.

    Args:
        out: the output folder.
        runs: how many of the last runs.
    """
    versions = Versions(out)
    current = versions.current()
    table = read_runs(out)
    return {
        "out": str(out),
        "current": asdict(current) if current else None,
        "schema_note": schema_note(current.schema_version) if current else "",
        "kept": [manifest.number for manifest in versions.kept()],
        "held": versions.held(),
        "running": holder_of(out),
        "runs": table.slice(max(0, table.num_rows - runs)).to_pylist(),
        "log": versions.log()[-runs:] if runs else [],
    }


def schema_note(published: str) -> str:
    """What to do about data that another version of this program published, or ""."""
    if published == SCHEMA_VERSION:
        return ""
    older = [int(n) for n in published.split(".")] < [int(n) for n in SCHEMA_VERSION.split(".")]
    if older:
        return (
            f"The data were published under schema {published}, and this program writes {SCHEMA_VERSION}: "
            "run `shingikai ingest` to publish them anew."
        )
    return f"The data were published under schema {published} by a newer program than this one ({SCHEMA_VERSION})."
