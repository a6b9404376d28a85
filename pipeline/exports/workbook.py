"""An Excel workbook for people: Japanese headings and values, real dates and numbers, nothing that runs as a formula."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from pipeline.dictionary import dictionary, value_name
from pipeline.dictionary.findings import finding_code
from pipeline.exports.files import replacing
from pipeline.exports.flat import flat

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.dictionary import ColumnEntry, DatasetEntry
    from pipeline.exports.source import Source

LAST_ROW = 1_048_575
"""0-based last row of a sheet."""

LONGEST = 32_767
"""Characters that Excel holds in a cell."""

_FIRST_YEAR = 1901
"""Excel knows no day before 1900, and counts the first of those wrongly; earlier ones are written as text."""

CUT = "…（以下略）"
"""Ends a text that was too long for a cell; the other formats have all of it."""

_YES_NO = {True: "はい", False: "いいえ"}
_WIDTHS = {"date": 12, "int": 9, "bool": 9}
_OPTIONS = {
    "constant_memory": True,
    # What a document says is text, whatever it looks like.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


def write_workbook(source: Source, target: Path) -> list[Path]:
    """Write one workbook: a sheet with the dictionary and a sheet for each dataset, or more where rows do not fit.

    Args:
        source: what is published.
        target: folder to write to, which is there.

    Returns:
        The file written.
    """
    path = target / "shingikai.xlsx"
    with replacing(path) as temporary:
        book = xlsxwriter.Workbook(temporary, _OPTIONS)
        # A fixed time, so that equal data give equal bytes.
        book.set_properties({"title": "shingikai", "created": datetime(2000, 1, 1)})  # noqa: DTZ001 - Excel has no zones
        styles = {
            "head": book.add_format(
                {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF4"}
            ),
            "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        _write_dictionary(book, styles)
        for name in source.names():
            _write_dataset(book, styles, dictionary()[name], source)
        book.close()
    return [path]


def _write_dictionary(book: Any, styles: dict[str, Any]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    rows = [
        [
            dataset.title,
            column.title,
            column.ja,
            dataset.name,
            column.name,
            column.type,
            "; ".join(f"{value_name(dataset.name, column.name, v).ja} = {v}" for v in column.values),
        ]
        for dataset in dictionary().values()
        for column in dataset.columns
    ]
    sheet = _sheet(book, "項目一覧", styles, ["シート", "列", "意味", "dataset", "column", "type", "値"])
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 2, 60)
    sheet.set_column(3, 6, 24)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    sheet.autofilter(0, 0, len(rows), len(rows[0]) - 1)


def _write_dataset(book: Any, styles: dict[str, Any], entry: DatasetEntry, source: Source) -> None:  # noqa: ANN401 - see above
    sheet, number, part = None, LAST_ROW, 0
    for row in source.rows(entry.name):
        if sheet is None or number == LAST_ROW:
            _close(sheet, entry, number)
            part += 1
            title = entry.title if part == 1 else f"{entry.title} ({part})"
            sheet, number = _dataset_sheet(book, title, styles, entry), 0
        number += 1
        told = _told(entry.name, row)
        for place, column in enumerate(entry.columns):
            _write_cell(sheet, number, place, _cell(entry.name, column, told[column.name]), styles)
    if sheet is None:
        sheet, number = _dataset_sheet(book, entry.title, styles, entry), 0
    _close(sheet, entry, number)


def _told(dataset: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row as its sheet tells it: findings in Japanese, with what to do, before the record's own words."""
    match dataset:
        case "findings":
            entry = finding_code(row["code"])
            return {**row, "message": f"{entry.meaning.ja}{entry.action.ja}\n{row['message']}".strip()}
        case "cases":
            return {**row, "findings": [finding_code(code).title.ja for code in row["findings"]]}
        case _:
            return row


def _close(sheet: Any, entry: DatasetEntry, last: int) -> None:  # noqa: ANN401 - see above
    if sheet is not None:
        sheet.autofilter(0, 0, last, len(entry.columns) - 1)


def _dataset_sheet(book: Any, title: str, styles: dict[str, Any], entry: DatasetEntry) -> Any:  # noqa: ANN401 - see above
    sheet = _sheet(book, title, styles, [column.title for column in entry.columns])
    for place, column in enumerate(entry.columns):
        width = next((w for kind, w in _WIDTHS.items() if column.type.startswith(kind)), 24)
        sheet.set_column(f"{xl_col_to_name(place)}:{xl_col_to_name(place)}", width)
        sheet.write_comment(0, place, f"{column.name}\n{column.ja}")
    return sheet


def _sheet(book: Any, title: str, styles: dict[str, Any], heads: list[str]) -> Any:  # noqa: ANN401 - see above
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, heads, styles["head"])
    return sheet


def _cell(dataset: str, column: ColumnEntry, value: Any) -> Any:  # noqa: ANN401 - any value of a row
    """A value as Excel shows it to people."""
    match value:
        case bool():
            return _YES_NO[value]
        case str():
            return _fitting(value_name(dataset, column.name, value).ja if column.values else value)
        case None | datetime() | date() | int() | float():
            return value
        case _:
            return _fitting(flat(column.name, value))


def _fitting(text: str) -> str:
    # Excel counts UTF-16 units; characters outside the BMP take two.
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST:
        return text
    return text[: LONGEST // 2 - len(CUT)] + CUT


def _write_cell(sheet: Any, row: int, place: int, value: Any, styles: dict[str, Any]) -> None:  # noqa: ANN401 - see above
    match value:
        case None | "":
            return
        case str():
            sheet.write_string(row, place, value)
        case date() if value.year < _FIRST_YEAR:
            sheet.write_string(row, place, value.isoformat())
        case datetime():
            sheet.write_datetime(row, place, value.replace(tzinfo=None), styles["time"])
        case date():
            sheet.write_datetime(row, place, value)
        case _:
            sheet.write_number(row, place, value)
