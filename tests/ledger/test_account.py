"""The words that a claim is shown in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from reportedly.ledger.claim_state import wording


def _row(words: str, plainness: float, *at: float, **known: Any) -> Any:
    vector = np.array(at, dtype=np.float16)
    own = {"stance": "affirm", "named": True, "wrong": False, "superseded": False, "founder": "first", **known}
    return SimpleNamespace(statement=words, wording=words, plainness=plainness, vector=vector.tobytes(), **own)


CLOSED = _row("the harbours were closed", 1.0, 1, 0)
SHUT = _row("the ports were shut", 1.1, 0.9, 0.4)
SAD = _row("it made fishermen sad", 1.0, 0, 1)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([SAD, CLOSED, SHUT], "the ports were shut"),
        ([CLOSED, _row("which", -2.0, 1, 0), SAD], "the harbours were closed"),
        ([_row("they were not", 2.0, 1, 0, stance="deny"), SAD], "it made fishermen sad"),
        ([_row("they were not", 2.0, 1, 0, stance="deny")], "they were not"),
        ([CLOSED, _row("harbours closed", 1.1, 1, 0, named=False)], "the harbours were closed"),
        ([CLOSED, _row("Oslo closed harbours", 3.0, 1, 0, wrong=True)], "the harbours were closed"),
    ],
)
def test_the_most_central_of_plain_words_are_shown(rows: list[Any], words: str) -> None:
    assert wording(rows) == words
