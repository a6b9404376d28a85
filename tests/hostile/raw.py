"""Writing PDF files by hand, byte for byte, so that they can be wrong in exactly one way."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@dataclass
class Raw:
    """Objects of a PDF by number; `bytes()` writes them with a right cross-reference table."""

    objects: dict[int, bytes] = field(default_factory=dict)
    root: int = 1
    trailer: bytes = b""

    def add(self, body: bytes, number: int | None = None) -> int:
        number = number or max(self.objects, default=0) + 1
        self.objects[number] = body
        return number

    def stream(self, data: bytes, extra: bytes = b"", number: int | None = None) -> int:
        head = b"<< /Length %d %s >>\nstream\n" % (len(data), extra)
        return self.add(head + data + b"\nendstream", number)

    def packed(self, data: bytes, extra: bytes = b"", number: int | None = None) -> int:
        return self.stream(zlib.compress(data, 9), b"/Filter /FlateDecode " + extra, number)

    def __bytes__(self) -> bytes:
        out = bytearray(HEADER)
        places = {}
        for number, body in self.objects.items():
            places[number] = len(out)
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        size = max(places, default=0) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for number in range(1, size):
            out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (size, self.root, self.trailer)
        out += b"startxref\n%d\n%%%%EOF\n" % start
        return bytes(out)


GRID = b"".join(
    b"50 %d m 500 %d l S\n%d 50 m %d 700 l S\n" % (y, y, x, x)
    for y, x in zip(range(50, 701, 65), range(50, 501, 45), strict=True)
)
"""Rules of a table of ten columns and ten rows."""

WORDS = b"BT /F1 10 Tf 60 60 Td (12) Tj ET\n"


def simple(content: bytes = GRID + WORDS, page: bytes = b"", font: bytes = b"") -> Raw:
    """One page with a font and some content.

    Args:
        content: of the page.
        page: more entries of the page's dictionary.
        font: another font dictionary.
    """
    raw = Raw()
    raw.add(b"<< /Type /Catalog /Pages 2 0 R >>", 1)
    raw.add(b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", 2)
    raw.add(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> " + page + b" >>",
        3,
    )
    raw.stream(content, number=4)
    raw.add(font or b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", 5)
    return raw
