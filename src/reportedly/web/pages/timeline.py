"""Timeline: what is said to have happened when, and on how many statements each day stands."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.web.asking import AsOf, Known, PageNumber, Slice
from reportedly.web.days import happenings, strip
from reportedly.web.rendering import SHOWN, render

router = APIRouter()


@router.api_route("/timeline", methods=["GET", "HEAD"])
def timeline(request: Request, record: Known, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """What is dated by the words of reports, latest first; above it, statements and changes by day."""
    return render(
        request,
        "timeline.html",
        as_of=as_of,
        charts=[(size, strip(record, width)) for size, width in (("roomy", 1180), ("slim", 350))],
        slice=Slice.of(happenings(record.readings), number, SHOWN),
        record=record,
    )
