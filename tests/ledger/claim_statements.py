"""Statements in a claim, made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from reportedly.model import Act, Party, Stance
from reportedly.store.claim_statements import ClaimStatementRow
from reportedly.store.vectors import packed

_PLAIN = ClaimStatementRow(
    statement="s",
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
    denies=False,
    worded=Stance.AFFIRM,
    stands_alone=True,
    ahead=False,
    recalled=False,
    wording="it rained",
    confidence=1.0,
    plainness=1.0,
    linked_to=None,
    contrary=False,
    chance=None,
    reasons=(),
    wrong=False,
    superseded=False,
    packed=packed(np.array([1, 0], dtype=np.float32)),
)


def in_claim(key: str, **values: Any) -> ClaimStatementRow:
    """A plain statement of Norway in a claim, but for these values."""
    return replace(_PLAIN, statement=key, **values)


def by(party: str, day: int, stance: Stance = Stance.AFFIRM, **values: Any) -> ClaimStatementRow:
    """What a party said on a day of March 2031, in a text of its own."""
    key = f"{party} {day}"
    return in_claim(key, party=Party(party), said_on=date(2031, 3, day), origin=key, stance=stance, **values)
