"""How fast item lists are split and classified, beside plain SudachiPy on the same names in the same run.

    .venv/bin/python tests/bench/bench_items.py

The names are made of owners and things, so that each is another one and no cache helps; the second figure lets the cache
work as it does in a run over an archive, where the same names come back. Prints ratios to SudachiPy with the system
dictionary alone: 0.2 means that a fifth as many items are done in a second as names are tokenized.
Ends with status 1 where, with the cache, fewer than the 20,000 items a second are done that a ward's archive needs.
"""

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
OWNERS = [
    "保護者", "児童", "申請者", "世帯主", "配偶者", "参加者", "代理人", "利用者", "代表者", "同居者", "相談者", "対象者",
    "被保険者", "納税義務者", "担当者", "受給者", "届出人", "妊婦", "患者", "祖父", "祖母", "担任", "飼い主", "職員",
]  # fmt: skip
THINGS = [
    "氏名", "氏名（フリガナ）", "生年月日(西暦)", "住所", "電話番号", "勤務先名称", "学校名", "続柄", "障害者手帳の有無",
    "食物アレルギーの有無", "受診医療機関", "口座番号", "収入額", "要介護度", "在留資格", "希望日時", "申請理由", "接種日",
    "福祉サービスの利用状況", "証明書の枚数", "年齢", "性別", "連絡先", "職業", "学年", "健康状態", "既往歴", "住居の状況",
    "資格", "所属", "メールアドレス", "顔写真", "発言内容", "相談記録", "配慮事項", "国籍", "本籍", "課税額", "負債額", "趣味",
]  # fmt: skip
NAMES = [f"{owner}{link}{thing}" for owner, link, thing in product(OWNERS, ["", "の"], THINGS)]
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
    if known < NEEDED:
        print(f"fewer than {NEEDED} items a second", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
