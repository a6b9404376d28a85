"""From a PDF to pages, tables, outline, documents, cases and items."""

from extractors.items import Item, ItemClass, ItemList, classify_item, split_items

__all__ = ["Item", "ItemClass", "ItemList", "classify_item", "split_items"]
