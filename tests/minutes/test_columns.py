"""Names of speakers in a narrow column beside what they say, in every notation with a sign."""

from __future__ import annotations

import pytest

from extractors.minutes import read_meeting
from tests.minutes.page import Paper, flow_of

SAID = [
    (
        "八代会長",
        ["ただいまから審議会を始めます。それでは、議題の一つ目について、担当から説明をお願いします。"],
    ),
    (
        "地域包括支援課長",
        [
            "資料を御覧ください。見守りの記録を、これまでの紙の台帳から端末に移すものでございます。",
            "移した後の台帳は、鍵の掛かる書庫に三年間置いた上で、溶かして処分いたします。",
        ],
    ),
    ("古閑委員", ["端末を持ち出す職員は、何人ほどになりますか。持ち出す時間も教えてください。"]),
    ("地域包括支援課長", ["六人です。"]),
    ("八代会長", ["ほかに御意見がなければ、原案のとおり承認いたします。"]),
]


@pytest.mark.parametrize("sign", ["{}：", "（{}）", "【{}】", "○{}", "◆{}", "{}）", "{}"])
@pytest.mark.parametrize("column", [7, 8])
def test_names_broken_by_a_narrow_column(sign: str, column: int) -> None:
    paper = Paper()
    paper.centre("榛原市個人情報保護審議会会議録")
    for line in (
        "１　日時　令和６年11月19日（火）午後１時30分",
        "２　場所　榛原市役所",
        "３　出席者　八代会長、古閑委員",
    ):
        paper.paragraph(line)
    paper.paragraph("４　議題　(1) 見守りの記録について")
    paper.gap()
    for name, texts in SAID:
        paper.beside(sign.format(name), texts, column)
    meeting = read_meeting(flow_of(paper.bytes()))[0]
    assert [(u.speaker_raw, u.text.split("\n")) for u in meeting.utterances] == SAID


def test_names_longer_than_their_column_and_offices_broken_before_the_post() -> None:
    paper = Paper()
    paper.centre("榛原市個人情報保護審議会会議録")
    for line in (
        "１　日時　令和６年11月19日（火）",
        "２　場所　榛原市役所",
        "３　議題　(1) 見守りの記録について",
    ):
        paper.paragraph(line)
    paper.gap()
    said = [(name.replace("地域包括支援課長", "清掃センター所長"), texts) for name, texts in SAID]
    for name, texts in said:
        paper.beside(name, texts, 7)
    paper.paragraph("古閑地域包括支援課長　次回は三月に開く予定でございます。")
    meeting = read_meeting(flow_of(paper.bytes()))[0]
    assert [u.speaker_raw for u in meeting.utterances] == [
        *(name for name, _ in said),
        "古閑地域包括支援課長",
    ]
