"""Contact data of persons in text that is to be published: telephone numbers, mail addresses, postal addresses.

>>> [(found.kind, found.raw) for found in find_contacts("連絡先は 090-0000-1234、taro@example.jp です")]
[('telephone', '090-0000-1234'), ('email', 'taro@example.jp')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["telephone", "email", "address"]

_WIDE: Final = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5E)}
    | dict.fromkeys("‐‑‒–—―−─ーｰ", "-")
    | {"　": " ", "〒": "〒"}
)
_TELEPHONE: Final = re.compile(
    r"(?<![0-9A-Za-z.-])(?:\(0[0-9]{1,4}\) ?[0-9]{1,4}-[0-9]{3,4}"
    r"|0[0-9]{1,4} ?[-(] ?[0-9]{1,4} ?[-)] ?[0-9]{3,4}"
    r"|0[5789]0 ?[0-9]{4} ?[0-9]{4}|0[1-9][0-9]{8}|\+81[- ]?[0-9]{1,4}[- ][0-9]{1,4}[- ][0-9]{3,4})(?![0-9-])"
)
_EMAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
)
_POSTCODE: Final = re.compile(r"〒 ?[0-9]{3}-?[0-9]{4}[ 、,]{0,2}")
_PLACE: Final = re.compile(r"[一-鿿々ヶケ]{1,6}[市区町村郡]")
_DIGIT: Final = "[0-9一二三四五六七八九十]"
_HOUSE: Final = re.compile(
    rf"[一-鿿々ぁ-んァ-ヶー]{{1,12}}(?:{_DIGIT}{{1,3}}丁目 ?{_DIGIT}{{1,4}}(?:番地?(?:の?{_DIGIT}{{1,4}}号?)?|-[0-9]{{1,4}})"
    rf"|[0-9]{{1,4}}(?:番地?の?{_DIGIT}{{1,4}}号?|番地|-[0-9]{{1,4}}-[0-9]{{1,4}}))"
)
_OFFICES: Final = re.compile(
    "庁舎|役所|役場|庁内|所在地|会館|センター|ホール|会議室|事業所|事務所|本社|支社|営業所|学校|図書館|公園|施設|出張所|保健所|事務局|課$|ビル|プラザ"
)
_NEAR: Final = 24  # characters about an address in which the name of an office shows whose it is


@dataclass(frozen=True, slots=True)
class Contact:
    """One piece of contact data: the printed text, and where it stands in the text (`text[begin:stop]`)."""

    kind: Kind
    raw: str
    begin: int
    stop: int


def find_contacts(text: str) -> tuple[Contact, ...]:
    """Find what looks like contact data of persons, in order.

    Telephone numbers and mail addresses are always reported: whose they are cannot be told from the text. Postal addresses
    are reported down from the house number, and not where an office, a hall or another public place is named beside them.

    Args:
        text: Any text, as printed: full-width digits and every kind of hyphen are read.
    """
    narrow = text.translate(_WIDE)
    found = [
        *_matches("telephone", _TELEPHONE, narrow),
        *_matches("email", _EMAIL, narrow),
        *_addresses(narrow),
    ]
    return tuple(
        Contact(kind, text[begin:stop], begin, stop) for kind, begin, stop in sorted(found, key=_place)
    )


def _place(found: tuple[Kind, int, int]) -> tuple[int, int]:
    return found[1], -found[2]


def _matches(kind: Kind, pattern: re.Pattern[str], text: str) -> Iterator[tuple[Kind, int, int]]:
    yield from ((kind, *match.span()) for match in pattern.finditer(text))


def _addresses(text: str) -> Iterator[tuple[Kind, int, int]]:
    stop = 0
    for house in _HOUSE.finditer(text):
        begin = _begin(text, house.start(), stop)
        if begin is None:
            continue
        stop = house.end()
        if not _OFFICES.search(text[max(begin - _NEAR, 0) : stop + _NEAR]):
            yield ("address", begin, stop)


def _begin(text: str, at: int, least: int) -> int | None:
    """Where the address of a house number begins: at its postcode, or at the town named in or just before it."""
    window = text[max(at - 30, least) : at + 14]
    base = max(at - 30, least)
    postcodes = [m.start() for m in _POSTCODE.finditer(window) if base + m.start() <= at]
    if postcodes:
        return base + postcodes[0]
    towns = [m.start() for m in _PLACE.finditer(window)]
    return base + towns[0] if towns else None
