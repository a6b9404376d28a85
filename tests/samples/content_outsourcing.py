"""報告第911号: the yearly review of outsourced work: summary tables, then a flagged list on landscape sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.samples.blocks import Block, NewPage, Table, Text, grid
from tests.samples.forms import (
    NOTE,
    Head,
    Sample,
    Truth,
    article,
    audit,
    document,
    head,
)
from tests.samples.style import GOTHIC, PageStyle, TableStyle, TextStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

BODIES = ("区長", "教育委員会", "選挙管理委員会", "監査委員", "農業委員会")
REVIEWED = (121, 18, 3, 0, 0)
PURPOSE_CHANGES = ((6, 2, 0), (1, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0))
SUMMARY_HEADER = (
    "実施機関",
    "審査件数",
    "うち、要配慮個人情報を取り扱うもの",
    "うち、条例要配慮個人情報を取り扱うもの",
)
HEADER = (
    "No",
    "委託の内容",
    "担当部課",
    "実施機関",
    "要配慮個人情報\n（有／無）",
    "条例要配慮個人\n情報（有／無）",
)
BANNER = "要配慮個人情報又は条例要配慮個人情報を含むもの"
# Work, department, body, flags: 要配慮個人情報 and 条例要配慮個人情報 (有/無).
CASES: tuple[tuple[str, str, str, str, str], ...] = (
    ("高齢者の配食と安否の確認", "世田谷総合支所保健福祉センター保健福祉課", "区長", "有", "無"),
    ("乳幼児の健康診査の会場の運営及び記録の入力", "世田谷総合支所保健福祉センター健康づくり課", "区長", "有", "有"),
    ("生活困窮者の自立相談の運営", "世田谷総合支所保健福祉センター生活支援課", "区長", "有", "無"),
    ("高齢者の配食と安否の確認", "北沢総合支所保健福祉センター保健福祉課", "区長", "有", "無"),
    ("ひとり親家庭の家事の支援", "北沢総合支所保健福祉センター子ども家庭支援課", "区長", "無", "有"),
    (("発達が気になる子どもの親の集まりの運営。集まりの前後に個別の相談を行い、相談の内容を区の様式に記録して、月に1回提出する。"
     "参加の受付及び当日の保育も委託の範囲に含む。"), "玉川総合支所保健福祉センター健康づくり課", "区長", "有", "有"),
    ("民生委員の活動の記録のデータ化", "玉川総合支所保健福祉センター保健福祉課", "区長", "有", "無"),
    ("出張所の窓口の案内", "砧総合支所区民課", "区長", "無", "有"),
    ("健康づくり教室の指導", "烏山総合支所保健福祉センター健康づくり課", "区長", "有", "無"),
    ("健康診断の結果の入力及び通知の封入", "総務部職員厚生課", "区長", "有", "無"),
    ("職員の心の健康の相談", "総務部職員厚生課", "区長", "有", "無"),
    ("犯罪の被害を受けた方の相談の支援", "生活文化政策部人権・男女共同参画課", "区長", "有", "有"),
    ("がん検診の受診の案内の印刷、封入及び発送", "世田谷保健所健康企画課", "区長", "無", "有"),
    ("感染症の患者の移送", "世田谷保健所感染症対策課", "区長", "有", "無"),
    ("難病の医療費の申請の受付の補助", "世田谷保健所健康推進課", "区長", "有", "無"),
    (("精神保健の家庭訪問の同行支援。訪問先の選定は区が行い、委託先は、訪問の日程の調整、同行する看護師の派遣、訪問の記録の作成、"
     "主治医への連絡票の下書き及び月ごとの集計を行う。緊急のときは、区の指定する医療機関に連絡し、到着までの対応を担う。"
     "記録は区の貸与する端末だけで作成し、委託先の端末には残さない。"), "世田谷保健所健康推進課", "区長", "有", "有"),
    ("障害者の就労の相談", "障害福祉部障害者地域生活課", "区長", "有", "無"),
    ("障害支援区分の認定の調査", "障害福祉部障害施策推進課", "区長", "有", "無"),
    ("手話通訳者の派遣の調整", "障害福祉部障害者地域生活課", "区長", "有", "無"),
    ("福祉タクシー券の印刷及び発送", "障害福祉部障害保健福祉課", "区長", "有", "無"),
    ("要介護認定の訪問調査", "高齢福祉部介護保険課", "区長", "有", "無"),
    ("介護保険の認定の審査の資料の写しの作成", "高齢福祉部介護保険課", "区長", "有", "無"),
    ("見守りの電話", "高齢福祉部高齢福祉課", "区長", "無", "有"),
    ("児童相談の夜間の電話の受付", "児童相談所", "区長", "有", "有"),
    ("一時保護所の夜間の警備", "児童相談所", "区長", "無", "有"),
    ("医療的ケア児の保育の看護師の派遣", "保育部保育課", "区長", "有", "無"),
    ("保育園の子どもの歯科健診", "保育部保育課", "区長", "有", "無"),
    ("避難行動要支援者の名簿の印刷", "危機管理部災害対策課", "区長", "有", "無"),
    ("区営住宅の単身高齢者の見守り", "都市整備政策部住宅管理課", "区長", "無", "有"),
    ("学校の健康診断の器具の滅菌及び結果の入力", "教育総務部学校健康推進課", "教育委員会", "有", "無"),
    ("特別な支援を要する子どもの通学の付添い", "教育政策部教育相談・支援課", "教育委員会", "有", "無"),
    ("食物アレルギーのある子どもの給食の献立表の作成", "教育総務部学校健康推進課", "教育委員会", "有", "無"),
    ("不登校の子どもの居場所の運営", "教育政策部教育相談・支援課", "教育委員会", "無", "有"),
    ("郵便等による不在者投票の証明書の発送", "選挙管理委員会事務局", "選挙管理委員会", "有", "無"),
)  # fmt: skip
HEAD = Head(
    "報告",
    911,
    "外部委託等の審査の状況について",
    "令和5年7月21日",
    "2023-07-21",
    (("総務部", "区政情報課"),),
    subtitle="令和5年4月1日現在",
)


def flagged(body: str, flag: int) -> int:
    """How many rows of a body have 有 in the first (0) or second (1) flag column."""
    return sum(case[2] == body and case[3 + flag] == "有" for case in CASES)


def _summary(rows: list[tuple[str, Sequence[int]]], font: TextStyle, caption: str) -> Table:
    totals = [sum(column) for column in zip(*(numbers for _, numbers in rows), strict=True)]
    printed = [(name, *map(str, numbers)) for name, numbers in (*rows, ("合計", totals))]
    style = TableStyle(text=font, rules="long_lines", valign="middle", padding=3)
    return Table(
        grid([SUMMARY_HEADER]),
        grid(printed),
        (9, 6, 10, 10),
        style,
        ("left", "right", "right", "right"),
        caption,
    )


def sample() -> Sample:
    """Gothic, portrait then landscape; label, banner and header repeat; a cell may stand in a row's second part."""
    font = TextStyle(font=GOTHIC, size=9, leading=1.25)
    listing = Table(
        grid([HEADER]),
        grid([[str(n), *case] for n, case in enumerate(CASES, 1)]),
        (2.6, 30, 21, 8, 8.5, 8.5),
        TableStyle(text=font, rules="lines", shading="header", valign="middle_of_row", padding=5.2),
        ("center", "left", "left", "left", "center", "center"),
        caption=BANNER,
    )
    outsourced: list[tuple[str, Sequence[int]]] = [
        (body, (REVIEWED[n], flagged(body, 0), flagged(body, 1))) for n, body in enumerate(BODIES)
    ]
    changed: list[tuple[str, Sequence[int]]] = [(body, PURPOSE_CHANGES[n]) for n, body in enumerate(BODIES)]
    text = TextStyle(font=GOTHIC, size=10.5, leading=1.55)
    blocks: list[Block] = [
        *head(HEAD),
        Text(
            "令和5年4月1日現在で行っている外部委託及び目的外利用について、各所管課が審査基準に照らして審査を行ったので、"
            "世田谷区個人情報保護条例第4条第2項第1号の規定に基づき、下記のとおり報告する。",
            indent=1,
            first=1,
            above=0.5,
        ),
        Text("記", "center", above=0.3),
        Text("1　審査の件数", above=0.3, keep=True),
        Text("(1) 外部委託", indent=1, keep=True),
        _summary(outsourced, font, "外部委託"),
        Text("(2) 目的外利用", indent=1, above=0.8, keep=True),
        _summary(changed, font, "目的外利用"),
        Text("2　要配慮個人情報又は条例要配慮個人情報を取り扱う外部委託の一覧", above=0.8, keep=True),
        Text(f"資料No.2-2のとおり（{len(CASES)}件）", indent=2),
        NewPage(
            PageStyle(
                landscape=True,
                margin_top=72,
                margin_bottom=56,
                label="資料No.2-2",
                banner=BANNER,
                text=text,
                note=NOTE,
            )
        ),
        listing,
    ]
    page = PageStyle(text=text, note=NOTE)
    cases = [_case(number, case) for number, case in enumerate(CASES, 1)]
    return Sample(
        "houkoku-0911-outsourcing-review",
        HEAD.title,
        page,
        tuple(blocks),
        {"documents": [_truth()], "cases": cases},
    )


def _truth() -> Truth:
    audits = [
        audit("column_total", sum(REVIEWED), sum(REVIEWED), "外部委託 審査件数"),
        audit("row_count", len(CASES), len(CASES), f"資料No.2-2のとおり（{len(CASES)}件）"),
        audit("numbering", len(CASES), len(CASES), "No"),
    ]
    for flag, name in enumerate(SUMMARY_HEADER[2:]):
        total = sum(flagged(body, flag) for body in BODIES)
        audits += [audit(kind, total, total, f"外部委託 {name}") for kind in ("column_total", "flag_count")]
    for column, name in enumerate(SUMMARY_HEADER[1:]):
        total = sum(row[column] for row in PURPOSE_CHANGES)
        audits.append(audit("column_total", total, total, f"目的外利用 {name}"))
    return document(
        HEAD,
        legal_basis=[article("世田谷区個人情報保護条例", 4, 2, 1)],
        references=[],
        case_count=len(CASES),
        audits=audits,
    )


def _case(number: int, case: tuple[str, str, str, str, str]) -> Truth:
    work, department, body, special, ordinance = case
    return {
        "row_number": number,
        "case_type": "outsourcing",
        "main_text": work,
        "department_raw": department,
        "implementing_body": body,
        "special_care": special == "有",
        "ordinance_special_care": ordinance == "有",
    }
