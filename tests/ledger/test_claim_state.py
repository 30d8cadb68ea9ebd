"""The words that a claim is shown in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from reportedly.ledger.claim_state import wording
from reportedly.model import Act, Party, Stance
from reportedly.store.claim_statements import ClaimStatementRow


def _statement(words: str, plainness: float, *at: float) -> ClaimStatementRow:
    return ClaimStatementRow(
        statement=words,
        claim="claim",
        founder="first",
        report="report",
        origin="origin",
        position=0,
        number=1,
        known_at=datetime(2031, 3, 1, tzinfo=UTC),
        said_on=date(2031, 3, 1),
        act=Act.ASSERT,
        stance=Stance.AFFIRM,
        content=(),
        source=None,
        actor=None,
        actor_key="Norway",
        source_key="Norway",
        party=Party("Norway"),
        named=True,
        countries=(),
        about=None,
        boast=False,
        ahead=False,
        recalled=False,
        wording=words,
        plainness=plainness,
        fit=1.0,
        reasons=(),
        wrong=False,
        superseded=False,
        vector=np.array(at, dtype=np.float32),
    )


CLOSED = _statement("the harbours were closed", 1.0, 1, 0)
SHUT = _statement("the ports were shut", 1.1, 0.9, 0.4)
SAD = _statement("it made fishermen sad", 1.0, 0, 1)
DENIED = replace(_statement("they were not", 2.0, 1, 0), stance=Stance.DENY)
UNNAMED = replace(_statement("harbours closed", 1.1, 1, 0), named=False)
WRONG = replace(_statement("Oslo closed harbours", 3.0, 1, 0), wrong=True)


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ([SAD, CLOSED, SHUT], "the ports were shut"),
        ([CLOSED, _statement("which", -2.0, 1, 0), SAD], "the harbours were closed"),
        ([DENIED, SAD], "it made fishermen sad"),
        ([DENIED], "they were not"),
        ([CLOSED, UNNAMED], "the harbours were closed"),
        ([CLOSED, WRONG], "the harbours were closed"),
    ],
)
def test_the_most_central_of_plain_words_are_shown(statements: list[ClaimStatementRow], words: str) -> None:
    assert wording(statements) == words
