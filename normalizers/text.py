"""One form of a Japanese text for display, one for comparison, and what PDF fonts spoil put right again.

Unicode's own normalization form (NFKC) is no answer for printed Japanese: it turns ① into 1, ㎡ into m2 and ～ into ~, and
leaves the radicals that PDF fonts give as they are. So each form here states what it may change, keeps everything else, and
can tell for every character where in the raw text it came from.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, Literal

from normalizers.edits import Edit, Procedure, Step
from normalizers.radicals import RADICALS
from normalizers.spacing import JAPANESE_LETTERS, spacing_edits

Form = Literal["display", "comparison", "parsing"]


def _compatibility_ideographs() -> dict[str, str]:
    """Ideographs coded twice for old standards (U+F900, U+2F800): Unicode names the one they stand for.

    Twelve of the first block, 﨑 among them, are characters of their own: they have no such entry, and stay.
    """
    blocks = (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
    return {
        chr(code): one
        for code in blocks
        if len(one := unicodedata.normalize("NFC", chr(code))) == 1
        and one != chr(code)
        and "CJK" in unicodedata.name(chr(code))
    }


_UPRIGHT: Final = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "，、。：；！？〖〗…‥—_（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)
"""Forms of punctuation for vertical writing."""

GLYPH_REPAIRS: Final[dict[int, str]] = str.maketrans(
    RADICALS | _compatibility_ideographs() | _UPRIGHT | {"‧": "・"}
)
"""Table for `str.translate`: one character for one character, so that boxes beside the text stay aligned."""

_REPAIRED: Final = frozenset(map(chr, GLYPH_REPAIRS))

_LINE_BREAK: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE_RANGES: Final = (
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
    (0xE0000, 0xE007F),
)  # fmt: skip
_INVISIBLES: Final = frozenset(
    chr(code) for first, last in _INVISIBLE_RANGES for code in range(first, last + 1)
)
_INVISIBLE: Final = re.compile(
    f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in _INVISIBLE_RANGES)}]+"
)
_IDEOGRAPHIC_VARIANT: Final = re.compile("[\U000e0100-\U000e01ef]+")
_KANA_CLUSTER: Final = re.compile("[ｦ-ﾝぁ-ゖゝゞァ-ヺヽヾ][\u3099\u309aﾞﾟ]|[\uff61-\uff9f]")
_COMBINING: Final = re.compile("[\u0300-\u036f\u3099\u309aﾞﾟ]")
_CLUSTER: Final = re.compile(f"[\\s\\S]{_COMBINING.pattern}*")
_WIDE_LETTER: Final = re.compile("[０-９Ａ-Ｚａ-ｚ％＋＝＆＠＃＄＊＿｜＼＾｀＂＇｛｝／]")
_WIDE: Final = re.compile("[！-～]")
_GAP: Final = re.compile(r"[^\S\n]+")
_SPACE: Final = re.compile(r"\s+")
_JAPANESE: Final = re.compile(f"[{JAPANESE_LETTERS}]")

_WAVE: Final = re.compile("[~〜～∼]")
_LONG_MEANT: Final = "(?P<long>(?<=[ァ-ヺ])[-‐‑‒–—―−－─](?=[ァ-ヺ]))"
_MISTAKEN_DASH: Final = re.compile(f"{_LONG_MEANT}|(?<=[0-9A-Za-z])[‐‑‒–—―−－─ー](?=[0-9A-Za-z])")
_UNLIKE_DASH: Final = re.compile(f"{_LONG_MEANT}|[‐‑‒–—―−－─]|(?<=[0-9A-Za-z])ー(?=[0-9A-Za-z])")
_MIDDLE_DOT: Final = re.compile(f"(?<=[{JAPANESE_LETTERS}])[·•∙⋅](?=[{JAPANESE_LETTERS}])")
_MARK: Final = re.compile(r"[:;!?,.：；！？，．]")
_BRACKET_OR_JAPANESE: Final = re.compile(rf"[()\[\]（）［］]|[{JAPANESE_LETTERS}]+")
# Full-width marks beside a Japanese letter and half-width ones beside none stay: nearly all are so.
UNSURE_PUNCTUATION: Final = re.compile(
    rf"[()\[\]]|(?<=[{JAPANESE_LETTERS}])[:;!?,.]|[:;!?,.](?=[{JAPANESE_LETTERS}])"
    rf"|(?<![{JAPANESE_LETTERS}])[：；！？，．（）［］](?![{JAPANESE_LETTERS}])"
)
_TO_WIDE: Final = {character: chr(ord(character) + 0xFEE0) for character in "()[]:;!?,."}
_TO_NARROW: Final = {wide: narrow for narrow, wide in _TO_WIDE.items()}
_ADDRESS_END: Final = re.compile(r"(?:://|www\.|@)\S*$")


def repair_glyph_text(text: str) -> str:
    """Write the characters that PDF fonts give by mistake as what they stand for, one for one.

    Changes: radicals (⻑, ⼀), ideographs coded twice (U+F900 block), punctuation for vertical writing (︵), and U+2027 where
    ・ is meant. True variants (髙, 﨑) and everything else stay. The result has as many characters as the text.

    >>> repair_glyph_text("⽣年⽉⽇・⻑男・⼾籍・髙﨑")
    '生年月日・長男・戸籍・髙﨑'
    """
    return text if _REPAIRED.isdisjoint(text) else text.translate(GLYPH_REPAIRS)


def normalize_display(text: str) -> str:
    """Bring a text into the form in which it is published.

    Changes: what `repair_glyph_text` changes; control and zero-width characters go; letters, digits and signs become
    half-width, katakana full-width, punctuation and brackets as wide as what they stand beside; letter-spaced words close
    up; white space inside a line shrinks to one space and goes at its ends; wave dashes become ～; hyphens and long vowel
    marks are told apart by their neighbours. ㈱ ① ㎡ Ⅱ, line feeds and selectors of name variants (IVS) stay.
    Idempotent.

    >>> normalize_display("第 ９ ５ ２ 号　ｻｰﾋﾞｽ（Ｗｅｂ）〜ＤＸ推進①")
    '第952号 サービス（Web）～DX推進①'
    """
    return FORMS["display"].run(text)


def normalize_comparison(text: str) -> str:
    r"""Bring a text into the form in which two printings of it are equal.

    Changes: what `normalize_display` changes; everything that NFKC folds (㈱ becomes (株), ① 1, ㎡ m2, Ⅱ II), selectors
    of variants go; line wraps are joined and white space goes except between Latin words and numbers; every wave dash
    becomes ~, every hyphen or dash that is no long vowel mark becomes -. Capitals stay capitals. Idempotent.

    >>> normalize_comparison("㈱世　田　谷：①、\n２〜３㎡ Open Data")
    '(株)世田谷:1、2~3m2 Open Data'
    """
    return FORMS["comparison"].run(text)


def normalize_with_offsets(text: str, *, form: Form = "comparison") -> tuple[str, tuple[int, ...]]:
    """Normalize a text and keep the way back.

    Args:
        text: Any string.
        form: `display` or `comparison` (see the functions of that name), or `parsing`: one character for each printed one
            but for spacing, full-width ASCII narrowed, line feeds kept; what the parsers of this package read.

    Returns:
        The normalized text, and for each of its characters and for its end the index in `text` that it came from
        (`len(normalized) + 1` numbers that never fall). `edits.raw_span` turns a part back into a part of `text`.

    >>> normalize_with_offsets("ｶﾞ ①")
    ('ガ1', (0, 3, 4))
    """
    return FORMS[form].run_with_offsets(text)


def join_lines(lines: Sequence[str]) -> str:
    """Join the printed lines of one paragraph or cell.

    Between Japanese characters, digits and punctuation nothing is put; between two Latin words, one space. An address (URL,
    mail) at the end of a line goes on in the next. White space about each line goes; empty lines count for nothing.

    >>> join_lines(["個人情報の", "項目 ", "", "Open", "Data"])
    '個人情報の項目Open Data'
    """
    joined: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if joined and _takes_space(joined[-1], line):
            joined.append(" ")
        joined.append(line)
    return "".join(joined)


def _takes_space(left: str, right: str) -> bool:
    """Whether a space belongs between the end of one line and the start of the next."""
    if right[0].isascii() and _ADDRESS_END.search(left[-200:]):
        return False
    before, after = left[-1], right[0]
    if before.isdigit() and (after.isdigit() or after in ",."):
        return False
    return (_is_latin(before) or before in ",.;:!?)") and (_is_latin(after) or after == "(")


def _is_latin(character: str) -> bool:
    """Whether a character is part of words that are written with spaces between them."""
    return (
        character.isalnum()
        and not _JAPANESE.match(character)
        and unicodedata.east_asian_width(character) not in "WFH"
    )


def _line_breaks(text: str) -> Iterator[Edit]:
    yield from (Edit(*match.span(), "\n") for match in _LINE_BREAK.finditer(text))


def _glyphs(text: str) -> Iterator[Edit]:
    repaired = text.translate(GLYPH_REPAIRS)
    if repaired != text:
        yield from (
            Edit(at, at + 1, new)
            for at, (old, new) in enumerate(zip(text, repaired, strict=True))
            if old != new
        )


def _invisible(text: str) -> Iterator[Edit]:
    yield from (Edit(*match.span(), "") for match in _INVISIBLE.finditer(text))


def _variant_selectors(text: str) -> Iterator[Edit]:
    yield from (Edit(*match.span(), "") for match in _IDEOGRAPHIC_VARIANT.finditer(text))


def _kana(text: str) -> Iterator[Edit]:
    """Half-width katakana and kana with a separate voicing mark become one full-width character."""
    for match in _KANA_CLUSTER.finditer(text):
        folded = unicodedata.normalize("NFKC", match.group())
        if folded[-1] in "\u3099\u309a" and match.group()[-1] in "ﾞﾟ":
            folded = folded[:-1] + ("゛" if folded[-1] == "\u3099" else "゜")
        if folded != match.group():
            yield Edit(*match.span(), folded)


def _wide_letters(text: str) -> Iterator[Edit]:
    yield from (
        Edit(*match.span(), chr(ord(match.group()) - 0xFEE0)) for match in _WIDE_LETTER.finditer(text)
    )


def _all_wide(text: str) -> Iterator[Edit]:
    """All full-width ASCII but the tilde, which is a wave dash in Japanese text."""
    for match in _WIDE.finditer(text):
        if match.group() != "～":
            yield Edit(*match.span(), chr(ord(match.group()) - 0xFEE0))


@cache
def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def _compatibility(text: str) -> Iterator[Edit]:
    """NFKC, character by character with its combining marks; accents that stand alone stay (NFKC adds a space there)."""
    if unicodedata.is_normalized("NFKC", text):
        return
    if not _COMBINING.search(text):
        for at, character in enumerate(text):
            folded = _folded(character)
            if folded != character and (character.isspace() or not folded[0].isspace()):
                yield Edit(at, at + 1, folded)
        return
    for match in _CLUSTER.finditer(text):
        folded = unicodedata.normalize("NFKC", match.group())
        if folded != match.group() and (match.group()[0].isspace() or not folded[0].isspace()):
            yield Edit(*match.span(), folded)


def _shrunk_gaps(text: str) -> Iterator[Edit]:
    for match in _GAP.finditer(text):
        begin, stop = match.span()
        outer = begin == 0 or text[begin - 1] == "\n" or stop == len(text) or text[stop] == "\n"
        if (kept := "" if outer else " ") != match.group():
            yield Edit(begin, stop, kept)


def _joined_wraps(text: str) -> Iterator[Edit]:
    """Line feeds go, or become a space, by the rule of `join_lines`."""
    for match in _SPACE.finditer(text):
        if "\n" in match.group():
            before, after = text[: match.start()][-1:], text[match.end() :][:1]
            space = before and after and (unicodedata.combining(after) or _takes_space(before, after))
            yield Edit(*match.span(), " " if space else "")


def _needless_spaces(text: str) -> Iterator[Edit]:
    """White space that separates no two Latin words or numbers goes."""
    for match in _SPACE.finditer(text):
        begin, stop = match.span()
        before, after = text[begin - 1 : begin], text[stop : stop + 1]
        kept = before and after and ((_is_latin(before) and _is_latin(after)) or unicodedata.combining(after))
        if not kept or match.group() != " ":
            yield Edit(begin, stop, " " if kept else "")


def _waves(text: str, wave: str) -> Iterator[Edit]:
    """Wave dashes become one character; a tilde that opens a part of a path stays."""
    for match in _WAVE.finditer(text):
        at = match.start()
        if match.group() != wave and not (match.group() == "~" and text[at - 1 : at] == "/"):
            yield Edit(at, at + 1, wave)


def _display_waves(text: str) -> Iterator[Edit]:
    return _waves(text, "～")


def _comparison_waves(text: str) -> Iterator[Edit]:
    return _waves(text, "~")


def _display_dashes(text: str) -> Iterator[Edit]:
    """Between katakana any dash is a long vowel mark, between half-width letters and digits a hyphen."""
    for match in _MISTAKEN_DASH.finditer(text):
        yield Edit(*match.span(), "ー" if match["long"] else "-")


def _comparison_dashes(text: str) -> Iterator[Edit]:
    """The same, and every other dash but a long vowel mark is a hyphen."""
    for match in _UNLIKE_DASH.finditer(text):
        yield Edit(*match.span(), "ー" if match["long"] else "-")


def _middle_dots(text: str) -> Iterator[Edit]:
    yield from (Edit(*match.span(), "・") for match in _MIDDLE_DOT.finditer(text))


def _punctuation(text: str) -> Iterator[Edit]:
    """Marks beside a Japanese letter, and brackets about or beside one, are full-width; all others half-width."""
    if UNSURE_PUNCTUATION.search(text):
        yield from punctuation_edits(text)


def punctuation_edits(text: str) -> Iterator[Edit]:
    """What the punctuation step wants; nothing where `UNSURE_PUNCTUATION` finds nothing."""
    wide = {match.start(): _beside_japanese(text, match.start()) for match in _MARK.finditer(text)}
    wide |= _wide_brackets(text)
    for at in sorted(wide):
        table = _TO_WIDE if wide[at] else _TO_NARROW
        if (written := table.get(text[at])) is not None:
            yield Edit(at, at + 1, written)


def _beside_japanese(text: str, at: int) -> bool:
    return bool((at and _JAPANESE.match(text, at - 1)) or _JAPANESE.match(text, at + 1))


def _wide_brackets(text: str) -> dict[int, bool]:
    """For each bracket whether it is to be full-width: both of a pair alike, on account of the text inside or beside."""
    wide: dict[int, bool] = {}
    opened: list[tuple[int, bool]] = []  # place, and whether a Japanese letter stands behind it so far
    for match in _BRACKET_OR_JAPANESE.finditer(text):
        at, character = match.start(), match.group()
        if character in "([（［":
            opened.append((at, False))
            wide[at] = _beside_japanese(text, at)
        elif character not in ")]）］":
            if opened:
                opened[-1] = (opened[-1][0], True)
        elif opened:
            first, holds = opened.pop()
            if holds and opened:
                opened[-1] = (opened[-1][0], True)
            wide[at] = holds or wide[first] or _beside_japanese(text, at)
            wide[first] = wide[at]
        else:
            wide[at] = _beside_japanese(text, at)
    return wide


_SPACES: Final = frozenset(filter(str.isspace, map(chr, range(0x3001))))
_GAPS: Final = _SPACES - {"\n"}
_WIDES: Final = frozenset(map(chr, range(0xFF01, 0xFF5F)))
_DASHES: Final = frozenset("-‐‑‒–—―−－─ー")
_HALF_KANA: Final = frozenset({"\u3099", "\u309a", *map(chr, range(0xFF61, 0xFFA0))})

_REPAIR: Final[tuple[Step, ...]] = (
    Step(frozenset("\r\x0b\x0c\x85\u2028\u2029"), _line_breaks),
    Step(_REPAIRED, _glyphs),
    Step(_INVISIBLES, _invisible),
)
_SPACING: Final[tuple[Step, ...]] = (
    Step(_GAPS, spacing_edits),
    Step(_GAPS, _shrunk_gaps),
    Step(_GAPS, spacing_edits),
)
FORMS: Final[dict[Form, Procedure]] = {
    "display": Procedure(
        *_REPAIR,
        Step(_HALF_KANA, _kana),
        Step(_WIDES, _wide_letters),
        *_SPACING,
        Step(frozenset("~〜∼"), _display_waves),
        Step(_DASHES, _display_dashes),
        Step(frozenset("·•∙⋅"), _middle_dots),
        Step(frozenset((*_TO_WIDE, *_TO_NARROW)), _punctuation),
    ),
    "comparison": Procedure(
        *_REPAIR,
        Step(frozenset(map(chr, range(0xE0100, 0xE01F0))), _variant_selectors),
        Step(None, _compatibility),
        Step(frozenset("\n"), _joined_wraps),
        *_SPACING,
        Step(_SPACES, _needless_spaces),
        Step(frozenset("〜～∼"), _comparison_waves),
        Step(_DASHES, _comparison_dashes),
        Step(frozenset("·•∙⋅"), _middle_dots),
    ),
    "parsing": Procedure(
        *_REPAIR,
        Step(_HALF_KANA, _kana),
        Step(_WIDES - {"～"}, _all_wide),
        *_SPACING,
        Step(frozenset("~〜∼"), _display_waves),
        Step(_DASHES, _display_dashes),
        Step(frozenset("·•∙⋅"), _middle_dots),
    ),
}
"""The steps of each form, in order."""
