"""From an extraction to rows."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

from extractors.findings import Finding
from extractors.geometry import BBox, Place
from extractors.model import AgendaItem, Attendee, Document, Extraction, Meeting, Utterance
from extractors.pages import FileInfo
from normalizers.departments import Department
from pipeline.council import default_council
from pipeline.packages import to_batches
from pipeline.records import Source, rows_of
from pipeline.records.values import instant
from pipeline.rules import violations
from pipeline.schema import EXTRACTED
from pipeline.spans import span_array
from tests.pipeline import fakes

if TYPE_CHECKING:
    from pipeline.records import Row

SOURCE = Source("0123456789abcdef" * 4, "v1", {1: (595.0, 842.0), 2: (842.0, 595.0)})


def meeting() -> Meeting:
    span = fakes.span()
    return Meeting(
        council="見本市審議会",
        session_raw="令和5年度第3回",
        fiscal_year=2023,
        number=3,
        date=date(2023, 9, 1),
        start_time="10:00",
        end_time="11:30",
        place="第1会議室",
        observers=0,
        attendees=(Attendee("会長", "見本 太郎", None, is_present=True),),
        agenda=(AgendaItem(1, "(1)", "諮問", "見本について", ("諮問第1号",), "approved", "承認", (), span),),
        utterances=(
            Utterance(0, None, "speech", "会長", "会長", None, "開会します。", span),
            Utterance(1, 1, "note", None, None, None, "（異議なし）", span),
        ),
        span=span,
        attributes={"開催方法": "対面"},
    )


def rows(document: Document, *findings: Finding) -> dict[str, list[Row]]:
    info = FileInfo(2, producer="maker", created="2024-05-01T09:00:00+09:00")
    made = rows_of(Extraction(info, (document,), findings), SOURCE, default_council())
    return {name: list(some) for name, some in made.items()}


@pytest.fixture
def document() -> Document:
    return replace(
        fakes.document({"seed": 1}),
        meeting=meeting(),
        page_last=2,
        departments=(Department("見本部", "見本課", "見本部見本課"),),
    )


def test_every_column_of_every_dataset_is_filled(document: Document) -> None:
    for name, some in rows(document, Finding("odd", "info", "Odd.")).items():
        assert some, name
        assert all(list(row) == EXTRACTED[name].schema().names for row in some), name


def test_rows_fit_the_schemas_and_hold_the_rules(document: Document) -> None:
    batches = to_batches(rows(document), {})
    assert violations({name: pa.Table.from_batches([batch]) for name, batch in batches.items()}) == []


def test_ids_come_from_the_content_and_the_place(document: Document) -> None:
    made = rows(document)
    assert [row["document_id"] for row in made["documents"]] == ["0123456789abcdef-01"]
    assert [row["case_id"] for row in made["cases"]] == [f"0123456789abcdef-01-c000{n}" for n in (1, 2)]
    assert made["items"][0]["item_id"] == "0123456789abcdef-01-c0001-i0001"
    assert made["sections"][1]["parent_id"] == made["sections"][0]["section_id"]
    assert made["sections"][1]["resolved_from"] == [made["sections"][0]["section_id"]]
    assert made["utterances"][0]["agenda_item_id"] is None
    assert made["utterances"][1]["agenda_item_id"] == made["agenda_items"][0]["agenda_item_id"]
    assert made["cases"][0]["table_id"] == made["tables"][0]["table_id"]


def test_counts_of_a_document_are_those_of_its_rows(document: Document) -> None:
    made = rows(document, Finding("about_the_file", "info", "x"))
    row = made["documents"][0]
    assert (row["case_count"], row["item_count"], row["table_count"], row["page_count"]) == (2, 4, 1, 2)
    assert row["finding_count"] == 1


def test_a_finding_is_tied_to_the_case_it_stands_in(document: Document) -> None:
    box = BBox(60, 201, 70, 209)
    doubts = (
        Finding("doubtful", "warning", "in the first case", "", (Place(1, box),)),
        Finding("doubtful", "warning", "on another page", "", (Place(2, box),)),
        Finding("unknown", "warning", "a code that no case names", "", (Place(1, box),)),
        Finding("doubtful", "warning", "about the whole document"),
    )
    made = rows(replace(document, findings=doubts))["findings"]
    assert [row["case_id"] for row in made] == ["0123456789abcdef-01-c0001", None, None, None]


@pytest.mark.parametrize(
    ("day", "regime"),
    [(date(2023, 3, 31), "ordinance_1992"), (date(2023, 4, 1), "act_2023"), (None, None)],
)
def test_the_legal_regime_follows_the_date(document: Document, day: date | None, regime: str | None) -> None:
    assert rows(replace(document, date=day))["documents"][0]["legal_regime"] == regime


def test_the_municipality_code_has_its_check_digit() -> None:
    """JIS X 0402: 11 minus the weighted sum modulo 11, last digit."""
    code = default_council().municipality_code
    weighted = sum(int(digit) * weight for digit, weight in zip(code[:5], (6, 5, 4, 3, 2), strict=True))
    assert int(code[5]) == (11 - weighted % 11) % 10


@pytest.mark.parametrize(
    ("council", "strange"),
    [
        ("緑野市情報公開審査会", True),
        ("緑野県個人情報保護審議会", True),
        ("南部広域連合個人情報保護審査会", True),
        ("世田谷区情報公開・個人情報保護審議会", False),
        ("東京都世田谷区情報公開審査会", False),
        ("情報公開・個人情報保護審議会", False),
        (None, False),
    ],
)
def test_a_paper_of_another_municipality_is_a_finding(
    document: Document, council: str | None, strange: bool
) -> None:
    before = rows(replace(document, council=None))["documents"][0]["finding_count"]
    made = rows(replace(document, council=council))
    assert [row["code"] == "other_municipality" for row in made["findings"]].count(True) == strange
    assert made["documents"][0]["finding_count"] == before + strange


def test_spans_end_at_the_edges_of_their_page() -> None:
    span = (Place(2, BBox(-3.0, 10.0, 900.0, 1e9)), Place(7, BBox(-3.0, 0.0, 1.0, 1.0)))
    lost = (Place(2, BBox(math.nan, 0, 1, 1)),)
    (inside, unknown), none, (odd,) = span_array([span, (), lost], {2: (842.0, 595.0)}).to_pylist()
    assert inside == {"page": 2, "x0": 0.0, "top": 10.0, "x1": 842.0, "bottom": 595.0}
    assert unknown["x0"] == -3.0
    assert none == []
    assert math.isnan(odd["x0"])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024-05-01T09:00:00+09:00", datetime(2024, 5, 1, tzinfo=UTC)),
        ("0001-01-01T00:00:00+09:00", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_instants_are_in_utc(text: str | None, wanted: datetime | None) -> None:
    assert instant(text) == wanted
