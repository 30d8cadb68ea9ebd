"""Vectors as the store keeps them, in float16 or in a byte a number, and as they are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Matrix = NDArray[np.float32]

WIDEST = 127


def packed(vector: Vector) -> bytes:
    """A vector as it is kept."""
    return vector.astype(np.float16).tobytes()


def unpacked(blob: bytes) -> Vector:
    """A vector as it is compared."""
    return np.frombuffer(blob, dtype=np.float16).astype(np.float32)


def stacked(blobs: Sequence[bytes]) -> Matrix:
    """Vectors as they are compared, row by row."""
    found = np.frombuffer(b"".join(blobs), dtype=np.float16).astype(np.float32)
    return found.reshape(len(blobs), -1) if blobs else found


def coarse(vector: Vector) -> bytes:
    """Which way a vector points, whatever its length, in a byte a number: cosines change by some thousandths."""
    widest = float(np.abs(vector).max()) or 1.0
    found: bytes = np.rint(vector * (WIDEST / widest)).astype(np.int8).tobytes()
    return found


def of_coarse(blobs: Sequence[bytes]) -> Matrix:
    """What is left of vectors, at any length, row by row."""
    found = np.frombuffer(b"".join(blobs), dtype=np.int8).astype(np.float32)
    return found.reshape(len(blobs), -1) if blobs else found
