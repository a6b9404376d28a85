"""PDFs that mean harm, or have come to some: one function for each kind.

Sizes are chosen so that a reader without limits would notice: gigabytes out of kilobytes, thousands of levels, a hundred
thousand rules. `make_all` writes one file of every kind.
"""

from __future__ import annotations

import random
import zlib
from typing import TYPE_CHECKING

from tests.hostile.raw import GRID, HEADER, WORDS, Raw, simple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KINDS: dict[str, Callable[[], bytes]] = {}
"""Every kind by its name."""


def kind(make: Callable[[], bytes]) -> Callable[[], bytes]:
    KINDS[make.__name__] = make
    return make


# --- not a PDF, or not all of one ------------------------------------------------------------------------------------


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


# --- circles and depths ------------------------------------------------------------------------------------------------


@kind
def pages_in_a_circle() -> bytes:
    raw = simple()
    raw.objects[2] = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 /Parent 2 0 R >>"
    return bytes(raw)


@kind
def parents_in_a_circle() -> bytes:
    raw = simple()
    raw.objects[3] = b"<< /Type /Page /Parent 6 0 R /Contents 4 0 R >>"
    raw.add(b"<< /Type /Pages /Parent 7 0 R /Kids [3 0 R] /Count 1 >>", 6)
    raw.add(b"<< /Type /Pages /Parent 6 0 R /Kids [3 0 R] /Count 1 >>", 7)
    return bytes(raw)


@kind
def previous_xref_in_a_circle() -> bytes:
    data = bytes(simple())
    start = data.rfind(b"xref\n0 ")
    return data.replace(b"/Root", b"/Prev %d /Root" % start)


@kind
def reference_to_itself() -> bytes:
    raw = simple()
    raw.objects[4] = b"4 0 R"
    return bytes(raw)


@kind
def length_that_is_its_own_stream() -> bytes:
    return bytes(simple()).replace(b"/Length %d" % len(GRID + WORDS), b"/Length 4 0 R")


@kind
def form_that_draws_itself() -> bytes:
    raw = simple(content=b"/X Do", page=b"/Resources << /XObject << /X 6 0 R >> >>")
    raw.stream(
        b"/X Do /X Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /X 6 0 R >> >>",
        6,
    )
    return bytes(raw)


@kind
def forms_that_double_at_each_level() -> bytes:
    """Thirty forms, each of which draws the next one twice: a billion drawings (billion laughs)."""
    raw = simple(content=b"/X Do", page=b"/Resources << /XObject << /X 10 0 R >> >>")
    for level in range(30):
        following = b"/Resources << /XObject << /X %d 0 R >> >>" % (11 + level)
        body = b"/X Do /X Do" if level < 29 else b"0 0 m 9 9 l S"
        raw.stream(body, b"/Type /XObject /Subtype /Form /BBox [0 0 100 100] " + following, 10 + level)
    return bytes(raw)


@kind
def arrays_nested_deeply() -> bytes:
    raw = simple(page=b"/Deep " + b"[" * 50_000 + b"]" * 50_000)
    return bytes(raw)


@kind
def dictionaries_nested_deeply() -> bytes:
    return bytes(simple(page=b"/Deep " + b"<< /A " * 20_000 + b"1" + b" >>" * 20_000))


@kind
def arrays_nested_in_content() -> bytes:
    return bytes(simple(content=b"[" * 100_000 + b"]" * 100_000 + b" TJ"))


@kind
def graphics_states_never_restored() -> bytes:
    return bytes(simple(content=b"q 1 0 0 1 1 1 cm\n" * 200_000))


@kind
def page_tree_thousands_deep() -> bytes:
    raw = Raw()
    depth = 3000
    raw.add(b"<< /Type /Catalog /Pages 2 0 R >>", 1)
    for level in range(depth):
        raw.add(b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (3 + level), 2 + level)
    raw.add(b"<< /Type /Page /MediaBox [0 0 100 100] >>", 2 + depth)
    return bytes(raw)


@kind
def outline_in_a_circle() -> bytes:
    raw = simple()
    raw.objects[1] = b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>"
    raw.add(b"<< /First 7 0 R /Last 7 0 R /Count 1 >>", 6)
    raw.add(b"<< /Title (x) /Parent 6 0 R /Next 7 0 R /First 6 0 R >>", 7)
    return bytes(raw)


# --- bombs -------------------------------------------------------------------------------------------------------------


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


# --- numbers -----------------------------------------------------------------------------------------------------------


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


# --- fonts -------------------------------------------------------------------------------------------------------------


def _font_with_map(lines: bytes) -> bytes:
    raw = simple(
        font=b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R "
        b"/DescendantFonts [6 0 R] >>",
        content=GRID + b"BT /F1 10 Tf 60 60 Td <0001000200030004> Tj ET",
    )
    raw.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) "
        b"/Supplement 6 >> /DW -99999 /W [0 [1e30 -1e30 0]] >>",
        6,
    )
    raw.stream(lines, number=7)
    return bytes(raw)


@kind
def font_that_maps_to_no_text() -> bytes:
    return _font_with_map(
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 4 beginbfchar "
        b"<0001> <D842> <0002> <0000> <0003> <001B005B0032004A> <0004> <202E> endbfchar"
    )


@kind
def font_that_maps_one_code_to_a_novel() -> bytes:
    return _font_with_map(b"1 beginbfchar <0001> <" + b"6C0F" * 200_000 + b"> endbfchar")


@kind
def font_map_of_a_billion_codes() -> bytes:
    return _font_with_map(b"100 beginbfrange " + b"<00000000> <FFFFFFFF> <0000>\n" * 100 + b"endbfrange")


@kind
def font_map_that_uses_itself() -> bytes:
    return _font_with_map(b"/X usecmap " * 10_000)


@kind
def font_file_of_noise() -> bytes:
    raw = simple(
        font=b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 255 /FontDescriptor 6 0 R >>"
    )
    raw.add(b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>", 6)
    raw.packed(b"\0\1\0\0\0\xff" + random.Random(3).randbytes(50_000), number=7)
    return bytes(raw)


@kind
def font_glyphs_that_draw_themselves() -> bytes:
    raw = simple(
        content=b"BT /F1 10 Tf 60 60 Td (aaaa) Tj ET",
        font=b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 "
        b"/Widths [1e9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >> "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
    )
    raw.stream(b"1 0 d0 BT /F1 10 Tf (aaaa) Tj ET", number=6)
    return bytes(raw)


@kind
def size_of_type_beyond_all_bounds() -> bytes:
    return bytes(
        simple(content=GRID + b"BT /F1 1e30 Tf 60 60 Td (1) Tj /F1 -10 Tf (2) Tj /F1 0 Tf (3) Tj ET")
    )


# --- text as a weapon ----------------------------------------------------------------------------------------------------


@kind
def metadata_that_steers_terminals() -> bytes:
    raw = simple()
    raw.add(
        b"<< /Producer (\x1b]0;owned\x07\x1b[2J) /Creator (=cmd|'/c calc'!A1) /CreationDate (D:99999999) >>",
        9,
    )
    raw.trailer = b"/Info 9 0 R"
    return bytes(raw)


@kind
def text_of_paths_and_scripts() -> bytes:
    words = (
        b"../../../etc/passwd",
        b"<script>alert\\(1\\)</script>",
        b"=HYPERLINK\\(1\\)",
        b"\\033[31m",
        b"%n%s{0}",
    )
    shown = b"".join(
        b"BT /F1 6 Tf 52 %d Td (%s) Tj ET\n" % (60 + 65 * n, word) for n, word in enumerate(words)
    )
    return bytes(simple(content=GRID + shown))


@kind
def script_and_launch_actions() -> bytes:
    raw = simple()
    raw.objects[1] = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while\\(1\\){}) "
        b"/Next << /S /Launch /F (/bin/sh) >> >> >>"
    )
    return bytes(raw)


@kind
def encrypted_by_nobody() -> bytes:
    raw = simple()
    raw.add(b"<< /Filter /Nobody /V 99 /R 99 /Length 9999999 >>", 9)
    raw.trailer = b"/Encrypt 9 0 R"
    return bytes(raw)


@kind
def encrypted_without_a_key() -> bytes:
    raw = simple()
    raw.add(b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O (x) /U (y) >>", 9)
    raw.trailer = b"/Encrypt 9 0 R /ID [() ()]"
    return bytes(raw)


@kind
def object_streams_that_extend_each_other() -> bytes:
    raw = simple()
    raw.stream(b"9 0 << >>", b"/Type /ObjStm /N 2147483647 /First 4 /Extends 9 0 R", 8)
    raw.stream(b"8 0 << >>", b"/Type /ObjStm /N -1 /First 99999 /Extends 8 0 R", 9)
    return bytes(raw)


@kind
def filters_of_no_kind() -> bytes:
    raw = simple()
    names = b"/LZWDecode /ASCII85Decode /JBIG2Decode /JPXDecode /CCITTFaxDecode /Crypt /None"
    raw.stream(GRID, b"/Filter [%s]" % names, 4)
    return bytes(raw)


@kind
def content_in_ten_thousand_pieces() -> bytes:
    raw = simple()
    raw.objects[3] = raw.objects[3].replace(b"/Contents 4 0 R", b"/Contents [%s]" % (b"4 0 R " * 10_000))
    return bytes(raw)


@kind
def operators_without_operands() -> bytes:
    return bytes(
        simple(content=b"cm re l c v y Tj TJ ' \" Tf Td Tm Do sh BI ID EI q Q Q Q Q BT BT ET ET\n" * 5000)
    )


def make_all(folder: Path) -> list[str]:
    """Write one file of every kind; returns their names."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in KINDS.items():
        (folder / f"{name}.pdf").write_bytes(make())
    return [f"{name}.pdf" for name in KINDS]
