"""Where on the pages each field of a case stands.

Rows say where a case stands as a whole; where each of its printed columns or headings stands follows from the cells of
its table or from the sections of its document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from extractors.prose.profile import heading_field
from extractors.tables.roles import role_of
from normalizers import normalize_display

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.site.data import Row

Boxes = list[dict[str, Any]]
"""Places as published in `span`."""

_PERIOD = (
    "start_date",
    "start_precision",
    "end_date",
    "end_precision",
    "is_ongoing",
    "is_provisional",
    "dates",
)
_COUNT = ("count_min", "count_max", "count_unit", "count_period", "count_is_approximate", "counts")
_PARTNERS: dict[str, str] = {
    "case_type": "case_type_raw",
    "departments": "department_raw",
    "counterparty": "counterparty_raw",
    "item_count": "items_raw",
    **dict.fromkeys(_PERIOD, "period_raw"),
    **dict.fromkeys(_COUNT, "count_raw"),
}
"""The column with the printed text that a column's value was read from."""

_ROLES: dict[str, str] = {
    "department_raw": "department",
    "items_raw": "items",
    "period_raw": "period",
    "count_raw": "count",
    "counterparty_raw": "counterparty",
    "case_type_raw": "case_type",
}
"""The role that the header of a table's column with such text has, where it is called otherwise."""

_HEADINGS: dict[str, tuple[str, ...]] = {
    "department_raw": ("departments",),
    "items_raw": ("items", "items_and_count"),
    "period_raw": ("period",),
    "count_raw": ("count", "items_and_count"),
    "counterparty_raw": ("counterparty",),
}
"""The fields that the heading of a section with such text names, likewise."""


class TableCells:
    """The body cells of one table by row and by page, so that a table of thousands of rows is looked through once."""

    def __init__(self, cells: Iterable[Row]) -> None:
        self.by_row: dict[int, list[Row]] = defaultdict(list)
        self._by_page: dict[int, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
        for cell in cells:
            if cell["row"] < 0:
                continue
            for row in range(cell["row"], cell["row"] + cell["row_span"]):
                self.by_row[row].append(cell)
            if cell["row_span"] == 1:
                for place in cell["span"]:
                    self._by_page[place["page"]].append((cell["row"], place))

    def row_at(self, span: Boxes) -> int | None:
        """The row most of whose cells lie within the boxes."""
        votes = Counter(
            row for box in span for row, place in self._by_page[box["page"]] if _holds(box, place)
        )
        return votes.most_common(1)[0][0] if votes else None


def places_of_attributes(case: Row, cells: TableCells | None, sections: Sequence[Row]) -> dict[str, Boxes]:
    """Where each printed column or heading of a case stands, by its name; those without a place are left out.

    Args:
        case: a row of `cases`.
        cells: of its table; None for a case out of prose.
        sections: the sections of its document.
    """
    names = [name for name, _ in case["attributes"]]
    return _in_row(case, names, cells) if cells is not None else _in_sections(case, names, sections)


def place_of_field(column: str, case: Row, places: Mapping[str, Boxes]) -> Boxes:
    """Where the value of a column stands; empty where that is not known.

    Args:
        column: of `cases`.
        case: a row of `cases`.
        places: as `places_of_attributes` gives them.
    """
    source = _PARTNERS.get(column, column)
    texts = {name: _squeezed(text) for name, text in case["attributes"] if name in places}
    value = case.get(source)
    wanted = _squeezed(value if isinstance(value, str) else str(value) if type(value) is int else "")
    ways = (
        [name for name, text in texts.items() if wanted and text == wanted],
        [name for name in texts if _names(name, source, in_table=case["origin"] == "table_row")],
        sorted(
            (n for n, text in texts.items() if len(wanted) > 1 and wanted in text),
            key=lambda n: len(texts[n]),
        ),
    )
    return next((places[names[0]] for names in ways if names), [])


def _names(heading: str, column: str, *, in_table: bool) -> bool:
    """Whether the header of a table's column, or the heading of a section, says that a column's text stands there."""
    if in_table:
        role = role_of(heading)
        return role == _ROLES.get(column, column)
    return heading_field(heading) in _HEADINGS.get(column, (column,))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _in_row(case: Row, names: Sequence[str], cells: TableCells) -> dict[str, Boxes]:
    row = cells.row_at(case["span"])
    here = [] if row is None else cells.by_row[row]
    found = {}
    for column, name in enumerate(names):
        cell = next((c for c in here if c["column"] <= column < c["column"] + c["column_span"]), None)
        if cell is not None and cell["span"]:
            found[name] = cell["span"]
    return found


def _holds(outer: dict[str, Any], inner: dict[str, Any]) -> bool:
    """Whether a box holds the middle of another one on the same page."""
    across, down = (inner["x0"] + inner["x1"]) / 2, (inner["top"] + inner["bottom"]) / 2
    return bool(
        outer["page"] == inner["page"]
        and outer["x0"] <= across <= outer["x1"]
        and outer["top"] <= down <= outer["bottom"]
    )


def _in_sections(case: Row, names: Sequence[str], sections: Sequence[Row]) -> dict[str, Boxes]:
    children: dict[str | None, list[Row]] = defaultdict(list)
    for section in sections:
        children[section["parent_id"]].append(section)
    found: dict[str, Boxes] = {}
    for section in sections:
        name = normalize_display(section["heading"]) or section["number_raw"]
        inside = any(_holds(box, place) for box in case["span"] for place in section["span"])
        if inside and name in names and name not in found:
            found[name] = _joined(_spans(section, children))
    return {name: boxes for name, boxes in found.items() if boxes}


def _spans(section: Row, children: Mapping[str | None, list[Row]]) -> Boxes:
    """The places of a section and of all sections in it."""
    boxes, waiting = [], [section]
    while waiting:
        current = waiting.pop()
        boxes += current["span"]
        waiting += children[current["section_id"]]
    return boxes


def _joined(boxes: Boxes) -> Boxes:
    """One box for each page."""
    pages: dict[int, dict[str, Any]] = {}
    for box in boxes:
        known = pages.setdefault(box["page"], dict(box))
        known["x0"], known["top"] = min(known["x0"], box["x0"]), min(known["top"], box["top"])
        known["x1"], known["bottom"] = max(known["x1"], box["x1"]), max(known["bottom"], box["bottom"])
    return [pages[page] for page in sorted(pages)]
