"""The short way for most texts: those that are one plain date (令和4年6月24日, R4.6.24), and those that hold none."""

import re
from datetime import date
from typing import Final

from normalizers.eras import Era

_LONGEST: Final = 40  # characters of a date that is printed letter by letter
_D: Final = "[0-9０-９]{1,2}"
_WESTERN: Final = "(?:1[89]|2[01])[0-9]{2}"

# Without one of these no notation is complete: a unit (also in its compatibility forms), or a number and a separator.
_CUE: Final = (
    r"[年月日旬期春夏秋冬⽇⽉㋀-㋋㏠-㏾\uf900-\ufaff]"
    r"|[0-9０-９元][\s\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f]*[./・･·‧\-／．－‐-―−─━]"
)
_NUMERAL: Final = "[0-9０-９元〇一二三四五六七八九十]"


class PlainDates:
    """Reads texts that are one complete date in one of the two plainest notations, and no others."""

    def __init__(self, eras: tuple[Era, ...]) -> None:
        shorts = "".join(era.short for era in eras)
        # 令五・四・一 and 平12条例5 have nothing but the short name of an era before a number.
        self._cue = re.compile(
            rf"{_CUE}|[{shorts}][\s\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f]*{_NUMERAL}"
        ).search
        names, letters = "|".join(era.name for era in eras), "".join(era.letter for era in eras)
        self._eras = {key: era for era in eras for key in (era.name, era.letter)}
        self._kanji = re.compile(
            rf"(?:({names}|[{letters}])(元|{_D})|({_WESTERN}))年({_D})月({_D})日"
        ).fullmatch
        self._dotted = re.compile(rf"(?:([{letters}])(元|{_D})|({_WESTERN}))([./-])({_D})\4({_D})").fullmatch

    def may_hold_date(self, text: str) -> bool:
        """Whether a text is worth reading: False only where there is certainly no date in it."""
        return self._cue(text) is not None

    def read(self, text: str) -> date | None:
        """The day; None where the text is anything but a plain and faultless date.

        White space around the units of 令和 4 年 4 月 1 日 is no matter; the other notations must be printed closely.
        """
        if found := self._kanji(text):
            name, number, western, month, day = found.groups()
        elif found := self._dotted(text):
            name, number, western, _, month, day = found.groups()
        elif len(text) <= _LONGEST and (found := self._kanji("".join(text.split()))) and found[1]:
            name, number, western, month, day = found.groups()
        else:
            return None
        era = self._eras[name] if name else None
        year = int(western) if era is None else era.western_year(1 if number == "元" else int(number))
        try:
            read = date(year, int(month), int(day))
        except ValueError:
            return None
        return read if era is None or era.covers(read) else None
