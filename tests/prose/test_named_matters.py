"""Several 諮問 in one paper, each under its number and title."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.prose.named_matters import heading_label
from tests.prose.test_documents import documents, head
from tests.prose.test_facts import cases, lines, names
from tests.samples.blocks import Text

COUNCIL = ("5緑総第9号", "次の事項の諮問について", "総務部文書課")
POOL = (
    Text("1　委託先　株式会社みずうみ", indent=1),
    Text("2　個人情報の項目　氏名、泳力", indent=1),
    Text("3　委託期間　令和5年6月1日から令和5年9月30日まで", indent=1),
)
BUS = (
    Text("1　提供先　緑野交通株式会社", indent=1),
    Text("2　個人情報の項目　氏名、乗車する停留所", indent=1),
    Text("3　提供時期　令和5年10月", indent=1),
)


@pytest.mark.parametrize("mark", ["{}　", "【{}】", "（{}）　", "{}："])
def test_each_number_with_a_title_is_a_matter(mark: str) -> None:
    pool, bus = cases(
        Text(mark.format("諮問第31号") + "水泳教室の運営の委託について"),
        *POOL,
        Text(mark.format("諮問第32号") + "通学バスの名簿の外部提供について"),
        *BUS,
        title=COUNCIL,
    )
    assert (pool.title, pool.case_type) == ("水泳教室の運営の委託について", "outsourcing")
    assert (bus.title, bus.case_type) == ("通学バスの名簿の外部提供について", "external_provision")
    assert (pool.counterparty, bus.counterparty) == (("株式会社みずうみ",), ("緑野交通株式会社",))
    assert (names(pool), names(bus)) == (["氏名", "泳力"], ["氏名", "乗車する停留所"])
    assert pool.period.end_date == date(2023, 9, 30)
    assert pool.period.raw == "令和5年6月1日から令和5年9月30日まで"
    assert bus.period.start_date == date(2023, 10, 1)


def test_their_outlines_begin_anew() -> None:
    long = "通学バスを利用する児童及びその保護者の名簿を運行に当たる事業者に渡すことに伴う個人情報の外部提供について"
    (read,) = documents(
        *head(*COUNCIL),
        *lines("諮問第31号　水泳教室の運営の委託について"),
        *POOL,
        Text(f"諮問第32号　{long}"),
        *BUS,
    )
    outline = [(s.level, s.number_raw, s.heading) for s in read.outline.sections if s.number_raw]
    assert outline[0] == (1, "諮問第31号", "水泳教室の運営の委託について")
    assert [number for _, number, _ in outline] == ["諮問第31号", "1", "2", "3", "諮問第32号", "1", "2", "3"]
    assert outline[4] == (1, "諮問第32号", long)
    assert not read.outline.findings


def test_a_list_of_numbers_is_no_outline() -> None:
    (read,) = documents(
        *head(*COUNCIL),
        *lines("　次のとおり諮問します。"),
        *lines("諮問第31号　水泳教室の運営の委託について", "諮問第32号　通学バスの名簿の外部提供について"),
        *POOL,
    )
    assert [s.number_raw for s in read.outline.sections if s.number_raw] == ["1", "2", "3"]
    (case,) = read.prose.cases
    assert case.counterparty == ("株式会社みずうみ",)


@pytest.mark.parametrize(
    "text",
    [
        "諮問第4号について審議した。",
        "諮問第4号及び諮問第5号の趣旨",
        "諮問第4号　諮問第5号　諮問第6号",
        "諮問第4号　令和5年3月3日",
        "諮問第4号",
        "諮問第4号　原案のとおり適当と認める。",
    ],
)
def test_numbers_in_running_text_head_nothing(text: str) -> None:
    assert heading_label(text) is None
