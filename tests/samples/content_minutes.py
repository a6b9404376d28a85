"""会議録 of the two meetings that dealt with the other samples: one verbatim with ○ marks, one summary with a table."""

from __future__ import annotations

from tests.samples import (
    content_applications,
    content_consultation,
    content_incident,
    content_meetings,
    content_outsourcing,
    content_statistics,
)
from tests.samples.blocks import Block, Cell, Table, Text, grid
from tests.samples.forms import COUNCIL, NOTE, Head, Sample, Truth
from tests.samples.style import GOTHIC, MINCHO, PageStyle, TableStyle, TextStyle

CONDITIONS = (
    "通知を受ける者が同意を取り消したときは、速やかに記録を消去すること",
    "委託先の操作の記録を、区が年1回以上確認すること",
)
FIRST = (
    content_consultation.HEAD,
    content_applications.HEAD,
    content_meetings.HEAD,
    content_statistics.HEAD,
)
OUTCOMES = (("approved_with_conditions", CONDITIONS), ("noted", ()), ("noted", ()), ("noted", ()))
# Role, name, affiliation, present.
PEOPLE: tuple[tuple[str, str, str, bool], ...] = (
    ("会長", "甲野　一恵", "学識経験者", True),
    ("副会長", "乙川　俊二", "学識経験者", True),
    ("委員", "丙山　みどり", "区民", True),
    ("委員", "丁田　健", "区民", True),
    ("委員", "戊崎　文子", "区内の団体の代表", True),
    ("委員", "己村　誠", "区内の団体の代表", False),
)
STAFF = (("区政情報課長", "庚本"), ("区政情報課主査", "辛島"))
# Agenda item (0: none yet), speaker as printed ("" for a note), paragraphs.
SPEECH: tuple[tuple[int, str, str], ...] = (
    (0, "甲野会長", ("ただいまから、令和4年度第6回の審議会を開きます。本日は、諮問が1件、報告が3件です。己村委員から欠席の連絡をいただいています。"
        "傍聴を希望する方が3名いらっしゃいます。入室を認めることでよろしいですか。")),
    (0, "", "（「異議なし」の声あり）"),
    (1, "甲野会長", "それでは、議題1、諮問第2001号について、所管課から説明をお願いします。"),
    (1, "高齢福祉課長", ("諮問第2001号について説明します。一人で暮らす高齢者の住まいにセンサーを置き、一定の時間動きがないときに、"
        "家族などに知らせる事業です。\n件数は、利用者と通知を受ける方を合わせて約400件を見込んでいます。開始は令和5年4月1日です。"
        "取り扱う項目は、諮問文の第1の5に記載したとおりです。")),
    (1, "丙山委員", "通知を受けることに同意した家族が、後になって同意を取り消したいと申し出たときは、どうなりますか。"),
    (1, "高齢福祉課長", "申出の翌日までに、通知先から外します。過去の通知の記録については、月末にまとめて消去する予定です。"),
    (1, "丙山委員", "月末まで残るのは長いと思います。○印を付けた欄の記録だけでも、先に消せないでしょうか。"),
    (1, "高齢福祉課長", "委託先と調整のうえ、速やかに消去する手順に改めます。"),
    (1, "乙川副会長", "委託先の職員がいつ記録を見たかは、誰が確かめるのですか。"),
    (1, "高齢福祉課長", "委託先が自ら点検します。区が確かめる定めは、今のところ置いていません。"),
    (1, "甲野会長", ("委員の意見を踏まえ、次の二つの条件を付して承認することとしてはいかがでしょうか。"
        f"一つ目は、「{CONDITIONS[0]}」、二つ目は、「{CONDITIONS[1]}」です。")),
    (1, "", "（「異議なし」の声あり）"),
    (1, "甲野会長", "異議がありませんので、諮問第2001号は、ただいまの条件を付して承認します。"),
    (1, "", "（高齢福祉課長　退室）"),
    (2, "甲野会長", "次に、議題2、報告第901号について、報告をお願いします。"),
    (2, "ＤＸ推進担当課長", (f"令和4年4月から12月までの間に、新たに電子申請の対象とした手続は、{len(content_applications.CASES)}件です。"
        "最も多いのは、個別の事業への申込みです。")),
    (2, "丁田委員", "見守りに関する実態調べは項目がとても多いのですが、全て必ず答えるものですか。"),
    (2, "ＤＸ推進担当課長", "必ず答えていただくのは、共通の項目のほか、生年月日と世帯の状況だけです。画面にもそのように表示しています。"),
    (2, "甲野会長", "ほかに質問がなければ、報告第901号は、了承といたします。"),
    (3, "甲野会長", "続いて、議題3、報告第902号をお願いします。"),
    (3, "ＤＸ推進担当課長", (f"実施した会議は{len(content_meetings.CASES)}件、参加した区民は延べ{content_meetings.TOTAL}名です。"
        "録画を公開した会議は1件で、参加者に限って公開しました。")),
    (3, "戊崎委員", "録画を見られる期間は決まっていますか。"),
    (3, "ＤＸ推進担当課長", "2週間です。期間が過ぎた後は消去しました。"),
    (3, "甲野会長", "よろしいですか。報告第902号は、了承といたします。"),
    (4, "甲野会長", "議題4、報告第903号をお願いします。"),
    (4, "庚本区政情報課長", ("令和3年度の情報公開の請求は343件、個人情報の開示等の請求は105件でした。設計書についての請求が続いており、"
        "請求によらずに閲覧できるようにすることを検討しています。")),
    (4, "乙川副会長", "不存在とした決定が34件あります。文書の名称を確かめてから請求できるよう、窓口での案内に努めてください。"),
    (4, "庚本区政情報課長", "承知しました。"),
    (4, "甲野会長", "報告第903号は、了承といたします。本日の議題は以上です。これで閉会します。"),
)  # fmt: skip


def _refer(data: Head) -> str:
    return f"{data.label}　{data.title}" + (f"（{data.subtitle}）" if data.subtitle else "")


def first_meeting() -> Sample:
    """Verbatim minutes: letter-spaced labels, ○ before the speaker, notes in brackets."""
    blocks: list[Block] = [
        Text("令和4年度第6回", "center", size=1.15),
        Text(f"{COUNCIL}会議録", "center", size=1.15),
        Text("日　　時　　令和5年2月10日（金）午前10時00分～午前11時40分", above=1),
        Text("場　　所　　区役所第2庁舎4階　第3委員会室"),
        Text("出席委員"),
        *(Text(f"{role}　{name}（{body}）", indent=6) for role, name, body, present in PEOPLE if present),
        Text("欠席委員"),
        *(Text(f"{role}　{name}（{body}）", indent=6) for role, name, body, present in PEOPLE if not present),
        Text("事 務 局"),
        *(Text(f"{role}　{name}", indent=6) for role, name in STAFF),
        Text("傍 聴 者　　3名"),
        Text("議　　題", above=0.5),
        *(Text(f"{n}　{_refer(data)}", indent=3, first=-2) for n, data in enumerate(FIRST, 1)),
        Text("午前10時00分　開会", "right", above=1),
    ]
    for _, speaker, words in SPEECH:
        if not speaker:
            blocks.append(Text(words, "center"))
            continue
        first, *rest = words.split("\n")
        blocks.append(Text(f"○{speaker}　{first}", indent=1, first=-1))
        blocks += [Text(paragraph, indent=1, first=1) for paragraph in rest]
    blocks.append(Text("午前11時40分　閉会", "right"))
    page = PageStyle(text=TextStyle(font=MINCHO, size=10.5, leading=1.6), note=NOTE, number="dashes")
    meeting: Truth = {
        "council": COUNCIL,
        "session_raw": "令和4年度第6回",
        "fiscal_year": 2022,
        "number": 6,
        "date": "2023-02-10",
        "start_time": "10:00",
        "end_time": "11:40",
        "place": "区役所第2庁舎4階 第3委員会室",
        "observers": 3,
        "attendees": [
            *(
                {"role": role, "name": name, "affiliation": body, "is_present": present}
                for role, name, body, present in PEOPLE
            ),
            *(
                {"role": "事務局", "name": name, "affiliation": role, "is_present": True}
                for role, name in STAFF
            ),
        ],
    }
    utterances = [
        {
            "kind": "speech" if speaker else "note",
            "agenda_item": item or None,
            "speaker_raw": speaker or None,
            "text": words,
        }
        for item, speaker, words in SPEECH
    ]
    truth = {"meetings": [meeting], "agenda_items": _agenda(FIRST, OUTCOMES), "utterances": utterances}
    return Sample("kaigiroku-2022-06-verbatim", "令和4年度第6回会議録", page, tuple(blocks), truth)


def _agenda(heads: tuple[Head, ...], outcomes: tuple[tuple[str, tuple[str, ...]], ...]) -> list[Truth]:
    return [
        {
            "ordinal": n,
            "number_raw": str(n),
            "kind": data.kind,
            "title": data.title + (f"（{data.subtitle}）" if data.subtitle else ""),
            "refers": [data.label],
            "outcome": outcome,
            "conditions": list(conditions),
        }
        for n, (data, (outcome, conditions)) in enumerate(zip(heads, outcomes, strict=True), 1)
    ]


SECOND = (content_outsourcing.HEAD, content_incident.HEAD)
SECOND_OUTCOMES: tuple[tuple[str, tuple[str, ...]], ...] = (("noted", ()), ("noted", ()))
# Agenda item, question or answer, words.
EXCHANGES: tuple[tuple[int, str, str], ...] = (
    (1, "問", f"一覧に載っている{len(content_outsourcing.CASES)}件は、全て再委託を認めているのか。"),
    (1, "答", "再委託を認めているのは4件で、いずれも区が事前に承諾している。"),
    (1, "問", "実施機関によって件数に大きな差があるのはなぜか。"),
    (1, "答", "福祉と保健の事業を区長の部局が担っているためである。"),
    (2, "問", "連絡先の分からない本人には、どのように知らせたのか。"),
    (2, "答", "区のホームページに事案の概要を載せ、問い合わせの窓口を設けた。"),
    (2, "問", "ほかの総合支所でも同じことが起きるおそれはないか。"),
    (2, "答", "全ての総合支所の書庫を点検し、表示を改めるよう求めた。"),
)


def second_meeting() -> Sample:
    """Summary minutes: header facts and results in ruled tables, questions and answers without names."""
    font = TextStyle(font=GOTHIC, size=10, leading=1.35)
    style = TableStyle(text=font, rules="filled_rects", valign="middle")
    present = "、".join(f"{name.split('　')[0]}{role}" for role, name, _, here in PEOPLE[:4] if here)
    facts = [
        ("会議の名称", f"令和5年度第2回{COUNCIL}"),
        ("開催日時", "令和5年7月21日（金）　14時00分から15時20分まで"),
        ("開催場所", "区役所東棟9階　会議室"),
        ("出席委員", present),
        ("事務局", "庚本区政情報課長、辛島区政情報課主査"),
        ("傍聴者", "なし"),
    ]
    results = [[f"({n})", _refer(data), "了承"] for n, data in enumerate(SECOND, 1)]
    blocks: list[Block] = [
        Text("会議概要", "center", size=1.4, spread=16),
        Table((), grid(facts), (7, 30), style, ("center", "left"), above=1),
        Text("議題及び審議の結果", above=0.8, keep=True),
        Table(
            grid([[Cell("議題", 1, 2), None, "結果"]]),
            grid(results),
            (3, 28, 6),
            TableStyle(text=font, rules="filled_rects", shading="header", valign="middle"),
            ("center", "left", "center"),
        ),
        Text("主な質疑", above=0.8, keep=True),
    ]
    for number, data in enumerate(SECOND, 1):
        blocks.append(Text(f"({number}) {data.label}について", above=0.3, keep=True))
        blocks += [Text(f"{who}　{words}", indent=3, first=-2) for n, who, words in EXCHANGES if n == number]
    meeting: Truth = {
        "council": COUNCIL,
        "session_raw": "令和5年度第2回",
        "fiscal_year": 2023,
        "number": 2,
        "date": "2023-07-21",
        "start_time": "14:00",
        "end_time": "15:20",
        "place": "区役所東棟9階 会議室",
        "observers": 0,
    }
    agenda = [{**one, "number_raw": f"({one['ordinal']})"} for one in _agenda(SECOND, SECOND_OUTCOMES)]
    utterances = [
        {"kind": "speech", "agenda_item": n, "speaker_raw": who, "text": words} for n, who, words in EXCHANGES
    ]
    page = PageStyle(text=TextStyle(font=GOTHIC, size=10.5, leading=1.6), note=NOTE, number="none")
    truth = {"meetings": [meeting], "agenda_items": agenda, "utterances": utterances}
    return Sample("kaigiroku-2023-02-summary", "令和5年度第2回会議概要", page, tuple(blocks), truth)
