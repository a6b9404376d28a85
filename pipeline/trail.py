"""A matter's path: from the consultation over the council's decision to the reports that speak of it later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalizers.references import parse_document_references
from pipeline.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt

    from pipeline.published import Published


@dataclass(frozen=True, slots=True)
class Step:
    """One station of a matter.

    Attributes:
        date: of the document or the meeting; None where none is printed.
        what: paper, decision, or mention.
        label: the paper's label, or the meeting's name.
        title: the paper's title, or the agenda item's.
        document_id: the document that it stands in.
        lines: what is worth saying of it: cases, outcome, conditions.
    """

    date: dt.date | None
    what: str
    label: str
    title: str
    document_id: str
    lines: tuple[str, ...] = ()


def trail(published: Published, label: str) -> tuple[Step, ...]:
    """All stations of a matter, the earliest first.

    Args:
        published: the datasets.
        label: of a paper, as 諮問第962号; written in any width.

    Raises:
        UsageError: it is no label, or nothing that is published names it.
    """
    wanted = parse_document_references(label)
    if len(wanted) != 1:
        raise UsageError(f"{label}: give the label of one paper, as 諮問第962号")
    kind, number = wanted[0].kind, wanted[0].number
    steps = [*_papers(published, kind, number), *_decisions(published, kind, number)]
    if not steps:
        raise UsageError(f"{kind}第{number}号: no published paper bears or names it")
    return tuple(sorted(steps, key=lambda s: (s.date is None, s.date, s.what != "paper", s.document_id)))


def _papers(published: Published, kind: str, number: int) -> list[Step]:
    """The paper itself, and the papers that name it."""
    steps = []
    for row in published.table("documents").to_pylist():
        if row["kind"] == "会議録":
            continue
        is_paper = row["kind"] == kind and row["number"] == number
        names_it = any(r["kind"] == kind and r["number"] == number for r in row["references"] or ())
        if is_paper or names_it:
            cases = published.rows("cases", "document_id", row["document_id"]) if is_paper else []
            steps.append(
                Step(
                    row["date"] or row["received_date"],
                    "paper" if is_paper else "mention",
                    row["label"] or row["kind"],
                    row["title"] or "",
                    row["document_id"],
                    tuple(
                        f"case {c['case_id']} {c['case_type']}: {c['title'] or c['description'] or ''}"
                        for c in cases[:20]
                    ),
                )
            )
    return steps


def _decisions(published: Published, kind: str, number: int) -> list[Step]:
    """What meetings decided about the paper."""
    meetings = {row["meeting_id"]: row for row in published.table("meetings").to_pylist()}
    steps = []
    for item in published.table("agenda_items").to_pylist():
        named = [r for text in item["refers"] or () for r in parse_document_references(text)]
        if not any(r.kind == kind and r.number == number for r in named):
            continue
        meeting = meetings[item["meeting_id"]]
        lines = [f"outcome: {item['outcome'] or 'none'} {item['outcome_raw'] or ''}".rstrip()]
        lines += [f"condition: {condition}" for condition in item["conditions"] or ()]
        name = " ".join(filter(None, (meeting["council"], meeting["session_raw"])))
        steps.append(
            Step(meeting["date"], "decision", name, item["title"] or "", meeting["document_id"], tuple(lines))
        )
    return steps
