"""The files of the review site: what is in them, what is left alone, what a hostile document cannot do."""

from __future__ import annotations

import json
import re
import shutil
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.dictionary import Name
from pipeline.dictionary.findings import finding_codes
from pipeline.errors import UsageError
from pipeline.site.build import Pictures, Site, write_site
from pipeline.site.case_page import is_about
from pipeline.site.names import file_name
from pipeline.site.places import TableCells, place_of_field, places_of_attributes
from pipeline.site.render import prose
from tests.site.published import SAMPLES, case, document, item, publish_rows

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "</td><script>alert(1)</script><img src=x onerror=alert(2)> \"&amp;' \u2028 \u202e"


def finding(key: str, code: str, severity: str, message: str, **more: Any) -> dict[str, Any]:
    return {"finding_id": key, "code": code, "severity": severity, "message": message, **more}


def build(out: Path, folder: Path, **more: Any) -> Site:
    return write_site(out, SAMPLES, folder, **({"pictures": Pictures.none, "workers": 1} | more))


def test_every_case_and_document_has_its_page(site: Path, out: Path) -> None:
    for dataset, folder in (("cases", "cases"), ("documents", "documents")):
        keys = pq.read_table(out / dataset).column(f"{dataset[:-1]}_id").to_pylist()
        assert sorted(path.stem for path in (site / folder).iterdir()) == sorted(keys)


def test_every_link_leads_somewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        content = path.read_text(encoding="utf-8")
        for target in re.findall(r'(?:href|src)="([^"#]+)[^"]*"', content):
            assert (path.parent / target).exists(), f"{path.name} → {target}"
        assert "http:" not in content.replace("http-equiv", "")


def test_a_case_page_shows_every_field_of_the_case(site: Path, out: Path) -> None:
    rows = pq.read_table(out / "cases").to_pylist()
    row = next(r for r in rows if r["item_count"] > 20)
    content = (site / "cases" / f"{row['case_id']}.html").read_text(encoding="utf-8")
    for name, value in row.items():
        if isinstance(value, str) and name not in ("case_type", "origin", "start_precision"):
            assert value.replace("&", "&amp;") in content, name
    for name, text in row["attributes"]:
        assert name in content
        assert text in content


def test_only_pages_that_bear_something_get_a_picture(site: Path, out: Path) -> None:
    wanted = set()
    hashes = {d["document_id"]: d["source_sha256"][:16] for d in pq.read_table(out / "documents").to_pylist()}
    for dataset in ("cases", "items", "findings", "audits"):
        for row in pq.read_table(out / dataset).to_pylist():
            wanted |= {f"{hashes[row['document_id']]}-{place['page']}" for place in row["span"]}
    assert {path.name.rsplit("-", 1)[0] for path in (site / "pages").iterdir()} == wanted
    for path in (site / "pages").iterdir():
        with Image.open(path) as picture:
            assert picture.width == 1000
        assert path.stat().st_size < 300_000


def test_a_second_build_leaves_alone_what_has_not_changed(site: Path, out: Path, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    (folder / "cases" / "gone.html").write_text("left over")
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    build(out, folder, pictures=Pictures.marked)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert after.keys() == before.keys() - {folder / "cases" / "gone.html"}
    changed = {path.name for path in after if after[path] != before[path]}
    assert changed <= {".shingikai-site"}


def test_files_of_others_are_never_touched(out: Path, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_text("mine")
    with pytest.raises(UsageError, match="other files"):
        build(out, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["report.docx"]


def test_text_of_a_document_stays_text(tmp_path: Path) -> None:
    span = [{"page": 1, "x0": 0.0, "top": 0.0, "x1": 9.0, "bottom": 9.0}]
    own = case(1, title=HOSTILE, description=HOSTILE, attributes=[(HOSTILE, HOSTILE)], subjects=[HOSTILE])
    rows = {
        "documents": [document(0, title=HOSTILE, source_path=HOSTILE)],
        "cases": [own],
        "items": [item(own["case_id"], 1, name=HOSTILE, path=[HOSTILE])],
        "findings": [
            {"finding_id": "f", "document_id": own["document_id"], "source_path": HOSTILE, "severity": "error",
             "code": HOSTILE, "message": HOSTILE, "raw": HOSTILE, "span": span, "case_id": own["case_id"]}
        ],
        "audits": [
            {"audit_id": "a", "document_id": own["document_id"], "kind": "row_count", "statement_raw": HOSTILE}
        ],
        "sections": [{"section_id": "s", "document_id": own["document_id"], "heading": HOSTILE, "body": HOSTILE,
                      "resolved_body": HOSTILE}],
        "meetings": [{"meeting_id": "m", "document_id": own["document_id"], "place": HOSTILE}],
        "utterances": [{"utterance_id": "u", "meeting_id": "m", "kind": "speech", "text": HOSTILE}],
        "agenda_items": [{"agenda_item_id": "g", "meeting_id": "m", "kind": "報告", "title": HOSTILE, "refers": [HOSTILE]}],
        "tables": [{"table_id": "t", "document_id": own["document_id"], "kind": "case_list", "caption": HOSTILE,
                    "header": [HOSTILE]}],
    }  # fmt: skip
    out = publish_rows(tmp_path, rows)
    build(out, tmp_path / "site")
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) == 7
    for path in pages:
        content = path.read_text(encoding="utf-8")
        assert "<script>alert" not in content
        assert "<img" not in content
    script = (tmp_path / "site" / "data" / "cases.js").read_text(encoding="utf-8")
    payload = json.loads(script.removeprefix("window.SHINGIKAI = ").removesuffix(";\n"))
    assert payload["items"] == [f"{HOSTILE} {HOSTILE}"]


def test_a_key_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    key = "../../../outside"
    rows = {
        "documents": [document(0, document_id=key)],
        "cases": [case(1, case_id=key, document_id=key)],
    }
    folder = tmp_path / "deep" / "er" / "site"
    folder.parent.mkdir(parents=True)
    build(publish_rows(tmp_path, rows), folder)
    assert not list(tmp_path.rglob("outside*"))
    assert [path.name for path in (folder / "cases").iterdir()] == [f"{file_name(key)}.html"]


@given(st.text())
def test_file_names_are_harmless(key: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", file_name(key))


@given(st.sets(st.text(max_size=5), min_size=2, max_size=8))
def test_file_names_are_distinct(keys: set[str]) -> None:
    assert len({file_name(key) for key in keys}) == len(keys)


@pytest.mark.parametrize("trouble", ["missing", "changed", "broken"])
def test_a_pdf_that_cannot_be_drawn_costs_its_picture_only(tmp_path: Path, trouble: str) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    content = b"%PDF-1.7\nnothing in it"
    if trouble != "missing":
        (raw / "0.pdf").write_bytes(content)
    digest = sha256(content).hexdigest() if trouble == "broken" else "0" * 64
    rows = {"documents": [document(0, source_sha256=digest)], "cases": [case(1)]}
    done = write_site(
        publish_rows(tmp_path, rows), raw, tmp_path / "site", pictures=Pictures.marked, workers=1
    )
    assert done.trouble == ("0.pdf",)
    content = next((tmp_path / "site" / "cases").iterdir()).read_text(encoding="utf-8")
    assert '<rect class="case"' in content
    why = {"missing": "取り込みフォルダにない", "changed": "変わった", "broken": "作れません"}
    assert why[trouble] in content


def cell(row: int, column: int, top: float, **more: Any) -> dict[str, Any]:
    box = {"page": 1, "x0": 100.0 * column, "top": top, "x1": 100.0 * column + 100, "bottom": top + 20}
    return {"row": row, "column": column, "row_span": 1, "column_span": 1, "span": [box], **more}


def test_a_field_stands_in_the_cell_of_its_row_also_when_that_is_merged() -> None:
    merged = cell(0, 0, 100.0, row_span=2)
    cells = TableCells([cell(-1, 0, 80.0), merged, cell(0, 1, 100.0), cell(1, 1, 120.0)])
    own = case(
        1,
        attributes=[("部署名", "総務課"), ("手続名", "二つめ")],
        department_raw="総務課",
        title="二つめ",
        span=[{"page": 1, "x0": 0.0, "top": 120.0, "x1": 200.0, "bottom": 140.0}],
    )
    places = places_of_attributes(own, cells, [])
    assert places == {"部署名": merged["span"], "手続名": cell(1, 1, 120.0)["span"]}
    assert place_of_field("title", own, places) == places["手続名"]
    assert place_of_field("departments", own, places) == places["部署名"]
    assert place_of_field("count_min", own, places) == []


def test_a_field_that_is_no_text_stands_in_the_column_whose_header_names_it() -> None:
    own = case(1, attributes=[("委託の内容", "案件1"), ("要配慮個人情報（有/無）", "有")], special_care=True)
    box = [{"page": 1, "x0": 400.0, "top": 100.0, "x1": 500.0, "bottom": 130.0}]
    assert (
        place_of_field("special_care", own, {"委託の内容": own["span"], "要配慮個人情報（有/無）": box})
        == box
    )


def test_a_field_out_of_prose_stands_in_its_section_and_the_sections_below() -> None:
    def section(name: str, parent: str | None, top: float) -> dict[str, Any]:
        box = {"page": 2, "x0": 50.0, "top": top, "x1": 400.0, "bottom": top + 30}
        return {"section_id": name, "parent_id": parent, "heading": name, "number_raw": "", "span": [box]}

    own = case(
        1,
        origin="section",
        attributes=[("委託の期間", "(1) 開始")],
        period_raw="令和5年4月1日から",
        span=[{"page": 2, "x0": 50.0, "top": 90.0, "x1": 400.0, "bottom": 300.0}],
    )
    sections = [section("委託の期間", None, 100.0), section("開始", "委託の期間", 140.0)]
    places = places_of_attributes(own, None, sections)
    assert places == {"委託の期間": [{"page": 2, "x0": 50.0, "top": 100.0, "x1": 400.0, "bottom": 170.0}]}
    assert place_of_field("start_date", own, places) == places["委託の期間"]


def test_a_case_shows_the_findings_that_are_about_it() -> None:
    own = case(1)
    here, away = own["span"], [{**own["span"][0], "top": 200.0, "bottom": 210.0}]
    assert is_about({"case_id": own["case_id"], "span": []}, own)
    assert is_about({"case_id": None, "span": here}, own)
    assert not is_about({"case_id": None, "span": away}, own)
    assert not is_about({"case_id": None, "span": []}, own)
    assert not is_about({"case_id": "another", "span": here}, own)


def test_findings_are_explained_in_the_language_of_the_page(tmp_path: Path) -> None:
    span = [{"page": 1, "x0": 0.0, "top": 0.0, "x1": 9.0, "bottom": 9.0}]
    rows = {
        "documents": [document(0)],
        "cases": [case(1)],
        "findings": [
            finding("a", "unmapped_glyph", "warning", "about the whole file", source_path="0.pdf", span=span),
            finding("b", "number_gap", "warning", "from 1 to 3", source_path="0.pdf", span=span,
                    document_id=document()["document_id"], case_id=case(1)["case_id"], raw="3 その他"),
            finding("c", "encrypted", "error", "locked", source_path="locked.pdf"),
        ],
    }  # fmt: skip
    folder = tmp_path / "site"
    build(publish_rows(tmp_path, rows), folder)
    pages = {
        "findings.html": ("unmapped_glyph", "number_gap", "encrypted"),
        "quality.html": ("unmapped_glyph", "number_gap", "encrypted"),
        "index.html": ("encrypted",),
        f"documents/{document()['document_id']}.html": ("unmapped_glyph", "number_gap"),
        f"cases/{case(1)['case_id']}.html": ("number_gap",),
    }
    for name, codes in pages.items():
        content = (folder / name).read_text(encoding="utf-8")
        shown = {code for code, entry in finding_codes().items() if entry.meaning.ja in content}
        assert shown == set(codes), name
        for code in codes:
            entry = finding_codes()[code]
            for words in (entry.title, entry.meaning, entry.action):
                assert f'<span class="ja" lang="ja">{words.ja}</span>' in content
                assert f'<span class="en" lang="en">{words.en}</span>' in content
    assert "<q>3 その他</q>" in content
    assert '<span class="detail" lang="en">from 1 to 3</span>' in content


def test_what_stands_between_backticks_is_code() -> None:
    name = Name("`a < b` を", "run `x` & `y`")
    assert prose(name) == (
        '<span class="ja" lang="ja"><code>a &lt; b</code> を</span>'
        '<span class="en" lang="en">run <code>x</code> &amp; <code>y</code></span>'
    )
