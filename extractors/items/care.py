"""Whether an item asks for special care (要配慮個人情報): the default of its attribute, and the words that change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.items.taxonomy import taxonomy

if TYPE_CHECKING:
    from extractors.items.taxonomy import Attribute, SpecialCare


def special_care(name: str, attribute: Attribute) -> tuple[SpecialCare, str | None]:
    """Whether an item is 要配慮個人情報, and the provision that says so.

    The attribute has a default; words of the name raise it (an allowance for the disabled), very few lower it.
    """
    if attribute.category in taxonomy().neutral:
        return attribute.special_care, attribute.law
    lower = name.lower()
    for rule in taxonomy().care:
        if attribute.special_care == "yes" and not rule.lowers:
            break
        if rule.value == attribute.special_care or attribute.name in rule.excluded:
            continue
        if rule.attributes and attribute.name not in rule.attributes:
            continue
        if rule.words.search(lower):
            return rule.value, rule.law
    return attribute.special_care, attribute.law
