"""Personal-data items (個人情報の項目): splitting printed lists and classifying what they name."""

from extractors.items.classify import ItemClass, classify_item
from extractors.items.model import Item, ItemList, Piece
from extractors.items.split import split_items

__all__ = ["Item", "ItemClass", "ItemList", "Piece", "classify_item", "split_items"]
