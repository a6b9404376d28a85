"""How fast dates are read, beside python-dateutil on the same Gregorian dates in the same run.

    .venv/bin/python tests/bench/bench_dates.py

Every text is different, so that no cache helps. Prints ratios to dateutil: 2 means twice as many texts in a second.
Ends with status 1 where plain dates are read slower than the 50,000 a second that a run over a ward's archive needs.
"""

from __future__ import annotations

import sys
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dateutil import parser

from normalizers.dates import parse_dates
from normalizers.eras import format_era

if TYPE_CHECKING:
    from collections.abc import Callable

NEEDED = 50_000
DAYS = [date(1990, 1, 1) + timedelta(days=number) for number in range(12_000)]
SLASHED = [f"{day.year}/{day.month}/{day.day}" for day in DAYS]
TEXTS: dict[str, list[str]] = {
    "2022/4/1": SLASHED,
    "令和4年4月1日": [format_era(day) for day in DAYS],
    "letter-spaced and full-width": [" ".join(format_era(day)) for day in DAYS],
    "a sentence with a range": [
        f"{format_era(day)}から同月末日まで委託して実施する予定である。" for day in DAYS
    ],
    "a sentence without a date": [
        f"申請者の氏名、住所及び電話番号を、担当課の端末{number}台に保管する。" for number in range(len(DAYS))
    ],
}


def rate(read: Callable[[str], object], texts: list[str], rounds: int = 3) -> float:
    """Texts read in a second, in the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        begin = time.perf_counter()
        for text in texts:
            read(text)
        best = min(best, time.perf_counter() - begin)
    return len(texts) / best


def main() -> int:
    assert all(parse_dates(text).spans[0].start == day for text, day in zip(SLASHED, DAYS, strict=True))
    peer = rate(parser.parse, SLASHED)
    print("| text | times dateutil on 2022/4/1 |\n|---|---|")
    rates = {name: rate(parse_dates, texts) for name, texts in TEXTS.items()}
    for name, found in rates.items():
        print(f"| {name} | {found / peer:.1f} |")
    slowest = min(rates["2022/4/1"], rates["令和4年4月1日"])
    print(f"\nplain dates: {'at least' if slowest >= NEEDED else 'fewer than'} {NEEDED:,} a second")
    return 0 if slowest >= NEEDED else 1


if __name__ == "__main__":
    sys.exit(main())
