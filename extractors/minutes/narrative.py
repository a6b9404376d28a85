"""The heading of minutes told in sentences (…において開催した。出席者は、…である)."""

from __future__ import annotations

import re

from extractors.minutes.words import plain
from normalizers.dates import parse_dates
from normalizers.numerals import kanji_to_int
from normalizers.times import parse_times

_PLACE = re.compile(
    r"(?:から|より|まで|に|、|時|分|[)）])、?(?P<place>[^、。]{3,40}?)(?:において|にて|(?<!ま)で)(?=、|[^。、]{0,40}(?:開催|開会|開い|行))"
)
_PEOPLE = re.compile(
    r"(?P<kind>出席|欠席)(?:した)?(?:者|委員)?は、?(?P<people>[^。]{2,400}?)"
    r"(?=の(?:計)?[0-9０-９一二三四五六七八九十]{1,3}[名人]|で(?:あ|し|、)|です|が欠席|。|$)"
)
_OBSERVERS = re.compile(r"傍聴(?:者|人)は、?(?P<count>[0-9０-９一二三四五六七八九十]{1,3})[名人]")
_NO_OBSERVERS = re.compile(r"傍聴(?:者|人)(?:は、?|:)?(?:な(?:し|い|く)|い(?:ない|ません)|おら|おりません)")


def place_in(text: str) -> str | None:
    """The place of a sentence that says where the meeting was held."""
    match = _PLACE.search(text)
    return match["place"].strip() if match else None


def people_in(text: str) -> list[tuple[str, bool]]:
    """Lists of people in sentences, and whether they were present."""
    return [(match["people"].strip(), match["kind"] == "出席") for match in _PEOPLE.finditer(text)]


def observers_in(text: str) -> int | None:
    """How many people listened, as a sentence tells it."""
    if match := _OBSERVERS.search(text):
        return kanji_to_int(match["count"])
    return 0 if _NO_OBSERVERS.search(plain(text)) else None


def place_after_time(text: str) -> str | None:
    """The place beside the day and time under one label (日時及び場所)."""
    ends = [span.stop for span in parse_dates(text).spans] + [span.stop for span in parse_times(text)]
    if not ends:
        return None
    rest = re.sub(
        r"^[\s、,/／・]*(?:\([^()]{1,6}\)|（[^（）]{1,6}）|まで|頃)*[\s、,/／・]*", "", text[max(ends) :]
    )
    return rest.strip() or None
