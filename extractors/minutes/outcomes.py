"""What was decided: the outcome by its wording, the deciding sentence among the chair's words, and the conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractors.minutes.words import pattern, plain, profile, take_bullet, take_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TALK = 14
"""Words that turn an outcome into talk about it follow it within so many characters."""

_VOICES = re.compile("の声|呼ぶ者|入室|退室")
_QUOTE = re.compile(r"「([^「」]{8,300})」")
_LIST_TOKEN = re.compile(
    r"\s*(?:[(（][0-9０-９一二三四五六七八九十ア-ン]{1,3}[)）]|[①-⑳⑴-⒇]|[0-9０-９]{1,2}[\s.．、)）]|[一二三四五六七八九十ア-ン]{1,2}[\s.．、)）]|[・●○〇■◆◇-]|第[0-9０-９一二三]に)"
)
_INLINE = re.compile(
    r"^(?P<text>[^。「」]{4,300}?(?:こと|もの)(?:、[^。「」]{4,200}?(?:こと|もの))*)(?:の[0-9０-９二三四五]点)?(?:と(?:する|いう)条件|の条件|を条件|との条件|という条件)"
)
_SEVERAL = re.compile(r"(?<=こと)(?:、|及び|並びに|と、|や)(?=[^。]*(?:こと|もの)$)")
_TOPIC = re.compile(
    r"^[^。]{0,80}?(?:諮問|報告|議題|議案|案件|本件|本案|第[0-9０-９一二三四五六七八九十百]+号|の件|について)(?:につ(?:いて|きまして)|に関して)?は、(?=[^。]*(?:こと|もの)[^。]{0,8}条件)"
)


@dataclass(frozen=True, slots=True)
class Decision:
    """A wording of an outcome: its name in the data contract, and the printed words."""

    outcome: str
    raw: str


@cache
def _wordings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (entry["name"], re.compile(one)) for entry in profile()["outcome"] for one in entry["patterns"]
    )


def wording(text: str) -> tuple[str, int, int] | None:
    """The outcome that a sentence words, and where in its comparison form; None where it words none.

    Of overlapping wordings the longest counts (不承認 holds 承認), of separate ones the last: what comes before is what
    had been proposed. Wordings that the next words turn into talk about it (承認するかどうか) do not count.
    """
    found = [(name, m.start(), m.end()) for name, one in _wordings() for m in one.finditer(text)]
    found = [one for one in found if not pattern("decision", "undone").match(text[one[2] : one[2] + _TALK])]
    kept = [one for one in found if not any(_outdoes(other, one) for other in found)]
    return max(kept, key=lambda one: (one[2], one[2] - one[1])) if kept else None


def _outdoes(longer: tuple[str, int, int], shorter: tuple[str, int, int]) -> bool:
    """Whether a wording overlaps another, and is longer."""
    overlap = longer[1] < shorter[2] and shorter[1] < longer[2]
    return overlap and longer[2] - longer[1] > shorter[2] - shorter[1]


def sentences(text: str) -> list[str]:
    """The sentences of a text; a full stop inside quotation marks ends none."""
    found, depth, begin = [], 0, 0
    for at, character in enumerate(text):
        depth += character in "「『（("
        depth -= character in "」』）)" and depth > 0
        if (character == "。" and not depth) or character == "\n":
            found.append(text[begin : at + 1].strip())
            begin = at + 1
            depth = 0
    found.append(text[begin:].strip())
    return [one for one in found if one]


def settled(outcome: str, kind: str, words: str) -> str:
    """The outcome of an item of this kind: 了承 of what is to be decided approves it, 了とする of a report notes it."""
    if outcome == "noted" and kind != "報告" and re.search("了承|了解|了と", words):
        return "approved"
    if outcome == "approved" and kind == "報告" and re.search("了と", words) and "承認" not in words:
        return "noted"
    return outcome


def read_result(text: str) -> Decision | None:
    """The outcome of a result cell or a result line."""
    found = wording(plain(text)) or next((w for s in sentences(text) if (w := wording(plain(s)))), None)
    return Decision(found[0], text.strip()) if found else None


@dataclass(frozen=True, slots=True)
class Spoken:
    """One speech or note of an item: what was said, whether by the chair, whether it is a narrating sentence."""

    text: str
    is_chair: bool
    is_note: bool


def decide(spoken: Sequence[Spoken], kind: str) -> Decision | None:
    """The deciding sentence among what was said on one item.

    Only the chair's sentences and narrating ones decide. A question of the chair (…でよろしいでしょうか) decides where
    assent follows. The last such sentence counts.
    """
    best: tuple[int, Decision] | None = None
    for at, one in enumerate(spoken):
        if not (one.is_chair or one.is_note):
            continue
        parts = sentences(one.text)
        for sentence in parts:
            found = wording(plain(sentence))
            if found is None or _is_talk(sentence, found):
                continue
            is_note_about_assent = one.is_note and _VOICES.search(sentence)
            if is_note_about_assent or (
                found[0] == "noted" and kind != "報告" and not re.search("了承|了解|了と", plain(sentence))
            ):
                continue
            weight = _weight(sentence, spoken[at + 1 : at + 4], found, is_note=one.is_note)
            if weight and (best is None or weight >= best[0]):
                best = (weight, Decision(settled(found[0], kind, plain(sentence)), sentence))
    return best[1] if best else None


def _is_talk(sentence: str, found: tuple[str, int, int]) -> bool:
    """Whether the sentence reports an opinion instead of deciding or asking."""
    after = plain(sentence)[found[2] :]
    if pattern("decision", "report").search(after):
        return True
    asks = pattern("decision", "question").search(after) or pattern("decision", "wish").search(after)
    return bool(pattern("decision", "proposal").search(after)) and not asks


_ASSENT = re.compile(
    r"[(〔\[【]?(?:全員|全会一致で?|各委員|一同|委員)?(?:異議なし|異論なし|了承|了解|賛成|承認|同意)[)〕\]】]?"
)
"""A note of mere assent."""


_LAST_MINUTES = re.compile("前回[^。、]{0,8}(?:会議録|議事録|議事要旨|議事概要|会議要旨|議事要録)")
"""What is approved at the beginning of a meeting: no decision of the last one."""


def _weight(sentence: str, follow: Sequence[Spoken], found: tuple[str, int, int], *, is_note: bool) -> int:
    """How much a sentence decides: 3 it does, 2 it wishes or asks to and finds assent, 1 it states assent, 0 not at all."""
    text = plain(sentence)
    after = text[found[2] :]
    if is_note and _ASSENT.fullmatch(text):
        return 1
    if pattern("decision", "question").search(after):
        says_yes = any(pattern("decision", "assent").search(plain(one.text)) for one in follow[:3])
        return 2 if says_yes else 0
    if re.search("(?:前回|昨年|以前|既に|先月).{0,30}$", _LAST_MINUTES.sub("", text[: found[1]])):
        return 0
    if pattern("decision", "wish").search(after):
        return 2
    return 1 if text[found[1] :].startswith("異議") else 3


# -------------------------------------------------------------------------------------------------------- conditions


def is_list_line(text: str) -> bool:
    """Whether a line is an entry of a list: (1), ①, ア, 1, ・."""
    return bool(_LIST_TOKEN.match(text))


def clean_condition(text: str) -> str:
    """A condition without the number before it and the full stop after it."""
    rest = take_bullet(text)[1]
    token, after = take_token(rest)
    rest = after if token else rest
    return rest.strip().rstrip("。").strip()


def conditions_in(spoken: Iterable[Spoken]) -> list[str]:
    """The conditions that the chair states, or a narrating sentence: a list, quotations, or before を条件に."""
    texts = [one.text for one in spoken if one.is_chair or one.is_note]
    for reader in (_labelled, _listed, _enumerated, _quoted, _inline):
        found = [condition for text in texts for condition in reader(text)]
        if found:
            return list(dict.fromkeys(found))
    return []


_LABELLED = re.compile(r"[(（](?:附帯|付帯)?(?:条件|意見)\s*[:：]\s*(.+?)[)）]。?$")


def _labelled(text: str) -> list[str]:
    """A condition in brackets behind the outcome: 条件付き承認（条件：…こと）."""
    one = _LABELLED.search(text)
    return [clean_condition(part) for part in _SEVERAL.split(one[1])] if one else []


def _listed(text: str) -> list[str]:
    """List lines of a speech in which conditions are announced."""
    lines = text.split("\n")
    found: list[str] = []
    announced = False
    for line in lines:
        if announced and is_list_line(line):
            found.append(_without_question(clean_condition(line)))
        elif re.search("条件|意見", line) and not is_list_line(line):
            announced = True
        elif found:
            announced = False
    return found


_MARKERS = re.compile(
    r"[(（][0-9０-９ア-ン一二三]{1,2}[)）]|[①-⑳⑴-⒇]|(?:第[0-9０-９一二三]|[0-9０-９一二三]点目|[一二三四]つ目|[0-9０-９]つ目)(?:に|は、|として(?:は)?、?)"
)


_LAST_OF_SEVERAL = re.compile(r"[、\s]*(.*?(?:こと|もの))[」、]{0,2}の(?:以上)?[0-9０-９二三四五六]")
"""The last of enumerated conditions before their number: …すること、の二つを条件として."""


def _enumerated(text: str) -> list[str]:
    """Conditions that one sentence enumerates (条件は、(1)…こと、(2)…ことの2点です)."""
    found: list[str] = []
    for sentence in sentences(text):
        marks = list(_MARKERS.finditer(sentence)) if "条件" in sentence else []
        if len(marks) < 2 or "「" in sentence or "\n" in sentence:
            continue
        ends = [*(mark.start() for mark in marks[1:]), len(sentence)]
        for mark, end in zip(marks, ends, strict=True):
            part = sentence[mark.end() : end]
            one = _LAST_OF_SEVERAL.match(part) or re.match(r"[、\s]*(.*(?:こと|もの))", part)
            found.extend([one[1]] if one else [])
    return found


def _without_question(condition: str) -> str:
    """The condition without what the chair asks after it, where the print does not part the two."""
    match = re.match(
        r".*(?:こと|もの)(?=[^。]{0,30}(?:でしょうか|ですか|いかがですか|ませんか|です|ます)$)", condition
    )
    return match.group() if match else condition


def _quoted(text: str) -> list[str]:
    """Quotations in sentences that speak of conditions, and in those that go on enumerating them (二つ目は、「…こと」です)."""
    found: list[str] = []
    near = False
    for sentence in sentences(text):
        quotes = [quote.strip().rstrip("。") for quote in _QUOTE.findall(sentence)]
        near = "条件" in sentence or bool(re.search("意見を(?:付|附)", sentence)) or (near and bool(quotes))
        found.extend(quote for quote in quotes if near and not quote.startswith("異議"))
        near = near and not (quotes and wording(plain(sentence)))
    return found


def _inline(text: str) -> list[str]:
    found = [m["text"] for s in sentences(text) if (m := _INLINE.match(_without_opening(s)))]
    return [part.strip() for one in found for part in _SEVERAL.split(one) if part.strip()]


def _without_opening(sentence: str) -> str:
    """The sentence without the words that lead to what is decided (それでは、審議の結果、…については、)."""
    rest, before = sentence.strip(), None
    while rest != before:
        before = rest
        rest = pattern("decision", "opening").sub("", rest, count=1)
        rest = _TOPIC.sub("", rest, count=1)
    return rest
