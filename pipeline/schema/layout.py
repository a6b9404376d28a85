"""Datasets about what stands on the pages: tables, cells, sections."""

from __future__ import annotations

from pipeline.schema.types import (
    FLOAT64,
    INT8,
    INT32,
    SPAN,
    STRING,
    STRINGS,
    Column,
    Dataset,
    required,
)

TABLES = Dataset(
    "tables",
    "Every ruled table as found, joined over pages.",
    ("table_id",),
    (
        required("table_id", STRING, "Key; stable over reruns and renames"),
        required("document_id", STRING, "The document it stands in"),
        required("ordinal", INT32, "0-based place in the document"),
        required("caption", STRING, "The text just above it that names it, or empty"),
        required("header", STRINGS, "One name for each column, spanning header cells flattened with ' / '"),
        required("row_count", INT32, "Number of body rows"),
        required("column_count", INT32, "Number of columns"),
        required("kind", STRING, "case_list, statistics, fees, schedule, or other"),
        required("banners", STRINGS, "Lines above the table that say what its rows have in common"),
        required("span", SPAN, "Where it stands: page and box, one entry for each page"),
    ),
)

CELLS = Dataset(
    "cells",
    "One row per cell of a table, merged cells once, header cells included.",
    ("table_id", "row", "column"),
    (
        required("table_id", STRING, "The table it belongs to"),
        required("row", INT32, "0-based body row; header rows are negative, the last one is -1"),
        required("column", INT32, "0-based column"),
        required("row_span", INT32, "Number of rows it covers"),
        required("column_span", INT32, "Number of columns it covers"),
        required("text", STRING, "Printed text, line wraps joined, paragraphs kept as line feeds"),
        required("text_raw", STRING, "Printed lines, joined with line feeds"),
        Column("number", FLOAT64, "Value of a numeric cell"),
        Column("unit", STRING, "Unit of `number`"),
        Column(
            "confidence", FLOAT64, "How surely it was recognized, 0 to 1; null for text that the PDF holds"
        ),
        required("span", SPAN, "Where it stands; more than one place when it runs over a page break"),
    ),
)

SECTIONS = Dataset(
    "sections",
    "The numbered outline of every document.",
    ("section_id",),
    (
        required("section_id", STRING, "Key; stable over reruns and renames"),
        required("document_id", STRING, "The document it stands in"),
        Column("parent_id", STRING, "The section it belongs to"),
        required("ordinal", INT32, "0-based place in the document, in reading order"),
        required("level", INT8, "1 for 第1, 2 for 1, 3 for (1) …, as nested on the page"),
        required("number_raw", STRING, "Its number as printed: 第1, 1, (1), ア, ①, ・"),
        required("heading", STRING, "Its heading"),
        required("body", STRING, "The text below it up to the next section"),
        required("resolved_body", STRING, "`body` with cross references replaced by what they point to"),
        required("resolved_from", STRINGS, "section_id of the sections that were taken over"),
        required("span", SPAN, "Where it stands: page and box"),
    ),
)
