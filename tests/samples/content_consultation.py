"""諮問第2001号: a question put to the council: cover letter, numbered prose, attachments (別紙)."""

from __future__ import annotations

from tests.samples.blocks import Block, NewPage, Table, Text, grid
from tests.samples.forms import (
    NOTE,
    OLD_ORDINANCE,
    Head,
    Lines,
    Sample,
    Truth,
    article,
    audit,
    cover,
    document,
    head,
    item,
    prose,
    sections,
)
from tests.samples.style import MINCHO, PageStyle, TableStyle, TextStyle

HEAD = Head(
    "諮問",
    2001,
    "「高齢者在宅支援業務」における外部委託に伴う個人情報の保護措置及び外部の電子計算機との回線結合について",
    "令和5年2月10日",
    "2023-02-10",
    (("高齢福祉部", "高齢福祉課"), ("玉川総合支所", "保健福祉センター保健福祉課")),
    subtitle="見守りセンサー貸与事業の実施",
)
ARTICLES = "世田谷区個人情報保護条例第12条及び第18条第3号"
LINES: Lines = (
    ("h1", "第1 外部委託に伴う個人情報の保護措置について"),
    ("h2", "1 委託の件名"),
    ("p", "見守りセンサーの貸与及び通知サービスの運用業務委託"),
    ("h2", "2 委託の内容"),
    (
        "p",
        (
            "一人で暮らす高齢者の住まいに、室温及び扉の開閉を測る機器（以下「センサー」という。）を置き、一定の時間動きがないときに、"
            "委託先から家族又は協力者の携帯電話に知らせる。委託先は、申込みの受付、センサーの配送、問い合わせへの対応及び記録の保管を行う。"
        ),
    ),
    ("h2", "3 諮問の趣旨"),
    (
        "p",
        (
            "本件は、見守りセンサー貸与事業を新たに始めるに当たり、個人情報を取り扱う業務を外部に委託するものであり、"
            "世田谷区個人情報保護条例（以下「条例」という。）第12条の規定に基づき諮問する。なお、緊急通報装置の貸与に係る外部委託については、"
            "先に承認を得ている（諮問第1876号）。"
        ),
    ),
    ("h2", "4 対象となる個人の範囲"),
    ("h3", "(1) 区内に住所を有する65歳以上の者で、一人で暮らすもののうち、利用を申し込んだ者"),
    ("h3", "(2) (1)の者の家族又は協力者で、通知を受けることに同意した者"),
    ("h2", "5 委託で取り扱う個人情報の項目及び件数"),
    ("h3", "(1) 個人情報の項目"),
    ("li", "・区から委託先へ提供するもの"),
    ("p3", "氏名、フリガナ、住所、電話番号、生年月日、要介護度、センサーを置く部屋の位置"),
    ("li", "・委託先が本人から収集するもの"),
    (
        "p3",
        "利用者の室温の記録、扉の開閉の記録、通知を受ける者（氏名、続柄、携帯電話番号、メールアドレス）、鍵の保管の有無",
    ),
    ("li", "・区及び本人以外から委託先へ提供するもの"),
    ("p3", "なし"),
    ("h3", "(2) 件数（予定）"),
    ("p3", "約400件（利用者約250件、通知を受ける者約150件）"),
    ("h2", "6 個人情報を取り扱う場所"),
    ("p", "委託先の運用センター及び利用者の住まい"),
    ("h2", "7 委託先との個人情報の授受の方法"),
    ("p", "第2の5に定める回線結合による。"),
    ("h2", "8 委託先の電子計算機を利用した個人情報処理の有無"),
    ("p", "あり"),
    ("h2", "9 委託先の個人情報の保護管理体制"),
    ("h3", "(1) 管理の責任者を置き、取り扱う者を名簿で定める。"),
    ("h3", "(2) 記録は暗号化して保管し、契約の終了後30日以内に消去し、その証明書を区に提出する。"),
    ("h3", "(3) 個人情報の保護に関する第三者の認証を受けている。"),
    ("h2", "10 委託の条件"),
    (
        "p",
        "秘密の保持、目的外の使用及び外部への提供の禁止、再委託の制限並びに事故のときの報告を定めた特記事項（別紙2）を契約の条件とする。",
    ),
    ("h2", "11 委託の開始時期及び期間"),
    ("p", "令和5年4月1日から令和6年3月31日まで（継続する場合は、年度ごとに契約を更新する。）"),
    ("h2", "12 委託先（参考）"),
    ("p", "株式会社見本見守りサービス"),
    ("h1", "第2 外部の電子計算機との回線結合について"),
    ("h2", "1 回線結合する理由"),
    (
        "p",
        "申込みの内容を速やかに委託先に伝え、通知の状況を職員が随時確かめられるようにするため、区の電子計算機と委託先の電子計算機とを結合する。",
    ),
    ("h2", "2 回線結合の相手方"),
    ("p", "第1の12のとおり"),
    ("h2", "3 諮問の趣旨"),
    (
        "p",
        "本件は、第1の委託に伴い、区と委託先との電子計算機を回線で結合するものであり、条例第18条第3号の規定に基づき諮問する。",
    ),
    ("h2", "4 回線結合する個人情報の項目及び件数"),
    ("h3", "(1) 個人情報の項目"),
    ("p3", "第1の5(1)のとおり"),
    ("h3", "(2) 件数（予定）"),
    ("p3", "第1の5(2)のとおり"),
    ("h2", "5 回線結合の方法"),
    (
        "p",
        "専用の閉じた回線を使い、相手方を証明書で確かめたうえで、通信を暗号化する。接続できる端末は、高齢福祉課の2台に限る。",
    ),
    ("h2", "6 区の個人情報の保護管理体制"),
    (
        "p",
        "区の情報セキュリティの対策基準に従い、職員ごとの識別符号で利用者を確かめ、操作の記録を1年間保存する。",
    ),
    ("h2", "7 回線結合の開始時期及び期間"),
    ("p", "第1の11のとおり"),
)
FLOWS = (("利用の申込み", "区から委託先へ", "約250件"), ("見守りの通知", "委託先から家族等へ", "約150件"))
CLAUSES: Lines = (
    ("h2", "1 受託者は、この業務で知り得た個人情報を他に漏らしてはならない。契約が終わった後も同様とする。"),
    ("h2", "2 受託者は、個人情報をこの業務の目的以外に使い、又は第三者に提供してはならない。"),
    ("h2", "3 受託者は、区の書面による承諾を得ずに、業務の全部又は一部を他の者に委託してはならない。"),
    (
        "h2",
        "4 受託者は、個人情報の漏えいその他の事故が生じたときは、直ちに区に報告し、その指示に従わなければならない。",
    ),
)


def sample() -> Sample:
    """Serif, wide lines, cover letter on a page of its own, attachments on new pages."""
    font = TextStyle(font=MINCHO, size=10, leading=1.4)
    flow = Table(
        grid([("情報の流れ", "向き", "件数（予定）")]),
        grid(FLOWS),
        (10, 10, 8),
        TableStyle(text=font, rules="stroked_rects", valign="middle"),
        ("left", "left", "right"),
        "情報の流れ",
    )
    blocks: list[Block] = [
        *cover(HEAD, "令和5年1月20日", ARTICLES),
        *head(HEAD),
        *prose(LINES),
        NewPage(),
        Text("別紙1", "right"),
        Text("見守りセンサー貸与事業における情報の流れ", "center", above=0.5),
        flow,
        NewPage(),
        Text("別紙2", "right"),
        Text("個人情報の取扱いに関する特記事項（抜粋）", "center", above=0.5),
        *prose(CLAUSES),
    ]
    page = PageStyle(
        text=TextStyle(font=MINCHO, size=10.5, leading=1.55), note=NOTE, margin_left=70, margin_right=70
    )
    truth: Truth = {
        "documents": [_truth()],
        "sections": sections(LINES),
        "cases": [_outsourcing(), _connection()],
    }
    return Sample("shimon-2001-outsourcing-and-connection", HEAD.title, page, tuple(blocks), truth)


def _truth() -> Truth:
    return document(
        HEAD,
        received_date="2023-01-20",
        legal_basis=[article(OLD_ORDINANCE, 12), article(OLD_ORDINANCE, 18, None, 3)],
        references=[{"kind": "諮問", "number": 1876}],
        attachments=["別紙1", "別紙2"],
        case_count=2,
        audits=[audit("breakdown", 400, 250 + 150, "約400件（利用者約250件、通知を受ける者約150件）")],
    )


_PERIOD: Truth = {"start_date": "2023-04-01", "end_date": "2024-03-31", "is_ongoing": False}
_COUNT: Truth = {
    "count_min": 400,
    "count_max": 400,
    "count_unit": "件",
    "count_is_approximate": True,
    "counts": [
        {"label": "利用者", "min": 250, "max": 250, "unit": "件"},
        {"label": "通知を受ける者", "min": 150, "max": 150, "unit": "件"},
    ],
}


def _items() -> list[Truth]:
    given = ("氏名", "フリガナ", "住所", "電話番号", "生年月日", "要介護度", "センサーを置く部屋の位置")
    collected = ("利用者の室温の記録", "扉の開閉の記録")
    notified = ("氏名", "続柄", "携帯電話番号", "メールアドレス")
    return [
        *({**item(name), "flow": "ward_to_contractor"} for name in given),
        *({**item(name), "flow": "subject_to_contractor"} for name in collected),
        *({**item(name, path=("通知を受ける者",)), "flow": "subject_to_contractor"} for name in notified),
        {**item("鍵の保管の有無"), "flow": "subject_to_contractor"},
    ]


def _outsourcing() -> Truth:
    return {
        "case_type": "outsourcing",
        "title": "見守りセンサーの貸与及び通知サービスの運用業務委託",
        "counterparty": ["株式会社見本見守りサービス"],
        "uses_contractor_computer": True,
        "legal_basis": [article(OLD_ORDINANCE, 12)],
        "items": _items(),
        **_PERIOD,
        **_COUNT,
    }


def _connection() -> Truth:
    return {
        "case_type": "online_connection",
        "title": "外部の電子計算機との回線結合について",
        "counterparty": ["株式会社見本見守りサービス"],
        "legal_basis": [article(OLD_ORDINANCE, 18, None, 3)],
        "items": [{key: value for key, value in one.items() if key != "flow"} for one in _items()],
        **_PERIOD,
        **_COUNT,
    }
