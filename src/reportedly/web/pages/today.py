"""Today: what changed, newest first; beside it new numbers and the forecasts that fall due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from reportedly.export.plain import Json
from reportedly.listing import Filter, Page
from reportedly.model import Outcome
from reportedly.record import Change, ForecastRecord, NewsItem, NumberRecord
from reportedly.web.filters import FilteredContext
from reportedly.web.pages.news import NewsPart
from reportedly.web.parameters import (
    ChangesParameters,
    Concern,
    OpenLedger,
    PageNumber,
    PartOf,
    page_at,
    today,
    yesterday,
)
from reportedly.web.rendering import SHOWN, render
from reportedly.web.routing import PageRouter

router = PageRouter()
ASIDE = 8
"""Numbers and forecasts shown beside the changes."""
FIRST = 5
"""Claims that are shown above the changes, by what is new on them."""
STATEMENTS = 3
"""Statements shown with a change."""


@dataclass(frozen=True, kw_only=True)
class TodayContext(FilteredContext[Change]):
    """Changes of status, and on the first page, if no filter is chosen, what else is new."""

    template = "today.html"
    max_statements = STATEMENTS
    only: str = ""
    """"moved" for all changes of status, "all" for new claims and all else; empty for what an analyst would act on."""

    by: str = ""
    """Who is signed in: what is new for them counts from their mark."""

    @cached_property
    def news(self) -> NewsPart | None:
        """What is new; None on other pages than the first, and if a filter is chosen."""
        if not self._first or self.only:
            return None
        return NewsPart.of(self.ledger, self.by, Filter(as_of=self.as_of, topic=self.topic), None)

    @cached_property
    def first(self) -> Page[NewsItem]:
        """What matters most of what is new."""
        return self.news.rows(FIRST) if self.news else Page(items=())

    @property
    def today(self) -> date:
        """The day from which on forecasts are not overdue."""
        return today(self.as_of)

    @cached_property
    def days(self) -> Sequence[tuple[date, list[Change]]]:
        """The changes day by day."""
        return [(day, list(on)) for day, on in groupby(self.rows, key=lambda change: change.date)]

    @property
    def _first(self) -> bool:
        return self.rows.number == 1 and not any(self.chosen.values())

    @cached_property
    def numbers(self) -> Sequence[NumberRecord]:
        """The latest numbers."""
        return (
            self.ledger.numbers(Filter(newest_first=True, as_of=self.as_of, topic=self.topic), limit=ASIDE)
            if self._first
            else ()
        )

    @cached_property
    def due(self) -> Sequence[ForecastRecord]:
        """The open forecasts that fall due next, then those whose day has passed latest."""
        if not self._first:
            return ()
        due = Filter(as_of=self.as_of, topic=self.topic, outcome=Outcome.OPEN)
        ahead = self.ledger.forecasts(replace(due, due_since=self.today), limit=ASIDE)
        if len(ahead) == ASIDE:
            return ahead
        passed = replace(due, due_until=yesterday(self.as_of), newest_first=True)
        return [*ahead, *self.ledger.forecasts(passed, limit=ASIDE - len(ahead))]

    def refers_to(self) -> tuple[list[str], list[str]]:
        """The statements behind changes and forecasts, and the reports of the numbers."""
        said = [s for change in self.rows for s in change.statements[:STATEMENTS]]
        return [*said, *(f.statement for f in self.due)], [n.report for n in self.numbers]


@router.json("/changes", "record")
def changes(ledger: OpenLedger, wanted: Annotated[ChangesParameters, Depends()], part: PartOf) -> list[Json]:
    """Changes in the status of claims, oldest first."""
    rows = ledger.changes(wanted.filter, **part.rows)
    part.link_next(rows)
    return TodayContext(ledger=ledger, wanted=wanted.filter, rows=rows).json()


@router.html("/")
def show_changes(
    request: Request, ledger: OpenLedger, concern: Concern, number: PageNumber = 1, only: str = ""
) -> Response:
    """Changes to act on, newest first, or those that a party, a country or a day is part of."""
    wanted = replace(concern.filter, notable=not only, status_changed=only == "moved", newest_first=True)
    rows = ledger.changes(wanted, **page_at(number, SHOWN))
    return render(
        request, TodayContext(ledger=ledger, wanted=wanted, rows=rows, only=only, by=request.state.session.name)
    )
