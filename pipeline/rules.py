"""What published rows must hold, as a table of rules, and the check of rows against it.

The rules are checked twice: on the rows of each file, so that a file whose rows break one is set aside while the rest
goes on, and on all rows just before they are published, where a violation stops the publish.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.schema import EXTRACTED
from pipeline.schema.types import DATE, SPAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Tables = dict[str, pa.Table]
"""Rows of whole files by dataset; a dataset without rows may be missing."""

KEY_DIGITS = 16
"""Ids begin with this many digits of their file's hash."""

_PAGES = 1 << 16
"""More pages than a file can have: page numbers are 16-bit integers."""

EDGE = 0.01
"""Points by which a box may pass its page's edge, for the rounding of 32-bit numbers."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The column holds one of `values`, or null."""

    dataset: str
    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """The column holds a key of `target`, or null."""

    dataset: str
    column: str
    target: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """The whole of the column's text matches an RE2 expression, or is null."""

    dataset: str
    column: str
    expression: str


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that some rows break."""

    dataset: str
    column: str
    rule: str
    count: int
    example: str

    def __str__(self) -> str:
        return f"{self.dataset}.{self.column}: {self.rule} ({self.count} rows, such as {self.example!r})"


FIRST_DAY = date(1868, 1, 1)
LAST_DAY = date(2199, 12, 31)
"""Dates lie between the beginning of 明治 and the end of the next century; others are misread."""

_PRECISIONS = ("day", "third", "month", "quarter", "year", "fiscal_year")

CLOSED = (
    Closed("documents", "kind", ("諮問", "報告", "答申", "会議録", "その他")),
    Closed("documents", "text_source", ("text", "ocr", "none")),
    Closed("cases", "origin", ("table_row", "section")),
    Closed(
        "cases",
        "case_type",
        (
            "electronic_application",
            "online_meeting",
            "outsourcing",
            "purpose_change",
            "indirect_collection",
            "external_provision",
            "online_connection",
            "system_record",
            "incident",
            "other",
        ),
    ),
    Closed("cases", "start_precision", _PRECISIONS),
    Closed("cases", "end_precision", _PRECISIONS),
    Closed("items", "change", ("added", "removed", "unchanged")),
    Closed("items", "flow", ("ward_to_contractor", "subject_to_contractor", "third_party_to_contractor")),
    Closed("items", "special_care", ("yes", "possible", "no")),
    Closed("items", "special_care_basis", ("printed", "rule")),
    Closed(
        "items",
        "category",
        (
            "identity",
            "contact",
            "location",
            "birth_age",
            "sex",
            "family",
            "education",
            "employment",
            "finance",
            "health",
            "disability",
            "welfare",
            "status_belief",
            "identifier",
            "credential",
            "image_voice",
            "opinion_intent",
            "procedure",
            "service_use",
            "animal_or_object",
            "other",
        ),
    ),
    Closed("tables", "kind", ("case_list", "statistics", "fees", "schedule", "other")),
    Closed("agenda_items", "kind", ("諮問", "報告", "審議", "その他")),
    Closed(
        "agenda_items",
        "outcome",
        ("approved", "approved_with_conditions", "continued", "noted", "rejected", "withdrawn"),
    ),
    Closed("utterances", "kind", ("speech", "note")),
    Closed("findings", "severity", ("info", "warning", "error")),
    Closed("audits", "kind", ("row_count", "flag_count", "column_total", "breakdown", "numbering")),
)

FOREIGN = (
    Foreign("cases", "document_id", "documents"),
    Foreign("cases", "table_id", "tables"),
    Foreign("items", "case_id", "cases"),
    Foreign("items", "document_id", "documents"),
    Foreign("tables", "document_id", "documents"),
    Foreign("cells", "table_id", "tables"),
    Foreign("sections", "document_id", "documents"),
    Foreign("sections", "parent_id", "sections"),
    Foreign("sections", "resolved_from", "sections"),
    Foreign("meetings", "document_id", "documents"),
    Foreign("agenda_items", "meeting_id", "meetings"),
    Foreign("utterances", "meeting_id", "meetings"),
    Foreign("utterances", "agenda_item_id", "agenda_items"),
    Foreign("findings", "document_id", "documents"),
    Foreign("findings", "case_id", "cases"),
    Foreign("audits", "document_id", "documents"),
    Foreign("audits", "table_id", "tables"),
)

PATTERNS = (
    Pattern("documents", "source_sha256", "[0-9a-f]{64}"),
    Pattern("documents", "municipality_code", "[0-9]{6}"),
    Pattern("meetings", "start_time", "([01][0-9]|2[0-3]):[0-5][0-9]"),
    Pattern("meetings", "end_time", "([01][0-9]|2[0-3]):[0-5][0-9]"),
)


def violations(tables: Mapping[str, pa.Table]) -> list[Violation]:
    """All rules that the rows break; empty when they may be published.

    Args:
        tables: rows of whole files, so that keys and the rows they point to come together.
    """
    return [found for check in _CHECKS for found in check(tables)]


def _present(tables: Mapping[str, pa.Table], dataset: str, column: str) -> pa.ChunkedArray | None:
    table = tables.get(dataset)
    return None if table is None or not table.num_rows else table.column(column)


def _violation(dataset: str, column: str, rule: str, bad: pa.ChunkedArray | pa.Array) -> Iterator[Violation]:
    if len(bad):
        yield Violation(dataset, column, rule, len(bad), str(bad[0].as_py()))


def _nulls(tables: Mapping[str, pa.Table]) -> Iterator[Violation]:
    for name, table in tables.items():
        for column in EXTRACTED[name].columns:
            if not column.nullable and (count := table.column(column.name).null_count):
                yield Violation(name, column.name, "it must not be null", count, "null")


def _keys(tables: Mapping[str, pa.Table]) -> Iterator[Violation]:
    for name, table in tables.items():
        key = list(EXTRACTED[name].key)
        if len(key) == 1 and pc.count_distinct(table.column(key[0])).as_py() == table.num_rows:
            continue
        groups = table.select(key).group_by(key).aggregate([([], "count_all")])
        repeated = groups.filter(pc.greater(groups.column("count_all"), 1))
        yield from _violation(name, ", ".join(key), "the key is not unique", repeated.column(key[0]))


def _others(values: pa.ChunkedArray, known: pa.Array) -> pa.ChunkedArray:
    """The values that are neither null nor among those known."""
    if values.null_count:
        values = values.drop_null()
    is_known = pc.is_in(values, known)
    return values.slice(0, 0) if pc.all(is_known).as_py() else values.filter(pc.invert(is_known))


def _closed(tables: Mapping[str, pa.Table]) -> Iterator[Violation]:
    for rule in CLOSED:
        values = _present(tables, rule.dataset, rule.column)
        if values is not None:
            bad = _others(values, pa.array(rule.values))
            yield from _violation(rule.dataset, rule.column, "it is not in the closed list", bad)


def _foreign(tables: Mapping[str, pa.Table]) -> Iterator[Violation]:
    for rule in FOREIGN:
        values = _present(tables, rule.dataset, rule.column)
        if values is None:
            continue
        if pa.types.is_list(values.type):
            values = pc.list_flatten(values)
        keys = _present(tables, rule.target, EXTRACTED[rule.target].key[0])
        bad = _others(values, pa.array([], pa.string()) if keys is None else keys.combine_chunks())
        yield from _violation(rule.dataset, rule.column, f"it is not among the keys of {rule.target}", bad)


def _patterns(tables: Mapping[str, pa.Table]) -> Iterator[Violation]:
    for rule in PATTERNS:
        values = _present(tables, rule.dataset, rule.column)
        if values is not None:
            values = values.drop_null()
            bad = values.filter(pc.invert(pc.match_substring_regex(values, f"^(?:{rule.expression})$")))
            yield from _violation(rule.dataset, rule.column, f"it is not like {rule.expression}", bad)


def _dates(tables: Mapping[str, pa.Table]) -> Iterator[Violation]:
    first, last = pa.scalar(FIRST_DAY, DATE), pa.scalar(LAST_DAY, DATE)
    for name, table in tables.items():
        for column in EXTRACTED[name].columns:
            if column.type == DATE:
                values = table.column(column.name).drop_null()
                bad = values.filter(pc.or_(pc.less(values, first), pc.greater(values, last)))
                rule = f"it is not between {FIRST_DAY} and {LAST_DAY}"
                yield from _violation(name, column.name, rule, bad)


def _spans(tables: Mapping[str, pa.Table]) -> Iterator[Violation]:
    sizes = _page_sizes(tables.get("documents"))
    for name, table in tables.items():
        for column in EXTRACTED[name].columns:
            if column.type == SPAN and table.num_rows:
                spans = table.column(column.name).combine_chunks()
                owners = table.column(EXTRACTED[name].key[0]).combine_chunks()
                yield from _bad_spans(name, column.name, owners, spans, sizes)


def _bad_spans(
    name: str,
    column: str,
    owners: pa.Array,
    spans: pa.Array,
    sizes: dict[tuple[str, int], tuple[float, float]],
) -> Iterator[Violation]:
    places = spans.flatten()
    if not len(places):
        return
    page, x0, top, x1, bottom = (
        np.asarray(places.field(f).to_numpy(zero_copy_only=False))
        for f in ("page", "x0", "top", "x1", "bottom")
    )
    files = pc.utf8_slice_codeunits(owners, 0, KEY_DIGITS).dictionary_encode()
    file_of = files.indices.to_numpy()[pc.list_parent_indices(spans).to_numpy()]
    found, index = np.unique(file_of.astype(np.int64) * _PAGES + page, return_inverse=True)
    keys, unknown = files.dictionary.to_pylist(), (np.inf, np.inf)
    limits = np.array([sizes.get((keys[one // _PAGES], one % _PAGES), unknown) for one in found.tolist()])
    width, height = limits[index].T
    good = (page >= 1) & (x0 >= 0) & (x0 <= x1) & (x1 <= width + EDGE)
    good &= (top >= 0) & (top <= bottom) & (bottom <= height + EDGE) & np.isfinite(x1) & np.isfinite(bottom)
    if not good.all():
        where = int(np.flatnonzero(~good)[0])
        yield Violation(
            name, column, "the box is not on its page", int((~good).sum()), str(places[where].as_py())
        )


def _page_sizes(documents: pa.Table | None) -> dict[tuple[str, int], tuple[float, float]]:
    """Width and height by file and page."""
    if documents is None:
        return {}
    return {
        (document_id[:KEY_DIGITS], size["page"]): (size["width"], size["height"])
        for document_id, sizes in zip(
            documents.column("document_id").to_pylist(),
            documents.column("page_sizes").to_pylist(),
            strict=True,
        )
        for size in sizes or ()
    }


_CHECKS: tuple[Callable[[Mapping[str, pa.Table]], Iterator[Violation]], ...] = (
    _nulls,
    _keys,
    _closed,
    _foreign,
    _patterns,
    _dates,
    _spans,
)
