"""Which Event a report is about: one of the last days, or a new one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from reportedly import encoder
from reportedly.linking import events
from reportedly.linking.events import Lead
from reportedly.model import content_id
from reportedly.reading.text.lead import capitalised, lead_of
from reportedly.store import embeddings, links
from reportedly.store import events as event_store
from reportedly.store.events import EventReportRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.store.database import Connection


def leads(texts: Mapping[str, str]) -> list[Lead]:
    """The leads of reports, given as texts by report id."""
    words = [" ".join(lead_of(text).split()) for text in texts.values()]
    vectors = encoder.embed(words).astype(np.float16).astype(np.float32)
    return [
        Lead(report=report, names=capitalised(said), vector=vector)
        for report, said, vector in zip(texts, words, vectors, strict=True)
    ]


def lead_of_report(connection: Connection, report: str, text: str) -> Lead:
    """The lead of a report; its vector is read back while that fits its seal, else computed and stored."""
    words, model = " ".join(lead_of(text).split()), encoder.digest(encoder.EMBEDDER)
    vector = embeddings.sealed_lead(connection, report).opened(model, [words])
    if vector is not None:
        return Lead(report=report, names=capitalised(words), vector=vector)
    lead = leads({report: text})[0]
    embeddings.upsert_lead(connection, report, lead.vector, embeddings.seal(lead.vector, model, [words]))
    return lead


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
        lead = lead_of_report(connection, report.id, report.reading.report.text)
        event = self._clusters.event_of(lead, report.day) or content_id("event", report.id)
        self._clusters.put(event, lead, report.day)
        row = EventReportRow(
            report=report.id, event=event, known_at=report.known_at, names=lead.names, vector=lead.vector
        )
        event_store.insert(connection, row)
