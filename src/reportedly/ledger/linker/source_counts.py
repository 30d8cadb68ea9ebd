"""How many reports and origins each source speaks in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.store import links, speakers
from reportedly.store.source_stats import SourceCount

if TYPE_CHECKING:
    from collections.abc import Set

    from reportedly.ledger.linker.deltas import Deltas
    from reportedly.ledger.linker.report import ReportToLink
    from reportedly.store.database import Connection


def count_reports(connection: Connection, report: ReportToLink, speaking: Set[str], deltas: Deltas) -> None:
    """Count a report, and its origin if that is new to them, for the sources speaking in it.

    Reports that it supersedes no longer count.
    """
    for source in speaking:
        deltas.sources[source][SourceCount.REPORTS] += 1
    elsewhere = speakers.also_speaking(connection, report.origin, speaking, without=report.id)
    if report.supersedes:
        gone = speakers.of_report(connection, report.supersedes).keys()
        origin = links.origin_of(connection, report.supersedes)
        remaining = speakers.also_speaking(connection, origin, gone, without=report.id)
        if origin == report.origin:
            elsewhere, remaining = elsewhere | gone, remaining | speaking
        for source in gone:
            deltas.sources[source][SourceCount.REPORTS] -= 1
            deltas.sources[source][SourceCount.ORIGINS] -= source not in remaining
    for source in speaking - elsewhere:
        deltas.sources[source][SourceCount.ORIGINS] += 1
