"""Bodies of minutes that tell of a meeting in sentences, with the opinions of members as bulleted lists."""

from __future__ import annotations

import pytest

from tests.minutes.meetings import decided, read, told

AGENDA = """
４　議題　(1) 諮問第３号　保存期間の延長について
５　審議の概要
(1) 諮問第３号
"""
OPINIONS = [
    (1, None, "事務局から説明があった。"),
    (1, None, "委員から、次のような意見が出された。"),
    (1, None, "延長の理由を利用者にも知らせるとよい。"),
    (1, None, "期間は、実際に使われた記録の割合を見た上で、もう一度見直す機会を設けておくのがよいと考える。"),
]


@pytest.mark.parametrize("narration", ["", "　", "　　"], ids=["flush", "indented", "further in"])
@pytest.mark.parametrize("bullet", ["　", "　　", "　　　"], ids=["one in", "two in", "three in"])
def test_opinions_below_narration_wherever_either_begins(narration: str, bullet: str) -> None:
    meeting = read(
        AGENDA
        + f"""
{narration}事務局から説明があった。
{narration}委員から、次のような意見が出された。
{bullet}・延長の理由を利用者にも知らせるとよい。
{bullet}・期間は、実際に使われた記録の割合を見た上で、もう一度見直す機会を設けておくのがよいと考える。
"""
    )
    assert told(meeting) == OPINIONS
    assert [u.kind for u in meeting.utterances] == ["note", "note", "speech", "speech"]


@pytest.mark.parametrize("narration", ["", "　", "　　　"], ids=["flush", "indented", "below the text"])
def test_what_was_decided_below_opinions_is_narrated(narration: str) -> None:
    meeting = read(
        AGENDA
        + f"""
事務局から説明があった。
委員から、次のような意見が出された。
　　・延長の理由を利用者にも知らせるとよい。
　　・期間は、実際に使われた記録の割合を見た上で、もう一度見直す機会を設けておくのがよいと考える。
{narration}審議の結果、文言の整理を会長に任せた上で、諮問のとおり承認することとした。
"""
    )
    assert told(meeting) == [
        *OPINIONS,
        (1, None, "審議の結果、文言の整理を会長に任せた上で、諮問のとおり承認することとした。"),
    ]
    assert [u.kind for u in meeting.utterances][2:] == ["speech", "speech", "note"]
    assert decided(meeting) == [("(1)", "保存期間の延長について", "approved")]


@pytest.mark.parametrize("numbers", ["アイ", "①②", "１２"])
def test_numbered_opinions_where_narration_announces_them(numbers: str) -> None:
    first, second = numbers
    meeting = read(
        AGENDA
        + f"""
事務局から説明があった。
委員から、次のような意見が出された。
　{first}　延長の理由を利用者にも知らせるとよい。
　{second}　期間は、実際に使われた記録の割合を見た上で、もう一度見直す機会を設けておくのがよいと考える。
審議の結果、承認することとした。
"""
    )
    assert told(meeting) == [*OPINIONS, (1, None, "審議の結果、承認することとした。")]
    assert [u.kind for u in meeting.utterances] == ["note", "note", "speech", "speech", "note"]


def test_narration_between_two_lists_ends_the_first() -> None:
    meeting = read(
        AGENDA
        + """
主な質問は次のとおり。
　・期間を決めた根拠は何か。
続いて、意見の交換を行った。
　・案のとおりで支障はない。
"""
    )
    assert [(u.kind, u.text) for u in meeting.utterances] == [
        ("note", "主な質問は次のとおり。"),
        ("speech", "期間を決めた根拠は何か。"),
        ("note", "続いて、意見の交換を行った。"),
        ("speech", "案のとおりで支障はない。"),
    ]


def test_the_second_sentence_of_an_opinion_stays_in_it() -> None:
    meeting = read(
        AGENDA
        + """
主な意見は次のとおり。
　・前の会議で承認した案件との違いを、資料の上でもう少し分かりやすく示していただきたかった。
　　次の機会には改めてほしい。
"""
    )
    assert [u.kind for u in meeting.utterances] == ["speech"]
    assert decided(meeting)[0][2] is None


@pytest.mark.parametrize(
    ("printed", "name", "value"),
    [
        (
            "６　次回の開催予定\n　令和７年２月４日（火）10時から",
            "次回の開催予定",
            "令和7年2月4日（火）10時から",
        ),
        ("６　次回開催　令和７年２月４日", "次回開催", "令和7年2月4日"),
        ("６　問合せ先\n　榛原市総務課\n　電話　内線21", "問合せ先", "榛原市総務課\n電話 内線21"),
        ("■ 次回の開催予定\n　令和７年２月４日", "次回の開催予定", "令和7年2月4日"),
    ],
)
def test_labels_of_the_heading_below_the_account(printed: str, name: str, value: str) -> None:
    meeting = read(
        AGENDA
        + f"""
事務局から説明があった。
審議の結果、諮問のとおり承認することとした。
{printed}
"""
    )
    assert [u.text for u in meeting.utterances] == [
        "事務局から説明があった。",
        "審議の結果、諮問のとおり承認することとした。",
    ]
    assert meeting.attributes[name] == value


@pytest.mark.parametrize(
    "printed",
    [
        "６　次回の開催予定\n　次回は、来年の二月に開くこととした。",
        "６　会議録署名人の選出\n　会長が、古閑委員を指名した。",
    ],
)
def test_sentences_below_a_label_are_narration(printed: str) -> None:
    meeting = read(AGENDA + f"\n事務局から説明があった。\n{printed}\n")
    assert meeting.utterances[-1].kind == "note"
    assert meeting.utterances[-1].text == printed.split("\n")[1].strip("　")


def test_a_numbered_sentence_of_a_speech_is_no_label() -> None:
    meeting = read(
        AGENDA
        + """
○会長　説明をお願いします。
○総務課長　次の二つでございます。
１　記録の公開については、半年ごとに改めます。
２　次回の開催までに、一覧を作ります。
○会長　承認します。
"""
    )
    assert [u.speaker_raw for u in meeting.utterances] == ["会長", "総務課長", "会長"]
    assert meeting.utterances[1].text.endswith("一覧を作ります。")


def test_what_stands_before_the_first_heading_and_below_the_last_item() -> None:
    meeting = read("""
議事に先立ち、前回の議事要旨（案）を確認した。
議　題
１　保存期間の延長について
　事務局から、資料１に基づき説明があり、審議の結果、原案のとおり承認された。
２　閲覧の窓口について
　事務局から、資料２に基づき説明があった。
配付資料
　資料１　期間の一覧
　資料２　窓口の図
""")
    assert [item.outcome for item in meeting.agenda] == ["approved", None]
    assert [u.text[:4] for u in meeting.utterances[1:]] == ["事務局か", "事務局か"]
    assert meeting.attributes["配付資料"] == "資料1 期間の一覧\n資料2 窓口の図"


def test_signatures_are_nobodys_words() -> None:
    meeting = read("""
４　議題　(1) 保存期間の延長について
○会長　議題(1)に入ります。皆様よろしいですか（笑）。
○古閑委員　賛成です。
○会長　承認とします。

　　　　　　　　　　　　　　　午後３時　閉会

　以上、会議の次第を記載し、その相違ないことを証するため、ここに署名する。
　令和６年12月２日
　　　　議　長　　八代敬之
　　　　署名委員　古閑まり
""")
    assert [u.speaker_raw for u in meeting.utterances] == ["会長", "古閑委員", "会長"]
    assert "八代敬之" in meeting.attributes["署名"]


def test_answers_behind_arrows_and_the_decision_out_at_their_marks() -> None:
    meeting = read("""
４　議題
　１　保存期間の延長について
　２　閲覧の窓口について
５　議事
１　保存期間の延長について
　事務局から、資料１により説明
・（委員）延長の理由を、窓口に来られない利用者にも知らせる手立てを考えておくとよい。
→（事務局）広報紙に載せる。
保存期間について、事務局案のとおり了承された。
２　閲覧の窓口について
・（会長）図を示してもらいたい。
→（事務局）次回までに用意する。
""")
    assert told(meeting)[1:] == [
        (1, "委員", "延長の理由を、窓口に来られない利用者にも知らせる手立てを考えておくとよい。"),
        (1, "事務局", "広報紙に載せる。"),
        (1, None, "保存期間について、事務局案のとおり了承された。"),
        (2, "会長", "図を示してもらいたい。"),
        (2, "事務局", "次回までに用意する。"),
    ]
    assert [item.outcome for item in meeting.agenda] == ["approved", None]


def test_signs_that_tell_who_speaks() -> None:
    meeting = read("""
４　議題　(1) 保存期間の延長について
●会長：議題(1)に入る。
◆事務局：三年を五年とする。
◇古閑委員：理由は何か。
◆事務局：照会が多いためである。
●会長：
　承認する。
""")
    assert [u.speaker_raw for u in meeting.utterances] == ["会長", "事務局", "古閑委員", "事務局", "会長"]


def test_an_order_of_the_day_with_a_motion_added_to_it() -> None:
    meeting = read("""
４　議事日程
　第１　会議録署名委員の指名
　第２　委員長の互選
　第３　議案第２号　名簿の提供について
　追加日程第１　発議第１号　議案第２号に対する附帯決議について
○臨時委員長（八代敬之君）　日程第１、会議録署名委員の指名を行います。
○臨時委員長（八代敬之君）　日程第２、委員長の互選を行います。
〔「異議なし」と呼ぶ者あり〕
○臨時委員長（八代敬之君）　異議なしと認めます。よって、古閑まり君が当選されました。
○委員長（古閑まり君）　日程第３、議案第２号を議題とします。
○樋渡修君　賛成です。
○委員長（古閑まり君）　議案第２号は原案のとおり可決されました。
○委員長（古閑まり君）　追加日程第１、発議第１号を議題とします。
○委員長（古閑まり君）　発議第１号は可決されました。
　地方自治法の例により署名する。
""")
    assert [(i.number_raw, i.title, i.outcome) for i in meeting.agenda] == [
        ("第１", "会議録署名委員の指名", None),
        ("第２", "委員長の互選", None),
        ("第３", "名簿の提供について", "approved"),
        ("追加日程第１", "議案第2号に対する附帯決議について", "approved"),
    ]
    assert [u.agenda_item for u in meeting.utterances] == [1, 2, 2, 2, 3, 3, 3, 4, 4]


def test_opinions_of_nobody_with_answers_behind_arrows() -> None:
    meeting = read("""
４　議題
　(1) 保存期間の延長について　……………………　資料１
　(2) 閲覧の窓口について　………………　資料２
５　概要
　(1) 保存期間の延長について
　　　事務局から説明した後、委員から次のような意見があった。
　　○延長の理由を知らせるとよい。
　　　⇒　事務局：広報紙に載せる。
　　○期間をもう一度見直すとよい。
　(2) 閲覧の窓口について
　　　事務局から説明した後、委員から次のような意見があった。
　　○図が要る。
　　　⇒　事務局：次回までに用意する。
　　　委員の意見を踏まえ、次回も引き続き検討することとした。
""")
    assert [(i.title, i.outcome) for i in meeting.agenda] == [
        ("保存期間の延長について", None),
        ("閲覧の窓口について", "continued"),
    ]
    assert [who for _, who, _ in told(meeting)] == [None, None, "事務局", None, None, None, "事務局", None]
    assert told(meeting)[3] == (1, None, "期間をもう一度見直すとよい。")


def test_items_taken_up_by_number_behind_other_words() -> None:
    meeting = read("""
４　次　第
　１　開会
　２　前回会議録の確認
　３　議題
　　(1) 保存期間の延長について
　　(2) 閲覧の窓口について
○会長　次第の２、前回会議録の確認です。修正はありますか。
○会長　では、承認とします。
○会長　次に(1)に移ります。「写しを作らないこと」を条件として、延長を認めることとします。
（全員了承）
○会長　続いて(2)です。
○古閑委員　反対です。
○会長　不承認とします。
""")
    assert [u.agenda_item for u in meeting.utterances] == [1, 1, 2, 2, 3, 3, 3]
    assert [i.outcome for i in meeting.agenda] == ["approved", "approved_with_conditions", "rejected"]
    assert meeting.agenda[1].conditions == ("写しを作らないこと",)
