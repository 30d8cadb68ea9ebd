"""Vectors as the store keeps them, in float16, and as they are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]


def packed(vector: Vector) -> bytes:
    """A vector as it is kept."""
    return vector.astype(np.float16).tobytes()


def unpacked(blob: bytes) -> Vector:
    """A vector as it is compared."""
    return np.frombuffer(blob, dtype=np.float16).astype(np.float32)
