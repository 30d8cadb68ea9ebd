"""The map: what reports name as places, at the precision known; a country is an area, never a pin."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from fastapi import Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.export.wording import country
from reportedly.listing import Filter, Page
from reportedly.record import Hit
from reportedly.web.charts.world_map import HEIGHT, WIDTH, WorldMap, world_map
from reportedly.web.context import LedgerContext
from reportedly.web.date_range import MOST, DateRange, date_range
from reportedly.web.parameters import (
    AsOf,
    InCountry,
    OfRecord,
    OfTopic,
    OpenLedger,
    PageNumber,
    PartOf,
    Since,
    Until,
    page_at,
)
from reportedly.web.rendering import render
from reportedly.web.routing import PageRouter

router = PageRouter()
STATEMENTS = 30
"""Statements that name a country, a page."""


@dataclass(frozen=True, kw_only=True)
class MapContext(LedgerContext):
    """The map of the latest reports, and the statements that name a country or a place in it."""

    template = "map.html"
    range: DateRange | None
    """The days of the reports; None if nothing is on the record."""
    whole: bool = False
    """True for the whole world, False for the part of it that is named."""
    number: int = 1

    @cached_property
    def map(self) -> WorldMap:
        """The countries and places, drawn."""
        return world_map(self.ledger.places(replace(self.wanted, place=None)))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The part of the map that is shown."""
        return (0, 0, WIDTH, HEIGHT) if self.whole else self.map.box

    @property
    def chosen(self) -> str:
        """The code of the country whose statements are listed, else empty."""
        return self.wanted.place or ""

    @property
    def chosen_name(self) -> str | None:
        """Its name."""
        return country(self.wanted.place) if self.wanted.place else None

    @cached_property
    def rows(self) -> Page[Hit]:
        """A page of the statements that name it."""
        part = page_at(self.number, STATEMENTS)
        return self.ledger.search(self.wanted, **part) if self.wanted.place else Page(items=(), **part)

    def refers_to(self) -> tuple[list[str], list[str]]:
        """These statements and their reports."""
        return [h.statement for h in self.rows], [h.report for h in self.rows]


@router.json("/map", "record")
def places(
    ledger: OpenLedger,
    part: PartOf,
    as_of: AsOf = None,
    topic: OfTopic = None,
    since: Since = None,
    until: Until = None,
) -> list[Json]:
    """Places that the reports of these days name, at the precision known, those named by most reports first.

    Without `since` these are the days up to `until` that the map shows: a year, or fewer days with many statements.
    """
    days = None if since else date_range(ledger, as_of, until, most=MOST)
    first, last = (days.since, days.until) if days else (since, until)
    rows = Page.cut(ledger.places(Filter(since=first, until=last, as_of=as_of, topic=topic)), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.html("/map")
def show_map(
    request: Request,
    ledger: OpenLedger,
    record: OfRecord,
    place: InCountry = None,
    whole: str = "",
    until: Until = None,
    number: PageNumber = 1,
) -> Response:
    """The map of the latest reports, and for one country the statements that name it or a place in it."""
    days = date_range(ledger, record.as_of, until, most=MOST)
    wanted = record.filter
    if days:
        wanted = replace(wanted, place=place, since=days.since, until=days.until)
    return render(request, MapContext(ledger=ledger, wanted=wanted, range=days, whole=bool(whole), number=number))
