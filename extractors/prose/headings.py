"""What of a numbered line is heading and what is text: told apart when the whole section is known."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from extractors.documents.numbering import read_marker
from extractors.profiles import plain
from extractors.prose.layout import Layout, Paragraph
from extractors.prose.profile import heading_field, opens_entry

if TYPE_CHECKING:
    from extractors.flow import FlowLine
    from extractors.prose.nodes import Node

LONGEST: Final = 120
"""A heading has no more characters than this; what is longer is text."""

SENTENCE_END: Final = re.compile(r"。[)）」』]*$")
_NOTE_BEHIND: Final = re.compile(r"(?<=.)[（(][^（）()]*(?:[（(][^（）()]*[)）][^（）()]*)*[)）]$")
_BRACKETED: Final = re.compile(r"[（(][^（）()]{1,40}[)）]")
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
    marker = read_marker(first)
    rest = marker.rest if marker else first.strip()
    paragraph = Paragraph(tuple(node.heading_lines), len(first.rstrip()) - len(rest))
    text = paragraph.text
    split = inline_value(text) if node.kind != "article" else None
    if split is not None:
        node.title = text[: split[0]].strip()
        node.content.insert(0, Paragraph(paragraph.lines, min(paragraph.lead + split[1], len(first))))
    elif node.kind == "article" or is_sentence(text) or len(text) > LONGEST:
        node.content.insert(0, paragraph)
        node.heading_lines = []
    else:
        node.title = text


def inline_value(text: str) -> tuple[int, int] | None:
    """End of the heading and start of the text where one line holds both; None if it does not.

    >>> inline_value("委託期間：令和5年4月1日から")
    (4, 5)
    """
    for match in _SEPARATOR.finditer(text[:60]):
        head = text[: match.start()]
        if match.end() < len(text) and head and heading_field(head, exactly=True) is not None:
            return match.start(), match.end()
        if re.search("[：:]", match.group()):
            return None
    return None


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
