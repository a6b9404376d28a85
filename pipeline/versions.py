"""The output folder: complete publishes side by side, and one symbolic link that says which one is read.

    data/parquet/
        cases -> .current/cases             what analysts read: data/parquet/cases/cases.parquet
        items -> .current/items             ... one link for each dataset, never touched again
        .current -> .versions/000012        the switch: replaced by rename(2), in one step for all datasets
        .versions/000012/cases/cases.parquet, ..., manifest.json
        .versions/log.jsonl                 one line for each publish and rollback
        runs/runs.parquet                   replaced by itself after each run

Each dataset is one file that has the same name in every publish. A reader that has listed the folder and opens the file
a moment later gets the old one or the new one, whole; one that has it open keeps what it has opened.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pipeline.errors import RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CURRENT = ".current"
VERSIONS = ".versions"
MANIFEST = "manifest.json"
_LOG = "log.jsonl"
_HELD = "held"
_BUILDING = ".building"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a publish says of itself.

    Attributes:
        number: six digits, ascending.
        snapshot: hash of all that went into it: equal snapshots hold equal bytes.
        schema_version: of the data contract.
        run_id, published_at: of the run that made it.
        files: number of source files.
        rows: number of rows by dataset.
        sha256: of each Parquet file, by its path in the publish.
    """

    number: str
    snapshot: str
    schema_version: str
    run_id: str
    published_at: str
    files: int
    rows: dict[str, int] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)


class Versions:
    """The publishes in one output folder. Only the holder of the folder's lock may call what changes it."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out / VERSIONS

    def current(self) -> Manifest | None:
        """The publish that is read now, or None before the first."""
        try:
            return self._manifest((self.out / CURRENT / MANIFEST).read_text(encoding="utf-8"))
        except OSError:
            return None

    def kept(self) -> list[Manifest]:
        """All publishes that can be rolled back to, oldest first."""
        paths = sorted(self.folder.glob(f"[0-9]*/{MANIFEST}"))
        return [self._manifest(path.read_text(encoding="utf-8")) for path in paths]

    @staticmethod
    def _manifest(text: str) -> Manifest:
        return Manifest(**json.loads(text))

    def log(self) -> list[dict[str, Any]]:
        """Every publish and rollback, oldest first."""
        try:
            lines = (self.folder / _LOG).read_text(encoding="utf-8").splitlines()
        except OSError:
            return []
        return [json.loads(line) for line in lines if line.endswith("}")]

    def held(self) -> str | None:
        """Snapshot that was rolled back from, and that is not published again of itself; or None."""
        try:
            return (self.folder / _HELD).read_text(encoding="utf-8")
        except OSError:
            return None

    def prepare(self, datasets: Iterable[str]) -> None:
        """Make the folder ready: clear away what a killed run left, and make sure of the links.

        Raises:
            RefusedError: something that is not ours is in the way.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(left)
        self._adopt()
        for name in datasets:
            link, target = self.out / name, f"{CURRENT}/{name}"
            if link.is_symlink() and str(link.readlink()) == target:
                continue
            if link.is_symlink() or link.exists():
                raise RefusedError(
                    f"{link}: something that this program did not make is in the way; "
                    "move it away or choose another folder with --out"
                )
            link.symlink_to(target)

    def _adopt(self) -> None:
        """A run that was killed between the switch and the log left its publish out of the log."""
        logged = {entry["number"] for entry in self.log()}
        current = self.current()
        if current is not None and current.number not in logged:
            self._record("publish", current)
            logged.add(current.number)
        for manifest in self.kept():
            if manifest.number not in logged:
                shutil.rmtree(self.folder / manifest.number)

    def building(self) -> Path:
        """A new folder to build a publish in; on the same file system, so that it can be renamed."""
        path = self.folder / f"{_BUILDING}-{os.getpid()}"
        path.mkdir()
        return path

    def next_number(self) -> str:
        """Number of the next publish."""
        numbers = [int(entry["number"]) for entry in self.log()] + [int(m.number) for m in self.kept()]
        return f"{max(numbers, default=0) + 1:06}"

    def publish(self, built: Path, manifest: Manifest, keep: int) -> None:
        """Switch all datasets to what was built. All of it is on disk before the switch, and the switch before the end.

        Args:
            built: folder made by `building`, all datasets in it.
            manifest: its description.
            keep: how many publishes to keep.
        """
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
        (built / MANIFEST).write_text(text + "\n", encoding="utf-8")
        _sync_tree(built)
        built.rename(self.folder / manifest.number)
        sync(self.folder)
        self._switch(manifest.number)
        self._record("publish", manifest)
        (self.folder / _HELD).unlink(missing_ok=True)
        self._prune(keep)

    def rollback(self, number: str | None) -> tuple[Manifest, Manifest]:
        """Switch all datasets back to an earlier publish.

        The snapshot that is left is held back: `ingest` does not publish it again while nothing else changes.

        Args:
            number: of the publish to go back to; the one before the current when None.

        Returns:
            The publish that was read before, and the one that is read now.

        Raises:
            UsageError: there is no such publish.
        """
        current, kept = self.current(), self.kept()
        if current is None:
            raise UsageError(f"{self.out}: nothing was published here yet")
        wanted = number.zfill(6) if number else None
        earlier = [m for m in kept if m.number < current.number]
        target = (
            next((m for m in kept if m.number == wanted), None)
            if wanted
            else (earlier[-1] if earlier else None)
        )
        if target is None or target == current:
            have = ", ".join(m.number for m in kept if m != current) or "none"
            raise UsageError(
                f"{self.out}: there is no other publish {wanted or 'before this one'}; kept are: {have}"
            )
        (self.folder / _HELD).write_text(current.snapshot, encoding="utf-8")
        self._switch(target.number)
        self._record("rollback", target)
        return current, target

    def _switch(self, number: str) -> None:
        temporary = self.out / f"{CURRENT}.new"
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(f"{VERSIONS}/{number}")
        temporary.replace(self.out / CURRENT)
        sync(self.out)

    def _record(self, event: str, manifest: Manifest) -> None:
        entry = {
            "event": event,
            "number": manifest.number,
            "snapshot": manifest.snapshot,
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "run_id": manifest.run_id,
            "files": manifest.files,
            "rows": manifest.rows,
        }
        with (self.folder / _LOG).open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _prune(self, keep: int) -> None:
        current = self.current()
        for manifest in self.kept()[:-keep]:
            if current is None or manifest.number != current.number:
                # Renamed first: a run killed while deleting leaves no publish that is half there.
                doomed = self.folder / f"{_BUILDING}-{manifest.number}"
                (self.folder / manifest.number).rename(doomed)
                shutil.rmtree(doomed)


def sync(path: Path) -> None:
    """Force a file or folder to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        sync(path)
    sync(folder)
