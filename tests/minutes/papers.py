"""Invented minutes of other make-up: questions and answers, summaries, forms, minutes with papers attached."""

from __future__ import annotations

from tests.minutes.page import Paper


def _heading(paper: Paper) -> None:
    paper.centre("会議要旨", 14)
    paper.paragraph("１　会議名　　令和５年度第１回椿野町情報公開審査会")
    paper.paragraph("２　日　時　　令和５年11月２日（木）14:00～15:20")
    paper.paragraph("３　場　所　　椿野町役場２階会議室")
    paper.paragraph("４　出席者　　会長　荒木 誠、委員　三谷 薫、委員　小野寺 翔")
    paper.paragraph("　　欠席者　　委員　早乙女 凛")
    paper.paragraph("５　傍聴人　　なし")
    paper.paragraph("６　議　題")
    paper.paragraph("(1)　諮問第５号　図書貸出システムの更新について", 2, 4)
    paper.paragraph("(2)　令和４年度の運用状況の報告", 2, 4)
    paper.paragraph("(3)　その他", 2, 4)


def questions(question: str, answer: str, gap: str = "　") -> bytes:
    """A summary of questions and answers; {} in the marks stands for a running number."""
    paper = Paper()
    _heading(paper)
    paper.paragraph("７　会議の概要")
    paper.paragraph("(1)　図書貸出システムの更新について")
    paper.paragraph("　事務局から資料１により説明した。")
    talk = (
        (
            "貸出しの履歴は何年残るのか。利用者が消すように求めたときに、職員がすぐに応じられる仕組みになっているかどうかも知りたい。",
            ("返却と同時に消す設定とする。",),
        ),
        ("問い合わせの窓口はどこか。", ("図書館である。", "・平日は午後７時まで", "・休日は午後５時まで")),
    )
    for k, (asked, answered) in enumerate(talk, 1):
        paper.paragraph(question.format(k) + gap + asked, 0, 2)
        paper.paragraph(answer.format(k) + gap + answered[0], 0, 2)
        for line in answered[1:]:
            paper.paragraph(line, 2, 3)
    paper.paragraph("結論：原案のとおり承認する。")
    paper.paragraph("(2)　令和４年度の運用状況の報告")
    paper.paragraph("　事務局から報告があった。")
    paper.paragraph(question.format(3) + gap + "請求の件数が減った理由は何か。", 0, 2)
    paper.paragraph(answer.format(3) + gap + "広報の時期を変えたためである。", 0, 2)
    paper.paragraph("結論：報告を受けた。")
    paper.paragraph("(3)　その他")
    paper.paragraph("　次回は令和６年２月に開く。")
    return paper.bytes()


FORM_TALK = (
    "○荒木会長　ただいまから会議を開きます。議題(1)について事務局の説明を求めます。",
    "○事務局（中田）　資料１を御覧ください。図書の貸出しの仕組みを新しくするものです。これまでの仕組みは導入から十年が過ぎ、部品が手に入らなくなっております。",
    "　新しい仕組みでは、返却と同時に履歴を消します。",
    "○三谷委員　利用者が求めたときはどうなりますか。",
    "○事務局（中田）　その場で消します。",
)
FORM_END = (
    "○荒木会長　ほかになければ、諮問第５号は原案のとおり承認することといたします。",
    "　（異議なし）",
    "○荒木会長　次に、議題(2)です。事務局から報告をお願いします。",
    "○事務局（中田）　昨年度の請求は18件でした。",
    "○荒木会長　報告を了承しました。議題(3)その他は何かありますか。",
    "○事務局（中田）　次回は２月です。",
)


def form(repeats: int = 6) -> bytes:
    """A form: everything in one ruled table, the account of the talk in a cell that runs over pages."""
    paper = Paper()
    paper.centre("会　議　録", 14)
    rows = [
        ["会議の名称", "令和５年度第１回椿野町情報公開審査会"],
        ["開催日時", "令和５年11月２日（木）午後２時～３時20分"],
        ["開催場所", "椿野町役場２階会議室"],
        ["出席者", "会長　荒木 誠\n委員　三谷 薫\n委員　小野寺 翔\n事務局　総務課長　中田 実"],
        ["欠席者", "委員　早乙女 凛"],
        ["傍聴者", "０人"],
        [
            "議題",
            "(1) 諮問第５号　図書貸出システムの更新について\n(2) 令和４年度の運用状況の報告について\n(3) その他",
        ],
        ["審議経過", "\n".join([*FORM_TALK * repeats, *FORM_END])],
    ]
    paper.table(rows, [1.2, 5])
    return paper.bytes()


def summary() -> bytes:
    """Bulleted opinions, results at the end of the agenda's lines."""
    paper = Paper(size=12, leading=20)
    paper.centre("会議結果報告書", 14)
    rows = [
        ["審議会等の名称", "第3回山吹市情報公開審査会"],
        ["開催日時", "平成31年2月26日（火） 午前10時から正午まで"],
        ["開催場所", "山吹市役所本館 301会議室"],
        ["出席者", "会長 桐山 修\n委員 久我 晴美\n委員 長谷部 武"],
        ["傍聴人", "0人"],
        [
            "議題及び結果",
            "1 情報公開条例の運用状況について（報告第2号）　了承\n2 公文書の管理に関する指針の改正について　継続審議\n3 その他",
        ],
    ]
    paper.table(rows, [1.3, 5])
    paper.paragraph("【会議の概要】")
    paper.paragraph("議題１　情報公開条例の運用状況について")
    paper.paragraph("・請求の件数が増えた理由を分析すべきではないか。", 1, 2)
    paper.paragraph("・様式を見直してはどうか。", 1, 2)
    paper.paragraph("議題２　公文書の管理に関する指針の改正について")
    paper.paragraph("・保存の年限が長すぎるのではないか。", 1, 2)
    paper.paragraph("議題３　その他")
    paper.paragraph("　特になし。")
    return paper.bytes()


def with_papers(*, attached: bool = True, again: bool = False) -> bytes:
    """Talk marked with colons under headings of the order of business; then, perhaps, the paper that was consulted on."""
    paper = Paper(size=10.5, leading=17)
    paper.centre("令和5年度　第2回　白樺町個人情報保護審議会　議事要録", 13)
    paper.paragraph("■日　時　　令和5年10月11日(水) 14時00分～15時05分")
    paper.paragraph("■会　場　　白樺町役場　大会議室")
    paper.paragraph("■出席委員（敬称略）")
    paper.paragraph("会長　町田 宗一　　副会長　雨宮 香織", 2)
    paper.paragraph("委員　戸田 進、三枝 和歌子、大熊 剛", 2)
    paper.paragraph("■欠席委員")
    paper.paragraph("委員　伊集院 茂", 2)
    paper.paragraph("■事務局")
    paper.paragraph("総務課長　早川 弘樹、同課主査　関 美代子", 2)
    paper.paragraph("■傍聴者　１名")
    paper.paragraph("■次　第")
    for line in ("１　開会", "２　会長あいさつ", "３　議事"):
        paper.paragraph(line, 2)
    items = (
        "(1) 諮問第12号　バス乗車券の交付申請に係る個人情報の外部提供について",
        "(2) 諮問第13号　職員採用試験の受験者の情報の記録について",
        "(3) 報告第4号　誤送付事案について",
    )
    for line in items:
        paper.paragraph(line, 3, 5)
    for line in ("４　その他", "５　閉会"):
        paper.paragraph(line, 2)
    paper.gap()
    talk = {
        "１　開会": ("事務局：定刻となりましたので開会します。",),
        "２　会長あいさつ": ("会　長：お忙しい中ありがとうございます。",),
        "３　議事": (),
        items[0]: (
            "会　長：事務局から説明をお願いします。",
            "事務局：資料に沿って説明します。提供する先は町内を走る３社です。",
            "Ａ委員：提供を望まない人はどうするのですか。",
            "事務局：申請書に欄を設けて、望まない方の分は提供しません。",
            "Ｂ委員：条件を付けて認めるのがよいと考えます。",
            "会　長：それでは、「提供を望まない者の情報を提供しないこと」を条件として承認することとしてよろしいか。",
            "各委員：異議なし。",
            "会　長：ではそのように決定します。",
        ),
        items[1]: (
            "事務局：受験者の顔写真を記録するものです。",
            "Ｃ委員：写真まで要るとは思えません。",
            "会　長：必要性が認められないので、諮問第13号は承認しないこととします。",
        ),
        items[2]: ("事務局：通知を別の方に送ったものです。", "会　長：報告を承りました。"),
        "４　その他": ("事務局：次回は１月です。",),
        "５　閉会": ("会　長：これで終わります。",),
    }
    for heading, lines in talk.items():
        paper.paragraph(heading)
        for line in lines:
            paper.paragraph(line, 0, 4)
    paper.right("以上")
    if attached:
        _attach(paper)
    if again:
        paper.new_page()
        _heading(paper)
        paper.paragraph("７　会議の概要")
        paper.paragraph("会　長：次の会議を始めます。", 0, 4)
    return paper.bytes()


def _attach(paper: Paper) -> None:
    paper.new_page()
    paper.right("令和5年10月2日")
    paper.centre("諮問第12号", 12)
    paper.paragraph("白樺町個人情報保護審議会会長　様")
    paper.right("白樺町長　某")
    paper.paragraph("バス乗車券の交付申請に係る個人情報の外部提供について", 2)
    paper.paragraph("１　提供する理由")
    paper.paragraph("　町内を走る路線の乗車券を交付するため、次の項目を提供する。会議録は別に送る。")


def consultation() -> bytes:
    """A paper that only mentions minutes, with a heading not unlike theirs."""
    paper = Paper()
    paper.centre("会議録作成業務の委託に伴う個人情報の取扱いについて（諮問）", 13)
    paper.paragraph("１　日　時　　令和5年6月1日から")
    paper.paragraph("２　場　所　　受託者の事業所")
    paper.paragraph("３　委託の内容")
    paper.paragraph("　審議会の会議録の作成に当たり、録音の反訳を事業者に委託する。")
    paper.paragraph("・会長の発言", 1)
    paper.paragraph("・委員の発言", 1)
    paper.paragraph("４　担当　　総務課")
    return paper.bytes()


def told() -> bytes:
    """A heading told in sentences; speakers on lines of their own; items by the chair's words between frames."""
    paper = Paper()
    paper.centre("青葉町個人情報保護審査会（令和4年度第3回）会議録", 14)
    paper.paragraph(
        "令和5年1月18日（水）午後3時から4時20分まで、青葉町民会館2階研修室において、令和4年度第3回の青葉町個人情報保護審査会を開催した。"
        "出席者は、会長 牧野 武、委員 相馬 香、委員 飯島 豊の3名で、欠席者は、委員 根本 涼である。傍聴者は1名であった。",
        1,
        0,
    )
    paper.paragraph("議題")
    paper.paragraph("１　学校の防犯カメラの設置について（諮問第40号）", 1, 3)
    paper.paragraph("２　前回の議事録の確認について", 1, 3)
    paper.gap()
    talk = {
        "１　開会": (("会長", "これより開会いたします。"), ("事務局", "資料を確認させていただきます。")),
        "２　議事": (
            ("会長", "議題1、学校の防犯カメラの設置について、説明をお願いします。"),
            ("教育総務課長", "校門に1台ずつ置くものです。映像は7日で消えます。"),
            ("委員", "映像を警察に渡すことはありますか。"),
            ("教育総務課長", "令状があるときに限ります。"),
            (
                "会長",
                "それでは、映像の保存の期間を7日以内とすることとする条件で承認することにしたいと思いますが、いかがでしょうか。",
            ),
            ("", "（異議なしの声）"),
            ("会長", "ではそのように決定します。続いて、議題2に入ります。事務局からお願いします。"),
            ("事務局", "議事録の案をお配りしています。"),
            ("会長", "本件は次回に持ち越しといたします。"),
        ),
        "３　閉会": (("会長", "これで閉会といたします。"),),
    }
    for heading, lines in talk.items():
        paper.paragraph(heading)
        for speaker, text in lines:
            if speaker:
                paper.paragraph(speaker)
            paper.paragraph(text, 2 if speaker else 10, 2)
    return paper.bytes()


def letters() -> bytes:
    """Letters for names, one item, day and place under one label."""
    paper = Paper()
    paper.centre("第12回銀杏区情報公開・個人情報保護審議会　会議録", 14)
    paper.paragraph("日時・場所　令和6年2月9日（金）10:00～11:30　銀杏区役所801会議室")
    paper.paragraph("出席者　Ａ会長（学識経験者）、Ｂ委員（弁護士）、Ｃ委員（公募）")
    paper.paragraph("　　　　事務局　総務部長、総務課長、総務係長")
    paper.paragraph("欠席者　Ｄ委員")
    paper.paragraph("傍聴　１名")
    paper.paragraph("案件　諮問第77号　図書館の利用者カードの共通化について")
    paper.gap()
    for line in (
        "●Ａ会長　案件の説明をお願いします。",
        "●総務課長　共通化により、区内の五つの館で同じカードが使えます。",
        "●Ｂ委員　古いカードの情報はどうなりますか。",
        "　また、ほかの区の方の情報も残るのでしょうか。",
        "●Ｃ委員　◎印の項目は要りますか。",
        "●総務部長　必要です。",
        "●Ａ会長　諮問第77号は、適当である旨答申することに決定いたします。",
        "（散会）",
    ):
        paper.paragraph(line, 0, 1)
    return paper.bytes()


def ruby() -> bytes:
    """Readings in small kana above the names."""
    paper = Paper()
    paper.centre("令和5年度第4回茜市情報審議会議事録", 14)
    paper.paragraph("日時　令和5年12月5日（火）13時30分から14時40分")
    paper.paragraph("場所　茜市役所")
    paper.paragraph("出席者　会長　薬袋 剛、委員　一口 恵")
    paper.paragraph("議題　１　台帳の改正について")
    paper.gap()
    for line in (
        "◎薬袋会長　台帳の改正についてお願いします。",
        "○一口委員　賛成です。",
        "○台帳課長　改めます。",
        "◎薬袋会長　承認と決定します。",
    ):
        paper.paragraph(line, 0, 1)
        paper.small(84.0, "みない")
    return paper.bytes()


def forms() -> bytes:
    """A form for each item: its title, what was asked, what was decided."""
    paper = Paper()
    paper.centre("第２回鳴沢市個人情報保護審議会　会議概要", 13)
    paper.table(
        [
            ["日時", "令和３年８月26日（木）午前10時～11時30分"],
            ["場所", "鳴沢市役所２階大会議室"],
            ["出席者", "会長　阿波 義人\n委員　板東 英"],
        ],
        [1, 4],
    )
    items = (
        (
            "議題１　端末の利用の記録について",
            "（委員）家で使った記録も残るのか。\n（事務局）残らない。",
            "適当と認める。",
        ),
        (
            "議題２　受信機の貸与について",
            "（委員）転出した人の受信機はどうなるのか。\n（事務局）返してもらう。",
            "次の条件を付して承認する。\n・名簿を年に一度更新すること",
        ),
    )
    for title, talk, result in items:
        paper.table([["議題", title], ["質疑等", talk], ["審議結果", result]], [1, 4])
    return paper.bytes()


def one_column() -> bytes:
    """Labels of the heading and names of speakers in one column, what belongs to them in another."""
    paper = Paper(size=10.5, leading=17)
    paper.centre("第21回瑞穂町個人情報保護審議会　会議録", 13)
    lines = (
        ("日時", "令和４年２月25日（金）午前10時から11時10分まで"),
        ("場所", "瑞穂町役場第１会議室"),
        ("出席委員", "Ａ会長、Ｂ委員"),
        ("欠席委員", "Ｄ委員"),
        ("傍聴者", "なし"),
        ("議題", "議題第１号　名簿の提供について"),
        ("Ａ会長", "おはようございます。議題第１号に入ります。事務局から説明してください。"),
        (
            "事務局",
            "教室を引き継ぐため、参加者の名簿をお渡しします。名簿には、氏名、年齢及び緊急の連絡先が載っております。",
        ),
        ("Ｂ委員", "緊急の連絡先には、家族の電話番号が書かれています。家族の同意も必要ではありませんか。"),
        ("Ａ会長", "それでは、家族の同意を得ることとし、議題第１号は適当と認めることとします。"),
    )
    for name, text in lines:
        paper.paragraph(name + "　" * (5 - len(name)) + text, 0, 5)
    return paper.bytes()
