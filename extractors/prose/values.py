"""What sections of a case say: periods, parties, persons concerned, answers of あり and なし."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.cases.boxes import ticked
from extractors.cases.parties import MARK, SUB, parties_of, sub_names
from extractors.profiles import plain, words
from extractors.prose.profile import bare_heading, section
from normalizers import normalize_display, parse_counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractors.prose.units import Entry


_BRACKET: Final = re.compile(r"[（(][^（）()]*[)）]")
_FILLER: Final = re.compile(
    r"(?:年間|月間|延べ|総数|全体で|全部で|合計|合わせて|最大|およそ|おおむね|概ね|毎年度?|各年度?|程度|前後|余り?|ほど|計|で|の|[、。\s（）()：:])*"
)
_BARE_LEAD: Final = re.compile(r"[\s（(]*(?:人数|件数|者数|数|延べ|年間|合計)$")


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


def says_count(entry: Entry) -> bool:
    """Whether a heading for the persons concerned asks how many they are too (対象者の範囲及び数)."""
    return re.search(section("outline")["subjects_beside_count"], bare_heading(entry.heading)) is not None


def without_count(text: str) -> str:
    """What a text says beside a number at its end: 登録した者　年間約300人程度 without the last; "" for a number alone."""
    counts = parse_counts(text)
    if not counts or _FILLER.fullmatch(_BRACKET.sub("", text[counts[-1].stop :])) is None:
        return text
    head = text[: counts[-1].begin].rstrip("（(［[ \u3000、：:")
    return "" if _FILLER.fullmatch(head) else _BARE_LEAD.sub("", head)


def read_subjects(entry: Entry) -> tuple[str, ...]:
    """The persons concerned, one for each paragraph or entry of a list; how many is left out where the heading asks it too."""
    both = says_count(entry)
    found: list[str] = []
    for unit in entry.statements:
        text = normalize_display(MARK.sub("", unit.text) if unit.kind == "paragraph" else unit.text).strip()
        if both:
            text = without_count(text) or normalize_display("".join(unit.path[-1:]))
        found.append(text)
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
            for name, is_sub in parties_of(unit.text):
                full = known.get(name)
                text = f"{name}（{full}）" if full else name
                text = f"{text}（再委託先）" if (is_sub or marked) and "再委託" not in text else text
                if text not in parties:
                    parties.append(text)
    for entry in subcontracting:
        named = (name for match in SUB.finditer(normalize_display(entry.text)) for name in sub_names(match))
        parties.extend(name for name in named if name not in parties)
    return tuple(parties), raw
