"""Headings of minutes in the ways in which councils word them: labels, titles, lists of people."""

from __future__ import annotations

import pytest

from extractors.flow import FlowTable
from extractors.minutes import read_meeting
from extractors.minutes.groups import Context
from extractors.minutes.people import attendee_columns, read_table
from extractors.minutes.title import is_title, read_title
from extractors.minutes.words import label_like, plain
from tests.minutes.lines import paper
from tests.minutes.meetings import Person, decided, people_in, read
from tests.minutes.page import Paper, flow_of


@pytest.mark.parametrize(
    ("printed", "council", "session"),
    [
        (
            "「榛原市情報公開・個人情報保護委員会」会議録（令和４年度第３回）",
            "榛原市情報公開・個人情報保護委員会",
            "令和４年度第３回",
        ),
        (
            "2019年9月4日　第5回　医療情報の利用に関する検討会　議事録",
            "医療情報の利用に関する検討会",
            "第5回",
        ),
        ("第７期第２回　榛原町公文書等管理審議会　会議概要", "榛原町公文書等管理審議会", "第２回"),
        ("第９回榛原県公文書開示審査会（議事録）", "榛原県公文書開示審査会", "第９回"),
        ("第６８回個人情報保護審査会会議録（公開で審議した部分）", "個人情報保護審査会", "第６８回"),
        ("平成22年議会運営委員会記録（第7回）", "議会運営委員会", "第7回"),
        ("令和２年度第１回榛原町子ども会議概要", "榛原町子ども会議", "令和２年度第１回"),
        ("榛原町農業委員会総会議事録", "榛原町農業委員会", None),
        (
            "榛原県公文書開示審査会（第２部会）第１０３回会議　議事概要",
            "榛原県公文書開示審査会（第2部会）",
            "第１０３回",
        ),
        ("榛原県公文書開示審査会（第一部会）議事要旨", "榛原県公文書開示審査会（第一部会）", None),
        ("令和６年第１回（臨時）榛原町農業委員会会議録", "榛原町農業委員会", "令和６年第１回"),
        ("令和６年度第２回榛原町農業委員会（書面開催）会議録", "榛原町農業委員会", "令和６年度第２回"),
    ],
)
def test_titles(printed: str, council: str, session: str | None) -> None:
    title = read_title([], [printed])
    assert is_title(printed)
    assert (title.council, title.session_raw) == (council, session)


@pytest.mark.parametrize(
    "printed",
    [
        "会議録の作成について",
        "議事録作成業務委託仕様書",
        "記録",
        "個人情報取扱記録",
        "概要版の配布",
        "令和5年2月22日　審議（第１回）",
    ],
)
def test_no_titles(printed: str) -> None:
    assert not is_title(printed)


@pytest.mark.parametrize(
    ("printed", "key", "role", "present"),
    [
        ("議事の大要", "transcript", "", True),
        ("審議等の内容", "transcript", "", True),
        ("発言の要点", "transcript", "", True),
        ("事務局等の出席者", "attendees", "事務局", True),
        ("出席した関係職員の職氏名", "attendees", "事務局", True),
        ("会議に欠席した委員の氏名", "attendees", "委員", False),
        ("説明のために会議に出席した職員", "attendees", "説明者", True),
        ("審議会の会議の名称", "council", "", True),
        ("会議開催の日時", "date", "", True),
        ("一般傍聴者の数", "observers", "", True),
        ("次回の会議の予定", "other", "", True),
        ("出席委員（者）氏名・人数", "attendees", "委員", True),
        ("欠席委員の職・氏名（敬称略）", "attendees", "委員", False),
        ("欠席委員の人数及び氏名", "attendees", "委員", False),
        ("説明員その他の出席者の所属・職・氏名", "attendees", "説明員", True),
        ("事務局職員の職名及び氏名", "attendees", "事務局", True),
        ("関係団体の出席者", "attendees", "", True),
    ],
)
def test_labels_that_no_list_holds(printed: str, key: str, role: str, *, present: bool) -> None:
    label = label_like(plain(printed))
    assert label is not None
    assert (label.key, label.role, label.present) == (key, role, present)


@pytest.mark.parametrize(
    "printed", ["情報公開・個人情報保護審議会", "資料の御説明をします", "公開すべき文書"]
)
def test_no_labels(printed: str) -> None:
    assert label_like(printed) is None


@pytest.mark.parametrize(
    ("text", "context", "people"),
    [
        ("会　長　八代　敬之　君", Context("委員"), [("会長", "八代 敬之", None, True)]),
        (
            "諏訪部 正明（会長）、出水 和夫",
            Context("委員"),
            [("会長", "諏訪部 正明", None, True), ("委員", "出水 和夫", None, True)],
        ),
        (
            "会長：瓜生 満、委員：柘植 明",
            Context(),
            [("会長", "瓜生 満", None, True), ("委員", "柘植 明", None, True)],
        ),
        (
            "（会長）大鳥居 修、服部 亮太",
            Context("委員"),
            [("会長", "大鳥居 修", None, True), ("委員", "服部 亮太", None, True)],
        ),
        (
            "委 員 三 日 月 晃 委 員 朝 比 奈 彩",
            Context(),
            [("委員", "三日月晃", None, True), ("委員", "朝比奈彩", None, True)],
        ),
        (
            "山形会長・最上副会長・庄内委員",
            Context("委員"),
            [("会長", "山形", None, True), ("副会長", "最上", None, True), ("委員", "庄内", None, True)],
        ),
        (
            "（小野・金子・須藤各委員）3名",
            Context("委員"),
            [("委員", "小野", None, True), ("委員", "金子", None, True), ("委員", "須藤", None, True)],
        ),
        ("土屋委員及び守屋委員", Context(), [("委員", "土屋", None, True), ("委員", "守屋", None, True)]),
        (
            "加藤（悦）会長、加藤（剛）委員",
            Context("委員"),
            [("会長", "加藤（悦）", None, True), ("委員", "加藤（剛）", None, True)],
        ),
        ("委員3名（Ａ会長、Ｂ委員）", Context(), [("会長", "A", None, True), ("委員", "B", None, True)]),
        ("教育長　尾方 完二", Context("委員"), [("教育長", "尾方 完二", None, True)]),
        (
            "【公益代表委員】\n荒木委員、安藤委員",
            Context(),
            [("委員", "荒木", None, True), ("委員", "安藤", None, True)],
        ),
        (
            "委員：沖田委員　事務局：斎藤館長",
            Context(),
            [("委員", "沖田", None, True), ("事務局", "斎藤", "館長", True)],
        ),
        (
            "事務局　３名\n林田部長、平賀課長",
            Context("委員"),
            [("事務局", "林田", "部長", True), ("事務局", "平賀", "課長", True)],
        ),
        (
            "総務課丹羽課長、総務部　古橋部長",
            Context("事務局"),
            [("事務局", "丹羽", "総務課 課長", True), ("事務局", "古橋", "総務部 部長", True)],
        ),
        (
            "藤井昭夫審議官、十時課長ほか",
            Context("事務局"),
            [("事務局", "藤井昭夫", "審議官", True), ("事務局", "十時", "課長", True)],
        ),
        (
            "こども未来局長、子ども・若者支援課長",
            Context("事務局"),
            [("事務局", None, "こども未来局長", True), ("事務局", None, "子ども・若者支援課長", True)],
        ),
        ("文部科学省\n塩冶審議官、他", Context("委員"), [(None, "塩冶", "文部科学省 審議官", True)]),
        (
            "事務局　総務課長　西園 公",
            Context("委員", is_present=False),
            [("事務局", "西園 公", "総務課長", True)],
        ),
        ("なし", Context("委員", is_present=False), []),
        ("別紙名簿のとおり", Context(), []),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_lists_of_people(text: str, context: Context, people: list[Person]) -> None:
    assert people_in(text, context) == people


def test_people_side_by_side_in_a_table() -> None:
    paper = Paper()
    rows = [
        ["役職", "氏名", "出欠", "役職", "氏名", "出欠"],
        ["会長", "二階堂 守", "○", "委員", "生稲 ひかる", "○"],
        ["委員", "源 直人", "○", "委員", "仲村渠 健", "×"],
    ]
    paper.table(rows, [1, 2, 0.8, 1, 2, 0.8])
    (table,) = [e.table for e in flow_of(paper.bytes()) if isinstance(e, FlowTable)]
    people = [p for columns in attendee_columns(table) for p in read_table(table, columns, Context())]
    assert [(p.role, p.name, p.is_present) for p in people] == [
        ("会長", "二階堂 守", True),
        ("委員", "源 直人", True),
        ("委員", "生稲 ひかる", True),
        ("委員", "仲村渠 健", False),
    ]


def test_a_remark_gives_a_role_to_one_person_alone() -> None:
    paper = Paper()
    paper.table(
        [["氏名", "所属等", "備考"], ["相良 恒夫", "大学教授", "会長"], ["名越 航", "公募", ""]], [2, 2, 1]
    )
    (table,) = [e.table for e in flow_of(paper.bytes()) if isinstance(e, FlowTable)]
    people = [p for c in attendee_columns(table) for p in read_table(table, c, Context("委員"))]
    assert [(p.role, p.affiliation) for p in people] == [("会長", "大学教授"), ("委員", "公募")]


def _form(rows: list[list[str]]) -> list[Person]:
    """The attendees of minutes whose heading is a ruled form with these rows."""
    paper = Paper()
    paper.centre("榛原市個人情報保護審議会会議録")
    head = [["日時", "令和６年11月19日（火）午後１時30分から３時まで"], ["場所", "榛原市役所"]]
    paper.table([*head, *rows, ["議題", "(1) 名簿の提供について"]], [1, 3])
    for line in ("○会長　では、議題(1)に入ります。", "○総務課長　説明します。", "○会長　承認します。"):
        paper.put(72, line)
    meeting = read_meeting(flow_of(paper.bytes()))[0]
    return [(a.role, a.name, a.affiliation, a.is_present) for a in meeting.attendees]


def test_label_cells_of_a_form_part_its_groups() -> None:
    assert _form(
        [
            ["議長（会長）氏名", "八代 敬之"],
            ["出席委員（者）\n氏名・人数", "八代 敬之、古閑 まり（計２人）"],
            ["欠席委員（者）\n氏名・人数", "樋渡 修（計１人）"],
            ["説明員その他の出席者の職・氏名", "市民部長 大友 明\n戸籍課長 湯浅 実"],
            ["事務局職員職氏名", "総務課長 真鍋 剛"],
            ["その他の出席者", "図書館長 神田 進"],
        ]
    ) == [
        ("会長", "八代 敬之", None, True),
        ("委員", "古閑 まり", None, True),
        ("委員", "樋渡 修", None, False),
        ("説明員", "大友 明", "市民部長", True),
        ("説明員", "湯浅 実", "戸籍課長", True),
        ("事務局", "真鍋 剛", "総務課長", True),
        (None, "神田 進", "図書館長", True),
    ]


def test_label_cells_that_hold_a_capacity_a_post_or_an_office() -> None:
    assert _form(
        [
            ["会長", "八代 敬之"],
            ["委員", "古閑 まり\n樋渡 修"],
            ["総務課", "課長 真鍋 剛"],
            ["事務局", "室長 神田 進"],
            ["戸籍課長", "湯浅 実"],
        ]
    ) == [
        ("会長", "八代 敬之", None, True),
        ("委員", "古閑 まり", None, True),
        ("委員", "樋渡 修", None, True),
        (None, "真鍋 剛", "総務課 課長", True),
        ("事務局", "神田 進", "室長", True),
        ("事務局", "湯浅 実", "戸籍課長", True),
    ]


def test_a_label_cell_of_unknown_wording_ends_the_group_above() -> None:
    people = _form([["欠席委員", "樋渡 修"], ["会議の成立要件", "満たしている"], ["出席委員", "古閑 まり"]])
    assert people == [("委員", "樋渡 修", None, False), ("委員", "古閑 まり", None, True)]


@pytest.mark.parametrize(
    ("label", "value", "person"),
    [
        (
            "説明者（所属・職・氏名）",
            "市民部 戸籍課長 湯浅 実",
            ("説明者", "湯浅 実", "市民部 戸籍課長", True),
        ),
        ("幹事氏名", "総務部長 真鍋 剛", ("幹事", "真鍋 剛", "総務部長", True)),
        ("執行機関", "総務課長 真鍋 剛", ("執行機関", "真鍋 剛", "総務課長", True)),
        ("オブザーバー", "県市町村課 神田主査", ("オブザーバー", "神田", "県市町村課 主査", True)),
        ("所管課の出席者", "税務課 大友課長", (None, "大友", "税務課 課長", True)),
        ("職務代理者氏名", "古閑 まり", ("職務代理者", "古閑 まり", None, True)),
    ],
)
def test_label_cells_below_those_absent(label: str, value: str, person: Person) -> None:
    absent = ("委員", "樋渡 修", None, False)
    if label.startswith("職務"):
        assert _form([[label, value], ["欠席委員（１名）", "樋渡 修"]]) == [person, absent]
    else:
        assert _form([["欠席委員（１名）", "樋渡 修"], [label, value]]) == [absent, person]


@pytest.mark.parametrize("numbers", ["１２３", "①②③"])
def test_items_right_below_the_heading_without_a_label(numbers: str) -> None:
    first, second, third = numbers
    meeting = read(f"""
{first}　閲覧の窓口について
　（委員）窓口は一つになるのか。
　（事務局）一つにする予定である。
　⇒承認
{second}　請求の状況について
　（委員）件数は増えたか。
　（事務局）二割ほど増えている。
　⇒了承
{third}　その他
　（事務局）次回は三月に開く。
""")
    assert decided(meeting) == [
        (first, "閲覧の窓口について", "approved"),
        (second, "請求の状況について", "noted"),
        (third, "その他", None),
    ]
    assert [(u.agenda_item, u.speaker_raw) for u in meeting.utterances] == [
        (1, "委員"),
        (1, "事務局"),
        (2, "委員"),
        (2, "事務局"),
        (3, "事務局"),
    ]


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("図書館：真鍋館長", [("担当課", "真鍋", "図書館 館長", True)]),
        ("情報政策課長　真鍋 学", [("担当課", "真鍋 学", "情報政策課長", True)]),
        ("情報政策課　電話 0120-00-0000", []),
    ],
)
def test_the_section_in_charge_with_and_without_people(value: str, people: list[Person]) -> None:
    meeting = read(f"""
〈担当課〉{value}
〈傍聴者〉２人
４　議題　(1) 閲覧の窓口について
○八代会長　議題(1)の説明をお願いします。
○事務局　窓口を一つにします。
""")
    told = [(p.role, p.name, p.affiliation, p.is_present) for p in meeting.attendees[3:]]
    assert (told, meeting.observers) == (people, 2)


@pytest.mark.parametrize("number", ["第一〇五回", "第一○五回"])
def test_the_number_of_a_session_with_a_nought_in_kanji(number: str) -> None:
    assert read_title([], [f"{number}榛原市情報公開審査会会議録"]).number == 105


def test_labels_of_any_wording_behind_the_bullet_of_those_before() -> None:
    meeting = read_meeting(
        paper("""
榛原市個人情報保護審議会会議要旨
・開催日時：令和６年11月19日（火）　午後１時30分～３時
・開催場所：榛原市役所
・出席者数：委員２人（定数３人）
・出席者：八代会長、古閑委員
・議題：(1) 名簿の提供について
○会長　議題(1)に入ります。
○委員　賛成です。
""")
    )[0]
    assert meeting.place == "榛原市役所"
    assert meeting.attributes["出席者数"] == "委員2人（定数3人）"
