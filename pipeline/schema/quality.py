"""Datasets about the data themselves: findings, audits, runs."""

from __future__ import annotations

from pipeline.schema.types import (
    BOOL,
    FLOAT64,
    INT32,
    INT64,
    SPAN,
    STRING,
    TIMESTAMP,
    Column,
    Dataset,
    required,
)

FINDINGS = Dataset(
    "findings",
    "What is doubtful, refused or lost, so that nothing is silent.",
    ("finding_id",),
    (
        required("finding_id", STRING, "Key; stable over reruns"),
        Column("document_id", STRING, "The document it is about; null for a file that gave none"),
        required("source_path", STRING, "Path of the PDF relative to the raw folder"),
        required(
            "severity", STRING, "error: something is lost; warning: it is doubtful; info: worth knowing"
        ),
        required("code", STRING, "Stable code, documented in the README"),
        required("message", STRING, "One sentence that a person can act on"),
        required("raw", STRING, "The printed text that it is about, or empty"),
        required("span", SPAN, "Where it stands; empty when it is about the whole file"),
        Column("case_id", STRING, "The case it is about"),
    ),
)

AUDITS = Dataset(
    "audits",
    "What a document states about itself, held against what was extracted.",
    ("audit_id",),
    (
        required("audit_id", STRING, "Key; stable over reruns and renames"),
        required("document_id", STRING, "The document that makes the statement"),
        required("kind", STRING, "row_count, flag_count, column_total, breakdown, or numbering"),
        required("statement_raw", STRING, "The statement as printed"),
        required("stated", INT64, "The number that is stated"),
        required("found", INT64, "The number that was extracted"),
        required("agrees", BOOL, "Whether the two agree"),
        required("span", SPAN, "Where the statement stands"),
        Column("table_id", STRING, "The table it is about"),
    ),
)

RUNS = Dataset(
    "runs",
    "One row per run of `ingest`; the only dataset with clock times, and not part of a rollback.",
    ("run_id",),
    (
        required("run_id", STRING, "Key: start time and process number"),
        required("started_at", TIMESTAMP, "Start of the run"),
        Column("finished_at", TIMESTAMP, "End of the run; null when it was interrupted"),
        required("files_seen", INT32, "PDFs found in the raw folder"),
        required("files_new", INT32, "PDFs read for the first time"),
        required(
            "files_changed", INT32, "PDFs read again: changed, retried, or because the extractor changed"
        ),
        required("files_unchanged", INT32, "PDFs whose earlier result was used again"),
        required("files_removed", INT32, "PDFs that have left the raw folder since the last run"),
        required("files_failed", INT32, "PDFs that give no documents, failed earlier ones included"),
        required("pages", INT32, "Pages in the published datasets"),
        required("cases", INT32, "Cases in the published datasets"),
        required("items", INT32, "Items in the published datasets"),
        required("seconds", FLOAT64, "Duration"),
        required("extractor_version", STRING, "Version of the extractor that ran"),
        required("host", STRING, "Name of the machine"),
        Column("exit_status", INT32, "As documented in docs/running.md; null when the run was interrupted"),
        Column("publish", STRING, "Number of the publish that this run made; null when it made none"),
    ),
)
