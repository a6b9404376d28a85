"""Papers in the wording, numbering and layout of other municipalities: what they say, whatever they look like."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.prose.papers import ANSWER, INCIDENT, KAWASAKI, LABELS, SHINJUKU, STYLES, Read, read_all

if TYPE_CHECKING:
    from tests.samples.style import PageStyle

EVERY_STYLE = pytest.mark.parametrize("page", STYLES, ids=("serif", "gothic", "small", "digits"))


def one(paper: tuple[tuple[float, str], ...], page: PageStyle) -> Read:
    found = read_all((paper,), page)
    assert len(found) == 1
    return found[0]


@EVERY_STYLE
def test_heading_and_value_on_one_line(page: PageStyle) -> None:
    read = one(SHINJUKU, page)
    fields, (case,) = read.fields, read.prose.cases
    assert (fields.kind, fields.number, fields.date) == ("諮問", 12, date(2024, 7, 19))
    assert fields.title == "防災行政無線の戸別受信機の貸与に係る業務の委託について（諮問）"
    assert [(d.bureau, d.division) for d in fields.departments] == [("危機管理担当部", "危機管理課")]
    assert case.case_type == "outsourcing"
    assert case.title == "戸別受信機貸与事務に係る申請受付及び発送業務委託"
    assert (case.quantity.min, case.quantity.unit, case.quantity.period) == (1200, "件", "year")
    assert case.counterparty == ("株式会社青空配送（再委託先）",)
    assert (case.period.start_date, case.period.end_date) == (date(2024, 10, 1), date(2025, 3, 31))
    assert case.period.is_provisional is True
    assert case.uses_contractor_computer is True
    assert [(r.law, r.article, r.paragraph) for r in case.legal_basis] == [
        ("新宿区個人情報保護条例", 14, 1),
        ("新宿区個人情報保護条例", 16, 2),
    ]


@EVERY_STYLE
def test_items_keep_their_direction_and_their_groups(page: PageStyle) -> None:
    (case,) = one(SHINJUKU, page).prose.cases
    assert [(i.flow, i.path, i.name) for i in case.items] == [
        *(
            ("ward_to_contractor", (), name)
            for name in ("氏名", "住所", "電話番号", "避難行動要支援者名簿の登録番号")
        ),
        ("subject_to_contractor", ("対象者",), "設置場所"),
        ("subject_to_contractor", ("対象者",), "受取希望日時"),
        *(("subject_to_contractor", ("対象者", "緊急連絡先"), name) for name in ("氏名", "続柄", "電話番号")),
        ("subject_to_contractor", ("支援者",), "氏名"),
        ("subject_to_contractor", ("支援者",), "電話番号"),
    ]


@EVERY_STYLE
def test_roman_parts_are_cases_and_references_cross_them(page: PageStyle) -> None:
    read = one(KAWASAKI, page)
    change, outsourcing = read.prose.cases
    assert (change.case_type, outsourcing.case_type) == ("purpose_change", "outsourcing")
    assert outsourcing.subjects == change.subjects
    assert change.subjects[0].endswith("無作為に抽出した者")
    assert (change.period.start_date, change.period.start_precision) == (date(2023, 9, 11), "third")
    assert outsourcing.counterparty == ("株式会社みなと調査研究所", "港印刷株式会社（再委託先）")
    assert [(c.label, c.min) for c in outsourcing.quantity.breakdown] == [
        ("郵送による回答", 3800),
        ("インターネットによる回答", 1200),
    ]
    assert [(a.kind, a.stated, a.found, a.agrees) for a in read.prose.audits] == [
        ("breakdown", 5000, 5000, True)
    ]
    assert {i.flow for i in outsourcing.items if i.name == "文化活動への参加の状況" and i.is_open_ended} == {
        "subject_to_contractor"
    }


@EVERY_STYLE
def test_levels_follow_the_nesting(page: PageStyle) -> None:
    sections = one(KAWASAKI, page).outline.sections
    by_number = {s.number_raw.rstrip(".．"): s.level for s in sections}
    assert by_number["Ⅰ"] == 1
    assert by_number["ア"] == 3
    assert by_number["(ア)"] == 4
    parents = {s.ordinal: s.parent for s in sections}
    assert all(parent is None or parent < ordinal for ordinal, parent in parents.items())


@EVERY_STYLE
def test_headings_without_numbers(page: PageStyle) -> None:
    (case,) = one(LABELS, page).prose.cases
    assert case.case_type == "online_connection"
    assert case.counterparty == ("区立小学校", "区立中学校")
    assert [(i.name, i.qualifier) for i in case.items] == [
        ("利用者番号", None),
        ("氏名", None),
        ("メールアドレス", "希望者のみ"),
    ]
    assert (case.quantity.min, case.quantity.is_approximate) == (30000, True)
    assert (case.period.start_date, case.period.is_ongoing) == (date(2023, 4, 1), True)


@EVERY_STYLE
def test_incident_with_underlines_and_chronology(page: PageStyle) -> None:
    read = one(INCIDENT, page)
    (case,) = read.prose.cases
    assert (read.fields.kind, read.fields.label) == ("報告", None)
    assert case.case_type == "incident"
    printed = [i.name for i in case.items if i.special_care_basis == "printed"]
    assert printed == ["要介護状態区分", "認定審査会の意見"]
    assert [d.start for d in case.period.dates] == [date(2024, 1, 15), date(2024, 1, 17), date(2024, 1, 18)]
    assert case.quantity.min == 128
    assert [(b.label, b.min) for b in case.quantity.breakdown] == [("封入誤り", 120), ("宛名誤り", 8)]


@EVERY_STYLE
def test_answer_of_a_council(page: PageStyle) -> None:
    fields = one(ANSWER, page).fields
    assert (fields.kind, fields.number, fields.municipality) == ("答申", 7, "緑野市")
    assert fields.title == "学習用端末の利用に係る個人情報の取扱いについて（答申）"
    assert [(r.kind, r.number) for r in fields.references] == [("諮問", 31)]


@EVERY_STYLE
def test_papers_one_behind_another(page: PageStyle) -> None:
    found = read_all((SHINJUKU, KAWASAKI, LABELS, INCIDENT, ANSWER), page)
    assert [(r.fields.kind, r.fields.number) for r in found] == [
        ("諮問", 12),
        ("報告", 8),
        ("報告", 2),
        ("報告", None),
        ("答申", 7),
    ]
    pages = [number for r in found for number in range(r.part.page_first, r.part.page_last + 1)]
    assert pages == list(range(1, len(found[0].flow.pages) + 1))
