"""The map: what reports name as places, at the precision known; a country is an area, never a pin."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.export.wording import country
from reportedly.listing import Filter, Page
from reportedly.web.charts.world_map import HEIGHT, WIDTH, world_map
from reportedly.web.date_range import MOST, window
from reportedly.web.parameters import AsOf, InCountry, Kept, PageNumber, Until, page_at
from reportedly.web.related import around
from reportedly.web.rendering import render

router = APIRouter()
NAMING = 30
"""Statements that name a country, a page."""


@router.api_route("/map", methods=["GET", "HEAD"])
def places(
    request: Request,
    ledger: Kept,
    as_of: AsOf = None,
    place: InCountry = None,
    whole: str = "",
    until: Until = None,
    number: PageNumber = 1,
) -> Response:
    """The map of the latest reports, and for one country the statements that name it or a place in it."""
    seen = window(ledger, as_of, until, most=MOST)
    if seen is None:
        return render(request, "map.html", as_of=as_of, drawn=None)
    drawn = world_map(ledger.places(Filter(since=seen.since, until=seen.until, as_of=as_of)))
    wanted = Filter(place=place, since=seen.since, until=seen.until, as_of=as_of)
    naming = ledger.search(wanted, **page_at(number, NAMING)) if place else Page(items=(), **page_at(number, NAMING))
    return render(
        request,
        "map.html",
        as_of=as_of,
        drawn=drawn,
        box=(0, 0, WIDTH, HEIGHT) if whole else drawn.box,
        whole=bool(whole),
        chosen=place or "",
        chosen_name=country(place) if place else None,
        slice=naming,
        around=around(ledger, as_of, [h.statement for h in naming.items], [h.report for h in naming.items]),
        seen=seen,
    )
