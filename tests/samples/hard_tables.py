"""The tables of docs/tables.md, as data: five kinds that are hard to read, with invented content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.samples.blocks import Abreast, Block, Callout, Cell, Table, Text, grid
from tests.samples.style import GOTHIC, MINCHO, PageStyle, TableStyle, TextStyle

if TYPE_CHECKING:
    from tests.samples.style import Align

TEXT = TextStyle(font=MINCHO, size=9.0, leading=1.3)
FACE = TextStyle(font=MINCHO, size=10.5)
SHEET = PageStyle(text=FACE, number="none")
CAPTIONED = 1.5
"""Ems between a table and its caption, which leave room for the numbers of columns."""

Row = list[str | Cell | None]


@dataclass(frozen=True, slots=True)
class HardTable:
    """One picture: what is set, and on which sheets."""

    name: str
    blocks: tuple[Block, ...]
    page: PageStyle = SHEET


def hard_tables() -> tuple[HardTable, ...]:
    """All of them, in the order of the page."""
    return (_merged(), _cut(), _abreast(), _drawn_over(), _unruled())


def _merged() -> HardTable:
    """Cells merged to the left and to the right of one another, at other heights; names on three levels."""
    header: list[Row] = [
        [Cell("部", 3), Cell("施設", 3), Cell("利用の状況", 1, 4), None, None, None, Cell("巡回の担当", 3)],
        [None, None, Cell("件数", 2), Cell("人数", 1, 3), None, None, None],
        [None, None, None, "大人", "子ども", "計", None],
    ]
    rows: list[Row] = [
        [Cell("市民部", 3), "みなと会館", "38", "410", "95", "505", Cell("第一班", 2)],
        [None, "やまて会館", "21", "188", Cell("（未集計）", 2, 2), None, None],
        [None, "かわべ会館", "17", "240", None, None, Cell("第二班", 3)],
        [Cell("文化部", 2), "中央図書館", "52", "1,204", "633", "1,837", None],
        [None, "郷土資料室", "9", Cell("改修のため休館", 1, 3), None, None, None],
        [Cell("福祉部", 2), Cell("ふれあいの家\n（本館及び別館）", 2), "14", "77", "31", "108", "第三班"],
        [None, None, "6", "25", "12", "37", Cell("担当を置かない", 2)],
        [Cell("合計", 1, 2), None, "157", "2,144", "771", "2,915", None],
    ]
    align: tuple[Align, ...] = ("center", "left", "right", "right", "right", "right", "left")
    table = Table(
        grid(header),
        grid(rows),
        (1.6, 2.6, 1.1, 1.2, 1.2, 1.2, 2),
        TableStyle(text=TEXT, valign="middle"),
        align,
        above=CAPTIONED,
    )
    return HardTable("merged", (Text("表１　施設の利用の状況"), table))


def _cut() -> HardTable:
    """A cell that a page break cuts, with no rule at the break, and short cells in the middle of the whole row."""
    long = (
        "届出をした者の氏名、住所及び連絡先、飼い犬の名前、種類、毛色及び生年月日、登録及び注射済票の番号、注射を受けた日、"
        "獣医師の氏名、迷子として保護された日時及び場所、引き取りに来た者の氏名及び続柄、保護の間の健康の記録、鑑札の再交付の有無"
    )
    rows: list[Row] = [
        ["1", "生涯学習課", "市民講座の申込み", "氏名、住所、電話番号、受講を希望する講座", "令和6年4月"],
        ["2", "道路管理課", "街路灯の故障の連絡", "連絡をした者の氏名、電話番号、故障の場所", "令和6年5月"],
        ["3", "環境衛生課", "飼い犬の登録及び\n迷い犬の保護", long, "令和6年7月"],
        ["4", "公園緑地課", "花壇の世話をする団体の登録", "代表者の氏名、住所、団体の人数", "令和6年10月"],
    ]
    style = TableStyle(text=TEXT, valign="middle_of_row", close_at_break=False)
    header: list[Row] = [["番号", "担当課", "業務の名称", "個人情報の項目", "開始時期"]]
    above = Text("別表　新たに始める業務", above=1)
    return HardTable(
        "page-break",
        (above, Table(grid(header), grid(rows), (1, 2, 3, 5, 2), style, above=CAPTIONED)),
        PageStyle(text=FACE, margin_bottom=640, number="dashes"),
    )


def _abreast() -> HardTable:
    """Two tables side by side on a sheet of A3, their rows at nearly the same heights."""
    text = TextStyle(font=GOTHIC, size=10.5, leading=1.3)
    style = TableStyle(text=text, shading="header", valign="middle")
    fees: list[Row] = [
        [Cell("大会議室", 2), "午前", "2,400", "3,600"],
        [None, "午後", "3,000", "4,500"],
        [Cell("和室", 2), "午前", "900", "1,350"],
        [None, "午後", "1,100", "1,650"],
        ["音楽室", "全日", "4,800", "7,200"],
    ]
    days: list[Row] = [
        ["4月9日（火）", "第1回", "市民会館 第2会議室", "委員の委嘱、会長の選出"],
        ["6月18日（火）", "第2回", "市民会館 第2会議室", "使用料の見直しの考え方"],
        ["9月3日（火）", "第3回", "北支所 集会室", "利用者の声の報告"],
        ["11月12日（火）", "第4回", "市民会館 大会議室", "答申の案"],
    ]
    left = Table(
        grid(
            [
                [Cell("室名", 2), Cell("区分", 2), Cell("使用料（円）", 1, 2), None],
                [None, None, "平日", "休日"],
            ]
        ),
        grid(fees),
        (2, 1.2, 1.5, 1.5),
        style,
        ("left", "center", "right", "right"),
    )
    right = Table(grid([["開催日", "回", "会場", "主な議題"]]), grid(days), (2, 1, 2.6, 3.4), style)
    page = PageStyle(text=FACE, a3=True, landscape=True, margin_left=200, margin_right=200, number="none")
    return HardTable("side-by-side", (Abreast((left, right), 16.0),), page)


def _drawn_over() -> HardTable:
    """Names set vertically, places struck from corner to corner, and a frame with a remark laid over the corner of four cells."""
    header: list[Row] = [
        [
            Cell("区分", 2),
            Cell("記録の写し", 1, 3),
            None,
            None,
            Cell("本人の同意", 2, vertical=True),
            Cell("備考", 2),
        ],
        [
            None,
            Cell("窓口", vertical=True),
            Cell("郵送", vertical=True),
            Cell("電子申請", vertical=True),
            None,
            None,
        ],
    ]
    rows: list[Row] = [
        ["戸籍", "12", "30", Cell("", struck=True), "要", "手数料は条例の定めによる。"],
        ["住民票", "45", "18", "66", "要", ""],
        ["税の証明", "27", "9", "14", Cell("", struck=True), "代理人は委任状を添える。"],
        ["印鑑登録", "31", Cell("", 1, 2, struck=True), None, "要", ""],
    ]
    align: tuple[Align, ...] = ("left", "right", "right", "right", "center", "left")
    table = Table(
        grid(header),
        grid(rows),
        (2, 1.1, 1.1, 1.1, 1.1, 4),
        TableStyle(text=TEXT, valign="middle", padding=10.0),
        align,
        above=CAPTIONED,
        callouts=(Callout(1, 4, "次年度に見直す"),),
    )
    return HardTable("drawn-over", (Text("表２　証明書の請求の方法（件）"), table))


def _unruled() -> HardTable:
    """Ruled only level, with names of groups; and a list in a ruled box, whose columns only white space parts."""
    header: list[Row] = [
        [Cell("施設名", 2), Cell("前年度", 1, 2), None, Cell("本年度", 1, 2), None, Cell("摘要", 2)],
        [None, "件数", "人数", "件数", "人数", None],
    ]
    rows: list[Row] = [
        ["みなと会館", "31", "420", "38", "505", ""],
        ["やまて会館", "24", "266", "21", "188", "空調の工事のため、8月は午前のみ開いた。"],
        ["かわべ会館", "15", "203", "17", "240", ""],
        ["中央図書館", "47", "1,690", "52", "1,837", "分室を含む。"],
    ]
    align: tuple[Align, ...] = ("left", "right", "right", "right", "right", "left")
    level = TableStyle(text=TEXT, sides="horizontal")
    boxed = TableStyle(text=TEXT, inner_rules=False, padding=3.0)
    people: list[Row] = [
        ["役職", "氏名", "所属"],
        ["会長", "甲野　はる", "みなと大学法学部"],
        ["副会長", "乙川　なつみ", "弁護士"],
        ["委員", "丙山　あきお", "市民の公募による者"],
        ["委員", "丁田　ふゆ", "やまて地区自治会"],
    ]
    blocks: tuple[Block, ...] = (
        Text("表３　施設の利用の比較"),
        Table(grid(header), grid(rows), (2.6, 1, 1, 1, 1, 4), level, align, above=CAPTIONED),
        Text("審議会の委員", above=1),
        Table(grid(people[:1]), grid(people[1:]), (1.5, 2.5, 5), boxed, above=CAPTIONED),
    )
    return HardTable("white-space", blocks)
