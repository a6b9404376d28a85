"""Items named by their numbers alone: several in one vote, results and opinions listed by number, items of the day's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extractors.minutes import read_meeting
from extractors.minutes.agenda import Entry
from extractors.minutes.numbered import item_spoken_of, items_named
from tests.minutes.lines import paper
from tests.minutes.meetings import decided, read, told
from tests.minutes.page import Paper, flow_of

if TYPE_CHECKING:
    from extractors.model import Meeting

ENTRIES = [
    Entry("(1)", ["諮問第３号　名簿の提供について"]),
    Entry("(2)", ["諮問第４号　名簿の保管について"]),
    Entry("(3)", ["掲示の期間について"]),
]


@pytest.mark.parametrize(
    ("line", "items", "rest"),
    [
        ("（１）　承認", [0], "承認"),
        ("⑴及び⑵　一括して承認", [0, 1], "一括して承認"),
        ("（１）～（３）　いずれも承認", [0, 1, 2], "いずれも承認"),
        ("諮問第３号及び諮問第４号　承認", [0, 1], "承認"),
        ("（４）　承認", [], "（４）　承認"),
        ("ア　承認", [], "ア　承認"),
    ],
)
def test_numbers_before_a_result(line: str, items: list[int], rest: str) -> None:
    assert items_named(line, ENTRIES) == (items, rest)


def test_a_number_that_two_items_bear_names_neither() -> None:
    assert items_named("（１） 承認", [*ENTRIES, Entry("(1)", ["開庁の時間について"])])[0] == []


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("（１）及び（２）について", 0),
        ("【(3)について】", 2),
        ("(2)に対する質疑", 1),
        ("(2)については別に定める", None),
    ],
)
def test_lines_that_say_which_items_are_spoken_of(line: str, item: int | None) -> None:
    assert item_spoken_of(line, ENTRIES) == item


def _form(*rows: list[str]) -> Meeting:
    form = Paper()
    form.centre("会議結果報告書")
    form.table(
        [
            ["会議の名称", "令和６年度第２回榛原市個人情報保護審議会"],
            ["開催日時", "令和６年11月19日（火）　午後１時30分～３時"],
            ["開催場所", "榛原市役所第一委員会室"],
            ["出席者", "八代会長　古閑委員（オンライン出席）　樋渡委員"],
            *rows,
        ],
        [90.0, 360.0],
    )
    return read_meeting(flow_of(form.bytes()))[0]


def test_results_and_opinions_listed_by_number() -> None:
    meeting = _form(
        [
            "議題",
            "（１）　諮問第３号　名簿の提供について\n（２）　諮問第４号　名簿の保管について\n（３）　報告　掲示の期間について",
        ],
        [
            "審議結果",
            (
                "（１）及び（２）　一括して審議し、次の附帯意見を付して承認した。\n　ア　受領書を取ること。\n　イ　複写をしないこと。\n"
                "（３）　報告を受け、了承した。"
            ),
        ],
        ["主な意見等", "（１）及び（２）について\n・保管の年限を知りたい。\n（３）について\n・期間が短い。"],
    )
    conditions = ("受領書を取ること", "複写をしないこと")
    assert [(i.outcome, i.conditions) for i in meeting.agenda] == [
        ("approved_with_conditions", conditions),
        ("approved_with_conditions", conditions),
        ("noted", ()),
    ]
    assert told(meeting) == [(1, None, "保管の年限を知りたい。"), (3, None, "期間が短い。")]
    assert [p.name for p in meeting.attendees] == ["八代", "古閑", "樋渡"]


def test_conditions_below_their_own_label_among_results() -> None:
    meeting = _form(
        ["議題", "（１）　名簿の提供について\n（２）　名簿の保管について"],
        ["審議結果", "（１）　承認（賛成３名）\n（２）　条件を付して承認\n　条件：複写をしないこと。"],
    )
    assert [(i.outcome, i.conditions) for i in meeting.agenda] == [
        ("approved", ()),
        ("approved_with_conditions", ("複写をしないこと",)),
    ]


def test_items_of_groups_lettered_anew_of_which_several_are_taken_at_once() -> None:
    meeting = read("""
４　審議案件
　１　諮問事項
　　ア　名簿の提供について
　　イ　名簿の保管について
　２　報告事項
　　ア　掲示の期間について
　　イ　開庁の時間について
５　議事要旨
【諮問事項ア　名簿の提供について】
会長：諮問事項のアから始めます。
委員：賛成です。
会長：承認とします。
【諮問事項イ　名簿の保管について】
会長：次にイです。
委員：反対です。
会長：不承認とします。
【報告事項ア～イ】
会長：報告事項は一括して説明を受けます。
事務局：資料のとおりです。
会長：報告事項は２件とも了承とします。
【次回の会議】令和７年１月下旬を予定
""")
    assert [(i.kind, i.outcome) for i in meeting.agenda] == [
        ("諮問", "approved"),
        ("諮問", "rejected"),
        ("報告", "noted"),
        ("報告", "noted"),
    ]
    assert [u.agenda_item for u in meeting.utterances] == [1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_items_taken_up_by_letters_without_headings() -> None:
    meeting = read("""
４　審議案件
　　ア　名簿の提供について
　　イ　名簿の保管について
○会長　審議事項のアから始めます。
○委員　賛成です。
○会長　承認とします。次にイです。
○委員　アと同じく賛成です。
""")
    assert [u.agenda_item for u in meeting.utterances] == [1, 1, 2, 2]


def test_one_result_for_all_items() -> None:
    meeting = _form(
        ["議題", "（１）　名簿の提供について\n（２）　名簿の保管について\n（３）　その他"],
        ["審議結果", "いずれの議題も原案のとおり承認した。"],
    )
    assert [item.outcome for item in meeting.agenda] == ["approved", "approved", None]


def test_the_number_of_a_bill_is_not_that_of_an_item_of_the_day() -> None:
    meeting = read("""
４　議事日程
　日程第１　議事録の確認について
　日程第２　議案第３号　名簿の提供について
　日程第３　議案第４号　名簿の保管について
５　会議の概要
○会長　日程第１、議事録の確認についてを議題とします。
○会長　日程第２、議案第３号を議題とします。
○会長　議案第３号は可決されました。
○会長　日程第３、議案第４号を議題とします。
○会長　議案第４号は否決されました。
""")
    assert [u.agenda_item for u in meeting.utterances] == [1, 2, 2, 3, 3]
    assert [outcome for _, _, outcome in decided(meeting)] == [None, "approved", "rejected"]


def test_members_called_by_the_numbers_of_their_seats() -> None:
    meeting = read("""
４　議題　(1) 基準について
○議長　議題(1)を審議します。質問はありますか。
○３番　期間は何年ですか。
○事務局　五年です。
○１番（古閑まり君）　費用を伺います。
○事務局　まだ算定していません。
○２番　分かりました。
○議長　採決します。賛成の方は挙手願います。
（挙手全員）
○議長　挙手全員です。よって、原案のとおり可決されました。
""")
    assert [(u.speaker_raw, u.speaker_role, u.speaker_name) for u in meeting.utterances[1:6:2]] == [
        ("３番", None, None),
        ("１番（古閑まり君）", None, "古閑まり"),
        ("２番", None, None),
    ]


def test_matters_headed_in_the_body_with_a_table_of_answers_each() -> None:
    form = Paper()
    for line in (
        "榛原市個人情報保護審議会会議概要",
        "日時　令和６年11月19日（火）午後１時30分から３時まで",
        "場所　榛原市役所第一委員会室",
        "出席者　八代会長、古閑委員　計２名",
    ):
        form.paragraph(line)
    for number, reply in (("１", "五年である。"), ("２", "－")):
        form.gap()
        form.paragraph(f"議題{number}　名簿その{number}の提供について（諮問第{number}号）")
        form.paragraph("（説明：防災課長）")
        form.table(
            [
                ["№", "委員からの質問・意見", "事務局の回答"],
                ["1", "保管の年限は何年か。", reply],
            ],
            [30.0, 200.0, 200.0],
        )
        form.paragraph("【審査結果】　条件付き承認（条件：複写をしないこと）")
    meeting = read_meeting(flow_of(form.bytes()))[0]
    assert [(i.number_raw, i.refers, i.outcome, i.conditions) for i in meeting.agenda] == [
        ("議題１", ("諮問第1号",), "approved_with_conditions", ("複写をしないこと",)),
        ("議題２", ("諮問第2号",), "approved_with_conditions", ("複写をしないこと",)),
    ]
    assert [(u.agenda_item, u.speaker_role) for u in meeting.utterances] == [(1, "問"), (1, "答"), (2, "問")]
    assert [p.affiliation for p in meeting.attendees] == [None, None]


def test_what_is_said_of_openness_is_no_item() -> None:
    form = Paper()
    form.centre("榛原市個人情報保護審議会会議概要")
    form.table(
        [
            ["日時", "令和６年11月19日（火）午後１時30分から３時まで"],
            ["場所", "榛原市役所第一委員会室"],
            ["公開の可否", "議題１・３　公開　　議題２　非公開"],
            ["議題", "１　名簿の提供について　≪非公開≫\n２　名簿の保管について"],
        ],
        [90.0, 360.0],
    )
    form.paragraph("○八代会長　議題１に入ります。")
    form.paragraph("○古閑委員　賛成です。")
    meeting = read_meeting(flow_of(form.bytes()))[0]
    assert [item.title for item in meeting.agenda] == ["名簿の提供について", "名簿の保管について"]


def test_a_title_that_tells_of_the_result() -> None:
    meeting = read_meeting(
        paper("""
令和６年度第２回榛原市個人情報保護審査会の会議結果について
１　日　時　令和６年11月19日（火）　午後１時30分～３時
２　場　所　榛原市役所
３　議　題　(1) 名簿の提供について
○会長　議題(1)に入ります。
○委員　賛成です。
""")
    )[0]
    assert (meeting.council, meeting.number) == ("榛原市個人情報保護審査会", 2)


def test_a_title_over_two_lines_names_the_body_above_the_council() -> None:
    meeting = read_meeting(
        paper("""
令和６年第２回榛原広域市町村圏事務組合
個人情報保護審議会会議録
１　日　時　令和６年11月19日（火）　午後１時30分～３時
２　場　所　組合事務所
３　出席者　八代会長、古閑委員
４　議　題　(1) 名簿の提供について
○八代会長　議題(1)に入ります。
○古閑委員　賛成です。
""")
    )[0]
    assert meeting.council == "榛原広域市町村圏事務組合個人情報保護審議会"
