"""Lines that consist of names of offices."""

from __future__ import annotations

import re
from typing import Final

from extractors.documents import words
from extractors.profiles import plain
from normalizers import parse_dates
from normalizers.departments import parse_departments

_PROSE: Final = re.compile("を|する|して|した|され|において|における|について|による|により|ます|である")
_BULLET: Final = re.compile(r"^\s*[・●○◎◆◇■□▪※▼▲★☆]\s*")
_OFFICE: Final = re.compile(
    r"(?:[課室部局所館園署校院班]|(?<!関)係|センター|担当|グループ|チーム|委員会|支所|役所|本部|事務局|[課室部局所館園係]長)(?:[（(].*[)）])?$"
)
_CALLED: Final = re.compile(
    r"(?:[（(](?:内線|電話|TEL|担当|直通)[^（）()]*[)）]|[\s、](?:電話|内線|TEL|直通|☎)(?:番号)?[\s:：]*[0-9()（）\-ー－\s]{3,}(?:[（(]?(?:直通|代表|内線)[0-9\s]*[)）]?)?)$"
)
"""What is printed behind an office to call it by."""
_BEHIND: Final = re.compile(r"\s*[（(\[［【〔]([^（）()\[\]［］【】〔〕]{2,40})[)）\]］】〕]$")


def is_department_line(text: str) -> bool:
    """Whether a line consists of names of offices, behind a bullet or not."""
    bare = _BULLET.sub("", text)
    stripped = words.strip_prefix(bare, "department_words") or bare.strip()
    stripped = _CALLED.sub("", stripped)
    if len(stripped) > 70 or "。" in stripped:
        return False
    found = parse_departments(stripped)
    if (
        not found
        or parse_dates(stripped).spans
        or _PROSE.search(stripped)
        or not all(_OFFICE.search(plain(one.raw)) for one in found)
    ):
        return False
    rest = plain(stripped)
    for one in found:
        rest = rest.replace(plain(one.raw), "", 1)
    return not re.sub(r"[、，,・;/()\[\]【】〔〕《》〈〉<>\s]|及び|並びに|ほか|他|等|担当", "", rest)


def date_and_office(text: str) -> str | None:
    """`date_department` for a line that holds a day and then offices."""
    if len(text) > 70:
        return None
    spans = parse_dates(text).spans
    if len(spans) != 1 or spans[0].start_precision != "day" or spans[0].is_range or spans[0].begin > 0:
        return None
    rest = text[spans[0].stop :].strip(" 　、)）")
    return "date_department" if rest and is_department_line(rest) else None


def office_behind(name: str) -> tuple[str, str]:
    """A name without the office in charge that it ends with in brackets, and that office: 名簿の提供（福祉部高齢課）.

    >>> office_behind("名簿の提供（担当：福祉部高齢課）"), office_behind("名簿の提供（変更）")
    (('名簿の提供', '福祉部高齢課'), ('名簿の提供（変更）', ''))
    """
    match = _BEHIND.search(name)
    if match is None or match.start() == 0 or not is_department_line(match.group(1)):
        return name, ""
    office = words.strip_prefix(match.group(1), "department_words") or match.group(1)
    return name[: match.start()].rstrip(), office
