"""How fast item lists are split and classified, beside plain SudachiPy on the same names in the same run.

    .venv/bin/python tests/bench/bench_items.py

The names are made of owners and things, so that each is another one and no cache helps; the second figure lets the cache
work as it does in a run over an archive, where the same names come back. Prints ratios to SudachiPy with the system
dictionary alone: 0.2 means that a fifth as many items are done in a second as names are tokenized.
Ends with status 1 where fewer than the 20,000 items a second are done that a run over a ward's archive needs.
"""

# ruff: noqa: T201  a command whose result is what it prints

from __future__ import annotations

import sys
import time
from itertools import product
from typing import TYPE_CHECKING

from sudachipy import Dictionary, SplitMode

from extractors.items import classify, classify_item, split_items, words

if TYPE_CHECKING:
    from collections.abc import Callable

NEEDED = 20_000
OWNERS = ["保護者", "児童", "申請者", "世帯主", "配偶者", "参加する子ども", "代理人", "利用者", "団体の代表者", "同居者"]
TIMES = ["", "現在の", "申請時の", "転入前の", "前年度の", "変更後の", "届出時の", "令和4年4月1日現在の"]
THINGS = [
    "氏名", "氏名（フリガナ）", "生年月日(西暦)", "住所", "電話番号", "勤務先名称", "学校名", "続柄", "障害者手帳の有無",
    "食物アレルギーの有無", "受診した医療機関", "口座番号", "収入額", "要介護度", "在留資格", "希望する日時", "申請理由",
    "1回目接種日", "利用している福祉サービスの種別", "住民票の写しの枚数",
]  # fmt: skip
NAMES = [f"{owner}の{when}{thing}" for owner, when, thing in product(OWNERS, TIMES, THINGS)]
LISTS = ["、".join(NAMES[start : start + 20]) for start in range(0, len(NAMES), 20)]


def run_lists() -> int:
    """Split all lists and classify their items; the number of items."""
    done = 0
    for text in LISTS:
        for item in split_items(text).items:
            classify_item(item.name, item.path)
            done += 1
    return done


def rate(run: Callable[[], int], before: Callable[[], None], rounds: int = 3) -> float:
    """Items done in a second, in the best of some rounds."""
    best = 0.0
    for _ in range(rounds):
        before()
        begin = time.perf_counter()
        done = run()
        best = max(best, done / (time.perf_counter() - begin))
    return best


def forget() -> None:
    """Empty the caches of names."""
    classify.forget()
    words.role.cache_clear()


def main() -> int:
    tokenizer = Dictionary(dict="core").tokenizer(mode=SplitMode.A)

    def run_peer() -> int:
        for name in NAMES:
            [one.surface() for one in tokenizer.tokenize(name)]
        return len(NAMES)

    assert run_lists() == len(NAMES)
    peer = rate(run_peer, lambda: None)
    fresh = rate(run_lists, forget)
    known = rate(run_lists, lambda: None)
    print("| what | times SudachiPy's tokenization |\n|---|---|")
    print(f"| split and classified, every name new | {fresh / peer:.2f} |")
    print(f"| split and classified, names met before | {known / peer:.2f} |")
    if fresh < NEEDED:
        print(f"fewer than {NEEDED} items a second", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
