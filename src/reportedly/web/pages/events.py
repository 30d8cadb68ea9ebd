"""Events: the happenings that reports tell of first of all, and which reports tell of the same one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.web.around import around
from reportedly.web.asking import AsOf, Kept, PageNumber, Slice
from reportedly.web.rendering import render

router = APIRouter()
EVENTS = 15
"""Events a page; what is told of each is put together from the readings of `REPORTS` of its reports."""
REPORTS = 12


@router.api_route("/events", methods=["GET", "HEAD"])
def events(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1, only: str = "") -> Response:
    """What several reports tell of, the latest told of first, or all that any report tells of."""
    found = Slice.of(
        lambda limit, offset: ledger.events(
            as_of=as_of, shared=only != "all", most=REPORTS, limit=limit, offset=offset
        ),
        number,
        EVENTS,
    )
    return render(
        request,
        "events.html",
        as_of=as_of,
        slice=found,
        around=around(ledger, as_of, (), [r for e in found.rows for r in e.reports]),
        empty=not found.rows and ledger.latest_day(as_of=as_of) is None,
        only=only,
    )
