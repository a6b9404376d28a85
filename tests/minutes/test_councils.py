"""Minutes of boards, planning councils and selection committees, which name people and steps in ways of their own."""

from __future__ import annotations

import pytest

from extractors.flow import FlowTable
from extractors.minutes import read_meeting
from extractors.minutes.groups import Context
from extractors.minutes.people import attendee_columns, read_table
from extractors.minutes.speakers import Known, read_speaker
from extractors.minutes.steps import stage_of
from tests.minutes.lines import paper
from tests.minutes.meetings import Person, decided, people_in, read, told
from tests.minutes.page import Paper, flow_of

BOARD = """
令和６年第２回榛原市教育委員会定例会会議録
１　日　時　令和６年２月20日（火）
２　場　所　榛原市役所第一委員会室
３　開会及び閉会の時刻　開会　午後１時30分　閉会　午後２時10分
４　出席者
　教　育　長　八代 敬之
　委　　　員　古閑 まり
　委　　　員　樋渡 修
５　議　題
　日程第１　学校訪問の結果
　日程第２　議案第７号　通学区域規則の改正について
"""


def test_the_head_of_a_board_presides() -> None:
    meeting = read_meeting(
        paper(
            BOARD
            + """
○教育長（八代敬之君）　定例会を開きます。
○教育長（八代敬之君）　日程第１、学校訪問の結果。六校を訪ねました。
○委員（古閑まり君）　児童の様子はいかがでしたか。
○教育長（八代敬之君）　落ち着いておりました。
○教育長（八代敬之君）　次に、日程第２、議案第７号を議題とします。
○委員（樋渡　修君）　異議ありません。
○教育長（八代敬之君）　議案第７号は原案のとおり可決しました。
"""
        )
    )[0]
    assert [u.agenda_item for u in meeting.utterances] == [None, 1, 1, 1, 2, 2, 2]
    assert [item.outcome for item in meeting.agenda] == [None, "approved"]
    assert (meeting.start_time, meeting.end_time) == ("13:30", "14:10")
    assert meeting.attendees[0].role == "教育長"
    assert meeting.attendees[0].name == "八代 敬之"


def test_a_chair_goes_before_the_head_of_a_board() -> None:
    meeting = read("""
４　議　題　(1) 名簿の提供について
　　　　　　(2) 委託の状況について
○教育長　本日はお集まりいただき、議題(2)を楽しみにお願いしたいと思います。
○八代会長　議題(1)に入ります。
○事務局　説明します。
""")
    assert [item for item, _, _ in told(meeting)] == [None, 1, 1]


@pytest.mark.parametrize(
    ("printed", "role", "name"),
    [
        ("事務局・真鍋課長", "課長", "真鍋"),
        ("所管課・神田主幹", "主幹", "神田"),
        ("真鍋様（榛原商工会）", None, "真鍋"),
        ("まち・みどり課長", "まち・みどり課長", None),
    ],
)
def test_speakers_with_what_they_speak_for(printed: str, role: str | None, name: str | None) -> None:
    speaker = read_speaker(printed, Known())
    assert speaker is not None
    assert (speaker.role, speaker.name) == (role, name)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "１号委員（学識経験者）　八代 敬之（会長）、古閑 まり\n２号委員（市議会議員）　樋渡 修",
            [
                ("会長", "八代 敬之", "学識経験者", True),
                ("1号委員", "古閑 まり", "学識経験者", True),
                ("2号委員", "樋渡 修", "市議会議員", True),
            ],
        ),
        (
            "委員　八代 敬之　（一社）榛原医師会　会長\n委員　古閑 まり（弁護士）",
            [
                ("委員", "八代 敬之", "（一社）榛原医師会 会長", True),
                ("委員", "古閑 まり", "弁護士", True),
            ],
        ),
        (
            "町側出席者　総務課長　真鍋　勝（諮問まで）、主査　神田　恵",
            [("事務局", "真鍋 勝", "総務課長", True), ("事務局", "神田 恵", "主査", True)],
        ),
    ],
)
def test_groups_of_other_councils(text: str, people: list[Person]) -> None:
    assert people_in(text, Context()) == people


def test_signs_and_merged_cells_in_a_table_of_people() -> None:
    sheet = Paper()
    rows = [
        ["区分", "氏名", "出欠"],
        ["医師代表", "◎八代 敬之", "出席"],
        ["", "古閑 まり", "欠席"],
        ["公募", "○樋渡 修", "出席"],
    ]
    sheet.table(rows, [2, 2, 1], {(1, 0)})
    table = next(one.table for one in flow_of(sheet.bytes()) if isinstance(one, FlowTable))
    people = read_table(table, attendee_columns(table)[0], Context("委員"), {"◎": "会長"})
    assert [(p.role, p.name, p.affiliation, p.is_present) for p in people] == [
        ("会長", "八代 敬之", "医師代表", True),
        ("委員", "古閑 まり", "医師代表", False),
        ("委員", "樋渡 修", "公募", True),
    ]


def test_an_office_in_charge_is_a_group_and_no_contact() -> None:
    meeting = read_meeting(
        paper("""
榛原市指定管理者選定委員会会議結果
１　日　時　令和６年11月19日（火）　午後１時30分～３時
２　場　所　榛原市役所第一委員会室
３　出席者
　(1)　委　員　八代委員長、古閑委員
　(2)　所管課　公園課　真鍋課長
４　会議の公開　非公開（傍聴者なし）
５　議　題　(1) 候補者の選定について
６　質　疑
(1) 候補者の選定について
＜申請者への質疑＞
【古閑委員】夜の人員はどうか。
【申請者】二人を置く。
＜委員間の協議＞
【八代委員長】候補者とすることを適当と認める。
７　問合せ先　企画課（内線12）
""")
    )[0]
    assert [(a.role, a.name) for a in meeting.attendees] == [
        ("委員長", "八代"),
        ("委員", "古閑"),
        ("所管課", "真鍋"),
    ]
    assert decided(meeting) == [("(1)", "候補者の選定について", "approved")]
    assert told(meeting) == [
        (1, "古閑委員", "夜の人員はどうか。"),
        (1, "申請者", "二人を置く。"),
        (1, "八代委員長", "候補者とすることを適当と認める。"),
    ]
    assert meeting.observers == 0


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("＜委員間の協議＞", ("plain", "")),
        ("【申請者によるプレゼンテーション】", ("plain", "")),
        ("（申請者への質疑）", None),
        ("【資料１により説明】", None),
        ("【古閑委員】", None),
    ],
)
def test_steps_that_no_list_holds(line: str, kind: tuple[str, str] | None) -> None:
    assert stage_of(line) == kind


def test_who_is_to_be_asked_stands_below_the_account() -> None:
    meeting = read("""
４　議　題　(1) 名簿の提供について
○八代会長　議題(1)に入ります。
○事務局　説明します。
　　　　　　　　　　　　　　　　　　―― 了 ――
（お問合せ先）
総務部　文書課
電話　00-0000
""")
    assert [text for _, _, text in told(meeting)] == ["議題（1）に入ります。", "説明します。"]


def test_the_head_of_a_government_presides_over_its_board() -> None:
    meeting = read_meeting(
        paper("""
榛原町総合教育会議議事録
１　日　時：令和６年11月19日（火）　午後１時30分～３時
２　場　所：榛原町役場第一委員会室
３　構成員：町　長　　八代 敬之
　　　　　　教育長　　古閑 まり
　　　　　　教育委員　樋渡 修、尾方 完二
４　事務局：（総務課）真鍋課長、（学校課）神田課長、岩間係長
５　議　題　(1) 学区の見直しについて
　　　　　　(2) 相談の窓口について
６　議事録
○町長　会議を始めます。
○町長　議題(1)に入ります。説明をお願いします。
○神田課長　資料のとおりです。
○教育長　賛成の声を聞いております。
○町長　議題(1)は案のとおり進めることに決定します。次に、議題(2)の説明をお願いします。
○岩間係長　窓口を開きました。
""")
    )[0]
    assert [(a.role, a.name, a.affiliation) for a in meeting.attendees] == [
        ("町長", "八代 敬之", None),
        ("教育長", "古閑 まり", None),
        ("教育委員", "樋渡 修", None),
        ("教育委員", "尾方 完二", None),
        ("事務局", "真鍋", "総務課 課長"),
        ("事務局", "神田", "学校課 課長"),
        ("事務局", "岩間", "係長"),
    ]
    assert [u.agenda_item for u in meeting.utterances] == [None, 1, 1, 1, 2, 2]


def test_headings_of_a_narrated_account_are_its_agenda() -> None:
    meeting = read_meeting(
        paper("""
榛原大学研究倫理委員会議事要旨
日　時　令和６年11月19日（火）　午後１時30分～３時
場　所　榛原大学第一会議室
出席者　八代委員長、古閑委員、樋渡委員
議　事
１　前回議事要旨の確認
　　前回の議事要旨を原案のとおり承認した。
２　審議事項
(1) 通勤に関する質問紙調査
　　委員から、次の意見があった。
　　　ア　対象者
　　　　対象を広げるべきである。
　　審議の結果、回収の箱を封じることを条件に承認した。
３　報告事項
(1) 迅速審査の結果
　　委員長から、先月承認した３件の報告があった。
""")
    )[0]
    assert [(i.number_raw, i.kind, i.title, i.outcome) for i in meeting.agenda] == [
        ("１", "審議", "前回議事要旨の確認", "approved"),
        ("(1)", "審議", "通勤に関する質問紙調査", "approved_with_conditions"),
        ("(1)", "報告", "迅速審査の結果", None),
    ]
    assert [u.agenda_item for u in meeting.utterances] == [1, 2, 2, 2, 3]
