"""Events: the happenings that reports tell of first of all, and which reports tell of the same one."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.listing import Filter, Page
from reportedly.web.parameters import AsOf, Kept, PageNumber, page_at
from reportedly.web.related import around
from reportedly.web.rendering import SHOWN, render

router = APIRouter()
BOTH = ["GET", "HEAD"]
EVENTS = 15
"""Events a page; what is told of each is put together from the readings of `REPORTS` of its reports."""
REPORTS = 12


@router.api_route("/events", methods=BOTH)
def events(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1, only: str = "") -> Response:
    """What several reports tell of, the latest told of first, or all that any report tells of."""
    found = ledger.events(Filter(as_of=as_of, multiple=only != "all"), max_reports=REPORTS, **page_at(number, EVENTS))
    return render(
        request,
        "events.html",
        as_of=as_of,
        slice=found,
        around=around(ledger, as_of, (), [r for e in found.items for r in e.reports]),
        empty=not found.items and ledger.latest_day(as_of=as_of) is None,
        only=only,
    )


@router.api_route("/events/{event_id}", methods=BOTH)
def event(request: Request, event_id: str, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """One Event: which reports tell of it, in which words, earliest first."""
    found = ledger.event(event_id, as_of=as_of, **page_at(number, SHOWN))
    firsts = ledger.firsts_of(found.reports, as_of=as_of)
    return render(
        request,
        "event.html",
        as_of=as_of,
        event=found,
        slice=Page(items=found.reports, more=found.told_by > number * SHOWN, **page_at(number, SHOWN)),
        told={r: [m for m in found.mentions if m.report == r] for r in found.reports},
        firsts={r: first for r, first in firsts.items() if first != r},
        around=around(
            ledger,
            as_of,
            [m.statement for m in found.mentions],
            [*found.reports, *firsts.values()],
        ),
    )
