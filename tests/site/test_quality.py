"""The quality report: what it counts, and what it shows of it."""

from __future__ import annotations

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.quality import quality_report
from pipeline.site.build import Pictures, write_site
from pipeline.site.data import Data
from pipeline.site.pictures import picture_name
from tests.pipeline.support import shingikai
from tests.site.published import SAMPLES, case, document, item, publish_rows

if TYPE_CHECKING:
    from pipeline.quality import Report


def finding(number: int, severity: str, code: str, path: str = "0.pdf", **more: Any) -> dict[str, Any]:
    return {
        "finding_id": f"f{number}",
        "source_path": path,
        "severity": severity,
        "code": code,
        "message": f"message {number}",
        **more,
    }


def table(name: str, kind: str, header: list[str]) -> dict[str, Any]:
    return {"table_id": name, "document_id": document()["document_id"], "kind": kind, "header": header}


def audit(number: int, *, agrees: bool) -> dict[str, Any]:
    return {
        "audit_id": f"a{number}",
        "document_id": document()["document_id"],
        "kind": "row_count",
        "agrees": agrees,
    }


def report_of(base: Path, rows: dict[str, list[dict[str, Any]]]) -> Report:
    out = publish_rows(base, rows)
    return quality_report(out, Data(out))


def test_files_and_totals_add_up(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        {
            "documents": [
                document(0, page_count=2, case_count=3),
                document(1, page_count=5, item_count=7),
                document(2, source_path="1.pdf", page_count=1),
            ],
            "audits": [audit(1, agrees=True), audit(2, agrees=False)],
            "findings": [finding(1, "error", "unreadable", "broken.pdf"), finding(2, "info", "no_date")],
        },
    )
    assert [file.source_path for file in report.files] == ["0.pdf", "1.pdf", "broken.pdf"]
    assert report.files[1].counts["documents"] == 2
    totals = report.totals
    assert (totals["documents"], totals["pages"], totals["cases"], totals["items"]) == (3, 8, 3, 7)
    assert (totals["audits"], totals["agreed"], totals["error"], totals["info"]) == (2, 1, 1, 1)


def test_codes_come_gravest_first_with_examples_of_different_files(tmp_path: Path) -> None:
    rows = [finding(n, "warning", "doubtful", f"{n % 2}.pdf") for n in range(9)]
    report = report_of(tmp_path, {"findings": [*rows, finding(9, "error", "lost")]})
    assert [(g.code, g.count, g.files) for g in report.codes] == [("lost", 1, 1), ("doubtful", 9, 2)]
    assert {row["source_path"] for row in report.codes[1].examples[:2]} == {"0.pdf", "1.pdf"}
    assert len(report.codes[1].examples) == 3


def test_coverage_tells_what_the_profiles_know(tmp_path: Path) -> None:
    own = case(1, period_raw="未定")
    other = case(2, case_type="other", period_raw="令和5年")
    other["start_date"] = None
    report = report_of(
        tmp_path,
        {
            "documents": [document()],
            "tables": [
                table("t1", "case_list", ["番号", "委託先", "なぞの欄"]),
                table("t2", "other", ["なぞ"]),
            ],
            "cases": [own, other],
            "items": [item(own["case_id"], 1), item(own["case_id"], 2, category="other", name="なぞの項目")],
        },
    )
    shares = {share.name: (share.known, share.total) for share in report.coverage}
    assert shares == {
        "columns_known": (2, 3),
        "tables_known": (1, 2),
        "cases_known": (1, 2),
        "dates_known": (0, 2),
        "items_known": (1, 2),
    }
    assert report.unknown_columns == [("なぞの欄", 1)]
    assert report.unknown_items == [("なぞの項目", 1)]


def test_nothing_is_no_percentage(tmp_path: Path) -> None:
    assert {share.percent for share in report_of(tmp_path, {}).coverage} == {None}


def second_publish(base: Path, rows: dict[str, list[dict[str, Any]]]) -> Path:
    """Rows published after those that are there."""
    out = base / "parquet"
    later = publish_rows(base / "later", rows)
    shutil.copytree(later / ".versions" / "000001", out / ".versions" / "000002")
    manifest = out / ".versions" / "000002" / "manifest.json"
    facts = json.loads(manifest.read_text(encoding="utf-8")) | {"number": "000002"}
    manifest.write_text(json.dumps(facts), encoding="utf-8")
    (out / ".current").unlink()
    (out / ".current").symlink_to(Path(".versions") / "000002")
    return out


def test_changes_since_the_publish_before(tmp_path: Path) -> None:
    first = {"documents": [document(extractor_version="a")], "cases": [case(1), case(2), case(3)]}
    publish_rows(tmp_path, first)
    then = {
        "documents": [document(extractor_version="b")],
        "cases": [case(1), case(2, title="別の件名"), case(4)],
    }
    out = second_publish(tmp_path, then)
    report = quality_report(out, Data(out))
    assert report.previous == "000001"
    changes = {change.dataset: change for change in report.changes}
    assert changes["cases"].added == [case(4)["case_id"]]
    assert changes["cases"].removed == [case(3)["case_id"]]
    assert changes["cases"].changed == [case(2)["case_id"]]
    assert changes["documents"].changed == []
    write_site(out, SAMPLES, tmp_path / "site", pictures=Pictures.none, workers=1)
    page = (tmp_path / "site" / "quality.html").read_text(encoding="utf-8")
    assert f"cases/{case(4)['case_id']}.html" in page
    assert f"cases/{case(1)['case_id']}.html" not in page


def test_the_first_publish_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    report = report_of(tmp_path, {})
    assert report.previous is None
    assert report.changes == []


def test_an_example_shows_its_part_of_the_page(tmp_path: Path) -> None:
    pdf = min(SAMPLES.glob("*.pdf"))
    digest = sha256(pdf.read_bytes()).hexdigest()
    place = {"page": 1, "x0": 60.0, "top": 300.0, "x1": 200.0, "bottom": 320.0}
    own = document(0, source_path=pdf.name, source_sha256=digest)
    rows = {
        "documents": [own],
        "findings": [
            finding(1, "warning", "doubtful", pdf.name, document_id=own["document_id"], span=[place])
        ],
    }
    write_site(publish_rows(tmp_path, rows), SAMPLES, tmp_path / "site", pictures=Pictures.marked, workers=1)
    page = (tmp_path / "site" / "quality.html").read_text(encoding="utf-8")
    assert 'viewBox="0 276.0 595.0 68.0"' in page
    assert f'href="pages/{picture_name(digest, 1)}"' in page


@pytest.mark.usefixtures("site")
def test_the_command_reports_in_short_and_as_json(out: Path, tmp_path: Path) -> None:
    done = shingikai("report", "--out", out, "--site", tmp_path / "site", "--raw", SAMPLES)
    assert done.returncode == 0, done.stderr
    assert "documents 8 " in done.stdout
    assert os.fspath(tmp_path / "site" / "quality.html") in done.stdout
    facts = json.loads(shingikai("report", "--json", "--out", out).stdout)
    assert facts["totals"]["documents"] == 8
    assert facts["totals"]["audits"] == facts["totals"]["agreed"]
    assert set(facts["files"]) == {path.name for path in SAMPLES.glob("*.pdf")}


def test_the_commands_say_what_is_wrong(tmp_path: Path) -> None:
    for command in ("site", "report"):
        done = shingikai(command, "--out", tmp_path / "nothing", "--site", tmp_path / "site")
        assert done.returncode == 2
        assert "run `shingikai ingest`" in done.stderr
    assert not (tmp_path / "site").exists()
