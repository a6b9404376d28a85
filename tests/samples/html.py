"""The same blocks as a web page, for browsers to print: pages of another producer, broken by another typesetter."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.samples.blocks import Abreast, Block, NewPage, Notice, Table, Text

if TYPE_CHECKING:
    import random

    from tests.samples.blocks import Cell, Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How a page is set, in the terms of CSS. `sides`: whether tables have outer vertical rules.

    Cells with frames of their own (`collapse` is `separate`) have all four sides.
    """

    font: str
    size: float
    leading: float
    table_font: str
    table_size: float
    border: str
    collapse: str
    padding: str
    valign: str
    shading: str
    landscape: bool
    justified: bool
    repeat_header: bool
    split_rows: bool
    sides: bool


def any_sheet(dice: random.Random) -> Sheet:
    """One of the many ways to set a page."""
    fonts = ["IPAMincho", "IPAGothic", "IPAPGothic", "IPAPMincho", "Noto Sans CJK JP", "Noto Serif CJK JP"]
    collapse = dice.choice(["collapse", "collapse", "separate"])
    borders = [
        "0.5pt solid #000",
        "1px solid #888",
        "2px double #000",
        "0.75pt dashed #000",
        "1px solid #333",
    ]
    return Sheet(
        font=dice.choice(fonts),
        size=dice.choice([9.0, 10.5, 12.0]),
        leading=dice.choice([1.3, 1.5, 1.8]),
        table_font=dice.choice(fonts),
        table_size=dice.choice([7.5, 9.0, 10.0]),
        border=dice.choice(borders),
        collapse=collapse,
        padding=dice.choice(["1pt 3pt", "3pt", "5pt 4pt"]),
        valign=dice.choice(["top", "middle"]),
        shading=dice.choice(["none", "header", "zebra"]),
        landscape=dice.random() < 0.3,
        justified=dice.random() < 0.4,
        repeat_header=dice.random() < 0.7,
        split_rows=dice.random() < 0.5,
        sides=dice.random() < 0.7 or collapse == "separate",
    )


def as_html(blocks: tuple[Block, ...], sheet: Sheet) -> str:
    """A web page that is printed as the blocks say."""
    body = "".join(_block(block, sheet) for block in blocks)
    return f"<!doctype html><html lang=ja><meta charset=utf-8><style>{_css(sheet)}</style><body>{body}</body></html>"


def _block(block: Block, sheet: Sheet) -> str:
    match block:
        case Text():
            return _text(block)
        case Table():
            return _table(block, sheet)
        case Abreast(tables=tables):
            inner = "".join(f"<div>{_table(table, sheet)}</div>" for table in tables)
            return f"<div class=abreast>{inner}</div>"
        case Notice(text=text):
            return f"<p class=notice>{_marked(text)}</p>"
        case NewPage():
            return "<div class=break></div>"


def _text(block: Text) -> str:
    size = block.size
    style = (
        f"text-align:{block.align};font-size:{size}em;padding-left:{block.indent / size}em;"
        f"text-indent:{block.first / size}em;margin-top:{block.above}em;"
        + ("break-after:avoid;" if block.keep else "")
    )
    inner = _marked(block.text)
    if block.spread:
        inner = f'<span class=spread style="width:{block.spread / size}em">{inner}</span>'
    return f'<p style="{style}">{inner}</p>'


def _table(table: Table, sheet: Sheet) -> str:
    columns = table.columns or ("left",) * len(table.widths)
    widths = "".join(f'<col style="width:{100 * w / sum(table.widths):.2f}%">' for w in table.widths)
    header = _rows(table.header, "th", ["center"] * len(columns))
    if header and sheet.repeat_header:
        header = f"<thead>{header}</thead>"
    return f"<table><colgroup>{widths}</colgroup>{header}<tbody>{_rows(table.rows, 'td', columns)}</tbody></table>"


def _rows(grid: Grid, tag: str, columns: list[str] | tuple[str, ...]) -> str:
    return "".join(
        "<tr>"
        + "".join(_cell(c, tag, columns[j]) for j, c in enumerate(row) if c is not None)
        + "</tr>"
        for row in grid
    )  # fmt: skip


def _cell(cell: Cell, tag: str, align: str) -> str:
    spans = f"rowspan={cell.row_span} colspan={cell.column_span}"
    return f'<{tag} {spans} style="text-align:{cell.align or align}">{_marked(cell.text)}</{tag}>'


def _marked(text: str) -> str:
    escaped = html.escape(text, quote=False)
    return escaped.replace("&lt;u&gt;", "<u>").replace("&lt;/u&gt;", "</u>").replace("\n", "<br>")


def _css(sheet: Sheet) -> str:
    css = f"""
        @page {{ size: A4 {"landscape" if sheet.landscape else "portrait"}; margin: 20mm }}
        @page {{ @bottom-center {{ content: counter(page); font-size: 9pt }} }}
        body {{ font: {sheet.size}pt/{sheet.leading} '{sheet.font}'; margin: 0 }}
        p {{ margin: 0; white-space: break-spaces }}
        .notice {{ border: 1px solid; padding: 6pt }}
        .break {{ break-after: page }}
        .abreast {{ display: flex; gap: 24pt }}
        .abreast > div {{ flex: 1 }}
        .spread {{ display: inline-block; text-indent: 0; text-align-last: justify; text-justify: inter-character }}
        table {{ border-collapse: {sheet.collapse}; border-spacing: 1.5px; width: 100%; margin: 4pt 0 }}
        table {{ table-layout: fixed; font: {sheet.table_size}pt/1.3 '{sheet.table_font}' }}
        td, th {{ border: {sheet.border}; padding: {sheet.padding}; vertical-align: {sheet.valign} }}
        td, th {{ font-weight: normal; overflow-wrap: anywhere }}
        tr {{ break-inside: {"auto" if sheet.split_rows else "avoid"} }}
    """
    if sheet.justified:
        css += "p { text-align: justify }"
    if sheet.shading == "header":
        css += "th { background: #ddd }"
    if sheet.shading == "zebra":
        css += "tbody tr:nth-child(even) td { background: #eee }"
    if not sheet.sides:
        css += "tr > :first-child { border-left: none } tr > :last-child { border-right: none }"
    return css
