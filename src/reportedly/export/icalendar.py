"""iCalendar (RFC 5545): the forecasts of a ledger, each on the day on which it falls due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from reportedly.export import wording
from reportedly.model import Likelihood, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reportedly.model import Report
    from reportedly.record import ForecastRecord

TITLE = 120
"""Characters of a title; the description has all the words."""


def calendar(forecasts: Iterable[ForecastRecord], reports: Mapping[str, Report], *, desk: str | None = None) -> bytes:
    """The forecasts that name a day, as events of a whole day. `desk` is the address that links lead to."""
    made = Calendar()
    made.add("prodid", "-//Reportedly//Forecasts//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Forecasts – Reportedly")
    for forecast in forecasts:
        if forecast.due is not None:
            made.add_component(_event(forecast, reports.get(forecast.report), desk))
    return bytes(made.to_ical())


UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""The stamp of a forecast in a report without a date: the format demands one."""


def _event(forecast: ForecastRecord, report: Report | None, desk: str | None) -> Event:
    assert forecast.due is not None
    words = wording.content_text(forecast.content)
    outlet = wording.outlet(report) if report else forecast.report
    who = wording.name_of(forecast.actor, forecast.source) or outlet
    published = report.published_at.astimezone(UTC) if report and report.published_at else None
    when = f"published {wording.day(published)}" if published else "undated"
    url = wording.link(report.url) if report else None
    event = Event()
    event.add("uid", f"{forecast.statement}@reportedly")
    event.add("dtstamp", published or UNDATED)
    event.add("dtstart", forecast.due)
    event.add("dtend", forecast.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if forecast.outcome is Outcome.OPEN else "CONFIRMED")
    event.add("summary", f"{who}: {wording.abridged(words, TITLE)}")
    likely = f"Said to be {forecast.likelihood.value}.\n" if forecast.likelihood is not Likelihood.UNSTATED else ""
    event.add(
        "description",
        f"“{words}”\n{who}, in {outlet}, {when}.\n{likely}"
        f"Horizon: {forecast.horizon}. Outcome: {forecast.outcome.value}." + (f"\n{url}" if url else ""),
    )
    event.add("categories", [forecast.outcome.value])
    page = f"{desk.rstrip('/')}/statements/{forecast.statement}" if desk else url
    if page:
        event.add("url", page)
    return event
