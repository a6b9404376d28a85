"""Departments (所管課) out of cells and signature lines: bureau (部, 局, 総合支所) and division (課, 室, 所) told apart.

No department is known by name. What is known is how names of offices end, and which office stands inside which:
部・局 > センター・所・館 > 課・室 > 係. A wrapped name goes on until it ends like one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import Final

from normalizers.edits import raw_span
from normalizers.text import join_lines, normalize_with_offsets


@dataclass(frozen=True, slots=True)
class Department:
    """One office.

    Attributes:
        bureau: 部, 局, 総合支所, 保健所, 事務局 with everything before it; None where none is printed.
        division: All that follows, down to 係; None where the bureau stands alone.
        raw: The printed characters of this office, without a bureau that is printed once above several.
    """

    bureau: str | None
    division: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A name that ends like an office, in display form."""

    text: str
    places: tuple[int, ...]
    """Where each of its characters stands in the cell."""
    apart: bool
    """A separator (、) stands before it."""
    same_line: bool
    """It stands on one line with the piece before it."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What a piece inherits from those above it."""

    bureau: str | None = None
    alone: bool = False
    """The bureau was printed without a division, as a heading for those below."""
    centre: str = ""
    """センター or 所 between bureau and division."""
    division: str = ""
    lead: tuple[int, ...] = ()
    """Where pieces stand that are waiting for the division below them."""


_Office = tuple[str | None, str, tuple[int, ...]]
"""Bureau, division, and where the characters of both stand."""

_BUREAU: Final = re.compile(
    r"総合支所|教育委員会事務局|保健所(?!長)|(?<=[^東西南北中内外全幹細局])部(?![会分署門活品数隊]|長(?!寿))"
)
_OTHER_BUREAU: Final = re.compile(
    r"(?:委員会|監査委員)?事務局(?![長員])|(?<!^.)(?:支所|(?<![薬便送])局|[区市]役所|役場|委員会)(?![長員])"
)
_CENTRE: Final = re.compile(r"(?:センター|事務所|図書館|博物館|会館|相談所|研究所)(?=.)")
_ENDINGS: Final = (
    (1, re.compile(r"(?:センター|[所館園校院場署庁会団寮局部])$")),
    (2, re.compile(r"(?:[課室]|管理監|担当)$")),
    (3, re.compile(r"(?:[係班]|グループ|チーム)$")),
    (4, re.compile(r"[長官]$")),
)
_OFTEN_INSIDE: Final = tuple("館園校院場会団寮")
"""Endings that names of divisions hold as well (公園緑地課, 社会教育課): over a line feed such a name goes on."""
_NOT_AN_END: Final = re.compile(r"部課$|関係$|(?:^|[^ァ-ヺ一-鿿])[東西南北中内外全幹]部$")
_OVER_BUREAUS: Final = re.compile(r"(?:(?<!事務)局|教育委員会事務局|[区市]役所|役場)$")
_BRACKET: Final = r"[（(【〔［][^（）()【】〔〕［］]*[）)】〕］]"
_OPENED: Final = "（(【〔［"
_CLOSED: Final = "）)】〕］"
_LONGEST_ENDING: Final = 24
_MOST_WRAPS: Final = 5
_TOKEN: Final = re.compile(
    rf"(?P<bracket>{_BRACKET})|(?P<separator>[、，,;；/／]|及び|並びに)|(?P<word>(?:(?!及び|並びに)[^\s、，,;；/／（(【〔［])+)|[{_OPENED}]"
)
_LABEL: Final = re.compile(
    r"^[^\s：:]{0,12}(?<![部局]) ?[：:](?=[^\n]*(?:[部課室所局]|センター))", re.MULTILINE
)
_COLON: Final = re.compile("[：:]")
_BULLET: Final = re.compile(r"^(?:[・○●◎◆■□▪※*＊〇①-⑳⑴-⒇]|[（(]?[0-9]{1,2}[）).．])(?=.)")
_HEADED: Final = re.compile(
    r"^[^\S\n]*(?:[■□●○◎◆◇▪※][^\S\n]*)?(?P<head>[（(【〔［\[《〈＜<](?P<bureau>[^（）()【】〔〕［］\[\]《》〈〉＜＞<>\n]{2,30})[）)】〕］\]》〉＞>])(?=[^\S\n]*[^\s、，,;；])",
    re.MULTILINE,
)
"""A bureau in brackets before its division: 【健康部】予防課."""
_NOISE: Final = re.compile(
    r"^(?:ほか|他|等|など|[-－―ー~～…・○●◎◆◇■□▪※*＊〇]+|なし|無し|未定|同上|〃|担当|[0-9()-]+)$"
)
_CONTACT: Final = re.compile(r"[（(]担当[\s:：]|内線|電話|TEL|Tel|tel|℡|☎|FAX|直通")
_TAIL: Final = re.compile(r"(?:ほか|など|等|他)$")
_GOES_ON: Final = re.compile(r"部|事務局|[課係室局](?:$|[・（(])|副?[所課係部局室]長|次長")
_GLUED: Final = re.compile(
    r"(?<=[課係室])(?<!^課)(?<!放課)(?!(?<=[部局]課)税|税(?![^課]*部)|[題長外員])(?=[^課係室（(]+(?:部|局|総合支所|保健所)[^（(課係室所]*[課係室所]|(?<=[課係])[^課係室（(]*課)"
)
_LISTED: Final = re.compile(r"(?<=[部局])[（(](?P<names>[^（）()]*(?:[課室係館所]|センター|担当))[）)]")
"""Divisions in brackets behind their bureau: こども部（子ども政策課、保育課）."""
_HOLDS_SECTIONS: Final = re.compile("(?:事務所|福祉センター|保健センター|支所)$")
"""Offices away from the town hall that have sections of their own, which may stand on the next line."""
_DOT: Final = re.compile(
    r"(?<=[課部局係室])・|(?:(?<=支所)|(?<=事務所)|(?<=保健所)|(?<=センター))・(?=[^・]*(?:[課部局係室所]|センター)(?:・|$))"
)


@lru_cache(maxsize=1024)  # The rows of a list say the same again and again.
def parse_departments(text: str) -> tuple[Department, ...]:
    r"""Read the offices that a cell or a signature names.

    Read are names in one run (総務部区政課), with spaces, wrapped at any place, letter-spaced; several behind one another,
    below one another, or separated by 、 and ・; a bureau printed once above its divisions. A ・ inside a name does not
    separate: it does only after something that ends like an office. The bureau goes to the end of the first 総合支所,
    教育委員会事務局, 保健所 or 部, or else of 局, 支所, 役所, 委員会.

    >>> [(d.bureau, d.division) for d in parse_departments("環境部\n緑・水政策課\n清掃課、こども局保育室")]
    [('環境部', '緑・水政策課'), ('環境部', '清掃課'), ('こども局', '保育室')]

    Args:
        text: The cell, with line feeds where it is wrapped.

    Returns:
        The offices in order, spaces removed; empty where the cell names none (－, 未定).
    """
    form, offsets = normalize_with_offsets(text, form="display")
    found: list[Department] = []
    for bureau, division, places in _offices(form):
        begin, stop = raw_span(text, offsets, places[0], places[-1] + 1)
        found.append(Department(bureau, division or None, join_lines(text[begin:stop].splitlines())))
    return tuple(found)


def _offices(form: str) -> Iterator[_Office]:
    """The offices of a cell: those before the first bureau in brackets, then those behind each."""
    heads = [match for match in _HEADED.finditer(form) if _is_bureau(match["bureau"])]
    yield from _assembled(_merged(list(_pieces(form[: heads[0].start()] if heads else form))))
    for head, following in zip_longest(heads, heads[1:]):
        name = "".join(head["bureau"].split())
        lead = tuple(range(head.start("head"), head.end("head")))
        below = form[head.end() : following.start() if following else len(form)]
        for bureau, division, places in _assembled(_merged(list(_pieces(below)))):
            yield *_below(name, bureau, division), lead + tuple(place + head.end() for place in places)
            lead = ()
        if lead:
            yield name, "", lead


def _is_bureau(name: str) -> bool:
    return _bureau_end("".join(name.split())) == len("".join(name.split()))


def _below(name: str, bureau: str | None, division: str) -> tuple[str, str]:
    """Bureau and division of an office below a bureau in brackets, which says where the bureau ends."""
    if bureau is None:
        return name, division
    if _OVER_BUREAUS.search(name) and bureau.endswith("部"):
        return name + bureau, division
    return name, bureau + division


def _level(name: str) -> int:
    """How far down an office stands by the end of its name: 0 unfinished, 1 部 or 所, 2 課, 3 係, 4 the title of a person."""
    stop = len(name)
    if name.endswith(tuple(_CLOSED)):
        stop = max(*map(name.rfind, _OPENED), 0)
    bare = name[max(0, stop - _LONGEST_ENDING) : stop]
    if _NOT_AN_END.search(bare):
        return 0
    return next((level for level, ending in _ENDINGS if ending.search(bare)), 0)


def _bracket_begin(name: str) -> int:
    return min((at for at in map(name.find, _OPENED) if at >= 0), default=len(name))


def _words(form: str) -> Iterator[tuple[str, int, bool, bool]]:
    """Words and brackets of a cell, without bullets and notes: text, place, whether a separator or a line feed is before."""
    bare = _LISTED.sub(lambda match: f" {match['names']} ", form)
    masked = _COLON.sub(" ", _LABEL.sub(lambda match: " " * len(match.group()), bare))
    apart, after, previous = False, 0, ""
    for token in _TOKEN.finditer(masked):
        word, place = token.group(), token.start()
        if token["separator"]:
            apart = True
            continue
        broken = "\n" in form[after:place]
        opens = broken and not (word[0] == "・" and previous and _level(previous) == 0)
        if bullet := _BULLET.match(word) if opens or not after else None:
            word, place, apart = word[bullet.end() :], place + bullet.end(), apart or broken
        if not _CONTACT.search(word) and not _NOISE.match(word):
            yield word, place, apart, broken
            apart, previous = False, word
        after = token.end()


def _pieces(form: str) -> Iterator[_Piece]:
    """Cut a cell into names that end like offices; unfinished parts are joined with what follows."""
    name = ""
    places: list[int] = []
    apart = same_line = False
    words = list(_words(form))
    for at, (word, place, separated, broken) in enumerate(words):
        if name and (
            _finished(name, _ahead(words, at)) if not separated else not (broken and _level(name) == 0)
        ):
            yield from _split(_Piece(name, tuple(places), apart, same_line))
            name, places = "", []
        if not name:
            apart, same_line = separated, not broken
            close = at + 1 < len(words) and words[at + 1][1] == place + len(word)
            if re.fullmatch(_BRACKET, word) and not close:
                word, place = word[1:-1], place + 1  # noqa: PLW2901 - the brackets enclose the whole name
        kept = [(character, place + index) for index, character in enumerate(word) if not character.isspace()]
        name += "".join(character for character, _ in kept)
        places += [where for _, where in kept]
    if name:
        yield from _split(_Piece(name, tuple(places), apart, same_line))


def _ahead(words: list[tuple[str, int, bool, bool]], at: int) -> str:
    """The words from one on to the end of the next name, as far as it is wrapped over a few lines."""
    following = ""
    for word, _, _, _ in words[at : at + _MOST_WRAPS]:
        if _level(following) and not word.startswith("部"):
            break
        following += word
    return following


def _finished(name: str, following: str) -> bool:
    """Whether a name is at its end, seeing what comes next."""
    if name.endswith("・") or following[0] in f"{_OPENED}・" or _GOES_ON.match(following):
        return False
    if name.endswith("担当") and re.match(r"[課室係](?![税題])", following):
        return False
    if name.endswith(_OFTEN_INSIDE):
        return _bureau_end(following) > 0
    return _level(name) > 0


def _split(piece: _Piece) -> Iterator[_Piece]:
    """Separate names that stand one behind the other (総務課財政課) or are joined with ・ after an end."""
    cuts = [(match.start(), match.end()) for match in _DOT.finditer(piece.text)]
    cuts += [(match.start(), match.start()) for match in _GLUED.finditer(piece.text)]
    begin, first = 0, True
    for stop, resume in (*sorted(cuts), (len(piece.text), len(piece.text))):
        name = _TAIL.sub("", piece.text[begin:stop])
        if len(name) > 1:
            yield _Piece(
                name,
                piece.places[begin : begin + len(name)],
                piece.apart or not first,
                piece.same_line and first,
            )
            first = False
        begin = resume


def _bureau_end(name: str) -> int:
    """Where the bureau in a name ends; 0 where it names none."""
    stop = _bracket_begin(name) or len(name)
    for pattern in (_BUREAU, _OTHER_BUREAU):
        match = pattern.search(name, 0, stop)
        if match is not None and len(name[: match.end()]) > 1:
            return match.end()
    return 0


def _merged(pieces: list[_Piece]) -> list[_Piece]:
    """Join pieces of which one stands inside the other by its kind: 局 and 部, 課 and 係, 室 and 課 on one line."""
    merged: list[_Piece] = []
    for piece in pieces:
        if merged and not piece.apart and _holds(merged[-1], piece):
            above = merged[-1]
            merged[-1] = replace(above, text=above.text + piece.text, places=above.places + piece.places)
        else:
            merged.append(piece)
    return merged


def _holds(above: _Piece, piece: _Piece) -> bool:
    over = _OVER_BUREAUS.search(above.text) is not None and above.text[-1] != piece.text[-1]
    if over and _bureau_end(above.text) == len(above.text):
        return _BUREAU.search(piece.text) is not None
    if _level(piece.text) == 3:
        return above.text.endswith("課") or (piece.same_line and _level(above.text) in {1, 2})
    if piece.text.endswith("担当") and piece.same_line and above.text.endswith("課"):
        return True
    return (
        above.text.endswith("室")
        and not _bureau_end(above.text)
        and piece.same_line
        and piece.text.endswith("課")
    )


def _assembled(pieces: list[_Piece]) -> Iterator[_Office]:
    """Put the pieces under one another: divisions under the bureau above them, 課 under a センター, 係 under a 課."""
    context = _Context()
    for piece, following in zip_longest(pieces, pieces[1:]):
        below = following if following is not None and not following.apart else None
        if below is not None and _bureau_end(below.text):
            below = None
        end = _bureau_end(piece.text)
        if end == len(piece.text):
            context = _Context(bureau=piece.text, alone=True, lead=piece.places)
            if below is None:
                yield piece.text, "", piece.places
                context = _Context()
            continue
        if end:
            lead: tuple[int, ...] = ()
            context = _Context(bureau=piece.text[:end])
        else:
            lead = context.lead
            context = _inherited(context, piece.text)
        division = _completed(context, piece.text[end:])
        if below is not None and _is_centre_of(context, piece, below):
            context = replace(context, centre=division, lead=lead + piece.places)
            continue
        inner = _CENTRE.search(division) if division.endswith(("課", "係")) else None
        context = replace(
            context, division=division, centre=division[: inner.end()] if inner else context.centre, lead=()
        )
        yield context.bureau, division, lead + piece.places


def _inherited(context: _Context, name: str) -> _Context:
    """What of the context above holds for a piece without a bureau of its own."""
    level = _level(name)
    if level == 3 or name.endswith("課") or context.centre.endswith("部"):
        return context
    return replace(context, centre="", division="") if context.alone else _Context()


def _completed(context: _Context, name: str) -> str:
    """The division with the センター or the 課 above it, where these are printed once for several."""
    level = _level(name)
    if level == 3 and (section := re.search(r"^.*課(?=[^課]*$)", context.division)) is not None:
        return section.group() + name
    return context.centre + name if level == 2 or context.centre.endswith("部") else name


def _is_centre_of(context: _Context, piece: _Piece, below: _Piece) -> bool:
    """Whether a センター, 所 or, below an outer bureau, 部 is printed above the office inside it."""
    if context.bureau is not None and piece.text.endswith("部"):
        return _level(below.text) > 0
    inside = context.bureau is not None or below.same_line or _HOLDS_SECTIONS.search(piece.text) is not None
    return inside and _level(piece.text) == 1 and below.text.endswith("課")
