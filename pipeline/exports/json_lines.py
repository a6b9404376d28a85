"""JSON Lines: one object for each row, nested values kept."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pipeline.exports.files import replacing
from pipeline.schema.types import ATTRIBUTES, PAGE_SIZES, SPAN

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
    for dataset in source.datasets():
        maps = [column.name for column in dataset.columns if column.type == ATTRIBUTES]
        places = [column.name for column in dataset.columns if column.type in (SPAN, PAGE_SIZES)]
        path = target / f"{dataset.name}.jsonl"
        with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
            for row in source.rows(dataset.name):
                # A map comes as pairs.
                objects: dict[str, Any] = {column: dict(row[column]) for column in maps}
                objects |= {column: [_rounded(place) for place in row[column]] for column in places}
                file.write(json.dumps({**row, **objects}, ensure_ascii=False, default=_text) + "\n")
        paths.append(path)
    return paths


def _rounded(place: dict[str, Any]) -> dict[str, Any]:
    """A place in as many digits as 32-bit numbers hold: 97.7, not 97.69999694824219."""
    return {name: round(value, 3) if isinstance(value, float) else value for name, value in place.items()}


def _text(value: Any) -> str:  # noqa: ANN401 - dates and times
    return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if isinstance(value, datetime) else str(value)
