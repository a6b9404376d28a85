"""Results told in the body by a label or an arrow, with conditions below them, and what no longer belongs to them."""

from __future__ import annotations

import pytest

from tests.minutes.meetings import decided, read, told


@pytest.mark.parametrize(
    "label", ["結果：原案のとおり承認", "審議結果：原案のとおり承認", "結論：承認することとした。"]
)
def test_a_result_right_below_a_speech(label: str) -> None:
    meeting = read(f"""
４　議題　(1) 閲覧の窓口について　(2) 掲示について
５　議事
(1) 閲覧の窓口について
○八代会長　説明をお願いします。
○事務局　窓口を一つにします。
○古閑委員　利用者にとっても分かりやすくなると思います。
{label}
(2) 掲示について
○事務局　掲示の場所を改めます。
""")
    assert decided(meeting)[0] == ("(1)", "閲覧の窓口について", "approved")
    assert told(meeting)[2] == (1, "古閑委員", "利用者にとっても分かりやすくなると思います。")


def test_a_label_that_somebody_reads_out_is_no_result() -> None:
    said = "調査の結果：承認を求める声が多く寄せられ、窓口を広げてほしいという要望も、三つの地区から届いています。"
    meeting = read(f"""
４　議題　(1) 閲覧の窓口について
５　議事
(1) 閲覧の窓口について
○八代会長　説明をお願いします。
○事務局　アンケートは次のとおりです。
{said}
○八代会長　継続審議といたします。
""")
    assert decided(meeting) == [("(1)", "閲覧の窓口について", "continued")]
    assert said[:10] in meeting.utterances[1].text


def test_a_long_result_behind_an_arrow_with_conditions_below_it() -> None:
    meeting = read("""
４　議題　(1) 閲覧の窓口について
５　議事
(1) 閲覧の窓口について
○八代会長　説明をお願いします。
○事務局　窓口を一つにします。
⇒　次の意見を付して、諮問のとおり差し支えない旨の答申をすることに決定
　・閲覧した者の記録を残すこと。
　・窓口の職員を年に一度は研修に出すこと。
""")
    assert decided(meeting) == [("(1)", "閲覧の窓口について", "approved_with_conditions")]
    assert meeting.agenda[0].conditions == (
        "閲覧した者の記録を残すこと",
        "窓口の職員を年に一度は研修に出すこと",
    )
    assert len(meeting.utterances) == 2


@pytest.mark.parametrize(
    "line", ["→　承認を得た後に、各課へ通知の写しを送る予定である。", "→　来月までに取る予定である。"]
)
def test_an_arrow_before_what_is_planned_is_text(line: str) -> None:
    meeting = read(f"""
４　議題　(1) 閲覧の窓口について
５　議事
(1) 閲覧の窓口について
○八代会長　説明をお願いします。
○事務局　窓口を一つにします。
{line}
""")
    assert decided(meeting) == [("(1)", "閲覧の窓口について", None)]
    assert meeting.utterances[1].text.endswith(line.replace("→　", "→ "))


@pytest.mark.parametrize("label", ["報告１", "報告 1", "報告①", "【報告１】"])
def test_items_labelled_as_reports_with_a_number(label: str) -> None:
    meeting = read(f"""
議題１　閲覧の窓口について
・広報課から資料１により説明があった。
【審議結果】　差し支えない旨答申することとされた。
{label}　請求の状況について
・広報課から資料２により報告があった。
・質疑はなかった。
""")
    assert [(item.title, item.kind, item.outcome) for item in meeting.agenda] == [
        ("閲覧の窓口について", "審議", "approved"),
        ("請求の状況について", "報告", None),
    ]
    assert [(item, text) for item, _, text in told(meeting)] == [
        (1, "広報課から資料1により説明があった。"),
        (2, "広報課から資料2により報告があった。"),
        (2, "質疑はなかった。"),
    ]


BELOW = """
４　議題　(1) 閲覧の窓口について
５　議事
(1) 閲覧の窓口について
・広報課から資料１により説明があった。
【結論】
"""


def test_what_was_done_below_a_result_is_no_part_of_it() -> None:
    meeting = read(
        BELOW
        + """
・諮問のとおり承認する。
・次回の資料の作り方について、事務局から相談があった。
"""
    )
    assert decided(meeting) == [("(1)", "閲覧の窓口について", "approved")]
    assert told(meeting)[-1][2] == "次回の資料の作り方について、事務局から相談があった。"


def test_conditions_below_a_result_that_awaits_them_belong_to_it() -> None:
    meeting = read(
        BELOW
        + """
次の条件を付して承認する。
・窓口を置く部屋は、会議で図面に示された部屋に限ることとされた。
・記録を残すこと。
"""
    )
    assert meeting.agenda[0].conditions == (
        "窓口を置く部屋は、会議で図面に示された部屋に限ることとされた",
        "記録を残すこと",
    )


def test_other_business_without_a_number_ends_a_result() -> None:
    meeting = read(
        BELOW
        + """
・諮問のとおり承認する。
その他
・次回は三月に開く。
"""
    )
    assert decided(meeting) == [("(1)", "閲覧の窓口について", "approved")]
    assert told(meeting)[-1] == (None, None, "次回は三月に開く。")


def test_documents_whose_numbers_hold_a_nought_in_kanji() -> None:
    meeting = read("""
四　議題
　一　諮問第三〇二号　閲覧の窓口について
　二　諮問第三一〇号　掲示の場所について
五　議事
一　諮問第三〇二号　閲覧の窓口について
・広報課から説明があった。
【結論】　継続審議
二　諮問第三一〇号　掲示の場所について
・広報課から説明があった。
【結論】　承認
""")
    assert [(item.title, item.refers, item.outcome) for item in meeting.agenda] == [
        ("閲覧の窓口について", ("諮問第三〇二号",), "continued"),
        ("掲示の場所について", ("諮問第三一〇号",), "approved"),
    ]
