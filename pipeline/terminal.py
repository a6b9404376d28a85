"""Text out of documents and file names, made fit for a terminal."""

from __future__ import annotations

import re

# C0 and C1 controls (terminal escapes), line and paragraph separators, bidirectional overrides and isolates that
# reorder what is read (Trojan Source, CVE-2021-42574), and lone surrogates of undecodable file names.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def printable(text: str) -> str:
    """The text on one line with every character that could steer a terminal written as an escape."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)


def shortened(text: str, limit: int = 300) -> str:
    """`printable(text)`, cut to `limit` characters."""
    safe = printable(text)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


_FORMULA = tuple("=+-@＝＋－＠'\t\r\n")
_HARMLESS = re.compile(r"[-+－＋]|[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?")


def spreadsheet_safe(text: str) -> str:
    """The text as a spreadsheet shows it and does not run it.

    What begins like a formula, also in full-width characters, gets an apostrophe before it (OWASP, CSV injection);
    so does what begins with an apostrophe, so that taking one away gives the text back. Plain numbers and a lone dash
    are left alone.
    """
    return "'" + text if text.startswith(_FORMULA) and not _HARMLESS.fullmatch(text) else text
