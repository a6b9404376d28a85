"""Nested values as one line of text a person can read, for formats that know only text, numbers and dates.

Parquet, DuckDB and JSON Lines keep the nested values; CSV and workbooks get this text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Entry = dict[str, Any]

JOINT = "; "
"""Between the entries of a list."""


def flat(column: str, value: Any) -> str:  # noqa: ANN401 - any nested value of a row
    """The text of a list or map column; empty for none.

    Args:
        column: name of the column, which says what its entries are.
        value: as pyarrow gives it.
    """
    write = _ENTRIES.get(column, _plain)
    joint = "\n" if column == "attributes" else JOINT
    return joint.join(write(entry) for entry in value or ())


def _plain(entry: Any) -> str:  # noqa: ANN401 - an entry of a list of strings
    return str(entry)


def _words(*words: Any) -> str:  # noqa: ANN401 - words and numbers of an entry
    return " ".join(str(word) for word in words if word not in (None, ""))


def _department(entry: Entry) -> str:
    return _words(entry["bureau"], entry["division"])


def _raw(entry: Entry) -> str:
    return str(entry["raw"])


def _period(entry: Entry) -> str:
    start, end = entry["start"], entry["end"]
    return str(start) if start == end else f"{start or ''}/{end or ''}"


def _count(entry: Entry) -> str:
    low, high = entry["min"], entry["max"]
    number = low if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
    return _words(entry["label"], number, entry["unit"])


def _attendee(entry: Entry) -> str:
    affiliation = f"({entry['affiliation']})" if entry["affiliation"] else ""
    return _words(entry["role"], entry["name"], affiliation, "" if entry["is_present"] else "欠席")


def _place(entry: Entry) -> str:
    corners = " ".join(f"{entry[name]:.1f}" for name in ("x0", "top", "x1", "bottom"))
    return f"p{entry['page']} {corners}"


def _size(entry: Entry) -> str:
    return f"p{entry['page']} {entry['width']:.1f}x{entry['height']:.1f}"


def _attribute(entry: tuple[str, str]) -> str:
    return f"{entry[0]}: {entry[1]}"


_ENTRIES: dict[str, Callable[[Any], str]] = {
    "departments": _department,
    "legal_basis": _raw,
    "references": _raw,
    "dates": _period,
    "counts": _count,
    "attendees": _attendee,
    "span": _place,
    "page_sizes": _size,
    "attributes": _attribute,
}
"""How an entry of a nested column reads; lists of strings need no entry."""
