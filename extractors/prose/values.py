"""What sections of a case say: periods, parties, persons concerned, answers of あり and なし."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from extractors.model import DatedPeriod, Period
from extractors.profiles import plain
from extractors.prose.profile import heading_field, section
from normalizers import normalize_display, parse_cross_reference, parse_dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from extractors.prose.units import Entry
    from normalizers import DateSpan

_MARK: Final = re.compile(
    r"^\s*(?:[(（][0-9０-９ア-ンa-z]{1,2}[)）](?!の)|[・○●■◆◇□]|[①-⑳]|[0-9０-９]{1,2}[.．)）\s])\s*"
)
_ORGANISATION: Final = re.compile(
    r"会社|法人|協会|組合|センター|機構|公社|財団|社団|連合|銀行|信用金庫|大学|研究所|事業団|協議会|病院|[㈱㈲]|[（(](?:株|有|一社|公財|一財|公社|福)[)）]"
    r"|(?:省|庁|局|課|室|都|道|府|県|区|市|町|村|国|署|所|校|園|館|[A-Za-z])(?:[（(].*[)）])?$"
)
"""What names of single parties hold or end with; descriptions of many (区内の事業者及び区民) do not."""

_SUB: Final = re.compile(
    r"[（(【]([^（）()【】]{0,40}再委託[^（）()【】：:]{0,20})[：:]\s*((?:[^（）()【】]|[（(][^（）()]{0,40}[)）]){1,80})[)）】]"
)
"""A sub-contractor named in brackets: （封入業務の再委託先：株式会社見本）."""

_CONDITION: Final = re.compile("場合|とき|ときは|可能性|ことがある|更新する|延長")


def read_period(entry: Entry, document_date: dt.date | None) -> Period:
    """When something runs, from a section such as 委託の開始時期及び期間."""
    texts = [u.text for u in entry.statements]
    raw = "\n".join(texts) or entry.text
    spans = _main_spans(raw, parse_dates(raw, document_date=document_date).spans)
    if not spans:
        return Period(raw=raw)
    heading = plain(entry.heading)
    if re.search("予定|見込", heading):
        spans = [replace(s, is_provisional=True) for s in spans]
    if len(spans) == 1:
        return _single(raw, spans[0], has_end="期間" in heading and "開始" not in heading)
    ongoing = any(s.is_ongoing for s in spans)
    starts = [s for s in spans if s.start is not None]
    ends = [s for s in spans if s.end is not None]
    first = min(starts, key=lambda s: s.start, default=None)  # type: ignore[arg-type,return-value] # start is not None here
    last = max(ends, key=lambda s: s.end, default=None)  # type: ignore[arg-type,return-value] # end is not None here
    return Period(
        raw=raw,
        start_date=first.start if first else None,
        start_precision=first.start_precision if first else None,
        end_date=last.end if last and not ongoing else None,
        end_precision=last.end_precision if last and not ongoing else None,
        is_ongoing=ongoing,
        is_provisional=any(s.is_provisional for s in spans),
        dates=tuple(DatedPeriod(s.start, s.end, s.start_precision, s.raw) for s in spans),
    )


def _single(raw: str, span: DateSpan, *, has_end: bool) -> Period:
    whole_year = span.start_precision in {"fiscal_year", "year"}
    ends = span.is_range or (has_end and whole_year)
    goes_on = span.is_ongoing or (not span.is_range and _goes_on(raw))
    return Period(
        raw=raw,
        start_date=span.start,
        start_precision=span.start_precision,
        end_date=span.end if ends and not goes_on else None,
        end_precision=span.end_precision if ends and not goes_on else None,
        is_ongoing=goes_on,
        is_provisional=span.is_provisional,
    )


def _goes_on(raw: str) -> bool:
    """Whether a text says without condition that something continues (以後継続して行う)."""
    return any(
        any(plain(word) in plain(sentence) for word in section("answers")["ongoing"])
        and not _CONDITION.search(sentence)
        for sentence in re.split("[。\n]", raw)
    )


def _main_spans(raw: str, spans: Sequence[DateSpan]) -> list[DateSpan]:
    """The dates outside round brackets, where there are any: a bracket speaks of something else."""
    hidden = [m.span() for m in re.finditer(r"[（(][^（）()]*[)）]", raw)]
    free = [s for s in spans if not any(b <= s.begin and s.stop <= e for b, e in hidden)]
    if all(s.start is None for s in free):
        return list(spans)
    return free


def read_chronology(entries: Sequence[Entry], document_date: dt.date | None) -> tuple[DatedPeriod, ...]:
    """The dates of an incident's chronology, one for each entry that begins with one."""
    found: list[DatedPeriod] = []
    previous: dt.date | None = None
    for entry in entries:
        for unit in entry.units:
            if unit.kind == "table" or not unit.text:
                continue
            text = _MARK.sub("", unit.text)
            spans = parse_dates(text[:40], document_date=document_date, previous=previous).spans
            if spans and spans[0].begin <= 2:
                found.append(
                    DatedPeriod(spans[0].start, spans[0].end, spans[0].start_precision, text.strip())
                )
                previous = spans[0].start
    return tuple(found)


def read_answer(text: str) -> bool | None:
    """あり, 有, 利用する as True; なし, 無, 利用しない as False; None for anything else."""
    wanted = plain(_MARK.sub("", text.strip().split("\n")[0])) if text.strip() else ""
    bare = re.sub(r"[(\[【].*", "", wanted).rstrip("。") or wanted.strip("()")
    for value, name in ((False, "no"), (True, "yes")):
        words = [plain(w) for w in section("answers")[name]]
        if bare in words:
            return value
    for value, name in ((False, "no"), (True, "yes")):
        words = [plain(w) for w in section("answers")[name] if len(w) >= 2]
        if any(bare.startswith(w) or bare.endswith(w) for w in words):
            return value
    return None


def read_subjects(entry: Entry) -> tuple[str, ...]:
    """The persons concerned, one for each paragraph or entry of a list."""
    found = [
        normalize_display(_MARK.sub("", u.text) if u.kind == "paragraph" else u.text).strip()
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
        for unit in entry.units:
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
        rest = _MARK.sub("", normalize_display(line).strip().lstrip("※"))
        found.extend((name, True) for sub in _SUB.finditer(rest) for name in _sub_names(sub))
        rest = _SUB.sub("", rest)
        names = [(name, is_sub) for name, is_sub in _labelled_names(rest)]
        found[0:0] = names
    return [(name, is_sub) for name, is_sub in found if name and not _is_open(name)]


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
    if len(pieces) > 1 and all(_ORGANISATION.search(p) for p in pieces):
        return [re.sub(r"(?:ほか|他|等)$", "", p) or p for p in pieces]
    return [text]


def _is_open(name: str) -> bool:
    """Whether a party is said not to be known yet, or not to exist."""
    wanted = plain(re.sub(r"[（(].*", "", name))
    words = section("answers")
    if parse_cross_reference(name) is not None:
        return True
    return wanted in {plain(w) for w in (*words["none_yet"], *words["none"])} or any(
        wanted.startswith(plain(w)) or wanted.endswith(f"{plain(w)}である") for w in words["none_yet"]
    )
