"""Opening a PDF, and saying clearly why one does not open."""

from __future__ import annotations

import io
import logging
import re
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from extractors.errors import EncryptedError, NotAPdfError, ReadError
from extractors.pages import FileInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = 1024
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<?xml", "an XML file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
)


_NOT_OPENED: dict[type[OSError], tuple[str, str]] = {
    FileNotFoundError: ("It does not exist", "check its name"),
    IsADirectoryError: ("It is a folder", "name the files in it"),
}


@contextmanager
def open_pdfium(path: Path | str, instead: bytes | None = None) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF with PDFium; a damaged one is repaired in memory with pypdf if that is possible.

    Args:
        path: the file.
        instead: the same file rewritten, to be given in its place once it is known to open.

    Raises:
        NotAPdfError: empty, not a PDF, or damaged beyond repair.
        EncryptedError: a password is needed.
        ReadError: the file cannot be opened at all.
    """
    document = _open(Path(path))
    if instead is not None:
        document.close()
        document = pypdfium2.PdfDocument(instead)
    try:
        yield document
    finally:
        document.close()


def _open(path: Path) -> pypdfium2.PdfDocument:
    check_head(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_ERROR:
            raise EncryptedError("A password is needed to open it; save a copy without one.") from error
        document = _repaired(path)
    if not len(document):
        document.close()
        raise NotAPdfError("It holds no page; get it again from where it was published.")
    return document


_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


def check_head(path: Path) -> None:
    """Look at a file's first bytes before any library does.

    Raises:
        NotAPdfError: if the file is empty or is another kind of file.
        ReadError: if it cannot be read from disk.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        what, advice = _NOT_OPENED.get(type(error), ("It cannot be opened", "check its permissions"))
        raise ReadError(f"{what} ({error.strerror}); {advice}.") from error
    if not head:
        raise NotAPdfError("It is empty (0 bytes); get it again from where it was published.")
    if b"%PDF-" in head:
        return
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, name in _SIGNATURES:
        if start[: len(signature)].lower() == signature.lower():
            raise NotAPdfError(f"It is no PDF but {name}; get the PDF itself.")
    raise NotAPdfError("It is no PDF (no %PDF- at its beginning); get it again from where it was published.")


def _repaired(path: Path) -> pypdfium2.PdfDocument:
    """The document as pypdf can still read it, written anew in memory."""
    import pypdf  # noqa: PLC0415 - needed for damaged files only

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(path, strict=False))
        buffer = io.BytesIO()
        writer.write(buffer)
        return pypdfium2.PdfDocument(buffer.getvalue())
    except Exception as error:  # pypdf raises many kinds on damaged files
        message = (
            "It is damaged (truncated?) and could not be repaired; get it again from where it was published."
        )
        raise NotAPdfError(message) from error


def read_info(path: Path | str) -> FileInfo:
    """What a PDF says of itself.

    Raises:
        ReadError: as `read_pages`.
    """
    with open_pdfium(path) as document:
        metadata = {key: _metadata(document, key) for key in ("Producer", "Creator", "CreationDate")}
        return FileInfo(
            page_count=len(document),
            producer=metadata["Producer"],
            creator=metadata["Creator"],
            created=iso_date(metadata["CreationDate"]),
            is_encrypted=pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document.raw) >= 0,
        )


_PDF_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([-+Z])(\d\d)?'?(\d\d)?)?")


def _metadata(document: pypdfium2.PdfDocument, key: str) -> str:
    """One entry of the document information dictionary; "" where its bytes are no text."""
    try:
        return str(document.get_metadata_value(key))
    except UnicodeDecodeError:
        return ""


def iso_date(text: str) -> str | None:
    """A PDF date (ISO 32000-2, 7.9.4: D:YYYYMMDDHHmmSSOHH'mm) as ISO 8601 text, or None if it is not one."""
    match = _PDF_DATE.match(text)
    if match is None:
        return None
    *fields, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        year, month, day, hour, minute, second = (
            int(f or d) for f, d in zip(fields, (0, 1, 1, 0, 0, 0), strict=True)
        )
        return datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset)).isoformat()
    except ValueError:
        return None
