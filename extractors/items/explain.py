"""Why an item is classified as it is: its morphemes, the words that were known, the rule that fired, the law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractors.items.classify import ItemClass, classify_item
from extractors.items.morphology import Morpheme, morphemes
from extractors.items.segments import Segment, segment, without_brackets
from extractors.items.words import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a name was read.

    Attributes:
        name: the canonical name.
        path: the canonical headings it stands under.
        morphemes: its morphemes in split mode A, with normalized forms.
        segments: the words of the vocabulary that were found in it, and what stands between them.
        result: the class, with `rule` and `law`.
    """

    name: str
    path: tuple[str, ...]
    morphemes: tuple[Morpheme, ...]
    segments: tuple[Segment, ...]
    result: ItemClass

    def lines(self) -> Iterator[str]:
        """The explanation as lines of text."""
        yield f"項目      {' > '.join((*self.path, self.name))}"
        yield f"形態素    {' | '.join(_morpheme(one) for one in self.morphemes)}"
        for one in self.segments:
            if one.word is not None:
                yield f"語        {one.text} ({one.word.rule})"
        yield f"規則      {self.result.rule or 'どの規則にも当たらない'}"
        yield f"属性      {self.result.attribute} ({self.result.category}、{self.result.group})"
        yield f"主体      {self.result.subject or '記載なし'}"
        yield f"要配慮    {self.result.special_care}{'、' + self.result.law if self.result.law else ''}"
        yield f"個人番号  {'該当' if self.result.is_my_number else '非該当'}"
        yield f"DPV       {self.result.dpv}"


def _morpheme(one: Morpheme) -> str:
    return one.surface if one.normal == one.surface else f"{one.surface}[{one.normal}]"


def explain_item(name: str, path: tuple[str, ...] = ()) -> Explanation:
    """Explain how an item is classified.

    Args:
        name: an item's name without its qualifier, any string.
        path: the headings it stands under, outer to inner.
    """
    plain = canonical(name)
    bare = without_brackets(plain).text
    headings = tuple(canonical(one) for one in path)
    return Explanation(plain, headings, morphemes(bare), segment(bare), classify_item(name, path))
