"""Today: what changed, newest first; the numbers that are new and the forecasts that fall due."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.listing import Filter
from reportedly.model import Outcome
from reportedly.web.filters import countries, parties
from reportedly.web.parameters import AsOf, ByParty, InCountry, Kept, PageNumber, Since, Until, page_at, yesterday
from reportedly.web.parameters import today as this_day
from reportedly.web.related import around
from reportedly.web.rendering import SHOWN, render

if TYPE_CHECKING:
    from datetime import date

    from reportedly.ledger import Ledger
    from reportedly.record import ForecastRecord

router = APIRouter()
ASIDE = 8
"""Numbers and forecasts shown beside what changed."""
WORDS = 3
"""Statements shown with a change."""


@router.api_route("/", methods=["GET", "HEAD"])
def today(
    request: Request,
    ledger: Kept,
    as_of: AsOf = None,
    number: PageNumber = 1,
    actor: ByParty = None,
    place: InCountry = None,
    since: Since = None,
    until: Until = None,
    only: str = "",
) -> Response:
    """What changed, newest first, or those changes that a party, a country or a day is part of."""
    asked = {"actor": actor, "place": place, "since": since, "until": until}
    newest = ledger.changes(
        Filter(
            as_of=as_of,
            actor=actor,
            place=place,
            since=since,
            until=until,
            status_changed=only == "moved",
            newest_first=True,
        ),
        **page_at(number, SHOWN),
    )
    whole = not any(asked.values()) and number == 1
    due = _falling_due(ledger, as_of) if whole else []
    numbers = ledger.numbers(Filter(newest_first=True, as_of=as_of), limit=ASIDE) if whole else []
    said = [s for c in newest.items for s in c.statements[:WORDS]]
    return render(
        request,
        "today.html",
        as_of=as_of,
        days=[(day, list(on)) for day, on in groupby(newest.items, key=lambda change: change.date)],
        slice=newest,
        around=around(ledger, as_of, [*said, *(f.statement for f in due)], [n.report for n in numbers]),
        empty=ledger.latest_day(as_of=as_of) is None,
        asked=asked,
        only=only,
        actors=parties(ledger, as_of),
        places=countries(ledger, as_of),
        numbers=numbers,
        due=due,
        on=this_day(as_of),
        words=WORDS,
    )


def _falling_due(ledger: Ledger, as_of: date | None) -> list[ForecastRecord]:
    """The open forecasts that fall due next, then those whose day has passed latest."""
    ahead = ledger.forecasts(Filter(as_of=as_of, outcome=Outcome.OPEN, due_since=this_day(as_of)), limit=ASIDE)
    passed = ledger.forecasts(
        Filter(as_of=as_of, outcome=Outcome.OPEN, due_until=yesterday(as_of), newest_first=True),
        limit=ASIDE - len(ahead),
    )
    return [*ahead, *passed] if len(ahead) < ASIDE else list(ahead)
