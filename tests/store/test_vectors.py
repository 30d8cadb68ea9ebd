"""Vectors in the store: what is left of one in a byte a number points the same way."""

from __future__ import annotations

import numpy as np

from reportedly.store.vectors import coarse, packed, unpacked

_VECTORS = np.random.default_rng(3).normal(size=(50, 384)).astype(np.float32)


def test_vectors_come_back_in_half_precision() -> None:
    assert np.allclose([unpacked(packed(v)) for v in _VECTORS], _VECTORS, rtol=1e-3)


def test_a_byte_a_number_tells_which_way_a_vector_points_whatever_its_length() -> None:
    left = 1.0 * np.array(
        [coarse(v * length) for v, length in zip(_VECTORS, np.geomspace(0.01, 1_000, 50), strict=True)]
    )
    cosines = (left * _VECTORS).sum(1) / np.linalg.norm(left, axis=1) / np.linalg.norm(_VECTORS, axis=1)
    assert cosines.min() > 0.9995
    assert (coarse(_VECTORS[0]) == coarse(_VECTORS[0] * 8)).all()
    assert (coarse(_VECTORS)[3] == coarse(_VECTORS[3])).all()
    assert not coarse(np.zeros(384, dtype=np.float32)).any()
