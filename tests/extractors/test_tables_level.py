"""Tables ruled only horizontally: columns told by white space, names of groups, open ends at page breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from extractors.flow import read_flow
from extractors.tables.level_pages import MAX_PARTS
from tests.extractors.table_cases import assert_exact
from tests.samples.blocks import Cell, NewPage, Table, Text, Typeset, grid
from tests.samples.style import PageStyle, TableStyle
from tests.samples.typeset import typeset, typeset_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.samples.blocks import Block

LEVEL = TableStyle(sides="horizontal")
GROUPED: list[list[Any]] = [
    [Cell("施設名", 3), Cell("利用の状況", 1, 3), None, None, Cell("備考", 3)],
    [None, Cell("件数", 2), Cell("人数", 1, 2), None, None],
    [None, None, "大人", "子ども", None],
]
USES = [[f"第{n}地区会館", f"{n * 37:,}", f"{n * 811:,}", f"{n * n:,}", ""] for n in range(1, 40)]


def read(folder: Path, made: Typeset) -> None:
    path = folder / "table.pdf"
    path.write_bytes(made.pdf)
    assert_exact(read_flow(path).tables, made.tables)


@pytest.mark.parametrize("count", [3, 39])
@pytest.mark.parametrize("repeat", [True, False])
def test_names_of_groups_over_the_columns(tmp_path: Path, count: int, *, repeat: bool) -> None:
    style = TableStyle(sides="horizontal", repeat_header=repeat)
    table = Table(
        grid(GROUPED), grid(USES[:count]), (3, 1, 1, 1, 3), style, ("left", "right", "right", "right", "left")
    )
    read(tmp_path, typeset([table], PageStyle(margin_bottom=400)))


@pytest.mark.parametrize("close", [True, False])
@pytest.mark.parametrize("valign", ["top", "middle", "middle_of_row", "bottom"])
def test_rows_cut_by_a_page_break(tmp_path: Path, valign: Any, *, close: bool) -> None:
    rows = [
        [str(n), "申請の受付" * (1 + n % 3), "氏名、住所、電話番号、" * 9, "記録" * (n % 2)]
        for n in range(1, 16)
    ]
    style = TableStyle(sides="horizontal", close_at_break=close, valign=valign, repeat_header=False)
    page = PageStyle(margin_bottom=330, banner="見本の欄外", number="dashes")
    made = typeset_table(rows, [["番号", "業務の名称", "項目", "備考"]], style, page, widths=(1, 3, 6, 2))
    assert made.tables[0].split_rows
    read(tmp_path, made)


def test_columns_that_one_page_alone_does_not_tell(tmp_path: Path) -> None:
    full = [[f"第{n}号", "請求の受付", "決定の通知"] for n in range(1, 12)]
    rows = [*full, ["第12号", "", "決定の通知"], ["第13号", "", ""]]
    page = PageStyle(margin_bottom=842 - 62 - 12 * 19.8)
    read(tmp_path, typeset_table(rows, [["番号", "前半", "後半"]], LEVEL, page))


@pytest.mark.parametrize("repeat", [True, False])
def test_more_pages_than_are_looked_at_together(tmp_path: Path, *, repeat: bool) -> None:
    """Columns have text on some pages only: the first, one in the middle that all others are far from, the last."""
    rows = [[f"第{n}号", "請求の受付", "", ""] for n in range(200)]
    for number in (0, 1, 98, 99, 198, 199):
        rows[number][2:] = ["決定の通知", "郵送による"]
    style = TableStyle(sides="horizontal", repeat_header=repeat)
    page = PageStyle(margin_bottom=842 - 62 - 12 * 19.8)
    made = typeset_table(rows, [["番号", "前半", "後半", "備考"]], style, page, widths=(1, 2, 2, 3))
    assert len(made.pages) > 2 * MAX_PARTS
    read(tmp_path, made)


def test_merged_cells(tmp_path: Path) -> None:
    rows: list[list[Any]] = []
    for name in ("総務部", "福祉部", "教育委員会"):
        rows += [[Cell(name, 3), "請求の受付", "1,200"], [None, "相談", "35"], [None, "決定の通知", "410"]]
    read(tmp_path, typeset_table(rows, [["部局", "事務", "件数"]], LEVEL, widths=(2, 3, 1)))


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("margin", [62, 620, 670])
def test_a_name_and_a_total_in_the_middle_of_two_columns(
    tmp_path: Path, margin: int, *, repeat: bool
) -> None:
    rows: list[list[Any]] = []
    for name in ("総務部", "福祉部", "教育委員会"):
        rows += [[Cell(name, 3), "請求の受付", "1,200"], [None, "相談", "35"], [None, "決定の通知", "410"]]
    rows.append([Cell("合計", 1, 2, "center"), None, "4,935"])
    names = [Cell("部局及び事務", 1, 2), None, "件数"]
    style = TableStyle(sides="horizontal", repeat_header=repeat)
    table = Table(grid([names]), grid(rows), (2, 3, 1), style, ("left", "left", "right"))
    read(tmp_path, typeset([table], PageStyle(margin_bottom=margin)))


def test_rows_unruled_below_the_header(tmp_path: Path) -> None:
    style = TableStyle(sides="horizontal", row_rules=False)
    read(
        tmp_path,
        typeset_table(USES, [["施設名", "件数", "大人", "子ども", "備考"]], style, widths=(3, 1, 1, 1, 2)),
    )


@pytest.mark.parametrize("valign", ["top", "middle", "bottom"])
@pytest.mark.parametrize("margin", [62, 500])
def test_wrapped_rows_unruled_below_the_header(tmp_path: Path, valign: Any, margin: int) -> None:
    rows = [
        [
            f"第{n}地区会館" if n % 4 else "第二中央地区会館の北の分室と車庫",
            "窓口で相談の内容を聞き取り、次の相談に役立てる。" * (1 + n % 3) if n % 2 else "",
            f"{n * 811:,}",
        ]
        for n in range(1, 16)
    ]
    style = TableStyle(sides="horizontal", row_rules=False, valign=valign, split_rows=False)
    page = PageStyle(margin_bottom=margin)
    read(tmp_path, typeset_table(rows, [["施設名", "概要", "人数"]], style, page, widths=(2, 4, 1)))


def test_wrapped_rows_with_nothing_between_them(tmp_path: Path) -> None:
    rows = [
        [f"{n}", "窓口で相談の内容を聞き取り、次の相談に役立てる。" * (1 + n % 2), "登録"]
        for n in range(1, 9)
    ]
    style = TableStyle(sides="horizontal", row_rules=False, padding=0.0)
    read(tmp_path, typeset_table(rows, [["番号", "概要", "備考"]], style, widths=(1, 4, 1)))


@pytest.mark.parametrize(
    "between",
    [
        [Text("次の表は、前年度の利用の状況を施設ごとにまとめたものであり、件数の多い順に並べている。")],
        [NewPage()],
    ],
)
def test_two_tables_of_one_width_with_other_columns(tmp_path: Path, between: Sequence[Block]) -> None:
    first = Table(grid([["施設名", "件数", "人数"]]), grid([r[:3] for r in USES[:8]]), (3, 1, 1), LEVEL)
    rows = [
        ["4月", "窓口の混雑", "12", "5", "7"],
        ["5月", "案内の表示", "3", "1", "2"],
        ["6月", "職員の応対", "8", "8", "0"],
    ]
    second = Table(grid([["月", "意見の内容", "計", "賛成", "反対"]]), grid(rows), (1, 4, 1, 1, 1), LEVEL)
    read(tmp_path, typeset([first, *between, second]))


@pytest.mark.parametrize("names", [["施設名", "件数", "人数"], ["集い", "大人の参加", "子どもの参加"]])
@pytest.mark.parametrize(
    "heading", [["(2) 南部の施設"], ["第2 南部の施設", "南部の施設には、休館中のものを含む。"]]
)
def test_a_heading_between_tables_that_name_their_columns(
    tmp_path: Path, names: Sequence[str], heading: Sequence[str]
) -> None:
    parts = [
        Table(grid([names]), grid([row[:3] for row in rows]), (3, 1, 1), LEVEL)
        for rows in (USES[:5], USES[5:9])
    ]
    read(tmp_path, typeset([parts[0], *map(Text, heading), parts[1]]))


def test_a_heading_below_what_the_page_break_left_of_a_table(tmp_path: Path) -> None:
    names = ["施設名", "件数", "うち大人が参加したもの", "うち子どもが参加したもの"]
    widths = (3, 1, 2, 2)
    style = TableStyle(sides="horizontal", repeat_header=False)
    first = Table(grid([names]), grid([row[:4] for row in USES[:37]]), widths, style)
    second = Table(grid([names]), grid([row[:4] for row in USES[:3]]), widths, style)
    made = typeset([first, Text("(2) 南部の施設"), second])
    assert made.tables[0].pages == (1, 2)
    read(tmp_path, made)


def test_a_note_a_heading_and_a_unit_between_tables(tmp_path: Path) -> None:
    between = [
        Text("※休館中の施設を除く。"),
        Text("3 南部の施設", indent=1),
        Text("次の表による。", indent=3),
        Text("（単位：件）", align="right"),
    ]
    first = Table(grid([["施設名", "件数", "人数"]]), grid([r[:3] for r in USES[:5]]), (3, 1, 1), LEVEL)
    names = ["集いの名称", "大人の参加", "子どもの参加", "増減"]
    second = Table(grid([names]), grid([r[:4] for r in USES[:5]]), (3, 1, 1, 1), LEVEL)
    read(tmp_path, typeset([first, *between, second]))


def test_a_name_of_a_group_of_rows_is_a_row(tmp_path: Path) -> None:
    rows = [["北部", "", ""], *(r[:3] for r in USES[:3]), ["南部", "", ""], *(r[:3] for r in USES[3:6])]
    read(tmp_path, typeset_table(rows, [["施設名", "件数", "人数"]], LEVEL, widths=(3, 1, 1)))


def test_prose_between_rules_is_no_table(tmp_path: Path) -> None:
    words = (
        "この手引きは、窓口で請求を受け付ける職員のためのものである。請求の趣旨をよく聞き取り、文書を特定する。"
        * 6
    )
    made = typeset([Table((), grid([[words]] * 3), (1,), LEVEL)])
    path = tmp_path / "table.pdf"
    path.write_bytes(made.pdf)
    assert read_flow(path).tables == ()
