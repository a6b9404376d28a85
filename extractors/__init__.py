"""From a PDF to pages, tables, outline, documents, cases and items."""

from extractors.items import Item, ItemList, split_items

__all__ = ["Item", "ItemList", "split_items"]
