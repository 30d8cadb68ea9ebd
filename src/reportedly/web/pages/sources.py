"""Sources: everybody on whose word something is said, and how what one of them said has fared."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.listing import Filter
from reportedly.web.parameters import AsOf, Kept, PageNumber, page_at
from reportedly.web.related import around
from reportedly.web.rendering import SHOWN, render

router = APIRouter()
BOTH = ["GET", "HEAD"]
MARKS = {
    "A": "A completely reliable",
    "B": "B usually reliable",
    "C": "C fairly reliable",
    "D": "D not usually reliable",
    "E": "E unreliable",
    "F": "F cannot be judged",
}
"""The Admiralty grades of sources (STANAG 2511)."""


@router.api_route("/sources", methods=BOTH)
def everybody(request: Request, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """All named sources, those first that are heard most."""
    found = ledger.sources(Filter(as_of=as_of), **page_at(number, SHOWN))
    empty = not found.items and ledger.latest_day(as_of=as_of) is None
    # An outlet without a name is known by its report, here too.
    near = around(ledger, as_of, (), [s.name for s in found.items if s.outlet])
    return render(request, "sources.html", as_of=as_of, slice=found, empty=empty, around=near)


@router.api_route("/sources/{name:path}", methods=BOTH)
def one(request: Request, name: str, ledger: Kept, as_of: AsOf = None, number: PageNumber = 1) -> Response:
    """One source: what it said, about what, how it fared, its forecasts, people's grades."""
    found = ledger.source(name, as_of=as_of, **page_at(number, SHOWN))
    return render(
        request,
        "source.html",
        as_of=as_of,
        asked=name,
        source=found.source,
        slice=found.statements,
        foretold=found.forecasts,
        marks=list(MARKS.items()),
        around=around(
            ledger, as_of, [s.id for s in found.statements], [found.source.name, *(f.report for f in found.forecasts)]
        ),
    )
