"""The outcome of a forecast: the first later statement that tells it settles it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.linking.claims import likeness
from reportedly.model import Act, Outcome, Stance
from reportedly.timex import last_day

if TYPE_CHECKING:
    from datetime import date

    from reportedly.linking.embedding import StatementEmbedding

SETTLES = 0.55
"""The least likeness of a later statement to the forecast, where both have a predicate class in common."""
SETTLES_ALONE = 0.7
"""The same if they have none: the repair of a cable is much like the cutting of it."""
_TELLING = frozenset({Act.ASSERT, Act.CONFIRM, Act.DENY, Act.ESTIMATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForecast:
    """A forecast whose outcome is not known yet."""

    embedding: StatementEmbedding
    origin: str
    horizon: str | None
    known_on: date


MAY_SETTLE = SETTLES - 0.01
"""The least likeness at which a pair is compared; the margin is for rounding."""


def tells(act: Act, later: StatementEmbedding, stance: Stance) -> bool:
    """True if a statement can tell the outcome of a forecast."""
    return act in _TELLING and not later.ahead and stance is not Stance.UNCERTAIN


def settles(
    forecast: OpenForecast, later: StatementEmbedding, origin: str, act: Act, stance: Stance, said_on: date
) -> Outcome | None:
    """The outcome that a later statement tells of a forecast; None if it tells none.

    `stance` is toward the matter put positively, as the likelihood of the forecast is. Only after the horizon can a
    statement tell that something did not happen. A copy of the text with the forecast settles nothing.
    """
    if not tells(act, later, stance) or said_on <= forecast.known_on:
        return None
    least = SETTLES if forecast.embedding.classes.keys() & later.classes.keys() else SETTLES_ALONE
    if origin == forecast.origin or likeness(forecast.embedding, later) < least:
        return None
    if stance is Stance.AFFIRM:
        return Outcome.HAPPENED
    due = last_day(forecast.horizon)
    return Outcome.DID_NOT_HAPPEN if due is not None and said_on >= due else None
