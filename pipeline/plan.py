"""What a run has to do, and why: decided from what lies on disk and what earlier runs know."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.index import Known
from pipeline.scan import content_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.index import Index
    from pipeline.packages import Outcome
    from pipeline.scan import Found

_SETTLED_NS = 2_000_000_000
"""A file that changed within two seconds before it was hashed may have changed again within one tick of its clock."""


class Action(StrEnum):
    """What is done about a file."""

    NEW = "new"
    CHANGED = "changed"
    UPGRADED = "upgraded"
    RETRIED = "retried"
    FORCED = "forced"
    RESTORED = "restored"
    UNCHANGED = "unchanged"
    RENAMED = "renamed"
    DUPLICATE = "duplicate"
    FAILED = "failed before"
    UNREADABLE = "unreadable"
    REMOVED = "removed"
    KEPT = "kept"

    @property
    def is_read(self) -> bool:
        """Whether the file's content is extracted (again)."""
        return self in _READ


_READ = {Action.NEW, Action.CHANGED, Action.UPGRADED, Action.RETRIED, Action.FORCED, Action.RESTORED}


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a plan.

    Attributes:
        source_path: as published.
        path: on disk.
        action: what is done about it.
        why: one clause for people.
        sha256: of its content; "" when it cannot be read.
        version: of the extractor whose rows are published for it.
    """

    source_path: str
    path: Path
    action: Action
    why: str
    sha256: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does.

    Attributes:
        entries: one for each file, in the order of their paths.
        known: what to remember of the files that are there.
    """

    entries: tuple[Entry, ...]
    known: tuple[Known, ...]

    def published(self) -> list[Entry]:
        """The entries whose rows are published."""
        hidden = (Action.REMOVED, Action.DUPLICATE, Action.UNREADABLE)
        return [entry for entry in self.entries if entry.action not in hidden]

    def jobs(self) -> list[Entry]:
        """The entries whose content is to be extracted."""
        return [entry for entry in self.entries if entry.action.is_read]


def identify(found: Iterable[Found], index: Index) -> tuple[list[Known], list[Entry]]:
    """Give every file its content hash, reading only those that were touched since the last run.

    Returns:
        The files with their hashes, and entries for those that cannot be read.
    """
    known: list[Known] = []
    unreadable: list[Entry] = []
    for file in found:
        before = index.files.get(file.source_path)
        if file.stat is None:
            unreadable.append(Entry(file.source_path, file.path, Action.UNREADABLE, file.error))
        elif before is not None and before.stat == file.stat and _settled(before):
            known.append(replace(before, path=file.path, given=file.given, removed=False))
        else:
            try:
                now = time.time_ns()
                sha256 = content_hash(file.path)
            except OSError as error:
                why = f"It cannot be opened ({error.strerror}); check its permissions."
                unreadable.append(Entry(file.source_path, file.path, Action.UNREADABLE, why))
                continue
            version = before.version if before else ""
            known.append(Known(file.source_path, file.path, file.given, file.stat, now, sha256, version))
    return known, unreadable


def _settled(known: Known) -> bool:
    return max(known.stat.ctime_ns, known.stat.mtime_ns) + _SETTLED_NS < known.hashed_ns


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks of a plan: see `pipeline.settings.Settings`."""

    version: str
    force: bool = False
    retry_failed: bool = False
    keep_removed: bool = False


@dataclass(frozen=True, slots=True)
class Files:
    """The files a plan is about.

    Attributes:
        live: those that are there and are asked for.
        unreadable: entries for those that are there and cannot be read.
        aside: those published by earlier runs that this run was not asked to look at.
        missing: those known from earlier runs that are not there any more.
    """

    live: Sequence[Known]
    unreadable: Sequence[Entry]
    aside: Sequence[Known]
    missing: Sequence[Known]


def make_plan(files: Files, index: Index, has_package: Callable[[str, str], bool], options: Options) -> Plan:
    """Decide about every file.

    Args:
        files: see there.
        index: what earlier runs know.
        has_package: whether the cache holds what was extracted of a content under a version.
        options: see there.
    """
    there = [known for known in (*files.live, *files.aside) if not known.removed]
    planner = _Planner(_by_content(there), index, has_package, options)
    entries = list(files.unreadable)
    entries += [planner.live(known) for known in files.live]
    entries += [planner.aside(known) for known in files.aside]
    entries += [planner.missing(known) for known in files.missing]
    kept = {entry.source_path for entry in entries if entry.action is Action.KEPT}
    marked = [replace(known, removed=True) for known in files.missing if known.source_path in kept]
    return Plan(
        entries=tuple(sorted(entries, key=lambda entry: entry.source_path)),
        known=(*files.live, *files.aside, *marked),
    )


def _by_content(files: Iterable[Known]) -> dict[str, list[str]]:
    contents: dict[str, list[str]] = defaultdict(list)
    for known in files:
        contents[known.sha256].append(known.source_path)
    return {sha256: sorted(paths) for sha256, paths in contents.items()}


@dataclass(frozen=True, slots=True)
class _Planner:
    """Decides about one file at a time.

    Attributes:
        contents: paths of the files that are there, by their content.
        index, has_package, options: as in `make_plan`.
    """

    contents: Mapping[str, list[str]]
    index: Index
    has_package: Callable[[str, str], bool]
    options: Options

    def live(self, known: Known) -> Entry:
        """A file that is there and is asked for."""
        version = self.options.version
        outcome = self._outcome(known.sha256, version)
        if duplicate := self._duplicate(known):
            return duplicate
        if self.options.force:
            return _entry(known, Action.FORCED, "every file is read again", version)
        if outcome is None:
            return _entry(known, *self._why_read(known), version)
        if not outcome.ok:
            action = Action.RETRIED if self.options.retry_failed else Action.FAILED
            return _entry(known, action, outcome.message, version)
        before = self.index.files.get(known.source_path)
        if before is None or before.sha256 != known.sha256:
            return _entry(known, Action.RENAMED, "its content was known under another name", version)
        return _entry(known, Action.UNCHANGED, "its content and the extractor are as before", version)

    def aside(self, known: Known) -> Entry:
        """A file that is not asked for: published as it was."""
        if known.removed:
            return _entry(known, Action.KEPT, "it has left the raw folder and is kept", known.version)
        outcome = self._outcome(known.sha256, known.version)
        if duplicate := self._duplicate(known):
            return duplicate
        if outcome is None:
            why = "what was extracted of it is missing from the cache"
            return _entry(known, Action.RESTORED, why, self.options.version)
        if not outcome.ok:
            return _entry(known, Action.FAILED, outcome.message, known.version)
        return _entry(known, Action.UNCHANGED, "it was not asked for", known.version)

    def missing(self, known: Known) -> Entry:
        """A file that is known from an earlier run and is not there any more."""
        if known.sha256 in self.contents:
            why = f"its content lies in {self.contents[known.sha256][0]} now"
            return _entry(known, Action.REMOVED, why, known.version)
        outcome = self._outcome(known.sha256, known.version)
        if self.options.keep_removed and outcome is not None and outcome.ok:
            return _entry(known, Action.KEPT, "it has left the raw folder and is kept", known.version)
        return _entry(known, Action.REMOVED, "it has left the raw folder", known.version)

    def _outcome(self, sha256: str, version: str) -> Outcome | None:
        """What became of a content, if the package with its rows is still there."""
        outcome = self.index.outcomes.get((sha256, version))
        return outcome if self.has_package(sha256, version) else None

    def _duplicate(self, known: Known) -> Entry | None:
        first = self.contents[known.sha256][0]
        if first == known.source_path:
            return None
        return _entry(known, Action.DUPLICATE, f"its content is that of {first}", known.version)

    def _why_read(self, known: Known) -> tuple[Action, str]:
        before = self.index.files.get(known.source_path)
        version = self.options.version
        if before is None:
            return Action.NEW, "it is new"
        if before.sha256 != known.sha256:
            return Action.CHANGED, "its content has changed"
        if (known.sha256, version) in self.index.outcomes:
            return Action.RESTORED, "what was extracted of it is missing from the cache"
        if before.version and before.version != version:
            return Action.UPGRADED, f"the extractor has changed from {before.version} to {version}"
        return Action.NEW, "it was not read yet"


def _entry(known: Known, action: Action, why: str, version: str) -> Entry:
    return Entry(known.source_path, known.path, action, why, known.sha256, version)
