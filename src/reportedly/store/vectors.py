"""Vectors as they are stored (float16), compared (float32) and searched (one byte a number).

NumPy is loaded with the first vector: most lists and pages need none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Coarse = NDArray[np.int8]

WIDEST = 127
"""The greatest number in a coarse vector."""


def packed(vector: Vector) -> bytes:
    """A vector as it is stored."""
    import numpy as np

    return vector.astype(np.float16).tobytes()


def unpacked(blob: bytes) -> Vector:
    """The vector that was stored, as it is compared."""
    import numpy as np

    return np.frombuffer(blob, dtype=np.float16).astype(np.float32)


def coarse(vector: Vector) -> Coarse:
    """The direction of a vector in whole numbers of one byte; of a matrix row by row.

    Its length is lost. Cosines change by some thousandths.
    """
    import numpy as np

    widest = np.abs(vector).max(axis=-1, keepdims=True, initial=0)
    return np.rint(vector * (WIDEST / np.where(widest == 0, 1, widest))).astype(np.int8)
