"""One run of `ingest`: plan, read, publish, remember."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections import Counter
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pipeline import packages
from pipeline.cache import Cache
from pipeline.errors import Exit, PipelineError, RefusedError
from pipeline.exports.datapackage import NAME as DATAPACKAGE
from pipeline.exports.datapackage import write_parquet_package
from pipeline.index import Index
from pipeline.locking import locked
from pipeline.packages import Outcome
from pipeline.plan import Action, Entry, Plan
from pipeline.pool import Job, Pool
from pipeline.publish import file_hashes, published_errors, write_datasets
from pipeline.runs import Counters, Start, append_rows, interrupted_row, new_run_id, row_of
from pipeline.scan import left_alone
from pipeline.schema import EXTRACTED, SCHEMA_VERSION
from pipeline.segments import DamagedPartError, Note, Part, Segments, failure_id, note_id, snapshot_of
from pipeline.summary import Failure, Summary, Totals
from pipeline.survey import plan_run, version_of
from pipeline.versions import Manifest, Versions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.pool import Answer
    from pipeline.reporting import Reporter
    from pipeline.settings import Settings

_COMMIT_SECONDS = 2.0
_ROUNDS = 3
"""How often damaged packages are made anew within one run before it gives up."""


def ingest(settings: Settings, reporter: Reporter) -> Summary:
    """Bring the published datasets up to date with the PDFs.

    Raises:
        PipelineError: the run could not go on; what was published before stands.
    """
    started = datetime.now(UTC)
    run_id = new_run_id(started)
    with ExitStack() as stack:
        left = None
        for folder in (settings.out, settings.cache):
            holder = locked(
                folder, run_id, wait=settings.wait, on_wait=lambda text: reporter.say("waiting", text)
            )
            left = stack.enter_context(holder) or left
        try:
            run = _Run(settings, reporter, run_id, started)
        except (OSError, sqlite3.OperationalError) as error:
            raise RefusedError(_disk_trouble(error, settings)) from error
        try:
            return run.go(left)
        finally:
            run.close()


def _disk_trouble(error: OSError | sqlite3.OperationalError, settings: Settings) -> str:
    if isinstance(error, sqlite3.OperationalError):
        place, what, is_full = str(settings.cache), str(error), "full" in str(error)
    else:
        place = str(error.filename or settings.out)
        is_full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        what = os.strerror(error.errno) if error.errno else str(error)
    advice = "free some space" if is_full else "check the disk and the folder's permissions"
    return f"{place}: {what}; what was published before stands; {advice} and run again"


@dataclass(frozen=True, slots=True)
class _Published:
    """How publishing ended: the number of the publish, or why there was none."""

    number: str | None
    note: str


class _Run:
    """The state of one run."""

    def __init__(self, settings: Settings, reporter: Reporter, run_id: str, started: datetime) -> None:
        self._settings = settings
        self._reporter = reporter
        self._run_id = run_id
        self._started = started
        self._version = version_of(settings)
        self._versions = Versions(settings.out)
        self._cache = Cache(settings.cache)
        self._index = Index(settings.cache)
        self._told_before: set[tuple[str, str]] = set()
        self._rows: list[dict[str, Any]] = []

    def close(self) -> None:
        self._index.close()

    def go(self, left: dict[str, Any] | None) -> Summary:
        """All of the run, under the lock.

        Args:
            left: what a killed run left in the lock file.
        """
        if left is not None and {"run_id", "started_at"} <= left.keys():
            self._reporter.say(
                "recovered",
                f"the run before (process {left.get('pid')}) was killed; its work goes on from where it was",
            )
            self._rows.append(interrupted_row(left))
        try:
            plan = plan_run(self._settings, self._index, self._cache)
            self._guard(plan)
            self._told_before = published_errors(self._settings.out)
            plan = self._read_all(plan)
            summary = self._finish(plan)
        except (OSError, sqlite3.OperationalError) as error:
            self._record_failure(Exit.REFUSED)
            raise RefusedError(_disk_trouble(error, self._settings)) from error
        except PipelineError as error:
            self._record_failure(error.status)
            raise
        except KeyboardInterrupt:
            self._record_failure(Exit.INTERRUPTED)
            raise
        self._record(self._counters(plan, summary), summary.exit_status, summary.published)
        return summary

    def _record(self, counters: Counters, exit_status: int, publish: str | None) -> None:
        start = Start(self._run_id, self._started, self._version)
        row = row_of(start, counters, exit_status, publish)
        append_rows(self._settings.out, [*self._rows, row])

    def _record_failure(self, exit_status: int) -> None:
        """A run that could not go on is in `runs` too, if the disk lets it."""
        with suppress(OSError, sqlite3.OperationalError):
            self._index.commit()
            self._record(Counters(), exit_status, None)

    def _guard(self, plan: Plan) -> None:
        """Refuse to empty the datasets because a disk is not mounted or a folder was mistyped."""
        gone = [entry for entry in plan.entries if entry.action is Action.REMOVED]
        if gone and len(gone) == len(plan.entries) and not self._settings.force:
            raise RefusedError(
                f"{self._settings.raw}: none of the {len(gone)} files is there any more; nothing was changed. "
                "Is the disk mounted? If they are meant to go, run again with --force"
            )

    def _read_all(self, plan: Plan) -> Plan:
        """Extract what the plan says, and remember it."""
        self._remember(plan)
        for entry in plan.entries:
            if entry.action is Action.UNREADABLE:
                self._reporter.say(
                    "failed", f"{entry.source_path}: {entry.why}", source_path=entry.source_path
                )
        changed = self._extract(plan.jobs())
        if not changed:
            return plan
        again = plan_run(replace(self._settings, force=False, retry_failed=False), self._index, self._cache)
        still = self._extract(again.jobs())
        merged = {entry.source_path: entry for entry in again.entries}
        for entry in plan.entries:
            if entry.action.is_read and entry.source_path in merged and entry.source_path not in changed:
                merged[entry.source_path] = entry
        for path in still:
            why = "It keeps changing while it is read; it is tried again on the next run."
            merged[path] = replace(merged[path], action=Action.UNREADABLE, why=why)
        return Plan(tuple(merged[path] for path in sorted(merged)), again.known)

    def _remember(self, plan: Plan) -> None:
        before = self._index.files
        self._index.put_files([known for known in plan.known if before.get(known.source_path) != known])
        self._index.commit()

    def _extract(self, entries: Sequence[Entry]) -> set[str]:
        """Read files; returns the paths of those that changed under the reader's hands."""
        if not entries:
            return set()

        jobs = [
            Job(e.source_path, e.path, e.sha256, self._cache.path(e.sha256, self._version)) for e in entries
        ]
        changed: set[str] = set()
        committed = time.monotonic()
        with Pool(self._settings, self._version) as pool:
            self._reporter.progress(0, len(jobs), "")
            for done, answer in enumerate(pool.run(jobs), start=1):
                if answer.code == "changed":
                    changed.add(answer.job.source_path)
                else:
                    self._keep(answer)
                self._reporter.progress(done, len(jobs), answer.job.source_path)
                if time.monotonic() - committed > _COMMIT_SECONDS:
                    self._index.commit()
                    committed = time.monotonic()
        self._index.commit()
        return changed

    def _keep(self, answer: Answer) -> None:
        """Remember what became of a file."""
        job = answer.job
        outcome = self._failed(answer) if answer.outcome is None else Outcome(**answer.outcome)
        self._cache.add(job.sha256, self._version)
        self._index.put_outcome(job.sha256, self._version, outcome)
        if outcome.ok:
            return
        self._reporter.say(
            "failed",
            f"{job.source_path}: {outcome.message}",
            source_path=job.source_path,
            code=outcome.code,
            seconds=answer.seconds,
        )

    def _failed(self, answer: Answer) -> Outcome:
        """The outcome of a file on which the worker was killed or died."""
        # Importing the extractors takes longer than a run without changes, and only failures need them here.
        from pipeline.records import Source  # noqa: PLC0415
        from pipeline.worker import failure  # noqa: PLC0415

        source = Source(answer.job.sha256, self._version, {})
        outcome, data = failure(source, answer.code, answer.message)
        packages.write(answer.job.package, data)
        return outcome

    def _finish(self, plan: Plan) -> Summary:
        published = self._publish(plan)
        for entry in plan.entries:
            known = self._index.files.get(entry.source_path)
            if known is not None and known.version != entry.version:
                self._index.put_files([replace(known, version=entry.version)])
        self._tidy(plan)
        totals, failures = self._totals(plan)
        actions = Counter(str(entry.action) for entry in plan.entries)
        return Summary(
            exit_status=Exit.FILES_FAILED if failures else Exit.OK,
            totals=totals,
            actions=dict(sorted(actions.items())),
            failures=failures,
            published=published.number,
            note=published.note,
            out=str(self._settings.out),
            seconds=(datetime.now(UTC) - self._started).total_seconds(),
            left_alone=[] if self._settings.paths else left_alone(self._settings.raw),
        )

    def _publish(self, plan: Plan) -> _Published:
        """Publish unless what is published already says the same."""
        for _ in range(_ROUNDS):
            parts = self._parts(plan)
            snapshot = snapshot_of(parts)
            current = self._versions.current()
            self._versions.prepare((*EXTRACTED, DATAPACKAGE))
            if current is not None and current.snapshot == snapshot:
                return _Published(None, f"Nothing has changed: publish {current.number} stands.")
            if self._versions.held() == snapshot and not self._settings.force:
                return _Published(
                    None,
                    "What was rolled back from is not published again while nothing else changes; "
                    "to publish it nevertheless use --force.",
                )
            try:
                return self._write(parts, snapshot)
            except DamagedPartError as error:
                self._mend(plan, error.part)
        raise RefusedError(
            f"{self._settings.cache}: packages are damaged again and again; is the disk failing?"
        )

    def _write(self, parts: list[Part], snapshot: str) -> _Published:

        building = self._versions.building()
        segments = Segments(self._settings.cache)
        rows = write_datasets(parts, segments, building, snapshot)
        number = self._versions.next_number()
        hashes = file_hashes(building)
        write_parquet_package(building, hashes)
        manifest = Manifest(
            number=number,
            snapshot=snapshot,
            schema_version=SCHEMA_VERSION,
            run_id=self._run_id,
            published_at=datetime.now(UTC).isoformat(timespec="seconds"),
            files=len(parts),
            rows=rows,
            sha256=hashes,
        )
        self._versions.publish(building, manifest, self._settings.keep)
        segments.sweep()
        return _Published(number, f"Published as number {number} in {self._settings.out}.")

    def _mend(self, plan: Plan, part: Part) -> None:
        """Read a file again whose package turned out to be damaged."""
        entry = next(e for e in plan.entries if e.source_path == part.source_path)
        self._reporter.say(
            "damaged", f"{entry.source_path}: its package in the cache is damaged; it is read again"
        )
        self._cache.drop(entry.sha256, entry.version)
        if entry.action is Action.KEPT or self._extract([entry]):
            raise RefusedError(
                f"{entry.source_path}: what was kept of it is damaged and the file is gone; "
                "put it back, or run again without --keep-removed"
            )

    def _parts(self, plan: Plan) -> list[Part]:

        parts = []
        for entry in plan.entries:
            notes = _notes(entry)
            if entry.action in (Action.DUPLICATE, Action.UNREADABLE):
                parts.append(Part(entry.source_path, None, notes=notes))
            elif entry.action is not Action.REMOVED:
                outcome = self._index.outcomes[entry.sha256, entry.version]
                package = self._cache.path(entry.sha256, entry.version)
                is_removed = entry.action is Action.KEPT
                part = Part(
                    entry.source_path,
                    package,
                    outcome.digest,
                    outcome.size,
                    is_removed=is_removed,
                    notes=notes,
                )
                parts.append(part)
        return parts

    def _tidy(self, plan: Plan) -> None:
        """Forget what is not needed any more; only after the publish, so that a killed run loses nothing."""
        gone = [e.source_path for e in plan.entries if e.action is Action.REMOVED]
        self._index.forget_files(path for path in gone if path in self._index.files)
        needed = {(e.sha256, e.version) for e in plan.entries if e.action is not Action.REMOVED and e.sha256}
        self._index.forget_outcomes([key for key in self._index.outcomes if key not in needed])
        self._index.commit()
        self._cache.sweep(needed)

    def _totals(self, plan: Plan) -> tuple[Totals, list[Failure]]:
        totals, failures = Totals(), []
        for entry in plan.entries:
            if entry.action is Action.UNREADABLE:
                totals.findings["error"] += 1
                is_new = (note_id(entry.source_path, 1), "unreadable") not in self._told_before
                failures.append(Failure(entry.source_path, "unreadable", entry.why, is_new))
            elif entry.action not in (Action.REMOVED, Action.DUPLICATE):
                outcome = self._index.outcomes[entry.sha256, entry.version]
                totals.add(outcome)
                if not outcome.ok:
                    is_new = (failure_id(entry.sha256), outcome.code) not in self._told_before
                    failures.append(Failure(entry.source_path, outcome.code, outcome.message, is_new))
            if entry.action in (Action.DUPLICATE, Action.KEPT):
                totals.findings["info"] += 1
        return totals, failures

    def _counters(self, plan: Plan, summary: Summary) -> Counters:
        count = Counter(entry.action for entry in plan.entries)
        read_again = (Action.CHANGED, Action.UPGRADED, Action.RETRIED, Action.FORCED, Action.RESTORED)
        return Counters(
            files_seen=len(plan.entries) - count[Action.REMOVED] - count[Action.KEPT],
            files_new=count[Action.NEW],
            files_changed=sum(count[action] for action in read_again),
            files_unchanged=count[Action.UNCHANGED] + count[Action.RENAMED] + count[Action.FAILED],
            files_removed=count[Action.REMOVED],
            files_failed=len(summary.failures),
            pages=summary.totals.pages,
            cases=summary.totals.cases,
            items=summary.totals.items,
        )


def _notes(entry: Entry) -> tuple[Note, ...]:
    match entry.action:
        case Action.DUPLICATE:
            return (Note("duplicate_file", "info", f"Not published twice: {entry.why}."),)
        case Action.UNREADABLE:
            return (Note("unreadable", "error", entry.why),)
        case Action.KEPT:
            return (Note("file_removed", "info", "The file has left the raw folder; its rows are kept."),)
        case _:
            return ()
