"""How much of what papers say is read right: the project's samples as they are, and typeset anew in random layouts.

    .venv/bin/python -m tests.bench.bench_accuracy [--layouts N] [--seed S] [--verbose]

The content of the samples is known, since they are typeset from it; another layout means other fonts, type sizes, rules,
shading, page breaks, margins, page numbers and turned pages. What is compared is what is published. A text is right when
it is the same without white space and with full-width and half-width forms folded into one; a list when all of it is.
What is there beyond the truth (an item too many, a table that is none) counts as one more that is wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pyarrow.parquet as pq

from pipeline.reporting import Reporter
from pipeline.run import ingest
from pipeline.settings import Settings
from tests.samples.blocks import NewPage, Table
from tests.samples.generate import render, samples, truth
from tests.samples.strategies import LOOKS
from tests.samples.style import (
    CID_GOTHIC,
    CID_MINCHO,
    PageNumber,
    PageStyle,
    Shading,
    TableStyle,
    TextStyle,
    VerticalAlign,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.samples.forms import Sample
    from tests.samples.style import Rules, Sides

Row = dict[str, Any]
Answer = tuple[str, bool, str]
"""What kind of thing, whether it is right, and what it is, for `--verbose`."""

KINDS = (
    "cells of tables", "heads of documents", "headings with their text", "fields of cases", "items", "totals stated",
    "fields of meetings", "agenda items", "speeches and notes",
)  # fmt: skip

_NAMES = {"main_text": "description"}
"""Columns that the truth calls otherwise."""

_PLACES = ("items", "audits", "attachments", "common_items", "references")
"""What is compared elsewhere, or not at all."""


_LOOKS = {
    "ruled": [look for look in LOOKS if look[1] != "horizontal"],
    "open": [look for look in LOOKS if look[1] == "horizontal"],
}


def layout(sample: Sample, dice: random.Random, looks: Sequence[tuple[Rules, Sides]]) -> Sample:
    """The same sample in another layout, its tables in one of some looks."""
    digits = dice.random() < 0.2
    page = PageStyle(
        landscape=dice.random() < 0.3,
        rotate=dice.choice([0, 0, 0, 90, 180, 270]),
        noise=dice.choice([0.0, 1e-5]),
        margin_left=dice.choice([50.0, 62.0, 80.0]),
        margin_bottom=dice.choice([62.0, 90.0, 140.0]),
        number=dice.choice(get_args(PageNumber)),
        label=dice.choice(["", "資料No.1"]),
        text=TextStyle(
            font=dice.choice([CID_MINCHO, CID_GOTHIC]),
            size=dice.choice([9.0, 10.5, 12.0]),
            leading=dice.choice([1.25, 1.5, 1.8]),
            full_width_digits=digits,
        ),
    )
    blocks = []
    for block in sample.blocks:
        match block:
            case Table():
                blocks.append(replace(block, style=table_style(dice, looks, digits=digits)))
            case NewPage(page=PageStyle()):
                blocks.append(NewPage(page))
            case _:
                blocks.append(block)
    return replace(sample, page=page, blocks=tuple(blocks))


def table_style(dice: random.Random, looks: Sequence[tuple[Rules, Sides]], *, digits: bool) -> TableStyle:
    rules, sides = dice.choice(looks)
    return TableStyle(
        text=TextStyle(
            font=dice.choice([CID_MINCHO, CID_GOTHIC]),
            size=dice.choice([7.5, 9.0]),
            leading=dice.choice([1.15, 1.3]),
            full_width_digits=digits,
        ),
        rules=rules,
        sides=sides,
        shading=dice.choice(get_args(Shading)),
        repeat_header=dice.random() < 0.5,
        split_rows=dice.random() < 0.5,
        close_at_break=dice.random() < 0.5,
        valign=dice.choice(get_args(VerticalAlign)),
    )


def write_all(folder: Path, layouts: int, seed: int) -> dict[str, Row]:
    """Typeset everything; the truth of each file by its path."""
    known = {}
    for number in range(layouts + 1):
        for place, sample in enumerate(samples()):
            dice = random.Random(f"{seed} {number} {place}")
            group = "plain" if number == 0 else "open" if number % 4 == 0 else "ruled"
            path = f"{group}/{number:04}/{sample.name}.pdf"
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            while True:
                shown = sample if group == "plain" else layout(sample, dice, _LOOKS[group])
                try:
                    made = render(shown)
                    break
                except ValueError:  # a row that no page of this layout holds
                    continue
            (folder / path).write_bytes(made.pdf)
            known[path] = truth(shown, made)
    return known


def folded(value: Any) -> Any:
    """A value as it is compared."""
    match value:
        case str():
            return "".join(unicodedata.normalize("NFKC", value).split())
        case date():
            return value.isoformat()
        case list() | tuple():
            return [folded(one) for one in value]
        case dict():
            return {key: folded(one) for key, one in value.items() if key != "raw"}
        case _:
            return value


def agrees(found: Any, known: Any) -> bool:
    """Whether what was found says all that is known; a published entry may say more (the words that it was read from)."""
    if isinstance(known, dict) and isinstance(found, dict):
        return all(agrees(found.get(key), value) for key, value in known.items())
    if isinstance(known, list) and isinstance(found, list):
        return len(found) == len(known) and all(map(agrees, found, known))
    return found == known or (found in (None, "", []) and known in (None, "", []))


def fields(kind: str, found: Row | None, known: Row) -> Iterator[Answer]:
    """Each field that is known of a row."""
    for name, value in known.items():
        if name not in _PLACES:
            told = (found or {}).get(_NAMES.get(name, name))
            told = _cut(name, folded(told))
            yield kind, agrees(told, folded(value)), f"{name}: {told!r}, not {value!r}"


def _cut(name: str, told: Any) -> Any:
    """A subtitle is known without its brackets."""
    return told.strip("()") if name == "subtitle" and isinstance(told, str) else told


def paired(kind: str, found: Sequence[Any], known: Sequence[Any]) -> Iterator[Answer]:
    """Two lists of equal things, in whatever order: each that is known, and each that was found beyond."""
    left = Counter(map(repr, folded(list(found))))
    for value in known:
        key = repr(folded(value))
        yield kind, left[key] > 0, f"missing: {key}"
        left[key] -= left[key] > 0
    for key, count in left.items():
        yield from ((kind, False, f"too many: {key}") for _ in range(count))


def grid(table: Row, cells: Iterable[Row]) -> dict[tuple[int, int], str]:
    """The text at every place of a table's header and body, merged cells repeated; the header as one flat row."""
    places = {(-1, column): folded(name) for column, name in enumerate(table["header"])}
    for cell in cells:
        if cell["row"] >= 0:
            for row in range(cell["row"], cell["row"] + cell["row_span"]):
                for column in range(cell["column"], cell["column"] + cell["column_span"]):
                    places[row, column] = folded(cell["text"])
    return places


def cells_of(found: list[dict[tuple[int, int], str]], known: Row) -> Iterator[Answer]:
    """The cells of all tables of a file, each held against the table that has most of them."""
    left = list(found)
    for table in known["tables"]:
        wanted = {(-1, column): folded(name) for column, name in enumerate(table["header"])}
        for row, texts in enumerate(table["rows"]):
            wanted |= {(row, column): folded(text) for column, text in enumerate(texts)}
        best = max(left, key=lambda one: sum(one.get(p) == t for p, t in wanted.items()), default={})
        if best:
            left.remove(best)
        for place, text in wanted.items():
            yield "cells of tables", best.get(place) == text, f"{place}: {best.get(place)!r}, not {text!r}"
        for place in best.keys() - wanted.keys():
            yield "cells of tables", False, f"too many: {place} {best[place]!r}"
    for table in left:
        yield from (("cells of tables", False, f"no such table: {text!r}") for text in table.values())


class Published:
    """Rows by document, and documents by file."""

    def __init__(self, out: Path) -> None:
        self.rows: dict[str, dict[str, list[Row]]] = {}
        for name in (
            "cases",
            "items",
            "tables",
            "cells",
            "sections",
            "audits",
            "meetings",
            "utterances",
            "agenda_items",
        ):
            key = {
                "cells": "table_id",
                "utterances": "meeting_id",
                "agenda_items": "meeting_id",
                "items": "case_id",
            }
            self.rows[name] = defaultdict(list)
            for row in pq.read_table(out / name).to_pylist():
                self.rows[name][row[key.get(name, "document_id")]].append(row)
        self.documents: dict[str, list[Row]] = defaultdict(list)
        for row in pq.read_table(out / "documents").to_pylist():
            self.documents[row["source_path"]].append(row)

    def of(self, path: str, name: str) -> list[Row]:
        """Rows of a file, in order."""
        return [row for document in self.documents[path] for row in self.rows[name][document["document_id"]]]


def answers(published: Published, path: str, known: Row) -> Iterator[Answer]:
    """Everything that is known of a file, held against what is published of it."""
    tables = published.of(path, "tables")
    yield from cells_of([grid(t, published.rows["cells"][t["table_id"]]) for t in tables], known)
    papers = published.documents[path]
    for number, paper in enumerate(known.get("documents", ())):
        yield from fields("heads of documents", papers[number] if number < len(papers) else None, paper)
        told = [(a["kind"], a["stated"], a["found"], a["agrees"]) for a in published.of(path, "audits")]
        for audit in paper["audits"]:
            wanted = (audit["kind"], audit["stated"], audit["found"], audit["agrees"])
            yield "totals stated", wanted in told, f"missing: {audit['what']}"
    outline = folded(
        "".join(s["number_raw"] + s["heading"] + s["body"] for s in published.of(path, "sections"))
    )
    for section in known.get("sections", ()):
        text = folded(section["number_raw"] + section["heading"] + section["body"])
        yield "headings with their text", text in outline, f"not in one piece: {text}"
    yield from _cases(published, path, known)
    yield from _minutes(published, path, known)


def _cases(published: Published, path: str, known: Row) -> Iterator[Answer]:
    cases = published.of(path, "cases")
    for number, case in enumerate(known.get("cases", ())):
        found = cases[number] if number < len(cases) else None
        yield from fields("fields of cases", found, case)
        if "items" in case:
            own = published.rows["items"][found["case_id"]] if found else []
            names = ("path", "name", "qualifier", "is_open_ended")
            told = [[item[name] for name in names] for item in own if not item["is_common"]]
            yield from paired("items", told, [[item[name] for name in names] for item in case["items"]])
    for case in cases[len(known.get("cases", ())) :] if "cases" in known else ():
        yield "fields of cases", False, f"no such case: {case['title']}"


def _minutes(published: Published, path: str, known: Row) -> Iterator[Answer]:
    meetings = published.of(path, "meetings")
    for number, meeting in enumerate(known.get("meetings", ())):
        yield from fields("fields of meetings", meetings[number] if number < len(meetings) else None, meeting)
    key = meetings[0]["meeting_id"] if meetings else ""
    if "agenda_items" in known:
        names = ("number_raw", "kind", "title", "refers", "outcome", "conditions")
        told = [[row[name] for name in names] for row in published.rows["agenda_items"][key]]
        yield from paired(
            "agenda items", told, [[row[name] for name in names] for row in known["agenda_items"]]
        )
        names = ("kind", "speaker_raw", "text")
        told = [[row[name] for name in names] for row in published.rows["utterances"][key]]
        yield from paired(
            "speeches and notes", told, [[row[name] for name in names] for row in known["utterances"]]
        )


class Silent(Reporter):
    """Tells of no progress."""

    def progress(self, done: int, total: int, source_path: str) -> None:
        """As in `Reporter`."""


def measure(layouts: int, seed: int, *, verbose: bool) -> dict[str, Counter[tuple[str, bool]]]:
    """Right and wrong ones by kind, for each group of layouts."""
    counts: dict[str, Counter[tuple[str, bool]]] = {
        "plain": Counter(),
        **{look: Counter() for look in _LOOKS},
    }
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        known = write_all(base / "raw", layouts, seed)
        summary = ingest(Settings(base / "raw", base / "parquet", base / "cache", workers=2), Silent())
        assert not summary.failures, summary.failures
        published = Published(base / "parquet")
        for path, expected in known.items():
            for kind, is_right, what in answers(published, path, expected):
                counts[path.split("/")[0]][kind, is_right] += 1
                if verbose and not is_right:
                    print(f"{path}  {kind}  {what}")
    return counts


def share(count: Counter[tuple[str, bool]], kind: str) -> str:
    right, wrong = count[kind, True], count[kind, False]
    if not right + wrong:
        return "– | "
    return f"{100 * right / (right + wrong):.1f} % | {right:,} of {right + wrong:,}"


def main(arguments: list[str] | None = None) -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--layouts", type=int, default=32, help="layouts of each sample; every fourth without vertical rules"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="print everything that is wrong")
    options = parser.parse_args(arguments)
    counts = measure(options.layouts, options.seed, verbose=options.verbose)
    print(
        "| what | samples as they are | | other layouts, tables ruled | | tables without vertical rules | |"
    )
    print("|---|---|---|---|---|---|---|")
    for kind in KINDS:
        print(f"| {kind} | " + " | ".join(share(count, kind) for count in counts.values()) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
