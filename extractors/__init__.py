"""From a PDF to pages, tables, outline, documents, cases and items."""

from extractors.extract import extract_file, read_tables
from extractors.items import Item, ItemClass, ItemList, classify_item, split_items

__all__ = ["Item", "ItemClass", "ItemList", "classify_item", "extract_file", "read_tables", "split_items"]
