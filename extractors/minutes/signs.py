"""Signs before names in an attendee list (◎芦田 直樹、○小柳 千春), and the legend that tells what they mean (◎会長、○副会長)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.minutes.groups import roles
from extractors.minutes.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

_SIGNS = "◎○〇◯●◇◆☆★△▲□■※"
_MEANING = rf"\s*[{_SIGNS}]\s*(?:印)?(?:は|[:：=＝…])?\s*[^\s{_SIGNS}()（）、，,・。]{{2,8}}[、，,・。\s]*"
_LEGEND = re.compile(rf"[(（]((?:{_MEANING})+)[)）]|^\s*[※*＊]\s*((?:{_MEANING})+)$")
_PART = re.compile(rf"([{_SIGNS}])\s*(?:印)?(?:は|[:：=＝…])?\s*([^\s{_SIGNS}()（）、，,・。]{{2,8}})")
_NAME = r"(?=[一-鿿ぁ-ゖァ-ヺ々]{2}|[一-鿿々]\s)"
_SIGN_BEFORE_NAME = re.compile(rf"^\s*[{_SIGNS}]\s*{_NAME}")


def take_legend(text: str) -> tuple[str, dict[str, str]]:
    """A line without the legend of its signs, and the capacity that each sign stands for; none where no legend stands there."""
    for match in _LEGEND.finditer(text):
        told = dict(_PART.findall(match[1] or match[2]))
        if all(plain(role) in roles() for role in told.values()):
            return (text[: match.start()] + text[match.end() :]).strip(), told
    return text, {}


def with_capacities(text: str, legend: Mapping[str, str]) -> str:
    """A line with the capacity behind each name that bears a sign of the legend: ◎芦田 直樹 → 芦田 直樹（会長）."""
    if not legend:
        return text
    signs = "".join(map(re.escape, legend))
    text = re.sub(rf"(?<=[^\s、，,:：)）])\s+(?=[{signs}]\s*{_NAME})", "、", text)
    return re.sub(
        rf"([{signs}])\s*{_NAME}([^、，,()（）]+?)(?=\s*(?:[、，,(（]|$))",
        lambda match: f"{match[2]}（{legend[match[1]]}）",
        text,
    )


def without_sign(name: str) -> str:
    """An entry of a list without the sign before the name: ○小柳 千春."""
    return _SIGN_BEFORE_NAME.sub("", name)
