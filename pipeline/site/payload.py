"""All cases in one compact script for the table of cases: texts that recur are named by their place in a list."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pipeline.dictionary import value_names
from pipeline.site.names import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.site.data import Data, Row

_SEARCHED = (
    "business",
    "description",
    "reason",
    "implementing_body",
    "counterparty_raw",
    "period_raw",
    "department_raw",
)
"""Columns that are searched besides title, departments, document and items."""

PRINTED, ITEM_YES, ITEM_POSSIBLE = 1, 2, 4
"""Bits of special care: printed as 有, an item that is, an item that may be."""


_LONGEST = 120
"""Characters of a heading."""


class _Listed:
    """Values in the order in which they first come, each named by its place."""

    def __init__(self) -> None:
        self._places: dict[Any, int] = {}

    def __getitem__(self, value: Any) -> int:  # noqa: ANN401 - anything that can be a key
        return self._places.setdefault(value, len(self._places))

    def values(self) -> list[Any]:
        return list(self._places)


def heading(case: Row) -> str:
    """What a case is called: its title, or else the first of what says most."""
    for column in ("title", "description", "business", "case_type_raw", "case_id"):
        words = " ".join(str(case[column] or "").split())
        if words:
            return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return ""


def cases_script(data: Data) -> str:
    """The script `data/cases.js`, which sets `window.SHINGIKAI`."""
    types, departments, categories, items = _Listed(), _Listed(), _Listed(), _Listed()
    documents = {d["document_id"]: (place, d) for place, d in enumerate(data.rows("documents"))}
    items_of: dict[str, list[Row]] = defaultdict(list)
    for item in (
        data.table("items").select(["case_id", "path", "name", "category", "special_care"]).to_pylist()
    ):
        items_of[item["case_id"]].append(item)
    rows = []
    for case in data.rows("cases"):
        place, document = documents[case["document_id"]]
        own = items_of[case["case_id"]]
        rows.append(
            [
                file_name(case["case_id"]),
                heading(case),
                types[case["case_type"]],
                [departments[d["bureau"] or "", d["division"] or ""] for d in case["departments"] or ()],
                place,
                str(case["start_date"] or document["date"] or ""),
                _special_care(case, own),
                _distinct(categories[item["category"]] for item in own),
                _distinct(items[" ".join([*item["path"], item["name"]])] for item in own),
                "\n".join(_searched(case)),
                len(own),
            ]
        )
    payload = {
        "types": _named("cases", "case_type", types.values()),
        "categories": _named("items", "category", categories.values()),
        "departments": departments.values(),
        "documents": [
            [d["label"] or d["title"] or d["source_path"], file_name(d["document_id"])]
            for _, d in documents.values()
        ],
        "items": items.values(),
        "cases": rows,
    }
    return f"window.SHINGIKAI = {json.dumps(payload, ensure_ascii=False, separators=(',', ':'))};\n"


def _distinct(values: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(values))


def _searched(case: Row) -> list[str]:
    texts = [str(case[column]) for column in _SEARCHED if case[column]]
    return list(dict.fromkeys([*texts, *(case["subjects"] or ())]))


def _special_care(case: Row, items: Iterable[Row]) -> int:
    degrees = {item["special_care"] for item in items}
    bits = PRINTED if case["special_care"] else 0
    return bits | (ITEM_YES if "yes" in degrees else 0) | (ITEM_POSSIBLE if "possible" in degrees else 0)


def _named(dataset: str, column: str, codes: Iterable[str]) -> list[list[str]]:
    names = value_names(dataset, column)
    return [[code, names[code].ja, names[code].en] if code in names else [code, code, code] for code in codes]
