"""Invented papers of other municipalities, set in other ways: what the tests of prose documents read.

One line of a paper is `(indent in ems, text)`; `>` before the text sets it to the right, `^` in the middle. A paragraph that is
wrapped hangs by the width of its mark.
"""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

from extractors.documents import DocumentFields, DocumentPart, read_fields, split_documents
from extractors.flow import Flow, read_flow
from extractors.prose import Outline, ProseCases, read_outline, read_prose_cases
from tests.samples.blocks import Block, NewPage, Text
from tests.samples.style import PageStyle, TextStyle
from tests.samples.typeset import typeset

Lines = tuple[tuple[float, str], ...]

SHINJUKU: Lines = (
    (0, ">資料３"),
    (0, ">諮問第１２号"),
    (0, "^防災行政無線の戸別受信機の貸与に係る業務の委託について（諮問）"),
    (0, ">令和６年７月１９日"),
    (0, ">所管課：危機管理担当部　危機管理課"),
    (0, "１　委託業務名"),
    (2, "戸別受信機貸与事務に係る申請受付及び発送業務委託"),
    (0, "２　委託する業務の内容"),
    (2, "　申請書の受付、名簿の作成並びに受信機の発送及び回収を委託する。発送に当たっては、申請者ごとに追跡できる方法を用い、返送された受信機は速やかに区へ引き渡す。"),
    (0, "３　諮問の根拠"),
    (2, "新宿区個人情報保護条例（以下「条例」という。）第１４条第１項及び第１６条第２項"),
    (0, "４　対象者の範囲"),
    (2, "①　区内に住所を有する避難行動要支援者"),
    (2, "②　①の者を支援する者"),
    (0, "５　取り扱う個人情報の項目"),
    (1, "（１）区が受託者に提供する個人情報"),
    (3, "氏名、住所、電話番号、避難行動要支援者名簿の登録番号"),
    (1, "（２）受託者が本人から収集する個人情報"),
    (3, "対象者：設置場所、受取希望日時、緊急連絡先（氏名、続柄、電話番号）"),
    (3, "支援者：氏名、電話番号"),
    (1, "（３）区及び本人以外から収集するもの"),
    (3, "なし"),
    (0, "６　対象件数（見込み）　年間約１，２００件"),
    (0, "７　受託者　　未定（公募型プロポーザルにより選定）"),
    (0, "８　再委託の有無　有（再委託先：株式会社青空配送）"),
    (0, "９　委託期間　　令和６年１０月１日から令和７年３月３１日まで（予定）"),
    (0, "１０　電子計算機処理の有無　　有"),
    (0, "１１　安全管理措置"),
    (1, "（１）管理責任者を置く。"),
    (1, "（２）記録媒体は施錠できる保管庫に収める。"),
)  # fmt: skip
"""Full-width digits, heading and value on one line, no cover letter."""

KAWASAKI: Lines = (
    (0, "報告第８号"),
    (1, "市民文化に関する意識調査に係る個人情報の目的外利用及び調査票発送等の業務委託について"),
    (4, "（市民文化振興計画の改定）"),
    (0, ">令和5年11月24日"),
    (0, ">市民文化局　文化振興課"),
    (0, ">総務企画局　情報管理課"),
    (0, "Ⅰ　個人情報の目的外利用について"),
    (1, "1. 報告の趣旨"),
    (2, "　川崎市個人情報の保護に関する条例（昭和60年川崎市条例第26号。以下「条例」という。）第10条第2項第4号に該当するため、同条第3項の規定により報告する。"),
    (1, "2. 対象となる者の範囲"),
    (2, "住民基本台帳に記録されている満16歳以上の市民のうち無作為に抽出した者"),
    (1, "3. 利用した個人情報の項目及び件数"),
    (2, "ア　個人情報の項目"),
    (3, "氏名、住所、生年月日（西暦）、性別"),
    (2, "イ　件数"),
    (3, "5,000人"),
    (1, "4. 利用の時期"),
    (2, "令和5年9月中旬"),
    (0, "Ⅱ　調査票発送等の業務委託について"),
    (1, "1. 委託件名"),
    (2, "市民文化に関する意識調査の調査票印刷・発送及び集計業務"),
    (1, "2. 対象となる者の範囲"),
    (2, "Ⅰの2のとおり"),
    (1, "3. 委託で取り扱う個人情報の項目及び件数"),
    (2, "ア　個人情報の項目"),
    (3, "(ア) 市から委託先へ提供するもの"),
    (4, "氏名、住所"),
    (3, "(イ) 委託先が本人から収集するもの"),
    (4, "年代、性別、職業、文化活動への参加の状況等"),
    (2, "イ　件数"),
    (3, "5,000件（郵送による回答3,800件、インターネットによる回答1,200件）"),
    (1, "4. 委託先"),
    (2, "株式会社みなと調査研究所（再委託先：港印刷株式会社）"),
    (1, "5. 委託先の電子計算機の利用の有無"),
    (2, "利用する"),
    (1, "6. 委託の期間"),
    (2, "令和5年9月1日～令和6年3月29日"),
)  # fmt: skip
"""Roman parts, 1. below them, ア and (ア) below those."""

LABELS: Lines = (
    (0, "報告事項第2号"),
    (3, "図書館情報システムと区立学校の電子計算機との結合について"),
    (0, ">令和4年10月14日"),
    (0, ">教育委員会事務局　中央図書館"),
    (0, "【結合の目的】"),
    (1, "　学校図書館の蔵書の検索と予約を区民が一度にできるようにする。"),
    (0, "【結合の相手方】"),
    (1, "区立小学校及び区立中学校"),
    (0, "【対象者】"),
    (1, "図書館の利用登録をした者"),
    (0, "【個人情報の項目】"),
    (1, "・利用者番号"),
    (1, "・氏名"),
    (1, "・メールアドレス（希望者のみ）"),
    (0, "【件数】"),
    (1, "約3万件"),
    (0, "【開始時期】"),
    (1, "令和5年4月から継続して行う。"),
)  # fmt: skip
"""Headings in brackets and no numbers at all."""

INCIDENT: Lines = (
    (0, ">令和６年２月９日"),
    (0, ">健康福祉部　介護保険課"),
    (0, "^介護保険被保険者証の誤送付による個人情報の漏えいについて（報告）"),
    (0, "一　事故の概要"),
    (1, "　令和六年一月十五日に発送した介護保険被保険者証のうち、宛名と内容が一致しないものが含まれていた。"),
    (0, "二　発生年月日"),
    (1, "令和６年１月１５日（月）"),
    (0, "三　漏えいした個人情報"),
    (1, "被保険者番号、氏名、住所、生年月日、<u>要介護状態区分</u>、<u>認定審査会の意見</u>"),
    (1, "※下線部は要配慮個人情報である。"),
    (0, "四　件数"),
    (1, "１２８件（内訳：封入誤り　１２０件、宛名誤り　８件）"),
    (0, "五　経過"),
    (1, "１月１５日　被保険者証を発送した。"),
    (1, "１月１７日　区民からの申出により誤りが判明した。"),
    (1, "同月１８日　個人情報保護委員会に速報した。"),
    (0, "六　原因"),
    (1, "封入作業の際、照合を行わなかった。"),
    (0, "七　再発防止策"),
    (1, "照合を二人で行う。"),
)  # fmt: skip
"""Kanji numbers, date and office before the title, no label."""

ANSWER: Lines = (
    (0, ">答申第7号"),
    (0, ">令和6年3月22日"),
    (0, "緑野市長　様"),
    (0, ">緑野市個人情報保護審議会"),
    (0, ">会長　青木　みどり"),
    (0, "^学習用端末の利用に係る個人情報の取扱いについて（答申）"),
    (0, "　令和6年1月26日付け諮問第31号で諮問のあったこのことについて、下記のとおり答申します。"),
    (0, "^記"),
    (0, "1　審議会の結論"),
    (1, "　諮問の内容は、適当と認める。"),
    (0, "2　審議の経過"),
    (1, "(1) 令和6年1月26日　諮問"),
    (1, "(2) 令和6年2月16日　審議"),
)  # fmt: skip
"""The answer of a council."""

PLAIN = PageStyle()
GOTHIC = PageStyle(
    text=TextStyle(font="HeiseiKakuGo-W5", size=11, leading=1.7),
    margin_left=80,
    margin_right=80,
    number="dashes",
)
SMALL = PageStyle(text=TextStyle(size=9, leading=1.35), margin_left=54, margin_right=50, number="page_word")
DIGITS = PageStyle(text=TextStyle(size=10, leading=1.5, full_width_digits=True))
STYLES = (PLAIN, GOTHIC, SMALL, DIGITS)

_MARK = re.compile(
    r"(?:第?[0-9０-９一二三四五六七八九十Ⅰ-Ⅻ]{1,2}[.．]?|[(（][0-9０-９ア-ン]{1,2}[)）]|[①-⑳・]|[ア-コ](?=　))[ 　]*"
)


def blocks_of(lines: Lines) -> list[Block]:
    """Lines of a paper as what the typesetter takes."""
    blocks: list[Block] = []
    for indent, text in lines:
        if text.startswith(">"):
            blocks.append(Text(text[1:], "right"))
        elif text.startswith("^"):
            blocks.append(Text(text[1:], "center", size=1.1, above=0.6))
        else:
            mark = _MARK.match(text)
            hang = 1.0 if mark else 0.0
            blocks.append(Text(text, indent=indent + hang, first=-hang))
    return blocks


@cache
def flow_of(papers: tuple[Lines, ...], page: PageStyle = PLAIN) -> Flow:
    """Papers set one behind another, each on a new page, and read again."""
    blocks: list[Block] = []
    for lines in papers:
        blocks += [*([NewPage()] if blocks else []), *blocks_of(lines)]
    return read_blocks(tuple(blocks), page)


def read_blocks(blocks: tuple[Block, ...], page: PageStyle = PLAIN) -> Flow:
    """Blocks set on pages and read again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(typeset(blocks, page).pdf)
        return read_flow(path)


class Read:
    """Everything that one document of a flow gives."""

    def __init__(self, flow: Flow, part: DocumentPart) -> None:
        self.flow = flow
        self.part = part
        self.fields: DocumentFields = read_fields(part)
        self.outline: Outline = read_outline(part, self.fields)
        self.prose: ProseCases = read_prose_cases(part, self.fields, self.outline, flow)

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Number and heading of each section that has a number."""
        return [(s.number_raw, s.heading) for s in self.outline.sections if s.number_raw]


def read_all(papers: tuple[Lines, ...], page: PageStyle = PLAIN) -> list[Read]:
    """Every document of some papers."""
    flow = flow_of(papers, page)
    return [Read(flow, part) for part in split_documents(flow)]
