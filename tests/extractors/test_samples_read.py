"""The sample PDFs and the shared papers come out as their truth says: tables, cases and audits."""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from extractors.errors import ReadError
from extractors.extract import extract_file, read_tables
from tests.samples.generate import ENVIRONMENT_FILE, PDF_FOLDER, TRUTH_FOLDER
from tests.shared import ROOT, needs_shared, shared_json, shared_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extractors.geometry import Span
    from extractors.model import Case, Extraction, Table

NAMES = sorted(path.stem for path in TRUTH_FOLDER.glob("*.json") if path != ENVIRONMENT_FILE)


def truth_of(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((TRUTH_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@cache
def extracted(name: str) -> Extraction:
    return extract_file(PDF_FOLDER / f"{name}.pdf")


def squeezed(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def flat(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    return [[squeezed(text) for text in row] for row in rows]


def tables_of(name: str) -> list[Table]:
    return [table for document in extracted(name).documents for table in document.tables]


def cases_of(name: str) -> list[Case]:
    return [case for document in extracted(name).documents for case in document.cases]


@pytest.mark.parametrize("name", NAMES)
def test_tables_of_a_sample_are_exact(name: str) -> None:
    expected = truth_of(name)["tables"]
    tables = tables_of(name)
    assert len(tables) == len(expected)
    for table, truth in zip(tables, expected, strict=True):
        assert flat([table.header]) == flat([truth["header"]])
        assert flat(table.rows) == flat(truth["rows"])
        assert list(table.pages) == truth["pages"]
        spans = sorted(
            [cell.row, cell.column, cell.row_span, cell.column_span]
            for cell in table.cells
            if (cell.row_span, cell.column_span) != (1, 1)
        )
        assert spans == sorted(truth["spans"])
        # A caption stands just above its table; where a sentence comes between, there is none.
        assert table.caption == "" or squeezed(truth["caption"]) in squeezed(table.caption)


@pytest.mark.parametrize("name", NAMES)
def test_a_cell_breaks_only_where_its_paragraphs_do(name: str) -> None:
    """A break that stays must have been set; one that is lost stood at the end of a full line and cannot be told."""
    for table, truth in zip(tables_of(name), truth_of(name)["tables"], strict=True):
        for row, known in zip(table.rows, truth["rows"], strict=True):
            for text, whole in zip(row, known, strict=True):
                parts = [squeezed(part) for part in text.split("\n")]
                breaks = {len("".join(parts[:k])) for k in range(1, len(parts))}
                asked = [squeezed(part) for part in whole.split("\n")]
                assert breaks <= {len("".join(asked[:k])) for k in range(1, len(asked))}, text


@pytest.mark.parametrize("name", NAMES)
def test_boxes_lie_where_the_tables_were_set(name: str) -> None:
    for table, truth in zip(tables_of(name), truth_of(name)["tables"], strict=True):
        for place, box in zip(table.span, truth["boxes"], strict=True):
            assert place.page == box["page"]
            assert tuple(place.box) == pytest.approx([box[k] for k in ("x0", "top", "x1", "bottom")], abs=1.5)


# --- cases ------------------------------------------------------------------------------------------------------------

VALUES = ("row_number", "case_type", "participants", "special_care", "ordinance_special_care")
TEXTS = ("business", "title", "description", "implementing_body", "department_raw", "items_raw")

with_rows = [name for name in NAMES if any("row_number" in case for case in truth_of(name).get("cases", ()))]


def test_three_samples_have_case_tables() -> None:
    assert len(with_rows) == 3


def published(case: Case) -> dict[str, Any]:
    """The fields of a case in the terms of the truth."""
    start = case.period.start_date
    return {
        **{key: getattr(case, key) for key in VALUES},
        **{key: squeezed(getattr(case, key)) for key in TEXTS},
        "main_text": squeezed(case.description),
        "period_raw": squeezed(case.period.raw),
        "start_date": start.isoformat() if start else None,
        "items": [
            {
                "path": list(item.path),
                "name": item.name,
                "qualifier": item.qualifier,
                "is_open_ended": item.is_open_ended,
            }
            for item in case.items
            if not item.is_common
        ],
    }


@pytest.mark.parametrize("name", with_rows)
def test_cases_of_a_table_have_every_field(name: str) -> None:
    expected = truth_of(name)["cases"]
    assert len(cases_of(name)) == len(expected) > 10
    for case, truth in zip(cases_of(name), expected, strict=True):
        found = published(case)
        wanted = {
            key: squeezed(value)
            if isinstance(value, str) and key not in {"case_type", "start_date"}
            else value
            for key, value in truth.items()
        }
        assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("name", with_rows)
def test_common_items_are_added_to_every_row(name: str) -> None:
    common = truth_of(name)["documents"][0].get("common_items") or []
    for case in cases_of(name):
        assert [item.name for item in case.items if item.is_common] == common
        assert [item.ordinal for item in case.items] == list(range(len(case.items)))


@pytest.mark.parametrize("name", with_rows)
def test_attributes_keep_every_column(name: str) -> None:
    tables = tables_of(name)
    for case in cases_of(name):
        assert case.table is not None
        table = tables[case.table]
        row = table.rows[case.ordinal]
        assert list(case.attributes.values()) == list(row)
        assert [key for key in case.attributes if not key.startswith("column ")] == [
            key for key in table.header if key
        ]


def text_in(document: pypdfium2.PdfDocument, span: Span) -> str:
    """What PDFium finds in the places of a span."""
    found = ""
    for number, (x0, top, x1, bottom) in span:
        page = document[number - 1]
        height = page.get_height()
        found += page.get_textpage().get_text_bounded(x0, height - bottom, x1, height - top)
    return squeezed(found)


@pytest.mark.parametrize("name", with_rows)
def test_the_words_of_a_case_stand_where_it_says(name: str) -> None:
    document = pypdfium2.PdfDocument(PDF_FOLDER / f"{name}.pdf")
    tables = tables_of(name)
    for case in cases_of(name)[::4]:
        assert case.table is not None
        text = text_in(document, case.span)
        for value in (case.title, case.implementing_body):
            assert squeezed(value) in text
        by_place = tables[case.table].by_place()
        for column, printed in enumerate(tables[case.table].rows[case.ordinal]):
            here = text_in(document, by_place[case.ordinal, column].span)
            assert sorted(here) == sorted(squeezed(printed))
    document.close()


# --- audits -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in NAMES if truth_of(name).get("documents")])
def test_audits_are_those_of_the_paper_and_agree(name: str) -> None:
    for document, truth in zip(extracted(name).documents, truth_of(name)["documents"], strict=True):
        found = [(audit.kind, audit.stated, audit.found, audit.agrees) for audit in document.audits]
        for audit in truth["audits"]:
            assert (audit["kind"], audit["stated"], audit["found"], audit["agrees"]) in found, audit["what"]
        assert all(audit.agrees for audit in document.audits)
        assert all(audit.span for audit in document.audits)


# --- papers that are shared with others -------------------------------------------------------------------------------


def row_errors(found: Sequence[Sequence[str]], truth: dict[str, Any]) -> int:
    """Rows that are not exact; places that a merged cell covers may be blank."""
    blank = {tuple(place) for place in truth.get("fill_mask") or ()}
    errors = 0
    for number, (row, known) in enumerate(zip_longest(flat(found), flat(truth["rows"]), fillvalue=None)):
        errors += (
            row is None
            or known is None
            or len(row) != len(known)
            or any(
                a != b and (a or (number, c) not in blank)
                for c, (a, b) in enumerate(zip(row, known, strict=True))
            )
        )
    return errors


@needs_shared
@pytest.mark.parametrize("name", shared_names("corpus", "*.json"))
def test_shared_papers_are_exact(name: str) -> None:
    known = shared_json("corpus", name)
    path = ROOT / "corpus" / known["file"]
    if known["expect"] == "unreadable":
        with pytest.raises(ReadError):
            read_tables(path)
        return
    tables = read_tables(path)
    assert len(tables) == len(known["tables"])
    for table, truth in zip(tables, known["tables"], strict=True):
        assert row_errors(table.rows, truth) == 0
        assert flat([table.header]) == flat([truth["header"]])


@needs_shared
def test_real_papers_are_nearly_exact() -> None:
    """Rows found as they stand, in any table of the selected pages: the share that the project promises."""
    total = exact = 0
    for name in shared_names("real/truth", "*.json"):
        known = shared_json("real/truth", name)
        first, last = known["pages"][0], known["pages"][-1]
        tables = [
            table
            for table in read_tables(ROOT / "real" / known["file"])
            if any(first <= page <= last for page in table.pages)
        ]
        rows = [row for table in tables for row in flat([table.header, *table.rows])]
        for truth in known["tables"]:
            others = {(row, column): set(flat([texts])[0]) for row, column, texts in truth.get("alt", ())}
            for number, row in enumerate(flat(truth["rows"])):
                total += 1
                exact += any(
                    len(found) == len(row)
                    and all(
                        a == b or a in others.get((number, column), ())
                        for column, (a, b) in enumerate(zip(found, row, strict=True))
                    )
                    for found in rows
                )
    assert total > 500
    assert exact / total >= 0.97
