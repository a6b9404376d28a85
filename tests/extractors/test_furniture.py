"""What belongs to the paper and to no text on it: page numbers, running heads and notes at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extractors.flow import Flow, read_flow
from tests.extractors.table_cases import squeezed
from tests.samples.blocks import NewPage, Text
from tests.samples.style import PageStyle
from tests.samples.typeset import typeset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
