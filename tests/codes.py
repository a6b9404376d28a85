"""The finding codes that the code can give, read out of its source."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
_PLACE = {"Finding": 0, "Note": 0, "_note": 0, "failure": 1, "Answer": 2}
"""Where the calls that make findings take the code."""

NOT_FINDINGS = {"changed", "died"}
"""What the pool answers of a file that is tried again."""


def finding_codes() -> set[str]:
    """All codes, also those that reach a finding through a variable of the same function."""
    found: set[str] = set()
    for package in ("extractors", "pipeline"):
        for path in (ROOT / package).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found.update(_of_classes(tree))
            for function in ast.walk(tree):
                if isinstance(function, ast.FunctionDef):
                    found.update(_of_function(function))
    return found - NOT_FINDINGS


def _of_classes(tree: ast.AST) -> Iterator[str]:
    """`code = "…"` of the classes of errors."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            for line in node.body:
                if isinstance(line, ast.Assign) and [
                    t.id for t in line.targets if isinstance(t, ast.Name)
                ] == ["code"]:
                    yield from _constants(line.value)


def _of_function(function: ast.FunctionDef) -> Iterator[str]:
    indirect = function.name == "_cause"  # why a worker died: (code, message)
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and (argument := _code_argument(node)) is not None:
            yield from _constants(argument)
            given = {a.arg for a in function.args.args}
            indirect = indirect or (
                isinstance(argument, ast.Name) and argument.id == "code" and "code" not in given
            )
    if indirect:
        for node in ast.walk(function):
            if isinstance(node, ast.Tuple) and node.elts and not _is_names(node):
                yield from _constants(node.elts[0])


def _is_names(node: ast.Tuple) -> bool:
    """Whether a tuple is a list of names: a code stands before a message, which is a sentence."""
    return all(isinstance(part, ast.Constant) and _CODE.fullmatch(str(part.value)) for part in node.elts)


def _code_argument(call: ast.Call) -> ast.expr | None:
    name = getattr(call.func, "id", None) or getattr(call.func, "attr", "")
    place = _PLACE.get(name)
    return call.args[place] if place is not None and len(call.args) > place else None


def _constants(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and _CODE.fullmatch(part.value):
            yield part.value
