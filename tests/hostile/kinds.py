"""PDFs that mean harm, or have come to some: one function for each kind, in the modules named here.

Sizes are chosen so that a reader without limits would notice: gigabytes out of kilobytes, thousands of levels, a hundred
thousand rules. `make_all` writes one file of every kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import bombs, broken, letters, loops
from tests.hostile.kind import KINDS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["KINDS", "bombs", "broken", "letters", "loops", "make_all"]


def make_all(folder: Path) -> list[str]:
    """Write one file of every kind; returns their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in KINDS.items():
        (folder / f"{name}.pdf").write_bytes(make())
    return [f"{name}.pdf" for name in KINDS]
