"""Where the material lies that this project shares with others; tests that read it skip where it is absent."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(os.environ.get("SHINGIKAI_SHARED") or Path(__file__).resolve().parents[2] / "shared")

needs_shared = pytest.mark.skipif(
    not ROOT.is_dir(), reason=f"needs the shared material at {ROOT} (SHINGIKAI_SHARED names another place)"
)


def shared_names(folder: str, pattern: str) -> list[str]:
    """File names in a folder of the shared material, sorted; none where it is absent."""
    return sorted(path.name for path in (ROOT / folder).glob(pattern))


def shared_json(folder: str, name: str) -> Any:
    """One JSON file of the shared material."""
    return json.loads((ROOT / folder / name).read_text(encoding="utf-8"))
