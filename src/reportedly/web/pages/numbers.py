"""Numbers: who puts which figure to what, as ranges on one scale, never averaged."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.web.asking import AsOf, Known, PageNumber, Slice
from reportedly.web.ranges import tables
from reportedly.web.rendering import render

router = APIRouter()
CLAIMS = 12
"""Claims a page."""


@router.api_route("/numbers", methods=["GET", "HEAD"])
def numbers(request: Request, record: Known, as_of: AsOf = None, number: PageNumber = 1, only: str = "") -> Response:
    """The numbers of each claim, those claims first whose numbers exclude each other, or only those."""
    counted = [(claim, tables(claim.numbers)) for claim in record.claims if claim.numbers]
    counted.sort(key=lambda row: not any(table.excluding for table in row[1]))
    clashing = [row for row in counted if any(table.excluding for table in row[1])]
    found = Slice.of(clashing if only == "excluding" else counted, number, CLAIMS)
    return render(
        request,
        "numbers.html",
        as_of=as_of,
        slice=found,
        record=record,
        total=len(counted),
        clashing=len(clashing),
        only=only,
    )
