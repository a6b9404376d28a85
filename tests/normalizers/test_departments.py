"""Departments of invented wards and cities: bureau and division told apart by how names of offices end."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers import parse_departments

TRICKY = (
    *"総務課部局室所係館長・、／（）() 　\n担当税政策福祉内東１2Aあーン等他",
    "センター",
    "総合支所",
    "保健所",
    "教育委員会",
    "事務局",
    "（内線12）",
    "所管課：",
    "及び",
)
texts = st.lists(st.sampled_from(TRICKY), max_size=16).map("".join) | st.text(max_size=24)
lawful = settings(max_examples=200)
Split = list[tuple[str | None, str | None]]


def split(text: str) -> Split:
    return [(department.bureau, department.division) for department in parse_departments(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("環境共生部　緑と水の課", ("環境共生部", "緑と水の課")),
        ("環境共生部緑水課", ("環境共生部", "緑水課")),
        ("南川総合支所保健福祉センター生活支援課", ("南川総合支所", "保健福祉センター生活支援課")),
        ("南川総合支所\n保健福祉センター\n生活支援課", ("南川総合支所", "保健福祉センター生活支援課")),
        ("各総合支所区民課", ("各総合支所", "区民課")),
        ("教育委員会事務局施設課", ("教育委員会事務局", "施設課")),
        ("教育委員会事務局\n教育振興部\n施設課", ("教育委員会事務局", "教育振興部施設課")),
        ("南川保健所予防課", ("南川保健所", "予防課")),
        ("教育委員会事務局　生涯学習部　中央図書館", ("教育委員会事務局", "生涯学習部中央図書館")),
        ("教育委員会事務局\n生涯学習部\n中央図書館", ("教育委員会事務局", "生涯学習部中央図書館")),
        ("南福祉事務所\n生活支援課", (None, "南福祉事務所生活支援課")),
        ("政策部 情報課 電算担当", ("政策部", "情報課電算担当")),
        ("福祉部長寿社会課", ("福祉部", "長寿社会課")),
        ("市長室広報課", (None, "市長室広報課")),
        ("東部地域センター 区民係", (None, "東部地域センター区民係")),
        ("福祉保健部（介護保険課）", ("福祉保健部", "介護保険課")),
        ("経営部 情報課（担当：田中）", ("経営部", "情報課")),
        ("こども部放課後対策課", ("こども部", "放課後対策課")),
        ("行財政局税務部固定資産税課", ("行財政局税務部", "固定資産税課")),
        ("行財政局 税務部 固定資産税課", ("行財政局税務部", "固定資産税課")),
        ("青葉台区役所戸籍課", ("青葉台区役所", "戸籍課")),
        ("北浜支所市民課", ("北浜支所", "市民課")),
        ("上下水道局経営課", ("上下水道局", "経営課")),
        ("戸籍・旅券課", (None, "戸籍・旅券課")),
        ("みらい創生部 ものづくり・まちおこし・交流課", ("みらい創生部", "ものづくり・まちおこし・交流課")),
        ("ＡＩ活用担当部ＡＩ活用担当課", ("AI活用担当部", "AI活用担当課")),
        ("Ａ Ｉ 活 用 担 当 部 Ａ Ｉ 活 用 担 当 課", ("AI活用担当部", "AI活用担当課")),
        ("税務部課税課", ("税務部", "課税課")),
        ("市民部課題解決課", ("市民部", "課題解決課")),
        ("内部監察課", (None, "内部監察課")),
        ("東部環境事務所", (None, "東部環境事務所")),
        ("建設部東部環境事務所", ("建設部", "東部環境事務所")),
        ("学校部活動推進課", (None, "学校部活動推進課")),
        ("地域部 出張所課(青葉まちづくりセンター)", ("地域部", "出張所課（青葉まちづくりセンター）")),
        ("地域部 出張所課\n（青葉まちづくりセンター）", ("地域部", "出張所課（青葉まちづくりセンター）")),
        ("（仮称）未来部 みらい課", ("（仮称）未来部", "みらい課")),
        ("危機対策室 防災課", (None, "危機対策室防災課")),
        ("総務部総務課（内線 2345）", ("総務部", "総務課")),
        ("所管課：総務部総務課", ("総務部", "総務課")),
        ("総務部 総務課 電話：03-1111-2222", ("総務部", "総務課")),
        ("主管課： 総務部 総務課", ("総務部", "総務課")),
        ("まちの未来担当\n部まちづくり課", ("まちの未来担当部", "まちづくり課")),
        ("税務部課\n税課", ("税務部", "課税課")),
        ("教育委員会\n事務局施設\n課", ("教育委員会事務局", "施設課")),
        ("児童相談所 副所長", (None, "児童相談所副所長")),
        ("総務部総務課ほか", ("総務部", "総務課")),
        ("文化部 第一図書館", ("文化部", "第一図書館")),
        ("福祉部障害福祉課給付係", ("福祉部", "障害福祉課給付係")),
        ("議会事務局", ("議会事務局", None)),
        ("選挙管理委員会事務局", ("選挙管理委員会事務局", None)),
        ("監査委員事務局", ("監査委員事務局", None)),
        ("農業委員会", ("農業委員会", None)),
        ("出納室", (None, "出納室")),
        ("南川消防署", (None, "南川消防署")),
        ("児童相談センター所長", (None, "児童相談センター所長")),
        ("【健康局】保健所予防課", ("健康局", "保健所予防課")),
        ("【未来局】子育て課", ("未来局", "子育て課")),
        ("（みどり部）公園課", ("みどり部", "公園課")),
        ("[水道局] 経営課", ("水道局", "経営課")),
        ("■〔みどり部〕　公園課", ("みどり部", "公園課")),
        ("〈財政局〉税務部収納課", ("財政局税務部", "収納課")),
        ("■みどり部 公園課", ("みどり部", "公園課")),
        ("■ みどり部 公園課", ("みどり部", "公園課")),
        ("【みどり部】公園\n管理課", ("みどり部", "公園管理課")),
        ("【教育委員会】学務課", ("教育委員会", "学務課")),
        ("【教育委員会事務局】", ("教育委員会事務局", None)),
    ],
)
def test_one_department(text: str, expected: tuple[str | None, str | None]) -> None:
    assert split(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("総務部\n職員課\n契約課", [("総務部", "職員課"), ("総務部", "契約課")]),
        ("総務部職員課、契約課", [("総務部", "職員課"), ("総務部", "契約課")]),
        ("総務部職員課・契約課", [("総務部", "職員課"), ("総務部", "契約課")]),
        ("総務部 職員課 及び 税務部 収納課", [("総務部", "職員課"), ("税務部", "収納課")]),
        ("総務部職員課税務部収納課", [("総務部", "職員課"), ("税務部", "収納課")]),
        ("総務部\n職員課\n税務部\n収納課", [("総務部", "職員課"), ("税務部", "収納課")]),
        ("・福祉部 介護課\n・健康部 予防課", [("福祉部", "介護課"), ("健康部", "予防課")]),
        ("職員課／契約課", [(None, "職員課"), (None, "契約課")]),
        ("こども部（子ども課、保育課）", [("こども部", "子ども課"), ("こども部", "保育課")]),
        ("総務部（総務課）・区民部（税務課）", [("総務部", "総務課"), ("区民部", "税務課")]),
        (
            "南川総合支所地域課、区民課、保健福祉センター生活支援課、健康課",
            [
                ("南川総合支所", one)
                for one in ("地域課", "区民課", "保健福祉センター生活支援課", "保健福祉センター健康課")
            ],
        ),
        ("総務部、税務部", [("総務部", None), ("税務部", None)]),
        (
            "各総合支所保健福祉センター生活支援課、健康課",
            [("各総合支所", "保健福祉センター生活支援課"), ("各総合支所", "保健福祉センター健康課")],
        ),
        ("福祉部介護課\n給付係\n認定係", [("福祉部", "介護課給付係"), ("福祉部", "介護課認定係")]),
        (
            "児 童 相 談 所\n子育て・若年部相談支援課",
            [(None, "児童相談所"), ("子育て・若年部", "相談支援課")],
        ),
        ("【みどり部】公園課、樹木課", [("みどり部", "公園課"), ("みどり部", "樹木課")]),
        ("【みどり部】公園課\n【健康局】予防課", [("みどり部", "公園課"), ("健康局", "予防課")]),
        ("出納室\n（みどり部）公園課", [(None, "出納室"), ("みどり部", "公園課")]),
        (
            "文化部\n北図書館\nまちの未\n来担当部\nみどり課",
            [("文化部", "北図書館"), ("まちの未来担当部", "みどり課")],
        ),
        ("総務部職員課\n出納室", [("総務部", "職員課"), (None, "出納室")]),
        (
            "福祉部\n介護課\nこども支援センター\n相談課",
            [("福祉部", "介護課"), ("福祉部", "こども支援センター相談課")],
        ),
    ],
)
def test_several_departments(text: str, expected: Split) -> None:
    assert split(text) == expected


NINE = [
    ("税務部", "収納課"),
    ("福祉政策部", "保険料課"),
    ("福祉政策部", "国保・年金課"),
    ("長寿部", "介護保険課"),
    ("保育部", "保育入園・調整課"),
    ("子育て・若年部", "児童課"),
    ("まちづくり部", "住宅課"),
    ("教育部", "学校保健課"),
    ("地域部", "地域課"),
]


@pytest.mark.parametrize("gap", ["", " ", "　", "\n"])
@pytest.mark.parametrize("separator", ["\n", "、", "、\n"])
def test_nine_departments_below_one_another(gap: str, separator: str) -> None:
    assert split(separator.join(f"{bureau}{gap}{division}" for bureau, division in NINE)) == NINE


@pytest.mark.parametrize("at", range(1, len("子育て・若年支援部家庭・青少年支援課")))
def test_a_name_may_be_wrapped_at_any_place(at: int) -> None:
    name = "子育て・若年支援部家庭・青少年支援課"
    assert split(f"{name[:at]}\n{name[at:]}") == [("子育て・若年支援部", "家庭・青少年支援課")]


@pytest.mark.parametrize("text", ["", "－", "―", "・", "未定", "なし", "課", "（内線 1234）", "\n"])
def test_cells_without_a_department(text: str) -> None:
    assert parse_departments(text) == ()


def test_raw_is_what_is_printed_of_each() -> None:
    found = parse_departments("総　務　部\n職 員\n課・契約課（内線12）")
    assert [(d.bureau, d.division, d.raw) for d in found] == [
        ("総務部", "職員課", "総　務　部職 員課"),
        ("総務部", "契約課", "契約課"),
    ]


def test_raw_begins_with_the_bracket_of_the_bureau() -> None:
    found = parse_departments("■【健康局】 予防課、\n保健課")
    assert [one.raw for one in found] == ["【健康局】 予防課", "保健課"]


SYLLABLES = st.sampled_from(["緑", "水", "市民", "健康", "まち", "みらい", "デジタル", "交通", "子育て"])
NAMES = st.lists(SYLLABLES, min_size=1, max_size=3, unique=True)


@lawful
@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=6), st.sampled_from(["", " ", "　", "\n"]))
def test_stacked_departments_are_read_back(offices: list[tuple[list[str], list[str]]], gap: str) -> None:
    named = [("".join(bureau) + "推進部", "・".join(division) + "課") for bureau, division in offices]
    assert split("\n".join(f"{bureau}{gap}{division}" for bureau, division in named)) == named


@lawful
@given(texts)
def test_no_text_raises_and_no_department_is_empty(text: str) -> None:
    for department in parse_departments(text):
        assert department.bureau or department.division
        assert department.raw
        assert not any(
            character.isspace() for character in (department.bureau or "") + (department.division or "")
        )


@pytest.mark.parametrize(
    "hostile", ["課", "総務課", "支所・", "年間 約", "（部", "部\n", "センター", "【部局】\n", "【市部】課\n"]
)
def test_long_hostile_text_is_quick(hostile: str) -> None:
    text = (hostile * 100_000)[:100_000]
    begun = time.perf_counter()
    parse_departments(text)
    assert time.perf_counter() - begun < 20
