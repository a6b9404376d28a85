"""Lines of attendee lists: groups that begin in mid-line, absences told by the way, seats, posts and capacities."""

from __future__ import annotations

import pytest

from extractors.minutes import read_meeting
from extractors.minutes.groups import Context
from tests.minutes.lines import paper
from tests.minutes.meetings import Person, people_in

KEI, MARI = ("委員", "八代 敬之", None, True), ("委員", "古閑 まり", None, True)
ABSENT = ("委員", "樋渡 修", None, False)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "（委員）八代部会長、古閑委員　（事務局）総務課　真鍋課長、神田主査",
            [
                ("部会長", "八代", None, True),
                ("委員", "古閑", None, True),
                ("事務局", "真鍋", "総務課 課長", True),
                ("事務局", "神田", "主査", True),
            ],
        ),
        (
            "【委員】八代 敬之、古閑 まり　【欠席】樋渡 修　【事務局】真鍋課長",
            [KEI, MARI, ABSENT, ("事務局", "真鍋", "課長", True)],
        ),
        ("（出席）八代会長　（欠席）古閑委員", [("会長", "八代", None, True), ("委員", "古閑", None, False)]),
        (
            "＜委員＞八代会長、古閑委員　＜事務局＞真鍋課長",
            [
                ("会長", "八代", None, True),
                ("委員", "古閑", None, True),
                ("事務局", "真鍋", "課長", True),
            ],
        ),
        (
            "出席委員（２名）　八代 敬之、古閑 まり\n欠席委員（１名）　樋渡 修\n事務局（１名）：真鍋課長",
            [KEI, MARI, ABSENT, ("事務局", "真鍋", "課長", True)],
        ),
        (
            "（会長）八代 敬之　（副会長）古閑 まり",
            [("会長", "八代 敬之", None, True), ("副会長", "古閑 まり", None, True)],
        ),
        (
            "（委員）八代 敬之 （会長）、古閑 まり （弁護士）",
            [("会長", "八代 敬之", None, True), ("委員", "古閑 まり", "弁護士", True)],
        ),
    ],
)
def test_groups_that_begin_in_mid_line(text: str, people: list[Person]) -> None:
    assert people_in(text, Context()) == people


def test_a_bracket_behind_a_label_names_the_first_group() -> None:
    meeting = read_meeting(
        paper("""
榛原市個人情報保護審議会会議録
１　日　時　令和６年11月19日（火）　午後１時30分～３時
２　場　所　榛原市役所第一委員会室
３　出席者　（委員）八代部会長、古閑委員、樋渡委員　（事務局）総務課　真鍋課長補佐、神田係長
４　議　題　(1) 名簿の提供について
○部会長　では、議題(1)に入ります。
○事務局　説明します。
""")
    )[0]
    assert [(a.role, a.name) for a in meeting.attendees] == [
        ("部会長", "八代"),
        ("委員", "古閑"),
        ("委員", "樋渡"),
        ("事務局", "真鍋"),
        ("事務局", "神田"),
    ]


@pytest.mark.parametrize(
    "absence",
    ["（欠席：樋渡 修）", "（欠席委員　樋渡　修）", "［欠席者：樋渡 修］", "※樋渡 修委員は欠席"],
)
def test_absences_told_in_a_line(absence: str) -> None:
    people = people_in(f"八代 敬之\n{absence}\n古閑 まり", Context("委員"))
    assert sorted(people, key=lambda one: one[3], reverse=True) == [KEI, MARI, ABSENT]


def test_absence_in_a_bracket_at_the_end_of_a_list() -> None:
    assert people_in("八代 敬之、古閑 まり（欠席：樋渡 修）", Context("委員")) == [KEI, MARI, ABSENT]
    assert people_in("八代 敬之、古閑 まり（弁護士）", Context("委員"))[1][2] == "弁護士"


@pytest.mark.parametrize(
    "remark", ["※樋渡委員は欠席", "なお、樋渡委員は都合により欠席。", "（樋渡委員は欠席）"]
)
def test_a_remark_makes_one_of_the_list_absent(remark: str) -> None:
    assert people_in(f"八代 敬之\n樋渡 修\n{remark}", Context("委員")) == [KEI, ABSENT]


def test_who_came_and_went_is_nobody_else() -> None:
    assert people_in("八代 敬之\n古閑 まり\n※古閑委員は途中退席", Context("委員")) == [KEI, MARI]


@pytest.mark.parametrize(
    "text",
    [
        "１番　八代　敬之　　２番　古閑　まり",
        "１番　八代　敬之\n２番　古閑　まり",
        "一番 八代 敬之君\n二番 古閑 まり君",
        "１番委員 八代 敬之　２番委員 古閑 まり",
    ],
)
def test_numbers_of_seats(text: str) -> None:
    assert people_in(text, Context("委員")) == [KEI, MARI]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("事務局長　神田　進、事務局次長　真鍋", [("神田 進", "事務局長"), ("真鍋", "事務局次長")]),
        ("総務課　事務局長　神田", [("神田", "総務課 事務局長")]),
        ("総務課長　友部、税務課長　刑部 真", [("友部", "総務課長"), ("刑部 真", "税務課長")]),
        ("総務課長神田、税務課課長補佐真鍋剛", [("神田", "総務課長"), ("真鍋剛", "税務課課長補佐")]),
        ("総務部　税務課", [(None, "総務部 税務課")]),
    ],
)
def test_posts_of_the_staff(text: str, people: list[tuple[str | None, str]]) -> None:
    found = people_in(text, Context("事務局"))
    assert found == [("事務局", name, post, True) for name, post in people]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("樋渡 修（委員）", ("委員", "樋渡 修", None, False)),
        ("樋渡 修（臨時委員）", ("臨時委員", "樋渡 修", None, False)),
        ("樋渡 修（委員・オンライン）", ("委員", "樋渡 修", None, True)),
        ("樋渡 修（会長・弁護士）", ("会長", "樋渡 修", "弁護士", False)),
        ("樋渡 修（大学教授・オンライン）", (None, "樋渡 修", "大学教授", True)),
        ("樋渡 修委員", ("委員", "樋渡 修", None, False)),
        ("樋渡 修職務代理者", ("職務代理者", "樋渡 修", None, False)),
        ("樋渡 修（弁護士）", (None, "樋渡 修", "弁護士", False)),
        ("樋渡 修 民生委員", (None, "樋渡 修", "民生委員", False)),
    ],
)
def test_capacities_behind_names(text: str, person: Person) -> None:
    assert people_in(text, Context(is_present=False)) == [person]


@pytest.mark.parametrize("group", ["市", "県側", "執行機関"])
def test_posts_of_an_administration_called_by_its_kind(group: str) -> None:
    people = people_in(f"【委員】八代 敬之\n【{group}】総務部次長 神田、税務課長 真鍋", Context())
    assert people == [KEI, (group, "神田", "総務部次長", True), (group, "真鍋", "税務課長", True)]


@pytest.mark.parametrize(
    "text",
    [
        "会　　長　八代 敬之　副会長　古閑 まり　委　員　樋渡 修",
        "会 長　八代 敬之　副 会 長　古閑 まり　委 員　樋渡 修",
        "会　長　八代 敬之　　副会長　古閑 まり\n委　員　樋渡 修",
    ],
)
def test_capacities_set_letter_by_letter(text: str) -> None:
    assert people_in(text, Context()) == [
        ("会長", "八代 敬之", None, True),
        ("副会長", "古閑 まり", None, True),
        ("委員", "樋渡 修", None, True),
    ]


def test_the_word_for_members_before_the_first_capacity() -> None:
    assert people_in("委 員　会 長　八代 敬之　副会長　古閑 まり　委 員　樋渡 修", Context()) == [
        ("会長", "八代 敬之", None, True),
        ("副会長", "古閑 まり", None, True),
        ("委員", "樋渡 修", None, True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "事務局　総務課長　真鍋勉　　総務課文書係長　神田早紀　　健康課長　長谷部 靖",
        "事務局　総務課長　真鍋勉　総務課文書係長　神田早紀\n健康課長　長谷部 靖",
        "総務課長　真鍋勉　　総務課文書係長　神田早紀　　健康課長　長谷部 靖",
    ],
)
def test_officials_side_by_side(text: str) -> None:
    assert people_in(text, Context("事務局")) == [
        ("事務局", "真鍋勉", "総務課長", True),
        ("事務局", "神田早紀", "総務課文書係長", True),
        ("事務局", "長谷部 靖", "健康課長", True),
    ]


def test_officials_with_surnames_of_one_letter() -> None:
    assert people_in("説明者　農政部　部長　森 健一　　同部主任　岡 葵衣", Context()) == [
        ("説明者", "森 健一", "農政部 部長", True),
        ("説明者", "岡 葵衣", "同部主任", True),
    ]


MARKED = [
    ("会長", "八代 敬之", None, True),
    ("副会長", "古閑 まり", None, True),
    (None, "樋渡 修", None, True),
]


@pytest.mark.parametrize(
    "text",
    [
        "◎八代 敬之、○古閑 まり、樋渡 修（◎会長、○副会長）",
        "◎八代 敬之、○古閑 まり、樋渡 修\n※◎は会長、○は副会長",
        "（◎：会長　○：副会長）\n◎八代 敬之　○古閑 まり、樋渡 修",
        "◎ 八代 敬之\n○ 古閑 まり\n樋渡 修\n（◎会長 ○副会長）",
        "樋渡 修、◎八代 敬之（会長）、○古閑 まり（副会長）",
    ],
)
def test_signs_before_names(text: str) -> None:
    people = people_in(text, Context())
    assert sorted(people, key=str) == sorted(MARKED, key=str)


def test_a_sign_that_nothing_explains_is_no_part_of_a_name() -> None:
    assert people_in("◎八代 敬之（弁護士）、○古閑 まり、樋渡 修", Context("委員")) == [
        ("委員", "八代 敬之", "弁護士", True),
        ("委員", "古閑 まり", None, True),
        ("委員", "樋渡 修", None, True),
    ]


@pytest.mark.parametrize("how", ["Web参加", "ＷＥＢ会議による出席", "オンラインでの参加", "リモート出席"])
def test_how_somebody_took_part_is_no_affiliation(how: str) -> None:
    assert people_in(f"八代 敬之（{how}）、古閑 まり（弁護士・{how}）", Context("委員")) == [
        ("委員", "八代 敬之", None, True),
        ("委員", "古閑 まり", "弁護士", True),
    ]


@pytest.mark.parametrize("label", ["〈担当課〉", "＜担当課＞", "【担当課】", "担当課　"])
def test_the_section_in_charge_as_a_label(label: str) -> None:
    assert people_in(f"八代会長、古閑委員\n{label}生涯学習課　真鍋課長、神田主任", Context("委員")) == [
        ("会長", "八代", None, True),
        ("委員", "古閑", None, True),
        ("担当課", "真鍋", "生涯学習課 課長", True),
        ("担当課", "神田", "主任", True),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("木　村　直　人", ["木村直人"]),
        ("委員　木　村　直　人", ["木村直人"]),
        ("町　一郎", ["町 一郎"]),
        ("県　花子、都　太郎、村　次郎", ["県 花子", "都 太郎", "村 次郎"]),
    ],
)
def test_letters_of_names_are_no_municipality(text: str, names: list[str]) -> None:
    assert people_in(text, Context("委員")) == [("委員", name, None, True) for name in names]


def test_a_municipality_that_labels_its_officials() -> None:
    assert people_in("市：総務課長　真鍋", Context()) == [("市", "真鍋", "総務課長", True)]


@pytest.mark.parametrize(
    ("text", "context", "people"),
    [
        (
            "委員長　三田地　芳　美",
            Context(),
            [("委員長", "三田地 芳 美", None, True)],
        ),
        (
            "委員　ルイス・マリア　（国際交流協会）",
            Context(),
            [("委員", "ルイス・マリア", "国際交流協会", True)],
        ),
        (
            "総務部長　真　鍋　　弘　志",
            Context("幹事"),
            [("幹事", "真鍋弘志", "総務部長", True)],
        ),
        (
            "八代委員長（理事）、古閑（工学部長）、樋渡（図書館長）の各委員",
            Context(),
            [
                ("委員長", "八代", "理事", True),
                ("委員", "古閑", "工学部長", True),
                ("委員", "樋渡", "図書館長", True),
            ],
        ),
        (
            "八代会長　古閑副会長（代理：真鍋 剛）　樋渡委員",
            Context("委員"),
            [
                ("会長", "八代", None, True),
                ("副会長", "古閑", "代理：真鍋 剛", True),
                ("委員", "樋渡", None, True),
            ],
        ),
        ("八代 敬之、古閑 まり　計２名", Context("委員"), [KEI, MARI]),
        (
            "【学識経験者】八代 敬之（弁護士）、古閑 まり\n【公募市民】樋渡 修（欠席）",
            Context("委員"),
            [
                ("委員", "八代 敬之", "弁護士", True),
                ("委員", "古閑 まり", "学識経験者", True),
                ("委員", "樋渡 修", "公募市民", False),
            ],
        ),
        (
            "有坂 直（会長） 井深 千穂（副会長） 上條 守 小穴 友紀　以上４名",
            Context("委員"),
            [
                ("会長", "有坂 直", None, True),
                ("副会長", "井深 千穂", None, True),
                ("委員", "上條 守", None, True),
                ("委員", "小穴 友紀", None, True),
            ],
        ),
        (
            "説明のため出席した者の職氏名\n町　村　会　長　古　座　泰　三",
            Context("委員", is_present=False),
            [("説明者", "古座泰三", "町村会長", True)],
        ),
        (
            "委　員　伊達　幸恵・二本松　学・桑折　里子",
            Context(),
            [
                ("委員", "伊達 幸恵", None, True),
                ("委員", "二本松 学", None, True),
                ("委員", "桑折 里子", None, True),
            ],
        ),
        (
            "執行機関　（都市計画課）真鍋課長、神田主幹\n◆ 区出席者　内海防災課長",
            Context("委員", is_present=False),
            [
                ("執行機関", "真鍋", "都市計画課 課長", True),
                ("執行機関", "神田", "主幹", True),
                ("事務局", "内海", "防災課長", True),
            ],
        ),
        (
            "陪席：監査室長、総務部長",
            Context("委員"),
            [
                ("陪席", None, "監査室長", True),
                ("陪席", None, "総務部長", True),
            ],
        ),
    ],
)
def test_entries_of_further_forms(text: str, context: Context, people: list[Person]) -> None:
    assert people_in(text, context) == people
