"""Personal-data items (個人情報の項目): splitting printed lists and classifying what they name."""

from extractors.items.classify import ItemClass, classify_item
from extractors.items.explain import Explanation, explain_item
from extractors.items.model import Item, ItemList, Piece
from extractors.items.morphology import build_dictionary, dictionary_version, release_memory
from extractors.items.ordinances import ordinance_special_care
from extractors.items.split import split_items
from extractors.items.unknown import unknown_findings

__all__ = [
    "Explanation",
    "Item",
    "ItemClass",
    "ItemList",
    "Piece",
    "build_dictionary",
    "classify_item",
    "dictionary_version",
    "explain_item",
    "ordinance_special_care",
    "release_memory",
    "split_items",
    "unknown_findings",
]
