"""The notebook runs from its first cell to its last, and what is committed is the outcome of such a run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from pipeline.schema import EXTRACTED
from pipeline.versions import Versions
from tests.site.published import ROOT, SAMPLES, case, document, publish_rows, publish_samples

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
JUPYTER = Path(sys.executable).parent / "jupyter"


def code_cells(path: Path) -> list[Any]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def pictures(cells: list[Any]) -> int:
    return sum("image/png" in output.get("data", {}) for cell in cells for output in cell.outputs)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the notebook expects it, with freshly published samples."""
    base = tmp_path_factory.mktemp("workplace")
    (base / "data").mkdir()
    publish_samples(base / "data")
    shutil.copytree(SAMPLES, base / "data" / "raw")
    shutil.copytree(ROOT / "notebooks", base / "notebooks")
    return base


def execute(path: Path) -> None:
    done = subprocess.run(
        [JUPYTER, "execute", "--inplace", path.name],
        cwd=path.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs(workplace: Path, path: Path) -> None:
    copy = workplace / "notebooks" / path.name
    execute(copy)
    cells = code_cells(copy)
    assert pictures(cells) == pictures(code_cells(path)) >= 6
    told = [output.text for cell in cells for output in cell.outputs if output.get("name") == "stderr"]
    assert not told, "a character without a glyph, or another warning"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs_on_data_without_what_it_asks_for(tmp_path: Path, path: Path) -> None:
    (tmp_path / "data").mkdir()
    out = publish_rows(tmp_path / "data", {"documents": [document()], "cases": [case(1)]})
    Versions(out).prepare(EXTRACTED)
    (tmp_path / "notebooks").mkdir()
    copy = tmp_path / "notebooks" / path.name
    shutil.copy(path, copy)
    execute(copy)
    told = "".join(o.get("text", "") for cell in code_cells(copy) for o in cell.outputs)
    assert "該当するデータがありません" in told


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_outputs_are_committed(path: Path) -> None:
    cells = code_cells(path)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert not [output for cell in cells for output in cell.outputs if output.output_type == "error"]
    assert path.stat().st_size < 1_000_000
