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
