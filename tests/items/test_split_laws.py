"""Laws of splitting that hold for any text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors import split_items

NAMES = st.sampled_from(
    ["氏名", "生年月日", "電話番号", "続柄", "学校名", "アレルギーの有無", "口座番号", "障害の等級"]
)
HEADINGS = st.sampled_from(["保護者の情報", "対象児童に関する項目", "振込先について", "申請者"])
MARKS = st.sampled_from(["、", "，", "。", "\n"])
NOISE = st.text(
    alphabet="氏名住所の等なしと又は、，。・／（）()【】［］「」：\n　 12①②ア年番号日.", max_size=60
)


@given(st.one_of(st.text(max_size=80), NOISE))
@settings(max_examples=300)
def test_no_character_is_lost(text: str) -> None:
    found = split_items(text)
    assert "".join(piece.text for piece in found.pieces) == text
    for item in found.items:
        assert item.raw == text[item.begin : item.stop]
        assert item.name


@given(st.one_of(st.text(max_size=80), NOISE))
@example("((\n0:0】")
@settings(max_examples=200)
def test_items_stand_in_printed_order_and_apart(text: str) -> None:
    items = split_items(text).items
    assert all(left.stop <= right.begin for left, right in pairwise(items))


@given(st.lists(NAMES, min_size=1, max_size=8), MARKS)
def test_a_joined_list_comes_apart_again(names: list[str], mark: str) -> None:
    assert [item.name for item in split_items(mark.join(names)).items] == names


@given(
    st.lists(NAMES, min_size=2, max_size=8), st.sampled_from(["{}．{}、", "{}）{}　", "({}){}", "{} {}　"])
)
def test_a_counted_list_comes_apart(names: list[str], form: str) -> None:
    text = "".join(form.format(number, name) for number, name in enumerate(names, 1))
    assert [item.name for item in split_items(text).items] == names


@given(
    HEADINGS,
    st.lists(NAMES, min_size=2, max_size=6, unique=True),
    st.sampled_from(["（）", "()", "【】", "［］"]),
)
def test_a_heading_with_a_list_becomes_the_path(heading: str, names: list[str], pair: str) -> None:
    inner = "、".join(names)
    found = split_items(f"{heading}{pair[0]}{inner}{pair[1]}、備考").items
    assert [(item.path, item.name) for item in found] == [
        *(((heading,), name) for name in names),
        ((), "備考"),
    ]
    assert [item.name for item in split_items(inner).items] == names


@given(st.text(alphabet="氏名住所の等なしと又は、，。・／（）()、、年", max_size=60))
@settings(max_examples=200)
def test_an_item_alone_is_itself(text: str) -> None:
    for item in split_items(text).items:
        if item.path or item.qualifier or item.is_open_ended or item.name != item.raw:
            continue
        again = split_items(item.raw).items
        assert [(one.name, one.path) for one in again] == [(item.name, ())]
