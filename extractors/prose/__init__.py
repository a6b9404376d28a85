"""Prose papers: the numbered outline with its cross references, and the cases that stand in it."""

from extractors.prose.account import LineFate, account
from extractors.prose.cases import ProseCases, read_prose_cases
from extractors.prose.nodes import Outline
from extractors.prose.outline import read_outline

__all__ = ["LineFate", "Outline", "ProseCases", "account", "read_outline", "read_prose_cases"]
