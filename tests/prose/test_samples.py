"""The project's own sample papers, held against what was set in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from extractors.documents import split_documents
from extractors.prose import account
from tests.prose.papers import Read, read_blocks
from tests.samples import content_consultation, content_incident

if TYPE_CHECKING:
    from tests.samples.forms import Sample

SAMPLES = (content_consultation.sample(), content_incident.sample())


def read(sample: Sample) -> Read:
    flow = read_blocks(sample.blocks, sample.page)
    (part,) = split_documents(flow)
    return Read(flow, part)


@pytest.fixture(scope="module", params=SAMPLES, ids=lambda sample: sample.name)
def pair(request: pytest.FixtureRequest) -> tuple[Sample, Read]:
    sample: Sample = request.param
    return sample, read(sample)


def test_head(pair: tuple[Sample, Read]) -> None:
    (truth,) = pair[0].truth["documents"]
    fields = pair[1].fields
    for name in ("kind", "number", "label", "title", "fiscal_year"):
        assert getattr(fields, name) == truth[name], name
    assert fields.date == date.fromisoformat(truth["date"])
    assert (fields.received_date or "") == (
        date.fromisoformat(truth["received_date"]) if truth.get("received_date") else ""
    )
    assert (fields.subtitle or "").strip("（）") == (truth["subtitle"] or "")
    assert [{"bureau": d.bureau, "division": d.division} for d in fields.departments] == truth["departments"]


def test_outline(pair: tuple[Sample, Read]) -> None:
    headings = [(s.number_raw, s.heading) for s in pair[1].outline.sections]
    short = [
        t for t in pair[0].truth["sections"] if not t["heading"].endswith("。") and "の者" not in t["heading"]
    ]
    missing = [
        t
        for t in short
        if (t["number_raw"], t["heading"].replace("(", "（").replace(")", "）")) not in headings
    ]
    assert not missing


def test_items_and_counts(pair: tuple[Sample, Read]) -> None:
    for truth, case in zip(pair[0].truth["cases"], pair[1].prose.cases, strict=True):
        assert case.case_type == truth["case_type"]
        for name in ("count_min", "count_max", "count_unit"):
            if name in truth:
                assert getattr(case.quantity, name.removeprefix("count_")) == truth[name]
        if "items" in truth:
            expected = [(tuple(i["path"]), i["name"], i["qualifier"]) for i in truth["items"]]
            assert [(i.path, i.name, i.qualifier) for i in case.items] == expected


def test_no_line_is_lost(pair: tuple[Sample, Read]) -> None:
    read = pair[1]
    fates = account(read.part, read.fields, read.outline)
    assert [f.line.line.text for f in fates if f.place == "lost"] == []
    assert len(fates) == len(read.part.lines)
