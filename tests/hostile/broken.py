"""PDFs that are none, or not all of one."""

from __future__ import annotations

import random

from tests.hostile.kind import kind
from tests.hostile.raw import GRID, HEADER, Raw, simple


@kind
def empty() -> bytes:
    return b""


@kind
def header_only() -> bytes:
    return HEADER


@kind
def zeros() -> bytes:
    return bytes(1 << 20)


@kind
def noise() -> bytes:
    return HEADER + random.Random(1).randbytes(200_000)


@kind
def html() -> bytes:
    return b"<!DOCTYPE html><script>alert(1)</script>"


@kind
def zip_archive() -> bytes:
    return b"PK\x03\x04" + bytes(1000)


@kind
def truncated() -> bytes:
    data = bytes(simple())
    return data[: len(data) * 2 // 3]


@kind
def no_trailer() -> bytes:
    return bytes(simple()).split(b"xref")[0]


@kind
def no_pages() -> bytes:
    raw = Raw()
    raw.add(b"<< /Type /Catalog /Pages 2 0 R >>")
    raw.add(b"<< /Type /Pages /Kids [] /Count 0 >>")
    return bytes(raw)


@kind
def no_catalog() -> bytes:
    raw = simple()
    raw.root = 99
    return bytes(raw)


@kind
def shifted_xref() -> bytes:
    return HEADER + b"% more\n" * 50 + bytes(simple())


@kind
def far_startxref() -> bytes:
    return bytes(simple()).rsplit(b"startxref", 1)[0] + b"startxref\n99999999999999999999\n%%EOF"


@kind
def negative_length() -> bytes:
    return bytes(simple()).replace(b"/Length ", b"/Length -")


@kind
def huge_length() -> bytes:
    return bytes(simple()).replace(b"/Length ", b"/Length 99999999")


@kind
def two_files_in_one() -> bytes:
    return bytes(simple()) + bytes(simple(content=GRID))
