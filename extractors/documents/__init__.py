"""From a file in reading order to its documents: where each begins, and what its head says."""

from extractors.documents.fields import body_of, read_fields
from extractors.documents.model import DocumentFields, DocumentPart, Head, HeadLine
from extractors.documents.split import split_documents

__all__ = [
    "DocumentFields",
    "DocumentPart",
    "Head",
    "HeadLine",
    "body_of",
    "read_fields",
    "split_documents",
]
