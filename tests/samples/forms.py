"""The forms that the council's documents share: head, cover letter, numbered prose, and the truth about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.samples.blocks import Block, NewPage, Text

if TYPE_CHECKING:
    from tests.samples.style import PageStyle

NOTE = "見本：このPDFは、このプロジェクトのために組版した見本であり、実在の文書ではない。事業、件数及び人名は架空のものである。"
COUNCIL = "世田谷区情報公開・個人情報保護審議会"
OLD_ORDINANCE = "世田谷区個人情報保護条例"

Truth = dict[str, Any]
Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample PDF as data. `truth` holds what the PDF says, in the terms of the published datasets."""

    name: str
    title: str
    page: PageStyle
    blocks: tuple[Block, ...]
    truth: Truth


@dataclass(frozen=True, slots=True)
class Head:
    """What a document's head prints. `spread`: the title is letter-spaced to so many ems."""

    kind: str
    number: int
    title: str
    date: str
    iso_date: str
    departments: tuple[tuple[str, str], ...]
    subtitle: str = ""
    spread: float = 0.0

    @property
    def label(self) -> str:
        return f"{self.kind}第{self.number}号"


def head(data: Head) -> list[Block]:
    """Label, title, date and departments over the text."""
    blocks: list[Block] = [Text(data.label)]
    if data.spread:
        blocks.append(Text(data.title, "center", size=1.1, above=0.6, spread=data.spread))
    elif len(data.title) > 36:
        blocks.append(Text(data.title, indent=3, size=1.1, above=0.6))
    else:
        blocks.append(Text(data.title, "center", size=1.1, above=0.6))
    if data.subtitle:
        blocks.append(Text(f"（{data.subtitle}）", "center"))
    blocks.append(Text(data.date, "right", above=0.4))
    blocks += [Text(bureau + division, "right") for bureau, division in data.departments]
    return blocks


def cover(data: Head, date: str, articles: str) -> list[Block]:
    """The letter with which the mayor puts a question to the council (諮問文), on a page of its own."""
    return [
        Text(data.label, "right"),
        Text(date, "right"),
        Text(COUNCIL, above=1.5),
        Text("会長　甲野　一恵　様"),
        Text("世田谷区長", "right", above=2),
        Text("見本　太郎", "right"),
        Text(f"　{articles}の規定に基づき、下記の事項について諮問します。", above=2),
        Text("記", "center", above=1.5),
        Text(data.title, indent=2, above=1.5),
        Text(f"（{data.subtitle}）", indent=2),
        NewPage(),
    ]


# How each kind of line is set: indent, indent of the first line, space above.
_LAYOUT = {
    "h1": (0.0, 0.0, 0.5),
    "h2": (2.0, -1.0, 0.25),
    "h3": (3.0, -1.5, 0.0),
    "p1": (1.0, 1.0, 0.0),
    "p": (2.0, 1.0, 0.0),
    "p3": (3.0, 0.0, 0.0),
    "li": (4.0, -1.0, 0.0),
    "note": (4.0, -1.0, 0.0),
}
_NUMBER = re.compile(r"(第[0-9]+|\([0-9]+\)|[0-9]+)[ 　]+(.*)")


def prose(lines: Lines) -> list[Block]:
    """Numbered headings (h1 第1, h2 1, h3 (1)), paragraphs (p1, p, p3), list elements and notes as blocks."""
    blocks: list[Block] = []
    for kind, text in lines:
        indent, first, above = _LAYOUT[kind]
        blocks.append(Text(text, indent=indent, first=first, above=above, keep=kind.startswith("h")))
    return blocks


def sections(lines: Lines) -> list[Truth]:
    """The outline that the lines make, with the text below each heading."""
    found: list[Truth] = []
    for kind, text in lines:
        match = _NUMBER.match(text) if kind.startswith("h") else None
        plain = re.sub(r"</?u>", "", text)
        if match:
            number, heading = match.groups()
            found.append({"level": int(kind[1]), "number_raw": number, "heading": heading, "body": ""})
        elif found:
            found[-1]["body"] = f"{found[-1]['body']}\n{plain}".strip()
    return found


def document(data: Head, **more: object) -> Truth:
    """The document's fields as they must be published."""
    year, month = int(data.iso_date[:4]), int(data.iso_date[5:7])
    truth: Truth = {
        "kind": data.kind,
        "number": data.number,
        "label": data.label,
        "title": data.title,
        "subtitle": data.subtitle or None,
        "date": data.iso_date,
        "fiscal_year": year if month >= 4 else year - 1,
        "legal_regime": "act_2023" if data.iso_date >= "2023-04-01" else "ordinance_1992",
        "departments": departments(data.departments),
    }
    truth.update(more)
    return truth


def departments(pairs: tuple[tuple[str, str], ...]) -> list[Truth]:
    """Bureau and division."""
    return [{"bureau": bureau, "division": division} for bureau, division in pairs]


def article(law: str, number: int, paragraph: int | None = None, item: int | None = None) -> Truth:
    """A provision."""
    return {"law": law, "article": number, "paragraph": paragraph, "item": item}


def audit(kind: str, stated: int, found: int, what: str) -> Truth:
    """What the document says about itself and what stands in it."""
    return {"kind": kind, "stated": stated, "found": found, "agrees": stated == found, "what": what}


def simple_items(text: str) -> list[Truth] | None:
    """The items of a plain list (名称、名称、…); None where brackets or other marks ask for judgement."""
    if text == "共通項目のみ":
        return []
    if re.search(r"[（）()【】・：等＞]|又は|及び", text):
        return None
    return [item(name) for name in text.split("、")]


def item(name: str, qualifier: str | None = None, path: tuple[str, ...] = (), *, etc: bool = False) -> Truth:
    """One item of personal data."""
    return {"path": list(path), "name": name, "qualifier": qualifier, "is_open_ended": etc}
