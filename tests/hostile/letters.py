"""PDFs whose fonts, text or filters lie."""

from __future__ import annotations

import random

from tests.hostile.kind import kind
from tests.hostile.raw import GRID, simple


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
