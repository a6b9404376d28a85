"""What sections of a case say: periods, parties, persons concerned, answers of あり and なし."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.cases.boxes import ticked
from extractors.cases.doubts import is_open
from extractors.profiles import plain, words
from extractors.prose.profile import heading_field, section
from normalizers import normalize_display

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractors.prose.units import Entry

MARK: Final = re.compile(
    r"^\s*(?:[(（][0-9０-９ア-ンa-z]{1,2}[)）](?!の)|[・○●■◆◇□]|[①-⑳]|[0-9０-９]{1,2}[.．)）\s])\s*"
)
_ORGANISATION: Final = re.compile(
    r"会社|法人|協会|組合|センター|機構|公社|財団|社団|連合|銀行|信用金庫|大学|研究所|事業団|協議会|病院|[㈱㈲]|[一-鿿]{2,}会(?<!社会)(?<!機会)(?<!大会)(?<!都会)$|[（(](?:株|有|一社|公財|一財|公社|福)[)）]"
    r"|(?:省|庁|局|課|室|都|道|府|県|区|市|町|村|国|署|所|校|園|館|[A-Za-z])(?:[（(].*[)）])?$"
)
"""What names of single parties hold or end with; descriptions of many (区内の事業者及び区民) do not."""

LONGEST_NAME: Final = 25
"""Names of kinds of parties in a list (地区自主防災組織、民生委員) are no longer than this."""

_CLAUSE: Final = re.compile("[をにはがでへ]|する|した|又は|若しくは|その他")

_SUB: Final = re.compile(
    r"[（(【]([^（）()【】]{0,40}再委託[^（）()【】：:\s]{0,20})(?:[：:]\s*|\s+)((?:[^（）()【】]|[（(][^（）()]{0,40}[)）]){1,80})[)）】]"
)
"""A sub-contractor named in brackets: （封入業務の再委託先：株式会社見本）."""


def read_answer(text: str) -> bool | None:
    """あり, 有, 利用する as True; なし, 無, 利用しない as False; None for anything else."""
    wanted = plain(MARK.sub("", ticked(text).strip().split("\n")[0])) if text.strip() else ""
    yes, no = words("prose", "answers", "yes"), words("prose", "answers", "no")
    choices = re.split("[・/／、]", wanted)
    if len(choices) > 1 and choices[0] in yes and choices[-1] in no:
        return None  # both are printed, one was to be circled by hand
    bare = re.sub(r"[(\[【].*", "", wanted).rstrip("。") or wanted.strip("()")
    for value, names in ((False, no), (True, yes)):
        if bare in names:
            return value
    for value, names in ((False, no), (True, yes)):
        if any(len(w) > 1 and (bare.startswith(w) or bare.endswith(w)) for w in names):
            return value
    return None


def read_subjects(entry: Entry) -> tuple[str, ...]:
    """The persons concerned, one for each paragraph or entry of a list."""
    found = [
        normalize_display(MARK.sub("", u.text) if u.kind == "paragraph" else u.text).strip()
        for u in entry.statements
    ]
    return tuple(text for text in found if text)


def read_parties(
    entries: Sequence[Entry], known: Mapping[str, str], subcontracting: Sequence[Entry] = ()
) -> tuple[tuple[str, ...], str | None]:
    """The parties that sections name, 再委託先 marked, and the printed text.

    Args:
        entries: sections such as 委託先, 回線結合の相手方.
        known: short names that the paper defines.
        subcontracting: sections such as 再委託の有無, which may name a sub-contractor in brackets.

    Returns:
        One entry for each party; none where the party is not known yet (未定).
    """
    raw = "\n".join(entry.text for entry in entries) or None
    parties: list[str] = []
    for entry in entries:
        marked = (
            any(word in plain(entry.heading) for word in section("answers")["subcontract"])
            and "及び" not in entry.heading
        )
        for unit in entry.choices:
            if unit.kind == "table" or not unit.text or (unit.is_note and "再委託" not in unit.text):
                continue
            for name, is_sub in _parties_of(unit.text):
                full = known.get(name)
                text = f"{name}（{full}）" if full else name
                text = f"{text}（再委託先）" if (is_sub or marked) and "再委託" not in text else text
                if text not in parties:
                    parties.append(text)
    for entry in subcontracting:
        named = (name for match in _SUB.finditer(normalize_display(entry.text)) for name in _sub_names(match))
        parties.extend(name for name in named if name not in parties)
    return tuple(parties), raw


def _sub_names(match: re.Match[str]) -> list[str]:
    return [f"{name}（{match.group(1).strip()}）" for name in _split_names(match.group(2).strip())]


def _parties_of(text: str) -> list[tuple[str, bool]]:
    """Names in one paragraph, each with whether it is a sub-contractor's."""
    found: list[tuple[str, bool]] = []
    for line in text.split("\n"):
        rest = MARK.sub("", normalize_display(line).strip().lstrip("※"))
        found.extend((name, True) for sub in _SUB.finditer(rest) for name in _sub_names(sub))
        rest = _SUB.sub("", rest)
        names = [(name, is_sub) for name, is_sub in _labelled_names(rest)]
        found[0:0] = names
    return [(name, is_sub) for name, is_sub in found if name and not is_open(name)]


def _labelled_names(text: str) -> list[tuple[str, bool]]:
    """Names behind labels such as 名称： and 再委託先：; addresses and representatives are left out."""
    match = re.match(r"([^：:、。（(]{1,20})[：:]\s*(.*)$", text)
    is_sub = False
    if match:
        label, rest = plain(match.group(1)), match.group(2)
        if re.search("所在地|住所|代表|電話|担当者|URL|期間|選定", label):
            return []
        if (
            re.search("名称|事業者|業者|商号|社名|受託|委託|相手|提供先|会社|団体", label)
            or heading_field(label) == "counterparty"
        ):
            is_sub = "再委託" in label
            text = rest
    text = re.sub(r"[（(][^（）()]{0,30}(?:同じ|とおり|同様)。?[)）]", "", text).strip().rstrip("。")
    if re.match("(?:所在地|住所|代表者|電話|TEL)", text) or not text:
        return []
    inner = re.fullmatch(
        r"(?:本件|本業務の)?(?:委託先|受託者|受託事業者|委託事業者|提供先|相手方)(?:事業者)?[（(](.+)[)）]",
        text,
    )
    text = inner.group(1) if inner else text
    return [(name, is_sub) for name in _split_names(text)]


def _split_names(text: str) -> list[str]:
    pieces = [
        p.strip()
        for p in re.split(r"[、，,/／;；]\s*(?![^（(]*[)）])|\s*(?:及び|並びに)\s*(?![^（(]*[)）])", text)
        if p.strip()
    ]
    listed = re.search("及び|並びに", text) is None and all(
        len(p) <= LONGEST_NAME and not _CLAUSE.search(p) for p in pieces
    )
    if len(pieces) > 1 and (listed or all(_ORGANISATION.search(p) for p in pieces)):
        return [re.sub(r"(?:ほか|他|等)$", "", p) or p for p in pieces]
    return [text]


def names_one_party(text: str) -> bool:
    """Whether words of a sentence are the name of one organisation, and not a word for any (事業者, 委託先, 民間企業)."""
    name = normalize_display(text).strip()
    bare = re.sub(r"[（(].*?[)）]", "", name)
    return (
        _ORGANISATION.search(name) is not None
        and plain(bare) not in words("prose", "sentences", "general_parties")
        and not re.search("[、。をにはがでと]|する|した", bare)
    )
