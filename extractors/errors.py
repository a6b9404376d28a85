"""Every error this package raises on purpose.

    ReadError              a PDF gave no pages; the message says what is wrong and what to do
    ├── NotAPdfError       empty, truncated beyond repair, or another kind of file under a PDF's name
    ├── EncryptedError     a password is needed to open it
    └── LimitError         larger or deeper than the limits that protect an unattended run

Anything that is merely doubtful is no error but a `Finding` (see `extractors.findings`), and the run goes on.
"""

from __future__ import annotations


class ReadError(Exception):
    """A PDF that gave no pages.

    Attributes:
        code: stable finding code, documented in the README.
        message: one sentence that a person can act on; it does not repeat the file's name.
    """

    code = "unreadable"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAPdfError(ReadError):
    """The file is empty, is damaged beyond repair, or is no PDF."""

    code = "not_a_pdf"


class EncryptedError(ReadError):
    """The file opens with a password only."""

    code = "encrypted"


class LimitError(ReadError):
    """The file exceeds a limit that protects an unattended run."""

    code = "over_limit"
