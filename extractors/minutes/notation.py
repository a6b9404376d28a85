"""The notation in which a paper marks its speakers: found by what its lines have in common, one for each paper."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from extractors.minutes.speakers import Speaker, compact, read_speaker
from extractors.minutes.words import plain, profile, unbracket, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.minutes.rows import Row
    from extractors.minutes.speakers import Known

MARKS = profile()["speakers"]["marks"]

_MARK = re.compile(rf"([{re.escape(MARKS)}])\s*(.*)")
_PAREN = re.compile(r"([^()（）:：。、「」]{2,26}?)\s*[)）]\s*(.*)")
_COLON = re.compile(r"([^:：。、「」]{1,30}?)\s*[:：]\s*(.*)")
_GAP = re.compile(r"\s+")
_SENTENCE = re.compile(
    r"[。？?！!《≪]|(?:です|ます|ました|ません|である|ない|した|する|ある|いる|か|たい|こと|なし|はい|により説明|に基づき説明|より報告|なしと認める)$"
)
_HIRAGANA = re.compile("[ぁ-ゖ]")
_QUESTION_MARK = re.compile(
    r"(?P<word>[^\s\d０-９:：.．)）、。]{1,6}?)\s?(?P<number>[0-9０-９]{0,2}(?:[-－][0-9０-９]{1,2})?)"
    r"(?P<end>\s*[:：.．)）]\s*|\s+|$)(?P<rest>.*)"
)
_PREFERENCE = ("column", "mark", "bracket", "qa", "colon", "paren", "plain")
_FAMILIES = {sign: family[0] for family in profile()["speakers"]["mark_families"] for sign in family}


@dataclass(frozen=True, slots=True)
class Mark:
    """A speaker at the start of a line.

    Attributes:
        notation: kind and sign of the notation: "mark○", "bracket【", "colon", "paren", "plain", "qa", "column". Signs that
            one paper uses side by side (◎ for the chair, ○ for members) are of one notation.
        speaker: who it is.
        rest: the text after it on the same line.
    """

    notation: str
    speaker: Speaker
    rest: str


def marks_of(row: Row, known: Known) -> Iterator[Mark]:
    """All ways in which the line can begin with a speaker."""
    text = row.text
    if row.is_label:
        speaker = read_speaker(_without_signs(text), known, alone=True) or _question(text)
        if speaker:
            yield Mark("column", speaker, "")
        return
    if found := _question_mark(text):
        yield found
    text = text.lstrip("→⇒➡ ")
    bullet = _MARK.match(text)
    if bullet:
        notation = f"mark{_FAMILIES.get(bullet[1], bullet[1])}"
        yield from (Mark(notation, speaker, rest) for speaker, rest in _after_mark(bullet[2], known))
        text = bullet[2]
    inner = unbracket(text)
    if inner:
        speaker = read_speaker(inner[0], known, alone=True) or _question(inner[0])
        if speaker:
            yield Mark(f"bracket{text.strip()[0]}", speaker, re.sub(r"^\s*[:：]\s*", "", inner[1]))
        return
    if bullet:
        return
    colon = _COLON.match(text)
    if colon and (speaker := read_speaker(colon[1], known, alone=True)):
        yield Mark("colon", speaker, colon[2])
    paren = _PAREN.match(text)
    if paren and (speaker := read_speaker(paren[1], known)) and speaker.role:
        yield Mark("paren", speaker, paren[2])
    for speaker, rest in _leading(text, known):
        yield Mark("plain", speaker, rest)


def _without_signs(text: str) -> str:
    text = text.strip().lstrip(MARKS).rstrip(":：").strip()
    inner = unbracket(text)
    return inner[0] if inner and not inner[1] else text


def _after_mark(text: str, known: Known) -> Iterator[tuple[Speaker, str]]:
    colon = _COLON.match(text)
    if colon and (speaker := read_speaker(colon[1], known, alone=True)):
        yield speaker, colon[2]
        return
    inner = unbracket(text)
    if inner and (speaker := read_speaker(inner[0], known, alone=True)):
        yield speaker, re.sub(r"^\s*[:：]\s*", "", inner[1])
        return
    yield from _leading(text, known)


def _leading(text: str, known: Known) -> Iterator[tuple[Speaker, str]]:
    """The speaker before the first gap; before a later gap where the role is letter-spaced or the name apart (会長 梶原)."""
    places = [m for m in _GAP.finditer(text) if m.start() <= 34][:4]
    cuts = [(m.start(), m.end()) for m in places] + ([(len(text), len(text))] if len(text) <= 34 else [])
    best = None
    for begin, stop in cuts:
        head = text[:begin]
        if head.endswith(("。", "、")):
            break
        speaker = read_speaker(head, known)
        if speaker is None:
            continue
        if best is not None and not _goes_on(text[:begin], best[0], speaker):
            break
        best = (speaker, text[stop:])
    if best:
        yield best


def _goes_on(head: str, shorter: Speaker, longer: Speaker) -> bool:
    """Whether the words after the first gap still belong to the speaker: a name after its role, letters set apart."""
    if longer.name is not None and shorter.name is None and longer.role == shorter.role:
        return True
    if shorter.role is None and longer.role is not None and longer.name is not None:
        return compact(longer.name) != compact(shorter.name or "")
    return compact(head) == compact(longer.raw) and shorter.name is None and len(shorter.raw) <= 1


def _question(text: str) -> Speaker | None:
    match = re.fullmatch(r"\s*([^\s\d０-９]{1,6})\s?([0-9０-９]{0,2})\s*", text)
    return _qa_speaker(match[1], match[2]) if match else None


def _qa_speaker(word: str, number: str) -> Speaker | None:
    name = plain(word).upper()
    if name in {w.upper() for w in word_set("speakers", "question")}:
        return Speaker(compact(word + number), "問", None)
    if name in {w.upper() for w in word_set("speakers", "answer")}:
        return Speaker(compact(word + number), "答", None)
    return None


def _question_mark(text: str) -> Mark | None:
    stripped = text.lstrip(MARKS + " ")
    inner = unbracket(stripped)
    if inner and (speaker := _question(inner[0])):
        return Mark("qa", speaker, re.sub(r"^\s*[:：]\s*", "", inner[1]))
    match = _QUESTION_MARK.match(stripped)
    if match and (speaker := _qa_speaker(match["word"], match["number"])):
        return Mark("qa", speaker, match["rest"])
    return None


def says_something(text: str) -> bool:
    """Whether a text can be said by somebody: a sentence, not the name or post of an attendee, nor なし beside a label."""
    if plain(text) in word_set("attendance", "none"):
        return False
    return bool(_SENTENCE.search(text.strip()) and (_HIRAGANA.search(text) or "《" in text or "≪" in text))


def find_notation(rows: Sequence[Row], known: Known) -> str | None:
    """The paper's notation: the one under which most lines say something; None where no lines are marked.

    A question-and-answer paper needs both; a speaker without any sign needs a text that is set apart from it.
    """
    counts: Counter[str] = Counter()
    roles: set[str | None] = set()
    for at, row in enumerate(rows):
        for mark in marks_of(row, known):
            if _has_text(rows, at, mark, known):
                counts[mark.notation] += 1
                if mark.notation == "qa":
                    roles.add(mark.speaker.role)
    if len(roles) < 2:
        del counts["qa"]
    elif counts["qa"] * 2 >= max(counts.values()):
        return "qa"
    found = [name for name, count in counts.items() if count >= 2]
    if not found:
        return None
    return max(found, key=lambda name: (counts[name], -_rank(name)))


def with_one_sign(rows: list[Row], notation: str, known: Known) -> list[Row]:
    """The rows with one sign before all speakers, where a paper tells by several who they are (●会長：, ◇委員：, ◆事務局：).

    Signs of different families are of one notation only where speakers and colons stand after each again and again.
    """
    if not notation.startswith("mark"):
        return rows
    signs = {
        at: match[1]
        for at, row in enumerate(rows)
        if (match := _MARK.match(row.text)) and _is_closed(match[2], known)
    }
    counts = Counter(_FAMILIES.get(sign, sign) for sign in signs.values())
    own = notation.removeprefix("mark")
    others = (
        {sign for sign, count in counts.items() if count >= 2 and sign != own} if counts[own] >= 2 else set()
    )
    if not others:
        return rows
    return [
        replace(row, text=own + row.text[1:])
        if _FAMILIES.get(signs.get(at, ""), signs.get(at, "")) in others
        else row
        for at, row in enumerate(rows)
    ]


def _is_closed(text: str, known: Known) -> bool:
    """Whether a text begins with a speaker and a colon."""
    colon = _COLON.match(text)
    speaker = read_speaker(colon[1], known) if colon else None
    return speaker is not None and speaker.role is not None


def _rank(notation: str) -> int:
    return next(rank for rank, name in enumerate(_PREFERENCE) if notation.startswith(name))


def _has_text(rows: Sequence[Row], at: int, mark: Mark, known: Known) -> bool:
    if mark.rest:
        follow = rows[at + 1].text if at + 1 < len(rows) else ""
        return says_something(mark.rest) or (rows[at].is_full and says_something(mark.rest + follow))
    for row in rows[at + 1 : at + 4]:
        if any(other.notation == mark.notation for other in marks_of(row, known)):
            return False
        if says_something(row.text):
            return True
    return False
