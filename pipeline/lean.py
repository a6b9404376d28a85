"""Processes that load no more than they need."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder


def keep_pandas_out() -> None:
    """Keep pandas out of a process of our own, unless it is there already.

    Arrow imports it to ask whether a list is one of its arrays, which costs a quarter of a second and 50 MB.
    """
    if "pandas" not in sys.modules:
        sys.meta_path.insert(0, _WithoutPandas())


class _WithoutPandas(MetaPathFinder):
    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """No module of that name can be found."""
        del path, target
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)
