"""The list of all kinds of hostile PDFs, into which each of them puts itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS: dict[str, Callable[[], bytes]] = {}
"""Every kind by its name."""


def kind(make: Callable[[], bytes]) -> Callable[[], bytes]:
    KINDS[make.__name__] = make
    return make
