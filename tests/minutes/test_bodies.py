"""Bodies of minutes in the ways in which councils set them: speakers, headings, items taken up, outcomes."""

from __future__ import annotations

import pytest

from extractors.minutes import looks_like_minutes, read_meeting
from extractors.minutes.matters import core, kind_after, title_of
from extractors.minutes.outcomes import Spoken, conditions_in, decide, read_result
from extractors.minutes.speakers import Known, read_speaker
from extractors.minutes.steps import is_closing, is_divider
from extractors.minutes.words import take_numbers
from tests.minutes import papers
from tests.minutes.lines import paper
from tests.minutes.meetings import decided, read, told
from tests.minutes.page import flow_of


def test_order_of_business_with_all_its_parts() -> None:
    meeting = read("""
４　議事日程
　日程第１　会議録署名委員の指名
　日程第２　諮問第21号　名簿の提供について
午後１時30分　開会
○会長（八代敬之君）　日程第１、会議録署名委員の指名を行います。古閑委員を指名します。
――――――――◇――――――――
○会長（八代敬之君）　日程第２、諮問第21号を議題とします。
○防災課長（真鍋剛君）　名簿を自治会にお渡しするものでございます。
〔「異議なし」と呼ぶ者あり〕
○会長（八代敬之君）　よって、諮問第21号は原案のとおり可決されました。
午後３時　閉会
""")
    assert decided(meeting) == [
        ("日程第１", "会議録署名委員の指名", None),
        ("日程第２", "名簿の提供について", "approved"),
    ]
    assert [u.agenda_item for u in meeting.utterances] == [1, 2, 2, 2, 2]
    assert {u.speaker_name for u in meeting.utterances} == {"八代敬之", "真鍋剛", None}
    assert (meeting.start_time, meeting.end_time) == ("13:30", "15:00")


def test_speakers_before_a_closing_bracket() -> None:
    meeting = read("""
４　議題　(1) 基準について
八代会長）ただいまから始めます。議題(1)の説明をお願いします。
総務課長）案（２枚目）を御覧ください。映像の保存の期間を定めるものです。二週間を過ぎた映像は消えます。
古閑委員）期間が長いように思います。
八代会長）では、この案は継続審議とします。
""")
    assert [u.speaker_raw for u in meeting.utterances] == ["八代会長", "総務課長", "古閑委員", "八代会長"]
    assert meeting.utterances[1].text.endswith("二週間を過ぎた映像は消えます。")
    assert decided(meeting) == [("(1)", "基準について", "continued")]


def test_names_set_in_above_text_at_the_margin() -> None:
    meeting = read("""
４　議題　(1) 基準について
５　議事

　　八代会長
ただいまから始めます。それでは、議題(1)に入ります。
　　総務課長
資料を御覧ください。
　　八代会長
ありがとうございました。
""")
    assert [(u.agenda_item, u.speaker_raw) for u in meeting.utterances] == [
        (1, "八代会長"),
        (1, "総務課長"),
        (1, "八代会長"),
    ]


def test_whole_names_with_a_space_and_letters_of_given_names() -> None:
    meeting = read("""
４　議題　(1) 基準について
○鵜飼　俊会長　それでは、議題(1)に入ります。
○橋本（都）委員　賛成です。
○六角危機管理課長　改めます。
""")
    assert [(u.speaker_role, u.speaker_name) for u in meeting.utterances] == [
        ("会長", "鵜飼俊"),
        ("委員", "橋本（都）"),
        ("危機管理課長", "六角"),
    ]


def test_sentences_that_end_with_points() -> None:
    meeting = read("""
４　議題　(1) 保存期間について
（会長）　それでは，議題(1)について説明をお願いします．
（事務局）　予約の記録は，本をお渡しした翌日に消すように改めます．
（委員）　支障はありません．
（会長）　原案のとおり承認します．
""")
    assert [u.text for u in meeting.utterances][2:] == ["支障はありません．", "原案のとおり承認します．"]
    assert decided(meeting) == [("(1)", "保存期間について", "approved")]


def test_numbers_set_without_a_space() -> None:
    meeting = read("""
４　議題
　１目標の案について
　２募集の実施について
５　会議の経過
１目標の案について
（委員）言葉が続きます。
（事務局）改めます。
２募集の実施について
（委員）若い人の声も聞いてください。
""")
    assert decided(meeting) == [("１", "目標の案について", None), ("２", "募集の実施について", None)]
    assert [u.agenda_item for u in meeting.utterances] == [1, 1, 2]


def test_an_agenda_that_is_the_account_itself() -> None:
    meeting = read("""
４　議題
（1）進め方について
-資料１に基づき、事務局から説明-
（委員）人数は何人か。
（事務局）５人ずつである。
（2）分科会について
（会長）案のとおりとする。
（委員）異議なし。
""")
    assert [title for _, title, _ in decided(meeting)] == ["進め方について", "分科会について"]
    assert told(meeting)[0] == (1, None, "-資料1に基づき、事務局から説明-")
    assert [u.agenda_item for u in meeting.utterances] == [1, 1, 1, 2, 2]


def test_outcomes_behind_arrows_and_headings_outside_the_agenda() -> None:
    meeting = read("""
４　議題　１ 予約の電子化について　２ 窓口の委託について
５　会議の概要
１　予約の電子化について　→　継続審議
（委員）番号を確かめる方法は。
（担当課）登録しておく。
２　窓口の委託について
（委員）持ち出しを防いでほしい。
→　原案のとおり承認
６　その他
（事務局）次回は２月に開く。
""")
    assert decided(meeting) == [
        ("１", "予約の電子化について", "continued"),
        ("２", "窓口の委託について", "approved"),
    ]
    assert [u.agenda_item for u in meeting.utterances] == [1, 1, 2, None]


def test_a_pause_is_a_note_after_which_the_speaker_goes_on() -> None:
    meeting = read("""
４　議題　(1) 基準について
○会長　それでは、議題(1)の説明をお願いします。
○総務課長　説明いたします。
（休憩　午後２時10分～午後２時20分）
　先ほどの続きでございます。
○会長　原案のとおり承認いたします。
""")
    assert [(u.kind, u.speaker_raw, u.text) for u in meeting.utterances][1:4] == [
        ("speech", "総務課長", "説明いたします。"),
        ("note", None, "（休憩 午後2時10分～午後2時20分）"),
        ("speech", "総務課長", "先ほどの続きでございます。"),
    ]
    assert (meeting.start_time, meeting.end_time) == ("13:30", "15:00")


def test_labels_and_names_in_one_column() -> None:
    meeting = read_meeting(flow_of(papers.one_column()))[0]
    assert [(u.agenda_item, u.speaker_raw) for u in meeting.utterances] == [
        (1, "Ａ会長"),
        (1, "事務局"),
        (1, "Ｂ委員"),
        (1, "Ａ会長"),
    ]
    assert meeting.observers == 0
    assert [(a.role, a.name, a.is_present) for a in meeting.attendees] == [
        ("会長", "A", True),
        ("委員", "B", True),
        ("委員", "D", False),
    ]


def test_groups_numbered_each_from_one() -> None:
    meeting = read("""
４　次第
　１　諮問事項
　　(1) 諮問第1号　学童クラブの入退室の記録
　２　報告事項
　　(1) 前年度の運用
　　　担当：総務課
５　議事
○会長　それでは、(1)の諮問第1号を審議します。
○会長　諮問第1号は承認とします。次に、報告事項の(1)をお願いします。
○総務課長　請求は12件でした。
○会長　報告は了解しました。
""")
    assert [(i.kind, i.outcome) for i in meeting.agenda] == [("諮問", "approved"), ("報告", "noted")]
    assert [u.agenda_item for u in meeting.utterances] == [1, 2, 2, 2]


def test_a_form_for_each_item() -> None:
    elements = flow_of(papers.forms())
    meeting, findings = read_meeting(elements)
    assert not findings
    assert [(i.number_raw, i.outcome, i.conditions) for i in meeting.agenda] == [
        ("議題１", "approved", ()),
        ("議題２", "approved_with_conditions", ("名簿を年に一度更新すること",)),
    ]
    assert [(u.agenda_item, u.speaker_raw) for u in meeting.utterances] == [
        (1, "委員"),
        (1, "事務局"),
        (2, "委員"),
        (2, "事務局"),
    ]


@pytest.mark.parametrize(
    ("printed", "numbers", "title"),
    [
        ("２（１）住民税の入力について", ["２", "（１）"], "住民税の入力について"),
        ("（１）審議事項　図書の貸出しについて", ["（１）"], "図書の貸出しについて"),
        ("第一号議案　村税の収納について", ["第一号議案"], "村税の収納について"),
        ("(1) 諮問第75号の審議について", ["(1)"], "諮問第75号の審議について"),
        ("一、開催の日", ["一"], "開催の日"),
    ],
)
def test_numbers_and_titles(printed: str, numbers: list[str], title: str) -> None:
    assert take_numbers(printed)[0] == numbers
    assert title_of(printed) == title


def test_kinds_behind_titles_and_spellings_of_one_title() -> None:
    assert kind_after("運用の状況について（報告）") == "報告"
    assert kind_after("条例の改正（協議）") == "審議"
    assert kind_after("計画の改定について（案）") == ""
    assert core("情報公開および個人情報保護について") == core("(2) 情報公開及び個人情報保護について")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("原案のとおり承認する。ただし、次の附帯意見を付する。", "approved_with_conditions"),
        ("「通行の時間を定めること」を条件として同意する。", "approved_with_conditions"),
        ("許可することに決定した。", "approved"),
        ("許可相当と認める。", "approved"),
        ("原案を可とする。", "approved"),
        ("報告を聴取した。", "noted"),
        ("適当とは認められない。", "rejected"),
    ],
)
def test_results(text: str, outcome: str) -> None:
    result = read_result(text)
    assert result is not None
    assert result.outcome == outcome


@pytest.mark.parametrize(
    ("speeches", "outcome"),
    [
        (
            [
                "この条件を付して承認することで御異議ございませんか。",
                "*異議なし",
                "異議なしと認め、そのように決しました。",
            ],
            "approved_with_conditions",
        ),
        (["審議会として了承したいと思います。御異議ありませんね。"], "approved"),
        (["承認としたいと思いますが、よろしいですか。", "*（異議なし）"], "approved"),
        (["承認としたいと思いますが、よろしいですか。", "*反対です。"], None),
        (["継続審議がよいという御意見がありました。"], None),
    ],
)
def test_what_the_chair_decides(speeches: list[str], outcome: str | None) -> None:
    spoken = [Spoken(one.lstrip("*"), is_chair=not one.startswith("*"), is_note=False) for one in speeches]
    decision = decide(spoken, "審議")
    assert (decision.outcome if decision else None) == outcome


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        (
            "条件は、(1)誓約書を出させること、(2)三か月以内に消去させることの２点です。",
            ["誓約書を出させること", "三か月以内に消去させること"],
        ),
        (
            "それでは、範囲を、書面で同意した部分に限ることを条件として承認します。",
            ["範囲を、書面で同意した部分に限ること"],
        ),
        ("議案第二号は、壁を設けることを条件に認めます。", ["壁を設けること"]),
        (
            "では、提供先を限ること及び記録を残すことの２点を条件として承認します。",
            ["提供先を限ること", "記録を残すこと"],
        ),
    ],
)
def test_conditions_inside_a_sentence(text: str, conditions: list[str]) -> None:
    assert conditions_in([Spoken(text, is_chair=True, is_note=False)]) == conditions


def test_lines_that_say_nothing() -> None:
    assert all(map(is_divider, ("――――◇――――", "＊＊＊", "・・・・・")))
    assert not any(map(is_divider, ("（休憩）", "○会長", "１－２－３")))
    assert all(map(is_closing, ("以上", "（了）", "――　了　――", "（以　上）")))
    assert not is_closing("以上です。")


def test_offices_are_no_names() -> None:
    for office in ("子ども・若者支援課長", "こども未来局長", "市民課係長"):
        speaker = read_speaker(office, Known())
        assert speaker is not None
        assert (speaker.role, speaker.name) == (office, None)


@pytest.mark.parametrize(
    "text",
    [
        """
６榛総第88号
榛原市個人情報保護審議会の開催について（通知）
１　日　時　令和６年11月19日（火）　午後１時30分から
２　場　所　榛原市役所第一委員会室
３　議　題　(1) 名簿の提供について
４　出席者　委員、事務局
５　その他　欠席の場合は御連絡ください。
""",
        """
第５回　医療情報の利用に関する検討会　議事次第
日時：令和元年９月４日（水）17：00～19：00
場所：専用第22会議室
議題
１　健診の結果の利用について
出席者　座長　蜂須賀 一郎
""",
        """
電子申請に関する質問
Ｑ　いつから始まりますか。
Ａ　４月１日から始まります。
Ｑ　手数料は掛かりますか。
Ａ　掛かりません。
""",
        """
会議の傍聴に関する要領
１　傍聴者の定員は10名とする。
２　会議録には、次の事項を記載する。
(1) 開催日時及び場所
(2) 出席者及び欠席者
""",
    ],
    ids=["invitation", "order of business", "questions", "rules"],
)
def test_papers_about_meetings_are_no_minutes(text: str) -> None:
    assert not looks_like_minutes(paper(text))
