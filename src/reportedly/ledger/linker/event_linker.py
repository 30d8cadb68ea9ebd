"""Which Event a report is about: one of the last days, or a new one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from reportedly.linking import events
from reportedly.linking.events import Lead
from reportedly.model import content_id
from reportedly.store import events as event_store
from reportedly.store import links
from reportedly.store.events import EventReportRow

if TYPE_CHECKING:
    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.store.database import Connection


class EventLinker:
    """Links reports to Events, in order of publication; it holds the Events of the last days."""

    def __init__(self, connection: Connection) -> None:
        self._clusters = events.EventClusters()
        last = links.last(connection)
        day = last[0].date() if last else date.max
        for row in event_store.latest(connection, day - timedelta(days=events.DAYS), events.MOST):
            lead = Lead(report=row.report, names=row.names, vector=row.vector)
            self._clusters.put(row.event, lead, row.known_at.date())

    def link(self, connection: Connection, report: ReportToLink) -> None:
        """Link a report to the Event of the last days that its first words fit, or else to an Event of its own."""
        lead = events.leads({report.id: report.reading.report.text})[0]
        event = self._clusters.event_of(lead, report.day) or content_id("event", report.id)
        self._clusters.put(event, lead, report.day)
        row = EventReportRow(
            report=report.id, event=event, known_at=report.known_at, names=lead.names, vector=lead.vector
        )
        event_store.insert(connection, row)
