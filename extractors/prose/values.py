"""What sections of a case say: periods, parties, persons concerned, answers of あり and なし."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.cases.boxes import ticked
from extractors.cases.parties import MARK, SUB, parties_of, sub_names
from extractors.profiles import plain, words
from extractors.prose.profile import section
from normalizers import normalize_display

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extractors.prose.units import Entry


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
