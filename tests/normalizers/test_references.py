"""References to documents of the council and to parts of the same paper."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers import parse_cross_reference, parse_document_references

TRICKY = (
    *"0123１一二十第号の及び、，～・（）() 　\n条項",
    "諮問",
    "報告",
    "答申",
    "から",
    "まで",
    "のとおり",
    "第1",
    "と同じ",
)
texts = st.lists(st.sampled_from(TRICKY), max_size=16).map("".join) | st.text(max_size=24)
lawful = settings(max_examples=200)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("諮問第４１号", [("諮問", 41)]),
        ("（諮問第 41 号）", [("諮問", 41)]),
        ("諮問第四十一号", [("諮問", 41)]),
        ("報告41号", [("報告", 41)]),
        ("答申第2号の基準", [("答申", 2)]),
        ("諮問第4号、第5号及び6号", [("諮問", 4), ("諮問", 5), ("諮問", 6)]),
        ("諮問第4、5及び6号", [("諮問", 4), ("諮問", 5), ("諮問", 6)]),
        ("諮問第4号から第7号まで", [("諮問", number) for number in (4, 5, 6, 7)]),
        ("諮問第4号～第6号", [("諮問", number) for number in (4, 5, 6)]),
        ("諮問第4号及び報告第5号", [("諮問", 4), ("報告", 5)]),
        ("諮問第\n4号", [("諮問", 4)]),
        ("諮問第4号、2件", [("諮問", 4)]),
        ("諮問第4号、同第4号", [("諮問", 4)]),
    ],
)
def test_documents(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(reference.kind, reference.number) for reference in parse_document_references(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "令和4年度第3回審議会",
        "平成15年法律第57号",
        "報告書第3号",
        "第4号",
        "諮問する",
        "議案第5号",
        "諮問第3回",
    ],
)
def test_what_is_no_document(text: str) -> None:
    assert parse_document_references(text) == ()


def test_raw_of_each_part_of_a_list() -> None:
    text = "先の諮問第 ４ 号及び\n５号を"
    assert [reference.raw for reference in parse_document_references(text)] == ["諮問第 ４ 号", "５号"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("第２の４（３）のとおり", "第2の4(3)"),
        ("第 2 の 4 (3) の と お り", "第2の4(3)"),
        ("第2の4のとおり（氏名を除く。）", "第2の4"),
        ("第２の４（３）に同じ", "第2の4(3)"),
        ("第2の4(3)と同様", "第2の4(3)"),
        ("第2の4(3)に記載のとおり", "第2の4(3)"),
        ("第2の4(3)アのとおり", "第2の4(3)ア"),
        ("第2の4(3)①のとおり", "第2の4(3)①"),
        ("第2の4(1)及び(2)のとおり", "第2の4(1)"),
        ("2の(1)のとおり", "2の(1)"),
        ("上記(2)のとおり", "(2)"),
        ("別紙２のとおり", "別紙2"),
        ("以下のとおり", None),
        ("第3条のとおり", None),
        ("No.3-2のとおり", None),
        ("第2の4(3)", None),
        ("300件", None),
        ("", None),
    ],
)
def test_cross_references(text: str, target: str | None) -> None:
    assert parse_cross_reference(text) == target


@lawful
@given(texts)
def test_spans_stand_at_their_offsets(text: str) -> None:
    for reference in parse_document_references(text):
        assert text[reference.begin : reference.stop] == reference.raw
        assert reference.raw
    target = parse_cross_reference(text)
    assert target is None or (target and not any(character.isspace() for character in target))


@lawful
@given(st.sampled_from(["諮問", "報告", "答申"]), st.lists(st.integers(1, 9999), min_size=1, max_size=6))
def test_every_list_is_read_back(kind: str, numbers: list[int]) -> None:
    text = kind + "、".join(f"第{number}号" for number in numbers)
    assert [(reference.kind, reference.number) for reference in parse_document_references(text)] == [
        (kind, number) for number in numbers
    ]


@pytest.mark.parametrize("hostile", ["諮問第1号、", "諮問第1号から", "第1の", "の1", "諮問", "第1の(1)"])
def test_long_hostile_text_is_quick(hostile: str) -> None:
    text = (hostile * 100_000)[:100_000]
    begun = time.perf_counter()
    parse_document_references(text)
    parse_cross_reference(text)
    assert time.perf_counter() - begun < 20
