"""Laws of the date reader: round trips through every notation, noise around a date, offsets, and no exception ever."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalizers.dates import DateParse, parse_dates
from normalizers.dates.expressions import Reader
from normalizers.dates.grammar import Grammar
from normalizers.dates.plain import PlainDates
from normalizers.dates.resolve import Context, Resolved
from normalizers.dates.text import canonical
from normalizers.eras import ERAS, Era, era_of, format_era
from normalizers.numerals import int_to_kanji

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = ERAS[0].start
LAST = date(2117, 12, 31)  # 令和99年
FULL_WIDTH = str.maketrans("0123456789./-", "０１２３４５６７８９．／－")


def era_year(day: date, era: Era) -> str:
    year = day.year - era.start.year + 1
    return "元" if year == 1 else str(year)


def with_letter(day: date, era: Era, separator: str) -> str:
    return f"{era.letter}{era_year(day, era)}{separator}{day.month}{separator}{day.day}"


def in_kanji(day: date, era: Era) -> str:
    year = era_year(day, era)
    number = year if year == "元" else int_to_kanji(int(year))
    return f"{era.name}{number}年{int_to_kanji(day.month)}月{int_to_kanji(day.day)}日"


def in_era(day: date, era: Era) -> str:
    return f"{era.name}{era_year(day, era)}年{day.month}月{day.day}日"


NOTATIONS: dict[str, Callable[[date, Era], str]] = {
    "era": in_era,
    "padded": lambda day, era: (
        f"{era.name}{era_year(day, era).rjust(2, '0')}年{day.month:02}月{day.day:02}日".replace("0元", "元")
    ),
    "full width": lambda day, era: in_era(day, era).translate(FULL_WIDTH),
    "letter-spaced": lambda day, era: " ".join(in_era(day, era)),
    "blanks": lambda day, era: in_era(day, era).replace("年", " 年 ").replace("月", "　月　"),
    "symbol": lambda day, era: in_era(day, era).replace(era.name, era.symbol),
    "short": lambda day, era: f"{era.short}{era_year(day, era)}.{day.month}.{day.day}",
    "kanji": in_kanji,
    "R4.4.1": lambda day, era: with_letter(day, era, "."),
    "R4/4/1": lambda day, era: with_letter(day, era, "/"),
    "R4-4-1": lambda day, era: with_letter(day, era, "-"),
    "令和4.4.1": lambda day, era: f"{era.name}{era_year(day, era)}.{day.month}.{day.day}",
    "R4.4.1, full width": lambda day, era: with_letter(day, era, ".").translate(FULL_WIDTH),
    "both calendars": lambda day, era: (
        f"{era.name}{era_year(day, era)}（{day.year}）年{day.month}月{day.day}日"
    ),
    "western": lambda day, _: f"{day.year}年{day.month}月{day.day}日",
    "western, spaced": lambda day, _: " ".join(f"{day.year}年{day.month}月{day.day}日"),
    "2022/4/1": lambda day, _: f"{day.year}/{day.month}/{day.day}",
    "2022.04.01": lambda day, _: f"{day:%Y.%m.%d}",
    "iso": lambda day, _: day.isoformat(),
    "weekday": lambda day, era: f"{in_era(day, era)}（{'月火水木金土日'[day.weekday()]}）",
}


@pytest.mark.parametrize("era", ERAS, ids=lambda era: era.name)
def test_every_day_of_every_era_is_read_as_it_is_written(era: Era) -> None:
    last = era.last or LAST
    for offset in range((last - era.start).days + 1):
        day = era.start + timedelta(days=offset)
        found = parse_dates(in_era(day, era)).spans
        assert [(span.start, span.end, span.warning) for span in found] == [(day, day, None)]


@pytest.mark.parametrize("notation", NOTATIONS)
def test_days_of_every_era_are_read_in_every_notation(notation: str) -> None:
    write = NOTATIONS[notation]
    for era in ERAS:
        last = era.last or LAST
        days = [
            era.start,
            last,
            *(era.start + timedelta(days=n) for n in range(0, (last - era.start).days, 97)),
        ]
        for day in days:
            found = parse_dates(write(day, era))
            assert [(span.start, span.end, span.warning) for span in found.spans] == [(day, day, None)], (
                write(day, era)
            )
            assert found.rejected == ()


@given(st.dates(FIRST, LAST), st.sampled_from(sorted(NOTATIONS)))
def test_any_day_in_any_notation(day: date, notation: str) -> None:
    era = era_of(day)
    assert era is not None
    text = NOTATIONS[notation](day, era)
    (span,) = parse_dates(text).spans
    assert (span.start, span.end, span.start_precision, span.raw) == (day, day, "day", text)


@given(st.dates(FIRST, LAST))
def test_format_era_is_read_back(day: date) -> None:
    assert parse_dates(format_era(day)).spans[0].start == day


def test_no_era_before_the_first() -> None:
    with pytest.raises(ValueError, match="before the first era"):
        format_era(FIRST - timedelta(days=1))


NOISE = st.text(alphabet="あいうえおかきくけこ業務委託事業者、。（）「」氏名住所abcXYZ \n：", max_size=30)


@given(
    NOISE, st.dates(FIRST, LAST), NOISE, st.sampled_from(["era", "kanji", "western", "blanks", "full width"])
)
def test_noise_around_a_date_does_not_change_it(before: str, day: date, after: str, notation: str) -> None:
    era = era_of(day)
    assert era is not None
    text = f"{before}、{NOTATIONS[notation](day, era)}。{after}"
    (span,) = parse_dates(text).spans
    assert (span.start, span.end, span.is_range) == (day, day, False)
    assert span.raw == NOTATIONS[notation](day, era)


@given(
    st.dates(FIRST, LAST),
    st.dates(FIRST, LAST),
    st.sampled_from(["era", "kanji", "western", "R4.4.1", "2022/4/1"]),
)
def test_ranges_are_read_back(one: date, other: date, notation: str) -> None:
    first, last = sorted((one, other))
    texts = [NOTATIONS[notation](day, era_of(day) or ERAS[-1]) for day in (first, last)]
    for text in ("～".join(texts), f"{texts[0]}から{texts[1]}まで"):
        (span,) = parse_dates(text).spans
        assert (span.start, span.end, span.is_range, span.raw) == (first, last, True, text)


# Text that is dense in what the grammar is made of, so that the rarer branches are met.
PIECES = st.sampled_from([
    "令和", "平成", "R", "H31", "元", "4", "12", "31", "０", "二十", "2022", "年", "年度", "月", "日", "末", "末日", "上旬", "春",
    "第1四半期", "から", "まで", "～", "-", "以降", "至", "同", "翌", "前", "本", "来年度", "同月", "翌日", "、", "・", "及び", "/",
    ".", "(", "）", "(月)", "火曜日", "頃", "予定", "調整中", "午前9時", "10:00", " ", "\n", "\n\n", "\t", "の", "毎年", "号", "間",
    "令", "平", "五", "条例5", "上半期", "以前", "11/5", ",",
])  # fmt: skip
DENSE = st.lists(PIECES, max_size=14).map("".join)
CONTEXT = st.one_of(st.none(), st.dates())


@settings(max_examples=400)
@given(st.one_of(DENSE, st.text(max_size=60)), CONTEXT, CONTEXT)
def test_no_text_raises_and_spans_stand_in_order_at_their_offsets(
    text: str, document: date | None, previous: date | None
) -> None:
    found = parse_dates(text, document_date=document, previous=previous)
    places = sorted(
        [(span.begin, span.stop) for span in found.spans] + [(one.begin, one.stop) for one in found.rejected]
    )
    assert all(begin < stop <= len(text) for begin, stop in places)
    assert all(stop <= begin for (_, stop), (begin, _) in pairwise(places))
    assert [span.begin for span in found.spans] == sorted(span.begin for span in found.spans)
    for span in found.spans:
        assert text[span.begin : span.stop] == span.raw
        assert (span.start is None) == (span.start_precision is None)
        assert (span.end is None) == (span.end_precision is None) == span.is_ongoing
        assert span.is_range or (span.start and span.end and span.start <= span.end)
        if span.start and span.end and span.end < span.start:
            assert span.warning in {"reversed_range", "era_overrun"}


def read_the_long_way(text: str) -> list[tuple[date, date]]:
    expressions = Reader(canonical(text), Grammar(), Context()).expressions()
    return [(one.first.start, one.first.end) for one in expressions if isinstance(one.first, Resolved)]


@given(
    st.dates(FIRST, LAST),
    st.sampled_from(["era", "R4.4.1", "2022/4/1", "iso", "full width", "letter-spaced", "blanks"]),
)
def test_the_short_way_finds_what_the_long_way_finds(day: date, notation: str) -> None:
    text = NOTATIONS[notation](day, era_of(day) or ERAS[-1])
    assert (
        read_the_long_way(text)
        == [(day, day)]
        == [(span.start, span.end) for span in parse_dates(text).spans]
    )


@settings(max_examples=300)
@given(DENSE)
def test_what_is_not_worth_reading_holds_nothing(text: str) -> None:
    if not PlainDates(ERAS).may_hold_date(text):
        assert list(Reader(canonical(text), Grammar(), Context(None, FIRST, LAST)).expressions()) == []
        assert parse_dates(text) == DateParse()


@given(st.text(max_size=80))
def test_the_canonical_text_keeps_its_way_back(text: str) -> None:
    form = canonical(text)
    for at in range(len(form.text)):
        begin, stop = form.original_range(at, at + 1)
        assert 0 <= begin < stop <= len(text)


def test_blanks_around_a_date_are_not_part_of_it() -> None:
    (span,) = parse_dates("  令和 6 年 8 月 9 日\n").spans
    assert (span.start, span.raw, span.begin, span.stop) == (date(2024, 8, 9), "令和 6 年 8 月 9 日", 2, 16)
