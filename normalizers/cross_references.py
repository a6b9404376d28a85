"""Cross references inside one paper: 第1の5(2)のとおり."""

import re
from typing import Final

from normalizers.text import normalize_with_offsets

_NUMBER: Final = "[0-9一二三四五六七八九十]{1,4}"
_STEP: Final = (
    rf"\s*の?\s*(?:\({_NUMBER}\)|[①-⑳]|\([ア-ンa-z]\)|(?<=[0-9)])[ア-ン](?![ァ-ヺー]))"
    rf"|\s*(?:の|-)\s*{_NUMBER}(?![0-9年月日件人名回])"
)
_TARGET: Final = (
    rf"(?:第\s*{_NUMBER}\s*[章編節款](?:\s*{_NUMBER}(?![0-9年月日件人名回]))?|第\s*{_NUMBER}(?![条項号回章編節款])|(?<![0-9第.-]){_NUMBER}(?=\s*(?:の|\())|\({_NUMBER}\))(?:{_STEP}){{0,8}}"
    r"|(?<![0-9.-])[0-9]{1,2}(?=\s*の(?:とおり|通り))"
    rf"|(?:別紙|別表|別添|別記)\s*(?:第?\s*{_NUMBER})?|資料\s*{_NUMBER}"
)
_AS: Final = (
    r"\s*(?:の|に(?:(?:記載|前述|上記)(?:した|する|の)?|示す|示した|掲げる|掲げた|定める|述べた))\s*(?:とおり|通り)"
    r"|\s*[にと](?:同じ|同様)"
)
_REFERENCE: Final = re.compile(
    rf"(?P<target>{_TARGET})(?:\s*(?:及び|、|から|～)\s*(?:{_STEP}|{_TARGET})){{0,8}}(?:{_AS})"
)
"""Steps and parts of a list are bounded: no outline is deeper, and a text of nothing but steps stays quick."""


def cross_reference_spans(text: str) -> list[tuple[int, int]]:
    """Where cross references stand in a text that is already in parsing form."""
    return [match.span() for match in _REFERENCE.finditer(text)]


def parse_cross_reference(text: str) -> str | None:
    """Find the part of the same paper that a text refers to instead of saying the thing itself.

    >>> parse_cross_reference("第 １ の ５ （２） のとおり")
    '第1の5(2)'

    Returns:
        The first target, half-width, without spaces and without のとおり; None where there is none.
    """
    form, _ = normalize_with_offsets(text, form="parsing")
    match = _REFERENCE.search(form)
    return re.sub(r"\s+", "", match["target"]) if match else None
