"""Text out of files reaches a terminal, and a spreadsheet, harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.terminal import printable, shortened, spreadsheet_safe

ANY_TEXT = st.text(st.characters(codec=None, categories=None))


@given(ANY_TEXT)
def test_nothing_that_steers_is_left(text: str) -> None:
    safe = printable(text)
    assert not [c for c in safe if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert len(safe.splitlines()) <= 1
    safe.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_what_is_harmless_stays(text: str) -> None:
    assert printable(text) == text


def test_escapes_are_shown() -> None:
    assert printable("a\x1b[2Jb\n\u202e") == "a\\x1b[2Jb\\n\\u202e"


@given(ANY_TEXT, st.integers(1, 50))
def test_shortened_text_is_short(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= limit


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\t=1", "\r=1", "-1+1", "+1|x"])
def test_formulas_are_text_for_a_spreadsheet(text: str) -> None:
    assert spreadsheet_safe(text) == "'" + text


@pytest.mark.parametrize("text", ["", "氏名", "-12", "+1,234.5", "-3%", "1=1"])
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert spreadsheet_safe(text) == text
