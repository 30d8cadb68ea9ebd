"""What became of a forecast: the first later statement that says so settles it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.linking.claims import SHARED_FAMILY, likeness
from reportedly.model import Act, Outcome, Stance
from reportedly.timex import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reportedly.linking.gist import Gist

SETTLES = 0.55
"""The least likeness of a later statement to what was foretold, where both speak of one family of happenings."""
SETTLES_ALONE = 0.7
"""The same where they do not: the repair of a cable is much like the cutting of it."""
_SAYS_SO = frozenset({Act.ASSERT, Act.CONFIRM, Act.DENY, Act.ESTIMATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A forecast as it waits for its outcome."""

    gist: Gist
    origin: str
    horizon: str | None
    known_on: date


class Waiting:
    """The forecasts that may still be settled, in order of publication."""

    def __init__(self, expected: Iterable[Expected] = ()) -> None:
        self._expected: list[Expected] = []
        self._vectors = np.zeros((64, 384), dtype=np.float32)
        for one in expected:
            self.add(one)

    def add(self, expected: Expected) -> None:
        """Let a forecast wait."""
        if len(self._expected) == len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        self._vectors[len(self._expected)] = expected.gist.vector
        self._expected.append(expected)

    def near(self, later: Gist) -> list[Expected]:
        """The forecasts that a statement may be like enough to settle."""
        count = len(self._expected)
        # The families can add no more than SHARED_FAMILY; the margin is for rounding.
        floor = SETTLES - SHARED_FAMILY - 0.01
        return [self._expected[i] for i in np.flatnonzero(self._vectors[:count] @ later.vector >= floor)]


def settles(expected: Expected, later: Gist, origin: str, act: Act, stance: Stance, said_on: date) -> Outcome | None:
    """What a later statement makes of a forecast, None where it says nothing of it.

    `stance` is toward the matter put positively, as the forecast's likelihood is. That
    something did not happen can be said only once its time is over; a copy of the
    forecast's own text settles nothing.
    """
    if act not in _SAYS_SO or later.ahead or stance is Stance.UNCERTAIN or said_on <= expected.known_on:
        return None
    least = SETTLES if expected.gist.families.keys() & later.families.keys() else SETTLES_ALONE
    if origin == expected.origin or likeness(expected.gist, later) < least:
        return None
    if stance is Stance.AFFIRM:
        return Outcome.HAPPENED
    due = last_day(expected.horizon)
    return Outcome.DID_NOT_HAPPEN if due is not None and said_on >= due else None
