"""Morphemes of item names: SudachiPy with the project's user dictionary.

The dictionary of the domain's words is shipped as text (`data/userdict.txt`, one word a line) and compiled
against the installed system dictionary at first use, because a compiled user dictionary fits one system
dictionary only. `make setup` does it ahead by calling `build_dictionary`. The result depends on nothing but
the words, SudachiPy and the system dictionary, whose digest names the file; the time of compilation is
blanked, so that the same inputs give the same bytes.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extractors.items.mapped import give_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import sudachipy
    from sudachipy import Tokenizer

MAX_BYTES = 48_000  # one call takes at most 49,149 bytes
_LEXICON_POS = 5146  # left and right id of 名詞,普通名詞,一般 in SudachiDict
_ENTRIES: dict[int, tuple[str, str]] = {}  # bounded by the words of the dictionary
_CREATED = slice(24, 32)  # seconds since 1970 in the header of a compiled dictionary


class Morpheme(NamedTuple):  # a tuple, because a dozen are made for every name and tuples are made fastest
    """One morpheme of a name (split mode A, the shortest units).

    Attributes:
        surface: as printed.
        normal: normalized form (振り仮名 of フリガナ, 申し込み of 申込).
        pos: part of speech (名詞, 助詞, 動詞, 接尾辞 …).
        begin: offset in the name.
        end: offset behind it.
    """

    surface: str
    normal: str
    pos: str
    begin: int
    end: int


def user_words() -> tuple[str, ...]:
    """The words of the user dictionary, sorted."""
    source = files(__package__).joinpath("data/userdict.txt").read_text(encoding="utf-8")
    return tuple(sorted({line.strip() for line in source.splitlines() if line.strip() and line[0] != "#"}))


def _lexicon(words: Iterable[str]) -> str:
    """CSV source of a user dictionary; the cost -32768 lets Sudachi estimate it from the word's parts."""
    rows = (
        f"{word},{_LEXICON_POS},{_LEXICON_POS},-32768,{word},名詞,普通名詞,一般,*,*,*,{word},{word},*,A,*,*,*,*\n"
        for word in words
    )
    return "".join(rows)


def _cache_folder() -> Path:
    """Where the compiled dictionary is kept: SHINGIKAI_CACHE, else the user's cache folder, else a temporary one."""
    home = os.environ.get("SHINGIKAI_CACHE") or os.environ.get("XDG_CACHE_HOME")
    folder = Path(home) if home else Path.home() / ".cache"
    try:
        target = folder / "shingikai"
        target.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir())
    return target if os.access(target, os.W_OK) else Path(tempfile.gettempdir())


def dictionary_version() -> str:
    """What the morphemes depend on besides code: words, SudachiPy and its system dictionary."""
    parts = (_lexicon(user_words()), version("sudachipy"), version("sudachidict-core"))
    return sha256("\0".join(parts).encode()).hexdigest()[:16]


def system_dictionary() -> Path:
    """The dictionary that SudachiPy reads."""
    package = find_spec("sudachidict_core")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "resources" / "system.dic"


def build_dictionary() -> Path:
    """Compile the user dictionary, unless that was done before.

    Returns:
        Path of the compiled dictionary; it is written beside and moved into place, so that workers that
        start together cannot read half of one.
    """
    from sudachipy import sudachipy  # noqa: PLC0415  start-up is paid where names are read

    target = _cache_folder() / f"userdict-{dictionary_version()}.dic"
    if target.exists():
        return target
    system = system_dictionary()
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        source, made = Path(scratch) / "user.csv", Path(scratch) / "user.dic"
        source.write_text(_lexicon(user_words()), encoding="utf-8")
        sudachipy.build_user_dic(system=system, lex=[source], output=made, description="shingikai")
        compiled = bytearray(made.read_bytes())
        compiled[_CREATED] = bytes(8)
        made.write_bytes(compiled)
        made.replace(target)
    return target


@cache
def _tokenizer() -> Tokenizer:
    from sudachipy import Config, Dictionary, SplitMode  # noqa: PLC0415  start-up is paid where names are read

    config = Config(system="core", user=[str(build_dictionary())])
    tokenizer = Dictionary(config=config).tokenizer(mode=SplitMode.A)
    tokenizer.tokenize("語")  # The first word has half of the dictionary read, whatever it is.
    give_back(system_dictionary().resolve())
    return tokenizer


def release_memory() -> int:
    """Give back the memory of the dictionary's pages, of which the words looked up next need few.

    Returns:
        How many bytes of it are mapped; 0 where it has not been opened yet.
    """
    return give_back(system_dictionary().resolve()) if _tokenizer.cache_info().currsize else 0


def morphemes(name: str) -> tuple[Morpheme, ...]:
    """The morphemes of one name; what exceeds the tokenizer's limit is read in parts.

    Args:
        name: canonical name, any string.
    """
    if len(name) * 4 <= MAX_BYTES:
        return tuple(_read(name, 0))
    size = MAX_BYTES // 4
    return tuple(
        one for start in range(0, len(name), size) for one in _read(name[start : start + size], start)
    )


def _read(text: str, offset: int) -> Iterator[Morpheme]:
    begin = 0
    for one in _tokenizer().tokenize(text):
        end = one.end()
        normal, pos = _entry(one)
        yield Morpheme(text[begin:end], normal, pos, begin + offset, end + offset)
        begin = end


def _entry(one: sudachipy.Morpheme) -> tuple[str, str]:
    """Normalized form and part of speech; kept for words of the dictionary, because each question costs a call."""
    key = one.word_id()
    known = _ENTRIES.get(key)
    if known is None:
        known = (one.normalized_form(), one.part_of_speech()[0])
        if not one.is_oov():
            _ENTRIES[key] = known
    return known
