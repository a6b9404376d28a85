"""What stands on a layer that a viewer does not show is not read; all else is, whatever layer it stands on."""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING

import pypdf
import pytest

from extractors.readers import Reader, read_pages
from tests.extractors.test_readers import READERS
from tests.hostile.raw import HEADER, Raw, simple

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN = b"BT /F1 10 Tf 60 400 Td (draft) Tj ET 60 390 m 400 390 l S "
SHOWN = b"BT /F1 10 Tf 60 600 Td (final) Tj ET 60 590 m 400 590 l S "
ON, OFF = 20, 21


def layered(content: bytes, default: bytes = b"/OFF [21 0 R]", *, inherited: bool = False) -> Raw:
    """A page with two layers; its resources name them and whatever is numbered from 30 on."""
    raw = simple(content)
    resources = (
        b"/Resources << /Font << /F1 5 0 R >> /Properties << /On 20 0 R /Off 21 0 R /Any 22 0 R /All 23 0 R >> "
        b"/XObject << /Plain 30 0 R /Old 31 0 R >> >>"
    )
    raw.add(
        b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [20 0 R 21 0 R] /D << %s >> >> >>" % default,
        1,
    )
    raw.add(b"<< /Type /Pages /Kids [3 0 R] /Count 1 %s >>" % (resources if inherited else b""), 2)
    own = b"" if inherited else resources
    raw.add(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % own, 3)
    raw.add(b"<< /Type /OCG /Name (Text) >>", ON)
    raw.add(b"<< /Type /OCG /Name (Text) >>", OFF)
    raw.add(b"<< /Type /OCMD /OCGs [20 0 R 21 0 R] >>", 22)
    raw.add(b"<< /Type /OCMD /OCGs [20 0 R 21 0 R] /P /AllOn >>", 23)
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> %s >> %s"
    raw.stream(
        b"/OC /Off BDC " + HIDDEN + b"EMC " + SHOWN, form % (b"/Properties << /Off 21 0 R >>", b""), 30
    )
    raw.stream(HIDDEN, form % (b"", b"/OC 21 0 R"), 31)
    return raw


def read(folder: Path, pdf: bytes, reader: Reader = "pdfium") -> tuple[str, list[int]]:
    """The text of the only page, and the heights of its rules."""
    path = folder / "layers.pdf"
    path.write_bytes(pdf)
    (page,) = read_pages(path, reader=reader)
    return page.chars.text, sorted(round(y) for y in ((page.rules.top + page.rules.bottom) / 2).tolist())


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("inherited", [False, True])
@pytest.mark.parametrize(
    "content",
    [
        SHOWN + b"/OC /Off BDC " + HIDDEN + b"EMC",
        b"/OC /Off BDC /P << /MCID 0 >> BDC " + HIDDEN + b"EMC " + HIDDEN + b"EMC " + SHOWN,
        b"/OC /On BDC " + SHOWN + b"/OC /Off BDC " + HIDDEN + b"EMC EMC",
        b"/OC /All BDC " + HIDDEN + b"EMC /OC /Any BDC " + SHOWN + b"EMC",
        b"/Plain Do",
        SHOWN + b"/Old Do",
    ],
    ids=["after", "nested mark", "nested layer", "membership", "in a form", "form"],
)
def test_what_is_hidden_is_not_read(tmp_path: Path, reader: Reader, content: bytes, inherited: bool) -> None:
    assert read(tmp_path, bytes(layered(content, inherited=inherited)), reader) == ("final", [842 - 590])


@pytest.mark.parametrize(
    ("default", "text"),
    [
        (b"", "finaldraft"),
        (b"/ON [21 0 R]", "finaldraft"),
        (b"/BaseState /OFF", "final"),
        (b"/BaseState /OFF /ON [21 0 R]", "finaldraft"),
    ],
)
def test_the_default_configuration_says_what_is_hidden(tmp_path: Path, default: bytes, text: str) -> None:
    content = SHOWN + b"/OC /Off BDC " + HIDDEN + b"EMC"
    assert read(tmp_path, bytes(layered(content, default)))[0] == text


def test_what_a_hidden_part_sets_holds_on_after_it(tmp_path: Path) -> None:
    content = b"/OC /Off BDC 1 0 0 1 0 -100 cm " + HIDDEN + b"EMC " + SHOWN
    assert read(tmp_path, bytes(layered(content))) == ("final", [842 - 490])


def packed(raw: Raw) -> bytes:
    """The file with all objects but its streams in one stream, and a stream in place of the cross-reference table."""
    inner = {number: body for number, body in raw.objects.items() if b"endstream" not in body}
    starts = itertools.accumulate((len(body) + 1 for body in inner.values()), initial=0)
    head = b" ".join(b"%d %d" % place for place in zip(inner, starts, strict=False)) + b"\n"
    entry = b"/Type /ObjStm /N %d /First %d" % (len(inner), len(head))
    outer = Raw({number: body for number, body in raw.objects.items() if number not in inner})
    outer.packed(head + b"\n".join(inner.values()), entry, 40)
    out, places = bytearray(HEADER), {}
    for number, body in outer.objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = [
        (2, 40, list(inner).index(n)) if n in inner else (int(n in places), places.get(n, 0), 0)
        for n in range(41)
    ]
    table = b"".join(kind.to_bytes(1) + place.to_bytes(4) + index.to_bytes(2) for kind, place, index in rows)
    xref = b"41 0 obj\n<< /Type /XRef /Size 41 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\n"
    return bytes(out) + xref % (len(table), table) + b"startxref\n%d\n%%%%EOF\n" % len(out)


@pytest.mark.parametrize("reader", READERS)
def test_layers_are_found_where_the_catalog_is_packed(tmp_path: Path, reader: Reader) -> None:
    pdf = packed(layered(SHOWN + b"/OC /Off BDC " + HIDDEN + b"EMC"))
    assert b"/OCProperties" not in pdf
    assert read(tmp_path, pdf, reader) == ("final", [842 - 590])


def test_layers_of_a_file_with_restrictions(tmp_path: Path) -> None:
    content = SHOWN + b"/OC /Off BDC " + HIDDEN + b"EMC"
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(bytes(layered(content)))))
    writer.encrypt("", "owner", algorithm="AES-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert read(tmp_path, buffer.getvalue()) == ("final", [842 - 590])


@pytest.mark.parametrize("reader", READERS)
def test_a_file_that_cannot_be_taken_apart_is_read_whole_and_says_so(tmp_path: Path, reader: Reader) -> None:
    raw = layered(b"/OC /Off BDC " + HIDDEN + b"EMC " + SHOWN)
    path = tmp_path / "layers.pdf"
    path.write_bytes(bytes(raw))
    assert not any(page.findings for page in read_pages(path, reader=reader))
    raw.add(b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [20 0 R 21 0 R] /D 7 >> >>", 1)
    path.write_bytes(bytes(raw))
    (page,) = read_pages(path, reader=reader)
    assert [finding.code for finding in page.findings] == ["layers_unread"]
    assert page.chars.text == "draftfinal"
