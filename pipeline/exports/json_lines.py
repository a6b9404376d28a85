"""JSON Lines: one object for each row, nested values kept."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pipeline.exports.files import replacing
from pipeline.schema import DATASETS
from pipeline.schema.types import ATTRIBUTES

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.exports.source import Source


def write_jsonl(source: Source, target: Path) -> list[Path]:
    """Write one `.jsonl` file for each dataset.

    Args:
        source: what is published.
        target: folder to write to, which is there.

    Returns:
        The files written.
    """
    paths = []
    for name in source.names():
        maps = [column.name for column in DATASETS[name].columns if column.type == ATTRIBUTES]
        path = target / f"{name}.jsonl"
        with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
            for row in source.rows(name):
                objects = {column: dict(row[column]) for column in maps}  # a map comes as pairs
                file.write(json.dumps({**row, **objects}, ensure_ascii=False, default=_text) + "\n")
        paths.append(path)
    return paths


def _text(value: Any) -> str:  # noqa: ANN401 - dates and times
    return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if isinstance(value, datetime) else str(value)
