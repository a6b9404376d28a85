"""What of a numbered line is heading and what is text: told apart when the whole section is known."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from extractors.documents.numbering import counted_to, read_marker
from extractors.documents.offices import is_department_line
from extractors.documents.words import read_label
from extractors.profiles import plain
from extractors.prose.layout import Layout, Paragraph
from extractors.prose.profile import bracketed_heading, heading_field, opens_entry
from normalizers import parse_dates

if TYPE_CHECKING:
    from extractors.flow import FlowLine
    from extractors.prose.nodes import Node

LONGEST: Final = 120
"""A heading has no more characters than this; what is longer is text."""

LISTED: Final = frozenset({"circled", "paren", "half_paren", "kana", "paren_kana", "alpha", "paren_alpha"})
"""Marks of lists, whose entries may stand one behind another on a line."""

SENTENCE_END: Final = re.compile(r"。[)）」』]*$")
_NOTE_BEHIND: Final = re.compile(r"(?<=.)[（(][^（）()]*(?:[（(][^（）()]*[)）][^（）()]*)*[)）]$")
_BRACKETED: Final = re.compile(r"[（(][^（）()]{1,40}[)）]")
_UNKNOWN: Final = re.compile(r"(?P<head>[^\s：:、。「」（）()0-9０-９をはがにでとへ]{2,10})[ \u3000]+(?=\S)")
"""A short word without particles before a gap: a heading on the line of its text, whatever it means."""

_LETTERS: Final = 2
"""So many letters between two gaps may be the end of a letter-spaced heading (対 象 者)."""

_TITLE: Final = re.compile(r"(?:について|に関すること|の件|の概要|の状況|等)$")

_SEPARATOR: Final = re.compile(r"\s*[：:]\s*|\s+")


def is_sentence(text: str) -> bool:
    """Whether a text is a sentence: it ends in 。, brackets behind it aside (委託先（予定を含む。） is none)."""
    bare = text.rstrip()
    while (shorter := _NOTE_BEHIND.sub("", bare)) != bare:
        bare = shorter.rstrip()
    return SENTENCE_END.search(bare) is not None


def continues_heading(node: Node, line: FlowLine, layout: Layout) -> bool:  # noqa: PLR0911 # a rule a line
    """Whether a line goes on with the line or lines that a section's number stands on."""
    last = node.heading_lines[-1]
    text, above = line.line.text.strip(), last.line.text.rstrip()
    size = line.line.size
    if not _text_behind_number(node):
        return True
    if last.page == line.page and line.box.top - last.box.bottom > 1.6 * last.box.height:
        return False
    if opens_entry(text):
        return False
    hangs = line.box.x0 <= last.box.x0 + 0.6 * size
    if SENTENCE_END.search(above):
        is_title = _BRACKETED.fullmatch(plain(text)) is not None
        return not is_title and layout.is_full(last) and len(node.heading_lines) > 1 and hangs
    if node.kind == "part" and re.fullmatch(r"[（(].{2,80}[)）]", text) and line.box.x0 > last.box.x0 + size:
        return True
    if not layout.wraps(last, line) or above.endswith(("：", ":")):
        return False
    return hangs if len(node.heading_lines) > 1 else layout.is_full(last) or above.endswith(("、", "・"))


def _text_behind_number(node: Node) -> str:
    first, *rest = [line.line.text for line in node.heading_lines]
    marker = read_marker(first)
    return (marker.rest if marker else first) + "".join(rest)


def settle(node: Node) -> None:
    """Tell a heading from a numbered sentence, and from a heading with its text on the same line."""
    if node.kind in {"text", "label", "attachment"} or not node.heading_lines:
        return
    first = node.heading_lines[0].line.text
    if node.kind == "matter":
        label = read_label(Paragraph(tuple(node.heading_lines)).text)
        node.title = label.rest.lstrip("：: ") if label is not None else first.strip()
        return
    marker = read_marker(first)
    rest = marker.rest if marker else first.strip()
    paragraph = Paragraph(tuple(node.heading_lines), len(first.rstrip()) - len(rest))
    text = paragraph.text
    split = inline_value(text) if node.kind != "article" and not _is_list(node, text) else None
    bracketed = bracketed_heading(text) if node.kind != "article" else None
    if bracketed is not None:
        node.title, begin = bracketed
        if begin < len(text):
            node.content.insert(0, Paragraph(paragraph.lines, min(paragraph.lead + begin, len(first))))
    elif split is not None:
        node.title = text[: split[0]].strip()
        node.content.insert(0, Paragraph(paragraph.lines, min(paragraph.lead + split[1], len(first))))
    elif node.kind == "article" or is_sentence(text) or len(text) > LONGEST:
        node.content.insert(0, paragraph)
        node.heading_lines = []
    else:
        node.title = text.rstrip("：: ")


def _is_list(node: Node, text: str) -> bool:
    """Whether a numbered line holds the next entries of its list too (①氏名　②住所、電話番号)."""
    if node.kind not in LISTED and (node.kind != "arabic" or inline_value(text, known_only=True) is not None):
        return False
    return (counted_to(f"{node.number_raw}\u3000{text}") or 0) > (node.number or 0)


def inline_value(text: str, *, known_only: bool = False) -> tuple[int, int] | None:
    """End of the heading and start of the text where one line holds both; None if it does not, or names no field and `known_only`.

    >>> inline_value("委託期間：令和5年4月1日から")
    (4, 5)
    """
    found: tuple[int, int] | None = None
    for match in _SEPARATOR.finditer(text[:60]):
        if found is not None and match.start() - found[1] > _LETTERS:
            break
        head = text[: match.start()]
        if match.end() < len(text) and head and heading_field(head, exactly=True) is not None:
            found = match.start(), match.end()
        if re.search("[：:]", match.group()):
            break
    if found is not None:
        return found
    unknown = None if known_only else _UNKNOWN.match(text)
    if unknown is not None and _is_value(text[unknown.end() :]):
        return unknown.end("head"), unknown.end()
    return None


def _is_value(text: str) -> bool:
    """Whether what stands behind a short word and a gap says something: a day, a number, a list, a sentence, an office."""
    if _TITLE.search(text.rstrip()):
        return False
    return (
        is_sentence(text)
        or "、" in text
        or re.match(r"(?:約|延べ|年間|月間|およそ)?\s*[0-9０-９]", text) is not None
        or any(span.begin == 0 for span in parse_dates(text[:40]).spans)
        or is_department_line(text)
    )


def give_article_titles(nodes: list[Node]) -> None:
    """Move the bracketed line above an article (（目的）) from the end of the section before into the article's heading."""
    for before, node in pairwise(nodes):
        last = before.content[-1] if before.content else None
        if node.kind != "article" or not isinstance(last, Paragraph) or len(last.lines) != 1:
            continue
        if _BRACKETED.fullmatch(plain(last.text)):
            before.content.pop()
            node.title = last.text.strip()[1:-1].strip()
            node.heading_lines = list(last.lines)


def renumbered(nodes: list[Node]) -> list[Node]:
    """Leave out unnumbered nodes that nothing is left in."""
    kept = [n for n in nodes if n.kind != "text" or n.content]
    new = {n.ordinal: k for k, n in enumerate(kept)}
    for n in kept:
        n.parent = new.get(n.parent) if n.parent is not None else None
    for k, n in enumerate(kept):
        n.ordinal = k
    return kept
