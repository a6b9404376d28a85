"""Minutes of other make-up, minutes among other papers, and papers that are none."""

from __future__ import annotations

import pytest

from extractors.minutes import looks_like_minutes, minutes_end, read_meeting
from extractors.minutes.account import account
from tests.minutes import papers
from tests.minutes.page import Paper, flow_of

MARKS = (
    ("問", "答", "　"),
    ("質問", "回答", "："),
    ("Q{}.", "A{}.", ""),
    ("問{}", "答{}", "　"),
    ("【問】", "【答】", ""),
    ("Ｑ{}", "Ａ{}", "　"),
    ("（問）", "（答）", "　"),
)


@pytest.mark.parametrize("marks", MARKS, ids=str)
def test_questions_and_answers(marks: tuple[str, str, str]) -> None:
    meeting, findings = read_meeting(flow_of(papers.questions(*marks)))
    assert not findings
    said = [(u.agenda_item, u.kind, u.speaker_role, u.speaker_name, u.text) for u in meeting.utterances]
    assert said == [
        (1, "note", None, None, "事務局から資料1により説明した。"),
        (
            1,
            "speech",
            "問",
            None,
            "貸出しの履歴は何年残るのか。利用者が消すように求めたときに、職員がすぐに応じられる仕組みになっているかどうかも知りたい。",
        ),
        (1, "speech", "答", None, "返却と同時に消す設定とする。"),
        (1, "speech", "問", None, "問い合わせの窓口はどこか。"),
        (1, "speech", "答", None, "図書館である。\n・平日は午後7時まで\n・休日は午後5時まで"),
        (2, "note", None, None, "事務局から報告があった。"),
        (2, "speech", "問", None, "請求の件数が減った理由は何か。"),
        (2, "speech", "答", None, "広報の時期を変えたためである。"),
        (3, "note", None, None, "次回は令和6年2月に開く。"),
    ]
    assert [(i.outcome, i.kind) for i in meeting.agenda] == [
        ("approved", "諮問"),
        ("noted", "報告"),
        (None, "その他"),
    ]
    assert meeting.observers == 0
    assert [(a.role, a.is_present) for a in meeting.attendees] == [
        ("会長", True),
        ("委員", True),
        ("委員", True),
        ("委員", False),
    ]


def test_the_printed_question_keeps_its_number() -> None:
    meeting, _ = read_meeting(flow_of(papers.questions("Q{}.", "A{}.", "")))
    assert [u.speaker_raw for u in meeting.utterances if u.kind == "speech"] == [
        "Q1",
        "A1",
        "Q2",
        "A2",
        "Q3",
        "A3",
    ]


def test_a_form_in_one_table_over_pages() -> None:
    elements = flow_of(papers.form())
    assert looks_like_minutes(elements)
    meeting, findings = read_meeting(elements)
    assert not findings
    assert (meeting.council, meeting.start_time, meeting.end_time) == (
        "椿野町情報公開審査会",
        "14:00",
        "15:20",
    )
    assert len(meeting.utterances) == 6 * 4 + 6
    assert {u.speaker_raw for u in meeting.utterances} == {"荒木会長", "事務局（中田）", "三谷委員", None}
    assert {
        (u.speaker_role, u.speaker_name) for u in meeting.utterances if u.speaker_raw == "事務局（中田）"
    } == {("事務局", "中田")}
    assert [i.outcome for i in meeting.agenda] == ["approved", "noted", None]
    assert [u.agenda_item for u in meeting.utterances[-6:]] == [1, 1, 2, 2, 3, 3]
    assert ("事務局", "中田 実", "総務課長", True) in [
        (a.role, a.name, a.affiliation, a.is_present) for a in meeting.attendees
    ]


def test_a_summary_of_opinions_without_speakers() -> None:
    elements = flow_of(papers.summary())
    assert looks_like_minutes(elements)
    meeting, _ = read_meeting(elements)
    assert (meeting.session_raw, meeting.number, meeting.fiscal_year) == ("第3回", 3, 2018)
    assert [(u.agenda_item, u.kind, u.speaker_raw, u.text) for u in meeting.utterances] == [
        (1, "speech", None, "請求の件数が増えた理由を分析すべきではないか。"),
        (1, "speech", None, "様式を見直してはどうか。"),
        (2, "speech", None, "保存の年限が長すぎるのではないか。"),
        (3, "note", None, "特になし。"),
    ]
    assert [(i.kind, i.outcome, i.refers) for i in meeting.agenda] == [
        ("報告", "noted", ("報告第2号",)),
        ("審議", "continued", ()),
        ("その他", None, ()),
    ]
    assert [a.name for a in meeting.attendees] == ["桐山 修", "久我 晴美", "長谷部 武"]


def test_headings_of_the_order_of_business_and_a_quoted_condition() -> None:
    meeting, findings = read_meeting(flow_of(papers.with_papers(attached=False)))
    assert not findings
    assert [(i.number_raw, i.outcome, i.conditions) for i in meeting.agenda] == [
        ("(1)", "approved_with_conditions", ("提供を望まない者の情報を提供しないこと",)),
        ("(2)", "rejected", ()),
        ("(3)", "noted", ()),
        ("４", None, ()),
    ]
    assert [u.agenda_item for u in meeting.utterances] == [None, None, *[1] * 8, *[2] * 3, 3, 3, 4, None]
    assert [(a.role, a.affiliation, a.is_present) for a in meeting.attendees][-3:] == [
        ("委員", None, False),
        ("事務局", "総務課長", True),
        ("事務局", "同課主査", True),
    ]


def test_minutes_end_where_the_paper_consulted_on_begins() -> None:
    elements = flow_of(papers.with_papers())
    end = minutes_end(elements)
    assert end == next(k for k, e in enumerate(elements) if e.page == elements[-1].page)
    meeting, _ = read_meeting(elements[:end])
    assert meeting.utterances[-1].text == "これで終わります。"
    assert not looks_like_minutes(elements[end:])


def test_minutes_end_where_other_minutes_begin() -> None:
    elements = flow_of(papers.with_papers(attached=False, again=True))
    end = minutes_end(elements)
    assert elements[end].page == elements[-1].page
    assert looks_like_minutes(elements[end:])


def test_a_paper_that_mentions_minutes_is_none() -> None:
    assert not looks_like_minutes(flow_of(papers.consultation()))


def test_nothing_at_all_is_no_minutes() -> None:
    assert not looks_like_minutes(())
    assert minutes_end(()) == 0
    assert account(()) == ()
    meeting, findings = read_meeting(())
    assert meeting.utterances == ()
    assert {f.code for f in findings} == {
        "minutes_heading_incomplete",
        "minutes_without_agenda",
        "minutes_without_utterances",
    }


def test_what_follows_the_last_label_is_a_finding() -> None:
    paper = Paper()
    paper.table(
        [
            ["会議名", "第1回竹原町情報公開審査会"],
            ["日時", "令和5年7月4日 10:00～11:00"],
            ["場所", "町役場"],
            ["議題", "(1) 様式の改正について"],
            ["議事", "○会長　始めます。\n○委員　様式は見やすいと思います。\n○会長　終わります。"],
            ["次回", "9月を予定"],
        ],
        [1, 5],
    )
    meeting, findings = read_meeting(flow_of(paper.bytes()))
    assert len(meeting.utterances) == 3
    assert [(f.code, f.raw) for f in findings] == [("minutes_line_unread", "9月を予定")]


def test_a_heading_told_in_sentences() -> None:
    meeting, findings = read_meeting(flow_of(papers.told()))
    assert not findings
    assert (meeting.council, meeting.session_raw) == ("青葉町個人情報保護審査会", "令和4年度第3回")
    assert (meeting.start_time, meeting.end_time, meeting.place) == (
        "15:00",
        "16:20",
        "青葉町民会館2階研修室",
    )
    assert meeting.observers == 1
    assert [((a.name or "").replace(" ", ""), a.is_present) for a in meeting.attendees] == [
        ("牧野武", True),
        ("相馬香", True),
        ("飯島豊", True),
        ("根本涼", False),
    ]


def test_items_by_the_chairs_words_between_frames() -> None:
    meeting, _ = read_meeting(flow_of(papers.told()))
    assert [u.agenda_item for u in meeting.utterances] == [None, None, *[1] * 6, *[2] * 3, None]
    assert [(i.outcome, i.conditions) for i in meeting.agenda] == [
        ("approved_with_conditions", ("映像の保存の期間を7日以内とすること",)),
        ("continued", ()),
    ]


def test_letters_for_names_and_one_item() -> None:
    meeting, findings = read_meeting(flow_of(papers.letters()))
    assert not findings
    assert (meeting.place, meeting.end_time) == ("銀杏区役所801会議室", "11:30")
    assert [(a.role, a.name, a.affiliation, a.is_present) for a in meeting.attendees] == [
        ("会長", "A", "学識経験者", True),
        ("委員", "B", "弁護士", True),
        ("委員", "C", "公募", True),
        ("事務局", None, "総務部長", True),
        ("事務局", None, "総務課長", True),
        ("事務局", None, "総務係長", True),
        ("委員", "D", None, False),
    ]
    assert [(u.speaker_raw, u.speaker_role, u.speaker_name) for u in meeting.utterances][:3] == [
        ("Ａ会長", "会長", "A"),
        ("総務課長", "総務課長", None),
        ("Ｂ委員", "委員", "B"),
    ]
    assert {u.agenda_item for u in meeting.utterances} == {1}
    assert [i.outcome for i in meeting.agenda] == ["approved"]


def test_readings_above_names_are_no_text() -> None:
    elements = flow_of(papers.ruby())
    meeting, _ = read_meeting(elements)
    assert [(u.speaker_role, u.speaker_name, u.text) for u in meeting.utterances] == [
        ("会長", "薬袋", "台帳の改正についてお願いします。"),
        ("委員", "一口", "賛成です。"),
        ("台帳課長", None, "改めます。"),
        ("会長", "薬袋", "承認と決定します。"),
    ]
    assert not [p.text for p in account(elements) if "みない" in p.text]


def test_a_bracketed_line_after_a_speaker_is_said_or_stands_before() -> None:
    paper = Paper()
    paper.centre("第2回若宮町個人情報保護審査会議事録", 14)
    paper.paragraph("日時　令和5年7月4日 10:00～11:00")
    paper.paragraph("場所　町役場")
    paper.paragraph("議題　(1) 様式の改正について")
    paper.table(
        [
            ["発言者", "発言内容"],
            ["会長", "議題(1)の説明をお願いします。"],
            ["事務局", "（資料1に基づき説明）"],
            ["会長", "承認することでよろしいですか。"],
            ["会長", "（異議なし）\nでは、承認とします。"],
        ],
        [1, 5],
    )
    meeting, _ = read_meeting(flow_of(paper.bytes()))
    assert [(u.kind, u.speaker_raw, u.text) for u in meeting.utterances] == [
        ("speech", "会長", "議題（1）の説明をお願いします。"),
        ("speech", "事務局", "（資料1に基づき説明）"),
        ("speech", "会長", "承認することでよろしいですか。"),
        ("note", None, "（異議なし）"),
        ("speech", "会長", "では、承認とします。"),
    ]
    assert [i.outcome for i in meeting.agenda] == ["approved"]
