"""Which days a printed date names: notations, precisions, eras and their borders, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest

from normalizers.dates import DateParse, DateParser, parse_dates
from normalizers.eras import ERAS, Era, format_era, load_eras


def days(found: DateParse) -> list[tuple[str | None, str | None]]:
    return [
        (span.start.isoformat() if span.start else None, span.end.isoformat() if span.end else None)
        for span in found.spans
    ]


def only(text: str, **context: date | None) -> tuple[str | None, str | None]:
    found = days(parse_dates(text, **context))
    assert len(found) == 1, f"{text!r} gave {found}"
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "令和6年11月5日",
        "令和 ６ 年 １１ 月 ５ 日",
        "令和　6年　11月　5日",
        "令 和 6 年 1 1 月 5 日",
        "令和6年1\n1月5日",
        "令和6\n年11月\n5日",
        "令和06年11月05日",
        "令和六年十一月五日",
        "令和６年11月５日",
        "㋿6年㋊㏤",
        "令和6年11⽉5⽇",
        "R6.11.5",
        "Ｒ６．１１．５",
        "R6/11/5",
        "R6-11-5",
        "R6年11月5日",
        "R 6 . 11 . 5",
        "r6.11.5",
        "令和6.11.5",
        "令6.11.5",
        "2024年11月5日",
        "2 0 2 4 年 1 1 月 5 日",
        "20\n24年11月5日",
        "西暦2024年11月5日",
        "二〇二四年十一月五日",
        "二千二十四年十一月五日",
        "2024/11/5",
        "２０２４／１１／０５",
        "2024.11.5",
        "2024-11-05",
        "令和6(2024)年11月5日",
        "令和6年（2024年）11月5日",
        "2024年(令和6年)11月5日",
        "2024（令和6）年11月5日",
        "令和6年11月5日（火）",
        "令和6年11月5日（火曜日・祝日）",
        "令和6年11月5日㈫",
        "令和6年11月5日火曜日",
        "令和6年11月5日（2024年11月5日）",
        "平成36年（令和6年）11月5日",
        "令六・十一・五",
        "令 六 ・ 十一 ・ 五",
        "令和6年11/5",
    ],
)
def test_one_day_in_every_notation(text: str) -> None:
    found = parse_dates(text)
    assert days(found) == [("2024-11-05", "2024-11-05")]
    assert found.rejected == ()
    span = found.spans[0]
    assert (span.start_precision, span.end_precision, span.warning) == ("day", "day", None)
    assert (span.raw, span.begin, span.stop) == (text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "approximate"),
    [
        ("令和6年8月", "2024-08-01", "2024-08-31", "month", False),
        ("R6.8", "2024-08-01", "2024-08-31", "month", False),
        ("令和6年2月", "2024-02-01", "2024-02-29", "month", False),
        ("令和6年8月上旬", "2024-08-01", "2024-08-10", "third", False),
        ("令和6年8月初旬", "2024-08-01", "2024-08-10", "third", False),
        ("令和6年8月中旬", "2024-08-11", "2024-08-20", "third", False),
        ("令和6年2月下旬", "2024-02-21", "2024-02-29", "third", False),
        ("令和6年度第1四半期", "2024-04-01", "2024-06-30", "quarter", False),
        ("令和6年度第四四半期", "2025-01-01", "2025-03-31", "quarter", False),
        ("平成31年（令和元年）度", "2019-04-01", "2020-03-31", "fiscal_year", False),
        ("令和6年度上半期", "2024-04-01", "2024-09-30", "quarter", False),
        ("令和6年度の下期", "2024-10-01", "2025-03-31", "quarter", False),
        ("2024年上半期", "2024-01-01", "2024-06-30", "quarter", False),
        ("令和6年", "2024-01-01", "2024-12-31", "year", False),
        ("2024年", "2024-01-01", "2024-12-31", "year", False),
        ("令和6年度", "2024-04-01", "2025-03-31", "fiscal_year", False),
        ("Ｒ６年度", "2024-04-01", "2025-03-31", "fiscal_year", False),
        ("２０２４年度", "2024-04-01", "2025-03-31", "fiscal_year", False),
        ("令和6（2024）年度", "2024-04-01", "2025-03-31", "fiscal_year", False),
        ("平成31年度（令和元年度）", "2019-04-01", "2020-03-31", "fiscal_year", False),
        ("令和6年度2月", "2025-02-01", "2025-02-28", "month", False),
        ("令和6年春", "2024-03-01", "2024-05-31", "quarter", True),
        ("令和6年の夏頃", "2024-06-01", "2024-08-31", "quarter", True),
        ("令和6年秋ごろ", "2024-09-01", "2024-11-30", "quarter", True),
        ("令和6年冬", "2024-12-01", "2025-02-28", "quarter", True),
        ("令和6年8月頃", "2024-08-01", "2024-08-31", "month", True),
        ("令和6年8月9日ごろ", "2024-08-09", "2024-08-09", "day", True),
        ("令和6年2月末", "2024-02-29", "2024-02-29", "day", True),
        ("令和6年末", "2024-12-31", "2024-12-31", "day", True),
        ("令和6年度末", "2025-03-31", "2025-03-31", "day", True),
        ("令和6年6月末日", "2024-06-30", "2024-06-30", "day", False),
        ("令和6年度末日", "2025-03-31", "2025-03-31", "day", False),
    ],
)
def test_a_single_expression_spans_its_unit(
    text: str, start: str, end: str, precision: str, approximate: bool
) -> None:
    span = parse_dates(text).spans[0]
    assert only(text) == (start, end)
    assert (span.start_precision, span.end_precision) == (precision, precision)
    assert (span.is_approximate, span.is_range, span.is_ongoing) == (approximate, False, False)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("（平12条例5・平18条例20・一部改正）", [2000, 2006]),
        ("昭和50条例3", []),
        ("（令元教委規則2・追加）", [2019]),
        ("昭45法律48", [1970]),
    ],
)
def test_the_short_years_of_law_histories(text: str, years: list[int]) -> None:
    assert [span.start.year for span in parse_dates(text).spans if span.start] == years


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("明治45年7月30日", "1912-07-30"),
        ("大正元年7月30日", "1912-07-30"),
        ("大正15年12月25日", "1926-12-25"),
        ("昭和元年12月25日", "1926-12-25"),
        ("昭和64年1月7日", "1989-01-07"),
        ("平成元年1月8日", "1989-01-08"),
        ("平成31年4月30日", "2019-04-30"),
        ("令和元年5月1日", "2019-05-01"),
    ],
)
def test_both_eras_are_right_on_their_border(text: str, day: str) -> None:
    assert only(text) == (day, day)
    assert parse_dates(text).spans[0].warning is None


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("大正16年3月1日", "1927-03-01"),
        ("昭和64年1月8日", "1989-01-08"),
        ("昭和70年", "1995-01-01"),
        ("平成31年5月1日", "2019-05-01"),
        ("平成31年5月", "2019-05-01"),
        ("平成34年度", "2022-04-01"),
        ("H33.6.1", "2021-06-01"),
    ],
)
def test_a_year_past_the_end_of_its_era_is_resolved_with_a_warning(text: str, start: str) -> None:
    span = parse_dates(text).spans[0]
    assert span.start == date.fromisoformat(start)
    assert span.warning == "era_overrun"


@pytest.mark.parametrize("text", ["平成31年", "平成31年度", "平成31年度末", "昭和64年", "平成31年4月"])
def test_the_last_year_of_an_era_has_no_warning(text: str) -> None:
    assert parse_dates(text).spans[0].warning is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("令和6年2月30日", "no_such_day"),
        ("令和7年2月29日", "no_such_day"),
        ("令和6年6月31日", "no_such_day"),
        ("令和6年6月0日", "no_such_day"),
        ("R7.2.29", "no_such_day"),
        ("2023/11/31", "no_such_day"),
        ("令和七年二月三十日", "no_such_day"),
        ("令和6年13月1日", "no_such_month"),
        ("令和6年0月", "no_such_month"),
        ("令和0年5月1日", "year_zero"),
        ("平成0年度", "year_zero"),
        ("令和元年4月30日", "before_era"),
        ("令和元年3月", "before_era"),
        ("令和元年4月下旬", "before_era"),
        ("平成元年1月7日", "before_era"),
        ("昭和元年12月24日", "before_era"),
        ("令和6年2月1日から令和6年2月31日まで", "no_such_day"),
    ],
)
def test_an_impossible_date_is_rejected_with_its_reason(text: str, reason: str) -> None:
    found = parse_dates(f"（{text}）")
    assert found.spans == ()
    assert [(one.reason, one.raw, one.begin, one.stop) for one in found.rejected] == [
        (reason, text, 1, 1 + len(text))
    ]


def test_only_the_impossible_member_of_a_list_is_dropped() -> None:
    found = parse_dates("令和6年6月30日、同月31日、同年7月2日")
    assert days(found) == [("2024-06-30", "2024-06-30"), ("2024-07-02", "2024-07-02")]
    assert [one.raw for one in found.rejected] == ["同月31日"]


def test_hyphens_part_dates_of_eras_that_are_no_towns() -> None:
    assert days(parse_dates("令和5-7-1～令和６－３－３１")) == [("2023-07-01", "2024-03-31")]
    assert days(parse_dates("平成30-12-01")) == [("2018-12-01", "2018-12-01")]
    assert parse_dates("令和5-7、平成2-3-5-6、諮問令和5-1-2号") == DateParse()


@pytest.mark.parametrize(
    "text",
    [
        "第28条第5項", "第２の１０のとおり", "40", "45歳", "3・4・5歳児", "3.5人", "1,234件", "2024", "20241105", "2024人",
        "4.2.1 概要", "No.4 - 2", "090-1234-5678", "〒154-0000", "3/4以上", "22/4/1", "1年以上5年未満", "3年ごとに", "5年保存",
        "6か月", "6月間", "10日以内に", "30日前まで", "1日8時間", "月2日程度", "週3日", "2年1組", "午前9時から午後5時まで",
        "9時～17時", "21時以降", "毎週月曜日", "月～金", "毎年4月1日", "例年6月頃", "毎月10日", "未定", "なし", "共通項目のみ",
        "令和　年　月　日", "平成 年度", "令和6年　月　日", "年　月　日", "1990年代", "年末年始", "年末調整", "春の集い", "秋田",
        "4月1日", "6月、10月、2月の3回", "6月27日(火)", "3日(月)", "同日", "翌月10日", "前年度比", "M7.3の地震", "PM2.5",
        "昭和2-3-5", "平12", "同6年3月31日", "2024.4.1.5", "①", "公布の日から起算して3月を超えない範囲", "三十日以内", "開催日の前日",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert parse_dates(text) == DateParse()


@pytest.mark.parametrize(
    "text",
    [
        "10日以内に",
        "3年",
        "6月以上",
        "毎年4月1日",
        "毎年4月1日から翌年3月31日まで",
        "1/2",
        "2月につき",
        "5年保存",
    ],
)
def test_what_is_no_date_whatever_the_context(text: str) -> None:
    context = {"document_date": date(2024, 6, 1), "previous": date(2024, 5, 1)}
    assert parse_dates(text, **context) == DateParse()


@pytest.mark.parametrize(
    ("text", "weekday_is_wrong"),
    [
        ("令和6年11月5日(火)", False),
        ("令和6年11月5日(水)", True),
        ("R6.11.5（水）", True),
        ("2024/11/5(火)", False),
    ],
)
def test_a_printed_weekday_is_checked(text: str, weekday_is_wrong: bool) -> None:
    span = parse_dates(text).spans[0]
    assert span.start == date(2024, 11, 5)
    assert span.warning == ("weekday_mismatch" if weekday_is_wrong else None)


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("令和6年度第3回審議会は２０２４年 ９月 ２日に開催", ["令和6年度", "２０２４年 ９月 ２日"]),
        ("（平成15年法律第57号）", ["平成15年"]),
        ("令和6年第2回定例会", ["令和6年"]),
        ("①令和6年4月1日②令和6年5月1日", ["令和6年4月1日", "令和6年5月1日"]),
        ("期間：R6.4.1～R7.3.31（予定）", ["R6.4.1～R7.3.31"]),
        ("2024/4/1 2024/5/1", ["2024/4/1", "2024/5/1"]),
    ],
)
def test_offsets_point_into_the_text_as_given(text: str, raws: list[str]) -> None:
    spans = parse_dates(text).spans
    assert [span.raw for span in spans] == raws
    assert all(text[span.begin : span.stop] == span.raw for span in spans)


def test_the_next_era_is_one_row_more() -> None:
    ended = [
        Era(era.name, era.letter, era.short, era.symbol, era.start, era.last or date(2039, 12, 31))
        for era in ERAS
    ]
    eras = (*ended, Era("光文", "K", "光", "", date(2040, 1, 1), None))
    parser = DateParser(eras)
    assert format_era(date(2040, 1, 1), eras) == "光文元年1月1日"
    for text in (
        "光文3年4月5日",
        "K3.4.5",
        "光3.4.5",
        "光文三年四月五日",
        "光文 ３ 年 ４ 月 ５ 日",
        "令和24年4月5日（光文3年4月5日）",
    ):
        assert days(parser.parse(text)) == [("2042-04-05", "2042-04-05")]
    assert parser.parse("令和22年4月1日").spans[0].warning == "era_overrun"
    assert parser.parse("光文0年1月1日").rejected[0].reason == "year_zero"
    assert (
        parse_dates("光文3年4月5日", document_date=date(2042, 1, 1)).spans
        != parser.parse("光文3年4月5日").spans
    )


def test_eras_that_overlap_are_refused() -> None:
    row = '[[era]]\nname = "{}"\nletter = "X"\nshort = "x"\nstart = {}\n'
    with pytest.raises(ValueError, match="begins before"):
        load_eras(row.format("甲", "2000-01-01") + "last = 2010-01-01\n" + row.format("乙", "2009-01-01"))
    with pytest.raises(ValueError, match="begins before"):
        load_eras(row.format("甲", "2000-01-01") + row.format("乙", "2009-01-01"))
