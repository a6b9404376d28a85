"""Items of the agenda as published: kind, outcome and conditions, out of results, narration and the chair's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.minutes.agenda import kind_of
from extractors.minutes.follow import chair_roles, is_chair
from extractors.minutes.matters import core, refers_of, title_of
from extractors.minutes.outcomes import (
    Spoken,
    clean_condition,
    conditions_in,
    decide,
    read_result,
    sentences,
    settled,
)
from extractors.minutes.words import plain
from extractors.model import AgendaItem
from normalizers.text import join_lines, normalize_display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.minutes.agenda import Entry
    from extractors.minutes.said import Body, ResultLine, Said


def _spoken(said: Sequence[Said], item: int, chairs: frozenset[str]) -> list[Spoken]:
    """What was said on an item; the sentences with which the chair closes it before taking up the next belong to it."""
    found = []
    before: int | None = None
    for one in said:
        text = one.raw
        if one.closing:
            parts = sentences(text)
            own, former = "\n".join(parts[one.closing :]), "\n".join(parts[: one.closing])
            if before == item:
                found.append(Spoken(former, is_chair(one, chairs), is_note=False))
            text = own
        if one.item == item:
            found.append(Spoken(text, is_chair(one, chairs), is_note=one.kind == "note"))
        before = one.item
    return found


def read_items(entries: Sequence[Entry], body: Body) -> list[AgendaItem]:
    """The items of the agenda with what was decided on each."""
    chairs = chair_roles(body.said)
    items: list[AgendaItem] = []
    for k, entry in enumerate(entries):
        refers = list(dict.fromkeys([*entry.refers, *refers_of(entry.printed)]))
        spoken = _spoken(body.said, k, chairs)
        kind = kind_of(entry, refers)
        title = normalize_display(title_of(entry.printed))
        lines = [one for one in body.results if one.item == k]
        settling = kind or ("報告" if _is_report(title, spoken) else "")
        outcome, raw = _outcome(entry, settling, lines, spoken)
        is_same_group = k > 0 and entries[k - 1].kind == entry.kind
        if (
            outcome is None
            and not spoken
            and is_same_group
            and _ALL_AT_ONCE.search(plain(items[-1].outcome_raw or ""))
        ):
            outcome, raw = items[-1].outcome, items[-1].outcome_raw
        kind = kind or _kind(settling, outcome)
        conditions = _conditions(entry, lines, spoken) if outcome == "approved_with_conditions" else []
        items.append(
            AgendaItem(
                ordinal=k + 1,
                number_raw=entry.number,
                kind=kind,
                title=title,
                refers=tuple(refers),
                outcome=outcome,
                outcome_raw=raw,
                conditions=tuple(map(normalize_display, conditions)),
                span=entry.span,
            )
        )
    return items


_OF_REPORTS = re.compile("(?:報告|状況|結果|実績|進捗|経過|処理|届出|概要)(?:等)?(?:について|の件|等)?$")


def _is_report(title: str, spoken: Sequence[Spoken]) -> bool:
    """Whether an item that names no document and stands in no group is a report: by its title, or as the chair calls it."""
    if "報告" in title[-8:] or _OF_REPORTS.search(title):
        return True
    opening = next((one.text for one in spoken if one.is_chair or one.is_note), "")
    return bool(re.search("報告(?:を|事項|案件|で|に(?:移|入)|があ|し)", opening))


_ALL_AT_ONCE = re.compile("[0-9二三四五六七八九]件(?:とも|を?一括)|いずれも|一括して")
"""A decision on several items at once, of which only the first is spoken of by its name."""
_ELECTION = re.compile("(?:互選|選出|選任|選挙|指名)(?:について|の件)?$")
"""Assent to who is to hold an office decides nothing of a matter."""


def _kind(settling: str, outcome: str | None) -> str:
    """The kind of an item of which the agenda tells none, by what became of it."""
    if outcome == "noted" or (settling == "報告" and outcome is None):
        return "報告"
    return "その他" if outcome is None else "審議"


def _outcome(
    entry: Entry, kind: str, lines: Sequence[ResultLine], spoken: Sequence[Spoken]
) -> tuple[str | None, str | None]:
    if entry.result and (found := read_result(entry.result)):
        return settled(found.outcome, kind, plain(entry.result)), entry.result
    for line in lines:
        text = join_lines(line.lines)
        if not line.is_condition and (found := read_result(text)):
            return settled(found.outcome, kind, plain(text)), text
    if core(entry.printed) in {"その他", "その他について"}:
        return None, None
    decision = decide(spoken, kind)
    if decision and _ELECTION.search(core(entry.printed)) and plain(decision.raw).startswith("異議"):
        return None, None
    return (decision.outcome, decision.raw) if decision else (None, None)


def _conditions(entry: Entry, lines: Sequence[ResultLine], spoken: Sequence[Spoken]) -> list[str]:
    if entry.conditions and plain(entry.conditions) not in {"-", "なし"}:
        return [clean_condition(line) for line in entry.conditions.split("\n") if line.strip()]
    listed = [clean_condition(join_lines(one.lines)) for one in lines if one.is_condition]
    if listed:
        return list(dict.fromkeys(listed))
    texts = [Spoken(join_lines(one.lines), is_chair=False, is_note=True) for one in lines]
    return conditions_in(texts) or conditions_in(spoken)
