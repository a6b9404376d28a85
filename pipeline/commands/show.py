"""The command `show`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pipeline.commands.options import OutOption  # noqa: TC001 - typer reads annotations at run time
from pipeline.settings import DEFAULT_OUT

_HIDDEN = ("case_id", "document_id", "ordinal", "attributes", "span", "findings", "item_count", "table_id")


def command(
    *,
    case_id: Annotated[
        str, typer.Argument(metavar="CASE_ID", help="As in the dataset cases.", show_default=False)
    ],
    out: OutOption = DEFAULT_OUT,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show one case with its items, its findings, and where it stands.

    \b
    Example:
      shingikai show 0123456789abcdef-01-c0001
    """
    from pipeline.errors import UsageError  # noqa: PLC0415 - heavy imports stay out of --help
    from pipeline.published import Published  # noqa: PLC0415 - likewise

    published = Published(out)
    cases = published.rows("cases", "case_id", case_id)
    if not cases:
        raise UsageError(f"{case_id}: there is no such case in {out}")
    case = cases[0]
    facts = {
        "document": published.rows("documents", "document_id", case["document_id"])[0],
        "case": case,
        "items": published.rows("items", "case_id", case_id),
        "findings": published.rows("findings", "case_id", case_id),
    }
    if json:
        from json import dumps  # noqa: PLC0415 - likewise

        typer.echo(dumps(facts, ensure_ascii=False, default=str, indent=1))
    else:
        for line in _lines(facts):
            typer.echo(line)


def _lines(facts: dict[str, Any]) -> list[str]:
    from pipeline.terminal import printable  # noqa: PLC0415 - heavy imports stay out of --help

    case, document = facts["case"], facts["document"]
    head = f"{case['case_id']}  {document['label'] or document['kind']} {document['title']}"
    lines = [printable(head), printable(f"  file         {document['source_path']}")]
    lines += [f"  stands on    {_place(place)}" for place in case["span"]]
    for name, value in case.items():
        if name not in _HIDDEN and value not in (None, "", []):
            lines.append(f"  {name:<12} {printable(_text(value))}")
    lines += [f"  printed      {printable(name)}: {printable(text)}" for name, text in case["attributes"]]
    lines.append(f"  items        {len(facts['items'])}")
    lines += [f"    {_item(item)}" for item in facts["items"]]
    lines += [printable(f"  {f['severity']:<12} {f['code']}: {f['message']}") for f in facts["findings"]]
    return lines


def _place(place: dict[str, Any]) -> str:
    corners = ", ".join(f"{place[name]:.1f}" for name in ("x0", "top", "x1", "bottom"))
    return f"page {place['page']} ({corners})"


def _text(value: Any) -> str:  # noqa: ANN401 - any value of a row
    match value:
        case list():
            return "; ".join(_text(entry) for entry in value)
        case dict():
            return " ".join(str(entry) for entry in value.values() if entry is not None)
        case _:
            return str(value)


def _item(item: dict[str, Any]) -> str:
    from pipeline.terminal import printable  # noqa: PLC0415 - heavy imports stay out of --help

    path = " > ".join([*item["path"], item["name"]])
    qualifier = f"（{item['qualifier']}）" if item["qualifier"] else ""
    marks = [item["attribute"] or "", item["category"], f"special care: {item['special_care']}"]
    pages = ", ".join(f"p.{place['page']}" for place in item["span"])
    return printable(f"{path}{qualifier}  [{', '.join(mark for mark in marks if mark)}]  {pages}")
