"""Tables of agenda items with what was decided, on what conditions, and what was said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extractors.minutes import read_meeting
from extractors.minutes.agenda_table import listed
from tests.minutes.page import Paper, flow_of

if TYPE_CHECKING:
    from extractors.model import Meeting

HEADING = (
    "榛原市個人情報保護審議会会議録",
    "日時　令和６年11月19日（火）午後１時30分から３時まで",
    "場所　榛原市役所第一委員会室",
    "出席者　八代会長、古閑委員",
)
CONDITIONS = ("閲覧する職員を名簿で限ること", "記録を一年ごとに消し、消した日を台帳に残すこと")


def _meeting(
    rows: list[list[str]],
    widths: list[float],
    below: tuple[str, ...] = (),
    merged: set[tuple[int, int]] = frozenset(),  # type: ignore[assignment]
) -> Meeting:
    paper = Paper()
    for line in HEADING:
        paper.paragraph(line)
    paper.gap()
    paper.table(rows, widths, merged)
    for line in below:
        paper.paragraph(line)
    return read_meeting(flow_of(paper.bytes()))[0]


@pytest.mark.parametrize(
    "cell",
    [
        "附帯意見を付して承認\n（附帯意見）\n１　{}。\n２　{}。",
        "次の条件を付して承認する。\n(1) {}\n(2) {}",
        "条件付き承認\n・{}\n・{}",
    ],
)
def test_conditions_listed_in_the_cell_of_the_result(cell: str) -> None:
    meeting = _meeting(
        [
            ["番号", "案件", "審議結果"],
            ["１", "諮問第８号 見守りの名簿の共有について", cell.format(*CONDITIONS)],
            ["２", "諮問第９号 窓口の委託について", "不承認"],
        ],
        [1, 5, 4],
    )
    assert [(i.outcome, i.conditions) for i in meeting.agenda] == [
        ("approved_with_conditions", CONDITIONS),
        ("rejected", ()),
    ]
    assert meeting.agenda[0].outcome_raw == cell.split("\n", maxsplit=1)[0]


@pytest.mark.parametrize("header", ["主な意見・質疑", "主な意見", "質疑応答"])
def test_a_column_of_opinions_is_what_was_said(header: str) -> None:
    meeting = _meeting(
        [
            ["案件", "審議結果", header],
            [
                "(1) 名簿の共有について",
                "承認",
                "・共有する相手の範囲を広げ過ぎないようにしてほしい。\n・研修が要る。",
            ],
            ["(2) 窓口の委託について", "継続審議", "－"],
            ["(3) 前年度の運用状況について", "了承", "件数が増えた理由を知りたい。"],
        ],
        [4, 2, 4],
    )
    assert [(u.kind, u.agenda_item, u.speaker_raw, u.text) for u in meeting.utterances] == [
        ("speech", 1, None, "共有する相手の範囲を広げ過ぎないようにしてほしい。"),
        ("speech", 1, None, "研修が要る。"),
        ("speech", 3, None, "件数が増えた理由を知りたい。"),
    ]
    assert all(u.span for u in meeting.utterances)
    assert [i.outcome for i in meeting.agenda] == ["approved", "continued", "noted"]


def test_opinions_stand_where_their_table_does() -> None:
    meeting = _meeting(
        [["案件", "結果", "主な意見"], ["(1) 名簿の共有について", "承認", "・研修が要る。"]],
        [4, 2, 4],
        (
            "○会長　それでは、(1)の名簿の共有についてを議題とします。",
            "○総務課長　説明いたします。",
            "○古閑委員　質問はありません。",
        ),
    )
    assert [(u.agenda_item, u.text) for u in meeting.utterances][:2] == [
        (1, "研修が要る。"),
        (1, "それでは、（1）の名簿の共有についてを議題とします。"),
    ]


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("１　名簿を作\nること。\n２　鍵を掛けること。", ["１　名簿を作ること。", "２　鍵を掛けること。"]),
        ("名簿を作\nること。\n鍵を掛けること。", ["名簿を作ること。", "鍵を掛けること。"]),
        ("・名簿を作ること。・鍵を掛けること。", ["・名簿を作ること。", "・鍵を掛けること。"]),
        ("なし", ["なし"]),
    ],
)
def test_lists_in_cells(cell: str, entries: list[str]) -> None:
    assert listed(cell.split("\n")) == entries


TURNS = [
    (
        "問",
        "名簿を外に持ち出すことはあるか。持ち出すのであれば、無くしたときの連絡の手順を決めておく必要がある。",
    ),
    ("答", "持ち出さない。"),
    ("問", "名簿は何年残すのか。"),
    ("答", "五年間とし、過ぎたものは職員が立ち会って溶かす。"),
]


@pytest.mark.parametrize(
    "head",
    [
        ["委員からの質問・意見", "実施機関の回答"],
        ["質問・意見", "回答"],
        ["番号", "主な質疑", "担当課の説明"],
    ],
)
@pytest.mark.parametrize("rest", ["○古閑委員　件数は。", "Ｑ　件数は何件か。", ""])
def test_a_table_of_questions_and_answers(head: list[str], rest: str) -> None:
    paper = Paper()
    for line in (*HEADING, "議題　(1) 名簿の共有について　(2) 請求の状況について", "会議の概要"):
        paper.paragraph(line)
    paper.paragraph("(1) 名簿の共有について")
    paper.paragraph("　福祉課から資料１により説明があった。")
    texts = [text for _, text in TURNS]
    rows = [texts[:2], texts[2:]]
    numbered = [[str(k), *row] if len(head) == 3 else row for k, row in enumerate(rows, 1)]
    paper.table([head, *numbered], [1, 5, 5][-len(head) :])
    paper.paragraph("　審議の後、名簿の様式が示された。")
    paper.paragraph("結果：原案のとおり承認")
    paper.paragraph("(2) 請求の状況について")
    if rest:
        paper.paragraph(rest)
        paper.paragraph(
            rest.replace("Ｑ", "Ａ")
            .replace("件数は何件か", "八件である")
            .replace("古閑委員　件数は", "事務局　八件です")
        )
    meeting = read_meeting(flow_of(paper.bytes()))[0]
    on_first = [u for u in meeting.utterances if u.agenda_item == 1]
    assert [(u.speaker_role, u.text) for u in on_first] == [
        (None, "福祉課から資料1により説明があった。"),
        *TURNS,
        (None, "審議の後、名簿の様式が示された。"),
    ]
    assert [u.speaker_raw for u in on_first if u.speaker_role] == head[-2:] * 2
    assert len(meeting.utterances) - len(on_first) == (2 if rest else 0)
    assert [item.outcome for item in meeting.agenda] == ["approved", None]


def test_a_paragraph_of_one_line_in_a_cell_of_two() -> None:
    paper = Paper()
    for line in (*HEADING, "議題　(1) 名簿の共有について　(2) 請求の状況について"):
        paper.paragraph(line)
    paper.gap()
    paper.table(
        [
            ["発言者", "発言内容"],
            ["八代会長", "議題(1)について、事務局から説明をお願いします。"],
            [
                "事務局",
                "名簿を地区の会館でも見られるようにし、持ち出しは認めず、見た者の名を必ず台帳に残すものです。",
            ],
            ["古閑委員", "分かりました。"],
            ["八代会長", "御異議がなければ、承認することといたします。\n次に、議題(2)の説明をお願いします。"],
            ["事務局", "請求は八件でした。"],
        ],
        [2, 8],
    )
    meeting = read_meeting(flow_of(paper.bytes()))[0]
    texts = [u.text for u in meeting.utterances]
    assert (
        texts[1]
        == "名簿を地区の会館でも見られるようにし、持ち出しは認めず、見た者の名を必ず台帳に残すものです。"
    )
    assert texts[3] == "御異議がなければ、承認することといたします。\n次に、議題（2）の説明をお願いします。"


def test_questions_and_answers_beside_each_other_in_rows_of_one_item() -> None:
    meeting = _meeting(
        [
            ["番号", "件名", "主な質疑・意見", "回答", "結果"],
            ["１", "諮問第８号 見守りの名簿の共有について", "年限は何年か。", "五年である。", "不承認"],
            ["", "", "写しは作るか。", "作らない。", ""],
            ["２", "諮問第９号 窓口の委託について", "費用を知りたい。", "算定していない。", "承認"],
        ],
        [40.0, 130.0, 110.0, 110.0, 60.0],
        merged={(1, 0), (1, 1), (1, 4)},
    )
    assert [(i.number_raw, i.outcome) for i in meeting.agenda] == [("１", "rejected"), ("２", "approved")]
    assert [(u.agenda_item, u.speaker_role, u.text) for u in meeting.utterances] == [
        (1, "問", "年限は何年か。"),
        (1, "答", "五年である。"),
        (1, "問", "写しは作るか。"),
        (1, "答", "作らない。"),
        (2, "問", "費用を知りたい。"),
        (2, "答", "算定していない。"),
    ]


def test_a_table_of_who_was_there_at_the_end() -> None:
    paper = Paper()
    for line in (*HEADING[:3], "出席者　別紙のとおり", "議題　(1) 窓口の委託について"):
        paper.paragraph(line)
    paper.gap()
    paper.paragraph("○会長　議題に入ります。")
    for _ in range(3):
        paper.paragraph(
            "○委員　窓口の混雑がなくなるので、利用する人のためにもなりますから、この案に賛成です。"
        )
    paper.gap()
    paper.centre("出席者名簿")
    paper.table(
        [["区分", "氏名", "備考"], ["会長", "八代 敬之", ""], ["事務局", "総務課長　真鍋 剛", ""]],
        [80.0, 160.0, 80.0],
    )
    meeting = read_meeting(flow_of(paper.bytes()))[0]
    assert meeting.utterances[-1].text.endswith("この案に賛成です。")
    assert [(p.role, p.name, p.affiliation) for p in meeting.attendees] == [
        ("会長", "八代 敬之", None),
        ("事務局", "真鍋 剛", "総務課長"),
    ]
