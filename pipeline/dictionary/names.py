"""Words in both languages of the project."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """The same words in two languages."""

    ja: str
    en: str
