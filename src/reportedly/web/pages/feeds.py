"""Feeds of the desk: changes, a claim and a search as Atom, forecasts as iCalendar."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from reportedly.export.atom import Feed, atom
from reportedly.export.icalendar import calendar
from reportedly.ledger import feeds
from reportedly.listing import Filter
from reportedly.web.parameters import AsOf, Concern, OfTopic, OpenLedger, SearchChoices
from reportedly.web.routing import PageRouter

router = PageRouter()
FORECASTS = 2_000
"""Forecasts of the calendar: the latest."""


@router.html("/changes.atom")
def changes_feed(request: Request, ledger: OpenLedger, concern: Concern, only: str = "") -> Response:
    """The changes that the page Today shows: those to act on, or with `only` those of status ("moved") or "all"."""
    wanted = replace(concern.filter, notable=not only, status_changed=only == "moved", newest_first=True)
    return _atom(request, feeds.changes_feed(ledger, wanted))


@router.html("/claims/{claim_id}.atom")
def claim_feed(request: Request, claim_id: str, ledger: OpenLedger, as_of: AsOf = None) -> Response:
    """The changes and statements of a claim."""
    return _atom(request, feeds.claim_feed(ledger, claim_id, as_of))


@router.html("/search.atom")
def search_feed(request: Request, ledger: OpenLedger, wanted: Annotated[SearchChoices, Depends()]) -> Response:
    """The statements that a search finds."""
    return _atom(request, feeds.search_feed(ledger, wanted.filter))


@router.html("/forecasts.ics")
def forecasts_calendar(request: Request, ledger: OpenLedger, as_of: AsOf = None, topic: OfTopic = None) -> Response:
    """The forecasts that name a day."""
    found = ledger.forecasts(Filter(as_of=as_of, topic=topic, newest_first=True), limit=FORECASTS)
    made = calendar(found, ledger.reports_of(f.report for f in found), desk=_desk(request))
    return Response(made, media_type="text/calendar", headers={"content-disposition": "inline; filename=forecasts.ics"})


def _atom(request: Request, feed: Feed) -> Response:
    return Response(atom(feed, desk=_desk(request), at=str(request.url)), media_type="application/atom+xml")


def _desk(request: Request) -> str:
    return str(request.base_url)
