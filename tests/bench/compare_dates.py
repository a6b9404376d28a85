"""Read the same lines with this project and with the libraries for Japanese dates, and print the table of docs/dates.md.

    python -m venv peers && peers/bin/pip install -e '.[peers]'
    peers/bin/python tests/bench/compare_dates.py LINES.jsonl

Every line is a JSON object with `text`, `context` (`document_date`, `previous_date`) and `values`, a list of objects
with `start` and `end` in ISO 8601 or null. A library is asked only for what it sets out to do, and its answer is counted
right when the days are, whatever it says of precision, plans or doubts. A library that is not installed is left out.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Line:
    """One line of the expected answers."""

    text: str
    document: date | None
    previous: date | None
    days: list[Days]
    is_day: bool


def as_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_lines(path: Path) -> list[Line]:
    lines = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        context, values = row.get("context") or {}, row["values"]
        days: list[Days] = [(as_date(value["start"]), as_date(value["end"])) for value in values]
        is_day = len(days) == 1 and days[0][0] == days[0][1]
        previous = as_date(context.get("previous_date"))
        lines.append(Line(row["text"], as_date(context.get("document_date")), previous, days, is_day))
    return lines


def ours() -> Callable[[Line], list[Days]]:
    parse = importlib.import_module("normalizers").parse_dates

    def read(line: Line) -> list[Days]:
        found = parse(line.text, document_date=line.document, previous=line.previous)
        return [(span.start, span.end) for span in found.spans]

    return read


def timex_days(found: Any) -> Days | None:
    """Days of a TIMEX3 value: 2022-04-01, 2022-04-XX, 2022-XX-XX, FY2022, 2022-Q1; what has no year by its reference."""
    if found.type != "DATE":
        return None
    if fiscal := re.fullmatch(r"FY(\d{4})", found.value):
        year = int(fiscal[1])
        return date(year, 4, 1), date(year + 1, 3, 31)
    parts = re.fullmatch(r"(\d{4}|XXXX)-(\d\d|XX)-(\d\d|XX)", found.value)
    if parts is None:
        return None
    year = int(parts[1]) if parts[1] != "XXXX" else found.to_datetime().year
    if parts[2] == "XX":
        return date(year, 1, 1), date(year, 12, 31)
    month = int(parts[2])
    if parts[3] == "XX":
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, int(parts[3])), date(year, month, int(parts[3]))


def ja_timex() -> Callable[[Line], list[Days]]:
    parser = importlib.import_module("ja_timex").TimexParser
    pendulum = importlib.import_module("pendulum")

    def read(line: Line) -> list[Days]:
        reference = line.document or line.previous
        moment = pendulum.datetime(reference.year, reference.month, reference.day) if reference else None
        found: list[Days] = []
        is_range = False
        for timex in parser(reference=moment).parse(line.text):
            days = timex_days(timex)
            if days is None:
                continue
            if is_range and timex.range_end:
                days = found.pop()[0], days[1]
            found.append(days)
            is_range = bool(timex.range_start)
        return found

    return read


def japanera() -> Callable[[Line], list[Days]]:
    strptime = importlib.import_module("japanera").EraDate.strptime
    formats = ("%-K%-y年%m月%d日", "%-K%-n年%m月%d日", "%-h%-y.%m.%d", "%-h%-y/%m/%d", "%-K%-y.%m.%d")

    def read(line: Line) -> list[Days]:
        text = "".join(unicodedata.normalize("NFKC", line.text).split())
        for form in formats:
            try:
                day = strptime(text, form)[0].to_date()
            except (ValueError, KeyError, IndexError):
                continue
            return [(day, day)]
        return []

    return read


def jeraconv() -> Callable[[Line], list[Days]]:
    convert = importlib.import_module("jeraconv.jeraconv").J2W().convert

    def read(line: Line) -> list[Days]:
        text, unit, _ = unicodedata.normalize("NFKC", line.text).partition("年")
        try:
            year = convert(text + unit)
        except ValueError:
            return []
        return [(date(year, 1, 1), date(year, 12, 31))]

    return read


READERS = {"normalizers": ours, "ja-timex": ja_timex, "japanera": japanera, "jeraconv": jeraconv}


def answer(read: Callable[[Line], list[Days]], line: Line) -> list[Days] | None:
    """What a library says of a line; None where it raises."""
    try:
        return read(line)
    except Exception:  # noqa: BLE001  whatever a library raises, it gave no answer
        return None


def share(right: list[bool]) -> str:
    return f"{100 * sum(right) / len(right):.0f} %" if right else "–"


def row(name: str, lines: list[Line], answers: list[list[Days] | None]) -> str:
    """One row: all lines, single days, everything else, lines without a date, and the year alone of single values."""
    pairs = list(zip(lines, answers, strict=True))
    dated = [(line, found) for line, found in pairs if line.days]
    columns = [
        [found == line.days for line, found in pairs],
        [found == line.days for line, found in dated if line.is_day],
        [found == line.days for line, found in dated if not line.is_day],
        [found == [] for line, found in pairs if not line.days],
        [
            bool(found) and found[0][0] is not None and found[0][0].year == line.days[0][0].year
            for line, found in dated
            if len(line.days) == 1 and line.days[0][0]
        ],
    ]
    return f"| {name} | " + " | ".join(map(share, columns)) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lines", type=Path)
    lines = read_lines(parser.parse_args().lines)
    print(
        f"{len(lines)} lines\n\n| | all lines | single days | ranges, lists, other precisions | no date | year only |"
    )
    print("|---|---|---|---|---|---|")
    for name, make in READERS.items():
        try:
            read = make()
        except ImportError as missing:
            print(f"{name}: left out, {missing}", file=sys.stderr)
            continue
        print(row(name, lines, [answer(read, line) for line in lines]))


if __name__ == "__main__":
    main()
