"""Numbers as Japanese text writes them: 二十八, 二〇二二, 一億二千万, 3万5千, 1.5億, 壱拾, full-width digits.

Kanji numerals (漢数字) are read in both notations in use, positional (二〇二二) and with units (二千二十二), also mixed
with Arabic digits (3万5千), and so are the formal characters of contracts and registers (大字: 壱弐参拾).
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Final

_DIGIT_ROWS: Final = ("〇一二三四五六七八九", "零壱弐参肆伍陸漆捌玖", "○壹貳參", "◯弌弍弎")
KANJI_DIGITS: Final[dict[str, int]] = {
    character: value for row in _DIGIT_ROWS for value, character in enumerate(row)
}
"""Kanji for one digit: the common ones, 大字, older forms, and the two circles that are typed for 〇."""

SMALL_UNITS: Final[dict[str, int]] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
"""Units that multiply the digits just before them; alone they stand for themselves (十 = 10)."""

LARGE_UNITS: Final[dict[str, int]] = {"万": 10**4, "萬": 10**4, "億": 10**8, "兆": 10**12}
"""Units that multiply all that stands since the unit before them."""

_SHORT_TENS: Final = str.maketrans({"廿": "二十", "卄": "二十", "卅": "三十", "丗": "三十", "卌": "四十"})
_ARABIC: Final = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_MAX_LENGTH: Final = 32  # 9999兆9999億9999万9999 in kanji
_LIMIT: Final = 10**20  # below the 28 digits at which Decimal rounds

_CHARACTERS: Final = "".join((*KANJI_DIGITS, *SMALL_UNITS, *LARGE_UNITS, "廿卄卅丗卌"))
NUMBER_PATTERN: Final = rf"(?:[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?|[{_CHARACTERS}])+"
"""Regular expression (without a group) of a run that may be a number, for text whose digits are half-width.

What it matches need not be one: `kanji_to_int` decides.
"""


def _positional(digits: str) -> int | None:
    """Read digits that stand side by side (二〇二二); None where one of them is no digit."""
    value = 0
    for character in digits:
        digit = KANJI_DIGITS.get(character)
        if digit is None:
            return None
        value = value * 10 + digit
    return value if digits else None


def _tokens(text: str) -> list[Decimal | str] | None:
    """Split a number into its digit runs (as values) and its units; None where anything else stands in it."""
    found: list[Decimal | str] = []
    at = 0
    while at < len(text):
        if arabic := _ARABIC.match(text, at):
            found.append(Decimal(arabic.group().replace(",", "")))
            at = arabic.end()
        elif text[at] in SMALL_UNITS or text[at] in LARGE_UNITS:
            found.append(text[at])
            at += 1
        else:
            run = at
            while run < len(text) and text[run] in KANJI_DIGITS:
                run += 1
            value = _positional(text[at:run])
            if value is None:
                return None
            found.append(Decimal(value))
            at = run
    return found


def _combine(tokens: list[Decimal | str]) -> Decimal | None:
    """Multiply out the units, which must fall: 千二百 is a number, 百千 and 万億 are not."""
    total = section = Decimal(0)
    digits: Decimal | None = None
    small_limit: int | None = None
    large_limit: int | None = None
    for token in tokens:
        if isinstance(token, Decimal):
            if digits is not None:
                return None
            digits = token
        elif (unit := SMALL_UNITS.get(token)) is not None:
            if small_limit is not None and unit >= small_limit:
                return None
            section += unit * (1 if digits is None else digits)
            digits, small_limit = None, unit
        else:
            unit = LARGE_UNITS[token]
            if large_limit is not None and unit >= large_limit:
                return None
            if digits is None and small_limit is None:
                return None
            total += unit * (section + (digits or 0))
            section, digits, small_limit, large_limit = Decimal(0), None, None, unit
    return total + section + (digits or 0)


@lru_cache(maxsize=4096)
def kanji_to_int(text: str) -> int | None:
    """Read a whole number in Arabic digits, kanji numerals or a mixture of both.

    Full-width digits and thousands separators are read; decimals only where a unit makes them whole.

    >>> [kanji_to_int(text) for text in ("二十八", "二〇二二", "一億二千万", "3万5千", "1.5億", "壱拾弐", "12,345")]
    [28, 2022, 120000000, 35000, 150000000, 12, 12345]

    Args:
        text: The number and nothing else.

    Returns:
        Its value, or None where the text is no whole number (数百, 万, 1.5, 百千).
    """
    if not text or len(text) > _MAX_LENGTH:
        return None
    tokens = _tokens(unicodedata.normalize("NFKC", text).translate(_SHORT_TENS))
    value = _combine(tokens) if tokens else None
    return int(value) if value is not None and value < _LIMIT and value == int(value) else None


def int_to_kanji(value: int) -> str:
    """Write a whole number in kanji with units, as official Japanese text does: 28 is 二十八.

    Args:
        value: 0 to 10**16 - 1.

    Raises:
        ValueError: The number is out of that range.
    """
    if not 0 <= value < 10**16:
        raise ValueError(f"{value} is not between 0 and 10**16 - 1")
    if value == 0:
        return "〇"
    written = ""
    for unit, name in ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
        section = value // unit % 10**4
        written += _section_to_kanji(section) + name if section else ""
    return written


def _section_to_kanji(section: int) -> str:
    written = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = section // unit % 10
        if digit:
            written += ("" if digit == 1 and name else _DIGIT_ROWS[0][digit]) + name
    return written
