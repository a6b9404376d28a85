"""What single statements of a case say: counts and their arithmetic, parties, answers, underline legends, headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.documents.words import read_label, titled_kind
from extractors.prose.amounts import evaluate
from extractors.prose.headings import inline_value
from extractors.prose.nodes import Node
from extractors.prose.profile import heading_field
from extractors.prose.times import read_period
from extractors.prose.underlines import legend
from extractors.prose.units import Entry, Unit
from extractors.prose.values import read_answer, read_parties
from tests.prose.test_facts import cases, lines


def entry(heading: str, *texts: str) -> Entry:
    node = Node(0, None, "arabic", 1, "1", 0.0, 10.0, 2, heading)
    return Entry(
        heading_field(heading), heading, node, tuple(Unit("paragraph", t, 0) for t in texts), "\n".join(texts)
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("（内訳）1,500人×（12＋2）", 21000),
        ("内訳：800人×3＋150件×12", 4200),
        ("会員数（40人程度）×（定例会【6回分】＋ 臨時会【5月、9月の2回分】）", 320),
        ("（内訳）窓口 300件、郵送 200件", None),
        ("第1号×", None),
        ("", None),
    ],
)
def test_breakdown_as_arithmetic(text: str, value: int | None) -> None:
    assert evaluate(text) == value


@given(st.text(max_size=60), st.text(alphabet="0123456789×+-()人件 【】内訳", max_size=60))
def test_arithmetic_never_fails(one: str, other: str) -> None:
    assert all(isinstance(evaluate(text), int | None) for text in (one, other))


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["株式会社はまかぜ"], ("株式会社はまかぜ",)),
        (["株式会社はまかぜ、有限会社いわし及び社会福祉法人なぎさ会"], ("株式会社はまかぜ", "有限会社いわし", "社会福祉法人なぎさ会")),
        (["医療機関、薬局及び訪問看護の事業者"], ("医療機関、薬局及び訪問看護の事業者",)),
        (["株式会社はまかぜ（配送の再委託先：かもめ運輸株式会社）"], ("株式会社はまかぜ", "かもめ運輸株式会社（配送の再委託先）")),
        (["名称：株式会社はまかぜ", "所在地：緑野区中央1丁目"], ("株式会社はまかぜ",)),
        (["委託先（株式会社はまかぜ）"], ("株式会社はまかぜ",)),
        (["未定（入札により決定する。）"], ()),
        (["なし"], ()),
    ],
)  # fmt: skip
def test_parties(texts: list[str], names: tuple[str, ...]) -> None:
    assert read_parties([entry("委託先", *texts)], {})[0] == names


def test_short_name_of_a_party_is_explained() -> None:
    assert read_parties([entry("相手方", "機構")], {"機構": "緑野区文化機構"})[0] == (
        "機構（緑野区文化機構）",
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [("あり", True), ("有（委託先の端末を使う。）", True), ("利用する。", True), ("なし", False), ("無", False), ("使用しない", False), ("別途協議", None), ("", None)],
)  # fmt: skip
def test_answers(text: str, value: bool | None) -> None:
    assert read_answer(text) is value


def test_a_condition_in_a_note_does_not_open_a_period() -> None:
    period = read_period(
        entry("委託期間", "令和5年4月1日から令和6年3月31日まで", "※事業が続く場合は、契約を継続する。"), None
    )
    assert (str(period.start_date), str(period.end_date), period.is_ongoing) == (
        "2023-04-01",
        "2024-03-31",
        False,
    )


def test_a_year_is_a_period_of_its_own() -> None:
    period = read_period(entry("委託期間", "令和5年度"), None)
    assert (str(period.start_date), str(period.end_date)) == ("2023-04-01", "2024-03-31")
    assert read_period(entry("開始時期", "令和5年度"), None).end_date is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("委託先の個人情報の保護管理体制", "safeguards"),
        ("委託先との個人情報の授受の方法", "method"),
        ("回線結合の相手方", "counterparty"),
        ("相手先（予定）", "counterparty"),
        ("取り扱う個人情報の項目及び予定件数", "items_and_count"),
        ("対象となる者の範囲について", "subjects"),
        ("件数（見込み）", "count"),
        ("事前一括承認基準の類型及び件名", "standard"),
        ("はじめに", None),
    ],
)
def test_the_last_noun_of_a_heading_decides(heading: str, field: str | None) -> None:
    assert heading_field(heading) == field


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("（下線は要配慮個人情報）", "special_care"),
        ("※アンダーラインを引いた項目は要配慮個人情報", "special_care"),
        ("下線部分は今回新たに追加する項目", "added"),
        ("下線を引くこと。", None),
    ],
)
def test_what_underlining_means(text: str, meaning: str | None) -> None:
    assert legend([text]) == meaning


def test_labels_and_kinds() -> None:
    label = read_label("【諮問第１２号－２】 公園の管理について")
    assert label is not None
    assert (label.kind, label.number, label.rest) == ("諮問", 12, "公園の管理について")
    assert read_label("報告第三十号") is not None
    assert read_label("第3回審議会") is None
    assert titled_kind("公園管理の委託に関する報告について") == "報告"


def test_heading_and_text_of_one_line() -> None:
    assert inline_value("委託期間　令和5年4月1日から") == (4, 5)
    assert inline_value("委託先（予定）：次のとおり") == (7, 8)
    assert inline_value("区は、次の措置を講ずる。") is None


@pytest.mark.parametrize(
    ("texts", "parties"),
    [
        (("□本人　■本人以外（勤め先の団体）",), ("本人以外（勤め先の団体）",)),
        (("■本人　■勤め先の団体",), ("本人", "勤め先の団体")),
        (("区分：□国　■県　□その他（　　　）",), ("県",)),
        (("□国", "☑緑野県", "□その他"), ("緑野県",)),
        (("株式会社花の輪　□再委託あり　■再委託なし",), ("株式会社花の輪",)),
        (("■株式会社花の輪", "■有限会社みどり測量"), ("株式会社花の輪", "有限会社みどり測量")),
        (("□□株式会社　■県",), ("□株式会社 ■県",)),
    ],
)
def test_parties_that_are_ticked(texts: tuple[str, ...], parties: tuple[str, ...]) -> None:
    assert read_parties([entry("収集先", *texts)], {})[0] == parties


@pytest.mark.parametrize(
    "heading",
    [
        "対象者の範囲及び数",
        "対象者及び人数",
        "本人の範囲・件数",
        "対象者数及び範囲",
        "対象となる者の範囲及びその概数",
    ],
)
@pytest.mark.parametrize(
    "text", ["講座の受講を希望する者　年間延べ約3百人", "講座の受講を希望する者（年間延べ約300人）", "講座の受講を希望する者、年間約300人程度"]
)  # fmt: skip
def test_persons_and_their_number_under_one_heading(heading: str, text: str) -> None:
    (case,) = cases(*lines(f"1　{heading}", f"　{text}"))
    assert case.subjects == ("講座の受講を希望する者",)
    quantity = case.quantity
    assert (quantity.min, quantity.unit, quantity.period) == (300, "人", "year")
    assert (quantity.is_approximate, quantity.breakdown) == (True, ())


def test_numbers_of_several_groups_of_persons() -> None:
    (case,) = cases(*lines("1　対象者の範囲及び人数", "①　講座の受講者　200人", "②　その保護者　約150人"))
    assert case.subjects == ("講座の受講者", "その保護者")
    assert [(part.label, part.min) for part in case.quantity.breakdown] == [
        ("講座の受講者", 200),
        ("その保護者", 150),
    ]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("緑情審答申第8号", ("答申", 8)),
        ("５緑総情答申第１２号", ("答申", 12)),
        ("（5緑教庶諮問第3号）", ("諮問", 3)),
    ],
)
def test_labels_behind_the_letters_of_an_office(line: str, label: tuple[str, int]) -> None:
    found = read_label(line)
    assert found is not None
    assert ((found.kind, found.number), found.rest) == (label, "")


@pytest.mark.parametrize(
    "line", ["本答申第8号", "前回答申第8号", "緑情審答申第8号のとおり", "5緑総情第12号", "関連諮問第3号"]
)
def test_numbers_of_other_papers_are_no_labels(line: str) -> None:
    assert read_label(line) is None
