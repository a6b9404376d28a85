"""A seeded mutator of PDFs: what disks, networks, editors and attackers do to a file."""

from __future__ import annotations

import random
import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NAME = re.compile(rb"/[A-Za-z][A-Za-z0-9]*")

_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"2147483647",
    b"-2147483648",
    b"4294967296",
    b"1e38",
    b"0.0000001",
    b"99999999999999",
)


def mutate(data: bytes, others: Sequence[bytes], seed: int) -> bytes:
    """One mutant: some of the mutations below, one after another.

    Args:
        data: a PDF.
        others: PDFs to take pieces from.
        seed: equal seeds give equal mutants.
    """
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        data = chance.choice(_MUTATIONS)(data, others, chance) or b"%PDF-"
    return data


def _flip_bytes(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 4, 64, 1024))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut_out(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data)), chance.choice((1, 16, 512, 8192))
    return data[:start] + data[start + length :]


def _cut_off(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data) + 1)]


def _repeat(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    start, length = chance.randrange(len(data)), chance.choice((8, 256, 4096))
    piece = data[start : start + length]
    return data[:start] + piece * chance.choice((2, 20)) + data[start:]


def _splice(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(others)
    start, length = chance.randrange(len(other)), chance.choice((64, 2048, 20000))
    place = chance.randrange(len(data))
    return data[:place] + other[start : start + length] + data[place:]


def _zero_block(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    start = chance.randrange(len(data)) // 512 * 512
    return data[:start] + bytes(512) + data[start + 512 :]


def _change_numbers(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    share = chance.choice((0.001, 0.02))
    return _NUMBER.sub(lambda m: chance.choice(_NUMBERS) if chance.random() < share else m[0], data)


def _swap_names(data: bytes, _others: Sequence[bytes], chance: random.Random) -> bytes:
    names = _NAME.findall(data) or [b"/X"]
    return _NAME.sub(lambda m: chance.choice(names) if chance.random() < 0.02 else m[0], data)


def _change_content(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Mutate what is inside a compressed stream, so that it still unpacks."""
    streams = [m for m in _STREAM.finditer(data) if _unpacked(m[1])]
    if not streams:
        return data
    chosen = chance.choice(streams)
    inner = chance.choice(_PLAIN)(_unpacked(chosen[1]), others, chance)
    return data[: chosen.start(1)] + zlib.compress(inner) + data[chosen.end(1) :]


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""


def _line_ends(data: bytes, _others: Sequence[bytes], _chance: random.Random) -> bytes:
    """What a transfer in text mode does."""
    return data.replace(b"\n", b"\r\n")


_PLAIN = (_flip_bytes, _cut_out, _repeat, _change_numbers, _zero_block)
_MUTATIONS = (
    _flip_bytes,
    _cut_out,
    _cut_off,
    _repeat,
    _splice,
    _zero_block,
    _change_numbers,
    _swap_names,
    _change_content,
    _change_content,
    _change_content,
    _line_ends,
)
