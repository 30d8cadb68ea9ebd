"""Timeline: how much was said day by day, and what is said to have happened when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Literal

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.listing import Dated, Filter, Page
from reportedly.record import DatedItem
from reportedly.web.charts.activity_chart import ActivityChart, activity_chart
from reportedly.web.context import ListContext
from reportedly.web.date_range import DateRange, date_range
from reportedly.web.parameters import (
    AsOf,
    NewestFirst,
    OfRecord,
    OfTopic,
    OpenLedger,
    PageNumber,
    PartOf,
    Since,
    Until,
    page_at,
)
from reportedly.web.rendering import CHARTS, SHOWN, render
from reportedly.web.routing import PageRouter

router = PageRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """What one statement says to have happened at one time; several event mentions may be in it."""

    date: str
    moment: DatedItem
    types: tuple[str, ...]


def timeline_rows(moments: Iterable[DatedItem]) -> list[TimelineRow]:
    """The events of one statement at one time together, in the order given."""
    found: dict[tuple[str, str], list[DatedItem]] = {}
    for m in moments:
        found.setdefault((m.date, m.statement or m.words.exact), []).append(m)
    return [
        TimelineRow(date=date, moment=rows[0], types=tuple(dict.fromkeys(m.type for m in rows if m.type)))
        for (date, _), rows in found.items()
    ]


@dataclass(frozen=True, kw_only=True)
class TimelineContext(ListContext[DatedItem]):
    """What is dated, in order; the page draws a year of statements and changes above it."""

    template = "timeline.html"
    range: DateRange | None = None
    """The days that are drawn; None if nothing is on the record."""

    @cached_property
    def charts(self) -> Sequence[tuple[str, ActivityChart | None]]:
        """Statements and changes by day, drawn for each width of screen."""
        if self.range is None:
            return ()
        until = self.range.until
        days = self.ledger.days(Filter(since=self.range.since, until=until, as_of=self.as_of, topic=self.topic))
        return [(size, activity_chart(days, until, width)) for size, width in CHARTS]

    @cached_property
    def happened(self) -> Sequence[TimelineRow]:
        """What is said to have happened, one row a time and sentence."""
        return timeline_rows(self.rows)

    def refers_to(self) -> tuple[list[str | None], list[str]]:
        """The statements that tell of it, and their reports."""
        return [m.statement for m in self.rows], [m.report for m in self.rows]


@router.json("/timeline", "record")
def timeline(
    ledger: OpenLedger,
    part: PartOf,
    record: OfRecord,
    since: Since = None,
    until: Until = None,
    kind: Annotated[
        Literal["said", "happened"] | None, Query(description="Only statements, or only event mentions.")
    ] = None,
    newest_first: NewestFirst = False,
) -> list[Json]:
    """Statements and event mentions in order of their dates."""
    dated = Dated(kind) if kind else None
    wanted = replace(record.filter, since=since, until=until, kind=dated, newest_first=newest_first)
    rows = ledger.timeline(wanted, **part.rows)
    part.link_next(rows)
    return TimelineContext(ledger=ledger, wanted=wanted, rows=rows).json()


@router.html("/timeline")
def show_timeline(
    request: Request,
    ledger: OpenLedger,
    as_of: AsOf = None,
    topic: OfTopic = None,
    number: PageNumber = 1,
    until: Until = None,
) -> Response:
    """A year of statements and changes by day; below it what is dated by the words of reports, latest first."""
    days = date_range(ledger, as_of, until)
    if days is None:
        nothing: Page[DatedItem] = Page(items=())
        return render(request, TimelineContext(ledger=ledger, wanted=Filter(as_of=as_of), rows=nothing))
    wanted = Filter(kind=Dated.HAPPENED, until=days.until, as_of=as_of, topic=topic, newest_first=True)
    rows = ledger.timeline(wanted, **page_at(number, SHOWN))
    return render(request, TimelineContext(ledger=ledger, wanted=wanted, rows=rows, range=days))
