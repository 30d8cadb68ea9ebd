"""Vectors as the store keeps them, in float16 or in a byte a number, and as they are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Coarse = NDArray[np.int8]

WIDEST = 127


def packed(vector: Vector) -> bytes:
    """A vector as it is kept."""
    return vector.astype(np.float16).tobytes()


def unpacked(blob: bytes) -> Vector:
    """A vector as it is compared."""
    return np.frombuffer(blob, dtype=np.float16).astype(np.float32)


def coarse(vector: Vector) -> Coarse:
    """Which way a vector points, whatever its length, in a byte a number: cosines change by some thousandths.

    Of several vectors row by row.
    """
    widest = np.abs(vector).max(axis=-1, keepdims=True, initial=0)
    return np.rint(vector * (WIDEST / np.where(widest == 0, 1, widest))).astype(np.int8)
