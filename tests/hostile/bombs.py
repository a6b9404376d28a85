"""Small PDFs that become large, and numbers beyond all bounds."""

from __future__ import annotations

import random
import zlib

from tests.hostile.kind import kind
from tests.hostile.raw import GRID, WORDS, Raw, simple


@kind
def bomb_in_content() -> bytes:
    """200 MB of rules in 200 kB."""
    raw = simple()
    raw.packed(b"0 0 m 9 9 l S\n" * 15_000_000, number=4)
    return bytes(raw)


@kind
def bomb_in_bomb() -> bytes:
    """Two filters, each of which unpacks a thousandfold: a gigabyte."""
    inner = zlib.compressobj(9)
    packed = b"".join(inner.compress(bytes(1 << 20)) for _ in range(1000)) + inner.flush()
    raw = simple()
    raw.stream(zlib.compress(packed, 9), b"/Filter [/FlateDecode /FlateDecode]", 4)
    return bytes(raw)


@kind
def bomb_of_run_lengths() -> bytes:
    raw = simple()
    raw.stream((b"\x81 " * 2_000_000) + b"\x80", b"/Filter /RunLengthDecode", 4)
    return bytes(raw)


@kind
def image_of_billions_of_pixels() -> bytes:
    raw = simple(content=b"600 0 0 800 0 0 cm /I Do", page=b"/Resources << /XObject << /I 6 0 R >> >>")
    raw.packed(
        bytes(1 << 20),
        b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
        6,
    )
    return bytes(raw)


@kind
def predictor_of_huge_columns() -> bytes:
    raw = simple()
    raw.packed(bytes(1000), b"/DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 32 >>", 4)
    return bytes(raw)


@kind
def ten_thousand_pages() -> bytes:
    raw = Raw()
    count = 10_000
    raw.add(b"<< /Type /Catalog /Pages 2 0 R >>", 1)
    raw.stream(WORDS, number=3)
    raw.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", 4)
    raw.add(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b"5 0 R " * 1), 2)
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
    raw.objects[2] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    for n in range(count):
        raw.add(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
            b"/Resources << /Font << /F1 4 0 R >> >> >>",
            5 + n,
        )
    return bytes(raw)


@kind
def one_page_a_hundred_thousand_times() -> bytes:
    raw = simple()
    raw.objects[2] = b"<< /Type /Pages /Count 100000 /Kids [%s] >>" % (b"3 0 R " * 100_000)
    return bytes(raw)


@kind
def page_count_that_lies() -> bytes:
    raw = simple()
    raw.objects[2] = b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"
    return bytes(raw)


@kind
def a_hundred_thousand_rules() -> bytes:
    chance = random.Random(2)
    lines = (
        b"%d %d m %d %d l S" % (x, y, x + chance.randrange(1, 90), y)
        for x, y in ((chance.randrange(500), chance.randrange(800)) for _ in range(100_000))
    )
    return bytes(simple(content=b"\n".join(lines)))


@kind
def a_grid_of_a_million_cells() -> bytes:
    rows = b"".join(b"0 %.1f m 595 %.1f l S\n" % (n * 0.8, n * 0.8) for n in range(1000))
    columns = b"".join(b"%.1f 0 m %.1f 842 l S\n" % (n * 0.59, n * 0.59) for n in range(1000))
    return bytes(simple(content=rows + columns))


@kind
def a_million_characters_in_one_place() -> bytes:
    return bytes(
        simple(content=GRID + b"BT /F1 10 Tf 60 60 Td\n" + b"(AAAAAAAAAA) Tj 0 0 Td\n" * 100_000 + b"ET")
    )


@kind
def a_line_of_half_a_million_characters() -> bytes:
    return bytes(simple(content=GRID + b"BT /F1 1 Tf 60 60 Td (" + b"12 (\\(" * 100_000 + b") Tj ET"))


@kind
def coordinates_beyond_all_bounds() -> bytes:
    far = b"1e38 -1e38 m 3e38 9999999999999999999999 l S 1 0 0 1 1e30 1e30 cm\n"
    return bytes(simple(content=far * 10 + GRID + WORDS))


@kind
def numbers_that_are_none() -> bytes:
    return bytes(
        simple(content=b"NaN Inf m -Inf nan l S 1.2.3 --5 l ++6 7 l S 0 0 0 0 0 0 cm\n" + GRID + WORDS)
    )


@kind
def matrix_that_squeezes_all_to_nothing() -> bytes:
    return bytes(simple(content=b"0 0 0 0 100 100 cm\n" + GRID + WORDS))


@kind
def page_without_area() -> bytes:
    return bytes(simple()).replace(b"[0 0 595 842]", b"[0 0 000 000]")


@kind
def page_as_large_as_a_country() -> bytes:
    return bytes(simple()).replace(b"[0 0 595 842]", b"[-2e9 -2e9 2e9 2e9]")


@kind
def page_box_that_is_no_box() -> bytes:
    return bytes(simple()).replace(b"[0 0 595 842]", b"[(a) null] %%%%")


@kind
def rotation_that_is_none() -> bytes:
    return bytes(simple(page=b"/Rotate 37 /UserUnit 1e9"))
