"""A last look at what is read: contact data that may be a private person's is pointed out before it is published.

Council papers name officials and members, who act in public. A telephone number, a mail address or a postal address in
them is an office's, or should not be there: whose it is cannot be told from the text, so each is a finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractors.findings import Finding
from normalizers import find_contacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractors.geometry import Span
    from extractors.model import Document

_MAY_HOLD = re.compile(r"[@＠〒丁番]|[0-9０-９] ?[-‐‑–—―−ー－()（）] ?[0-9０-９]|[0０][0-9０-９]{9}")
_NAMES = {"telephone": "a telephone number", "email": "a mail address", "address": "a postal address"}


def contact_findings(document: Document) -> Iterator[Finding]:
    """One finding for each place and kind of contact data in the texts of a document."""
    seen: set[tuple[str, str, Span]] = set()
    for text, span in _texts(document):
        if not _MAY_HOLD.search(text):
            continue
        for contact in find_contacts(text):
            if (contact.kind, contact.raw, span) not in seen:
                seen.add((contact.kind, contact.raw, span))
                message = f"Here stands {_NAMES[contact.kind]}; if it is a private person's, it must not be published."
                yield Finding("contact_data", "warning", message, span=span)


def _texts(document: Document) -> Iterator[tuple[str, Span]]:
    """All texts that are published, each once, with their place."""
    for section in document.sections:
        yield f"{section.heading}\n{section.body}", section.span
    for table in document.tables:
        for cell in table.cells:
            yield cell.text, cell.span
    if document.meeting is not None:
        for utterance in document.meeting.utterances:
            yield utterance.text, utterance.span
        for item in document.meeting.agenda:
            yield item.title, item.span
