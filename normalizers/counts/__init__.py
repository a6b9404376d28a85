"""Counts of cases, persons, things and money (件数, 人数, 金額) in running text and table cells.

`values` finds the numbers with their counter (`counters`), `context` what the words around them make of them.
"""

from normalizers.counts.parser import Count, parse_counts

__all__ = ["Count", "parse_counts"]
