"""Forecasts: what was expected, by when, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.listing import Filter
from reportedly.model import Outcome
from reportedly.record import ForecastRecord
from reportedly.web.charts.calibration import Calibration, calibration
from reportedly.web.context import ListContext
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
    today,
    yesterday,
)
from reportedly.web.rendering import SHOWN, render
from reportedly.web.routing import PageRouter

router = PageRouter()


@dataclass(frozen=True, kw_only=True)
class ForecastsContext(ListContext[ForecastRecord]):
    """Forecasts with their outcomes, and how often they came true."""

    template = "forecasts.html"
    only: str = ""
    """Which of them are shown, by the word in the address; empty for all."""

    @cached_property
    def calibration(self) -> Calibration:
        """How the settled forecasts of the ledger fared."""
        return calibration(self.ledger.outcomes(as_of=self.as_of, topic=self.topic))

    def refers_to(self) -> tuple[list[str], list[str | None]]:
        """The forecasts, their reports and the reports that settled them."""
        return [f.statement for f in self.rows], [r for f in self.rows for r in (f.report, f.resolved_by)]


@router.json("/forecasts", "record")
def forecasts(
    ledger: OpenLedger,
    part: PartOf,
    record: OfRecord,
    outcome: Annotated[Outcome | None, Query(description="As known on that day.")] = None,
    due_since: Annotated[Since, Query(description="Falls due on that day or later.")] = None,
    due_until: Annotated[Until, Query(description="Falls due on that day or earlier.")] = None,
    newest_first: NewestFirst = False,
) -> list[Json]:
    """Forecasts with their outcomes as known on that day; with a due day, in the order in which they fall due."""
    wanted = replace(
        record.filter,
        outcome=outcome,
        due_since=due_since,
        due_until=due_until,
        newest_first=newest_first,
    )
    rows = ledger.forecasts(wanted, **part.rows)
    part.link_next(rows)
    return ForecastsContext(ledger=ledger, wanted=wanted, rows=rows).json()


@router.html("/forecasts")
def show_forecasts(
    request: Request,
    ledger: OpenLedger,
    as_of: AsOf = None,
    topic: OfTopic = None,
    number: PageNumber = 1,
    only: str = "",
) -> Response:
    """All of them, latest first, or those that fall due, are overdue, came true or did not."""
    everything = _wanted("", as_of, topic)
    wanted = _wanted(only, as_of, topic)
    rows = ledger.forecasts(wanted, **page_at(number, SHOWN))
    chosen = only if wanted != everything else ""
    return render(request, ForecastsContext(ledger=ledger, wanted=wanted, rows=rows, only=chosen))


def _wanted(only: str, as_of: date | None, topic: str | None) -> Filter:
    """The filter behind the word in the address."""
    wanted = Filter(as_of=as_of, topic=topic, newest_first=True)
    match only:
        case "due":
            return replace(wanted, outcome=Outcome.OPEN, due_since=today(as_of), newest_first=False)
        case "overdue":
            return replace(wanted, outcome=Outcome.OPEN, due_until=yesterday(as_of))
        case "happened":
            return replace(wanted, outcome=Outcome.HAPPENED)
        case "not":
            return replace(wanted, outcome=Outcome.DID_NOT_HAPPEN)
    return wanted
