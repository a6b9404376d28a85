"""The names of parties in a printed text: 委託先, 提供先, 再委託先."""

from __future__ import annotations

import re
from typing import Final

from extractors.cases.doubts import is_open
from extractors.profiles import plain, words
from extractors.profiles.headings import heading_field
from normalizers import normalize_display

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

SUB: Final = re.compile(
    r"[（(【]([^（）()【】]{0,40}再委託[^（）()【】：:\s]{0,20})(?:[：:]\s*|\s+)((?:[^（）()【】]|[（(][^（）()]{0,40}[)）]){1,80})[)）】]"
)
"""A sub-contractor named in brackets: （封入業務の再委託先：株式会社見本）."""


_LABELLED_SUB: Final = re.compile(
    r"[（(【]([^（）()【】：:]{0,20}再委託[^（）()【】：:]{0,10})[)）】]\s*(.+)"
)
"""A sub-contractor behind a label in brackets: （再委託先）株式会社見本."""

_HOW_MANY: Final = re.compile("(?:計|ほか|他|約)?[0-9]{1,3}(?:社|者|件|名|団体|法人|事業者|か所)(?:程度)?")
"""What is said of how many the parties are, in the place of their names."""

_BARE_FORM: Final = re.compile(
    r"(?:(?:一般|公益|特定非営利活動|社会福祉|独立行政|地方独立行政|国立大学|医療|学校|宗教)?(?:社団|財団)?法人(?:社団|財団)?"
    r"|(?:株式|有限|合同|合資|合名)会社|[一-鿿]{1,6}[都道府県市区町村])"
)
"""Lines that only begin or end a name: its legal form, the place it is of."""

_LEGAL_FORM: Final = re.compile(r"会社|法人|[㈱㈲]|[（(](?:株|有|合|一社|公財|一財|公社|福|社福|特非)[)）]")


def parties_of_cell(text: str) -> tuple[str, ...]:
    """The parties that a cell names, each sub-contractor marked 再委託先; none where it is not known yet (未定)."""
    found: list[str] = []
    for line in _names_in_lines(text):
        for name, is_sub in parties_of(line):
            marked = f"{name}（再委託先）" if is_sub and "再委託" not in name else name
            if marked not in found:
                found.append(marked)
    return tuple(found)


def sub_parties_of_cell(text: str) -> tuple[str, ...]:
    """The parties of a cell in a column of sub-contractors, each marked 再委託先; none where it says 無 or only 有."""
    said = re.sub(r"^\s*(?:有|あり)\s*[（(](.+)[)）]\s*$", r"\1", text)
    answers = words("tables", "flag", "yes") | words("tables", "flag", "no")
    names = (
        name
        for name in parties_of_cell(said)
        if plain(name) not in answers and not _HOW_MANY.fullmatch(plain(name))
    )
    return tuple(name if "再委託" in name else f"{name}（再委託先）" for name in names)


def _names_in_lines(text: str) -> list[str]:
    """The lines of a cell where each names parties of its own, else their text on one line."""
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        above = lines[-1] if lines else ""
        is_part = _BARE_FORM.fullmatch(line) or _BARE_FORM.fullmatch(above)
        is_note = line[0] in "（(" and not any(
            pattern.match(line) for pattern in (MARK, SUB, _LABELLED_SUB, _LEGAL_FORM)
        )
        if above and (
            is_part or is_note or len(re.findall("[（(]", above)) > len(re.findall("[）)]", above))
        ):
            lines[-1] = above + line
        else:
            lines.append(line)
    bare = [MARK.sub("", _LABELLED_SUB.sub(r"\2", line)) for line in lines]
    named = [_ORGANISATION.search(line) is not None or SUB.match(line) is not None for line in bare]
    kinds = not any(map(_LEGAL_FORM.search, bare)) and all(map(_is_short, bare))
    apart = all(named) or kinds or all(map(MARK.match, lines))
    return lines if apart else [" ".join(lines)]


def _is_short(name: str) -> bool:
    """Whether a text can be the name of a party or of a kind of parties."""
    return len(name) <= LONGEST_NAME and not _CLAUSE.search(name)


def sub_names(match: re.Match[str]) -> list[str]:
    """The sub-contractors in a match of `SUB`, each with what is said of it."""
    return [f"{name}（{match.group(1).strip()}）" for name in _split_names(match.group(2).strip())]


def parties_of(text: str) -> list[tuple[str, bool]]:
    """Names in one paragraph, each with whether it is a sub-contractor's."""
    found: list[tuple[str, bool]] = []
    for line in text.split("\n"):
        rest = MARK.sub("", normalize_display(line).strip().lstrip("※"))
        if labelled := _LABELLED_SUB.fullmatch(rest):
            found.extend((name, True) for name in _split_names(labelled.group(2)))
            continue
        found.extend((name, True) for sub in SUB.finditer(rest) for name in sub_names(sub))
        rest = SUB.sub("", rest)
        names = [(name, is_sub) for name, is_sub in _labelled_names(rest)]
        found[0:0] = names
    return [(name, is_sub) for name, is_sub in found if any(map(str.isalnum, name)) and not is_open(name)]


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
    listed = re.search("及び|並びに", text) is None and all(_is_short(p) for p in pieces)
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
