"""報告第903号: a prose report with statistics: two-level headers, merged cells, totals."""

from __future__ import annotations

from tests.samples.blocks import Block, Cell, Table, Text, grid
from tests.samples.forms import (
    NOTE,
    OLD_ORDINANCE,
    Head,
    Lines,
    Sample,
    Truth,
    article,
    audit,
    document,
    head,
    prose,
    sections,
)
from tests.samples.style import MINCHO, PageStyle, TableStyle, TextStyle

BODIES = ("区長", "教育委員会", "選挙管理委員会", "監査委員", "農業委員会")
DECISIONS = ("公開", "一部公開", "非公開", "不存在")
# Per body: decided each way, then withdrawn. The requests are their sum.
REQUESTS = ((96, 143, 11, 27, 8), (12, 31, 2, 6, 1), (3, 1, 0, 0, 0), (1, 0, 0, 1, 0), (0, 0, 0, 0, 0))
KINDS = (
    ("開示", "本人による請求", 74, 58),
    ("開示", "法定代理人による請求", 19, 15),
    ("開示", "任意代理人による請求", 6, 4),
    ("訂正", "追加", 2, 1),
    ("訂正", "削除", 1, 0),
    ("利用停止", "利用の停止", 3, 1),
)
HEAD = Head(
    "報告",
    903,
    "情報公開及び個人情報開示等の請求の状況について",
    "令和5年2月10日",
    "2023-02-10",
    (("総務部", "区政情報課"),),
    subtitle="令和3年度の状況",
)
FIRST: Lines = (
    ("h2", "1 報告の趣旨"),
    (
        "p",
        (
            "世田谷区個人情報保護条例（以下「条例」という。）第43条の規定に基づき、令和3年度における請求の状況を取りまとめたので、"
            "報告する。前回の報告（報告第884号）と同じく、情報公開の請求の状況を併せて記載する。"
        ),
    ),
    ("h2", "2 情報公開の請求の状況"),
    (
        "p",
        (
            "請求の件数は343件で、前の年度より18件増えた。増加の主な理由は、工事の設計書についての請求が続いたことによる。"
            "実施機関ごとの内訳は次のとおりである。"
        ),
    ),
)
SECOND: Lines = (
    ("h2", "3 個人情報の開示等の請求の状況"),
    ("p", "請求の件数は105件（開示99件、訂正3件、利用停止3件）で、このうち79件について請求を認めた。"),
)
THIRD: Lines = (
    ("h2", "4 費用の負担"),
    ("p", "写しの交付に要した費用は次のとおりである。額は据え置いた。"),
)
LAST: Lines = (
    ("h2", "5 今後の取組"),
    ("h3", "(1) 請求によらない情報の提供"),
    ("p3", "設計書その他の請求が多い文書については、請求によらずに閲覧できるようにすることを検討する。"),
    ("h3", "(2) 職員の研修"),
    ("p3", "決定の期限を守るため、文書の検索の方法について、年2回の研修を行う。"),
)
REQUESTS_TOTAL = tuple(sum(column) for column in zip(*REQUESTS, strict=True))


def _requests(font: TextStyle) -> Table:
    rows = [(name, str(sum(row)), *map(str, row)) for name, row in zip(BODIES, REQUESTS, strict=True)]
    rows.append(("合計", str(sum(REQUESTS_TOTAL)), *map(str, REQUESTS_TOTAL)))
    header = [
        [
            Cell("実施機関", 2),
            Cell("請求件数", 2),
            Cell("決定の内訳", 1, 4),
            None,
            None,
            None,
            Cell("取下げ", 2),
        ],
        [None, None, *DECISIONS, None],
    ]
    style = TableStyle(text=font, rules="long_lines", shading="header", valign="middle")
    columns = ("left", *("right",) * 6)
    return Table(grid(header), grid(rows), (8, 5, 5, 5, 5, 5, 5), style, columns, "情報公開の請求の状況")  # type: ignore[arg-type]


def _disclosures(font: TextStyle) -> Table:
    rows: list[list[str | Cell | None]] = []
    for kind in dict.fromkeys(row[0] for row in KINDS):
        members = [row for row in KINDS if row[0] == kind]
        for number, (_, name, asked, granted) in enumerate(members):
            first = Cell(kind, len(members)) if number == 0 else None
            rows.append([first, name, str(asked), str(granted)])
    total = Cell("合計", 1, 2, "center")
    rows.append([total, None, str(sum(row[2] for row in KINDS)), str(sum(row[3] for row in KINDS))])
    header = [[Cell("請求の区分", 1, 2), None, "請求件数", "請求を認めた件数"]]
    style = TableStyle(text=font, rules="lines", valign="middle")
    return Table(
        grid(header),
        grid(rows),
        (5, 12, 6, 8),
        style,
        ("center", "left", "right", "right"),
        "開示等の請求の状況",
    )


def _fees(font: TextStyle) -> Table:
    rows: list[list[str | Cell | None]] = [
        [Cell("文書及び図画", 2), "複写機による写し（単色）", "1枚　10円", "4,120枚", "41,200円"],
        [None, "複写機による写し（多色）", "1枚　20円", "318枚", "6,360円"],
        ["電磁的記録", "光ディスクに複写したもの", "1枚　100円", "46枚", "4,600円"],
        [Cell("計", 1, 4), None, None, None, "52,160円"],
    ]
    header = [["文書の種類", "写しの作成の方法", "単価", "数量", "金額"]]
    style = TableStyle(text=font, rules="doubled", sides="open", valign="middle")
    return Table(
        grid(header), grid(rows), (6, 12, 6, 5, 6), style, ("left", "left", "left", "right", "right"), "費用"
    )


def sample() -> Sample:
    """Serif, tables centred and merged, units in brackets over the table, prose around the tables."""
    font = TextStyle(font=MINCHO, size=9.5, leading=1.3)
    unit = Text("（単位：件）", "right", size=0.9)
    blocks: list[Block] = [
        *head(HEAD),
        *prose(FIRST),
        unit,
        _requests(font),
        Text("※「取下げ」は、決定の前に請求が取り下げられたものをいう。", size=0.9, above=0.2),
        *prose(SECOND),
        unit,
        _disclosures(font),
        *prose(THIRD),
        _fees(font),
        *prose(LAST),
    ]
    page = PageStyle(text=TextStyle(font=MINCHO, size=10.5, leading=1.65), note=NOTE, number="full_width")
    truth: Truth = {"documents": [_truth()], "sections": sections((*FIRST, *SECOND, *THIRD, *LAST))}
    return Sample("houkoku-0903-disclosure-statistics", HEAD.title, page, tuple(blocks), truth)


def _truth() -> Truth:
    requested = sum(REQUESTS_TOTAL)
    stated = [("請求件数", requested), *zip((*DECISIONS, "取下げ"), REQUESTS_TOTAL, strict=True)]
    audits = [audit("column_total", number, number, f"情報公開 {name}") for name, number in stated]
    for column, name in ((2, "請求件数"), (3, "請求を認めた件数")):
        total = sum(int(row[column]) for row in KINDS)
        audits.append(audit("column_total", total, total, f"開示等 {name}"))
    audits.append(audit("breakdown", 105, 99 + 3 + 3, "105件（開示99件、訂正3件、利用停止3件）"))
    return document(
        HEAD,
        legal_basis=[article(OLD_ORDINANCE, 43)],
        references=[{"kind": "報告", "number": 884}],
        audits=audits,
    )
