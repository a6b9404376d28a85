"""報告第912号: an incident, records thrown away too early; items of special care are underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.samples.forms import (
    NOTE,
    Head,
    Lines,
    Sample,
    Truth,
    article,
    audit,
    document,
    head,
    item,
    prose,
    sections,
)
from tests.samples.style import MINCHO, PageStyle, TextStyle
from tests.samples.wrap import underlined

if TYPE_CHECKING:
    from tests.samples.blocks import Block

HEAD = Head(
    "報告",
    912,
    "個人情報が記録された相談票の誤廃棄について",
    "令和5年7月21日",
    "2023-07-21",
    (("烏山総合支所", "保健福祉センター健康づくり課"), ("総務部", "区政情報課")),
    subtitle="世田谷区個人情報保護条例第4条第2項第2号の規定による報告",
)
ITEMS = (
    "氏名、フリガナ、住所、生年月日、電話番号、世帯の状況、<u>病名</u>、<u>服薬の内容</u>、主治医の氏名、"
    "<u>障害者手帳の等級</u>、相談の経過、勤務先の名称"
)
LINES: Lines = (
    ("h2", "1 事案の概要"),
    (
        "p",
        (
            "区では、健康に関する相談の記録を相談票に書き、相談が終わった年度の翌年度から5年間保存している。今回、保存期間が満了していない"
            "相談票を、満了したものと取り違えて廃棄した。"
        ),
    ),
    ("h3", "(1) 廃棄した公文書の名称"),
    ("p3", "健康相談票（令和元年度に相談が終わったもの）"),
    ("h3", "(2) 記録されていた個人情報の項目（下線は要配慮個人情報）"),
    ("p3", ITEMS),
    ("note", "※相談の内容により、記録されていない項目がある。"),
    ("h3", "(3) 廃棄した件数"),
    ("p3", "63件（成人の相談41件、子どもの相談22件）"),
    ("h2", "2 事案の経過"),
    ("h3", "(1) 令和5年5月15日（月）、職員が書庫の整理を行い、廃棄の対象とする文書箱12箱を廊下に移した。"),
    ("h3", "(2) 同月17日（水）、委託した事業者が文書箱を回収し、同日中に溶解した。"),
    (
        "h3",
        "(3) 同年6月1日（木）、本人から開示の請求があり、相談票を探したが見付からず、廃棄の記録と照らして誤りが分かった。",
    ),
    (
        "h3",
        "(4) 同月5日（月）、個人情報の保護に関する法律（以下「法」という。）第68条第1項の規定に基づき、個人情報保護委員会に報告（速報）した。",
    ),
    ("h3", "(5) 同月26日（月）、法第68条第2項の規定に基づき、連絡先の分かる本人に文書で通知した。"),
    ("h2", "3 二次被害又はそのおそれの有無"),
    (
        "p",
        "文書箱は封をしたまま溶解されており、外部に漏れたとは考えにくいことから、二次被害のおそれはないものと判断した。",
    ),
    ("h2", "4 発生の原因"),
    ("h3", "(1) 文書箱の表示の誤り"),
    ("p3", "箱の側面には廃棄の年度だけが書かれ、文書の名称と保存期間が書かれていなかった。"),
    ("h3", "(2) 確認の不足"),
    ("p3", "廃棄の対象を一人の職員が決めており、別の職員による確認をしていなかった。"),
    ("h2", "5 再発防止策"),
    ("h3", "(1) 文書箱の表示の統一"),
    ("p3", "文書の名称、保存期間及び廃棄の予定の年月を書いた票を、箱の2面に貼る。"),
    ("h3", "(2) 二人による確認"),
    ("p3", "廃棄の前に、目録と箱の中身とを二人で照らし合わせ、係長が決裁する。"),
    ("h3", "(3) 研修の実施"),
    ("p3", "課の全ての職員を対象に、本事案を教材とした研修を令和5年8月中に行う。"),
)


def sample() -> Sample:
    """Serif, no table at all, underlines, the sample note on the first page only."""
    blocks: list[Block] = [*head(HEAD), *prose(LINES)]
    page = PageStyle(
        text=TextStyle(font=MINCHO, size=11, leading=1.6), note=NOTE, note_once=True, number="page_word"
    )
    truth: Truth = {"documents": [_truth()], "sections": sections(LINES), "cases": [_case()]}
    return Sample("houkoku-0912-incident", HEAD.title, page, tuple(blocks), truth)


def _truth() -> Truth:
    return document(
        HEAD,
        legal_basis=[article("世田谷区個人情報保護条例", 4, 2, 2)],
        references=[],
        case_count=1,
        audits=[audit("breakdown", 63, 41 + 22, "63件（成人の相談41件、子どもの相談22件）")],
    )


def _case() -> Truth:
    plain, marked = underlined(ITEMS)
    special = {plain[start:stop] for start, stop in marked}
    return {
        "case_type": "incident",
        "title": HEAD.title,
        "count_min": 63,
        "count_max": 63,
        "count_unit": "件",
        "count_is_approximate": False,
        "items_raw": plain,
        "items": [
            {**item(name), "special_care": "yes", "special_care_basis": "printed"}
            if name in special
            else item(name)
            for name in plain.split("、")
        ],
    }
