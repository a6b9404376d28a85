"""What the page of a case shows: its fields, items and printed columns, each with its boxes, and the pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.schema import DATASETS
from pipeline.site.pictures import picture_name
from pipeline.site.places import place_of_field, places_of_attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pipeline.site.data import Row
    from pipeline.site.places import Boxes, TableCells

_HIDDEN = ("attributes", "span", "findings", "ordinal")
"""Columns of `cases` that the page shows in another way."""

_LAST = ("case_id", "document_id", "table_id", "origin", "item_count")
"""Columns that few people look for."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points.

    Attributes:
        kind: case, field or item.
        name: that the row of the field or item calls it by.
        x, y, width, height: as in SVG.
    """

    kind: str
    name: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its boxes.

    Attributes:
        number: 1-based in the file.
        width: of the page as shown, in points.
        height: likewise.
        picture: file name, or "" when there is none.
        why: key of the words that say why there is none.
        boxes: in the order in which they are drawn.
    """

    number: int
    width: float
    height: float
    picture: str
    why: str
    boxes: list[Box] = field(default_factory=list)


@dataclass(slots=True)
class _Sheets:
    """The pages of one case, as boxes come up on them."""

    new_sheet: Callable[[int], Sheet]
    sheets: dict[int, Sheet] = field(default_factory=dict)
    known: dict[tuple[Any, ...], str] = field(default_factory=dict)

    def add(self, kind: str, boxes: Boxes) -> str:
        """Put boxes on their pages; equal ones once. Returns their name, or "" for none."""
        if not boxes:
            return ""
        place = (kind, *(tuple(box.values()) for box in boxes))
        if place in self.known:
            return self.known[place]
        name = self.known[place] = f"{kind[0]}{len(self.known)}"
        for box in boxes:
            if box["page"] not in self.sheets:
                self.sheets[box["page"]] = self.new_sheet(box["page"])
            x, y = round(box["x0"], 1), round(box["top"], 1)
            width, height = round(box["x1"] - box["x0"], 1), round(box["bottom"] - box["top"], 1)
            self.sheets[box["page"]].boxes.append(Box(kind, name, x, y, width, height))
        return name


def sheet_maker(document: Row, trouble: Mapping[str, str], pictures: set[str]) -> Callable[[int], Sheet]:
    """A function that gives an empty sheet for a page of a document.

    Args:
        document: a row of `documents`.
        trouble: why there are no pictures of a file, by its hash.
        pictures: names of those there are.
    """
    sizes = {size["page"]: (size["width"], size["height"]) for size in document["page_sizes"] or ()}

    def new_sheet(page: int) -> Sheet:
        width, height = sizes.get(page, (595.0, 842.0))
        name = picture_name(document["source_sha256"], page)
        why = f"no_picture_{trouble.get(document['source_sha256'], 'unwanted')}"
        return Sheet(page, round(width, 2), round(height, 2), name if name in pictures else "", why)

    return new_sheet


def case_view(
    case: Row,
    items: Sequence[Row],
    cells: TableCells | None,
    sections: Sequence[Row],
    new_sheet: Callable[[int], Sheet],
) -> dict[str, Any]:
    """All that the template needs to know of a case and its pages.

    Args:
        case: a row of `cases`.
        items: its rows of `items`.
        cells: of its table; None for a case out of prose.
        sections: the sections of its document.
        new_sheet: gives an empty sheet for a page.
    """
    sheets = _Sheets(new_sheet)
    sheets.add("case", case["span"])
    places = places_of_attributes(case, cells, sections)
    fields, empty = [], []
    names = [c.name for c in DATASETS["cases"].columns if c.name not in (*_HIDDEN, *_LAST)]
    for name in (*names, *_LAST):
        if case[name] in (None, "", []):
            empty.append(name)
            continue
        boxes = place_of_field(name, case, places)
        fields.append({"name": name, "value": case[name], **_shown(sheets, "field", boxes)})
    attributes = [
        {"name": name, "text": text, **_shown(sheets, "field", places.get(name, []))}
        for name, text in case["attributes"]
    ]
    return {
        "fields": fields,
        "empty": empty,
        "attributes": attributes,
        "items": [{**item, **_shown(sheets, "item", item["span"])} for item in items],
        "has": {name: any(item[name] for item in items) for name in ("flow", "subject", "change")},
        "pages": [sheets.sheets[page] for page in sorted(sheets.sheets)],
    }


def _shown(sheets: _Sheets, kind: str, boxes: Boxes) -> dict[str, Any]:
    return {"box": sheets.add(kind, boxes), "page": boxes[0]["page"] if boxes else None}


def pages_of(rows: Iterable[Row]) -> set[int]:
    """The pages that rows stand on."""
    return {box["page"] for row in rows for box in row["span"]}


def is_about(finding: Row, case: Row) -> bool:
    """Whether a finding names a case, or names none and stands where the case does."""
    if finding["case_id"] is not None:
        return bool(finding["case_id"] == case["case_id"])
    return any(_overlap(one, other) for one in finding["span"] for other in case["span"])


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(
        one["page"] == other["page"]
        and one["x0"] < other["x1"]
        and other["x0"] < one["x1"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )
