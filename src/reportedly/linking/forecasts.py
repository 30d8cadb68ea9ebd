"""What became of a forecast: the first later statement that says so settles it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.linking.claims import likeness
from reportedly.model import Act, Outcome, Stance
from reportedly.timex import last_day

if TYPE_CHECKING:
    from datetime import date

    from reportedly.linking.embedding import Gist

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


MAY_SETTLE = SETTLES - 0.01
"""The least likeness that is worth a look; the margin is for rounding."""


def tells(act: Act, later: Gist, stance: Stance) -> bool:
    """Whether a statement tells what became of anything."""
    return act in _SAYS_SO and not later.ahead and stance is not Stance.UNCERTAIN


def settles(expected: Expected, later: Gist, origin: str, act: Act, stance: Stance, said_on: date) -> Outcome | None:
    """What a later statement makes of a forecast, None where it says nothing of it.

    `stance` is toward the matter put positively, as the forecast's likelihood is. That
    something did not happen can be said only once its time is over; a copy of the
    forecast's own text settles nothing.
    """
    if not tells(act, later, stance) or said_on <= expected.known_on:
        return None
    least = SETTLES if expected.gist.families.keys() & later.families.keys() else SETTLES_ALONE
    if origin == expected.origin or likeness(expected.gist, later) < least:
        return None
    if stance is Stance.AFFIRM:
        return Outcome.HAPPENED
    due = last_day(expected.horizon)
    return Outcome.DID_NOT_HAPPEN if due is not None and said_on >= due else None
