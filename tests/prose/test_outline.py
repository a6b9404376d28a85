"""Which lines open a section, how sections nest, and what cross references lead to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.documents import DocumentPart, read_fields
from extractors.documents.numbering import read_marker
from extractors.flow import Flow, FlowLine
from extractors.geometry import BBox
from extractors.lines import Line
from extractors.prose import account, read_outline, read_prose_cases

SIZE = 10.0
WIDTH = 600.0

Printed = tuple[float, str]
"""Indent in ems, and the text."""


def flow_line(page: int, row: int, indent: float, text: str) -> FlowLine:
    left, top = 60 + indent * SIZE, 60.0 + row * 16
    right = left + sum(SIZE if ord(c) > 255 else SIZE / 2 for c in text)
    return FlowLine(page, Line(text, BBox(left, top, right, top + SIZE), SIZE, False, (), (), 0))


def part_of(lines: tuple[Printed, ...], per_page: int = 40) -> DocumentPart:
    body = tuple(
        flow_line(number // per_page + 1, number % per_page, indent, text)
        for number, (indent, text) in enumerate(lines)
    )
    last = body[-1].page if body else 1
    return DocumentPart(1, last, (), body, (WIDTH,) * last)


def outline(*lines: Printed) -> list[tuple[int, str, str, str]]:
    return [(s.level, s.number_raw, s.heading, s.body) for s in read_outline(part_of(lines)).sections]


FULL = "この業務は申請を受け付けて内容を確かめたうえで登録し結果を通知するものであり実施の日は令和"
"""As long as the column is wide."""


def test_nested_as_printed() -> None:
    assert outline(
        (0, "第1　管理"),
        (1, "1　保管"),
        (1.5, "(1) 書庫"),
        (2, "施錠する。"),
        (1, "2　廃棄"),
        (2, "溶かす。"),
    ) == [
        (1, "第1", "管理", ""),
        (2, "1", "保管", ""),
        (3, "(1)", "書庫", "施錠する。"),
        (2, "2", "廃棄", "溶かす。"),
    ]


def test_wrapped_lines_that_begin_with_a_number_open_nothing() -> None:
    found = outline((0, "1　趣旨"), (1, FULL), (1, "5年10月1日であり、"), (0, "2　対象者"), (1, "区民"))
    assert [(number, heading) for _, number, heading, _ in found] == [("1", "趣旨"), ("2", "対象者")]


def test_a_bullet_below_a_full_line_opens_an_entry_where_others_do() -> None:
    found = outline(
        (0, "1　項目"), (1, "・区から渡すもの"), (1, FULL), (1, "・本人から集めるもの"), (1, "住所")
    )
    assert found[1:] == [(3, "・", "区から渡すもの", FULL), (3, "・", "本人から集めるもの", "住所")]


def test_a_dot_inside_a_wrapped_name_opens_no_entry() -> None:
    found = outline((0, "1　趣旨"), (1, FULL), (1, "・保健の相談を受ける。"))
    assert found[0][3] == f"{FULL}・保健の相談を受ける。"


def test_counts_at_the_beginning_of_a_line_open_nothing() -> None:
    found = outline((0, "1　件数"), (0, "2件の申請があった。"), (0, "2　期間"), (0, "3か月"))
    assert [(number, body) for _, number, _, body in found] == [("1", "2件の申請があった。"), ("2", "3か月")]


def test_a_reference_at_the_beginning_of_a_line_opens_nothing() -> None:
    assert [n for _, n, _, _ in outline((0, "第1　委託"), (1, "1　対象者"), (2, "区民"), (0, "第2　結合"), (1, "1　対象者"), (0, "第1の1のとおり"))] == [
        "第1", "1", "第2", "1",
    ]  # fmt: skip


def test_articles_paragraphs_and_items() -> None:
    found = outline(
        (0, "別紙"), (0, "（秘密の保持）"), (0, "第1条　他に漏らしてはならない。"), (0, "2　前項の義務は続く。"),
        (0, "第1条の2　次の者を除く。"), (1, "一　職員"), (1, "二　受託者"),
    )  # fmt: skip
    assert [(number, heading) for _, number, heading, _ in found] == [
        ("", "別紙"), ("第1条", "秘密の保持"), ("2", ""), ("第1条の2", ""), ("一", "職員"), ("二", "受託者"),
    ]  # fmt: skip


def test_an_excerpt_of_a_law_begins_anywhere() -> None:
    found = outline(
        (0, "参考"), (0, "第四十三条　次の事態とする。"), (0, "一　漏えい"), (0, "二　滅失"),
        (0, "（報告）"), (0, "第四十四条　報告する。"), (0, "一　概要"),
    )  # fmt: skip
    assert [number for _, number, _, _ in found] == ["", "第四十三条", "一", "二", "第四十四条", "一"]


def test_a_paragraph_behind_items_belongs_to_its_article() -> None:
    lines = (
        (0, "第5条　次の各号による。"),
        (0, "一　紙"),
        (0, "二　記録媒体"),
        (0, "2　前項のほか、口頭による。"),
    )
    sections = read_outline(part_of(lines)).sections
    assert [s.parent for s in sections] == [None, 0, 0, 0]


def test_lines_set_as_headings_open_sections_without_number() -> None:
    small = [flow_line(1, row, 0.0, "区は、この業務の記録を五年の間保存する。") for row in range(1, 12)]
    big = flow_line(1, 0, 0.0, "保存の期間")
    big = replace(big, line=big.line._replace(size=12.0))
    (section,) = read_outline(DocumentPart(1, 1, (), (big, *small), (WIDTH,))).sections
    assert (section.number_raw, section.heading) == ("", "保存の期間")


def test_a_missing_number_is_a_finding() -> None:
    read = read_outline(part_of(((0, "1　趣旨"), (1, "述べる。"), (0, "3　対象者"), (1, "区民"))))
    assert [s.number_raw for s in read.sections] == ["1", "3"]
    assert [f.code for f in read.findings] == ["number_gap"]


def test_a_lost_circled_number_is_a_finding() -> None:
    lines = (
        (0, "1　経路"),
        (2, "①電話"),
        (1.5, "三百件"),
        (3, "来所"),
        (1.5, "百件"),
        (2, "③手紙"),
        (1.5, "十件"),
    )
    read = read_outline(part_of(lines))
    assert [s.heading for s in read.sections] == ["経路", "電話", "来所", "手紙"]
    assert [f.code for f in read.findings] == ["lost_number"]
    assert [m.is_lost for m in [read_marker("\ue0a1来所")] if m] == [True]


def test_references_over_several_steps_and_into_nothing() -> None:
    read = read_outline(
        part_of(
            (
                (0, "第1　委託"), (1, "1　対象者"), (2, "区民"), (0, "第2　結合"), (1, "1　対象者"), (2, "第1の1のとおり"),
                (0, "第3　提供"), (1, "1　対象者"), (2, "第2の1のとおり"), (1, "2　期間"), (2, "第1の8のとおり"),
            )
        )
    )  # fmt: skip
    step, last, lost = read.sections[3], read.sections[5], read.sections[6]
    assert (step.body, step.resolved_body) == ("第1の1のとおり", "区民")
    assert (last.resolved_body, last.resolved_from) == ("区民", (3, 1))
    assert (lost.resolved_body, lost.resolved_from) == ("第1の8のとおり", ())
    assert [f.code for f in read.findings] == ["unresolved_reference"]


def test_a_reference_to_itself_ends() -> None:
    read = read_outline(
        part_of(
            ((0, "第1　委託"), (1, "1　期間"), (2, "第1の2のとおり"), (1, "2　時期"), (2, "第1の1のとおり"))
        )
    )
    assert all("とおり" in s.resolved_body for s in read.sections[1:])


@pytest.mark.parametrize(
    ("text", "kind", "number", "rest"),
    [
        ("第１２　外部委託", "part", 12, "外部委託"),
        ("第2 回線結合", "part", 2, "回線結合"),
        ("１．趣旨", "arabic", 1, "趣旨"),
        ("（３）件数", "paren", 3, "件数"),
        ("⑷件数", "paren", 4, "件数"),
        ("ウ　方法", "kana", 3, "方法"),
        ("Ⅳ 結び", "roman", 4, "結び"),
        ("第十五条　職員は", "article", 15, "職員は"),
        ("三　原因", "kanji", 3, "原因"),
        ("1-2 対象", "decimal", 2, "対象"),
        ("・氏名", "bullet", None, "氏名"),
        ("※別紙参照", "note", None, "別紙参照"),
        ("【対象者】", "label", None, "対象者"),
    ],
)
def test_marks(text: str, kind: str, number: int | None, rest: str) -> None:
    marker = read_marker(text)
    assert marker is not None
    assert (marker.kind, marker.number, marker.rest) == (kind, number, rest)


@pytest.mark.parametrize(
    "text", ["第三者への提供", "4月15日に", "第3回審議会", "○○区", "本文", "", "　", "5年4月1日"]
)
def test_no_marks(text: str) -> None:
    assert read_marker(text) is None


MARKS = st.sampled_from(
    [
        "第1　",
        "第2 ",
        "1　",
        "2 ",
        "3．",
        "(1)",
        "（2）",
        "ア　",
        "イ ",
        "①",
        "③",
        "・",
        "○",
        "※",
        "第1条　",
        "一　",
        "Ⅰ ",
        "【",
        "別紙",
        "",
        "",
        "",
    ]
)
WORDS = st.sampled_from(
    [
        "件数",
        "個人情報の項目",
        "委託先",
        "氏名、住所",
        "約400件",
        "第1の1のとおり",
        "令和4年4月1日から",
        "なし",
        "（単位：件）",
        "変更前：",
        "です。",
        FULL,
    ]
)
TEXTS = st.builds(str.__add__, MARKS, st.one_of(WORDS, st.text(min_size=1, max_size=12)))
PAPERS = st.lists(st.tuples(st.sampled_from([0.0, 1.0, 1.5, 2.0, 30.0]), TEXTS), max_size=30).map(tuple)


@given(PAPERS)
@settings(max_examples=120)
def test_every_line_is_accounted_for_whatever_is_printed(lines: tuple[Printed, ...]) -> None:
    part = part_of(tuple(line for line in lines if line[1].strip()))
    fields = read_fields(part)
    read = read_outline(part, fields)
    fates = account(part, fields, read)
    assert [f.line for f in fates] == list(part.lines)
    assert all(f.place != "lost" for f in fates)
    assert [s.ordinal for s in read.sections] == list(range(len(read.sections)))
    assert all(s.parent is None or s.parent < s.ordinal for s in read.sections)
    read_prose_cases(part, fields, read, Flow((), part.elements, (), ()))
