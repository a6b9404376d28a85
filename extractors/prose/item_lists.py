"""Lists of personal-data items in prose: which way they go, for whom, whether they are new, and which are underlined."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from extractors.cases.boxes import BOXES, ticked
from extractors.cases.changes import KINDS, opening_change, paired
from extractors.cases.fields import classified
from extractors.documents.numbering import counted_to, read_marker
from extractors.geometry import Place, join_spans
from extractors.items import split_items
from extractors.items.words import canonical, is_person_heading, role
from extractors.model import Item
from extractors.profiles import plain, words
from extractors.profiles.headings import NO_FLOW
from extractors.prose.headings import is_sentence
from extractors.prose.profile import direction, heading_field
from extractors.prose.underlines import flags_of, is_mostly
from normalizers import parse_cross_reference

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.documents.numbering import Marker
    from extractors.geometry import Span
    from extractors.prose.underlines import Underlines
    from extractors.prose.units import Unit

_SENTENCE: Final = re.compile(r"(?:[るいたすうくむぬぐつ]|もの|こと|とおり|以下|通り)。[)）」』]*$")
_LEGEND: Final = re.compile(r"[（(][^（）()]*(?:下線|アンダーライン)[^（）()]*[)）]$")
_GROUP: Final = re.compile(r"(?:時|場合|もの|項目|情報|関係|共通|について|データ|名簿|台帳|リスト|ファイル)$")
"""Ends of a line of its own that is a heading where a list of several items follows: 初期登録時."""

_PERSON: Final = re.compile(
    "(?:者|家族|児童|生徒|職員|区民|市民|本人|世帯員|会員|学生|団体|委員|乳幼児|子ども|参加者等?|利用者等)$"
)

_SPACED: Final = re.compile(r"(?P<head>\s*[^\s、。：:（(]{1,14})(?P<gap>[ \u3000]+)(?P<rest>\S.*)", re.DOTALL)

_PAIR: Final = 2
_COMMON: Final = frozenset({"共通項目", "共通項目以外の項目", "共通", "個別項目", "共通事項"})


@dataclass(frozen=True, slots=True)
class State:
    """What the headings read so far say of the items below them."""

    flow: str | None = None
    change: str | None = None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Segment:
    """Consecutive lines of items under the same headings."""

    state: State
    path: tuple[str, ...]
    text: str
    flags: tuple[bool, ...]
    span: Span


def read_item_list(
    units: Sequence[Unit], underlines: Underlines, meaning: str | None, heading: str = ""
) -> tuple[Item, ...]:
    """The items of a section.

    Args:
        units: what the section says.
        underlines: of the file.
        meaning: what underlining means in the paper, see `underlines.legend`.
        heading: of the section; it may say which way all its items go (受託者に提供する個人情報).

    Returns:
        The items in printed order, each once: of a pair 変更前 and 変更後 an item that stands in both is `unchanged`.
    """
    items: list[Item] = []
    initial = _heading_state(heading, State()) or State()
    for segment in _segments([_with_mark(unit) for unit in units], underlines, initial):
        for found in split_items(ticked(segment.text)).items:
            underlined = meaning is not None and is_mostly(
                segment.flags, segment.text, found.begin, found.stop
            )
            items.append(
                Item(
                    ordinal=len(items),
                    raw=found.raw,
                    path=(*segment.path, *found.path),
                    name=found.name,
                    qualifier=found.qualifier,
                    is_open_ended=found.is_open_ended,
                    span=segment.span,
                    flow=None if segment.state.flow == NO_FLOW else segment.state.flow,
                    change=meaning if underlined and meaning != "special_care" else segment.state.change,
                    special_care="yes" if underlined and meaning == "special_care" else "no",
                    special_care_basis="printed" if underlined and meaning == "special_care" else "rule",
                )
            )
    return tuple(classified(replace(item, ordinal=k)) for k, item in enumerate(paired(items)))


def _with_mark(unit: Unit) -> Unit:
    """An entry with its mark where that is part of the list: a check box, or the first number of several on the line (①氏名　②住所)."""
    if unit.is_leaf and unit.mark in BOXES:
        return replace(unit, text=f"{unit.mark}{unit.text}")
    first = unit.lines[0].line.text if unit.lines else ""
    lead = first[: unit.lead] if unit.kind == "paragraph" else f"{unit.mark}\u3000" if unit.is_leaf else ""
    whole = f"{lead}{unit.text}"
    marker = read_marker(whole) if lead.strip() else None
    if marker is None or marker.rest == whole.strip() or not _holds_next(marker, whole):
        return unit
    if marker.kind == "bullet":
        whole = re.sub(rf"\s(?={re.escape(marker.raw)}\S)", "\n", whole)
    return replace(unit, text=whole, lead=0)


def _holds_next(marker: Marker, text: str) -> bool:
    """Whether a line goes on with the next mark of the list that it begins with."""
    if marker.number is None:
        return (
            marker.kind == "bullet"
            and re.search(rf"[\s、]{re.escape(marker.raw)}\S", marker.rest) is not None
        )
    return (counted_to(text) or 0) > marker.number


def _segments(units: Sequence[Unit], underlines: Underlines, state: State) -> Iterator[_Segment]:
    """The stretches of a list, each with the headings that hold for it."""
    waiting: list[tuple[str, tuple[bool, ...], Span]] = []
    path: tuple[str, ...] = ()

    def flush() -> Iterator[_Segment]:
        if waiting:
            texts, flags, spans = zip(*waiting, strict=True)
            waiting.clear()
            yield _Segment(
                state,
                (*path, *state.groups),
                "\n".join(texts),
                tuple(f for fs in flags for f in fs),
                join_spans(spans),
            )

    for position, unit in enumerate(units):
        if any(map(_is_beside, unit.path)) or _is_about_else(unit):
            continue
        following = units[position + 1] if position + 1 < len(units) else None
        inner = tuple(p for p in unit.path if _heading_state(p, state) is None and not _names_items(p))
        if unit.kind == "heading" and not unit.is_leaf:
            yield from flush()
            state = replace(_heading_state(unit.text, state) or state, groups=())
            continue
        if inner != path:
            yield from flush()
            path = inner
        for text, kind in _pieces(unit, following, state):
            if kind == "items":
                flags = flags_of(unit.lines, unit.lead, underlines) if len(text) == len(unit.text) else []
                waiting.append((text, tuple(flags), _span(unit)))
                continue
            yield from flush()
            state = _heading_state(text, state) or replace(state, groups=(_unnumbered(text),))
    yield from flush()


def _unnumbered(heading: str) -> str:
    """A heading of a group of items without the number set apart before it (１　児童に関する情報)."""
    marker = read_marker(heading) if _is_numbered(heading) else None
    return (marker.rest if marker else heading).strip()


def _is_beside(heading: str) -> bool:
    """Whether a heading inside a list is about something else than items: 件数, 対象者, 提供の方法."""
    return heading_field(heading, exactly=True) in {
        "count", "subjects", "counterparty", "method", "period", "special_care",
    }  # fmt: skip


def _is_about_else(unit: Unit) -> bool:
    """Whether a unit is no part of the list; a list that ends with a count (氏名、同居者の人数) is one."""
    if unit.kind == "heading":
        return _is_beside(unit.text)
    return "、" not in unit.text and heading_field(unit.text, exactly=True) == "count"


def _names_items(heading: str) -> bool:
    """Whether a heading only says that items follow (個人情報の項目), and groups nothing."""
    return heading_field(heading, exactly=True) == "items" and direction(heading) is None


def _span(unit: Unit) -> Span:
    if unit.table is not None:
        return unit.table.table.span
    if unit.span:
        return unit.span
    return join_spans((Place(line.page, line.box),) for line in unit.lines)


def _pieces(unit: Unit, following: Unit | None, state: State) -> Iterator[tuple[str, str]]:
    """The text of a unit as headings and lists of items; sentences and notes are neither."""
    if unit.kind == "table":
        yield from _table_pieces(unit, state)
        return
    text = _LEGEND.sub("", unit.text).strip()
    if unit.is_note or not text or _is_prose(text) or _names_items(text):
        return
    while (split := re.match(r"\s*([^：:、。]{1,45})[：:]\s*", text)) and _heading_state(
        split.group(1), state
    ) is not None:
        yield split.group(1), "heading"
        text = text[split.end() :]
        state = _heading_state(split.group(1), state) or state
    if (changed := opening_change(text)) is not None and changed[1].strip():
        yield changed[0], "heading"
        text = changed[1]
    if not text:
        return
    yield (
        (text, "heading")
        if _is_heading(text, following, state)
        else (_with_colon(unit.text if text == _LEGEND.sub("", unit.text).strip() else text), "items")
    )


def _with_colon(text: str) -> str:
    """A list behind the person it is about and a gap (保護者　氏名、住所), with a colon in the gap; as many characters."""
    match = _SPACED.match(text)
    if match is None or not _is_person(match["head"]) or "、" not in match["rest"]:
        return text
    return f"{match['head']}：{match['gap'][1:]}{match['rest']}"


def _is_person(name: str) -> bool:
    bare = canonical(re.sub(r"[（(].*[)）]$", "", name.strip()))
    return _PERSON.search(bare) is not None or (is_person_heading(bare) and role(bare) != "leaf")


def _is_prose(text: str) -> bool:
    """Whether a paragraph is a sentence, or points elsewhere, and so names no items."""
    return (is_sentence(text) and _SENTENCE.search(text) is not None) or parse_cross_reference(
        text
    ) is not None


def _is_heading(text: str, following: Unit | None, state: State) -> bool:
    """Whether a line of its own is a heading of the list below it: サービス利用者及びその家族."""
    if re.search("[、。，]", text) or len(text) > 45:
        return False
    bare = re.sub(r"^[\[【〔《〈(（・○]\s*|\s*[\]】〕》〉)）：:]$", "", text.strip())
    if _heading_state(bare, state) is not None:
        return True
    if following is None or following.kind != "paragraph" or following.is_note:
        return False
    if plain(bare) in _COMMON:
        return True
    is_list = "、" in following.text or (_is_numbered(text) and not _is_numbered(following.text))
    if _GROUP.search(bare) and is_list and not _is_prose(following.text) and len(bare) <= 30:
        return True
    return (
        _is_person(bare)
        and ("、" in following.text or len(following.text) < 20)
        and not _is_prose(following.text)
    )


def _is_numbered(text: str) -> bool:
    marker = read_marker(text)
    return marker is not None and marker.number is not None and marker.is_apart


def _table_pieces(unit: Unit, state: State) -> Iterator[tuple[str, str]]:
    """A table inside a list: a row for each group, or a column for what was and what is to be (変更前, 変更後)."""
    assert unit.table is not None
    table = unit.table.table
    named = [k for k, name in enumerate(table.header) if _heading_state(name, state) is not None]
    if len(named) < _PAIR:
        yield from ((row, "items") for row in _table_rows(unit))
        return
    for column in named:
        yield table.header[column], "heading"
        yield from ((row[column], "items") for row in table.rows if row[column].strip())


def _lists_items(header: str) -> bool:
    return heading_field(header.rsplit(" / ", 1)[-1], exactly=True) == "items"


def _table_rows(unit: Unit) -> Iterator[str]:
    """Rows of a table inside a list: the first cell names whose items the others are."""
    assert unit.table is not None
    table = unit.table.table
    column = next((k for k, name in enumerate(table.header) if k and _lists_items(name)), None)
    for printed in table.rows:
        row = (printed[0], printed[column]) if column is not None and printed[column].strip() else printed
        cells = list(dict.fromkeys(" ".join(cell.split("\n")) for cell in row if cell.strip()))
        if len(cells) == 1:
            yield cells[0]
        elif cells:
            yield f"{cells[0]}：{'、'.join(cells[1:])}"


def _heading_state(heading: str, state: State) -> State | None:
    """The state below a heading that says a direction or a change; None for a heading that says neither."""
    wanted = plain(re.sub(r"^[\s\[【〔《〈(（・○]+|[\]】〕》〉)）：:\s]+$", "", heading))
    if len(wanted) > 60:
        return None
    flow = direction(heading)
    change = next(
        (
            key
            for key in KINDS
            if wanted in (known := words("prose", "changes", key))
            or (flow and wanted.startswith(tuple(word for word in known if len(word) > 2)))
        ),
        None,
    )
    if change is None and flow is None:
        return None
    return State(flow or state.flow, change or state.change)
