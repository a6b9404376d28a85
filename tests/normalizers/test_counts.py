"""Counts: one test for each sentence of the conventions, then laws."""

import json
import time
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers import Count, parse_counts
from normalizers.numerals import int_to_kanji

ANNOTATED = Path("/work/shared/gold/counts_open.jsonl")
TRICKY = (
    *"0123456789０５,，.．年月日件人名円回歳第約百千万億一二三数〇年間度分目以上下未満超～-（）() 　\n\t、。：:/／予定見込",
    "程度",
    "か所",
    "年間",
    "件数（年間）",
    "1か月当たり",
    "を超える",
    "のとおり",
)
texts = st.lists(st.sampled_from(TRICKY), max_size=18).map("".join) | st.text(max_size=24)
lawful = settings(max_examples=200)


def bounds(text: str) -> list[tuple[int | None, int | None, str | None]]:
    return [(count.min, count.max, count.unit) for count in parse_counts(text)]


def flags(text: str) -> list[tuple[str | None, bool, bool]]:
    return [(count.period, count.is_approximate, count.is_provisional) for count in parse_counts(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4,800件", 4800),
        ("４，８００件", 4800),
        ("4 , 8 0 0 件", 4800),
        ("４ ８ ０ ０ 件", 4800),
        ("四千八百件", 4800),
        ("4千8百件", 4800),
        ("0.48万件", 4800),
        ("４，８\n００件", 4800),
        ("4,\n800件", 4800),
        ("4\n,800件", 4800),
        ("4,800\n件", 4800),
        ("ご利用 4 , 800 件", 4800),
        ("零件", 0),
        ("0件", 0),
        ("三億二千万件", 320_000_000),
        ("延べ 6 万 5 千件", 65_000),
        ("総数4,800件", 4800),
        ("利用者数4,800件", 4800),
    ],
)
def test_a_number_in_any_writing(text: str, value: int) -> None:
    assert bounds(text) == [(value, value, "件")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,400千円", [(2_400_000, 2_400_000, "円")]),
        ("7百万円", [(7_000_000, 7_000_000, "円")]),
        ("3億5,000万円", [(350_000_000, 350_000_000, "円")]),
        ("¥1,980", [(1980, 1980, "円")]),
        ("8回分", [(8, 8, "回")]),
        ("14ヶ所", [(14, 14, "か所")]),
        ("14箇所", [(14, 14, "か所")]),
        ("14カ所", [(14, 14, "か所")]),
        ("6診療所", [(6, 6, "診療所")]),
        ("12停留所", [(12, 12, "停留所")]),
        ("3コース", [(3, 3, "コース")]),
        ("10名前後", [(10, 10, "名")]),
        ("4回線", [(4, 4, "回線")]),
        ("2専門部会", [(2, 2, "専門部会")]),
        ("9ふれあいセンター", [(9, 9, "ふれあいセンター")]),
        ("3、4件", [(3, 4, "件")]),
        ("二、三件", [(2, 3, "件")]),
        ("4、000件", [(4000, 4000, "件")]),
    ],
)
def test_units_and_money(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert bounds(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30人未満", None, 29),
        ("30人に満たない", None, 29),
        ("30人を下回る", None, 29),
        ("30人超", 31, None),
        ("30人を超える", 31, None),
        ("30人を上回る", 31, None),
        ("三十人を超える", 31, None),
        ("30人以上", 30, None),
        ("少なくとも30人", 30, None),
        ("最低30人", 30, None),
        ("30人～", 30, None),
        ("30人以下", None, 30),
        ("30人以内", None, 30),
        ("最大30人", None, 30),
        ("最大で30人", None, 30),
        ("上限30人", None, 30),
        ("上限は30人", None, 30),
        ("30人を上限とする", None, 30),
        ("30人（上限）", None, 30),
        ("30人まで", None, 30),
        ("30人を超えない", None, 30),
        ("～30人", None, 30),
        ("30～45人", 30, 45),
        ("30〜45人", 30, 45),
        ("30人～45人", 30, 45),
        ("30－45人", 30, 45),
        ("30から45人", 30, 45),
        ("30人から45人まで", 30, 45),
        ("30人以上45人以下", 30, 45),
        ("30人以上45人未満", 30, 44),
        ("30人を超え45人以下", 31, 45),
        ("三十人以上四十五人以内", 30, 45),
        ("３～４万人", 30_000, 40_000),
    ],
)
def test_bounds_and_ranges(text: str, low: int | None, high: int | None) -> None:
    assert bounds(text) == [(low, high, "人")]


@pytest.mark.parametrize(
    "text",
    [
        "約90件",
        "90件程度",
        "およそ90件",
        "おおよそ90件",
        "概ね90件",
        "90件ほど",
        "90件前後",
        "90件弱",
        "90件強",
        "90件余り",
        "90余件",
        "90人規模",
        "約80～90件",
        "80～90件程度",
    ],
)
def test_approximate(text: str) -> None:
    assert flags(text) == [(None, True, False)]


def test_strengthening_is_no_approximation() -> None:
    assert flags("9名強化選手") == [(None, False, False)]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("年間90件", "year"),
        ("毎年90件", "year"),
        ("年90件", "year"),
        ("年に90件", "year"),
        ("年額90円", "year"),
        ("90件（年間）", "year"),
        ("90件／年", "year"),
        ("90件/年度", "year"),
        ("1年当たり90件", "year"),
        ("件数（年間）：90件", "year"),
        ("件数（年）\n90件", "year"),
        ("件数（毎月）\n90件", "month"),
        ("(2) 件数（年間）\n\n90件", "year"),
        ("月90件", "month"),
        ("毎月90件", "month"),
        ("月額90円", "month"),
        ("１か月当たり90件", "month"),
        ("90件/月", "month"),
        ("90件（月間）", "month"),
        ("月平均90件", "month"),
        ("令和６年90件", None),
        ("9月90件", None),
        ("3年間で90件", None),
        ("3か月間で90件", None),
        ("今年90件", None),
        ("1日90件", None),
        ("週90件", None),
        ("隔月90件", None),
    ],
)
def test_period(text: str, period: str | None) -> None:
    assert [count.period for count in parse_counts(text)] == [period]


def test_a_heading_gives_its_period_to_every_value_below_until_the_next_heading() -> None:
    text = "(1) 件数（年間）\n新規 20件\n更新 30件\n(2) 人数（予定）\n5人"
    assert flags(text) == [("year", False, False), ("year", False, False), (None, False, True)]


def test_a_bracketed_period_belongs_to_the_value_just_before_it() -> None:
    assert [count.period for count in parse_counts("生徒 40名、保護者 60名（年間）")] == [None, "year"]
    assert [count.period for count in parse_counts("生徒 40名（年間）、保護者 60名")] == ["year", None]


@pytest.mark.parametrize(
    "text",
    [
        "70件（予定）",
        "70件（見込み）",
        "70件（想定）",
        "70件を予定している",
        "70件を見込む",
        "70件の見込み",
        "70件実施予定",
        "見込件数 70件",
        "件数（予定） 70件",
        "件数（見込）\n\n70件",
    ],
)
def test_provisional(text: str) -> None:
    assert flags(text) == [(None, False, True)]


def test_what_stands_in_a_breakdown_belongs_to_its_own_counts() -> None:
    assert flags("年間 1,200件（月約100件）") == [("year", False, False), ("month", True, False)]
    assert flags("900人（うち窓口 約300人）") == [(None, False, False), (None, True, False)]


def test_a_count_behind_its_year_is_no_time() -> None:
    assert bounds("R4：250件 R5：300件") == [(250, 250, "件"), (300, 300, "件")]
    assert bounds("10:30 から") == []


def test_what_follows_in_the_next_clause_is_not_about_the_value() -> None:
    assert flags("70件を処理した。来年度は見直す予定") == [(None, False, False)]


def test_what_is_said_of_one_value_is_not_said_of_the_next() -> None:
    assert flags("70件（予定）職員 20人") == [(None, False, True), (None, False, False)]
    assert flags("70件を予定し 20人が処理") == [(None, False, True), (None, False, False)]
    assert bounds("10～20") == [(10, 20, None)]


@pytest.mark.parametrize("text", ["青少年 70人", "未成年 70人"])
def test_year_inside_a_word_is_no_period(text: str) -> None:
    assert bounds(text) == [(70, 70, "人")]
    assert flags(text) == [(None, False, False)]


@pytest.mark.parametrize("text", ["延べ70件", "全70件", "計70件", "合計 70件"])
def test_words_of_totals_are_ignored(text: str) -> None:
    assert bounds(text) == [(70, 70, "件")]
    assert flags(text) == [(None, False, False)]


def test_values_side_by_side_and_in_breakdowns() -> None:
    assert bounds("1通 94円") == [(1, 1, "通"), (94, 94, "円")]
    assert bounds("250人（内訳：大人180人、子ども70人）") == [
        (250, 250, "人"),
        (180, 180, "人"),
        (70, 70, "人"),
    ]
    assert bounds("120世帯340人") == [(120, 120, "世帯"), (340, 340, "人")]
    assert bounds("15件中4件") == [(15, 15, "件"), (4, 4, "件")]


@pytest.mark.parametrize(
    "text",
    [
        "数百件",
        "数10件",
        "約数10件",
        "十数件",
        "20数件",
        "何件か",
        "若干名",
        "多数",
        "実費相当額",
        "未定",
        "なし",
        "〇件",
        "○○件",
        "単位：千円",
        "（単位：人）",
        "約半数",
    ],
)
def test_amounts_without_a_number(text: str) -> None:
    assert parse_counts(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "令和６年９月８日",
        "2024/9/8",
        "R6.9.8",
        "第9条第2項第1号",
        "65歳以上",
        "50・55・60歳",
        "2歳6か月児",
        "10年",
        "3か月",
        "14日以内",
        "2時間30分",
        "第5回",
        "5回目",
        "3人目",
        "03-1234-5678",
        "1234-5678",
        "〒100-0001",
        "類型3：発送",
        "No.8",
        "№8",
        "様式第4号",
        "資料5",
        "要介護3",
        "A4",
        "B5判",
        "20代",
        "1/2",
        "３分の１",
        "35％",
        "1.5倍",
        "4丁目5番6号",
        "一部",
        "第三者",
        "一般会計",
        "千葉県",
        "隔月",
        "4桁",
        "4 回線結合の理由",
        "1,00件",
        "四半期",
        "みどり33推進担当部",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert parse_counts(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,750", [(2750, 2750, None)]),
        ("０", [(0, 0, None)]),
        ("約 2,750", [(2750, 2750, None)]),
        ("１２\n３４５", [(12, 12, None), (345, 345, None)]),
        ("件数：45", [(45, 45, None)]),
        ("人数\t45", [(45, 45, None)]),
        ("番号 45", []),
        ("45 概要", []),
        ("(45)", []),
    ],
)
def test_bare_numbers_count_where_they_fill_a_line_or_follow_a_heading(
    text: str, expected: list[tuple[int, int, None]]
) -> None:
    assert bounds(text) == expected


def test_a_cross_reference_is_no_value() -> None:
    assert parse_counts("第2の4(3)のとおり") == ()
    assert parse_counts("2の(1)のとおり") == ()


def test_raw_is_the_printed_text_with_the_words_that_belong_to_it() -> None:
    text = "対象は、年間約 ３，２００\n件程度（見込み）である。"
    (count,) = parse_counts(text)
    assert count.raw == "年間約 ３，２００\n件程度"
    assert text[count.begin : count.stop] == count.raw
    assert count == Count(3200, 3200, "件", "year", True, True, count.raw, 4, 4 + len(count.raw))


@lawful
@given(texts)
def test_spans_stand_at_their_offsets_in_order(text: str) -> None:
    counts = parse_counts(text)
    assert all(text[count.begin : count.stop] == count.raw and count.raw for count in counts)
    assert [count.begin for count in counts] == sorted(count.begin for count in counts)
    assert all(left.stop <= right.begin for left, right in pairwise(counts))


def test_a_number_is_no_part_of_the_unit_before_it() -> None:
    assert [(count.raw, count.unit) for count in parse_counts("0上一件")] == [("一件", "件")]


@lawful
@given(texts)
def test_bounds_are_whole_and_at_least_one_is_set(text: str) -> None:
    for count in parse_counts(text):
        assert count.min is not None or count.max is not None
        assert count.period in {None, "year", "month"}


@lawful
@given(st.integers(0, 10**11), st.sampled_from(["件", "人", "円", "か所", "団体"]))
def test_every_number_is_read_back_in_every_writing(value: int, unit: str) -> None:
    wide = str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    spaced = " ".join(f"{value:,}")
    for written in (str(value), f"{value:,}", wide, spaced):
        assert bounds(f"約{written}{unit}") == [(value, value, unit)]
    if value:
        assert bounds(f"約{int_to_kanji(value)}{unit}") == [(value, value, unit)]


@lawful
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_ranges_keep_their_ends(low: int, high: int) -> None:
    assert bounds(f"{low:,}件～{high:,}件") == [(low, high, "件")]


@pytest.mark.parametrize(
    "hostile", ["1", "1件", "(年間", "約", "10～", "1,", "一", "件数（年間）\n1件\n", "の1", "第1の(1)"]
)
def test_long_hostile_text_is_quick(hostile: str) -> None:
    text = (hostile * 100_000)[:100_000]
    begun = time.perf_counter()
    parse_counts(text)
    assert time.perf_counter() - begun < 20


def _published(line: dict[str, object]) -> Iterable[tuple[object, ...]]:
    values = line["values"]
    assert isinstance(values, list)
    return [(v["min"], v["max"], v["unit"], v["per"], v["approximate"], v["provisional"]) for v in values]


@pytest.mark.skipif(not ANNOTATED.exists(), reason="the annotated lines are not on this machine")
def test_annotated_lines() -> None:
    for row in ANNOTATED.read_text(encoding="utf-8").splitlines():
        line = json.loads(row)
        found = [
            (c.min, c.max, c.unit, c.period, c.is_approximate, c.is_provisional)
            for c in parse_counts(line["text"])
        ]
        assert found == _published(line), line["text"]
