"""Files that an honest pipeline refuses or takes with care, made from a good PDF at test time."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

PASSWORD = "mihon"


def zero_byte() -> bytes:
    """An empty file, as an interrupted download leaves."""
    return b""


def truncated(pdf: bytes, share: float = 0.4) -> bytes:
    """The first part of a PDF: no cross-reference table, streams cut off."""
    return pdf[: int(len(pdf) * share)]


def html_page() -> bytes:
    """An error page that a server sent in the place of a PDF."""
    return (
        '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>404</title></head>'
        "<body><p>お探しのページは見つかりません。</p></body></html>"
    ).encode()


def password_protected(pdf: bytes, password: str = PASSWORD) -> bytes:
    """Opens with the password only."""
    return _encrypted(pdf, user=password, owner=f"{password}-owner")


def restricted(pdf: bytes) -> bytes:
    """Encrypted, but opens without a password (only an owner password is set): must be read."""
    return _encrypted(pdf, user="", owner=PASSWORD)


def broken_references(pdf: bytes) -> bytes:
    """The cross-reference table points nowhere; readers that rebuild it still read every page."""
    return re.sub(rb"startxref\s+\d+", b"startxref\n7", pdf)


def image_only(pdf: bytes, scale: float = 1.5) -> bytes:
    """Every page as a picture of itself, as a scanner makes it: no text at all."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            width, height = page.get_size()
            picture = ImageReader(page.render(scale=scale).to_pil().convert("L"))
            canvas.setPageSize((width, height))
            canvas.drawImage(picture, 0, 0, width, height)
            canvas.showPage()
    finally:
        document.close()
    canvas.save()
    return buffer.getvalue()


def _encrypted(pdf: bytes, *, user: str, owner: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt(user_password=user, owner_password=owner, algorithm="AES-256")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
