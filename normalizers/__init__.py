"""Pure functions on Japanese text: its canonical form, dates, counts, departments and articles of law."""

from normalizers.contacts import Contact, find_contacts
from normalizers.counts import Count, parse_counts
from normalizers.cross_references import parse_cross_reference
from normalizers.dates import DateParse, DateSpan, RejectedDate, parse_dates
from normalizers.departments import Department, parse_departments
from normalizers.edits import raw_span
from normalizers.eras import format_era, japanese_fiscal_year
from normalizers.legal import LegalReference, bind_abbreviations, parse_legal
from normalizers.references import DocumentReference, parse_document_references
from normalizers.text import (
    GLYPH_REPAIRS,
    join_lines,
    normalize_comparison,
    normalize_display,
    normalize_with_offsets,
    repair_glyph_text,
)
from normalizers.times import TimeSpan, parse_times

__all__ = [
    "GLYPH_REPAIRS",
    "Contact",
    "Count",
    "DateParse",
    "DateSpan",
    "Department",
    "DocumentReference",
    "LegalReference",
    "RejectedDate",
    "TimeSpan",
    "bind_abbreviations",
    "find_contacts",
    "format_era",
    "japanese_fiscal_year",
    "join_lines",
    "normalize_comparison",
    "normalize_display",
    "normalize_with_offsets",
    "parse_counts",
    "parse_cross_reference",
    "parse_dates",
    "parse_departments",
    "parse_document_references",
    "parse_legal",
    "parse_times",
    "raw_span",
    "repair_glyph_text",
]
