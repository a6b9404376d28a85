"""How good the published data are, as far as the data themselves can tell.

What was read of each file, what the documents' own totals say, which findings there are, how far the profiles and the
taxonomy reach, and what has changed since the publish before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from extractors.tables.roles import role_of
from pipeline.dictionary.findings import by_code
from pipeline.schema import DATASETS
from pipeline.versions import VERSIONS, Versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pipeline.site.data import Data, Row

_LISTED = 30
"""Unknown headings and items that are named."""

_EXAMPLES = 3
"""Of each code of findings."""

_COMPARED = ("documents", "cases", "items", "audits", "findings")
_VERSION = "extractor_version"


@dataclass(frozen=True, slots=True)
class FileRow:
    """What was read of one file.

    Attributes:
        source_path: of the PDF.
        counts: documents, pages, tables, cases, items, audits, agreed, error, warning, info.
    """

    source_path: str
    counts: Counter[str]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a kind of thing mean something to the rules.

    Attributes:
        name: tables_known, columns_known, cases_known, items_known, or dates_known.
        known: number that do.
        total: number of all.
    """

    name: str
    known: int
    total: int

    @property
    def percent(self) -> float | None:
        """Known ones in a hundred; None where there is nothing."""
        return round(100 * self.known / self.total, 1) if self.total else None


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """All findings of one code and severity.

    Attributes:
        code: of the findings.
        severity: likewise.
        count: number of findings.
        files: number of files that have them.
        examples: rows of `findings`, from different files where there are such.
    """

    code: str
    severity: str
    count: int
    files: int
    examples: list[Row]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the rows of a dataset since the publish before.

    Attributes:
        dataset: its name.
        before: number of rows.
        after: number of rows.
        added: keys that are new.
        removed: keys that are gone.
        changed: keys whose row says something else.
    """

    dataset: str
    before: int
    after: int
    added: list[str]
    removed: list[str]
    changed: list[str]


@dataclass(frozen=True, slots=True)
class Report:
    """The quality report.

    Attributes:
        files: file by file, by path.
        codes: findings by code and severity, the gravest first.
        coverage: how far profiles and taxonomy reach.
        unknown_columns: headings of table columns that no profile knows, with their number.
        unknown_items: items of the category `other`, with their number.
        previous: number of the publish before, or None.
        changes: since then, by dataset.
    """

    files: list[FileRow]
    codes: list[CodeGroup]
    coverage: list[Share]
    unknown_columns: list[tuple[str, int]]
    unknown_items: list[tuple[str, int]]
    previous: str | None
    changes: list[Change]

    @property
    def totals(self) -> Counter[str]:
        """Sums over all files."""
        return sum((file.counts for file in self.files), Counter())

    def facts(self) -> dict[str, Any]:
        """All of it for machines."""
        return {
            "totals": dict(self.totals),
            "files": {file.source_path: dict(file.counts) for file in self.files},
            "findings": [
                {"code": g.code, "severity": g.severity, "count": g.count, "files": g.files}
                for g in self.codes
            ],
            "coverage": {
                s.name: {"known": s.known, "total": s.total, "percent": s.percent} for s in self.coverage
            },
            "unknown_columns": dict(self.unknown_columns),
            "unknown_items": dict(self.unknown_items),
            "previous_publish": self.previous,
            "changes": {
                c.dataset: {
                    "before": c.before,
                    "after": c.after,
                    "added": len(c.added),
                    "removed": len(c.removed),
                    "changed": len(c.changed),
                }
                for c in self.changes
            },
        }


def quality_report(out: Path, data: Data) -> Report:
    """Look over what is published.

    Args:
        out: the output folder of the pipeline.
        data: its current publish.
    """
    columns, unknown_columns = _columns(data)
    previous = _previous(out)
    return Report(
        files=_files(data),
        codes=_codes(data),
        coverage=[columns, *_coverage(data)],
        unknown_columns=unknown_columns,
        unknown_items=_unknown_items(data),
        previous=previous,
        changes=list(_changes(out, previous, data)) if previous else [],
    )


def _files(data: Data) -> list[FileRow]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    paths = {}
    for document in data.rows("documents"):
        path = paths[document["document_id"]] = document["source_path"]
        counts[path]["documents"] += 1
        for name in ("page", "table", "case", "item"):
            counts[path][f"{name}s"] += document[f"{name}_count"]
    for audit in data.rows("audits"):
        counts[paths[audit["document_id"]]]["audits"] += 1
        counts[paths[audit["document_id"]]]["agreed"] += audit["agrees"]
    for finding in data.rows("findings"):
        counts[finding["source_path"]][finding["severity"]] += 1
    return [FileRow(path, counts[path]) for path in sorted(counts)]


def _codes(data: Data) -> list[CodeGroup]:
    found = []
    for code, severity, rows in by_code(data.rows("findings")):
        by_file = {row["source_path"]: row for row in reversed(rows)}
        examples = [*by_file.values(), *(row for row in rows if by_file[row["source_path"]] is not row)]
        found.append(CodeGroup(code, severity, len(rows), len(by_file), examples[:_EXAMPLES]))
    return found


def _columns(data: Data) -> tuple[Share, list[tuple[str, int]]]:
    """Printed columns of case tables by whether their heading means something."""
    known = total = 0
    unknown: Counter[str] = Counter()
    for table in data.rows("tables"):
        if table["kind"] == "case_list":
            for name in table["header"]:
                is_known = role_of(name) is not None
                total += 1
                known += is_known
                if not is_known and name.strip():
                    unknown[" ".join(name.split())] += 1
    return Share("columns_known", known, total), unknown.most_common(_LISTED)


def _coverage(data: Data) -> Iterator[Share]:
    kinds = data.table("tables").column("kind").to_pylist()
    yield Share("tables_known", sum(kind != "other" for kind in kinds), len(kinds))
    types = data.table("cases").column("case_type").to_pylist()
    yield Share("cases_known", sum(kind != "other" for kind in types), len(types))
    periods = data.table("cases").select(["period_raw", "start_date", "end_date"]).to_pylist()
    printed = [p for p in periods if (p["period_raw"] or "").strip()]
    yield Share(
        "dates_known", sum((p["start_date"] or p["end_date"]) is not None for p in printed), len(printed)
    )
    categories = data.table("items").column("category").to_pylist()
    yield Share("items_known", sum(category != "other" for category in categories), len(categories))


def _unknown_items(data: Data) -> list[tuple[str, int]]:
    items = data.table("items").select(["name", "category"]).to_pylist()
    return Counter(item["name"] for item in items if item["category"] == "other").most_common(_LISTED)


def _previous(out: Path) -> str | None:
    versions = Versions(out)
    current = versions.current()
    earlier = [m.number for m in versions.kept() if current is not None and m.number < current.number]
    return earlier[-1] if earlier else None


def _changes(out: Path, previous: str, data: Data) -> Iterator[Change]:
    for name in _COMPARED:
        path = out / VERSIONS / previous / name / f"{name}.parquet"
        if path.exists():
            before = _by_key(name, pq.read_table(path, partitioning=None).to_pylist())
            after = _by_key(name, data.rows(name))
            yield Change(
                name,
                len(before),
                len(after),
                sorted(after.keys() - before.keys()),
                sorted(before.keys() - after.keys()),
                sorted(key for key in after.keys() & before.keys() if after[key] != before[key]),
            )


def _by_key(name: str, rows: Iterable[Row]) -> dict[str, str]:
    """What each row says, by its key; the version of the extractor says nothing about the document."""
    key = DATASETS[name].key[0]
    return {row[key]: repr({n: v for n, v in row.items() if n != _VERSION}) for row in rows}
