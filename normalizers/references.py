"""References to other documents of a council: 諮問第12号, 報告第1号、第2号及び3号."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from normalizers.edits import raw_span
from normalizers.numerals import kanji_to_int
from normalizers.text import normalize_with_offsets


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """One document that a text names.

    Attributes:
        kind: 諮問, 報告 or 答申.
        number: Its number.
        raw: The printed characters; for a document inside a range (第3号から第6号まで), those of the whole range.
        begin: Where `raw` begins in the text that was parsed.
        stop: Where it ends.
    """

    kind: str
    number: int
    raw: str
    begin: int
    stop: int


_NUMERAL: Final = r"(?:[0-9]{1,5}|[〇一二三四五六七八九十百千]{1,9})"
_LINK: Final = r"(?:、?(?:及び|並びに|又は|若しくは|から|より|ないし)|[、,，・~と])"
_RANGE_LINK: Final = re.compile("から|より|ないし|~")
_NAMED: Final = re.compile(
    rf"(?P<kind>諮問|報告|答申)(?P<numbers>(?:第{_NUMERAL}|(?<=[問告申]){_NUMERAL}(?=号))号?(?:{_LINK}第?{_NUMERAL}(?![年月日件人名回0-9条項])号?)*)"
)
_ELEMENT: Final = re.compile(rf"(?P<link>{_LINK})?第?(?P<number>{_NUMERAL})(?P<end>号)?")
_LONGEST_RANGE: Final = 100


def parse_document_references(text: str) -> tuple[DocumentReference, ...]:
    """Find the 諮問, 報告 and 答申 that a text names by number, in order, repeated ones included.

    Of a list that says 諮問 once, every number counts; a range gives each number in it. Law numbers, notices and meetings
    (令和4年度第3回) are none.

    >>> [(r.kind, r.number) for r in parse_document_references("諮問第１０号、第11号及び12号並びに答申第２号")]
    [('諮問', 10), ('諮問', 11), ('諮問', 12), ('答申', 2)]
    """
    form, offsets = normalize_with_offsets(text)
    found = []
    for kind, number, begin, stop in _named(form):
        first, last = raw_span(text, offsets, begin, stop)
        found.append(DocumentReference(kind, number, text[first:last], first, last))
    return tuple(found)


def _named(form: str) -> Iterator[tuple[str, int, int, int]]:
    for match in _NAMED.finditer(form):
        elements = list(_ELEMENT.finditer(form, match.start("numbers"), match.end("numbers")))
        last = max((at for at, element in enumerate(elements) if element["end"]), default=-1)
        begin, before = match.start(), None
        for element in elements[: last + 1]:
            number = kanji_to_int(element["number"])
            if number is None:
                break
            if before is not None and element["link"] and _RANGE_LINK.search(element["link"]):
                inside = range(before + 1, number) if number - before <= _LONGEST_RANGE else ()
                yield from ((match["kind"], between, begin, element.end()) for between in inside)
            begin = match.start() if before is None else element.start() + len(element["link"] or "")
            yield match["kind"], number, begin, element.end()
            before = number
