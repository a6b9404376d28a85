"""Marks of a picture that hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from extractors.ocr.segmentation import Window

if TYPE_CHECKING:
    from extractors.pages import Bools, Ints


def components(marks: Bools) -> list[Window]:
    """Boxes of marks that touch one another, corners included."""
    runs = _runs(marks)
    parent = list(range(len(runs)))

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    above: list[tuple[int, int, int]] = []
    here: list[tuple[int, int, int]] = []
    last_row, begin = -2, 0
    for index, (row, first, last) in enumerate(runs.tolist()):
        if row != last_row:
            above = here if row == last_row + 1 else []
            here, last_row, begin = [], row, 0
        while begin < len(above) and above[begin][1] < first:
            begin += 1
        for other_first, _, other in above[begin:]:
            if other_first > last:
                break
            parent[find(index)] = find(other)
        here.append((first, last, index))
    boxes: dict[int, Window] = {}
    for index, (row, first, last) in enumerate(runs.tolist()):
        root = find(index)
        box = boxes.get(root, Window(first, row, last, row + 1))
        boxes[root] = Window(
            min(box.x0, first), min(box.top, row), max(box.x1, last), max(box.bottom, row + 1)
        )
    return list(boxes.values())


def _runs(marks: Bools) -> Ints:
    """Horizontal runs of marks as rows of (row, first, last + 1), in reading order."""
    edges = np.diff(np.pad(marks, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, firsts = np.nonzero(edges == 1)
    _, lasts = np.nonzero(edges == -1)
    return np.stack([rows, firsts, lasts], axis=1)
