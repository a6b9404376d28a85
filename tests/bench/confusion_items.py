"""Where classified items go wrong, by category: a confusion table in Markdown.

    .venv/bin/python tests/bench/confusion_items.py LABELLED.jsonl [--attributes]

Each line of the file is a JSON object with `name`, `path` (list), `category` and `attribute`. A row of the table is a
labelled category: how many items it has, how many were put there, and where the others went.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from extractors import classify_item


def confusion(lines: list[str], field: str) -> dict[str, Counter[str]]:
    """For each labelled value of `field`, how often each value was given."""
    table: dict[str, Counter[str]] = {}
    for line in lines:
        entry = json.loads(line)
        found = classify_item(entry["name"], tuple(entry.get("path") or ()))
        table.setdefault(entry[field], Counter())[getattr(found, field)] += 1
    return table


def render(table: dict[str, Counter[str]]) -> str:
    """The table in Markdown."""
    rows = ["| labelled | items | right | the others |", "|---|---|---|---|"]
    for label, given in sorted(table.items()):
        others = ", ".join(f"{name} {count}" for name, count in given.most_common() if name != label)
        rows.append(f"| {label} | {given.total()} | {given[label]} | {others or '–'} |")
    right = sum(given[label] for label, given in table.items())
    total = sum(given.total() for given in table.values())
    return "\n".join([*rows, f"| all | {total} | {right} ({right / max(total, 1):.1%}) | |"])


def main(arguments: list[str]) -> int:
    files = [Path(one) for one in arguments if not one.startswith("--")]
    if len(files) != 1 or not files[0].is_file():
        print(__doc__, file=sys.stderr)
        return 2
    lines = [line for line in files[0].read_text(encoding="utf-8").splitlines() if line.strip()]
    print(render(confusion(lines, "attribute" if "--attributes" in arguments else "category")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
