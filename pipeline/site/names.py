"""Names of the site's files."""

from __future__ import annotations

import hashlib
import re

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


def file_name(key: str) -> str:
    """A file name, without suffix, for a key out of the data: the key itself where it is harmless, else its hash.

    A key comes out of files that anyone may have written, so it must not lead out of its folder, nor clash with
    another one.
    """
    return key if _SAFE.fullmatch(key) else "x" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
