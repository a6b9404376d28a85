"""Prose papers: the numbered outline with its cross references, and the cases that stand in it."""

from extractors.prose.nodes import Outline
from extractors.prose.outline import read_outline

__all__ = ["Outline", "read_outline"]
