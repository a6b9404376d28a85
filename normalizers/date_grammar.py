"""How a point in time is written: the words and the regular expressions that read one.

Everything here works on the canonical text of `date_text`. The expressions are built from the table of eras.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from normalizers.date_points import EraYear, Point, Shift, Unit
from normalizers.eras import ERAS, Era
from normalizers.numerals import kanji_to_int

YEAR_WORDS: Final[dict[str, Shift]] = {
    "同年": Shift("text", 0), "当該年": Shift("text", 0), "翌年": Shift("text", 1), "明くる年": Shift("text", 1), "翌々年": Shift("text", 2),
    "前年": Shift("following", -1), "前々年": Shift("following", -2),
    "本年": Shift("document", 0), "今年": Shift("document", 0), "当年": Shift("document", 0),
    "来年": Shift("document", 1), "明年": Shift("document", 1), "再来年": Shift("document", 2),
    "昨年": Shift("document", -1), "去年": Shift("document", -1), "一昨年": Shift("document", -2),
}  # fmt: skip
"""Calendar years that are named by their distance."""

FISCAL_YEAR_WORDS: Final[dict[str, Shift]] = {
    "同年度": Shift("text", 0), "当該年度": Shift("text", 0), "翌年度": Shift("following", 1), "翌々年度": Shift("following", 2),
    "前年度": Shift("recent", -1), "前々年度": Shift("recent", -2), "次年度": Shift("following", 1),
    "本年度": Shift("document", 0), "今年度": Shift("document", 0), "当年度": Shift("document", 0),
    "来年度": Shift("document", 1), "明年度": Shift("document", 1), "再来年度": Shift("document", 2),
    "昨年度": Shift("document", -1), "一昨年度": Shift("document", -2),
}  # fmt: skip
"""Fiscal years that are named by their distance."""

MONTH_WORDS: Final[dict[str, Shift]] = {
    "同月": Shift("text", 0), "当月": Shift("text", 0), "翌月": Shift("text", 1), "翌々月": Shift("text", 2),
    "前月": Shift("text", -1), "前々月": Shift("text", -2),
    "本月": Shift("document", 0), "今月": Shift("document", 0), "来月": Shift("document", 1),
    "再来月": Shift("document", 2), "先月": Shift("document", -1), "先々月": Shift("document", -2),
}  # fmt: skip
"""Months that are named by their distance."""

DAY_WORDS: Final[dict[str, Shift]] = {
    "同日": Shift("text", 0), "当日": Shift("text", 0), "翌日": Shift("text", 1), "翌々日": Shift("text", 2),
    "前日": Shift("text", -1), "前々日": Shift("text", -2),
    "本日": Shift("document", 0), "昨日": Shift("document", -1), "明日": Shift("document", 1),
}  # fmt: skip
"""Days that are named by their distance."""

_FIRST_YEAR_OF_SHORT_MONTHS: Final = (
    1950  # a letter, a year and a month alone are read only for eras after it
)
THIRDS: Final = {"上旬": 1, "初旬": 1, "中旬": 2, "下旬": 3}
SEASONS: Final = "春夏秋冬"
WEEKDAYS: Final = "月火水木金土日"

_KANJI_NUMBER = "[〇零○一二三四五六七八九十壱弐参拾廿卅]"
_N = rf"(?:[0-9]{{1,2}}|{_KANJI_NUMBER}{{1,4}})"
_Y4 = r"(?:(?:1[89]|2[01])[0-9]{2}|[一二][〇零○一二三四五六七八九]{3}|[一二]?千(?:[一二三四五六七八九]?百)?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?)"
_AND = r"(?:[・、,~/ー-]|から|及び|および|並びに|又は|または|と)"
# A number is no date where one of these stands before it, or a word of duration or counting after its unit.
_NOT_AFTER = rf"(?<![0-9年第約満後各毎全計数])(?<![0-9][.,])(?<![年毎]度)(?<!{_KANJI_NUMBER})"
_DURATION = r"(?!間|以内|以上|以下|未満|程度|目|あたり|当たり|につき|ごと|毎|おき|を経過|を超|経過|連続|越し|にわた|に[0-9一二三四五六七八九十]+[回度])"
_NO_YEAR_WORD = r"(?![代齢輩配金間目生号忌])"


def _words(table: dict[str, Shift]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


def _number(text: str) -> int:
    if text == "元":
        return 1
    return int(text) if text.isdecimal() else (kanji_to_int(text) or 0)


_WEEKDAY: Final = re.compile(
    r"\(([月火水木金土日])(?:曜日?)?(?:[・,、/]?(?:振替休日|振休|祝日?|祭日?|休日?))?\)|([月火水木金土日])曜日?"
)
_MONTH: Final = re.compile(
    rf"の?(?:(?P<number>{_N})(?:月(?!間|齢)|(?=(?:{_AND}{_N}){{1,8}}月(?!間|齢)))|同(?P<same>{_N})月"
    rf"|(?P<word>{_words(MONTH_WORDS)})(?![比齢]))"
)
_DAY: Final = re.compile(
    rf"(?P<number>{_N})(?:日(?!間|目)|(?=(?:{_AND}{_N}){{1,20}}日(?!間|目)))|の?(?P<word>同日)"
    rf"|の?(?P<third>{'|'.join(THIRDS)})|の?(?P<exact_end>末日)|の?(?P<end>末)(?![端尾期裔席っ])|(?P<about>半ば|なかば|中頃)"
)
_PART_OF_YEAR: Final = re.compile(
    rf"の?(?:第(?P<quarter>[1-4一二三四])四半期|(?P<q>[1-4])Q|(?P<season>[{SEASONS}])(?![日夏秋冬分至闘休祭物号山場木菊])[季期先]?"
    r"|(?P<exact_end>末日)|(?:年度?)?(?P<end>末)(?![端尾期裔席っ日]))"
)
_ABOUT: Final = re.compile(r"の?(?:頃|ごろ|ころ|前後)|\((?:頃|ごろ)\)")
_NUMERIC_REST: Final = re.compile(
    r"(?P<a>[0-9]{1,2})(?:(?P<s>[./-])(?P<b>[0-9]{1,2})(?:(?P=s)(?P<c>[0-9]{1,2}))?)?(?![0-9])(?![./-][0-9])(?![年月日時分件人名回個%歳円])"
)


def _era_head(eras: tuple[Era, ...], key: str) -> str:
    names = "|".join(era.name for era in eras)
    letters = "".join(era.letter + era.letter.lower() for era in eras)
    shorts = "".join(era.short for era in eras)
    return (
        rf"(?:(?P<{key}_name>{names})|(?<![A-Za-z0-9])(?P<{key}_letter>[{letters}])[ .]?"
        rf"|(?<![一-龥])(?P<{key}_short>[{shorts}]))(?P<{key}_number>元|{_N})"
    )


def _head(eras: tuple[Era, ...]) -> re.Pattern[str]:
    """Everything a point may begin with, each in a group of its own; the earlier alternative wins."""
    any_era = f"(?:{'|'.join(e.name for e in eras)}|[{''.join(e.letter for e in eras)}{''.join(e.short for e in eras)}])"

    def other_year(key: str) -> str:
        return rf"(?:\((?:西暦)?(?:(?P<{key}_western>{_Y4})|(?P<{key}_era>{any_era})(?P<{key}_n>元|{_N}))(?:年度?)?\))?"

    alternatives = {
        "era_numeric": _era_head(eras, "en")
        + r"(?P<en_sep>[./・-])(?P<en_month>[0-9]{1,2})(?:(?P=en_sep)(?P<en_day>[0-9]{1,2}))?(?![0-9年月日])(?!(?P=en_sep)[0-9])",
        "era_year": _era_head(eras, "ey")
        + other_year("ea")
        + rf"(?:年(?P<ey_fiscal>度)?{_NO_YEAR_WORD}{other_year('eb')}|(?=(?:{_AND}{any_era}?(?:元|{_N})){{1,8}}年(?P<ey_later>度)?))",
        "western_numeric": r"(?<![0-9A-Za-z./])(?P<wn_year>(?:1[89]|2[01])[0-9]{2})(?P<wn_sep>[./-])(?P<wn_month>[0-9]{1,2})"
        r"(?:(?P=wn_sep)(?P<wn_day>[0-9]{1,2}))?(?![0-9年月日])(?!(?P=wn_sep)[0-9])",
        "western_year": rf"(?:西暦)?(?<![0-9.,])(?<!{_KANJI_NUMBER})(?P<wy_number>{_Y4})"
        + other_year("wa")
        + rf"(?:年(?P<wy_fiscal>度)?{_NO_YEAR_WORD}{other_year('wb')}|(?=(?:{_AND}(?:{_Y4}|[0-9]{{2}})){{1,8}}年(?P<wy_later>度)?))",
        "year_word": rf"(?P<yw_fiscal>{_words(FISCAL_YEAR_WORDS)})(?!比)|(?P<yw_year>{_words(YEAR_WORDS)})(?!比|同期比|同月比|度){_NO_YEAR_WORD}{other_year('yw')}",
        "slash_day": r"(?<![0-9./-])(?P<sd_month>[0-9]{1,2})[/.](?P<sd_day>[0-9]{1,2})(?=\([月火水木金土日](?:曜日?)?[)・,、/])",
        "quarter": r"第(?P<bare_quarter>[1-4一二三四])四半期",
        "bare_year": rf"{_NOT_AFTER}(?P<by_number>元|{_N})(?:年(?P<by_fiscal>度)?{_NO_YEAR_WORD}{_DURATION}"
        rf"|(?=(?:{_AND}{any_era}?(?:元|{_N})){{1,8}}年(?P<by_later>度)?{_DURATION}))",
        "month": rf"{_NOT_AFTER}(?P<m_next>翌)?(?={_N}月{_DURATION})|{_NOT_AFTER}同(?={_N}月)|{_NOT_AFTER}(?={_N}(?:{_AND}{_N}){{1,8}}月{_DURATION})"
        rf"|(?=(?:{_words(MONTH_WORDS)})(?![比齢]))",
        "day": rf"{_NOT_AFTER}(?<!月)(?P<d_prefix>[翌同])?(?P<d_number>{_N})(?:日{_DURATION}(?![前後分制][^)]|[0-9])|(?=(?:{_AND}{_N}){{1,20}}日{_DURATION}))"
        rf"|(?P<d_word>{_words(DAY_WORDS)})",
        "third": "|".join(THIRDS),
        "end": r"(?<![毎各翌])(?P<end_unit>年度|年|月)末(?P<end_exact>日)?(?!年始|調整|残高|[端尾期])",
        "season": rf"(?P<season_year>[今来昨])(?P<named_season>[{SEASONS}])|(?<![一-龥ぁ-んァ-ヶ])(?P<bare_season>[{SEASONS}])(?=頃|ごろ|以降|まで|から|~|$)",
    }
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in alternatives.items()))


@dataclass(frozen=True)
class Grammar:
    """Reads single points in time in the notations of a table of eras."""

    eras: tuple[Era, ...] = ERAS

    @cached_property
    def head(self) -> re.Pattern[str]:
        """What a point may begin with."""
        return _head(self.eras)

    @cached_property
    def _by_name(self) -> dict[str, Era]:
        return {
            key: era for era in self.eras for key in (era.name, era.letter, era.letter.lower(), era.short)
        }

    def point(self, text: str, head: re.Match[str]) -> Point | None:
        """Read the point that begins with what `head` matched; None where it is an empty form or no date."""
        kind = head.lastgroup or ""
        point = _READERS[kind](self, text, head)
        return point and _with_weekday(text, point)

    def rest(self, text: str, at: int, before: Point) -> Point | None:
        """Read what is left of a numeric date after a range mark: R4.4.1-4.30, 2022/4/1-5, R4.4-9."""
        found = _NUMERIC_REST.match(text, at)
        if not before.separator or not found or (found["s"] or before.separator) != before.separator:
            return None
        numbers = [int(found[key]) for key in "abc" if found[key]]
        if len(numbers) > (size := 3 if before.unit == "day" else 2):
            return None
        full: list[int | None] = [None] * (size - len(numbers)) + [*numbers]
        year, month, day = full if size == 3 else [*full, None]
        point = Point(
            at, found.end(), before.unit, EraYear(None, year) if year is not None else None, month=month, day=day,
            separator=before.separator,
        )  # fmt: skip
        return _with_weekday(text, point)

    def _era_year(self, head: re.Match[str], key: str) -> EraYear:
        name = head[f"{key}_name"] or head[f"{key}_letter"] or head[f"{key}_short"]
        return EraYear(self._by_name[name], _number(head[f"{key}_number"]))

    def _other_year(self, head: re.Match[str], *keys: str) -> int | EraYear | None:
        for key in keys:
            if head[f"{key}_western"]:
                return _number(head[f"{key}_western"])
            if head[f"{key}_era"]:
                return EraYear(self._by_name[head[f"{key}_era"]], _number(head[f"{key}_n"]))
        return None

    def read_era_numeric(self, _text: str, head: re.Match[str]) -> Point | None:
        """R4.4.1, H31/4/30, 令和4.4.1, R3.11."""
        year, separator = self._era_year(head, "en"), head["en_sep"]
        if separator == "-" and not head["en_letter"]:
            return None  # the 昭和 of an address: 昭和2-3-5
        if head["en_day"] is None and not self._is_month(head, year):
            return None
        return _numeric(head, year, "en")

    def _is_month(self, head: re.Match[str], year: EraYear) -> bool:
        """Whether two numbers after an era are year and month: R3.11, not M7.3, which is an earthquake."""
        if head["en_sep"] == "・" or head["en_short"]:
            return False
        last = year.era.last if year.era else None
        is_living = last is None or last.year >= _FIRST_YEAR_OF_SHORT_MONTHS
        return bool(head["en_name"]) or (
            is_living and head["en_letter"].isupper() and not head.group().startswith(head["en_letter"] + ".")
        )

    def read_western_numeric(self, _text: str, head: re.Match[str]) -> Point | None:
        """2022/4/1, 2022.4.1, 2022-04-01, 2022/4."""
        is_month = head["wn_day"] is None
        if is_month and (
            not 1 <= int(head["wn_month"]) <= 12 or (head["wn_sep"] == "-" and len(head["wn_month"]) == 1)
        ):
            return None
        return _numeric(head, int(head["wn_year"]), "wn")

    def read_era_year(self, text: str, head: re.Match[str]) -> Point | None:
        """令和4年, 平成31(2019)年, 令和4年度, 令和4 of 令和4～6年度, and what follows of month and day."""
        year, other = self._era_year(head, "ey"), self._other_year(head, "ea", "eb")
        return _in_year(
            text,
            head,
            Point(head.start(), head.end(), "year", year, other, bool(head["ey_fiscal"] or head["ey_later"])),
        )

    def read_western_year(self, text: str, head: re.Match[str]) -> Point | None:
        """2022年, 2022(令和4)年度, 二〇二二年, and what follows."""
        year, other = _number(head["wy_number"]), self._other_year(head, "wa", "wb")
        return _in_year(
            text,
            head,
            Point(head.start(), head.end(), "year", year, other, bool(head["wy_fiscal"] or head["wy_later"])),
        )

    def read_year_word(self, text: str, head: re.Match[str]) -> Point | None:
        """同年, 翌年, 来年度, and what follows."""
        fiscal, year = head["yw_fiscal"], head["yw_year"]
        shift = FISCAL_YEAR_WORDS[fiscal] if fiscal else YEAR_WORDS[year]
        return _in_year(text, head, Point(head.start(), head.end(), "year", shift, is_fiscal=bool(fiscal)))

    def read_bare_year(self, text: str, head: re.Match[str]) -> Point | None:
        """28年, 4年度: a year without its era, and what follows."""
        year = EraYear(None, _number(head["by_number"]))
        return _in_year(
            text,
            head,
            Point(
                head.start(), head.end(), "year", year, is_fiscal=bool(head["by_fiscal"] or head["by_later"])
            ),
        )

    def read_slash_day(self, _text: str, head: re.Match[str]) -> Point:
        """6/26, where a weekday follows."""
        return Point(
            head.start(),
            head.end(),
            "day",
            month=int(head["sd_month"]),
            day=int(head["sd_day"]),
            separator="/",
        )

    def read_quarter(self, _text: str, head: re.Match[str]) -> Point:
        """第1四半期."""
        return Point(head.start(), head.end(), "quarter", part=_number(head["bare_quarter"]), is_fiscal=True)

    def read_month(self, text: str, head: re.Match[str]) -> Point | None:
        """4月, 同月, 翌3月, and what follows."""
        start = head.start() + (1 if head["m_next"] else 0)
        point = _in_month(text, Point(head.start(), start, "month", is_next=bool(head["m_next"])))
        return point if point and point.month is not None else None

    def read_day(self, _text: str, head: re.Match[str]) -> Point:
        """12日, 翌10日, 同日."""
        if head["d_word"]:
            return Point(head.start(), head.end(), "day", day=DAY_WORDS[head["d_word"]])
        return Point(
            head.start(), head.end(), "day", day=_number(head["d_number"]), is_next=head["d_prefix"] == "翌"
        )

    def read_third(self, _text: str, head: re.Match[str]) -> Point:
        """下旬."""
        return Point(head.start(), head.end(), "third", part=THIRDS[head.group()])

    def read_end(self, _text: str, head: re.Match[str]) -> Point:
        """年度末, 年末, 月末."""
        month = Shift("text", 0) if head["end_unit"] == "月" else None
        return Point(
            head.start(), head.end(), "last_day", is_fiscal=head["end_unit"] == "年度", month=month,
            is_approximate=not head["end_exact"],
        )  # fmt: skip

    def read_season(self, _text: str, head: re.Match[str]) -> Point:
        """夏頃, 来春."""
        year = {"今": 0, "来": 1, "昨": -1}.get(head["season_year"] or "")
        return Point(
            head.start(), head.end(), "season", Shift("document", year) if year is not None else None,
            part=SEASONS.index(head["named_season"] or head["bare_season"]), is_approximate=True,
        )  # fmt: skip


_READERS: Final = {
    "era_numeric": Grammar.read_era_numeric,
    "era_year": Grammar.read_era_year,
    "western_numeric": Grammar.read_western_numeric,
    "western_year": Grammar.read_western_year,
    "year_word": Grammar.read_year_word,
    "slash_day": Grammar.read_slash_day,
    "quarter": Grammar.read_quarter,
    "bare_year": Grammar.read_bare_year,
    "month": Grammar.read_month,
    "day": Grammar.read_day,
    "third": Grammar.read_third,
    "end": Grammar.read_end,
    "season": Grammar.read_season,
}


def _numeric(head: re.Match[str], year: int | EraYear, key: str) -> Point:
    day = head[f"{key}_day"]
    unit: Unit = "day" if day else "month"
    month, day_number = int(head[f"{key}_month"]), int(day) if day else None
    return Point(
        head.start(), head.end(), unit, year, month=month, day=day_number, separator=head[f"{key}_sep"]
    )


def _with_weekday(text: str, point: Point) -> Point:
    """Read what may follow any point: its weekday and 頃."""
    if weekday := _WEEKDAY.match(text, point.stop) if point.unit == "day" else None:
        name = weekday.group(1) or weekday.group(2)
        point = replace(point, weekday=WEEKDAYS.index(name), stop=weekday.end())
    if about := _ABOUT.match(text, point.stop):
        point = replace(point, is_approximate=True, stop=about.end())
    return point


def _in_year(text: str, head: re.Match[str], point: Point) -> Point | None:
    """Read what follows a year: a month, a quarter, a season, its end."""
    if text.startswith(("月日", "月 日"), head.end()):
        return None  # a form that nobody has filled in: 令和4年　月　日
    if part := _PART_OF_YEAR.match(text, head.end()):
        if quarter := part["quarter"] or part["q"]:
            return replace(point, unit="quarter", part=_number(quarter), stop=part.end())
        if season := part["season"]:
            return replace(
                point, unit="season", part=SEASONS.index(season), is_approximate=True, stop=part.end()
            )
        return replace(point, unit="last_day", is_approximate=not part["exact_end"], stop=part.end())
    if point.is_fiscal:
        point = replace(point, unit="fiscal_year")
    return _in_month(text, point)


def _in_month(text: str, point: Point) -> Point:
    month = _MONTH.match(text, point.stop)
    if month is None:
        if point.year is not None and (day := _DAY.match(text, point.stop)) and day["word"]:
            return replace(point, unit="day", day=Shift("text", 0), stop=day.end())
        return point
    number = month["number"] or month["same"]
    value = _number(number) if number else MONTH_WORDS[month["word"]]
    return _in_day(text, replace(point, unit="month", month=value, stop=month.end()))


def _in_day(text: str, point: Point) -> Point:
    day = _DAY.match(text, point.stop)
    if day is None:
        return point
    if day["number"]:
        return replace(point, unit="day", day=_number(day["number"]), stop=day.end())
    if day["word"]:
        return replace(point, unit="day", day=Shift("text", 0), stop=day.end())
    if day["third"]:
        return replace(point, unit="third", part=THIRDS[day["third"]], stop=day.end())
    if day["about"]:
        return replace(point, is_approximate=True, stop=day.end())
    return replace(point, unit="last_day", is_approximate=not day["exact_end"], stop=day.end())
