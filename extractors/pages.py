"""Pages as plain data: what a reader hands over, and all that comes after it works on.

Coordinates are PDF points from the top left corner of the page as it is shown: cropped and rotated.
Characters and rules are held in columns (NumPy arrays of equal length) because a dense page has thousands of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from extractors.geometry import BBox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extractors.findings import Finding

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.integer[Any]]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Chars:
    """Visible characters in the order in which the file draws them.

    Attributes:
        text: one code point for each character, so `text[i]` stands in box `i`. Glyphs that stand for several
            code points are spread over their box. White space is not a character here: gaps are geometry.
        x0, top, x1, bottom: boxes; `x0`..`x1` is the advance (the space the glyph takes in its line), `top`..`bottom`
            the em box around the baseline, so that characters of one line and size have equal tops and bottoms.
        size: font size in points as shown.
        font: index into `Page.fonts`.
        run: number of the text run (string as drawn) that the character belongs to; ascending.
        angle: direction of writing as shown, degrees clockwise: 0, 90, 180, 270; other angles are rounded to these.
        space_before: whether the file prints white space just before the character, in the same run or line.
    """

    text: str
    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    size: Floats
    font: Ints
    run: Ints
    angle: Ints
    space_before: Bools

    def __len__(self) -> int:
        return len(self.text)

    def box(self, index: int) -> BBox:
        """The box of one character."""
        return BBox(
            float(self.x0[index]), float(self.top[index]), float(self.x1[index]), float(self.bottom[index])
        )

    def take(self, keep: Ints | Bools) -> Chars:
        """The characters that `keep` selects, by indices or by a mask, in that order."""
        indices = np.flatnonzero(keep) if keep.dtype == np.bool_ else keep
        return Chars(
            "".join([self.text[i] for i in indices.tolist()]),
            self.x0[indices],
            self.top[indices],
            self.x1[indices],
            self.bottom[indices],
            self.size[indices],
            self.font[indices],
            self.run[indices],
            self.angle[indices],
            self.space_before[indices],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """Straight horizontal and vertical rules as painted, whatever they were drawn with.

    A rule is a box whose thin side is its thickness: a stroked line, one side of a stroked rectangle, a thin filled
    rectangle, or one dash of many. Rules painted in the colour of the paper are not among them.

    Attributes:
        x0, top, x1, bottom: the painted boxes.
        colour: 0xRRGGBB.
    """

    x0: Floats
    top: Floats
    x1: Floats
    bottom: Floats
    colour: Ints

    def __len__(self) -> int:
        return len(self.x0)


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled area (shading, a figure's surface) or a drawing that is no straight rule (curve, diagonal).

    Attributes:
        kind: `fill` for an axis-parallel filled rectangle, `diagonal` for a slanted straight line, `curve` otherwise.
        box: its extent.
        colour: 0xRRGGBB.
    """

    kind: str
    box: BBox
    colour: int


@dataclass(frozen=True, slots=True)
class Image:
    """A bitmap placed on the page."""

    box: BBox
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Font:
    """A font as the page names it.

    Attributes:
        name: base font name without its subset prefix.
        is_bold, is_italic: by the descriptor's flags, weight or the name.
    """

    name: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One page as plain data.

    Attributes:
        number: 1-based in the file.
        width, height: as shown, in points.
        chars, rules, shapes, images, fonts: what is on it.
        overlays: callouts and text boxes laid over rules; their text is no part of the table beneath.
        clips: for text runs (`Chars.run`) that are cut to a part of the page, that part. Spreadsheets cut the text of
            each cell to the cell; what is beyond is in the file, cannot be seen, and still belongs to that cell.
        hidden: characters that are in the file but not to be seen: invisible rendering mode, painted in the colour
            of the paper, lying under something opaque, outside the page, or drawn twice for boldness.
        findings: what the reader could not give faithfully.
        text_source: `text`, `ocr` or `none`.
        confidence: how surely each character was recognized (0 to 1), NaN for those the file gives as text; None
            where no character was recognized here.
    """

    number: int
    width: float
    height: float
    chars: Chars
    rules: Rules
    shapes: tuple[Shape, ...] = ()
    images: tuple[Image, ...] = ()
    overlays: tuple[BBox, ...] = ()
    clips: Mapping[int, BBox] = field(default_factory=dict)
    fonts: tuple[Font, ...] = ()
    hidden: int = 0
    findings: tuple[Finding, ...] = field(default=())
    text_source: str = "text"
    confidence: Floats | None = None

    @property
    def box(self) -> BBox:
        """The whole page."""
        return BBox(0.0, 0.0, self.width, self.height)

    def anchors(self) -> tuple[Floats, Floats]:
        """Where each character belongs: its centre, or the nearest point of the part that its run is cut to."""
        chars = self.chars
        x, y = (chars.x0 + chars.x1) / 2, (chars.top + chars.bottom) / 2
        if not self.clips or not len(chars):
            return x, y
        bounds = np.tile([-np.inf, -np.inf, np.inf, np.inf], (int(chars.run.max()) + 1, 1))
        for run, box in self.clips.items():
            if run < len(bounds):
                bounds[run] = box
        x0, top, x1, bottom = bounds[chars.run].T
        inset = 0.5
        return np.clip(x, x0 + inset, np.maximum(x1 - inset, x0 + inset)), np.clip(
            y, top + inset, np.maximum(bottom - inset, top + inset)
        )


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What a PDF says of itself.

    Attributes:
        page_count: number of pages.
        producer, creator: of the document information dictionary, or "".
        created: creation date as ISO 8601 text with offset, or None.
        is_encrypted: whether it is encrypted (and opened with the empty user password).
    """

    page_count: int
    producer: str = ""
    creator: str = ""
    created: str | None = None
    is_encrypted: bool = False
