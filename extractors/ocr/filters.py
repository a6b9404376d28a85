"""Pixels, or squares of them, looked at together with those around them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

_Value = TypeVar("_Value", bound=np.generic)


def extremes(values: npt.NDArray[_Value], extreme: np.ufunc, down: int, across: int) -> npt.NDArray[_Value]:
    """The highest or lowest of the values around each: of marks, what dilation and erosion leave.

    Args:
        values: in rows and columns.
        extreme: `np.maximum` or `np.minimum`.
        down: how far above and below is looked.
        across: how far to the left and right.
    """
    result = values
    for axis, reach in enumerate((down, across)):
        length = result.shape[axis]
        padding = [(0, 0), (0, 0)]
        padding[axis] = (reach, reach)
        around = np.pad(result, padding, mode="edge").swapaxes(0, axis)
        result = around[:length].copy()
        for shift in range(1, 2 * reach + 1):
            extreme(result, around[shift : shift + length], out=result)
        result = result.swapaxes(0, axis)
    return result


def box_sums(values: npt.NDArray[_Value], reach: int) -> npt.NDArray[_Value]:
    """The sum of the square of `reach` pixels around each pixel that is so far from the edges."""
    side = 2 * reach + 1
    rows, columns = values.shape[0] - side + 1, values.shape[1] - side + 1
    across = values[:, :columns].copy()
    for k in range(1, side):
        np.add(across, values[:, k : k + columns], out=across)
    result = across[:rows].copy()
    for k in range(1, side):
        np.add(result, across[k : k + rows], out=result)
    return result


def in_squares(values: npt.NDArray[_Value], side: int) -> npt.NDArray[_Value]:
    """Values in squares, [row, row within, column, column within]; where squares reach beyond the edge, it goes on."""
    rows, columns = (-(-length // side) for length in values.shape)
    beyond = ((0, rows * side - values.shape[0]), (0, columns * side - values.shape[1]))
    return np.pad(values, beyond, mode="edge").reshape(rows, side, columns, side)
