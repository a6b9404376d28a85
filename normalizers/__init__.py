"""Pure functions on Japanese text: its canonical form, dates, counts, departments and articles of law."""

from normalizers.counts import Count, parse_counts
from normalizers.cross_references import parse_cross_reference
from normalizers.edits import raw_span
from normalizers.text import (
    GLYPH_REPAIRS,
    join_lines,
    normalize_comparison,
    normalize_display,
    normalize_with_offsets,
    repair_glyph_text,
)

__all__ = [
    "GLYPH_REPAIRS",
    "join_lines",
    "normalize_comparison",
    "normalize_display",
    "normalize_with_offsets",
    "raw_span",
    "repair_glyph_text",
]
