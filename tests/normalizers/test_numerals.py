"""Numbers in kanji, digits and both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.numerals import KANJI_DIGITS, int_to_kanji, kanji_to_int


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二十八", 28), ("十", 10), ("百三", 103), ("二〇二四", 2024), ("二千二十四", 2024), ("○", 0), ("三億四千万", 340_000_000),
        ("3万5千", 35_000), ("１２", 12), ("12,345", 12_345), ("2.5億", 250_000_000), ("1億2,345万", 123_450_000), ("壱拾弐", 12),
        ("廿三", 23), ("一万", 10_000), ("1千500", 1500),
    ],
)  # fmt: skip
def test_numbers(text: str, value: int) -> None:
    assert kanji_to_int(text) == value


@pytest.mark.parametrize(
    "text", ["", "万", "百千", "万億", "数百", "1.5", "12,34", "三人", "十十", "9" * 30, "-3", " "]
)
def test_what_is_no_whole_number(text: str) -> None:
    assert kanji_to_int(text) is None


@given(st.integers(0, 10**16 - 1))
def test_kanji_are_read_back(value: int) -> None:
    assert kanji_to_int(int_to_kanji(value)) == value


@given(st.integers(0, 10**12))
def test_positional_kanji_are_read_back(value: int) -> None:
    assert kanji_to_int("".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))) == value


@given(st.text(alphabet=[*KANJI_DIGITS, *"十百千万億兆拾,.0123９", " "], max_size=30))
def test_no_text_raises(text: str) -> None:
    value = kanji_to_int(text)
    assert value is None or value >= 0


@pytest.mark.parametrize("value", [-1, 10**16])
def test_what_kanji_cannot_hold_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        int_to_kanji(value)
