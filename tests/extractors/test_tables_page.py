"""docs/tables.md shows the truth: its pictures are drawn from files in which exactly what was set is found."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from extractors.flow import FlowLine, read_flow
from tests.extractors.table_cases import assert_exact, squeezed
from tests.samples.draw_tables import FOLDER
from tests.samples.fonts import missing_fonts
from tests.samples.generate import ENVIRONMENT_FILE, ROOT, environment
from tests.samples.hard_tables import hard_tables
from tests.samples.typeset import typeset

if TYPE_CHECKING:
    from pathlib import Path

    from extractors.flow import Flow
    from tests.samples.blocks import Typeset
    from tests.samples.hard_tables import HardTable
    from tests.samples.style import Rotation

PAGE = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
HARD = {hard.name: hard for hard in hard_tables()}
RULED = sorted(HARD.keys() - {"white-space"})
LARGEST = 150_000
EXACT = 1.0
"""Points between a border that was set and the one that was found."""

needs_fonts = pytest.mark.skipif(
    bool(missing_fonts()),
    reason="needs the IPA fonts (apt-get install fonts-ipafont-mincho fonts-ipafont-gothic)",
)


def read(hard: HardTable, folder: Path) -> tuple[Typeset, Flow]:
    made = typeset(hard.blocks, hard.page)
    path = folder / "table.pdf"
    path.write_bytes(made.pdf)
    return made, read_flow(path)


@needs_fonts
@pytest.mark.parametrize("name", HARD)
def test_what_was_set_is_what_is_found(tmp_path: Path, name: str) -> None:
    made, flow = read(HARD[name], tmp_path)
    assert_exact(flow.tables, made.tables)
    for table, truth in zip(flow.tables, made.tables, strict=True):
        texts = {(cell.row, cell.column): squeezed(cell.text) for cell in table.cells}
        assert texts == {(cell.row, cell.column): squeezed(cell.text) for cell in truth.cells}


@needs_fonts
@pytest.mark.parametrize("rotate", [90, 180, 270])
@pytest.mark.parametrize("name", HARD)
def test_a_turned_page_gives_the_same_in_the_same_order(tmp_path: Path, name: str, rotate: Rotation) -> None:
    turned = replace(HARD[name], page=replace(HARD[name].page, rotate=rotate, noise=1e-5))
    made, flow = read(turned, tmp_path)
    assert_exact(flow.tables, made.tables)


@needs_fonts
@pytest.mark.parametrize("name", RULED)
def test_the_boxes_are_where_the_cells_were_drawn(tmp_path: Path, name: str) -> None:
    made, flow = read(HARD[name], tmp_path)
    for table, truth in zip(flow.tables, made.tables, strict=True):
        set_in = {(cell.row, cell.column): cell.boxes for cell in truth.cells}
        for cell in table.cells:
            boxes = set_in[cell.row, cell.column]
            boxes = boxes if cell.row >= 0 else boxes[:1]  # Where the header is repeated it is no cell.
            assert [place.page for place in cell.span] == [box.page for box in boxes]
            for place, box in zip(cell.span, boxes, strict=True):
                assert place.box == pytest.approx((box.x0, box.top, box.x1, box.bottom), abs=EXACT)


@needs_fonts
def test_each_is_as_hard_as_the_page_says(tmp_path: Path) -> None:
    found = {name: read(hard, tmp_path) for name, hard in HARD.items()}
    (merged,) = found["merged"][1].tables
    assert min(cell.row for cell in merged.cells) == -3
    assert merged.header[3] == "利用の状況 / 人数 / 大人"
    left = {range(c.row, c.row + c.row_span) for c in merged.cells if c.column == 0 and c.row_span > 1}
    right = {range(c.row, c.row + c.row_span) for c in merged.cells if c.column == 6 and c.row_span > 1}
    assert any(a.start < b.start < a.stop < b.stop for a in left for b in right)
    assert found["page-break"][0].tables[0].split_rows == (2,)
    assert len(found["page-break"][0].pages) == 2
    one, two = (table.span[0].box for table in found["side-by-side"][1].tables)
    assert one.x1 < two.x0
    assert one.top == pytest.approx(two.top, abs=EXACT)
    outside = [e.line.text for e in found["drawn-over"][1].elements if isinstance(e, FlowLine)]
    assert [squeezed(text) for text in outside] == ["表2証明書の請求の方法(件)", "次年度に見直す"]
    level, boxed = (table.span[0].box for table in found["white-space"][1].tables)
    rules = found["white-space"][1].pages[0].rules
    upright = rules.bottom - rules.top > rules.x1 - rules.x0
    assert not (upright & (rules.top < level.bottom)).any()
    inner = (rules.x0 > boxed.x0 + EXACT) & (rules.x1 < boxed.x1 - EXACT)
    assert not (upright & inner).any()
    assert not (~upright & (rules.top > boxed.top + EXACT) & (rules.bottom < boxed.bottom - EXACT)).any()


def test_the_page_shows_every_picture_and_no_other() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(tables/([^)]+)\)", PAGE)
    assert shown == [f"{name}.png" for name in HARD]
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(shown)
    assert all((FOLDER / name).stat().st_size < LARGEST for name in shown)


@needs_fonts
def test_the_commands_of_the_page_run(tmp_path: Path) -> None:
    lines = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
    assert len(lines) == 2
    for line in lines:
        python, *words = line.split()
        assert python == ".venv/bin/python"
        words = [str(tmp_path / word) if word in {"docs/tables", "page.png"} else word for word in words]
        done = run(*words)
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "page.png").exists()
    drawn = tmp_path / "docs" / "tables"
    assert sorted(path.stem for path in drawn.iterdir()) == sorted(HARD)
    if json.loads(ENVIRONMENT_FILE.read_text(encoding="utf-8")) == environment():
        for path in drawn.iterdir():
            assert_same_picture(path, FOLDER / path.name)


def test_a_file_where_the_folder_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "taken"
    path.write_bytes(b"")
    done = run("-m", "tests.samples.draw_tables", str(path))
    assert done.returncode in {1, 2}  # 1: without fonts nothing can be drawn at all.
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def run(*words: str) -> subprocess.CompletedProcess[str]:
    environment_ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment_, capture_output=True, text=True, check=False
    )


def assert_same_picture(one: Path, two: Path) -> None:
    """The same but for what a rasterizer may do to edges."""
    first, second = (np.asarray(Image.open(path).convert("L"), dtype=float) for path in (one, two))
    assert first.shape == second.shape, f"{two.name} is out of date: python -m tests.samples.draw_tables"
    assert np.abs(first - second).mean() < 1, (
        f"{two.name} is out of date: python -m tests.samples.draw_tables"
    )
