"""What README and docs say is true: every command and snippet runs, every link leads somewhere, every code is listed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS
from pipeline.errors import Exit
from tests.codes import finding_codes

ROOT = Path(__file__).resolve().parents[1]
PAGES = ["README.md", "README.ja.md", "CONTRIBUTING.md", "CHANGELOG.md"]
PAGES += sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
RUN_HERE = ["README.md", "README.ja.md", "CONTRIBUTING.md", "docs/start.md", "docs/profiles.md"]
"""Pages whose blocks are run here; the other pages have tests of their own."""

_BLOCK = re.compile(r"^([ ]*)```(\w+)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_STAMPS = (".venv/.installed", ".venv/.installed-dev", ".venv/.installed-notebook")
MAKE = ("make", *(word for stamp in _STAMPS for word in ("-o", stamp)))  # takes the environment as set up
_MAKE_FOR_REAL = {"ingest", "site", "report"}


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[tuple[str, str]]:
    return [(language, textwrap.dedent(code)) for _, language, code in _BLOCK.findall(text_of(page))]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a clone in which `make setup` was done: sources, samples, and this environment as .venv."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("pipeline", "extractors", "normalizers"):
        (folder / name).symlink_to(ROOT / name)
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy2(ROOT / name, folder)
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def run(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, (command, done.stdout, done.stderr)


@pytest.mark.parametrize("page", RUN_HERE)
def test_every_block_runs(clone: Path, page: str) -> None:
    found = blocks(page)
    assert found
    if page == "docs/profiles.md" or not any("ingest" in code for _, code in found):
        run([*MAKE, "ingest"], clone)
    for language, code in found:
        if language == "python":
            run([sys.executable, "-c", code], clone)
        elif language == "sh":
            for line in code.splitlines():
                run_line(line, clone)
        else:
            assert language == "toml"


def run_line(line: str, folder: Path) -> None:
    """One line of a shell block; of make, what would run for long, or within itself, is only looked up."""
    if line.startswith("make "):
        target = line.split()[1]
        run([*MAKE, *([] if target in _MAKE_FOR_REAL else ["-n"]), target], folder)
    else:
        assert line.startswith(".venv/bin/python -m pipeline ")
        run(["/bin/sh", "-c", line], folder)


@pytest.mark.parametrize("page", PAGES)
def test_no_block_is_forgotten(page: str) -> None:
    languages = {language for language, _ in blocks(page)}
    if page not in RUN_HERE:
        tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
        assert languages <= {"mermaid", "toml"} or f'"{Path(page).name}"' in tests or page in tests


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text_of(page)):
        if not target.startswith("https://"):
            assert (ROOT / page).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("page", ["README.md", "README.ja.md"])
def test_every_finding_code_is_in_the_table_and_no_other(page: str) -> None:
    listed = re.findall(r"^\| (?:error|warning|info) \| `(\w+)` \|", text_of(page), re.MULTILINE)
    assert len(set(listed)) == len(listed)
    assert set(listed) == finding_codes()


@pytest.mark.parametrize("page", ["README.md", "README.ja.md"])
def test_every_exit_status_is_in_the_table(page: str) -> None:
    section = (
        text_of(page)
        .split("## Exit status\n" if page == "README.md" else "## 終了状態\n")[1]
        .split("\n## ")[0]
    )
    assert re.findall(r"^\| (\d+) \|", section, re.MULTILINE) == [str(int(status)) for status in Exit]


def test_every_command_that_is_named_exists() -> None:
    for page in PAGES:
        for command in re.findall(r"python -m pipeline ([a-z]+)", text_of(page)):
            assert command in COMMANDS, (page, command)
        for module in re.findall(r"python -m (tests[.a-z_]+)", text_of(page)):
            path = ROOT / module.replace(".", "/")
            assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), (page, module)
        for target in re.findall(r"(?:^|`| {4})make ([a-z-]+)", text_of(page), re.MULTILINE):
            assert re.search(rf"^{target}:.*## ", text_of("Makefile"), re.MULTILINE), (page, target)


def test_the_picture_of_the_readme_is_small() -> None:
    assert (ROOT / "docs" / "review.png").stat().st_size < 200_000
