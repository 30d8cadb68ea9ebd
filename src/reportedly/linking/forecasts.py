"""The outcome of a forecast: the first later statement of the same proposition, as done or not done, settles it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.linking.adjudicator import Relation
from reportedly.linking.claims import LINK
from reportedly.model import Act, Outcome, Stance
from reportedly.timex import last_day

if TYPE_CHECKING:
    from datetime import date

    from reportedly.linking.adjudicator import Finding

MAY_SETTLE = 0.45
"""The least likeness of a later statement to a forecast that it may settle."""
JUDGED = 3
"""Of how many forecasts, the most alike, an adjudicator is asked for each statement."""
_TELLING = frozenset({Act.ASSERT, Act.CONFIRM, Act.DENY, Act.ESTIMATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForecast:
    """A forecast whose outcome is not known yet."""

    origin: str
    horizon: str | None
    known_on: date
    negated: bool
    """True if it says that something will not happen."""


def tells(act: Act, stance: Stance, *, ahead: bool) -> bool:
    """True if a statement can tell the outcome of a forecast."""
    return act in _TELLING and not ahead and stance is not Stance.UNCERTAIN


def may_settle(forecast: OpenForecast, origin: str, said_on: date) -> bool:
    """True if a statement is late enough to settle a forecast, and not in a copy of its text."""
    return said_on > forecast.known_on and origin != forecast.origin


def settles(forecast: OpenForecast, finding: Finding, stance: Stance, said_on: date) -> Outcome | None:
    """The outcome that a later statement tells of a forecast; None if it tells none.

    `stance` is that of the statement toward its matter put positively, as the likelihood of the forecast is. If one of
    the two is put in opposite words ("the talks will fail", "they succeeded"), it is turned. Only after the horizon can
    a statement tell that something did not happen.
    """
    same, contrary = finding.chances[Relation.SAME], finding.chances[Relation.CONTRADICTS]
    if same + contrary < LINK:
        return None
    put_alike = forecast.negated == (stance is Stance.DENY)
    opposite_words = put_alike != (same >= contrary)
    if (stance is Stance.AFFIRM) != opposite_words:
        return Outcome.HAPPENED
    due = last_day(forecast.horizon)
    return Outcome.DID_NOT_HAPPEN if due is not None and said_on >= due else None
