"""The cache folder: one package for each content and version of the extractor, and the index."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_SUFFIX = ".package"


class Cache:
    """Where packages lie; which ones there are is listed once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root = folder / "packages"
        self._names = set(self._listed())

    def _listed(self) -> list[str]:
        names: list[str] = []
        for place in self._folders():
            with os.scandir(place) as entries:
                names += [entry.name for entry in entries if entry.name.endswith(_SUFFIX)]
        return names

    def _folders(self) -> list[Path]:
        return [path for path in self._root.glob("[0-9a-f][0-9a-f]") if path.is_dir()]

    def path(self, sha256: str, version: str) -> Path:
        """Where the package of a content under a version of the extractor lies."""
        return self._root / sha256[:2] / f"{sha256}-{version}{_SUFFIX}"

    def has(self, sha256: str, version: str) -> bool:
        """Whether the package is there (it may still turn out to be damaged)."""
        return f"{sha256}-{version}{_SUFFIX}" in self._names

    def add(self, sha256: str, version: str) -> None:
        """A package has been written."""
        self._names.add(f"{sha256}-{version}{_SUFFIX}")

    def drop(self, sha256: str, version: str) -> None:
        """Remove a package that is damaged or not needed any more."""
        self._names.discard(f"{sha256}-{version}{_SUFFIX}")
        self.path(sha256, version).unlink(missing_ok=True)

    def sweep(self, needed: Collection[tuple[str, str]]) -> None:
        """Remove every package that is not among `needed`, and what killed workers left."""
        keep = {f"{sha256}-{version}{_SUFFIX}" for sha256, version in needed}
        for name in self._names - keep:
            (self._root / name[:2] / name).unlink(missing_ok=True)
        self._names &= keep
        for place in self._folders():
            for left in place.glob(f".*{_SUFFIX}.*"):
                left.unlink(missing_ok=True)
