"""Timeline: how much was said day by day, and what is said to have happened when."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.listing import Dated, Filter
from reportedly.web.charts.activity_chart import happenings, strip
from reportedly.web.date_range import window
from reportedly.web.parameters import AsOf, Kept, PageNumber, Until, page_at
from reportedly.web.related import around
from reportedly.web.rendering import CHARTS, SHOWN, render

router = APIRouter()


@router.api_route("/timeline", methods=["GET", "HEAD"])
def timeline(
    request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1, until: Until = None
) -> Response:
    """A year of statements and changes by day; below it what is dated by the words of reports, latest first."""
    seen = window(ledger, as_of, until)
    if seen is None:
        return render(request, "timeline.html", as_of=as_of, charts=[])
    days = ledger.days(Filter(since=seen.since, until=seen.until, as_of=as_of))
    found = ledger.timeline(
        Filter(kind=Dated.HAPPENED, until=seen.until, as_of=as_of, newest_first=True), **page_at(number, SHOWN)
    )
    return render(
        request,
        "timeline.html",
        as_of=as_of,
        charts=[(size, strip(days, seen.until, width)) for size, width in CHARTS],
        slice=found,
        happened=happenings(found.items),
        around=around(ledger, as_of, [m.statement for m in found.items], [m.report for m in found.items]),
        seen=seen,
    )
