"""What a page needs: whether its text can be used, or its picture must be read."""

from __future__ import annotations

import unicodedata
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.geometry import BBox
    from extractors.pages import Bools, Image, Page

COVERS = 0.7
"""Share of a page that its images cover if it is a scan."""

FEW = 50
"""A page with fewer characters than this, and covered by images, is a scan with something stamped on it."""

MIN_READABLE = 0.2
"""Share of a page's characters that must be readable for its text to be worth anything."""

_RASTER = 60
_MAX_STAMPS = 4
_STAMP_SHARE = 0.08
_WORTHLESS = frozenset({"Co", "Cn", "Cc", "Cs"})


_LAYER = 0.95
"""Share of a scan's characters that are invisible if they are the layer that its scanner recognized."""

_LATIN, _JAPANESE = 30, 0.02
"""A layer of more Latin letters than the first, of which fewer than the second share are Japanese characters instead,
was recognized for another language: on a Japanese page it is worthless."""


class Need(Enum):
    """What to do with a page."""

    NOTHING = "its text is used as it is"
    RULES = "a scanner's text layer is used, its rules are looked for in the picture"
    RECOGNITION = "its picture must be read"


def assess(page: Page) -> Need:
    """What a page needs."""
    if page.text_source == "ocr" and is_plausible(page.chars.text):
        return Need.RULES
    readable = _count_readable(page.chars.text)
    if (
        page.text_source != "ocr"
        and readable >= max(1, MIN_READABLE * len(page.chars))
        and (readable >= FEW or not is_covered(page))
    ):
        return Need.NOTHING
    return Need.RECOGNITION if page.width > 0 and page.height > 0 else Need.NOTHING


def is_plausible(text: str) -> bool:
    """Whether the text that a scanner recognized can be that of a Japanese page."""
    readable = [char for char in text if is_readable(char)]
    latin = sum(char.isascii() and char.isalpha() for char in readable)
    japanese = sum("ぁ" <= char <= "鿿" for char in readable)
    return len(readable) >= max(1, MIN_READABLE * len(text)) and (
        latin <= _LATIN or japanese >= _JAPANESE * (latin + japanese)
    )


def is_scan_layer(painted: Bools, page: BBox, images: Sequence[BBox]) -> bool:
    """Whether a page's characters are the layer that a scanner recognized: (nearly) all invisible, over its picture.

    Args:
        painted: for each character, whether its rendering mode paints it.
        page: the page's box.
        images: boxes of its images.
    """
    return len(painted) > 0 and float(painted.mean()) <= 1 - _LAYER and covered_share(page, images) >= COVERS


def _count_readable(text: str) -> int:
    if (
        text.isprintable() and "\ufffd" not in text
    ):  # On most pages: neither private nor unassigned nor control.
        return len(text)
    return sum(map(is_readable, text))


def is_readable(char: str) -> bool:
    """Whether a character says anything: not private, not unassigned, not the sign for an unknown glyph."""
    return char != "\ufffd" and unicodedata.category(char) not in _WORTHLESS


def is_covered(page: Page) -> bool:
    """Whether images cover (nearly) all of a page, alone or in strips."""
    return covered_share(page.box, [image.box for image in page.images]) >= COVERS


def covered_share(page: BBox, boxes: Sequence[BBox]) -> float:
    """Share of a page that boxes cover together."""
    if page.width <= 0 or page.height <= 0:
        return 0.0
    raster = np.zeros((_RASTER, _RASTER), dtype=np.bool_)
    for box in boxes:
        x0, x1 = (round(np.clip(x / page.width, 0, 1) * _RASTER) for x in (box.x0, box.x1))
        top, bottom = (round(np.clip(y / page.height, 0, 1) * _RASTER) for y in (box.top, box.bottom))
        raster[top:bottom, x0:x1] = True
    return float(raster.mean())


def foreign_images(page: Page) -> list[Image]:
    """Images that are not the page's scan: all of a page that none covers; the few small ones laid over a scan.

    Many images on a covered page are the parts a scanner's compression cut it into (mixed raster content).
    """
    if not is_covered(page):
        return list(page.images)
    area = page.width * page.height
    small = [i for i in page.images if i.box.width * i.box.height < _STAMP_SHARE * area]
    others = [i for i in page.images if i not in small]
    whole = covered_share(page.box, [i.box for i in others]) >= COVERS
    return small if whole and len(small) <= _MAX_STAMPS else []
