"""What became of a forecast: the first later statement that says so settles it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.linking.claims import fit
from reportedly.model import Act, Outcome, Stance

if TYPE_CHECKING:
    from reportedly.linking.gist import Gist

SETTLES = 0.6
"""The least fit of a later statement to what was foretold."""
_SAYS_SO = frozenset({Act.ASSERT, Act.CONFIRM, Act.DENY, Act.ESTIMATE})
_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A forecast as it waits for its outcome."""

    gist: Gist
    horizon: str | None
    known_on: date


def settles(expected: Expected, later: Gist, act: Act, stance: Stance, said_on: date) -> Outcome | None:
    """What a later statement makes of a forecast, None where it says nothing of it.

    `stance` is toward the matter put positively, as the forecast's likelihood is. That
    something did not happen can be said only once its time is over.
    """
    if act not in _SAYS_SO or later.forecast or stance is Stance.UNCERTAIN or said_on <= expected.known_on:
        return None
    if later.report == expected.gist.report or fit(expected.gist, later) < SETTLES:
        return None
    if stance is Stance.AFFIRM:
        return Outcome.HAPPENED
    due = last_day(expected.horizon)
    return Outcome.DID_NOT_HAPPEN if due is not None and said_on >= due else None


def last_day(horizon: str | None) -> date | None:
    """The last day of a TIMEX3 value: of a day, week, month, year or an interval; None where it names none."""
    if not horizon:
        return None
    value = horizon.rpartition("/")[2]
    week = _WEEK.match(value)
    if week:
        try:
            return date.fromisocalendar(int(week[1]), int(week[2]), 1) + timedelta(days=6)
        except ValueError:
            return None
    found = _DAY.match(value)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 12), found[3]
    try:
        return date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:
        return None
