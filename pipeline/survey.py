"""What a run would do: the disk, the index and the cache looked at together."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline import packages
from pipeline.plan import Files, Options, Plan, identify, make_plan
from pipeline.scan import find_given, find_raw, look_again
from pipeline.settings import DEFAULT_EXTRACT
from pipeline.version import extractor_version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.cache import Cache
    from pipeline.index import Index, Known
    from pipeline.settings import Settings


def plan_run(settings: Settings, index: Index, cache: Cache) -> Plan:
    """What a run with these settings does; touches nothing.

    Raises:
        UsageError: a folder or file that was asked for is not there.
    """
    version = version_of(settings)
    if settings.paths:
        found = find_given(settings.paths, settings.raw)
        asked = {file.source_path for file in found}
        aside = [known for path, known in index.files.items() if path not in asked and known.version]
        missing: list[Known] = []
    else:
        found = find_raw(settings.raw)
        given = [known for known in index.files.values() if known.given and known.path.exists()]
        found += [look_again(known.source_path, known.path, given=True) for known in given]
        there = {file.source_path for file in found}
        aside, missing = [], [known for path, known in index.files.items() if path not in there]
    live, unreadable = identify(found, index)
    _adopt(live, index, cache, version)
    options = Options(version, settings.force, settings.retry_failed, settings.keep_removed)
    return make_plan(Files(live, unreadable, aside, missing), index, cache.has, options)


def _adopt(live: Iterable[Known], index: Index, cache: Cache, version: str) -> None:
    """Learn of packages that a killed run wrote and could not tell the index."""
    for known in live:
        if (known.sha256, version) not in index.outcomes and cache.has(known.sha256, version):
            with suppress(packages.DamagedPackageError):
                outcome = packages.read_outcome(cache.path(known.sha256, version))
                index.put_outcome(known.sha256, version, outcome)


def version_of(settings: Settings) -> str:
    """Version of the extractor that a run uses."""
    extract = settings.extract if settings.extract != DEFAULT_EXTRACT else ""
    return extractor_version(settings.reader, extract)
