"""Numbers: who puts which figure to what, as ranges on one scale, never averaged."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.record import Numbered
from reportedly.web.charts.number_chart import tables
from reportedly.web.parameters import AsOf, Kept, PageNumber, Slice
from reportedly.web.related import around
from reportedly.web.rendering import render

router = APIRouter()
CLAIMS = 12
"""Claims a page."""


@router.api_route("/numbers", methods=["GET", "HEAD"])
def numbers(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1, only: str = "") -> Response:
    """The numbers of each claim, latest first, or of those claims whose numbers exclude each other."""
    kind = Numbered.APART if only == "apart" else Numbered.SOME
    found = Slice.of(
        lambda limit, offset: ledger.claims(as_of=as_of, numbers=kind, limit=limit, offset=offset), number, CLAIMS
    )
    given = {c.id: ledger.numbers(c.id, as_of=as_of) for c in found.rows}
    return render(
        request,
        "numbers.html",
        as_of=as_of,
        slice=found,
        tables={claim: tables(rows) for claim, rows in given.items()},
        around=around(ledger, as_of, (), [n.report for rows in given.values() for n in rows]),
        empty=not found.rows and ledger.latest_day(as_of=as_of) is None,
        only=only if kind is Numbered.APART else "",
    )
