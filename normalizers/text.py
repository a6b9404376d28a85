"""One form of a Japanese text for display, one for comparison, and what PDF fonts spoil put right again.

Unicode's own normalization form (NFKC) is no answer for printed Japanese: it turns ① into 1, ㎡ into m2 and ～ into ~, and
leaves the radicals that PDF fonts give as they are. So each form here states what it may change, keeps everything else, and
can tell for every character where in the raw text it came from.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, Literal

from normalizers.edits import Edit, Step, run_steps
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

_LINE_BREAK: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
_IDEOGRAPHIC_VARIANT: Final = re.compile("[\U000e0100-\U000e01ef]+")
_KANA_CLUSTER: Final = re.compile("[ｦ-ﾝぁ-ゖゝゞァ-ヺヽヾ][\u3099\u309aﾞﾟ]|[\uff61-\uff9f]")
_CLUSTER: Final = re.compile("[\\s\\S][\u0300-\u036f\u3099\u309aﾞﾟ]*")
_WIDE_LETTER: Final = re.compile("[０-９Ａ-Ｚａ-ｚ％＋＝＆＠＃＄＊＿｜＼＾｀＂＇｛｝／]")
_WIDE: Final = re.compile("[！-～]")
_GAP: Final = re.compile(r"[^\S\n]+")
_SPACE: Final = re.compile(r"\s+")
_JAPANESE: Final = re.compile(f"[{JAPANESE_LETTERS}]")

_WAVE: Final = re.compile("[~〜～∼]")
_DASH: Final = re.compile("[-‐‑‒–—―−－─ー]")
_DASHES: Final = frozenset("-‐‑‒–—―−－─ー")
_MIDDLE_DOT: Final = re.compile(f"(?<=[{JAPANESE_LETTERS}])[·•∙⋅](?=[{JAPANESE_LETTERS}])")
_KATAKANA: Final = re.compile("[ァ-ヺ]")
_MARK: Final = re.compile(r"[:;!?,.：；！？，．]")
_BRACKET: Final = re.compile(r"[()\[\]（）［］]")
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
    return text.translate(GLYPH_REPAIRS)


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
    return normalize_with_offsets(text, form="display")[0]


def normalize_comparison(text: str) -> str:
    r"""Bring a text into the form in which two printings of it are equal.

    Changes: what `normalize_display` changes; everything that NFKC folds (㈱ becomes (株), ① 1, ㎡ m2, Ⅱ II), selectors
    of variants go; line wraps are joined and white space goes except between Latin words and numbers; every wave dash
    becomes ~, every hyphen or dash that is no long vowel mark becomes -. Capitals stay capitals. Idempotent.

    >>> normalize_comparison("㈱世　田　谷：①、\n２〜３㎡ Open Data")
    '(株)世田谷:1、2~3m2 Open Data'
    """
    return normalize_with_offsets(text)[0]


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
    return run_steps(text, _FORMS[form])


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
    if _ADDRESS_END.search(left[-200:]) and right[0].isascii():
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
        and unicodedata.east_asian_width(character) not in "WF"
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


def _compatibility(text: str) -> Iterator[Edit]:
    """NFKC, character by character with its combining marks; accents that stand alone stay (NFKC adds a space there)."""
    if unicodedata.is_normalized("NFKC", text):
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


def _dash_at(text: str, at: int) -> str | None:
    """What a dash is by its neighbours: a long vowel mark between katakana, a hyphen between half-width ones; else None."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if _KATAKANA.match(before) and _KATAKANA.match(after):
        return "ー"
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return "-"
    return None


def _display_dashes(text: str) -> Iterator[Edit]:
    for match in _DASH.finditer(text):
        meant = _dash_at(text, match.start())
        if meant is not None and meant != match.group():
            yield Edit(*match.span(), meant)


def _comparison_dashes(text: str) -> Iterator[Edit]:
    for match in _DASH.finditer(text):
        meant = _dash_at(text, match.start()) or ("ー" if match.group() == "ー" else "-")
        if meant != match.group():
            yield Edit(*match.span(), meant)


def _middle_dots(text: str) -> Iterator[Edit]:
    yield from (Edit(*match.span(), "・") for match in _MIDDLE_DOT.finditer(text))


def _punctuation(text: str) -> Iterator[Edit]:
    """Marks beside a Japanese letter, and brackets about or beside one, are full-width; all others half-width."""
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
    brackets = [match.start() for match in _BRACKET.finditer(text)]
    if not brackets:
        return {}
    counts = [0, *accumulate(int(bool(_JAPANESE.match(character))) for character in text)]
    wide: dict[int, bool] = {}
    opened: list[int] = []
    for at in brackets:
        if text[at] in "([（［":
            opened.append(at)
            wide[at] = _beside_japanese(text, at)
        elif opened:
            first = opened.pop()
            wide[at] = counts[at] > counts[first] or wide[first] or _beside_japanese(text, at)
            wide[first] = wide[at]
        else:
            wide[at] = _beside_japanese(text, at)
    return wide


_REPAIR: Final[tuple[Step, ...]] = (_line_breaks, _glyphs, _invisible)
_SPACING: Final[tuple[Step, ...]] = (spacing_edits, _shrunk_gaps, spacing_edits)
_FORMS: Final[dict[Form, tuple[Step, ...]]] = {
    "display": (
        *_REPAIR,
        _kana,
        _wide_letters,
        *_SPACING,
        _display_waves,
        _display_dashes,
        _middle_dots,
        _punctuation,
    ),
    "comparison": (
        *_REPAIR,
        _variant_selectors,
        _compatibility,
        _joined_wraps,
        *_SPACING,
        _needless_spaces,
        _comparison_waves,
        _comparison_dashes,
        _middle_dots,
    ),
    "parsing": (*_REPAIR, _kana, _all_wide, *_SPACING, _display_waves, _display_dashes, _middle_dots),
}
