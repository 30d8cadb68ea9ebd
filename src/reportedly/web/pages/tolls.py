"""Tolls: how many people Events left dead, injured, missing, by source and day, never averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.listing import Filter
from reportedly.record import EventTolls, Toll
from reportedly.web.charts.number_chart import Table, tables
from reportedly.web.charts.toll_chart import TollChart, toll_chart
from reportedly.web.context import ListContext
from reportedly.web.parameters import AsOf, OfTopic, OpenLedger, PageNumber, PartOf, page_at
from reportedly.web.rendering import CHARTS, render
from reportedly.web.routing import PageRouter

router = PageRouter()
EVENTS = 8
"""Events a page."""


class TollCharts:
    """What a page that shows tolls asks for."""

    def shows(self, toll: Toll) -> bool:
        """True for the tolls of the Event, and for those beside it of several figures."""
        return not toll.beside or len(toll.figures) > 1

    def left_out(self, tolls: EventTolls) -> int:
        """How many figures are not shown."""
        return sum(len(toll.figures) for toll in tolls.tolls if not self.shows(toll))

    def charts(self, toll: Toll) -> Sequence[tuple[str, TollChart]]:
        """The toll drawn for each width of screen; empty if it has one figure only."""
        drawn = ((size, toll_chart(toll, width=width)) for size, width in CHARTS)
        return [(size, chart) for size, chart in drawn if chart is not None]

    def tables(self, toll: Toll) -> Sequence[Table]:
        """The figures of a toll as tables."""
        return tables(toll.figures)


@dataclass(frozen=True, kw_only=True)
class TollsContext(TollCharts, ListContext[EventTolls]):
    """The tolls of Events, those first of whom a figure was given last."""

    template = "tolls.html"

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The reports of the figures."""
        return [], [f.report for event in self.rows for toll in event.tolls for f in toll.figures]


@router.json("/tolls", "record")
def tolls(ledger: OpenLedger, part: PartOf, as_of: AsOf = None, topic: OfTopic = None) -> list[Json]:
    """How many people Events left dead, injured, missing ..., with every figure by source and day."""
    rows = ledger.tolls(Filter(as_of=as_of, topic=topic), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]


@router.html("/tolls")
def show_tolls(
    request: Request, ledger: OpenLedger, as_of: AsOf = None, topic: OfTopic = None, number: PageNumber = 1
) -> Response:
    """The tolls of Events, those first of whom a figure was given last."""
    wanted = Filter(as_of=as_of, topic=topic)
    rows = ledger.tolls(wanted, **page_at(number, EVENTS))
    return render(request, TollsContext(ledger=ledger, wanted=wanted, rows=rows))
