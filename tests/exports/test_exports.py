"""What is published, read back out of every other format with tools of others."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import UTC, date, datetime
from io import StringIO
from typing import TYPE_CHECKING, Any

import duckdb
import frictionless
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dictionary import dictionary
from pipeline.dictionary.findings import finding_codes
from pipeline.errors import UsageError
from pipeline.exports import FORMATS, export
from pipeline.exports.codes import code_rows
from pipeline.exports.csv_files import cell_text
from pipeline.exports.flat import flat
from pipeline.exports.workbook import CUT, LONGEST
from pipeline.schema import DATASETS
from pipeline.terminal import spreadsheet_safe
from tests.pipeline.support import shingikai
from tests.site.published import case, document, publish_rows, publish_samples

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_samples(tmp_path_factory.mktemp("samples"))


def rows(out: Path, dataset: str) -> list[dict[str, Any]]:
    return pq.read_table(out / dataset).to_pylist()


def test_csv_is_utf8_with_a_mark_and_has_all_rows(out: Path, tmp_path: Path) -> None:
    export(out, "csv", tmp_path)
    for name in DATASETS:
        data = (tmp_path / f"{name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert not data[3:].startswith(b"\xef\xbb\xbf")
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            read = list(csv.DictReader(file))
        assert len(read) == len(rows(out, name))
        assert not read or list(read[0]) == [column.name for column in DATASETS[name].columns]


def test_csv_tells_what_the_data_tell(out: Path, tmp_path: Path) -> None:
    export(out, "csv", tmp_path)
    frame = pd.read_csv(tmp_path / "cases.csv", parse_dates=["start_date"])
    truth = pd.read_parquet(out / "cases")
    assert frame["case_id"].tolist() == truth["case_id"].tolist()
    assert frame["item_count"].sum() == truth["item_count"].sum()
    assert frame["start_date"].dt.date.dropna().tolist() == truth["start_date"].dropna().tolist()
    with_office = truth[truth["departments"].map(len) > 0].iloc[0]
    office = with_office["departments"][0]
    told = frame.set_index("case_id").loc[with_office["case_id"], "departments"]
    assert told.startswith(f"{office['bureau']} {office['division']}")


def test_the_data_package_of_the_csv_files_is_valid(out: Path, tmp_path: Path) -> None:
    export(out, "csv", tmp_path)
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert report.valid, report.flatten(["name", "type", "note"])[:5]
    counted = [*(len(rows(out, name)) for name in DATASETS), len(list(code_rows()))]
    assert [task.stats["rows"] for task in report.tasks] == counted


def test_the_data_package_beside_the_parquet_is_valid_and_finds_a_damaged_copy(
    out: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(out, copy, ignore=shutil.ignore_patterns(".*"))
    assert frictionless.validate(copy / "datapackage.json").valid
    assert len(pd.read_parquet(copy / "cases")) == len(rows(out, "cases"))
    with (copy / "cases" / "cases.parquet").open("ab") as file:
        file.write(b"x")
    assert not frictionless.validate(copy / "datapackage.json").valid


def test_descriptions_show_up_in_pandas(out: Path) -> None:
    frame = pd.read_parquet(out / "cases")
    assert frame.attrs["columns"]["start_date"] == "First day"
    assert frame.attrs["columns"].keys() == set(frame.columns)


@pytest.mark.parametrize(
    ("column", "wrong", "kind"),
    [
        ("case_type", "no_such_type", "constraint-error"),
        ("start_date", "令和5年", "type-error"),
        ("document_id", "x", "foreign-key"),
    ],
)
def test_the_data_package_finds_what_is_wrong(
    out: Path, tmp_path: Path, column: str, wrong: str, kind: str
) -> None:
    export(out, "csv", tmp_path)
    frame = pd.read_csv(tmp_path / "cases.csv", dtype=str, keep_default_na=False)
    frame.loc[0, column] = wrong
    frame.to_csv(tmp_path / "cases.csv", index=False, encoding="utf-8-sig")
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert kind in {error[0] for error in report.flatten(["type"])}


FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "'=1",
    "＝1+1",
    "＋A1",
    "－A1",
    "＠x",
    "=cmd|' /C calc'!A0",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_runs_as_a_formula(tmp_path: Path, text: str) -> None:
    out = publish_rows(tmp_path, {"documents": [document()], "cases": [case(1, title=text, subjects=[text])]})
    export(out, "csv", tmp_path / "csv")
    with (tmp_path / "csv" / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["title"] == row["subjects"] == "'" + text
    export(out, "xlsx", tmp_path / "xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "xlsx" / "shingikai.xlsx")["案件"]
    cell = next(c for c in sheet[2] if isinstance(c.value, str) and text.strip() in c.value)
    assert cell.data_type == "s"


@pytest.mark.parametrize("text", ["-", "－", "-5", "+1,234", "-12.5%", "令和5年", "", "(1)"])
def test_what_cannot_run_is_left_as_it_is(text: str) -> None:
    assert spreadsheet_safe(text) == text


@given(st.text())
def test_taking_the_apostrophe_away_gives_the_text_back(text: str) -> None:
    safe = spreadsheet_safe(text)
    assert (safe.removeprefix("'")) == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_survives_csv(text: str) -> None:
    file = StringIO()
    csv.writer(file).writerow([cell_text("title", text), "end"])
    read = next(csv.reader(StringIO(file.getvalue(), newline="")))
    assert read == [spreadsheet_safe(text), "end"]


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("departments", [{"bureau": "総務部", "division": "総務課"}, {"bureau": None, "division": "国際課"}], "総務部 総務課; 国際課"),
        ("subjects", ["申込者", "保護者"], "申込者; 保護者"),
        ("counts", [{"label": "窓口", "min": 3, "max": 5, "unit": "件", "raw": ""}], "窓口 3-5 件"),
        ("dates", [{"start": date(2023, 4, 1), "end": date(2023, 4, 1), "precision": "day", "raw": ""}], "2023-04-01"),
        ("attributes", [("番号", "1"), ("手続名", "申込み")], "番号: 1\n手続名: 申込み"),
        ("attendees", [{"role": "委員", "name": "甲", "affiliation": "区民", "is_present": False}], "委員 甲 (区民) 欠席"),
        ("span", [{"page": 2, "x0": 1.0, "top": 2.0, "x1": 3.25, "bottom": 4.0}], "p2 1.0 2.0 3.2 4.0"),
        ("references", [{"kind": "諮問", "number": 7, "raw": "諮問第7号"}], "諮問第7号"),
        ("findings", None, ""),
    ],
)  # fmt: skip
def test_nested_values_read_as_text(column: str, value: Any, text: str) -> None:
    assert flat(column, value) == text


def test_the_workbook_speaks_japanese_and_keeps_dates_and_numbers(out: Path, tmp_path: Path) -> None:
    export(out, "xlsx", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "shingikai.xlsx")
    assert book.sheetnames == ["項目一覧", *(entry.title for entry in dictionary().values())]
    cases = rows(out, "cases")
    sheet = book["案件"]
    head = [c.value for c in sheet[1]]
    assert sheet.max_row == len(cases) + 1
    assert sheet.freeze_panes == "A2"
    assert "case_type" in sheet.cell(1, head.index("案件種別") + 1).comment.text
    for number, row in enumerate(cases[:20], start=2):
        told = dict(zip(head, [c.value for c in sheet[number]], strict=True))
        assert told["案件ID"] == row["case_id"]
        assert told["案件種別"] in {"電子申請", "ビデオ会議", "外部委託"}
        assert told["項目数"] == row["item_count"]
        assert told["開始日"] == (
            datetime.combine(row["start_date"], datetime.min.time()) if row["start_date"] else None
        )


def test_the_workbook_tells_findings_in_japanese_with_what_to_do(tmp_path: Path) -> None:
    told = {"finding_id": "f", "code": "number_gap", "severity": "warning", "message": "from 1 to 3"}
    out = publish_rows(
        tmp_path,
        {"documents": [document()], "cases": [case(1, findings=["number_gap"])], "findings": [told]},
    )
    export(out, "xlsx", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "shingikai.xlsx")
    entry = finding_codes()["number_gap"]
    head, row = ([cell.value for cell in line] for line in book["所見"].iter_rows(max_row=2))
    shown = dict(zip(head, row, strict=True))
    assert shown["コード"] == entry.title.ja
    assert shown["重さ"] == "警告"
    assert shown["説明"] == f"{entry.meaning.ja}{entry.action.ja}\nfrom 1 to 3"
    assert entry.title.ja in [cell.value for cell in book["案件"][2]]


def test_a_day_before_excel_can_count_is_text(tmp_path: Path) -> None:
    days = [date(1889, 2, 11), date(1900, 12, 31), date(1901, 1, 1)]
    cases = [case(n, start_date=day) for n, day in enumerate(days)]
    export(publish_rows(tmp_path, {"documents": [document()], "cases": cases}), "xlsx", tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "shingikai.xlsx")["案件"]
    place = [cell.value for cell in sheet[1]].index("開始日")
    shown = [line[place].value for line in sheet.iter_rows(min_row=2)]
    assert shown == ["1889-02-11", "1900-12-31", datetime(1901, 1, 1)]  # noqa: DTZ001 - Excel has no zones


def test_a_text_that_is_too_long_for_excel_says_so(tmp_path: Path) -> None:
    out = publish_rows(
        tmp_path, {"documents": [document()], "cases": [case(1, description="長" * (LONGEST + 1))]}
    )
    export(out, "xlsx", tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "shingikai.xlsx")["案件"]
    assert next(c.value for c in sheet[2] if str(c.value).startswith("長")).endswith(CUT)


def test_the_workbook_goes_on_on_another_sheet_when_one_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.exports.workbook.LAST_ROW", 2)
    out = publish_rows(tmp_path, {"documents": [document()], "cases": [case(n) for n in range(5)]})
    export(out, "xlsx", tmp_path)
    book = openpyxl.load_workbook(tmp_path / "shingikai.xlsx")
    sheets = [name for name in book.sheetnames if name.startswith("案件")]
    assert sheets == ["案件", "案件 (2)", "案件 (3)"]
    assert [book[name].max_row for name in sheets] == [3, 3, 2]


def test_equal_data_give_an_equal_workbook(out: Path, tmp_path: Path) -> None:
    paths = [export(out, "xlsx", tmp_path / name)[0] for name in ("a", "b")]
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_duckdb_has_tables_nested_values_and_comments(out: Path, tmp_path: Path) -> None:
    [path] = export(out, "duckdb", tmp_path)
    with duckdb.connect(path, read_only=True) as database:
        for name in DATASETS:
            [(count,)] = database.sql(f'SELECT count(*) FROM "{name}"').fetchall()
            assert count == len(rows(out, name))
        comments = dict(
            database.sql(
                "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'cases'"
            ).fetchall()
        )
        assert (
            comments["case_type"] == "案件種別: What kind of matter it is; closed list of the data contract"
        )
        assert all(comments.values())
        offices = database.sql("SELECT DISTINCT unnest(departments).bureau FROM cases").fetchall()
        assert ("障害福祉部",) in offices
        [(table,)] = database.sql("SELECT comment FROM duckdb_tables() WHERE table_name = 'cases'").fetchall()
        assert table.startswith("案件 ")


def test_times_in_duckdb_need_no_library_and_no_zone(out: Path, tmp_path: Path) -> None:
    [path] = export(out, "duckdb", tmp_path)
    with duckdb.connect(path, read_only=True) as database:
        database.execute("SET TimeZone = 'Asia/Tokyo'")
        [(started,)] = database.sql("SELECT started_at FROM runs").fetchall()
        [(comment,)] = database.sql(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'runs' AND column_name = 'started_at'"
        ).fetchall()
    assert started.replace(tzinfo=UTC) == rows(out, "runs")[0]["started_at"]
    assert comment.endswith("(UTC)")


def test_every_coded_value_of_the_data_has_its_names_in_the_table_of_codes(out: Path, tmp_path: Path) -> None:
    [path] = export(out, "duckdb", tmp_path)
    with duckdb.connect(path, read_only=True) as database:
        coded = database.sql('SELECT DISTINCT dataset, "column" FROM codes').fetchall()
        assert ("items", "category") in coded
        for dataset, column in coded:
            missing = database.sql(
                f'SELECT DISTINCT "{column}" FROM "{dataset}" WHERE "{column}" IS NOT NULL AND "{column}" NOT IN '
                f"(SELECT code FROM codes WHERE dataset = '{dataset}' AND \"column\" = '{column}')"
            ).fetchall()
            assert not missing, (dataset, column)
        [(meaning,)] = database.sql("SELECT meaning_ja FROM codes WHERE code = 'encrypted'").fetchall()
    assert meaning.startswith(finding_codes()["encrypted"].meaning.ja)


def test_boxes_in_json_have_the_digits_that_say_something(tmp_path: Path) -> None:
    box = {"page": 1, "x0": 97.7, "top": 106.9, "x1": 550.125, "bottom": 118.9}
    out = publish_rows(tmp_path, {"documents": [document()], "cases": [case(1, span=[box])]})
    export(out, "jsonl", tmp_path)
    assert json.loads((tmp_path / "cases.jsonl").read_text(encoding="utf-8"))["span"] == [box]


def test_json_lines_keep_nested_values(out: Path, tmp_path: Path) -> None:
    export(out, "jsonl", tmp_path)
    for name in DATASETS:
        lines = (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(rows(out, name))
    read = [json.loads(line) for line in (tmp_path / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
    truth = rows(out, "cases")
    assert [r["departments"] for r in read] == [t["departments"] for t in truth]
    assert [list(r["attributes"].items()) for r in read] == [t["attributes"] for t in truth]
    assert [r["start_date"] for r in read] == [t["start_date"] and str(t["start_date"]) for t in truth]


def test_polars_reads_every_format_that_it_knows(out: Path, tmp_path: Path) -> None:
    export(out, "csv", tmp_path)
    export(out, "jsonl", tmp_path)
    truth = rows(out, "cases")
    days = [row["start_date"] for row in truth]
    parquet = pl.read_parquet(out / "cases")
    assert parquet["start_date"].to_list() == days
    assert parquet["departments"].to_list() == [row["departments"] for row in truth]
    frame = pl.read_csv(tmp_path / "cases.csv", try_parse_dates=True, infer_schema_length=None)
    assert frame["start_date"].to_list() == days
    assert frame["is_ongoing"].to_list() == [row["is_ongoing"] for row in truth]
    lines = pl.read_ndjson(tmp_path / "items.jsonl", infer_schema_length=None)
    assert lines["path"].to_list() == [row["path"] for row in rows(out, "items")]


def test_a_time_is_written_the_same_everywhere() -> None:
    assert cell_text("started_at", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)) == "2026-01-02T03:04:05.000000Z"


@pytest.mark.parametrize("kind", FORMATS)
def test_the_command_writes_every_format(out: Path, tmp_path: Path, kind: str) -> None:
    done = shingikai("export", "--format", kind, "--out", out, "--to", tmp_path / "to")
    assert done.returncode == 0, done.stderr
    told = sorted(done.stdout.split())
    assert told == sorted(str(path) for path in (tmp_path / "to").iterdir())


def test_without_data_the_command_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="run `shingikai ingest`"):
        export(tmp_path / "nothing", "csv", tmp_path)
    done = shingikai("export", "--format", "csv", "--out", tmp_path / "nothing", "--to", tmp_path)
    assert done.returncode == 2


def test_data_of_another_version_are_told_apart(tmp_path: Path) -> None:
    out = publish_rows(tmp_path, {"documents": [document()]})
    path = out / ".current" / "items" / "items.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["dpv"]), path)
    with pytest.raises(UsageError, match="another version"):
        export(out, "csv", tmp_path / "to")
