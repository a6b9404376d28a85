"""The title of minutes: which council met, in which session."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.minutes.words import plain, profile
from normalizers.dates import parse_dates
from normalizers.eras import japanese_fiscal_year
from normalizers.numerals import kanji_to_int
from normalizers.text import normalize_display

if TYPE_CHECKING:
    from collections.abc import Sequence

_ERA = r"(?:(?:令和|平成|昭和|R|H)?\s?(?:[0-9]{1,4}|元|[一二三四五六七八九十]{1,3})\s?年\s?(?:度)?)"
_NUMBER = r"[0-9]{1,4}|[一二三四五六七八九十百][〇○一二三四五六七八九十百]{0,4}"
_SESSION = re.compile(rf"(?P<year>{_ERA})?(?P<mid>[^0-9第]{{0,40}}?)第\s?(?P<number>{_NUMBER})\s?回(?:目)?")
_BRACKETED_SESSION = re.compile(rf"[(（【〔\[](?:{_ERA})?第(?:{_NUMBER})回(?:目)?[)）】〕\]]$")
_DAY = rf"^{_ERA}(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})月(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})日(?:[(（].[)）])?"
_FISCAL = re.compile(r"(?P<era>令和|平成|昭和)?(?P<year>[0-9]{1,4}|元|[一二三四五六七八九十]{1,3})年度")


@cache
def _titles() -> tuple[str, ...]:
    """Words for minutes in comparison form, longest first."""
    return tuple(sorted(map(plain, profile()["title"]), key=len, reverse=True))


def title_words(text: str) -> str:
    """The text without the words for minutes at its end; unchanged where there are none."""
    word = printed = re.sub(r"\s+", "", text)
    attributes = "|".join(map(re.escape, profile()["title_attribute"]))
    word = _BRACKETED_SESSION.sub("", re.sub(rf"[(（【〔\[](?:{attributes})[)）】〕\]]", "", word))
    word = (
        re.sub(r"[(（【〔\[](\S{3,6})[)）】〕\]]$", r"\1", word)
        if plain(word[:-1]).endswith(_titles())
        else word
    )
    remark = re.search(r"[(（][^()（）]{4,20}[)）]$", word)
    word = word[: remark.start()] if remark and plain(word[: remark.start()]).endswith(_titles()) else word
    compared, behind = plain(word), profile()["title_behind"]
    if compared.endswith(_titles()):
        for title in _titles():
            if compared.endswith(behind.get(title, "") + title) and len(word) >= len(title):
                return word[: len(word) - len(title)].rstrip("の・")
    return printed


def is_title(text: str) -> bool:
    """Whether a line ends with a word for minutes and says nothing else but which meeting."""
    word = re.sub(r"\s+", "", text)
    return (
        len(word) <= 60
        and title_words(word) != word
        and not re.search("[。、]|について|作成|委託|公開請求", word)
    )


@dataclass(frozen=True, slots=True)
class Title:
    """What the title says: council, session as printed, its number, and the fiscal year it names."""

    council: str | None
    session_raw: str | None
    number: int | None
    fiscal_year: int | None


def read_title(names: Sequence[str], title: Sequence[str]) -> Title:
    """Read council and session.

    Args:
        names: values of labels such as 会議名, which count more.
        title: the lines above the first label.
    """
    pairs = [a + b for a, b in pairwise(title)]
    lines = [_narrow(one) for one in [*names, *title]]
    session = next((s for line in lines if (s := _session(line))), None)
    if session is None:
        session = next((s for line in map(_narrow, pairs) if (s := _session(line))), None)
    council = next((c for line in [*names, *title, *pairs] if (c := _council(line))), None)
    if council is not None and not any(map(_council, names)):
        council = _body_above(council, title) + council
    if council is None and names:
        council = _without_session(names[0]) or None
    year = next((_fiscal(m) for line in lines if (m := _FISCAL.search(line.translate(_DIGITS)))), None)
    raw, number = session or (None, None)
    if raw and year is not None and "年" not in raw:
        era = next(line[slice(*m.span())] for line in lines if (m := _FISCAL.search(line.translate(_DIGITS))))
        raw = era + raw
    return Title(council, raw, number, year)


_BODY = re.compile(r"\S{2,24}(?:[都道府県市区町村]|組合|連合|企業団|事業団|大学|機構|公社)")


def _body_above(council: str, title: Sequence[str]) -> str:
    """The body whose council it is, where a title over two lines names it in the first and the council in the second."""
    for above, line in pairwise(title):
        if _council(line) == council and (body := _BODY.fullmatch(_without_session(above))):
            return "" if council.startswith(body.group()) else body.group()
    return ""


def names_meeting(text: str) -> bool:
    """Whether a line says nothing but which council met, or in which session."""
    line = _narrow(text)
    match = _SESSION.fullmatch(line.translate(_DIGITS))
    return bool(match and not match["mid"]) or _council(line) is not None


_DIGITS = str.maketrans("０１２３４５６７８９（）", "0123456789()")


def _narrow(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _session(line: str) -> tuple[str, int | None] | None:
    match = _SESSION.search(line.translate(_DIGITS))
    if not match or re.search("次回|前回", line):
        return None
    year, number = (line[slice(*match.span(name))] for name in ("year", "number"))
    near = not match["mid"].strip("() ")
    is_named = year and (near or "年度" in year)
    return f"{year if is_named else ''}第{number}回", kanji_to_int(match["number"])


def _fiscal(match: re.Match[str]) -> int | None:
    spans = parse_dates(match.group()).spans
    if spans and spans[0].start:
        return japanese_fiscal_year(spans[0].start)
    number = kanji_to_int(match["year"])
    return number if number and number > 1900 else None


def _without_session(text: str) -> str:
    line = re.sub(_DAY, "", _narrow(normalize_display(text)))
    line = re.sub("^(?:開催分|開催)", "", line)
    told = line.removesuffix("について")
    line = title_words(told if title_words(told) != told else line)
    line = re.sub(
        rf"[(（【〔\[]?(?:{_ERA})?(?:第(?:{_NUMBER})回(?:目)?|(?:定例|臨時)会)[)）】〕\]]?", "", line
    )
    line = re.sub(rf"^第(?:{_NUMBER})期(?=\S)", "", line)
    line = re.sub(
        rf"^{_ERA}|[(（]{_ERA}[)）]|^[(（][^()（）]{{1,8}}[)）](?=\S)|[(（][^()（）]*(?<!会)[)）]$", "", line
    )
    line = re.sub(r"(?:(?<=会)|(?<=会[)）]))(?:会議|総会|定例会|臨時会|の開催結果|の開催概要|の)$", "", line)
    line = re.sub(r"^[の・:：「」『』()（）【】～~\s-]+|[の・:：「」『』()（）【】～~\s-]+$", "", line)
    return f"{line}）" if re.search(r"[(（][^()（）]*会$", line) else line


def _council(text: str) -> str | None:
    line = _without_session(text)
    if not line or len(line) > 50 or re.search("[。、]", line):
        return None
    ends = tuple(profile()["council_end"])
    closed = re.sub("[)）]$", "", line)
    if not closed.endswith(ends) and f"{line}会議" in _narrow(normalize_display(text)):
        line = f"{line}会議"
    is_named = line not in ends or line in profile()["council_alone"]
    return (
        line
        if (line.endswith(ends) or closed.endswith(ends)) and is_named and not line.endswith("次回会議")
        else None
    )
