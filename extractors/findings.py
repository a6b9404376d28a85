"""What is doubtful, refused or lost: findings travel beside the data, so that nothing is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from extractors.geometry import Span

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person may want to look at.

    Attributes:
        code: stable identifier, documented in the README.
        severity: `error` when something is lost, `warning` when it is doubtful, `info` when it is worth knowing.
        message: one sentence that a person can act on.
        raw: the printed text that it is about, or "".
        span: where it stands; empty when it is about the whole file.
        picture: PNG of what is there, where text cannot say it.
    """

    code: str
    severity: Severity
    message: str
    raw: str = ""
    span: Span = ()
    picture: bytes | None = None
