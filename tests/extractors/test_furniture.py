"""What belongs to the paper and to no text on it: page numbers, running heads and notes at the foot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from extractors.documents.split import split_documents
from extractors.flow import Flow, make_flow, read_flow
from tests.extractors.page_making import chars_of, page_of, rules_of
from tests.extractors.table_cases import squeezed
from tests.samples.blocks import NewPage, Text
from tests.samples.style import PageStyle
from tests.samples.typeset import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from extractors.pages import Page
    from tests.samples.blocks import Block
    from tests.samples.style import PageNumber

SENTENCES = [
    f"{n}番目の窓口では、受付の記録を毎日とりまとめ、月の終わりに課長に報告する。" for n in "一二三四五六"
]


def read(folder: Path, blocks: Sequence[Block], page: PageStyle) -> Flow:
    path = folder / "paper.pdf"
    path.write_bytes(typeset(blocks, page).pdf)
    return read_flow(path)


def texts(lines: Sequence[object]) -> list[str]:
    return [squeezed(line.line.text) for line in lines]  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", ["plain", "dashes", "full_width", "page_word"])
@pytest.mark.parametrize("landscape", [True, False])
def test_the_number_of_a_single_page_with_wide_margins(
    tmp_path: Path, number: PageNumber, *, landscape: bool
) -> None:
    page = PageStyle(number=number, margin_bottom=140, landscape=landscape)
    flow = read(tmp_path, [Text(text) for text in SENTENCES], page)
    assert len(flow.furniture) == 1
    assert "".join(texts(flow.elements)) == squeezed("".join(SENTENCES))


@pytest.mark.parametrize("bearing", [(1, 2), (1, 3), (2, 3, 5)])
def test_a_note_in_small_print_on_some_pages_only(tmp_path: Path, bearing: Sequence[int]) -> None:
    with_note, without = PageStyle(note="個人の名は伏せてある。", number="none"), PageStyle(number="none")
    blocks: list[Block] = []
    for number in range(1, 6):
        page = with_note if number in bearing else without
        blocks += [NewPage(page), *(Text(f"{number}月、{text}") for text in SENTENCES)]
    flow = read(tmp_path, blocks[1:], with_note if 1 in bearing else without)
    assert texts(flow.furniture) == ["個人の名は伏せてある。"] * len(bearing)


def test_a_note_on_one_page_is_text(tmp_path: Path) -> None:
    page = PageStyle(note="個人の名は伏せてある。", note_once=True, number="none")
    flow = read(tmp_path, [*(Text(text) for text in SENTENCES), NewPage(), Text("終わり。")], page)
    assert flow.furniture == ()


def test_a_number_that_ends_a_list_is_no_page_number(tmp_path: Path) -> None:
    blocks = [*(Text(text) for text in SENTENCES * 5), Text("12", align="center")]
    flow = read(tmp_path, blocks, PageStyle(number="none", margin_bottom=140))
    assert texts(flow.elements)[-1] == "12"


def stamped(pages: int, *stamps: tuple[float, float, str]) -> Flow:
    """Pages of text with stamps, in which {page} is the number of the page."""
    made = []
    for number in range(1, pages + 1):
        body = [(60.0, 100.0 + 20 * k, f"{number}月、{text}") for k, text in enumerate(SENTENCES)]
        marks = [(x, top, text.format(page=number)) for x, top, text in stamps]
        made.append(replace(page_of(chars_of([*body, *marks]), rules_of(())), number=number))
    return make_flow(made)


@pytest.mark.parametrize(
    "stamps",
    [
        [(500.0, 810.0, "00000{page}")],
        [(280.0, 800.0, "{page}"), (500.0, 820.0, "00000{page}")],
        [
            (60.0, 30.0, "写し.pdf{page}/2"),
            (290.0, 800.0, "-{page}-"),
            (60.0, 815.0, "印刷日2024/5/1第{page}枚"),
        ],
        [(400.0, 30.0, "審議会資料"), (290.0, 800.0, "{page}")],
    ],
)
def test_stamps_beside_the_number_of_the_page(stamps: list[tuple[float, float, str]]) -> None:
    flow = stamped(2, *stamps)
    assert len(flow.furniture) == 2 * len(stamps)
    assert len(flow.elements) == 2 * len(SENTENCES)


@pytest.mark.parametrize("label", ["別紙{page}", "報告第90{page}号", "様式第{page}号"])
def test_labels_that_count_papers_are_text(label: str) -> None:
    flow = stamped(2, (60.0, 70.0, label), (290.0, 800.0, "{page}"))
    assert texts(flow.elements).count(label.format(page=1)) == 1
    assert len(flow.furniture) == 2


def marked(number: int, body: Sequence[str], mark: str, size: float = 120.0) -> Page:
    """A page of text with a word in large letters across its upper half."""
    text = [(60.0, 100.0 + 20 * k, line) for k, line in enumerate(body)]
    small, large = chars_of(text), chars_of([(100.0, 110.0, mark)], size)
    columns = ("x0", "top", "x1", "bottom", "size", "font", "run", "angle", "space_before")
    joined = {name: np.concatenate([getattr(large, name), getattr(small, name)]) for name in columns}
    chars = replace(small, text=large.text + small.text, **joined)
    return replace(page_of(chars, rules_of(())), number=number)


def test_a_watermark_is_no_text_on_any_page() -> None:
    flow = make_flow([marked(1, SENTENCES, "写"), marked(2, ["以上"], "写"), marked(3, SENTENCES, "写")])
    assert texts(flow.watermarks) == ["写"] * 3
    (paper,) = split_documents(flow)
    read = texts([element for element in paper.elements if element not in flow.watermarks])
    assert read == texts(paper.elements) == [*map(squeezed, SENTENCES), "以上", *map(squeezed, SENTENCES)]


def test_a_large_title_over_the_text_is_text() -> None:
    page = marked(1, ["", "", "", *SENTENCES], "概要", size=30.0)
    assert texts(make_flow([page]).elements)[0] == "概要"
