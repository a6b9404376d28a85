"""How points in time are written: the words and regular expressions for them, on the canonical text of `text`.

The expressions are built from the table of eras.
"""

import re
from typing import Final

from normalizers.dates.points import Shift
from normalizers.eras import Era
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

THIRDS: Final = {"上旬": 1, "初旬": 1, "中旬": 2, "下旬": 3}
SEASONS: Final = "春夏秋冬"
WEEKDAYS: Final = "月火水木金土日"

_KANJI_NUMBER = "[〇零○一二三四五六七八九十壱弐参拾廿卅]"
_N = rf"(?:[0-9]{{1,2}}|{_KANJI_NUMBER}{{1,4}})"
_Y4 = r"(?:(?:1[89]|2[01])[0-9]{2}|[一二][〇零○一二三四五六七八九]{3}|[一二]?千(?:[一二三四五六七八九]?百)?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?)"
_AND = r"(?:[・、,~/ー-]|から|及び|および|並びに|又は|または|と)"
# A number is no date where one of these stands before it, or a word of duration or counting after its unit.
_NOT_AFTER = (
    rf"(?<![0-9年第約満後各毎全計数])(?<![0-9]\.)(?!(?<=[0-9],)[0-9]{{3}})(?<![年毎]度)(?<!{_KANJI_NUMBER})"
)
_DURATION = r"(?!間|以内|以上|以下|未満|程度|目|あたり|当たり|につき|ごと|毎|おき|を経過|を超|経過|連続|越し|にわた|に[0-9一二三四五六七八九十]+[回度])"
_NO_YEAR_WORD = r"(?![代齢輩配金間目生号忌])"


def _words(table: dict[str, Shift]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


def number_of(text: str) -> int:
    """The number a notation matched, 1 for 元; 0 for what is none."""
    if text == "元":
        return 1
    return int(text) if text.isdecimal() else (kanji_to_int(text) or 0)


WEEKDAY: Final = re.compile(
    r"\(([月火水木金土日])(?:曜日?)?(?:[・,、/]?(?:振替休日|振休|祝日?|祭日?|休日?))?\)|([月火水木金土日])曜日?"
)
MONTH: Final = re.compile(
    rf"の?(?:(?P<number>{_N})(?:月(?!間|齢)|(?=(?:{_AND}{_N}){{1,8}}月(?!間|齢)))|同(?P<same>{_N})月"
    rf"|(?P<word>{_words(MONTH_WORDS)})(?![比齢]))"
)
DAY: Final = re.compile(
    rf"(?P<number>{_N})(?:日(?!間|目)|(?=(?:{_AND}{_N}){{1,20}}日(?!間|目)))|の?(?P<word>同日)"
    rf"|の?(?P<third>{'|'.join(THIRDS)})|の?(?P<exact_end>末日)|の?(?P<end>末)(?![端尾期裔席っ])|(?P<about>半ば|なかば|中頃)"
)
PART_OF_YEAR: Final = re.compile(
    rf"の?(?:第(?P<quarter>[1-4一二三四])四半期|(?P<q>[1-4])Q|(?P<season>[{SEASONS}])(?![日夏秋冬分至闘休祭物号山場木菊])[季期先]?"
    r"|(?P<half>[上下])半?期|(?P<exact_end>末日)|(?:年度?)?(?P<end>末)(?![端尾期裔席っ日]))"
)
SLASHED: Final = re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?![0-9/])")
_LAWS: Final = "(?:教委)?(?:条例|規則|規程|告示|訓令|要綱|法律|政令|省令|府令)第?[0-9]"
ABOUT: Final = re.compile(r"の?(?:頃|ごろ|ころ|前後)|\((?:頃|ごろ)\)")
NUMERIC_REST: Final = re.compile(
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


def head_pattern(eras: tuple[Era, ...]) -> re.Pattern[str]:
    """Everything a point may begin with, each in a group of its own; the earlier alternative wins."""
    any_era = f"(?:{'|'.join(e.name for e in eras)}|[{''.join(e.letter for e in eras)}{''.join(e.short for e in eras)}])"

    def other_year(key: str) -> str:
        return rf"(?:\((?:西暦)?(?:(?P<{key}_western>{_Y4})|(?P<{key}_era>{any_era})(?P<{key}_n>元|{_N}))(?:年度?)?\))?"

    alternatives = {
        "era_numeric": _era_head(eras, "en")
        + r"(?P<en_sep>[./・-])(?P<en_month>[0-9]{1,2})(?:(?P=en_sep)(?P<en_day>[0-9]{1,2}))?(?![0-9年月日])(?!(?P=en_sep)[0-9])",
        "era_kanji": rf"(?<![一-龥])(?P<ek_short>[{''.join(e.short for e in eras)}])(?P<ek_number>元|{_KANJI_NUMBER}{{1,3}})[・.]"
        rf"(?P<ek_month>{_KANJI_NUMBER}{{1,2}})[・.](?P<ek_day>{_KANJI_NUMBER}{{1,3}})(?!{_KANJI_NUMBER}|[・.年月日])",
        "law_year": rf"(?<![一-龥])(?P<ly_short>[{''.join(e.short for e in eras)}])(?P<ly_number>元|{_N})(?={_LAWS})",
        "era_year": _era_head(eras, "ey")
        + other_year("ea")
        + rf"(?:年(?P<ey_fiscal>度)?{_NO_YEAR_WORD}{other_year('eb')}(?P<ey_behind>(?<=\))度)?|(?=(?:{_AND}{any_era}?(?:元|{_N})){{1,8}}年(?P<ey_later>度)?))",
        "western_numeric": r"(?<![0-9A-Za-z./])(?P<wn_year>(?:1[89]|2[01])[0-9]{2})(?P<wn_sep>[./-])(?P<wn_month>[0-9]{1,2})"
        r"(?:(?P=wn_sep)(?P<wn_day>[0-9]{1,2}))?(?![0-9年月日])(?!(?P=wn_sep)[0-9])",
        "western_year": rf"(?:西暦)?(?<![0-9.,])(?<!{_KANJI_NUMBER})(?P<wy_number>{_Y4})"
        + other_year("wa")
        + rf"(?:年(?P<wy_fiscal>度)?{_NO_YEAR_WORD}{other_year('wb')}|(?=(?:{_AND}(?:{_Y4}|[0-9]{{2}})){{1,8}}年(?P<wy_later>度)?))",
        "year_word": rf"(?P<yw_fiscal>{_words(FISCAL_YEAR_WORDS)})(?!比)|(?P<yw_year>{_words(YEAR_WORDS)})(?!比|同期比|同月比|度){_NO_YEAR_WORD}{other_year('yw')}",
        "slash_day": r"(?<![0-9./-])(?P<sd_month>[0-9]{1,2})[/.](?P<sd_day>[0-9]{1,2})(?=\([月火水木金土日](?:曜日?)?[)・,、/])",
        "quarter": r"第(?P<bare_quarter>[1-4一二三四])四半期",
        "bare_year": rf"{_NOT_AFTER}(?P<by_same>同)?(?P<by_number>元|{_N})(?:年(?P<by_fiscal>度)?{_NO_YEAR_WORD}{_DURATION}"
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
