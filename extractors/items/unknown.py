"""Items that no rule knows, counted, so that a maintainer sees which words the taxonomy lacks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from extractors.findings import Finding
from extractors.items.classify import classify_item
from extractors.items.words import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable


def unknown_findings(items: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Finding, ...]:
    """One finding for each name that no rule knows, the commonest first.

    Args:
        items: names with the headings they stand under; repetitions count.

    Returns:
        Findings `item_unknown` whose message says how often the name occurs.
    """
    unknown = Counter(canonical(name) for name, path in items if classify_item(name, path).rule is None)
    ordered = sorted(unknown.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple(
        Finding("item_unknown", "info", f"No rule classifies this item; it occurs {count} times.", name)
        for name, count in ordered
    )
