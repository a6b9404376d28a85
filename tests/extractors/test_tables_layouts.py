"""How tables stand on pages: what surrounds them, how they break, and which of two things a page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from extractors.extract import read_tables
from extractors.flow import Flow, FlowTable, read_flow
from tests.extractors.table_cases import cells_of, squeezed
from tests.samples.blocks import Block, Cell, NewPage, Notice, Table, Text, Typeset, grid
from tests.samples.style import PageNumber, PageStyle, TableStyle, TextStyle
from tests.samples.typeset import typeset, typeset_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEADER = [["番号", "件名", "内容"]]
ROWS = [[str(n), f"第{n}の事業", "氏名、住所、電話番号" * 2] for n in range(1, 6)]
MANY = [[str(n), f"第{n}の事業", "氏名、住所、電話番号" * 2] for n in range(1, 60)]
PROSE = "この報告では、事業の概要及び取り扱う個人情報の項目について、次のとおり報告する。"


def flow_of(folder: Path, made: Typeset) -> Flow:
    path = folder / "table.pdf"
    path.write_bytes(made.pdf)
    return read_flow(path)


def assert_exact(flow: Flow, made: Typeset) -> None:
    assert len(flow.tables) == len(made.tables)
    for table, truth in zip(flow.tables, made.tables, strict=True):
        assert cells_of((table.header,)) == cells_of((truth.header,))
        assert cells_of(table.rows) == cells_of(truth.rows)
        assert table.pages == truth.pages
        spans = {(c.row, c.column, c.row_span, c.column_span) for c in table.cells}
        assert spans == {(c.row, c.column, c.row_span, c.column_span) for c in truth.cells}


def block(rows: Sequence[Sequence[Any]], header: Sequence[Sequence[Any]] = HEADER, **more: Any) -> Table:
    return Table(grid(header), grid(rows), (1.0, 3.0, 5.0), **more)


def outline(flow: Flow) -> list[str]:
    """Lines and tables in reading order."""
    return ["(table)" if isinstance(e, FlowTable) else squeezed(e.line.text) for e in flow.elements]


def test_two_tables_on_a_page_and_the_prose_about_them(tmp_path: Path) -> None:
    blocks: list[Block] = [
        Text("はじめの文。"),
        block(ROWS),
        Text("間の文。", above=1),
        block(ROWS[:2]),
        Text("終わりの文。"),
    ]
    made = typeset(blocks)
    flow = flow_of(tmp_path, made)
    assert_exact(flow, made)
    assert outline(flow) == ["はじめの文。", "(table)", "間の文。", "(table)", "終わりの文。"]


def test_equal_tables_with_nothing_between_them_on_one_page_stay_two(tmp_path: Path) -> None:
    made = typeset([block(ROWS, above=2.0), block(ROWS, above=2.0)])
    assert_exact(flow_of(tmp_path, made), made)


def test_a_table_that_begins_and_ends_in_the_middle_of_a_page(tmp_path: Path) -> None:
    before: list[Block] = [Text(PROSE) for _ in range(12)]
    made = typeset_table(MANY, HEADER, None, None, widths=(1, 3, 5), before=before, after=[Text(PROSE)])
    flow = flow_of(tmp_path, made)
    assert len(made.pages) == 2
    assert_exact(flow, made)
    text = "".join(outline(flow))
    assert text == squeezed(PROSE) * 12 + "(table)" + squeezed(PROSE)


def test_a_table_on_the_next_page_that_names_other_columns_is_another(tmp_path: Path) -> None:
    other = [["番号", "担当課", "備考"]]
    made = typeset([block(ROWS), NewPage(), block(ROWS, other)])
    assert_exact(flow_of(tmp_path, made), made)


def test_prose_between_two_parts_makes_two_tables(tmp_path: Path) -> None:
    made = typeset([block(ROWS), Text(PROSE), NewPage(), block(ROWS)])
    assert_exact(flow_of(tmp_path, made), made)


def test_a_page_without_a_table(tmp_path: Path) -> None:
    made = typeset([Text(PROSE), Text("<u>下線のある文</u>がここにある。")])
    flow = flow_of(tmp_path, made)
    assert flow.tables == ()
    assert "".join(outline(flow)) == squeezed(PROSE) + "下線のある文がここにある。"


@pytest.mark.parametrize("close", [True, False])
@pytest.mark.parametrize("repeat", [True, False])
def test_a_row_taller_than_a_page(tmp_path: Path, *, close: bool, repeat: bool) -> None:
    rows = [ROWS[0], ["2", "とても長い事業", "氏名、住所、電話番号、" * 400], ["3", "次の事業", "氏名"]]
    style = TableStyle(close_at_break=close, repeat_header=repeat)
    made = typeset_table(rows, HEADER, style, widths=(1, 3, 5))
    assert len(made.pages) >= 3
    assert_exact(flow_of(tmp_path, made), made)


@pytest.mark.parametrize("valign", ["top", "middle", "middle_of_row", "bottom"])
@pytest.mark.parametrize("close", [True, False])
def test_rows_cut_in_the_middle_of_a_word(tmp_path: Path, valign: Any, *, close: bool) -> None:
    rows = [[str(n), "あいうえおかきくけこ" * 2, "さしすせそたちつてと" * 14] for n in range(1, 20)]
    style = TableStyle(valign=valign, close_at_break=close, repeat_header=False)
    made = typeset_table(rows, HEADER, style, PageStyle(margin_bottom=200), widths=(1, 3, 5))
    assert made.tables[0].split_rows
    assert_exact(flow_of(tmp_path, made), made)


def test_a_three_level_header(tmp_path: Path) -> None:
    header: list[list[Any]] = [
        [Cell("区分", 3), Cell("請求の状況", 1, 3), None, None],
        [None, Cell("件数", 2), Cell("決定", 1, 2), None],
        [None, None, "公開", "非公開"],
    ]
    rows = [["市長", "12", "10", "2"], ["教育委員会", "5", "5", "0"], ["合計", "17", "15", "2"]]
    made = typeset_table(rows, header, widths=(2, 1, 1, 1))
    flow = flow_of(tmp_path, made)
    assert_exact(flow, made)
    assert flow.tables[0].header == (
        "区分",
        "請求の状況 / 件数",
        "請求の状況 / 決定 / 公開",
        "請求の状況 / 決定 / 非公開",
    )
    assert flow.tables[0].kind == "statistics"
    assert [cell.number for cell in flow.tables[0].cells if cell.row == 2] == [None, 17, 15, 2]


def test_merged_cells_are_kept_once_and_repeated_in_rows(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [Cell("南部", 3), "第1の施設", "10"],
        [None, "第2の施設", "20"],
        [None, "第3の施設", "30"],
        [Cell("計", 1, 2), None, "60"],
    ]
    made = typeset_table(rows, [["地域", "施設名", "定員"]], widths=(1, 3, 1))
    flow = flow_of(tmp_path, made)
    assert_exact(flow, made)
    assert [row[0] for row in flow.tables[0].rows] == ["南部", "南部", "南部", "計"]


MERGED: list[list[Any]] = [
    [Cell("文書", 2), "単色の写し", "4,120枚"],
    [None, "多色の写し", "318枚"],
    ["データ", "光ディスク", "46枚"],
    [Cell("録音", 2), "複製", "9枚"],
    [None, "聴取", "11件"],
    ["計", "", "4,504枚"],
]


@pytest.mark.parametrize("repeat", [True, False])
@pytest.mark.parametrize("split", [True, False])
@pytest.mark.parametrize("lines", range(37, 44))
@pytest.mark.parametrize(
    "names", [["区分", "方法", "数量"], [Cell("請求の方法別の区分", 1, 2), None, "写した数"]]
)
def test_merged_rows_where_the_page_ends(
    tmp_path: Path, names: Sequence[Any], lines: int, *, split: bool, repeat: bool
) -> None:
    """The last row above the break, its merged cell aside, is no row cut in two; nor are names that stand there alone."""
    style = TableStyle(repeat_header=repeat, split_spans=split)
    made = typeset(
        [*[Text("次に記す。")] * lines, block(MERGED, [names], style=style)], PageStyle(number="none")
    )
    assert_exact(flow_of(tmp_path, made), made)


@pytest.mark.parametrize("number", get_args(PageNumber))
def test_page_numbers_labels_and_banners_are_no_part_of_a_table(tmp_path: Path, number: PageNumber) -> None:
    page = PageStyle(
        number=number, label="資料No.3", banner="特定個人情報を含むもの", note="見本の注記", margin_bottom=150
    )
    made = typeset_table(MANY, HEADER, None, page, widths=(1, 3, 5))
    flow = flow_of(tmp_path, made)
    assert_exact(flow, made)
    assert outline(flow) == ["(table)"]
    assert flow.tables[0].banners[:2] == ("資料No.3", "特定個人情報を含むもの")
    assert len(flow.furniture) == len(made.pages) * (3 if number == "none" else 4)


def test_caption_and_unit(tmp_path: Path) -> None:
    made = typeset_table(
        [["請求", "1,200"], ["申出", "30"]],
        [["区分", "件数"]],
        before=[Text(PROSE), Text("表１　請求の状況"), Text("（単位：件）", "right")],
    )
    (table,) = flow_of(tmp_path, made).tables
    assert squeezed(table.caption) == "表1請求の状況"
    assert [(cell.number, cell.unit) for cell in table.cells if cell.column == 1 and cell.row >= 0] == [
        (1200.0, "件"),
        (30.0, "件"),
    ]


def test_a_foot_note_on_the_first_sheets_only(tmp_path: Path) -> None:
    page = PageStyle(note="※１　個人情報の項目は、主なものを掲げた。", note_once=True, margin_bottom=150)
    made = typeset_table(MANY, HEADER, None, page, widths=(1, 3, 5))
    flow = flow_of(tmp_path, made)
    (truth,) = made.tables
    rows = [row for table in flow.tables for row in cells_of(table.rows)]
    assert rows == cells_of(truth.rows)
    assert len(flow.tables) == 1


def test_a_list_of_facts_has_no_header(tmp_path: Path) -> None:
    rows = [
        ["名称", "第2回市民会議"],
        ["日時", "令和5年7月21日（金）14時から"],
        ["場所", "市役所本庁舎3階の会議室"],
        ["出席者", "甲野委員、乙川委員、丙山委員、丁田委員"],
        ["議題", "個人情報の取扱いについて"],
    ]
    made = typeset_table(rows, [], widths=(1, 4))
    assert_exact(flow_of(tmp_path, made), made)


def test_rows_with_blanks_on_either_side_of_a_page_break(tmp_path: Path) -> None:
    """What is whole elsewhere is whole here, although the row below lacks what all others have."""
    rows = [["北部公民館", "利用者の登録", f"{n}件"] for n in range(60)]
    rows[30:32] = [["北部公民館", "利用者の登録", "5件"], ["北部公民館", "利用者の登録", ""]]
    for margin in range(150, 700, 15):
        style, page = TableStyle(repeat_header=False), PageStyle(margin_bottom=margin)
        made = typeset_table(rows, [["区分", "方法", "件数"]], style, page, widths=(2, 2, 1))
        assert_exact(flow_of(tmp_path, made), made)


def test_a_row_number_that_is_wrapped_where_the_page_ends(tmp_path: Path) -> None:
    rows = [[str(n), "利用者の登録", "氏名、住所"] for n in range(100, 160)]
    style = TableStyle(repeat_header=False, close_at_break=True)
    for margin in range(200, 240, 2):
        made = typeset_table(rows, HEADER, style, PageStyle(margin_bottom=margin), widths=(1, 15, 15))
        assert_exact(flow_of(tmp_path, made), made)


def test_a_short_table_of_figures_is_no_list_of_facts(tmp_path: Path) -> None:
    rows = [["北部公民館", "", "282", "5,729"], ["中央図書館", "61,369", "600", "44,856"]]
    made = typeset_table(rows, [["区分", "公開", "件数", "不存在"]], widths=(2, 1, 1, 1))
    assert_exact(flow_of(tmp_path, made), made)


def test_a_figure_that_the_page_break_cuts(tmp_path: Path) -> None:
    rows = [[f"第{n}地区会館", f"{n}12,345,678", f"{n}01,987"] for n in range(10, 60)]
    style = TableStyle(repeat_header=False)
    for margin in range(200, 216, 2):
        made = typeset_table(rows, HEADER, style, PageStyle(margin_bottom=margin), widths=(6, 1, 5))
        if made.tables[0].split_rows:
            break
    assert made.tables[0].split_rows
    assert_exact(flow_of(tmp_path, made), made)


def test_a_table_without_header_keeps_its_first_row(tmp_path: Path) -> None:
    made = typeset_table([["3", "5", "7"], ["4", "6", "8"], ["1", "2", "2"]], [])
    assert_exact(flow_of(tmp_path, made), made)


def test_text_of_one_cell_runs_over_its_border(tmp_path: Path) -> None:
    style = TableStyle(text=TextStyle(size=9.0), padding=1.0)
    made = typeset_table([["1", "氏名、住所", "令和5年"]] * 3, HEADER, style, widths=(1, 2, 2))
    assert_exact(flow_of(tmp_path, made), made)


def test_unjoined_tables_are_those_of_each_page(tmp_path: Path) -> None:
    made = typeset_table(MANY, HEADER, widths=(1, 3, 5))
    path = tmp_path / "table.pdf"
    path.write_bytes(made.pdf)
    parts = read_tables(path, joined=False)
    assert [table.pages for table in parts] == [(number,) for number in range(1, len(made.pages) + 1)]
    (whole,) = read_tables(path)
    pieces = "".join("".join(row) for table in parts for row in cells_of(table.rows))
    assert sorted(pieces) == sorted("".join("".join(row) for row in cells_of(whole.rows)))


def test_both_readers_lead_to_the_same_tables(tmp_path: Path) -> None:
    made = typeset_table(MANY, HEADER, None, PageStyle(rotate=90, noise=1e-5), widths=(1, 3, 5))
    path = tmp_path / "table.pdf"
    path.write_bytes(made.pdf)
    one, two = read_tables(path), read_tables(path, reader="pdfplumber")
    assert [table.rows for table in one] == [table.rows for table in two]
    assert [table.header for table in one] == [table.header for table in two]


@pytest.mark.parametrize("name", ["氏名", "氏　名", "氏　　名"])
@pytest.mark.parametrize("space", ["", " ", "　"])
def test_columns_in_a_ruled_box_are_not_parted_by_the_spaces_in_names(
    tmp_path: Path, name: str, space: str
) -> None:
    people = [
        ("会長", "甲野", "はる"),
        ("副会長", "乙川", "なつみ"),
        ("委員", "丙山", "あきお"),
        ("委員", "丁田", "ふゆ"),
    ]
    rows = [[role, family + space + given, "みなと地区の市民"] for role, family, given in people]
    style = TableStyle(inner_rules=False)
    made = typeset([Text(PROSE), block(rows, [["役職", name, "所属"]], style=style), Text(PROSE)])
    assert_exact(flow_of(tmp_path, made), made)


def test_prose_in_a_ruled_box_is_no_table(tmp_path: Path) -> None:
    made = typeset([Text(PROSE), Notice(PROSE * 4), Text(PROSE)])
    flow = flow_of(tmp_path, made)
    assert flow.tables == ()
    assert "".join(outline(flow)) == squeezed(PROSE) * 6


@pytest.mark.parametrize("gap", [0.0, 0.3])
@pytest.mark.parametrize("shading", ["none", "header"])
def test_tables_on_one_another_without_a_gap(tmp_path: Path, gap: float, shading: Any) -> None:
    """Only what their columns are and how they are named tells them apart; the third has columns of the second."""
    style = TableStyle(shading=shading)
    rooms = [["大会議室", "午前", "2,400", "3,600"], ["和室", "午後", "1,100", "1,650"]]
    days: list[list[Any]] = [
        ["4月9日", Cell("みなと会館", 2), "委員の委嘱"],
        ["6月18日", None, "使用料の見直し"],
        ["9月3日", "やまて会館", "答申の案"],
    ]
    staff = [["会長", "甲野はる", "大学の教員", "互選"], ["委員", "乙川なつみ", "弁護士", "会長の指名"]]
    blocks: list[Block] = [
        Table(grid([["施設名", "区分", "平日の料金", "休日の料金"]]), grid(rooms), (2, 1, 1, 1), style),
        Table(grid([["開催日", "会場", "議題"]]), grid(days), (2, 3, 3), style, above=gap),
        Table(grid([["役職", "氏名", "所属", "備考"]]), grid(staff), (1, 2, 2, 2), style, above=gap),
    ]
    made = typeset([Text(PROSE), *blocks])
    assert_exact(flow_of(tmp_path, made), made)


def test_a_form_whose_rows_are_divided_otherwise_is_one_table(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["件名", Cell("公園の見守りの業務", 1, 5), None, None, None, None],
        ["担当課", Cell("公園緑地課", 1, 2), None, "電話番号", Cell("内線215", 1, 2), None],
        [Cell("対象者", 1, 2), None, "公園の利用者", Cell("件数", 1, 2), None, "40件"],
        ["期間", Cell("令和6年4月から", 1, 2), None, "備考", Cell("毎年見直す", 1, 2), None],
    ]
    made = typeset_table(rows, [], widths=(1, 1, 1, 1, 1, 1))
    assert len(flow_of(tmp_path, made).tables) == 1
