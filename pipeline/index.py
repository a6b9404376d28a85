"""What earlier runs know of each file: a small SQLite database in the cache folder.

It only saves work: what it forgets is found again by hashing files and by looking at the packages in the cache.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.packages import Outcome
from pipeline.scan import Stat

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILE = "index.sqlite"
_TABLES = """
create table if not exists files (
    source_path text primary key, path blob not null, given integer not null,
    size integer not null, mtime_ns integer not null, ctime_ns integer not null, inode integer not null,
    hashed_ns integer not null, sha256 text not null, version text not null, removed integer not null
) without rowid;
create table if not exists outcomes (
    sha256 text not null, version text not null, outcome text not null, primary key (sha256, version)
) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A file as an earlier run left it.

    Attributes:
        source_path, path, given, stat: as in `pipeline.scan.Found`.
        hashed_ns: when it was hashed, on the file system's clock.
        sha256: of its bytes then.
        version: of the extractor whose rows are published for it; "" before it was ever read.
        removed: whether it had left the raw folder (and is kept nevertheless).
    """

    source_path: str
    path: Path
    given: bool
    stat: Stat
    hashed_ns: int
    sha256: str
    version: str
    removed: bool = False


class Index:
    """The database, all of it read into memory when it is opened, changes written through."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Open the index of a cache folder; a damaged one is set aside and begun anew.

        Args:
            folder: the cache folder; need not be there when `read_only`.
            read_only: nothing is written, not even a new database.

        Raises:
            sqlite3.OperationalError: as all methods here that write: the disk is full or the folder is read-only.
        """
        self.files: dict[str, Known] = {}
        self.outcomes: dict[tuple[str, str], Outcome] = {}
        self._connection: sqlite3.Connection | None = None
        path = folder / _FILE
        if read_only and not path.exists():
            return
        try:
            self._open(path, read_only=read_only)
        except sqlite3.OperationalError:
            raise  # the disk is full or read-only: the database is not to blame
        except (sqlite3.DatabaseError, ValueError, TypeError):
            self.close()
            if not read_only:
                path.replace(path.with_suffix(".damaged"))
                self._open(path, read_only=False)

    def _open(self, path: Path, *, read_only: bool) -> None:
        self.files.clear()
        self.outcomes.clear()
        mode = "ro" if read_only else "rwc"
        self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
        if not read_only:
            self._connection.execute("pragma synchronous = normal")
            self._connection.executescript(_TABLES)
        for row in self._connection.execute("select * from files"):
            known = _known(row)
            self.files[known.source_path] = known
        for sha256, version, text in self._connection.execute("select * from outcomes"):
            self.outcomes[sha256, version] = Outcome(**json.loads(text))
        if read_only:
            self.close()

    def put_files(self, files: Iterable[Known]) -> None:
        """Remember files, replacing what was known of them."""
        rows = []
        for known in files:
            self.files[known.source_path] = known
            rows.append(_row(known))
        if self._connection is not None:
            marks = ", ".join("?" * 11)
            self._connection.executemany(f"insert or replace into files values ({marks})", rows)  # noqa: S608

    def put_outcome(self, sha256: str, version: str, outcome: Outcome) -> None:
        """Remember what became of a content under a version of the extractor."""
        self.outcomes[sha256, version] = outcome
        if self._connection is not None:
            self._connection.execute(
                "insert or replace into outcomes values (?, ?, ?)",
                (sha256, version, json.dumps(asdict(outcome), ensure_ascii=False)),
            )

    def forget_files(self, source_paths: Iterable[str]) -> None:
        """Forget files that are gone."""
        gone = list(source_paths)
        for source_path in gone:
            del self.files[source_path]
        if self._connection is not None:
            self._connection.executemany("delete from files where source_path = ?", [(p,) for p in gone])

    def forget_outcomes(self, keys: Iterable[tuple[str, str]]) -> None:
        """Forget outcomes that no file needs any more."""
        gone = list(keys)
        for key in gone:
            del self.outcomes[key]
        if self._connection is not None:
            self._connection.executemany("delete from outcomes where sha256 = ? and version = ?", gone)

    def commit(self) -> None:
        """Make all changes so far outlive the process."""
        if self._connection is not None:
            self._connection.commit()

    def close(self) -> None:
        """Close the database; what was not committed is forgotten."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _known(row: tuple[str, bytes, int, int, int, int, int, int, str, str, int]) -> Known:
    source_path, path, given, size, mtime, ctime, inode, hashed, sha256, version, removed = row
    stat = Stat(size, mtime, ctime, inode)
    return Known(
        source_path, Path(os.fsdecode(path)), bool(given), stat, hashed, sha256, version, bool(removed)
    )


def _row(known: Known) -> tuple[str, bytes, int, int, int, int, int, int, str, str, int]:
    stat = known.stat
    return (
        known.source_path,
        os.fsencode(known.path),
        int(known.given),
        stat.size,
        stat.mtime_ns,
        stat.ctime_ns,
        stat.inode,
        known.hashed_ns,
        known.sha256,
        known.version,
        int(known.removed),
    )
