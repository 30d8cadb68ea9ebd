"""Ledgers that read without a model and embed every sentence once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from reportedly import encoder
from tests.ledger import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from reportedly.errors import IntakeError
    from reportedly.model import Reading, Report

_embed = encoder.embed


@cache
def _vector(text: str) -> tuple[float, ...]:
    return tuple(_embed([text])[0].tolist())


def _embed_once(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.array([_vector(t) for t in texts], dtype=np.float32).reshape(len(texts), encoder.WIDTH)


def _read_all(reports: Iterable[Report | IntakeError], *, workers: int = 1) -> Iterator[Reading]:
    from reportedly import batch
    from reportedly.errors import IntakeError

    assert workers == 1
    for report in reports:
        yield batch.failed(report, told.RUN) if isinstance(report, IntakeError) else told.read(report)


@pytest.fixture(autouse=True, scope="package")
def _told() -> Iterator[None]:
    """Read by `told.read`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportedly.ledger.ledger.batch.read_all", _read_all)
        patch.setattr("reportedly.reading.run_now", lambda: told.RUN)
        patch.setattr("reportedly.encoder.embed", _embed_once)
        yield
