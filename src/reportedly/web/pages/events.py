"""Events: what reports tell of in their first words, and which reports tell of the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.listing import Filter, Page
from reportedly.record import EventPart, EventRecord, EventTolls
from reportedly.web.context import LedgerContext, ListContext
from reportedly.web.pages.tolls import TollCharts
from reportedly.web.parameters import AsOf, OfTopic, OpenLedger, PageNumber, PartOf, Rows, page_at
from reportedly.web.rendering import SHOWN, render
from reportedly.web.routing import PageRouter

router = PageRouter()
EVENTS = 15
"""Events a page; each is described from the readings of at most `REPORTS` of its reports."""
REPORTS = 12


@dataclass(frozen=True, kw_only=True)
class EventsContext(ListContext[EventRecord]):
    """Events, those with the latest report first."""

    template = "events.html"

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The reports that tell of them."""
        return [], [r for event in self.rows for r in event.reports]


@router.json("/events", "record")
def events(
    ledger: OpenLedger,
    part: PartOf,
    as_of: AsOf = None,
    topic: OfTopic = None,
    shared: Annotated[bool, Query(description="Only those of several reports.")] = False,
    most: Annotated[
        int, Query(ge=2, le=50, description="Maximum number of reports of each, the first and the latest.")
    ] = REPORTS,
) -> list[Json]:
    """Events by the first words of reports, those with the latest report first."""
    wanted = Filter(as_of=as_of, topic=topic, multiple=shared)
    rows = ledger.events(wanted, max_reports=most, **part.rows)
    part.link_next(rows)
    return EventsContext(ledger=ledger, wanted=wanted, rows=rows).json()


@router.html("/events")
def show_events(
    request: Request,
    ledger: OpenLedger,
    as_of: AsOf = None,
    topic: OfTopic = None,
    number: PageNumber = 1,
    only: str = "",
) -> Response:
    """Events in several reports, those with the latest report first, or all of them."""
    wanted = Filter(as_of=as_of, topic=topic, multiple=only != "all")
    rows = ledger.events(wanted, max_reports=REPORTS, **page_at(number, EVENTS))
    return render(request, EventsContext(ledger=ledger, wanted=wanted, rows=rows))


@dataclass(frozen=True, kw_only=True)
class EventContext(TollCharts, LedgerContext):
    """One Event, with a page of the reports that tell of it, earliest first."""

    template = "event.html"
    event: EventRecord
    rows: Page[str]
    """The ids of these reports."""

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[EventPart]]:
        """The words that tell of it, by report."""
        return {r: [m for m in self.event.mentions if m.report == r] for r in self.rows}

    @cached_property
    def firsts(self) -> Mapping[str, str]:
        """Of each copy the report that it is a copy of."""
        firsts = self.ledger.firsts_of(self.rows, as_of=self.as_of)
        return {report: first for report, first in firsts.items() if first != report}

    @cached_property
    def tolls(self) -> EventTolls:
        """How many people it left dead, injured, missing ..."""
        return self.ledger.tolls_of(self.event.id, as_of=self.as_of)

    def refers_to(self) -> tuple[list[str | None], list[str]]:
        """The statements that tell of it, the reports, those of its tolls, and those that these are copies of."""
        counted = [f.report for toll in self.tolls.tolls for f in toll.figures]
        return [m.statement for m in self.event.mentions], [*self.rows, *counted, *self.firsts.values()]

    def json(self) -> Json:
        """The Event, in the contract of the ledger."""
        return record_json(self.event)


def _event(ledger: OpenLedger, event_id: str, as_of: AsOf, rows: Rows) -> EventContext:
    found = ledger.event(event_id, as_of=as_of, **rows)
    reports = Page(items=found.reports, more=found.told_by > rows["offset"] + rows["limit"], **rows)
    return EventContext(ledger=ledger, wanted=Filter(as_of=as_of), event=found, rows=reports)


@router.json("/events/{event_id}", "record")
def event(event_id: str, ledger: OpenLedger, part: PartOf, as_of: AsOf = None) -> Json:
    """One Event with a page of its reports, earliest first, and the words that mention it."""
    found = _event(ledger, event_id, as_of, part.rows)
    part.link_next(found.rows)
    return found.json()


@router.html("/events/{event_id}")
def show_event(
    request: Request, event_id: str, ledger: OpenLedger, as_of: AsOf = None, number: PageNumber = 1
) -> Response:
    """One Event: which reports tell of it, in which words, earliest first."""
    return render(request, _event(ledger, event_id, as_of, page_at(number, SHOWN)))
