"""From a PDF to pages, tables, outline, documents, cases and items.

What is named here is loaded when it is first asked for: all of it takes half a second, which a run that has nothing to read
need not spend.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.extract import extract_file, read_tables
    from extractors.items import Item, ItemClass, ItemList, classify_item, split_items

__all__ = ["Item", "ItemClass", "ItemList", "classify_item", "extract_file", "read_tables", "split_items"]

_OF_EXTRACT = frozenset({"extract_file", "read_tables"})


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever is asked for
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("extractors.extract" if name in _OF_EXTRACT else "extractors.items"), name)
