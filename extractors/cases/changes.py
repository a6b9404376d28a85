"""What was and what is to be (変更前, 変更後): headings of lists that change, and the items of both put together."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from extractors.profiles import load, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractors.model import Item

_OPENS: Final = re.compile(
    r"\s*(?:[(（【〔〈《\[](?P<boxed>[^()（）【】〔〕〈〉《》\[\]]{1,16})[)）】〕〉》\]]\s*[:：]?|(?P<bare>[^\s:：、]{1,16})\s*[:：])\s*"
)
"""A heading at the beginning of a line: （変更前）, 【変更後】, 新規項目：."""


KINDS: Final = ("before", "after", "added", "removed", "unchanged")
"""What headings of lists that change say of the items below them."""

_SHORTEST: Final = 2
"""Characters of a heading in brackets: （新）住所 is an address."""


@cache
def _known() -> dict[str, str]:
    changes: dict[str, list[str]] = load("prose")["changes"]
    return {plain(word): key for key, names in changes.items() if key in KINDS for word in names}


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted({word[0] for word in _known()}))))


def change_of(heading: str) -> str | None:
    """What a heading says of the items below it: before, after, added, removed, unchanged; None if it says none of these.

    >>> change_of("変更後"), change_of("備考")
    ('after', None)
    """
    return _known().get(plain(heading))


def opening_change(line: str) -> tuple[str, str] | None:
    """The heading of change that a line begins with, and what stands behind it; None if it begins with none.

    >>> opening_change("（変更前）氏名、住所")
    ('変更前', '氏名、住所')
    """
    match = _OPENS.match(line)
    if match is None:
        return None
    heading = match["boxed"] or match["bare"]
    if match["boxed"] and len(heading) < _SHORTEST:
        return None
    return (heading, line[match.end() :]) if change_of(heading) is not None else None


def lists_of(text: str) -> Iterator[tuple[str | None, str]]:
    r"""The lists of one cell, each with what its heading says of it; all of the text where it has no such heading.

    >>> list(lists_of("（変更前）氏名\\n（変更後）氏名、住所"))
    [('before', '氏名'), ('after', '氏名、住所')]
    """
    change: str | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        found = opening_change(line) if _any().search(line[:20]) else None
        if found is None:
            lines.append(line)
            continue
        if lines:
            yield change, "\n".join(lines)
        change, lines = change_of(found[0]), [found[1]]
    yield change, "\n".join(lines)


def paired(items: Sequence[Item]) -> list[Item]:
    """Items of 変更前 and 変更後 put together: what stands only before is removed, only after is added."""
    before = [i for i in items if i.change == "before"]
    after = [i for i in items if i.change == "after"]
    if not before and not after:
        return list(items)
    if not before:
        return [replace(i, change=None) if i.change == "after" else i for i in items]
    keys = {_key(i) for i in after}
    old = {_key(i) for i in before}
    result = [replace(i, change="unchanged" if _key(i) in keys else "removed") for i in before]
    result += [replace(i, change="added") for i in after if _key(i) not in old]
    return [i for i in items if i.change not in {"before", "after"}] + result


def _key(item: Item) -> tuple[object, ...]:
    return (tuple(plain(p) for p in item.path), plain(item.name), plain(item.qualifier or ""), item.flow)
