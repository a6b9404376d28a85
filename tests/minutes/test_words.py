"""Speakers, outcomes, conditions, times and contact data: examples."""

from __future__ import annotations

import pytest

from extractors.minutes.matters import references_in, refers_of, title_of
from extractors.minutes.outcomes import Spoken, conditions_in, decide, read_result, sentences
from extractors.minutes.speakers import Known, known_names, read_speaker
from extractors.minutes.steps import clock_line, stage_of
from extractors.minutes.words import take_token
from normalizers import find_contacts, parse_times

KNOWN = Known(
    known_names(["芦田 直樹", "尼子 綾"]),
    "地域安全課長の尼子です\n(まちづくり推進課長入室)\n産業振興課から説明\n本荘産業振興課長",
)


@pytest.mark.parametrize(
    ("printed", "role", "who"),
    [
        ("芦田会長", "会長", "芦田"),
        ("会 長", "会長", None),
        ("会長（芦田）", "会長", "芦田"),
        ("芦田（会長）", "会長", "芦田"),
        ("Ａ委員", "委員", "A"),
        ("委員Ｂ", "委員", "B"),
        ("○○委員", "委員", "○○"),
        ("芦田会長職務代理者", "会長職務代理者", "芦田"),
        ("副会長", "副会長", None),
        ("尼子地域安全課長", "地域安全課長", "尼子"),
        ("目黒まちづくり推進課長", "まちづくり推進課長", "目黒"),
        ("本荘産業振興課長", "産業振興課長", "本荘"),
        ("事務局", "事務局", None),
        ("事務局（総務課長）", "事務局", None),
        ("子育て支援課", "子育て支援課", None),
        ("各委員", "各委員", None),
        ("芦田", None, "芦田"),
        ("長谷部会長", "会長", "長谷部"),
        ("芦田書記", "書記", "芦田"),
        ("町村会長（芦田直樹君）", "町村会長", "芦田直樹"),
        ("臨時委員長（芦田直樹君）", "臨時委員長", "芦田直樹"),
        ("A", None, "A"),
    ],
)
def test_speakers(printed: str, role: str | None, who: str | None) -> None:
    speaker = read_speaker(printed, KNOWN)
    assert speaker is not None
    assert (speaker.role, speaker.name) == (role, who)


@pytest.mark.parametrize(
    "printed",
    ["異議なし", "委員の意見", "まちづくり推進課長　入室", "印", "", "（休憩）", "次に、事務局", "課別一覧"],
)
def test_no_speakers(printed: str) -> None:
    assert read_speaker(printed, KNOWN) is None


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("承認", "approved"),
        ("原案のとおり可決", "approved"),
        ("適当であると認め、その旨答申する。", "approved"),
        ("条件を付すことなく承認する。", "approved"),
        ("条件付き承認", "approved_with_conditions"),
        ("次の意見を付して承認することとした。", "approved_with_conditions"),
        ("再委託をしないこととする条件で承認", "approved_with_conditions"),
        ("継続審議", "continued"),
        ("次回に改めて審議することとした。", "continued"),
        ("次回に持ち越しとした。", "continued"),
        ("不承認", "rejected"),
        ("必要性が認められないため、承認しないこととした。", "rejected"),
        ("担当の課から取下げの申出があり、これを了承した。", "withdrawn"),
        ("報告を受けた。", "noted"),
        ("了承", "noted"),
        ("聞き置くこととした。", "noted"),
        ("－", None),
        ("", None),
    ],
)
def test_wordings(words: str, outcome: str | None) -> None:
    found = read_result(words)
    assert (found.outcome if found else None) == outcome


def chair(text: str) -> Spoken:
    return Spoken(text, is_chair=True, is_note=False)


def member(text: str) -> Spoken:
    return Spoken(text, is_chair=False, is_note=False)


NO_OBJECTION = Spoken("（「異議なし」の声あり）", is_chair=False, is_note=True)


@pytest.mark.parametrize(
    ("spoken", "kind", "outcome"),
    [
        ([member("承認してよいと思います。"), chair("御意見をどうぞ。")], "諮問", None),
        ([chair("継続審議との御意見もありましたが、承認することといたします。")], "諮問", "approved"),
        ([chair("承認するかどうかをお諮りします。")], "諮問", None),
        ([chair("承認することでよろしいでしょうか。"), NO_OBJECTION], "諮問", "approved"),
        (
            [
                chair("承認することでよろしいでしょうか。"),
                member("反対です。"),
                chair("では、継続審議とします。"),
            ],
            "諮問",
            "continued",
        ),
        ([chair("承認することでよろしいでしょうか。"), member("反対です。")], "諮問", None),
        ([chair("前回承認した案件の続きです。")], "諮問", None),
        ([chair("本件は了承といたします。")], "諮問", "approved"),
        ([chair("本件は了承といたします。")], "報告", "noted"),
        ([Spoken("審議の結果、原案のとおり承認した。", is_chair=False, is_note=True)], "諮問", "approved"),
    ],
)
def test_only_the_chair_and_the_narration_decide(
    spoken: list[Spoken], kind: str, outcome: str | None
) -> None:
    decision = decide(spoken, kind)
    assert (decision.outcome if decision else None) == outcome


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        (
            "条件は次のとおりです。\n1　名簿を複写しないこと\n2　終了後に消去すること。\nいかがですか。",
            ["名簿を複写しないこと", "終了後に消去すること"],
        ),
        (
            "「名簿を複写しないこと」及び「終了後に消去すること。」という条件を付して承認します。",
            ["名簿を複写しないこと", "終了後に消去すること"],
        ),
        ("本件については、名簿を複写しないことを条件に承認します。", ["名簿を複写しないこと"]),
        ("お手元の「個人情報保護の手引」を御覧ください。", []),
        (
            "①名簿を複写しないこと、②終了後に消去すること、の二つを条件として承認します。",
            ["名簿を複写しないこと", "終了後に消去すること"],
        ),
    ],
)
def test_conditions(text: str, conditions: list[str]) -> None:
    assert conditions_in([chair(text)]) == conditions


def test_a_members_proposal_makes_no_condition() -> None:
    assert conditions_in([member("「名簿を複写しないこと」を条件としてください。")]) == []


def test_sentences_end_outside_quotations() -> None:
    assert sentences("彼は「行く。」と言った。終わり。") == ["彼は「行く。」と言った。", "終わり。"]


@pytest.mark.parametrize(
    ("line", "token"),
    [
        ("(1)　件名", "(1)"),
        ("⑴ 件名", "⑴"),
        ("議題１　件名", "議題１"),
        ("議題第2号　件名", "議題第2号"),
        ("【議題3】件名", "議題3"),
        ("第4号議案　件名", "第4号議案"),
        ("ア　件名", "ア"),
        ("5．件名", "5"),
        ("第1　件名", "第1"),
        ("第3　議案第1号　件名", "第3"),
        ("追加日程第1　発議第1号　件名", "追加日程第1"),
        ("令和5年度の件名", ""),
        ("第3回の件名", ""),
        ("12件の件名", ""),
    ],
)
def test_numbers_of_entries(line: str, token: str) -> None:
    assert take_token(line)[0] == token


def test_titles_lose_numbers_and_references_and_keep_the_rest() -> None:
    assert title_of("議題1　諮問第3号　庭木の台帳について") == "庭木の台帳について"
    assert title_of("2　議題2　庭木の台帳について（諮問第3号、報告第4号）") == "庭木の台帳について"
    assert title_of("第5　発議第1号　議案第2号に対する決議について") == "議案第2号に対する決議について"
    assert refers_of("第5　発議第1号　議案第2号に対する決議について") == ["発議第1号"]
    assert title_of("(3)　庭木の台帳（案）について") == "庭木の台帳（案）について"
    assert references_in("諮問第３号及び第4号、報告第 5 号") == ["諮問第3号", "諮問第4号", "報告第5号"]


@pytest.mark.parametrize(
    ("line", "stage"),
    [
        ("【質疑】", ("plain", "")),
        ("（主な意見）", ("opinions", "")),
        ("【審議結果】承認", ("result", "承認")),
        ("結論：承認", ("result", "承認")),
        ("〔条件〕", ("conditions", "")),
        ("質疑がありました。", None),
    ],
)
def test_labels_of_steps(line: str, stage: tuple[str, str] | None) -> None:
    assert stage_of(line) == stage


def test_lines_of_the_clock() -> None:
    assert clock_line("午前10時05分　開会")
    assert clock_line("【閉会】15:30")
    assert not clock_line("午前10時に開会する予定でした。")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("午前10時05分開会", [("10:05", None)]),
        ("午後1時30分～3時10分", [("13:30", "15:10")]),
        ("14時から15時半まで", [("14:00", "15:30")]),
        ("１４：００－１５：２０", [("14:00", "15:20")]),
        ("午前十時五分から正午まで", [("10:05", "12:00")]),
        ("午前11時～1時", [("11:00", "13:00")]),
        ("午後0時15分", [("12:15", None)]),
        ("2:30 PM", [("14:30", None)]),
        ("開会 午前9時 閉会 午前11時", [("09:00", None), ("11:00", None)]),
        ("3時間", []),
        ("25時10分", []),
        ("10時75分", []),
    ],
)
def test_times(text: str, spans: list[tuple[str, str | None]]) -> None:
    found = parse_times(text)
    assert [(one.start, one.end) for one in found] == spans
    assert all(text[one.begin : one.stop] == one.raw for one in found)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("電話０９０－００００－１２３４", ["telephone"]),
        ("03(0000)1234", ["telephone"]),
        ("hanako.x@example.jp まで", ["email"]),
        ("〒100-0000 某県某市緑町二丁目3番4号", ["address"]),
        ("某市緑町1-2-3に住む", ["address"]),
        ("会場 某市役所（某市緑町1-2-3）", []),
        ("令和5年4月1日、諮問第12-3号、2023-04-01", []),
        ("第3条第2項", []),
    ],
)
def test_contact_data(text: str, kinds: list[str]) -> None:
    found = find_contacts(text)
    assert [one.kind for one in found] == kinds
    assert all(text[one.begin : one.stop] == one.raw for one in found)
