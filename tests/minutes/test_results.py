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
