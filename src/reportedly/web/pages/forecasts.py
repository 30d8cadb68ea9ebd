"""Forecasts: what was expected, by when, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.listing import Filter
from reportedly.model import Outcome
from reportedly.web.charts.calibration import calibration
from reportedly.web.parameters import AsOf, Kept, PageNumber, page_at, today, yesterday
from reportedly.web.related import around
from reportedly.web.rendering import SHOWN, render

if TYPE_CHECKING:
    from datetime import date

router = APIRouter()


@router.api_route("/forecasts", methods=["GET", "HEAD"])
def forecasts(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1, only: str = "") -> Response:
    """All of them, latest first, or those that fall due, are overdue, came true or did not."""
    wanted = _wanted(only, as_of)
    found = ledger.forecasts(wanted, **page_at(number, SHOWN))
    return render(
        request,
        "forecasts.html",
        as_of=as_of,
        slice=found,
        around=around(
            ledger,
            as_of,
            [f.statement for f in found.items],
            [r for f in found.items for r in (f.report, f.resolved_by)],
        ),
        empty=not found.items and ledger.latest_day(as_of=as_of) is None,
        calibration=calibration(ledger.outcomes(as_of=as_of)),
        chosen=only if wanted != _wanted("", as_of) else "",
    )


def _wanted(only: str, as_of: date | None) -> Filter:
    """What to ask the ledger for, by the word in the address."""
    match only:
        case "due":
            return Filter(as_of=as_of, outcome=Outcome.OPEN, due_since=today(as_of))
        case "overdue":
            return Filter(as_of=as_of, outcome=Outcome.OPEN, due_until=yesterday(as_of), newest_first=True)
        case "happened":
            return Filter(as_of=as_of, outcome=Outcome.HAPPENED, newest_first=True)
        case "not":
            return Filter(as_of=as_of, outcome=Outcome.DID_NOT_HAPPEN, newest_first=True)
    return Filter(as_of=as_of, newest_first=True)
