"""Random tables of words and figures: headers of one to three levels, merged, empty, wrapped and right-aligned cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from tests.samples.blocks import Cell, Table, grid
from tests.samples.strategies import LOOKS
from tests.samples.style import (
    CID_GOTHIC,
    CID_MINCHO,
    PageNumber,
    PageStyle,
    Shading,
    TableStyle,
    TextStyle,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from tests.samples.style import Align

GROUPS = (
    "請求の状況",
    "決定の内訳",
    "前年度",
    "本年度",
    "処理の状況",
    "対象者",
    "窓口での受付",
    "電子申請",
    "施設の利用",
)
PARTS = ("上半期", "下半期", "個人", "団体", "市内", "市外", "新規分", "継続分")
NAMES = (
    "件数",
    "人数",
    "公開",
    "一部公開",
    "非公開",
    "不存在",
    "取下げ",
    "割合",
    "金額（千円）",
    "延べ人数",
    "増減",
)
FACTS = ("担当課", "事業の名称", "概要", "備考", "所在地", "対象となる者", "実施の方法")
PLACES = (
    "中央図書館",
    "北部公民館",
    "みどり台地区会館",
    "南総合支所",
    "こども発達支援センター",
    "市民活動サポートセンター分室",
)
SECTIONS = ("総務部", "市民生活部", "福祉保健部", "都市整備部", "教育委員会")
SENTENCES = (
    "申請書の受付、審査及び決定の通知に係る事務",
    "窓口での相談の内容を記録し、次の相談に役立てるため、氏名及び連絡先を記録する。",
    "利用者の登録",
    "前年度からの継続",
    "郵送で送られた調査票を回収し、集計した結果を計画の改定に用いる。回答は無記名とする。",
    "該当なし",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the body: what is printed in it, how it is aligned, how wide it is, how often a cell is empty."""

    name: str
    make: Callable[[random.Random, int], str]
    align: Align
    width: float
    empty: float


def figures_table(rng: random.Random, style: TableStyle, *, levels: int | None = None) -> Table:
    """A random table of words and figures."""
    columns = _columns(rng)
    levels = rng.choice((1, 1, 2, 3)) if levels is None else levels
    header = header_of(rng, [column.name for column in columns], levels)
    count = rng.choice((3, 6, 12, 25, 60))
    rows: list[list[str | Cell | None]] = [
        ["" if rng.random() < column.empty else column.make(rng, number) for column in columns]
        for number in range(1, count + 1)
    ]
    if columns[0].name == "部局":
        _merge_sections(rng, rows)
    return Table(
        grid(header),
        grid(rows),
        tuple(column.width for column in columns),
        style,
        tuple(column.align for column in columns),
    )


def _columns(rng: random.Random) -> list[Column]:
    columns: list[Column] = []
    if rng.random() < 0.3:
        columns.append(Column("部局", lambda r, _: r.choice(SECTIONS), "left", 2.2, 0.0))
    elif rng.random() < 0.6:
        align: Align = rng.choice(("left", "center", "right"))
        columns.append(Column(rng.choice(("番号", "No")), lambda _, n: str(n), align, 1.3, 0.0))
    columns.append(Column("区分", lambda r, _: r.choice(PLACES), "left", 3.0, 0.0))
    for name in rng.sample(FACTS, rng.choice((0, 1, 1, 2))):
        empty = rng.choice((0.0, 0.2, 0.6, 0.9))
        columns.append(Column(name, lambda r, _: r.choice(SENTENCES), "left", rng.uniform(3, 5), empty))
    for name in rng.sample(NAMES, rng.choice((1, 2, 3, 4))):
        empty = rng.choice((0.0, 0.0, 0.1, 0.5))
        size = rng.choice((30, 900, 60000, 3000000))
        columns.append(
            Column(name, lambda r, _, s=size: f"{r.randint(0, s):,}", "right", rng.uniform(1.6, 2.6), empty)
        )  # type: ignore[misc]
    return columns


def header_of(rng: random.Random, names: Sequence[str], levels: int) -> list[list[str | Cell | None]]:
    """Header rows in which names stand below the names of groups; those in no group span all levels."""
    header: list[list[str | Cell | None]] = [[None] * len(names) for _ in range(levels)]
    labels = [*rng.sample(GROUPS, len(GROUPS)), *rng.sample(PARTS, len(PARTS))]

    def fill(level: int, first: int, stop: int) -> None:
        at = first
        while at < stop:
            room = stop - at
            size = (
                rng.randint(2, room)
                if room > 1 and level < levels - 1 and (at or level) and rng.random() < 0.7
                else 1
            )
            if size > 1 and labels:
                header[level][at] = Cell(labels.pop(), 1, size)
                fill(level + 1, at, at + size)
            else:
                size = 1
                header[level][at] = Cell(names[at], levels - level)
            at += size

    fill(0, 0, len(names))
    return (
        [row for row in header if any(cell is not None for cell in row)]
        if _used(header) == levels
        else header_of(rng, names, _used(header))
    )


def _used(header: Sequence[Sequence[object]]) -> int:
    return max(level + 1 for level, row in enumerate(header) if any(cell is not None for cell in row))


def _merge_sections(rng: random.Random, rows: list[list[str | Cell | None]]) -> None:
    """Merge stretches of the first column."""
    at = 0
    while at < len(rows):
        size = min(rng.randint(1, 4), len(rows) - at)
        rows[at][0] = Cell(str(rows[at][0]), size)
        for row in range(at + 1, at + size):
            rows[row][0] = None
        at += size


def table_style(rng: random.Random, looks: Sequence[tuple[str, str]] = LOOKS) -> TableStyle:
    """Any way to rule and to break a table."""
    rules, sides = rng.choice(looks)
    text = TextStyle(
        font=rng.choice((CID_MINCHO, CID_GOTHIC)),
        size=rng.choice((7.5, 9.0, 10.5)),
        leading=rng.choice((1.1, 1.4)),
        full_width_digits=rng.random() < 0.3,
    )
    return TableStyle(
        text=text,
        rules=rules,  # type: ignore[arg-type]
        sides=sides,  # type: ignore[arg-type]
        shading=rng.choice(get_args(Shading)),
        repeat_header=rng.random() < 0.5,
        split_rows=rng.random() < 0.5,
        close_at_break=rng.random() < 0.7,
        valign=rng.choice(("top", "middle", "middle_of_row", "bottom")),
        padding=rng.choice((2.0, 4.0)),
    )


def page_style(rng: random.Random) -> PageStyle:
    """Sheets upright, on their side and turned, with and without furniture; short ones, so that tables break."""
    return PageStyle(
        landscape=rng.random() < 0.4,
        rotate=rng.choice((0, 0, 0, 90, 180, 270)),
        margin_bottom=rng.choice((62.0, 250.0, 400.0)),
        number=rng.choice(get_args(PageNumber)),
        label=rng.choice(("", "資料No.1")),
        banner=rng.choice(("", "要配慮個人情報を含むもの")),
    )
