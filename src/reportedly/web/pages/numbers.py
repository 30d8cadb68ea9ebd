"""Numbers: who puts which figure to what, as ranges on one scale, never averaged."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.listing import Filter, Numbered
from reportedly.web.charts.number_chart import tables
from reportedly.web.parameters import AsOf, Kept, PageNumber, page_at
from reportedly.web.related import around
from reportedly.web.rendering import render

router = APIRouter()
CLAIMS = 12
"""Claims a page."""


@router.api_route("/numbers", methods=["GET", "HEAD"])
def numbers(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1, only: str = "") -> Response:
    """The numbers of each claim, latest first, or of those claims whose numbers exclude each other."""
    kind = Numbered.CONFLICTING if only == "apart" else Numbered.SOME
    found = ledger.claims(Filter(as_of=as_of, numbers=kind), **page_at(number, CLAIMS))
    given = {c.id: ledger.numbers(Filter(claim=c.id, as_of=as_of)) for c in found.items}
    return render(
        request,
        "numbers.html",
        as_of=as_of,
        slice=found,
        tables={claim: tables(rows) for claim, rows in given.items()},
        around=around(ledger, as_of, (), [n.report for rows in given.values() for n in rows]),
        empty=not found.items and ledger.latest_day(as_of=as_of) is None,
        only=only if kind is Numbered.CONFLICTING else "",
    )
