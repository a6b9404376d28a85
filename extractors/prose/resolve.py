"""Cross references inside a paper: 第1の5(1)のとおり, 別紙のとおり, over several steps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from extractors.documents.numbering import read_marker
from extractors.findings import Finding
from extractors.model import Section
from extractors.profiles import plain
from extractors.prose.nodes import Node, node_text, subtree
from normalizers import normalize_display, normalize_with_offsets, raw_span
from normalizers.cross_references import cross_reference_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STEP: Final = re.compile(
    r"第(?P<chapter>[0-9一二三四五六七八九十]{1,3})[章編節款]|第(?P<part>[0-9一二三四五六七八九十]{1,3})|(?P<roman>[Ⅰ-Ⅻ])|(?P<paren>\((?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\))|(?P<circled>[①-⑳])|(?P<kana>\([ア-ンa-z]\)|[ア-ン])|(?P<number>[0-9]{1,3}|(?<=の)[一二三四五六七八九十]{1,3})"
)
_SAME: Final = re.compile(r"り|同")
"""とおり, 通り, 同じ, 同様: without one of these characters a text refers to nothing."""

_ROMAN: Final = re.compile(
    r"[Ⅰ-Ⅻ](?:\s*の\s*[0-9]{1,3}|\s*の?\s*\([0-9ア-ンa-z]{1,3}\)|\s*の?\s*[①-⑳ア-コ])*\s*(?:の|に同じ|と同じ|と同様)\s*(?:とおり|通り)?"
)
_ATTACHED: Final = re.compile(r"(?:別紙|別表|別添|別記|資料)\s*第?\s*([0-9一-十]{0,3})")
_APART: Final = frozenset({"number", "kana", "part", "roman", "chapter"})
"""Steps that are headings' numbers only where something sets them off from the text."""

_TARGETS: Final = re.compile(r"(?:及び|並びに|、|,|・|と)")
_TAIL: Final = re.compile(
    r"\s*(?:に(?:記載|示す|掲げる|定める)?(?:する|した)?|の|と)?\s*(?:とおり|通り|同じ|同様)\s*(?:である|とする|です)?。?$"
)
MAX_STEPS: Final = 12


def _is_aside(text: str, begin: int, stop: int) -> bool:
    """Whether a reference stands in a bracket behind the thing itself: 株式会社見本（第1の13に同じ。）."""
    return begin > 1 and text[begin - 1] in "（(" and text[stop : stop + 2].lstrip("。")[:1] in set("）)")


def reference_spans(form: str) -> list[tuple[int, int]]:
    """Where cross references stand in a text in parsing form, those to parts with Roman numbers among them."""
    found = [
        (b, s)
        for b, s in cross_reference_spans(form)
        if not re.search(r"[0-9A-Za-z.\-]$", form[max(0, b - 1) : b])
    ]
    taken = [
        m.span() for m in _ROMAN.finditer(form) if m.group().endswith(("とおり", "通り", "同じ", "同様"))
    ]
    return sorted(
        [*taken, *(span for span in found if not any(b < span[1] and span[0] < s for b, s in taken))]
    )


class Resolver:
    """Finds what cross references point to, and the text that stands there."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self.unresolved: list[Finding] = []

    def resolved_body(self, node: Node) -> tuple[str, tuple[int, ...]]:
        """The body of a section with references replaced, and the ordinals of the sections taken over."""
        taken: list[int] = []
        text = self._replaced(node.body, node, taken, ())
        return text, tuple(dict.fromkeys(taken))

    def replaced(self, text: str, node: Node) -> str:
        """A text that stands in a section, references replaced by what they point to."""
        return self._replaced(text, node, [], ())

    def references(self, text: str, node: Node) -> list[tuple[int, int, tuple[Node, ...]]]:
        """The references in a text that stands in a section: begin, end, and the sections they point to."""
        return list(self._references(text, node))

    @staticmethod
    def is_only_reference(text: str, references: Sequence[tuple[int, int, tuple[Node, ...]]]) -> bool:
        """Whether a text says nothing but where to look."""
        rest = text
        for begin, stop, _ in reversed(references):
            rest = rest[:begin] + rest[stop:]
        return len(plain(rest).rstrip("。")) <= 2

    def _replaced(self, text: str, node: Node, taken: list[int], trail: tuple[int, ...]) -> str:
        result, at = [], 0
        if len(trail) < MAX_STEPS:
            for begin, stop, targets in self._references(text, node):
                fresh = [t for t in targets if t.ordinal not in trail and t.ordinal != node.ordinal]
                if not fresh or _is_aside(text, begin, stop):
                    continue
                taken.extend(t.ordinal for t in fresh)
                inner = [self._taken_text(t, taken, (*trail, node.ordinal)) for t in fresh]
                result += [text[at:begin], "\n".join(inner)]
                at = stop + (1 if text[stop : stop + 1] == "。" and len(text) == stop + 1 else 0)
        return "".join([*result, text[at:]])

    def _taken_text(self, target: Node, taken: list[int], trail: tuple[int, ...]) -> str:
        return self._replaced(node_text(self.nodes, target.ordinal) or target.title, target, taken, trail)

    def _references(self, text: str, node: Node) -> Iterator[tuple[int, int, tuple[Node, ...]]]:
        if _SAME.search(text) is None:
            return
        form, offsets = normalize_with_offsets(text, form="parsing")
        for begin, stop in reference_spans(form):
            first, last = raw_span(text, offsets, begin, stop)
            targets = self._find_all(form[begin:stop], node)
            if targets:
                yield first, last, targets
            else:
                self._miss(text[first:last], node)

    def _miss(self, raw: str, node: Node) -> None:
        finding = Finding(
            "unresolved_reference",
            "warning",
            "This refers to a section that the document does not have; look for it in an attachment or another paper.",
            raw.strip(),
            node.span,
        )
        if not any(f.raw == finding.raw and f.span == finding.span for f in self.unresolved):
            self.unresolved.append(finding)

    def _find_all(self, words: str, node: Node) -> tuple[Node, ...]:
        """Every section that a reference names; a part of a list takes over what it leaves out from the one before."""
        core = _TAIL.sub("", re.sub(r"\s+", "", words))
        found: list[Node] = []
        for piece in _TARGETS.split(core):
            if not piece:
                continue
            target = self._attachment(piece) or self._find(piece, node, found[-1] if found else None)
            if target is not None:
                found.append(target)
        return tuple(found)

    def _attachment(self, words: str) -> Node | None:
        match = _ATTACHED.match(words)
        if match is None:
            return None
        wanted = plain(words[: match.end()])
        attached = [n for n in self.nodes if n.kind == "attachment"]
        exact = [n for n in attached if plain(n.title).strip("()【】[]〔〕<>").startswith(wanted)]
        return exact[0] if exact else None

    def _find(self, words: str, node: Node, before: Node | None) -> Node | None:
        steps = [(m.lastgroup or "", m.group()) for m in _STEP.finditer(words)]
        if not steps:
            return None
        for scope in self._scopes(steps[0][0], node, before):
            target = self._descend(scope, steps)
            if target is not None:
                return target
        return None

    def _scopes(self, first: str, node: Node, before: Node | None) -> Iterator[int | None]:
        """Sections below which a reference may begin, the nearest first: a bare number means one of the same part."""
        if first in {"part", "roman", "chapter"}:
            yield None
            return
        if before is not None:
            yield before.parent
        current = node.parent
        while current is not None:
            yield current
            current = self.nodes[current].parent
        yield None

    def _descend(self, scope: int | None, steps: Sequence[tuple[str, str]]) -> Node | None:
        current = scope
        target: Node | None = None
        for group, step in steps:
            target = self._child(current, group, step)
            if target is None:
                return None
            current = target.ordinal
        return target

    def _child(self, parent: int | None, group: str, step: str) -> Node | None:
        marker = read_marker(f"{step} x" if group in _APART else f"{step}x")
        if marker is None or marker.number is None:
            return None
        inside = (
            list(subtree(self.nodes, parent))[1:]
            if parent is not None
            else [n for n in self.nodes if not n.in_attachment]
        )
        kinds = {"number": {"arabic", "kanji"}, "chapter": {"chapter", "division"}}.get(group, {marker.kind})
        close = [n for n in inside if n.kind in kinds and n.number == marker.number]
        direct = [n for n in close if n.parent == parent]
        return direct[0] if direct else (close[0] if close else None)


def make_sections(nodes: Sequence[Node]) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    """The nodes as sections, cross references resolved, and a finding for each reference that leads nowhere."""
    resolver = Resolver(nodes)
    sections = []
    for node in nodes:
        resolved, taken = resolver.resolved_body(node)
        sections.append(
            Section(
                ordinal=node.ordinal,
                parent=node.parent,
                level=node.level,
                number_raw=node.number_raw,
                heading=normalize_display(node.title),
                body=normalize_display(node.body),
                resolved_body=normalize_display(resolved),
                resolved_from=taken,
                span=node.span,
            )
        )
    return tuple(sections), tuple(resolver.unresolved)
